"""Parser of numbers and their values: figures and words, with scale words, units, dates, times, versions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from babelpress import lang
from babelpress.lang.base import Dates, NumberWords
from babelpress.nlp.numbers.measures import SIGNS, SYMBOLS
from babelpress.nlp.numbers.words import SpelledNumber, spelled_numbers

__all__ = ["Quantity", "find"]


Kind = Literal["number", "percent", "money", "year", "date", "time", "version", "phone", "name", "word", "roman"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number expression.

    - `start` and `end` include the scale word, the percent sign and the currency; `core` only digits and scale word.
    - `value` is exact, multiplied by the scale words. That of a date has the digits YYYYMMDD, unknown parts 0; that of
      a time is the minutes since midnight. A name (`H100`), a version and a phone number are compared by `written`.
    - `unit` is `%`, a currency code, `ordinal`, `decade`, or a key of `MEASURES`.
    - `others` are further possible values.
    """

    start: int
    end: int
    core: tuple[int, int]
    value: Decimal
    kind: Kind
    written: str
    unit: str = ""
    scale: Decimal = Decimal(1)
    others: tuple[Decimal, ...] = ()


LONGEST = 30
"""Most digits of a number."""


def simple(match: re.Match[str], kind: Kind) -> Quantity:
    """Return the matched text as a quantity whose value is its digits."""
    digits = re.sub(r"\D", "", match.group())[:LONGEST]
    return Quantity(
        start=match.start(), end=match.end(), core=match.span(), value=Decimal(digits), kind=kind, written=match.group()
    )


# Dates and times of day

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
    return replace(simple(match, "date"), value=dates[0], others=tuple(dates[1:]), unit="date")


def time(match: re.Match[str]) -> Quantity:
    """Return a time of day; its value is the minutes since midnight."""
    hours, *rest = map(int, re.findall(r"\d+", match.group()))
    half = (match["half"] or match["noon"] or " ")[0].lower()
    hours = hours % 12 + 12 if half == "p" else hours % 12 if half == "a" else hours
    value = Decimal(60 * hours + (rest[0] if rest else 0))
    return replace(simple(match, "time"), value=value, unit="time")


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
    return replace(
        item, start=start, end=end, core=(start, end), value=value, kind="date", unit="date", written=text[start:end]
    )


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


# Attachments of a number: scale word, percent sign, currency, unit of measure

_SPACE = "[ \u00a0\u202f\u2009]"
# A currency before a number: a code or a sign with letters (`name`) or a sign alone (`sign`), and an optional minus.
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<name>US\$|\$US|R\$|A\$|C\$|EUR|USD|GBP|CHF|JPY|AUD|CAD|BRL|CNY)|(?P<sign>[€£¥$₹₽₺₩₿])){_SPACE}?[-−]?$"
)
_LARGEST = Decimal(10) ** 60
"""The scale from which further scale words belong to the number without changing its value."""
_MAY_FOLLOW = re.compile(rf"{_SPACE}?[^\s\d.,;:!?()\"«»“”]")


def attached_unit(text: str, item: Quantity, language: str) -> Quantity:
    """Return a number extended by the scale words, the percent sign, the currency and the unit beside it."""
    before = _BEFORE.search(text, max(0, item.start - 6), item.start)
    if not before and not _MAY_FOLLOW.match(text, item.end):
        return item
    after, end, core, scale = _after(language), item.end, item.core, Decimal(1)
    while True:  # usually one or two (`mil milhões`); any number if a model repeats itself
        word = after.scale.match(text, end)
        power = word and after.scales.get(word["scale"] if word["scale"] in after.scales else word["scale"].lower())
        if (
            not word
            or not power
            or (word["scale"] in after.risky and not before and not after.money.match(text, word.end()))
        ):
            break
        scale, end = scale * 10**power if scale < _LARGEST else scale, word.end()
    value = item.value * scale
    if half := after.half.match(text, end):
        value, end = value + item.scale * scale / 2, half.end()
    if scale > 1 or half:
        core = (core[0], end)
    scaled = tuple(other * scale for other in item.others)
    item = replace(item, end=end, core=core, value=value, scale=item.scale * scale, others=scaled)
    if before:
        sign = before["name"] or before["sign"]
        return replace(item, start=before.start(), kind=_kind(item, "money"), unit=SIGNS[sign])
    if match := after.percent.match(text, end):
        return replace(item, end=match.end(), kind=_kind(item, "percent"), unit="%")
    if match := after.money.match(text, end):
        unit = SIGNS.get(match["money"]) or after.currencies[match["money"].lower()]
        return replace(item, end=match.end(), kind=_kind(item, "money"), unit=unit)
    if match := after.unit.match(text, end):
        unit = SYMBOLS.get(match["unit"]) or after.units.get(match["unit"].lower(), "")
        return replace(item, end=match.end(), unit=unit)
    return item


def _kind(item: Quantity, kind: Kind) -> Kind:
    return "word" if item.kind == "word" else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _After:
    scale: re.Pattern[str]
    half: re.Pattern[str]
    percent: re.Pattern[str]
    money: re.Pattern[str]
    unit: re.Pattern[str]
    scales: dict[str, int]
    risky: frozenset[str]
    """Short scale words that have another meaning without a currency: `3 m`, `5K`."""
    currencies: dict[str, str]
    units: dict[str, str]


def _any(words: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first; it matches nothing if there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word) or "(?!)"


@lang.dependent
@cache
def _after(language: str) -> _After:
    """Return the patterns of one language, which are matched at the end of a number."""
    own, beside = _numbers(language), lang.get(language).units
    scales = {**own.scales, **own.short}
    gap = rf"(?:{_SPACE}|[-‑])?"
    sign = _any(word for word in SIGNS if not word.isalpha())
    code = _any(word for word in SIGNS if word.isalpha())
    of = beside.of or "(?!)"
    adjective = r"(?:US|U\.S\.|[A-ZÉ]\w{2,12})"
    return _After(
        scale=re.compile(rf"{gap}(?P<scale>(?:{_any(own.short)})(?!\w)|(?i:{_any(own.scales)})(?!\w))"),
        half=re.compile(rf"[ -]?(?:{beside.half or '(?!)'})(?!\w)"),
        percent=re.compile(rf"{gap}(?:[%‰](?:ig\w*)?|(?i:{_any(beside.percent.split('|'))})(?!\w))"),
        # An optional link (`of`), the adjective of a country (US dollars), and a word, sign or code of a currency.
        money=re.compile(
            rf"{gap}(?:{of})?(?:{adjective}[- ])?(?P<money>(?i:{_any(beside.currencies)})(?!\w)|{sign}|(?:{code})\b)"
        ),
        unit=re.compile(rf"{gap}(?:{of})?(?P<unit>(?i:{_any(beside.units)})(?!\w)|(?:{_any(SYMBOLS)})(?!\w|[-’']\w))"),
        scales=scales,
        risky=frozenset(word for word in own.short if len(word) == 1),
        currencies={word.lower(): code for word, code in beside.currencies.items()},
        units={word.lower(): unit for word, unit in beside.units.items()},
    )


# A word for the hour.
_HOUR = rf"{_SPACE}?(?:uur|u\b|Uhr|horas?\b|h\b)"
# A look-ahead for minutes after a dot (14.30) that make a time only with a word for the hour, with am/pm or a part of
# the day, or as the first time of a range that ends with a word for the hour.
_CLOCK = (
    rf"(?=\.[0-5]\d(?:{_HOUR}|{_SPACE}?(?:[ap]\.?m\b|(?:de{_SPACE}la|da)\b)"
    rf"|{_SPACE}?(?:-|–|bis|tot|a|às){_SPACE}?\d\d?(?:[.:][0-5]\d)?{_HOUR}))"
)
# One number in figures, as the first kind that matches:
# - iso: 2025-03-01.
# - phone: ten digits in pairs, the first a 0.
# - date: day, month and year of two or four digits, with the same separator.
# - time: an hour to 24 and minutes after h, a colon or a dot (`_CLOCK`), or h alone (not in `km/h`), with optional
#   seconds and am/pm (`half`); or an hour to 12 and am/pm (`noon`).
# - grouped: thousands with the same separator (`by`), and optional decimals.
# - version: at least three numbers, or numbers and `.x`.
# - ratio: 3/4.
# - plain: digits and optional decimals.
_FIGURE = re.compile(
    rf"""
      (?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d(?![\w-]))
    | (?P<phone>0\d(?:[ .\u00a0\u202f]\d\d){{4}}(?!\w))
    | (?P<date>[0-3]?\d(?P<sep>[/.-])[0-3]?\d(?P=sep)(?:(?:1[5-9]|20)\d\d|\d\d)(?![\w/-]))
    | (?P<time>
        (?:[01]?\d|2[0-4])
        (?:(?:{_SPACE}?h{_SPACE}?|H)[0-5]\d|:[0-5]\d(?::[0-5]\d)?|{_CLOCK}\.[0-5]\d|(?:{_SPACE}?h|H)(?![\w/]))(?!(?![AaPp]\.?[Mm]\b)[\w%])
        (?:{_SPACE}?(?P<half>[AaPp]\.?[Mm]\b\.?))?
        |(?:1[0-2]|[1-9]){_SPACE}?(?P<noon>[AaPp](?:[mM]\b|\.{_SPACE}?[Mm]\b\.?)))
    | (?P<grouped>\d{{1,3}}(?P<by>[ ,.'’\u00a0\u202f\u2009])\d{{3}}(?:(?P=by)\d{{3}}){{0,7}}
        (?:[.,]\d{{1,30}})?(?!\d|[.,]\d))
    | (?P<version>\d+(?:\.\d+){{2,8}}(?:\.x)?(?!\.?\w)|\d+(?:\.\d+){{1,8}}\.x\b)
    | (?P<ratio>\d{{1,3}}/\d{{1,3}}(?![\w/]))
    | (?P<plain>\d+(?:[.,]\d+)?)
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"[0-9]")
# Text in which no numbers are read: addresses, code, placeholders, entities, mentions and hashtags; then file names;
# then host names, with an optional path.
_SKIP = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+|`[^`\n]+`|\{[^{}\n]{0,80}\}|%\d+\$\w|&\#?\w{1,8};|[#@](?=\w{0,40}[^\W\d])\w+"
    r"|(?<![\w-])[\w-]{1,60}\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|html?|md|py|js|json|xml|zip|png|jpe?g|gif|svg|mp[34]|webp|exe)\b"
    r"|(?<![\w.-])(?:[\w-]{1,40}\.){1,4}(?:com|org|net|fr|de|nl|es|pt|eu|io|ai|uk|br|be|ch)(?:/\S*)?(?!\w)"
)
_MAYBE_SKIP = re.compile(r"[@`{#&%/]|\.\w")
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}
_RANK = re.compile(r"(?:\.?[ºª°]|(?:er|re|ère|ère|e|è|ème|ième|es|nd|nde|st|rd|th|de|ste|o|a)(?!\w))(?!C\b|F\b)")
_DECADE = re.compile(r"(?<=0)['’]?s\b|(?<=0)er(?!\w)(?= ?(?:Jahre|und|bis|$|[-/]))|er-?[Jj]ahre\w*")
_ROMAN = re.compile(r"[IVXL]{1,8}+(?=(?:er|re|e|ème|th|es)?(?![\w'’]))")
_WELL_FORMED = re.compile(r"(?:(?=[VX]|I[IVX]|L[XVI])(?:XL|L?X{0,3})(?:I[XV]|V?I{0,3}))")
# What links the two numbers of a range or an alternative: a dash, a slash, or a word for `to`, `and` or `or`; then
# perhaps a preposition or article.
_RANGE = re.compile(
    r"\s?(?:-|–|—|/|\b(?:à|a|to|bis|tot|und|and|en|et|y|e|ou|or|oder|of|o|u)\b)\s?(?:(?:à|zu|les|as|of|o) )?"
)
_STEM = re.compile(r"[^\W\d_]{1,20}[-‑]?$")
_DASHES = ("-", "–", "/")
_NEAR_WORD = re.compile(r"\.?[ \u00a0\u202f-][^\W\d_]")
_AFTER_WORD = re.compile(r"[^\W\d_][.']?[ \u00a0\u202f]$")
_IPV4 = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")


@lang.dependent
@lru_cache(maxsize=2048)  # the post-editor and several checks parse the same sentences
def find(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text.

    Addresses, code and file names are skipped. In a language without number words only figures are read, with a decimal
    point.

    Args:
        text: The text.
        language: Its ISO 639-1 code.

    Returns:
        The numbers in reading order, disjoint.

    >>> [(found.written, int(found.value), found.unit) for found in find("5 000 milliards de dollars, 80 %", "fr")]
    [('5 000', 5000000000000, 'USD'), ('80', 80, '%')]
    """
    found = list(_figures(text, language))
    words = [_worded(text, item, language) for item in spelled_numbers(text, language)]
    if words:
        found = _merge(found, words)
    romans = [_roman(match) for match in _ROMAN.finditer(text) if _is_roman(text, match)]
    if romans:
        found = _merge(found, romans)
    return _shared(text, found)


def _merge(kept: list[Quantity], more: list[Quantity]) -> list[Quantity]:
    """Return both lists in reading order, without items of `more` that overlap one of `kept`."""
    merged: list[Quantity] = []
    for item in sorted((*kept, *more), key=lambda item: (item.start, item.kind in ("word", "roman"))):
        if merged and item.start < merged[-1].end:
            if item.kind in ("word", "roman") or merged[-1].kind not in ("word", "roman"):
                continue
            merged.pop()
        merged.append(item)
    return merged


def _figures(text: str, language: str) -> Iterator[Quantity]:
    skips = [match.span() for match in _SKIP.finditer(text)] if _MAYBE_SKIP.search(text) else []
    at, skip = 0, 0
    while digit := _DIGIT.search(text, at):
        while skip < len(skips) and skips[skip][1] <= digit.start():
            skip += 1
        if skip < len(skips) and skips[skip][0] <= digit.start():
            at = skips[skip][1]
        elif match := _FIGURE.match(text, digit.start()):
            item = _read(text, match, language)
            if item.start < at:  # the sign before it belongs to the previous number
                item = replace(item, start=at, core=(max(at, item.core[0]), item.core[1]))
            at = max(item.end, match.end() if item.kind != "name" else item.end)
            yield item
        else:
            at = digit.end()


def _read(text: str, match: re.Match[str], language: str) -> Quantity:
    """Return the quantity of one match, with everything on either side that belongs to it."""
    start, end, written = match.start(), match.end(), match.group()
    groups = match.groupdict()
    stem = _STEM.search(text, max(0, start - 21), start)
    glued = stem and (stem.group()[-1].isalpha() or stem.group()[:1].isupper()) and not _is_sign(stem.group())
    if (glued and stem) or len(written) > LONGEST + 10:
        first = stem.start() if stem else start
        last = end
        while last < len(text) and last < end + 20 and text[last].isalnum():
            last += 1
        digits = re.sub(r"\D", "", written)[:LONGEST]
        return Quantity(
            start=first, end=last, core=(first, last), value=Decimal(digits), kind="name", written=text[first:last]
        )
    if text[start - 1 : start] == "+" and len(written) < 6 and (phone := _PHONE.match(text, start - 1)):
        return simple(phone, "phone")
    if groups["iso"]:
        return replace(simple(match, "date"), value=Decimal(written.replace("-", "")), unit="date")
    if groups["phone"]:
        return simple(match, "phone")
    if groups["date"] and (date := numeric_date(match)):
        return date
    if groups["time"]:
        return time(match)
    if groups["version"] or (groups["date"] and "/" not in written) or _IPV4.fullmatch(written):
        return replace(simple(match, "version"), unit="version")
    if groups["ratio"]:
        over, under = (Decimal(part) for part in written.split("/"))
        value = over / under if under else over
        return replace(simple(match, "number"), value=value, others=(over, under), unit="ratio")
    return _number(text, match, language)


_PHONE = re.compile(r"\+\d{1,3}(?:[ .\u00a0\u202f()-]{0,3}\d{1,5}){3,7}(?!\w)")


def _is_sign(stem: str) -> bool:
    return stem in SIGNS or (stem.endswith(("-", "‑")) and stem[:-1] in ("", "US"))


def _number(text: str, match: re.Match[str], language: str) -> Quantity:
    start, end, written = match.start(), match.end(), match.group()
    value, others = _value(written, match["by"], _numbers(language).decimal)
    kind, unit = "number", ""
    if text[end : end + 1] in _VULGAR:
        value += Decimal(_VULGAR[text[end]])
        end += 1
    elif decade := _DECADE.match(text, end):
        end, unit = decade.end(), "decade"
    elif rank := _RANK.match(text, end):
        end, unit = rank.end(), "ordinal"
    item = Quantity(
        start=start, end=end, core=(start, end), value=value, kind="number", written=written, unit=unit, others=others
    )
    if _NEAR_WORD.match(text, end) or _AFTER_WORD.search(text, max(0, start - 4), start):
        date = named_date(text, item, language)
        if date:
            return date
    if not unit:
        item = attached_unit(text, item, language)
        if not item.unit and item.scale == 1 and text[item.end : item.end + 1].isalnum():
            last = item.end
            while last < len(text) and last < item.end + 20 and text[last].isalnum():
                last += 1
            return replace(item, kind="name", end=last, core=(start, last), written=text[start:last])
    if item.kind == "number" and not item.unit and len(written) == 4 and written.isdigit() and 1500 <= value < 2100:
        kind = "year"
        if _decade_words(language).search(text, max(0, start - 12), start):
            item = replace(item, unit="decade")
    elif _decade_words(language).search(text, max(0, start - 12), start) and value % 10 == 0 and 10 <= value < 100:
        item = replace(item, unit="decade")
    if kind == "year":
        item = replace(item, kind="year")
    before = text[start - 1 : start]
    if before in "-−" and before and item.kind != "year" and (start == 1 or text[start - 2] in " \u00a0\u202f(€£$"):
        return replace(item, start=min(item.start, start - 1), core=(start - 1, item.core[1]), value=-item.value)
    return item


def _numbers(language: str) -> NumberWords:
    """Return the number words of a language; if there are none, only a decimal point."""
    return lang.get(language).numbers or _PLAIN


_PLAIN = NumberWords(decimal=".")


def _value(written: str, by: str | None, decimal: str) -> tuple[Decimal, tuple[Decimal, ...]]:
    """Return the value of digits with separators, and the values if the separators are read the other way."""
    marks = [mark for mark in written if not mark.isdigit()]
    digits = re.sub(r"\D", "", written)[:LONGEST]
    if not marks or len(digits) == LONGEST:
        return Decimal(digits), ()
    whole = Decimal(digits)
    last = written[max(written.rfind(mark) for mark in set(marks)) :]
    fraction = Decimal(f"{re.sub('[^0-9]', '', written[: -len(last)])}.{last[1:]}")
    if len(marks) > 1:
        return (fraction, ()) if marks[-1] != marks[0] else (whole, ())
    if not by or (written[0] == "0" and marks[0] in ".,"):
        return fraction, ()
    if marks[0] not in ".,":
        return whole, ()
    return (fraction, (whole,)) if marks[0] == decimal else (whole, (fraction,))


def _worded(text: str, item: SpelledNumber, language: str) -> Quantity:
    found = Quantity(
        start=item.start,
        end=item.end,
        core=(item.start, item.end),
        value=item.value,
        kind="word",
        written=text[item.start : item.end],
        others=item.others,
        unit="ordinal" if item.ordinal else "",
        scale=item.scale,
    )
    return found if item.ordinal else replace(attached_unit(text, found, language))


def _is_roman(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return not (before.isalnum() or before in (".", "-", "_")) and bool(_WELL_FORMED.fullmatch(match.group()))


def _roman(match: re.Match[str]) -> Quantity:
    total, last = 0, 0
    for letter in reversed(match.group()):
        value = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter]
        total, last = total + (value if value >= last else -value), max(value, last)
    return replace(
        Quantity(
            start=match.start(),
            end=match.end(),
            core=match.span(),
            value=Decimal(total),
            kind="roman",
            written=match.group(),
        )
    )


def _shared(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Give the first number of a range the unit and scale of the second: `5 à 10 cm`, `10 to 15 million`."""
    shared: list[Quantity] = []
    for item in reversed(found):
        if (
            shared
            and item.kind == "year"
            and len(shared[-1].written) == 2
            and text[item.end : shared[-1].start] in _DASHES
        ):
            later = shared[-1]
            shared[-1] = replace(later, others=(*later.others, item.value // 100 * 100 + later.value))
        if shared and _is_range(text, item, shared[-1]):
            later = shared[-1]
            others = (*item.others, item.value * later.scale) if later.scale > 1 else item.others
            item = replace(item, unit=later.unit, others=others, kind="number" if item.kind == "year" else item.kind)
        shared.append(item)
    return tuple(reversed(shared))


def _is_range(text: str, item: Quantity, later: Quantity) -> bool:
    return bool(
        item.scale == 1
        and item.unit in ("", later.unit)
        and item.kind in ("number", "word", "year")
        and later.kind in ("number", "percent", "money", "word")
        and (later.unit or later.scale > 1)
        and later.unit not in ("ordinal", "decade", "ratio")
        and later.start - item.end <= 8
        and _RANGE.fullmatch(text, item.end, later.start)
    )


@lang.dependent
@cache
def _decade_words(language: str) -> re.Pattern[str]:
    words = lang.get(language).units.decade
    return re.compile(rf"(?<!\w)(?:{words})(?: de)?{_SPACE}?['’]?$" if words else "(?!)")
