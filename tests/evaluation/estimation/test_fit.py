"""Ridge, isotonic regression and rank correlation: worked by hand, and against what they are defined by."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.evaluation.estimation.calibrate import isotonic, pool, rank_correlation, ridge


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        ([], [], []),
        ([5.0], [1.0], [5.0]),
        ([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], [1.0, 2.0, 3.0]),
        ([3.0, 2.0, 1.0], [1.0, 1.0, 1.0], [2.0, 2.0, 2.0]),
        # 5 and 2 give 3 (weights 1 and 2), which is below the 4 before it: (2 * 4 + 5 + 2 * 2) / 5 = 3.4.
        ([4.0, 5.0, 2.0, 6.0], [2.0, 1.0, 2.0, 1.0], [3.4, 3.4, 3.4, 6.0]),
        ([1.0, 4.0, 2.0, 6.0, 3.0], [1.0, 1.0, 3.0, 1.0, 2.0], [1.0, 2.5, 2.5, 4.0, 4.0]),
    ],
)
def test_pool_gives_the_worked_examples(values, weights, expected):
    assert pool(np.array(values), np.array(weights)).tolist() == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 10)), min_size=1, max_size=30))
def test_pool_rises_and_keeps_the_mean(pairs):
    values, weights = (np.array(column) for column in zip(*pairs, strict=True))

    pooled = pool(values, weights)

    assert (np.diff(pooled) >= 0).all()
    assert np.average(pooled, weights=weights) == pytest.approx(np.average(values, weights=weights), abs=1e-6)


def test_isotonic_knots_rise_and_follow_the_labels():
    rng = np.random.default_rng(0)
    raw = rng.normal(size=2000)
    labels = np.tanh(raw) * 10 + rng.normal(size=2000)

    knots, levels = isotonic(raw, labels, bins=40)

    assert (np.diff(knots) > 0).all()
    assert (np.diff(levels) > 0).all()
    inside = np.linspace(-1.5, 1.5, 31)
    assert np.interp(inside, knots, levels) == pytest.approx(np.tanh(inside) * 10, abs=1.0)


def test_isotonic_of_a_falling_curve_is_one_knot_at_the_mean():
    knots, levels = isotonic(np.arange(10.0), -np.arange(10.0), bins=5)

    assert (knots.tolist(), levels.tolist()) == ([4.5], [-4.5])


def test_ridge_without_penalty_finds_the_line_and_with_it_shrinks():
    x = np.array([[0.0, 1.0, 7.0], [1.0, 0.0, 7.0], [2.0, 5.0, 7.0], [3.0, 2.0, 7.0]])
    y = 3 + 2 * x[:, 0] - x[:, 1]

    exact, shrunk = (ridge(x, y, penalty=penalty) for penalty in (1e-12, 1.0))

    assert exact(x) == pytest.approx(y)
    assert exact.weights[2] == 0  # a feature that never varies
    assert np.abs(shrunk.weights).sum() < np.abs(exact.weights).sum()


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([], [], 0.0),
        ([1.0], [2.0], 0.0),
        ([1.0, 1.0], [1.0, 2.0], 0.0),
        ([1.0, 2.0, 3.0], [10.0, 20.0, 15.0], 0.5),
        ([1.0, 2.0, 3.0], [3.0, 2.0, 1.0], -1.0),
        # Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5).
        ([1.0, 2.0, 2.0, 4.0], [1.0, 3.0, 2.0, 4.0], 0.948683298051),
    ],
)
def test_rank_correlation_is_spearmans(left, right, expected):
    assert rank_correlation(np.array(left), np.array(right)) == pytest.approx(expected)
