"""A figure with hours and minutes is a time of day or a duration by the words around it."""

import re

import pytest

from babelpress.nlp.numbers.parse import find
from babelpress.nlp.numbers.times import clock_kind

FIGURE = re.compile(r"\d\d?h\d\d")


@pytest.mark.parametrize(
    "text",
    [
        "à 14h30",
        "vers 23h45",
        "dès 6h30",
        "jusqu'à 22h15",
        "à partir de 9h05",
        "Ouvert de 9h00 à 18h30",
        "entre 8h15 et 9h30",
        "samedi 14h30",
        "prévu pour 14h30",
        "départ à 8h15 de la gare",
        "le train de 7h12 de Paris",
        "le vol de 14h05 pour Rome",
        "la séance de 20h30",
        "Ouverture : 9h30",
        "mardi à 18h15",
        "8h30 du matin",
        "le 20h00 pile",
    ],
)
def test_a_time_of_day_needs_a_proof(text: str):
    found = FIGURE.search(text)

    assert found and clock_kind(text, *found.span(), language="fr") == "time"


@pytest.mark.parametrize(
    "text",
    [
        "en 2h07",
        "pendant 1h30",
        "Durée : 1h45",
        "Le film (2h28) sort",
        "un trajet de 3h10",
        "après 3h20 de match",
        "il y a 2h30 de route",
        "le record est de 2h04",
        "un retard de 1h15",
        "elle a attendu 2h30",
        "plus de 1h30",
        "4 x 1h30",
        "Temps total : 2h15",
    ],
)
def test_a_duration_is_known_by_its_words(text: str):
    found = FIGURE.search(text)

    assert found and clock_kind(text, *found.span(), language="fr") == "duration"


@pytest.mark.parametrize("text", ["14h30", "2h30 : le retour", "un concert de 20h30"])
def test_without_proof_it_may_be_either(text: str):
    (found,) = find(text, "fr")

    assert (found.kind, found.doubtful) == ("time", True)
