"""ROUGE-1, ROUGE-2 and ROUGE-L of summaries (Lin 2004), over words stemmed by language.

English is google's rouge-score to the last digit: words and stems are that package's (snowballstemmer's `porter` would
give others, e.g. for `dying` and `hopefully`). ROUGE-L takes the text as one sequence (not Lsum); of several references
the one with the best F1 counts, for each metric by itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Protocol

from babelpress import lang
from babelpress._internal.optional import need
from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.metrics.base import Mean, Need, references_signature, usable_references

if TYPE_CHECKING:
    from rouge_score.tokenizers import DefaultTokenizer

__all__ = ["Rouge1", "Rouge2", "RougeL", "longest_common_subsequence", "stems", "stems_signature", "words"]


# Words and stems by language, for ROUGE and for the descriptions of summaries.


_SINGLE_CHARACTERS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and ideographs: word boundaries are not written, so each character counts as a word."""

_WORD = re.compile(rf"[{_SINGLE_CHARACTERS}]|(?:(?![{_SINGLE_CHARACTERS}])[^\W_][\u0300-\u036f]*)+")
"""One kana or ideograph, or a run of letters and digits of any other script, with accents that NFC leaves separate."""

_GOOGLE = re.compile(r"[a-z0-9]+")
"""Words as google's rouge-score defines them: an accented letter splits one."""

_PORTER = "porter"
"""The stemmer of English, which is no algorithm of snowballstemmer."""

_REMEMBERED = 1 << 17
"""Stems that are cached: a stemmer in Python takes some 20 µs per word."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


def words(text: str) -> list[str]:
    """Return the words of a text in NFC and casefolded, cut at apostrophes and hyphens.

    An elided article (`l'`, `d'`) is thus a word, as `le` and `de` are.

    >>> words("L’Élysée, 12 %")
    ['l', 'élysée', '12']
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def stems(text: str, *, language: str) -> list[str]:
    """Return the stems of a text's words; in English exactly as google's rouge-score does with its stemmer.

    In a language without a stemmer, return the words themselves.
    """
    if _stemmer_of(_base(language)) == _PORTER:
        return [_english(word) for word in _GOOGLE.findall(text.lower())]
    return [_stem(word, _base(language)) for word in words(text)]


def stems_signature(language: str) -> str:
    """Return language, word definition and stemmer with its version, in the form of a signature."""
    base = _base(language)
    algorithm = _stemmer_of(base)
    if algorithm == _PORTER:
        return f"lang:{base}|tok:a-z0-9|stem:porter-nltk"
    return f"lang:{base}|tok:unicode|stem:" + (
        f"snowball-{algorithm}-{version('snowballstemmer')}" if algorithm else "no"
    )


def _stemmer_of(language: str) -> str:
    return lang.get(language).stemmer


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


@lru_cache(maxsize=_REMEMBERED)
def _english(word: str) -> str:
    """The stem of what `_GOOGLE` finds, by rouge-score's own rules."""
    return "".join(_tokenizer().tokenize(word))


@cache
def _tokenizer() -> "DefaultTokenizer":
    need("rouge_score", where="ROUGE", extra="eval")
    from rouge_score.tokenizers import DefaultTokenizer

    return DefaultTokenizer(use_stemmer=True)


@lang.dependent
@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str, language: str) -> str:
    return _stemmer(language).stemWord(word) if _stemmer_of(language) else word


@lang.dependent
@cache
def _stemmer(language: str) -> _Stemmer:
    need("snowballstemmer", where="ROUGE", extra="eval")
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer(_stemmer_of(language))
    return stemmer


class _Rouge(Mean):
    """F1 of what hypothesis and reference have in common, 0 to 100."""

    tasks: ClassVar[frozenset[Task]] = frozenset({"summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    packages: ClassVar[tuple[str, ...]] = ("rouge_score", "snowballstemmer")

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self._language = corpus.target_language
        self._references = [[stems(text, language=self._language) for text in own] for own in usable_references(corpus)]

    @property
    def signature(self) -> str:
        """References, words and stems."""
        return f"{references_signature(self.corpus)}|{stems_signature(self._language)}|refs:best|score:f1"

    def values(self, system: System) -> list[float]:
        """Return the best F1 of each segment over its references, 0 to 100."""
        made = (stems(text, language=self._language) for text in system.hypotheses)
        return [
            100 * max((self._f1(hypothesis, reference) for reference in references), default=0.0)
            for hypothesis, references in zip(made, self._references, strict=True)
        ]

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        raise NotImplementedError


class Rouge1(_Rouge):
    """F1 of single words."""

    key: ClassVar[str] = "rouge1"
    name: ClassVar[str] = "ROUGE-1"

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        return _overlap(hypothesis, reference)


class Rouge2(_Rouge):
    """F1 of pairs of adjacent words."""

    key: ClassVar[str] = "rouge2"
    name: ClassVar[str] = "ROUGE-2"

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        return _overlap(_pairs(hypothesis), _pairs(reference))


class RougeL(_Rouge):
    """F1 of the longest common subsequence."""

    key: ClassVar[str] = "rougel"
    name: ClassVar[str] = "ROUGE-L"

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        return _f1(longest_common_subsequence(hypothesis, reference), len(hypothesis), len(reference))


def longest_common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence.

    Each row of the table is one integer of `len(a)` bits (Crochemore et al. 2001, IPL 80:6).

    >>> longest_common_subsequence("abcde", "badce")
    3
    """
    places: dict[str, int] = {}
    for place, item in enumerate(a):
        places[item] = places.get(item, 0) | 1 << place
    whole = row = (1 << len(a)) - 1
    for item in b:
        matched = row & places.get(item, 0)
        row = ((row + matched) | (row - matched)) & whole
    return len(a) - row.bit_count()


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))


def _overlap(hypothesis: Sequence[object], reference: Sequence[object]) -> float:
    common = (Counter(hypothesis) & Counter(reference)).total()
    return _f1(common, len(hypothesis), len(reference))


def _f1(common: int, hypothesis: int, reference: int) -> float:
    """Return F1 of lengths; in rouge-score's order of operations, so that rounding is equal."""
    precision, recall = common / max(hypothesis, 1), common / max(reference, 1)
    return 2 * precision * recall / (precision + recall) if common else 0.0
