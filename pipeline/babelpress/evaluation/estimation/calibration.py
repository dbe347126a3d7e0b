"""A calibration: how features of a segment become the label it probably has, what was seen of that, and its JSON."""

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
"""Raised whenever a feature changes its meaning: an older calibration would then be wrong without saying so."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
Row = tuple[Finite, ...]
Verdict = Literal["publish", "edit", "human"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A tenth of the held-out segments, by their estimate: what was estimated and what was observed, on average."""

    predicted: Finite
    observed: Finite
    segments: int

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One direction: the means its features are held against, and the knots that turn a raw figure into a label.

    `reliability`, `rank_correlation` (Spearman) and `segments` are of the held-out documents.
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
    """From which estimate on a segment may be published, and edited; below, a human translates it.

    Bad is a label below `cut`. Chosen on the fitted half: of all from `publish` on at most a share `publish_error` was
    bad, and one of just `edit` is bad with a probability of `edit_error`. `errors` and `shares` are what that meant on
    the held-out half: how many of publish, edit and human were bad, and how many they were. A threshold is None where
    no estimate was sure enough.
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
        """What to do with a segment of this estimate."""
        if self.publish is not None and estimate >= self.publish:
            return "publish"
        return "edit" if self.edit is not None and estimate >= self.edit else "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How features become an estimate of `label`, and on what `data` that was found.

    `weights` are of features less their direction's means, by `scales`. `families` of features were used, `model` is
    the card whose model scores, empty where none does. `documents` are how many were fitted to and held out.
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
        """`fr-en`, `fr-de`, ..."""
        return tuple(curve.direction for curve in self.curves)

    @property
    def signature(self) -> str:
        """All that has to be the same for two estimates to compare."""
        families = "+".join(self.families)
        made = sha256(to_json(self).encode()).hexdigest()[:12]
        label = "-".join(self.label.replace("|", " ").split())
        return f"label:{label}|features:{families}|model:{self.model or 'none'}|calibration:{made}"

    def curve(self, direction: str) -> Curve:
        """What it knows of a direction. Raises `ModelUnavailable` for one it was not made for."""
        for curve in self.curves:
            if curve.direction == direction:
                return curve
        raise ModelUnavailable(
            f"the calibration on {self.data} knows {', '.join(self.directions)}, not {direction}: make one with "
            "babelpress calibrate"
        )

    def apply(self, features: Array, direction: str) -> Array:
        """Turn `features`, in the order of its own and of shape (segments, k), into estimates. Raises as `curve`.

        What is broken in form has the least estimate, whatever else speaks for it.
        """
        curve = self.curve(direction)
        raw = ((features - np.asarray(curve.means)) / np.asarray(self.scales)) @ np.asarray(self.weights)
        made: Array = np.interp(raw, curve.knots, curve.labels)
        made[broken(features, self.features)] = curve.labels[0]
        return made


@cache
def _adapter() -> "TypeAdapter[Calibration]":
    from pydantic import TypeAdapter

    return TypeAdapter(Calibration)


def to_json(calibration: Calibration) -> str:
    """Give one JSON object, that `from_json` turns back into an equal calibration."""
    return _adapter().dump_json(calibration, indent=1).decode() + "\n"


def from_json(text: str, *, name: str = "the calibration") -> Calibration:
    """Read what `to_json` wrote. Raises `ConfigError` with every fault: no JSON, no numbers, another version."""
    try:
        calibration = _adapter().validate_json(text)
    except ValidationError as error:
        faults = [Fault(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
        raise ConfigError(f"{name} is no calibration; make one with babelpress calibrate", faults) from error
    faults = list(_faults(calibration))
    if faults:
        raise ConfigError(f"{name} cannot be used; make it anew with babelpress calibrate", faults)
    return calibration


def _faults(calibration: Calibration) -> list[Fault]:
    if calibration.format != FORMAT:
        return [Fault("format", f"{calibration.format}, this version of Babelpress reads {FORMAT}")]
    faults = [Fault("families", f"'{name}': {nearest(name, FAMILIES)}") for name in calibration.families
              if name not in FAMILIES]  # fmt: skip
    known = () if faults else names_of(calibration.families)
    faults += [Fault("features", f"'{name}' is unknown: {nearest(name, known)}") for name in calibration.features
               if known and name not in known]  # fmt: skip
    if len(set(calibration.features)) < len(calibration.features):
        faults.append(Fault("features", "one comes twice"))
    if "forced" in calibration.families and not calibration.model:
        faults.append(Fault("model", "is empty, but the features are those of a model that scores"))
    width = len(calibration.features)
    rows = [("weights", calibration.weights), ("scales", calibration.scales)]
    rows += [(f"curves.{i}.means", curve.means) for i, curve in enumerate(calibration.curves)]
    faults += [Fault(place, f"{len(row)} figures for {width} features") for place, row in rows if len(row) != width]
    if any(scale <= 0 for scale in calibration.scales):
        faults.append(Fault("scales", "have to be above 0"))
    if not calibration.curves:
        faults.append(Fault("curves", "there is none"))
    for i, curve in enumerate(calibration.curves):
        steps = [*np.diff(curve.knots), *np.diff(curve.labels)]
        if not curve.knots or len(curve.knots) != len(curve.labels) or not all(step > 0 for step in steps):
            faults.append(Fault(f"curves.{i}", "knots and labels have to be as many, and rise"))
    return faults


def read(path: Path) -> Calibration:
    """Read a file. Raises `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as a calibration", [Fault("", str(error))]) from error
    return from_json(text, name=str(path))


def find(direction: str, name: str = "") -> Calibration:
    """Give the calibration of that name or path; without one, the shipped one that knows the direction.

    Raises `ConfigError` for a file that is none, `ModelUnavailable` where none knows the direction.
    """
    if name:
        path = resources.CALIBRATIONS / f"{name}.json"
        return read(path if path.is_file() else Path(name))
    for path in sorted(resources.CALIBRATIONS.glob("*.json")):
        calibration = read(path)
        if direction in calibration.directions:
            return calibration
    raise ModelUnavailable(
        f"no calibration that ships knows {direction}: make one from translations with references "
        "(babelpress calibrate)"
    )


def rounded(values: Array, *, digits: int = 6) -> Row:
    """Figures short enough to be read, of so many significant digits."""
    return tuple(0.0 if value == 0 else round(value, digits - 1 - math.floor(math.log10(abs(value))))
                 for value in np.asarray(values, dtype=np.float64).tolist())  # fmt: skip
