"""Post-editor that replaces place names of the source language by those of the target language (exonyms)."""

from babelpress.nlp.edits import Edit
from babelpress.nlp.placeholders import occurrences
from babelpress.qa.checks.names import untranslated
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Return edits that replace untranslated places and acronyms by their names in the target language."""
    return [
        Edit(start, end, own)
        for name, own in untranslated(context.pair).items()
        for start, end in occurrences(context.target, [name])
    ]
