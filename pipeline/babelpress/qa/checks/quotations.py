"""Check `quotes`: quotations that were lost, invented or moved, so that a reader cannot tell who said what."""

import re
from collections.abc import Sequence

from babelpress import lang
from babelpress.nlp.patterns import compiled
from babelpress.nlp.quotes.match import Lost, Unit, match, missing, units
from babelpress.nlp.quotes.placement_model import hints, score
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
_LONGEST = 20_000
"""Maximum number of characters of a text whose quotations are compared by place; longer texts are no paragraphs."""
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
    ours = [unit for unit in units(pair.source, pair.source_language) if unit.depth == 0]
    theirs = [unit for unit in units(pair.target, pair.target_language) if unit.depth == 0]
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
    found = [_lost(pair, one, ours, theirs) for one in lost]
    found += [] if lost else _moved(pair, ours, theirs)
    return tuple(found)


def _invented(pair: SegmentPair, theirs: Sequence[Unit]) -> list[Finding]:
    return [
        Finding(
            check="quotes",
            severity="severe" if unit.opened and unit.closed and _words(pair.target, unit) >= _INVENTED else "warning",
            message="the target has a quotation that the source has not",
            target=_shown(pair.target, unit),
        )
        for unit in theirs
        if _words(pair.target, unit) > 1
    ]


def _lost(pair: SegmentPair, lost: Lost, ours: Sequence[Unit], theirs: Sequence[Unit]) -> Finding:
    quote = lost.quote
    if quote.opened and quote.closed and lost.opening and lost.closing:
        message = "the quotation of the source is none in the target"
    elif lost.left is None:
        message = f"the {'opening' if lost.opening else 'closing'} mark of a quotation over several sentences is lost"
    else:
        message = f"the quotation {'opens' if lost.opening else 'closes'} in the source only"
    return Finding(
        check="quotes",
        severity=_gravity(pair, lost, ours, theirs),
        message=message,
        source=_shown(pair.source, quote),
        target=_shown(pair.target, lost.left) if lost.left else "",
    )


def _gravity(pair: SegmentPair, lost: Lost, ours: Sequence[Unit], theirs: Sequence[Unit]) -> Severity:
    """Severe, except for what translators do on purpose and what only the neighbouring sentences can decide."""
    quote = lost.quote
    words = _words(pair.source, quote)
    if words < _SPEECH:
        return "warning"
    if not (quote.opened and quote.closed):
        return "severe" if not theirs and _ASTRAY.search(pair.target) else "warning"
    if lost.left is not None:
        return "severe"
    if theirs and any(unit.depth for unit in units(pair.source, pair.source_language)):
        return "warning"  # a nested quotation was merged with the outer one
    if any(unit.opened != unit.closed for unit in ours):
        return "warning"  # inside a quotation over several sentences, translators use reported speech
    if words < _REPORTABLE and not _ATTRIBUTED.match(pair.source, quote.end):
        return "warning"
    reported = _is_reported(pair)
    return "warning" if reported else "severe"


def _is_reported(pair: SegmentPair) -> bool:
    """Whether the grammar of the target marks the words as reported, as the German subjunctive does."""
    own = lang.get(pair.target_language).quotations
    return bool(own.reported and re.search(own.reported, pair.target) and not compiled(own.own).search(pair.target))


def _moved(pair: SegmentPair, ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[Finding]:
    if max(len(pair.source), len(pair.target)) > _LONGEST or len(ours) != len(theirs):
        return []
    found = []
    for one, other in match(ours, theirs, sizes=(len(pair.source), len(pair.target))):
        if not one or not other or (one.opened, one.closed) != (other.opened, other.closed):
            continue
        seen = hints(
            pair.source,
            pair.target,
            ours=one,
            theirs=other,
            source_language=pair.source_language,
            target_language=pair.target_language,
        )
        odds = score(seen)
        if odds > DOUBTFUL:
            found.append(
                Finding(
                    check="quotes",
                    severity="severe" if odds > MOVED else "warning",
                    message="the quotation seems to hold other words than that of the source",
                    source=_shown(pair.source, one),
                    target=_shown(pair.target, other),
                )
            )
    return found


def _words(text: str, unit: Unit) -> int:
    return len(_WORD.findall(text[unit.inner_start : unit.inner_end]))


def _shown(text: str, unit: Unit) -> str:
    """The text of the quotation, without its middle if it is long."""
    whole = text[unit.start : unit.end]
    half = _SHOWN // 2
    return whole if len(whole) <= _SHOWN else f"{whole[:half]} … {whole[-half:]}"
