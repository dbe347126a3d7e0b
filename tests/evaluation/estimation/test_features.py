"""Features of a segment: bounded, the same every time, blind to references; each tells what it is there to tell."""

import numpy as np
import pytest

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.features import CHECKS, FAMILIES, Tools, extract, forced_features, names_of

SOURCES = (
    "Le conseil a voté 12 mesures pour la ville de Lyon, selon le rapport de la ministre.",
    "« Nous n'avons pas le choix », dit-elle.",
    "Il fait beau.",
)
GOOD = (
    "De raad heeft 12 maatregelen voor de stad Lyon goedgekeurd, volgens het rapport van de minister.",
    '"We hebben geen keuze", zegt ze.',
    "Het is mooi weer.",
)


def corpus(*hypotheses: str, references: tuple[tuple[str, ...], ...] = ((), (), ()), known=()) -> Corpus:
    return Corpus(
        name="three",
        source_language="fr",
        target_language="nl",
        ids=("1", "2", "3"),
        documents=("a", "a", "b"),
        sources=SOURCES,
        references=references,
        systems=(System(name="one", hypotheses=hypotheses, log_probabilities=known),),
    )


def pair(*hypotheses: str) -> np.ndarray:
    found = corpus(*hypotheses)
    return extract(found, found.systems[0], ["pair"], Tools())


def column(name: str) -> int:
    return FAMILIES["pair"].index(name)


def test_features_are_the_same_every_time_whatever_the_references():
    blind = corpus(*GOOD)
    seeing = corpus(*GOOD, references=(("Iets anders.",), ("x",), ("y", "z")))

    first, second = (extract(each, each.systems[0], ["pair"], Tools()) for each in (blind, seeing))

    assert np.array_equal(first, second)
    assert first.shape == (3, len(names_of(["pair"])))


@pytest.mark.parametrize("text", ["", " ", "…", "x" * 20_000, "de " * 5000, "漢字" * 50, "\u200b", SOURCES[0]])
def test_features_are_finite_and_bounded_for_any_hypothesis(text: str):
    found = pair(text, text, text)

    assert np.isfinite(found).all()
    assert np.abs(found).max() <= 5


@pytest.mark.parametrize(
    ("name", "worse"),
    [
        ("short", "De raad heeft 12 maatregelen."),
        ("long", " ".join([GOOD[0]] * 3)),
        ("copied", SOURCES[0]),
        ("other_words", SOURCES[0]),
        ("repeated", " ".join([GOOD[0]] * 3)),
        ("numbers", GOOD[0].replace("12", "21")),
        ("capitals", GOOD[0].replace("Lyon", "Parijs")),
        ("marks", GOOD[0].replace(",", "")),
        ("ending", GOOD[0].rstrip(".")),
        ("check_numbers", GOOD[0].replace("12", "21")),
        ("check_language", "The council has voted 12 measures for the city of Lyon, as the minister has."),
        ("check_length", ""),
    ],
)
def test_a_feature_rises_with_what_it_is_there_to_tell(name: str, worse: str):
    good, bad = pair(*GOOD)[0], pair(worse, *GOOD[1:])[0]

    assert bad[column(name)] > good[column(name)]


def test_every_check_has_its_feature():
    assert {f"check_{name}" for name in CHECKS} < set(FAMILIES["pair"])


def test_nothing_said_has_the_least_probability():
    nothing, something = forced_features((), ""), forced_features((-0.5, -0.2, -0.1), "Het regent.")

    assert len(nothing) == len(something) == len(FAMILIES["forced"])
    assert nothing[0] == -12
    assert something[0] == pytest.approx(-0.8 / 3)
    assert all(np.isfinite(nothing))


def test_the_decoders_own_probabilities_are_used_where_every_one_is_known():
    whole, half = corpus(*GOOD, known=(-0.1, -20.0, -0.3)), corpus(*GOOD, known=(-0.1, None, -0.3))

    assert extract(whole, whole.systems[0], ["decoder"], Tools()).tolist() == [[-0.1], [-12.0], [-0.3]]
    with pytest.raises(ModelUnavailable, match=r"'one' does not report.*2 of 3"):
        extract(half, half.systems[0], ["decoder"], Tools())


@pytest.mark.parametrize(
    ("family", "remedy"),
    [("forced", "features without 'forced'"), ("encoder", r"pip install .*\[estimate\]")],
)
def test_what_a_family_needs_and_is_not_at_hand_is_named(family: str, remedy: str):
    found = corpus(*GOOD)

    with pytest.raises(ModelUnavailable, match=remedy):
        extract(found, found.systems[0], ["pair", family], Tools())


def test_an_unknown_family_is_refused():
    with pytest.raises(ConfigError, match="'magic': known are pair"):
        names_of(["pair", "magic"])
