"""Check `language`: text that is untranslated, untranslated in part, or in another language than the target's."""

import re
from collections.abc import Iterator
from functools import cache

from babelpress import lang
from babelpress.lang.names import english_name
from babelpress.nlp.function_words import counted, hits, reading, telling
from babelpress.nlp.quotes.parse import without_kept
from babelpress.qa.base import Finding, SegmentPair

_FOREIGN = 4
"""A text counts as being in another language if it has at least this many function words of that language, and more
than twice as many as of its own. On NTREX references the 99.9th percentile of that difference is 1."""

_RUN = 5
"""Number of consecutive words that must be unchanged to be reported as an untranslated clause."""

_LONGEST_NAME = 9
"""Maximum number of words of a name (`Institut national de la statistique et des études économiques`)."""

_BARE = 12
"""Number of words from which on at least 5 % of a text must be function words of its language. 99.9 % of NTREX
references have 15 % or more."""

_PROSE = 0.08
"""Share of pronouns, verbs and conjunctions in a source above which its translation must have function words: a list
of ingredients or keywords, a line-up or the title of a product has none in any language."""

_ALIEN = 0.3
"""Share of letters outside the Latin script above which a text in a Latin-script language is reported."""

_NOT_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff]")


_SHORT = 3
"""Most letters of a word whose case shows no title."""

_WORD = re.compile(r"\w+")


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding if the target, or a clause of it, is not in its language.

    >>> pair = SegmentPair(source="Il ne sait pas où elle est.", target="Il ne sait pas où elle est.",
    ...             source_language="fr", target_language="nl")
    >>> check(pair)[0].message
    'is in French, not in Dutch'
    """
    found = counted(without_kept(pair.target, pair.source, pair.target_language))
    if not found or pair.source_language == pair.target_language:
        return ()
    language = lang.get(pair.target_language)
    if (
        language.script == "Latin"
        and not pair.target.isascii()
        and _alien(pair.target) > max(_ALIEN, 2 * _alien(pair.source))
    ):
        return (_finding(pair, f"is not in the script of {_name(pair.target_language)}"),)
    if not language.function_words:
        return ()  # without function words this language cannot be recognised
    own, other, most = hits(found, pair.target_language)
    if most >= _FOREIGN and most > 2 * own and not _quoted(pair, other, most):
        if reading(pair.target, other, pair.target_language) == "sentence":
            return (_finding(pair, f"is in {_name(other)}, not in {_name(pair.target_language)}"),)
    elif len(found) >= _BARE and 20 * own < len(found) and not _quoted(pair, other, most) and _is_prose(pair):
        return (_finding(pair, f"holds hardly a word of {_name(pair.target_language)}"),)
    left = _left(pair, found)
    if left:
        return (_finding(pair, f"left untranslated: {left}", target=left),)
    return ()


def _finding(pair: SegmentPair, message: str, *, target: str = "") -> Finding:
    return Finding(check="language", severity="severe", message=message, target=target or pair.target)


def _is_prose(pair: SegmentPair) -> bool:
    """Whether the source has as many of the words of a sentence as its language needs; True if none are known."""
    known = telling(pair.source_language)
    found = counted(pair.source)
    return not known or sum(word in known for word in found) > max(1, _PROSE * len(found))


def _name(code: str) -> str:
    return lang.get(code).english or english_name(code)


def _alien(text: str) -> float:
    """The share of letters that are not Latin."""
    others = sum(map(str.isalpha, _NOT_LATIN.findall(text)))
    return others / sum(map(str.isalpha, text)) if others else 0.0


def _quoted(pair: SegmentPair, other: str, most: int) -> bool:
    """Whether the source contains about as much of that language itself: a song, a title, a motto."""
    if other == pair.source_language:
        return False
    row = lang.get(other).function_words
    return 3 * sum(word in row for word in counted(pair.source)) >= 2 * most


def _left(pair: SegmentPair, found: tuple[str, ...]) -> str:
    """A clause of the source in the target, with at least two words that only the source language has; else empty.

    One of its words must show a sentence, unless it is longer than names are: those hold articles and prepositions too.
    """
    if lang.get(pair.source_language).stays:
        return ""  # titles, slogans and names of companies stay in English in every language
    only = _only(pair.source_language, pair.target_language)
    if sum(word in only for word in found) < 2:
        return ""
    shown = only & telling(pair.source_language)
    read = reading(pair.target, pair.source_language, pair.target_language)
    if read == "title":
        return ""  # a list of works
    for run in _shared(counted(pair.source), found):
        clause = (len(run) > _LONGEST_NAME and read == "sentence") or not shown.isdisjoint(run)
        if clause and not _is_titled(run, pair.target) and sum(word in only for word in run) >= 2:
            return " ".join(run[:_RUN])
    return ""


def _is_titled(run: tuple[str, ...], text: str) -> bool:
    """Whether most of the long words of a run are capitalised: the name of a work or of a street stays as it is."""
    capitalised = {word.lower() for word in _WORD.findall(text) if word[0].isupper()}
    long = [word for word in run if len(word) > _SHORT]
    return len(long) > 1 and 5 * sum(word in capitalised for word in long) >= 3 * len(long)


def _shared(source: tuple[str, ...], target: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Runs of at least `_RUN` words of the target that the source has too, as long as possible."""
    runs = {source[i : i + _RUN] for i in range(len(source) - _RUN + 1)}
    start: int | None = None
    for i in range(len(target) - _RUN + 2):
        if target[i : i + _RUN] in runs:
            start = i if start is None else start
        elif start is not None:
            yield target[start : i - 1 + _RUN]
            start = None


@lang.dependent
@cache
def _only(source: str, target: str) -> frozenset[str]:
    """Function words of the source language that neither the target language nor English has.

    English words are excluded since English titles stay untranslated ("on", "me").
    """
    staying = (language.function_words for language in lang.known().values() if language.stays)
    others = lang.get(target).function_words.union(*staying)
    return frozenset(word for word in lang.get(source).function_words - others if len(word) > 1)
