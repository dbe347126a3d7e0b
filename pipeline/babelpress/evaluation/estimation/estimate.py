"""Estimates of a system's segments: features extracted, a calibration applied."""

from collections.abc import Sequence

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibration import Calibration
from babelpress.evaluation.estimation.features import Tools, extract, load_encoder, names_of
from babelpress.evaluation.estimation.scoring import load_scorer
from babelpress.evaluation.metrics.base import Array


def estimate(corpus: Corpus, system: System, calibration: Calibration, tools: Tools | None = None) -> Array:
    """Give the label that each hypothesis probably has, of shape (segments,); references are not looked at.

    What holds no text has the least the calibration knows: nothing said is never worth publishing. Raises
    `ModelUnavailable` for a direction or a feature that is not at hand.
    """
    calibration.curve(corpus.direction)  # before anything is loaded
    features = extract(
        corpus, system, calibration.families, tools or load_tools(calibration.families, calibration.model)
    )
    names = names_of(calibration.families)
    used = [names.index(name) for name in calibration.features]  # a check that came later is not among them
    made = calibration.apply(features[:, used], corpus.direction)
    least = calibration.curve(corpus.direction).labels[0]
    for index, text in enumerate(system.hypotheses):
        if not text.strip():
            made[index] = least
    return made


def load_tools(families: Sequence[str], model: str, *, threads: int = 0) -> Tools:
    """Load what families of features need. Raises `ModelUnavailable` with the command that gets it.

    A way back is never loaded: it costs a translation, and whoever wants it gives it (`roundtrip.way_back`).
    """
    return Tools(
        forced=load_scorer(model, threads=threads) if "forced" in families else None,
        encoder=load_encoder() if "encoder" in families else None,
    )
