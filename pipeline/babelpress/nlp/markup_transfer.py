"""Tag projection: place the inline tags of the source over the corresponding words of the translation.

`project` returns as many marks as there were, with the same tags. They form a tree again, and none begins or ends
inside a word. Where the alignment shows no good place, a tag covers all words around it or is placed empty beside them,
and is reported as a guess.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from babelpress.document import InlineTag
from babelpress.nlp.word_alignment import WORD, Joined, Span, Weights, best_prefix, best_run

_RAISED = frozenset({"sup", "sub"})
# The end of a word that a superscript covers: `1st`, `3º`, `XXe`.
_ORDINAL = re.compile(r"(?:\d+|[IVXLCDM]+)\.?([a-zªº]{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The marks of a translation, and the indices in `marks` of those whose place is a guess.

    `ordered` tells that the marks could not follow their words, and have the order of the source.
    """

    marks: tuple[InlineTag, ...]
    doubtful: tuple[int, ...] = ()
    ordered: bool = False


@dataclass(slots=True, eq=False)
class _Node:
    """A tag of the source and its `place` in the target, in characters; `must` is what it has to cover there."""

    mark: InlineTag
    below: list["_Node"] = field(default_factory=list)
    place: Span = (0, 0)
    must: Span | None = None
    fixed: bool = False
    doubtful: bool = False
    number: int = 0


class _Conflict(Exception):
    """Two tags would have to cross."""


def project(
    marks: Sequence[InlineTag],
    alignment: Joined,
    *,
    source: str,
    target: str,
    fixed: Mapping[int, Span] | None = None,
    bounds: Collection[int] = (),
) -> Projection:
    """Return the inline marks of `source` projected onto `target`.

    Args:
        marks: The marks of the source. Those that apply to the whole block come first in the result, unchanged.
        alignment: The word alignment of the two texts.
        source: The source text.
        target: Its translation.
        fixed: Where marks without others in them are in the target, by their index in `marks`. Tags around them cover
            them there, and no others do. Where tags would have to cross, all keep the order of the source.
        bounds: Indices of marks that no tag may begin or end on the other side of, for the same reason.

    Returns:
        As many marks as there were, with offsets in `target`.
    """
    whole = tuple(mark for mark in marks if not mark.inline)
    fixed = fixed or {}
    inline = [(mark, fixed.get(index)) for index, mark in enumerate(marks) if mark.inline]
    words = alignment.target or tuple(match.span() for match in WORD.finditer(target))
    place = _Placer(alignment, words, source=source, target=target)
    top = _tree(inline)
    waiting = [(top, (0, len(words)), (0, len(target)))]
    try:
        while waiting:
            nodes, room, around = waiting.pop()
            for node, own in place.all(nodes, room, around):
                if node.below:
                    waiting.append((node.below, own, node.place))
        placed = _flat(top, whole)
        keys = {_key(marks[index]) for index in bounds}
        if keys and _between(placed.marks, keys) != _between([mark for mark, _ in inline], keys):
            raise _Conflict
    except _Conflict:
        return Projection(marks=(*whole, *_in_order(inline, alignment, target)), ordered=True)
    return placed


_Key = tuple[str, str]


def _between(marks: Sequence[InlineTag], bounds: Collection[_Key]) -> list[tuple[_Key, Counter[_Key]]]:
    """Return the bounds in order, each with what begins and ends between it and the next."""
    found: list[tuple[_Key, Counter[_Key]]] = [(("", ""), Counter())]
    around: list[InlineTag] = []
    for mark in marks:
        if not mark.inline:
            continue
        while len(around) > mark.depth:
            found[-1][1]["end", around.pop().close] += 1
        if _key(mark) in bounds:
            found.append((_key(mark), Counter()))
        found[-1][1][_key(mark)] += 1
        around.append(mark)
    return found


def _key(mark: InlineTag) -> _Key:
    return mark.tag, mark.open


class _Taken:
    """Who has each word of a range `room`: 0 nobody, -1 a tag that has its place, a number a tag that must cover it."""

    def __init__(self, room: Span) -> None:
        self.room = room
        self._owners: npt.NDArray[np.int32] = np.zeros(room[1] - room[0], dtype=np.int32)

    def free(self, low: int, high: int, number: int) -> npt.NDArray[np.bool_]:
        """Return which of the words `low` to `high` the tag of a number may cover."""
        owners = self._owners[low - self.room[0] : high - self.room[0]]
        found: npt.NDArray[np.bool_] = (owners == 0) | (owners == number)
        return found

    def give(self, words: Span, number: int) -> None:
        """Give words to the tag of a number."""
        self._owners[max(0, words[0] - self.room[0]) : max(0, words[1] - self.room[0])] = number

    def reserve(self, words: Span, number: int) -> bool:
        """Give words to the tag of a number unless another has one of them."""
        low, high = max(words[0], self.room[0]), max(words[1], self.room[0])
        free = not self._owners[low - self.room[0] : high - self.room[0]].any()
        if free:
            self.give(words, number)
        return free


class _Placer:
    """Finds places for sibling tags: those directly inside the same tag, or inside none."""

    def __init__(self, alignment: Joined, words: Sequence[Span], *, source: str, target: str) -> None:
        self._alignment = alignment
        self._words = words
        self._source = source
        self._target = target
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def all(self, nodes: list[_Node], room: Span, bounds: Span) -> list[tuple[_Node, Span]]:
        """Place tags within the words `room` and the characters `bounds`; return each with the words that it covers.

        Tags that have to cover something get it first, then those that cover more words. Raises `_Conflict`.
        """
        placed: list[tuple[_Node, Span]] = []
        taken = _Taken(room)
        for number, node in enumerate(nodes, 1):
            node.number = number
            if node.must and not taken.reserve(self._within(node.must), -1 if node.fixed else number):
                raise _Conflict
        for node in sorted(nodes, key=lambda node: node.mark.start - node.mark.end):
            if node.fixed:
                node.place = node.must or (0, 0)
                placed.append((node, (0, 0)))
                continue
            if not WORD.search(self._source, node.mark.start, node.mark.end):
                continue
            if self._ends_word(node.mark):
                if self._raised(node, taken):
                    placed.append((node, (0, 0)))
                continue
            run = self._run(node, taken, alone=len(nodes) == 1)
            if run is None:
                continue
            taken.give(run, -1)
            node.place = (self._words[run[0]][0], self._words[run[1] - 1][1])
            if node.must:
                node.place = (min(node.place[0], node.must[0]), max(node.place[1], node.must[1]))
            placed.append((node, run))
        found = {id(node) for node, _ in placed}
        others = sorted(node.place for node, _ in placed)
        covering = [node for node, _ in placed if node.mark.start < node.mark.end]
        ends = {node.mark.end: node.place[1] for node in covering}
        starts = {node.mark.start: node.place[0] for node in covering}
        for node in nodes:
            if id(node) not in found:
                beside = ends.get(node.mark.start, starts.get(node.mark.start))
                at = self._point(node, bounds, others) if beside is None else beside
                node.place = (at, at)
                placed.append((node, (0, 0)))
        return placed

    def _within(self, place: Span) -> Span:
        """Return the range of the words that touch a place."""
        return bisect_right(self._ends, place[0]), bisect_left(self._starts, place[1])

    def _run(self, node: _Node, taken: "_Taken", *, alone: bool) -> Span | None:
        """Return the words of the target that a tag covers, None if every place is taken."""
        if node.must:
            return self._around(node, node.must, taken)
        room = taken.room
        start, end = node.mark.start, node.mark.end
        wide = self._alignment.wide(start, end)
        if wide and room[0] <= wide[0] < wide[1] <= room[1] and taken.free(*wide, node.number).all():
            return wide
        first, owed = self._owed(start, end)
        low, high = max(room[0], first), min(room[1], first + len(owed))
        if low >= high:
            node.doubtful = True
            return None
        owed, free = owed[low - first : high - first], taken.free(low, high, node.number)
        run = best_run(np.where(free, owed - 0.5, -1e6))
        if run is None:
            node.doubtful = True
            if alone:
                return low, high
            owed = np.where(free, owed, -1.0)
            best = int(owed.argmax())
            if owed[best] < 0:
                return None
            run = (best, best + 1)
        return run[0] + low, run[1] + low

    def _around(self, node: _Node, must: Span, taken: "_Taken") -> Span:
        """Return the best range of words that contains all that a tag has to cover. Raises `_Conflict`."""
        room = taken.room
        low, high = self._within(must)
        if not (room[0] <= low < high <= room[1]) or not taken.free(low, high, node.number).all():
            raise _Conflict
        wide = self._alignment.wide(node.mark.start, node.mark.end)
        if wide:
            both = max(room[0], min(low, wide[0])), min(room[1], max(high, wide[1]))
            return both if taken.free(*both, node.number).all() else (low, high)
        first, owed = self._owed(node.mark.start, node.mark.end)
        before, after = max(room[0], first), min(room[1], first + len(owed))
        free = taken.free(before, after, node.number)
        gains = np.where(free, owed[before - first : after - first] - 0.5, -1e6)
        if before < low:
            low -= best_prefix(gains[: low - before][::-1])
        if high < after:
            high += best_prefix(gains[high - before :])
        return low, high

    def _ends_word(self, mark: InlineTag) -> bool:
        """Return whether a tag is a superscript over the end of a word."""
        return (
            mark.tag in _RAISED
            and self._source[mark.start - 1 : mark.start].isalnum()
            and self._source[mark.start : mark.end].isalpha()
        )

    def _raised(self, node: _Node, taken: "_Taken") -> bool:
        """Place a superscript that is the end of a word (1er) over the end of the word it became (1st), or behind it.

        The word is then taken.
        """
        word = self._source_word(node.mark.start, node.mark.end)
        span = self._alignment.span(*word)
        index = self._within(span)[1] - 1 if span else -1
        if not (taken.room[0] <= index < taken.room[1] and taken.free(index, index + 1, 0).all()):
            return False
        first, last = self._words[index]
        ordinal = _ORDINAL.fullmatch(self._target, first, last)
        node.place = (ordinal.start(1), last) if ordinal else (last, last)
        node.doubtful = not ordinal
        taken.give((index, index + 1), -1)
        return True

    def _source_word(self, start: int, end: int) -> Span:
        """Return the word of the source that a span is in, or the span."""
        words = self._alignment.source
        index = bisect_right(words, (start, len(self._source))) - 1
        return words[index] if index >= 0 and words[index][1] >= end else (start, end)

    def _owed(self, start: int, end: int) -> tuple[int, Weights]:
        if not len(self._alignment.target):
            return 0, np.zeros(len(self._words), dtype=np.float32)
        return self._alignment.local(start, end)

    def _point(self, node: _Node, bounds: Span, others: Sequence[Span]) -> int:
        """Return a place between two words for a tag that covers none: after the word before it, or before the next."""
        at = self._beside(node.mark.start)
        if at is None:
            node.doubtful = True
            at = bounds[1] if node.mark.start * 2 > len(self._source) else bounds[0]
        at = min(max(at, bounds[0]), bounds[1])
        inside = bisect_left(others, (at, at)) - 1
        if inside >= 0 and others[inside][0] < at < others[inside][1]:
            start, end = others[inside]
            at = start if at - start < end - at else end
        return at

    def _beside(self, at: int) -> int | None:
        words = self._alignment.source
        following = bisect_left(words, (at, at))
        before = words[following - 1] if following else None
        after = words[following] if following < len(words) else None
        if not before and at <= len(self._source) - len(self._source.lstrip()):
            return 0
        glued = bool(after and after[0] == at and not (before and before[1] == at))
        for word, side in ((after, 0), (before, 1)) if glued else ((before, 1), (after, 0)):
            if word and (span := self._alignment.span(*word)):
                return span[side]
        return None


def _tree(marks: Sequence[tuple[InlineTag, Span | None]]) -> list[_Node]:
    """Return the nodes of marks, of which some have their place; those around these must cover them."""
    top: list[_Node] = []
    around: list[_Node] = []
    nodes: list[tuple[_Node, _Node | None]] = []
    for mark, place in marks:
        del around[mark.depth :]
        node = _Node(mark, must=place, fixed=place is not None)
        above = around[-1] if around else None
        (above.below if above else top).append(node)
        nodes.append((node, above))
        around.append(node)
    for node, above in reversed(nodes):
        if above and node.must:
            low, high = above.must or node.must
            above.must = (min(low, node.must[0]), max(high, node.must[1]))
    return top


def _in_order(marks: Sequence[tuple[InlineTag, Span | None]], alignment: Joined, target: str) -> Iterator[InlineTag]:
    """Return all marks in the order of the source, over as many words in proportion.

    The places of those that have one are distributed among them in this order.
    """
    scale = _Scale(alignment, [(mark.start, mark.end) for mark, place in marks if place], _places(marks), target)
    places = iter(_places(marks))
    found: list[InlineTag] = []
    around: list[int] = []
    at = 0

    def close_to(depth: int) -> None:
        nonlocal at
        while len(around) > depth:
            index = around.pop()
            if found[index].start < found[index].end:
                at = max(at, scale.end(found[index].end))
            found[index] = replace(found[index], end=at)

    starts: list[int] = []
    for mark, place in marks:
        close_to(mark.depth)
        own = next(places) if place else None
        at = max(at, own[0] if own else scale.start(mark.start))
        starts.append(at)
        if own:
            found.append(replace(mark, start=at, end=own[1]))
            at = own[1]
        else:
            around.append(len(found))
            found.append(mark)
    close_to(0)
    yield from (replace(mark, start=start) for mark, start in zip(found, starts, strict=True))


def _places(marks: Sequence[tuple[InlineTag, Span | None]]) -> list[Span]:
    return sorted(place for _, place in marks if place)


class _Scale:
    """Places of a source in its target in proportion, between pairs of places that are known."""

    def __init__(self, alignment: Joined, source: Sequence[Span], target: Sequence[Span], text: str) -> None:
        self._source, self._target, self._text = alignment.source, alignment.target, text
        starts = [start for start, _ in self._source], [start for start, _ in self._target]
        pairs = set(alignment.corners())
        for one, other in zip(source, target, strict=True):
            i, j = bisect_left(starts[0], one[0]), bisect_left(starts[1], other[0])
            pairs |= {(i, j), (i + 1, j + 1)}
        self._pairs = sorted(pairs)

    def start(self, at: int) -> int:
        """Return where something that begins at a place of the source begins."""
        before = bisect_right(self._source, at, key=lambda word: word[1])
        glued = before and self._source[before - 1][1] == at
        glued = glued and not (before < len(self._source) and self._source[before][0] == at)
        index = self._index(before)
        if glued and index:
            return self._target[index - 1][1]
        return self._target[index][0] if index < len(self._target) else len(self._text.rstrip())

    def end(self, at: int) -> int:
        """Return where something that ends at a place of the source ends."""
        index = self._index(bisect_left(self._source, at, key=lambda word: word[0]))
        return self._target[index - 1][1] if index else 0

    def _index(self, index: int) -> int:
        """Return the index of the target word for that of a source word."""
        after = bisect_left(self._pairs, (index, -1))
        if after == len(self._pairs):
            return len(self._target)
        if not after:
            return self._pairs[0][1]
        (low, first), (high, last) = self._pairs[after - 1], self._pairs[after]
        return first + (index - low) * (last - first) // max(1, high - low)


def _flat(top: list[_Node], whole: tuple[InlineTag, ...]) -> Projection:
    """Return the tags in the order in which they open in the target."""
    marks = list(whole)
    doubtful = []
    waiting = [(node, 0) for node in sorted(top, key=_order)[::-1]]
    while waiting:
        node, depth = waiting.pop()
        if node.doubtful:
            doubtful.append(len(marks))
        marks.append(replace(node.mark, start=node.place[0], end=node.place[1], depth=depth))
        waiting += [(below, depth + 1) for below in sorted(node.below, key=_order)[::-1]]
    return Projection(marks=tuple(marks), doubtful=tuple(doubtful))


def _order(node: _Node) -> tuple[int, int, int]:
    """The sort key: the place, then empty tags first, then the order of the source."""
    return node.place[0], node.place[1], node.mark.start
