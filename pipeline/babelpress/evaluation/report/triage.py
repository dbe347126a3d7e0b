"""Triage by estimates: the segments to publish, to post-edit, and those that need a human translator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babelpress.evaluation.estimation.calibration import Calibration, Verdict
from babelpress.evaluation.report.formatting import figure, heading
from babelpress.evaluation.report.reliability import Reliability
from babelpress.evaluation.results import Direction, Evaluation, Result

_KEY = "quality"
"""The metric whose estimates are used."""

VERDICTS: tuple[Verdict, ...] = ("publish", "edit", "human")


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """Shares in percent for a calibration's directions, a row per direction and system, and what verdicts mean."""

    label: str
    meanings: tuple[tuple[Verdict, str], ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def reliability(calibration: Calibration) -> Reliability:
    """Return what a calibration showed on its held-out half."""
    bins = tuple((item.predicted, item.observed, item.segments) for item in calibration.reliability)
    return Reliability(name=f"estimated {calibration.label}", data=calibration.data, bins=bins)


def triage(evaluation: Evaluation, calibration: Calibration) -> Triage:
    """Count the verdicts on every segment of the directions that a calibration is for.

    A segment with a severe finding is never to be published, whatever its estimate.
    """
    return Triage(
        label=calibration.label,
        meanings=tuple(zip(VERDICTS, _meanings(calibration), strict=True)),
        rows=tuple(
            (heading(direction, evaluation), result.system, _shares(found))
            for direction in evaluation.directions
            if direction.name in calibration.directions and (key := _estimated(direction, calibration))
            for result in direction.results
            if (found := list(_verdicts(result, key, calibration)))
        ),
    )


def _estimated(direction: Direction, calibration: Calibration) -> str | None:
    """Return the key of the estimates that a calibration made."""
    parts = set(calibration.signature.split("|"))
    keys = (column.key for column in direction.columns if parts <= set(column.signature.split("|")))
    return next((key for key in keys if key.partition(":")[0] == _KEY), None)


def _meanings(calibration: Calibration) -> tuple[str, str, str]:
    thresholds = calibration.thresholds
    wrong = f"below {figure(thresholds.cut, 1)} in {calibration.label} when compared with references"
    bounds = (
        "no estimate is certain enough"
        if thresholds.publish is None
        else f"estimate {figure(thresholds.publish, 1)} or more",
        "no estimate is certain enough"
        if thresholds.edit is None
        else f"estimate {figure(thresholds.edit, 1)} or more",
        "the rest",
    )
    errors = [None if error is None else f"{figure(100 * error, 1)} %" for error in thresholds.errors]
    first, second, third = (
        bound if error is None else f"{bound}; {error} of the held-out segments of this kind were {wrong}"
        for bound, error in zip(bounds, errors, strict=True)
    )
    return first, second, third


def _verdicts(result: Result, key: str, calibration: Calibration) -> Iterator[Verdict]:
    severe = {segment for segment, _, severity, _ in result.findings if severity == "severe"}
    for segment, value in enumerate(result.segment_values(key)):
        if value is not None:
            verdict = calibration.thresholds.verdict(value)
            yield "edit" if verdict == "publish" and segment in severe else verdict


def _shares(found: Sequence[Verdict]) -> tuple[str, ...]:
    return tuple(figure(100 * found.count(verdict) / len(found), 1) for verdict in VERDICTS)
