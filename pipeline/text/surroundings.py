"""What stands beside a number and belongs to it: scale word, percent sign, currency, unit of measure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pipeline.text.companions import COMPANIONS
from pipeline.text.measures import SIGNS, SYMBOLS
from pipeline.text.numerals import NUMERALS
from pipeline.text.quantity import Kind, Quantity

_SPACE = "[ \u00a0\u202f\u2009]"
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<name>US\$|\$US|R\$|A\$|C\$|EUR|USD|GBP|CHF|JPY|AUD|CAD|BRL|CNY)|(?P<sign>[€£¥$₹₽₺₩₿])){_SPACE}?[-−]?$"
)
_LARGEST = Decimal(10) ** 60
"""From here on further scale words belong to the number, but change its value no more."""
_MAY_FOLLOW = re.compile(rf"{_SPACE}?[^\s\d.,;:!?()\"«»“”]")


def surroundings(text: str, item: Quantity, language: str) -> Quantity:
    """Add the scale word, the percent sign, the currency and the unit that stand beside a number."""
    before = _BEFORE.search(text, max(0, item.start - 6), item.start)
    if not before and not _MAY_FOLLOW.match(text, item.end):
        return item
    after, end, core, scale = _after(language), item.end, item.core, Decimal(1)
    while True:  # usually one or two (`mil milhões`); a model in a loop writes any number
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
    """Short scale words that mean something else without a currency: `3 m`, `5K`."""
    currencies: dict[str, str]
    units: dict[str, str]


def _any(words: Iterable[str]) -> str:
    """Give the alternatives of a pattern, which matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word) or "(?!)"


@cache
def _after(language: str) -> _After:
    """The patterns of one language, each matched where a number ends."""
    own, beside = NUMERALS[language], COMPANIONS[language]
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
        money=re.compile(
            rf"{gap}(?:{of})?(?:{adjective}[- ])?(?P<money>(?i:{_any(beside.currencies)})(?!\w)|{sign}|(?:{code})\b)"
        ),
        unit=re.compile(rf"{gap}(?:{of})?(?P<unit>(?i:{_any(beside.units)})(?!\w)|(?:{_any(SYMBOLS)})(?!\w|[-’']\w))"),
        scales=scales,
        risky=frozenset(word for word in own.short if len(word) == 1),
        currencies={word.lower(): code for word, code in beside.currencies.items()},
        units={word.lower(): unit for word, unit in beside.units.items()},
    )
