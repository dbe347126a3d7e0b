"""An amount whose number is right and whose unit or currency is nowhere in the translation."""

import pytest

from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.numbers import check

# Symbols that every language writes in the same way.
SYMBOLS = [
    "mm", "cm", "km", "mg", "kg", "ml", "cl", "m²", "km²", "ha", "km/h", "kcal", "kWh", "MW", "GB", "Hz", "hPa", "°C",
    "dB", "min",
]  # fmt: skip
LANGUAGES = ["en", "de", "es", "nl", "pt"]


def messages(source: str, target: str, language: str) -> list[str]:
    pair = SegmentPair(source=source, target=target, source_language="fr", target_language=language)
    return [finding.message for finding in check(pair) if "the unit is lost" in finding.message]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", SYMBOLS)
def test_a_unit_is_kept_or_the_number_has_a_severe_finding(unit: str, language: str):
    source = f"Mesure : 12 {unit}."
    assert messages(source, "Xxx: 12.", language) == [f"12 {unit} became 12: the unit is lost"]
    assert messages(source, "Xxx: 12 yyyyy.", language)
    assert messages(source, f"Xxx: 12 {unit}.", language) == []


@pytest.mark.parametrize("sign", ["€", "$", "£"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_currency_is_kept_or_the_number_has_a_severe_finding(sign: str, language: str):
    assert messages(f"Prix : 250 {sign}.", "Xxx: 250.", language) == [f"250 {sign} became 250: the unit is lost"]
    assert messages(f"Prix : 250 {sign}.", f"Xxx: {sign}250.", language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Il a 29 ans.", "He is 29.", "en"),
        ("Un cours de 15 minutes.", "Ein 15-minütiger Kurs.", "de"),
        ("De 40 à 70 millimètres.", "40 to 70 millimetres.", "en"),
        ("À 50 kilomètres de Londres.", "About 50 KM from London.", "en"),
        ("27,5 milliards de mètres cubes.", "27.5 billion additional cubic metres.", "en"),
        ("Huit kilos de haschich.", "Eight kilogrammes of hashish.", "en"),
        ("Il a payé 5 dollars de plus.", "He paid five more dollars.", "en"),
        ("11 millions £.", "11 Millionen britische Pfund.", "de"),
        ("Une surface de 16 km.", "An area of 10 miles.", "en"),
        ("Il pèse 2 kg et mesure 30 cm.", "It weighs 2 kg and is 30 cm long.", "en"),
        ("Entre -3 ° et +1 °C.", "Between minus three and plus one degree Celsius.", "en"),
        ("Il est parti à 9 h.", "He left at 9.", "en"),
        ("Un moteur de 150 chevaux.", "A 150-horse-power engine.", "en"),
        ("40 000 litres d'eau, 110 m³ d'air.", "40.000 liter water, 110 kubieke meter lucht.", "nl"),
        ("Un appartement de 85 m².", "Eine Wohnung mit 85 qm.", "de"),
        ("La gare est à 20 min à pied.", "Zum Bahnhof sind es 20 Gehminuten.", "de"),
        ("Qualifié aux tirs au but (4 t.a.b. à 3).", "They won on penalties (4-3).", "en"),
        ("Il a couru en 9,58 secondes.", "He ran 9.58.", "en"),
        ("À 4,2 années-lumière.", "4.2 light-years away.", "en"),
        ("Il y avait 2 000 livres.", "There were 2,000 books.", "en"),
    ],
)
def test_other_words_for_a_unit_are_units(source: str, target: str, language: str):
    assert messages(source, target, language) == []
