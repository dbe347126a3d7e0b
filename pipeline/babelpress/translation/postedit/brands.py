"""Names with a capital inside, which every language writes alike: OpenAI, YouTube, McDonald."""

import re

from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.names.brands import _INSIDE, is_brand
from babelpress.nlp.placeholders import occurrences, spare
from babelpress.qa.base import Pair

_WORD = re.compile(r"[^\W\d_][^\W_]+")


def brand_edits(pair: Pair) -> list[Edit]:
    """Give such names their spelling back where they came out in parts or in other letters: Open AI, Youtube."""
    changes: list[Edit] = []
    for name in dict.fromkeys(filter(is_brand, _WORD.findall(pair.source))):
        missing = len(occurrences(pair.source, [name])) - len(occurrences(pair.target, [name]))
        if missing > 0:
            apart = r"[ \u00a0-]".join(_INSIDE.split(name))
            form = rf"(?<!\w){name}(?!\w)|(?<![\w-]){apart}(?![\w-])"
            places = re.finditer(form, pair.target, re.IGNORECASE)
            changes += [Edit(*match.span(), name) for match in places if match.group() != name][:missing]
    return spare(disjoint(changes), pair.target, keep=pair.keep)
