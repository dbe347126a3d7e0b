"""A translation that lacks a term of the glossary is worth a look; one that has it in another form is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.terminology import Glossary, Term
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.terminology import check


def pair(source: str, target: str, language: str = "nl") -> SegmentPair:
    return SegmentPair(source=source, target=target, source_language="fr", target_language=language)


TERMS = Glossary(
    [
        Term(source="grève", target="staking", also=("werkonderbreking",)),
        Term(source="union", target="unie"),
        Term(source="union européenne", target="Europese Unie"),
        Term(source="Nvidia", target="Nvidia"),
    ],
    source="fr",
    target="nl",
)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("", "", []),
        ("Bonjour.", "Hallo.", []),
        ("La grève finit.", "De staking eindigt.", []),
        ("Les grèves finissent.", "De stakingen eindigen.", []),
        ("Le droit de grève.", "Het stakingsrecht.", []),
        ("La grève finit.", "De werkonderbreking eindigt.", []),
        ("La grève est une grève.", "De staking is er een.", []),
        ("Les grèves finissent.", "De acties eindigen.", ["grèves"]),
        ("L’Union européenne.", "De Europese Unie.", []),
        ("L’Union européenne.", "De unie van Europa.", ["Union européenne"]),
        ("Nvidia vend.", "Het verkoopt.", ["Nvidia"]),
        ("Grève chez Nvidia.", "Actie.", ["Grève", "Nvidia"]),
    ],
)
def test_check_warns_of_terms_that_are_missing(source: str, target: str, missing: list[str]):
    found = check(pair(source, target), TERMS)

    assert [finding.source for finding in found] == missing
    assert {finding.severity for finding in found} <= {"warning"}


def test_check_says_nothing_of_other_languages():
    assert check(pair("Grève.", "Strike.", "en"), TERMS) == ()


def test_check_takes_each_of_several_translations_for_right_and_says_so():
    terms = Glossary(
        [Term(source="grève", target="staking"), Term(source="Grève", target="actie")], source="fr", target="nl"
    )

    (found,) = check(pair("La grève.", "De actie."), terms)

    assert (found.severity, found.source) == ("info", "grève")
    assert "staking, actie" in found.message


@given(st.text(max_size=80), st.text(max_size=80))
def test_check_never_fails_and_is_never_severe(source: str, target: str):
    found = check(pair(f"{source} grève", target), TERMS)

    assert all(finding.severity != "severe" for finding in found)
