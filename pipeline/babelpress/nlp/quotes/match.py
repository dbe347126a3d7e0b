"""Match the quotations of a translation with those of its source, and find lost marks."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babelpress import lang
from babelpress.nlp.landmarks import forms_of
from babelpress.nlp.patterns import compiled
from babelpress.nlp.quotes.parse import find
from babelpress.nlp.tokenization import words

Align = Callable[[int, int], tuple[int, int] | None]
"""Returns the span of the target, in characters, that is aligned to a span of the source; None if it is unknown."""

Matched = tuple["Unit | None", "Unit | None"]

_BAND = 24
"""Each quotation is compared with this many before and after the one at the same share of the quotations."""
_ALONE = 0.7
"""The cost of an unmatched quotation, as the share of the text by which the positions of two partners may differ."""
_FINAL = re.compile(r"[\s.!?…,;:]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A quotation or a part of one: `opened` and `closed` tell which of its marks are in the text.

    Without a mark it extends to that end of the text; `text[inner_start:inner_end]` are the words inside.
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
    """A quotation of the source and the marks that the target lacks; `left` is the part that the target has."""

    quote: Unit
    opening: bool
    closing: bool
    left: Unit | None = None


def units(text: str, language: str = "") -> tuple[Unit, ...]:
    """Return the quotations of a text in order, including those of which the text has only one mark."""
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
    """Return pairs of quotations of a source and its target, with None for one without a partner.

    `sizes` are the lengths of the two texts, by which positions are compared. Takes time linear in the quotations:
    each is compared with those at about the same share of them.
    """
    if len(ours) == len(theirs):
        return tuple(zip(ours, theirs, strict=True))
    rows, slope = len(ours), len(theirs) / (len(ours) or 1)
    width = max(_BAND, math.ceil(slope) + 1)
    costs: list[dict[int, float]] = []
    for i in range(rows + 1):
        middle = round(i * slope)
        low, high = (0, len(theirs)) if not rows else (max(0, middle - width), min(len(theirs), middle + width))
        above = costs[-1] if costs else {}
        row: dict[int, float] = {}
        for j in range(low, high + 1):
            pair = above.get(j - 1, math.inf)
            row[j] = min(
                pair + _apart(ours[i - 1], theirs[j - 1], sizes) if pair < math.inf else pair,
                above.get(j, math.inf) + _ALONE,
                row.get(j - 1, math.inf) + _ALONE,
                math.inf if i or j else 0.0,
            )
        costs.append(row)
    return _traced(costs, ours, theirs, sizes=sizes)


def _traced(
    costs: Sequence[dict[int, float]], ours: Sequence[Unit], theirs: Sequence[Unit], *, sizes: tuple[int, int]
) -> tuple[Matched, ...]:
    """Return the cheapest way through a table of costs: one row for each of `ours` and one before them."""
    found: list[Matched] = []
    i, j = len(ours), len(theirs)
    while i or j:
        cost = costs[i][j]
        pair = costs[i - 1].get(j - 1, math.inf) if i and j else math.inf
        if pair < math.inf and cost == pair + _apart(ours[i - 1], theirs[j - 1], sizes):
            i, j = i - 1, j - 1
            found.append((ours[i], theirs[j]))
        elif i and cost == costs[i - 1].get(j, math.inf) + _ALONE:
            i -= 1
            found.append((ours[i], None))
        else:
            j -= 1
            found.append((None, theirs[j]))
    return tuple(reversed(found))


def _apart(one: Unit, other: Unit, sizes: tuple[int, int]) -> float:
    """Return the distance of two quotations: 0 to 2 for their positions, and more for different marks and depth."""
    starts = abs(one.start / (sizes[0] or 1) - other.start / (sizes[1] or 1)) if one.opened and other.opened else 0.2
    ends = abs(one.end / (sizes[0] or 1) - other.end / (sizes[1] or 1)) if one.closed and other.closed else 0.2
    return starts + ends + 0.1 * (one.depth != other.depth)


def missing(source: str, target: str, *, source_language: str = "", target_language: str = "") -> tuple[Lost, ...]:
    """Return the quotations of the source of which the target lacks a mark, in order.

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


def is_first_person(text: str, language: str) -> bool:
    """Whether a text speaks as `I` or `we`."""
    forms = {form.strip("'") for form in forms_of(language, "i", "we")}
    return not forms.isdisjoint(words(text))


def is_reported(text: str, language: str) -> bool:
    """Whether the grammar of a text marks its words as reported, as the German subjunctive does."""
    own = lang.get(language).quotations
    return bool(own.reported and compiled(own.reported).search(text) and not compiled(own.own).search(text))


def _joined(text: str, at: int) -> bool:
    """Whether an offset is inside a word, including at an apostrophe or hyphen between letters."""
    before, after = text[at - 1], text[at : at + 1]
    if not after or before.isspace() or after.isspace():
        return False
    return (_within(before) and _within(after)) if before.isalnum() or after.isalnum() else False


def _within(char: str) -> bool:
    return char.isalnum() or char in "'’-‑\u00ad_" or (not char.isascii() and not char.isprintable())
