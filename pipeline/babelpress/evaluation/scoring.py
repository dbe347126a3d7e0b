"""One metric over all systems of a corpus: statistics once, then scores, intervals, tests and groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt

from babelpress import lang
from babelpress.config.plugins import CHECKS, resolve
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.datasets.language_codes import language_of
from babelpress.evaluation.metrics.base import Array, Kind, Mean, Metric, length_in_words
from babelpress.evaluation.results import Column, Comparison, Group, Score, pack
from babelpress.evaluation.significance import Draws, bootstrap, holm, interval, p_bootstrap, p_value, randomization
from babelpress.failures import unexpected
from babelpress.qa.base import Check, SegmentPair

Groups = tuple[tuple[str, ...], npt.NDArray[np.intp]]
"""The names of groups (documents, or ranges of length), and for each segment the index of its group."""

_LENGTHS = (10, 20, 30, 40, 60)
"""The longest segments of each range, in words of the source (of the reference where no source is known)."""

_SUMMARIZED = (200, 400, 800, 1600)
"""The same for the documents of summaries."""


def by_document(corpus: Corpus) -> Groups:
    """Return one group per document, in order of appearance."""
    names = tuple(dict.fromkeys(corpus.documents))
    places = {name: place for place, name in enumerate(names)}
    return names, np.array([places[name] for name in corpus.documents], dtype=np.intp)


def by_length(corpus: Corpus) -> Groups:
    """Return one group per range of lengths, the shortest first; ranges without segments are left out."""
    bounds = _LENGTHS if corpus.task == "translation" else _SUMMARIZED
    names = _names(bounds)
    places = np.searchsorted(bounds, lengths(corpus), side="left")
    used = sorted({int(place) for place in places})
    renumbered = {place: index for index, place in enumerate(used)}
    return tuple(names[place] for place in used), np.array([renumbered[int(p)] for p in places], dtype=np.intp)


def lengths(corpus: Corpus) -> list[int]:
    """Return the length of each segment in words: of its source, else of its first reference, else 0."""
    if corpus.sources:
        return [length_in_words(source) for source in corpus.sources]
    return [length_in_words(own[0]) if own else 0 for own in corpus.references]


def sums(statistics: npt.NDArray[np.float64], places: npt.NDArray[np.intp], *, groups: int) -> npt.NDArray[np.float64]:
    """Sum the statistics of each group: from (segments, ...) to (groups, ...)."""
    totals = np.zeros((groups, *statistics.shape[1:]))
    np.add.at(totals, places, statistics)
    return totals


def _names(bounds: Sequence[int]) -> list[str]:
    starts = [1, *(bound + 1 for bound in bounds)]
    return [*(f"{start}-{end} words" for start, end in zip(starts, bounds, strict=False)), f"{starts[-1]}+ words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The results of one metric; every tuple has one entry per system. `groups` has one entry per kind of groups."""

    column: Column
    scores: tuple[Score, ...]
    comparisons: tuple[Comparison, ...]
    groups: tuple[tuple[tuple[Group, ...], ...], ...]
    values: tuple[tuple[float | None, ...], ...]
    statistics: tuple[str, ...]


def score_system(
    metric: Metric,
    corpus: Corpus,
    *,
    key: str,
    usable: npt.NDArray[np.intp],
    draws: Draws,
    baseline: int,
    groups: Sequence[Groups],
) -> Scored:
    """Score every system of `corpus` by a metric that was built on its `usable` segments; `key` is its name."""
    whole = len(usable) == len(corpus)
    systems = corpus.systems if whole else corpus.only(usable.tolist()).systems
    statistics = np.stack([metric.statistics(system) for system in systems], axis=1)
    scores = metric.scores(statistics.sum(0))
    samples = bootstrap(statistics, metric.scores, draws)
    bounds = [interval(samples[:, index]) for index in range(len(systems))]
    return Scored(
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
    """Insert the samples of the interval into a signature, where sacreBLEU puts them."""
    first, *rest = signature.split("|")
    return "|".join([first, f"bs:{draws.samples}", f"seed:{draws.seed}", *rest])


def _comparisons(
    metric: Metric, key: str, statistics: Array, scores: Array, samples: Array, draws: Draws, baseline: int, name: str
) -> tuple[Comparison, ...]:
    """Compare every system with the baseline; Holm's correction over all of them, by the stricter of the tests."""
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
    deciding = [by_bootstrap[i] if by_shuffle[i] is None else by_shuffle[i] for i in others]
    significant = dict(zip(others, holm([p for p in deciding if p is not None]), strict=True))
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
    """Return one value per segment of the corpus, None where the metric has none."""
    spread: list[float | None] = [None] * segments
    for segment, value in zip(usable.tolist(), values.tolist(), strict=True):
        spread[segment] = round(value, 4)
    return tuple(spread)


FindingRows: TypeAlias = tuple[tuple[int, str, str, str], ...]
"""Findings as (index of the segment, check, severity, message), in order."""

COUNTED = ("severe", "warning")
"""Severities that count for a rate."""


class CheckFailed(Exception):
    """A check raised an exception: its name, and where and what."""

    def __init__(self, check: str, reason: str) -> None:
        super().__init__(f"{check}: {reason}")
        self.check = check
        self.reason = reason


def checkable(corpus: Corpus) -> bool:
    """Return whether the checks know both languages and there is a source to compare with."""
    known = all(
        language_of(language or "") in lang.known() for language in (corpus.source_language, corpus.target_language)
    )
    return known and bool(corpus.sources) and corpus.task == "translation"


def find(corpus: Corpus, system: System, *, checks: Sequence[str] = tuple(CHECKS)) -> FindingRows:
    """Return the findings of the checks on a system's hypotheses; segments without a source are skipped.

    Raises `CheckFailed` at the first check that raises.
    """
    functions: list[Check] = [resolve("checks", name) for name in checks]
    languages = [language_of(language or "") for language in (corpus.source_language, corpus.target_language)]
    tag = corpus.target_language if "-" in corpus.target_language else ""
    found: list[tuple[int, str, str, str]] = []
    for index, (source, target) in enumerate(zip(corpus.sources, system.hypotheses, strict=True)):
        if not source.strip():
            continue
        pair = SegmentPair(
            source=source,
            target=target,
            source_language=languages[0],
            target_language=languages[1],
            variant=tag,
        )
        for name, check in zip(checks, functions, strict=True):
            try:
                found += [(index, finding.check, finding.severity, finding.message) for finding in check(pair)]
            except Exception as error:
                raise CheckFailed(name, unexpected(f"{system.name}, segment {index + 1:,}", error)) from error
    return tuple(found)


class Rate(Mean):
    """The percentage of segments that one check has findings for; `found` has the findings by system."""

    kind: ClassVar[Kind] = "finding"
    higher_is_better: ClassVar[bool] = False

    def __init__(self, corpus: Corpus, check: str, found: Mapping[str, FindingRows]) -> None:
        super().__init__(corpus)
        self.key = self.name = check
        self._found = found

    @property
    def signature(self) -> str:
        """The check and what is counted."""
        return f"check:{self.key}|counted:{'+'.join(COUNTED)}|unit:percent of segments"

    def values(self, system: System) -> Array:
        """Return 100 or 0 for each segment."""
        flagged = np.zeros(len(self.corpus))
        for index, check, severity, _ in self._found[system.name]:
            if check == self.key and severity in COUNTED:
                flagged[index] = 100.0
        return flagged
