"""`evaluate`: scores, intervals, comparisons, groups and findings of corpora, one direction at a time."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from babelpress._internal.optional import need
from babelpress.config.code_identity import code_identity
from babelpress.config.plugins import CHECKS, kinds, resolve
from babelpress.errors import ConfigError, Fault, ModelUnavailable, nearest
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.base import Metric, MetricClass
from babelpress.evaluation.results import Direction, Evaluation, Group, Result, SkippedMetric
from babelpress.evaluation.scoring import (
    CheckFailed,
    FindingRows,
    Groups,
    Rate,
    Scored,
    by_document,
    by_length,
    checkable,
    find,
    score_system,
)
from babelpress.evaluation.significance import Draws
from babelpress.failures import stops, unexpected

DEFAULTS = {
    "translation": ("bleu", "chrf", "ter", "lengthratio", "quality"),
    "summary": ("rouge1", "rouge2", "rougel", "compression", "coverage", "density", "novelty"),
}
"""The metrics of each task unless others are named; checks are added."""

FEWEST = 40
"""The fewest bootstrap samples from which a 95 % interval can be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to evaluate.

    Attributes:
        metrics: Names from the registry, or None for the metrics of the task. A metric that runs a model takes the name
            of
            another one after a colon: `comet:Unbabel/XCOMET-XL`.
        checks: Names of QA checks whose rates are reported; may be empty.
        baseline: The system that others are compared with; by default the first.
        samples: Number of bootstrap samples, at least `FEWEST`.
        trials: Number of trials of approximate randomization, 0 for none.
        seed: Seed of samples and trials.

    Raises:
        ConfigError: Naming every wrong setting.
    """

    metrics: tuple[str, ...] | None = None
    checks: tuple[str, ...] = tuple(CHECKS)
    baseline: str | None = None
    samples: int = 1000
    trials: int = 10_000
    seed: int = 12345

    def __post_init__(self) -> None:
        """Raise `ConfigError` naming every wrong setting."""
        wanted = [("metrics", name.partition(":")[0]) for name in self.metrics or ()]
        wanted += [("checks", name) for name in self.checks]
        faults = [
            Fault(family, f"'{name}': {nearest(name, kinds(family))}")
            for family, name in wanted
            if name not in kinds(family)
        ]
        faults += [
            Fault("metrics", f"'{name}': takes no model name after a colon")
            for name, _, model in (name.partition(":") for name in self.metrics or ())
            if model and name in kinds("metrics") and not hasattr(resolve("metrics", name), "default")
        ]
        if self.samples < FEWEST:
            faults.append(Fault("samples", f"{self.samples}: a 95 % interval needs at least {FEWEST}"))
        if self.trials < 0:
            faults.append(Fault("trials", f"{self.trials}: must be 0 (no test) or more"))
        if faults:
            raise ConfigError("the evaluation settings are wrong", faults)


def evaluate(
    corpora: Iterable[Corpus], settings: Settings | None = None, *, progress: Callable[[str], None] = lambda _: None
) -> Evaluation:
    """Score every system of every corpus.

    Args:
        corpora: May be an iterator: only one corpus at a time is in memory.
        settings: Metrics, checks and tests; by default those of `Settings()`.
        progress: Called with a line of text before each step.

    Returns:
        Scores, intervals, comparisons, groups and findings. A metric that cannot be computed is named in `left`;
        the others are computed.

    Raises:
        ConfigError: If there is nothing to score: no corpus, no system or no segment; or the baseline is not a system.
        ModelUnavailable: If a metric needs the extra `eval` and it is not installed.
    """
    settings = settings or Settings()
    requested = chain(*DEFAULTS.values()) if settings.metrics is None else settings.metrics
    for name in requested:
        for package in getattr(resolve("metrics", name.partition(":")[0]), "packages", ()):
            need(package, where=name, extra="eval")
    left: dict[SkippedMetric, None] = {}
    directions = [_direction(corpus, settings, progress, left) for corpus in corpora]
    if not directions:
        raise ConfigError("nothing to evaluate", [Fault("", "no corpus was given")])
    return Evaluation(
        babelpress=code_identity(),
        seed=settings.seed,
        samples=settings.samples,
        trials=settings.trials,
        directions=tuple(directions),
        left=tuple(left),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The settings and groups shared by all metrics of a corpus."""

    corpus: Corpus
    settings: Settings
    baseline: int
    documents: Groups
    lengths: Groups

    @property
    def where(self) -> str:
        return f"{self.corpus.name} {self.corpus.direction}"


def _direction(
    corpus: Corpus, settings: Settings, progress: Callable[[str], None], left: dict[SkippedMetric, None]
) -> Direction:
    names = [system.name for system in corpus.systems]
    _check(corpus, names, settings)
    frame = _Frame(
        corpus=corpus,
        settings=settings,
        baseline=names.index(settings.baseline) if settings.baseline else 0,
        documents=by_document(corpus),
        lengths=by_length(corpus),
    )
    measured: list[Scored] = []
    for key in settings.metrics if settings.metrics is not None else DEFAULTS[corpus.task]:
        progress(f"{frame.where}: {key}")
        made = _metric(key, frame)
        if isinstance(made, SkippedMetric):
            left[made] = None
        else:
            measured.append(made)
    found: dict[str, FindingRows] = dict.fromkeys(names, ())
    if settings.checks and checkable(corpus):
        found, checks = _found(frame, progress, left)
        measured += [_measured(Rate(corpus, check, found), range(len(corpus)), frame, key=check) for check in checks]
    if not measured:
        reasons = [Fault(item.metric, item.reason) for item in left]
        raise ConfigError(
            f"{frame.where}: nothing can be measured", reasons or [Fault("", "no metric or check was asked for")]
        )
    return Direction(
        corpus=corpus.name,
        source_language=corpus.source_language,
        target_language=corpus.target_language,
        task=corpus.task,
        segments=len(corpus),
        fingerprint=fingerprint([*corpus.sources, *("\t".join(own) for own in corpus.references)]),
        columns=tuple(item.column for item in measured),
        notices=corpus.notices,
        results=tuple(
            _result(system, index, measured, found[system.name], baseline=index == frame.baseline)
            for index, system in enumerate(corpus.systems)
        ),
    )


def _found(
    frame: _Frame, progress: Callable[[str], None], left: dict[SkippedMetric, None]
) -> tuple[dict[str, FindingRows], tuple[str, ...]]:
    """Return the findings of every system, and the checks behind them: one that raises is left out for all systems."""
    checks = frame.settings.checks
    while True:
        try:
            found: dict[str, FindingRows] = {}
            for system in frame.corpus.systems:
                progress(f"{frame.where}: checks of {system.name}")
                found[system.name] = find(frame.corpus, system, checks=checks)
            return found, checks
        except CheckFailed as failure:
            left[SkippedMetric(metric=failure.check, reason=f"{frame.where}: {failure.reason}")] = None
            checks = tuple(check for check in checks if check != failure.check)


def _check(corpus: Corpus, names: Sequence[str], settings: Settings) -> None:
    where = f"{corpus.name} {corpus.direction}"
    faults = []
    if not len(corpus):
        faults.append(Fault(where, "has no segments"))
    if not names:
        faults.append(Fault(where, "no system was given: name at least one file of hypotheses"))
    faults += [
        Fault(where, f"there are two systems '{name}': give each its own name")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    for system in corpus.systems:
        if len(corpus) and not any(text.strip() for text in system.hypotheses):
            faults.append(Fault(where, f"every hypothesis of '{system.name}' is empty: it cannot be scored"))
    if settings.baseline and names and settings.baseline not in names:
        faults.append(
            Fault("baseline", f"'{settings.baseline}' is not a system of {where}; {nearest(settings.baseline, names)}")
        )
    if faults:
        raise ConfigError("nothing to evaluate", faults)


def _metric(key: str, frame: _Frame) -> Scored | SkippedMetric:
    """Compute one metric for all systems, or return why that is not possible."""
    name, _, model = key.partition(":")
    kind: MetricClass = resolve("metrics", name)
    corpus = frame.corpus
    if corpus.task not in kind.tasks:
        return SkippedMetric(metric=key, reason=f"{frame.where}: it is not a metric of {corpus.task} tasks")
    usable: Sequence[int] = range(len(corpus))
    for needed in sorted(kind.needs):
        usable = [segment for segment in usable if _has(corpus, needed, segment)]
        if not usable:
            return SkippedMetric(metric=key, reason=f"{frame.where}: no segment has a {needed.removesuffix('s')}")
    try:
        measured = corpus if len(usable) == len(corpus) else corpus.only(usable)
        metric = kind(measured, model) if model else kind(measured)
        return _measured(metric, usable, frame, key=key)
    except ModelUnavailable as error:
        return SkippedMetric(metric=key, reason=str(error))
    except Exception as error:
        if stops(error):
            raise
        return SkippedMetric(metric=key, reason=unexpected(frame.where, error))


def _has(corpus: Corpus, need: str, segment: int) -> bool:
    if need == "sources":
        return bool(corpus.sources) and bool(corpus.sources[segment].strip())
    return any(reference.strip() for reference in corpus.references[segment])


def _measured(metric: Metric, usable: Sequence[int], frame: _Frame, *, key: str) -> Scored:
    settings = frame.settings
    draws = Draws(segments=len(usable), samples=settings.samples, trials=settings.trials, seed=settings.seed)
    return score_system(
        metric,
        frame.corpus,
        key=key,
        usable=np.asarray(usable, dtype=np.intp),
        draws=draws,
        baseline=frame.baseline,
        groups=(frame.documents, frame.lengths),
    )


def _result(system: System, index: int, measured: Sequence[Scored], found: FindingRows, *, baseline: bool) -> Result:
    per_segment = [item for item in measured if item.column.kind != "finding"]  # findings are in `found`
    documents, lengths = (_grouped([item.groups[n][index] for item in measured]) for n in range(2))
    return Result(
        system=system.name,
        baseline=baseline,
        fingerprint=fingerprint(system.hypotheses),
        scores=tuple(item.scores[index] for item in measured),
        comparisons=() if baseline else tuple(item.comparisons[index] for item in measured),
        lengths=lengths,
        documents=documents,
        values=tuple((item.column.key, item.values[index]) for item in per_segment),
        statistics=tuple((item.column.key, item.statistics[index]) for item in per_segment),
        findings=found,
    )


def _grouped(metrics: Sequence[Sequence[Group]]) -> tuple[Group, ...]:
    """Merge the groups of single metrics; a group has the number of segments of the metric that has most."""
    merged: dict[str, Group] = {}
    for group in (group for groups in metrics for group in groups):
        known = merged.get(group.name)
        merged[group.name] = group if known is None else Group(
            name=group.name, segments=max(known.segments, group.segments), scores=known.scores + group.scores
        )  # fmt: skip
    return tuple(merged.values())


def fingerprint(texts: Iterable[str]) -> str:
    """Return the sha256 of texts, one after the other."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()
