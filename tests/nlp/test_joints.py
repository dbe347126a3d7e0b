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
