"""Chunking loses nothing, keeps to its limit and cuts where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.chunking import clauses, pack


def characters(text: str) -> int:
    return len(text)


def words(text: str) -> int:
    return len(text.split())


def test_clauses_of_nothing_are_none():
    assert clauses("", characters, 5) == ()


def test_a_text_within_the_limit_is_left_whole():
    assert clauses("Il pleut, et il vente.", words, 5) == ("Il pleut, et il vente.",)


@given(st.text(), st.integers(1, 40))
def test_clauses_make_up_the_text_and_keep_to_the_limit(text, limit):
    pieces = clauses(text, characters, limit)

    assert "".join(pieces) == text
    assert all(0 < len(piece) <= limit for piece in pieces)


@given(
    st.lists(st.sampled_from(["mot", "long-mot-composé", "et", "5", "000", "(oui)", "fin ;", "fin,"])),
    st.integers(2, 9),
)
def test_clauses_never_cut_a_word_where_there_is_white_space(tokens, limit):
    text = " ".join(tokens)

    pieces = clauses(text, words, limit)

    assert [word for piece in pieces for word in piece.split()] == text.split()


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        (
            "Le vote est clos ; les élus, fatigués, rentrent.",
            6,
            ("Le vote est clos ; ", "les élus, fatigués, rentrent."),
        ),
        (
            "Les élus fatigués rentrent, la nuit tombe et tout dort.",
            6,
            ("Les élus fatigués rentrent, ", "la nuit tombe et tout dort."),
        ),
        (
            "Les élus rentrent chez eux et la ville entière dort.",
            6,
            ("Les élus rentrent chez eux ", "et la ville entière dort."),
        ),
        (
            "Les élus rentrent chez eux (la ville entière dort)",
            6,
            ("Les élus rentrent chez eux ", "(la ville entière dort)"),
        ),
    ],
)
def test_clauses_prefer_strong_marks_then_weak_ones_then_conjunctions(text, limit, expected):
    assert clauses(text, words, limit) == expected


def test_clauses_leave_a_number_whole():
    assert clauses("plus de 5 000 000 euros", characters, 18) == ("plus de ", "5 000 000 euros")


def test_clauses_are_balanced_rather_than_full():
    pieces = clauses("mot " * 21, words, 20)

    assert sorted(map(words, pieces)) == [10, 11]


def test_clauses_keep_an_accent_and_a_flag_with_their_characters():
    assert all(not piece.startswith("\u0301") for piece in clauses("e\u0301" * 9, characters, 5))
    assert all(len(piece) % 2 == 0 for piece in clauses("🇫🇷" * 9, characters, 5))


def test_clauses_refuse_a_limit_that_no_character_fits_in():
    with pytest.raises(ValueError, match="cannot hold the character 'a'"):
        clauses("ab", lambda text: len(text) + 1, 1)


def test_clauses_count_about_twice_for_each_piece():
    calls = []

    pieces = clauses("Il pleut, et le vent se lève. " * 500, lambda text: calls.append(text) or words(text), 30)

    assert len(calls) < 2 * len(pieces)


@pytest.mark.parametrize(
    ("counts", "budget", "expected"),
    [
        ([], 10, ()),
        ([4], 10, ((0, 1),)),
        ([4, 4], 10, ((0, 2),)),
        ([9, 9, 9, 1], 27, ((0, 2), (2, 4))),
        ([8, 4, 4, 1], 8, ((0, 1), (1, 2), (2, 4))),
    ],
)
def test_pack_makes_few_and_even_chunks(counts, budget, expected):
    assert pack(counts, budget) == expected


@given(st.lists(st.integers(0, 20)), st.integers(20, 60))
def test_pack_covers_every_item_in_order_within_the_budget(counts, budget):
    ranges = pack(counts, budget)

    assert [i for start, end in ranges for i in range(start, end)] == list(range(len(counts)))
    assert all(sum(counts[start:end]) <= budget for start, end in ranges)


def test_pack_refuses_an_item_over_the_budget():
    with pytest.raises(ValueError, match="item 1 takes 9 of a budget of 8"):
        pack([3, 9], 8)
