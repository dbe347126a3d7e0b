"""Batches hold every text once and no more than the budget."""

from hypothesis import given
from hypothesis import strategies as st

from babelpress.models.backends.base import batches


def test_batches_of_nothing_are_none():
    assert batches({}, budget=10) == []


def test_batches_give_a_text_over_the_budget_its_own():
    assert batches({0: 3, 1: 50, 2: 3}, budget=6) == [[1], [0, 2]]


@given(st.dictionaries(st.integers(0, 99), st.integers(1, 40), max_size=30), st.integers(1, 100))
def test_batches_hold_each_text_once_within_the_budget(lengths: dict[int, int], budget: int):
    found = batches(lengths, budget=budget)

    assert sorted(i for batch in found for i in batch) == sorted(lengths)
    assert all(len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget for batch in found)
    assert [lengths[i] for batch in found for i in batch] == sorted(lengths.values(), reverse=True)
