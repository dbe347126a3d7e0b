"""Wrong numbers are reported, right ones in another form are not."""

import pytest
from num2words import num2words

from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.numbers import check


def found(source: str, target: str, language: str = "en") -> list[tuple[str, str]]:
    pair = SegmentPair(source=source, target=target, source_language="fr", target_language=language)
    return [(finding.check, finding.severity) for finding in check(pair)]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("", "", "en"),
        ("Rien.", "Nothing.", "en"),
        ("5 000 milliards de dollars", "$5 trillion", "en"),
        ("5 000 milliards de dollars", "5 biliões de dólares", "pt"),
        ("5 000 milliards de dollars", "5 trilhões de dólares", "pt"),
        ("1,2 million", "1.200.000", "de"),
        ("80 %", "80 percent", "en"),
        ("entre 10 % et 15 %", "between 10 and 15 percent", "en"),
        ("un homme", "one man", "en"),
        ("trois hommes", "3 Männer", "de"),
        ("3 hommes", "drei Männer", "de"),
        ("deux fois", "zweimal", "de"),
        ("une douzaine", "a dozen", "en"),
        ("la moitié", "50%", "en"),
        ("les années 1990", "the '90s", "en"),
        ("les années 1990", "die 90er Jahre", "de"),
        ("le XXIe siècle", "the 21st century", "en"),
        ("le XXIe siècle", "das 21. Jahrhundert", "de"),
        ("à 14h30", "at 2:30 pm", "en"),
        ("à 14h30", "at 2:30", "en"),  # people write this
        ("à 14h30", "a las 2:30", "es"),
        ("à 14h30", "às 2:30 da tarde", "pt"),
        ("à 2h30", "um 2:30 Uhr", "de"),
        ("à 14h30", "a las 14.30 horas", "es"),
        ("de 9h30 à 18h", "von 9.30 bis 18 Uhr", "de"),
        ("de 9h30 à 18h15", "van 9.30 tot 18.15 uur", "nl"),
        ("à 21 heures", "at 9pm", "en"),
        ("à 11 h 00", "um 11 Uhr", "de"),
        ("le 1er mars 2025", "on March 1, 2025", "en"),
        ("le 01/03/2025", "am 1. März 2025", "de"),
        ("1950-1953", "1950-53", "en"),
        ("un score de 3 à 2", "a 3-2 score", "en"),
        ("G20", "G-20", "en"),
        ("Covid-19", "Covid-19", "nl"),
        ("le 17è", "the 17th", "en"),
        ("entre 10 et 15 millions", "between 10 million and 15 million", "en"),
        ("deux millions et demi", "2.5 million", "en"),
        ("72 km", "45 miles (72 km)", "en"),
        ("à 100 km", "62 miles away", "en"),
        ("-5 degrés", "minus 5 degrees", "en"),
        ("quatorze ans", "veertienjarige", "nl"),
        ("cent trente-cinq mille", "cento e trinta e cinco mil", "pt"),
    ],
)
def test_right_numbers_in_another_form_are_no_problem(source, target, language):
    assert found(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "check_name"),
    [
        ("830 milliards de dollars", "830 million dollars", "numbers"),
        ("5 000 milliards", "5,000", "numbers"),
        ("2.200.112 voix", "2,200,12 votes", "numbers"),
        ("3,5 %", "35%", "numbers"),
        ("25 morts", "26 dead", "numbers"),
        ("25 morts", "dead people", "numbers"),
        ("des morts", "25 dead", "numbers"),
        ("trois hommes", "7 men", "numbers"),
        ("une victoire 1-0", "a 1-1 win", "numbers"),
        ("un nul 2-2", "a 9-2 draw", "numbers"),
        ("les puces H100", "H200 chips", "numbers"),
        ("version 0.85.x", "version 0.86.x", "numbers"),
        ("à 14h30", "at 3:30 pm", "numbers"),
        ("en 2016", "in 2061", "numbers"),
        ("le 1er mars 2025", "on May 1, 2025", "dates"),
        ("le 12 mars 2025", "on March 13, 2025", "dates"),
        ("830 milliards de dollars", "830 billion euros", "currency"),
        ("80 % du marché", "80 of the market", "percent"),
    ],
)
def test_a_wrong_number_is_severe(source, target, check_name):
    assert (check_name, "severe") in found(source, target)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("il faisait 26 degrés", "80 degrees", "en"),
        ("290 kg", "300 kg", "nl"),
        ("sûr à 100 %", "absolutely sure", "en"),
        ("3 hommes", "men", "en"),
        ("3,1 milliards d'euros (3,6 milliards de dollars)", "€3.1 billion", "en"),
    ],
)
def test_what_may_be_right_is_only_a_warning(source, target, language):
    assert {severity for _, severity in found(source, target, language)} == {"warning"}


def test_a_problem_quotes_the_words_of_both_sides():
    pair = SegmentPair(
        source="Il vaut 830 milliards de dollars.",
        target="It is worth 830 million dollars.",
        source_language="fr",
        target_language="en",
    )

    (finding,) = check(pair)

    assert (finding.source, finding.target) == ("830 milliards de dollars", "830 million dollars")


@pytest.mark.parametrize("language", ["en", "xx", ""])
def test_any_language_is_taken(language):
    assert found("25 morts", "25 dead", language) == []


@pytest.mark.parametrize("text", ["Une pièce de 9² mètres.", "Il y a 10⁶ grains.", "En 12.3⁴ et le 5·10⁻³."])
def test_raised_digits_are_read_without_fault(text):
    assert found(text, text.replace("Une", "A")) is not None
    assert found("Il y a 2,5 pièces.", text) is not None


@pytest.mark.parametrize("text", ["1 " * 5000, "1-" * 5000, "12 km " * 3000, "3 % " * 3000, "deux cents " * 3000])
def test_very_many_numbers_end_with_few_problems(text):
    assert len(found(text, "25")) < 200


@pytest.mark.parametrize("language", ["nl", "en", "de", "es", "pt"])
def test_a_number_in_figures_and_the_same_in_words_agree(language):
    wrong = []
    for number in (*range(2, 1000, 7), *range(1000, 10**6, 9973), *range(10**6, 10**9, 29_999_777)):
        theirs = num2words(number, lang=language).replace(",", "")
        ours = num2words(number, lang="fr")
        for source, target in ((f"Soit {number} cas.", f"X {theirs} Y."), (f"Soit {ours} cas.", f"X {number} Y.")):
            if findings := found(source, target, language):
                wrong.append((source, target, findings))

    assert wrong == []


@pytest.mark.parametrize(
    ("target", "language"), [("às 2:30.", "pt"), ("um 2:30 Uhr.", "de"), ("om 2:30 uur.", "nl"), ("at 2:30 a.m.", "en")]
)
def test_an_afternoon_that_became_the_night_is_severe(target: str, language: str):
    """The languages but English and Spanish count 24 hours where nothing else is said."""
    assert found("La réunion aura lieu à 14 h 30.", target, language) == [("numbers", "severe")]
