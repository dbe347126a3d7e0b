"""Changes to a text, each a stretch of it and what is to stand there instead."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Give the text with all edits made, whatever their order. Raises ValueError where two overlap.

    >>> apply("5,000 billion", [Edit(0, 5, "5"), Edit(6, 13, "trillion")])
    '5 trillion'
    """
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not done <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit} overlaps the one before it or lies outside a text of {len(text)} characters")
        pieces += [text[done : edit.start], edit.new]
        done = edit.end
    return "".join([*pieces, text[done:]])


def disjoint(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Give edits in the order of their places; of those that overlap the one that comes first in `edits`.

    >>> disjoint([Edit(4, 9, "b"), Edit(0, 2, "a"), Edit(1, 5, "c")])
    (Edit(start=0, end=2, new='a'), Edit(start=4, end=9, new='b'))
    """
    taken: list[Edit] = []
    for edit in edits:
        if not any(edit.start < other.end and other.start < edit.end for other in taken):
            taken.append(edit)
    return tuple(sorted(taken, key=lambda edit: edit.start))


def moved(span: tuple[int, int], edits: Iterable[Edit]) -> tuple[int, int]:
    """Give where a stretch that no edit touches stands in the new text.

    >>> moved((6, 9), [Edit(0, 1, "euros"), Edit(12, 13, "")])
    (10, 13)
    """
    shift = sum(len(edit.new) - (edit.end - edit.start) for edit in edits if edit.end <= span[0])
    return span[0] + shift, span[1] + shift
