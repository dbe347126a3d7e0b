"""Check `loops`: a phrase, a word or a few letters repeated more often than in the source."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from operator import eq

from babelpress.nlp.function_words import languages_of
from babelpress.nlp.tokenization import shorten, words
from babelpress.qa.base import Finding, SegmentPair, Severity

_STUTTER = re.compile(r"(\S{2,6}?)\1{4,}", re.IGNORECASE)
_LETTER = re.compile(r"(\S)\1{4,}")
"""Together: the same one to six characters, five times or more in a row (`hahahahaha`, `aaaaa`)."""

_PLAIN = 9
"""Maximum number of characters of a word that is too short for five times two characters."""

_ROWS = 8
"""Maximum number of words of a phrase that is searched for repetitions in a row."""

_TWICE = 4
"""Number of words from which on a phrase twice in a row is a loop; a shorter one must occur three times in a row.
NTREX references have no phrase of four words twice in a row unless the source has it too."""

_ECHO = 4
"""Number of words of the phrases that are counted in the whole text."""

_TWIN = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})( \1)+(?![\w'’-])", re.IGNORECASE)
"""A word repeated directly, with a single space between."""

_ONCE = 3
"""Maximum number of occurrences in a row that the post-editor reduces to one; more are a loop of the model, whose
output is wrong anyway."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding for what the target repeats more often than the source.

    >>> pair = SegmentPair(source="De plus en plus", target="cada vez cada vez cada vez", source_language="fr",
    ...             target_language="es")
    >>> check(pair)[0].message
    'says cada vez 3 times in a row'
    """
    target = words(pair.target)
    row, times = _row(target)
    if times and times > _allowed(words(pair.source)):
        phrase = " ".join(row)
        return (_finding("severe", f"says {shorten(phrase)} {times} times in a row", phrase),)
    stutter = _stutter(pair.target)
    if stutter and len(stutter) > 1.5 * len(_stutter(pair.source)) and not (_rule(stutter) and _rule(pair.source)):
        return (_finding("severe", f"stutters: {shorten(stutter, width=30)}", stutter),)
    return _often(pair, target)


def _allowed(source: tuple[str, ...]) -> int:
    """How many times in a row a translation may repeat a phrase: as often as the source does.

    For a single word all its occurrences in the source count, as the translation may drop an `et` between them.
    """
    row, times = _row(source)
    return source.count(row[0]) if len(row) == 1 else times


def _row(found: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The phrase with the most repetitions in a row, and their number; `((), 0)` if there is none."""
    best: tuple[tuple[str, ...], int] = ((), 0)
    for size in range(1, min(_ROWS, len(found) // 2) + 1):
        least = 2 if size >= _TWICE else 3
        if sum(map(eq, found[size:], found)) < size * (least - 1):
            continue
        run = 0  # places in a row that are the same as `size` words before
        for i in range(size, len(found)):
            run = run + 1 if found[i] == found[i - size] else 0
            times = run // size + 1
            if times > best[1] and times >= least:
                best = (found[i - size + 1 : i + 1], times)
    return best


def _stutter(text: str) -> str:
    """The longest piece of a few repeated characters; without letters (rules, dots) only from twelve characters on."""
    found = [match.group() for match in _LETTER.finditer(text)] if _LETTER.search(text) else []
    long = (word for word in text.split() if len(word) > _PLAIN)
    found += (match.group() for word in long for match in _STUTTER.finditer(word))
    return max((piece for piece in found if len(piece) >= 12 or any(map(str.isalpha, piece))), key=len, default="")


def _rule(text: str) -> bool:
    """Whether a text contains a row of dots or dashes."""
    return any(not found[1].isalnum() for found in _LETTER.finditer(text))


def _often(pair: SegmentPair, target: tuple[str, ...]) -> tuple[Finding, ...]:
    """Findings for a phrase, or a word, that occurs far more often than any pair of words, or word, of the source."""
    if len(target) - len(set(target)) < 3:
        return ()
    source = words(pair.source)
    phrase, times = _most(zip(*(target[i:] for i in range(_ECHO)), strict=False))
    most = _most(pairwise(source))[1] if times >= 3 else 0
    if times >= 3 and times > most + 1 and (times >= 5 or 3 * times * _ECHO >= len(target)):
        text = " ".join(phrase)
        return (_finding("severe", f"says {text} {times} times", text),)
    word, times = _most((word,) for word in target if len(word) > 3 and word not in languages_of())
    most = _most((word,) for word in source if len(word) > 3 and word not in languages_of())[1]
    if times >= 4 and times >= most + 3:
        severity: Severity = "severe" if times >= most + 4 and 4 * times >= len(target) else "warning"
        return (_finding(severity, f"says {word[0]} {times} times, the source nothing more than {most}", word[0]),)
    return ()


def _most(found: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], int]:
    return max(Counter(found).items(), key=lambda item: item[1], default=((), 0))


def _finding(severity: Severity, message: str, target: str) -> Finding:
    return Finding(check="loops", severity=severity, message=message, target=target)
