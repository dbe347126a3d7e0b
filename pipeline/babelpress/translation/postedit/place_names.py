"""Place names of the source language, written as the target language calls them."""

from babelpress.nlp.edits import Edit
from babelpress.nlp.placeholders import occurrences, spare
from babelpress.qa.base import Pair
from babelpress.qa.checks.names import untranslated


def place_name_edits(pair: Pair) -> list[Edit]:
    """Give places and acronyms that stayed as they were the names that the target language has for them."""
    changes = [
        Edit(start, end, own)
        for name, own in untranslated(pair).items()
        for start, end in occurrences(pair.target, [name])
    ]
    return spare(changes, pair.target, keep=pair.keep)
