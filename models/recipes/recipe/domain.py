"""How much pairs are like the texts that a model is for, and so how often they are seen.

Moore and Lewis, "Intelligent selection of language model training data", ACL 2010: a sentence is worth more, the
likelier it is among those texts than among the corpora. Here by pieces and by pairs of neighbouring pieces.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recipe.articles import read
from recipe.config import Domain

SENTENCES = 100_000
"""That are read of the domain."""

_PAIRS = 1 << 22
"""Pairs of pieces are counted by a hash of so many values."""
_FEW, _FEW_PAIRS = 0.5, 3.0
"""Added to every count, so that what is rare says little."""

Numbers = NDArray[np.float64]
Sentences = Sequence[Sequence[int]]
"""Sentences as the ids of their pieces."""


def sentences(articles: Path, language: str) -> Iterator[str]:
    """Give sentences of a file of articles, of none in a test split. Raises `ConfigError`."""
    learnt = (one for one in read(articles) if not {one.split_abstract, one.split_title} & {"valid", "test"})
    return islice((sentence for one in learnt for sentence in one.sentences(language)), SENTENCES)


def likeness(corpora: Sentences, repeat: Sequence[int], domain: Sentences) -> Numbers:
    """Give the log of how many times likelier each sentence of the corpora is in the domain, by piece."""
    (ids, owners), (others, of_others) = _flat(corpora), _flat(domain)
    times, count = np.array(repeat, dtype=float), len(corpora)
    alone = _log_ratio(ids, others, times[owners], size=1 + max(ids.max(initial=0), others.max(initial=0)), few=_FEW)
    pairs, inside = _hashed(ids, owners)
    double = _log_ratio(pairs, _hashed(others, of_others)[0], times[inside], size=_PAIRS, few=_FEW_PAIRS)
    return (_mean(alone[ids], owners, count) + _mean(double[pairs], inside, count)) / 2


def weigh(
    repeat: Sequence[int], scores: Numbers, *, sizes: Sequence[int], groups: Sequence[str], rules: Domain, seed: int
) -> list[int]:
    """Give how often each pair is seen instead: the more, the higher its score.

    Each of the `groups` (target languages) keeps its share of a pass, counted in `sizes` (pieces of a pair).
    """
    times, names = np.array(repeat, dtype=float), np.array(groups)
    shares, weights = times * np.array(sizes), np.ones(len(times))
    for name in np.unique(names):
        here = (names == name) & (shares > 0)
        if here.any():
            middle = np.average(scores[here], weights=shares[here])
            found = np.clip(np.exp(rules.strength * (scores[here] - middle)), rules.least, rules.most)
            weights[here] = found / np.average(found, weights=shares[here])
    # 1.3 times is once, and twice for three in ten.
    chance = np.random.default_rng(seed).random(len(times))
    return [int(one) for one in np.minimum(np.floor(times * weights + chance), 255)]


def _flat(sides: Sentences) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All ids end to end, and the sentence that each is of."""
    owners = np.repeat(np.arange(len(sides)), [len(ids) for ids in sides])
    return np.fromiter((one for ids in sides for one in ids), dtype=np.int64, count=len(owners)), owners


def _hashed(ids: NDArray[np.int64], owners: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of neighbouring ids of one sentence, as numbers, and the sentence that each is of."""
    inside = owners[:-1] == owners[1:]
    return ((ids[:-1] * 31337 + ids[1:]) % _PAIRS)[inside], owners[:-1][inside]


def _log_ratio(ids: NDArray[np.int64], domain: NDArray[np.int64], times: Numbers, *, size: int, few: float) -> Numbers:
    """For every id, the log of its share in the domain by that in the corpora."""
    theirs, ours = np.bincount(domain, minlength=size), np.bincount(ids, weights=times, minlength=size)
    scale = max(1.0, theirs.sum()) / max(1.0, ours.sum())
    return np.asarray(np.log((theirs + few) / (ours * scale + few)))


def _mean(values: Numbers, owners: NDArray[np.int64], count: int) -> Numbers:
    return np.bincount(owners, weights=values, minlength=count) / np.maximum(1, np.bincount(owners, minlength=count))
