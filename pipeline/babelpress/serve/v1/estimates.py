"""The estimated quality of sentences."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

from babelpress.document import Segment
from babelpress.errors import ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibration import Calibration, find
from babelpress.evaluation.estimation.estimate import estimate, load_tools
from babelpress.evaluation.estimation.features import Tools

_LOCK = Lock()


def estimated(source: str, target: str, segments: Sequence[Segment]) -> list[float | None]:
    """Return the estimated quality of each sentence, 0 to 100; None where no calibration is for the direction."""
    calibration = _calibration(f"{source}-{target}")
    if calibration is None or not segments:
        return [None] * len(segments)
    ids = tuple(map(str, range(len(segments))))
    corpus = Corpus(
        name="text",
        source_language=source,
        target_language=target,
        ids=ids,
        documents=ids,
        sources=tuple(segment.source for segment in segments),
        references=((),) * len(segments),
    )
    system = System(name="text", hypotheses=tuple(segment.target for segment in segments))
    try:
        with _LOCK:  # its model is loaded once, and has all cores
            values = estimate(corpus, system, calibration, _tools(calibration.families, calibration.model))
    except ModelUnavailable:  # the calibration needs what is not installed
        return [None] * len(segments)
    return [round(float(value), 1) for value in values]


@lru_cache(maxsize=1)
def _tools(families: tuple[str, ...], model: str) -> Tools:
    """Return what the features of sentences need, which stays in memory from the first request for them on."""
    return load_tools(families, model)


@lru_cache(maxsize=64)
def _calibration(direction: str) -> Calibration | None:
    try:
        return find(direction)
    except ModelUnavailable:
        return None
