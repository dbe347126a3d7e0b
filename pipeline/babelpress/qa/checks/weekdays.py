"""Check `weekdays`: days of the week that became other days."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babelpress import lang
from babelpress.nlp.tokenization import words
from babelpress.qa.base import Finding, SegmentPair, Severity

_JOINED = r"\w{0,12}"
"""What a language that joins words may write before and after a day (`Montagabend`, `Ostermontag`)."""


_ABBREVIATED = 4
"""Letters up to which a name of a day may be another word in another language."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z]\w* $")


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a text, each with its first name: those it certainly has, and those it has or may have."""

    certain: Mapping[int, str]
    all: frozenset[int]


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a severe finding if a day of the source is missing and the target has another one instead.

    A day that only one side has is at most an `info`: « hier » may become `on Monday`, and a date may lose its day.

    >>> pair = SegmentPair(source="Lundi, il partira.", target="On Tuesday he will leave.", source_language="fr",
    ...             target_language="en")
    >>> check(pair)[0].message
    'Lundi became Tuesday'
    """
    ours, theirs = _days(pair.source, pair.source_language), _days(pair.target, pair.target_language)
    if not ours or not theirs:
        return ()
    lost = [(day, name) for day, name in ours.certain.items() if day not in theirs.all]
    new = [(day, name) for day, name in theirs.certain.items() if day not in ours.all]
    if lost and new and not _one_night(pair, lost[0][0], new[0][0]):
        names = (", ".join(name for _, name in side) for side in (lost, new))
        return (_finding("severe", " became ".join(names), lost[0][1], new[0][1]),)
    if lost and not theirs.all:
        return (_finding("info", f"{lost[0][1]} is not in the translation", lost[0][1], ""),)
    return ()


def in_other_languages(pair: SegmentPair) -> list[tuple[int, int, str]]:
    """Return the places of days of the source that the target names in another language, with their names in its own.

    What may be a name is left: a word that the source has too, or that follows one with a capital (`Fox News Sunday`).

    >>> in_other_languages(SegmentPair(source="Il part mardi.", target="Hij vertrekt op Tuesday.", source_language="fr",
    ...                                target_language="nl"))
    [(16, 23, 'dinsdag')]
    """
    ours, theirs = _days(pair.source, pair.source_language), _days(pair.target, pair.target_language)
    dates = lang.get(pair.target_language).dates
    if not ours or theirs is None or not dates or pair.source_language == pair.target_language:
        return []
    missing = ours.certain.keys() - theirs.all
    known = set(words(pair.source))
    names = dates.weekdays.split()
    found = []
    for match in _WORD.finditer(pair.target) if missing else ():
        word = match[0].lower()
        day = _everywhere().get(word)
        if day in missing and word not in known and not _NAME.search(pair.target[: match.start()]):
            first = not any(map(str.isalnum, pair.target[: match.start()]))
            found.append((*match.span(), names[day][:1].upper() + names[day][1:] if first else names[day]))
    return found


def _one_night(pair: SegmentPair, one: int, other: int) -> bool:
    """Whether two neighbouring days may be one night, which languages name after either."""
    beside = (one - other) % 7 in (1, 6)
    sides = ((pair.source, pair.source_language), (pair.target, pair.target_language))
    return beside and any(not _nights(language).isdisjoint(words(text)) for text, language in sides)


def _nights(language: str) -> frozenset[str]:
    dates = lang.get(language).dates
    return dates.nights if dates else frozenset()


def _finding(severity: Severity, message: str, source: str, target: str) -> Finding:
    return Finding(check="weekdays", severity=severity, message=message, source=source, target=target)


def _days(text: str, language: str) -> _Days | None:
    """The days of a text; None in a language whose days are not known."""
    known = _known(language)
    if not known:
        return None
    pattern, certain, unclear = known
    found: dict[int, str] = {}
    maybe: set[int] = set()
    for match in pattern.finditer(text):
        name = match["day"].lower()
        if name in certain:
            found.setdefault(certain[name], match["day"])
        else:
            maybe.add(unclear[name])
    return _Days(found, frozenset({*found, *maybe}))


@lang.dependent
@cache
def _everywhere() -> Mapping[str, int]:
    """The number of each name of a day in any language; a name that languages have for different days has none."""
    found: dict[str, set[int]] = {}
    for language in lang.known().values():
        for day, name in enumerate(language.dates.weekdays.split() if language.dates else ()):
            if len(name) > _ABBREVIATED:
                found.setdefault(name.lower(), set()).add(day)
    return {name: next(iter(days)) for name, days in found.items() if len(days) == 1}


@lang.dependent
@cache
def _known(language: str) -> tuple[re.Pattern[str], Mapping[str, int], Mapping[str, int]] | None:
    """The pattern of the days of a language, its names of days, and words that may be one."""
    own = lang.get(language)
    if not own.dates or not own.dates.weekdays:
        return None
    named = {name.lower(): day for day, name in enumerate(own.dates.weekdays.split())}
    certain = {**named, **own.dates.other_weekdays}
    names = sorted({*certain, *own.dates.unclear_weekdays}, key=len, reverse=True)
    joined = own.endings is not None and own.endings.compounds
    before, after = (f"{_JOINED}?", _JOINED) if joined else ("", "s?")
    pattern = rf"(?<!\w){before}(?P<day>{'|'.join(map(re.escape, names))}){after}(?![\w])"
    return re.compile(pattern, re.IGNORECASE), certain, own.dates.unclear_weekdays
