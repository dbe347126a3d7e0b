"""Match the numbers of a translation with those of its source, by value, unit and kind."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from babelpress import lang
from babelpress.nlp.numbers.parse import find
from babelpress.nlp.numbers.quantity import Quantity
from babelpress.nlp.numbers.times import seconds
from babelpress.nlp.numbers.units import NEAR, UNITS, dimension, equal_amounts, family

Key = Hashable

# A time with a dot, which looks like a number: 23.45.
_CLOCK_LIKE = re.compile(r"([01]?\d|2[0-4])[.,]([0-5]\d)")

_WHOLE = frozenset({"time", "version"})
"""Kinds that are compared in pieces only if the other side has none of them."""

_ROUNDED = frozenset({"length", "mass", "volume", "area", "speed", "temperature"})
"""What may be rounded in a translation without another unit."""

_THIRD = Decimal("0.05")
"""Relative difference of two conversions of one amount."""

_SHORT = 7
"""Most letters and digits of an identifier in which a hyphen or dot counts; telephone numbers are longer."""

_MANY = 50
"""Most measures compared in one text; this bounds the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparts:
    """The matched and unmatched numbers of source and target, in reading order.

    - `pairs` have the same value or the same amount; the units of a pair may differ. `missing` are in the source only,
      `added` in the target only.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The numbers of a source and of its translation, in reading order, and which belong together."""

    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    found: Counterparts


@lang.dependent
@lru_cache(maxsize=256)  # two post-editors and a check compare the same sentences
def compare(source: str, target: str, source_language: str, target_language: str) -> Comparison:
    """Return the numbers of a text and of its translation, matched.

    Args:
        source: The source text.
        target: Its translation.
        source_language: ISO 639-1 code of the source.
        target_language: ISO 639-1 code of the translation.

    >>> [item.written for item in compare("De 5 à 7 heures", "From 5 to 8 o'clock", "fr", "en").found.missing]
    ['7']
    """
    mine, its = find(source, source_language), find(target, target_language)
    return Comparison(source=mine, target=its, found=match(mine, its))


def match(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> Counterparts:
    """Match numbers by value. Repetitions of a number on one side may all match a single one on the other side."""
    first, second = _index(source), _index(target)
    mine, its = _measures(source), _measures(target)
    missing = [item for item in source if not _has(item, second) and not _equal(item, its)]
    added = [item for item in target if not _has(item, first) and not _equal(item, mine)]
    implied = _implied(missing, added, {item.unit for item in mine})
    missing = [item for item in missing if id(item) not in implied]
    added = [item for item in added if id(item) not in implied]
    echoes = (
        *(item for item in missing if _conversion(item, mine)),
        *(item for item in added if _conversion(item, its)),
    )
    repeated = {id(item) for item in echoes}
    converted = (
        *((item, other) for item in missing if id(item) not in repeated and (other := _changed(item, its, added))),
        *((other, item) for item in added if id(item) not in repeated and (other := _changed(item, mine, missing))),
    )
    explained = {id(item) for item in chain(*converted, echoes)}
    return Counterparts(
        pairs=_pairs(source, target),
        missing=tuple(item for item in missing if id(item) not in explained),
        added=tuple(item for item in added if id(item) not in explained),
        fewer=_surplus(first, second),
        more=_surplus(second, first),
        converted=tuple(dict.fromkeys(converted)),
        echoes=echoes,
    )


# --- Pairs ---


def _pairs(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> tuple[tuple[Quantity, Quantity], ...]:
    """Pair the numbers, those of the same notation first, then those of the same amount, then those of one value.

    Each number of the target is paired once, except that what is left of the source takes one that is paired already.
    """
    paired: dict[int, Quantity] = {}
    used: set[int] = set()
    indexes = []
    for keys_of in (_same, _typed, _loose):
        index: dict[Key, list[Quantity]] = {}
        for other in target:
            for key in dict.fromkeys(keys_of(other)):
                index.setdefault(key, []).append(other)
        indexes.append(index)
        _pair(source, keys_of, index, paired, used)
    for item in source:
        if id(item) not in paired:
            for keys_of, index in zip((_same, _typed, _loose), indexes, strict=True):
                if found := next((index[key] for key in keys_of(item) if key in index), None):
                    paired[id(item)] = found[-1]
                    break
    return tuple((item, paired[id(item)]) for item in source if id(item) in paired)


def _pair(
    source: tuple[Quantity, ...],
    keys_of: Callable[[Quantity], tuple[Key, ...]],
    index: dict[Key, list[Quantity]],
    paired: dict[int, Quantity],
    used: set[int],
) -> None:
    at: dict[Key, int] = {}
    for item in source:
        if id(item) in paired:
            continue
        for key in keys_of(item):
            others, start = index.get(key, ()), at.get(key, 0)
            while start < len(others) and id(others[start]) in used:
                start += 1
            at[key] = start
            if start < len(others):
                paired[id(item)] = others[start]
                used.add(id(others[start]))
                break


def _same(item: Quantity) -> tuple[Key, ...]:
    """The key of the notation, with its unit."""
    return ((item.kind, item.value, item.written, item.unit, item.per),)


def _typed(item: Quantity) -> tuple[Key, ...]:
    """The keys of the amount: of the value together with the unit or the kind."""
    kind, value = item.kind, item.value
    if kind in ("date", "identifier", "name", "version"):
        return ((kind, value if kind == "date" else _plain(item.written)),)
    if kind == "time":
        return (("time", value), *((_amount("s", seconds(item)),) if item.doubtful else ()))
    if kind in ("ordinal", "roman"):
        return (("ordinal", value),)
    if kind == "fraction" and not item.unit:
        return (("fraction", round(value, 3)),)
    if kind == "decade":
        return (("decade", value % 100),)
    if item.unit in UNITS:
        return (_amount(item.unit, abs(value)),)
    if item.unit:
        return ((family(item.unit) or item.unit, abs(value)),)
    return ((kind if kind == "magnitude" else "number", abs(value)),)


def _amount(unit: str, value: Decimal) -> Key:
    found = UNITS[unit]
    if found.dimension == "temperature":
        return (unit, value)
    return (found.dimension, (value * found.size).normalize())


def _loose(item: Quantity) -> tuple[Key, ...]:
    return tuple(chain.from_iterable(_parts(item)))


# --- Values that one side has and the other not ---


def _surplus(own: dict[Key, list[Quantity]], other: dict[Key, list[Quantity]]) -> tuple[Quantity, ...]:
    """Return numbers in figures that are on both sides, but more often on this one."""
    return tuple(
        items[-1]
        for key, items in own.items()
        if len(items) > 1
        and isinstance(key, Decimal)
        and all(abs(item.value) == key for item in items)
        and 0 < len(other.get(key, ())) < len(items)
        and items[-1].kind == "number"
        and not items[-1].spelled
    )


def _index(items: Iterable[Quantity]) -> dict[Key, list[Quantity]]:
    index: dict[Key, list[Quantity]] = {}
    for item in items:
        if item.kind in _WHOLE:
            index.setdefault((item.kind, None), []).append(item)
        if item.kind == "time" and not item.doubtful:
            index.setdefault(("time of day", seconds(item)), []).append(item)
        for part in (*_parts(item), *_pieces(item), _as_clock(item)):
            for key in part:
                index.setdefault(key, []).append(item)
    return index


def _has(item: Quantity, index: dict[Key, list[Quantity]]) -> bool:
    pieces = _pieces(item) if item.kind not in _WHOLE or (item.kind, None) not in index else ()
    if any(key in index for key in _as_clock(item)):
        return True
    if item.kind == "duration" and ("time of day", item.value) in index:  # 1h45 and 1.45 Uhr
        return ("duration", item.value) in index
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
        lasting = (("duration", seconds(item)),) if item.doubtful else ()
        return ((("time", int(item.value) % 720), *lasting),)
    if item.kind == "duration":
        short = (item.value,) if item.value < 100 else ()
        return ((("duration", item.value), *(("duration", other) for other in item.others), *short),)
    if item.kind == "version":
        return ((item.written,),)
    if item.kind == "identifier":
        keys: tuple[Key, ...] = (_plain(item.written),)
        keys = (*keys, _as_written(item))
        plain = not item.written.startswith("0") and (item.value >= 1000 or item.written.isdigit())
        return ((*keys, item.value) if plain else keys,)
    if item.kind == "name":
        digits = "".join(sign if sign.isdecimal() else " " for sign in item.written).split()
        if item.others:  # `250k`
            return ((item.value, *item.others),)
        return tuple(
            (Decimal(run), Decimal(2000 + int(run))) if len(run) == 2 else (Decimal(run) if len(run) <= 30 else run,)
            for run in digits
        )
    if item.kind == "magnitude":
        return ((item.value, ("magnitude", item.value)),)
    return (_values(item),)


def _values(item: Quantity) -> tuple[Key, ...]:
    value = abs(item.value)
    keys: list[Key] = [round(value, 3) if item.kind == "fraction" else value, *map(abs, item.others)]
    if item.kind == "number" and item.scale == 1 and not (item.unit or item.spelled):
        keys.append(_as_written(item))
    if item.unit == "h" and len(item.written) == 4 and item.written.isdigit() and value < 2400:
        keys.append(("time", int(value // 100 * 60 + value % 100) % 720))
    round_number = item.kind == "number" and 10 <= value < 100 and value % 10 == 0
    if item.kind == "decade" or (round_number and (not item.unit or (item.spelled and item.unit == "yr"))):
        keys.append(("decade", value % 100))
    if item.unit in UNITS and UNITS[item.unit].dimension == "time":
        keys.append(("duration", value * UNITS[item.unit].size))
    if value <= 24 and value % Decimal("0.25") == 0 and item.kind == "number" and item.unit in ("", "h"):
        keys.append(("time", int(value * 60) % 720))
    if item.kind == "number" and item.scale == 1 and not item.unit and (clock := _CLOCK_LIKE.fullmatch(item.written)):
        keys.append(("time", (60 * int(clock[1]) + int(clock[2])) % 720))
    return tuple(keys)


def _as_written(item: Quantity) -> Key:
    return ("written", "".join(item.written.split()))


def _as_clock(item: Quantity) -> tuple[Key, ...]:
    """Return the durations that figures with dots may be: 2.04.35, and 13.29 for minutes and seconds or for hours."""
    if item.kind not in ("date", "version", "number") or item.scale != 1 or item.unit not in ("", "min", "h"):
        return ()
    parts = [int(part) for part in re.split(r"[.:]", item.written) if part.isdecimal() and len(part) < 4]
    if not 2 <= len(parts) <= 3 or any(part > 59 for part in parts[1:]) or re.search(r"[^\d.:]", item.written):
        return ()
    whole = sum(part * 60**power for power, part in enumerate(reversed(parts)))
    return (("duration", Decimal(whole)), *((("duration", Decimal(60 * whole)),) if len(parts) == 2 else ()))


def _plain(written: str) -> str:
    """Return a name or an identifier without the marks that may change: all those of a long one, and blanks."""
    plain = "".join(filter(str.isalnum, written)).lower()
    return plain if len(plain) > _SHORT else "".join(written.lower().split()).rstrip(".")


def _pieces(item: Quantity) -> tuple[tuple[Key, ...], ...]:
    """Return the parts into which the other side may split it: `14:30` and `half past two`, `5:10` and `5-10`."""
    if item.kind == "time":
        hours, minutes = divmod(int(item.value), 60)
        return (
            (Decimal(hours), Decimal(hours % 12), Decimal(hours % 12 + 12)),
            *(((Decimal(minutes),),) if minutes else ()),
        )
    if item.kind == "duration":
        whole, rest = divmod(item.value, 60)
        parts = (*divmod(whole, 60), rest)
        return tuple((part,) for part in parts if part not in (0, 1))
    if item.kind == "version":
        return tuple((Decimal(run),) for run in item.written.split(".") if run.isdecimal() and len(run) <= 30)
    if item.kind == "identifier":
        runs = "".join(sign if sign.isdecimal() else " " for sign in item.written).split()
        return tuple((Decimal(run[:30]),) for run in runs) if len(runs) > 1 else ()
    return ()


# --- Measures ---


def _measures(items: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    return tuple(item for item in items if item.unit in UNITS)[:_MANY]


def _equal(item: Quantity, others: tuple[Quantity, ...]) -> bool:
    """Whether one of the measures is the same amount in another unit."""
    return item.unit in UNITS and any(
        equal_amounts(item.value, item.unit, other.value * _references(item, other), other.unit)
        for other in others
        if (other.unit, other.per) != (item.unit, item.per)
    )


def _references(item: Quantity, other: Quantity) -> Decimal:
    """By what the second amount is to be multiplied to refer to the unit of the first: 1.26 g/l and 126 mg/dl."""
    mine, its = UNITS.get(item.per), UNITS.get(other.per)
    measured = mine and its and mine.dimension == its.dimension and mine.dimension in _ROUNDED
    return mine.size / its.size if mine and its and measured else Decimal(1)


def _implied(missing: list[Quantity], added: list[Quantity], units: set[str]) -> set[int]:
    """Return the identities of numbers that are equal with the unit of another one: `30 mois, dont 18 avec sursis`."""
    found: set[int] = set()
    bare = [item for item in missing if item.kind == "number" and not item.unit][:_MANY]
    for item in bare if units else ():
        same = (other for other in added[:_MANY] if id(other) not in found and _is_same(item, other, units))
        if other := next(same, None):
            found |= {id(item), id(other)}
    return found


def _is_same(item: Quantity, other: Quantity, units: set[str]) -> bool:
    return any(
        unit != other.unit and equal_amounts(item.value, unit, other.value, other.unit)
        for unit in units
        if other.unit in UNITS
    )


def _conversion(item: Quantity, others: tuple[Quantity, ...]) -> Quantity | None:
    """Return a measure of about the same amount in another unit."""
    if item.unit not in UNITS:
        return None
    for other in others:
        if other.unit != item.unit and equal_amounts(item.value, item.unit, other.value, other.unit, within=NEAR):
            return other
    return None


def _changed(item: Quantity, others: tuple[Quantity, ...], left: list[Quantity]) -> Quantity | None:
    """Return a measure in another unit, or a rounded one in the same unit among those that are left."""
    if converted := _conversion(item, others):
        return converted
    for other in left[:_MANY] if dimension(item.unit) in _ROUNDED else ():
        if item.unit == other.unit and _is_rounded(item, other):
            return other
    return None


def _is_rounded(item: Quantity, other: Quantity) -> bool:
    """Whether one of two amounts in one unit is the other, rounded, or both are of a third one in another unit."""
    apart = abs(item.value - other.value)
    near = equal_amounts(item.value, item.unit, other.value, other.unit, within=NEAR)
    third = apart <= _THIRD * max(abs(item.value), abs(other.value)) or (
        apart <= 3 and dimension(item.unit) == "temperature"
    )
    cut = apart < 1 and (item.value % 1 == 0) != (other.value % 1 == 0)
    return cut or (near and _digits(item) != _digits(other)) or third


def _digits(item: Quantity) -> int:
    """Return the number of significant digits; of two numbers in one unit, the rounded one has fewer."""
    return len(item.value.normalize().as_tuple().digits)
