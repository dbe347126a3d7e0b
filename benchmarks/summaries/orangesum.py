"""ROUGE of summaries against the abstracts of OrangeSum: the first sentences, ours, and those of a seq2seq model.

python benchmarks/summaries/orangesum.py ../shared/corpora/orangesum.fr.jsonl.xz --split valid --articles 500
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from babelpress.document import Record
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.rouge import Rouge1, Rouge2, RougeL
from babelpress.evaluation.significance import Draws, p_value, randomization
from babelpress.nlp.lexrank import Limit
from babelpress.stages.assembly import build
from babelpress.stages.profiles import load_profile
from babelpress.stages.summarize import Summarize
from babelpress.summarization.consistency import unsupported
from babelpress.summarization.extractive import Extractive, Strategy

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "recipes"))

from recipe.articles import read
from recipe.summary_scores import lead, record

Summarizer = Callable[[Sequence[Record]], list[str]]
Values = npt.NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="orangesum.fr.jsonl.xz")
    parser.add_argument("--split", default="valid", choices=("train", "valid", "test"))
    parser.add_argument("--articles", type=int, help="the first so many; all where left out")
    parser.add_argument("--profile", help="also the summaries of French of this profile, e.g. embedded or opus")
    parser.add_argument("--set", action="append", default=[], help="a key of it, e.g. summary.strategy=constrained")
    parser.add_argument("--models-dir", type=Path, help="where its weights lie")
    arguments = parser.parse_args()

    articles = [one for one in read(arguments.corpus) if one.split_abstract == arguments.split][: arguments.articles]
    records = [record(one, str(i), language="fr") for i, one in enumerate(articles)]
    systems: dict[str, Summarizer] = {}
    for count in (1, 2, 3):
        systems[f"lead-{count}"] = lambda records, count=count: [lead(record, count) for record in records]
        systems[f"extractive, {count}"] = by(Extractive(Limit(sentences=count)))
    if arguments.profile:
        name, strategy = written(arguments.profile, arguments.set, arguments.models_dir)
        systems[name] = by(strategy)
    made = tuple(System(name=name, hypotheses=tuple(give(records))) for name, give in systems.items())
    corpus = Corpus(
        name=f"OrangeSum {arguments.split}",
        target_language="fr",
        task="summary",
        ids=tuple(record.article.id for record in records),
        documents=tuple(record.article.id for record in records),
        sources=tuple(record.article.text for record in records),
        references=tuple((one.abstract,) for one in articles),
        systems=made,
    )
    table(corpus)


def by(strategy: Strategy) -> Summarizer:
    """Summaries as a run makes them."""
    return lambda records: [made[0].text for made in strategy.summarize(records, language="fr")]


def written(profile: str, overrides: Sequence[str], models_dir: Path | None) -> tuple[str, Strategy]:
    """The name and the strategy of a profile's summaries."""
    settings = load_profile(profile, overrides=overrides)
    stage = build(settings, models_dir=models_dir, load=False).stages[-1]
    assert isinstance(stage, Summarize), "the profile makes summaries"
    return settings.summary.strategy, stage.strategy


def table(corpus: Corpus) -> None:
    """One line a system."""
    metrics = [kind(corpus) for kind in (Rouge1, Rouge2, RougeL)]
    print(f"{corpus.name}, {len(corpus)} articles, F1 x 100 (95 % interval of the mean); {metrics[0].signature}\n")
    print(f"| summary | {' | '.join(metric.name for metric in metrics)} | words | unsupported |")
    print("|---|---|---|---|---|---|")
    values = {(one.name, metric.name): np.asarray(metric.values(one)) for one in corpus.systems for metric in metrics}
    for system in corpus.systems:
        cells = []
        for metric in metrics:
            own = values[system.name, metric.name]
            cells.append(f"{own.mean():.2f} ± {1.96 * own.std(ddof=1) / np.sqrt(len(own)):.2f}")
        words = np.mean([len(text.split()) for text in system.hypotheses])
        share = lacking(system.hypotheses, corpus.sources)
        print(f"| {system.name} | {' | '.join(cells)} | {words:.0f} | {share:.1%} |", flush=True)
    last = corpus.systems[-1].name
    print(f"\n{last} less each of the others, with the p of paired randomization:\n")
    for system in corpus.systems[:-1]:
        cells = [compared(values[last, one.name], values[system.name, one.name]) for one in metrics]
        print(f"| {system.name} | {' | '.join(cells)} |")
    abstracts = [abstract for (abstract,) in corpus.references]
    print(f"\nunsupported among the abstracts themselves: {lacking(abstracts, corpus.sources):.1%}")


def compared(own: Values, others: Values) -> str:
    """The mean difference and its p-value."""
    draws = Draws(segments=len(own), samples=0, trials=10_000, seed=12345)
    statistics = np.stack([own, others], axis=1)[:, :, None]
    chance = randomization(statistics, lambda sums: sums[..., 0] / len(own), draws, baseline=1)[:, 0]
    change = float(np.mean(own - others))
    return f"{change:+.2f} ({p_value(chance, abs(change)):.4f})"


def lacking(texts: Sequence[str], sources: Sequence[str]) -> float:
    """The share of texts with a number, name or quotation that the source lacks."""
    faulty = [
        unsupported(text, language="fr", source=source, source_language="fr")
        for text, source in zip(texts, sources, strict=True)
    ]
    return sum(map(bool, faulty)) / len(faulty)


if __name__ == "__main__":
    main()
