"""The inline tags of a sentence of a document, as those of a memory."""

from collections import Counter
from collections.abc import Iterator, Sequence

from babelpress.document import Block, Record, Segment, Translation
from babelpress.memory.exchange.codes import Numbers, type_of
from babelpress.memory.units import Marked, Tag

_UNUSABLE = frozenset({"foreign", "empty", "unfinished", "memory"})
"""Flags of segments that are no translations of a model."""


def sentence_tags(block: Block, start: int, end: int, numbers: Numbers) -> tuple[Tag, ...]:
    """Return the tags of a block inside `text[start:end]`; one that covers all of it belongs to the block.

    Args:
        block: A block of a source or a translation.
        start: Where the sentence begins in its text.
        end: Where it ends.
        numbers: The numbers of tags; those of a translation are those of equal tags of its source.
    """
    found: list[Tag] = []
    seen: Counter[tuple[str, str]] = Counter()
    for mark in block.markup:
        if not mark.inline:
            continue
        seen[mark.tag, mark.open] += 1
        outside = mark.end <= start or mark.start >= end
        point = mark.start == mark.end and start <= mark.start <= end
        if (outside and not point) or (mark.start <= start and mark.end >= end):
            continue
        number = numbers.of(f"{mark.tag} {mark.open} {seen[mark.tag, mark.open]}")
        first, last = max(mark.start, start) - start, min(mark.end, end) - start
        kind = type_of(mark.tag)
        found.append(Tag(number, "point" if point else "pair", kind, first, last, mark.open, mark.close))
    return tuple(found)


def segment_texts(record: Record, version: Translation) -> Iterator[tuple[Segment, Marked, Marked]]:
    """Yield each segment of a version, with its source and its translation and their tags."""
    at: dict[int, tuple[int, int]] = {}
    for segment in version.segments:
        blocks = record.article.blocks[segment.block], version.blocks[segment.block]
        before = at.get(segment.block, (0, 0))
        starts = [
            block.text.find(text, start)
            for block, text, start in zip(blocks, (segment.source, segment.target), before, strict=True)
        ]
        if min(starts) < 0:
            yield segment, Marked(segment.source), Marked(segment.target)
            continue
        ends = starts[0] + len(segment.source), starts[1] + len(segment.target)
        at[segment.block] = ends
        numbers = Numbers()
        source = sentence_tags(blocks[0], starts[0], ends[0], numbers)
        target = sentence_tags(blocks[1], starts[1], ends[1], numbers)
        known = {tag.number for tag in source}
        yield (
            segment,
            Marked(segment.source, source),
            Marked(segment.target, tuple(tag for tag in target if tag.number in known)),
        )


def usable(segment: Segment) -> bool:
    """Whether a segment is the translation of a model, and not a text that was kept or came from a memory."""
    return _UNUSABLE.isdisjoint(segment.flags) and bool(segment.target.strip())


def neighbours(keys: Sequence[int], index: int, edge: int) -> tuple[int, int]:
    """Return the keys before and after one of many; `edge` at the ends."""
    return (keys[index - 1] if index else edge, keys[index + 1] if index + 1 < len(keys) else edge)
