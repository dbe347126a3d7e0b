"""Post-editor that removes direct repetitions of a word."""

from collections import Counter
from operator import eq

from babelpress import lang
from babelpress.nlp.edits import Edit
from babelpress.nlp.function_words import languages_of
from babelpress.nlp.tokenization import words
from babelpress.qa.checks.repetition import _ONCE, _TWIN
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Return edits that remove the repetition of a word (`helpen helpen`), if the source has no repeated word.

    Function words are not changed: they may correctly occur twice in a row (`die, die die Wahl gewannen`). Neither are
    words that are doubled for emphasis (`heel heel klein`).
    """
    emphatic = lang.get(context.target_language).emphatic
    twins = [
        twin
        for twin in _TWIN.finditer(context.target)
        if twin[1].lower() not in languages_of()
        and twin[1].lower() not in emphatic
        and len(twin.group().split()) <= _ONCE
    ]
    source = words(context.source)
    if not twins or any(map(eq, source[1:], source)):
        return []
    said = Counter(word.lower() for word in source)  # a word that the source has as often was brought together
    return [Edit(twin.end(1), twin.end(), "") for twin in twins if said[twin[1].lower()] < len(twin[0].split())]
