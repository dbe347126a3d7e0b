"""Which system leads a direction, and which ones cannot be distinguished from the leader."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babelpress.config.plugins import resolve
from babelpress.errors import ConfigError
from babelpress.evaluation.metrics.base import MetricClass
from babelpress.evaluation.results import Column, Direction, Evaluation, Result, Score, unpack
from babelpress.evaluation.significance import Draws, bootstrap, holm, p_bootstrap, p_value, randomization

MAIN_SCORE = "chrf"
"""The score that the verdict is based on, where it is available.

Of the metrics without a model, chrF agrees best with human judgements (Freitag et al. 2022, "Stop Using BLEU").
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The best system of a direction by one metric. `scored` counts the systems.

    `tied` are the systems that cannot be distinguished from it, the next best first.
    """

    column: Column
    best: str
    score: Score
    tied: tuple[str, ...]
    scored: int


def main_score(direction: Direction) -> Column | None:
    """Return the score a direction is ranked by: chrF2++ or else the first score; None where there is none."""
    scores = [column for column in direction.columns if column.kind == "score"]
    return next((column for column in scores if column.key == MAIN_SCORE), scores[0] if scores else None)


def ranking_column(column: Column | None, direction: Direction) -> Column | None:
    """Return what segments are ranked by: the score, else the first estimate, else nothing."""
    return column or next((item for item in direction.columns if item.kind == "estimate"), None)


def ranking(direction: Direction, evaluation: Evaluation) -> Ranking | None:
    """Return which system leads; None where nothing was scored.

    Comparisons with the baseline are decided by the tests of the evaluation. Two other systems are tested here in the
    same way, from their stored statistics, with Holm's correction over those whose intervals overlap the leader's.
    Where that is not possible, overlapping intervals count as not distinguishable.
    """
    column = main_score(direction)
    scored = [(result, score) for result in direction.results if column and (score := result.score(column.key))]
    if column is None or not scored:
        return None
    scored.sort(key=lambda item: -item[1].value if column.higher_is_better else item[1].value)
    (best, top), *rest = scored
    overlapping = [
        result
        for result, score in rest
        if not (best.baseline or result.baseline) and score.low <= top.high and top.low <= score.high
    ]
    different = _significantly_different(best, overlapping, column, evaluation)
    tied = []
    for result, _ in rest:
        if best.baseline or result.baseline:
            comparison = (result if best.baseline else best).comparison(column.key)
            if comparison is None or not comparison.significant or not comparison.change:
                tied.append(result.system)
        elif result in overlapping and result.system not in different:
            tied.append(result.system)
    return Ranking(column=column, best=best.system, score=top, tied=tuple(tied), scored=len(scored))


def _significantly_different(
    best: Result, others: Sequence[Result], column: Column, evaluation: Evaluation
) -> set[str]:
    """Return the systems that differ significantly from the best."""
    packed = [dict(result.statistics).get(column.key) for result in (best, *others)]
    if not others or not all(packed):
        return set()
    try:
        kind: MetricClass = resolve("metrics", column.key.partition(":")[0])
    except ConfigError:  # the metric of a plug-in that is not installed here
        return set()
    statistics = np.stack([unpack(text or "") for text in packed], axis=1)
    changes = kind.scores(statistics.sum(0))
    changes = np.abs(changes - changes[0])
    draws = Draws(segments=len(statistics), samples=evaluation.samples, trials=evaluation.trials, seed=evaluation.seed)
    if draws.trials:
        chance = randomization(statistics, kind.scores, draws, baseline=0)
        chances = [p_value(chance[:, i], float(changes[i])) for i in range(1, len(packed))]
    else:
        samples = bootstrap(statistics, kind.scores, draws)
        chances = [p_bootstrap(samples[:, i], samples[:, 0], change=float(changes[i])) for i in range(1, len(packed))]
    return {result.system for result, differs in zip(others, holm(chances), strict=True) if differs}
