"""The tables of scores: one metric over all directions, all metrics of one direction, and the rates of findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from babelpress.evaluation.metrics.base import Kind
from babelpress.evaluation.report.formatting import between, digits_of, figure, heading, probability, short, signed
from babelpress.evaluation.report.leaderboard import Ranking
from babelpress.evaluation.results import Column, Comparison, Direction, Evaluation, Result

Mark: TypeAlias = Literal["", "better", "worse", "differs", "same"]

MARKS: dict[Mark, str] = {"better": "▲", "worse": "▼", "differs": "≠", "same": "≈", "": ""}
"""The sign beside a change from the baseline: better, worse, different (a length), or not significantly different."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A score as it is shown. `order` is its sort key; `leads` marks the best and those tied with it."""

    order: float
    value: str
    interval: str
    change: str = ""
    mark: Mark = ""
    chance: str = ""
    leads: bool = False

    @property
    def sign(self) -> str:
        """The mark as a character, so that it does not depend on colour."""
        return MARKS[self.mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A system with a cell per column; None where it was not measured."""

    system: str
    baseline: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column."""

    name: str
    kind: Kind
    higher_is_better: bool
    key: str = ""
    first: bool = False
    """Whether a new kind of metric starts with this column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """A table: `key` is its metric or the name of its direction."""

    key: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    kind: Kind = "score"
    higher_is_better: bool = True
    segments: int = 0

    @property
    def groups(self) -> tuple[tuple[Kind, int], ...]:
        """The kinds of metrics side by side, with the number of columns of each."""
        counts: dict[Kind, int] = {}
        for head in self.heads:
            counts[head.kind] = counts.get(head.kind, 0) + 1
        return tuple(counts.items())


def matrices(evaluation: Evaluation, rankings: Sequence[Ranking | None]) -> tuple[ScoreTable, ...]:
    """Return a table of systems and directions for each score and estimate, the main score first."""
    columns: dict[str, Column] = {}
    for direction in evaluation.directions:
        for column in direction.columns:
            if column.kind in ("score", "estimate"):
                columns.setdefault(column.key, column)
    decided = [item.column.key for item in rankings if item]
    ranked = sorted(columns.values(), key=lambda column: (column.key not in decided[:1], column.kind != "score"))
    return tuple(_matrix(column, evaluation, rankings) for column in ranked)


def _matrix(column: Column, evaluation: Evaluation, rankings: Sequence[Ranking | None]) -> ScoreTable:
    pairs = [
        (direction, leader)
        for direction, leader in zip(evaluation.directions, rankings, strict=True)
        if direction.column(column.key)
    ]
    names = dict.fromkeys(result.system for direction, _ in pairs for result in direction.results)
    rows = []
    for name in names:
        results = [direction.result(name) for direction, _ in pairs]
        cells = tuple(
            None if result is None else cell(result, column, direction, leader=leader)
            for (direction, leader), result in zip(pairs, results, strict=True)
        )
        rows.append(Row(system=name, baseline=any(result.baseline for result in results if result), cells=cells))
    rows.sort(key=lambda row: _rank(row, higher=column.higher_is_better))
    return ScoreTable(
        key=column.key,
        title=column.name,
        kind=column.kind,
        higher_is_better=column.higher_is_better,
        heads=tuple(
            Head(name=short(direction, evaluation), kind=column.kind, higher_is_better=column.higher_is_better)
            for direction, _ in pairs
        ),
        rows=tuple(rows),
    )


def tables(evaluation: Evaluation, rankings: Sequence[Ranking | None]) -> tuple[ScoreTable, ...]:
    """Return a table of systems and metrics per direction, with scores, estimates and descriptions."""
    return tuple(
        _table(direction, evaluation, leader, kinds=("score", "estimate", "description"))
        for direction, leader in zip(evaluation.directions, rankings, strict=True)
    )


def rates(evaluation: Evaluation) -> tuple[ScoreTable, ...]:
    """Return a table of systems and checks per direction, where there were any."""
    made = (_table(direction, evaluation, None, kinds=("finding",)) for direction in evaluation.directions)
    return tuple(table for table in made if table.heads)


def _table(
    direction: Direction, evaluation: Evaluation, leader: Ranking | None, *, kinds: Sequence[Kind]
) -> ScoreTable:
    columns = [column for kind in kinds for column in direction.columns if column.kind == kind]
    return ScoreTable(
        key=direction.name,
        title=heading(direction, evaluation),
        segments=direction.segments,
        heads=tuple(
            Head(
                name=column.name,
                kind=column.kind,
                higher_is_better=column.higher_is_better,
                key=column.key,
                first=index > 0 and columns[index - 1].kind != column.kind,
            )
            for index, column in enumerate(columns)
        ),
        rows=tuple(
            Row(
                system=result.system,
                baseline=result.baseline,
                cells=tuple(cell(result, column, direction, leader=leader, fine=True) for column in columns),
            )
            for result in direction.results
        ),
    )


def cell(
    result: Result, column: Column, direction: Direction, *, leader: Ranking | None = None, fine: bool = False
) -> Cell | None:
    """Return a score as it is shown, with two digits instead of one if `fine`; None where it was not measured."""
    score = result.score(column.key)
    if score is None:
        return None
    finding = column.kind == "finding"
    values = [item.value for other in direction.results if (item := other.score(column.key))]
    digits = 1 if finding else digits_of(values, fine=fine)
    comparison = result.comparison(column.key)
    leads = leader is not None and leader.scored > 1 and leader.column.key == column.key and result.system in (
        leader.best, *leader.tied
    )  # fmt: skip
    if finding and not score.high and not (comparison and comparison.change):
        return Cell(order=0.0, value="0", interval="")
    return Cell(
        order=score.value,
        value=figure(score.value, digits) + (" %" if finding else ""),
        interval=between(score.low, score.high, digits),
        change="" if comparison is None else signed(comparison.change, digits),
        mark="" if comparison is None else mark(comparison, column),
        chance="" if comparison is None else chance(comparison),
        leads=leads,
    )


def mark(comparison: Comparison, column: Column) -> Mark:
    """Return what a change means; a change of zero is never significant."""
    if not comparison.significant or not comparison.change:
        return "same"
    if column.kind == "description":
        return "differs"
    return "better" if (comparison.change > 0) == column.higher_is_better else "worse"


def chance(comparison: Comparison) -> str:
    """Return the p-value that decided: of approximate randomization, else of the bootstrap."""
    value = comparison.p_bootstrap if comparison.p_randomization is None else comparison.p_randomization
    return "" if value is None or not comparison.change else probability(value)


def _rank(row: Row, *, higher: bool) -> tuple[int, float]:
    """Return the sort key: the best on average first, systems that lack directions last."""
    orders = [cell.order for cell in row.cells if cell]
    mean = sum(orders) / len(orders) if orders else 0.0
    return -len(orders), -mean if higher else mean
