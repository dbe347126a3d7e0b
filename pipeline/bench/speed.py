"""How fast systems are against each other: the same few segments, turn by turn, so that a noisy machine hits all."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from statistics import median

from pipeline.bench.child import Child, started
from pipeline.bench.results import Failed, Speed
from pipeline.bench.systems.base import Spec, SystemFailed
from pipeline.corpora.base import Corpus

SEGMENTS = 40
"""Segments of a round, spread evenly over the test set."""


def subset(texts: Sequence[str], *, most: int = SEGMENTS) -> list[str]:
    """Give texts that stand evenly over the whole, blank ones left out.

    >>> subset(["a", "", "b", "c", "d"], most=2)
    ['a', 'c']
    """
    own = [text for text in texts if text.strip()]
    most = min(most, len(own))
    return [own[i * len(own) // most] for i in range(most)]


def speeds(
    corpus: Corpus, specs: Sequence[Spec], *, texts: Sequence[str], rounds: int, progress: Callable[[str], None]
) -> tuple[list[Speed], list[Failed]]:
    """Give the speed of every system against the first, and which have none. `texts` are the sources as they are sent.

    All are loaded at the same time, each in its own process, and each has translated once before the first round.
    """
    texts = subset(texts)
    direction = corpus.direction
    failed: list[Failed] = []
    seconds: dict[str, list[float]] = {spec.name: [] for spec in specs}
    with ExitStack() as stack:
        children: dict[str, Child] = {}
        for turn in range(rounds + 1):
            progress(f"{corpus.name} {direction}: " + (f"speed, round {turn} of {rounds}" if turn else "loading all"))
            for spec in (one for one in specs if one.name in seconds):
                try:
                    if turn:
                        seconds[spec.name].append(children[spec.name].translate(texts).seconds)
                    else:
                        running = started(spec, source=corpus.source_language or "", target=corpus.target_language)
                        children[spec.name] = stack.enter_context(running)
                        children[spec.name].translate(texts[:1])
                except SystemFailed as error:
                    del seconds[spec.name]
                    failed.append(Failed(system=spec.name, direction=direction, reason=f"speed: {error}"))
    first = next(iter(seconds), "")
    return [_speed(name, seconds, first, direction, len(texts)) for name in seconds], failed


def _speed(system: str, seconds: Mapping[str, Sequence[float]], first: str, direction: str, segments: int) -> Speed:
    ratios = [base / own for base, own in zip(seconds[first], seconds[system], strict=True)]
    return Speed(
        system=system,
        first=first,
        direction=direction,
        ratio=median(ratios),
        low=min(ratios),
        high=max(ratios),
        rounds=len(ratios),
        segments=segments,
    )
