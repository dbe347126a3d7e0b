"""Check `length`: translations that are empty, a copy of the source, far too short or far too long."""

from babelpress import lang
from babelpress.nlp.function_words import counted, hits, reading
from babelpress.qa.base import Finding, SegmentPair, Severity

_SHORT, _LONG = 0.4, 1.95
"""Bounds of the ratio of target to expected characters beyond which a finding is severe. On NTREX lines of at least 40
characters, the 0.1st and 99.9th percentiles are 0.45 and 1.79 in the worst direction from French."""

_LESS, _MORE = 0.55, 1.65
"""The same for a warning. They lie between the 0.1st and 0.5th, and the 99.5th and 99.9th percentiles."""

_SLACK = 18
"""Tolerance in characters for texts of any length (a third of it for short ones): headlines and single words vary."""


def expected(source: str, *, source_language: str, target_language: str) -> float:
    """Return the number of characters that a translation of `source` has on average."""
    return len(source) * lang.get(target_language).expansion / lang.get(source_language).expansion


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding if the target is empty, identical to the source, or of an implausible length.

    >>> pair = SegmentPair(source="Bonjour.", target=" ", source_language="fr", target_language="en")
    >>> check(pair)[0].message
    'is empty'
    """
    source, target = pair.source.strip(), pair.target.strip()
    if not source:
        return (_finding("severe", "translates nothing", pair),) if any(map(str.isalnum, target)) else ()
    if not target:
        return (_finding("severe", "is empty", pair),) if any(map(str.isalnum, source)) else ()
    if source == target:
        return _copied(pair)
    wanted = expected(source, source_language=pair.source_language, target_language=pair.target_language)
    got = len(target)
    said = f"{got} characters for {len(source)}"
    if got < _SHORT * wanted - _SLACK / 3 or (not any(map(str.isalnum, target)) and any(map(str.isalnum, source))):
        return (_finding("severe", f"is far too short: {said}", pair),)
    if got > _LONG * wanted + _SLACK:
        return (_finding("severe", f"is far too long: {said}", pair),)
    if got < _LESS * wanted - _SLACK / 3:
        return (_finding("warning", f"is short: {said}", pair),)
    if got > _MORE * wanted + _SLACK:
        return (_finding("warning", f"is long: {said}", pair),)
    return ()


def _copied(pair: SegmentPair) -> tuple[Finding, ...]:
    """Findings for a target identical to its source: names and figures may be, but not words of the source language."""
    if pair.source_language == pair.target_language:
        return ()
    own, _, most = hits(counted(pair.source), pair.source_language)
    if most > own:
        return ()  # the source itself is in another language: a song, a motto, a paragraph in English
    read = reading(pair.source, pair.source_language, pair.target_language)
    if read == "sentence":
        return (_finding("severe", "is the source, not translated", pair),)
    plain = sum(word.islower() and len(word) > 3 for word in pair.source.split())
    if plain >= 2 or read == "title":
        return (_finding("warning", "is the same as the source", pair),)
    return ()


def _finding(severity: Severity, message: str, pair: SegmentPair) -> Finding:
    return Finding(check="length", severity=severity, message=message, source=pair.source, target=pair.target)
