"""Place names of the source language, written as the target language calls them."""

from babelpress.nlp.edits import Edit
from babelpress.nlp.placeholders import occurrences
from babelpress.qa.checks.names import untranslated
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Give places and acronyms that stayed as they were the names that the target language has for them."""
    return [
        Edit(start, end, own)
        for name, own in untranslated(context.pair).items()
        for start, end in occurrences(context.target, [name])
    ]
