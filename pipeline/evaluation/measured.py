"""One metric over all systems of a corpus: statistics once, and from them scores, intervals, tests and groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.corpora.base import Corpus
from pipeline.evaluation.groups import Groups, sums
from pipeline.evaluation.packing import pack
from pipeline.evaluation.results import Column, Comparison, Group, Score
from pipeline.evaluation.significance import Draws, bootstrap, holm, interval, p_bootstrap, p_value, randomization
from pipeline.metrics.base import Array, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one metric says; every tuple has one entry a system. `groups` holds the kinds of groups, each by system."""

    column: Column
    scores: tuple[Score, ...]
    comparisons: tuple[Comparison, ...]
    groups: tuple[tuple[tuple[Group, ...], ...], ...]
    values: tuple[tuple[float | None, ...], ...]
    statistics: tuple[str, ...]


def measure(
    metric: Metric,
    corpus: Corpus,
    *,
    key: str,
    usable: npt.NDArray[np.intp],
    draws: Draws,
    baseline: int,
    groups: Sequence[Groups],
) -> Measured:
    """Measure every system of `corpus` by a metric that was built on its `usable` segments and asked for by `key`."""
    whole = len(usable) == len(corpus)
    systems = corpus.systems if whole else corpus.only(usable.tolist()).systems
    statistics = np.stack([metric.statistics(system) for system in systems], axis=1)
    scores = metric.scores(statistics.sum(0))
    samples = bootstrap(statistics, metric.scores, draws)
    bounds = [interval(samples[:, index]) for index in range(len(systems))]
    return Measured(
        column=Column(
            key=key,
            name=metric.name,
            kind=metric.kind,
            higher_is_better=metric.higher_is_better,
            signature=_signed(metric.signature, draws),
        ),
        scores=tuple(
            Score(metric=key, value=float(scores[index]), low=low, high=high, segments=len(usable))
            for index, (low, high) in enumerate(bounds)
        ),
        comparisons=_comparisons(metric, key, statistics, scores, samples, draws, baseline, systems[baseline].name),
        groups=tuple(_grouped(metric, key, statistics, kind, usable) for kind in groups),
        values=tuple(
            _spread(metric.segments(statistics[:, index]), usable, len(corpus)) for index in range(len(systems))
        ),
        statistics=tuple(pack(statistics[:, index]) for index in range(len(systems))),
    )


def _signed(signature: str, draws: Draws) -> str:
    """A signature that tells the samples of the interval too, where sacreBLEU has them."""
    first, *rest = signature.split("|")
    return "|".join([first, f"bs:{draws.samples}", f"seed:{draws.seed}", *rest])


def _comparisons(
    metric: Metric, key: str, statistics: Array, scores: Array, samples: Array, draws: Draws, baseline: int, name: str
) -> tuple[Comparison, ...]:
    """Every system against the baseline; Holm's correction over those there are, by the stricter of the tests."""
    changes = scores - scores[baseline]
    others = [index for index in range(len(scores)) if index != baseline]
    shuffled = (
        randomization(statistics, metric.scores, draws, baseline=baseline)
        if draws.trials and others and metric.kind == "score"
        else None
    )
    by_bootstrap = [p_bootstrap(samples[:, i], samples[:, baseline], change=changes[i]) for i in range(len(scores))]
    by_shuffle = [
        None if shuffled is None else p_value(shuffled[:, i], abs(float(changes[i]))) for i in range(len(scores))
    ]
    decisive = [by_bootstrap[i] if by_shuffle[i] is None else by_shuffle[i] for i in others]
    significant = dict(zip(others, holm([p for p in decisive if p is not None]), strict=True))
    found = []
    for index, change in enumerate(changes):
        low, high = interval(samples[:, index] - samples[:, baseline])
        found.append(
            Comparison(
                metric=key,
                baseline=name,
                change=float(change),
                low=low,
                high=high,
                p_bootstrap=by_bootstrap[index],
                p_randomization=by_shuffle[index],
                significant=significant.get(index, False),
            )
        )
    return tuple(found)


def _grouped(
    metric: Metric, key: str, statistics: Array, groups: Groups, usable: npt.NDArray[np.intp]
) -> tuple[tuple[Group, ...], ...]:
    names, places = groups
    places = places[usable]
    scores = metric.scores(sums(statistics, places, groups=len(names)))
    counts = np.bincount(places, minlength=len(names))
    return tuple(
        tuple(
            Group(name=name, segments=int(counts[g]), scores=((key, round(float(scores[g, index]), 4)),))
            for g, name in enumerate(names)
            if counts[g]
        )
        for index in range(statistics.shape[1])
    )


def _spread(values: Array, usable: npt.NDArray[np.intp], segments: int) -> tuple[float | None, ...]:
    """One value a segment of the corpus, None where the metric has none."""
    spread: list[float | None] = [None] * segments
    for segment, value in zip(usable.tolist(), values.tolist(), strict=True):
        spread[segment] = round(value, 4)
    return tuple(spread)
