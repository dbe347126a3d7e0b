"""Significance: bootstrap intervals, paired bootstrap and approximate randomization over many systems at once.

Draws, statistics and p-values are those of sacreBLEU 2 with the same seed (tests/evaluation compares them); only the
sums are computed by one matrix product instead of one at a time. Koehn 2004; Riezler and Maxwell 2005; Holm 1979.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from babelpress.evaluation.metrics.base import Array

Scores = Callable[[npt.NDArray[np.floating]], Array]
"""A function from sums of statistics, of shape (..., k), to scores of shape (...)."""

_CELLS = 4_000_000
"""Most entries of a matrix of draws in memory at a time, so that memory does not grow with the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The random draws: `samples` with replacement and `trials` of swaps, for a corpus of `segments`."""

    segments: int
    samples: int
    trials: int
    seed: int

    def counts(self) -> Iterator[Array]:
        """Yield how often each sample has each segment: blocks of rows, in all (samples, segments)."""
        rng = np.random.default_rng(self.seed)
        for rows in self._blocks(self.samples):
            drawn = rng.choice(self.segments, size=(rows, self.segments), replace=True)
            places = drawn + self.segments * np.arange(rows)[:, None]
            counted = np.bincount(places.ravel(), minlength=rows * self.segments)
            yield counted.reshape(rows, self.segments).astype(np.float64)

    def swaps(self) -> Iterator[Array]:
        """Yield which segments each trial takes from the baseline: blocks of rows of 0 and 1, in all (trials,
        segments).
        """
        rng = np.random.default_rng(self.seed)
        # All in one call: booleans come from a buffer of bits that calls do not share. One byte per entry.
        drawn = rng.integers(2, size=(self.trials, self.segments), dtype=np.bool_)
        at = 0
        for rows in self._blocks(self.trials):
            yield drawn[at : at + rows].astype(np.float64)
            at += rows

    def _blocks(self, total: int) -> Iterator[int]:
        most = max(1, _CELLS // max(1, self.segments))
        for at in range(0, total, most):
            yield min(most, total - at)


def bootstrap(statistics: Array, scores: Scores, draws: Draws) -> Array:
    """Score every sample: from statistics (segments, systems, k) to scores (samples, systems)."""
    segments, systems, k = statistics.shape
    flat = statistics.reshape(segments, systems * k)
    # float32 as in sacreBLEU, so that intervals are equal to the last digit.
    parts = [scores((counts @ flat).reshape(-1, systems, k).astype(np.float32)) for counts in draws.counts()]
    return np.concatenate(parts) if parts else np.zeros((0, systems))


def randomization(statistics: Array, scores: Scores, draws: Draws, *, baseline: int) -> Array:
    """Return the absolute differences of every trial, of shape (trials, systems): 0 for the baseline itself."""
    segments, systems, k = statistics.shape
    base = statistics[:, baseline : baseline + 1]
    moved = (base - statistics).reshape(segments, systems * k)
    total, base_total = statistics.sum(0), base.sum(0)
    parts = []
    for swaps in draws.swaps():
        swapped = (swaps @ moved).reshape(-1, systems, k)
        parts.append(np.abs(scores(total + swapped) - scores(base_total - swapped)))
    return np.concatenate(parts) if parts else np.zeros((0, systems))


def interval(samples: Array) -> tuple[float, float]:
    """Return the bounds of the central 95 % of the samples, as sacreBLEU computes them."""
    ordered = np.sort(samples)
    cut = len(ordered) // 40
    return float(ordered[cut]), float(ordered[len(ordered) - cut - 1])


def p_bootstrap(samples: Array, baseline: Array, *, change: float) -> float:
    """Return the p-value of a paired bootstrap: how often chance alone gives a larger difference than was observed."""
    differences = np.abs(samples - baseline)
    return p_value(differences - differences.mean(), abs(change))


def p_value(chance: Array, observed: float) -> float:
    """Return the share of differences by chance that exceed the observed one, which counts as one of them.

    1 where the observed difference is 0: sacreBLEU gives equal systems the smallest possible p-value.
    """
    if observed == 0:
        return 1.0
    return float((np.sum(chance > observed) + 1) / (len(chance) + 1))


def holm(p_values: Sequence[float], *, level: float = 0.05) -> list[bool]:
    """Return which of several comparisons are significant together at a level: the step-down procedure of Holm.

    >>> holm([0.04, 0.01, 0.03])
    [False, True, False]
    """
    significant = [False] * len(p_values)
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        if p_values[index] > level / (len(p_values) - rank):
            break
        significant[index] = True
    return significant
