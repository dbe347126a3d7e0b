"""Draws and tests of significance. That they are sacreBLEU's own is tested in tests/metrics/test_sacre.py."""

import numpy as np
import pytest

from babelpress.evaluation.metrics.base import Mean
from babelpress.evaluation.results import pack, unpack
from babelpress.evaluation.significance import Draws, bootstrap, holm, interval, p_value, randomization


def statistics(*systems: list[float]) -> np.ndarray:
    """From values of systems to statistics of a mean: (segments, systems, 2)."""
    values = np.array(systems, dtype=np.float64).T
    return np.stack([values, np.ones_like(values)], axis=-1)


def test_blocks_of_draws_are_the_draws_of_one(monkeypatch: pytest.MonkeyPatch):
    draws = Draws(segments=50, samples=30, trials=30, seed=7)
    whole = [np.concatenate(list(made)) for made in (draws.counts(), draws.swaps())]

    monkeypatch.setattr("babelpress.evaluation.significance._CELLS", 200)
    parts = [np.concatenate(list(made)) for made in (draws.counts(), draws.swaps())]

    assert [part.shape for part in parts] == [(30, 50), (30, 50)]
    assert np.array_equal(parts[1], whole[1])
    assert (parts[0].sum(1) == 50).all() and np.array_equal(parts[0], whole[0])


def test_single_segment_has_an_interval_of_its_own_value():
    samples = bootstrap(statistics([40.0]), Mean.scores, Draws(segments=1, samples=100, trials=0, seed=1))

    assert interval(samples[:, 0]) == (40.0, 40.0)


def test_bootstrap_interval_is_that_of_the_normal_distribution():
    """2,000 values of a normal distribution of deviation 10: the mean's 95 % interval is 1.96 x 10 / sqrt(2000)."""
    values = np.random.default_rng(3).normal(50, 10, 2000)
    samples = bootstrap(statistics(list(values)), Mean.scores, Draws(segments=2000, samples=2000, trials=0, seed=1))

    low, high = interval(samples[:, 0])

    assert (high - low) / 2 == pytest.approx(1.96 * 10 / 2000**0.5, rel=0.08)


def test_randomization_of_equal_systems_is_never_significant():
    """Of 200 pairs that differ by chance alone about 1 in 20 is below 0.05."""
    rng = np.random.default_rng(5)
    below = 0
    for n in range(200):
        pair = statistics(list(rng.normal(size=60)), list(rng.normal(size=60)))
        seen = float(abs(Mean.scores(pair.sum(0))[1] - Mean.scores(pair.sum(0))[0]))
        chance = randomization(pair, Mean.scores, Draws(segments=60, samples=0, trials=300, seed=n), baseline=0)
        below += p_value(chance[:, 1], seen) < 0.05
    assert 2 <= below <= 20


def test_holm_steps_down():
    assert holm([]) == []
    assert holm([0.04]) == [True]
    assert holm([0.04, 0.03]) == [False, False]
    assert holm([0.04, 0.02]) == [True, True]


def test_packed_statistics_come_back():
    made = np.array([[1.0, 2.5], [3.0, 1e9]])

    assert np.array_equal(unpack(pack(made)), made)
    with pytest.raises(ValueError, match="padding"):
        unpack("2:no")
