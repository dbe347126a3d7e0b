"""Fractions and proportions in words (`two thirds`, `one in five`), and vague large numbers (`thousands of`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from babelpress import lang
from babelpress.nlp.numbers.attached import SPACE, any_of, numbers_of
from babelpress.nlp.numbers.quantity import Quantity

_PARTS = 20
"""The largest second number of a proportion whose first one is not one: 320 out of 400 are two numbers."""

_FAR = 40
"""Most characters between the two numbers of a proportion: `one child of this small town in five`."""


VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
"""Fractions in one character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    fraction: re.Pattern[str]
    parts: tuple[str, ...]
    """Signs and words of which every fraction has one."""
    halved: re.Pattern[str]
    out_of: re.Pattern[str]
    one: re.Pattern[str]
    magnitude: re.Pattern[str]


@lang.dependent
@cache
def _patterns(language: str) -> _Patterns:
    numbers = numbers_of(language)
    ones = [word for forms in numbers.ones.split()[1:2] for word in forms.split("|")]
    one = any_of([*ones, *filter(None, [numbers.article])])
    small = any_of(word for forms in numbers.ones.split()[2:10] for word in forms.split("|"))
    part, units = any_of(numbers.denominators), lang.get(language).units
    # In a language that writes compounds, the unit may be glued to the fraction: `Dreiviertelstunde`.
    compound = rf"(?=(?:{any_of(units.units)})(?!\w))" if numbers.glue else "(?!)"
    return _Patterns(
        parts=(*VULGAR, *numbers.denominators, *numbers.wholes),
        # A numerator and the word for the parts, a word for the whole fraction, or a sign.
        fraction=re.compile(
            rf"(?<!\w)(?:(?:(?P<one>{one})|(?P<many>{small}|[1-9]))[ \u00a0-](?P<part>{part})"
            rf"|(?P<whole>{any_of(numbers.wholes)}))(?:(?!\w)|{compound})"
            rf"|(?<![\d.,])(?P<sign>[{''.join(VULGAR)}])(?!\w)",
            re.IGNORECASE,
        ),
        halved=re.compile(
            rf"(?<!\w)(?:(?P<scale>{any_of(numbers.magnitudes)})|{any_of(units.units)})[ -](?:{units.half})(?!\w)"
            if units.half
            else "(?!)",
            re.IGNORECASE,
        ),
        out_of=re.compile(rf"(?<!\w)(?:{numbers.out_of or '(?!)'}){SPACE}(?:las |les |the )?$", re.IGNORECASE),
        one=re.compile(rf"(?<!\w)(?:{one}|1)(?!\w)[^.;:!?\n\d]{{0,{_FAR}}}$", re.IGNORECASE),
        magnitude=re.compile(rf"(?<![\w-])(?:{any_of(numbers.magnitudes)})(?![\w-])", re.IGNORECASE),
    )


def fractions(text: str, language: str) -> Iterator[Quantity]:
    """Yield the fractions in words. Their value is exact; the whole percentages near it are in `others`.

    One and a half of a unit is among them if no number is before it: `año y medio`.

    >>> [found.value for found in fractions("Les trois quarts des élèves", "fr")]
    [Decimal('0.75')]
    """
    numbers, patterns = numbers_of(language), _patterns(language)
    lowered = text.lower()
    if any(half in lowered for half in lang.get(language).units.half.split("|")):
        yield from (_halved(match, language) for match in patterns.halved.finditer(text))
    if not any(part in lowered for part in patterns.parts):
        return
    for match in patterns.fraction.finditer(text):
        if match["sign"]:
            value = VULGAR[match["sign"]]
        elif match["whole"]:
            value = Decimal(numbers.wholes[match["whole"].lower()])
        else:
            under = numbers.denominators[match["part"].lower()]
            over = 1 if match["one"] else _small(match["many"], numbers.ones)
            if over >= under:
                continue
            value = Decimal(over) / under
        yield _fraction(
            Quantity(
                start=match.start(), end=match.end(), core=match.span(), value=value, kind="fraction",
                written=match.group(), spelled=True,
            )
        )  # fmt: skip


def _halved(match: re.Match[str], language: str) -> Quantity:
    """Return one and a half of a unit or of a scale word."""
    units = {word.lower(): unit for word, unit in lang.get(language).units.units.items()}
    first = match.group().split()[0].lower()
    value = Decimal("1.5") * (numbers_of(language).magnitudes[match["scale"].lower()] if match["scale"] else 1)
    return Quantity(
        start=match.start(), end=match.end(), core=match.span(), value=value, kind="number", written=match.group(),
        unit="" if match["scale"] else units.get(first, ""), spelled=True,
    )  # fmt: skip


def _small(word: str, ones: str) -> int:
    if word.isdigit():
        return int(word)
    return next(at for at, forms in enumerate(ones.lower().split()) if word.lower() in forms.split("|"))


def _fraction(item: Quantity) -> Quantity:
    """Return a fraction with the percentages or minutes that may replace it: 33 and 34 for a third."""
    percent = item.value * 100
    minutes = item.value * 60
    low = percent.to_integral_value(rounding="ROUND_FLOOR")
    others = (percent,) if low == percent else (low, low + 1, round(percent, 1))
    others = (*others, minutes) if minutes in (15, 30, 45) else others
    return replace(item, kind="fraction", others=(*item.others, *others))


def proportions(text: str, found: Sequence[Quantity], language: str) -> list[Quantity]:
    """Return the numbers, with the last of `one in five` as a fraction."""
    made = []
    patterns = _patterns(language)
    for item in found:
        link = patterns.out_of.search(text, max(0, item.start - 12), item.start)
        if not link or item.kind != "number" or item.unit or item.scale != 1 or not 1 < item.value <= 10**6:
            made.append(item)
            continue
        before = made[-1] if made else None
        over = Decimal(0)
        if before and before.kind == "number" and not before.unit and 0 <= link.start() - before.end <= _FAR:
            over = before.value if text[before.end : link.start()].strip() == "" or before.value == 1 else over
        elif patterns.one.search(text, max(before.end if before else 0, link.start() - _FAR - 10), link.start()):
            over = Decimal(1)
        if not 0 < over < item.value or (over > 1 and item.value > _PARTS):
            made.append(item)
            continue
        if before and before.value == over and before.end > link.start() - _FAR:
            made.pop()
        both = (item.value, *item.others)
        made.append(_fraction(replace(item, value=over / item.value, kind="fraction", others=both)))
    return made


def magnitudes(text: str, language: str) -> Iterator[Quantity]:
    """Yield vague large numbers; `tens of thousands` is one of them."""
    table = numbers_of(language).magnitudes
    lowered = text.lower()
    if not any(word in lowered for word in table):
        return
    last: Quantity | None = None
    for match in _patterns(language).magnitude.finditer(text) if table else ():
        value = Decimal(table[match.group().lower()])
        item = Quantity(
            start=match.start(), end=match.end(), core=match.span(), value=value, kind="magnitude",
            written=match.group(), spelled=True,
        )  # fmt: skip
        if last and item.start - last.end <= 4 and value > last.value and "," not in text[last.end : item.start]:
            last = replace(
                last,
                end=item.end,
                core=(last.start, item.end),
                value=last.value * value,
                written=text[last.start : item.end],
            )
            continue
        if last:
            yield last
        last = item
    if last:
        yield last
