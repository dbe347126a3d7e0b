"""Tokenization of a text for the checks. Results are cached, because every check uses the same two texts."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_SEVERAL = 1024
"""Texts in the cache; a check needs a text for a few calls only."""


@lru_cache(maxsize=_SEVERAL)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, cut at every apostrophe and hyphen, including numbers.

    >>> words("L'Est-ce, 12 %")
    ('l', 'est', 'ce', '12')
    """
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=_SEVERAL)
def fold(text: str) -> str:
    """Return a text in lower case without accents.

    >>> fold("Élysée, Łódź")
    'elysee, łodz'
    """
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFKD", text)).casefold()


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _without_accents(match: re.Match[str]) -> str:
    return "".join(char for char in match.group() if not unicodedata.combining(char))


def shorten(text: str, *, width: int = 60) -> str:
    """Return a text on one line, cut in the middle if it is longer than `width` characters.

    >>> shorten("un deux trois quatre", width=11)
    'un de … tre'
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    head = (width - 3) // 2 + (width - 3) % 2
    return f"{line[: head + 1].rstrip()} … {line[len(line) - (width - 3 - head - 1) :].lstrip()}"
