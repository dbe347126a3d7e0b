"""The calibration that ships, and the metric that applies it."""

import math

import pytest

from babelpress.config import resources
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibration import find, from_json, to_json
from babelpress.evaluation.metrics.estimated_quality import Quality

SOURCES = (
    "Le président a annoncé une réforme de la santé.",
    "Nous avons besoin de plus de temps pour prendre une décision.",
    "Le gouvernement veut réduire le nombre de voitures dans la ville.",
)
SYSTEMS = {
    "whole": (
        "El presidente anunció una reforma de la salud.",
        "Necesitamos más tiempo para tomar una decisión.",
        "El gobierno quiere reducir el número de coches en la ciudad.",
    ),
    "dropped": (
        "El anunció una de salud.",
        "Necesitamos para tomar una.",
        "El gobierno reducir el de coches la ciudad.",
    ),
    "wrong": (
        "O presidente anunciou uma reforma da saúde.",
        "Precisamos de mais tempo para tomar uma decisão.",
        "O governo quer reduzir o número de carros na cidade.",
    ),
    "copied": SOURCES,
    "again": tuple(
        " ".join([text] * 5)
        for text in (
            "El presidente anunció una reforma de la salud.",
            "Necesitamos más tiempo para tomar una decisión.",
            "El gobierno quiere reducir el número de coches en la ciudad.",
        )
    ),
    "empty": ("", " ", "\n"),
}


def corpus(target: str = "es", systems: dict[str, tuple[str, ...]] = SYSTEMS) -> Corpus:
    return Corpus(
        name="three",
        source_language="fr",
        target_language=target,
        ids=("1", "2", "3"),
        documents=("a", "a", "a"),
        sources=SOURCES,
        references=((), (), ()),
        systems=tuple(System(name=name, hypotheses=texts) for name, texts in systems.items()),
    )


def test_worse_systems_are_estimated_lower_without_a_reference():
    metric = Quality(corpus())

    scores = {system.name: float(metric.scores(metric.statistics(system).sum(0))) for system in metric.corpus.systems}

    assert scores["whole"] > scores["dropped"] > scores["empty"]
    assert scores["whole"] > scores["wrong"] > scores["empty"]
    assert scores["whole"] > scores["copied"] == scores["again"] == scores["empty"]
    assert all(0 <= score <= 100 and math.isfinite(score) for score in scores.values())


def test_the_metric_says_that_it_estimates_and_by_what():
    metric = Quality(corpus())

    assert (metric.key, metric.name, metric.kind) == ("quality", "estimated quality", "estimate")
    assert metric.needs == {"sources"}
    assert "calibration:" in metric.signature
    assert "model:fr-mul-tiny" in metric.signature


def test_a_direction_without_a_calibration_is_unavailable():
    with pytest.raises(ModelUnavailable, match="no shipped calibration is for fr-it"):
        Quality(corpus("it"))
    with pytest.raises(ModelUnavailable, match="not for fr-it; make one with babelpress calibrate"):
        Quality(corpus("it"), calibration="fr-mul-tiny")


def test_a_calibration_can_be_named_by_its_path(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(to_json(find("fr-es")), encoding="utf-8")

    assert Quality(corpus(), str(path)).calibration == find("fr-es", "fr-mul-tiny")
    with pytest.raises(ConfigError, match="cannot be read"):
        Quality(corpus(), str(tmp_path / "none.json"))


@pytest.mark.parametrize("path", sorted(resources.CALIBRATIONS.glob("*.json")), ids=lambda path: path.stem)
def test_a_calibration_that_ships_is_small_names_its_data_and_kept_its_promise(path):
    text = path.read_text(encoding="utf-8")
    calibration = from_json(text)

    assert len(text) < 50_000
    assert "NTREX-128" in calibration.data
    assert "fr-mul-tiny" in calibration.data
    assert to_json(calibration) == text
    assert sum(curve.rank_correlation for curve in calibration.curves) / len(calibration.curves) >= 0.45
    bins = [*calibration.reliability, *(one for curve in calibration.curves for one in curve.reliability)]
    assert max(abs(one.predicted - one.observed) for one in bins) <= 5
