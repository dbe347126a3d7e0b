"""Check `names`: people, places and acronyms of the source that the translation lost or replaced by others."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise

from babelpress import lang
from babelpress.nlp.names.brands import is_brand
from babelpress.nlp.names.detect import Name, proper_names, titles
from babelpress.nlp.names.exonyms import (
    exonym,
    is_spelt_alike,
    known_forms,
    known_phrases,
    mentions,
    own_name,
    places_named,
)
from babelpress.nlp.names.gazetteer import Exonym, exonyms
from babelpress.nlp.names.places import is_other
from babelpress.nlp.placeholders import occurrences
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Finding, SegmentPair, Severity

# Letters and groups of letters that different languages use for the same sound, mapped to one spelling.
_SPELLINGS = (("ou", "u"), ("tch", "ch"), ("sch", "ch"), ("sh", "ch"), ("ph", "f"), ("th", "t"), ("dj", "j"))
_LETTERS = str.maketrans({"w": "v", "y": "i", "k": "c", "q": "c", "z": "s", "h": "", "ł": "l", "ø": "o", "ß": "s"})
_TRANSCRIBED = re.compile(r"ou|ch|kh|dj|gu|sh|zh|ï|[aeiy][iy]|ine$|[eo]v[a]?$|[sc]k[iy]$|[^a-z-]")
"""Matches what is typical of names transcribed from other alphabets, which every language spells by its own sounds
(Gorbatchev, Gorbatschow): letter groups such as `ou`, `kh`, `zh`; endings -ine, -ov, -ova, -ski; characters
other than a-z and hyphens."""
_ALIKE = 0.72
"""Ratio of difflib from which two spellings count as one name: Gorbatchev and Gorbatschow have 0.76."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return findings for names that the target lost, replaced by others, or left in the source language.

    >>> pair = SegmentPair(source="Il a vu Paul Roux à Londres.", target="He saw Paul Blanc in London.",
    ...             source_language="fr", target_language="en")
    >>> check(pair)[0].message
    'Paul Roux became Paul Blanc'
    """
    if pair.source == pair.target or pair.source.isupper():
        return ()
    findings = [
        _finding("severe", f"lost {name}, which is to stay as it is", name)
        for name in pair.keep
        if len(occurrences(pair.source, [name])) > len(occurrences(pair.target, [name]))
    ]
    findings += _swapped_exonyms(pair)
    # Names are recognised by their capital; a language's function words are needed to exclude other capitalised words.
    known = lang.get(pair.source_language).function_words
    source = proper_names(pair.source, pair.source_language) if known else ()
    target = fold(pair.target)
    spellings = tuple({_spelling(word) for word in words(target) if len(word) > 2})
    kept = _kept_phrases(pair, target)
    lost = [
        name
        for name in source
        if fold(name.text) not in kept and not _found(name.text, pair, target=target, spellings=spellings)
    ]
    findings += [
        _finding("info", f"{name.text} is written in another way", name.text)
        for name in _surnames(pair, source)
        if name not in lost and fold(name.text) not in target
    ]
    findings += [
        _finding("warning", f"{name} is {own} in this language", name, name) for name, own in untranslated(pair).items()
    ]
    findings += [
        _finding("warning", f"{name.text} is no place here, and became one", name.text)
        for name in _misplaced(pair, source)
    ]
    if not lost:
        return tuple(findings)
    swaps = _swapped_persons(pair, source, lost)
    findings += [_finding("severe", f"{old} became {new}", old, new) for old, new in swaps.values()]
    told = {finding.source for finding in findings}
    for name in dict.fromkeys(name.text for name in lost if name.start not in swaps and not _soft(name, pair)):
        if not any(name in text for text in told):
            findings.append(_finding("warning", f"{name} is not in the translation", name))
    return tuple(findings)


def untranslated(pair: SegmentPair) -> dict[str, str]:
    """Return the places and acronyms that the target left in the source language, with their names in its own.

    >>> untranslated(SegmentPair(source="Il est à Varsovie.", target="He is in Varsovie.", source_language="fr",
    ...                   target_language="en"))
    {'Varsovie': 'Warsaw'}
    """
    found = {}
    for name in dict.fromkeys(name.text for name in proper_names(pair.source, pair.source_language)):
        if name in pair.keep or not occurrences(pair.target, [name]):
            continue
        own = own_name(name, pair.source, source=pair.source_language, target=pair.target_language)
        if own and fold(own) != fold(name) and not _goes_on(name, pair):
            row = exonym(fold(name), pair.source_language)
            if row and not mentions(row, fold(pair.target), pair.target_language):
                found[name] = own
    return found


def _misplaced(pair: SegmentPair, source: tuple[Name, ...]) -> list[Name]:
    """Names of people, or of places that share a name, which the target replaced by the exonym of a known place."""
    found = []
    for name in source:
        row = exonym(fold(name.text), pair.source_language)
        if not row or not row.place or row.names[pair.source_language] != fold(name.text):
            continue
        span = (name.start, name.start + len(name.text))
        gone = fold(name.text) not in fold(pair.target) and mentions(row, fold(pair.target), pair.target_language)
        if gone and is_other(row, pair.source, *span, language=pair.source_language):
            found.append(name)
    return found


def _goes_on(name: str, pair: SegmentPair) -> bool:
    """Whether a name is part of a longer one in the target, or the word after it is unchanged too: Chili con carne."""
    behind = [
        {match.group(1) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)[ \u00a0]([^\W\d_]+)", text)}
        for text in (pair.source, pair.target)
    ]
    function = lang.get(pair.source_language).function_words
    return any(word[0].isupper() or (word in behind[0] and fold(word) not in function) for word in behind[1])


def _surnames(pair: SegmentPair, source: tuple[Name, ...]) -> list[Name]:
    """Names that directly follow another name (surnames) and whose spelling is the same in all languages."""
    return [
        name
        for first, name in pairwise(source)
        if pair.source[first.start + len(first.text) : name.start] == " "
        and len(name.text) > 3
        and not (name.text.isupper() or first.text.isupper() or _TRANSCRIBED.search(fold(name.text)))
        and not (_soft(name, pair) or _soft(replace(first, initial=False), pair))
        and is_spelt_alike(f"{first.text} {name.text}", pair.source_language)
    ]


def _finding(severity: Severity, message: str, source: str, target: str = "") -> Finding:
    return Finding(check="names", severity=severity, message=message, source=source, target=target)


def _soft(name: Name, pair: SegmentPair) -> bool:
    """Whether a capitalised word may have a translation: a title, an institution, a people, the first word."""
    plain = fold(name.text)
    row = lang.get(pair.source_language).capitalised
    return (
        (name.initial and not is_brand(name.text))
        or plain in row
        or plain.rstrip("es") in row
        or any(part in row for part in plain.split("-"))
    )


def _found(name: str, pair: SegmentPair, *, target: str, spellings: tuple[str, ...]) -> bool:
    plain = fold(name)
    if (plain in target) if len(plain) > 2 else (plain in words(target)):
        return True
    if is_brand(name):
        return False
    for language in (pair.source_language, *_staying()):
        row = exonym(plain, language)
        if row is not None and mentions(row, target, pair.target_language):
            return True
    if name.replace(".", "").isupper():
        letters = sorted(plain.replace(".", ""))
        return any(sorted(word) == letters for word in words(target))
    parts = [part for part in re.split(r"[-.&]", plain) if len(part) > 2]
    return bool(parts) and all(_spelled(_spelling(part), spellings) for part in parts)


@lang.dependent
@cache
def _staying() -> tuple[str, ...]:
    """Languages whose names are used untranslated in texts of other languages."""
    return tuple(code for code, language in lang.known().items() if language.stays)


def _kept_phrases(pair: SegmentPair, target: str) -> frozenset[str]:
    """The single words of those multi-word names of the source (New York, Arabie saoudite) that the target mentions."""
    table = known_forms(pair.source_language)
    found = set(known_phrases(pair.source_language).findall(fold(pair.source)))
    return frozenset(
        word for phrase in found if mentions(table[phrase], target, pair.target_language) for word in phrase.split()
    )


def _spelled(part: str, spellings: Iterable[str]) -> bool:
    stem = part[: max(3, -(-len(part) * 2 // 3))]
    for word in spellings:
        if word.startswith(stem) or (len(word) > 3 and part.startswith(word[:-1]) and len(word) + 3 >= len(part)):
            return True
        if abs(len(word) - len(part)) <= 3 and word[:1] == part[:1]:
            matcher = SequenceMatcher(None, part, word, autojunk=False)
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                return True
    return False


@lru_cache(maxsize=4096)
def _spelling(word: str) -> str:
    """An approximate phonetic key, equal for the spellings of all languages: Khrouchtchev, Chruschtschow."""
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return word.translate(_LETTERS)


def _swapped_exonyms(pair: SegmentPair) -> list[Finding]:
    """Findings for places of the source that the target replaced by places that the source does not mention."""
    source, target = fold(pair.source), fold(pair.target)
    gone = [
        name
        for name, row in places_named(pair.source, pair.source_language).items()
        if not mentions(row, target, pair.target_language) and not _other_row(name, row, target, pair.target_language)
    ]
    if not gone:
        return []
    new = [
        name
        for name, row in places_named(pair.target, pair.target_language).items()
        if not mentions(row, source, pair.source_language) and name not in source
    ]
    return [
        _finding(
            "severe",
            f"{_cased(old, pair.source)} became {_cased(other, pair.target)}",
            _cased(old, pair.source),
            _cased(other, pair.target),
        )
        for old, other in zip(gone, new, strict=False)
    ]


def _other_row(name: str, row: Exonym, target: str, language: str) -> bool:
    """Whether the target mentions another row of the gazetteer with the same name (USA, United States)."""
    return (
        any(
            other is not row
            and name in (form.rstrip("*") for forms in other.forms.values() for form in forms)
            and mentions(other, target, language)
            for other in exonyms()
        )
        or name in target
    )


def _cased(name: str, text: str) -> str:
    """A folded name in the spelling of the text."""
    at = fold(text).find(name)
    return text[at : at + len(name)] if at >= 0 else name


def _swapped_persons(pair: SegmentPair, source: tuple[Name, ...], lost: list[Name]) -> dict[int, tuple[str, str]]:
    """Names of two words of which the target replaced one (Jensen Huang, Jensen Chen), by position."""
    gone = {name.start for name in lost}
    swaps: dict[int, tuple[str, str]] = {}
    for first, second in pairwise(source):
        if pair.source[first.start + len(first.text) : second.start] != " ":
            continue
        if (first.start in gone) == (second.start in gone):
            continue
        missing, present = (first, second) if first.start in gone else (second, first)
        if _soft(missing, pair) or missing.text.isupper() or exonym(fold(missing.text), pair.source_language):
            continue
        # A word of at least two characters that starts with a letter, with further parts after hyphens.
        form = r"[^\W\d_][^\W_]+(?:-[^\W_]+)*"
        near = (
            rf"({form}) {re.escape(present.text)}(?!\w)"
            if missing is first
            else rf"(?<!\w){re.escape(present.text)} ({form})"
        )
        others = [text for text in re.findall(near, pair.target) if fold(text) not in titles()]
        if len(others) == 1 and others[0][0].isupper() and fold(others[0]) not in fold(pair.source):
            new = f"{others[0]} {present.text}" if missing is first else f"{present.text} {others[0]}"
            swaps[missing.start] = (f"{first.text} {second.text}", new)
    return swaps
