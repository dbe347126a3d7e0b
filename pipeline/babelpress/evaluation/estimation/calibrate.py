"""`calibrate`: fits a calibration to labelled corpora, on half of the documents, and evaluates it on the other half."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from babelpress.config.code_identity import code_identity
from babelpress.config.plugins import kinds, resolve
from babelpress.errors import ConfigError, Fault, nearest
from babelpress.evaluation.datasets.base import Corpus
from babelpress.evaluation.estimation.calibration import Bin, Calibration, Curve, Thresholds, rounded
from babelpress.evaluation.estimation.estimate import load_tools
from babelpress.evaluation.estimation.features import Tools, broken, extract, names_of
from babelpress.evaluation.metrics.base import Array, MetricClass

__all__ = [
    "FEWEST",
    "Labels",
    "Line",
    "Sample",
    "Settings",
    "calibrate",
    "fit",
    "held_out",
    "isotonic",
    "labeller",
    "pool",
    "rank_correlation",
    "read_labels",
    "reliability",
    "ridge",
]


# Ridge regression and isotonic regression, in numpy alone.


@dataclass(frozen=True, slots=True)
class Line:
    """A linear model of standardized features: `intercept + ((row - means) / scales) @ weights`."""

    means: Array
    scales: Array
    weights: Array
    intercept: float

    def __call__(self, features: Array) -> Array:
        """Return one value per row."""
        values: Array = ((features - self.means) / self.scales) @ self.weights + self.intercept
        return values


def ridge(features: Array, labels: Array, *, penalty: float) -> Line:
    """Return the ridge regression (Hoerl and Kennard 1970) with `penalty` per row on the squared weights."""
    means, scales = features.mean(0), features.std(0)
    scales = np.where(scales > 1e-9, scales, 1.0)  # a constant feature carries no information
    x = (features - means) / scales
    intercept = float(labels.mean())
    gram = x.T @ x + penalty * len(x) * np.eye(x.shape[1])
    return Line(means, scales, np.linalg.solve(gram, x.T @ (labels - intercept)), intercept)


def pool(values: Array, weights: Array) -> Array:
    """Return the non-decreasing sequence nearest to `values` in weighted squares: pool adjacent violators.

    Ayer et al. 1955; one pass with a stack of blocks.

    >>> pool(np.array([1.0, 3.0, 2.0, 4.0]), np.ones(4)).tolist()
    [1.0, 2.5, 2.5, 4.0]
    """
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            (a, left, n), (b, right, m) = blocks[-2:]
            blocks[-2:] = [((a * left + b * right) / (left + right), left + right, n + m)]
    return np.repeat([block[0] for block in blocks], [block[2] for block in blocks])


def isotonic(raw: Array, labels: Array, *, bins: int) -> tuple[Array, Array]:
    """Return the knots of a non-decreasing curve from raw estimates to labels, linear between the knots.

    The raw estimates are first cut into at most `bins` groups of equal number; pooled groups become one knot at their
    mean: a step function would give many segments the same estimate (Oron and Flournoy 2017, centred isotonic
    regression).
    """
    order = np.argsort(raw, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, len(order))) if len(part)]
    sizes = np.array([len(part) for part in parts], dtype=np.float64)
    # Equal raw estimates in several bins become one knot, and so do those that are equal when rounded for the file.
    x = np.array([raw[part].mean() for part in parts])
    x, where = np.unique(np.round(x, 6), return_inverse=True)
    sums = np.bincount(where, [labels[part].sum() for part in parts])
    sizes = np.bincount(where, sizes).astype(np.float64)
    y = pool(np.round(sums / sizes, 6), sizes)
    blocks = [np.flatnonzero(y == level) for level in np.unique(y)]
    return np.array([np.average(x[own], weights=sizes[own]) for own in blocks]), np.unique(y)


def rank_correlation(left: Array, right: Array) -> float:
    """Return Spearman's rho, equal values sharing their mean rank; 0 where one side is constant.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 9.0]))
    1.0
    """
    if len(left) < 2 or np.ptp(left) == 0 or np.ptp(right) == 0:
        return 0.0
    return round(float(np.corrcoef(_ranks(left), _ranks(right))[0, 1]), 12)


def _ranks(values: Array) -> Array:
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle: Array = (ends - (counts - 1) / 2).astype(np.float64)
    return middle[where]


# The labels that estimates predict: a metric's score of each segment, or values given by the user.


Row = Sequence[float | None]

Labels = Mapping[tuple[str, str], Row]
"""By direction and system: one label per segment, higher is better, None where there is none."""


def labeller(metric: str, given: Labels | None) -> Callable[[Corpus], tuple[str, Sequence[Row]]]:
    """Return a function from a corpus to the signature of its labels and the labels of each of its systems.

    `given` labels replace the metric. Raises `ConfigError` for an unknown metric; so does the returned function for a
    metric that is not a score, and for labels that are missing, too few or not numbers.
    """
    if given is not None:
        return lambda corpus: ("given", [_given(given, corpus, system.name) for system in corpus.systems])
    if metric not in kinds("metrics"):
        hint = nearest(metric, kinds("metrics"))
        raise ConfigError("cannot calibrate", [Fault("label", f"no metric '{metric}'; {hint}")])
    kind: MetricClass = resolve("metrics", metric)
    return lambda corpus: _measured(kind, corpus)


def read_labels(path: Path) -> tuple[float | None, ...]:
    """Read one number per line; an empty line is no label. Raises `ConfigError` with every other line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as labels", [Fault("", str(error))]) from error
    found: list[float | None] = []
    faults = []
    for number, line in enumerate(lines, start=1):
        try:
            value = float(line) if line.strip() else None
        except ValueError:
            value = math.nan
        found.append(value)
        if value is not None and not math.isfinite(value):
            faults.append(Fault(f"line {number}", f"'{line[:40]}' is not a number"))
    if faults:
        raise ConfigError(f"{path} has lines that are not labels", faults)
    return tuple(found)


def _measured(kind: MetricClass, corpus: Corpus) -> tuple[str, Sequence[Row]]:
    usable = [i for i, own in enumerate(corpus.references) if any(text.strip() for text in own)]
    if not usable:
        where = f"{corpus.name} {corpus.direction}"
        raise ConfigError("cannot calibrate", [Fault(where, "no segment has a reference: give labels instead")])
    part = corpus.only(usable)
    metric = kind(part)
    if metric.kind != "score" or not metric.higher_is_better:
        raise ConfigError("cannot calibrate", [Fault("label", f"{metric.name} is not a score where higher is better")])
    rows: list[Row] = []
    for system in part.systems:
        row: list[float | None] = [None] * len(corpus)
        for i, value in zip(usable, metric.segments(metric.statistics(system)).tolist(), strict=True):
            row[i] = value
        rows.append(row)
    return metric.signature, rows


def _given(labels: Labels, corpus: Corpus, system: str) -> Sequence[float | None]:
    where = f"{corpus.direction} {system}"
    found = labels.get((corpus.direction, system))
    if found is None:
        raise ConfigError("cannot calibrate", [Fault(where, "has no labels")])
    if len(found) != len(corpus):
        raise ConfigError("cannot calibrate", [Fault(where, f"{len(found)} labels for {len(corpus)} segments")])
    faults = [
        Fault(f"{where}, segment {index + 1}", f"the label {value!r} is not a number")
        for index, value in enumerate(found)
        if value is not None and (not isinstance(value, int | float) or not math.isfinite(value))
    ]
    if faults:
        raise ConfigError("cannot calibrate", faults)
    return found


FEWEST = 100
"""Labelled segments that a direction needs: with fewer, one half says nothing about the other."""

_PENALTY = 0.003
"""Ridge penalty per row: with thousands of rows it only stabilizes the weights of correlated features."""

_KNOTS = 40
"""Number of groups that the isotonic curve is fitted to."""

_SURE = 30
"""Segments above a threshold from which on the share of bad ones among them is used."""

_BLOCK = 10
"""Consecutive segments that are taken as a document where documents are unknown."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to calibrate.

    Attributes:
        label: A metric, or the name of labels given by the user.
        families: Families of features, see `features.FAMILIES`.
        model: Card of the model for forced decoding, used with the family `forced`.
        cut: A label below this is bad; by default the lowest fifth is.
        publish_error: The largest share of bad segments among all that may be published, between 0 and 1.
        edit_error: The largest probability of being bad of a segment that may be post-edited, between 0 and 1.
        seed: Seed of the split into halves.

    Raises:
        ConfigError: Naming every wrong setting.
    """

    label: str = "chrf"
    families: tuple[str, ...] = ("pair", "forced")
    model: str = "fr-mul-tiny"
    cut: float | None = None
    publish_error: float = 0.05
    edit_error: float = 0.5
    seed: int = 12345

    def __post_init__(self) -> None:
        """Raise `ConfigError` naming every wrong setting."""
        names_of(self.families)
        faults = [
            Fault(name, f"{value}: must be between 0 and 1")
            for name, value in (("publish_error", self.publish_error), ("edit_error", self.edit_error))
            if not 0 < value < 1
        ]
        if not self.families:
            faults.append(Fault("families", "name at least one, e.g. pair"))
        if self.cut is not None and not math.isfinite(self.cut):
            faults.append(Fault("cut", f"{self.cut} is not a number"))
        if faults:
            raise ConfigError("the calibration settings are wrong", faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Labelled segments of one direction: features of shape (segments, k), and a label and a document for each."""

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
    progress: Callable[[str], None] = lambda _: None,
) -> Calibration:
    """Calibrate on every system of every corpus.

    Args:
        corpora: Sources with hypotheses and, unless labels are given, references.
        settings: Label, features and thresholds; by default those of `Settings()`.
        labels: Labels that replace the metric.
        tools: What the features need; by default they are loaded.
        progress: Called with a line of text before each step.

    Returns:
        The calibration, with what was measured on the held-out half.

    Raises:
        ConfigError: If there is too little to learn from.
        ModelUnavailable: If a feature cannot be computed.
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
            raise ConfigError("cannot calibrate", [Fault(f"{corpus.name} {corpus.direction}", "it has no sources")])
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
    """Fit to the features and labels of half of the documents.

    Raises `ConfigError` where they are too few or all labels are equal.
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
    curves, estimated, observed, fitted_estimates, fitted_labels = [], [], [], [], []
    for direction, (x, y, held) in merged.items():
        raw = line(x - means[direction])
        knots, levels = isotonic(raw[~held], y[~held], bins=_KNOTS)
        estimates = np.interp(raw, knots, levels)
        estimates[broken(x, names_of(settings.families))] = levels[0]
        estimated.append(estimates[held])
        observed.append(y[held])
        fitted_estimates.append(estimates[~held])
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
    all_estimated, all_observed = np.concatenate(estimated), np.concatenate(observed)
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
        thresholds=_thresholds(
            (np.concatenate(fitted_estimates), np.concatenate(fitted_labels)), (all_estimated, all_observed), settings
        ),
        reliability=reliability(all_estimated, all_observed),
        curves=tuple(curves),
    )


def reliability(estimates: Array, labels: Array) -> tuple[Bin, ...]:
    """Return the estimates by tenths, each with what was observed."""
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
    """Return the document of each segment; blocks of consecutive segments where there is only one document."""
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
            faults.append(Fault(direction, f"every label is {labels[0]:g}: there is nothing to learn"))
    if faults:
        raise ConfigError("cannot calibrate", faults)


def held_out(samples: Sequence[Sample], seed: int) -> tuple[frozenset[str], tuple[int, int]]:
    """Return the documents that are held out, about half of the segments, and the numbers of documents of both halves.

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
    """Return features, labels and held-out flags of a direction's systems. Raises `ConfigError` for an empty half."""
    own = [sample for sample in samples if sample.direction == direction]
    flags = np.array([name in held for sample in own for name in sample.documents], dtype=np.bool_)
    if min(flags.sum(), (~flags).sum()) < FEWEST // 4:
        message = "too few segments in one half of the documents: use more, or smaller, documents"
        raise ConfigError("cannot calibrate", [Fault(direction, message)])
    return np.concatenate([sample.features for sample in own]), np.concatenate([sample.labels for sample in own]), flags


def _thresholds(fitted: tuple[Array, Array], held: tuple[Array, Array], settings: Settings) -> Thresholds:
    """Choose the thresholds on one half, measure them on the other."""
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
    """Return the lowest fifth of the labels; with only two labels, a value between them."""
    cut = float(np.quantile(labels, 0.2))
    return round(cut if (labels < cut).any() else float(labels.mean()), 4)


def _lowest(estimates: Array, labels: Array, *, cut: float, error: float) -> float | None:
    """Return the lowest estimate from which on at most a share `error` is bad, taken together, or None."""
    order = np.argsort(-estimates, kind="stable")
    rates = np.cumsum(labels[order] < cut) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((rates <= error) & (np.arange(len(order)) >= min(_SURE, len(order)) - 1))
    return math.floor(estimates[order[enough[-1]]] * 1e4) / 1e4 if len(enough) else None


def _first(estimates: Array, labels: Array, *, cut: float, error: float) -> float | None:
    """Return the estimate from which on a single segment is bad with at most that probability, or None."""
    knots, good = isotonic(estimates, (labels >= cut).astype(np.float64), bins=_KNOTS)
    if good[-1] < 1 - error:
        return None
    where = estimates.min() if good[0] >= 1 - error else np.interp(1 - error, good, knots)
    return math.floor(float(where) * 1e4) / 1e4
