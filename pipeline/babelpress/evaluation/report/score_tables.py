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
"""What stands beside a change: better or worse than the baseline, other than it (a length), not told apart from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A score as it is shown. `order` sorts; `leads` marks the highest and those level with it."""

    order: float
    value: str
    interval: str
    change: str = ""
    mark: Mark = ""
    chance: str = ""
    leads: bool = False

    @property
    def sign(self) -> str:
        """The mark as a character, for those who see no colour."""
        return MARKS[self.mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A system; None where it was not measured."""

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
    """Whether another kind of metric begins here."""


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
        """The kinds of metrics side by side, and how many columns each has."""
        counts: dict[Kind, int] = {}
        for head in self.heads:
            counts[head.kind] = counts.get(head.kind, 0) + 1
        return tuple(counts.items())


def matrices(evaluation: Evaluation, standings: Sequence[Ranking | None]) -> tuple[ScoreTable, ...]:
    """One table of systems and directions for each score and estimate, the one that decides first."""
    columns: dict[str, Column] = {}
    for direction in evaluation.directions:
        for column in direction.columns:
            if column.kind in ("score", "estimate"):
                columns.setdefault(column.key, column)
    decided = [item.column.key for item in standings if item]
    ranked = sorted(columns.values(), key=lambda column: (column.key not in decided[:1], column.kind != "score"))
    return tuple(_matrix(column, evaluation, standings) for column in ranked)


def _matrix(column: Column, evaluation: Evaluation, standings: Sequence[Ranking | None]) -> ScoreTable:
    pairs = [
        (direction, standing)
        for direction, standing in zip(evaluation.directions, standings, strict=True)
        if direction.column(column.key)
    ]
    names = dict.fromkeys(result.system for direction, _ in pairs for result in direction.results)
    rows = []
    for name in names:
        results = [direction.result(name) for direction, _ in pairs]
        cells = tuple(
            None if result is None else cell(result, column, direction, standing=standing)
            for (direction, standing), result in zip(pairs, results, strict=True)
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


def tables(evaluation: Evaluation, standings: Sequence[Ranking | None]) -> tuple[ScoreTable, ...]:
    """One table of systems and metrics a direction; scores, estimates and descriptions side by side."""
    return tuple(
        _table(direction, evaluation, standing, kinds=("score", "estimate", "description"))
        for direction, standing in zip(evaluation.directions, standings, strict=True)
    )


def rates(evaluation: Evaluation) -> tuple[ScoreTable, ...]:
    """One table of systems and checks a direction, where there were any."""
    made = (_table(direction, evaluation, None, kinds=("finding",)) for direction in evaluation.directions)
    return tuple(table for table in made if table.heads)


def _table(
    direction: Direction, evaluation: Evaluation, standing: Ranking | None, *, kinds: Sequence[Kind]
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
                cells=tuple(cell(result, column, direction, standing=standing, fine=True) for column in columns),
            )
            for result in direction.results
        ),
    )


def cell(
    result: Result, column: Column, direction: Direction, *, standing: Ranking | None = None, fine: bool = False
) -> Cell | None:
    """Give a score as it is shown, with two digits instead of one where `fine`; None where it was not measured."""
    score = result.score(column.key)
    if score is None:
        return None
    finding = column.kind == "finding"
    values = [item.value for other in direction.results if (item := other.score(column.key))]
    digits = 1 if finding else digits_of(values, fine=fine)
    comparison = result.comparison(column.key)
    leads = standing is not None and standing.scored > 1 and standing.column.key == column.key and result.system in (
        standing.best, *standing.level
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
    """Tell what a change means; none that is nothing is ever significant."""
    if not comparison.significant or not comparison.change:
        return "same"
    if column.kind == "description":
        return "differs"
    return "better" if (comparison.change > 0) == column.higher_is_better else "worse"


def chance(comparison: Comparison) -> str:
    """Give the p-value that decided: of approximate randomization, else of the bootstrap."""
    value = comparison.p_bootstrap if comparison.p_randomization is None else comparison.p_randomization
    return "" if value is None or not comparison.change else probability(value)


def _rank(row: Row, *, higher: bool) -> tuple[int, float]:
    """The best on average first; systems that lack directions last."""
    orders = [cell.order for cell in row.cells if cell]
    mean = sum(orders) / len(orders) if orders else 0.0
    return -len(orders), -mean if higher else mean
