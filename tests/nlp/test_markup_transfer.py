"""Tags over a translation: as many, the same, a tree, and none inside a word, whatever the alignment says."""

import os
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress.document import Block, InlineTag
from babelpress.formats.inline import faults, render_inline
from babelpress.nlp.markup_transfer import Projection, project
from babelpress.nlp.word_alignment import Alignment, Joined, of_pieces

EXAMPLES = int(os.environ.get("BABELPRESS_EXAMPLES", "150"))


def mark(tag: str, start: int, end: int, *, depth: int = 0, keep: bool = False) -> InlineTag:
    return InlineTag(start=start, end=end, tag=tag, open=f"<{tag}>", close=f"</{tag}>", depth=depth, keep=keep)


def same(source: str, target: str) -> Joined:
    """Words aligned where they are equal."""
    nothing = np.zeros((0, 0), dtype=np.float32)
    return Joined([of_pieces(source, target, source_pieces=[], target_pieces=[], attention=nothing)])


def shown(projection: Projection, target: str) -> str:
    block = Block(kind="paragraph", text=target, markup=projection.marks)
    return render_inline(block, lambda text, inside: text)


def test_project_puts_tags_where_the_words_went():
    source, target = "Paris attend Nvidia", "Nvidia, Paris"

    placed = project([mark("b", 0, 5), mark("i", 13, 19)], same(source, target), source=source, target=target)

    assert shown(placed, target) == "<i>Nvidia</i>, <b>Paris</b>"
    assert placed.doubtful == ()


def test_project_keeps_nested_tags_inside_one_another():
    source, target = "le groupe Nvidia Corp ici", "hier Nvidia Corp"
    marks = [mark("a", 10, 21), mark("b", 10, 16, depth=1)]

    placed = project(marks, same(source, target), source=source, target=target)

    assert shown(placed, target) == "hier <a><b>Nvidia</b> Corp</a>"


def test_project_covers_all_where_a_lone_tag_has_no_place():
    source, target = "un mot", "twee woorden"

    placed = project([mark("b", 3, 6)], same(source, target), source=source, target=target)

    assert shown(placed, target) == "<b>twee woorden</b>"
    assert placed.doubtful == (0,)


def test_project_keeps_marks_of_the_block_first():
    bullet = InlineTag(start=0, end=0, tag="marker", attributes=(("text", "- "),))

    placed = project([bullet, mark("b", 0, 5)], same("Paris", "Paris"), source="Paris", target="Paris")

    assert placed.marks == (bullet, mark("b", 0, 5))


def test_project_puts_an_empty_tag_behind_the_word_it_stood_behind():
    source, target = "Nvidia gagne Paris", "Paris Nvidia"

    placed = project([mark("sup", 6, 6)], same(source, target), source=source, target=target)

    assert shown(placed, target) == "Paris Nvidia<sup></sup>"


def test_project_of_ten_thousand_nested_tags_is_a_tree():
    marks = [mark("b", 0, 5, depth=depth) for depth in range(10_000)]

    placed = project(marks, same("Paris", "Paris"), source="Paris", target="Paris")

    assert faults("Paris", placed.marks) == []
    assert len(placed.marks) == 10_000


TEXT = st.text(alphabet="ab é-'’1.,»\u202f x", max_size=40)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str, list[InlineTag], Joined]:
    source, target = draw(TEXT), draw(TEXT)
    marks: list[InlineTag] = []

    def fill(low: int, high: int, depth: int) -> None:
        at = low
        for _ in range(draw(st.integers(0, 3 if depth < 3 else 0))):
            start = draw(st.integers(at, high))
            end = draw(st.integers(start, high))
            keep = draw(st.booleans()) and depth == 2
            marks.append(mark(f"t{len(marks)}", start, end, depth=depth, keep=keep))
            if not keep:
                fill(start, end, depth + 1)
            at = end

    fill(0, len(source), 0)
    left = [m.span() for m in re.finditer(r"\w+|[^\w\s]", source)]
    right = [m.span() for m in re.finditer(r"\w+(?:['’-]\w+)*|[^\w\s]", target)]
    numbers = draw(
        st.lists(st.floats(0, 1, width=16), min_size=len(left) * len(right), max_size=len(left) * len(right))
    )
    weights = np.array(numbers, dtype=np.float32).reshape(len(right), len(left))
    alignment = Alignment(tuple(left), tuple(right), weights) if draw(st.booleans()) else same(source, target)
    return source, target, marks, alignment if isinstance(alignment, Joined) else Joined([alignment])


@settings(max_examples=EXAMPLES, deadline=None, derandomize="BABELPRESS_EXAMPLES" not in os.environ)
@given(documents())
def test_project_loses_no_tag_crosses_none_and_cuts_no_word(document: tuple[str, str, list[InlineTag], Joined]):
    source, target, marks, alignment = document

    placed = project(marks, alignment, source=source, target=target).marks

    assert Counter((m.tag, m.open, m.close) for m in placed) == Counter((m.tag, m.open, m.close) for m in marks)
    assert faults(target, placed) == []
    inside = [
        m
        for m in placed
        for at in (m.start, m.end)
        if 0 < at < len(target) and target[at - 1].isalnum() and target[at].isalnum()
    ]
    assert inside == []


@pytest.mark.parametrize("target", ["", " ", "…"])
def test_project_over_a_target_without_words_keeps_every_tag(target: str):
    placed = project([mark("b", 0, 2), mark("i", 0, 2, depth=1)], same("un", target), source="un", target=target)

    assert [m.tag for m in placed.marks] == ["b", "i"]
    assert faults(target, placed.marks) == []
