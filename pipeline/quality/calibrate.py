"""`calibrate`: corpora with labels in; a calibration out, fitted to half of the documents and tried on the other."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.corpora.base import Corpus
from pipeline.errors import ConfigError, Fault
from pipeline.identity import code_identity
from pipeline.metrics.base import Array
from pipeline.quality.calibration import Bin, Calibration, Curve, Thresholds, rounded
from pipeline.quality.estimate import load_tools
from pipeline.quality.features import Tools, broken, extract, names_of
from pipeline.quality.fit import isotonic, rank_correlation, ridge
from pipeline.quality.labels import Labels, labeller

__all__ = ["FEWEST", "Sample", "Settings", "calibrate", "fit", "held_out", "reliability"]

FEWEST = 100
"""Labelled segments of a direction below which a half of them says nothing of the other."""

_PENALTY = 0.003
"""Of the ridge, a row: with thousands of rows it only keeps features that say the same from pulling apart."""

_KNOTS = 40
"""Groups of equal number that the isotonic curve is fitted to."""

_SURE = 30
"""Segments above a threshold before the share of bad ones among them counts for something."""

_BLOCK = 10
"""Segments in a row that are taken for a document where none are known."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to calibrate. `label` is a metric, or what the given labels are called.

    A label below `cut` is bad (default: the lowest fifth). At most a share `publish_error` of all that may be published
    is to be, and `edit_error` is how likely the worst that may be edited is to be. `model` scores translations where
    `families` hold `forced`.
    """

    label: str = "chrf"
    families: tuple[str, ...] = ("pair", "forced")
    model: str = "fr-mul-tiny"
    cut: float | None = None
    publish_error: float = 0.05
    edit_error: float = 0.5
    seed: int = 12345

    def __post_init__(self) -> None:
        """Raises `ConfigError` naming every wrong setting."""
        names_of(self.families)
        faults = [
            Fault(name, f"{value}: a share between 0 and 1")
            for name, value in (("publish_error", self.publish_error), ("edit_error", self.edit_error))
            if not 0 < value < 1
        ]
        if not self.families:
            faults.append(Fault("families", "name at least one, e.g. pair"))
        if self.cut is not None and not math.isfinite(self.cut):
            faults.append(Fault("cut", f"{self.cut} is no number"))
        if faults:
            raise ConfigError("cannot calibrate so", faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Labelled segments of one direction: features of shape (segments, k), a label and a document each."""

    direction: str
    features: Array
    labels: Array
    documents: tuple[str, ...] = field(repr=False)


def calibrate(
    corpora: Iterable[Corpus],
    settings: Settings | None = None,
    *,
    labels: Labels | None = None,
    tools: Tools | None = None,
    progress: Callable[[str], None] = lambda said: None,
) -> Calibration:
    """Calibrate on every system of every corpus; `labels` take the place of a metric against references.

    Raises `ConfigError` where there is too little to learn from, `ModelUnavailable` where a feature cannot be had.
    """
    settings = settings or Settings()
    label = labeller(settings.label, labels)
    tools = tools or load_tools(settings.families, settings.model)
    samples: list[Sample] = []
    names: dict[str, None] = {}
    systems: dict[str, None] = {}
    signature = ""
    for corpus in corpora:
        if not corpus.sources:
            raise ConfigError("cannot calibrate", [Fault(f"{corpus.name} {corpus.direction}", "no source is known")])
        names[corpus.name] = None
        signature, rows = label(corpus)
        for system, values in zip(corpus.systems, rows, strict=True):
            usable = [i for i, value in enumerate(values) if value is not None and corpus.sources[i].strip()]
            progress(f"{corpus.name} {corpus.direction}: {system.name}, {len(usable)} segments")
            part = corpus.only(usable)
            samples.append(
                Sample(
                    direction=corpus.direction,
                    features=extract(part, part.system(system.name), settings.families, tools),
                    labels=np.array([values[i] for i in usable], dtype=np.float64),
                    documents=_documents(part),
                )
            )
            systems[system.name] = None
    data, made_by = "+".join(names), tuple(systems)
    return fit(samples, settings, data=data, systems=made_by, label_signature=signature)


def fit(
    samples: Sequence[Sample], settings: Settings, *, data: str, systems: tuple[str, ...], label_signature: str
) -> Calibration:
    """Fit to the features and labels of half of the documents. Raises `ConfigError` where they are too few or all
    labels are equal.
    """
    _check(samples)
    held_documents, documents = held_out(samples, settings.seed)
    directions = list(dict.fromkeys(sample.direction for sample in samples))
    merged = {direction: _merged(samples, direction, held_documents) for direction in directions}
    fitted = {direction: (x[~held], y[~held]) for direction, (x, y, held) in merged.items()}
    means = {direction: x.mean(0) for direction, (x, _) in fitted.items()}
    line = ridge(
        np.concatenate([x - means[direction] for direction, (x, _) in fitted.items()]),
        np.concatenate([y - y.mean() for _, y in fitted.values()]),
        penalty=_PENALTY,
    )
    curves, told, observed, fitted_told, fitted_labels = [], [], [], [], []
    for direction, (x, y, held) in merged.items():
        raw = line(x - means[direction])
        knots, levels = isotonic(raw[~held], y[~held], bins=_KNOTS)
        estimates = np.interp(raw, knots, levels)
        estimates[broken(x, names_of(settings.families))] = levels[0]
        told.append(estimates[held])
        observed.append(y[held])
        fitted_told.append(estimates[~held])
        fitted_labels.append(y[~held])
        curves.append(
            Curve(
                direction=direction,
                means=rounded(means[direction] + line.means),
                knots=rounded(knots - line.intercept),
                labels=rounded(levels),
                segments=int(held.sum()),
                rank_correlation=round(rank_correlation(estimates[held], y[held]), 4),
                reliability=reliability(estimates[held], y[held]),
            )
        )
    whole, seen = np.concatenate(told), np.concatenate(observed)
    return Calibration(
        babelpress=code_identity(),
        data=data,
        systems=systems,
        label=settings.label,
        label_signature=label_signature,
        model=settings.model if "forced" in settings.families else "",
        families=settings.families,
        features=names_of(settings.families),
        scales=rounded(line.scales),
        weights=rounded(line.weights),
        seed=settings.seed,
        documents=documents,
        thresholds=_thresholds((np.concatenate(fitted_told), np.concatenate(fitted_labels)), (whole, seen), settings),
        reliability=reliability(whole, seen),
        curves=tuple(curves),
    )


def reliability(estimates: Array, labels: Array) -> tuple[Bin, ...]:
    """Give the deciles of estimates, each with what was observed of it."""
    parts = np.array_split(np.argsort(estimates, kind="stable"), 10)
    return tuple(
        Bin(
            predicted=round(float(estimates[part].mean()), 4),
            observed=round(float(labels[part].mean()), 4),
            segments=len(part),
        )
        for part in parts
        if len(part)
    )


def _documents(corpus: Corpus) -> tuple[str, ...]:
    """The documents of segments; what stands together where there is only one of them."""
    if len(set(corpus.documents)) > 1:
        return corpus.documents
    return tuple(f"{corpus.name} {index // _BLOCK}" for index in range(len(corpus)))


def _check(samples: Sequence[Sample]) -> None:
    faults = [] if samples else [Fault("", "no system was given")]
    for direction in dict.fromkeys(sample.direction for sample in samples):
        labels = np.concatenate([sample.labels for sample in samples if sample.direction == direction])
        if len(labels) < FEWEST:
            faults.append(Fault(direction, f"{len(labels)} labelled segments: at least {FEWEST} are needed"))
        elif np.ptp(labels) == 0:
            faults.append(Fault(direction, f"every label is {labels[0]:g}: there is nothing to tell apart"))
    if faults:
        raise ConfigError("cannot calibrate", faults)


def held_out(samples: Sequence[Sample], seed: int) -> tuple[frozenset[str], tuple[int, int]]:
    """The documents that nothing is fitted to, about half of the segments; and how many there are of both kinds.

    A document is held out in all directions or in none: its translations have the same content.
    """
    sizes = Counter(name for sample in samples for name in sample.documents)
    names = sorted(sizes)
    halves: tuple[list[str], list[str]] = ([], [])
    weights = [0, 0]
    for index in np.random.default_rng(seed).permutation(len(names)):
        lighter = int(weights[1] < weights[0])
        halves[lighter].append(names[index])
        weights[lighter] += sizes[names[index]]
    return frozenset(halves[1]), (len(halves[0]), len(halves[1]))


def _merged(samples: Sequence[Sample], direction: str, held: frozenset[str]) -> tuple[Array, Array, Flags]:
    """Features, labels and what is held out, of all systems of a direction. Raises `ConfigError` for an empty half."""
    own = [sample for sample in samples if sample.direction == direction]
    flags = np.array([name in held for sample in own for name in sample.documents], dtype=np.bool_)
    if min(flags.sum(), (~flags).sum()) < FEWEST // 4:
        message = "too few segments in one half of the documents: give more, or smaller, documents"
        raise ConfigError("cannot calibrate", [Fault(direction, message)])
    return np.concatenate([sample.features for sample in own]), np.concatenate([sample.labels for sample in own]), flags


def _thresholds(fitted: tuple[Array, Array], held: tuple[Array, Array], settings: Settings) -> Thresholds:
    """Chosen on one half, tried on the other."""
    cut = settings.cut if settings.cut is not None else _default_cut(fitted[1])
    publish = _lowest(*fitted, cut=cut, error=settings.publish_error)
    edit = _first(*fitted, cut=cut, error=settings.edit_error)
    edit = publish if edit is None else min(edit, publish if publish is not None else edit)
    estimates, bad = held[0], held[1] < cut
    above = estimates >= (math.inf if publish is None else publish)
    fair = estimates >= (math.inf if edit is None else edit)
    groups = (above, fair & ~above, ~fair & ~above)
    shares = tuple(round(float(group.mean()), 4) for group in groups)
    errors = tuple(round(float(bad[group].mean()), 4) if group.any() else None for group in groups)
    return Thresholds(
        cut=cut,
        publish=publish,
        edit=edit,
        publish_error=settings.publish_error,
        edit_error=settings.edit_error,
        errors=(errors[0], errors[1], errors[2]),
        shares=(shares[0], shares[1], shares[2]),
    )


def _default_cut(labels: Array) -> float:
    """The lowest fifth; between the two where there are only two labels."""
    cut = float(np.quantile(labels, 0.2))
    return round(cut if (labels < cut).any() else float(labels.mean()), 4)


def _lowest(estimates: Array, labels: Array, *, cut: float, error: float) -> float | None:
    """The lowest estimate from which on at most a share `error` is bad, taken together; None where there is none."""
    order = np.argsort(-estimates, kind="stable")
    rates = np.cumsum(labels[order] < cut) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((rates <= error) & (np.arange(len(order)) >= min(_SURE, len(order)) - 1))
    return math.floor(estimates[order[enough[-1]]] * 1e4) / 1e4 if len(enough) else None


def _first(estimates: Array, labels: Array, *, cut: float, error: float) -> float | None:
    """The estimate from which on a single segment is at most that likely to be bad; None where none is."""
    knots, good = isotonic(estimates, (labels >= cut).astype(np.float64), bins=_KNOTS)
    if good[-1] < 1 - error:
        return None
    where = estimates.min() if good[0] >= 1 - error else np.interp(1 - error, good, knots)
    return math.floor(float(where) * 1e4) / 1e4
