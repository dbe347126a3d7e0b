"""A word alone is tried as a sentence too, and the better translation by score is taken; nothing else is touched."""

import numpy as np
import pytest

import babelpress
from babelpress.nlp.word_alignment import Alignment
from babelpress.translation.lone_words import as_sentence, better
from babelpress.translation.translator import Hypothesis, Request


@pytest.mark.parametrize("word", ["Bonjour", "Élections", "Peut-être", "Aujourd'hui", "Aujourd’hui"])
def test_word_alone_is_asked_as_a_sentence(word: str):
    asked = as_sentence(Request(text=word, align=True))

    assert asked == Request(text=f"{word}.", align=True)


@pytest.mark.parametrize(
    "text",
    ["", "A", "bonjour", "Bonjour.", "Bonjour !", "Bonjour à tous", "SNCF", "H100", "2026", "Bon\njour", "你好", "A-"],
)
def test_anything_else_is_left_alone(text: str):
    assert as_sentence(Request(text=text)) is None


def test_carried_word_is_left_alone():
    assert as_sentence(Request(text="Bonjour", carried=((0, 7),))) is None


@pytest.mark.parametrize(
    ("sentence", "taken"),
    [
        (Hypothesis(text="Good morning.", score=-0.4), "Good morning"),
        (Hypothesis(text="Good morning.", score=-0.86), "Bont"),
        (Hypothesis(text="Good morning", score=-0.4), "Bont"),
        (Hypothesis(text="Good morning ...", score=-0.4), "Bont"),
        (Hypothesis(text=".", score=-0.1), "Bont"),
        (Hypothesis(text="", score=-0.1), "Bont"),
        (Hypothesis(text="Good morning.", score=-0.4, flags=("unfinished",)), "Bont"),
    ],
)
def test_better_translation_is_taken_without_the_full_stop(sentence: Hypothesis, taken: str):
    assert better("Bonjour", Hypothesis(text="Bont", score=-0.9), sentence).text == taken


def test_alignment_is_that_of_the_word():
    weights = np.array([[0.9, 0.1], [0.9, 0.1], [0.1, 0.9]])
    aligned = Alignment(((0, 7), (7, 8)), ((0, 4), (5, 12), (12, 13)), weights)
    sentence = Hypothesis(text="Good morning.", score=-0.4, alignment=aligned)

    found = better("Bonjour", Hypothesis(text="Bont", score=-0.9), sentence).alignment

    assert found is not None
    assert all(end <= 7 for _, end in found.source) and all(end <= 12 for _, end in found.target)
    assert found.weights.shape == (len(found.target), len(found.source))


def test_shipped_model_greets():
    assert babelpress.translate(["Bonjour", "Merci", "Bienvenue"], to="en") == ["Good morning", "Thank you", "Welcome"]
