"""The results of a benchmark with quality, speed, memory and size: as Markdown and as JSON."""

import json
from dataclasses import asdict

from babelpress.evaluation.benchmark.run import Bench, Run
from babelpress.evaluation.results import Evaluation, Result, Score

METRICS = ("chrf", "bleu", "comet")
"""Metrics that are shown where they were computed, the first with its interval."""

CHECKS = ("numbers", "omission", "language")
"""Checks whose rates, in percent, are shown where they were computed."""


def markdown(benched: Bench, evaluation: Evaluation | None = None) -> str:
    """Return a table of directions and systems, then failures and notices; `-` stands for unknown."""
    names = {
        column.key: column.name
        for direction in (evaluation.directions if evaluation else ())
        for column in direction.columns
    }
    metrics, checks = ([key for key in keys if key in names] for keys in (METRICS, CHECKS))
    heads = ["direction", "system", *(names[key] for key in metrics), *(f"{names[key]}, %" for key in checks)]
    heads += ["times the first's speed"] if benched.speeds else []
    heads += ["characters/s", "loading, s", "peak memory, MB", "weights, MB", "empty"]
    speeds = {(one.system, one.direction): one for one in benched.speeds}
    rows = [heads, ["---"] * len(heads)]
    for run in benched.runs:
        result = _result(evaluation, run)
        scores = {score.metric: score for score in result.scores} if result else {}
        cells = [_arrow(run.direction), run.system]
        cells += [_score(scores.get(key), interval=key in metrics[:1]) for key in (*metrics, *checks)]
        if benched.speeds:
            speed = speeds.get((run.system, run.direction))
            cells.append(f"{speed.ratio:.2f} ({speed.low:.2f} to {speed.high:.2f})" if speed else "-")
        cells += [_number(run.characters_per_second), _number(run.load_seconds, places=1)]
        cells += [_number(size and size / 1e6) for size in (run.peak_bytes, run.size_bytes)]
        rows.append([*cells, str(run.empty)])
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    notes = [f"{_arrow(one.direction)} {one.system}: {one.reason}" for one in benched.failed]
    notes += [notice.message for notice in benched.notices]
    notes += [f"{_arrow(run.direction)} {run.system}: {item.message}" for run in benched.runs for item in run.notices]
    lines += [""] if notes else []
    return "\n".join([*lines, *(f"- {' '.join(note.split())}" for note in notes)]) + "\n"


def as_json(benched: Bench, evaluation: Evaluation | None = None) -> str:
    """Return one JSON object: an entry per direction and system with scores and speeds, and the failures."""
    rows = []
    for run in benched.runs:
        result = _result(evaluation, run)
        figures = {"hypotheses": str(run.hypotheses), "characters_per_second": run.characters_per_second}
        rows.append({**asdict(run), **figures, "scores": [asdict(score) for score in result.scores] if result else []})
    return json.dumps({**asdict(benched), "runs": rows}, ensure_ascii=False, indent=1) + "\n"


def _result(evaluation: Evaluation | None, run: Run) -> Result | None:
    for direction in evaluation.directions if evaluation else ():
        if (direction.corpus, direction.name) == (run.corpus, run.direction):
            return direction.result(run.system)
    return None


def _arrow(direction: str) -> str:
    return direction.replace("-", "→", 1)


def _score(score: Score | None, *, interval: bool) -> str:
    if score is None:
        return "-"
    return f"{score.value:.1f} ({score.low:.1f} to {score.high:.1f})" if interval else f"{score.value:.1f}"


def _number(value: float | None, *, places: int = 0) -> str:
    return "-" if value is None else f"{value:,.{places}f}"
