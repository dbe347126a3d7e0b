"""Days of the week that became others."""

from itertools import product

import pytest

from babelpress import lang
from babelpress.qa.checks.weekdays import check
from qa.pairs import pair

CODES = ("fr", "en", "de", "nl", "es", "pt")
DAYS = {code: lang.get(code).dates.weekdays.split() for code in CODES}


def severities(source: str, target: str, languages: str) -> list[str]:
    return [finding.severity for finding in check(pair(source, target, languages))]


@pytest.mark.parametrize(("source", "target"), [(a, b) for a, b in product(CODES, CODES) if a != b])
def test_weekdays_compares_every_day_with_every_other(source: str, target: str):
    for i, j in product(range(7), range(7)):
        found = severities(f"A {DAYS[source][i]}, 12.", f"B {DAYS[target][j]}: 12.", f"{source}-{target}")
        assert found == ([] if i == j else ["severe"]), (DAYS[source][i], DAYS[target][j])


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Le magasin ferme les dimanches.", "The shop is closed on Saturdays.", "fr-en"),
        ("Il arrive jeudi soir.", "Er kommt Freitagabend an.", "fr-de"),
        ("Rendez-vous samedi matin.", "Afspraak op zondagochtend.", "fr-nl"),
        ("Match prévu mercredi 3 mai.", "Partido previsto para el martes 3 de mayo.", "fr-es"),
        ("Elle vote lundi.", "Ela vota na terça-feira.", "fr-pt"),
        ("Lundi et mardi, il pleut.", "It rains on Monday and Thursday.", "fr-en"),
        ("The match is on Friday.", "Le match est samedi.", "en-fr"),
        ("Am Sonnabend wird gewählt.", "The vote is on Sunday.", "de-en"),
    ],
)
def test_weekdays_finds_another_day(source: str, target: str, languages: str):
    assert severities(source, target, languages) == ["severe"]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Il part lundi soir.", "He leaves on Monday night.", "fr-en"),
        ("Ouvert les samedis.", "Sonnabends geöffnet.", "fr-de"),
        ("Il arrive jeudi soir.", "Er kommt Donnerstagabend an.", "fr-de"),
        ("Le lundi de Pâques est férié.", "Der Ostermontag ist ein Feiertag.", "fr-de"),
        ("Le dimanche est calme.", "De zondagsrust is stil.", "fr-nl"),
        ("Elle vote lundi.", "Ela vota na segunda.", "fr-pt"),
        ("Dans la nuit de vendredi à samedi, il a neigé.", "Es schneite in der Nacht zu Samstag.", "fr-de"),
        ("Dans la nuit de samedi, il a neigé.", "It snowed on Friday night.", "fr-en"),
        ("Il est venu hier.", "He came on Monday.", "fr-en"),
        ("La segunda vuelta es el domingo.", "A segunda volta é no domingo.", "es-pt"),
        ("L'opéra de Plácido Domingo.", "The opera of Plácido Domingo.", "fr-en"),
        ("Ni lundi ni mardi.", "Neither on Monday nor on Tuesday.", "fr-en"),
    ],
)
def test_weekdays_takes_what_may_be_the_same(source: str, target: str, languages: str):
    assert severities(source, target, languages) == []


def test_weekdays_is_an_info_for_a_date_without_its_day():
    assert severities("Le lundi 3 mai 2021, il part.", "On 3 May 2021 he leaves.", "fr-en") == ["info"]


def test_weekdays_is_silent_in_a_language_without_days():
    assert severities("Lundi.", "Martedì.", "fr-it") == []
