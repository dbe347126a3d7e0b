"""Tag projection: place the inline tags of the source over the corresponding words of the translation.

`project` returns as many marks as there were, with the same tags. They form a tree again, and none begins or ends
inside a word. Where the alignment shows no good place, a tag covers all words around it or is placed empty beside them,
and is reported as a guess.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from babelpress.document import InlineTag
from babelpress.nlp.word_alignment import WORD, Joined, Span, Weights, best_run

Taken = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The marks of a translation, and the indices in `marks` of those whose place is a guess."""

    marks: tuple[InlineTag, ...]
    doubtful: tuple[int, ...] = ()


@dataclass(slots=True, eq=False)
class _Node:
    """A tag of the source and its `place` in the target, in characters."""

    mark: InlineTag
    below: list["_Node"] = field(default_factory=list)
    place: Span = (0, 0)
    doubtful: bool = False


def project(marks: Sequence[InlineTag], alignment: Joined, *, source: str, target: str) -> Projection:
    """Return the inline marks of `source` projected onto `target`.

    Args:
        marks: The marks of the source. Those that apply to the whole block come first in the result, unchanged.
        alignment: The word alignment of the two texts.
        source: The source text.
        target: Its translation.

    Returns:
        As many marks as there were, with offsets in `target`.
    """
    whole = tuple(mark for mark in marks if not mark.inline)
    inline = [mark for mark in marks if mark.inline]
    words = alignment.target or tuple(match.span() for match in WORD.finditer(target))
    place = _Placer(alignment, words, source=source, target=target)
    top = _tree(inline)
    waiting = [(top, (0, len(words)), (0, len(target)))]
    while waiting:
        nodes, room, bounds = waiting.pop()
        for node, own in place.all(nodes, room, bounds):
            if node.below:
                waiting.append((node.below, own, node.place))
    return _flat(top, whole)


def apart(
    text: str, marks: Sequence[InlineTag], source: str, before: Sequence[InlineTag]
) -> tuple[str, tuple[InlineTag, ...]]:
    """Return a text and its marks with a space before every empty tag that had spaces on both sides in the source.

    `before` are the marks of `source`: « montre {{< ville >}} en » must not become « shows{{< ville >}} in ».
    """
    lone = {(mark.tag, mark.open) for mark in before if _between_spaces(mark, source)}
    placed = list(marks)
    for i in range(len(placed) - 1, -1, -1):
        mark = placed[i]
        at = mark.start
        if (mark.tag, mark.open) not in lone or not 0 < at == mark.end or text[at - 1].isspace():
            continue
        text = f"{text[:at]} {text[at:]}"
        around = _around(placed, i)
        for j, other in enumerate(placed):
            if j >= i and other.start >= at:
                placed[j] = replace(other, start=other.start + 1, end=other.end + 1)
            elif other.end > at or (j in around and other.end == at):
                placed[j] = replace(other, end=other.end + 1)
    return text, tuple(placed)


def _around(marks: Sequence[InlineTag], i: int) -> set[int]:
    """Return the indices of the marks that contain the i-th one."""
    found: set[int] = set()
    depth = marks[i].depth
    for j in range(i - 1, -1, -1):
        if marks[j].inline and marks[j].depth < depth:
            found.add(j)
            depth = marks[j].depth
    return found


def _between_spaces(mark: InlineTag, source: str) -> bool:
    at = mark.start
    return mark.inline and at == mark.end and source[at - 1 : at].isspace() and source[at : at + 1].isspace()


class _Placer:
    """Finds places for sibling tags: those directly inside the same tag, or inside none."""

    def __init__(self, alignment: Joined, words: Sequence[Span], *, source: str, target: str) -> None:
        self._alignment = alignment
        self._words = words
        self._source = source
        self._target = target
        self._starts = {word[0]: i for i, word in enumerate(words)}
        self._ends = {word[1]: i + 1 for i, word in enumerate(words)}

    def all(self, nodes: list[_Node], room: Span, bounds: Span) -> list[tuple[_Node, Span]]:
        """Place tags within the words `room` and the characters `bounds`; return each with the words that it covers.

        Tags that cover more words are placed first.
        """
        placed: list[tuple[_Node, Span]] = []
        taken = np.zeros(len(self._words), dtype=bool)
        for node in sorted(nodes, key=lambda node: node.mark.start - node.mark.end):
            if not WORD.search(self._source, node.mark.start, node.mark.end):
                continue
            run = self._run(node, room, taken, alone=len(nodes) == 1)
            if run is None:
                continue
            taken[run[0] : run[1]] = True
            node.place = (self._words[run[0]][0], self._words[run[1] - 1][1])
            placed.append((node, run))
        found = {id(node) for node, _ in placed}
        others = sorted(node.place for node, _ in placed)
        for node in nodes:
            if id(node) not in found:
                at = self._point(node, bounds, others)
                node.place = (at, at)
                placed.append((node, (0, 0)))
        return placed

    def _run(self, node: _Node, room: Span, taken: Taken, *, alone: bool) -> Span | None:
        """Return the words of the target that a tag covers, None if every place is taken."""
        low, high = room
        if low >= high:
            node.doubtful = True
            return None
        if node.mark.keep:
            kept = self._kept(node.mark, room, taken)
            node.doubtful = kept is None
            return kept  # never over other words, which would look like the original ones
        owed = self._owed(node.mark.start, node.mark.end)[low:high]
        gains = owed - 0.5
        gains[taken[low:high]] = -1e6
        run = best_run(gains)
        if run is None:
            node.doubtful = True
            if alone:
                return low, high
            free = np.where(taken[low:high], -1.0, owed)
            best = int(free.argmax())
            if free[best] < 0:
                return None
            run = (best, best + 1)
        return run[0] + low, run[1] + low

    def _kept(self, mark: InlineTag, room: Span, taken: Taken) -> Span | None:
        """Return where the target has the same words as the source, of several places the nearest to the aligned."""
        text = self._source[mark.start : mark.end]
        starts, ends = self._starts, self._ends
        aligned = self._alignment.span(mark.start, mark.end)
        near = aligned[0] if aligned else mark.start
        found: list[tuple[int, Span]] = []
        at = self._target.find(text, self._words[room[0]][0])
        while text and 0 <= at < self._words[room[1] - 1][1]:
            run = starts.get(at, -1), ends.get(at + len(text), -1)
            if room[0] <= run[0] < run[1] <= room[1] and not taken[run[0] : run[1]].any():
                found.append((abs(at - near), run))
            at = self._target.find(text, at + 1)
        return min(found)[1] if found else None

    def _owed(self, start: int, end: int) -> Weights:
        if not len(self._alignment.target):
            return np.zeros(len(self._words), dtype=np.float32)
        return self._alignment.owed(start, end)

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
        before = words[following - 1] if following and words[following - 1][1] <= at else None
        after = words[following] if following < len(words) else None
        if not before and at <= len(self._source) - len(self._source.lstrip()):
            return 0
        glued = bool(after and after[0] == at and not (before and before[1] == at))
        for word, side in ((after, 0), (before, 1)) if glued else ((before, 1), (after, 0)):
            if word and (span := self._alignment.span(*word)):
                return span[side]
        return None


def _tree(marks: Sequence[InlineTag]) -> list[_Node]:
    top: list[_Node] = []
    around: list[_Node] = []
    for mark in marks:
        del around[mark.depth :]
        node = _Node(mark)
        (around[-1].below if around else top).append(node)
        around.append(node)
    return top


def _flat(top: list[_Node], whole: tuple[InlineTag, ...]) -> Projection:
    """Return the tags in the order in which they open in the target."""
    marks = list(whole)
    doubtful = []
    waiting = [(node, 0) for node in sorted(top, key=_order, reverse=True)]
    while waiting:
        node, depth = waiting.pop()
        if node.doubtful:
            doubtful.append(len(marks))
        marks.append(replace(node.mark, start=node.place[0], end=node.place[1], depth=depth))
        waiting += [(below, depth + 1) for below in sorted(node.below, key=_order, reverse=True)]
    return Projection(marks=tuple(marks), doubtful=tuple(doubtful))


def _order(node: _Node) -> tuple[int, int, int]:
    """The sort key: the place, then empty tags first, then the order of the source."""
    return node.place[0], node.place[1], node.mark.start
