"""What one pass is made of: joined and altered pairs, caps, repeats, licences."""

import doctest
import random
from importlib import import_module

import pytest

from babelpress.errors import ConfigError
from recipe.augment import alter, augmented
from recipe.config import Augmentation, Joining, read_recipe
from recipe.corpora import Pair, write
from recipe.join import join, shared
from recipe.leakage import TestLines, read_test_lines
from recipe.mixing import mixed

RULES = Joining(corpora=("a",), fewest_words=4)


@pytest.mark.parametrize("module", ["augment", "clean", "leakage"])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(import_module(f"recipe.{module}"), raise_on_error=True).attempted > 0


def test_join_pairs_sources_and_targets_of_one_shared_sentence(tmp_path):
    write(tmp_path / "fr-en.tsv", [("a", Pair("Il pleut ce soir.", "It rains this evening."))])
    write(tmp_path / "en-nl.tsv", [("a", Pair("It rains this evening.", "Het regent vanavond."))])
    known = shared([tmp_path / "fr-en.tsv"], RULES)
    expected = [("a-joined", Pair("Il pleut ce soir.", "Het regent vanavond."))]
    assert list(join(known, [tmp_path / "en-nl.tsv"], taken=())) == expected
    assert list(join(known, [tmp_path / "en-nl.tsv"], taken=["Il pleut ce soir."])) == []


def test_join_leaves_short_sentences_and_other_corpora_apart(tmp_path):
    short, long = Pair("Oui, bien sûr.", "Yes, of course."), Pair("Il pleut ce soir.", "It rains this evening.")
    write(tmp_path / "fr-en.tsv", [("a", short), ("b", long)])
    assert shared([tmp_path / "fr-en.tsv"], RULES) == {}
    write(tmp_path / "fr-en.tsv", [("a", long)])
    write(tmp_path / "en-nl.tsv", [("b", Pair("It rains this evening.", "Het regent vanavond."))])
    assert list(join(shared([tmp_path / "fr-en.tsv"], RULES), [tmp_path / "en-nl.tsv"], taken=())) == []


def test_join_keeps_two_sources_of_a_sentence_and_pairs_each_once(tmp_path):
    english = "It rains this evening."
    write(tmp_path / "fr-en.tsv", [("a", Pair(f"Il pleut {n}.", english)) for n in ("un", "deux", "trois")])
    write(tmp_path / "en-nl.tsv", [("a", Pair(english, dutch)) for dutch in ("Het regent.", "Regen.")])
    found = list(join(shared([tmp_path / "fr-en.tsv"], RULES), [tmp_path / "en-nl.tsv"], taken=()))
    assert [pair for _, pair in found] == [Pair("Il pleut un.", "Het regent."), Pair("Il pleut deux.", "Het regent.")]


@pytest.mark.parametrize(
    ("kind", "source", "target", "expected"),
    [
        ("capitals", "L'été.", "Die große Hitze.", Pair("L'ÉTÉ.", "DIE GROSSE HITZE.")),
        ("no_stop", "Il pleut.", "Es regnet.", Pair("Il pleut", "Es regnet")),
        ("no_stop", "Il pleut...", "Es regnet.", Pair("Il pleut...", "Es regnet.")),
        ("no_accents", "Le cœur a été là.", "Größe.", Pair("Le coeur a ete la.", "Größe.")),
        ("spaces", "Quoi ? « Oui ! » à 8:30", "Was?", Pair("Quoi\u00a0? «\u00a0Oui\u00a0!\u00a0» à 8:30", "Was?")),
        ("quotes", "Il pleut.", "Es regnet.", Pair("« Il pleut. »", "„Es regnet.“")),
        ("quotes", "« Oui », dit-il.", "Ja.", Pair("« Oui », dit-il.", "Ja.")),
        ("figures", "Il a 42 ans.", "Er ist 42.", Pair("Il a 17 ans.", "Er ist 17.")),
        ("figures", "De 10 à 20.", "Von 10 bis 20.", Pair("De 10 à 20.", "Von 10 bis 20.")),
        ("figures", "À 14:30.", "Um 14:30.", Pair("À 14:30.", "Um 14:30.")),
    ],
)
def test_alter_changes_a_pair_as_a_newsroom_would(kind, source, target, expected):
    class Always(random.Random):
        def randrange(self, *_range: int) -> int:
            return 17

    assert alter(Pair(source, target), kind, source="fr", target="de", chance=Always(1)) == expected


def test_augmented_draws_only_kinds_with_a_weight_and_gives_none_for_no_change():
    rules = Augmentation(share=1, weights={"no_stop": 1})
    chance = random.Random(1)
    assert augmented(Pair("Un.", "One."), rules, source="fr", target="en", chance=chance) == Pair("Un", "One")
    assert augmented(Pair("Un", "One"), rules, source="fr", target="en", chance=chance) is None


def test_mixed_caps_and_repeats(toy):
    rules = {"corpora": {"wire": {"cap": 7, "repeat": 3}, "news": {"cap": 20}}, "target_repeat": {"nl": 2}}
    recipe = read_recipe(toy.recipe(mixing=rules, augmentation={}))
    rows, report = mixed(recipe, [toy.corpora], TestLines([]))
    assert report.kept == {"en": {"wire": 7, "news": 20}, "nl": {"news": 20}}
    assert {(row.target, row.repeat) for row in rows} == {("en", 3), ("en", 1), ("nl", 2)}
    assert rows != sorted(rows)


def test_mixed_reports_the_licences_of_what_it_took_only(toy):
    recipe = read_recipe(toy.recipe(mixing={"corpora": {"wire": {"repeat": 0}}}))
    report = mixed(recipe, [toy.corpora], TestLines([]))[1]
    assert report.licences == {"news": "CC0-1.0"}
    assert report.not_commercial == []


def test_mixed_gives_the_same_rows_for_the_same_seed(toy):
    recipe = read_recipe(toy.recipe())
    one, two = (mixed(recipe, [toy.corpora], TestLines([]))[0] for _ in range(2))
    assert one == two


def test_mixed_leaves_test_lines_out_on_either_side(toy):
    tests = read_test_lines(toy.tests)
    rows, report = mixed(read_recipe(toy.recipe(augmentation={})), [toy.corpora], tests)
    assert report.left_out["en"]["test"] > 0
    assert not any(tests.overlap(side) >= 0.5 for row in rows for side in row.pair)


def test_mixed_leaves_out_what_is_for_research_where_asked(toy):
    rows, report = mixed(read_recipe(toy.recipe()), [toy.corpora], TestLines([]))
    assert report.not_commercial == ["wire"]
    free, report = mixed(read_recipe(toy.recipe(mixing={"commercial_only": True})), [toy.corpora], TestLines([]))
    assert "wire" not in report.licences
    assert report.not_commercial == []
    assert len(free) < len(rows)


def test_mixed_joins_corpora_that_share_english(toy):
    write(toy.corpora / "fr-en.more.tsv", [("wire", Pair("Il neige sur la ville.", "It snows over the city."))])
    write(toy.corpora / "en-nl.tsv", [("wire", Pair("It snows over the city.", "Het sneeuwt boven de stad."))])
    recipe = read_recipe(toy.recipe(joining={"corpora": ["wire"]}, augmentation={}))
    rows, report = mixed(recipe, [toy.corpora], TestLines([]))
    assert Pair("Il neige sur la ville.", "Het sneeuwt boven de stad.") in [row.pair for row in rows]
    assert report.kept["nl"]["wire-joined"] == 1


def test_mixed_checks_languages_where_asked(toy):
    english = Pair("The government wants fewer cars in the city this year.", "The government wants fewer cars.")
    write(toy.corpora / "fr-en.more.tsv", [("news", english)])
    recipe = read_recipe(toy.recipe(cleaning={"check_language": True, "minimum_score": 0}))
    rows, report = mixed(recipe, [toy.corpora], TestLines([]))
    assert english not in [row.pair for row in rows]
    assert report.left_out["en"]["language"] >= 1


def test_mixed_names_every_corpus_without_a_licence(toy):
    write(toy.corpora / "fr-nl.more.tsv", [("stray", Pair("Un.", "Een."))])
    write(toy.corpora / "fr-en.more.tsv", [("lost", Pair("Un.", "One."))])
    with pytest.raises(ConfigError, match=r"(?s)no licence in .*licences.yaml.*lost: .*stray: "):
        mixed(read_recipe(toy.recipe()), [toy.corpora], TestLines([]))
