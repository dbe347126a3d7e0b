"""Estimated quality: the mean of what a calibration expects of every segment, without looking at a reference."""

from functools import cache
from typing import ClassVar

from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.estimation.calibration import find
from babelpress.evaluation.estimation.estimate import estimate, load_tools
from babelpress.evaluation.estimation.features import Tools
from babelpress.evaluation.metrics.base import Array, Kind, Mean, Need


class Quality(Mean):
    """The label that a segment probably has (chrF2++ as shipped), by `pipeline/babelpress/evaluation/estimation`.

    `calibration` is the name of a shipped one or a path, by default the shipped one that knows the direction.
    """

    tasks: ClassVar[frozenset[Task]] = frozenset({"translation"})
    needs: ClassVar[frozenset[Need]] = frozenset({"sources"})
    key: ClassVar[str] = "quality"
    name: ClassVar[str] = "estimated quality"
    kind: ClassVar[Kind] = "estimate"
    default: ClassVar[str] = "the shipped calibration that knows the direction"

    def __init__(self, corpus: Corpus, calibration: str = "") -> None:
        super().__init__(corpus)
        self.calibration = find(corpus.direction, calibration)
        self.calibration.curve(corpus.direction)
        self._tools = _tools(self.calibration.families, self.calibration.model)

    @property
    def signature(self) -> str:
        """The calibration: its label, features, model and checksum."""
        return self.calibration.signature

    def values(self, system: System) -> Array:
        """An estimate a segment, on the scale of the label."""
        return estimate(self.corpus, system, self.calibration, self._tools)


@cache
def _tools(families: tuple[str, ...], model: str) -> Tools:
    """Loaded once, for all directions."""
    return load_tools(families, model)
