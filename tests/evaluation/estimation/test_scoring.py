"""Scoring segments with the weights that ship: long ones in parts, worse ones lower; the ways to have no score."""

import pytest

from babelpress.config import resources
from babelpress.errors import ModelUnavailable
from babelpress.evaluation.estimation.scoring import Scorer, cut_alike, load_scorer
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import read_card

CARD = read_card(resources.CARDS / "fr-mul-tiny.yaml")
SOURCES = (
    "Le président a annoncé une réforme de la santé.",
    "Nous avons besoin de plus de temps pour prendre une décision.",
    "Oui.",
)
TARGETS = (
    "El presidente anunció una reforma de la salud.",
    "Necesitamos más tiempo para tomar una decisión.",
    "Sí.",
)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return load_scorer("fr-mul-tiny", threads=1)


def mean(row: tuple[float, ...]) -> float:
    return sum(row) / len(row)


def score(scorer: Scorer, source: str, hypothesis: str, *, target: str = "es") -> tuple[float, ...]:
    return scorer.score([source], [hypothesis], source="fr", target=target)[0]


def test_both_backends_agree_on_the_weights_that_ship():
    """In float32 to the fourth digit; the int8 of CTranslate2 is near."""
    folder = resources.EMBEDDED / CARD.id / "ct2"
    hf = TransformersBackend(CARD, folder, TransformersBackend.Options(device="cpu", dtype="float32"))
    exact = CTranslate2Backend(CARD, folder, CTranslate2Backend.Options(compute="float32", threads=1))
    fast = CTranslate2Backend(CARD, folder, CTranslate2Backend.Options(threads=1))

    reference, same, near = (model.score(SOURCES, TARGETS, source="fr", target="es") for model in (hf, exact, fast))

    for ours, theirs, quantized in zip(same, reference, near, strict=True):
        assert ours == pytest.approx(theirs, abs=1e-4)
        assert mean(quantized) == pytest.approx(mean(theirs), abs=0.1)


@pytest.mark.parametrize(
    "worse",
    [
        "El presidente una reforma de la.",
        "The president announced a health reform.",
        "Necesitamos más tiempo para tomar una decisión.",
        "Le président a annoncé une réforme de la santé.",
        "",
    ],
)
def test_what_is_worse_scores_lower(worse: str, scorer: Scorer):
    good, bad = score(scorer, SOURCES[0], TARGETS[0]), score(scorer, SOURCES[0], worse)

    assert not bad or mean(bad) < mean(good)
    assert bool(bad) == bool(worse)


def test_a_segment_is_scored_the_same_alone_and_among_others(scorer: Scorer):
    together = scorer.score(SOURCES, TARGETS, source="fr", target="es")

    for row, source, hypothesis in zip(together, SOURCES, TARGETS, strict=True):
        assert row == pytest.approx(score(scorer, source, hypothesis), abs=0.05)


def test_a_segment_longer_than_the_model_reads_is_scored_in_parts(scorer: Scorer):
    source, hypothesis = (" ".join([text] * 12) for text in (SOURCES[0], TARGETS[0]))

    row = score(scorer, source, hypothesis)

    assert scorer._model.count(source) > CARD.max_tokens
    assert len(row) > 100
    assert mean(row) > mean(score(scorer, source, " ".join([TARGETS[1]] * 12)))


@pytest.mark.parametrize("text", ["x" * 5000, "de " * 4000, "漢" * 3000, "\n" * 50 + "Sí."])
def test_a_hypothesis_gone_wrong_is_scored_whatever_its_length(text: str, scorer: Scorer):
    row = score(scorer, SOURCES[0], text)

    assert 0 < len(row) < 1000


@pytest.mark.parametrize("pair", [("", "Sí."), ("Oui.", ""), ("", ""), (" ", "\u200b")])
def test_a_side_without_text_gives_no_score(pair: tuple[str, str], scorer: Scorer):
    assert score(scorer, *pair) == ()


def test_a_direction_the_model_lacks_is_named(scorer: Scorer):
    with pytest.raises(ModelUnavailable, match="fr-mul-tiny cannot score fr-it"):
        score(scorer, "Oui.", "Sì.", target="it")


def test_a_model_without_a_card_is_named():
    with pytest.raises(ModelUnavailable, match=r"no card for 'fr-mul-tinny'.*did you mean 'fr-mul-tiny'"):
        load_scorer("fr-mul-tinny")


@pytest.mark.parametrize(
    ("text", "sizes", "pieces"),
    [
        ("", [3], [""]),
        ("", [3, 4], ["", ""]),
        ("Eins zwei.", [5], ["Eins zwei."]),
        ("Eins zwei. Drei vier.", [1, 1], ["Eins zwei. ", "Drei vier."]),
        ("Einszwei", [1, 1], ["Eins", "zwei"]),
        ("a", [1, 1, 1], ["", "a", ""]),
    ],
)
def test_a_target_is_cut_where_its_source_is_as_far_along(text: str, sizes: list[int], pieces: list[str]):
    assert cut_alike(text, sizes) == pieces
    assert "".join(pieces) == text
