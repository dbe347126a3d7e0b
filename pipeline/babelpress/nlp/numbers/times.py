"""Dates, times of day and durations.

A figure such as 2h28 or 2:28 is a time of day only with proof (a preposition, `Uhr`, am/pm), a duration with proof of
that, and otherwise either of the two (`Quantity.doubtful`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal

from babelpress import lang
from babelpress.lang.base import Dates
from babelpress.nlp.numbers.quantity import Kind, Quantity
from babelpress.nlp.numbers.units import UNITS
from babelpress.nlp.patterns import compiled

LONGEST = 30
"""Most digits of a number."""


def simple(match: re.Match[str], kind: Kind) -> Quantity:
    """Return the matched text as a quantity whose value is its digits."""
    digits = re.sub(r"\D", "", match.group())[:LONGEST]
    return Quantity(
        start=match.start(), end=match.end(), core=match.span(), value=Decimal(digits), kind=kind, written=match.group()
    )


# --- Dates ---

_S = "[ \u00a0\u202f]"
_LINK = r"(?:de |del |do |da |d['’]|of |the )?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\w%]|[.,]\d)"


def numeric_date(match: re.Match[str]) -> Quantity | None:
    """Return a date such as 01/03/2025; the reading with the month first is in `others`."""
    first, second, year = map(int, re.split(r"[/.-]", match.group()))
    year += 2000 if year < 100 else 0
    dates = [
        Decimal(f"{year:04}{m:02}{d:02}")
        for d, m in ((first, second), (second, first))
        if d <= 31 and m <= 12 and d * m
    ]
    if not dates:
        return None
    return replace(simple(match, "date"), value=dates[0], others=tuple(dates[1:]))


def named_date(text: str, item: Quantity, language: str) -> Quantity | None:
    """Return the date that a number and the name of a month beside it make, or None."""
    if not lang.get(language).dates:
        return None
    after, before = _patterns(language)
    start, end, day, year = item.start, item.end, 0, 0
    plain = item.value == item.value.to_integral_value() and not item.others
    if plain and item.written.isdigit() and 1 <= item.value <= 31 and len(item.written) <= 2:
        day = int(item.value)
    elif plain and len(item.written) == 4 and 1500 <= item.value < 2100:
        year = int(item.value)
    else:
        return None
    if month := before.search(text, max(0, start - 24), start):
        number = _month(month["month"], language)
        start = month.start()
        if day and (more := _MORE.match(text, end)):
            year, end = int(more["year"]), more.end()
    elif day and (month := after.match(text, end)):
        number = _month(month["month"], language)
        year, end = int(month["year"] or 0), month.end()
    else:
        return None
    value = Decimal(f"{year:04}{number:02}{day:02}")
    return replace(item, start=start, end=end, core=(start, end), value=value, kind="date", written=text[start:end])


_MORE = re.compile(rf",?{_S}{_LINK}{_YEAR}")


def _month(word: str, language: str) -> int:
    return _months(language)[word.rstrip(".").lower()]


@lang.dependent
@cache
def _months(language: str) -> dict[str, int]:
    dates = _dates(language)
    full, short = dates.months.lower().split(), dates.short.split()
    months = {name: at for at, name in enumerate(full, start=1)}
    return months | {word: at for at, words in enumerate(short, start=1) for word in words.split("|")}


def _dates(language: str) -> Dates:
    return lang.get(language).dates or Dates(months="", written="")


@lang.dependent
@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    dates = _dates(language)
    names = sorted(_months(language), key=len, reverse=True)
    full = dates.months.lower().split()
    forms = []
    for name in names:
        first = name[0].upper() if dates.capital else f"[{name[0]}{name[0].upper()}]"
        forms.append(f"{first}{name[1:]}" + (r"\.?" if name in full or dates.bare else r"\."))
    month = rf"(?P<month>{'|'.join(forms)})"
    after = rf"\.?[ \u00a0\u202f-]{_LINK}{month}(?!\w)(?:,?{_S}{_LINK}{_YEAR})?"
    before = rf"(?<!\w){month}[ \u00a0\u202f]{_LINK}$"
    return re.compile(after), re.compile(before)


# --- Times of day and durations ---

_NEAR = 40
"""Characters before a figure in which the words for times and durations are searched."""


def clock(text: str, match: re.Match[str], language: str) -> Quantity:
    """Return a figure of hours and minutes as a time (minutes since midnight) or a duration (seconds)."""
    hours, *rest = map(int, re.findall(r"\d+", match.group()))
    half = (match["half"] or match["noon"] or " ")[0].lower()
    hours = hours % 12 + 12 if half == "p" else hours % 12 if half == "a" else hours
    minutes = rest[0] if rest else 0
    item = replace(simple(match, "time"), value=Decimal(60 * hours + minutes))
    if half != " ":
        return item
    proof = clock_kind(text, *match.span(), language=language)
    if proof == "duration" or hours > 24 or (len(rest) > 1 and proof != "time"):
        seconds = Decimal(3600 * hours + 60 * minutes + (rest[1] if len(rest) > 1 else 0))
        return replace(item, kind="duration", value=seconds, unit="s")
    return replace(item, doubtful=proof == "")


def clock_kind(text: str, start: int, end: int, *, language: str) -> Kind | Literal[""]:
    """Return whether the words around a figure such as 2h28 show a `time` of day or a `duration`; empty if neither."""
    words = lang.get(language).times
    before = text[max(0, start - _NEAR) : start]
    if compiled(words.at).search(before):
        return "time"
    if compiled(words.long).match(text, end):
        return "duration"
    if compiled(words.on).match(text, end):
        return "time"
    if compiled(words.lasts).search(before):
        return "duration"
    return "time" if compiled(words.near).search(before) else ""


_BEFORE, _BEHIND = r"(?<![\w:.,/'’′])", r"(?![\w:]|[.,:]\d)"
_SECONDS = r"[\"″”]|''|’’"
# Hours (`h`), minutes (`m`) and seconds (`s`), with decimals:
# - 1:43.21, 1.43,21 and 1.59.40,2;
# - 2h04:35, 2:04.35, 2 h 4 min 35 s and 1m43.21s;
# - 1'43"21 and 2h04'35", and seconds alone, 9"58 (`f`: their decimals).
_HOURS = r"(?:(?P<h>\d{1,3}) ?(?:h|hr|hrs|u) ?)?"
_TIMED = tuple(
    re.compile(f"{_BEFORE}{pattern}")
    for pattern in (
        rf"(?:(?P<h>\d{{1,2}})[:.])?(?P<m>\d{{1,2}})(?::(?P<s>[0-5]\d[.,]\d{{1,3}})|\.(?P<t>[0-5]\d,\d{{1,2}})){_BEHIND}",
        rf"(?P<h>\d{{1,3}})(?: ?h ?(?P<m>[0-5]?\d):|:(?P<n>[0-5]\d)\.)(?P<s>[0-5]\d){_BEHIND}",
        rf"{_HOURS}(?P<m>\d{{1,3}}) ?(?:m|min|mn) ?(?P<s>[0-5]?\d(?:[.,]\d{{1,3}})?) ?(?:s|sec)(?!\w| \d)",
        rf"{_HOURS}(?P<m>\d{{1,3}})(?:['’′]|(?<=h\d\d)min) ?(?P<s>[0-5]\d)(?:(?:{_SECONDS})(?P<f>\d{{1,3}})?)?(?!\w)",
        rf"(?P<s>\d{{1,2}})(?:{_SECONDS})(?P<f>\d{{1,2}})(?!\w)",
    )
)
_MAY_BE_TIMED = re.compile(r"\d(?:[:.]\d+[.,:]\d|h|['’′\"″”]| ?m(?:in|n)? ?\d)")


def timed(text: str, language: str) -> Iterator[Quantity]:
    """Yield the durations in figures with minutes and seconds, as in races: `1:43.21`, `1'43"21`, `2h04'35"`.

    Feet and inches are written like minutes and seconds, so that in English `6'2"` is no duration.
    """
    if not _MAY_BE_TIMED.search(text):
        return
    for pattern in _TIMED[: 3 if lang.get(language).feet else None]:
        for match in pattern.finditer(text):
            groups = {name: digits or "0" for name, digits in match.groupdict().items()}
            value = Decimal(match["s"].replace(",", ".") if match["s"] else groups["t"].replace(",", "."))
            value += Decimal(f"0.{groups.get('f', 0)}") + 3600 * int(groups.get("h", 0))
            value += 60 * (int(groups.get("m", 0)) + int(groups.get("n", 0)))
            # 2:04.35 may also be hours, minutes and seconds.
            hours = len(match.group().partition(".")[2]) == 2 and value < 3600 and "t" in groups and match["s"]
            others = (60 * (value - value % 1) + value % 1 * 100,) if hours else ()
            yield replace(simple(match, "duration"), value=value, unit="s", others=others)


_ADJACENT = re.compile(rf"{_S}?(?:,|et|and|und|en|y|e|&)?{_S}?")


def joined_durations(text: str, found: Sequence[Quantity], language: str) -> list[Quantity]:
    """Return the numbers with the parts of a duration as one: `2 h 04 min 35 s`, `20 sec 53`, `1 min 45`."""
    joined: list[Quantity] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and _is_clock(text, last, item):
            proof = clock_kind(text, last.start, item.end, language=language)
            value = 60 * last.value + item.value
            joined[-1] = replace(
                last, end=item.end, core=(last.core[0], item.end), written=text[last.start : item.end], unit="",
                value=value, kind="time", doubtful=proof == "",
            )  # fmt: skip
            if proof == "duration":
                joined[-1] = replace(joined[-1], kind="duration", value=60 * value, unit="s")
        elif last is not None and _is_compound(text, last, item):
            value = last.value + item.value / _COMPOUND[last.unit]
            joined[-1] = replace(
                last, end=item.end, core=(last.core[0], item.end), written=text[last.start : item.end], value=value,
                others=(), doubtful=False,
            )  # fmt: skip
        elif last is not None and (part := _part(text, last, item)) is not None:
            amount = seconds(last)
            joined[-1] = replace(
                last, end=item.end, core=(last.core[0], item.end), written=text[last.start : item.end], unit="s",
                value=amount + part, kind="duration", per=item.per, others=(), doubtful=False,
            )  # fmt: skip
        else:
            joined.append(item)
    return joined


_COMPOUND = {"m": 100, "kg": 1000, "km": 1000}
"""Units of which a number without a unit behind them gives the decimals: `1 m 85`, `3 kg 200`."""


def _is_compound(text: str, last: Quantity, item: Quantity) -> bool:
    digits = len(str(_COMPOUND.get(last.unit, 1))) - 1
    bare = item.kind == "number" and not item.unit and item.written.isdigit() and len(item.written) == digits
    return bare and digits > 0 and _whole(last) and not last.per and text[last.end : item.start] in ("", " ")


def _is_clock(text: str, last: Quantity, item: Quantity) -> bool:
    """Whether two numbers are hours and minutes: `15 heures 30`."""
    hours = last.unit == "h" and last.kind == "number" and last.value <= 24 and not last.per and _whole(last)
    return hours and _is_bare(item) and item.value < 60 and text[last.end : item.start] == " "


def _is_bare(item: Quantity) -> bool:
    return item.kind == "number" and not item.unit and len(item.written) == 2 and item.written.isdigit()


def _part(text: str, last: Quantity, item: Quantity) -> Decimal | None:
    """Return the seconds that a number adds to the duration before it, or None if it does not belong to it."""
    timed = last.unit in ("h", "min", "s") or (last.kind == "time" and last.doubtful)
    if not timed or last.per or last.spelled != item.spelled or item.start - last.end > 5:
        return None
    smallest = _smallest(last)
    if item.unit in ("min", "s", "cs") and item.kind == "number" and item.value < 100 and smallest:
        before = UNITS[smallest].size > UNITS[item.unit].size
        return (
            item.value * UNITS[item.unit].size if before and _ADJACENT.fullmatch(text, last.end, item.start) else None
        )
    if smallest not in ("min", "s") or not _whole(last) or text[last.end : item.start] not in ("", " ", ". "):
        return None
    if smallest == "s" and item.kind == "number" and not item.unit and item.written.isdigit() and item.value < 10:
        return item.value / (100 if _is_bare(item) else 10)
    return None if not _is_bare(item) else item.value if smallest == "min" else item.value / 100


def seconds(item: Quantity) -> Decimal:
    """Return the seconds of a duration, or of a time that may be one."""
    if item.kind == "time":
        return 60 * item.value
    return item.value if item.kind == "duration" else item.value * UNITS[item.unit].size


def _smallest(item: Quantity) -> str:
    """Return the smallest unit of a duration, empty if the item cannot continue."""
    if item.kind == "time":
        return "" if item.value % 60 else "h"
    if item.kind != "duration":
        return item.unit
    return "s" if item.value % 60 else "min" if item.value % 3600 else "h"


def _whole(item: Quantity) -> bool:
    return item.value == item.value.to_integral_value()
