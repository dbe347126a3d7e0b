"""Check `opposites`: words that became their opposite, as `rises` for « baisse » or `yesterday` for « demain »."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from babelpress import lang
from babelpress.nlp.tokenization import words
from babelpress.qa.base import Finding, SegmentPair, Severity

_PAIR = re.compile(r"([a-z]+-[a-z]+):([^/:]*)/([^/:]*)(?=\s[a-z]+-[a-z]+:|\s*\Z)")

_LONGEST = 14
"""Number of words up to which a finding is severe."""

_FALLS = {("rise-fall", 1), ("win-lose", 1)}

Place = tuple[str, int, bool]
"""Where a word stands: the name of the pair, its side, and whether it can mean nothing else (else `~` before it)."""


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
    before, after = _sides(source, ours), _sides(target, theirs)
    for name in before.keys() & after.keys():
        said, made = before[name], after[name]
        if said and made and said[0] != made[0]:
            message = f"{said[1]} became {made[1]}"
            found.append(Finding(check="opposites", severity=severity, message=message, source=said[1], target=made[1]))
    return tuple(sorted(found, key=lambda finding: finding.message))


def falls(text: str, language: str) -> bool:
    """Whether a text has a word for a fall or a loss.

    >>> falls("Profits fell by 3%.", "en"), falls("Profits: 3%", "en")
    (True, False)
    """
    table = _table(language)
    return any((name, side) in _FALLS for word in words(text) for name, side, _ in table.get(word, ()))


def _sides(text: tuple[str, ...], table: Mapping[str, Sequence[Place]]) -> dict[str, tuple[int, str] | None]:
    """Return, by pair, the one side that a text has with its first word; None for both, or words that are unclear."""
    seen: dict[str, list[tuple[int, str, bool]]] = {}
    for word in text:
        for name, side, certain in table.get(word, ()):
            seen.setdefault(name, []).append((side, word, certain))
    return {
        name: None
        if len({side for side, _, _ in places}) > 1
        else next(((side, word) for side, word, certain in places if certain), None)
        for name, places in seen.items()
    }


@lang.dependent
@cache
def _table(language: str) -> Mapping[str, Sequence[Place]]:
    """Return the pairs of each word of a language."""
    table: dict[str, list[Place]] = {}
    for name, *sides in _PAIR.findall(" ".join(lang.get(language).opposites.split())):
        for side, said in enumerate(sides):
            for word in said.split():
                table.setdefault(word.removeprefix("~"), []).append((name, side, not word.startswith("~")))
    return table
