"""Checks of numbers: values, dates, currencies and percentages of a translation against those of its source."""

import re
from collections.abc import Iterable, Iterator

from babelpress import lang
from babelpress.nlp.numbers.match import Counterparts, family, match
from babelpress.nlp.numbers.measures import MEASURES
from babelpress.nlp.numbers.parse import Quantity, find
from babelpress.qa.base import Finding, SegmentPair, Severity

_SMALL = 12
"""Numbers up to this one are often spelled out or omitted; if one is missing and not replaced, it is not severe."""

_MANY = 50
"""Maximum number of findings of one kind for one text; it bounds the running time."""

_VALUES = frozenset({"number", "percent", "money"})

# The percent and per mille signs, and their names in the supported languages.
_PERCENT = re.compile(
    r"[%‰]|percent|per cent|pct|pourcent|pour cent|procent|prozent|porcent|por ?cient|por cento|pro mille",
    re.IGNORECASE,
)


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return findings for the numbers of a translation, in reading order of the source."""
    source = find(pair.source, pair.source_language)
    target = find(pair.target, pair.target_language)
    if not source and not target:
        return ()
    found = match(source, target)
    return (*_values(pair, found), *_kinds(pair, found, target), *_months(pair, source, target))


def _values(pair: SegmentPair, found: Counterparts) -> Iterator[Finding]:
    missing = [item for item in found.missing if item.kind != "roman"][:_MANY]
    added = [item for item in found.added if item.kind != "roman"][:_MANY]
    rivals = [item for item in (*added, *found.more[:_MANY]) if not _is_loose(item)]
    for item in missing:
        against = [other for other in rivals if not (_in_words(item) and _in_words(other))]
        rival = min(against, key=lambda other: (other in found.more, abs(other.start - item.start)), default=None)
        if _is_loose(item) or (_in_words(item) and rival in found.more):
            rival = None
        severity = _severity(item, replaced=rival is not None)
        if severity == "severe" and rival is None and _is_aside(pair.source, item):
            severity = "warning"
        if severity:
            yield _finding(pair, severity, item, rival)
    ranks = any(item.unit == "ordinal" for item in missing)
    for item in added:
        if _in_words(item) or any(not _is_loose(other) for other in missing):
            continue
        replaced = bool(found.fewer) or (ranks and item.unit == "ordinal")
        if severity := _severity(item, replaced=replaced):
            yield _added(pair, severity, item)
    for item, other in found.converted:
        yield Finding(
            check="numbers",
            severity="warning",
            message=f"{_words(pair.source, item)} became {_words(pair.target, other)}: converted or rounded",
            source=_words(pair.source, item),
            target=_words(pair.target, other),
        )


def _is_aside(text: str, item: Quantity) -> bool:
    """Whether it is a sum of money in brackets: a conversion into another currency of the sum before the brackets."""
    return item.kind == "money" and text[: item.start].endswith("(") and text[item.end : item.end + 1] == ")"


def _words(text: str, item: Quantity) -> str:
    return text[item.start : item.end]


def _in_words(item: Quantity) -> bool:
    return item.kind in ("word", "roman")


def _is_loose(item: Quantity) -> bool:
    """Whether it is a word that is often not used as a number: `second`, `half`, `couple`."""
    return item.kind == "roman" or (
        item.kind == "word" and (item.unit == "ordinal" or bool(item.others) or item.value < 2)
    )


def _severity(item: Quantity, *, replaced: bool) -> Severity | None:
    """The severity of a number that only one side has; `replaced` if the other side has another number instead."""
    value = abs(item.value)
    small = value <= _SMALL and item.scale == 1 and (value == value.to_integral_value() or item.unit in MEASURES)
    if replaced:
        return "severe"
    if _in_words(item):
        return None if small or _is_loose(item) else "warning"
    alone = (
        small
        or item.kind == "time"
        or (item.kind == "date" and item.value < 10000)
        or (item.unit == "%" and value == 100)
    )
    return "warning" if alone else "severe"


def _finding(pair: SegmentPair, severity: Severity, item: Quantity, rival: Quantity | None) -> Finding:
    words = pair.source[item.start : item.end]
    check = "dates" if item.kind == "date" else "numbers"
    if rival is None:
        return Finding(check=check, severity=severity, message=f"{words} is missing", source=words)
    other = pair.target[rival.start : rival.end]
    return Finding(check=check, severity=severity, message=f"{words} became {other}", source=words, target=other)


def _added(pair: SegmentPair, severity: Severity, item: Quantity) -> Finding:
    words = pair.target[item.start : item.end]
    return Finding(check="numbers", severity=severity, message=f"{words} is not in the source", target=words)


def _kinds(pair: SegmentPair, found: Counterparts, target: Iterable[Quantity]) -> Iterator[Finding]:
    """Findings for lost percent signs, changed currencies and misleading notation."""
    percents = bool(_PERCENT.search(pair.target))
    currencies = {family(item.unit) for item in target} - {""}
    for item, other in found.pairs:
        if {item.kind, other.kind} <= _VALUES and _is_misleading(item, other):
            yield _misleading(pair, item, other)
        words = (_words(pair.source, item), _words(pair.target, other))
        if item.unit == "%" and other.unit != "%":
            severity: Severity = "warning" if percents else "severe"
            yield _changed("percent", severity, "the percent sign is lost", words)
        mine, its = family(item.unit), family(other.unit)
        if mine and its and mine != its and item.kind in ("money", "word"):
            severity = "warning" if mine in currencies else "severe"
            yield _changed("currency", severity, f"{mine} became {its}", words)


def _changed(check: str, severity: Severity, message: str, words: tuple[str, str]) -> Finding:
    return Finding(check=check, severity=severity, message=message, source=words[0], target=words[1])


def _is_misleading(item: Quantity, other: Quantity) -> bool:
    """Whether the sign is lost, or readers of the target misread the decimal or thousands separator."""
    return other.value == -item.value != 0 or (
        item.value in other.others and other.value not in (item.value, *item.others)
    )


def _misleading(pair: SegmentPair, item: Quantity, other: Quantity) -> Finding:
    mine, its = _words(pair.source, item), _words(pair.target, other)
    reads = "without its sign" if other.value == -item.value else f"such that it reads as {other.value:f}"
    message = f"{mine} is written {its}, {reads}"
    return Finding(check="numbers", severity="warning", message=message, source=mine, target=its)


def _months(pair: SegmentPair, source: Iterable[Quantity], target: Iterable[Quantity]) -> Iterator[Finding]:
    """Findings for dates whose month changed while the day or the year did not."""
    dates = [item for item in target if item.kind == "date"]
    months = {month for item in dates for month in _month(item)}
    for item in source:
        if item.kind != "date" or not dates or months & _month(item) or _mentions(pair, _month(item)):
            continue
        for other in dates:
            same_day = item.value % 100 == other.value % 100 and item.value % 100
            same_year = item.value // 10000 == other.value // 10000 and not (item.value % 100 and other.value % 100)
            if same_day or (same_year and item.value >= 10000):
                words = (_words(pair.source, item), _words(pair.target, other))
                yield _changed("dates", "severe", " became ".join(words), words)
                break


def _month(item: Quantity) -> set[int]:
    return {int(value) // 100 % 100 for value in (item.value, *item.others)}


def _mentions(pair: SegmentPair, months: set[int]) -> bool:
    dates = lang.get(pair.target_language).dates
    names = dates.months.lower().split() if dates else []
    lowered = pair.target.lower()
    return any(names[month - 1] in lowered for month in months if 0 < month <= len(names))
