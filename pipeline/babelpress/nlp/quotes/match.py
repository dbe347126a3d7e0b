"""The quotation marks that a translation lost, and where they belong."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babelpress.nlp.quotes.parse import find

Align = Callable[[int, int], tuple[int, int] | None]
"""Gives the span of the target that a span of the source became, in characters; None where nobody knows."""

Matched = tuple["Unit | None", "Unit | None"]

_MOST = 24
"""Quotations of one text up to which they are matched by place; more are taken in their order."""
_ALONE = 0.7
"""What a quotation without a partner costs, in shares of the text by which two partners may be apart."""
_FINAL = re.compile(r"[\s.!?…,;:]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A quotation as far as the text has it: `opened` and `closed` tell which of its marks stand there.

    Without a mark it reaches to that end of the text; `text[inner_start:inner_end]` are the words inside.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A quotation of the source and which of its marks the target lacks; `left` is what is there of it."""

    quote: Unit
    opening: bool
    closing: bool
    left: Unit | None = None


def units(text: str, language: str = "") -> tuple[Unit, ...]:
    """Return the quotations of a text in their order, with those of which only one mark is there."""
    found = find(text, language)
    made = [
        Unit(start=q.start, end=q.end, inner_start=q.inner_start, inner_end=q.inner_end, depth=q.depth)
        for q in found.pairs
    ]
    last = len(text.rstrip())
    for stray in found.strays:
        at = stray.at
        if stray.opens:
            first = len(text) - len(text[at + 1 :].lstrip())
            made.append(
                Unit(
                    start=at,
                    end=len(text),
                    inner_start=min(first, last),
                    inner_end=last,
                    depth=stray.depth,
                    closed=False,
                )
            )
        else:
            made.append(
                Unit(
                    start=0,
                    end=at + 1,
                    inner_start=0,
                    inner_end=len(text[:at].rstrip()),
                    depth=stray.depth,
                    opened=False,
                )
            )
    return tuple(sorted(made, key=lambda unit: (unit.start, -unit.end)))


def match(ours: Sequence[Unit], theirs: Sequence[Unit], *, sizes: tuple[int, int]) -> tuple[Matched, ...]:
    """Return the quotations of a source and of its target side by side, None where one has no partner.

    `sizes` are the lengths of the two texts: partners stand at about the same place.
    """
    if len(ours) == len(theirs) or max(len(ours), len(theirs)) > _MOST:
        shared = min(len(ours), len(theirs))
        both: list[Matched] = [*zip(ours[:shared], theirs[:shared], strict=True)]
        return (*both, *((unit, None) for unit in ours[shared:]), *((None, unit) for unit in theirs[shared:]))
    costs = [[_ALONE * (i + j) for j in range(len(theirs) + 1)] for i in range(len(ours) + 1)]
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            costs[i + 1][j + 1] = min(
                costs[i][j] + _apart(one, other, sizes), costs[i][j + 1] + _ALONE, costs[i + 1][j] + _ALONE
            )
    found: list[Matched] = []
    i, j = len(ours), len(theirs)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _apart(ours[i - 1], theirs[j - 1], sizes):
            i, j = i - 1, j - 1
            found.append((ours[i], theirs[j]))
        elif i and (not j or costs[i][j] == costs[i - 1][j] + _ALONE):
            i -= 1
            found.append((ours[i], None))
        else:
            j -= 1
            found.append((None, theirs[j]))
    return tuple(reversed(found))


def _apart(one: Unit, other: Unit, sizes: tuple[int, int]) -> float:
    """How far two quotations are from being each other's translation, 0 to 2 and more for other marks and depth."""
    starts = abs(one.start / (sizes[0] or 1) - other.start / (sizes[1] or 1)) if one.opened and other.opened else 0.2
    ends = abs(one.end / (sizes[0] or 1) - other.end / (sizes[1] or 1)) if one.closed and other.closed else 0.2
    return starts + ends + 0.1 * (one.depth != other.depth)


def missing(source: str, target: str, *, source_language: str = "", target_language: str = "") -> tuple[Lost, ...]:
    """Return the quotations of the source that the target lacks a mark of, in their order.

    >>> [(lost.opening, lost.closing) for lost in missing("« Oui », dit-il.", "Yes,” he said.")]
    [(True, False)]
    """
    matched = match(units(source, source_language), units(target, target_language), sizes=(len(source), len(target)))
    found = [
        Lost(
            quote=ours,
            opening=ours.opened and not (theirs and theirs.opened),
            closing=ours.closed and not (theirs and theirs.closed),
            left=theirs,
        )
        for ours, theirs in matched
        if ours
    ]
    return tuple(lost for lost in found if lost.opening or lost.closing)


def _joined(text: str, at: int) -> bool:
    """Whether a place is inside a word, an apostrophe or hyphen between letters included."""
    before, after = text[at - 1], text[at : at + 1]
    if not after or before.isspace() or after.isspace():
        return False
    return (_within(before) and _within(after)) if before.isalnum() or after.isalnum() else False


def _within(char: str) -> bool:
    return char.isalnum() or char in "'’-‑\u00ad_" or (not char.isascii() and not char.isprintable())
