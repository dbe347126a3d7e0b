"""Summaries of the article's own sentences, chosen by the likelihood under a seq2seq model: on tiny real models."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import pytest

from babelpress.document import Article, Block, Detection, Record
from babelpress.errors import GenerationFailed, UnsupportedLanguage
from babelpress.models.backends.base import Scoring
from babelpress.nlp.lexrank import Limit
from babelpress.summarization.constrained import LONGER, Constrained, Judge
from babelpress.summarization.extractive import Extractive, sentences_of

TEXTS = (
    "Le conseil a voté le budget de la ville hier soir.",
    "La ministre annonce une réforme de l'école publique.",
    "Les habitants demandent plus d'arbres dans la rue.",
    "Un train sur dix arrive en retard, selon le rapport.",
    "Il fait beau sur toute la ville depuis hier soir.",
)
ALL = range(len(TEXTS))


@dataclass
class Watched:
    """A model that scores, what it was asked for, and how long sources were."""

    model: Any
    asked: list[tuple[str, str]] = field(default_factory=list)
    longest: int = 0

    def count(self, text: str) -> int:
        return self.model.count(text)

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        self.asked += zip(sources, targets, strict=True)
        self.longest = max([self.longest, *map(self.count, sources)])
        return self.model.score(sources, targets, source=source, target=target)


class Wanted:
    """A model that finds the likeliest what has most of the wanted words, and sees nothing in the rest."""

    def __init__(self, **worth: float) -> None:
        self.worth = worth

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        return [tuple(self.worth[word] for word in self.worth if word in text) for text in targets]


@pytest.fixture(scope="module")
def models(tiny: Callable[[str], Any]) -> dict[str, Any]:
    """A tiny random summarizer on both backends."""
    made = tiny("bart")
    own = replace(made, card=made.card.model_copy(update={"targets": ("fr",), "max_tokens": 400}))
    return {"ct2": own.ct2(), "hf": own.hf()}


def judge(model: Any, *, max_tokens: int = 400) -> Judge:
    return Judge(model="tiny", language="fr", seq2seq=lambda: model, max_tokens=max_tokens)


def choose(own: Judge, texts: Sequence[str] = TEXTS, *, sentences: int = 2, **salience: float) -> Any:
    """Choose from texts, all of the same salience if none is given."""
    worth = {int(key[1:]): value for key, value in salience.items()} or dict.fromkeys(range(len(texts)), 1.0)
    return own.choose(dict(enumerate(texts)), salience=worth, limit=Limit(sentences=sentences))


def article(*paragraphs: str, title: str = "") -> Record:
    blocks = [Block(kind="title", text=title)] if title else []
    blocks += [Block(kind="paragraph", text=text) for text in paragraphs]
    return Record(article=Article(id="a", blocks=tuple(blocks)), detection=Detection(language="fr", confidence=1.0))


@pytest.mark.parametrize("backend", ["ct2", "hf"])
def test_one_sentence_is_the_likeliest_of_all(models: dict[str, Any], backend: str) -> None:
    own = judge(models[backend])
    scores = own.score([(" ".join(TEXTS), text) for text in TEXTS])  # all are as salient
    assert choose(own, sentences=1) == (max(ALL, key=lambda i: scores[i]),)


def test_backends_choose_alike(models: dict[str, Any]) -> None:
    assert choose(judge(models["ct2"])) == choose(judge(models["hf"]))


def test_no_summary_that_a_step_leads_to_is_likelier(models: dict[str, Any]) -> None:
    own = judge(models["ct2"])
    source = " ".join(TEXTS)
    chosen = choose(own, sentences=3)
    likelihood = dict(
        zip(
            near := [one for n in (1, 2, 3) for one in combinations(ALL, n)],
            own.score([(source, " ".join(TEXTS[i] for i in one)) for one in near]),
            strict=True,
        )
    )
    longer = [tuple(sorted({*chosen, i})) for i in ALL if i not in chosen]
    value = {one: mean + LONGER * (len(one) - 1) for one, mean in likelihood.items()}
    assert all(value[chosen] >= value[one] for one in [*longer, *((i,) for i in ALL)] if one in value)


def test_search_stops_where_another_sentence_makes_it_worse() -> None:
    rest = {"habitants": -3.0, "train": -3.0, "beau": -3.0}
    assert choose(judge(Wanted(budget=-1.0, école=-2.0, **rest)), sentences=3) == (0,)
    assert choose(judge(Wanted(budget=-1.0, école=-1.1, **rest)), sentences=3) == (0, 1)


def test_only_able_sentences_are_chosen_and_all_are_read(models: dict[str, Any]) -> None:
    model = Watched(models["ct2"])
    assert set(choose(judge(model), s1=1.0, s3=1.0)) <= {1, 3}
    assert {source for source, _ in model.asked} == {" ".join(TEXTS)}


def test_equal_sentences_are_chosen_once(models: dict[str, Any]) -> None:
    texts = [TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[1]]
    assert set(choose(judge(models["ct2"]), texts, sentences=4)) <= {0, 1}


@pytest.mark.parametrize("most", [30, 80, 200])
def test_of_a_long_text_the_most_salient_sentences_that_fit_are_read(models: dict[str, Any], most: int) -> None:
    model = Watched(models["ct2"])
    texts = dict(enumerate(f"{text[:-1]} le {n} mai." for n in range(4) for text in TEXTS))
    salience = {i: 1 / (1 + i) for i in texts}
    chosen = judge(model, max_tokens=most).choose(texts, salience=salience, limit=Limit(sentences=2))
    read = {source for source, _ in model.asked}
    assert model.longest <= most and len(read) <= 1 and len(chosen) <= 2 and list(chosen) == sorted(set(chosen))
    assert bool(read) == bool(chosen) == any(model.count(text) <= most for text in texts.values())
    assert not read or any(source.startswith(texts[0]) for source in read)


def test_salience_decides_between_sentences_that_are_as_likely() -> None:
    own = judge(Wanted(e=-1.0))
    assert choose(own, sentences=1, s0=0.2, s1=0.3, s4=0.1) == (1,)


def test_summary_consists_of_the_sentences_of_the_article_within_the_limit(models: dict[str, Any]) -> None:
    given = article(" ".join(TEXTS[:3]), " ".join(TEXTS[3:]), title="Le conseil")
    own = sentences_of(given)
    for limit in (Limit(sentences=1), Limit(sentences=2), Limit(sentences=None, words=20)):
        made = Constrained(limit, {"fr": judge(models["ct2"])}).summary(given, language="fr")
        assert made.text == " ".join(own[i].text for i in made.segments) and limit.admits([made.text])
        assert (made.strategy, made.model, made.checks) == ("constrained", "tiny", ())


def test_short_article_asks_no_model() -> None:
    def never() -> Scoring:
        raise AssertionError

    own = Judge(model="tiny", language="fr", seq2seq=never, max_tokens=100)
    [[made]] = Constrained(Limit(sentences=3), {"fr": own}).summarize([article(*TEXTS[:2])], language="fr")
    assert made.text == " ".join(TEXTS[:2]) and made.checks == ("too_short",)


@pytest.mark.parametrize("own", [judge(Wanted(), max_tokens=100), judge(Wanted(budget=-1.0), max_tokens=3)])
def test_what_the_model_cannot_choose_from_is_extractive(own: Judge) -> None:
    given = article(*TEXTS)
    made = Constrained(Limit(sentences=2), {"fr": own}).summary(given, language="fr")
    assert made.checks == ("fell_back",) and (made.strategy, made.model) == ("extractive", None)
    assert made.segments == Extractive(Limit(sentences=2)).summary(given, language="fr").segments


def test_language_without_a_model_is_said() -> None:
    with pytest.raises(UnsupportedLanguage, match="no summarizer for 'fr', only for: nl"):
        Constrained(Limit(), {"nl": judge(Wanted())}).summary(article(*TEXTS), language="fr")


def test_failure_of_the_engine_is_not_hidden(models: dict[str, Any]) -> None:
    class Failing(Watched):
        def score(self, *given: Any, **more: Any) -> list[tuple[float, ...]]:
            raise GenerationFailed("no memory")

    with pytest.raises(GenerationFailed, match="no memory"):
        Constrained(Limit(), {"fr": judge(Failing(models["ct2"]))}).summary(article(*TEXTS), language="fr")
