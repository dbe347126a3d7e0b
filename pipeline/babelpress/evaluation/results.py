"""The results of an evaluation: one frozen tree, which is also its JSON."""

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
    "Result",
    "Score",
    "SkippedMetric",
    "from_json",
    "to_json",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A metric of an evaluation.

    Attributes:
        key: The name it was asked for by, e.g. `chrf`.
        name: The name to show, e.g. `chrF2++`.
        kind: What its values mean.
        higher_is_better: Whether more is better; without meaning for a description.
        signature: Settings and versions; scores of equal signatures are comparable.
    """

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
    """The difference of a system from the baseline.

    Attributes:
        metric: Key of the metric.
        baseline: Name of the baseline.
        change: Its score minus the baseline's.
        low: Lower bound of the 95 % interval of paired bootstrap samples.
        high: Upper bound of that interval.
        p_bootstrap: Two-sided p-value; None where the test was not asked for.
        p_randomization: Two-sided p-value; None where the test was not asked for.
        significant: Whether the change is significant at 5 % after Holm's correction over all systems that are compared
            by
            this metric on this direction.
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
    """Scores of some of the segments: of a document, or of a range of lengths. `scores` are (metric, value)."""

    name: str
    segments: int
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One system on one direction.

    Attributes:
        system: Name of the system.
        baseline: Whether others are compared with it.
        fingerprint: The sha256 of its hypotheses.
        scores: Corpus scores.
        comparisons: Differences from the baseline.
        lengths: Scores by ranges of length.
        documents: Scores by document.
        values: (metric, one value per segment); None where a segment has none.
        statistics: (metric, packed statistics of the segments, see `pack`), from which a later run computes a
            comparison.
        findings: (index of the segment, check, severity, message) of the QA checks.
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
        """Return the corpus score of a metric by its key, or None."""
        return next((score for score in self.scores if score.metric == metric), None)

    def comparison(self, metric: str) -> Comparison | None:
        """Return the difference from the baseline by the metric's key, or None."""
        return next((found for found in self.comparisons if found.metric == metric), None)

    def segment_values(self, metric: str) -> tuple[float | None, ...]:
        """Return one value per segment by the metric's key; empty where there are none."""
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
        """The direction, e.g. `fr-nl`, or the target language alone."""
        source = self.source_language
        return self.target_language if source in (None, self.target_language) else f"{source}-{self.target_language}"

    def column(self, metric: str) -> Column | None:
        """Return the metric of that key, or None."""
        return next((column for column in self.columns if column.key == metric), None)

    def result(self, system: str) -> Result | None:
        """Return the system of that name, or None."""
        return next((result for result in self.results if result.system == system), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedMetric:
    """A metric that could not be computed, and why."""

    metric: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The results of every direction.

    Attributes:
        babelpress: Version of the code.
        seed: Seed of samples and trials.
        samples: Number of bootstrap samples.
        trials: Number of trials of approximate randomization.
        directions: One for each corpus.
        left: Metrics that could not be computed.
    """

    babelpress: str
    seed: int
    samples: int
    trials: int
    directions: tuple[Direction, ...]
    left: tuple[SkippedMetric, ...] = ()


@cache
def _adapter() -> "TypeAdapter[Evaluation]":
    from pydantic import TypeAdapter  # 0.1 s to import

    return TypeAdapter(Evaluation)


def to_json(evaluation: Evaluation) -> str:
    """Return one JSON object, which `from_json` turns back into an equal evaluation.

    Args:
        evaluation: Any evaluation.

    Returns:
        One line of JSON.
    """
    return _adapter().dump_json(evaluation).decode()


def from_json(text: str) -> Evaluation:
    """Read what `to_json` wrote.

    Args:
        text: JSON.

    Returns:
        The evaluation.

    Raises:
        pydantic.ValidationError: (a ValueError) For anything else.
    """
    return _adapter().validate_json(text)


def pack(statistics: Array) -> str:
    """Return statistics of segments as a string: `COLUMNS:` and base64 of zlib of little-endian float64, row by row.

    They are mostly whole numbers, and take a tenth of the space of JSON.
    """
    data = np.ascontiguousarray(statistics, dtype="<f8").tobytes()
    return f"{statistics.shape[1]}:{base64.b64encode(zlib.compress(data, 6)).decode()}"


def unpack(packed: str) -> Array:
    """Read what `pack` wrote, of shape (segments, columns). Raises ValueError for anything else."""
    columns, _, data = packed.partition(":")
    try:
        numbers = np.frombuffer(zlib.decompress(base64.b64decode(data, validate=True)), dtype="<f8")
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return numbers.reshape(-1, int(columns)).astype(np.float64)
