"""Edits of a text: a span and its replacement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `new`; `reason` says why, for the reader of the findings."""

    start: int
    end: int
    new: str
    reason: str = field(default="", compare=False, repr=False)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied.

    Args:
        text: The text.
        edits: The edits, in any order; offsets are those of `text`.

    Returns:
        The new text.

    Raises:
        ValueError: Two edits overlap, or one lies outside the text.

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
    """Return edits in the order of their offsets; of edits that overlap, only the one that comes first in `edits`.

    >>> disjoint([Edit(4, 9, "b"), Edit(0, 2, "a"), Edit(1, 5, "c")])
    (Edit(start=0, end=2, new='a'), Edit(start=4, end=9, new='b'))
    """
    taken: list[Edit] = []
    for edit in edits:
        if not any(edit.start < other.end and other.start < edit.end for other in taken):
            taken.append(edit)
    return tuple(sorted(taken, key=lambda edit: edit.start))


def moved(span: tuple[int, int], edits: Iterable[Edit]) -> tuple[int, int]:
    """Return the offsets in the new text of a span that no edit touches.

    >>> moved((6, 9), [Edit(0, 1, "euros"), Edit(12, 13, "")])
    (10, 13)
    """
    shift = sum(len(edit.new) - (edit.end - edit.start) for edit in edits if edit.end <= span[0])
    return span[0] + shift, span[1] + shift


def moved_all(spans: Iterable[tuple[int, int]], edits: Sequence[Edit]) -> tuple[tuple[int, int], ...]:
    """Return the offsets in the new text of spans that no edit touches, in linear time.

    Spans and edits are each in order and disjoint.

    >>> moved_all([(2, 4), (6, 9)], [Edit(0, 1, "euros"), Edit(4, 4, "!")])
    ((6, 8), (11, 14))
    """
    found = []
    shift = done = 0
    for start, end in spans:
        while done < len(edits) and edits[done].end <= start:
            shift += len(edits[done].new) - (edits[done].end - edits[done].start)
            done += 1
        found.append((start + shift, end + shift))
    return tuple(found)


def written(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Yield the span of each replacement in the new text; the edits are in order and disjoint.

    >>> list(written([Edit(0, 1, "euros"), Edit(4, 6, "!")]))
    [(0, 5), (8, 9)]
    """
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield start, start + len(edit.new)
        shift += len(edit.new) - (edit.end - edit.start)


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, with overlapping ones joined and empty ones left out.

    >>> merged([(4, 9), (0, 2), (1, 3), (5, 5)])
    ((0, 3), (4, 9))
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
