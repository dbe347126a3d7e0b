"""The label that an estimate is to be of: a metric's score of each segment, or figures that the user gives."""

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipeline.corpora.base import Corpus
from pipeline.errors import ConfigError, Fault, nearest
from pipeline.metrics.base import MetricClass
from pipeline.registry import kinds, resolve

__all__ = ["Labels", "labeller", "read_labels"]

Row = Sequence[float | None]

Labels = Mapping[tuple[str, str], Row]
"""By direction and system: one label a segment, higher is better, None where there is none."""


def labeller(metric: str, given: Labels | None) -> Callable[[Corpus], tuple[str, Sequence[Row]]]:
    """Give what tells of a corpus the signature of its labels, and those of each of its systems.

    `given` take the place of the metric. Raises `ConfigError` for a metric there is not; so does what is given, for
    one that is no score and for labels that are missing, too few or no numbers.
    """
    if given is not None:
        return lambda corpus: ("given", [_given(given, corpus, system.name) for system in corpus.systems])
    if metric not in kinds("metrics"):
        hint = nearest(metric, kinds("metrics"))
        raise ConfigError("cannot calibrate", [Fault("label", f"no metric '{metric}'; {hint}")])
    kind: MetricClass = resolve("metrics", metric)
    return lambda corpus: _measured(kind, corpus)


def read_labels(path: Path) -> tuple[float | None, ...]:
    """Read one number a line, an empty line for none. Raises `ConfigError` naming every line that is no number."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as labels", [Fault("", str(error))]) from error
    found: list[float | None] = []
    faults = []
    for number, line in enumerate(lines, start=1):
        try:
            value = float(line) if line.strip() else None
        except ValueError:
            value = math.nan
        found.append(value)
        if value is not None and not math.isfinite(value):
            faults.append(Fault(f"line {number}", f"'{line[:40]}' is no number"))
    if faults:
        raise ConfigError(f"{path} holds what is no label", faults)
    return tuple(found)


def _measured(kind: MetricClass, corpus: Corpus) -> tuple[str, Sequence[Row]]:
    usable = [i for i, own in enumerate(corpus.references) if any(text.strip() for text in own)]
    if not usable:
        where = f"{corpus.name} {corpus.direction}"
        raise ConfigError("cannot calibrate", [Fault(where, "no segment has a reference: give labels instead")])
    part = corpus.only(usable)
    metric = kind(part)
    if metric.kind != "score" or not metric.higher_is_better:
        raise ConfigError("cannot calibrate", [Fault("label", f"{metric.name} is no score where more is better")])
    rows: list[Row] = []
    for system in part.systems:
        row: list[float | None] = [None] * len(corpus)
        for i, value in zip(usable, metric.segments(metric.statistics(system)).tolist(), strict=True):
            row[i] = value
        rows.append(row)
    return metric.signature, rows


def _given(labels: Labels, corpus: Corpus, system: str) -> Sequence[float | None]:
    where = f"{corpus.direction} {system}"
    found = labels.get((corpus.direction, system))
    if found is None:
        raise ConfigError("cannot calibrate", [Fault(where, "has no labels")])
    if len(found) != len(corpus):
        raise ConfigError("cannot calibrate", [Fault(where, f"{len(found)} labels for {len(corpus)} segments")])
    faults = [
        Fault(f"{where}, segment {index + 1}", f"the label {value!r} is no number")
        for index, value in enumerate(found)
        if value is not None and (not isinstance(value, int | float) or not math.isfinite(value))
    ]
    if faults:
        raise ConfigError("cannot calibrate", faults)
    return found
