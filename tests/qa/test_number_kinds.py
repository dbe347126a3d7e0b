"""Kinds of numbers that were taken for wrong, or for right."""

import pytest

from babelpress import lang
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.names import check as names
from babelpress.qa.checks.numbers import check


def severe(source: str, target: str, language: str, variant: str = "") -> list[str]:
    pair = SegmentPair(source=source, target=target, source_language="fr", target_language=language, variant=variant)
    return [finding.message for finding in (*check(pair), *names(pair)) if finding.severity == "severe"]


@pytest.mark.parametrize("language", ["en", "de", "es", "nl", "pt"])
def test_a_scale_word_without_one_letter_is_still_that_scale(language: str):
    numbers = lang.get(language).numbers
    assert numbers
    for word, power in numbers.scales.items():
        if power == 6 and len(word) > 6 and word.isalpha():
            for at in range(1, len(word)):
                target = f"250 {word[:at]}{word[at + 1 :]}."
                assert severe("250 millions.", target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("50 quintaux à l'hectare", "5 tonnes per hectare", "en"),
        ("50 quintaux à l'hectare", "50 Doppelzentner pro Hektar", "de"),
        ("Un jardin de 12 ares", "1,200 square metres of garden", "en"),
        ("33 psi", "2.3 bars", "en"),
        ("à midi moins dix", "at 11:50 a.m.", "en"),
        ("68 millions en France, 84 en Allemagne", "68 million in France, 84 million in Germany", "en"),
        ("50 dollars canadiens", "50 dollars", "en"),
        ("50 dollars canadiens", "50 kanadische Dollar", "de"),
        ("Une carte au 1/25 000", "A 1:25,000 map", "en"),
        ("Une carte au 1/50000", "Eine Karte 1:50.000", "de"),
        (
            "les hommes (0,31/100 000) que les femmes (0,27/100 000)",
            "men (0.31/100,000) than women (0.27/100,000)",
            "en",
        ),
        ("Elle mène 6-3, 3-6.", "She leads 6-3, 3-6.", "en"),
        ("Article 12, alinéa 3", "Article 12(3)", "en"),
        ("Le docteur Boulanger opère.", "Dr Boulanger operates.", "en"),
        ("le directeur Général", "the director general", "en"),
    ],
)
def test_what_is_right_is_not_severe(source: str, target: str, language: str):
    assert severe(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("50 quintaux à l'hectare", "50 tonnes per hectare", "en"),
        ("33 psi", "33 hPa", "en"),
        ("50 dollars canadiens", "50 US dollars", "en"),
        ("50 dollars canadiens", "50 dólares americanos", "pt"),
        ("50 dollars australiens", "50 kanadische Dollar", "de"),
        ("Une carte au 1/25 000", "A 1:50,000 map", "en"),
        ("de 39 à 45 ans", "from 45 to 39 years", "en"),
        ("Article 12, alinéa 3, du code", "Article 12 of the code", "en"),
        ("Le docteur Boulanger opère.", "Dr Baker operates.", "en"),
        ("Les deux tiers des élèves", "Tres cuartas partes de los alumnos", "es"),
    ],
)
def test_what_is_wrong_is_severe(source: str, target: str, language: str):
    assert severe(source, target, language) != []


@pytest.mark.parametrize("count", [24, 27, 28, 29, 31, 45, 90, 10_000])
def test_a_number_of_any_length_that_lost_a_digit_is_told_of_in_a_line(count: int):
    digits = ("1234567890" * 1_000)[:count]

    assert severe(f"Il a {digits} euros.", f"He has {digits} euros.", "en") == []
    (message,) = severe(f"Il a {digits} euros.", f"He has {digits[:-1]} euros.", "en")
    assert len(message) < 200


@pytest.mark.parametrize(("variant", "count"), [("en-US", 0), ("en-GB", 1), ("", 1)])
def test_a_date_in_figures_begins_with_the_month_in_american_english_only(variant: str, count: int):
    assert len(severe("Le 05/03/2024.", "On 03/05/2024.", "en", variant)) == count
