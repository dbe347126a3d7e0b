"""Where a text is cut: into the lines of a cue, and over the cues that share a sentence."""

import re
from collections.abc import Sequence
from itertools import accumulate

_GAP = re.compile(r"(?<=\S) (?=\s*\S)")
"""A space that a line can end at: never two in a row, so that no line is empty."""

_PAUSES = frozenset(",;:.!?…–—")
_PAUSE_WORTH = 8
"""Characters that a cut may be off its place in order to come after a punctuation mark."""


def in_lines(text: str, *, width: int, lines: int, first: int = 0) -> str:
    """Give a text with line ends in place of spaces: as few lines as `width` allows, of about the same length.

    Never more than `lines`: what does not fit makes them longer. `first` is what the first line holds already. No
    character moves, so the marks over the text still hold.

    >>> in_lines("Le train de nuit pour Vienne part ce soir.", width=30, lines=2)
    'Le train de nuit pour\\nVienne part ce soir.'
    """
    words = [len(word) for word in _GAP.split(text)]
    few = next((count for count in range(1, lines + 1) if len(_greedy(words, width, first)) <= count), lines)
    low, high = max(words), first + len(text)
    while low < high:  # the narrowest column that holds the text in so many lines
        middle = (low + high) // 2
        if len(_greedy(words, middle, first)) <= few:
            high = middle
        else:
            low = middle + 1
    characters = list(text)
    for end in _greedy(words, low, first)[:-1]:
        characters[end] = "\n"
    return "".join(characters)


def divided(text: str, shares: Sequence[int]) -> list[str]:
    """Give as many parts as there are shares, each about its share of the characters, cut at spaces.

    A cut prefers to come after a punctuation mark. Where there are fewer words than shares, parts at the end are empty.

    >>> divided("Als het regent, blijven we thuis.", [10, 12])
    ['Als het regent,', 'blijven we thuis.']
    """
    spaces = [found.start() for found in _GAP.finditer(text)]
    cuts = [0]
    for share in list(accumulate(shares))[:-1]:
        ideal = len(text) * share / sum(shares)
        free = [space for space in spaces if space > cuts[-1]]
        cuts.append(
            min(free, key=lambda at: abs(at - ideal) - _PAUSE_WORTH * (text[at - 1] in _PAUSES), default=len(text))
        )
    return [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _greedy(words: Sequence[int], width: int, first: int) -> list[int]:
    """Give where each line ends, in characters, if every line takes as many words as it can."""
    ends: list[int] = []
    at, room = -1, width - first
    for number, length in enumerate(words):
        if number and length + 1 > room:
            ends.append(at)
            room = width - length
        else:
            room -= length + bool(number)
        at += length + 1
    return [*ends, at]
