"""What every metric is: statistics of segments apart from the score of their sum, so that resampling comes free."""

from collections.abc import Sequence
from typing import ClassVar, Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from babelpress.evaluation.datasets.base import Corpus, System, Task

__all__ = ["Array", "Kind", "Mean", "Metric", "MetricClass", "Need", "Summed", "counted", "given", "length_in_words"]


Array: TypeAlias = npt.NDArray[np.float64]
Need = Literal["sources", "references"]
Kind = Literal["score", "finding", "estimate", "description"]
"""A score says how good a text is against a reference; a finding how often a check saw something wrong; an estimate
how good it probably is; a description (a length) is neither good nor bad."""


class MetricClass(Protocol):
    """What the registry holds: a class that is built once a corpus, so that what it makes of the references serves
    every system. Every segment of that corpus has what it `needs`: whoever builds it leaves the others out. One that
    runs a model has the `default` one's name as an attribute and takes another's as second argument: `comet:NAME`.
    """

    tasks: frozenset[Task]
    needs: frozenset[Need]

    def __call__(self, corpus: Corpus, model: str = ..., /) -> "Metric":
        """Raises `ModelUnavailable` where an extra or a checkpoint is missing, with the command that gets it."""
        ...

    def scores(self, sums: npt.NDArray[np.floating]) -> Array:
        """As `Metric.scores`: a formula that needs no corpus, so that kept statistics can be scored."""
        ...


class Metric(Protocol):
    """A metric over one corpus."""

    @property
    def key(self) -> str:
        """What the registry calls it: `bleu`."""
        ...

    @property
    def name(self) -> str:
        """The name it is shown by, the field's own: `BLEU`."""
        ...

    @property
    def kind(self) -> Kind:
        """What its figures mean."""
        ...

    @property
    def higher_is_better(self) -> bool:
        """Means nothing for a description."""
        ...

    @property
    def signature(self) -> str:
        """All that has to be the same for two scores to compare: settings and versions."""
        ...

    def statistics(self, system: System) -> Array:
        """Give the statistics of each segment, of shape (segments, k); never NaN."""
        ...

    def scores(self, sums: npt.NDArray[np.floating]) -> Array:
        """Turn sums of statistics, of shape (..., k), into scores of shape (...): a corpus or a sample of one."""
        ...

    def segments(self, statistics: Array) -> Array:
        """Turn statistics of segments into scores of segments: mostly `scores`, BLEU has another formula."""
        ...


class Summed:
    """The template of a metric whose formula is the same for a segment and a corpus."""

    kind: ClassVar[Kind] = "score"
    higher_is_better: ClassVar[bool] = True

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """From sums of statistics to scores."""
        raise NotImplementedError

    @classmethod
    def segments(cls, statistics: Array) -> Array:
        """A segment is a corpus of one."""
        return cls.scores(statistics)


class Mean(Summed):
    """The template of a metric whose corpus score is the mean of its segments': fill in `values`."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def values(self, system: System) -> Sequence[float] | Array:
        """One value a segment, in order."""
        raise NotImplementedError

    def statistics(self, system: System) -> Array:
        """The value and 1."""
        values = np.asarray(self.values(system), dtype=np.float64)
        return np.column_stack([values, np.ones_like(values)])

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """The sum of the values by how many there are; 0 for none."""
        total, count = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
        return np.divide(total, count, out=np.zeros_like(total), where=count != 0)


def length_in_words(text: str) -> int:
    """How many words separated by white space."""
    return len(text.split())


# The references that a metric of our own may use, and how a signature tells of them.


def given(corpus: Corpus) -> list[tuple[str, ...]]:
    """The references of each segment that hold anything."""
    return [tuple(reference for reference in own if reference.strip()) for own in corpus.references]


def counted(corpus: Corpus) -> str:
    """How many a segment has, as sacreBLEU's signatures write it: `nrefs:2`, or `nrefs:var`."""
    counts = {len(own) for own in given(corpus)}
    return f"nrefs:{counts.pop()}" if len(counts) == 1 else "nrefs:var"


# How long hypotheses are against their references: 1 is as long, 0.9 a tenth shorter.


class Length(Summed):
    """Words of the hypotheses by words of the references.

    Of several references the mean counts, not BLEU's closest: it is the same for every system, and one that is always
    too short shows.
    """

    key: ClassVar[str] = "lengthratio"
    name: ClassVar[str] = "length ratio"
    kind: ClassVar[Kind] = "description"
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation", "summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})

    def __init__(self, corpus: Corpus) -> None:
        self._references = [_mean_length(own) for own in given(corpus)]
        self.signature = f"{counted(corpus)}|refs:mean|words:whitespace"

    def statistics(self, system: System) -> Array:
        """Words of the hypothesis, words of its references."""
        made = [length_in_words(hypothesis) for hypothesis in system.hypotheses]
        return np.column_stack([np.asarray(made, dtype=np.float64), self._references])

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """0 and up; 0 where there is no reference."""
        made, asked = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
        return np.divide(made, asked, out=np.zeros_like(made), where=asked > 0)


def _mean_length(references: tuple[str, ...]) -> float:
    return sum(map(length_in_words, references)) / len(references) if references else 0.0
