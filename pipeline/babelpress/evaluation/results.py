"""What an evaluation says: one frozen tree, which is also its JSON."""

import base64
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from babelpress.evaluation.datasets.base import DatasetIssue, Task
from babelpress.evaluation.metrics.base import Array, Kind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = [
    "Column",
    "Comparison",
    "Direction",
    "Evaluation",
    "Group",
    "Left",
    "Result",
    "Score",
    "from_json",
    "to_json",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A metric of an evaluation."""

    key: str
    name: str
    kind: Kind
    higher_is_better: bool
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A corpus score with its 95 % bootstrap interval, over `segments` segments."""

    metric: str
    value: float
    low: float
    high: float
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a system differs from the baseline: `change` is its score less the baseline's, with the 95 % interval of
    paired bootstrap samples. p-values are two-sided, None where a test was not asked for; `significant` is told after
    Holm's correction over all systems compared on this metric and direction.
    """

    metric: str
    baseline: str
    change: float
    low: float
    high: float
    p_bootstrap: float | None
    p_randomization: float | None
    significant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Scores of some of the segments: a document, or those of a length. `scores` are pairs of metric and value."""

    name: str
    segments: int
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One system on one direction; `baseline` tells the one that others are compared with.

    `values` gives per metric one value a segment, None where it has none. `statistics` is what its corpus score is the
    sum of, packed (`packing.py`), so that a later run can compare itself. `findings` are what our checks say:
    (index of the segment, check, severity, message).
    """

    system: str
    baseline: bool
    fingerprint: str
    scores: tuple[Score, ...]
    comparisons: tuple[Comparison, ...]
    lengths: tuple[Group, ...]
    documents: tuple[Group, ...]
    values: tuple[tuple[str, tuple[float | None, ...]], ...]
    statistics: tuple[tuple[str, str], ...]
    findings: tuple[tuple[int, str, str, str], ...]

    def score(self, metric: str) -> Score | None:
        """Its corpus score by the metric's key, or None."""
        return next((score for score in self.scores if score.metric == metric), None)

    def comparison(self, metric: str) -> Comparison | None:
        """Its difference from the baseline by the metric's key, or None."""
        return next((found for found in self.comparisons if found.metric == metric), None)

    def segment_values(self, metric: str) -> tuple[float | None, ...]:
        """One value a segment by the metric's key; empty where there are none."""
        return dict(self.values).get(metric, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A corpus and every system on it. `fingerprint` is that of sources and references."""

    corpus: str
    source_language: str | None
    target_language: str
    task: Task
    segments: int
    fingerprint: str
    columns: tuple[Column, ...]
    notices: tuple[DatasetIssue, ...]
    results: tuple[Result, ...]

    @property
    def name(self) -> str:
        """`fr-nl`, or the target alone."""
        source = self.source_language
        return self.target_language if source in (None, self.target_language) else f"{source}-{self.target_language}"

    def column(self, metric: str) -> Column | None:
        """The metric of that key, or None."""
        return next((column for column in self.columns if column.key == metric), None)

    def result(self, system: str) -> Result | None:
        """The system of that name, or None."""
        return next((result for result in self.results if result.system == system), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A metric that could not be had, and why."""

    metric: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Every direction. `samples` bootstrap samples and `trials` of approximate randomization with `seed`."""

    babelpress: str
    seed: int
    samples: int
    trials: int
    directions: tuple[Direction, ...]
    left: tuple[Left, ...] = ()


@cache
def _adapter() -> "TypeAdapter[Evaluation]":
    from pydantic import TypeAdapter  # 0.1 s to import

    return TypeAdapter(Evaluation)


def to_json(evaluation: Evaluation) -> str:
    """Give one JSON object that `from_json` turns back into an equal evaluation."""
    return _adapter().dump_json(evaluation).decode()


def from_json(text: str) -> Evaluation:
    """Read what `to_json` wrote. Raises `pydantic.ValidationError` (a ValueError) on anything else."""
    return _adapter().validate_json(text)


# Statistics of segments as a string: whole numbers mostly, which pack to a tenth of what JSON makes of them.


def pack(statistics: Array) -> str:
    """Give `COLUMNS:` and the base64 of the zlib of the numbers, little-endian float64, row by row."""
    data = np.ascontiguousarray(statistics, dtype="<f8").tobytes()
    return f"{statistics.shape[1]}:{base64.b64encode(zlib.compress(data, 6)).decode()}"


def unpack(packed: str) -> Array:
    """Read what `pack` wrote, of shape (segments, columns). Raises ValueError on anything else."""
    columns, _, data = packed.partition(":")
    try:
        numbers = np.frombuffer(zlib.decompress(base64.b64decode(data, validate=True)), dtype="<f8")
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return numbers.reshape(-1, int(columns)).astype(np.float64)
