"""Checks of numbers: values, units, dates, times, currencies and percentages of a translation against its source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise

from babelpress import lang
from babelpress.nlp.identifiers import identifiers
from babelpress.nlp.landmarks import landmarks
from babelpress.nlp.names.countries import countries
from babelpress.nlp.numbers.attached import any_of
from babelpress.nlp.numbers.match import Counterparts, compare
from babelpress.nlp.numbers.parse import find, range_words
from babelpress.nlp.numbers.quantity import Quantity
from babelpress.nlp.numbers.units import DOLLARS, NEAR, SIGNS, SYMBOLS, UNITS, dimension, equal_amounts, family
from babelpress.nlp.patterns import compiled
from babelpress.nlp.tokenization import shorten
from babelpress.nlp.tokenization import words as words_of
from babelpress.qa.base import Finding, SegmentPair, Severity
from babelpress.qa.checks.opposites import falls

_SMALL = 12
"""Numbers up to this one are often spelled out or omitted; if one is missing and not replaced, it is not severe."""

_MANY = 50
"""Maximum number of findings of one kind for one text; it bounds the running time."""

_VALUES = frozenset({"number", "percent", "money"})

_AMOUNTS = _VALUES | {"year", "decade", "ordinal", "duration", "fraction", "time", "date"}
"""Kinds of which one may stand for another."""

_VAGUE = 3
"""Factor up to which two vague numbers (`dozens`, `tens`) may be the same."""

_SHOWN = 60
"""Characters of a number in a message."""

_ADJECTIVE = 16
"""Characters behind a currency in which its country may be named."""

_SCORE = 200
"""Largest number of a score."""

_SETS = 30
"""Largest number of a set of tennis or volleyball."""

_SHORT = 10
"""Words of a sentence in which a small number is hardly ever said in another way."""

_UNCLEAR_MONTHS = frozenset({"may", "march"})
"""Months that are also other words."""

_FEW_RANKS = 7
"""Highest rank that is taken for a wrong one of a second; `second` is often said in another way."""

_BOUND = 80
"""Characters before a number in which its bound, and what denies it, may stand."""

_MEASURES = frozenset({
    "length", "mass", "volume", "area", "speed", "energy", "power", "data", "data rate", "frequency", "pressure",
    "voltage", "current", "temperature", "amount of substance", "sound",
})  # fmt: skip
"""Dimensions whose units are always said, apart from those of time: a man of 29, at nine."""

_SAID = frozenset({"min", "ms"})
"""Units of time that are always said; a sprint of 9.58 seconds is one of 9.58."""

_PAID = frozenset({"EUR", "USD", "GBP", "CHF", "JPY"})
"""Currencies that every language file names."""

_STEM = 4
"""First letters of a unit or a currency by which a form is known that no table has: Eurobetrag, kilogrammes."""

_NEAR_NAME = 30
"""Characters between the name of an owner and a number."""

# The percent and per mille signs, and their names in the supported languages.
_PERCENT = re.compile(
    r"[%‰]|percent|per cent|pct|pourcent|pour cent|procent|prozent|porcent|por ?cient|por cento|pro mille",
    re.IGNORECASE,
)
_HALF_OF_DAY = re.compile(r"([ap])\.?[ \u00a0\u202f]?m\b", re.IGNORECASE)
_HOURS = re.compile(r"\d[ \u00a0\u202f]?h", re.IGNORECASE)
# What says that dollars are American, in the supported languages.
_AMERICAN = re.compile(r"\bUSD?\b|\bU\.S\.|americ|améric|amerik|estado", re.IGNORECASE)
_DASH = re.compile(r"[-–:]")
_HYPHEN = re.compile(r"[-‐‑][^\W\d_]")
_LETTERS = re.compile(r"[ \u00a0\u202f]?([^\W\d_]+)")
# From 9 % to 7 %, in the supported languages.
_CHANGE = re.compile(r"\s(?:à|to|auf|a|naar|para)\s")
_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][^\W\d_]{2,}(?:[ -][A-ZÀ-Þ][^\W\d_]+)*")
_NEXT_WORD = re.compile(r"[ \u00a0\u202f]([^\W\d_]+)(?:[ \u00a0\u202f]([^\W\d_]+))?")


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return findings for the numbers of a translation, in reading order of the source.

    >>> pair = SegmentPair(source="Prendre 5 mg par jour.", target="Take 5 g per day.", source_language="fr",
    ...             target_language="en")
    >>> check(pair)[0].message
    '5 mg par jour became 5 g per day: another unit'
    """
    both = compare(pair.source, pair.target, pair.source_language, pair.target_language)
    source, target, found = both.source, both.target, both.found
    if not source and not target:
        return tuple(_lone_months(pair, source, target))
    return (
        *_values(pair, found),
        *_kinds(pair, found, target),
        *_units(pair, found, source, target),
        *_lost_units(pair, found, target),
        *_halves_of_day(pair, found),
        *_months(pair, source, target),
        *_scores(pair, source, target),
        *_turned(pair, source, target),
        *_exchanged(pair, source, target),
        *_sets(pair, source, target),
        *_owners(pair, source, target),
        *_few(pair, found, source, target),
        *_bounds(pair, found),
        *_lone_months(pair, source, target),
    )


# --- Values ---


def _values(pair: SegmentPair, found: Counterparts) -> Iterator[Finding]:
    missing = [item for item in found.missing if not _is_letter(pair.source, item)][:_MANY]
    added = [item for item in found.added if not _is_letter(pair.target, item)][:_MANY]
    rivals = [*added, *found.more[:_MANY]]
    taken: set[int] = set()
    for item in missing:
        against = [other for other in rivals if _may_replace(item, other)]
        rival = min(against, key=lambda other: (other in found.more, abs(other.start - item.start)), default=None)
        if item.spelled and rival in found.more:
            rival = None
        taken.add(id(rival))
        severity = _severity(item, rival)
        if rival and severity and _complement(item, rival, pair):
            severity = "warning"
        if rival and severity and _implied_scale(item, rival, pair):
            severity = "warning"
        if severity == "severe" and any(_is_often(item, other) for other in added):
            severity = "warning"
        if severity == "severe" and rival is None and _is_aside(pair.source, item):
            severity = "warning"
        if severity == "warning" and rival is None and item.kind == "identifier" and _is_of_a_law(pair, item):
            severity = "severe"
        if severity:
            yield _finding(pair, severity, item, rival)
    ranks = any(item.kind == "ordinal" for item in missing)
    for item in added:
        if id(item) in taken or item.spelled or item.kind == "roman" or any(not _is_loose(other) for other in missing):
            continue
        replaced = bool(found.fewer) or (ranks and item.kind == "ordinal")
        if severity := _severity(item, item if replaced else None):
            yield _added(pair, severity, item)
    for item, other in found.converted:
        yield Finding(
            check="numbers",
            severity="warning",
            message=f"{_words(pair.source, item)} became {_words(pair.target, other)}: converted or rounded",
            source=_words(pair.source, item),
            target=_words(pair.target, other),
        )


def _is_letter(text: str, item: Quantity) -> bool:
    """Whether a Roman numeral may be a letter: it has one sign and no suffix."""
    return item.kind == "roman" and len(item.written) == 1 and not text[item.end : item.end + 1].isalpha()


def _is_aside(text: str, item: Quantity) -> bool:
    """Whether it is a sum of money in brackets: a conversion into another currency of the sum before the brackets."""
    return item.kind == "money" and text[: item.start].endswith("(") and text[item.end : item.end + 1] == ")"


def _is_of_a_law(pair: SegmentPair, item: Quantity) -> bool:
    """Whether it is the number of an article or a paragraph, without which a reference to a law is another one."""
    return any(
        one.kind == "law" and one.start <= item.start < one.end
        for one in identifiers(pair.source, pair.source_language)
    )


def _words(text: str, item: Quantity) -> str:
    return text[item.start : item.end]


def _is_loose(item: Quantity) -> bool:
    """Whether it is a word that is often not used as a number: `second`, `half`, `couple`."""
    if item.kind in ("roman", "magnitude"):
        return True
    doubtful = item.doubtful and not item.unit
    return item.spelled and (item.kind in ("ordinal", "fraction") or doubtful or bool(item.others) or item.value < 2)


def _may_replace(item: Quantity, other: Quantity) -> bool:
    """Whether a number that only the target has may be a wrong translation of one that only the source has."""
    kinds = {item.kind, other.kind}
    if kinds == {"magnitude"} or (kinds <= {"magnitude", "number"} and item.spelled and other.spelled):
        low, high = sorted((item.value, other.value))
        return high > _VAGUE * low and low >= 10
    if kinds == {"fraction"} or kinds == {"fraction", "percent"}:
        return True
    if "roman" in kinds:
        return kinds == {"roman"} or (kinds == {"roman", "ordinal"} and other.value > 2)
    if _is_loose(item) or _is_loose(other):
        low, high = sorted((item.value, other.value))
        return kinds == {"ordinal"} and (low > 2 or (low == 2 and 2 < high <= _FEW_RANKS))
    if item.spelled != other.spelled and bool(item.unit) != bool(other.unit) and min(item.value, other.value) <= _SMALL:
        return False
    if item.spelled and other.spelled and min(item.value, other.value) <= _SMALL:
        return item.unit == other.unit != "" or dimension(item.unit) == dimension(other.unit) != ""
    if kinds & {"name", "version", "identifier"}:
        return (len(kinds) == 1 and (item.kind != "name" or _frame(item) == _frame(other))) or "identifier" in kinds
    return kinds <= _AMOUNTS


def _frame(item: Quantity) -> str:
    return re.sub(r"[\d\W]+", "", item.written.lower())


def _severity(item: Quantity, rival: Quantity | None) -> Severity | None:
    """The severity of a number that only one side has; `rival` is the other number that the other side has instead."""
    value = abs(item.value)
    small = value <= _SMALL and item.scale == 1 and (value == value.to_integral_value() or item.unit in UNITS)
    if rival is not None:
        # Times in words take too many forms: midi moins dix.
        clock = any(
            one.kind in ("time", "duration") and two.spelled and two.kind != "time"
            for one, two in ((item, rival), (rival, item))
        )
        often = item.unit == "h" and value * rival.value == 24  # every six hours, four times a day
        return "warning" if clock or often else "severe"
    if item.spelled or item.kind == "roman":
        return None if small or _is_loose(item) else "severe" if item.scale >= 10**6 else "warning"
    alone = (
        small
        or item.kind in ("time", "duration")
        or (item.kind == "date" and item.value < 10000)
        or (item.unit == "%" and value == 100)
        or _is_one(item)
        or item.ranged
    )
    return "warning" if alone else "severe"


def _complement(item: Quantity, rival: Quantity, pair: SegmentPair) -> bool:
    """Whether two shares may say the same: less than 10 % are, more than 90 % are not."""
    if _percentage(item) + _percentage(rival) != 100 or "%" not in (item.unit, rival.unit):
        return False
    sides = ((pair.source, pair.source_language), (pair.target, pair.target_language))
    return any(_denies(text, language) for text, language in sides)


def _denies(text: str, language: str) -> bool:
    """Whether a text has a negation or a word for `less`."""
    own = lang.get(language)
    denying = own.negation is not None and not own.negation.plain.isdisjoint(words_of(text))
    return denying or bool(compiled(own.units.minus).search(text))


def _is_often(item: Quantity, other: Quantity) -> bool:
    """Whether an interval and a frequency are the same: every 20 minutes, three an hour."""
    every, per = UNITS.get(item.unit), UNITS.get(other.per)
    if every is None or per is None or not every.dimension == per.dimension == "time":
        return False
    return item.value * other.value * every.size == per.size


def _percentage(item: Quantity) -> Decimal:
    return abs(item.value) * (100 if item.kind == "fraction" else 1 if item.unit == "%" else 0)


def _implied_scale(item: Quantity, rival: Quantity, pair: SegmentPair) -> bool:
    """Whether the scale of a number is that of another: `13.800 millones; la Tierra, 4500`."""
    larger = (1000 * item.value, 10**6 * item.value, item.value / 1000)
    scales = {other.scale for other in find(pair.source, pair.source_language) if other.scale >= 10**6}
    return item.scale == 1 and rival.value in larger and bool(scales) and rival.scale in (1, *scales)


def _is_one(item: Quantity) -> bool:
    """Whether a duration is one larger unit: 24 hours are a day, 12 months are a year."""
    return dimension(item.unit) == "time" and any(
        equal_amounts(item.value, item.unit, Decimal(1), unit) for unit in ("min", "h", "d", "wk", "mo", "yr", "c")
    )


def _finding(pair: SegmentPair, severity: Severity, item: Quantity, rival: Quantity | None) -> Finding:
    words = pair.source[item.start : item.end]
    check = "dates" if item.kind == "date" else "numbers"
    if rival is None:
        return Finding(check=check, severity=severity, message=f"{_told(words)} is missing", source=words)
    other = pair.target[rival.start : rival.end]
    message = f"{_told(words)} became {_told(other)}"
    return Finding(check=check, severity=severity, message=message, source=words, target=other)


def _added(pair: SegmentPair, severity: Severity, item: Quantity) -> Finding:
    words = pair.target[item.start : item.end]
    return Finding(check="numbers", severity=severity, message=f"{_told(words)} is not in the source", target=words)


def _told(words: str) -> str:
    """A number in a message; one of very many digits is cut in the middle."""
    return words if len(words) <= _SHOWN else shorten(words, width=_SHOWN)


# --- Units, currencies, signs, notation ---


def _kinds(pair: SegmentPair, found: Counterparts, target: Iterable[Quantity]) -> Iterator[Finding]:
    """Findings for lost percent signs, changed currencies, lost signs and misleading notation."""
    percents = bool(_PERCENT.search(pair.target))
    currencies = {family(item.unit) for item in target} - {""}
    partners = _partners(found)
    for item, other in found.pairs:
        if {item.kind, other.kind} <= _VALUES and partners[id(other)] == 1:
            yield from _misleading(pair, item, other)
        words = (_words(pair.source, item), _words(pair.target, other))
        if item.unit == "%" and not other.unit and other.kind != "fraction":
            severity: Severity = "warning" if percents else "severe"
            yield _changed("percent", severity, "the percent sign is lost", words)
        mine, its = family(item.unit), family(other.unit)
        if mine and its and mine != its and (item.kind == "money" or item.spelled):
            severity = "warning" if mine in currencies else "severe"
            yield _changed("currency", severity, f"{mine} became {its}", words)
        elif _another_dollar(item, other, pair):
            yield _changed("currency", "severe", f"{words[0]} became {words[1]}: the dollar of another country", words)


def _another_dollar(item: Quantity, other: Quantity, pair: SegmentPair) -> bool:
    """Whether both sides say whose dollars they are, and say it differently; dollars alone may be those of anybody."""
    if item.unit == other.unit or not {item.unit, other.unit} <= DOLLARS:
        return False
    sides = ((item, pair.source), (other, pair.target))
    return all(one.unit != "USD" or _AMERICAN.search(text, one.start, one.end + _ADJECTIVE) for one, text in sides)


def _changed(check: str, severity: Severity, message: str, words: tuple[str, str]) -> Finding:
    return Finding(check=check, severity=severity, message=message, source=words[0], target=words[1])


def _misleading(pair: SegmentPair, item: Quantity, other: Quantity) -> Iterator[Finding]:
    """Findings for a sign that is lost, and for separators that readers of the target misread."""
    words = _words(pair.source, item), _words(pair.target, other)
    if other.value == -item.value != 0 and not _negative(pair, item, other):
        severity: Severity = "severe" if _is_change(pair, item, other) else "warning"
        yield _changed("numbers", severity, f"{words[0]} is written {words[1]}, without its sign", words)
    elif item.unit == other.unit and _misread(item, other):
        reads = f"{words[0]} is written {words[1]}, such that it reads as {other.value:f}"
        severity = "severe" if _thousandfold(item, other) else "warning"
        yield _changed("numbers", severity, reads, words)


def _misread(item: Quantity, other: Quantity) -> bool:
    return item.value in other.others and other.value not in (item.value, *item.others) and not other.ranged


def _negative(pair: SegmentPair, item: Quantity, other: Quantity) -> bool:
    """Whether the side without the sign says the same in a word: `minus five`, `five below zero`."""
    text, language = (pair.target, pair.target_language) if item.value < 0 else (pair.source, pair.source_language)
    return bool(compiled(lang.get(language).units.minus).search(text))


def _is_change(pair: SegmentPair, item: Quantity, other: Quantity) -> bool:
    """Whether a sign is one that a reader needs: of a temperature, or of a share that no word says to fall."""
    if dimension(item.unit) == "temperature":
        return item.value < 0
    if item.unit != "%" or other.unit != "%" or min(item.start, other.start) == 0:  # a list may begin with a dash
        return False
    return not any(
        falls(text, language)
        for text, language in ((pair.source, pair.source_language), (pair.target, pair.target_language))
    )


def _thousandfold(item: Quantity, other: Quantity) -> bool:
    return other.value == 1000 * item.value or item.value == 1000 * other.value


def _units(
    pair: SegmentPair, found: Counterparts, source: Sequence[Quantity], target: Sequence[Quantity]
) -> Iterator[Finding]:
    """Findings for amounts whose number is right and whose unit is another."""
    partners = _partners(found)
    for item, other in found.pairs:
        if partners[id(other)] > 1 or not (_another_unit(item, other) or _another_reference(item, other)):
            continue
        if _is_converted(item, target) or _is_converted(other, source):
            continue
        words = (_words(pair.source, item), _words(pair.target, other))
        yield _changed("numbers", "severe", f"{words[0]} became {words[1]}: another unit", words)


def _lost_units(pair: SegmentPair, found: Counterparts, target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for amounts whose number is right and whose unit or currency is nowhere: 45 km, 45."""
    partners = _partners(found)
    for item, other in found.pairs:
        if partners[id(other)] > 1 or other.kind != "number" or other.unit or item.doubtful:
            continue
        if (item.start, item.end) == item.core:  # the first of `40 to 70 mm`
            continue
        if item.kind == "money" and item.unit in _PAID:
            lost = not _mentions_money(pair, item.unit, target)
        else:
            lost = _is_measured(item.unit) and not _mentions_unit(pair, item, other, target)
        if lost:
            words = (_words(pair.source, item), _words(pair.target, other))
            yield _changed("numbers", "severe", f"{words[0]} became {words[1]}: the unit is lost", words)


def _is_measured(unit: str) -> bool:
    return unit in _SAID or (unit not in ("hp", "°") and dimension(unit) in _MEASURES)


def _mentions_money(pair: SegmentPair, unit: str, target: Sequence[Quantity]) -> bool:
    names = (name for name, code in lang.get(pair.target_language).units.currencies.items() if code == unit)
    stems = {name.lower()[:_STEM] for name in names} | {sign.lower() for sign, code in SIGNS.items() if code == unit}
    plain = pair.target.lower()
    return any(one.kind == "money" for one in target) or any(stem in plain for stem in stems)


def _mentions_unit(pair: SegmentPair, item: Quantity, other: Quantity, target: Sequence[Quantity]) -> bool:
    """Whether the target has a unit of the same kind, or what may be one: `15-minütig`, `50 KM`, `kilogrammes`."""
    kind = dimension(item.unit)
    if any(dimension(one.unit) == kind for one in target) or _HYPHEN.match(pair.target, other.end):
        return True
    if _unit_names(pair.target_language, kind).search(pair.target):  # `5 further cubic metres`
        return True
    behind = _LETTERS.match(pair.target, other.end)
    word = behind[1].lower() if behind else ""
    own = _LETTERS.match(pair.source, item.core[1])
    written = own[1].lower() if own else ""
    if not word:
        return False
    joined = any(name in word for name in _long_names(pair.target_language, kind))  # Gehminuten
    return joined or word == item.unit.lower() or (len(written) > _STEM and word.startswith(written[:_STEM]))


@lang.dependent
@cache
def _unit_names(language: str, kind: str) -> re.Pattern[str]:
    """Return a pattern of the names, and of the symbols of more than one letter, of the units of a dimension."""
    names = (*lang.get(language).units.units.items(), *SYMBOLS.items())
    return re.compile(
        rf"(?<!\w)(?:{any_of(name for name, unit in names if len(name) > 1 and dimension(unit) == kind)})(?!\w)"
    )


@lang.dependent
@cache
def _long_names(language: str, kind: str) -> tuple[str, ...]:
    """Return the names of the units of a dimension that are long enough to be known inside a word."""
    names = lang.get(language).units.units.items()
    return tuple(name.lower() for name, unit in names if len(name) > _STEM and dimension(unit) == kind)


def _is_converted(item: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether an amount of several in a sentence is there in another unit: 2 hectares and 5 km, 5 acres and 3 miles."""
    return any(
        other.unit != item.unit
        and other.value != item.value
        and equal_amounts(item.value, item.unit, other.value, other.unit, within=NEAR)
        for other in others[:_MANY]
    )


def _partners(found: Counterparts) -> dict[int, int]:
    """Return the number of source numbers that each number of the target is paired with, by identity."""
    partners: dict[int, int] = {}
    for _, other in found.pairs:
        partners[id(other)] = partners.get(id(other), 0) + 1
    return partners


def _another_unit(item: Quantity, other: Quantity) -> bool:
    if item.unit == other.unit or item.unit not in UNITS or other.unit not in UNITS:
        return False
    dimensions = {dimension(item.unit), dimension(other.unit)}
    same = len(dimensions) == 1
    if dimensions == {"length", "speed"}:  # `3 mètres seconde`
        return False
    if dimensions == {"share"}:
        pair = {item.unit, other.unit}
        return pair == {"%", "pp"} or not equal_amounts(item.value, item.unit, other.value, other.unit)
    if (item.doubtful or other.doubtful) and not (same and dimensions <= {"length", "area", "volume", "mass"}):
        return False
    value, its = (abs(item.value), abs(other.value)) if other.value == -item.value else (item.value, other.value)
    return not (same and equal_amounts(value, item.unit, its, other.unit))


def _another_reference(item: Quantity, other: Quantity) -> bool:
    """Whether an amount refers to another unit: 5 mg a day and 5 mg an hour."""
    return bool(item.per and other.per) and item.per != other.per and not (item.doubtful or other.doubtful)


# --- Dates and times ---


def _halves_of_day(pair: SegmentPair, found: Counterparts) -> Iterator[Finding]:
    """Findings for times in the wrong half of the day: 14h30 and 2.30 a.m."""
    for item, other in found.pairs:
        halves = _half(item, pair.source, pair.source_language), _half(other, pair.target, pair.target_language)
        if item.kind == "time" and item.value % 720 and halves in (("early", "late"), ("late", "early")):
            words = (_words(pair.source, item), _words(pair.target, other))
            yield _changed("numbers", "severe", f"{words[0]} became {words[1]}: the other half of the day", words)
        elif halves == ("late", "") and _is_of_the_night(other, pair.target_language):
            words = (_words(pair.source, item), _words(pair.target, other))
            yield _changed("numbers", "severe", f"{words[0]} became {words[1]}, which is a time of the night", words)


def _is_of_the_night(item: Quantity, language: str) -> bool:
    """Whether a time in digits, such as 2:30, is one of the night, since the language counts 24 hours."""
    return item.kind == "time" and item.value < 720 and ":" in item.written and not lang.get(language).times.twelve


def _half(item: Quantity, text: str, language: str) -> str:
    """Return `early` or `late` for a time in the first or second half of the day, if that is said; else empty."""
    words = lang.get(language).times
    if said := _HALF_OF_DAY.search(item.written):
        return "late" if said[1].lower() == "p" else "early"
    if compiled(words.late).match(text, item.end):
        return "late"
    if compiled(words.early).match(text, item.end):
        return "early"
    if item.kind != "time" or item.doubtful:
        return ""
    # Times are given in 24 hours where `14h` is written; 2:30 may be either half.
    return "late" if item.value >= 720 else "early" if _HOURS.search(item.written) else ""


def _months(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for dates whose month or day changed while the rest did not."""
    dates = [item for item in target if item.kind == "date"][:_MANY]
    months = {month for item in dates for month in _month(item)}
    for item in [item for item in source if item.kind == "date"][:_MANY] if dates else ():
        other = _another_day(item, dates, _further_days(pair, target), month_first=_month_first(pair))
        if other is None and not (months & _month(item) or _mentions(pair, _month(item))):
            other = next((date for date in dates if _shares(item, date)), None)
        if other:
            words = (_words(pair.source, item), _words(pair.target, other))
            yield _changed("dates", "severe", " became ".join(words), words)


def _lone_months(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for months without a day that became other months."""
    ours, theirs = _named_months(pair.source, pair.source_language), _named_months(pair.target, pair.target_language)
    if not ours or not theirs:
        return
    dated = [{month for item in side if item.kind == "date" for month in _month(item)} for side in (source, target)]
    lost = [(m, w) for m, w in ours.items() if w and m not in theirs and m not in dated[1] | dated[0]]
    new = [(m, w) for m, w in theirs.items() if w and m not in ours and m not in dated[0] | dated[1]]
    if lost and new and not (lost[0][1] in pair.target or new[0][1] in pair.source):
        words = (lost[0][1], new[0][1])
        yield _changed("dates", "severe", " became ".join(words), words)


def _named_months(text: str, language: str) -> dict[int, str]:
    """Return the months that a text names, with their words; without, where the word may mean something else."""
    dates = lang.get(language).dates
    names = dates.months.split() if dates else []
    if not dates or not any(name[:3].lower() in text.lower() for name in names):
        return {}
    found: dict[int, str] = {}
    for number, name in enumerate(names, 1):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            usual = match[0][0].isupper() is dates.capital and name.lower() not in _UNCLEAR_MONTHS
            found[number] = found.get(number, "") or (match[0] if usual else "")
    return found


def _month_first(pair: SegmentPair) -> bool:
    variant = lang.variant(pair.target_language, pair.variant)
    return variant is not None and variant.month_first


def _further_days(pair: SegmentPair, target: Sequence[Quantity]) -> list[Quantity]:
    """Return the numbers that are days of a date beside them: `on 1 and 2 November`."""
    to = range_words(pair.target_language)
    return [
        other
        for one, two in pairwise(target)
        for date, other in ((one, two), (two, one))
        if date.kind == "date" and other.kind != "date" and to.fullmatch(pair.target, one.end, two.start)
    ]


def _another_day(
    item: Quantity, dates: Sequence[Quantity], beside: Sequence[Quantity], *, month_first: bool
) -> Quantity | None:
    """Return the only date of the same month if it has another day, or is that date with day and month exchanged."""
    day, month = item.value % 100, _month(item)
    if any(other.value == day for other in beside):
        return None
    if month_first and item.others:
        return None
    if item.others and all(date.value != item.value for date in dates):
        exchanged = [date for date in dates if date.value in item.others and date.others]
        return exchanged[0] if exchanged else None
    same = [date for date in dates if _month(date) & month]
    other = same[0] if len(same) == 1 and day and not item.others else None
    if other is None or not other.value % 100 or other.others or other.value % 100 == day:
        return None
    return other


def _shares(item: Quantity, other: Quantity) -> bool:
    same_day = item.value % 100 == other.value % 100 and item.value % 100
    same_year = item.value // 10000 == other.value // 10000 and not (item.value % 100 and other.value % 100)
    return bool(same_day or (same_year and item.value >= 10000))


def _month(item: Quantity) -> set[int]:
    return {int(value) // 100 % 100 for value in (item.value, *item.others)}


def _mentions(pair: SegmentPair, months: set[int]) -> bool:
    dates = lang.get(pair.target_language).dates
    names = dates.months.lower().split() if dates else []
    lowered = pair.target.lower()
    return any(names[month - 1] in lowered for month in months if 0 < month <= len(names))


# --- Order ---


def _scores(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for results that are turned round: 3-1 and 1-3; only a warning where somebody lost."""
    theirs = dict(_results(pair.target, target))
    for (one, two), words in _results(pair.source, source):
        if one == two or (one, two) in theirs or (two, one) not in theirs:
            continue
        lost = any(
            compiled(lang.get(language).units.lost).search(text)
            for text, language in ((pair.source, pair.source_language), (pair.target, pair.target_language))
        )
        other = theirs[two, one]
        yield _changed("numbers", "warning" if lost else "severe", f"{words} became {other}", (words, other))


def _results(text: str, found: Sequence[Quantity]) -> Iterator[tuple[tuple[object, object], str]]:
    for one, two in pairwise(found):
        bare = all(
            item.kind == "number" and not (item.unit or item.spelled) and item.value <= _SCORE for item in (one, two)
        )
        if bare and _DASH.fullmatch(text, one.end, two.start):
            yield (one.value, two.value), text[one.start : two.end]


def _sets(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for the sets of one match in another order: 6-2, 4-6 and 4-6, 6-2."""
    theirs = list(islice(_series(pair.target, target), _MANY))
    for sets, words in islice(_series(pair.source, source), _MANY):
        for others, said in theirs:
            turned = [one[::-1] for one in others]
            if sorted(others) == sorted(sets) and others != sets and turned != sets:
                yield _changed("numbers", "severe", f"{words} became {said}, in another order", (words, said))


def _series(text: str, found: Sequence[Quantity]) -> Iterator[tuple[list[tuple[Decimal, Decimal]], str]]:
    """Yield results that follow each other with nothing but a comma between them."""
    results = [
        (one, two)
        for one, two in pairwise(found)
        if all(item.kind == "number" and not (item.unit or item.spelled) and item.value <= _SETS for item in (one, two))
        and _DASH.fullmatch(text, one.end, two.start)
    ]
    series: list[tuple[Quantity, Quantity]] = []
    for one, two in [*results, (None, None)]:
        if series and one and two and text[series[-1][1].end : one.start].strip(" \u00a0\u202f") in (",", ""):
            series.append((one, two))
            continue
        if len(series) > 1:
            yield [(a.value, b.value) for a, b in series], text[series[0][0].start : series[-1][1].end]
        series = [(one, two)] if one and two else []


def _owners(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for two numbers that changed their owners: France has 68 and Spain 48 million, France 48 and Spain 68.

    Owners are names and countries, directly before the number in both texts.
    """
    mine = _owned(pair.source, source, pair.source_language, other=pair.target)
    its = _owned(pair.target, target, pair.target_language, other=pair.source)
    wrong = [name for name in mine if name in its and mine[name].value != its[name].value]
    for name in wrong:
        other = next((one for one in wrong if mine[one].value == its[name].value), None)
        if other and its[other].value == mine[name].value and mine[name].value not in (mine[other].value,):
            words = (_words(pair.source, mine[name]), _words(pair.target, its[name]))
            yield _changed("numbers", "severe", f"{words[0]} became {words[1]}, which belongs elsewhere", words)


def _owned(text: str, found: Sequence[Quantity], language: str, *, other: str) -> dict[str, Quantity]:
    """Return the numbers by the name before each: the only one since the number before it, and near it.

    A name is a country, or a word that the other text has too.
    """
    owned: dict[str, list[Quantity]] = {}
    places = sorted((one.start, one.start + len(one.text), key) for key, one in countries(text, language).items())
    small = lang.get(language).function_words
    shared = set(_NAME.findall(other))
    end = 0
    for item in found[:_MANY]:
        inside = [(at, after, key) for at, after, key in places if end <= at and after <= item.start]
        inside += [
            (*name.span(), name[0])
            for name in _NAME.finditer(text, end, item.start)
            if name[0] in shared
            and name[0].lower() not in small
            and not any(at <= name.start() < after for at, after, _ in inside)
        ]
        end = item.end
        if len(inside) == 1 and item.start - inside[0][1] <= _NEAR_NAME:
            owned.setdefault(inside[0][2], []).append(item)
    return {name: items[0] for name, items in owned.items() if len(items) == 1}


def _few(
    pair: SegmentPair, found: Counterparts, source: Sequence[Quantity], target: Sequence[Quantity]
) -> Iterator[Finding]:
    """Findings for the only number of two short sentences, a small one in words: two children, three children."""
    if not (len(source) == len(target) == len(found.missing) == len(found.added) == 1):
        return
    texts = (pair.source, pair.target)
    both = (found.missing[0], found.added[0])
    counts = all(
        item.spelled
        and item.kind == "number"
        and 2 <= item.value <= _SMALL
        and not (item.doubtful or item.unit or item.others)
        and _NEXT_WORD.match(text, item.end)
        and len(words_of(text)) <= _SHORT
        for item, text in zip(both, texts, strict=True)
    )
    if counts:
        words = (_words(pair.source, both[0]), _words(pair.target, both[1]))
        yield _changed("numbers", "severe", f"{words[0]} became {words[1]}", words)


def _bounds(pair: SegmentPair, found: Counterparts) -> Iterator[Finding]:
    """Findings for lower bounds that became upper ones, and the reverse: more than 500, fewer than 500."""
    partners = _partners(found)
    for item, other in found.pairs[:_MANY]:
        if partners[id(other)] > 1:
            continue
        mine = _bound(pair.source, item, pair.source_language)
        its = _bound(pair.target, other, pair.target_language)
        if mine and its and mine != its:
            words = (_words(pair.source, item), _words(pair.target, other))
            yield _changed("numbers", "severe", f"{words[0]} is {mine}, {words[1]} {its} the number", words)


def _bound(text: str, item: Quantity, language: str) -> str:
    """Return whether the words before a number make it a lower or an upper bound; empty for neither, or if denied."""
    own = lang.get(language)
    first = max(0, item.start - _BOUND)
    for name, pattern in (("over", own.units.over), ("under", own.units.under)):
        if pattern and (found := compiled(rf"\b{pattern}[ \u00a0\u202f]?\Z").search(text, first, item.start)):
            before = words_of(text[first : found.start()])
            denied = own.negation is not None and not own.negation.plain.isdisjoint(before)
            return "" if denied else name
    return ""


def _turned(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for ranges whose ends changed places: from 39 to 45, from 45 to 39."""
    ranges = _ranges(pair.target, target, pair.target_language)
    theirs = dict(ranges)
    for (first, second), words in _ranges(pair.source, source, pair.source_language) if theirs else ():
        if first != second and (second, first) in theirs and (first, second) not in theirs:
            other = theirs[second, first]
            yield _changed("numbers", "severe", f"{words} became {other}: the ends changed places", (words, other))


def _ranges(text: str, found: Sequence[Quantity], language: str) -> Iterator[tuple[tuple[Decimal, Decimal], str]]:
    """Yield the ends of ranges, and their words, apart from results of matches (3-1) and ratios (3/100)."""
    for one, two in pairwise(found):
        ends = one.ranged and two.ranged and one.kind in _VALUES and two.kind in _VALUES
        if one.unit == two.unit == "%" and _CHANGE.fullmatch(text, one.end, two.start):
            yield (one.value, two.value), text[one.start : two.end]
        elif ends and range_words(language).fullmatch(text, one.end, two.start):
            link = text[one.end : two.start].strip()
            if link != "/" and (one.unit or two.unit or not _DASH.fullmatch(link)):
                yield (one.value, two.value), text[one.start : two.end]


def _exchanged(pair: SegmentPair, source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Finding]:
    """Findings for two numbers that changed places: two men and three women, three men and two women."""
    mine = _counted(pair.source, source, pair.source_language)
    its = _counted(pair.target, target, pair.target_language)
    wrong = [noun for noun in mine.keys() & its.keys() if mine[noun].value != its[noun].value]
    values = {mine[noun].value for noun in wrong}
    for noun in sorted(wrong, key=lambda noun: mine[noun].start):
        if len(wrong) > 1 and its[noun].value in values:
            words = (_words(pair.source, mine[noun]), _words(pair.target, its[noun]))
            yield _changed("numbers", "severe", f"{words[0]} became {words[1]}, which belongs elsewhere", words)


def _counted(text: str, found: Sequence[Quantity], language: str) -> dict[int, Quantity]:
    """Return the numbers by the meaning of the noun that they count, where that is known and occurs once."""
    meanings = landmarks(language)
    counted: dict[int, list[Quantity]] = {}
    for item in found:
        words = _NEXT_WORD.match(text, item.end)
        nouns = (
            [meanings[word.lower()] for word in words.groups() if word and word.lower() in meanings] if words else []
        )
        if nouns and item.kind == "number" and not item.unit:
            counted.setdefault(nouns[0], []).append(item)
    return {noun: items[0] for noun, items in counted.items() if len(items) == 1}
