"""Whether a translation repeats itself more than its source."""

import pytest

from babelpress.qa.checks.repetition import check
from qa.pairs import pair


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("De plus en plus", " ".join(["cada vez"] * 200)),
        ("inscrit", "enrolled enrolled enrolled"),
        ("Je suis désolé.", "I'm sorry I'm sorry I'm sorry I'm sorry."),
        ("QUELS COOKIES ?", "WHAT COOKIES AND THAT THAT THAT THAT"),
        ("Il rit.", "He laughs hahahahahahahahaha"),
        ("Un mot.", "A wooooooooord."),
        ("Le plan de la ville avance.", "The plan of the city the plan of the city goes on."),
        ("Fin.", "End" + "." * 40),
    ],
)
def test_loops_finds_what_repeats(source: str, target: str):
    found = check(pair(source, target))

    assert [finding.severity for finding in found] == ["severe"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("Hahahahahaha !", "Hahahahahaha!"),
        ("Ha ha ha ha !", "Ha ha ha ha!"),
        ("Non, non, non, non.", "No, no, no, no."),
        ("« Non, non, non, non, et non. »", "“No, no, no, no, no.”"),
        ("Très, très bien.", "Very, very good."),
        ("Nous nous sommes vus.", "We saw that that was so."),
        ("-----", "----------------"),
        ("Vite, vite, vite, dit le lièvre.", "Quick, quick, quick, says the hare."),
    ],
)
def test_loops_leaves_what_the_source_repeats_too(source: str, target: str):
    assert check(pair(source, target)) == ()
