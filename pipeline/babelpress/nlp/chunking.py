"""Splitting texts that are too long for a model: a sentence into clauses, sentences into chunks, without any loss."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from math import ceil

from babelpress import lang
from babelpress.nlp.quotes.parse import find

_SPACE = re.compile(r"\s+")


@lang.dependent
@cache
def _boundaries() -> tuple[re.Pattern[str], ...]:
    """The places where a text may be cut, best first; the white space stays with the left side."""
    conjunctions = " ".join(language.clauses.conjunctions for language in lang.known().values()).split()
    return tuple(
        re.compile(pattern)
        for pattern in (
            # After strong punctuation.
            r"(?<=[.!?…;:])\s+",
            # After a comma or a closing bracket or mark, or before an opening one or a spaced dash.
            r"(?<=[,)\]»”])\s+|\s+(?=[(\[«“]|[-–—]\s)",
            # Before a conjunction of any language.
            rf"\s+(?=(?:{'|'.join(map(re.escape, conjunctions)) or '(?!)'})\s)",
            # White space that can be broken and is not between two digits.
            r"(?<!\d)[^\S\u00a0\u202f]+|[^\S\u00a0\u202f]+(?!\d)",
            # Any white space.
            r"\s",
        )
    )


def clauses(text: str, count: Callable[[str], int], max_tokens: int) -> tuple[str, ...]:
    """Cut a text into pieces of at most `max_tokens`.

    The pieces are about equally long. Each ends at the best boundary near the ideal cut: strong punctuation, comma or
    bracket, conjunction, white space, and inside a word only if there is none of these.

    Args:
        text: The text.
        count: Returns the number of tokens of a text. It is called about twice for each piece.
        max_tokens: The most tokens of a piece.

    Returns:
        The pieces, whose concatenation is the text.

    Raises:
        ValueError: A single character takes more than `max_tokens`.

    >>> clauses("Il pleut, et le vent se lève.", lambda text: len(text.split()), 5)
    ('Il pleut, ', 'et le vent se lève.')
    """
    pieces = []
    waiting = [text] if text else []
    while waiting:
        piece = waiting.pop()
        tokens = count(piece)
        if tokens <= max_tokens:
            pieces.append(piece)
        elif len(piece) == 1:
            raise ValueError(f"{max_tokens} tokens cannot hold the character {piece!r}, which takes {tokens}")
        else:
            cut = _cut(piece, times=tokens / max(1, max_tokens))
            waiting += [piece[cut:], piece[:cut]]
    return tuple(pieces)


def pack(counts: Sequence[int], budget: int) -> tuple[tuple[int, int], ...]:
    """Group consecutive items into as few chunks as possible and, with that number, as even as possible.

    Args:
        counts: The sizes of the items.
        budget: The greatest size of a chunk.

    Returns:
        A range `(start, end)` for each chunk, end excluded. Their sum of squared sizes is the least for that number.

    Raises:
        ValueError: A single item is over the budget.

    >>> pack([30, 30, 30, 10], 90)
    ((0, 2), (2, 4))
    """
    if any(size > budget for size in counts):
        at = next(i for i, size in enumerate(counts) if size > budget)
        raise ValueError(f"item {at} takes {counts[at]} of a budget of {budget}")
    total = [0, *accumulate(counts)]
    best = [(0, 0, 0)]  # chunks, sum of squares, start of the last chunk; for the first 0, 1, 2, ... items
    for end in range(1, len(total)):
        options = []
        for start in range(end - 1, -1, -1):
            size = total[end] - total[start]
            if size > budget:
                break
            chunks, squares, _ = best[start]
            options.append((chunks + 1, squares + size * size, start))
        best.append(min(options))
    ranges = []
    end = len(counts)
    while end:
        start = best[end][2]
        ranges.append((start, end))
        end = start
    return tuple(reversed(ranges))


def _cut(text: str, *, times: float) -> int:
    """Return the place, strictly inside the text, at which to cut a text that is `times` too long.

    The aim is the least number of pieces. The cut may move as far as that allows, but at least a fifth of a piece (a
    good boundary is worth one more piece) and at most half a piece (no tiny rest).
    """
    parts = max(2, ceil(times))
    half = parts // 2
    aim = len(text) * half / parts
    room = len(text) * half * (1 / times - 1 / parts)
    reach = min(max(room, len(text) / (5 * parts)), len(text) / (2 * parts))
    low, high = max(1, int(aim - reach)), min(len(text) - 1, int(aim + reach) + 1)
    for boundary in _boundaries():
        cuts = [m.end() for m in boundary.finditer(text, low - 1, high) if low <= m.end() <= high]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - aim))
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    far = [m.end() for m in _SPACE.finditer(text) if first < m.end() < last]
    safe = far or [i for i in range(low, high + 1) if _is_between_characters(text, i)]
    return min(safe or [(low + high) // 2], key=lambda cut: abs(cut - aim))


def _is_between_characters(text: str, at: int) -> bool:
    """Whether a cut here does not split what a reader sees as one character (accents, emoji, flags)."""
    before, after = text[at - 1], text[at]
    if (
        unicodedata.category(after).startswith("M")
        or "\u200d" in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    ):
        return False
    if _is_flag_half(before) and _is_flag_half(after):
        run = at - len(text[:at].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
        return run % 2 == 0
    return (before, after) != ("\r", "\n")


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


# Main clauses

_WORDS = 5
"""The fewest words of a main clause; fewer are an opening: « Ce jour-là, tandis que ... »."""

_COMMA = re.compile(r"[,，](?=\s)")
_SEMICOLON = re.compile(r"\s?[;；]\s")
_WORD = re.compile(r"[^\W_]+")
_OPEN = re.compile(r"[:(\[{]|\s[–—-]\s")


def main_clause(sentence: str, *, language: str) -> str | None:
    """Return the text before the only comma or the first semicolon, as a sentence.

    Before a comma the text is a main clause only if there is no other comma, the next word opens a clause that the
    first one does not need, and the sentence does not begin with a subordinate clause or an opening. A semicolon always
    divides main clauses.

    Args:
        sentence: One sentence.
        language: Its ISO 639-1 code.

    Returns:
        The main clause with a full stop, or None if it cannot be determined for sure.

    >>> main_clause("Nvidia reste le premier fournisseur d'OpenAI, et les deux sociétés collaborent.", language="fr")
    "Nvidia reste le premier fournisseur d'OpenAI."
    >>> main_clause("Selon le maire de la ville, et il le répète, rien ne presse.", language="fr")
    """
    clauses = lang.get(language).clauses
    if not clauses.after or sentence.rstrip(" »”\"'").endswith("?"):
        return None
    semicolon = _SEMICOLON.search(sentence)
    if semicolon:
        clause, rest = sentence[: semicolon.start()], sentence[semicolon.end() :]
        sure = not _SEMICOLON.search(rest)  # several of them divide a list
    else:
        commas = list(_COMMA.finditer(sentence))
        if len(commas) != 1:
            return None
        clause, rest = sentence[: commas[0].start()], sentence[commas[0].end() :].lstrip()
        sure = _after(language).match(rest.replace("’", "'")) is not None
    words = _WORD.findall(clause)
    alone = (
        sure
        and len(words) >= _WORDS
        and words[0].casefold() not in clauses.openings
        and not _OPEN.search(clause)
        and not _only().search(clause)
        and not find(clause, language)
    )
    return f"{clause.rstrip()}." if alone else None


@lang.dependent
@cache
def _after(language: str) -> re.Pattern[str]:
    after = "|".join(lang.get(language).clauses.after)
    return re.compile(rf"(?:{after})(?<=['’])|(?:{after})(?!\w)")


@lang.dependent
@cache
def _only() -> re.Pattern[str]:
    """The pattern of `not only` in any language."""
    phrases = [phrase for language in lang.known().values() for phrase in language.clauses.only]
    return re.compile(rf"(?i)\b(?:{'|'.join(phrases) or '(?!)'})\b")
