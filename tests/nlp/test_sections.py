"""A long text in parts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.nlp.lexrank import lengths, parts


@pytest.mark.parametrize(
    ("kinds", "chosen", "expected"),
    [
        ([], [], ()),
        (["paragraph"], [0], (1,)),
        (["title", "heading", "paragraph"], [2], (1,)),
        (["paragraph", "paragraph"], [0, 1], (2,)),
        (["paragraph", "heading", "paragraph", "quote", "paragraph"], [0, 2, 4], (1, 2)),
        (["heading", "heading", "paragraph", "heading"], [2], (1,)),
    ],
)
def test_lengths_counts_what_stands_under_each_heading(kinds: list, chosen: list[int], expected: tuple[int, ...]):
    assert lengths(kinds, chosen) == expected


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([], ()),
        ([3], ((0, 3),)),
        ([2, 3], ((0, 5),)),
        ([4, 3], ((0, 4), (4, 7))),
        ([11], ((0, 4), (4, 7), (7, 11))),
    ],
)
def test_parts_keeps_sections_together_where_they_fit(sections: list[int], expected: tuple[tuple[int, int], ...]):
    assert parts(sections, most=5) == expected


@given(st.lists(st.integers(1, 400), max_size=20), st.integers(1, 60))
def test_parts_leaves_nothing_out_and_none_too_long(sections: list[int], most: int):
    found = parts(sections, most=most)

    assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]
    assert sum(end - start for start, end in found) == sum(sections)
    assert all(0 < end - start <= most for start, end in found)
    assert all(b - a + d - c > most or not _same(sections, a, d) for (a, b), (c, d) in pairwise(found))


def _same(sections: list[int], start: int, end: int) -> bool:
    """Whether a range holds whole sections only: two such parts would have been one."""
    starts = [sum(sections[:i]) for i in range(len(sections) + 1)]
    return start in starts and end in starts
