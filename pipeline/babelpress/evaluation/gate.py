"""The regression gate: compares a new evaluation with an older one, with limits to what may get worse."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from babelpress.config.plugins import resolve
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.evaluation.floors import SEVERE
from babelpress.evaluation.metrics.base import Array, Mean, MetricClass
from babelpress.evaluation.results import Column, Direction, Evaluation, Result, unpack
from babelpress.evaluation.scoring import COUNTED
from babelpress.evaluation.significance import Draws, Scores, bootstrap, interval

_SEVERE = Column(key=SEVERE, name=SEVERE, kind="finding", higher_is_better=False, signature="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit to a change: `chrf:-0.5` is a fall of chrF by half a point, `numbers:+1` a rise by 1 % of segments."""

    metric: str
    change: float

    def __str__(self) -> str:
        return f"{self.metric}:{self.change:+g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The result of a limit for one system and direction.

    It fails where the change reaches the limit and the 95 % interval of paired bootstrap samples excludes no change.
    """

    direction: str
    system: str
    limit: Limit
    before: float
    after: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """The new score minus the old one."""
        return self.after - self.before

    @property
    def failed(self) -> bool:
        """Whether the limit is reached, and not by chance."""
        if self.limit.change < 0:
            return self.change <= self.limit.change and self.high < 0
        return self.change >= self.limit.change and self.low > 0

    def __str__(self) -> str:
        reached = self.change <= self.limit.change if self.limit.change < 0 else self.change >= self.limit.change
        why = "worse than the limit" if self.failed else "may be chance" if reached else "within the limit"
        return (
            f"{self.direction} {self.system}: {self.limit.metric} {self.before:.2f} -> {self.after:.2f} "
            f"({self.change:+.2f}, 95 % {self.low:+.2f} to {self.high:+.2f}; limit {self.limit.change:+g}): {why}"
        )


def read_limits(arguments: Sequence[str]) -> list[Limit]:
    """Read `METRIC:CHANGE` arguments. Raises `ConfigError` naming every one that is not of that form."""
    limits, faults = [], []
    for argument in arguments:
        metric, _, number = argument.rpartition(":")
        try:
            change = float(number)
        except ValueError:
            change = math.nan
        if not metric or not math.isfinite(change) or change == 0:
            other = "; for a bound of the score itself: --require 'chrf>=45'" if {*argument} & {*"<>="} else ""
            message = f"'{argument}' is not METRIC:CHANGE with a signed number, as chrf:-0.5{other}"
            faults.append(Fault("--fail-if", message))
        else:
            limits.append(Limit(metric=metric, change=change))
    if faults:
        raise ConfigError("invalid limits", faults)
    return limits


def judge(evaluation: Evaluation, before: Evaluation, limits: Sequence[Limit]) -> list[Verdict]:
    """Compare every system with its older version.

    Systems are matched by name; where both evaluations have a single system, those two are compared. Raises
    `ConfigError` where the two evaluations are not comparable: another test set, other settings of a metric, or a
    direction, system or metric that one of them lacks.
    """
    faults: list[Fault] = []
    verdicts: list[Verdict] = []
    known = {(direction.corpus, direction.name): direction for direction in before.directions}
    for direction in evaluation.directions:
        old = known.get((direction.corpus, direction.name))
        if old is None:
            faults.append(Fault(direction.name, f"the baseline has no {direction.corpus} {direction.name}"))
        elif old.fingerprint != direction.fingerprint:
            faults.append(Fault(direction.name, "the baseline was scored on other sources or references"))
        else:
            for now, then in _pairs(direction, old, faults):
                verdicts += _verdicts(direction, old, now, then, limits, evaluation, faults)
    if faults:
        raise ConfigError("the evaluation cannot be compared with the baseline", faults)
    return verdicts


def _pairs(direction: Direction, old: Direction, faults: list[Fault]) -> Iterator[tuple[Result, Result]]:
    if len(direction.results) == len(old.results) == 1:
        yield direction.results[0], old.results[0]
        return
    for result in direction.results:
        then = old.result(result.system)
        if then is None:
            names = [item.system for item in old.results]
            faults.append(
                Fault(direction.name, f"the baseline has no '{result.system}'; {nearest(result.system, names)}")
            )
        else:
            yield result, then


def _verdicts(
    direction: Direction,
    old: Direction,
    now: Result,
    then: Result,
    limits: Sequence[Limit],
    evaluation: Evaluation,
    faults: list[Fault],
) -> Iterator[Verdict]:
    for limit in limits:
        column, former = _column(direction, limit.metric), _column(old, limit.metric)
        if column is None or former is None:
            which = "this evaluation" if column is None else "the baseline"
            keys = [*(item.key for item in (direction if column is None else old).columns), SEVERE]
            faults.append(Fault(direction.name, f"{which} has no '{limit.metric}'; {nearest(limit.metric, keys)}"))
            continue
        if column.kind != "description" and (limit.change > 0) == column.higher_is_better:
            better, right = ("higher", "fall") if column.higher_is_better else ("lower", "rise")
            meant = Limit(metric=limit.metric, change=-limit.change)
            message = f"'{limit}' would let every {right} pass: {better} is better, so the limit is {meant}"
            faults.append(Fault("--fail-if", message))
            continue
        if column.signature != former.signature:
            message = f"{limit.metric}: the settings differ: {former.signature} became {column.signature}"
            faults.append(Fault(direction.name, message))
            continue
        statistics = np.stack([_statistics(item, column, direction.segments) for item in (then, now)], axis=1)
        scores: Scores = Mean.scores
        if column.kind != "finding":
            kind: MetricClass = resolve("metrics", column.key.partition(":")[0])
            scores = kind.scores
        draws = Draws(segments=len(statistics), samples=evaluation.samples, trials=0, seed=evaluation.seed)
        samples = bootstrap(statistics, scores, draws)
        low, high = interval(samples[:, 1] - samples[:, 0])
        was, is_ = scores(statistics.sum(0)).tolist()
        yield Verdict(
            direction=direction.name, system=now.system, limit=limit, before=was, after=is_, low=low, high=high
        )


def _column(direction: Direction, name: str) -> Column | None:
    return direction.column(name) or (_SEVERE if name == SEVERE else None)


def _statistics(result: Result, column: Column, segments: int) -> Array:
    """Return the statistics that sum to the corpus score: stored, or counted from the findings."""
    if column.kind != "finding":
        return unpack(dict(result.statistics)[column.key])
    flagged = np.zeros((segments, 2))
    flagged[:, 1] = 1
    for index, check, severity, _ in result.findings:
        if severity == SEVERE if column is _SEVERE else check == column.key and severity in COUNTED:
            flagged[index, 0] = 100.0
    return flagged
