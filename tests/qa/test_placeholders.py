"""Whether what must stand as it stood does."""

import pytest

from babelpress.qa.checks.placeholders import check
from qa.pairs import pair

LOST = [
    ("Voir https://exemple.fr/a?b=1.", "See https://exemple.fr/a?b=l.", "the web address https://exemple.fr/a?b=1"),
    ("Écrivez à jean.roux@exemple.fr.", "Write to jean.roux@example.fr.", "the e-mail address jean.roux@exemple.fr"),
    ("Suivez @babelpress ici.", "Follow @babel press here.", "the handle @babelpress"),
    ("Bonjour {{ nom }} !", "Hello {{ name }}!", "the placeholder {{ nom }}"),
    ("Il reste %1$s jours.", "There are % 1 $ s days left.", "the placeholder %1$s"),
    ("Il reste {count} jours.", "There are {counts} days left.", "the placeholder {count}"),
    ("Un <b>mot</b>.", "A <b>word.", "the tag </b>"),
    ("Lancez `git pull`.", "Run `git draw`.", "the code `git pull`"),
    ("Ouvrez rapport-2024.pdf.", "Open report-2024.pdf.", "the file name rapport-2024.pdf"),
]


@pytest.mark.parametrize(("source", "target", "what"), LOST)
def test_verbatim_finds_what_was_lost(source: str, target: str, what: str):
    found = check(pair(source, target))

    assert ("severe", f"lost {what}") in [(finding.severity, finding.message) for finding in found]


def test_verbatim_counts_what_stands_twice():
    found = check(pair("{a} et {a}", "{a} and"))

    assert [finding.message for finding in found] == ["lost the placeholder {a}"]


def test_verbatim_warns_of_a_translated_hashtag():
    found = check(pair("Voyez #climat.", "See #climate."))

    assert {finding.severity for finding in found} == {"warning"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("80 % des gens, 5 %de plus", "80% of people, 5% more"),
        ("Le site (www.exemple.fr).", "The site, www.exemple.fr, is down."),
        ("a < b et b > c", "a < b and b > c"),
        ("`Fête de la bière', écrit Marco `ici.", "`Beer festival', writes Marco here."),
        ("Le n° 1, p. 3.", "No. 1, p. 3."),
        ("M.Roux et J.Py", "Mr Roux and J. Py"),
    ],
)
def test_verbatim_leaves_what_only_looks_like_it(source: str, target: str):
    assert check(pair(source, target)) == ()


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Voir exemple.fr/a?id=1.", "See exemple.fr/a?id=2.", "severe"),
        ("Le site lemonde.fr le dit.", "The site lemode.fr says so.", "severe"),
        ("Voir www.mairie-lyon.fr/vote.", "Siehe www.mairie-lyon.fr/wahl.", "severe"),
        ("Voir https://a.fr/x?id=1#y.", "Zie https://a.fr/x?id=1#z.", "severe"),
        ("Écrire à info@exemple.fr.", "Escriba a inf@exemple.fr.", "severe"),
        ("Écrire à a.b@exemple.fr.", "Escreva para a.c@exemple.fr.", "severe"),
        ("Voir fr.wikipedia.org/wiki/Lyon.", "See en.wikipedia.org/wiki/Lyon.", "warning"),
        ("Voir https://a.org/fr-fr/b.", "Siehe https://a.org/de-de/b.", "warning"),
        ("Booking.com recrute.", "Booking is hiring.", "warning"),
    ],
)
def test_verbatim_tells_an_address_that_became_another(source: str, target: str, severity: str):
    found = [finding for finding in check(pair(source, target)) if finding.source]

    assert [finding.severity for finding in found] == [severity]
