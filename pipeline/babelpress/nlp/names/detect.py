"""The words of a text that are written like names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from babelpress.lang.base import LANGUAGES
from babelpress.lang.tables.common_nouns import CAPITALISED, TITLES
from babelpress.lang.tables.function_words import FUNCTION_WORDS
from babelpress.nlp.names.exonyms import exonym
from babelpress.nlp.tokenization import fold

_TOKEN = re.compile(r"[^\W_]+(?:(?:[-&]|(?<![^\W_][A-Z])(?<=[A-Z])\.|\.(?=[a-z\d]))[^\W_]+)*")
"""A full stop is part of `U.S.A` and `amazon.fr`, but not of two sentences that are glued."""
_BEGINS = re.compile(r"(?:^|[.!?:…\n»”\"“«„‘–—(\[•-])[\s«»“”„\"'‘’(\[¿¡–—•-]*$")
_NUMERAL = re.compile(r"[IVXLC]+(?:e|er|ème|th|de|ste|º|ª)?|\d{1,2}H(?:\d\d)?")
_MONEY = frozenset("€£$¥")
"""Signs before which capitals are a scale or a country: `3 Md€`, `US$`."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word written like a name; `initial` where it stands at the beginning of a sentence."""

    text: str
    start: int
    initial: bool


@lru_cache(maxsize=2048)
def proper_names(text: str, language: str) -> tuple[Name, ...]:
    """The words of a text that are written like names; in German only what no noun can be."""
    found: list[Name] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not any(map(str.isupper, word)) or len(word) < 2 or text[match.end() : match.end() + 1] in _MONEY:
            continue
        begins = bool(_BEGINS.search(text, 0, match.start())) if match.start() < 300 else _begins(text, match.start())
        inner = any(map(str.isupper, word[1:].replace("-", "")))
        plain = word.lower()
        if _NUMERAL.fullmatch(word) or fold(plain) in TITLES or any(plain in row for row in FUNCTION_WORDS.values()):
            continue
        if language == "en" and (plain in _months() or plain.rstrip("s") in CAPITALISED["en"]):
            continue
        if (begins or language == "de") and not inner and not exonym(fold(word), language):
            following = text[match.end() : match.end() + 2]
            if language == "de" or not (following[:1] == " " and following[1:2].isupper()):
                continue
        found.append(Name(word, match.start(), begins))
    return tuple(found)


def _begins(text: str, at: int) -> bool:
    return bool(_BEGINS.search(text[at - 40 : at]))


@cache
def _months() -> frozenset[str]:
    return frozenset(LANGUAGES["en"].months.lower().split())
