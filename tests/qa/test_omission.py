"""Whether every sentence is there."""

import pytest

from babelpress.qa.checks.omission import check
from qa.pairs import pair

SOURCE = (
    "Le train de nuit reliera Paris à Nice dès mars. Les billets coûteront 39 euros en seconde classe. "
    "Les associations de voyageurs saluent la décision du ministère."
)


def test_omission_finds_a_sentence_that_was_dropped():
    target = (
        "The night train will link Paris and Nice from March. "
        "Passenger associations welcome the decision of the ministry."
    )

    (finding,) = check(pair(SOURCE, target))

    assert finding.severity == "severe"
    assert finding.source == "Les billets coûteront 39 euros en seconde classe."


def test_omission_finds_a_sentence_that_was_added():
    target = (
        "The night train will link Paris and Nice from March. Tickets will cost 39 euros in second class. "
        "Nobody had expected such a thing to be possible. Passenger associations welcome the ministry's decision."
    )

    (finding,) = check(pair(SOURCE, target))

    assert finding.severity == "severe"
    assert finding.target == "Nobody had expected such a thing to be possible."


def test_omission_warns_of_a_short_greeting_that_is_gone():
    (finding,) = check(pair("¡Hola mundo! ¿Cómo estás?", "How are you?", "es-en"))

    assert (finding.severity, finding.source) == ("warning", "¡Hola mundo!")


def test_omission_takes_sentences_that_were_split_and_joined():
    source = "Le train part à huit heures et demie du matin, et il arrive à Nice le soir. Il est bleu. Il est long."
    target = (
        "The train leaves at half past eight in the morning. It arrives in Nice in the evening. It is blue and long."
    )

    assert [finding for finding in check(pair(source, target)) if finding.severity == "severe"] == []


def test_omission_has_nothing_to_say_of_one_sentence():
    assert check(pair("Bonjour.", "")) == ()
    assert check(pair("Bonjour.", "Hello.")) == ()


@pytest.mark.parametrize(
    ("source", "target", "languages", "lost"),
    [
        ("Deux abandons : Van der Poel (chute) et Poels (malade).", "Two withdrew: Van der Poel (crash) and Poels.",
         "fr-en", ["(chute) (malade)"]),
        ("Il a quitté l'usine (fermée depuis mars) sans un mot.", "Er verließ die Fabrik ohne ein Wort.", "fr-de",
         ["(fermée depuis mars)"]),
        ("Il a quitté l'usine (fermée depuis mars) sans un mot.", "Hij verliet de fabriek, die sinds maart dicht is.",
         "fr-nl", []),
        ("Il a quitté l'usine (fermée depuis mars).", "He left the factory (closed since March).", "fr-en", []),
        ("Il vit à Birkenhead (Merseyside) depuis un an.", "He lives in Birkenhead, Merseyside, now.", "fr-en", []),
        ("Le Centre pour le contrôle (CDC) publie un avis.", "The Centre for Control has published it.", "fr-en", []),
        ("Il dit que tout le monde [n'était] pas comme lui.", "He says not everyone is like him.", "fr-en", []),
        ("(Il ne répond pas.)", "No.", "fr-en", []),
    ],
)  # fmt: skip
def test_words_in_brackets_are_there(source: str, target: str, languages: str, lost: list[str]):
    assert [(one.severity, one.source) for one in check(pair(source, target, languages))] == [
        ("warning", words) for words in lost
    ]
