"""Bounds, months, owners, small numbers and rates: what every value of a kind must give, in every language."""

import random
from itertools import product

import pytest

from babelpress import lang
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.numbers import check

TARGETS = ("en", "de", "es", "nl", "pt")
OVER = {
    "fr": "Il y a {} {} lits ici.", "en": "There are {} {} beds here.", "de": "Hier gibt es {} {} Betten.",
    "es": "Aquí hay {} {} camas.", "nl": "Er zijn hier {} {} bedden.", "pt": "Há aqui {} {} camas.",
}  # fmt: skip
BOUNDS = {
    "fr": (("plus de", "au moins", "pas moins de"), ("moins de", "au plus", "au maximum", "pas plus de")),
    "en": (("more than", "at least", "no fewer than", "over"), ("less than", "fewer than", "at most", "no more than")),
    "de": (("mehr als", "mindestens", "nicht weniger als"), ("weniger als", "höchstens", "nicht mehr als")),
    "es": (("más de", "al menos", "no menos de"), ("menos de", "como máximo", "no más de")),
    "nl": (("meer dan", "minstens", "niet minder dan"), ("minder dan", "hoogstens", "niet meer dan")),
    "pt": (("mais de", "pelo menos", "não menos de"), ("menos de", "no máximo", "não mais de")),
}
MONTH = {
    "fr": "La loi entre en vigueur en {}.", "en": "The law takes effect in {}.", "de": "Das Gesetz gilt ab {}.",
    "es": "La ley entra en vigor en {}.", "nl": "De wet geldt vanaf {}.", "pt": "A lei entra em vigor em {}.",
}  # fmt: skip
OWNERS = {
    "fr": "Renault compte {} salariés et Airbus {}.", "en": "Renault has {} employees and Airbus {}.",
    "de": "Renault hat {} Beschäftigte, Airbus {}.", "es": "Renault tiene {} empleados y Airbus {}.",
    "nl": "Renault heeft {} werknemers en Airbus {}.", "pt": "A Renault tem {} trabalhadores e a Airbus {}.",
}  # fmt: skip


def severe(source: str, target: str, code: str) -> list[str]:
    pair = SegmentPair(source=source, target=target, source_language="fr", target_language=code)
    return [finding.message for finding in check(pair) if finding.severity == "severe"]


@pytest.mark.parametrize("code", TARGETS)
def test_a_bound_that_became_the_other_one_is_severe(code: str):
    for side, other in product((0, 1), repeat=2):
        for one, two in product(BOUNDS["fr"][side], BOUNDS[code][other]):
            found = severe(OVER["fr"].format(one, 530), OVER[code].format(two, 530), code)
            assert bool(found) is (side != other), (one, two)


@pytest.mark.parametrize("code", TARGETS)
def test_a_month_that_became_another_one_is_severe(code: str):
    months = [dates.months.split() for one in ("fr", code) if (dates := lang.get(one).dates)]
    for (n, one), (m, two) in product(enumerate(months[0]), enumerate(months[1])):
        found = severe(MONTH["fr"].format(one), MONTH[code].format(two), code)
        assert bool(found) is (n != m and two not in ("May", "March")), (one, two)


@pytest.mark.parametrize("code", TARGETS)
def test_numbers_that_changed_their_owners_are_severe(code: str):
    chance = random.Random(5)
    for _ in range(20):
        one, two = chance.sample(range(13, 900), 2)
        assert severe(OWNERS["fr"].format(one, two), OWNERS[code].format(one, two), code) == []
        assert severe(OWNERS["fr"].format(one, two), OWNERS[code].format(two, one), code) != []


def test_rates_in_other_units_are_equal_only_if_they_are():
    chance = random.Random(5)
    for _ in range(30):
        value = chance.randint(11, 990)
        source = f"Le taux est de {value} mg/l."
        assert severe(source, f"The rate is {value} mg/l.", "en") == []
        assert severe(source, f"The rate is {value / 10:g} mg/dl.", "en") == []
        assert severe(source, f"The rate is {value / 1000:g} g/l.", "en") == []
        assert severe(source, f"The rate is {value} g/l.", "en") != []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("Un train toutes les 15 minutes.", "Four trains an hour.", "en"),
        ("Il faut 3 œufs et demi.", "Je hebt 3,5 ei nodig.", "nl"),
        ("Il est tombé 85 mm.", "Es fielen 85 Liter pro Quadratmeter.", "de"),
        ("De -7 à -2 °C.", "Entre 7 y 2 grados bajo cero.", "es"),
        ("La dose est de 60 mg/kg/j.", "The dose is 60 mg/kg/day.", "en"),
    ],
)
def test_the_same_amount_in_other_words_is_not_severe(source: str, target: str, code: str):
    assert severe(source, target, code) == []
