"""The documents on which all systems score lowest."""

from dataclasses import dataclass

from babelpress.evaluation.report.formatting import digits_of, figure, heading
from babelpress.evaluation.results import Column, Direction, Evaluation

_MOST = 6
"""Documents that are shown for each direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document and its score by every system, as (shown text, number); None where there is none."""

    name: str
    segments: int
    scores: tuple[tuple[str, float] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The worst documents of a direction, out of `total`, the lowest on average over the systems first."""

    title: str
    metric: str
    total: int
    systems: tuple[str, ...]
    rows: tuple[Document, ...]


def documents(direction: Direction, column: Column | None, evaluation: Evaluation) -> Documents | None:
    """Return the worst documents of a direction.

    None without a metric, with a single document, or where every segment is a document of its own.
    """
    names = {group.name: group.segments for result in direction.results for group in result.documents}
    if column is None or len(names) < 2 or all(count == 1 for count in names.values()):
        return None
    scores = [
        {group.name: dict(group.scores).get(column.key) for group in result.documents} for result in direction.results
    ]
    known = {name: [own[name] for own in scores if own.get(name) is not None] for name in names}
    means = {name: sum(v for v in values if v is not None) / len(values) for name, values in known.items() if values}
    worst = sorted(means, key=lambda name: (means[name] if column.higher_is_better else -means[name], name))[:_MOST]
    digits = digits_of(means.values())
    return Documents(
        title=heading(direction, evaluation),
        metric=column.name,
        total=len(names),
        systems=tuple(result.system for result in direction.results),
        rows=tuple(
            Document(
                name=name,
                segments=names[name],
                scores=tuple(
                    None if (value := own.get(name)) is None else (figure(value, digits), value) for own in scores
                ),
            )
            for name in worst
        ),
    )
