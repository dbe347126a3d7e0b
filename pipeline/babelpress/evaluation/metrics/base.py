"""The protocol of metrics: statistics of segments, and scores of their sums, so that resampling is cheap."""

from collections.abc import Sequence
from typing import ClassVar, Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from babelpress.evaluation.datasets.base import Corpus, System, Task

__all__ = [
    "Array",
    "Kind",
    "Mean",
    "Metric",
    "MetricClass",
    "Need",
    "Summed",
    "length_in_words",
    "references_signature",
    "usable_references",
]


Array: TypeAlias = npt.NDArray[np.float64]
Need = Literal["sources", "references"]
Kind = Literal["score", "finding", "estimate", "description"]
"""What the values of a metric mean.

`score`: how good a text is against a reference. `finding`: how often a check found an issue. `estimate`: how good a
text probably is. `description`: a length and the like, neither good nor bad.
"""


class MetricClass(Protocol):
    """A metric as registered: a class that is built once per corpus and then scores every system.

    The corpus it is built on has only segments with everything that it `needs`. A metric that runs a model has an
    attribute `default` with the name of its usual one and takes another as second argument: `comet:NAME`.

    Attributes:
        tasks: The tasks it is for.
        needs: What every segment must have.
    """

    tasks: frozenset[Task]
    needs: frozenset[Need]

    def __call__(self, corpus: Corpus, model: str = ..., /) -> "Metric":
        """Build the metric.

        Args:
            corpus: Segments that have everything in `needs`.
            model: The name of a model instead of the default one; only for metrics with an attribute `default`.

        Returns:
            The metric over that corpus.

        Raises:
            ModelUnavailable: If an extra or a checkpoint is missing; the message has the command that installs it.
        """
        ...

    def scores(self, sums: npt.NDArray[np.floating]) -> Array:
        """As `Metric.scores`: a formula that needs no corpus, so that stored statistics can be scored."""
        ...


class Metric(Protocol):
    """A metric over one corpus."""

    @property
    def key(self) -> str:
        """The name in the registry, e.g. `bleu`."""
        ...

    @property
    def name(self) -> str:
        """The name to show, e.g. `BLEU`."""
        ...

    @property
    def kind(self) -> Kind:
        """The kind of its values."""
        ...

    @property
    def higher_is_better(self) -> bool:
        """Whether more is better; without meaning for a description."""
        ...

    @property
    def signature(self) -> str:
        """Everything that has to be equal for two scores to be comparable: settings and versions."""
        ...

    def statistics(self, system: System) -> Array:
        """Compute the statistics of each segment.

        Args:
            system: A system with one hypothesis per segment of the corpus.

        Returns:
            An array of shape (segments, k), never NaN; k is the same for all systems.
        """
        ...

    def scores(self, sums: npt.NDArray[np.floating]) -> Array:
        """Compute scores from sums of statistics.

        Args:
            sums: Sums over a corpus, or over samples of one, of shape (..., k).

        Returns:
            Scores of shape (...), in the metric's own range.
        """
        ...

    def segments(self, statistics: Array) -> Array:
        """Compute the scores of single segments: mostly as `scores`; BLEU has another formula.

        Args:
            statistics: What `statistics` returned, of shape (segments, k).

        Returns:
            Scores of shape (segments,).
        """
        ...


class Summed:
    """Base class of a metric whose formula is the same for a segment and a corpus."""

    kind: ClassVar[Kind] = "score"
    higher_is_better: ClassVar[bool] = True

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Compute scores of shape (...) from sums of statistics of shape (..., k)."""
        raise NotImplementedError

    @classmethod
    def segments(cls, statistics: Array) -> Array:
        """Score each segment as a corpus of one."""
        return cls.scores(statistics)


class Mean(Summed):
    """Base class of a metric whose corpus score is the mean over its segments: subclasses implement `values`."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def values(self, system: System) -> Sequence[float] | Array:
        """Return one value per segment, in order."""
        raise NotImplementedError

    def statistics(self, system: System) -> Array:
        """Return the value and 1 for each segment, of shape (segments, 2)."""
        values = np.asarray(self.values(system), dtype=np.float64)
        return np.column_stack([values, np.ones_like(values)])

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return the sum of the values divided by their number; 0 for none."""
        total, count = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
        return np.divide(total, count, out=np.zeros_like(total), where=count != 0)


def length_in_words(text: str) -> int:
    """Return the number of words separated by white space."""
    return len(text.split())


def usable_references(corpus: Corpus) -> list[tuple[str, ...]]:
    """Return the references of each segment that are not blank."""
    return [tuple(reference for reference in own if reference.strip()) for own in corpus.references]


def references_signature(corpus: Corpus) -> str:
    """Return the number of references per segment as in sacreBLEU's signatures: `nrefs:2`, or `nrefs:var`."""
    counts = {len(own) for own in usable_references(corpus)}
    return f"nrefs:{counts.pop()}" if len(counts) == 1 else "nrefs:var"


class Length(Summed):
    """Words of the hypotheses divided by words of the references: 1 is equally long, 0.9 a tenth shorter.

    Of several references the mean counts, not BLEU's closest one: it is the same for every system, and shows a system
    that is always too short.
    """

    key: ClassVar[str] = "lengthratio"
    name: ClassVar[str] = "length ratio"
    kind: ClassVar[Kind] = "description"
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation", "summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})

    def __init__(self, corpus: Corpus) -> None:
        self._references = [_mean_length(own) for own in usable_references(corpus)]
        self.signature = f"{references_signature(corpus)}|refs:mean|words:whitespace"

    def statistics(self, system: System) -> Array:
        """Return the words of the hypothesis and of its references, of shape (segments, 2)."""
        words = [length_in_words(hypothesis) for hypothesis in system.hypotheses]
        return np.column_stack([np.asarray(words, dtype=np.float64), self._references])

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """Return ratios of 0 and up; 0 where there is no reference."""
        hypothesis, reference = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
        return np.divide(hypothesis, reference, out=np.zeros_like(hypothesis), where=reference > 0)


def _mean_length(references: tuple[str, ...]) -> float:
    return sum(map(length_in_words, references)) / len(references) if references else 0.0
