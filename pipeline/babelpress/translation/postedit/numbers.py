"""Post-editors for numbers: `numbers` restores values of the source, `number format` applies the variant's notation.

A value is replaced only with proof that the target corrupted it (`_proved`): the number of the source has no
counterpart in the target, the number of the target has none anywhere in the source, both have the same unit or stand at
aligned words, and the digits of the target are those of the source up to zeros, or one of them is lost or repeated.
Everything else is left to the checks: another digit may be the correction of an error in the source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import takewhile

from babelpress import lang
from babelpress.lang.base import Variant
from babelpress.nlp.edits import Edit, disjoint
from babelpress.nlp.numbers.format import digits, scale_words, write
from babelpress.nlp.numbers.match import Counterparts, compare
from babelpress.nlp.numbers.parse import find
from babelpress.nlp.numbers.quantity import Quantity
from babelpress.nlp.numbers.units import family
from babelpress.nlp.patterns import compiled
from babelpress.nlp.word_alignment import Span
from babelpress.translation.postedit.base import Context

_VALUES = frozenset({"number", "percent", "money"})
"""Kinds whose value may be restored, and whose notation may be changed."""

_WRITTEN = frozenset({"name", "version", "identifier", "year"})
"""Kinds that are restored as written."""

_FEW, _SOME, _MANY = 2, 3, 4
"""Digits that two numbers must have to be taken for each other: their mantissas, if both are the same; names of which
one lacks a digit; and numbers without a unit or alignment of which one lacks a digit."""

_EXACT = 25
"""Most digits of a number that is written anew; longer ones would be rounded."""

_RIVALS = 50
"""Most numbers that may be the corruption of one; where there are more, none is certain."""

_BESIDE = 20
"""Characters behind a number in which a scale word may stand apart from it, or misspelt."""

_BLANKS = " \u00a0\u202f\u2009"
_BLANK = re.compile(rf"[{_BLANKS}]")
# The number of a section or an article such as 49.3 or 12.2024; three digits after the point would be thousands.
_SECTION = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
# A blank and a word in lower case: the noun that a number counts; the letters of a code before a number.
_COUNTS = re.compile(rf"[{_BLANKS}]\(?[^\W\d_A-ZÀ-Þ]")
_CODE = re.compile(rf"(?<!\w)[A-Z]{{1,5}}[{_BLANKS}]$")
# Hours and minutes in French figures.
_CLOCK = re.compile(r"\d{1,2}[ \u00a0\u202f]?[hH][ \u00a0\u202f]?\d\d")
# Digits before and behind a number, apart from it by one blank.
_BESIDE_DIGITS = re.compile(rf"\d[{_BLANKS}]$")
_DIGITS_BEHIND = re.compile(rf"[{_BLANKS}]\d")
# A time with `00` inserted before its minutes, 07:0005 for 07:05; not part of a longer number.
_STUTTER = re.compile(r"(?<![\w.,:])(\d{1,2}):00(\d\d)(?![\w:]|[.,]\d)")
# The beginning of a number that is written with a blank or without its first digit.
_BROKEN = re.compile(r"[.,] ?$")
# A blank and the beginning of a word other than a linking word ("de", "e", ...): the noun that a number counts.
_NOUN = re.compile(rf"[{_BLANKS}](?!(?:de|d['’]|do|da|e|y|et)\b)[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The numbers of a translation and of its source."""

    context: Context
    variant: Variant
    numbers: tuple[Quantity, ...]
    found: Counterparts


def edits(context: Context) -> Sequence[Edit]:
    """Return the edits that restore numbers of the source that the target corrupted.

    >>> from babelpress.lang import variant
    >>> source, target = "Il vaut 830 milliards de dollars.", "It is worth 830 million dollars."
    >>> edits(Context(source=source, target=target, source_language="fr", target_language="en", variant=variant("en")))
    (Edit(start=12, end=23, new='830 billion'),)
    """
    text = _read(context)
    if text is None:
        return ()
    target = context.target
    made = [
        *_clocks(text.numbers, target),
        *_dates(text.found, target),
        *_durations(text),
        *(
            _explained(_corrected(*wrong, target, variant=text.variant), wrong[0], context)
            for wrong in _corrupted(text)
        ),
        *_regrouped(text),
    ]
    return disjoint(edit for edit in made if edit and not _glued(edit, target))


def format_edits(context: Context) -> Sequence[Edit]:
    """Return the edits that write numbers of the target as the variant does, if their value is that of the source.

    >>> from babelpress.lang import variant
    >>> source, target = "1 200 personnes", "1 200 people"
    >>> format_edits(
    ...     Context(source=source, target=target, source_language="fr", target_language="en", variant=variant("en"))
    ... )
    (Edit(start=0, end=5, new='1,200'),)
    """
    text = _read(context)
    if text is None:
        return ()
    # If one number of the target corresponds to several of the source, the first of the same value determines its
    # notation, and without one the first.
    pairs: dict[tuple[int, int], tuple[Quantity, Quantity]] = {}
    for item, other in sorted(text.found.pairs, key=lambda pair: pair[0].value != pair[1].value):
        pairs.setdefault(other.core, (item, other))
    made = [_retyped(*pair, text) for pair in pairs.values()]
    return disjoint(edit for edit in made if edit and not _glued(edit, context.target))


def _read(context: Context) -> _Text | None:
    if context.variant is None:
        return None
    both = compare(context.source, context.target, context.source_language, context.variant.language)
    if not both.source or not both.target:
        return None
    return _Text(context=context, variant=context.variant, numbers=both.source, found=both.found)


def _glued(edit: Edit, target: str) -> bool:
    """Whether the new text would be written together with a letter or digit beside it, unlike the old one."""
    old = target[edit.start : edit.end]
    return any(
        beside.isalnum() and new.isalnum() and not was.isalnum()
        for beside, new, was in (
            (target[edit.start - 1 : edit.start], edit.new[:1], old[:1]),
            (target[edit.end : edit.end + 1], edit.new[-1:], old[-1:]),
        )
    )


# --- Values ---


def _clocks(numbers: Sequence[Quantity], target: str) -> Iterator[Edit]:
    """Correct 07:0005, which models write for 07h05; its value alone (0005 is five) does not show the error."""
    times = {item.value for item in numbers if item.kind == "time"}
    times |= {item.value / 60 for item in numbers if item.kind == "duration"}
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


def _durations(text: _Text) -> Iterator[Edit]:
    """Write a duration that became a time of day as one: 1h45 as 1.45 Uhr."""
    lasting = {item.value: item for item in text.numbers if item.kind == "duration" and _CLOCK.fullmatch(item.written)}
    moments = {60 * item.value for item in text.numbers if item.kind == "time"}
    words = lang.get(text.variant.language).times
    for other in find(text.context.target, text.variant.language) if lasting.keys() - moments else ():
        item = lasting.get(60 * other.value) if other.kind == "time" and 60 * other.value not in moments else None
        word = compiled(words.on).match(text.context.target, other.end) if item and words.on else None
        if item and word:
            hours, minutes = divmod(int(other.value), 60)
            new = text.variant.duration.format(h=hours, mm=f"{minutes:02}")
            stop = new.endswith(".") and text.context.target[word.end() : word.end() + 1] == "."
            yield Edit(
                other.start, word.end() + stop, new, reason=f"the source says {item.written}, which is no time of day"
            )


def _corrupted(text: _Text) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the pairs of a source number and the number of the target that is a corruption of it.

    There must be no second number that either of them could belong to.
    """
    missing = [item for item in text.found.missing if _may_change(item)]
    added: dict[str, list[Quantity]] = {}
    for other in text.found.added:
        if _may_change(other):
            for form in _forms(other):
                added.setdefault(form, []).append(other)
    rivals: dict[int, list[Quantity]] = {}
    pairs = []
    for item in missing if added else ():
        near = {id(other): other for form in _forms(item) for other in added.get(form, ())}
        if len(near) > _RIVALS:
            continue
        for other in near.values():
            if _proved(item, other, text.context):
                rivals.setdefault(id(item), []).append(other)
                rivals.setdefault(id(other), []).append(item)
                pairs.append((item, other))
    for item, other in pairs:
        if len(rivals[id(item)]) == len(rivals[id(other)]) == 1:
            yield item, other


def _forms(item: Quantity) -> set[str]:
    """Return what two numbers share of which one may be a corruption of the other, apart from the signs before it.

    It is the digits up to zeros (`=`), the digits, or all but one of them.
    """
    digits = _digits(item)
    if len(digits) > _EXACT + 1:
        return set()
    return {f"={_mantissa(item)}", digits, *(digits[:at] + digits[at + 1 :] for at in range(len(digits)))}


def _explained(edit: Edit, item: Quantity, context: Context) -> Edit:
    return replace(edit, reason=f"the source says {context.source[item.start : item.end]}")


def _may_change(item: Quantity) -> bool:
    return (item.kind in _VALUES | _WRITTEN) and not (item.spelled or item.ranged or item.doubtful)


def _proved(item: Quantity, other: Quantity, context: Context) -> bool:
    """Whether a number of the target is a corruption of a number of the source."""
    if (item.kind in _WRITTEN or other.kind in _WRITTEN) and item.kind != other.kind:
        return False
    if any(
        _BROKEN.search(text, max(0, start - 2), start)
        for text, start in ((context.source, item.start), (context.target, other.start))
    ):
        return False  # `0, 5 %`, `.08`
    if len(_digits(item)) > _EXACT or _BESIDE_DIGITS.search(context.source, max(0, item.start - 2), item.start):
        return False
    if _DIGITS_BEHIND.match(context.source, item.core[1]):  # `12 00 habitants`
        return False
    if context.target[other.core[1] : other.core[1] + 1] == "+":  # `300+ billion`
        return False
    if item.kind in ("name", "version", "identifier"):
        return _same_frame(item.written, other.written) and _near(item.written, other.written, least=_SOME)
    if (_currency(item) or item.unit, item.per) != (_currency(other) or other.unit, other.per):
        return False
    aligned = context.span(item.start, item.end)
    if aligned is not None and not _overlap(aligned, other):
        return False
    shared = _mantissa(item)
    if shared and shared == _mantissa(other):
        if item.scale < other.scale and _digits(item) == _digits(other):
            return False  # the scale may be implied in the source
        if item.scale <= other.scale and _scaled(context):
            return False  # `de 60 millions à 95`
        if item.scale > other.scale and _implies(context, item, other):
            return False
        return bool(item.unit) or aligned is not None or len(shared) >= _FEW
    least = _SOME if item.unit and aligned is not None else _MANY
    return _near(_digits(item), _digits(other), least=least)


def _scaled(context: Context) -> bool:
    return any(item.scale >= 10**6 for item in find(context.source, context.source_language))


def _implies(context: Context, item: Quantity, other: Quantity) -> bool:
    """Whether the scale that a number of the target lacks is said elsewhere: `from 25 to 55 billion`."""
    language = context.target_language
    if any(number.scale == item.scale and number != other for number in find(context.target, language)):
        return True
    numbers = lang.get(language).numbers
    stems = {word[:3].lower() for word in numbers.scales} if numbers else set()
    behind = re.findall(r"[^\W\d_]+", context.target[other.core[1] : other.core[1] + _BESIDE])[:2]
    return any(word[:3].lower() in stems for word in behind)


def _overlap(span: Span, other: Quantity) -> bool:
    return span[0] < other.end and other.start < span[1]


def _currency(item: Quantity) -> str:
    return family(item.unit)


def _digits(item: Quantity) -> str:
    return re.sub(r"\D", "", item.written)


def _mantissa(item: Quantity) -> str:
    return "".join(map(str, item.value.normalize().as_tuple().digits)).strip("0")


def _same_frame(written: str, other: str) -> bool:
    """Whether two names differ in their digits only: `H100` and `H200`."""
    return re.sub(r"\d+", "0", written.lower()) == re.sub(r"\d+", "0", other.lower())


def _near(written: str, other: str, *, least: int) -> bool:
    """Whether one digit is lost or added."""
    one, two = (re.sub(r"\D", "", text) for text in (written, other))
    if max(len(one), len(two)) < least or abs(len(one) - len(two)) != 1:
        return False
    shorter, longer = sorted((one, two), key=len)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shorter, longer, strict=False)))
    return longer[same + 1 :] == shorter[same:]


def _corrected(item: Quantity, other: Quantity, target: str, *, variant: Variant) -> Edit:
    start, end = other.core
    if item.kind in _WRITTEN:
        return Edit(start, end, item.written)
    new = write(item.value, variant, like=item)
    large = item.scale >= 10**6
    numbers = lang.get(variant.language).numbers
    if numbers and numbers.linked:
        link = _linked(numbers.linked)
        if large and other.scale < 10**6 and _NOUN.match(target, end) and not link.match(target, end):
            new += f" {numbers.linked}"
        elif not large and other.scale >= 10**6 and (of := link.match(target, end)):
            end = of.end() - 1
    return _percent(other, target, new, variant) or Edit(start, end, new)


@cache
def _linked(word: str) -> re.Pattern[str]:
    return re.compile(rf"[{_BLANKS}]{word}[{_BLANKS}]")


def _regrouped(text: _Text) -> Iterator[Edit]:
    """Restore identifiers whose digits were grouped or that lost their leading zero: 0 800 130 000 as 800,130,000."""
    for item, other in text.found.pairs:
        if item.kind == "identifier" and other.kind == "number" and not (other.spelled or other.unit):
            mine, its = _digits(item), _digits(other)
            same = mine.lstrip("0") == its.lstrip("0") and len(its) >= _MANY
            if same and _BLANK.sub(" ", item.written) != _BLANK.sub(" ", other.written) and item.written[-1].isdigit():
                yield Edit(*other.core, item.written)


# --- Notation ---


def _retyped(item: Quantity, other: Quantity, text: _Text) -> Edit | None:
    """Return the edit that formats a correct number for the variant, or None if it is acceptable."""
    target, variant, source_language = text.context.target, text.variant, text.context.source_language
    if other.kind not in _VALUES or item.kind not in _VALUES or other.spelled:
        return None
    if item.unit and other.unit and item.unit != other.unit:
        return None
    if item.written == other.written and _is_reference(item.written, source_language):
        return None
    if item.value != other.value and (
        item.value not in other.others  # another number
        or other.value in item.others  # the source may mean what the target reads as
        or _digits(item) != _digits(other)
        or other.ranged
    ):
        return None
    if len(_digits(other)) > _EXACT or _is_label(item, other, text):
        return None
    start, end = other.core
    new = _rewritten(item, other, target[start:end], variant=variant)
    return _percent(other, target, new or target[start:end], variant) or (Edit(start, end, new) if new else None)


def _is_label(item: Quantity, other: Quantity, text: _Text) -> bool:
    """Whether a number that was copied may be a label or a list of numbers: it has no unit and counts no noun."""
    if _BLANK.sub(" ", item.written) != _BLANK.sub(" ", other.written) or item.unit or item.scale > 1:
        return False
    source = text.context.source
    return not _COUNTS.match(source, item.end) or bool(_CODE.search(source[max(0, item.start - 8) : item.start]))


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
    if other.scale >= 10**6 and not other.ranged:
        new = write(item.value, variant, like=other)
        if _is_foreign(words.partition(other.written)[2].strip(f"{_BLANKS}-"), other, variant):
            return "" if _BLANK.sub(" ", new) == _BLANK.sub(" ", words) else new
    if not other.written or not words.lstrip("-−").startswith(other.written):
        return ""
    sign = words[: len(words) - len(words.lstrip("-−"))]
    right = _grouped(other.written, abs(item.value / other.scale), variant)
    return sign + right + words[len(sign) + len(other.written) :] if right else ""


def _is_foreign(word: str, item: Quantity, variant: Variant) -> bool:
    """Whether the variant has another word for this scale: `bilhões` in Portugal, `mil milhões` in Brazil."""
    own = next((forms for power, *forms in scale_words(variant) if 10**power == item.scale), None)
    numbers = lang.get(variant.language).numbers
    if own is None or numbers is None or word in numbers.short or word.lower() not in numbers.scales:
        return False
    stem = own[0][: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*own, strict=False)))]
    return bool(word) and not word.lower().startswith(stem.lower())


def _grouped(written: str, value: Decimal, variant: Variant) -> str:
    """Return digits with the separators of the variant; empty if theirs are allowed, or if they have another value.

    >>> from babelpress.lang import variant
    >>> _grouped("2,200.5", Decimal("2200.5"), variant("de")), _grouped("1.500.000", Decimal(1500000), variant("es"))
    ('2.200,5', '')
    """
    marks = {"" if mark in _BLANKS else mark for mark in written if not mark.isdigit()}
    figures = re.sub(r"\D", "", written)
    if (not marks and figures == written) or any(map(str.isalpha, written)):
        return ""
    shown = len(re.split(r"\D", written)[-1])
    fitting = [count for count in (shown, *range(len(figures))) if Decimal(figures).scaleb(-count) == value]
    if not fitting:
        return ""
    decimals = fitting[0]
    exact = Decimal(figures).scaleb(-decimals)
    whole = figures[: len(figures) - decimals] or "0"
    allowed = {variant.thousands, variant.thousands_tolerated} if len(whole) > 3 else set()
    allowed = {"" if mark in _BLANKS else mark for mark in allowed if mark}
    known = marks <= allowed | ({variant.decimal} if decimals else set()) and (variant.decimal in marks) == bool(
        decimals
    )
    if known and (not decimals or re.findall(r"\D", written)[-1] == variant.decimal):
        return ""
    new = digits(exact, variant)
    return "" if new == written else new
