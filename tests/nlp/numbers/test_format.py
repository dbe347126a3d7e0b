"""Numbers are written as the press of the variant writes them."""

from decimal import Decimal

import pytest

from babelpress import lang
from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.numbers.format import digits, write
from babelpress.nlp.numbers.parse import find

VARIANTS = lang.variants()

NBSP, NNBSP = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], "abc"),
        ([Edit(1, 2, "X")], "aXc"),
        ([Edit(2, 3, "Z"), Edit(0, 1, "")], "bZ"),
        ([Edit(3, 3, "!"), Edit(0, 0, "¡")], "¡abc!"),
    ],
)
def test_edits_are_applied_in_any_order(edits, expected):
    assert apply("abc", edits) == expected


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 9, "")], [Edit(2, 1, "")]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits):
    with pytest.raises(ValueError, match="overlaps"):
        apply("abc", edits)


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        ("0", "en-GB", "0"),
        ("999", "de-DE", "999"),
        ("2200112", "en-US", "2,200,112"),
        ("2200112", "nl-NL", "2.200.112"),
        ("2200112", "fr-FR", f"2{NNBSP}200{NNBSP}112"),
        ("-1234.50", "de-DE", "-1.234,50"),
        ("3.5", "pt-BR", "3,5"),
    ],
)
def test_figures_are_grouped_and_marked_by_variant(value, tag, expected):
    assert digits(Decimal(value), VARIANTS[tag]) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("5 000 milliards", "5 trillion|5 Billionen|5 biljoen|5 billones|5 biliões|5 trilhões"),
        ("830 milliards", "830 billion|830 Milliarden|830 miljard|830.000 millones|830 mil milhões|830 bilhões"),
        ("2,5 millions", "2.5 million|2,5 Millionen|2,5 miljoen|2,5 millones|2,5 milhões|2,5 milhões"),
        ("1 million", "1 million|1 Million|1 miljoen|1 millón|1 milhão|1 milhão"),
        ("1,5 million", "1.5 million|1,5 Millionen|1,5 miljoen|1,5 millones|1,5 milhões|1,5 milhão"),
        ("1 milliard", "1 billion|1 Milliarde|1 miljard|1.000 millones|mil milhões|1 bilhão"),
        (
            "1 234 milliards",
            "1,234 billion|1.234 Milliarden|1.234 miljard|1.234.000 millones|1 234 mil milhões|1.234 bilhões",
        ),
    ],
)
def test_scale_words_are_those_of_the_variant_in_the_right_form(source, expected):
    (like,) = find(source, "fr")
    tags = ("en-GB", "de-DE", "nl-NL", "es-ES", "pt-PT", "pt-BR")

    written = [write(like.value, VARIANTS[tag], like=like).replace(NBSP, " ") for tag in tags]

    assert written == expected.split("|")
