"""The lexicon of a model is made of its training text."""

from pathlib import Path

import pytest

from babelpress.models import lexicon
from recipe import rare_words
from recipe.corpora import Pair, write
from recipes.commands import load

ANIMALS = [("requin", "shark"), ("homard", "lobster"), ("tigre", "tiger"), ("gallois", "Welsh")]
GERMAN = {"shark": "Hai", "lobster": "Hummer", "tiger": "Tiger"}
VERBS = [("voit", "sees"), ("mange", "eats"), ("garde", "guards"), ("quitte", "leaves")]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    folder.mkdir()
    rows = [
        ("tatoeba", Pair(f"Le {fr} {does} le {other}.", f"The {en} {verb} the {its}."))
        for fr, en in ANIMALS
        for other, its in ANIMALS
        for does, verb in VERBS
    ]
    filler = [("tatoeba", Pair(f"Il dort {number}.", f"He sleeps {number}.")) for number in range(3000)]
    manual = [("msdocs-azure", Pair(f"Une puce {number}.", f"A bullet {number}.")) for number in range(20)]
    write(folder / "fr-en.tsv", [*rows, ("tatoeba", Pair("Unique.", "Typoo.")), *filler, *manual])
    german = [("tatoeba", Pair(f"One {en} {i}.", f"Ein {de} {i}.")) for en, de in GERMAN.items() for i in range(9)]
    write(folder / "en-de.tsv", [*german, *(("tatoeba", Pair(f"Come {i}.", f"Komm {i}.")) for i in range(3000))])
    direct = [("tatoeba", Pair(f"Un tigre {i}.", f"Ein Tigertier {i}.")) for i in range(9)]
    write(folder / "fr-de.tsv", [*direct, *(("tatoeba", Pair(f"Un an {i}.", f"Ein Jahr {i}.")) for i in range(3000))])
    return folder


def test_words_and_translations_are_those_of_the_corpora(corpora: Path, tmp_path: Path):
    assert load("rare_words").main([str(tmp_path), "--corpora", str(corpora), "--targets", "en"]) == 0
    found = lexicon.read(tmp_path, "en")

    assert found is not None
    assert {word: found.translation(word) for word, _ in ANIMALS} == dict(ANIMALS)
    assert {word: found.translation(word) for word, _ in VERBS} == dict(VERBS)
    assert found.has("the") and found.has("sleeps") and not found.has("typoo")
    assert found.translation("puce") is None and found.has("bullet")  # what it is in a manual only


def test_a_word_has_its_likeliest_translation_not_the_word_beside_it():
    cats = [f"The white {its} sleeps" for its in ["cat"] * 5 + ["tomcat"] * 4 + ["kitty"] * 3]
    wolves = ["The white wolf eats"] * 9
    other = [(f"Le {fr} blanc", f"The white {en}") for fr, en in [*ANIMALS, ("cheval", "horse"), ("mur", "wall")] * 3]
    pairs = [
        *(("Le chat blanc dort", line) for line in cats),
        *(("Le loup blanc mange", line) for line in wolves),
        *other,
    ]
    filler = [*[("Il dort", "He sleeps"), ("Il mange", "He eats")] * 30, *[("Il pleut", "It rains")] * 3000]

    found = rare_words.likeliest(rare_words.numbered((a.split(), b.split()) for a, b in [*pairs, *filler]))

    assert found["chat"] == "cat" and found["loup"] == "wolf" and found["cheval"] == "horse"
    assert rare_words.likeliest(rare_words.numbered([])) == {}


def test_translations_are_found_through_english_too(corpora: Path, tmp_path: Path):
    assert load("rare_words").main([str(tmp_path), "--corpora", str(corpora), "--targets", "de"]) == 0
    found = lexicon.read(tmp_path, "de")

    assert found is not None
    assert [found.translation(word) for word in ("requin", "homard", "tigre")] == ["Hai", "Hummer", "Tigertier"]


def test_what_is_missing_is_said(corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    main = load("rare_words").main

    assert main([str(tmp_path), "--corpora", str(corpora), "--targets", "es"]) == 2
    assert main([str(tmp_path / "no"), "--corpora", str(corpora), "--targets", "en"]) == 2
    assert "no corpus from fr into es" in (said := capsys.readouterr().err) and "is no folder" in said
