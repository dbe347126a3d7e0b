"""Standfirsts, headlines and descriptions, chosen from ranked sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.summarization.short_forms import (
    DESCRIPTION_CHARACTERS,
    HEADLINES,
    Candidate,
    description,
    headlines,
    standfirst,
)

SHORT = "Le conseil de Nantes a voté lundi soir un budget en hausse de 5 % pour 2026."
TINY = "La séance a duré six heures."
LONG = (
    "Le conseil de Nantes a voté lundi soir, après six heures de débat et malgré l'opposition d'une partie de la "
    "majorité, un budget en hausse de 5 % qui doit payer trois écoles et deux lignes de tram."
)
DIVIDED = (
    "Le conseil de la ville a voté lundi soir un budget en hausse pour payer les écoles du quartier de Doulon, tandis "
    "que les élus de l'opposition ont quitté la salle sans attendre la fin du débat."
)
PRONOUN = "Il doit payer trois écoles dont la première ouvrira en septembre à Doulon."
QUESTION = "Faut-il encore payer des écoles que la ville ne remplira pas demain ?"


def of(*texts: str, strategy: str = "extractive") -> list[Candidate]:
    return [
        Candidate(text=text, language="fr", source=text, source_language="fr", strategy=strategy, segments=(i,))
        for i, text in enumerate(texts)
    ]


def invented(text: str, *, strategy: str = "extractive") -> Candidate:
    return Candidate(text=text, language="fr", source="Rien.", source_language="fr", strategy=strategy, segments=(9,))


def test_nothing_to_choose_from_gives_nothing():
    assert (standfirst([]), description([]), headlines([], [])) == (None, None, [])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([SHORT, TINY], SHORT),
        ([PRONOUN, SHORT], SHORT),
        ([PRONOUN], PRONOUN),
        ([QUESTION, SHORT], SHORT),
        (["Il pleut. Il vente.", SHORT], SHORT),
        (["« Le budget monte", SHORT], SHORT),
        (["Budget de la ville", SHORT], SHORT),
        (["les écoles rouvrent à Nantes.", SHORT], SHORT),
        ([LONG], LONG),
    ],
    ids=["best", "pronoun", "only a pronoun", "question", "two", "half a quotation", "no stop", "no begin", "long"],
)
def test_standfirst_is_one_whole_sentence(texts: list[str], expected: str):
    found = standfirst(of(*texts))

    assert found is not None
    assert (found.text, found.kind, found.checks) == (expected, "standfirst", ())


@pytest.mark.parametrize("texts", [["Budget"], ["Budget de la ville", "Écoles :"], ["Il pleut. Il vente."]])
def test_standfirst_says_when_there_is_no_sentence(texts: list[str]):
    found = standfirst(of(*texts))

    assert found is not None
    assert (found.text, found.segments, found.checks) == ("", (), ("no_sentence",))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([SHORT, TINY], SHORT),
        ([LONG, SHORT], SHORT),
        ([TINY, LONG, SHORT], f"{TINY} {SHORT}"),
        ([SHORT[:30] + ".", LONG, TINY], f"{SHORT[:30]}. {TINY}"),
        ([TINY, LONG], TINY),
    ],
    ids=["best", "too long", "two in the order of the text", "short ones", "one short one"],
)
def test_description_is_what_fits_whole(texts: list[str], expected: str):
    found = description(of(*texts))

    assert found is not None
    assert (found.text, found.kind, found.checks) == (expected, "description", ())


def test_description_is_a_main_clause_where_no_sentence_fits():
    found = description(of(LONG, DIVIDED))

    assert found is not None
    assert found.text == f"{DIVIDED.split(',')[0]}."
    assert (found.segments, found.checks) == ((1,), ("clause",))


def test_description_is_none_rather_than_half_a_sentence():
    found = description(of(LONG))

    assert found is not None
    assert (found.text, found.checks) == ("", ("no_sentence_fits",))


def test_headlines_begin_with_the_title_and_have_no_full_stop():
    made = headlines(of("Nantes vote son budget"), of(LONG, SHORT, PRONOUN, TINY, QUESTION))

    assert [one.text for one in made] == ["Nantes vote son budget", SHORT[:-1], TINY[:-1]]
    assert {one.kind for one in made} == {"headline"}


def test_headlines_are_as_many_as_asked_for_and_none_twice():
    texts = [f"Le conseil de Nantes a voté la loi numéro {i}." for i in range(9)]

    made = headlines(of(texts[0][:-1]), of(*texts))

    assert [one.text for one in made] == [text[:-1] for text in texts[:HEADLINES]]


def test_headlines_take_the_main_clause_of_a_longer_sentence():
    text = (
        "Nvidia reste le principal fournisseur de puces d'OpenAI, et les deux sociétés ont largement collaboré en 2026."
    )

    assert headlines([], of(text))[0].text == "Nvidia reste le principal fournisseur de puces d'OpenAI"


def test_headlines_keep_the_stop_of_an_abbreviation():
    assert [one.text for one in headlines(of("La ville de Brest gagne à Washington D.C."), [])] == [
        "La ville de Brest gagne à Washington D.C."
    ]


@pytest.mark.parametrize("kind", [standfirst, description])
def test_what_the_source_lacks_gives_way_to_the_next_best(kind):
    found = kind([invented("Le maire de la ville a promis 900 millions d'euros aux écoles lundi soir."), *of(SHORT)])

    assert (found.text, found.checks) == (SHORT, ("unsupported_number",))


def test_what_a_model_invents_gives_way_to_the_source():
    written = invented("Le maire a promis 900 millions d'euros aux écoles.", strategy="translate-then-summarize")

    found = standfirst([written, *of(SHORT)])

    assert found is not None
    assert (found.text, found.strategy) == (SHORT, "extractive")
    assert found.checks == ("unsupported_number", "fell_back")


@given(st.lists(st.text(alphabet="Aaé .!?«»(),;0123", max_size=400), max_size=6))
def test_description_is_never_longer_than_it_may_be(texts: list[str]):
    found = description(of(*texts))

    assert found is None or len(found.text) <= DESCRIPTION_CHARACTERS
