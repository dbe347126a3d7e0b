"""Whether a translation is about as long as it should be: empty, copied, far too short or far too long."""

from babelpress import lang
from babelpress.nlp.tokenization import words
from babelpress.qa.base import Finding, SegmentPair, Severity

_SHORT, _LONG = 0.4, 1.95
"""Severe bounds of target to expected characters. On NTREX lines of 40 characters and more the 0.1st and 99.9th
percentiles, worst of all directions from French, are 0.45 and 1.79."""

_LESS, _MORE = 0.55, 1.65
"""Bounds for a warning: between the 0.1st and 0.5th, and the 99.5th and 99.9th percentiles."""

_SLACK = 18
"""Characters a text may be longer or shorter whatever its length: headlines and single words vary."""


def expected(source: str, *, source_language: str, target_language: str) -> float:
    """Give the characters that a translation of `source` has on average."""
    return len(source) * lang.get(target_language).expansion / lang.get(source_language).expansion


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Give whether the target is empty, the source once more, or out of proportion.

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
    """A copy is wrong where it holds words that the target language does not have; a name or a figure may stay."""
    if pair.source_language == pair.target_language:
        return ()
    theirs = lang.get(pair.source_language).function_words
    ours = lang.get(pair.target_language).function_words
    found = words(pair.source)
    if any(word in theirs and word not in ours for word in found):
        return (_finding("severe", "is the source, not translated", pair),)
    plain = sum(word.islower() and len(word) > 3 for word in pair.source.split())
    if plain >= 2:
        return (_finding("warning", "is the same as the source", pair),)
    return ()


def _finding(severity: Severity, message: str, pair: SegmentPair) -> Finding:
    return Finding(check="length", severity=severity, message=message, source=pair.source, target=pair.target)
