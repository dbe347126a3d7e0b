"""People whose names each language spells by its own sounds."""

import pytest

from babelpress import lang
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.names.transcriptions import known_person
from babelpress.nlp.tokenization import fold
from babelpress.qa.checks.names import check
from babelpress.translation.postedit.place_names import edits as name_edits
from qa.pairs import pair
from translation.postedit.contexts import context, edited

LANGUAGES = sorted(code for code, language in lang.known().items() if language.people.known)
KEYS = [line.strip().partition(": ")[0] for line in lang.get("fr").people.known.strip().splitlines()]


def written(key: str, language: str) -> str:
    surname = next(
        line.partition(": ")[2].split(",")[0].split()[-1]
        for line in lang.get(language).people.known.strip().splitlines()
        if line.strip().startswith(f"{key}: ")
    )
    row = known_person(fold(surname), language)
    assert row
    return row.written[language]


def test_every_language_has_every_person_once():
    assert len(KEYS) >= 50
    for language in LANGUAGES:
        lines = lang.get(language).people.known.strip().splitlines()
        assert [line.strip().partition(": ")[0] for line in lines] == KEYS


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("source", LANGUAGES)
def test_the_spelling_of_each_language_is_right_from_every_other(key: str, source: str):
    for target in LANGUAGES:
        old, new = written(key, source), written(key, target)
        for texts in ((f"{old}.", f"{new}."), (f"Oui, {old.split()[-1]}.", f"Ja, {new.split()[-1]}.")):
            found = check(pair(*texts, f"{source}-{target}"))

            assert not [one for one in found if one.severity != "info"], texts
            assert edited(context(*texts, f"{source}-{target}"), "place names") == texts[1]


@pytest.mark.parametrize(
    ("source", "target", "language", "right"),
    [
        ("Vladimir Poutine est là.", "Vladimir Poutine ist da.", "de", "Wladimir Putin ist da."),
        ("Vladimir Poutine est là.", "Vladimir Poutine is er.", "nl", "Vladimir Poetin is er."),
        ("Vladimir Poutine est là.", "Poutine está aquí.", "es", "Putin está aquí."),
        ("Nikita Khrouchtchev est mort.", "Nikita Khrouchtchev died.", "en", "Nikita Khrushchev died."),
        ("Mikhaïl Gorbatchev est mort.", "Mikhaïl Gorbatchev is dood.", "nl", "Michail Gorbatsjov is dood."),
        ("Sergueï Choïgou est là.", "Sergueï Choïgou ist da.", "de", "Sergei Schoigu ist da."),
        ("Alexandre Pouchkine écrit.", "Alexandre Pouchkine writes.", "en", "Alexander Pushkin writes."),
        ("Nicolas Copernic est mort.", "Nicolas Copernic ist tot.", "de", "Nikolaus Kopernikus ist tot."),
        ("Petro Porochenko est là.", "Petro Porochenko está aqui.", "pt", "Petro Poroshenko está aqui."),
        ("Christophe Colomb arrive.", "Christophe Colomb llega.", "es", "Cristóbal Colón llega."),
    ],
)
def test_a_french_spelling_becomes_that_of_the_target(source: str, target: str, language: str, right: str):
    assert edited(context(source, target, f"fr-{language}"), "place names") == right


def test_a_surname_alone_needs_the_article():
    texts = ("Poutine a menacé l'Ukraine.", "Poutine drohte der Ukraine.", "fr-de")
    article = gather(["Vladimir Poutine est à Pékin."], "fr")

    assert name_edits(context(*texts)) == []
    assert [edit.new for edit in name_edits(context(*texts, article=article))] == ["Putin"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Elle mange une poutine.", "Sie isst eine Poutine."),
        ("Ursula Poutine est là.", "Ursula Poutine ist da."),
        ("Il habite rue Christophe Colomb.", "Er wohnt in der Rue Christophe Colomb."),
        ("Il lit Lavrov et Medvedev.", "Er liest Lavrov und Medvedev."),
        ("Dmitri Medvedev est là.", "Dmitri Medvedev ist da."),  # as the Dutch write him, and many Germans
    ],
)
def test_what_may_be_another_or_is_right_somewhere_stays(source: str, target: str):
    assert name_edits(context(source, target, "fr-de")) == []


def test_another_person_is_still_told_of():
    found = check(pair("Vladimir Poutine est là.", "Vladimir Medwedew ist da.", "fr-de"))

    assert found
