"""Whether a translation denies what its source denies."""

import pytest

from babelpress.qa.checks.negation import check
from qa.pairs import pair


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Il n'est pas venu.", "He came.", "fr-en"),
        ("Elle ne répond jamais.", "Sie antwortet.", "fr-de"),
        ("Personne n'a rien vu.", "Iedereen heeft het gezien.", "fr-nl"),
        ("Il est venu.", "He did not come.", "fr-en"),
        ("Il viendra lundi.", "No vendrá el lunes.", "fr-es"),
        ("Elle le sait.", "Ela não sabe.", "fr-pt"),
    ],
)
def test_negation_finds_one_that_only_one_side_has(source: str, target: str, languages: str):
    found = check(pair(source, target, languages))

    assert [finding.severity for finding in found] == ["severe"]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("", "", "fr-en"),
        ("Il n'est pas venu.", "He didn’t come.", "fr-en"),
        ("Ce n'est pas clair.", "It is unclear.", "fr-en"),
        ("Il ne réussit pas.", "He fails.", "fr-en"),
        ("Il n'a que deux ans.", "He is two.", "fr-en"),
        ("Il est sans abri.", "He is homeless.", "fr-en"),
        ("Il n'est pas seulement grand.", "He is tall and more.", "fr-en"),
        ("Il refuse.", "Er will nicht.", "fr-de"),
    ],
)
def test_negation_takes_what_says_the_same(source: str, target: str, languages: str):
    assert [finding for finding in check(pair(source, target, languages)) if finding.severity == "severe"] == []


@pytest.mark.parametrize("text", ["2" * 300_000, "n" * 300_000, "n't" * 100_000])
def test_negation_takes_linear_time(text: str):
    assert check(pair("Il vient.", text)) is not None  # quadratic time would be minutes
