"""Number formatting by language variant."""

from decimal import Decimal

from babelpress import lang
from babelpress.lang.base import Variant
from babelpress.nlp.numbers.quantity import Quantity

_DECIMALS = 2
"""Most decimals for which a larger scale word is used: 1.25 trillion, but 1,234 billion."""


def write(value: Decimal, variant: Variant, *, like: Quantity | None = None) -> str:
    """Return a number as the variant writes it, with a scale word if `like`, the number that it translates, has one.

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
    """Return a number in figures, with the thousands and decimal separators of the variant.

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
    """Return the number before the scale word, and that word in singular and plural.

    The word is the largest that leaves a number of at least 1 with few decimals, otherwise that of the source
    (`at_least`).
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
    """Return the scale words of a variant: power of ten, singular, plural."""
    numbers = lang.get(variant.language).numbers
    return variant.scales or (numbers.written if numbers else ())


def _plain(value: Decimal) -> Decimal:
    """Return the same value without trailing zeros and without an exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
