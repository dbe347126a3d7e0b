"""Post-editor for names that a small model misspelt: they get the spelling of the source."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from babelpress import lang
from babelpress.nlp.edits import Edit
from babelpress.nlp.names.detect import Name, proper_names
from babelpress.nlp.names.exonyms import exonym
from babelpress.nlp.names.transcriptions import is_near, known_spellings
from babelpress.nlp.tokenization import fold
from babelpress.translation.postedit.base import Context
from babelpress.translation.postedit.lexicon import is_word

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")

_LONG = 5
"""Letters of a name from which on a word that is nearly the same is meant to be it."""

_NOUNS = frozenset("eésx")
"""Last letters of French nouns that names have less often."""

_LAST = re.compile(r"([^\W\d_]+)['’ \u00a0]\Z")

_REACH = 12
"""Characters before a name in which its article stands."""


def edits(context: Context) -> list[Edit]:
    """Return edits that write names as the source does, for words that no text has: Adizona, Arizona.

    Only where the model has a lexicon, which says what is a word. A name is left that languages have their own form
    of: a place or a person of the tables, one that the source has in the plural (`les Napolitains`), and one with an
    article that ends as French nouns do (`l'Amazonie`).
    """
    if context.lexicon is None:
        return []
    found: list[Edit] = []
    names: list[str] | None = None
    for match in _WORD.finditer(context.target):
        word = match.group()
        if not word[0].isupper() or is_word(word, context):
            continue
        if names is None:
            names = [name for name in _names(context) if name not in context.target]
        alike = [name for name in names if is_near(fold(name), fold(word))]
        if not alike:
            continue
        name = max(alike, key=lambda one: SequenceMatcher(None, fold(one), fold(word), autojunk=False).ratio())
        names.remove(name)
        reason = f"the model made up a word; the source has the name « {name} »"
        found.append(Edit(match.start(), match.end(), name, reason))
    return found


def _names(context: Context) -> Iterator[str]:
    """Yield the names of the source that every language writes alike."""
    language = context.source_language
    common = lang.get(language).capitalised
    for name in proper_names(context.source, language):
        plain = fold(name.text)
        if len(plain) < _LONG or name.initial or name.text.isupper():
            continue
        if plain in common or plain.rstrip("s").rstrip("e") in common or _may_be_noun(name, context):
            continue
        if not (exonym(plain, language) or known_spellings(plain, language)):
            yield name.text


def _may_be_noun(name: Name, context: Context) -> bool:
    """Whether an article before a capitalised word, and its end, make it a people, an institution or a region."""
    around = lang.get(context.source_language).places.around
    before = _LAST.search(context.source[max(0, name.start - _REACH) : name.start].lower())
    return bool(around and before and before[1] in around.article) and name.text[-1] in _NOUNS
