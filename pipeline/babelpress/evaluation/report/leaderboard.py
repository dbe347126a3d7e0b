"""Who leads a direction, and who cannot be told apart from the leader."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babelpress.config.plugins import resolve
from babelpress.errors import ConfigError
from babelpress.evaluation.metrics.base import MetricClass
from babelpress.evaluation.results import Column, Direction, Evaluation, Result, Score, unpack
from babelpress.evaluation.significance import Draws, bootstrap, holm, p_bootstrap, p_value, randomization

DECISIVE = "chrf"
"""The score that a verdict is told by, where it is there: of those without a model, closest to what people say
(Freitag et al. 2022, "Stop Using BLEU")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The highest score of a direction by one metric; `level` are those that cannot be told apart from it, the next
    best first. `scored` counts the systems.
    """

    column: Column
    best: str
    score: Score
    level: tuple[str, ...]
    scored: int


def decisive(direction: Direction) -> Column | None:
    """Give the score a direction is judged by: chrF2++ or the first there is; None where there is none."""
    scores = [column for column in direction.columns if column.kind == "score"]
    return next((column for column in scores if column.key == DECISIVE), scores[0] if scores else None)


def told(column: Column | None, direction: Direction) -> Column | None:
    """Give what segments are ranked by: the score, else the first estimate, else nothing."""
    return column or next((item for item in direction.columns if item.kind == "estimate"), None)


def ranking(direction: Direction, evaluation: Evaluation) -> Ranking | None:
    """Tell who leads; None where nothing was scored.

    Against the baseline the tests of the evaluation decide. Two others are tested here in the same way, from their
    kept statistics, with Holm's correction over those whose intervals overlap the leader's. Where that cannot be done,
    overlapping intervals count as not told apart.
    """
    column = decisive(direction)
    scored = [(result, score) for result in direction.results if column and (score := result.score(column.key))]
    if column is None or not scored:
        return None
    scored.sort(key=lambda item: -item[1].value if column.higher_is_better else item[1].value)
    (best, top), *rest = scored
    open_ = [
        result
        for result, score in rest
        if not (best.baseline or result.baseline) and score.low <= top.high and top.low <= score.high
    ]
    apart = _apart(best, open_, column, evaluation)
    level = []
    for result, _ in rest:
        if best.baseline or result.baseline:
            comparison = (result if best.baseline else best).comparison(column.key)
            if comparison is None or not comparison.significant or not comparison.change:
                level.append(result.system)
        elif result in open_ and result.system not in apart:
            level.append(result.system)
    return Ranking(column=column, best=best.system, score=top, level=tuple(level), scored=len(scored))


def _apart(best: Result, others: Sequence[Result], column: Column, evaluation: Evaluation) -> set[str]:
    """The systems that differ from the best by more than chance."""
    packed = [dict(result.statistics).get(column.key) for result in (best, *others)]
    if not others or not all(packed):
        return set()
    try:
        kind: MetricClass = resolve("metrics", column.key.partition(":")[0])
    except ConfigError:  # a plug-in of another machine
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
