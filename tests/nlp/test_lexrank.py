"""Which sentences an extractive summary is made of."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.lexrank import Limit, Sentence, prose, rank, select
from babelpress.nlp.segmentation import split

ARTICLE = Path(__file__).parents[2] / "examples" / "article.fr.txt"

STORM = (
    Sentence("La tempête prive 20 000 foyers d'électricité en Bretagne", 0, "title"),
    Sentence("Les faits", 1, "heading"),
    Sentence("La tempête a privé d'électricité 20 000 foyers en Bretagne dans la nuit de lundi à mardi.", 2),
    Sentence("Elle avait été annoncée dès dimanche soir par les services de Météo-France à Rennes.", 2),
    Sentence("La tempête a privé d'électricité 20 000 foyers de Bretagne dans la nuit de lundi à mardi.", 3),
    Sentence("« Nous avons envoyé toutes nos équipes vers les côtes de Bretagne dès les premières rafales.", 4),
    Sentence("Elles travailleront sans relâche jusqu'au retour de l'électricité », promet le distributeur Enedis.", 4),
    Sentence("Fallait-il couper l'électricité avant que les rafales n'atteignent les côtes de la région ?", 5),
    Sentence("Les écoles de Bretagne sans électricité resteront fermées mercredi et les trains ne circuleront pas.", 6),
    Sentence("Carte : les foyers de Bretagne privés d'électricité par la tempête, commune par commune.", 7, "caption"),
)

texts = st.text(alphabet='abcé «»"“”.?!1 🎉', max_size=40)
sentences = st.lists(
    st.builds(
        Sentence,
        texts,
        st.integers(0, 4),
        st.sampled_from(["title", "heading", "paragraph", "list_item", "caption", "quote"]),
    ),
    max_size=20,
)
limits = st.builds(Limit, sentences=st.integers(1, 5), words=st.none() | st.integers(1, 30))


def of(*texts: str) -> list[Sentence]:
    return [Sentence(text, block) for block, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("given_sentences", "expected"),
    [
        ([], ()),
        (of(""), ()),
        (of("🎉", "***", "—", "…"), ()),
        (of("Il pleut."), (0,)),
        (of("Il pleut.", "🎉", "Il vente."), (0, 2)),
        (of("« Bonjour."), (0,)),
        ([Sentence("Grève à la SNCF", 0, "title")], (0,)),
        ([Sentence("Grève", 0, "title"), Sentence("Les trains", 1, "heading")], (0, 1)),
        ([Sentence("Grève", 0, "title"), Sentence("Rien ne roule.", 1)], (1,)),
        (of(*["Il pleut sur Brest depuis lundi matin."] * 9), (0,)),
    ],
    ids=[
        "none",
        "empty",
        "symbols",
        "one",
        "symbols between",
        "half a quotation is all",
        "title",
        "headings",
        "prose",
        "same",
    ],
)
def test_select_of_edge_rows(given_sentences: list[Sentence], expected: tuple[int, ...]) -> None:
    assert select(given_sentences, limit=Limit(sentences=3), language="fr") == expected


def test_select_takes_what_stands_alone_and_says_nothing_twice() -> None:
    assert select(STORM, limit=Limit(sentences=2), language="fr") == (2, 8)


def test_select_never_takes_half_a_quotation() -> None:
    chosen = select(STORM, limit=Limit(sentences=6), language="fr")

    assert not {5, 6} & set(chosen)


def test_select_never_takes_the_middle_of_a_quotation() -> None:
    speech = [
        Sentence("Le maire de Brest a parlé.", 0),
        Sentence("« La tempête est passée.", 1),
        Sentence("La ville de Brest sera rebâtie.", 1),
        Sentence("Rien ne manquera », a promis le maire.", 1),
        Sentence("Le conseil vote les crédits jeudi.", 2),
    ]

    assert select(speech, limit=Limit(sentences=4), language="fr") == (0, 4)


def test_select_leaves_title_headings_and_captions_out() -> None:
    kinds = {STORM[i].kind for i in select(STORM, limit=Limit(sentences=6), language="fr")}

    assert kinds == {"paragraph"}


def test_select_prefers_what_the_title_speaks_of() -> None:
    body = of(
        "Les pompiers de Quimper ont éteint un feu de forêt dans la journée de lundi sans faire de blessés.",
        "Les joueurs de Guingamp ont gagné un match de coupe dans la soirée de lundi devant leur public.",
        "Les députés de Rennes ont voté une loi de finances dans la nuit de lundi sans un seul amendement.",
    )

    chosen = {
        title: select([Sentence(title, -1, "title"), *body], limit=Limit(sentences=1), language="fr")
        for title in (
            "Feu de forêt à Quimper",
            "Coupe : Guingamp gagne son match",
            "Une loi de finances sans amendement",
        )
    }

    assert list(chosen.values()) == [(1,), (2,), (3,)]


def test_select_by_words_fills_the_limit_with_whole_sentences() -> None:
    chosen = select(STORM, limit=Limit(sentences=None, words=32), language="fr")

    assert len(chosen) == 2
    assert sum(len(STORM[i].text.split()) for i in chosen) <= 32


def test_select_by_words_takes_one_sentence_that_is_over_the_limit_when_all_are() -> None:
    assert select(STORM, limit=Limit(sentences=None, words=3), language="fr") == (2,)


def test_select_in_an_unknown_language_still_selects() -> None:
    assert select(STORM, limit=Limit(sentences=1), language="xx") == (2,)


def test_select_summarizes_the_example_article() -> None:
    title, *lines = ARTICLE.read_text(encoding="utf-8").splitlines()[:-6]
    article = [Sentence(title, 0, "title")] + [
        Sentence(text, block, "paragraph" if line.endswith((".", "»")) else "heading")
        for block, line in enumerate(lines, start=1)
        for text in split(line, "fr").sentences
    ]

    chosen = [article[i].text for i in select(article, limit=Limit(sentences=3), language="fr")]

    assert [text[:41] for text in chosen] == [
        "L'un des partenariats les plus attendus d",
        "Selon des rapports du Wall Street Journal",
        "Des initiés proches des négociations révè",
    ]


def test_select_of_five_thousand_sentences_takes_little_time_and_little_memory() -> None:
    words = "tempête foyer courant Bretagne mairie école train côte rafale équipe pompier digue port marée vent"
    nouns = words.split()
    long = of(
        *(f"Le {nouns[i % 15]} {i} et la {nouns[i * 7 % 13]} du {nouns[i * 3 % 11]} {i % 97}." for i in range(5000))
    )

    started = time.process_time()
    chosen = select(long, limit=Limit(sentences=5), language="fr")

    assert len(chosen) == 5
    assert time.process_time() - started < 60  # about a second; the square of the sentences is many minutes


@given(sentences, limits, st.sampled_from(["fr", "en", "xx"]))
def test_select_gives_sorted_distinct_prose_within_the_limit(
    given_sentences: list[Sentence], limit: Limit, language: str
) -> None:
    chosen = select(given_sentences, limit=limit, language=language)

    assert list(chosen) == sorted(set(chosen))
    assert set(chosen) <= set(prose(given_sentences, language=language))
    assert bool(chosen) == any(any(map(str.isalnum, sentence.text)) for sentence in given_sentences)
    assert limit.admits([given_sentences[i].text for i in chosen]) or len(chosen) == 1
    assert chosen == select(list(given_sentences), limit=limit, language=language)


@pytest.mark.parametrize(("count", "words"), [(None, None), (0, None), (3, 0)])
def test_limit_refuses_what_limits_nothing(count: int | None, words: int | None) -> None:
    with pytest.raises(ValueError, match="summary"):
        Limit(sentences=count, words=words)


NEWS = 6
"""Where in a chapter its news stands."""


def book(chapters: int) -> list[Sentence]:
    """Chapters of 100 sentences of words that no other has, but for the title's in one of them."""
    found = [Sentence("La région annonce des trams", 0, "title")]
    for i in range(chapters):
        found.append(Sentence(f"Chapitre {i}", 2 * i + 1, "heading"))
        for j in range(1, 101):
            words = " ".join(f"{i}{letter}{j}" for letter in "abcdefghijklmn")
            text = f"La région annonce des trams {words}." if j == NEWS else f"Z{words}."
            found.append(Sentence(text, 2 * i + 2))
    return found


def test_a_long_text_is_read_to_its_end() -> None:
    sentences = book(8)

    chosen = select(sentences, limit=Limit(sentences=8), language="fr")

    assert chosen == tuple(1 + 101 * i + NEWS for i in range(8))
    assert chosen == select(sentences, limit=Limit(sentences=8), language="fr")


def test_rank_of_a_long_text_has_the_best_of_each_part() -> None:
    sentences = book(4)

    ranking = rank(sentences, language="fr")

    assert len(set(ranking)) == len(ranking)
    assert ranking[:4] == tuple(1 + 101 * i + NEWS for i in range(4))


def test_rank_begins_with_what_a_summary_of_one_sentence_is() -> None:
    assert rank(STORM, language="fr")[:1] == select(STORM, limit=Limit(sentences=1), language="fr")
    assert rank([], language="fr") == ()


def test_select_does_without() -> None:
    assert select(STORM, limit=Limit(sentences=1), language="fr", without={2}) == (4,)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_two_sentences_that_say_the_same_several_are_chosen_with_the_shorter(place: int):
    """The longer stands first and has all words of the shorter, so the graph, the position and the title are for it."""
    tail = (
        ", ont indiqué dans un communiqué commun, diffusé peu après le petit déjeuner, la préfecture, le distributeur "
        "et plusieurs maires du littoral."
    )
    shorter = STORM[2].text
    others = of(
        "Les écoles de Bretagne sans électricité resteront fermées mercredi et les trains ne circuleront pas.",
        "Le distributeur Enedis a envoyé toutes ses équipes vers les côtes de Bretagne dès lundi soir.",
        "Les services de Météo-France à Rennes avaient annoncé la tempête en Bretagne dès dimanche soir.",
        "Le préfet de Bretagne demande aux habitants de ne pas sortir de chez eux avant mercredi midi.",
    )
    text = [*others[:place], *of(shorter[:-1] + tail, shorter), *others[place:]]
    article = [Sentence(sentence.text, block) for block, sentence in enumerate(text)]

    chosen = select(article, limit=Limit(sentences=2), language="fr")

    assert place not in chosen
    assert place + 1 in chosen
