"""A word that the model said twice in a row, said once."""

from operator import eq

from babelpress.nlp.edits import Edit
from babelpress.nlp.function_words import languages_of
from babelpress.nlp.tokenization import words
from babelpress.qa.checks.repetition import _ONCE, _TWIN
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Say a word once that the target says again at once (`helpen helpen`), where the source says none so.

    Pronouns, articles and their like stay: they may well stand side by side (`die, die die Wahl gewannen`).
    """
    twins = [
        twin
        for twin in _TWIN.finditer(context.target)
        if twin[1].lower() not in languages_of() and len(twin.group().split()) <= _ONCE
    ]
    if not twins or any(map(eq, words(context.source)[1:], words(context.source))):
        return []
    return [Edit(twin.end(1), twin.end(), "") for twin in twins]
