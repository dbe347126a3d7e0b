"""Inline tags of a text whose characters move."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from babelpress.document import InlineTag

Place = tuple[int, int]


def with_kept(marks: Sequence[InlineTag], places: Iterable[Place], *, tag: str) -> tuple[InlineTag, ...]:
    """Return inline tags with further ones that keep the text of places; a place that a tag cuts gets none."""
    found = list(marks)
    for start, end in places:
        if any(start < edge < end for mark in found for edge in (mark.start, mark.end)):
            continue
        at = sum(1 for mark in found if not mark.inline or mark.start <= start)
        depth = sum(1 for mark in found if mark.inline and mark.start <= start and mark.end >= end > mark.start)
        found.insert(at, InlineTag(start=start, end=end, tag=tag, keep=True, depth=depth))
    return tuple(found)


def shifted(marks: Iterable[InlineTag], at: int, by: int) -> tuple[InlineTag, ...]:
    """Return inline tags after `by` characters were inserted at a place, or taken out behind it."""

    def moved(place: int) -> int:
        return place if place <= at else place + by

    return tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) if mark.inline else mark for mark in marks)
