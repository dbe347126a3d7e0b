"""Replaces parts of a block by parts of another one, text and inline tags together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from babelpress.document import Block, InlineTag


class Straddled(Exception):
    """A tag is over a part of what is replaced and of what stays."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `text[start:end]` of a block by `text[first:last]` of the block `by`."""

    start: int
    end: int
    by: Block
    first: int
    last: int


def splice(block: Block, splices: Sequence[Splice]) -> Block:
    """Return a block with parts of other blocks in it.

    Tags of the block that are inside a replaced part leave with it, and those inside its replacement come with that;
    tags around both stay as the block has them.

    Args:
        block: The block to change.
        splices: What to replace, in order and disjoint.

    Returns:
        The new block; itself if there is nothing to replace.

    Raises:
        Straddled: A tag begins or ends inside a part but not both.

    >>> bold = Block(kind="paragraph", text="Un. Deux.", markup=(InlineTag(start=0, end=9, tag="b", open="<b>"),))
    >>> splice(bold, [Splice(0, 3, Block(kind="paragraph", text="Trois."), 0, 6)]).markup[0].end
    12
    """
    if not splices:
        return block
    parts: list[str] = []
    added: list[InlineTag] = []
    at = length = 0
    for one in splices:
        parts += [block.text[at : one.start], one.by.text[one.first : one.last]]
        length += one.start - at
        added += _inside(one, length)
        length += one.last - one.first
        at = one.end
    parts.append(block.text[at:])
    kept = [_moved(mark, splices) for mark in block.markup if mark.inline and not _leaves(mark, splices)]
    own = tuple(mark for mark in block.markup if not mark.inline)
    return replace(block, text="".join(parts), markup=(*own, *_nested([*kept, *added])))


def _inside(one: Splice, at: int) -> Iterator[InlineTag]:
    """Yield the tags that come with a replacement, at their new place."""
    for mark in one.by.markup if one.first < one.last else ():
        if not mark.inline:
            continue
        if one.first <= mark.start and mark.end <= one.last:
            move = at - one.first
            yield replace(mark, start=mark.start + move, end=mark.end + move)
        else:
            _refuse_straddling(mark, one.first, one.last)


def _leaves(mark: InlineTag, splices: Sequence[Splice]) -> bool:
    """Whether a tag is inside a part that is replaced."""
    for one in splices:
        if one.start <= mark.start and mark.end <= one.end and one.start < one.end:
            return True
        _refuse_straddling(mark, one.start, one.end)
    return False


def _refuse_straddling(mark: InlineTag, start: int, end: int) -> None:
    around = mark.start <= start and end <= mark.end
    if not around and max(mark.start, start) < min(mark.end, end):
        raise Straddled


def _moved(mark: InlineTag, splices: Sequence[Splice]) -> InlineTag:
    def place(at: int, *, opens: bool) -> int:
        before = (one for one in splices if one.end < at or (one.end == at and (opens or one.start < at)))
        return at + sum(one.last - one.first - (one.end - one.start) for one in before)

    start = place(mark.start, opens=True)
    return replace(mark, start=start, end=start if mark.start == mark.end else place(mark.end, opens=False))


def _nested(marks: Sequence[InlineTag]) -> list[InlineTag]:
    """Put tags in the order in which they open, and count their depths."""
    open_: list[tuple[InlineTag, int]] = []
    found = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        while open_ and not _encloses(*open_[-1], mark):
            open_.pop()
        found.append(replace(mark, depth=len(open_)))
        open_.append((mark, mark.depth))
    return found


def _encloses(outer: InlineTag, depth: int, mark: InlineTag) -> bool:
    if mark.start == mark.end == outer.end:  # before or after the end: as it was
        return outer.start < outer.end and mark.depth > depth
    return mark.end <= outer.end
