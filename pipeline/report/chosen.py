"""Which segments the page shows: the worst of every system in turn, and those that changed most."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluation.results import Column, Direction, Result

MOST = 40
"""Most segments of each list and direction."""

_ALL = 200
"""Most segments of each list over all directions, so that many directions do not make a heavy page."""

_FEWEST = 5
"""So many of each list a direction has in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A segment, in which lists it stands, and the systems that brought it there."""

    segment: int
    worst: bool
    changed: bool
    systems: tuple[str, ...]


def choose(direction: Direction, column: Column | None, *, directions: int) -> tuple[Chosen, ...]:
    """Choose the segments of a direction, by the metric or, where there is none, by their findings; the worst first."""
    most = max(_FEWEST, min(MOST, _ALL // max(directions, 1)))
    worst = _in_turn([(result.system, _lowest(result, column)) for result in direction.results], most)
    base = next((result for result in direction.results if result.baseline), None)
    others = [result for result in direction.results if not result.baseline]
    changed = _in_turn([(result.system, _moved(result, base, column)) for result in others], most)
    return tuple(
        Chosen(
            segment=segment,
            worst=segment in worst,
            changed=segment in changed,
            systems=tuple(dict.fromkeys([*worst.get(segment, ()), *changed.get(segment, ())])),
        )
        for segment in dict.fromkeys([*worst, *changed])
    )


def _in_turn(lists: Sequence[tuple[str, Sequence[int]]], most: int) -> dict[int, list[str]]:
    """Take from every system's list in turn: segment -> the systems that named it."""
    taken: dict[int, list[str]] = {}
    for place in range(max((len(found) for _, found in lists), default=0)):
        for system, found in lists:
            if place < len(found) and (found[place] in taken or len(taken) < most):
                taken.setdefault(found[place], []).append(system)
        if len(taken) >= most:
            break
    return taken


def _lowest(result: Result, column: Column | None) -> list[int]:
    """The segments of a system from the worst on: by score, then by how much our checks found."""
    found: dict[int, int] = {}
    for index, _, severity, _ in result.findings:
        found[index] = found.get(index, 0) + {"severe": 100, "warning": 10}.get(severity, 1)
    if column is None:
        return sorted(found, key=lambda index: (-found[index], index))
    values = result.segment_values(column.key)
    known = [(value if column.higher_is_better else -value, i) for i, value in enumerate(values) if value is not None]
    return [index for _, index in sorted(known, key=lambda item: (item[0], -found.get(item[1], 0), item[1]))]


def _moved(result: Result, base: Result | None, column: Column | None) -> list[int]:
    """The segments of a system from the largest difference from the baseline on; none that is the same."""
    if base is None or column is None:
        return []
    pairs = zip(result.segment_values(column.key), base.segment_values(column.key), strict=True)
    moved = [(abs(now - then), i) for i, (now, then) in enumerate(pairs) if now is not None and then is not None]
    return [index for distance, index in sorted(moved, key=lambda item: (-item[0], item[1])) if distance > 0]
