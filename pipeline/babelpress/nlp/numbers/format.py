"""Numbers as the newsroom of a language variant writes them."""

from decimal import Decimal

from babelpress import lang
from babelpress.lang.base import Variant
from babelpress.nlp.numbers.parse import Quantity

_DECIMALS = 2
"""Decimals up to which a number moves to a larger scale word: 1.25 trillion, but 1,234 billion."""


def write(value: Decimal, variant: Variant, *, like: Quantity | None = None) -> str:
    """Return a number as the variant writes it, with a scale word where `like`, what it translates, has one.

    >>> from babelpress.lang import variant
    >>> write(Decimal("2200.5"), variant("de"))
    '2.200,5'
    """
    if like is None or like.scale < 10**6:
        return digits(value, variant)
    mantissa, one, many = scaled(value, variant, at_least=like.scale)
    if " " in one and mantissa == 1:
        return one
    singular = abs(mantissa) < 2 if variant.singular_below_two else abs(mantissa) == 1
    return f"{digits(mantissa, variant)} {one if singular else many}" if one else digits(mantissa, variant)


def digits(value: Decimal, variant: Variant) -> str:
    """Return a number in figures alone, thousands set apart and decimals after the variant's mark.

    >>> from babelpress.lang import variant
    >>> digits(Decimal("-1234567.50"), variant("en"))
    '-1,234,567.50'
    """
    whole, _, decimals = f"{abs(value):f}".partition(".")
    if len(whole) >= variant.grouped:
        first = len(whole) % 3
        groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
        whole = variant.thousands.join(filter(None, groups))
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}{variant.decimal}{decimals}" if decimals else f"{sign}{whole}"


def scaled(value: Decimal, variant: Variant, *, at_least: Decimal) -> tuple[Decimal, str, str]:
    """Return what stands before the scale word, and that word for one and for more.

    The word is the largest that leaves a number from 1 on with few decimals, `at_least` that of the source otherwise.
    """
    words = scale_words(variant)
    best = None
    for power, one, many in words:
        mantissa = _plain(value / Decimal(10) ** power)
        decimals = max(0, -int(mantissa.as_tuple().exponent))
        if best is None or (abs(mantissa) >= 1 and (decimals <= _DECIMALS or Decimal(10) ** power <= at_least)):
            best = (mantissa, one, many)
    return best or (value, "", "")


def scale_words(variant: Variant) -> tuple[tuple[int, str, str], ...]:
    """Return the scale words of a variant: power of ten, for one, for more."""
    numbers = lang.get(variant.language).numbers
    return variant.scales or (numbers.written if numbers else ())


def _plain(value: Decimal) -> Decimal:
    """The same without trailing zeros and without an exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
