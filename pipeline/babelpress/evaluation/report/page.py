"""The page of the report: one self-contained HTML file, the verdict first and every detail below."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from babelpress.evaluation.datasets.base import Corpus
from babelpress.evaluation.estimation.calibration import Calibration
from babelpress.evaluation.floors import Kept
from babelpress.evaluation.gate import Verdict
from babelpress.evaluation.report.documents import documents
from babelpress.evaluation.report.formatting import figure, heading, listed
from babelpress.evaluation.report.leaderboard import Ranking, ranking, ranking_column
from babelpress.evaluation.report.plots import ENOUGH, intervals, lengths
from babelpress.evaluation.report.reliability import diagram
from babelpress.evaluation.report.score_tables import ScoreTable, matrices, rates, tables
from babelpress.evaluation.report.segments import Card, cards, matched
from babelpress.evaluation.report.triage import reliability, triage
from babelpress.evaluation.report.verdict import severe, verdict
from babelpress.evaluation.results import Column, Direction, Evaluation
from babelpress.formats.site.pages import clean

CHECKS = {
    "numbers": "a number is missing, added or changed",
    "quotes": "quotation marks are lost or not those of the language",
    "names": "a name is missing or changed",
    "negation": "a negation is missing or added",
    "verbatim": "a link, address or code was changed",
    "language": "not in the target language",
    "length": "far shorter or longer than the source",
    "loops": "words are repeated in a loop",
    "omission": "a part of the source is missing",
    "debris": "marks that a model left behind",
    "weekdays": "a day of the week became another",
    "opposites": "a word became its opposite",
}
"""The meaning of a finding, by check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plots:
    """The plots of one metric: (title, drawing) of each direction."""

    key: str
    name: str
    kind: str
    higher_is_better: bool
    intervals: tuple[tuple[str, Markup], ...]
    lengths: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The segments of one direction. `metric` is what they are ranked by, `total` the number of all segments."""

    key: str
    title: str
    source_language: str
    target_language: str
    task: str
    metric: str
    total: int
    worst: int
    changed: int
    cards: tuple[Card, ...]


def page(
    evaluation: Evaluation,
    corpora: Sequence[Corpus],
    *,
    title: str,
    verdicts: Sequence[Verdict | Kept] = (),
    calibrations: Sequence[Calibration] = (),
) -> str:
    """Return the whole page.

    `calibrations` are those behind the estimates. Directions whose texts are not among the corpora show no segments.
    Raises `ConfigError` where a corpus differs from the one that was scored.
    """
    texts = matched(evaluation, corpora)
    rankings = [ranking(direction, evaluation) for direction in evaluation.directions]
    matrix_tables = matrices(evaluation, rankings)
    columns = [
        ranking_column(item.column if item else None, d)
        for item, d in zip(rankings, evaluation.directions, strict=True)
    ]
    return _rendered(
        title=title,
        evaluation=evaluation,
        facts=_facts(evaluation),
        verdict=verdict(evaluation, rankings),
        severe=severe(evaluation),
        verdicts=verdicts,
        boards=matrix_tables,
        tables=[table for table in tables(evaluation, rankings) if table.heads],
        plots=[_plots(board, evaluation, rankings) for board in matrix_tables],
        documents=[
            found
            for direction, column in zip(evaluation.directions, columns, strict=True)
            if (found := documents(direction, column, evaluation))
        ],
        sections=[
            _section(direction, corpus, column, evaluation)
            for direction, corpus, column in zip(evaluation.directions, texts, columns, strict=True)
            if corpus
        ],
        systems=_systems(evaluation),
        enough=ENOUGH,
        rates=rates(evaluation),
        checks=CHECKS,
        reliabilities=[(item := reliability(one), diagram(item), triage(evaluation, one)) for one in calibrations],
        notices=[(heading(d, evaluation), d.notices) for d in evaluation.directions if d.notices],
        signatures=signatures(evaluation),
        figure=figure,
    )


def signatures(evaluation: Evaluation) -> list[tuple[Column, str]]:
    """Return each metric once with its signature, and with the directions where signatures differ between them."""
    places: dict[tuple[str, str], tuple[Column, list[str]]] = {}
    for direction in evaluation.directions:
        for column in direction.columns:
            _, where = places.setdefault((column.key, column.signature), (column, []))
            where.append(heading(direction, evaluation))
    keys = [key for key, _ in places]
    return [(column, listed(where) if keys.count(column.key) > 1 else "") for column, where in places.values()]


def _facts(evaluation: Evaluation) -> list[str]:
    """Return the line under the title: how much was compared with what."""
    directions = evaluation.directions
    systems = len(_systems(evaluation))
    counts = sorted({direction.segments for direction in directions})
    segments = f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"
    bases = dict.fromkeys(r.system for d in directions for r in d.results if r.baseline and len(d.results) > 1)
    return [
        f"{len(directions)} direction{'s' if len(directions) > 1 else ''}",
        f"{systems} system{'s' if systems > 1 else ''}",
        f"{segments} {'documents' if all(d.task == 'summary' for d in directions) else 'segments'}"
        + (" each" if len(directions) > 1 else ""),
        *([f"baseline: {listed(list(bases), most=3)}"] if bases else []),
    ]


def _systems(evaluation: Evaluation) -> list[str]:
    return list(dict.fromkeys(result.system for direction in evaluation.directions for result in direction.results))


def _plots(board: ScoreTable, evaluation: Evaluation, rankings: Sequence[Ranking | None]) -> Plots:
    """Return the plots of a metric for those directions that have it."""
    dots, lines = [], []
    order = _systems(evaluation)
    for direction, item in zip(evaluation.directions, rankings, strict=True):
        column = direction.column(board.key)
        if column:
            name = heading(direction, evaluation)
            leaders = (item.best, *item.tied) if item and item.column.key == column.key and item.scored > 1 else ()
            dots.append((name, intervals(direction, column, title=name, leaders=leaders)))
            lines.append((name, lengths(direction, column, title=name, order=order)))
    return Plots(
        key=board.key,
        name=board.title,
        kind=board.kind,
        higher_is_better=board.higher_is_better,
        intervals=tuple(dots),
        lengths=tuple((name, drawing) for name, drawing in lines if drawing),
    )


def _section(direction: Direction, corpus: Corpus, column: Column | None, evaluation: Evaluation) -> Section:
    made = cards(direction, corpus, column, directions=len(evaluation.directions))
    return Section(
        key=f"{direction.corpus} {direction.name}",
        title=heading(direction, evaluation),
        source_language=direction.source_language or (direction.target_language if direction.task == "summary" else ""),
        target_language=direction.target_language,
        task=direction.task,
        metric=column.name if column else "",
        total=direction.segments,
        worst=sum(card.worst for card in made),
        changed=sum(card.changed for card in made),
        cards=made,
    )


def _rendered(**values: Any) -> str:
    """Fill in the template. The content policy of the page allows only this style sheet and this script."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("babelpress.evaluation.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    inline = {name: _asset(templates, file) for name, file in (("style", "page.css"), ("script", "page.js"))}
    return clean(templates.get_template("page.html").render({**values, **inline}))


def _asset(templates: Any, file: str) -> dict[str, Markup]:
    """Return a file as it is put into the page, and its hash for the page's content policy."""
    text = templates.loader.get_source(templates, file)[0].rstrip("\n")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {"text": Markup(text), "hash": Markup(f"sha256-{digest}")}
