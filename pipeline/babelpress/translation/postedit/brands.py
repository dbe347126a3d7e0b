"""Names with a capital inside, which every language writes alike: OpenAI, YouTube, McDonald."""

import re

from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.names.brands import _INSIDE, is_brand
from babelpress.nlp.placeholders import occurrences
from babelpress.translation.postedit.base import Context

_WORD = re.compile(r"[^\W\d_][^\W_]+")


def edits(context: Context) -> tuple[Edit, ...]:
    """Give such names their spelling back where they came out in parts or in other letters: Open AI, Youtube."""
    source, target = context.source, context.target
    changes: list[Edit] = []
    for name in dict.fromkeys(filter(is_brand, _WORD.findall(source))):
        missing = len(occurrences(source, [name])) - len(occurrences(target, [name]))
        if missing > 0:
            apart = r"[ \u00a0-]".join(_INSIDE.split(name))
            form = rf"(?<!\w){name}(?!\w)|(?<![\w-]){apart}(?![\w-])"
            places = re.finditer(form, target, re.IGNORECASE)
            changes += [Edit(*match.span(), name) for match in places if match.group() != name][:missing]
    return disjoint(changes)
