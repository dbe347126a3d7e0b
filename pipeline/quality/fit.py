"""Ridge regression and isotonic regression: what a calibration is fitted with, in numpy alone."""

from dataclasses import dataclass

import numpy as np

from pipeline.metrics.base import Array

__all__ = ["Line", "isotonic", "pool", "rank_correlation", "ridge"]


@dataclass(frozen=True, slots=True)
class Line:
    """A linear model of standardised features: `intercept + ((row - means) / scales) @ weights`."""

    means: Array
    scales: Array
    weights: Array
    intercept: float

    def __call__(self, features: Array) -> Array:
        """One figure a row."""
        made: Array = ((features - self.means) / self.scales) @ self.weights + self.intercept
        return made


def ridge(features: Array, labels: Array, *, penalty: float) -> Line:
    """Give the line of least squares with `penalty` a row on the squares of its weights (Hoerl and Kennard 1970)."""
    means, scales = features.mean(0), features.std(0)
    scales = np.where(scales > 1e-9, scales, 1.0)  # what never varies tells nothing
    x = (features - means) / scales
    intercept = float(labels.mean())
    gram = x.T @ x + penalty * len(x) * np.eye(x.shape[1])
    return Line(means, scales, np.linalg.solve(gram, x.T @ (labels - intercept)), intercept)


def pool(values: Array, weights: Array) -> Array:
    """Give the non-decreasing sequence nearest to `values` in weighted squares: pool adjacent violators.

    Ayer et al. 1955; one pass with a stack of blocks.

    >>> pool(np.array([1.0, 3.0, 2.0, 4.0]), np.ones(4)).tolist()
    [1.0, 2.5, 2.5, 4.0]
    """
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            (a, left, n), (b, right, m) = blocks[-2:]
            blocks[-2:] = [((a * left + b * right) / (left + right), left + right, n + m)]
    return np.repeat([block[0] for block in blocks], [block[2] for block in blocks])


def isotonic(raw: Array, labels: Array, *, bins: int) -> tuple[Array, Array]:
    """Give the knots of a non-decreasing curve from raw estimates to labels, to be joined by straight lines.

    The raw estimates are cut into at most `bins` of equal number first, pooled ones become one knot at their mean:
    a curve of steps would give many segments the same estimate (Oron and Flournoy 2017, centred isotonic regression).
    """
    order = np.argsort(raw, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, len(order))) if len(part)]
    sizes = np.array([len(part) for part in parts], dtype=np.float64)
    # Equal raw estimates that fill several bins are one knot, and so are those that a file could not tell apart.
    x = np.array([raw[part].mean() for part in parts])
    x, where = np.unique(np.round(x, 6), return_inverse=True)
    sums = np.bincount(where, [labels[part].sum() for part in parts])
    sizes = np.bincount(where, sizes).astype(np.float64)
    y = pool(np.round(sums / sizes, 6), sizes)
    blocks = [np.flatnonzero(y == level) for level in np.unique(y)]
    return np.array([np.average(x[own], weights=sizes[own]) for own in blocks]), np.unique(y)


def rank_correlation(left: Array, right: Array) -> float:
    """Give Spearman's rho, equal values sharing their mean rank; 0 where one side is constant.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 9.0]))
    1.0
    """
    if len(left) < 2 or np.ptp(left) == 0 or np.ptp(right) == 0:
        return 0.0
    return round(float(np.corrcoef(_ranks(left), _ranks(right))[0, 1]), 12)


def _ranks(values: Array) -> Array:
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle: Array = (ends - (counts - 1) / 2).astype(np.float64)
    return middle[where]
