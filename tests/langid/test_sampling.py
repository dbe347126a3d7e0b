"""The sample a detector sees is bounded, even and clean, and the vote over it honest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.langid.sampling import PIECE, pieces, vote


@pytest.mark.parametrize("text", ["", "  \n\u00a0", "12 345,6 %", "😀👍🏽", "«!?»…", "\u200b\x00\ufeff"])
def test_a_text_without_letters_has_no_language(text):
    assert vote(text, lambda piece: [("fr", 1.0)], max_characters=1000) is None


def test_a_short_text_is_one_piece():
    assert pieces(" Bonjour. ", 1000) == ["Bonjour."]


@given(st.lists(st.sampled_from(["mot", "phrase.", "été,", "Luc"]), min_size=1, max_size=300))
def test_pieces_of_a_text_within_the_sample_are_all_its_words(words):
    found = pieces(" ".join(words), 10_000)

    assert " ".join(found).split() == words


@given(st.text(max_size=3000), st.integers(PIECE, 2000))
def test_pieces_stay_within_the_sample(text, limit):
    found = pieces(text, limit)

    assert len(found) <= -(-limit // PIECE)
    assert all(len(piece) <= 3 * (PIECE + 40) for piece in found)  # composing (NFC) can lengthen a text threefold


def test_a_long_text_is_sampled_from_its_beginning_to_its_end():
    found = pieces("début " + "milieu " * 100_000 + "fin", 4 * PIECE)

    assert len(found) == 4
    assert found[0].startswith("début")
    assert found[-1].endswith("fin")


def test_pieces_are_rid_of_controls_addresses_and_capitals():
    text = "LE\u00a0CHAT\x07 DORT\u200b SUR https://EXEMPLE.FR/ICI LE BANC."

    assert pieces(text, 1000) == ["le chat dort sur   le banc."]


def test_the_confidence_is_the_share_of_the_letters():
    text = "aaa " * 60 + "bbb " * 60 + "aaa " * 60  # three pieces of 240 characters

    found = vote(text, lambda piece: [("fr" if piece.startswith("a") else "en", 1.0)], max_characters=1000)

    assert found is not None
    assert (found.language, found.runner_up) == ("fr", "en")
    assert found.confidence == pytest.approx(2 / 3, abs=0.01)
