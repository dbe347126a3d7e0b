"""Which pairs are worth learning from: their form, how likely they are translations of each other, their languages."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from recipe.config import Cleaning
from recipe.corpora import Pair

Reason = str
"""Why a pair was left out: `empty`, `length`, `words`, `ratio`, `score` or `language`."""

Detect = Callable[[str], str | None]
"""Tells the language of a text, None where that cannot be told."""

_BLANKS = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\ufeff\ufffd]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_TELLING = 25
"""Letters from which on a language can be told well enough to throw a sentence away for it."""


def tidy(text: str) -> str:
    """Give a text in NFC without control characters and runs of blanks; no-break spaces stay, they mean something.

    >>> tidy("  L'e\u0301te\u0301\\u200b  vient ")
    "L'été vient"
    """
    return _BLANKS.sub(" ", _CONTROL.sub("", unicodedata.normalize("NFC", text))).strip()


def fault(pair: Pair, rules: Cleaning) -> Reason | None:
    """Say what is wrong with a tidy pair, or None."""
    if not pair.source or not pair.target:
        return "empty"
    for side in pair:
        words = len(side.split())
        if not rules.words[0] <= words <= rules.words[1]:
            return "length"
        if len(side) > rules.max_characters_per_word * words:
            return "words"
    if _ratio(pair) > rules.max_ratio:
        return "ratio"
    return "score" if score(pair) < rules.minimum_score else None


def score(pair: Pair) -> float:
    """How likely the sides are translations of each other, 0 to 1, from what can be seen without knowing them.

    The product of three: their lengths are alike; the digits of one are those of the other; the target is not the
    source again. Five words in common are nothing if they are names, so only copies above half of a side count.

    >>> score(Pair("Il a 42 ans.", "He is 42."))
    1.0
    >>> score(Pair("Il a 42 ans.", "He has 17 sheep."))
    0.0
    """
    length = max(0.0, 1 - max(0.0, math.log(_ratio(pair) / 1.5)) / math.log(2.5))
    copied = max(0.0, 2 * _copied(pair) - 1)
    return length * _same_digits(pair) * (1 - copied)


def wrong_language(pair: Pair, detect: Detect, *, source: str, target: str) -> bool:
    """Tell whether either side is surely in another language; short sides are taken on trust."""
    return any(
        sum(map(str.isalpha, text)) >= _TELLING and detect(text) not in (language, None)
        for text, language in zip(pair, (source, target), strict=True)
    )


def _ratio(pair: Pair) -> float:
    # 15 characters are added so that « Oui. » may be "Yes, it is."
    lengths = sorted((len(pair.source) + 15, len(pair.target) + 15))
    return lengths[1] / lengths[0]


def _same_digits(pair: Pair) -> float:
    """The share of digits in common; digits apart, because 14h30 is 14.30 and 5 000 is 5,000."""
    ours, theirs = (Counter(filter(str.isdigit, side)) for side in pair)
    most = max(ours.total(), theirs.total())
    # One digit may be a word on the other side: « 2 ans » is "two years".
    return (ours & theirs).total() / most if most > 1 else 1.0


def _copied(pair: Pair) -> float:
    """The share of the target's longer words that the source has too; 0 where there are fewer than four."""
    theirs = [word.lower() for word in _WORD.findall(pair.target)]
    if len(theirs) < 4:
        return float(pair.source == pair.target and len(theirs) > 1)
    ours = {word.lower() for word in _WORD.findall(pair.source)}
    return sum(word in ours for word in theirs) / len(theirs)
