"""How good a summarizer is on its test split, through the pipeline itself: ROUGE beside what costs nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from babelpress.document import Article as Read
from babelpress.document import Block, Detection, Record
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.results import Comparison, Result
from babelpress.models.cards import ModelCard
from babelpress.nlp.lexrank import Limit, prose
from babelpress.stages.assembly import build
from babelpress.stages.profiles import check
from babelpress.summarization.consistency import unsupported
from babelpress.summarization.extractive import Extractive, sentences_of
from recipe.articles import Article, paragraphs, read

METRICS = ("rouge1", "rouge2", "rougel")
MOST_UNSUPPORTED = 0.02
"""Share of summaries that may say what the article does not, in a model that is to be a default."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One way to summarize: corpus scores with their 95 % intervals, mean words, and what was unsupported in how many.

    `beaten` tells for each metric whether the model is better by more than chance explains, with the p-value.
    """

    system: str
    scores: dict[str, tuple[float, float, float]]
    words: float
    unsupported: float
    beaten: dict[str, tuple[bool, float]]


@dataclass(frozen=True, kw_only=True)
class Scores:
    """All of them; the model is the first. `checks` counts what the pipeline said of its summaries, by articles."""

    testset: str
    articles: int
    signature: str
    systems: tuple[Figures, ...]
    checks: dict[str, int]

    @property
    def best(self) -> bool:
        """Tell whether it beats all others in ROUGE-1 and ROUGE-L and hardly says what the article does not."""
        others = self.systems[1:]
        ahead = all(one.beaten[metric][0] for one in others for metric in ("rouge1", "rougel"))
        return ahead and self.systems[0].unsupported <= MOST_UNSUPPORTED

    def to_json(self) -> dict[str, Any]:
        """As it is written."""
        return {**asdict(self), "best": self.best}


def score(card: ModelCard, articles: Path, *, testset: str, beam: int, strategy: str) -> Scores:
    """Summarize the test split with the card's model, the first sentences and the most telling ones, and compare.

    Raises `ConfigError` where there is no test split.
    """
    language = card.sources[0]
    tests = [one for one in read(articles) if one.split_abstract == "test" and one.abstract]
    records = [record(one, str(i), language=language) for i, one in enumerate(tests)]
    made = summaries(card, records, beam=beam, strategy=strategy)
    ways: dict[str, Callable[[Sequence[Record]], list[str]]] = {
        "lead-1": lambda records: [lead(one, 1) for one in records],
        "lead-3": lambda records: [lead(one, 3) for one in records],
        "extractive-3": lambda records: [
            own[0].text for own in Extractive(Limit(sentences=3)).summarize(records, language=language)
        ],
    }
    systems = [System(name=card.id, hypotheses=tuple(text for text, _ in made))]
    systems += [System(name=name, hypotheses=tuple(way(records))) for name, way in ways.items()]
    corpus = Corpus(
        name=testset,
        target_language=language,
        source_language=language,
        task="summary",
        ids=tuple(one.article.id for one in records),
        documents=tuple(one.article.id for one in records),
        sources=tuple(one.article.text for one in records),
        references=tuple((one.abstract,) for one in tests),
        systems=tuple(systems),
    )
    (direction,) = evaluate([corpus], Settings(metrics=METRICS, checks=(), baseline=card.id)).directions
    return Scores(
        testset=testset,
        articles=len(records),
        signature=direction.columns[0].signature,
        systems=tuple(_figures(corpus, *both) for both in zip(systems, direction.results, strict=True)),
        checks=dict(Counter(name for _, checks in made for name in checks)),
    )


def summaries(
    card: ModelCard, records: Sequence[Record], *, beam: int, strategy: str = "translate-then-summarize"
) -> list[tuple[str, tuple[str, ...]]]:
    """Give the summary of each record as a run would, with its checks. `beam` is for what the model writes itself."""
    with TemporaryDirectory() as cards:
        text = yaml.safe_dump(card.model_dump(mode="json", exclude_defaults=True), allow_unicode=True)
        (Path(cards) / "card.yaml").write_text(text, encoding="utf-8")
        profile = {
            "name": card.id,
            "sources": [card.sources[0]],
            "targets": [],
            "cards": [cards],
            "translation": {"models": []},
            "summary": {
                "strategy": strategy,
                "models": [card.id],
                "decoding": {"beam": beam, "no_repeat_ngram": 3},
            },
        }
        stage = build(check(profile, name=card.id)).stages[-1]
    found = [one.summary(card.sources[0]) for one in stage.run(records)]
    return [(one.text, one.checks) for one in found if one]


def record(article: Article, name: str, *, language: str) -> Record:
    """Give an article as the pipeline has it once its language is known."""
    blocks = [Block(kind="title", text=article.title)] if article.title else []
    blocks += [Block(kind="paragraph", text=text) for text in paragraphs(article.text)]
    return Record(article=Read(id=name, blocks=tuple(blocks)), detection=Detection(language=language, confidence=1.0))


def lead(record: Record, count: int) -> str:
    """Give the first sentences of the text."""
    sentences = sentences_of(record)
    return " ".join(sentences[i].text for i in prose(sentences, language=record.language or "")[:count])


def _figures(corpus: Corpus, system: System, result: Result) -> Figures:
    language = corpus.target_language
    faulty = [
        unsupported(text, language=language, source=source, source_language=language)
        for text, source in zip(system.hypotheses, corpus.sources, strict=True)
    ]
    return Figures(
        system=system.name,
        scores={one.metric: (round(one.value, 2), round(one.low, 2), round(one.high, 2)) for one in result.scores},
        words=round(sum(len(text.split()) for text in system.hypotheses) / len(corpus), 1),
        unsupported=round(sum(map(bool, faulty)) / len(corpus), 4),
        beaten={one.metric: _beaten(one) for one in result.comparisons},
    )


def _beaten(comparison: Comparison) -> tuple[bool, float]:
    """`change` is the other's score less the model's."""
    p = comparison.p_randomization
    return comparison.significant and comparison.change < 0, 1.0 if p is None else round(p, 4)
