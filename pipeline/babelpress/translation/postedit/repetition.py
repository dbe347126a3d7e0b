"""A word that the model said twice in a row, said once."""

from operator import eq

from babelpress.nlp.edits import Edit
from babelpress.nlp.function_words import languages_of
from babelpress.nlp.tokenization import words
from babelpress.qa.base import Pair
from babelpress.qa.checks.repetition import _ONCE, _TWIN


def repetition_edits(pair: Pair) -> list[Edit]:
    """Say a word once that the target says again at once, where the source says none so.

    Pronouns, articles and their like stay: they may well stand side by side (`die, die die Wahl gewannen`).

    >>> pair = Pair(source="Il aide les villes.", target="Het zal helpen helpen.", source_language="fr",
    ...             target_language="nl")
    >>> [pair.target[edit.start : edit.end] for edit in once(pair)]
    [' helpen']
    """
    twins = [
        twin
        for twin in _TWIN.finditer(pair.target)
        if twin[1].lower() not in languages_of() and len(twin.group().split()) <= _ONCE
    ]
    if not twins or any(map(eq, words(pair.source)[1:], words(pair.source))):
        return []
    return [Edit(twin.end(1), twin.end(), "") for twin in twins]
