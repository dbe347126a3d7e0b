"""Estimates of a system's segments: extracts features and applies a calibration."""

from collections.abc import Sequence

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibration import Calibration
from babelpress.evaluation.estimation.features import Tools, extract, load_encoder, names_of
from babelpress.evaluation.estimation.scoring import load_scorer
from babelpress.evaluation.metrics.base import Array


def estimate(corpus: Corpus, system: System, calibration: Calibration, tools: Tools | None = None) -> Array:
    """Estimate the label of each hypothesis; references are not used.

    An empty hypothesis gets the lowest label of the calibration: it is never fit to publish.

    Args:
        corpus: Sources and languages.
        system: The system to estimate.
        calibration: One made for the direction of the corpus.
        tools: What the features need; by default they are loaded.

    Returns:
        Estimates on the scale of the label, of shape (segments,).

    Raises:
        ModelUnavailable: If the calibration does not have the direction, or a feature's model is not available.
    """
    calibration.curve(corpus.direction)  # before anything is loaded
    features = extract(
        corpus, system, calibration.families, tools or load_tools(calibration.families, calibration.model)
    )
    names = names_of(calibration.families)
    used = [names.index(name) for name in calibration.features]  # without checks that were added later
    estimates = calibration.apply(features[:, used], corpus.direction)
    least = calibration.curve(corpus.direction).labels[0]
    for index, text in enumerate(system.hypotheses):
        if not text.strip():
            estimates[index] = least
    return estimates


def load_tools(families: Sequence[str], model: str, *, threads: int = 0) -> Tools:
    """Load what families of features need.

    Args:
        families: Names of families, see `features.FAMILIES`.
        model: Id of the card for forced decoding.
        threads: Cores of that model, 0 for all.

    Returns:
        The tools.

    Raises:
        ModelUnavailable: If a model or package is missing; the message has the command that installs it.
    """
    return Tools(
        forced=load_scorer(model, threads=threads) if "forced" in families else None,
        encoder=load_encoder() if "encoder" in families else None,
    )
