"""Words of a text that are written like names, and words that never are names."""

import re
from functools import cache

from babelpress import lang

# Letters and digits, joined by hyphens, ampersands, the dots of an acronym, or a dot before a small letter or digit.
TOKEN = re.compile(r"[^\W_]+(?:(?:[-&]|(?<![^\W_][A-Z])(?<=[A-Z])\.|\.(?=[a-z\d]))[^\W_]+)*")
"""A word; a full stop is part of `U.S.A` and `amazon.fr`, but not of two sentences that touch."""
NUMERAL = re.compile(r"[IVXLC]+(?:e|er|ème|th|de|ste|º|ª)?|\d{1,2}H(?:\d\d)?")
"""Matches a Roman numeral or a time."""


@lang.dependent
@cache
def titles() -> frozenset[str]:
    """Return the titles before names in any language."""
    return frozenset().union(*(language.titles for language in lang.known().values()))


@lang.dependent
@cache
def function_words() -> frozenset[str]:
    """Return the function words of all languages."""
    return frozenset().union(*(language.function_words for language in lang.known().values()))
