"""Defaults from CLDR for language files: separators, percentages, money, months, dates, units, names."""

from dataclasses import replace

from babelpress.lang import _cldr
from babelpress.lang.base import Dates, Language, UnitWords, Variant


def completed(language: Language) -> Language:
    """Return the language with the data of CLDR, if any, for every field that it leaves out."""
    code = language.code
    english, own = _cldr.NAMES["en"].get(code, ""), _cldr.ENDONYMS.get(code, "")
    variants = tuple(map(_variant, language.variants))
    numbers = language.numbers
    if numbers and not numbers.decimal:
        numbers = replace(numbers, decimal=variants[0].decimal if variants else ".")
    return replace(
        language,
        english=language.english or english,
        endonym=language.endonym or own[:1].upper() + own[1:],
        names=tuple(dict.fromkeys((*language.names, *_names(code)))),
        variants=variants,
        dates=_dates(language),
        numbers=numbers,
        units=_units(language),
    )


def _names(code: str) -> list[str]:
    return [names[code].lower() for names in _cldr.NAMES.values() if code in names]


def _units(language: Language) -> UnitWords:
    lines = filter(None, map(str.strip, _cldr.UNITS.get(language.code, "").splitlines()))
    rows = (line.partition(": ") for line in lines)
    words = {word: unit for unit, _, forms in rows for word in forms.split("|")}
    return replace(language.units, units=words | dict(language.units.units))


def _variant(variant: Variant) -> Variant:
    decimal, thousands, percent, money = _cldr.FORMATS.get(variant.tag, (".", "", "{n}%", "{n} {symbol}"))
    return replace(
        variant,
        decimal=variant.decimal or decimal,
        thousands=variant.thousands or thousands,
        percent=variant.percent or percent,
        money=variant.money or money,
    )


def _dates(language: Language) -> Dates | None:
    months, weekdays, written = (table.get(language.code, "") for table in (_cldr.MONTHS, _cldr.WEEKDAYS, _cldr.DATES))
    dates = language.dates or Dates()
    dates = replace(
        dates,
        months=dates.months or months,
        weekdays=dates.weekdays or weekdays,
        written=dates.written or written,
    )
    return dates if dates.months else None
