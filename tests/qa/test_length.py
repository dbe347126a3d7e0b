"""Whether a translation is about as long as it should be."""

import pytest

from babelpress.qa.checks.length import check
from qa.pairs import pair


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("Bonjour.", "", "severe", "is empty"),
        ("Bonjour.", " \n", "severe", "is empty"),
        ("", "Invented.", "severe", "translates nothing"),
        ("Il faut bien le faire.", "Il faut bien le faire.", "severe", "is the source, not translated"),
        ("cette page", "cette page", "severe", "is the source, not translated"),
        ("Inscrit", "The patient was given the usual dose.", "severe", "is far too long: 37 characters for 7"),
        ("Le ministre a présenté hier son plan.", "Yes.", "severe", "is far too short: 4 characters for 37"),
        ("Le ministre a présenté hier son plan.", "He did it.", "warning", "is short: 10 characters for 37"),
        ("Pourquoi ?", "…", "severe", "is far too short: 1 characters for 10"),
    ],
)
def test_length_finds_what_is_out_of_proportion(source: str, target: str, severity: str, message: str):
    found = check(pair(source, target))

    assert [(finding.severity, finding.message) for finding in found] == [(severity, message)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("…", ""),
        ("Nvidia", "Nvidia"),
        ("Paris", "Paris"),
        ("2025", "2025"),
        ("Été", "Summertime"),
        ("Fin.", "The end."),
        ("De plus en plus", "Increasingly"),
    ],
)
def test_length_leaves_short_texts_and_names_alone(source: str, target: str):
    assert check(pair(source, target)) == ()
