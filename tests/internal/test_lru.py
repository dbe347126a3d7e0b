"""The memory: nothing is made twice, order is kept, size is bounded."""

from hypothesis import given
from hypothesis import strategies as st

from babelpress._internal.lru import LRUCache


def test_recall_makes_nothing_for_no_keys():
    assert LRUCache[str](10).recall([], lambda _: ["never"]) == []


def test_recall_makes_equal_keys_once():
    asked: list[int] = []

    def make(positions: list[int]) -> list[str]:
        asked.extend(positions)
        return [f"made {position}" for position in positions]

    memory = LRUCache[str](10)
    first = memory.recall(["a", "b", "a"], make)
    second = memory.recall(["b", "c"], make)

    assert first == ["made 0", "made 1", "made 0"]
    assert second == ["made 1", "made 1"]
    assert asked == [0, 1, 1]


@given(st.lists(st.lists(st.integers(0, 20), max_size=12), max_size=6), st.integers(0, 8))
def test_recall_is_right_at_any_size(windows: list[list[int]], size: int):
    memory = LRUCache[int](size)
    for keys in windows:
        assert memory.recall(keys, lambda positions, keys=keys: [keys[p] * 10 for p in positions]) == [
            key * 10 for key in keys
        ]
        assert len(memory) <= size


def test_recall_forgets_the_longest_unused():
    memory = LRUCache[str](2)
    memory.recall(["a", "b"], lambda positions: ["A", "B"])
    memory.recall(["a"], lambda positions: [])
    memory.recall(["c"], lambda positions: ["C"])

    assert memory.recall(["a", "b"], lambda positions: ["made again"]) == ["A", "made again"]
