"""What one number expression of a text says."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["number", "percent", "money", "year", "date", "time", "version", "phone", "name", "word", "roman"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number expression. `value` is exact, scale words multiplied out; `start` and `end` include the scale word,
    the percent sign and the currency; `core` only the digits and the scale word.

    `unit` is `%`, a currency code, `ordinal`, `decade`, or a unit of measure as `MEASURES` names it. A date has the
    digits YYYYMMDD as its value, unknown parts 0; a time the minutes since midnight; a name (`H100`), a version and a
    phone number are compared as they are `written`. `others` are further values that it may stand for.
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
"""Digits of the longest number that is read as one."""


def simple(match: re.Match[str], kind: Kind) -> Quantity:
    """Give what was matched, its digits as the value."""
    digits = re.sub(r"\D", "", match.group())[:LONGEST]
    return Quantity(
        start=match.start(), end=match.end(), core=match.span(), value=Decimal(digits), kind=kind, written=match.group()
    )
