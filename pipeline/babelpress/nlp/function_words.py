"""Function words: which language a text is in, and whether it is a sentence or only names and lists."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

from babelpress import lang
from babelpress.nlp.tokenization import words

Reading = Literal["sentence", "title", "names"]
"""What a text reads as: `names` are names, figures and lists; a `title` may be kept in its language."""

_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")
_APOSTROPHES = tuple("'’")
_VOWELS = frozenset("aeiouyàéó")
_ITEMS = re.compile(r"[|•·/;,:()«»“”„\"\n\t–—]+|\s-\s")
_END = re.compile(r"[.!?…][\s»”“\"'’)]*\Z")
_WORD = re.compile(r"[^\W_]+")

_TITLE = 5
"""Maximum number of words of a title, or of each item of a list of titles."""
_LOW = 2
"""Number of words in lower case from which on a text with a full stop, but without a known verb, is a sentence; an
article or preposition counts as one of them."""
_HEADLINE = 8
"""Number of words from which on the same holds without a full stop, if the text begins with an article."""


@lang.dependent
@cache
def languages_of() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of its languages for each function word, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for code, language in lang.known().items():
        for word in language.function_words:
            found[word] = (*found.get(word, ()), code)
    return found


@lru_cache(maxsize=1024)
def counted(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case without letters that are initials, units or points of a list.

    >>> counted("D. Trump a couru 100 m d'un trait, plan B")
    ('trump', 'a', 'couru', '100', 'd', 'un', 'trait', 'plan')
    """
    if not _LETTER.search(text):
        return words(text)
    return words(_LETTER.sub(lambda match: match[0] if _is_word(text, match) else " ", text))


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Whether a single letter is a word: beside an apostrophe, or a vowel that is no initial and has no number."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if before[-1:] in _APOSTROPHES or after[:1] in _APOSTROPHES:
        return True
    alone = not before.strip()[-1:].isdigit() and not after.strip()[:1].isdigit() and after[:1] != "."
    return alone and match[0].lower() in _VOWELS


def hits(found: Iterable[str], own: str) -> tuple[int, str, int]:
    """Number of function words of the language `own`; the other language with the most of them, and their number."""
    table = dict.fromkeys(lang.known(), 0)
    known = languages_of()
    for word in found:
        for code in known.get(word, ()):
            table[code] += 1
    mine = table.pop(own, 0)
    other = max(table, key=table.__getitem__)
    return mine, other, table[other]


@lang.dependent
@cache
def telling(language: str, *others: str) -> frozenset[str]:
    """The words that show a sentence of a language, without those that one of the other languages has too."""
    own = lang.get(language)
    return (own.function_words - own.linking).difference(*(lang.get(code).function_words for code in others))


def reading(text: str, language: str, *others: str) -> Reading:
    """Tell whether a text is a sentence, or may be names, a list or a title, which are right in any language.

    Args:
        text: The text.
        language: The language that it is in.
        others: Languages whose function words prove nothing.

    >>> [reading(text, "fr", "en") for text in ("Il ne vient pas.", "Ne me quitte pas", "Musée de l'Homme")]
    ['sentence', 'title', 'names']
    """
    found = counted(text)
    if all(len(word) == 1 for word in words(text)):
        return "names"
    if any(word in telling(language, *others) for word in found):
        return "title" if _may_be_title(text) else "sentence"
    linking = lang.get(language).linking.difference(*(lang.get(code).function_words for code in others))
    links = any(word in linking for word in found)
    low = sum(word.islower() and len(word) > 3 and word not in languages_of() for word in _WORD.findall(text))
    if _END.search(text):
        return "sentence" if low + links >= _LOW and low else "names"
    headline = len(found) >= _HEADLINE and low >= 2 * _LOW and found[0] in linking
    return "sentence" if headline else "names"


def _may_be_title(text: str) -> bool:
    """Whether a text may be a title or a list of titles: short items that begin with no small letter, no full stop."""
    items = [item for item in _ITEMS.split(text) if any(map(str.isalnum, item))]
    return not _END.search(text) and all(
        len(item.split()) <= _TITLE and not next(filter(str.isalnum, item)).islower() for item in items
    )
