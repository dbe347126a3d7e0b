"""Check `quotes`: quotations that were lost, invented or moved, so that a reader cannot tell who said what."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from babelpress import lang
from babelpress.nlp.quotes.match import Lost, Unit, is_first_person, is_reported, missing, units
from babelpress.nlp.quotes.parse import is_dialogue
from babelpress.nlp.quotes.placement_model import hints, score
from babelpress.nlp.tokenization import words
from babelpress.qa.base import Finding, SegmentPair, Severity

MOVED = 3.2
"""Log-odds above which a quotation counts as moved (severe); at most 3 of the 1,997 references of the fit exceed it."""
DOUBTFUL = 0.0
"""Log-odds above which a moved quotation is a warning."""

_SPEECH = 4
"""Number of words from which a quotation counts as speech, not as a title or a word in scare quotes."""
_REPORTABLE = 12
"""Number of words below which translators may turn a quotation without an attribution after it (« , dit-il ») into
reported speech, without marks."""
_INVENTED = 12
"""Number of words from which an added quotation is severe: translators may quote titles and names."""
_MOST = 24
"""Quotations that are compared within one part of a text, since each is compared with the words of the whole part."""
_LONGEST = 20_000
"""Number of characters of a text from which each quotation is a part of its own, up to its neighbours."""
_SWALLOWED = 10
"""Number of letters beside a quotation from which on they cannot be missing there."""
_ALIKE = (0.7, 1.5)
"""The ratio of letters of two texts of which neither lost a part."""
_SHOWN = 60
_WORD = re.compile(r"[^\W_]+")
_ASTRAY = re.compile(r"[^\Wsxz\d_]['’](?=\s\w)")
"""An apostrophe at the end of a word that needs none (not after s, x, z): a displaced closing mark."""
_ATTRIBUTED = re.compile(r"\s*,\s*\w")


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return findings for the quotations of a translation.

    Severe: a quotation of at least four words lost one mark, one of at least twelve words lost both or was added, or a
    quotation contains other words than in the source. Warning: a translator may have intended it, or a sentence lost
    the single mark of a quotation over several sentences; only the whole paragraph can show whether that is an error.
    """
    every = units(pair.source, pair.source_language)
    ours = [unit for unit in every if unit.depth == 0]
    theirs = [unit for unit in units(pair.target, pair.target_language) if unit.depth == 0]
    if is_dialogue(pair.source) != is_dialogue(pair.target):
        return ()  # a dash before each speech instead of marks around it
    if not ours:
        return tuple(_invented(pair, theirs))
    lost = [
        one
        for one in missing(
            pair.source,
            pair.target,
            source_language=pair.source_language,
            target_language=pair.target_language,
        )
        if one.quote.depth == 0
    ]
    found = [_lost(pair, one, ours, theirs, nested=len(every) > len(ours)) for one in lost]
    found += [] if lost else _moved(pair, ours, theirs)
    return tuple(found)


def _invented(pair: SegmentPair, theirs: Sequence[Unit]) -> list[Finding]:
    """Findings for quotations of the target alone; severe inside a sentence of which the source says no one said it."""
    spoken = any(_says(" ".join(part.split()[:3]), pair.source_language) for part in pair.source.split(",")[1:])
    return [
        Finding(
            check="quotes",
            severity="severe"
            if not spoken
            and unit.opened
            and unit.closed
            and _words(pair.target, unit) >= _INVENTED
            and _outside(pair.target, unit)
            else "warning",
            message="the target has a quotation that the source has not",
            target=_shown(pair.target, unit),
        )
        for unit in theirs
        if _words(pair.target, unit) > 1
    ]


def _lost(pair: SegmentPair, lost: Lost, ours: Sequence[Unit], theirs: Sequence[Unit], *, nested: bool) -> Finding:
    quote = lost.quote
    if quote.opened and quote.closed and lost.opening and lost.closing:
        message = "the quotation of the source is none in the target"
    elif lost.left is None:
        message = f"the {'opening' if lost.opening else 'closing'} mark of a quotation over several sentences is lost"
    else:
        message = f"the quotation {'opens' if lost.opening else 'closes'} in the source only"
    return Finding(
        check="quotes",
        severity=_gravity(pair, lost, ours, theirs, nested=nested),
        message=message,
        source=_shown(pair.source, quote),
        target=_shown(pair.target, lost.left) if lost.left else "",
    )


def _gravity(pair: SegmentPair, lost: Lost, ours: Sequence[Unit], theirs: Sequence[Unit], *, nested: bool) -> Severity:
    """Severe, except for what translators do on purpose and what only the neighbouring sentences can decide."""
    quote = lost.quote
    size = _words(pair.source, quote)
    if size < _SPEECH and not (size > 1 and _says_after(pair, quote) and _is_direct(pair, quote)):
        return "warning"
    if lost.left is None and _is_name(pair.source[quote.inner_start : quote.inner_end]):
        return "warning"
    if not (quote.opened and quote.closed):
        return "severe" if not theirs and _ASTRAY.search(pair.target) else "warning"
    if _goes_on(pair, lost):
        return "warning"
    if lost.left is not None:
        return "severe"
    if theirs and nested:
        return "warning"  # a nested quotation was merged with the outer one
    if any(unit.opened != unit.closed for unit in ours):
        return "warning"  # inside a quotation over several sentences, translators use reported speech
    if size < _REPORTABLE and not _ATTRIBUTED.match(pair.source, quote.end):
        return "warning"
    return "warning" if is_reported(pair.target, pair.target_language) else "severe"


def _is_name(text: str) -> bool:
    """Whether all longer words of a quotation are capitalised: the name of a work or an institution is no speech."""
    return not any(word.islower() and len(word) > 3 for word in _WORD.findall(text))


def _goes_on(pair: SegmentPair, lost: Lost) -> bool:
    """Whether the neighbouring lines of the target have the mark, for a quotation over several of them."""
    before = any(unit.opened and not unit.closed for unit in units(pair.before, pair.target_language))
    after = any(unit.closed and not unit.opened for unit in units(pair.after, pair.target_language))
    return (before or not lost.opening) and (after or not lost.closing)


def _says(text: str, language: str) -> bool:
    """Whether a text says that someone speaks."""
    saying = lang.get(language).quotations.saying
    return not saying.isdisjoint((*text.lower().split(), *words(text)))


def _says_after(pair: SegmentPair, quote: Unit) -> bool:
    """Whether the words after a quotation of the source say who speaks: « , dit-il »."""
    after = pair.source[quote.end : quote.end + _SHOWN]
    return bool(_ATTRIBUTED.match(after)) and _says(after, pair.source_language)


def _is_direct(pair: SegmentPair, quote: Unit) -> bool:
    """Whether both sides speak as `I` or `we`, and the target says that someone speaks."""
    inner = pair.source[quote.inner_start : quote.inner_end]
    return (
        is_first_person(inner, pair.source_language)
        and is_first_person(pair.target, pair.target_language)
        and _says(pair.target, pair.target_language)
    )


def _outside(text: str, unit: Unit) -> bool:
    """Whether there is a word outside of a quotation."""
    return bool(_WORD.search(text, 0, unit.start) or _WORD.search(text, unit.end))


def _moved(pair: SegmentPair, ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[Finding]:
    if len(ours) != len(theirs):
        return []
    found = []
    for source, target, matched in _parts_of(pair, ours, theirs):
        for one, other in matched:
            if (one.opened, one.closed) != (other.opened, other.closed):
                continue
            seen = hints(
                source,
                target,
                ours=one,
                theirs=other,
                source_language=pair.source_language,
                target_language=pair.target_language,
            )
            odds = score(seen)
            if seen["incise inside"] or (not seen["another quotation"] and _is_stretched(source, target, one, other)):
                odds = math.inf
            if odds > DOUBTFUL:
                found.append(
                    Finding(
                        check="quotes",
                        severity="severe" if odds > MOVED else "warning",
                        message="the quotation seems to hold other words than that of the source",
                        source=_shown(source, one),
                        target=_shown(target, other),
                    )
                )
    return found


def _parts_of(
    pair: SegmentPair, ours: Sequence[Unit], theirs: Sequence[Unit]
) -> Iterator[tuple[str, str, list[tuple[Unit, Unit]]]]:
    """Yield the two texts with their matched quotations: at once, or in parts that reach from quotation to quotation.

    Every part is as long as the words between the quotations beside it, so that all together take linear time.
    """
    matched = list(zip(ours, theirs, strict=True))
    step = _MOST if max(len(pair.source), len(pair.target)) <= _LONGEST else 1
    for first in range(0, len(matched), step):
        own = matched[first : first + step]
        before, after = matched[first - 1 : first], matched[first + step : first + step + 1]
        starts = (before[0][0].end, before[0][1].end) if before else (0, 0)
        ends = (after[0][0].start, after[0][1].start) if after else (len(pair.source), len(pair.target))
        yield (
            pair.source[starts[0] : ends[0]],
            pair.target[starts[1] : ends[1]],
            [(_shifted(one, starts[0]), _shifted(other, starts[1])) for one, other in own],
        )


def _shifted(unit: Unit, by: int) -> Unit:
    return replace(
        unit,
        start=unit.start - by,
        end=unit.end - by,
        inner_start=unit.inner_start - by,
        inner_end=unit.inner_end - by,
    )


def _is_stretched(source: str, target: str, one: Unit, other: Unit) -> bool:
    """Whether the quotation of the target swallowed all words on one side of it, those on the other side unchanged.

    The words have to be inside then: no side but this one lost any, and the quotation grew by as many.
    """
    before, inside, after = _parts(source, one)
    before_t, inside_t, after_t = _parts(target, other)
    scale = (before_t + inside_t + after_t) / max(1, before + inside + after)
    if not _ALIKE[0] < scale < _ALIKE[1] or not before_t + after_t:
        return False  # words are missing, or the whole of reported speech became direct
    for lost, left, kept, kept_t in ((after, after_t, before, before_t), (before, before_t, after, after_t)):
        grown = inside_t - scale * inside
        if lost >= _SWALLOWED and not left and grown > 0.7 * scale * lost and kept_t < 1.3 * scale * kept + 6:
            return True
    return False


def _parts(text: str, unit: Unit) -> tuple[int, int, int]:
    """The numbers of letters and digits before, inside and after a quotation."""
    parts = text[: unit.start], text[unit.start : unit.end], text[unit.end :]
    before, inside, after = (sum(map(str.isalnum, part)) for part in parts)
    return before, inside, after


def _words(text: str, unit: Unit) -> int:
    return len(_WORD.findall(text[unit.inner_start : unit.inner_end]))


def _shown(text: str, unit: Unit) -> str:
    """The text of the quotation, without its middle if it is long."""
    whole = text[unit.start : unit.end]
    half = _SHOWN // 2
    return whole if len(whole) <= _SHOWN else f"{whole[:half]} … {whole[-half:]}"
