"""Bounds that a score itself must keep, without an earlier evaluation: `chrf>=45`, `severe<=0`."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from babelpress.errors import ConfigError, Fault, nearest
from babelpress.evaluation.results import Column, Direction, Evaluation, Result

SEVERE = "severe"
"""Besides the metrics and checks: the percentage of segments with a severe finding of any check."""

_FROM_ZERO = frozenset({"bleu", "chrf"})
"""Metrics, of which more is better, without negative scores."""

_FORM = re.compile(r"(?P<metric>[^<>=]+)(?P<sign>>=|<=)(?P<bound>[^<>=]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A bound of a score: `chrf>=45` is at least, `severe<=0` at most."""

    metric: str
    sign: Literal[">=", "<="]
    bound: float

    def __str__(self) -> str:
        return f"{self.metric}{self.sign}{self.bound:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Whether one system keeps a bound in one direction."""

    direction: str
    system: str
    floor: Floor
    score: float

    @property
    def failed(self) -> bool:
        """Whether the score is on the wrong side of the bound, or is no number."""
        return not (self.score >= self.floor.bound if self.floor.sign == ">=" else self.score <= self.floor.bound)

    def __str__(self) -> str:
        why = "out of bounds" if self.failed else "within the bound"
        return f"{self.direction} {self.system}: {self.floor.metric} {self.score:.2f} (bound {self.floor}): {why}"


def read_floors(arguments: Sequence[str]) -> list[Floor]:
    """Read `METRIC>=NUMBER` and `METRIC<=NUMBER`. Raises `ConfigError` naming every one that is not of that form."""
    floors, faults = [], []
    for argument in arguments:
        found = _FORM.fullmatch(argument)
        try:
            bound = float(found["bound"]) if found else math.nan
        except ValueError:
            bound = math.nan
        if found is None or not math.isfinite(bound):
            faults.append(Fault("--require", f"'{argument}' is not METRIC>=NUMBER or METRIC<=NUMBER, as 'chrf>=45'"))
        else:
            sign: Literal[">=", "<="] = ">=" if found["sign"] == ">=" else "<="
            floors.append(Floor(metric=found["metric"].strip(), sign=sign, bound=bound))
    if faults:
        raise ConfigError("invalid bounds", faults)
    return floors


def keep(evaluation: Evaluation, floors: Sequence[Floor]) -> list[Kept]:
    """Compare every score with its bounds.

    Raises `ConfigError` for a metric that the evaluation lacks, for a bound on the side where no score is bad, and for
    one that no score can miss.
    """
    faults: list[Fault] = []
    found = [
        Kept(direction=direction.name, system=result.system, floor=floor, score=score)
        for direction in evaluation.directions
        for floor in floors
        for result, score in _scores(direction, floor, faults)
    ]
    if faults:
        raise ConfigError("the bounds cannot be judged", faults)
    return found


def _scores(direction: Direction, floor: Floor, faults: list[Fault]) -> Iterator[tuple[Result, float]]:
    column = direction.column(floor.metric)
    higher = column.higher_is_better if column else False
    described = column is not None and column.kind == "description"
    if column is None and floor.metric != SEVERE:
        keys = [*(item.key for item in direction.columns), SEVERE]
        fault = f"this evaluation has no '{floor.metric}'; {nearest(floor.metric, keys)}"
        faults.append(Fault(direction.name, fault))
    elif not described and (floor.sign == ">=") != higher:
        better, sign = ("higher", ">=") if higher else ("lower", "<=")
        fault = f"'{floor}': {better} is better, so the bound is {floor.metric}{sign}{floor.bound:g}"
        faults.append(Fault("--require", fault))
    elif not described and _is_void(floor, column):
        faults.append(Fault("--require", f"'{floor}' would let everything pass: every score is within it"))
    else:
        for result in direction.results:
            yield result, _severe(result, direction) if column is None else _score(result, floor.metric)


def _is_void(floor: Floor, column: Column | None) -> bool:
    """Whether no score can be out of bounds: percentages of segments, and scores from 0 on."""
    if column is None or column.kind == "finding":
        return floor.bound > 100
    return floor.bound < 0 and column.key.partition(":")[0] in _FROM_ZERO


def _score(result: Result, metric: str) -> float:
    found = result.score(metric)
    return math.nan if found is None else found.value


def _severe(result: Result, direction: Direction) -> float:
    """The percentage of segments with a severe finding."""
    return 100 * len({index for index, _, severity, _ in result.findings if severity == "severe"}) / direction.segments
