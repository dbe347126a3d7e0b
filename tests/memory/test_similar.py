"""Similar texts are found also where one word is mistyped, and what they say otherwise is said."""

import random

import pytest

from babelpress.memory.similar import differences, search, similarity
from babelpress.memory.store import TranslationMemory


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("Il n'a pas retiré sa loi.", "Il a retiré sa loi.", {"negation"}),
        ("Il a versé 120 euros.", "Il a versé 1 200 euros.", {"numbers"}),
        ("Il a versé 5 mg.", "Il a versé 5 g.", {"numbers"}),
        ("Paul Roux est venu.", "Marc Roux est venu.", {"names"}),
        ("Il vit à Paris.", "Il vit à Lyon.", {"names"}),
        ("Il n'a jamais retiré 3 lois à Lyon.", "Il a retiré 4 lois à Nice.", {"numbers", "negation", "names"}),
        ("Le ministre a retiré sa loi.", "La ministre a retiré la loi.", set()),
        ("Il a versé 1 200 euros.", "Il a versé 1\u202f200 euros.", set()),
        ("Il a versé douze euros.", "Il a versé 12 euros.", set()),
    ],
)
def test_a_difference_in_what_is_said_is_named(text, other, expected):
    assert set(differences(text, other, "fr")) == expected
    assert set(differences(other, text, "fr")) == expected


def test_a_language_that_is_not_known_has_its_figures_compared():
    assert differences("Hann greiddi 120", "Hann greiddi 1200", "is") == ("numbers",)


def test_similarity_is_100_for_an_equal_text_only():
    assert similarity("Oui.", "Oui.") == 100
    assert similarity("Été.", "ete.") == 99
    assert similarity("Le train est parti.", "xyz") < 15
    assert 0 <= similarity("", "a") < 100


def test_search_shows_the_best_first_and_a_false_friend_25_lower(memory, unit):
    memory.add(
        [unit("Le ministre a retiré son projet de loi.", "A"), unit("La ministre a retiré ce projet de loi.", "B")]
    )

    [same] = search(memory, "Le ministre a retiré son projet de loi.", source="fr", target="nl", most=1)
    found = search(memory, "Le ministre n'a pas retiré son projet de loi.", source="fr", target="nl")

    assert (same.value, same.differences) == (100, ())
    assert [one.differences for one in found] == [("negation",)] * len(found)
    assert all(one.value <= 74 for one in found)
    assert found[0].unit.target.text == "A"


@pytest.mark.parametrize("text", ["Lire ausi", "lire aussi", "Lire aussi :", "Lir aussi"])
def test_a_short_text_with_a_typing_error_is_found(memory, unit, text):
    memory.add([unit("Lire aussi", "Lees ook"), unit("Rechercher", "Zoeken")])

    assert [one.unit.target.text for one in search(memory, text, source="fr", target="nl")] == ["Lees ook"]


def test_a_word_alone_and_one_letter_are_found(memory, unit):
    memory.add([unit("Abonnement", "Abonnement"), unit("A", "A")])

    assert [one.value for one in search(memory, "Abonement", source="fr", target="nl")] == [90]
    assert search(memory, "A", source="fr", target="nl")
    assert search(memory, "", source="fr", target="nl") == []
    assert search(memory, '"*" OR NEAR(a) ~', source="fr", target="nl") == []


def test_only_the_languages_asked_for_are_found(memory, unit):
    memory.add([unit("Lire aussi", "Lees ook"), unit("Lire aussi", "Ver", source_language="es")])

    assert len(search(memory, "Lire aussi", source="fr", target="nl")) == 1
    assert search(memory, "Lire aussi", source="fr", target="de") == []


def test_the_most_similar_of_many_is_found_although_its_words_are_frequent(tmp_path, unit):
    random.seed(7)
    words = [f"mot{number}" for number in range(300)]
    texts = [" ".join(random.choices(words, k=random.randint(3, 20))) for _ in range(1000)]
    with TranslationMemory(tmp_path / "m", write=True) as memory:
        memory.add(unit(text, str(number)) for number, text in enumerate(texts))
        lost = 0
        for text in random.sample(texts, 40):
            changed = text.split()
            changed[random.randrange(len(changed))] = "autre"
            found = search(memory, " ".join(changed), source="fr", target="nl", least=0)
            best = max(similarity(" ".join(changed), other) for other in texts)
            lost += not found or max(one.value + 25 * bool(one.differences) for one in found) < best

    assert lost == 0
