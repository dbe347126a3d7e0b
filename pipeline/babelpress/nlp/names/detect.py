"""Detection of words that are written like names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from babelpress import lang
from babelpress.nlp.names.exonyms import exonym
from babelpress.nlp.names.tokens import NUMERAL, TOKEN, function_words, titles
from babelpress.nlp.tokenization import fold

_BEGINNING = frozenset('.!?:…\n»”"“«„‘–—([•-')
"""Marks after which a sentence begins."""
_BETWEEN = re.compile(r"[^\s«»“”„\"'‘’(\[¿¡–—•-]")
"""What is not between such a mark and the first word."""
_REACH = 40
"""Characters before a word in which a sentence may begin."""
_MONEY = frozenset("€£$¥")
"""Currency signs; capitals directly before one are a scale or a country: `3 Md€`, `US$`."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word written like a name; `initial`: whether it is the first of a sentence."""

    text: str
    start: int
    initial: bool


@lang.dependent
@lru_cache(maxsize=2048)
def proper_names(text: str, language: str) -> tuple[Name, ...]:
    """Return the words that are written like names; if nouns are capitalised, only those that cannot be nouns."""
    own = lang.get(language)
    # A language with Title Case also capitalises months and institutions, which are translated.
    nouns, common = own.capitals.nouns, own.capitalised if own.capitals.headline else frozenset()
    found: list[Name] = []
    for match in TOKEN.finditer(text):
        word = match.group()
        if word.islower() or not any(map(str.isupper, word)) or len(word) < 2:
            continue
        if text[match.end() : match.end() + 1] in _MONEY:
            continue
        begins = _begins(text, match.start())
        inner = any(map(str.isupper, word[1:].replace("-", "")))
        plain = word.lower()
        if NUMERAL.fullmatch(word) or fold(plain) in titles() or plain in function_words():
            continue
        if common and (plain in _months(language) or plain.rstrip("s") in common):
            continue
        if (begins or nouns) and not inner and not exonym(fold(word), language):
            following = text[match.end() : match.end() + 2]
            if nouns or not (following[:1] == " " and following[1:2].isupper()):
                continue
        found.append(Name(word, match.start(), begins))
    return tuple(found)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at a word: nothing but marks and white space lies between it and the one before."""
    for before in reversed(text[max(0, at - _REACH) : at]):
        if before in _BEGINNING:
            return True
        if _BETWEEN.match(before):
            return False
    return True


@lang.dependent
@cache
def _months(language: str) -> frozenset[str]:
    dates = lang.get(language).dates
    return frozenset(dates.months.lower().split()) if dates else frozenset()
