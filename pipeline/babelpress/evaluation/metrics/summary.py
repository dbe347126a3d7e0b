"""Descriptions of a summary relative to its source: how short, how much of it is copied, how much is new.

Compression, coverage and density are those of Newsroom (Grusky et al. 2018, section 4), novelty that of XSum (Narayan
et al. 2018, table 2). None says whether a summary is good. Words are those of `rouge.words`: no case, no punctuation. A
corpus is scored by its sums, so that every word has the same weight, and an empty summary has none.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.metrics.base import Array, Kind, Need, Summed
from babelpress.evaluation.metrics.rouge import words

__all__ = ["Compression", "Coverage", "Density", "Novelty", "fragments"]


class _Description(Summed):
    """The quotient of two sums; 0 where the divisor is 0."""

    kind: ClassVar[Kind] = "description"
    tasks: ClassVar[frozenset[Task]] = frozenset({"summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"sources"})
    signature: ClassVar[str] = "tok:unicode|case:no|corpus:sums"

    def __init__(self, corpus: Corpus) -> None:
        # Interned: a word that a thousand documents share is in memory once.
        self._sources = [tuple(map(sys.intern, words(source))) for source in corpus.sources]

    def statistics(self, system: System) -> Array:
        """Return dividend and divisor of each summary, of shape (segments, 2)."""
        pairs = zip(self._sources, system.hypotheses, strict=True)
        counts = [self._counts(source, words(summary)) for source, summary in pairs]
        return np.asarray(counts, dtype=np.float64).reshape(-1, 2)

    @staticmethod
    def _counts(source: Sequence[str], summary: Sequence[str]) -> tuple[int, int]:
        raise NotImplementedError

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return quotients of 0 and up."""
        dividend, divisor = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
        return np.divide(dividend, divisor, out=np.zeros_like(dividend), where=divisor > 0)


class Compression(_Description):
    """Words of the source per word of the summary."""

    key: ClassVar[str] = "compression"
    name: ClassVar[str] = "compression"

    @staticmethod
    def _counts(source: Sequence[str], summary: Sequence[str]) -> tuple[int, int]:
        return len(source), len(summary)


class Coverage(_Description):
    """The share of a summary's words that are in extractive fragments of the source: 0 to 1."""

    key: ClassVar[str] = "coverage"
    name: ClassVar[str] = "coverage"

    @staticmethod
    def _counts(source: Sequence[str], summary: Sequence[str]) -> tuple[int, int]:
        return sum(fragments(source, summary)), len(summary)


class Density(_Description):
    """The mean length of the fragment that a word of the summary belongs to: 0 to the length of the summary."""

    key: ClassVar[str] = "density"
    name: ClassVar[str] = "density"

    @staticmethod
    def _counts(source: Sequence[str], summary: Sequence[str]) -> tuple[int, int]:
        return sum(length * length for length in fragments(source, summary)), len(summary)


class Novelty(_Description):
    """The share of a summary's word pairs that are not in the source, in percent."""

    key: ClassVar[str] = "novelty"
    name: ClassVar[str] = "novel bigrams"
    signature: ClassVar[str] = f"n:2|{_Description.signature}"

    @staticmethod
    def _counts(source: Sequence[str], summary: Sequence[str]) -> tuple[int, int]:
        known = set(pairwise(source))
        pairs = list(pairwise(summary))
        return sum(pair not in known for pair in pairs), len(pairs)

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return percentages, 0 to 100."""
        return 100 * super().scores(sums)


def fragments(source: Sequence[str], summary: Sequence[str]) -> Iterator[int]:
    """Yield the lengths of the extractive fragments of a summary, by the procedure of Newsroom's figure 3.

    As there, the search continues after the last match, not inside of it.

    >>> list(fragments("the cat sat on the mat".split(), "on the mat sat a cat".split()))
    [3, 1, 1]
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(source):
        places.setdefault(word, []).append(place)
    at = 0
    while at < len(summary):
        longest = behind = 0
        for place in places.get(summary[at], ()):
            if place < behind:
                continue
            length = _matched(source, summary, place, at)
            longest, behind = max(longest, length), place + length
        if longest:
            yield longest
        at += max(longest, 1)


def _matched(source: Sequence[str], summary: Sequence[str], place: int, at: int) -> int:
    length, most = 1, min(len(source) - place, len(summary) - at)
    while length < most and source[place + length] == summary[at + length]:
        length += 1
    return length
