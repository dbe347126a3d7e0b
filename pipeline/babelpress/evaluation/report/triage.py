"""What estimates are for: how many segments of each system may be published, edited, or want a human translator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babelpress.evaluation.estimation.calibration import Calibration, Verdict
from babelpress.evaluation.report.formatting import figure, heading
from babelpress.evaluation.report.reliability import Reliability
from babelpress.evaluation.results import Direction, Evaluation, Result

_KEY = "quality"
"""The metric whose estimates are meant."""

VERDICTS: tuple[Verdict, ...] = ("publish", "edit", "human")


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """Shares of a calibration's directions in percent, one row a direction and system, and what each verdict means."""

    label: str
    meanings: tuple[tuple[Verdict, str], ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def reliability(calibration: Calibration) -> Reliability:
    """Give what a calibration showed on its held-out half."""
    bins = tuple((item.predicted, item.observed, item.segments) for item in calibration.reliability)
    return Reliability(name=f"estimated {calibration.label}", data=calibration.data, bins=bins)


def triage(evaluation: Evaluation, calibration: Calibration) -> Triage:
    """Count the verdicts on every segment of the directions that a calibration knows.

    A segment with a severe finding is never one to publish, whatever its estimate.
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
    """The key of the estimates that a calibration made."""
    said = set(calibration.signature.split("|"))
    keys = (column.key for column in direction.columns if said <= set(column.signature.split("|")))
    return next((key for key in keys if key.partition(":")[0] == _KEY), None)


def _meanings(calibration: Calibration) -> tuple[str, str, str]:
    chosen = calibration.thresholds
    wrong = f"below {figure(chosen.cut, 1)} in {calibration.label} when held against references"
    bounds = (
        "no estimate is sure enough" if chosen.publish is None else f"estimate {figure(chosen.publish, 1)} or more",
        "no estimate is sure enough" if chosen.edit is None else f"estimate {figure(chosen.edit, 1)} or more",
        "the rest",
    )
    errors = [None if error is None else f"{figure(100 * error, 1)} %" for error in chosen.errors]
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
