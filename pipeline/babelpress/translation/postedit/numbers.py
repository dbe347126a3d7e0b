"""Post-editor for numbers: restores the values of the source and applies the number format of the target variant."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import takewhile

from babelpress import lang
from babelpress.lang.base import Variant
from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.numbers.format import digits, scale_words, write
from babelpress.nlp.numbers.match import Counterparts, match
from babelpress.nlp.numbers.parse import Quantity, find
from babelpress.translation.postedit.base import Context

_FIXED = frozenset({"date", "time", "version", "phone", "name", "word", "roman", "year"})
"""Kinds of numbers whose notation is not changed."""

_BLANKS = " \u00a0\u202f\u2009"
_BLANK = re.compile(rf"[{_BLANKS}]")
# The number of a section or an article such as 49.3 or 12.2024; three digits after the point would be thousands.
_SECTION = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
# A time with `00` inserted before its minutes, 07:0005 for 07:05; not part of a longer number.
_STUTTER = re.compile(r"(?<![\w.,:])(\d{1,2}):00(\d\d)(?![\w:]|[.,]\d)")
# A blank and the beginning of a word other than a linking word ("de", "e", ...): the noun that a number counts.
_NOUN = re.compile(rf"[{_BLANKS}](?!(?:de|d['’]|do|da|e|y|et)\b)[^\W\d_]")


def edits(context: Context) -> Sequence[Edit]:
    """Return the edits that make the numbers of the target equal to those of the source."""
    if context.variant is None:
        return ()
    return number_edits(
        context.source, context.target, source_language=context.source_language, variant=context.variant
    )


def number_edits(source: str, target: str, *, source_language: str, variant: Variant) -> tuple[Edit, ...]:
    """Return the edits that make the numbers of `target` equal to those of `source`, in the format of the variant.

    A wrong number is replaced only if it is certain which number of the source it corresponds to. Doubtful cases are
    left for the check `numbers` to report.

    >>> from babelpress.lang import variant
    >>> number_edits("830 milliards de dollars", "830 million dollars", source_language="fr", variant=variant("en"))
    (Edit(start=0, end=11, new='830 billion'),)
    """
    numbers = find(source, source_language)
    found = match(numbers, find(target, variant.language))
    # If one number of the target corresponds to several of the source, the first of these determines its notation.
    pairs = {other.core: (item, other) for item, other in reversed(found.pairs)}
    wanted = [
        *_clocks(numbers, target),
        *_dates(found, target),
        *(
            _retyped(*pair, target, source_language=source_language, variant=variant)
            for pair in reversed(pairs.values())
        ),
        *(_corrected(*wrong, target, variant=variant) for wrong in _wrong(found)),
    ]
    return disjoint(filter(None, wanted))


def _clocks(numbers: Sequence[Quantity], target: str) -> Iterator[Edit]:
    """Correct 07:0005, which models write for 07h05; its value alone (0005 is five) does not show the error."""
    times = {item.value for item in numbers if item.kind == "time"}
    for clock in _STUTTER.finditer(target):
        hours, minutes = clock.groups()
        if int(hours) * 60 + int(minutes) in times:
            yield Edit(clock.start(), clock.end(), f"{hours}:{minutes}")


def _dates(found: Counterparts, target: str) -> Iterator[Edit]:
    """Correct 05-09/2026 and 05/2026, which models write for 05/09/2026: they parse as other numbers, or as none."""
    lost = [*found.missing, *(item for item, other in found.pairs if other.kind != "date")]
    for item in dict.fromkeys(lost):
        if item.kind == "date" and len(parts := re.split(r"[/.-]", item.written)) == 3:
            day, month, year = parts
            before = "".join(rf"(?:0?{part.lstrip('0')}[/.-]+)?" for part in (day, month))
            # Day and month, each optional and without its leading zero, then the year; not part of a longer number.
            form = rf"(?<![\w/.-]){before}(?<=[/.-]){year}(?![\w/-]|[.,]\d)"
            if len(places := [*re.finditer(form, target)]) == 1:
                yield Edit(*places[0].span(), item.written)


def _wrong(found: Counterparts) -> list[tuple[Quantity, Quantity]]:
    """Pairs of a source number and the wrong target number in its place."""
    missing = [item for item in found.missing if _is_plain(item)]
    added = [item for item in found.added if _is_plain(item)]
    if any(
        item.kind != "roman" and not _is_plain(item) and item.kind != "word" for item in (*found.missing, *found.added)
    ):
        return _names(found) if not missing and not added else []
    pairs = []
    mine, its = Counter(map(_mantissa, missing)), Counter(map(_mantissa, added))
    for item in missing:
        key = _mantissa(item)
        if mine[key] == its[key] == 1:
            pairs.append((item, next(other for other in added if _mantissa(other) == key)))
    taken = {id(item) for pair in pairs for item in pair}
    left = [item for item in missing if id(item) not in taken]
    right = [item for item in added if id(item) not in taken]
    if len(left) == len(right) == 1 and _alike(left[0], right[0]):
        pairs.append((left[0], right[0]))
    return pairs


def _names(found: Counterparts) -> list[tuple[Quantity, Quantity]]:
    """The pair of names, versions or telephone numbers, if it is the only difference between the two sides."""
    missing = [item for item in found.missing if item.kind not in ("word", "roman")]
    added = [item for item in found.added if item.kind not in ("word", "roman")]
    if len(missing) == len(added) == 1 and missing[0].kind == added[0].kind in ("name", "version", "phone"):
        return [(missing[0], added[0])]
    return []


def _is_plain(item: Quantity) -> bool:
    return item.kind in ("number", "percent", "money", "year") and item.unit not in ("ratio", "ordinal", "decade")


def _mantissa(item: Quantity) -> str:
    return re.sub(r"\D", "", item.written).strip("0")


def _alike(item: Quantity, other: Quantity) -> bool:
    """Whether one may replace the other: both percentages, both years, or both of the same unit."""
    if item.kind != other.kind and "year" in (item.kind, other.kind):
        return False
    if "%" in (item.unit, other.unit):
        return item.unit == other.unit
    return not item.unit or not other.unit or item.unit == other.unit


def _corrected(item: Quantity, other: Quantity, target: str, *, variant: Variant) -> Edit:
    start, end = other.core
    if item.kind in ("name", "version", "phone"):
        return Edit(start, end, item.written)
    if item.kind == "year":
        return Edit(start, end, item.written)
    new = write(item.value, variant, like=item)
    large = item.scale >= 10**6
    numbers = lang.get(variant.language).numbers
    if numbers and numbers.linked:
        if (
            large
            and other.scale < 10**6
            and _NOUN.match(target, end)
            and not _linked(numbers.linked).match(target, end)
        ):
            new += f" {numbers.linked}"
        elif not large and other.scale >= 10**6 and (of := _linked(numbers.linked).match(target, end)):
            end = of.end() - 1
    return _percent(other, target, new, variant) or Edit(start, end, new)


@cache
def _linked(word: str) -> re.Pattern[str]:
    return re.compile(rf"[{_BLANKS}]{word}[{_BLANKS}]")


def _retyped(item: Quantity, other: Quantity, target: str, *, source_language: str, variant: Variant) -> Edit | None:
    """Return the edit that formats a correct number for the variant, or None if it is acceptable."""
    if other.kind in _FIXED or other.unit in ("ratio", "ordinal", "decade") or item.kind in _FIXED - {"word"}:
        return None
    if item.written == other.written and _is_reference(item.written, source_language):
        return None
    start, end = other.core
    new = _rewritten(item, other, target[start:end], variant=variant)
    return _percent(other, target, new or target[start:end], variant) or (Edit(start, end, new) if new else None)


def _percent(other: Quantity, target: str, new: str, variant: Variant) -> Edit | None:
    """Return the edit that sets `new` and the variant's blank before the percent sign, or None if that is correct."""
    start, end = other.core
    if other.unit != "%" or target[other.end - 1] != "%":
        return None
    blank = variant.percent.removeprefix("{n}").removesuffix("%")
    gap = target[end : other.end - 1]
    return Edit(start, other.end, f"{new}{blank}%") if bool(gap) != bool(blank) else None


def _is_reference(written: str, language: str) -> bool:
    """Whether it is the number of a section or an article instead of a quantity, as `49.3` is in French."""
    numbers = lang.get(language).numbers
    return numbers is not None and numbers.decimal == "," and bool(_SECTION.fullmatch(written))


def _rewritten(item: Quantity, other: Quantity, words: str, *, variant: Variant) -> str:
    """Return the correct notation of a number whose notation is wrong or misleading; empty if it is acceptable."""
    value = item.value if item.value in (other.value, *other.others) else other.value
    if other.scale >= 10**6:
        mantissa = abs(value / other.scale)
        new = write(value, variant, like=other)
        if _BLANK.sub(" ", new) == _BLANK.sub(" ", words):
            return ""
        shorter = len(new) < len(words) and mantissa >= 1000
        if shorter or _is_foreign(words.partition(other.written)[2].strip(f"{_BLANKS}-"), other, variant):
            return new
    if not other.written or not words.startswith(other.written):
        return ""
    right = _mantissa_written(value / other.scale, other, variant)
    return right + words[len(other.written) :] if right else ""


def _is_foreign(word: str, item: Quantity, variant: Variant) -> bool:
    """Whether the variant has another word for this scale: `bilhões` in Portugal, `mil milhões` in Brazil."""
    own = next((forms for power, *forms in scale_words(variant) if 10**power == item.scale), None)
    numbers = lang.get(variant.language).numbers
    if own is None or numbers is None or word in numbers.short:
        return False
    stem = own[0][: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*own, strict=False)))]
    return bool(word) and not word.lower().startswith(stem.lower())


def _mantissa_written(value: Decimal, other: Quantity, variant: Variant) -> str:
    marks = [mark for mark in other.written if not mark.isdigit()]
    if not marks:
        return ""
    decimals = other.written[max(other.written.rfind(mark) for mark in set(marks)) + 1 :]
    if value != value.to_integral_value() or (len(marks) == 1 and len(decimals) != 3):
        new = digits(value, variant)
        if "." not in f"{value:f}":
            new = f"{new}{variant.decimal}{decimals}"
        shown = new.partition(variant.decimal)[2]
        new += "0" * (len(decimals) - len(shown)) if shown else ""
    else:
        new = digits(value, variant)
    same_marks = {"" if mark in _BLANKS else mark for mark in marks}
    right = {"" if mark in _BLANKS else mark for mark in new if not mark.isdigit()}
    tolerated = (
        bool(variant.thousands_tolerated)
        and same_marks <= {variant.thousands_tolerated, variant.decimal}
        and len(marks) >= 1
        and right <= {"", variant.decimal}
    )
    if same_marks == right or (tolerated and (variant.decimal in same_marks) == (variant.decimal in right)):
        return ""
    return new
