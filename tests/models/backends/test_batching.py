"""Batches hold every text once and no more than the budget."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.models.backends.batching import Fitting, batches


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


class Memory:
    """Computes the double of each length, in batches of at most so many tokens."""

    def __init__(self, lengths: dict[int, int], tokens: int) -> None:
        self.lengths = lengths
        self.tokens = tokens
        self.done: list[int] = []
        self.released = 0

    def compute(self, chunks: list[list[int]]) -> Iterator[tuple[int, int]]:
        for chunk in chunks:
            if len(chunk) * max(self.lengths[i] for i in chunk) > self.tokens:
                raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")
            self.done += chunk
            yield from ((i, 2 * self.lengths[i]) for i in chunk)

    def release(self) -> None:
        self.released += 1


@given(
    st.dictionaries(st.integers(0, 99), st.integers(1, 40), min_size=1, max_size=30),
    st.integers(1, 200),
    st.integers(0, 200),
    st.booleans(),
)
def test_whatever_fits_alone_is_computed_once(lengths: dict[int, int], budget: int, room: int, padded: bool):
    memory = Memory(lengths, max(lengths.values()) + room)
    fitting = Fitting("m", release=memory.release)

    found = fitting.run(lengths, memory.compute, budget=budget, padded=padded)
    first, memory.done = memory.done, []
    refused, memory.released = memory.released, 0
    fitting.run(lengths, memory.compute, budget=budget, padded=padded)

    assert found == {i: 2 * length for i, length in lengths.items()}
    assert sorted(first) == sorted(memory.done) == sorted(lengths)
    assert refused <= 12  # each time half
    assert memory.released == 0  # a later call knows what fits


def test_memory_that_is_too_small_for_one_text_is_an_error():
    memory = Memory({0: 3, 1: 9}, 8)

    with pytest.raises(RuntimeError, match="out of memory"):
        Fitting("m").run(memory.lengths, memory.compute, budget=100)


def test_another_fault_is_not_tried_again():
    def fail(_: list[list[int]]) -> Iterator[tuple[int, int]]:
        raise RuntimeError("an illegal memory access was encountered")

    with pytest.raises(RuntimeError, match="illegal"):
        Fitting("m", release=lambda: pytest.fail("it was tried again")).run({0: 1, 1: 1}, fail, budget=9)


def test_the_setting_is_named_once(caplog: pytest.LogCaptureFixture):
    fitting = Fitting("m")

    with caplog.at_level(logging.WARNING):
        for tokens in (40, 20, 10):
            memory = Memory(dict.fromkeys(range(9), 5), tokens)
            fitting.run(memory.lengths, memory.compute, budget=100)

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "decoding.batch_tokens" in caplog.text
