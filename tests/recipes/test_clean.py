"""Which pairs are worth learning from, and what is too near to a test set."""

import pytest

from recipe.clean import fault, score, tidy, wrong_language
from recipe.config import Cleaning
from recipe.corpora import Pair
from recipe.leakage import TestLines, read_test_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \t\n", ""),
        ("a\u00a0%", "a\u00a0%"),
        ("e\u0301t\u0301e", "ét\u0301e"),
        ("a\u200b\x07  b\r\nc", "a b c"),
    ],
)
def test_tidy_gives_composed_text_without_control_characters(text, expected):
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("", "One.", "empty"),
        ("Un.", "", "empty"),
        ("Oui.", "Yes, of course it is.", None),
        ("Le conseil a voté.", "The council has voted.", None),
        ("mot " * 51, "word " * 51, "length"),
        ("https://example.org/un/deux/trois/quatre", "https://example.org/un/deux/trois/quatre", "words"),
        ("Le conseil municipal a voté le budget hier soir.", "Yes.", "ratio"),
        ("Il y avait 1 200 manifestants dans la rue.", "There were 35 of them.", "score"),
        ("Cliquez sur le bouton Enregistrer.", "Cliquez sur le bouton Enregistrer.", "score"),
    ],
)
def test_fault_names_what_is_wrong(source, target, expected):
    assert fault(Pair(source, target), Cleaning()) == expected


def test_score_takes_a_figure_written_another_way():
    assert score(Pair("Il vaut 5 000 euros à 14h30.", "It is worth 5,000 euros at 14.30.")) == 1


def test_wrong_language_trusts_short_sides():
    def english(_text: str) -> str:
        return "en"

    assert not wrong_language(Pair("Non.", "No."), english, source="fr", target="en")
    long = Pair("The council voted the budget last night.", "The council voted the budget last night.")
    assert wrong_language(long, english, source="fr", target="en")


LINES = TestLines(["", "Non.", "Bonjour à tous.", "Le conseil a voté hier soir le budget de la ville."])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("non", 0),
        ("bonjour à tous !", 1),
        ("LE CONSEIL A VOTÉ HIER SOIR LE BUDGET DE LA VILLE", 1),
        ("Le conseil a voté hier soir.", 1),
        ("Le conseil a refusé le budget de la région.", 0),
        ("Un chien traverse la rue.", 0),
    ],
)
def test_overlap_finds_near_duplicates_of_test_lines(text, expected):
    assert LINES.overlap(text) == expected


def test_overlap_of_a_line_with_one_word_changed_is_high():
    assert LINES.overlap("Le conseil a voté hier soir le budget de la région.") > 0.5


def test_read_test_lines_reads_every_text_file_below_a_folder(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "fr.txt").write_text("Le chat dort ici.\nIl pleut.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The cat sleeps here.\n", encoding="utf-8")
    assert len(read_test_lines(tmp_path)) == 3
    assert len(read_test_lines(None)) == 0
