"""Match the numbers of a translation with those of its source."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from babelpress.nlp.numbers.measures import DOLLARS, MEASURES
from babelpress.nlp.numbers.parse import Quantity

Key = Hashable

_CLOCK = ("time", None)
"""The key of all times of day."""

_MANY = 50
"""Most measures compared in one text; this bounds the time."""

_ABOUT = 0.12
"""Relative difference up to which two measures may be the same, rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparts:
    """The matched and unmatched numbers of source and target, in reading order.

    - `pairs` have the same value; `missing` are in the source only, `added` in the target only.
    - `fewer` and `more` are repeated numbers that the target has less often, or more often.
    - `converted` are pairs of source and target measures of about the same value in another unit, or rounded.
    - `echoes` are on one side only and repeat the measure beside them in another unit: `72 km (45 miles)`.
    """

    pairs: tuple[tuple[Quantity, Quantity], ...]
    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]
    fewer: tuple[Quantity, ...]
    more: tuple[Quantity, ...]
    converted: tuple[tuple[Quantity, Quantity], ...]
    echoes: tuple[Quantity, ...]


def match(source: Iterable[Quantity], target: Iterable[Quantity]) -> Counterparts:
    """Match numbers by value. Repetitions of a number on one side may all match a single one on the other side."""
    source, target = tuple(source), tuple(target)
    first, second = _index(source), _index(target)
    missing = [item for item in source if not _has(item, second)]
    added = [item for item in target if not _has(item, first)]
    mine, its = _measures(source), _measures(target)
    echoes = (
        *(item for item in missing if _conversion(item, mine, rounded=False)),
        *(item for item in added if _conversion(item, its, rounded=False)),
    )
    repeated = {id(item) for item in echoes}
    converted = (
        *((item, other) for item in missing if id(item) not in repeated and (other := _conversion(item, its))),
        *((other, item) for item in added if id(item) not in repeated and (other := _conversion(item, mine))),
    )
    explained = {id(item) for item in chain(*converted, echoes)}
    return Counterparts(
        pairs=_pairs(source, second),
        missing=tuple(item for item in missing if id(item) not in explained),
        added=tuple(item for item in added if id(item) not in explained),
        fewer=_surplus(first, second),
        more=_surplus(second, first),
        converted=tuple(dict.fromkeys(converted)),
        echoes=echoes,
    )


def _pairs(source: tuple[Quantity, ...], index: dict[Key, list[Quantity]]) -> tuple[tuple[Quantity, Quantity], ...]:
    """Pair each number with the first unused one of equal value, otherwise with the last one."""
    used: dict[Key, int] = {}
    pairs = []
    for item in source:
        for key in chain.from_iterable(_parts(item)):
            if found := index.get(key):
                at = used.get(key, 0)
                pairs.append((item, found[min(at, len(found) - 1)]))
                used[key] = at + 1
                break
    return tuple(pairs)


def _surplus(own: dict[Key, list[Quantity]], other: dict[Key, list[Quantity]]) -> tuple[Quantity, ...]:
    """Return numbers in figures that are on both sides, but more often on this one."""
    return tuple(
        items[-1]
        for key, items in own.items()
        if len(items) > 1
        and isinstance(key, Decimal)
        and 0 < len(other.get(key, ())) < len(items)
        and items[-1].kind == "number"
    )


def _index(items: Iterable[Quantity]) -> dict[Key, list[Quantity]]:
    index: dict[Key, list[Quantity]] = {}
    for item in items:
        if item.kind == "time":
            index.setdefault(_CLOCK, []).append(item)
        for part in (*_parts(item), *_pieces(item)):
            for key in part:
                index.setdefault(key, []).append(item)
    return index


def _has(item: Quantity, index: dict[Key, list[Quantity]]) -> bool:
    pieces = _pieces(item) if item.kind != "time" or not index.get(_CLOCK) else ()
    return all(any(key in index for key in part) for part in _parts(item)) or (
        bool(pieces) and all(any(key in index for key in part) for part in pieces)
    )


def _parts(item: Quantity) -> tuple[tuple[Key, ...], ...]:
    """Return the parts that the other side must have, each by its possible keys: the day and the year of a date."""
    if item.kind == "date":
        day, year = int(item.value) % 100, int(item.value) // 10000
        days: tuple[Key, ...] = (Decimal(day), *(Decimal(int(other) % 100) for other in item.others))
        return tuple(part for part, given in ((days, day), ((Decimal(year),), year)) if given)
    if item.kind == "time":
        return ((("time", int(item.value) % 720),),)
    if item.kind in ("version", "phone"):
        return (("".join(filter(str.isalnum, item.written)).lower(),),) if item.kind == "phone" else ((item.written,),)
    if item.kind == "name":
        digits = "".join(sign if sign.isdecimal() else " " for sign in item.written).split()
        return tuple(
            (Decimal(run[:30]), Decimal(2000 + int(run))) if len(run) == 2 else (Decimal(run[:30]),) for run in digits
        )
    keys: list[Key] = [abs(item.value), *map(abs, item.others)]
    if item.unit == "decade":
        keys.append(("decade", item.value % 100))
    if item.value == item.value.to_integral_value() and 0 <= item.value <= 24 and item.kind in ("number", "word"):
        keys.append(("time", int(item.value) * 60 % 720))
    return (tuple(keys),)


def _pieces(item: Quantity) -> tuple[tuple[Key, ...], ...]:
    """Return the parts into which the other side may split it: `14:30` and `half past two`, `5:10` and `5-10`."""
    if item.kind == "time":
        hours, minutes = divmod(int(item.value), 60)
        return (
            (Decimal(hours), Decimal(hours % 12), Decimal(hours % 12 + 12)),
            *(((Decimal(minutes),),) if minutes else ()),
        )
    if item.kind == "version":
        return tuple((Decimal(run),) for run in item.written.split(".") if run.isdecimal() and len(run) <= 30)
    return ()


def _measures(items: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    return tuple(item for item in items if item.unit in MEASURES)[:_MANY]


def _conversion(item: Quantity, others: tuple[Quantity, ...], *, rounded: bool = True) -> Quantity | None:
    """Return a measure of about the same value; without `rounded` only one in another unit."""
    if item.unit not in MEASURES:
        return None
    kind, size = MEASURES[item.unit]
    for other in others:
        if (
            other.unit in MEASURES
            and MEASURES[other.unit][0] == kind
            and other is not item
            and (rounded or other.unit != item.unit)
        ):
            mine, its = float(item.value) * size, float(other.value) * MEASURES[other.unit][1]
            if kind == "heat":
                if _same_heat(float(item.value), float(other.value)):
                    return other
            elif abs(mine - its) <= _ABOUT * max(mine, its) or (
                item.unit == other.unit and abs(item.value - other.value) < 1 and item.value % 1 != other.value % 1
            ):
                return other
    return None


def _same_heat(one: float, other: float) -> bool:
    """Whether values in Celsius and Fahrenheit may be the same temperature, or the same difference."""
    low, high = sorted((one, other))
    return high - low <= 2 or abs((high - 32) / 1.8 - low) <= 3 or abs(high / 1.8 - low) <= _ABOUT * low


def family(unit: str) -> str:
    """Return the currency that a unit may mean, empty for none; all dollars are the same, and `lb` may mean GBP."""
    if unit in DOLLARS:
        return "USD"
    return "GBP" if unit == "lb" else unit if len(unit) == 3 and unit.isupper() else ""
