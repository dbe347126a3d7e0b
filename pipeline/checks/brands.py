"""Names with a capital inside, which every language writes alike: OpenAI, YouTube, McDonald."""

import re

from pipeline.checks.base import Pair
from pipeline.text.edits import Edit
from pipeline.text.protect import find, occurrences

_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_WORD = re.compile(r"[^\W\d_][^\W_]+")


def is_brand(word: str) -> bool:
    """Tell whether a word has a capital behind a small letter.

    >>> is_brand("OpenAI"), is_brand("ONU"), is_brand("Saint-Denis")
    (True, False, False)
    """
    return bool(_INSIDE.search(word))


def respelt(pair: Pair) -> list[Edit]:
    """Give such names their spelling back where they came out in parts or in other letters: Open AI, Youtube."""
    changes = []
    for name in dict.fromkeys(filter(is_brand, _WORD.findall(pair.source))):
        missing = len(occurrences(pair.source, [name])) - len(occurrences(pair.target, [name]))
        parts = list(map(re.escape, _INSIDE.split(name)))
        whole, apart = "".join(parts), r"[ \u00a0-]".join(parts)
        form = rf"(?<!\w){whole}(?!\w)|(?<![\w-]){apart}(?![\w-])"
        places = re.finditer(form, pair.target, re.IGNORECASE) if missing > 0 else ()
        changes += [Edit(*match.span(), name) for match in places if match.group() != name][: max(0, missing)]
    kept = find(pair.target, keep=pair.keep) if changes else ()
    free = [edit for edit in changes if not any(one.start < edit.end and edit.start < one.end for one in kept)]
    return sorted(free, key=lambda edit: edit.start)
