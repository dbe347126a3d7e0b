"""Post-editor for names with an inner capital, whose spelling is the same in all languages: OpenAI, YouTube."""

import re
from collections import Counter

from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.names.brands import _INSIDE, is_brand
from babelpress.translation.postedit.base import Context

_MOST = 50
"""Names looked for in one text; this bounds the time."""
_RUN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_][^\W_]+")


def edits(context: Context) -> tuple[Edit, ...]:
    """Return edits that restore the spelling of such names where they were split or recased: Open AI, Youtube."""
    source, target = context.source, context.target
    names = dict.fromkeys(filter(is_brand, _WORD.findall(source)))
    if not names:
        return ()
    ours, theirs = (Counter(_RUN.findall(text)) for text in (source, target))
    missing = [name for name in names if ours[name] > theirs[name]][:_MOST]
    changes: list[Edit] = []
    for name in missing:
        parts = _INSIDE.split(name)
        # The name in any casing (`re.IGNORECASE`), or split by spaces before its inner capitals: Open AI. Parts
        # that look like words (Me Too) may be meant so.
        apart = r"[ \u00a0]".join(parts) if all(map(str.isupper, parts[1:])) else "(?!)"
        form = rf"(?<!\w){name}(?!\w)|(?<![\w-]){apart}(?![\w-])"
        places = [match for match in re.finditer(form, target, re.IGNORECASE) if not _is_meant(match.group(), name)]
        changes += [Edit(*match.span(), name) for match in places[: ours[name] - theirs[name]]]
    return disjoint(changes)


def _is_meant(form: str, name: str) -> bool:
    """Whether a form in the target is the name, or deliberately another: all capitals, or another inner capital."""
    return form == name or (len(form) == len(name) and (form.isupper() or is_brand(form)))
