"""Word alignment: from pieces, through edits, over a pivot; words that are the same on both sides find each other."""

import numpy as np
import pytest

from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.word_alignment import (
    WORD,
    Alignment,
    Joined,
    best_run,
    composed,
    concatenated,
    identity,
    of_pieces,
    whole,
)


def aligned(source: str, target: str, *links: tuple[str, str]) -> Alignment:
    """Words of two texts, each target word linked to one of the source."""
    left = {word: source.index(word) for word in source.split()}
    right = [(word, target.index(word)) for word in target.split()]
    rows = np.zeros((len(right), len(left)), dtype=np.float32)
    names = list(left)
    for one, other in links:
        rows[[word for word, _ in right].index(other), names.index(one)] = 1
    return Alignment(
        tuple((at, at + len(word)) for word, at in left.items()),
        tuple((at, at + len(word)) for word, at in right),
        rows,
    )


NIGHT = aligned("le train de nuit", "the night train", ("le", "the"), ("nuit", "night"), ("train", "train"))


def of(alignment: Alignment | Joined, source: str, words: str, target: str) -> str | None:
    start = source.index(words)
    span = alignment.span(start, start + len(words))
    return None if span is None else target[span[0] : span[1]]


@pytest.mark.parametrize(
    ("gains", "run"), [([], None), ([-1.0, 0.0], None), ([1.0], (0, 1)), ([-1.0, 2.0, -1.0, 2.0, -3.0], (1, 4))]
)
def test_best_run_is_the_one_with_the_greatest_sum(gains: list[float], run: tuple[int, int] | None):
    found = best_run(np.array(gains, dtype=np.float32))

    assert found == run


def test_span_follows_words_to_their_new_order():
    source, target = "le train de nuit", "the night train"

    assert of(NIGHT, source, "train", target) == "train"
    assert of(NIGHT, source, "nuit", target) == "night"
    assert of(NIGHT, source, "train de nuit", target) == "night train"


def test_span_of_what_no_word_stems_from_is_none():
    assert of(NIGHT, "le train de nuit", "de", "the night train") is None


def test_pieces_are_summed_to_words_and_sharpened_by_identity():
    source, target = "Nvidia paie", "Nvidia pays"
    attention = np.array([[0.4, 0.6], [0.5, 0.5], [0.1, 0.9]], dtype=np.float32)

    alignment = of_pieces(
        source, target, source_pieces=[(0, 6), (6, 11)], target_pieces=[(0, 2), (2, 6), (6, 11)], attention=attention
    )

    assert of(alignment, source, "Nvidia", target) == "Nvidia"
    assert of(alignment, source, "paie", target) == "pays"
    assert alignment.weights.sum(axis=1) == pytest.approx([1, 1])


def test_edited_follows_insertions_and_replacements():
    target = "the night train"
    edits = [Edit(0, 0, "“"), Edit(4, 9, "overnight express"), Edit(15, 15, "”")]

    alignment = NIGHT.edited(edits)

    new = apply(target, edits)
    assert [new[start:end] for start, end in alignment.target] == ["the", "overnight express", "train"]


def test_edited_makes_one_word_of_those_one_edit_replaced():
    alignment = NIGHT.edited([Edit(4, 15, "sleeper")])

    assert alignment.target == ((0, 3), (4, 11))
    assert alignment.weights[1].tolist() == pytest.approx([0, 0.5, 0, 0.5])


def test_before_gives_the_words_of_the_text_that_was_edited():
    source, edits = "voir https://a.example ici", [Edit(5, 22, "X1")]
    masked = apply(source, edits)

    alignment = identity(masked).before(edits)

    assert [source[start:end] for start, end in alignment.source] == ["voir", "https://a.example", "ici"]


def test_composed_goes_over_the_pivot():
    onward = aligned("the night train", "de nachttrein", ("the", "de"), ("train", "nachttrein"))

    alignment = composed(NIGHT, onward)

    assert of(alignment, "le train de nuit", "train", "de nachttrein") == "nachttrein"


@pytest.mark.parametrize("words", [1_999, 2_001, 50_000])
def test_very_many_words_take_little_memory_and_keep_their_order(words: int):
    text = "mot " * words
    parts = [identity("mot ").shifted(4 * i, 4 * i) for i in range(words)]

    for alignment in (identity(text), concatenated(parts)):
        assert alignment.weights.size <= 4_000_000
        assert (alignment.source[0][0], alignment.source[-1][1]) == (0, len(text) - 1)
        assert alignment.source == alignment.target
        start, end = alignment.span(400, 800) or (0, 0)
        assert abs(start - 400) <= 100
        assert abs(end - 800) <= 100


def test_joined_equals_concatenated():
    parts = [identity("Un mot."), whole(6, 3).shifted(8, 8), identity("Fin").shifted(15, 12)]
    one, other = Joined(parts), concatenated(parts)

    spans = [(a, b) for a in range(18) for b in range(a, 18)]

    assert [one.owed(*span).tolist() for span in spans] == [other.owed(*span).tolist() for span in spans]


def test_an_emoji_of_several_characters_is_one_word():
    for emoji in ("👩\u200d🚀", "👍🏽", "🇫🇷", "❤️", "🏴\U000e0067\U000e0062\U000e007f", "👨\u200d👩\u200d👧"):
        assert WORD.findall(f"a{emoji}, b") == ["a", emoji, ",", "b"]
