"""Small evaluations for the tests of the report."""

from collections.abc import Sequence

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.results import Column, Comparison, Direction, Evaluation, Result, Score

SOURCES = (
    "Le chat dort sur le canapé.",
    "Le prix est de 1 500 euros.",
    "Elle n'est pas venue hier.",
    "Il pleut sur Paris ce matin.",
)
REFERENCES = (
    "De kat slaapt op de bank.",
    "De prijs is 1.500 euro.",
    "Zij is gisteren niet gekomen.",
    "Het regent vanochtend in Parijs.",
)
WORSE = (
    "De kat slaapt.",
    "De prijs is 1.700 euro.",
    "Zij is gisteren gekomen.",
    "",
)

QUICK = Settings(metrics=("bleu", "chrf"), samples=40, trials=100)
SCORES_ONLY = Settings(metrics=("chrf",), checks=(), samples=40, trials=100)


def corpus(
    systems: Sequence[tuple[str, Sequence[str]]] = (("good", REFERENCES), ("worse", WORSE)),
    *,
    sources: Sequence[str] = SOURCES,
    references: Sequence[str] = REFERENCES,
    target: str = "nl",
    documents: Sequence[str] = ("a", "a", "b", "b"),
    task: str = "translation",
) -> Corpus:
    count = len(systems[0][1])
    return Corpus(
        name="test",
        source_language="fr" if task == "translation" else target,
        target_language=target,
        task=task,
        ids=tuple(str(n + 1) for n in range(count)),
        documents=tuple(documents) if len(documents) == count else ("d",) * count,
        sources=tuple(sources),
        references=tuple((text,) for text in references) if references else ((),) * count,
        systems=tuple(System(name=name, hypotheses=tuple(texts)) for name, texts in systems),
    )


def evaluated(*corpora: Corpus, settings: Settings = QUICK) -> Evaluation:
    return evaluate(corpora, settings)


CHRF = Column(key="chrf", name="chrF2++", kind="score", higher_is_better=True, signature="nrefs:1")


def told(
    target: str,
    *systems: tuple[str, float, bool],
    baseline: str = "",
    width: float = 1.0,
    column: Column = CHRF,
    source: str | None = "fr",
) -> Direction:
    """A direction by hand: (system, score, whether it differs from the baseline by more than chance)."""
    base = baseline or systems[0][0]
    at = {name: value for name, value, _ in systems}
    return Direction(
        corpus="test",
        source_language=source,
        target_language=target,
        task="translation",
        segments=100,
        fingerprint="",
        columns=(column,),
        notices=(),
        results=tuple(
            Result(
                system=name,
                baseline=name == base,
                fingerprint="",
                scores=(Score(metric=column.key, value=value, low=value - width, high=value + width, segments=100),),
                comparisons=()
                if name == base
                else (
                    Comparison(
                        metric=column.key,
                        baseline=base,
                        change=value - at[base],
                        low=value - at[base] - width,
                        high=value - at[base] + width,
                        p_bootstrap=0.5,
                        p_randomization=0.001 if differs else 0.4,
                        significant=differs,
                    ),
                ),
                lengths=(),
                documents=(),
                values=(),
                statistics=(),
                findings=(),
            )
            for name, value, differs in systems
        ),
    )


def made(*directions: Direction) -> Evaluation:
    return Evaluation(babelpress="0.1.0", seed=1, samples=1000, trials=10_000, directions=directions)
