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
def test_negation_takes_linear_time_for_one_word(text: str):
    assert check(pair("Il vient.", text)) is not None  # quadratic time would be minutes


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Personne ne répond.", "Someone answers.", "fr-en"),
        ("Rien ne change.", "Es geschieht etwas.", "fr-de"),
        ("Aucun témoin n'a parlé.", "Een getuige heeft gesproken.", "fr-nl"),
        ("Aucune de ces pistes ne convient.", "Todas estas pistas convienen.", "fr-es"),
        ("Ni le maire ni son adjoint ne viendront.", "O presidente e o seu adjunto vêm.", "fr-pt"),
        ("Ni Lyon ni Nice ne jouent.", "Both Lyon and Nice play.", "fr-en"),
        ("Pas un seul train n'est parti.", "Ein Zug fährt los.", "fr-de"),
        ("Nul ne le sait.", "Everyone knows it.", "fr-en"),
        ("Elle n'a-t-elle pas payé.", "She paid.", "fr-en"),
    ],
)
def test_negation_knows_a_subject_that_denies(source: str, target: str, languages: str):
    assert [finding.severity for finding in check(pair(source, target, languages))] == ["severe"]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Elle a chanté « Ne me quitte pas » hier.", "Yesterday she sang “Ne me quitte pas”.", "fr-en"),
        ("Le film « On ne badine pas avec l'amour » sort.", "„On ne badine pas avec l'amour“ kommt heraus.", "fr-de"),
        ("Le roman « Je ne suis pas là » plaît.", "De roman “Je ne suis pas là” bevalt.", "fr-nl"),
        ("Le groupe Ne Dis Pas joue.", "El grupo Ne Dis Pas toca.", "fr-es"),
        ("L'émission On n'est pas couché revient.", "O programa On n'est pas couché volta.", "fr-pt"),
        ("He saw “No Country for Old Men”.", "Il a vu « No Country for Old Men ».", "en-fr"),
        ("N'oubliez pas vos clés.", "Remember your keys.", "fr-en"),
        ("Si quelque chose ne va pas, appelez.", "Wenn etwas schiefgeht, rufen Sie an.", "fr-de"),
        ("Toutefois, il reste.", "No obstante, se queda.", "fr-es"),
        ("He is tall, isn't he?", "Er ist groß, oder?", "en-de"),
        ("Er kam nicht zuletzt deshalb.", "Il est venu surtout pour cela.", "de-fr"),
    ],
)
def test_negation_takes_titles_that_are_kept_and_idioms(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()


@pytest.mark.parametrize("part", ["ne ", "ne x ", "ni x ", "n'", "aucun x ", "x-", "ne a'", "ni  "])
def test_negation_takes_linear_time(part: str):
    check(pair(part * (1_000_000 // len(part)), "y"))


KEPT = [
    ("Dossier no 17.", "File no 17.", "fr-en"),
    ("Le n° 1 mondial est venu.", "World No. 1 came.", "fr-en"),
    ("Les lots n° 3 et 4 sont vendus.", "Lots nos. 3 and 4 are sold.", "fr-en"),
    ("La chaîne n° 5 est ici.", "El canal No. 5 está aquí.", "fr-es"),
    ("Elle nage 200 mètres.", "Ela nada 200 metros.", "fr-pt"),
    ("Il ne fait que trois pas.", "He takes three steps.", "fr-en"),
    ("Ce n'est que plus tard qu'il est venu.", "Pas later kwam hij.", "fr-nl"),
    ("Chaque personne ne reçoit qu'un billet.", "Every person gets one ticket.", "fr-en"),
    ("Elle ne compte qu'un point de moins.", "She has a point less.", "fr-en"),
    ("He came in person.", "Il est venu en personne.", "en-fr"),
]
"""Texts with the words of negation in another sense."""


@pytest.mark.parametrize(("source", "target", "languages"), KEPT)
def test_negation_takes_number_marks_and_nouns_as_what_they_are(source: str, target: str, languages: str):
    assert check(pair(source, target, languages)) == ()


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Il n'est pas venu au quai no 17.", "He came to platform no 17.", "fr-en"),
        ("Il n'est pas venu au quai n° 17.", "Vino al andén No. 17.", "fr-es"),
        ("He did not come on foot.", "Il a fait un pas à pied.", "en-fr"),
        ("Nobody came.", "La même personne est venue.", "en-fr"),
        ("He never came.", "Il est venu en personne.", "en-fr"),
        ("They do not like him.", "C'est le plus grand.", "en-fr"),
        ("Il n'est point venu.", "He came.", "fr-en"),
        ("Il vient.", "No 17-year-old comes.", "fr-en"),
        ("Ils viennent, et ce n'est pas le plus grand.", "They come, and he is the tallest.", "fr-en"),
    ],
)
def test_a_negation_is_not_covered_by_a_number_mark_or_a_noun(source: str, target: str, languages: str):
    assert [finding.severity for finding in check(pair(source, target, languages))] == ["severe"]


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("en", "Temperatures will be 3 degrees at most."),
        ("de", "Es werden höchstens 3 Grad erreicht."),
        ("es", "La temperatura será de 3 grados como máximo."),
        ("nl", "De temperatuur is hoogstens 3 graden."),
        ("pt", "A temperatura será de 3 graus no máximo."),
    ],
)
def test_an_upper_bound_says_what_is_not_exceeded(language: str, target: str):
    source = "La température ne dépassera pas 3 degrés."

    assert check(pair(source, target, f"fr-{language}")) == ()
