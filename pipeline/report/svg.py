"""What the plots have in common: a scale with round ticks, and names that fit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SERIES = 10
"""How many colours and marks of systems the style sheet has; the eleventh system has those of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From values `low` to `high` to places `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, about: int = 5) -> list[tuple[float, str]]:
        """Round values within the scale, and how they are written."""
        rough = (self.high - self.low) / about
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
        digits = max(0, -math.floor(math.log10(step)))
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [(n * step, f"{n * step:.{digits}f}".replace("-", "−")) for n in range(first, last + 1)]


def scale(values: Sequence[float], *, start: float, end: float) -> Scale:
    """Give a scale that holds all values with some air around them."""
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or max(abs(high) * 0.05, 0.5)
    return Scale(low=low - air, high=high + air, start=start, end=end)


def fit(text: str, characters: int) -> str:
    """Cut a name that is too long for its place, its end kept: versions differ there.

    >>> fit("opus-mt-tc-big-fr-en-2022", 16)
    'opus-mt-…en-2022'
    """
    if len(text) <= characters:
        return text
    half = characters // 2
    return f"{text[:half]}…{text[half + 1 - characters :]}"


def spread(places: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move labels apart so that none lies on another, the order kept, within `low` to `high` where there is room.

    >>> spread([10, 10, 40], gap=5, low=0, high=42)
    [10, 15, 40]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, index in zip([None, *order], order, strict=False):
        moved[index] = max(places[index], low) if before is None else max(places[index], moved[before] + gap)
    over = moved[order[-1]] - high if order else 0
    if over > 0:
        limit = high
        for index in reversed(order):
            moved[index] = min(moved[index], limit)
            limit = moved[index] - gap
    return moved
