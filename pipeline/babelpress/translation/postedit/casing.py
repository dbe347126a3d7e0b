"""Post-editor that restores the casing of headlines and of words in capitals, which were translated in lower case."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from babelpress.nlp import truecasing
from babelpress.nlp.edits import Edit, merged
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Return edits that give the target the casing of its source, by the conventions of its language."""
    if context.style == "sentence":
        return []
    if context.style != "mixed":
        return list(_recased(context, 0, len(context.target), context.style))
    found = (context.span(*part) for part in truecasing.spans(context.source, context.source_language))
    return [edit for place in merged(filter(None, found)) for edit in _recased(context, *place, "capitals")]


def _recased(context: Context, start: int, end: int, style: truecasing.Style) -> Iterator[Edit]:
    """One edit for each run of letters whose case changes."""
    kept = [context.target[slice(*span)] for span in context.kept]
    old = context.target[start:end]
    new = truecasing.recase(old, style, context.target_language, keep=kept)
    if len(new) == len(old):
        for same, run in groupby(range(len(old)), key=lambda at: old[at] == new[at]):
            at = list(run)
            if not same:
                yield Edit(start + at[0], start + at[-1] + 1, new[at[0] : at[-1] + 1])
        return
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)  # ß is SS in capitals
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(start + i, start + j, new[k:m])
