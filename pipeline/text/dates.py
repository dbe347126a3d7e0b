"""Dates and times of day among the numbers of a text."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.languages import LANGUAGES
from pipeline.text.companions import COMPANIONS
from pipeline.text.quantity import Quantity, simple

_S = "[ \u00a0\u202f]"
_LINK = r"(?:de |del |do |da |d['’]|of |the )?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\w%]|[.,]\d)"


def numeric_date(match: re.Match[str]) -> Quantity | None:
    """A date such as 01/03/2025; that the month stands first is in `others`."""
    first, second, year = map(int, re.split(r"[/.-]", match.group()))
    year += 2000 if year < 100 else 0
    dates = [
        Decimal(f"{year:04}{m:02}{d:02}")
        for d, m in ((first, second), (second, first))
        if d <= 31 and m <= 12 and d * m
    ]
    if not dates:
        return None
    return replace(simple(match, "date"), value=dates[0], others=tuple(dates[1:]), unit="date")


def time(match: re.Match[str]) -> Quantity:
    """Give a time of day, its value the minutes since midnight."""
    hours, *rest = map(int, re.findall(r"\d+", match.group()))
    half = (match["half"] or match["noon"] or " ")[0].lower()
    hours = hours % 12 + 12 if half == "p" else hours % 12 if half == "a" else hours
    value = Decimal(60 * hours + (rest[0] if rest else 0))
    return replace(simple(match, "time"), value=value, unit="time")


def named_date(text: str, item: Quantity, language: str) -> Quantity | None:
    """Give the date that a number belongs to because the name of a month stands beside it, or None."""
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
    return replace(
        item, start=start, end=end, core=(start, end), value=value, kind="date", unit="date", written=text[start:end]
    )


_MORE = re.compile(rf",?{_S}{_LINK}{_YEAR}")


def _month(word: str, language: str) -> int:
    return _months(language)[word.rstrip(".").lower()]


@cache
def _months(language: str) -> dict[str, int]:
    full = LANGUAGES[language].months.lower().split()
    short = COMPANIONS[language].months.split()
    months = {name: at for at, name in enumerate(full, start=1)}
    return months | {word: at for at, words in enumerate(short, start=1) for word in words.split("|")}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    capital = language in ("en", "de")
    names = sorted(_months(language), key=len, reverse=True)
    full = LANGUAGES[language].months.lower().split()
    forms = []
    for name in names:
        first = name[0].upper() if capital else f"[{name[0]}{name[0].upper()}]"
        forms.append(f"{first}{name[1:]}" + (r"\.?" if name in full or language == "en" else r"\."))
    month = rf"(?P<month>{'|'.join(forms)})"
    after = rf"\.?[ \u00a0\u202f-]{_LINK}{month}(?!\w)(?:,?{_S}{_LINK}{_YEAR})?"
    before = rf"(?<!\w){month}[ \u00a0\u202f]{_LINK}$"
    return re.compile(after), re.compile(before)
