"""What a vocabulary lacks is folded or carried over; nothing is lost either way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.vocabulary import Piece, fold, pieces, restore

LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèàç0123456789.,!?«»%'")


def unknown(text: str) -> frozenset[str]:
    return frozenset(char for char in text if char not in LATIN and not char.isspace())


@pytest.mark.parametrize(
    ("text", "translated", "carried"),
    [
        ("", [], []),
        ("   ", [], ["   "]),
        ("12 %", [], ["12 %"]),
        ("...", [], ["..."]),
        ("Bonjour.", ["Bonjour."], []),
        (" Bonjour. ", ["Bonjour."], [" ", " "]),
        ("🎉", [], ["🎉"]),
        ("🎉 Bravo !", ["Bravo !"], ["🎉 "]),
        ("Bravo 🎉 à tous", ["Bravo", "à tous"], [" 🎉 "]),
        ("Xi Jinping (习近平) parle", ["Xi Jinping", "parle"], [" (习近平) "]),
        (f"Le mot {'a' * 100} dort", [f"Le mot {'a' * 100} dort"], []),
        (f"Le mot {'a' * 101} dort", ["Le mot", "dort"], [f" {'a' * 101} "]),
        ("a répondu, “Nous voulons.”", ["a répondu,", "Nous voulons."], [" “", "”"]),
        ("Bravo🎉 à “toi”…", ["Bravo", "à", "toi"], ["🎉 ", " “", "”…"]),
        ("l’“été” dit", ["l", "été", "dit"], ["’“", "” "]),
        ("la ligne A→B part", ["la ligne", "part"], [" A→B "]),
        ("le mot 漢a. part", ["le mot", "part"], [" 漢a. "]),
        ("Bravo 🎉 🎉 50 % !", ["Bravo"], [" 🎉 🎉 50 % !"]),
        ("👩🏽‍🚀 décolle", ["décolle"], ["👩🏽‍🚀 "]),
    ],
)
def test_pieces_carry_what_the_model_lacks(text: str, translated: list[str], carried: list[str]):
    found = pieces(text, unknown)

    assert [piece.text for piece in found if piece.translate] == translated
    assert [piece.text for piece in found if not piece.translate] == carried


@given(st.lists(st.sampled_from([*"abé .«»\n\t\u00a0🎉习12%", "👩🏽‍🚀"]), max_size=30).map("".join))
def test_pieces_concatenate_to_the_text(text: str):
    found = pieces(text, unknown)

    assert "".join(piece.text for piece in found) == text
    assert all(piece.text == piece.text.strip() and not unknown(piece.text) for piece in found if piece.translate)


def test_pieces_are_one_where_nothing_is_lacking():
    assert pieces("Où va-t-on ?", lambda _: frozenset()) == (Piece("Où va-t-on ?", True),)


@pytest.mark.parametrize(
    ("text", "folded", "words"),
    [
        ("", "", {}),
        ("Bonjour", "Bonjour", {}),
        ("Être ou ne pas être", "Etre ou ne pas etre", {"Etre": "Être", "etre": "être"}),
        ("À Łódź", "A Lodz", {"Lodz": "Łódź"}),
        ("习近平", "习近平", {}),
    ],
)
def test_fold_replaces_letters_by_their_base(text: str, folded: str, words: dict[str, str]):
    assert fold(text, unknown) == (folded, words)


def test_restore_gives_a_copied_name_its_spelling_back():
    assert restore("Lodz is a city; Lodzers say so.", {"Lodz": "Łódź"}) == "Łódź is a city; Lodzers say so."
