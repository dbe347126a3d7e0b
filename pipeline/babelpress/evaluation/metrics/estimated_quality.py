"""Estimated quality: the mean over the segments of the label that a calibration predicts, without references."""

from functools import cache
from typing import ClassVar

from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.estimation.calibration import find
from babelpress.evaluation.estimation.estimate import estimate, load_tools
from babelpress.evaluation.estimation.features import Tools
from babelpress.evaluation.metrics.base import Array, Kind, Mean, Need


class Quality(Mean):
    """The label that a segment probably has (chrF2++ with the shipped calibrations), by `evaluation/estimation`.

    `calibration` is the name of a shipped one or a path; by default the shipped one for the direction.
    """

    tasks: ClassVar[frozenset[Task]] = frozenset({"translation"})
    needs: ClassVar[frozenset[Need]] = frozenset({"sources"})
    key: ClassVar[str] = "quality"
    name: ClassVar[str] = "estimated quality"
    kind: ClassVar[Kind] = "estimate"
    default: ClassVar[str] = "the shipped calibration for the direction"

    def __init__(self, corpus: Corpus, calibration: str = "") -> None:
        super().__init__(corpus)
        self.calibration = find(corpus.direction, calibration)
        self.calibration.curve(corpus.direction)
        self._tools = _tools(self.calibration.families, self.calibration.model)

    @property
    def signature(self) -> str:
        """Label, features, model and checksum of the calibration."""
        return self.calibration.signature

    def values(self, system: System) -> Array:
        """Return one estimate per segment, on the scale of the label."""
        return estimate(self.corpus, system, self.calibration, self._tools)


@cache
def _tools(families: tuple[str, ...], model: str) -> Tools:
    """Load the tools once, for all directions."""
    return load_tools(families, model)
