"""Soft word alignment of a translation and its source, updated with every edit.

The weights are a model's attention, summed over the subword tokens of words (Bahdanau et al. 2015, section 5.2.1), and
increased where both sides have the same word, number or mark.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isqrt

import numpy as np
import numpy.typing as npt

from babelpress.nlp.edits import Edit

Weights = npt.NDArray[np.float32]
Span = tuple[int, int]
"""Characters `start` to `end` (excluded)."""

_PART = r"[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIGN = rf"[\U0001f1e6-\U0001f1ff]{{2}}|[^\w\s](?:{_PART}++(?:(?<=\u200d)[^\w\s])?)*"
"""One mark, flag or emoji, which may be several characters."""
_SOURCE_WORD = re.compile(rf"\w+['’]?|{_SIGN}")
WORD = re.compile(rf"\w+(?:['’]\w+)*|{_SIGN}")
"""A word or mark of a target; no tag may begin or end inside it."""

_MANY = 4
"""From so many parts on, a span is placed by its ends only."""

_MOST = 4_000_000
"""Most weights of an alignment that is put together, 16 MB; more words are aligned in groups, in their order."""

_SAME = 1.0
"""The weight added for two identical words: as much as the whole attention of a row."""


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The words of a source and of its translation, as spans, and their weights.

    `weights` has the shape (target words, source words). Weights are not negative; a row sums to 1, or to 0 for a word
    that is not aligned to any.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: Weights

    def owed(self, start: int, end: int) -> Weights:
        """Return the share (0 to 1) of each target word that is aligned to `start` to `end` of the source."""
        first = bisect_right(self.source, start, key=_end)
        last = max(first, bisect_left(self.source, end, key=_start))
        share = np.array(
            [(min(stop, end) - max(begin, start)) / (stop - begin) for begin, stop in self.source[first:last]],
            dtype=np.float32,
        )
        owed: Weights = self.weights[:, first:last] @ share
        return owed

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of the target that is aligned to this span of the source, None if there is no clear one."""
        return _span(self.owed(start, end), self.target)

    def edited(self, edits: Sequence[Edit]) -> "Alignment":
        """Return the alignment after edits of the target; a changed word keeps its weights."""
        if not edits:
            return self
        target, firsts, words = _merged(_moved(self.target, edits))
        weights = np.add.reduceat(self.weights[words], firsts, axis=0) if firsts else self.weights[:0]
        return Alignment(self.source, target, _normal(weights))

    def before(self, edits: Sequence[Edit]) -> "Alignment":
        """Return the alignment of the target to the original text that `edits` turned into this source."""
        if not edits:
            return self
        source, firsts, words = _merged(_origins(self.source, edits))
        weights = np.add.reduceat(self.weights[:, words], firsts, axis=1) if firsts else self.weights[:, :0]
        return Alignment(source, self.target, weights)

    def shifted(self, source: int, target: int) -> "Alignment":
        """Return the alignment with both sides shifted to the right, by so many characters."""
        return Alignment(
            tuple((start + source, end + source) for start, end in self.source),
            tuple((start + target, end + target) for start, end in self.target),
            self.weights,
        )

    def anchored(self, pairs: Sequence[tuple[Span, Span]]) -> "Alignment":
        """Return the alignment with a span of the target for each span of the source, and nothing else for both.

        A span that no word contains becomes a word.
        """
        source, columns = _with_words(self.source, [one for one, _ in pairs])
        target, rows = _with_words(self.target, [other for _, other in pairs])
        weights = np.zeros((len(target), len(source)), dtype=np.float32)
        old = [i for i, row in enumerate(rows) if row >= 0], [j for j, column in enumerate(columns) if column >= 0]
        weights[np.ix_(*old)] = self.weights
        for one, other in pairs:
            i, j = (_containing(words, span) for words, span in ((target, other), (source, one)))
            weights[i], weights[:, j] = 0, 0
            weights[i, j] = 1
        return Alignment(source, target, _normal(weights))


class Joined:
    """Alignments of consecutive texts, each already shifted to its place, as one alignment."""

    def __init__(self, parts: Sequence[Alignment]) -> None:
        self.source: tuple[Span, ...] = tuple(word for part in parts for word in part.source)
        self.target: tuple[Span, ...] = tuple(word for part in parts for word in part.target)
        self._parts = [part for part in parts if part.source]
        rows = [0, *accumulate(len(part.target) for part in parts)]
        self._rows = [row for row, part in zip(rows, parts, strict=False) if part.source]
        self._ends = [part.source[-1][1] for part in self._parts]
        self._starts = [part.source[0][0] for part in self._parts]

    def local(self, start: int, end: int) -> tuple[int, Weights]:
        """Return the share (0 to 1) of target words that is aligned to `start` to `end` of the source.

        They are the words of the parts that this span touches; the first value is the index of the first of them.
        """
        first, last = self._touched(start, end)
        owed = [part.owed(start, end) for part in self._parts[first:last]]
        return (self._rows[first], np.concatenate(owed)) if owed else (0, np.zeros(0, dtype=np.float32))

    def wide(self, start: int, end: int) -> Span | None:
        """Return the range of target words for a span over many parts, None if it touches fewer.

        All words of its inner parts belong to it, and the best runs at the facing ends of the outer two.
        """
        first, last = self._touched(start, end)
        if last - first < _MANY:
            return None
        head, tail = self._parts[first].owed(start, end) - 0.5, self._parts[last - 1].owed(start, end) - 0.5
        return self._rows[first] + len(head) - best_prefix(head[::-1]), self._rows[last - 1] + best_prefix(tail)

    def owed(self, start: int, end: int) -> Weights:
        """Return the share (0 to 1) of each target word that is aligned to `start` to `end` of the source."""
        low, local = self.local(start, end)
        owed: Weights = np.zeros(len(self.target), dtype=np.float32)
        owed[low : low + len(local)] = local
        return owed

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of the target that is aligned to this span of the source, None if there is no clear one."""
        low, local = self.local(start, end)
        return _span(local, self.target[low : low + len(local)])

    def corners(self) -> list[Span]:
        """Return the index of the first source word and of the first target word of each part, and behind the last."""
        columns = accumulate((len(part.source) for part in self._parts), initial=0)
        return list(zip(columns, [*self._rows, len(self.target)], strict=True))

    def _touched(self, start: int, end: int) -> Span:
        """Return the range of the parts that a span touches."""
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end))


def of_pieces(
    source: str,
    target: str,
    *,
    source_pieces: Sequence[Span],
    target_pieces: Sequence[Span],
    attention: Weights,
) -> Alignment:
    """Return the alignment of words, from the attention between subword tokens.

    Args:
        source: The source text.
        target: Its translation.
        source_pieces: The spans of the subword tokens of the source, in order.
        target_pieces: Those of the target.
        attention: Shape (target tokens, source tokens): the attention of a target token to each source token.

    Returns:
        The alignment; its rows sum to 1 or 0.
    """
    left, right = _words(_SOURCE_WORD, source), _words(WORD, target)
    weights = _overlap(right, target_pieces) @ attention @ _overlap(left, source_pieces).T
    return Alignment(left, right, _sharpened(weights.astype(np.float32), source, target, left, right))


def identity(text: str) -> Alignment:
    """Return the alignment of a text to an unchanged copy."""
    words = _words(WORD, text)
    if len(words) ** 2 > _MOST:
        return _diagonal((word, word) for word in words)
    return Alignment(words, words, np.eye(len(words), dtype=np.float32))


def by_position(source: str, target: str) -> Alignment:
    """Return an alignment without a model: of equal words, and of the others that are at about the same place."""
    left, right = _words(_SOURCE_WORD, source), _words(WORD, target)
    places = [np.linspace(0, 1, len(words)) if len(words) > 1 else np.full(len(words), 0.5) for words in (left, right)]
    apart = np.abs(places[1][:, None] - places[0][None, :])
    weights = np.maximum(1 - apart * max(len(left), len(right), 1) / 2, 0.01)
    return Alignment(left, right, _sharpened(weights.astype(np.float32), source, target, left, right))


def by_region(
    source: str, target: str, source_region: Callable[[int, int], int], target_region: Callable[[int, int], int]
) -> Alignment:
    """Return the alignment of `by_position` within regions, which functions give for the span of a word."""
    found = by_position(source, target)
    columns = np.array([source_region(*word) for word in found.source])
    rows = np.array([target_region(*word) for word in found.target])
    inside = rows[:, None] == columns[None, :]
    return Alignment(found.source, found.target, _normal(np.where(inside, found.weights, 0).astype(np.float32)))


def whole(source: int, target: int) -> Alignment:
    """Return the alignment of two texts of so many characters, each as a single word."""
    return Alignment(((0, source),), ((0, target),), np.ones((1, 1), dtype=np.float32))


def concatenated(parts: Sequence[Alignment]) -> Alignment:
    """Return one alignment from those of consecutive texts, each already shifted to its place.

    Of very many words, the parts are aligned and not the words in them.
    """
    rows = sum(len(part.target) for part in parts)
    columns = sum(len(part.source) for part in parts)
    if rows * columns > _MOST:
        return _diagonal(
            ((part.source[0][0], part.source[-1][1]), (part.target[0][0], part.target[-1][1]))
            for part in parts
            if part.source and part.target
        )
    weights = np.zeros((rows, columns), dtype=np.float32)
    row = column = 0
    for part in parts:
        height, width = part.weights.shape
        weights[row : row + height, column : column + width] = part.weights
        row, column = row + height, column + width
    source = tuple(word for part in parts for word in part.source)
    return Alignment(source, tuple(word for part in parts for word in part.target), weights)


def _diagonal(pairs: Iterable[tuple[Span, Span]]) -> Alignment:
    """Return the alignment of spans that correspond, in order, in so many groups that the weights are few."""
    given = list(pairs)
    step = max(1, -(-len(given) // isqrt(_MOST)))
    groups = [given[i : i + step] for i in range(0, len(given), step)]
    source, target = (tuple((group[0][side][0], group[-1][side][1]) for group in groups) for side in (0, 1))
    return Alignment(source, target, np.eye(len(groups), dtype=np.float32))


def composed(first: Alignment, second: Alignment) -> Alignment:
    """Return the alignment through a pivot: from the source of `first` to the target of `second`."""
    bridge = _overlap(second.source, first.target)
    weights = second.weights @ _normal(bridge) @ first.weights
    return Alignment(first.source, second.target, _normal(weights.astype(np.float32)))


def best_run(gains: Weights) -> Span | None:
    """Return the range of items with the greatest sum, None if no sum is positive (Kadane's algorithm).

    >>> best_run(np.array([-1, 2, -1, 2, -3], dtype=np.float32))
    (1, 4)
    """
    best, found = 0.0, None
    total, start = 0.0, 0
    for i, gain in enumerate(gains.tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, found = total, (start, i + 1)
    return found


def best_prefix(gains: Weights) -> int:
    """Return how many items from the first on have the greatest sum."""
    sums = np.cumsum(gains)
    return int(sums.argmax()) + 1 if len(sums) and sums.max() > 0 else 0


def _span(owed: Weights, words: Sequence[Span]) -> Span | None:
    run = best_run(owed - 0.5)
    if run is None:
        best = int(owed.argmax()) if len(owed) else 0
        if not len(owed) or owed[best] < 0.25:
            return None
        run = (best, best + 1)
    return words[run[0]][0], words[run[1] - 1][1]


def _with_words(words: Sequence[Span], spans: Sequence[Span]) -> tuple[tuple[Span, ...], list[int]]:
    """Return words with those spans that none of them contains, and the old index of each, -1 for a new one."""
    starts = [start for start, _ in words]
    new = [span for span in spans if not (at := bisect_right(starts, span[0])) or words[at - 1][1] < span[1]]
    both = sorted([*((word, i) for i, word in enumerate(words)), *((span, -1) for span in new)])
    return tuple(word for word, _ in both), [i for _, i in both]


def _containing(words: Sequence[Span], span: Span) -> int:
    return bisect_right(words, span[0], key=lambda word: word[0]) - 1


def _words(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def _overlap(words: Sequence[Span], pieces: Sequence[Span]) -> Weights:
    """Return how many characters each piece (columns) shares with each word (rows); both in order."""
    table = np.zeros((len(words), len(pieces)), dtype=np.float32)
    first = 0
    for j, (start, end) in enumerate(pieces):
        while first < len(words) and words[first][1] <= start:
            first += 1
        for i in range(first, len(words)):
            if words[i][0] >= end:
                break
            table[i, j] = min(end, words[i][1]) - max(start, words[i][0])
    return table


def _sharpened(weights: Weights, source: str, target: str, left: Sequence[Span], right: Sequence[Span]) -> Weights:
    """Return rows that sum to 1, with more weight for the same word on both sides."""
    weights = _normal(weights)
    places: dict[str, list[int]] = {}
    for j, (start, end) in enumerate(left):
        places.setdefault(source[start:end].casefold(), []).append(j)
    for i, (start, end) in enumerate(right):
        same = places.get(target[start:end].casefold(), [])
        if same:
            weights[i, max(same, key=lambda j: float(weights[i, j]))] += _SAME
    return _normal(weights)


def _normal(weights: Weights) -> Weights:
    total = weights.sum(axis=1, keepdims=True)
    normal: Weights = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return normal


def _merged(words: Iterable[Span]) -> tuple[tuple[Span, ...], list[int], list[int]]:
    """Join words that overlap after an edit, and leave out empty ones.

    Returns the words, the index of the first old word of each among those that are left, and the indices of these.
    """
    found: list[Span] = []
    firsts: list[int] = []
    left: list[int] = []
    for i, (start, end) in enumerate(words):
        if found and start < found[-1][1]:
            found[-1] = (min(start, found[-1][0]), max(end, found[-1][1]))
            left.append(i)
        elif start < end:
            found.append((start, end))
            firsts.append(len(left))
            left.append(i)
    return tuple(found), firsts, left


def _moved(words: Sequence[Span], edits: Sequence[Edit]) -> Iterator[Span]:
    """Yield the span of each old word in the new text; one that an edit touches grows to include the replacement."""
    edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
    ends = [edit.end for edit in edits]
    shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]
    for start, end in words:
        first = done = bisect_right(ends, start)
        while done < len(edits) and edits[done].start < end:
            done += 1
        if first == done:
            yield start + shifts[first], end + shifts[first]
            continue
        low = min(start, edits[first].start) + shifts[first]
        last = edits[done - 1]
        yield low, max(end + shifts[done], last.start + shifts[done - 1] + len(last.new))


def _origins(words: Sequence[Span], edits: Sequence[Edit]) -> Iterator[Span]:
    """Yield the span of each new word in the old text; a word made by an edit gets all that the edit replaced."""
    edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
    shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]
    begins = [edit.start + shift for edit, shift in zip(edits, shifts, strict=False)]
    ends = [begin + len(edit.new) for begin, edit in zip(begins, edits, strict=True)]
    for start, end in words:
        first = done = bisect_right(ends, start)
        while done < len(edits) and begins[done] < end:
            done += 1
        if first == done:
            yield start - shifts[first], end - shifts[first]
        else:
            yield min(start - shifts[first], edits[first].start), max(end - shifts[done], edits[done - 1].end)


def _start(span: Span) -> int:
    return span[0]


def _end(span: Span) -> int:
    return span[1]
