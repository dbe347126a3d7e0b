"""Soft word alignment of a translation and its source, updated with every edit.

The weights are a model's attention, summed over the subword tokens of words (Bahdanau et al. 2015, section 5.2.1), and
increased where both sides have the same word, number or mark.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from babelpress.nlp.edits import Edit

Weights = npt.NDArray[np.float32]
Span = tuple[int, int]
"""Characters `start` to `end` (excluded)."""

_SOURCE_WORD = re.compile(r"\w+['’]?|[^\w\s]")
WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
"""A word or mark of a target; no tag may begin or end inside it."""

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
        share = np.array(
            [max(0, min(stop, end) - max(begin, start)) / max(stop - begin, 1) for begin, stop in self.source],
            dtype=np.float32,
        )
        owed: Weights = self.weights @ share
        return owed

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of the target that is aligned to this span of the source, None if there is no clear one."""
        return _span(self.owed(start, end), self.target)

    def edited(self, edits: Sequence[Edit]) -> "Alignment":
        """Return the alignment after edits of the target; a changed word keeps its weights."""
        moved = [_moved(word, edits) for word in self.target]
        target, groups = _merged(moved)
        return Alignment(self.source, target, _normal(groups @ self.weights))

    def before(self, edits: Sequence[Edit]) -> "Alignment":
        """Return the alignment of the target to the original text that `edits` turned into this source."""
        source, groups = _merged([_origin(word, edits) for word in self.source])
        return Alignment(source, self.target, self.weights @ groups.T)

    def shifted(self, source: int, target: int) -> "Alignment":
        """Return the alignment with both sides shifted to the right, by so many characters."""
        return Alignment(
            tuple((start + source, end + source) for start, end in self.source),
            tuple((start + target, end + target) for start, end in self.target),
            self.weights,
        )


class Joined:
    """Alignments of consecutive texts, each already shifted to its place, as one alignment."""

    def __init__(self, parts: Sequence[Alignment]) -> None:
        self.source: tuple[Span, ...] = tuple(word for part in parts for word in part.source)
        self.target: tuple[Span, ...] = tuple(word for part in parts for word in part.target)
        self._parts = [part for part in parts if part.source]
        self._ends = [part.source[-1][1] for part in self._parts]
        self._rows = list(accumulate((len(part.target) for part in self._parts), initial=0))

    def owed(self, start: int, end: int) -> Weights:
        """Return the share (0 to 1) of each target word that is aligned to `start` to `end` of the source."""
        owed: Weights = np.zeros(len(self.target), dtype=np.float32)
        for i in range(bisect_right(self._ends, start), len(self._parts)):
            if self._parts[i].source[0][0] >= end:
                break
            owed[self._rows[i] : self._rows[i + 1]] = self._parts[i].owed(start, end)
        return owed

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of the target that is aligned to this span of the source, None if there is no clear one."""
        return _span(self.owed(start, end), self.target)


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
    return Alignment(words, words, np.eye(len(words), dtype=np.float32))


def whole(source: int, target: int) -> Alignment:
    """Return the alignment of two texts of so many characters, each as a single word."""
    return Alignment(((0, source),), ((0, target),), np.ones((1, 1), dtype=np.float32))


def concatenated(parts: Sequence[Alignment]) -> Alignment:
    """Return one alignment from those of consecutive texts, each already shifted to its place."""
    rows = sum(len(part.target) for part in parts)
    columns = sum(len(part.source) for part in parts)
    weights = np.zeros((rows, columns), dtype=np.float32)
    row = column = 0
    for part in parts:
        height, width = part.weights.shape
        weights[row : row + height, column : column + width] = part.weights
        row, column = row + height, column + width
    source = tuple(word for part in parts for word in part.source)
    return Alignment(source, tuple(word for part in parts for word in part.target), weights)


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


def _span(owed: Weights, words: Sequence[Span]) -> Span | None:
    run = best_run(owed - 0.5)
    if run is None:
        best = int(owed.argmax()) if len(owed) else 0
        if not len(owed) or owed[best] < 0.25:
            return None
        run = (best, best + 1)
    return words[run[0]][0], words[run[1] - 1][1]


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


def _merged(words: Sequence[Span]) -> tuple[tuple[Span, ...], Weights]:
    """Join words that overlap after an edit; return them and the old words (columns) of each new one (rows)."""
    found: list[Span] = []
    members: list[list[int]] = []
    for i, (start, end) in enumerate(words):
        if found and start < found[-1][1]:
            found[-1] = (min(start, found[-1][0]), max(end, found[-1][1]))
            members[-1].append(i)
        elif start < end:
            found.append((start, end))
            members.append([i])
    groups = np.zeros((len(found), len(words)), dtype=np.float32)
    for row, columns in enumerate(members):
        groups[row, columns] = 1
    return tuple(found), groups


def _moved(word: Span, edits: Sequence[Edit]) -> Span:
    """Return the span of an old word in the new text; a word that an edit touches grows to include the replacement."""
    start, end = word
    shift, low, high = 0, None, None
    for edit in sorted(edits, key=lambda edit: edit.start):
        growth = len(edit.new) - (edit.end - edit.start)
        if edit.end <= start:
            shift += growth
        elif edit.start >= end:
            break
        else:
            begin = edit.start + shift
            low = min(start + shift, begin) if low is None else low
            shift += growth
            high = max(end + shift, begin + len(edit.new)) if edit.end >= end else end + shift
    if low is None or high is None:
        return start + shift, end + shift
    return low, high


def _origin(word: Span, edits: Sequence[Edit]) -> Span:
    """Return the span of a new word in the old text; a word made by an edit gets all that the edit replaced."""
    start, end = word
    shift, low, high = 0, None, None
    for edit in sorted(edits, key=lambda edit: edit.start):
        begin = edit.start + shift
        stop = begin + len(edit.new)
        growth = len(edit.new) - (edit.end - edit.start)
        if stop <= start:
            shift += growth
        elif begin >= end:
            break
        else:
            low = min(start - shift, edit.start) if low is None else low
            shift += growth
            high = max(end - shift, edit.end)
    if low is None or high is None:
        return start - shift, end - shift
    return low, high
