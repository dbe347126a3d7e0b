"""Parts of a sentence go on where their source does, and everything else stays."""

import pytest

from babelpress.nlp.edits import apply
from babelpress.nlp.truecasing import joints


def joined(source: str, made: str, language: str = "en", *, first: bool = False, last: bool = False) -> str:
    return apply(made, joints(source, made, language=language, first=first, last=last))


@pytest.mark.parametrize(
    ("source", "made", "language", "expected"),
    [
        ("", "", "en", ""),
        ("pour lui, ", "For him.", "en", "for him,"),
        ("pour lui ", "For him.", "en", "for him"),
        ("pour lui ", "For him. ", "en", "for him "),
        ("pour lui, ", "For him", "en", "for him,"),
        ("pour lui ; ", "For him,", "en", "for him,"),
        ("pour lui. ", "For him.", "en", "for him."),
        ("Paris, ", "The city.", "en", "The city,"),
        ("le président ", "Der Präsident", "de", "der Präsident"),
        ("président ", "Präsident", "de", "Präsident"),
        ("dimanche ", "Sunday", "en", "Sunday"),
        ("je viens ", "I come", "en", "I come"),
        ("l'OTAN, ", "THE NATO.", "en", "THE NATO,"),
        ("aux États-Unis, ", "in the U.S.", "en", "in the U.S.,"),
        ("et puis…, ", "and then...", "en", "and then...,"),
        ("que faire ? ", "What to do?", "en", "what to do?"),
        ("vient-il, ", "Is he coming?", "en", "is he coming?"),
    ],
)
def test_a_part_in_the_midst_goes_on(source: str, made: str, language: str, expected: str):
    assert joined(source, made, language) == expected


def test_the_first_part_keeps_its_capital_and_the_last_its_stop():
    assert joined("le chat ", "The cat.", first=True) == "The cat"
    assert joined("le chat.", "The cat.", last=True) == "the cat."
    assert joined("le chat.", "The cat.", first=True, last=True) == "The cat."


@pytest.mark.parametrize(
    ("source", "made", "expected"),
    [
        ("Version 2.3.", "Version 2.3", "Version 2.3."),
        ("Corrections 2.4.1.", "2.4.1 Korrekturen", "2.4.1 Korrekturen."),
        ("Oui (ou non).", "Ja (oder nein)", "Ja (oder nein)."),
        ("Il a dit non.", "Er sagte nein!", "Er sagte nein!"),
        ("Il dit « oui ».", "Er sagt „ja.“", "Er sagt „ja.“"),
        ("Il vit aux U.S.A.", "Er lebt in den USA", "Er lebt in den USA"),
        ("Un mot…", "Ein Wort", "Ein Wort"),
        ("Un mot", "Ein Wort", "Ein Wort"),
    ],
)
def test_the_last_part_keeps_its_full_stop(source, made, expected):
    assert apply(made, joints(source, made, language="de", first=True, last=True)) == expected
