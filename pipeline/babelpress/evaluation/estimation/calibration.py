"""A calibration: how the features of a segment map to its probable label, how well that works, and its JSON."""

import math
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import ConfigDict, Field, ValidationError

from babelpress.config import resources
from babelpress.errors import ConfigError, Fault, ModelUnavailable, nearest
from babelpress.evaluation.estimation.features import FAMILIES, broken, names_of
from babelpress.evaluation.metrics.base import Array

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["FORMAT", "Bin", "Calibration", "Curve", "Thresholds", "Verdict", "find", "from_json", "read", "to_json"]

FORMAT = 1
"""Raised whenever the meaning of a feature changes: an older calibration would then silently be wrong."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
Row = tuple[Finite, ...]
Verdict = Literal["publish", "edit", "human"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A tenth of the held-out segments, by estimate: mean estimate, mean observed label and number of segments."""

    predicted: Finite
    observed: Finite
    segments: int

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One direction: the means of its features, and the knots of the curve from a raw value to a label.

    `reliability`, `rank_correlation` (Spearman) and `segments` are of the held-out documents.

    Attributes:
        direction: E.g. `fr-nl`.
        means: Mean of each feature, subtracted before the weights are applied.
        knots: Raw values, increasing.
        labels: The label at each knot, increasing.
        segments: Number of held-out segments.
        rank_correlation: Spearman's rho between estimates and labels, -1 to 1.
        reliability: Estimates against observed labels, by tenths.
    """

    direction: str
    means: Row
    knots: Row
    labels: Row
    segments: int
    rank_correlation: Finite
    reliability: tuple[Bin, ...]

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which estimate on a segment may be published, or post-edited; below, a human translates it.

    The thresholds are chosen on the fitted half; `errors` and `shares` are measured on the held-out half.

    Attributes:
        cut: A label below this is bad.
        publish: The lowest estimate to publish; None where no estimate was certain enough.
        edit: The lowest estimate to post-edit; None where no estimate was certain enough.
        publish_error: At most this share of all segments to publish was bad.
        edit_error: The probability of being bad of a segment at the threshold `edit`.
        errors: The share of bad segments among those to publish, to edit and for a human; None for an empty group.
        shares: The share of each of these groups, 0 to 1.
    """

    cut: Finite
    publish: Finite | None
    edit: Finite | None
    publish_error: Finite
    edit_error: Finite
    errors: tuple[Finite | None, Finite | None, Finite | None]
    shares: tuple[Finite, Finite, Finite]

    __pydantic_config__ = ConfigDict(extra="forbid")

    def verdict(self, estimate: float) -> Verdict:
        """Return what to do with a segment of this estimate."""
        if self.publish is not None and estimate >= self.publish:
            return "publish"
        return "edit" if self.edit is not None and estimate >= self.edit else "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How features become an estimate of a label, and the data that this was fitted to.

    Attributes:
        format: `FORMAT` of the code that made it.
        babelpress: Version of the code that made it.
        data: Names of the corpora.
        systems: Names of the systems.
        label: The metric that is predicted, or the name of labels given by the user.
        label_signature: Signature of the metric, or `given`.
        model: Card of the model for forced decoding; empty where none is used.
        families: Families of features.
        features: Names of the features, in order of `weights`.
        scales: Each feature minus the mean of its direction is divided by this.
        weights: Weight of each feature.
        seed: Seed of the split into halves.
        documents: Number of documents fitted to, and held out.
        thresholds: What to do with a segment.
        reliability: Estimates against observed labels, by tenths.
        curves: One for each direction.
    """

    format: int = FORMAT
    babelpress: str
    data: str
    systems: tuple[str, ...]
    label: str
    label_signature: str
    model: str
    families: tuple[str, ...]
    features: tuple[str, ...]
    scales: Row
    weights: Row
    seed: int
    documents: tuple[int, int]
    thresholds: Thresholds
    reliability: tuple[Bin, ...]
    curves: tuple[Curve, ...]

    __pydantic_config__ = ConfigDict(extra="forbid")

    @property
    def directions(self) -> tuple[str, ...]:
        """The directions it was made for: `fr-en`, `fr-de`, ..."""
        return tuple(curve.direction for curve in self.curves)

    @property
    def signature(self) -> str:
        """Everything that has to be equal for two estimates to be comparable."""
        families = "+".join(self.families)
        checksum = sha256(to_json(self).encode()).hexdigest()[:12]
        label = "-".join(self.label.replace("|", " ").split())
        return f"label:{label}|features:{families}|model:{self.model or 'none'}|calibration:{checksum}"

    def curve(self, direction: str) -> Curve:
        """Return the curve of a direction.

        Args:
            direction: E.g. `fr-nl`.

        Returns:
            Its curve.

        Raises:
            ModelUnavailable: If the calibration was not made for the direction.
        """
        for curve in self.curves:
            if curve.direction == direction:
                return curve
        raise ModelUnavailable(
            f"the calibration on {self.data} is for {', '.join(self.directions)}, not for {direction}; make one with "
            "babelpress calibrate"
        )

    def apply(self, features: Array, direction: str) -> Array:
        """Compute estimates from features.

        A segment with a severe finding of form gets the lowest estimate, whatever its other features are.

        Args:
            features: In the order of `self.features`, of shape (segments, k).
            direction: E.g. `fr-nl`.

        Returns:
            Estimates on the scale of the label, of shape (segments,).

        Raises:
            ModelUnavailable: If the calibration was not made for the direction.
        """
        curve = self.curve(direction)
        raw = ((features - np.asarray(curve.means)) / np.asarray(self.scales)) @ np.asarray(self.weights)
        estimates: Array = np.interp(raw, curve.knots, curve.labels)
        estimates[broken(features, self.features)] = curve.labels[0]
        return estimates


@cache
def _adapter() -> "TypeAdapter[Calibration]":
    from pydantic import TypeAdapter

    return TypeAdapter(Calibration)


def to_json(calibration: Calibration) -> str:
    """Return a JSON object that `from_json` turns back into an equal calibration."""
    return _adapter().dump_json(calibration, indent=1).decode() + "\n"


def from_json(text: str, *, name: str = "the calibration") -> Calibration:
    """Read what `to_json` wrote. Raises `ConfigError` with every fault: no JSON, wrong values, another version."""
    try:
        calibration = _adapter().validate_json(text)
    except ValidationError as error:
        faults = [Fault(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
        raise ConfigError(f"{name} is not a calibration; make one with babelpress calibrate", faults) from error
    faults = list(_faults(calibration))
    if faults:
        raise ConfigError(f"{name} cannot be used; make it again with babelpress calibrate", faults)
    return calibration


def _faults(calibration: Calibration) -> list[Fault]:
    if calibration.format != FORMAT:
        return [Fault("format", f"is {calibration.format}; this version of Babelpress reads {FORMAT}")]
    faults = [Fault("families", f"'{name}': {nearest(name, FAMILIES)}") for name in calibration.families
              if name not in FAMILIES]  # fmt: skip
    known = () if faults else names_of(calibration.families)
    faults += [Fault("features", f"'{name}' is unknown: {nearest(name, known)}") for name in calibration.features
               if known and name not in known]  # fmt: skip
    if len(set(calibration.features)) < len(calibration.features):
        faults.append(Fault("features", "one of them is listed twice"))
    if "forced" in calibration.families and not calibration.model:
        faults.append(Fault("model", "is empty, but the features of 'forced' need a model"))
    width = len(calibration.features)
    rows = [("weights", calibration.weights), ("scales", calibration.scales)]
    rows += [(f"curves.{i}.means", curve.means) for i, curve in enumerate(calibration.curves)]
    faults += [Fault(place, f"{len(row)} values for {width} features") for place, row in rows if len(row) != width]
    if any(scale <= 0 for scale in calibration.scales):
        faults.append(Fault("scales", "must be above 0"))
    if not calibration.curves:
        faults.append(Fault("curves", "there must be at least one"))
    for i, curve in enumerate(calibration.curves):
        steps = [*np.diff(curve.knots), *np.diff(curve.labels)]
        if not curve.knots or len(curve.knots) != len(curve.labels) or not all(step > 0 for step in steps):
            faults.append(Fault(f"curves.{i}", "knots and labels must be equally many, and increasing"))
    return faults


def read(path: Path) -> Calibration:
    """Read a calibration file. Raises `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as a calibration", [Fault("", str(error))]) from error
    return from_json(text, name=str(path))


def find(direction: str, name: str = "") -> Calibration:
    """Return the calibration of that name or path; without one, the shipped calibration for the direction.

    Raises `ConfigError` for a file that is not a calibration, `ModelUnavailable` where there is none for the direction.
    """
    if name:
        path = resources.CALIBRATIONS / f"{name}.json"
        return read(path if path.is_file() else Path(name))
    for path in sorted(resources.CALIBRATIONS.glob("*.json")):
        calibration = read(path)
        if direction in calibration.directions:
            return calibration
    raise ModelUnavailable(
        f"no shipped calibration is for {direction}; make one from translations with references (babelpress calibrate)"
    )


def rounded(values: Array, *, digits: int = 6) -> Row:
    """Return values rounded to so many significant digits."""
    return tuple(0.0 if value == 0 else round(value, digits - 1 - math.floor(math.log10(abs(value))))
                 for value in np.asarray(values, dtype=np.float64).tolist())  # fmt: skip
