"""What belongs to a number beside its digits: scale word, percent sign, currency, unit, and the unit it refers to."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from babelpress import lang
from babelpress.lang.base import NumberWords
from babelpress.nlp.numbers.quantity import Kind, Quantity
from babelpress.nlp.numbers.units import SIGNS, SYMBOLS, UNITS

SPACE = "[ \u00a0\u202f\u2009]"
# A currency before a number: a code or a sign with letters (`name`) or a sign alone (`sign`), and an optional minus.
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<name>US\$|\$US|R\$|A\$|C\$|EUR|USD|GBP|CHF|JPY|AUD|CAD|BRL|CNY)|(?P<sign>[€£¥$₹₽₺₩₿])){SPACE}?[-−]?$"
)
_LARGEST = Decimal(10) ** 60
"""The scale from which further scale words belong to the number without changing its value."""
_MILLION = 6
"""The power of a million, and the letters of the longest of its words in which none may be missing."""
_MAY_FOLLOW = re.compile(rf"{SPACE}?[^\s\d.,;:!?()\"«»“”]")
_CENTS = re.compile(r"(?<=\d[€£$])\d\d(?![\w%:]|[.,]\d)")
_CENTS_APART = re.compile(rf"{SPACE}\d\d(?=[.,;:!?)]*(?:\s|\Z))(?!{SPACE})")
_ABROAD = {"bn": 9, "mn": 6, "tn": 12}
"""Scale words of the financial press in any language, beside a currency only."""
_LETTERS = frozenset("CFTVW")
"""Symbols of units that are also used as names of all kinds: `4 F`."""
_JOINED = {("km", "h"): "km/h", ("mi", "h"): "mph", ("m", "s"): "m/s", ("l", "m²"): "mm"}
"""Units with what they refer to that are units of their own: a litre of rain per square metre is a millimetre."""


def numbers_of(language: str) -> NumberWords:
    """Return the number words of a language; if there are none, only a decimal point."""
    return lang.get(language).numbers or _PLAIN


_PLAIN = NumberWords(decimal=".")


def attached_unit(text: str, item: Quantity, language: str) -> Quantity:
    """Return a number extended by the scale words, the percent sign, the currency and the unit beside it."""
    before = _BEFORE.search(text, max(0, item.start - 6), item.start)
    if not before and not _MAY_FOLLOW.match(text, item.end):
        return item
    after = _after(language)
    item = _scaled(text, item, after, money=bool(before))
    if before:
        sign = before["name"] or before["sign"]
        found = replace(item, start=before.start(), kind=_kind(item, "money"), unit=SIGNS[sign])
    elif match := after.percent.match(text, item.end):
        unit = "‰" if "‰" in match.group() else "%"
        return replace(item, end=match.end(), kind=_kind(item, "percent"), unit=unit)
    elif match := after.money.match(text, item.end):
        unit = SIGNS.get(match["money"]) or after.currencies.get(match["money"].lower()) or match["money"].upper()
        found = _cents(text, replace(item, end=match.end(), kind=_kind(item, "money"), unit=unit))
        found = replace(found, doubtful=match["money"].lower() in after.doubtful)
    elif match := after.unit.match(text, item.end):
        word = match["unit"]
        unit = after.units.get(word) or SYMBOLS.get(word) or after.units.get(word.lower(), "")
        doubtful = word.lower() in after.doubtful or word in _LETTERS
        if unit == "h" and item.value > 24:  # no time of day
            doubtful = False
        found = replace(item, end=match.end(), unit=unit, doubtful=doubtful)
        if word in after.risky:  # `7.5m voters`
            found = replace(found, doubtful=True)
        elif unit == "cent":
            found = replace(found, others=(*item.others, item.value / 100))
        elif word == "s" and match.group() == "s" and found.value % 1 == 0:  # `the over-65s`
            found = replace(found, doubtful=True)
        if (half := after.half.match(text, found.end)) and UNITS[unit].dimension == "time":
            found = replace(found, value=found.value + Decimal("0.5"), end=half.end(), core=(item.core[0], half.end()))
    elif (found := _per(text, item, after)).per:  # `4 millions par an`
        return found
    elif after.half_behind.match(text, item.end):  # `3 œufs et demi`
        return replace(item, others=(*item.others, item.value + Decimal("0.5")))
    elif noun := after.noun.match(text, item.end):  # `two trains an hour`: the noun is no part of the number
        return replace(item, per=_per(text, replace(item, end=noun.end()), after).per)
    else:
        return item
    return _per(text, found, after)


def _scaled(text: str, item: Quantity, after: "_After", *, money: bool) -> Quantity:
    """Return a number multiplied by the scale words behind it, with the half before or after them."""
    end, core, scale, value = item.end, item.core, Decimal(1), item.value
    leading = after.half.match(text, end)
    if (
        leading
        and item.scale == 1
        and (after.scale.match(text, leading.end()) or after.unit.match(text, leading.end()) or item.spelled)
    ):
        value, end, core = value + Decimal("0.5"), leading.end(), (core[0], leading.end())
    begin = after.article.match(text, end) if item.spelled and value < 1 else None
    if begin and (after.scale.match(text, begin.end()) or after.unit.match(text, begin.end())):
        end = begin.end()
    while True:  # usually one or two (`mil milhões`); any number if a model repeats itself
        word = after.scale.match(text, end)
        power = word and after.scales.get(word["scale"] if word["scale"] in after.scales else word["scale"].lower())
        if not power and scale == 1:
            word = after.word.match(text, end)
            power = word and after.misspelt.get(word["scale"].lower())
        if not word or not power:
            break
        if (unit := after.unit.match(text, end)) and unit.end() > word.end():  # `50 milles marins`
            break
        if word["scale"] in after.risky and not money and not after.money.match(text, word.end()):
            maybe = (value * 10**power,) if scale == 1 else ()  # `500 M`, `250k spectators`
            item = replace(item, others=(*item.others, *maybe))
            break
        scale, end = scale * 10**power if scale < _LARGEST else scale, word.end()
    half = after.half.match(text, end)
    if half and scale * item.scale > 1:
        value, end = value * scale + item.scale * scale / 2, half.end()
    else:
        value *= scale
        half = None
    if scale > 1 or half:
        core = (core[0], end)
    scaled = tuple(other * scale for other in item.others)
    return replace(item, end=end, core=core, value=value, scale=item.scale * scale, others=scaled)


def _cents(text: str, item: Quantity) -> Quantity:
    """Return a price with the cents that stand after the currency: `12€50`, `12 euros 50`."""
    whole = item.value == item.value.to_integral_value() and item.scale == 1 and not item.spelled
    glued = text[item.end - 1 : item.end] in SIGNS
    cents = whole and (_CENTS if glued else _CENTS_APART).match(text, item.end)
    if not cents:
        return item
    value = item.value + Decimal(cents.group().strip()) / 100
    return replace(item, end=cents.end(), core=(item.core[0], cents.end()), value=value)


def _per(text: str, item: Quantity, after: "_After") -> Quantity:
    """Return an amount with the unit that it refers to: `5 mg/kg`, `€2 a day`, `1 500 € mensuels`."""
    for _ in range(2):
        if match := after.per.match(text, item.end):
            word = match["unit"]
            unit = after.units.get(word) or SYMBOLS.get(word) or after.units.get(word.lower(), "")
        elif match := after.adverb.match(text, item.end):
            unit = after.adverbs[match["adverb"].lower()]
        else:
            break
        item = replace(item, end=match.end(), per=f"{item.per}/{unit}" if item.per else unit)
    joined = _JOINED.get((item.unit, item.per))
    return replace(item, unit=joined, per="") if joined else item


def _kind(item: Quantity, kind: Kind) -> Kind:
    return kind if item.kind == "number" else item.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _After:
    scale: re.Pattern[str]
    half: re.Pattern[str]
    half_behind: re.Pattern[str]
    noun: re.Pattern[str]
    article: re.Pattern[str]
    percent: re.Pattern[str]
    money: re.Pattern[str]
    unit: re.Pattern[str]
    per: re.Pattern[str]
    adverb: re.Pattern[str]
    word: re.Pattern[str]
    scales: dict[str, int]
    misspelt: dict[str, int]
    """Words for a million and more in which one letter is missing."""
    risky: frozenset[str]
    """Short scale words that have another meaning without a currency: `3 m`, `5K`, `45 mn`."""
    currencies: dict[str, str]
    units: dict[str, str]
    adverbs: dict[str, str]
    doubtful: frozenset[str]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first; it matches nothing if there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word) or "(?!)"


def _misspelt(scales: Mapping[str, int], known: Collection[str]) -> dict[str, int]:
    """Return the powers by scale word with one letter missing, without words that mean something else.

    >>> sorted(_misspelt({"million": 6}, ()))
    ['milion', 'millin', 'millio', 'millon', 'mllion']
    """
    found: dict[str, int] = {}
    for word, power in scales.items():
        if power >= _MILLION and len(word) > _MILLION and word.isalpha():
            found.update((word[:at] + word[at + 1 :], power) for at in range(1, len(word)))
    return {word: power for word, power in found.items() if word not in scales and word not in known}


@lang.dependent
@cache
def _after(language: str) -> _After:
    """Return the patterns of one language, which are matched at the end of a number."""
    own, beside = numbers_of(language), lang.get(language).units
    scales = {**_ABROAD, **own.scales, **own.short}
    short = {**_ABROAD, **own.short}
    gap = rf"(?:{SPACE}|[-‑])?"
    sign = any_of(word for word in SIGNS if not word.isalpha())
    code = any_of(word for word in SIGNS if word.isalpha())
    of = beside.of or "(?!)"
    money = r"(?:EUR|eur|USD|CHF|GBP)(?!\w)"  # `12 MEUR`
    article = f"{own.article}n?{SPACE}" if own.article else "(?!)"
    adjective = r"(?:US|U\.S\.|(?!CFA)[A-ZÉ]\w{2,12})"
    exact = {word for word in beside.units if len(word) < 4 and not word.islower()}
    unit = (
        rf"(?P<unit>(?i:{any_of(beside.units.keys() - exact)})(?!\w)"
        rf"|(?:{any_of(SYMBOLS.keys() | exact)})(?!\w|[-’'.]\w)|(?:h|min)(?=\d))"
    )
    return _After(
        scale=re.compile(rf"{gap}(?P<scale>(?i:{any_of(own.scales)})(?!\w)|(?:{any_of(short)})(?:(?!\w)|(?={money})))"),
        half=re.compile(rf"[ -]?(?:{beside.half or '(?!)'})(?!\w)"),
        noun=re.compile(rf"{SPACE}(?:{of})?[^\W\d_]{{2,20}}"),
        half_behind=re.compile(rf"{SPACE}[^\W\d_]{{2,20}}[ -](?:{beside.half or '(?!)'})(?!\w)"),
        article=re.compile(rf"{SPACE}(?:{of}|{article})"),
        percent=re.compile(rf"{gap}(?:[%‰](?:ig\w*)?|(?i:{any_of(beside.percent.split('|'))})(?!\w))"),
        # An optional link (`of`), the adjective of a country (US dollars), and a word, sign or code of a currency.
        money=re.compile(
            rf"{gap}(?:{of})?(?:{adjective}[- ])??"
            rf"(?P<money>(?i:{any_of(beside.currencies)}|eur)(?!\w)|{sign}|(?:{code})\b)"
        ),
        unit=re.compile(rf"{gap}(?:{of})?{unit}"),
        per=re.compile(rf"{SPACE}?(?i:{beside.per}){unit}" if beside.per else "(?!)"),
        adverb=re.compile(rf"{SPACE}(?P<adverb>(?i:{any_of(beside.adverbs)}))(?!\w)"),
        word=re.compile(rf"{gap}(?P<scale>[^\W\d_]{{5,}})"),
        scales=scales,
        misspelt=_misspelt(own.scales, {word.lower() for word in (*beside.units, *beside.currencies)}),
        risky=frozenset(word for word in short if len(word) == 1) | {"mn"} | (_ABROAD.keys() - own.short.keys()),
        currencies={word.lower(): code for word, code in beside.currencies.items()},
        units={**{word.lower(): code for word, code in beside.units.items()}, **beside.units},
        adverbs={word.lower(): code for word, code in beside.adverbs.items()},
        doubtful=beside.doubtful,
    )
