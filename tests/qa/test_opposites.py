"""Words that became their opposite."""

from itertools import product

import pytest

from babelpress.qa.checks.opposites import _table, check
from qa.pairs import pair

CODES = ("fr", "en", "de", "nl", "es", "pt")


@pytest.mark.parametrize(("source", "target"), [(a, b) for a, b in product(CODES, CODES) if a != b])
def test_opposites_compares_every_word_with_every_word_of_the_other_side(source: str, target: str):
    ours, theirs = _pairs(source), _pairs(target)

    assert ours.keys() == theirs.keys()
    for name in ours:
        for (one, i, certain), (other, j, sure) in product(ours[name], theirs[name]):
            found = check(pair(f"A {one} b.", f"C {other} d.", f"{source}-{target}"))
            assert bool(found) == (i != j and certain and sure), (one, other)


def _pairs(language: str) -> dict[str, list[tuple[str, int, bool]]]:
    """The words of each pair, with their sides and whether they are clear."""
    found: dict[str, list[tuple[str, int, bool]]] = {}
    for word, places in _table(language).items():
        for name, side, certain in places:
            found.setdefault(name, []).append((word, side, certain))
    return found


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Les loyers augmentent de 3 %.", "Rents fell by 3%.", "fr-en"),
        ("Elle arrivera demain.", "Sie kam gestern an.", "fr-de"),
        ("Le club a perdu.", "De club heeft gewonnen.", "fr-nl"),
        ("Il a vendu sa maison.", "Compró su casa.", "fr-es"),
        ("Un village du sud.", "Uma aldeia do norte.", "fr-pt"),
        ("Le poète est mort à Lyon.", "The poet was born in Lyon.", "fr-en"),
        ("L'usine a fermé.", "Das Werk wurde geöffnet.", "fr-de"),
        ("Le maire refuse.", "The mayor accepts.", "fr-en"),
    ],
)
def test_opposites_finds_what_was_turned_round(source: str, target: str, languages: str):
    assert [finding.severity for finding in check(pair(source, target, languages))] == ["severe"]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Les loyers augmentent.", "Rents are rising.", "fr-en"),
        (
            "La hausse ralentit, le chômage baisse.",
            "Die Arbeitslosigkeit sinkt, der Anstieg verlangsamt sich.",
            "fr-de",
        ),
        ("Elle vient demain matin.", "Ze komt morgenochtend.", "fr-nl"),
        ("Il est venu hier matin.", "Er kam gestern Morgen.", "fr-de"),
        ("Il part ce matin.", "Sale esta mañana.", "fr-es"),
        ("Avant-hier, il pleuvait.", "The day before yesterday it rained.", "fr-en"),
        ("La Corée du Nord et la Corée du Sud.", "Nord- und Südkorea.", "fr-de"),
        ("Le train part.", "The train leaves.", "fr-en"),
        ("Il a perdu la vie.", "He died.", "fr-en"),
        ("", "", "fr-en"),
    ],
)
def test_opposites_takes_what_says_the_same(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()
