"""A long text in parts that are read one by one: its sections where it has headings, else even stretches."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from pipeline.records import BlockKind


def lengths(kinds: Sequence[BlockKind], chosen: Sequence[int]) -> tuple[int, ...]:
    """Give how many of the chosen sentences (indices, in order) stand under each heading; none is 0.

    `kinds` are those of the blocks that all sentences stand in.

    >>> lengths(["title", "paragraph", "heading", "paragraph", "paragraph"], [1, 3, 4])
    (1, 2)
    """
    found: list[int] = []
    before = 0
    for i in chosen:
        if not found or any(kind in ("title", "heading") for kind in kinds[before:i]):
            found.append(0)
        found[-1] += 1
        before = i
    return tuple(found)


def parts(sections: Sequence[int], *, most: int) -> tuple[tuple[int, int], ...]:
    """Give ranges `(start, end)` of about `most` sentences at most: short sections together, long ones in even parts.

    >>> parts([2, 3, 9], most=5)
    ((0, 5), (5, 9), (9, 14))
    """
    pieces = [size for section in sections for size in _even(section, most)]
    merged: list[int] = []
    for size in pieces:
        if merged and merged[-1] + size <= most:
            merged[-1] += size
        else:
            merged.append(size)
    return tuple(pairwise([0, *accumulate(merged)]))


def _even(size: int, most: int) -> list[int]:
    count = max(1, ceil(size / most))
    cuts = [round(size * i / count) for i in range(count + 1)]
    return [end - start for start, end in pairwise(cuts)]
