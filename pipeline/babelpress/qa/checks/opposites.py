"""Check `opposites`: words that became their opposite, as `rises` for « baisse » or `yesterday` for « demain »."""

import re
from collections.abc import Mapping
from functools import cache

from babelpress import lang
from babelpress.nlp.tokenization import words
from babelpress.qa.base import Finding, SegmentPair, Severity

_PAIR = re.compile(r"([a-z]+-[a-z]+):([^/:]*)/([^/:]*)(?=\s[a-z]+-[a-z]+:|\s*\Z)")

_LONGEST = 14
"""Number of words up to which a finding is severe."""

Sides = tuple[frozenset[str], frozenset[str]]
"""The words of both sides of a pair; one that may mean something else has a `~` before it."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding for a word of the source of which the target has the opposite only.

    Severe in a short text, a warning in a long one, which may say it the other way round (who lost, who won). A text
    with words of both sides says nothing: « la hausse ralentit et le chômage baisse ».

    >>> pair = SegmentPair(source="Le prix baisse.", target="The price rises.", source_language="fr",
    ...             target_language="en")
    >>> check(pair)[0].message
    'baisse became rises'
    """
    ours, theirs = _table(pair.source_language), _table(pair.target_language)
    source, target = words(pair.source), words(pair.target)
    severity: Severity = "severe" if max(len(source), len(target)) <= _LONGEST else "warning"
    found = []
    for name in ours.keys() & theirs.keys():
        said, made = _only(source, ours[name]), _only(target, theirs[name])
        if said and made and said[0] != made[0]:
            message = f"{said[1]} became {made[1]}"
            found.append(Finding(check="opposites", severity=severity, message=message, source=said[1], target=made[1]))
    return tuple(sorted(found, key=lambda finding: finding.message))


def _only(text: tuple[str, ...], sides: Sides) -> tuple[int, str] | None:
    """Which of the two sides alone a text has, with its first word; None for both, none, or words that are unclear."""
    seen = [[word for word in text if word in side or f"~{word}" in side] for side in sides]
    if bool(seen[0]) == bool(seen[1]):
        return None
    side = 0 if seen[0] else 1
    certain = [word for word in seen[side] if word in sides[side]]
    return (side, certain[0]) if certain else None


@lang.dependent
@cache
def _table(language: str) -> Mapping[str, Sides]:
    return {
        name: (frozenset(one.split()), frozenset(other.split()))
        for name, one, other in _PAIR.findall(" ".join(lang.get(language).opposites.split()))
    }
