"""Quotation marks are found in any convention, and what is no mark is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.quotes.parse import Quotations, find

any_text = st.text(st.characters(exclude_categories=["Cs"]))
marked_text = st.lists(
    st.sampled_from([*"«»“”„‟‚‘’‛‹›\"' .,!?\n\u00a0\u202f(-s5", "mot", "Étude", "’s ", "\u200f", "e\u0301", "\ue000"])
).map("".join)
texts = st.one_of(any_text, marked_text)


def inside(text: str, language: str = "") -> list[tuple[str, int]]:
    return [(text[quote.inner_start : quote.inner_end], quote.depth) for quote in find(text, language).pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Rien ici.", []),
        ("« »", [("", 0)]),
        ("« Oui », dit-il, « non ».", [("Oui", 0), ("non", 0)]),
        ("«\u00a0Oui\u00a0»", [("Oui", 0)]),
        ("«\u202fOui\u202f»", [("Oui", 0)]),
        ("l’«Union»", [("Union", 0)]),
        ("“Foo ‘bar’ baz”", [("Foo ‘bar’ baz", 0), ("bar", 1)]),
        ("„Foo ‚bar‘ baz“, sagte er.", [("Foo ‚bar‘ baz", 0), ("bar", 1)]),
        ("„Nee”, zei ze.", [("Nee", 0)]),
        ("»Hallo«, sagte er. »Ja«", [("Hallo", 0), ("Ja", 0)]),
        ('"Oui", dit-il. "Non."', [("Oui", 0), ("Non.", 0)]),
        ('" Bonjour " dit-il', [("Bonjour", 0)]),
        ('« Il a dit "non" hier »', [('Il a dit "non" hier', 0), ("non", 1)]),
        ("'De spooksteden' en 'dat'", [("De spooksteden", 0), ("dat", 0)]),
        ("‘Hij zei ‘nee’ tegen mij’", [("Hij zei ‘nee’ tegen mij", 0), ("nee", 1)]),
        ("'The dogs' owners are here', he said", [("The dogs' owners are here", 0)]),
        ('« Foo "', [("Foo", 0)]),
        ("“Foo.’ zei ze", [("Foo.", 0)]),
    ],
)
def test_find_gives_quotations_and_their_nesting(text, expected):
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "l’accord d'IA, aujourd’hui",
        "De auto's zijn 's avonds en ’s morgens weg",
        "rock 'n' roll in the '90s and ‘90s",
        "the dogs' owners, the boss’ car",
        'He is 5\'10" tall, a 27" screen',
    ],
)
def test_an_apostrophe_and_an_inch_are_no_quotation(text):
    assert find(text) == Quotations()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("« Non.", "fr", [(True, 0)]),
        ("Jamais. » Il sort.", "fr", [(False, 0)]),
        ("« Il dit : « Non.", "fr", [(True, 0), (True, 1)]),
        ("Non. » Fini. »", "fr", [(False, 1), (False, 0)]),
        ("Das stimmt nicht.“ Er ging.", "de", [(False, 0)]),
        ("Das stimmt nicht.« Er ging.", "de", [(False, 0)]),
        ("\"He yelled: 'I got bit!", "en", [(True, 0), (True, 1)]),
        ("I got bit!'", "en", [(False, 0)]),
    ],
)
def test_a_mark_without_partner_is_a_stray(text, language, expected):
    assert [(stray.opens, stray.depth) for stray in find(text, language).strays] == expected


def test_a_paragraph_that_opens_again_goes_on_with_the_quotation():
    found = find("« Un.\n« Deux. »")

    assert [(stray.at, stray.opens) for stray in found.strays] == [(0, True)]
    assert [quote.start for quote in found.pairs] == [6]


@given(texts, st.sampled_from(["", "fr", "de", "nl", "en", "xx"]))
def test_quotations_are_nested_and_within_any_text(text, language):
    found = find(text, language)
    around: list[int] = []

    for quote in found.pairs:
        while around and around[-1] <= quote.start:
            around.pop()
        assert 0 <= quote.start < quote.inner_start <= quote.inner_end < quote.end <= len(text)
        assert quote.depth == len(around)
        assert not around or quote.end <= around[-1]
        around.append(quote.end)
    places = [at for quote in found.pairs for at in (quote.start, quote.end - 1)] + [stray.at for stray in found.strays]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("mark", ["«", '"', "'", "« ", "‘a ", "«”", "’ ", "“a ‘b "])
def test_finding_is_linear_in_the_number_of_marks(mark):
    find(mark * 50_000)
