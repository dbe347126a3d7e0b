"""The numbers of a text and their values: figures and words, with scale words, units, dates, times, versions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.text.companions import COMPANIONS
from pipeline.text.dates import named_date, numeric_date, time
from pipeline.text.measures import SIGNS
from pipeline.text.numerals import NUMERALS
from pipeline.text.quantity import LONGEST, Quantity, simple
from pipeline.text.spelled import Spelled, spelled
from pipeline.text.surroundings import surroundings

__all__ = ["Quantity", "find"]

_SPACE = "[ \u00a0\u202f\u2009]"
_HOUR = rf"{_SPACE}?(?:uur|u\b|Uhr|horas?\b|h\b)"
_CLOCK = (
    rf"(?=\.[0-5]\d(?:{_HOUR}|{_SPACE}?(?:[ap]\.?m\b|(?:de{_SPACE}la|da)\b)"
    rf"|{_SPACE}?(?:-|–|bis|tot|a|às){_SPACE}?\d\d?(?:[.:][0-5]\d)?{_HOUR}))"
)
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
_RANGE = re.compile(
    r"\s?(?:-|–|—|/|\b(?:à|a|to|bis|tot|und|and|en|et|y|e|ou|or|oder|of|o|u)\b)\s?(?:(?:à|zu|les|as|of|o) )?"
)
_STEM = re.compile(r"[^\W\d_]{1,20}[-‑]?$")
_DASHES = ("-", "–", "/")
_NEAR_WORD = re.compile(r"\.?[ \u00a0\u202f-][^\W\d_]")
_AFTER_WORD = re.compile(r"[^\W\d_][.']?[ \u00a0\u202f]$")
_IPV4 = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")


@lru_cache(maxsize=2048)  # sentences are looked at by what mends them, then by several checks
def find(text: str, language: str) -> tuple[Quantity, ...]:
    """Give the numbers of a text in reading order, none overlapping. Addresses, code and file names hold none.

    In a language without a table of numerals there are none in words, and figures are read as in English.

    >>> [(found.written, int(found.value), found.unit) for found in find("5 000 milliards de dollars, 80 %", "fr")]
    [('5 000', 5000000000000, 'USD'), ('80', 80, '%')]
    """
    figures = language if language in NUMERALS else "en"
    found = list(_figures(text, figures))
    words = [_worded(text, item, figures) for item in spelled(text, language)]
    if words:
        found = _merge(found, words)
    romans = [_roman(match) for match in _ROMAN.finditer(text) if _is_roman(text, match)]
    if romans:
        found = _merge(found, romans)
    return _shared(text, found)


def _merge(kept: list[Quantity], more: list[Quantity]) -> list[Quantity]:
    """Both lists in reading order, without what overlaps something that is kept."""
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
            if item.start < at:  # the sign before it belongs to the number before that
                item = replace(item, start=at, core=(max(at, item.core[0]), item.core[1]))
            at = max(item.end, match.end() if item.kind != "name" else item.end)
            yield item
        else:
            at = digit.end()


def _read(text: str, match: re.Match[str], language: str) -> Quantity:
    """Read what one match stands for, with all that belongs to it on either side."""
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
    value, others = _value(written, match["by"], NUMERALS[language].decimal)
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
        item = surroundings(text, item, language)
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


def _value(written: str, by: str | None, decimal: str) -> tuple[Decimal, tuple[Decimal, ...]]:
    """Give the value of digits with their separators, and what it is where they are read the other way."""
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


def _worded(text: str, item: Spelled, language: str) -> Quantity:
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
    return found if item.ordinal else replace(surroundings(text, found, language))


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
    """Let the first number of a range have the unit of the second: `5 à 10 cm`, `10 to 15 million`."""
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


@cache
def _decade_words(language: str) -> re.Pattern[str]:
    words = COMPANIONS[language].decade
    return re.compile(rf"(?<!\w)(?:{words})(?: de)?{_SPACE}?['’]?$" if words else "(?!)")
