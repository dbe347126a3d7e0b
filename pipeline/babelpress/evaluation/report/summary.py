"""The summary for pull requests: short Markdown that GitHub, GitLab and terminals display alike."""

import re
from collections.abc import Sequence

from babelpress.evaluation.floors import Kept
from babelpress.evaluation.gate import Verdict
from babelpress.evaluation.report.formatting import figure, heading
from babelpress.evaluation.report.leaderboard import Ranking, ranking
from babelpress.evaluation.report.page import signatures
from babelpress.evaluation.report.score_tables import cell
from babelpress.evaluation.report.verdict import Sentence, severe, verdict
from babelpress.evaluation.results import Column, Direction, Evaluation, Result

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&@!])")
"""Characters with a meaning in Markdown, in HTML inside of it, in tables, and in mentions of users."""


def summary(evaluation: Evaluation, *, verdicts: Sequence[Verdict | Kept] = ()) -> str:
    """Return the Markdown: the verdict, the gate, a table per direction, skipped metrics, and folded signatures."""
    rankings = [ranking(direction, evaluation) for direction in evaluation.directions]
    sentences = [*verdict(evaluation, rankings), severe(evaluation)]
    parts = ["\n\n".join(_sentence(sentence) for sentence in sentences if sentence)]
    if verdicts:
        parts.append(_gate(verdicts))
    parts += [
        _direction(direction, evaluation, found)
        for direction, found in zip(evaluation.directions, rankings, strict=True)
    ]
    if any(len(direction.results) > 1 for direction in evaluation.directions):
        parts.append(
            "In brackets the 95 % interval, then the change from the baseline: ▲ better, ▼ worse, ≈ cannot be told "
            "apart (5 %, Holm's correction). Bold: the highest, and those that cannot be told apart from it."
        )
    notices = [
        f"- {_text(heading(direction, evaluation))}: "
        + _text(f"{notice.system}: {notice.message}" if notice.system else notice.message)
        for direction in evaluation.directions
        for notice in direction.notices
    ]
    if notices:
        parts.append("\n".join(["**Notices**", "", *notices]))
    if evaluation.left:
        left = [f"- {_text(item.metric)}: {_text(item.reason)}" for item in evaluation.left]
        parts.append("\n".join(["**Metrics that could not be computed**", "", *left]))
    parts.append(_signatures(evaluation))
    return "\n\n".join(parts) + "\n"


def _sentence(sentence: Sentence) -> str:
    return "".join(f"**{_text(part.text)}**" if part.system else _text(part.text) for part in sentence)


def _gate(verdicts: Sequence[Verdict | Kept]) -> str:
    failed = [item for item in verdicts if item.failed]
    head = f"❌ **Gate failed**: {len(failed)} of {len(verdicts)} limits are exceeded."
    lines = [f"- {_text(str(item))}" for item in failed]
    if not failed:
        head = f"✅ **Gate passed**: all {len(verdicts)} limits are met."
        lines = [f"- {_text(str(item))}" for item in verdicts]
    return "\n".join([head, "", *lines])


def _direction(direction: Direction, evaluation: Evaluation, found: Ranking | None) -> str:
    columns = [column for column in direction.columns if column.kind in ("score", "estimate")]
    checks = [column for column in direction.columns if column.kind == "finding"]
    heads = ["System", *(_head(column) for column in columns), *(["Findings, % of segments"] if checks else [])]
    rows = [
        [_system(result, several=len(direction.results) > 1)]
        + [_score(result, column, direction, found) for column in columns]
        + ([_rates(result, checks)] if checks else [])
        for result in direction.results
    ]
    lines = [heads, ["---", *("---:" for _ in columns), *(["---"] if checks else [])], *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"### {_text(heading(direction, evaluation))} ({direction.segments:,} segments)\n\n{table}"


def _head(column: Column) -> str:
    return (
        f"{_text(column.name)} {'↑' if column.higher_is_better else '↓'}{' (estimate)' * (column.kind == 'estimate')}"
    )


def _system(result: Result, *, several: bool) -> str:
    return f"{_text(result.system)}{' (baseline)' if result.baseline and several else ''}"


def _score(result: Result, column: Column, direction: Direction, found: Ranking | None) -> str:
    shown = cell(result, column, direction, leader=found)
    if shown is None:
        return "–"
    value = f"**{shown.value}**" if shown.leads else shown.value
    return f"{value} ({shown.interval}){f' {shown.change} {shown.sign}' if shown.change else ''}"


def _rates(result: Result, checks: Sequence[Column]) -> str:
    """Return the checks that found anything, the most frequent first."""
    found = [(score.value, column.name) for column in checks if (score := result.score(column.key)) and score.value]
    return (
        ", ".join(f"{_text(name)} {figure(value, 1)}" for value, name in sorted(found, key=lambda item: -item[0]))
        or "none"
    )


def _signatures(evaluation: Evaluation) -> str:
    lines = [
        f"- {_text(column.name)}{f' ({_text(where)})' if where else ''}: `{column.signature.replace('`', '')}`"
        for column, where in signatures(evaluation)
    ]
    tests = f"approximate randomization, {evaluation.trials:,} trials" if evaluation.trials else "paired bootstrap"
    how = f"{evaluation.samples:,} bootstrap samples; {tests}; seed {evaluation.seed}"
    how += f"; Babelpress {evaluation.babelpress}."
    return "\n".join(["<details><summary>Signatures</summary>", "", *lines, "", _text(how), "", "</details>"])


def _text(text: str) -> str:
    """Return a text on one line, with everything escaped that has a meaning in Markdown."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
