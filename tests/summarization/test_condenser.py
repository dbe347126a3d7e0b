"""Long texts shortened by a seq2seq model."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.models.backends.base import Decoding, Output
from babelpress.nlp.lexrank import Limit
from babelpress.summarization.condenser import ROUNDS, Condenser, is_loop


class Speaker:
    """A model whose every text is what `say` makes of the text it is given; a word is a token, the end another."""

    def __init__(self, say: Callable[[str], str | Output]) -> None:
        self.say = say
        self.calls: list[list[str]] = []

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def unknown(self, text: str) -> frozenset[str]:
        return frozenset()

    def generate(self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str) -> list[Output]:
        self.calls.append(list(texts))
        said = [self.say(text) for text in texts]
        return [Output(text=text, score=-0.5, tokens=9) if isinstance(text, str) else text for text in said]


def condenser(speaker: Speaker, *, max_tokens: int = 11, sentences: int = 2, words: int | None = None) -> Condenser:
    return Condenser(
        model="m",
        language="fr",
        seq2seq=lambda: speaker,
        max_tokens=max_tokens,
        decoding=Decoding(),
        limit=Limit(sentences=sentences, words=words),
    )


def first(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


def unfinished(text: str) -> Output:
    return Output(text=text, score=-0.5, tokens=9, finished=False)


LONG = tuple(f"Ville {i} vote son budget." for i in range(9))


@pytest.mark.parametrize("texts", [[], [()], [(), ()]])
def test_condense_of_nothing_is_nothing(texts: list[tuple[str, ...]]) -> None:
    drafts = condenser(Speaker(first)).condense(texts)

    assert [draft.sentences for draft in drafts] == [() for _ in texts]


def test_condense_asks_once_for_all_chunks_of_all_texts() -> None:
    speaker = Speaker(first)

    drafts = condenser(speaker).condense([LONG[:2], LONG[2:6], LONG[6:7]])

    assert speaker.calls == [[" ".join(LONG[a:b]) for a, b in ((0, 2), (2, 4), (4, 6), (6, 7))]]
    assert [draft.sentences for draft in drafts] == [LONG[:1], (LONG[2], LONG[4]), LONG[6:7]]
    assert {draft.checks for draft in drafts} == {()}


def test_condense_shortens_what_is_merged_until_it_is_within_the_limit() -> None:
    speaker = Speaker(first)

    [draft] = condenser(speaker).condense([LONG])

    assert [len(call) for call in speaker.calls] == [5, 3, 2]
    assert len(draft.sentences) == 2
    assert draft.checks == ()


def test_condense_shows_the_model_every_sentence_whole() -> None:
    speaker = Speaker(first)

    condenser(speaker).condense([LONG])

    assert " ".join(speaker.calls[0]) == " ".join(LONG)
    assert all(speaker.count(text) <= 11 and text.endswith(".") for text in speaker.calls[0])


def test_condense_cuts_a_sentence_that_is_too_long_at_its_clauses() -> None:
    speaker = Speaker(lambda text: "Tout va bien.")
    sentence = "La ville vote son budget, les écoles rouvrent lundi matin, et les trains roulent de nouveau partout."

    condenser(speaker).condense([[sentence]])

    assert " ".join(speaker.calls[0]) == sentence
    assert {text[-1] for text in speaker.calls[0]} == {",", "."}
    assert all(speaker.count(text) <= 11 for text in speaker.calls[0])


def test_condense_stops_where_the_model_shortens_nothing_and_keeps_the_most_telling() -> None:
    speaker = Speaker(lambda text: text)

    [draft] = condenser(speaker).condense([LONG])

    assert len(speaker.calls) == 1
    assert len(draft.sentences) == 2
    assert draft.checks == ("too_long",)


def test_condense_gives_up_shortening_after_some_rounds() -> None:
    speaker = Speaker(lambda text: " ".join(text.split()[:-1]) + ".")

    [draft] = condenser(speaker, max_tokens=6, sentences=1).condense([LONG])

    assert len(speaker.calls) == ROUNDS
    assert len(draft.sentences) == 1
    assert draft.checks == ("too_long",)


def test_condense_drops_the_sentence_that_the_model_did_not_finish() -> None:
    speaker = Speaker(lambda _: unfinished("Nantes vote. Le maire a"))

    [draft] = condenser(speaker).condense([LONG[:2]])

    assert (draft.sentences, draft.checks) == (("Nantes vote.",), ("unfinished",))


@pytest.mark.parametrize(
    ("said", "checks"),
    [
        (unfinished("Le maire de la ville de"), ("unfinished",)),
        ("", ("empty",)),
        (" \n", ("empty",)),
        ("Le maire a dit que le maire a dit que le maire a dit que le maire.", ("repeated",)),
        (unfinished("non non non non non non"), ("unfinished", "repeated")),
        ("Ville 0 vote son budget et beaucoup d'autres choses encore que personne n'attendait.", ("longer",)),
    ],
)
def test_condense_gives_no_sentence_where_the_model_is_of_no_use(said: str | Output, checks: tuple[str, ...]) -> None:
    [draft] = condenser(Speaker(lambda _: said)).condense([LONG[:2]])

    assert (draft.sentences, draft.checks) == ((), checks)


def test_condense_loses_no_part_of_a_text_silently() -> None:
    speaker = Speaker(lambda text: "" if "Ville 4" in text else first(text))

    [draft, other] = condenser(speaker).condense([LONG, LONG[:2]])

    assert (draft.sentences, draft.checks) == ((), ("empty",))
    assert other.sentences == LONG[:1]


def test_condense_says_nothing_twice() -> None:
    speaker = Speaker(lambda text: "Les villes votent.")

    [draft] = condenser(speaker).condense([LONG])

    assert draft.sentences == ("Les villes votent.",)


def test_condense_keeps_to_the_limit_of_words() -> None:
    text = ("Nantes vote son budget lundi.", "Rennes attend la pluie.", "Le tram de Brest est cher.", "Lyon dort.")

    [draft] = condenser(Speaker(lambda text: text), max_tokens=99, sentences=5, words=8).condense([text])

    assert 1 <= sum(len(sentence.split()) for sentence in draft.sentences) <= 8
    assert set(draft.sentences) < set(text)
    assert draft.checks == ("too_long",)


@given(
    st.lists(st.text(alphabet="abc ,.é", min_size=1, max_size=60).filter(str.strip), max_size=12), st.integers(3, 20)
)
def test_chunks_are_within_the_budget_and_leave_no_word_out(sentences: list[str], max_tokens: int) -> None:
    speaker = Speaker(lambda _: "Oui.")

    condenser(speaker, max_tokens=max_tokens).condense([sentences])

    shown = [text for call in speaker.calls[:1] for text in call]
    assert all(speaker.count(text) <= max_tokens for text in shown)
    assert " ".join(shown).split() == " ".join(sentences).split()


def test_chunks_hold_where_joining_costs_tokens() -> None:
    class Costly(Speaker):
        def count(self, text: str) -> int:
            return len(text.split()) + text.count(". ") + 1

    speaker = Costly(first)

    condenser(speaker, max_tokens=20).condense([LONG])

    assert all(speaker.count(text) <= 20 for text in speaker.calls[0])
    assert " ".join(speaker.calls[0]) == " ".join(LONG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("non", False),
        ("Non, non et non.", False),
        ("très très très cher", False),
        ("très très très très cher", True),
        ("cada vez cada vez cada vez", True),
        ("de la ville de la ville", False),
        ("I'm sorry I'm sorry I'm sorry", True),
        ("La dette atteint 1 000 000 000 000 euros.", False),
        ("Le maire a dit non. Le préfet a dit oui. Le ministre a dit peut-être.", False),
        ("il dit que a il dit que b il dit que c il dit que d", True),
    ],
)
def test_is_loop_knows_a_model_that_runs_in_circles(text: str, expected: bool) -> None:
    assert is_loop(text) is expected


def test_chunks_keep_sections_whole_where_they_fit() -> None:
    speaker = Speaker(first)

    condenser(speaker, max_tokens=21).condense([LONG], sections=[(2, 4, 3)])

    assert speaker.calls[0] == [" ".join(LONG[a:b]) for a, b in ((0, 2), (2, 6), (6, 9))]


def test_an_article_that_fits_is_one_chunk_whatever_its_sections() -> None:
    speaker = Speaker(first)

    condenser(speaker, max_tokens=100).condense([LONG], sections=[(3, 1, 5)])

    assert speaker.calls == [[" ".join(LONG)]]


@given(
    st.lists(st.lists(st.text(alphabet="ab ,.", max_size=80).map(str.strip), min_size=1, max_size=5), max_size=5),
    st.integers(3, 12),
)
def test_chunks_of_sections_lose_nothing_and_fit(sections: list[list[str]], max_tokens: int) -> None:
    speaker = Speaker(lambda _: "Oui.")
    text = [sentence for section in sections for sentence in section]

    condenser(speaker, max_tokens=max_tokens).condense([text], sections=[list(map(len, sections))])

    shown = [chunk for call in speaker.calls[:1] for chunk in call]
    assert all(speaker.count(chunk) <= max_tokens for chunk in shown)
    assert "".join(" ".join(shown).split()) == "".join(" ".join(text).split())
