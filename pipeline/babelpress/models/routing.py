"""Which models translate from one language to another: planned from the cards, and explained.

A direct model and a multi-target model are one leg, a pivot is two. Candidates are compared by one score, the one of
`FIGURES` that most of them have; the score of a pivot is estimated from its legs unless the card of the second one has
it measured.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babelpress import lang
from babelpress.config.schema import Profile
from babelpress.errors import ConfigError, Fault
from babelpress.models.cards import ModelCard

FIGURES = (("chrf++", "ntrex"), ("bleu", "ntrex"), ("bleu", "flores200"), ("bleu", "flores101"))
"""Metric and test set that candidates may be compared by; among those that equally many have, the first."""

PIVOT_LOSS = 0.9
"""The share of its weaker leg's score that a pivot is assumed to keep, as the errors of both legs add up.

An estimate chosen below what en -> X models lose on French news, so that a pivot wins only where it is clearly better.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a route: a model and its direction."""

    model: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How a text gets from `source` to `target`.

    `score` is None where the cards have no comparable score; `figure` says what it measures (`chrf++ on ntrex`). It is
    `estimated` where only the legs were measured.
    """

    source: str
    target: str
    legs: tuple[Hop, ...]
    score: float | None
    figure: str
    estimated: bool = False

    @property
    def models(self) -> tuple[str, ...]:
        """The model ids, in order."""
        return tuple(leg.model for leg in self.legs)

    @property
    def kind(self) -> str:
        """`direct` or `pivot via en`."""
        return "direct" if len(self.legs) == 1 else f"pivot via {self.legs[0].target}"

    def __str__(self) -> str:
        score = "no comparable score" if self.score is None else f"{self.score:.1f} {self.figure}"
        return f"{' + '.join(self.models)} ({self.kind}, {score})"


def candidates(
    source: str,
    target: str,
    cards: Mapping[str, ModelCard],
    *,
    pivots: Iterable[str] = ("en",),
    variants: Mapping[str, str] | None = None,
) -> tuple[Route, ...]:
    """Return every route from `source` to `target` that the cards allow.

    Args:
        source: Source language.
        target: Target language.
        cards: The models to choose from, by id.
        pivots: Languages that a route of two models may go through.
        variants: Tags of variants by language, where not the default one is wanted.

    Returns:
        The routes, the best first. Routes with a score come before routes without; among equals, those with fewer legs
        come first, then the order of `cards` decides.
    """
    paths: list[tuple[Hop, ...]] = [(leg,) for leg in _legs(source, target, cards)]
    for pivot in pivots:
        if pivot not in (source, target):
            paths += [(a, b) for a in _legs(source, pivot, cards) for b in _legs(pivot, target, cards)]
    variant = (variants or {}).get(target) or lang.default_variant(target)
    scored = {figure: [_score(path, cards, figure, variant) for path in paths] for figure in FIGURES}
    metric, testset = max(FIGURES, key=lambda figure: sum(score is not None for score, _ in scored[figure]))
    scores = scored[metric, testset]
    routes = [
        Route(
            source=source, target=target, legs=path, score=score, figure=f"{metric} on {testset}", estimated=estimated
        )
        for path, (score, estimated) in zip(paths, scores, strict=True)
    ]
    return tuple(sorted(routes, key=lambda route: (route.score is None, -(route.score or 0), len(route.legs))))


def plan(
    source: str,
    target: str,
    cards: Mapping[str, ModelCard],
    *,
    pivots: Iterable[str] = ("en",),
    variants: Mapping[str, str] | None = None,
) -> Route:
    """Return the best route.

    Args:
        source: Source language.
        target: Target language.
        cards: The models to choose from, by id.
        pivots: Languages that a route of two models may go through.
        variants: Tags of variants by language, where not the default one is wanted.

    Returns:
        The first of `candidates`.

    Raises:
        ConfigError: If there is no route; it lists the directions that the cards do cover.
    """
    found = candidates(source, target, cards, pivots=pivots, variants=variants)
    if not found:
        pairs = sorted({f"{s}->{t}" for card in cards.values() for s in card.sources for t in card.targets})
        known = ", ".join(pairs) or "nothing"
        raise ConfigError(
            f"no route from {source} to {target}", [Fault("translation.models", f"these models translate {known}")]
        )
    return found[0]


def plan_profile(profile: Profile, cards: Mapping[str, ModelCard]) -> dict[str, dict[str, Route]]:
    """Return the best route of every pair of languages that a profile asks for.

    Args:
        profile: Its sources, targets, models, pivots and variants are used.
        cards: All known models, by id.

    Returns:
        Routes by target, then by source; pairs without a route are left out.
    """
    usable = {cards[name].id: cards[name] for name in profile.translation.models}
    pivots, variants = profile.translation.pivots, profile.constraints.variants
    found = {
        target: {
            source: routes[0]
            for source in profile.sources
            if source != target and (routes := candidates(source, target, usable, pivots=pivots, variants=variants))
        }
        for target in (lang.known() if profile.targets == "menu" else profile.targets)
    }
    return {target: own for target, own in found.items() if own}


def explain(routes: Sequence[Route]) -> list[str]:
    """Explain for each candidate why it won or lost.

    Args:
        routes: As `candidates` returns them, the best first.

    Returns:
        One line per candidate, the winner first; candidates without a score are only counted.
    """
    if not routes:
        return []
    best = routes[0]
    reason = (
        "the only candidate" if len(routes) == 1 else "the best score" if best.score is not None else "first listed"
    )
    lines = [f"* {best}: {reason}"]
    lines += [
        f"  {route}: {_why_not(route, best)}" for route in routes[1:] if route.score is not None or best.score is None
    ]
    unscored = sum(route.score is None for route in routes)
    if unscored and best.score is not None:
        lines.append(f"  and {unscored} without a score for {best.figure}")
    return lines


def _why_not(route: Route, best: Route) -> str:
    if route.score is None or best.score is None:
        return "listed later, or more legs"
    estimate = f" (estimated: {PIVOT_LOSS} of its weaker leg)" if route.estimated else ""
    return f"{best.score - route.score:.1f} below the best{estimate}"


def _legs(source: str, target: str, cards: Mapping[str, ModelCard]) -> list[Hop]:
    return [
        Hop(model=card.id, source=source, target=target)
        for card in cards.values()
        if card.task == "translation" and source in card.sources and target in card.targets and source != target
    ]


def _score(
    path: Sequence[Hop], cards: Mapping[str, ModelCard], figure: tuple[str, str], variant: str
) -> tuple[float | None, bool]:
    """Return the score of a route, and whether it is estimated from its legs."""
    metric, testset = figure
    first, last = path[0], path[-1]
    after = first.model if len(path) > 1 else None
    whole = cards[last.model].score(
        first.source, last.target, metric=metric, testset=testset, after=after, variant=variant
    )
    if whole is not None or not after:
        return whole, False
    start = cards[first.model].score(first.source, first.target, metric=metric, testset=testset)
    end = cards[last.model].score(last.source, last.target, metric=metric, testset=testset, variant=variant)
    return (None, False) if start is None or end is None else (PIVOT_LOSS * min(start, end), True)
