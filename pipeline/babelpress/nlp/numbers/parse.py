"""Parser of numbers: figures and words, with scale words, units, dates, times, durations, identifiers, fractions."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from babelpress import lang
from babelpress.nlp.identifiers import identifiers
from babelpress.nlp.numbers.attached import SPACE, attached_unit, numbers_of
from babelpress.nlp.numbers.fractions import VULGAR, fractions, magnitudes, proportions
from babelpress.nlp.numbers.quantity import Quantity
from babelpress.nlp.numbers.times import LONGEST, clock, joined_durations, named_date, numeric_date, simple, timed
from babelpress.nlp.numbers.units import SIGNS
from babelpress.nlp.numbers.words import SpelledNumber, spelled_numbers
from babelpress.nlp.patterns import compiled

__all__ = ["Quantity", "find", "range_words"]

# A word for the hour.
_HOUR = rf"{SPACE}?(?:uur|u\b|Uhr|horas?\b|heures?\b|h\b)"
# A look-ahead for minutes after a dot (14.30) that make a time only with a word for the hour, with am/pm or a part of
# the day, or as the first time of a range that ends with a word for the hour.
_CLOCK = (
    rf"(?=\.[0-5]\d(?:{_HOUR}|{SPACE}?(?:[ap]\.?m\b|(?:de{SPACE}la|da)\b)"
    rf"|{SPACE}?(?:-|–|bis|tot|a|às){SPACE}?\d\d?(?:[.:][0-5]\d)?{_HOUR}))"
)
# One number in figures, as the first kind that matches:
# - iso: 2025-03-01.
# - date: day, month and year of two or four digits, with the same separator.
# - time: an hour to 24 and minutes after h, a colon or a dot (`_CLOCK`), or h alone (not in `km/h`), with optional
#   seconds and am/pm (`half`); or an hour to 12 and am/pm (`noon`).
# - grouped: thousands with the same separator (`by`), and optional decimals.
# - version: at least three numbers, or numbers and `.x`.
# - ratio: 3/4; not 21/34, which is a range.
# - plain: digits and optional decimals.
_FIGURE = re.compile(
    rf"""
      (?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d(?![\w-]))
    | (?P<date>[0-3]?\d(?P<sep>[/.-])[0-3]?\d(?P=sep)(?:(?:1[5-9]|20)\d\d|\d\d)(?![\w/-]))
    | (?P<time>
        (?:[01]?\d|2[0-4])
        (?:(?:{SPACE}?h{SPACE}?|H)[0-5]\d|:[0-5]\d(?::[0-5]\d)?|{_CLOCK}\.[0-5]\d|(?:{SPACE}?h|H)(?![\w/]))(?!(?![AaPp]\.?[Mm]\b)[\w%])
        (?!{SPACE}?(?:min|mn)\b)
        (?:{SPACE}?(?P<half>[AaPp]\.?[Mm]\b\.?))?
        |(?:1[0-2]|[1-9]){SPACE}?(?P<noon>[AaPp](?:[mM]\b|\.{SPACE}?[Mm]\b\.?)))
    | (?P<grouped>\d{{1,3}}(?P<by>[ ,.'’\u00a0\u202f\u2009])\d{{3}}(?:(?P=by)\d{{3}}){{0,7}}
        (?:[.,]\d{{1,30}})?(?!\d|[.,]\d))
    | (?P<version>\d+(?:\.\d+){{2,8}}(?:\.x)?(?!\.?\w)|\d+(?:\.\d+){{1,8}}\.x\b)
    | (?P<ratio>\d{{1,3}}/(?:1?\d|20|24|100|1000)(?![\w/]))
    | (?P<plain>\d+(?:[.,]\d+)?)
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"[0-9]")
# The beginning of the scale of a map, which languages write with a colon or a slash: 1:25,000, 1/25 000, 1:50000.
_MAP = re.compile(r"(?<![\w.,:/])1[:/](?=\d{1,3}(?:[ .,'’\u00a0\u202f]\d00){1,2}(?![\d%])|\d{3,5}00(?!\d))")
# Text in which no numbers are read: addresses, code, placeholders, entities, mentions and hashtags; then file names;
# then host names, with an optional path.
_SKIP = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+|`[^`\n]+`|\{[^{}\n]{0,80}\}|%\d+\$\w|&\#?\w{1,8};|[#@](?=\w{0,40}[^\W\d])\w+"
    r"|(?<![\w-])[\w-]{1,60}\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|html?|md|py|js|json|xml|zip|png|jpe?g|gif|svg|mp[34]|webp|exe)\b"
    r"|(?<![\w.-])(?:[\w-]{1,40}\.){1,4}(?:com|org|net|fr|de|nl|es|pt|eu|io|ai|uk|br|be|ch)(?:/\S*)?(?!\w)"
)
_MAYBE_SKIP = re.compile(r"[@`{#&%/]|\.\w")
# The exponent of a power: 10²³, 10^-3.
_POWER = re.compile(r"[⁺⁻]?[⁰¹²³⁴-⁹]{1,5}|\^[-−]?\d{1,5}")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")
_RANK = re.compile(r"(?:\.?[ºª°]|(?:er|re|ère|ère|e|è|ème|ième|es|nd|nde|st|rd|th|de|ste|o|a)(?!\w))(?!C\b|F\b)")
_DECADE = re.compile(r"(?<=0)['’]?s\b|(?<=0)er(?!\w)(?= ?(?:Jahre|und|bis|$|[-/]))|er-?[Jj]ahre\w*")
_ROMAN = re.compile(r"[IVXL]{1,8}+(?=(?:er|re|e|ème|th|es)?(?![\w'’]))")
_WELL_FORMED = re.compile(r"(?:(?=[VX]|I[IVX]|L[XVI])(?:XL|L?X{0,3})(?:I[XV]|V?I{0,3}))")
_AFTER_HOURS = re.compile(r"\dh$")
_EXACT = 27
"""Digits up to which `Decimal` calculates exactly; a number of more is compared as it is written."""
_STEM = re.compile(r"[^\W\d_]{1,20}[-‑]?$")
_DASHES = ("-", "–", "/")
_NEAR_WORD = re.compile(r"\.?[ \u00a0\u202f-][^\W\d_]")
_AFTER_WORD = re.compile(r"[^\W\d_][.']?[ \u00a0\u202f]$")
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = re.compile(rf"(?:{_BYTE}\.){{3}}{_BYTE}")


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
    text = _plain_digits(text)
    kept = [_identifier(text, span.start, span.end) for span in identifiers(text, language)]
    kept = _merge(kept, [item for item in timed(text, language) if not _MAP.match(text, item.start)])
    found = list(_figures(text, language, kept))
    words = [_worded(text, item, language) for item in spelled_numbers(text, language)]
    if words:
        found = _merge(found, words)
    romans = [_roman(match) for match in _ROMAN.finditer(text) if _is_roman(text, match)]
    if romans:
        found = _merge(found, romans)
    vague = _counted(text, found, list(magnitudes(text, language)))
    found = _longest(found, [attached_unit(text, item, language) for item in fractions(text, language)])
    found = _longest(_longest(found, vague), list(_short_dates(text, language)))
    if not found:
        return ()
    found = [_half_before(text, item, language) for item in found]
    found = _outside(found, [match.span() for match in compiled(numbers_of(language).idioms).finditer(text)])
    found = _thousands(text, found)
    found = proportions(text, joined_durations(text, found, language), language)
    return _shared(text, found, language)


def _plain_digits(text: str) -> str:
    """Return a text of the same length with all digits in ASCII, and with the letter O of 140.OOO as a digit."""
    if not text.isascii():
        text = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.digit(match.group())), text)
    return _LETTER_O.sub(lambda match: match.group().replace("O", "0"), text) if "O" in text else text


_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# Digits and letters O with separators, or in groups of three after a blank.
_LETTER_O = re.compile(
    r"(?<![\w.,])\d[\dO]{0,2}(?:[ \u00a0\u202f][\dO]{3}(?!\w)){1,5}|(?<![\w.,])\d[\dO.,]{0,20}O[\dO.,]{0,20}(?!\w)"
)


def _identifier(text: str, start: int, end: int) -> Quantity:
    digits = re.sub(r"\D", "", text[start:end])[:LONGEST]
    return Quantity(
        start=start, end=end, core=(start, end), value=Decimal(digits or 0), kind="identifier", written=text[start:end]
    )


def _counted(text: str, found: list[Quantity], vague: list[Quantity]) -> list[Quantity]:
    """Return the vague numbers, multiplied by the number before them: `huit dizaines`, `five thousands`."""
    ends = {item.end: item for item in found if item.kind == "number" and not item.unit and item.scale == 1}
    counted = []
    for item in vague:
        before = ends.get(item.start - 1) if text[item.start - 1 : item.start].isspace() else None
        if before is None:
            counted.append(item)
            continue
        value, start = before.value * item.value, before.start
        before = replace(before, others=tuple(other * item.value for other in before.others if before.spelled))
        counted.append(
            replace(
                before, end=item.end, core=(start, item.end), value=value, written=text[start : item.end], spelled=True
            )
        )
    return counted


def _thousands(text: str, found: list[Quantity]) -> list[Quantity]:
    """Return the numbers, with `7 mille 375` as one."""
    joined: list[Quantity] = []
    for item in found:
        last = joined[-1] if joined else None
        bare = item.kind in ("number", "money") and item.written.isdigit() and item.value < 1000
        thousand = last and last.scale == 1000 and last.kind == "number" and not last.unit and not last.spelled
        if last and thousand and bare and text[last.end : item.start] == " " and last.value % 1000 == 0:
            joined[-1] = replace(
                item, start=last.start, core=(last.start, item.core[1]), value=last.value + item.value,
                written=text[last.start : item.core[1]],
            )  # fmt: skip
        else:
            joined.append(item)
    return joined


def _half_before(text: str, item: Quantity, language: str) -> Quantity:
    """Return the time that `halb drei` is."""
    word = lang.get(language).times.half_before
    if not word or item.kind != "number" or item.unit not in ("", "h") or not 1 <= item.value <= 12 or item.value % 1:
        return item
    before = re.compile(rf"(?i)(?<!\w){word} $").search(text, max(0, item.start - 10), item.start)
    if not before:
        return item
    start = before.start()
    return replace(
        item, start=start, core=(start, item.end), value=60 * item.value - 30, kind="time", unit="",
        written=text[start : item.end],
    )  # fmt: skip


def _outside(found: list[Quantity], spans: list[tuple[int, int]]) -> list[Quantity]:
    """Return the items that are in none of the spans."""
    if not spans:
        return found
    return [item for item in found if not any(start < item.end and item.start < end for start, end in spans)]


def _longest(kept: list[Quantity], more: list[Quantity]) -> list[Quantity]:
    """Return both lists in reading order; of items that overlap, the longer one, and of equal ones that of `more`."""
    merged: list[Quantity] = []
    if not more:
        return kept
    for item in sorted((*more, *kept), key=lambda item: (item.start, -item.end)):
        if not merged or item.start >= merged[-1].end:
            merged.append(item)
        elif item.end - item.start > merged[-1].end - merged[-1].start:
            merged[-1] = item
    return merged


def _merge(kept: list[Quantity], more: list[Quantity]) -> list[Quantity]:
    """Return both lists in reading order, without items of `more` that overlap one of `kept`."""
    merged: list[Quantity] = []
    for item in sorted((*kept, *more), key=lambda item: (item.start, _in_words(item))):
        if merged and item.start < merged[-1].end:
            if _in_words(item) or not _in_words(merged[-1]):
                continue
            merged.pop()
        merged.append(item)
    return merged


def _in_words(item: Quantity) -> bool:
    return item.spelled or item.kind == "roman"


def _short_dates(text: str, language: str) -> Iterator[Quantity]:
    """Yield dates such as `04.06.`, without a year."""
    dates = lang.get(language).dates
    for match in _DOTTED.finditer(text) if dates and dates.dotted else ():
        day, month = map(int, match.groups())
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield replace(simple(match, "date"), value=Decimal(month * 100 + day))


# A day and a month, each with a dot.
_DOTTED = re.compile(r"(?<![\w.,])([0-3]?\d)\.([01]?\d)\.(?!\d)")


def _figures(text: str, language: str, kept: list[Quantity]) -> Iterator[Quantity]:
    """Yield the numbers in figures; `kept` are the identifiers, which are yielded as they are."""
    skips = [match.span() for match in _SKIP.finditer(text)] if _MAYBE_SKIP.search(text) else []
    at, skip, next_kept = 0, 0, 0
    while digit := _DIGIT.search(text, at):
        while next_kept < len(kept) and kept[next_kept].start <= digit.start():
            if kept[next_kept].end > digit.start():
                yield kept[next_kept]
                at = kept[next_kept].end
            next_kept += 1
        if at > digit.start():
            continue
        while skip < len(skips) and skips[skip][1] <= digit.start():
            skip += 1
        if skip < len(skips) and skips[skip][0] <= digit.start():
            at = skips[skip][1]
        elif scale := _MAP.match(text, digit.start()):
            at = scale.end()
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
    glued = glued and not _AFTER_HOURS.search(text, max(0, start - 2), start)
    if (glued and stem) or (len(written) > _EXACT and sum(map(str.isdecimal, written)) > _EXACT):
        first = stem.start() if stem else start
        last = end
        while last < len(text) and last < end + 20 and text[last].isalnum():
            last += 1
        digits = re.sub(r"\D", "", written)[:LONGEST]
        return Quantity(
            start=first, end=last, core=(first, last), value=Decimal(digits), kind="name", written=text[first:last]
        )
    if groups["iso"]:
        return replace(simple(match, "date"), value=Decimal(written.replace("-", "")))
    if groups["date"] and (date := numeric_date(match)):
        return date
    if groups["time"]:
        return clock(text, match, language)
    if groups["version"] or (groups["date"] and "/" not in written) or _IPV4.fullmatch(written):
        return simple(match, "version")
    if groups["ratio"]:
        over, under = (Decimal(part) for part in written.split("/"))
        value = over / under if under else over
        return attached_unit(text, replace(simple(match, "fraction"), value=value, others=(over, under)), language)
    return _number(text, match, language)


def _is_sign(stem: str) -> bool:
    return stem in SIGNS or (stem.endswith(("-", "‑")) and stem[:-1] in ("", "US"))


def _number(text: str, match: re.Match[str], language: str) -> Quantity:
    start, end, written = match.start(), match.end(), match.group()
    value, others = _value(written, match["by"], numbers_of(language).decimal)
    if power := _POWER.match(text, end):
        raised = "".join(power.group().translate(_SUPERSCRIPTS).removeprefix("^").split())
        return Quantity(
            start=start, end=power.end(), core=(start, power.end()), value=value, kind="version",
            written=f"{written}^{raised}",
        )  # fmt: skip
    item = Quantity(start=start, end=end, core=(start, end), value=value, kind="number", written=written, others=others)
    if text[end : end + 1] in VULGAR:
        end += 1
        item = replace(item, value=value + VULGAR[text[end - 1]], end=end, core=(start, end))
    elif decade := _DECADE.match(text, end):
        item = replace(item, end=decade.end(), core=(start, decade.end()), kind="decade")
    elif rank := _RANK.match(text, end):
        item = replace(item, end=rank.end(), core=(start, rank.end()), kind="ordinal")
    if _NEAR_WORD.match(text, item.end) or _AFTER_WORD.search(text, max(0, start - 4), start):
        date = named_date(text, replace(item, kind="number"), language)
        if date:
            return date
    if item.kind == "number":
        item = attached_unit(text, item, language)
        if not item.unit and item.scale == 1 and text[item.end : item.end + 1].isalnum():
            last = item.end
            while last < len(text) and last < item.end + 20 and text[last].isalnum():
                last += 1
            return replace(item, kind="name", end=last, core=(start, last), written=text[start:last])
    item = _dated(text, item, language)
    before = text[start - 1 : start]
    if before in "-−" and before and item.kind != "year" and (start == 1 or text[start - 2] in " \u00a0\u202f(€£$"):
        return replace(item, start=min(item.start, start - 1), core=(start - 1, item.core[1]), value=-item.value)
    return item


def _dated(text: str, item: Quantity, language: str) -> Quantity:
    """Return a bare number as a year or a decade if it may be one."""
    if item.kind != "number" or item.unit or item.spelled:
        return item
    value = item.value
    decade = bool(_decade_words(language).search(text, max(0, item.start - 12), item.start))
    if len(item.written) == 4 and item.written.isdigit() and 1500 <= value < 2100:
        return replace(item, kind="decade" if decade and value % 10 == 0 else "year")
    if decade and value % 10 == 0 and 10 <= value < 100:
        return replace(item, kind="decade")
    return item


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
        kind="ordinal" if item.ordinal else "number",
        written=text[item.start : item.end],
        others=item.others,
        scale=item.scale,
        spelled=True,
        doubtful=item.doubtful,
    )
    return found if item.ordinal else attached_unit(text, found, language)


def _is_roman(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    first = match.group() == "I" and text[match.end() : match.end() + 2] in ("er", "re")
    formed = first or bool(_WELL_FORMED.fullmatch(match.group()))
    return formed and not (before.isalnum() or before in (".", "-", "_"))


def _roman(match: re.Match[str]) -> Quantity:
    total, last = 0, 0
    for letter in reversed(match.group()):
        value = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter]
        total, last = total + (value if value >= last else -value), max(value, last)
    return Quantity(
        start=match.start(),
        end=match.end(),
        core=match.span(),
        value=Decimal(total),
        kind="roman",
        written=match.group(),
    )


def _shared(text: str, found: list[Quantity], language: str) -> tuple[Quantity, ...]:
    """Mark ranges, and give the first number of a range the unit and scale of the second (`10 to 15 million`).

    The scale is also that of figures: in `20 à 40 000` the first number may be 20 000.
    """
    shared: list[Quantity] = []
    for item in reversed(found):
        later = shared[-1] if shared else None
        if later and _years(text, item, later):
            shared[-1] = replace(later, others=(*later.others, item.value // 100 * 100 + later.value))
        elif later and _is_range(text, item, later, language):
            others = item.others
            if later.scale > 1:
                others = (*others, item.value * later.scale)
            elif 1000 <= later.value < 10**9 and later.value % 1000 == 0 and item.value < 1000 and later.unit != "%":
                others = (*others, item.value * 1000)
            kind = "number" if item.kind == "year" and (later.unit or later.scale > 1) else item.kind
            shared[-1] = replace(later, ranged=True)
            item = replace(
                item, unit=item.unit or later.unit, per=item.per or later.per, others=others, kind=kind, ranged=True
            )
        shared.append(item)
    return tuple(reversed(shared))


def _years(text: str, item: Quantity, later: Quantity) -> bool:
    return item.kind == "year" and len(later.written) == 2 and text[item.end : later.start] in _DASHES


def _is_range(text: str, item: Quantity, later: Quantity, language: str) -> bool:
    return bool(
        item.scale == 1
        and item.unit in ("", later.unit)
        and item.kind in ("number", "year")
        and later.kind in ("number", "percent", "money", "year")
        and later.start - item.end <= 8
        and range_words(language).fullmatch(text, item.end, later.start)
    )


@lang.dependent
@cache
def range_words(language: str) -> re.Pattern[str]:
    """Return the pattern of what links the two numbers of a range or an alternative: a dash, a slash or a word."""
    words = numbers_of(language).to
    return re.compile(rf"\s?(?:[-–—/]|\b(?:{words or '(?!)'})\b)\s?")


@lang.dependent
@cache
def _decade_words(language: str) -> re.Pattern[str]:
    words = lang.get(language).units.decade
    return re.compile(rf"(?<!\w)(?:{words})(?: de)?{SPACE}?['’]?$" if words else "(?!)")
