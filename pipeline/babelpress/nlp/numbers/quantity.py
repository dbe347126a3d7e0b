"""The type of a number in a text: its value, its kind, its unit, and where it stands."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "number", "ordinal", "fraction", "percent", "money", "year", "decade", "date", "time", "duration", "version",
    "identifier", "name", "roman", "magnitude",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number expression.

    - `start` and `end` include the sign, the scale word, the unit and what it refers to (`5 mg a day`); `core` only
      the digits and the scale word.
    - `value` is exact, multiplied by the scale words. That of a date has the digits YYYYMMDD, unknown parts 0; that of
      a time is the minutes since midnight; that of a duration is its seconds. A name (`H100`), a version and an
      identifier are compared by `written`.
    - `unit` is a currency code or a key of `UNITS`; `per` is the unit that the amount refers to.
    - `doubtful`: whether the word, that of the unit or the time of day may mean something else.
    - `spelled`: whether it is written in words.
    - `ranged`: whether it is one end of a range.
    - `others` are further possible values.
    """

    start: int
    end: int
    core: tuple[int, int]
    value: Decimal
    kind: Kind
    written: str
    unit: str = ""
    per: str = ""
    scale: Decimal = Decimal(1)
    others: tuple[Decimal, ...] = ()
    doubtful: bool = False
    spelled: bool = False
    ranged: bool = False
