"""The words that ROUGE and the descriptions of a summary count, and their stems, by language."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Protocol

from pipeline.metrics import porter

__all__ = ["stems", "stems_signature", "words"]

_ALONE = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and ideographs: nothing tells where a word of them ends, so each stands for itself."""

_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[^\W_][\u0300-\u036f]*)+")
"""Letters and digits of any script, with the accents that NFC leaves apart."""

_GOOGLE = re.compile(r"[a-z0-9]+")
"""Words as google's rouge-score has them: an accent cuts one."""

_ALGORITHMS = {"de": "german", "es": "spanish", "fr": "french", "nl": "dutch", "pt": "portuguese"}
"""Of snowballstemmer; English has its own."""

_REMEMBERED = 1 << 17
"""Stems of words that are kept: a stemmer in Python takes some 20 µs a word."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


def words(text: str) -> list[str]:
    """Give the words of a text in NFC and without case, cut at apostrophes and hyphens.

    An elided article (`l'`, `d'`) is thus a word, as `le` and `de` are.

    >>> words("L’Élysée, 12 %")
    ['l', 'élysée', '12']
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def stems(text: str, *, language: str) -> list[str]:
    """Give the stems of a text's words; in English exactly as google's rouge-score does with its stemmer.

    In a language without a known stemmer the words themselves.
    """
    if _base(language) == "en":
        return [_english(word) for word in _GOOGLE.findall(text.lower())]
    return [_stem(word, _base(language)) for word in words(text)]


def stems_signature(language: str) -> str:
    """Tell language, words and stemmer with its version, in the form of a signature."""
    base = _base(language)
    if base == "en":
        return "lang:en|tok:a-z0-9|stem:porter-nltk"
    algorithm = _ALGORITHMS.get(base)
    return f"lang:{base}|tok:unicode|stem:" + (
        f"snowball-{algorithm}-{version('snowballstemmer')}" if algorithm else "no"
    )


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


@lru_cache(maxsize=_REMEMBERED)
def _english(word: str) -> str:
    return porter.stem(word) if len(word) > 3 else word  # rouge-score's own rule


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str, language: str) -> str:
    return _stemmer(language).stemWord(word) if language in _ALGORITHMS else word


@cache
def _stemmer(language: str) -> _Stemmer:
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer(_ALGORITHMS[language])
    return stemmer
