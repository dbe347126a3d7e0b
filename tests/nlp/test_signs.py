"""Signs that a vocabulary lacks are written as words, and nothing else is touched."""

import pytest

from babelpress.nlp.edits import apply
from babelpress.nlp.vocabulary import spell_out


def spelled(text: str, lacking: str = "€£&", language: str = "fr") -> str:
    return apply(text, spell_out(text, lambda text: frozenset(lacking) & frozenset(text), language=language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("€", "euro"),
        ("Il a 1 €.", "Il a 1 euro."),
        ("Il a 0,50 €.", "Il a 0,50 euro."),
        ("Il a 15€ !", "Il a 15 euros !"),
        ("Il a 15\u00a0€.", "Il a 15\u00a0euros."),
        ("de 1,90 € à 2,15 €", "de 1,90 euro à 2,15 euros"),
        ("1 200 €/m²", "1 200 euros/m²"),
        ("3,4\u202fMd€ par an", "3,4\u202fmilliards d'euros par an"),
        ("5 Mds€", "5 milliards d'euros"),
        ("1,2 M€", "1,2 million d'euros"),
        ("12M€", "12 millions d'euros"),
        ("50 k€", "50 milliers d'euros"),
        ("12 M£", "12 M£"),
        ("un budget en M€ :", "un budget en millions d'euros :"),
        ("la zone € et la £", "la zone euro et la £"),
        ("10 $ et 3 €", "10 $ et 3 euros"),
        ("US€ et J€AN", "US€ et J€AN"),
        ("Dupont & fils", "Dupont et fils"),
        ("la R&D & le reste &", "la R&D et le reste &"),
    ],
)
def test_a_sign_the_model_lacks_is_written_as_a_word(text: str, expected: str):
    assert spelled(text) == expected


def test_a_sign_the_model_has_stays():
    assert spelled("15 €", lacking="£") == "15 €"


def test_other_languages_keep_their_signs():
    assert spelled("15 €", language="en") == "15 €"
