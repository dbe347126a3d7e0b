"""ROUGE-1, ROUGE-2 and ROUGE-L of summaries (Lin 2004), in words stemmed by language.

English is google's rouge-score with its stemmer to the last digit (tests/metrics/test_rouge.py). ROUGE-L takes the
text as one sequence (not Lsum); of several references the one with the best F1 counts, for each metric by itself.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from pipeline.corpora.base import Corpus, System, Task
from pipeline.metrics.base import Mean, Need
from pipeline.metrics.references import counted, given
from pipeline.metrics.words import stems, stems_signature

__all__ = ["Rouge1", "Rouge2", "RougeL", "longest_common_subsequence"]


class _Rouge(Mean):
    """F1 of what hypothesis and reference have in common, 0 to 100."""

    tasks: ClassVar[frozenset[Task]] = frozenset({"summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self._language = corpus.target_language
        self._references = [[stems(text, language=self._language) for text in own] for own in given(corpus)]

    @property
    def signature(self) -> str:
        """References, words, stems."""
        return f"{counted(self.corpus)}|{stems_signature(self._language)}|refs:best|score:f1"

    def values(self, system: System) -> list[float]:
        """The best F1 of each segment."""
        made = (stems(text, language=self._language) for text in system.hypotheses)
        return [
            100 * max((self._f1(hypothesis, reference) for reference in references), default=0.0)
            for hypothesis, references in zip(made, self._references, strict=True)
        ]

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        raise NotImplementedError


class Rouge1(_Rouge):
    """Single words."""

    key: ClassVar[str] = "rouge1"
    name: ClassVar[str] = "ROUGE-1"

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        return _overlap(hypothesis, reference)


class Rouge2(_Rouge):
    """Pairs of words."""

    key: ClassVar[str] = "rouge2"
    name: ClassVar[str] = "ROUGE-2"

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        return _overlap(_pairs(hypothesis), _pairs(reference))


class RougeL(_Rouge):
    """The longest common subsequence."""

    key: ClassVar[str] = "rougel"
    name: ClassVar[str] = "ROUGE-L"

    @staticmethod
    def _f1(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
        return _f1(longest_common_subsequence(hypothesis, reference), len(hypothesis), len(reference))


def longest_common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """Give its length: a row of the table is one integer of `len(a)` bits (Crochemore et al. 2001, IPL 80:6).

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


def _f1(common: int, made: int, asked: int) -> float:
    """In rouge-score's order of operations."""
    precision, recall = common / max(made, 1), common / max(asked, 1)
    return 2 * precision * recall / (precision + recall) if common else 0.0
