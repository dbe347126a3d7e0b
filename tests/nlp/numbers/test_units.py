"""Amounts are compared across units, in every language."""

from decimal import Decimal

import pytest

from babelpress import lang
from babelpress.nlp.numbers.match import match
from babelpress.nlp.numbers.parse import find
from babelpress.nlp.numbers.units import SYMBOLS, UNITS, equal_amounts

LANGUAGES = ("fr", "en", "de", "es", "pt", "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_and_symbol_for_a_unit_names_a_known_one(language):
    units = lang.get(language).units

    known = set(UNITS) | {"kr"}
    assert {*units.units.values(), *units.adverbs.values(), *SYMBOLS.values()} <= known
    assert {word for word in units.doubtful if word not in {*units.units, *units.currencies, *SYMBOLS}} == set()


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit"),
    [
        ("24", "mo", "2", "yr"),
        ("90", "min", "1.5", "h"),
        ("48", "h", "2", "d"),
        ("25", "cl", "250", "ml"),
        ("1", "kg", "1000", "g"),
        ("0.5", "mg", "500", "µg"),
        ("10", "mi", "16", "km"),
        ("1200", "ha", "12", "km²"),
        ("20", "°C", "68", "°F"),
        ("0.1", "‰", "0.01", "%"),
        ("25", "bp", "0.25", "pp"),
        ("1013", "hPa", "1013", "mbar"),
        ("36", "km/h", "10", "m/s"),
        ("3.6", "MJ", "1", "kWh"),
    ],
)
def test_equal_amounts_in_two_units(value, unit, other, other_unit):
    assert equal_amounts(Decimal(value), unit, Decimal(other), other_unit)
    assert equal_amounts(Decimal(other), other_unit, Decimal(value), unit)


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit"),
    [
        ("5", "mg", "5", "g"),
        ("80", "km/h", "80", "mph"),
        ("20", "°C", "20", "°F"),
        ("15", "d", "3", "wk"),
        ("1", "kg", "1", "l"),
        ("5", "g", "5", "XX"),
    ],
)
def test_other_amounts_are_not_equal(value, unit, other, other_unit):
    assert not equal_amounts(Decimal(value), unit, Decimal(other), other_unit)


@pytest.mark.parametrize(
    ("language", "text", "unit", "per"),
    [
        ("fr", "5 mg par jour", "mg", "d"),
        ("fr", "15 mg/kg/jour", "mg", "kg/d"),
        ("fr", "2 € le kilo", "EUR", "kg"),
        ("fr", "1 500 € mensuels", "EUR", "mo"),
        ("fr", "80 kilomètres par heure", "km/h", ""),
        ("fr", "30 km par heure", "km/h", ""),
        ("en", "5 mg a day", "mg", "d"),
        ("en", "$20 an hour", "USD", "h"),
        ("en", "€900 monthly", "EUR", "mo"),
        ("de", "5 mg am Tag", "mg", "d"),
        ("de", "900 Euro im Monat", "EUR", "mo"),
        ("de", "900 Euro im Jahr 2020", "EUR", ""),
        ("nl", "5 mg per dag", "mg", "d"),
        ("es", "900 euros al mes", "EUR", "mo"),
        ("pt", "5 mg por dia", "mg", "d"),
        ("fr", "20 Go", "GB", ""),
        ("fr", "entre 18 to 22", "", ""),
        ("nl", "drie kwartier", "qh", ""),
        ("de", "Dreiviertelstunde", "h", ""),
        ("en", "half an hour", "h", ""),
    ],
)
def test_an_amount_carries_its_unit_and_what_it_refers_to(language, text, unit, per):
    found = find(text, language)[0]

    assert (found.unit, found.per) == (unit, per)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("24 mois de prison", "2 years in prison", "en"),
        ("30 mois, dont 18 avec sursis", "30 maanden, waarvan anderhalf jaar voorwaardelijk", "nl"),
        ("une durée de 1h30", "anderthalb Stunden", "de"),
        ("trois quarts d'heure", "45 minutes", "en"),
        ("une demi-heure", "30 Minuten", "de"),
        ("2 h 04 min 35 s", "2:04:35", "en"),
        ("20 sec 53", "20.53 seconds", "en"),
        ("15 centimes", "15 Cent", "de"),
        ("0,15 €", "15 cents", "en"),
        ("un quart de million", "a quarter of a million", "en"),
        ("500 000 foyers", "medio millón de hogares", "es"),
        ("1,5 milliard", "one and a half billion", "en"),
        ("3,5 millions", "drieënhalf miljoen", "nl"),
        ("10,7 milliards", "10,7 miles de millones", "es"),
        ("221 milliards de dollars", "$221bn", "pt"),
        ("850 k€", "850,000 euros", "en"),
        ("12€50", "€12.50", "en"),
        ("à 14h30", "um halb drei", "de"),
        ("à 14h30", "om half drie", "nl"),
        ("à 15 heures 30", "at 1530 hours", "en"),
        ("il est 15 h 30", "son las tres y media", "es"),
        ("140.OOO conducteurs", "140.000 Fahrer", "de"),
        ("la vingt-deuxième édition", "the 22nd edition", "en"),
        ("le soixantième anniversaire", "der 60. Jahrestag", "de"),
        ("la 22e édition", "la vigésima segunda edición", "es"),
        ("un quinquagénaire", "a 50-year-old", "en"),
        ("des dizaines de milliers", "tens of thousands", "en"),
        ("un enfant sur cinq", "one in five children", "en"),
        ("66 % des élus", "two thirds of members", "en"),
        ("De 20 à 40 000 enfants", "between 20,000 and 40,000 children", "en"),
        ("De 1,2 à 1,5 milliard", "entre 1.200 y 1.500 millones", "es"),
        ("٢٠٢٤ habitants", "2024 inhabitants", "en"),
        ("½ litre", "half a litre", "en"),
    ],
)
def test_equal_numbers_in_other_words_are_matched(source, target, language):
    found = match(find(source, "fr"), find(target, language))

    assert (found.missing, found.added) == ((), ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    ["1" * 10_000, "12/" * 3000, "10-20-30 km", "-0 °C", "31/02/2024", "45/13/2020", "5 zorglubs", "10² et 10⁶", "½½½",
     "1 2 3 4 5 6 7 8 9", "²³¹", "3 livres, 2 pouces, 5 pieds", "1٢3"],
)  # fmt: skip
def test_odd_numbers_are_read_without_fault_and_match_themselves(text, language):
    found = find(text, language)

    assert match(found, found).missing == ()


@pytest.mark.parametrize(
    "text", ["12 km ", "1h30 ", "3/4 ", "de 5 à 10 ", "un enfant sur cinq ", "1.", "O0", "1 O", "5 mg/"]
)
def test_very_many_numbers_take_linear_time(text):
    found = find(text * (10**5 // len(text)), "fr")

    assert match(found, found).missing == ()
