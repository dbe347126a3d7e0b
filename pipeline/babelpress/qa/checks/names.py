"""Check `names`: people, places and acronyms of the source that the translation lost or replaced by others."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from babelpress import lang
from babelpress.nlp.names.brands import is_brand
from babelpress.nlp.names.countries import replaced
from babelpress.nlp.names.detect import Name, proper_names
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
from babelpress.nlp.names.people import is_given, is_role, people
from babelpress.nlp.names.places import ambiguity, is_other, is_person, is_place
from babelpress.nlp.names.tokens import function_words, titles
from babelpress.nlp.names.transcriptions import (
    are_same_given,
    is_near,
    is_transcribed,
    is_variant,
    known_spellings,
    spelled,
    spelling,
)
from babelpress.nlp.placeholders import occurrences
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Finding, SegmentPair, Severity
from babelpress.qa.person_names import LONGEST, people_left, person_findings, titled

_BRITAIN = frozenset({"united-kingdom", "england"})
"""Keys of places that stand for each other in the press."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONG = 5
"""Letters of a name from which one that is written in nearly the same way is likely the same."""
_STEM = 0.6
"""Share of a name that is at least its stem."""
_REACH = 40
"""Characters before a name in which the noun is that it belongs to."""


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
    findings += _swapped_countries(pair)
    findings += _swapped_exonyms(pair)
    if len(pair.source) + len(pair.target) > LONGEST:
        return (*findings, _finding("info", "too long for a comparison of the other names", ""))
    findings += person_findings(pair)
    # Names are recognised by their capital; a language's function words are needed to exclude other capitalised words.
    known = lang.get(pair.source_language).function_words
    source = proper_names(pair.source, pair.source_language) if known else ()
    return (*findings, *_compared(pair, source, {finding.source for finding in findings}))


def _compared(pair: SegmentPair, source: tuple[Name, ...], told: set[str]) -> list[Finding]:
    """Return findings for names that the target lost or writes in another way, apart from those that are told of."""
    target = fold(pair.target)
    kept = _kept_phrases(pair, target)
    lost = [name for name in source if fold(name.text) not in kept and not _found(name.text, pair, target=target)]
    findings = [
        _finding("info", f"{name.text} is written in another way", name.text)
        for name in _surnames(pair, source)
        if name not in lost and fold(name.text) not in target and not any(name.text in text for text in told)
    ]
    known = told | {finding.source for finding in findings}
    findings += [
        _finding("info", f"{name.text} is written {word}", name.text, word)
        for name, word in _respelled(pair, source)
        if name not in lost and fold(name.text) not in kept and not any(name.text in text for text in known)
    ]
    findings += [
        _finding("warning", f"{name} is {own} in this language", name, name)
        for name, own in {**untranslated(pair), **people_left(pair)}.items()
    ]
    findings += [one for one in _misplaced(pair, source) if one.source not in told]
    told = told | {finding.source for finding in findings}
    swaps = {
        start: (old, new)
        for start, (old, new) in _swapped_persons(pair, source, lost).items()
        if not any(old in text or text in old for text in told)
    }
    findings += [_finding("severe", f"{old} became {new}", old, new) for old, new in swaps.values()]
    told = told | {old for old, _ in swaps.values()} | titled(pair)
    for name in dict.fromkeys(name.text for name in lost if name.start not in swaps and not _soft(name, pair)):
        if not any(name in text for text in told):
            findings.append(_finding("warning", f"{name} is not in the translation", name))
    return findings


def untranslated(pair: SegmentPair) -> dict[str, str]:
    """Return the places and acronyms that the target left in the source language, with their names in its own.

    >>> untranslated(SegmentPair(source="Il est à Varsovie.", target="He is in Varsovie.", source_language="fr",
    ...                   target_language="en"))
    {'Varsovie': 'Warsaw'}
    """
    found = {}
    source, target = pair.source_language, pair.target_language
    table = known_forms(source)
    for name in dict.fromkeys(name.text for name in proper_names(pair.source, source)):
        row = table.get(fold(name))
        if row is None or name in pair.keep or not occurrences(pair.target, [name]):
            continue
        own = own_name(name, pair.source, source=source, target=target, article=pair.article)
        if not own or fold(own) == fold(name) or mentions(row, fold(pair.target), target):
            continue
        if not (_goes_on(name, pair) or _is_copied(name, pair)):
            found[name] = own
    return found


def _misplaced(pair: SegmentPair, source: tuple[Name, ...]) -> list[Finding]:
    """Findings for people, or places that share a name, that the target replaced by the exonym of a known place."""
    found = []
    language = pair.source_language
    for name in source:
        plain = fold(name.text)
        row = exonym(plain, language)
        if not row or not row.place or row.names.get(language) != plain:
            continue
        if plain in fold(pair.target) or not mentions(row, fold(pair.target), pair.target_language):
            continue
        span = (name.start, name.start + len(name.text))
        places = (is_place(row, pair.source, *at, language=language) for at in occurrences(pair.source, [name.text]))
        if any(places):
            continue
        if is_other(row, pair.source, *span, language=language) or plain in pair.article.people:
            sure = is_person(row, pair.source, *span, language=language) and ambiguity(plain, language) == "given name"
            severity: Severity = "severe" if sure else "warning"
            found.append(_finding(severity, f"{name.text} is no place here, and became one", name.text))
    return found


def _goes_on(name: str, pair: SegmentPair) -> bool:
    """Whether a name is part of a longer one in the target, or the word after it is unchanged too: Chili con carne."""
    behind = [
        {match.group(1) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)[ \u00a0]([^\W\d_]+)", text)}
        for text in (pair.source, pair.target)
    ]
    function = lang.get(pair.source_language).function_words
    return any(word[0].isupper() or (word in behind[0] and fold(word) not in function) for word in behind[1])


def _is_copied(name: str, pair: SegmentPair) -> bool:
    """Whether the words before a name are unchanged too, so that all of it is a name: eau de Cologne, avenue Foch."""
    around = lang.get(pair.source_language).places.around
    links = around.of if around else frozenset()
    before = [
        {_linked(text[max(0, start - _REACH) : start], links) for start, _ in occurrences(text, [name])}
        for text in (pair.source, pair.target)
    ]
    return bool(before[1]) and all(words and words in before[0] for words in before[1])


def _linked(text: str, links: frozenset[str]) -> tuple[str, ...]:
    """Return the noun at the end of a text, and the words that link a name to it; empty if it is a function word."""
    found: list[str] = []
    for word in reversed(words(fold(text))):
        found.append(word)
        if word not in links:
            return () if word in function_words() else tuple(found)
    return ()


def _surnames(pair: SegmentPair, source: tuple[Name, ...]) -> list[Name]:
    """Names that directly follow another name (surnames) and whose spelling is the same in all languages."""
    return [
        name
        for first, name in pairwise(source)
        if pair.source[first.start + len(first.text) : name.start] == " "
        and len(name.text) > 3
        and not (name.text.isupper() or first.text.isupper() or is_transcribed(fold(name.text), native=False))
        and not (_soft(name, pair) or _soft(replace(first, initial=False), pair))
        and is_spelt_alike(f"{first.text} {name.text}", pair.source_language)
        and not known_spellings(fold(name.text), pair.source_language)
    ]


def _respelled(pair: SegmentPair, source: tuple[Name, ...]) -> list[tuple[Name, str]]:
    """Names of whose letters the target has others before the last ones, each with the word that it has instead.

    Many are right, as languages spell names by their own sounds; what differs only at its end is mostly an inflection.
    """
    here, target = set(words(fold(pair.source))), fold(pair.target)
    new = [word for word in dict.fromkeys(_WORD.findall(pair.target)) if word[0].isupper() and fold(word) not in here]
    found = []
    for name in source if new else ():
        plain = fold(name.text)
        if len(plain) < _LONG or plain in target or _soft(name, pair) or name.text.isupper():
            continue
        if exonym(plain, pair.source_language) or known_spellings(plain, pair.source_language):
            continue
        if is_transcribed(plain, native=True):
            continue
        others = (word for word in new if is_near(plain, fold(word)) and not is_variant(plain, fold(word)))
        word = next((word for word in others if not _has_same_stem(plain, fold(word))), None)
        if word:
            found.append((name, word))
    return found


def _has_same_stem(one: str, other: str) -> bool:
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _STEM * max(len(one), len(other))


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


def _found(name: str, pair: SegmentPair, *, target: str) -> bool:
    plain = fold(name)
    if (plain in target) if len(plain) > 2 else (plain in words(target)):
        return True
    if is_brand(name):
        return False
    if not known_spellings(plain, pair.source_language).isdisjoint(words(target)):
        return True
    for language in (pair.source_language, *_staying()):
        row = exonym(plain, language)
        if row is not None and mentions(row, target, pair.target_language):
            return True
    if name.replace(".", "").isupper():
        letters = sorted(plain.replace(".", ""))
        return any(sorted(word) == letters for word in words(target))
    parts = [part for part in re.split(r"[-.&]", plain) if len(part) > 2]
    return bool(parts) and all(spelled(spelling(part), _spellings(target, pair.target_language)) for part in parts)


@lru_cache(maxsize=16)  # a text has several names
def _spellings(text: str, language: str) -> tuple[str, ...]:
    """Return the phonetic keys of the words of a text, apart from names of places: Claire is not spelled Cairo."""
    return tuple(dict.fromkeys(spelling(word) for word in words(text) if len(word) > 2 and not exonym(word, language)))


@lang.dependent
@cache
def _staying() -> tuple[str, ...]:
    """Languages whose names are used untranslated in texts of other languages."""
    return tuple(code for code, language in lang.known().items() if language.stays)


def _kept_phrases(pair: SegmentPair, target: str) -> frozenset[str]:
    """The single words of those multi-word names of the source (New York, Arabie saoudite) that the target mentions."""
    table = known_forms(pair.source_language)
    found = {match.group() for match in known_phrases(pair.source_language).finditer(fold(pair.source))}
    return frozenset(
        word for phrase in found if mentions(table[phrase], target, pair.target_language) for word in phrase.split()
    )


def _swapped_countries(pair: SegmentPair) -> list[Finding]:
    """Findings for countries of the source in whose place the target has one that the source does not mention."""
    languages = (pair.source_language, pair.target_language)
    found = replaced(pair.source, pair.target, source_language=languages[0], target_language=languages[1])
    return [
        _finding("severe", f"{old.text} became {new.text}", old.text, new.text)
        for old, new in found
        if not is_other(old.row, pair.source, old.start, old.start + len(old.text), language=languages[0])
    ]


def _swapped_exonyms(pair: SegmentPair) -> list[Finding]:
    """Findings for other places of the source that the target replaced by places that the source does not mention."""
    source, target = fold(pair.source), fold(pair.target)
    gone = [
        (name, row)
        for name, row in places_named(pair.source, pair.source_language).items()
        if not mentions(row, target, pair.target_language) and not _other_row(name, row, target, pair.target_language)
    ]
    if not gone:
        return []
    new = [
        (name, row)
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
        for (old, row), (other, another) in zip(gone, new, strict=False)
        if not row.kind == another.kind == "country" and not _BRITAIN.issuperset((row.key, another.key))
    ]


def _other_row(name: str, row: Exonym, target: str, language: str) -> bool:
    """Whether the target mentions another row of the gazetteer with the same name (USA, United States)."""
    return name in target or any(
        other is not row and mentions(other, target, language) for other in _rows().get(name, ())
    )


@lang.dependent
@cache
def _rows() -> dict[str, list[Exonym]]:
    """Return the rows of the gazetteer by each of their forms in any language."""
    table: dict[str, list[Exonym]] = {}
    for row in exonyms():
        for form in dict.fromkeys(form.rstrip("*") for forms in row.forms.values() for form in forms):
            table.setdefault(form, []).append(row)
    return table


def _cased(name: str, text: str) -> str:
    """A folded name in the spelling of the text."""
    at = fold(text).find(name)
    return text[at : at + len(name)] if at >= 0 else name


def _swapped_persons(pair: SegmentPair, source: tuple[Name, ...], lost: list[Name]) -> dict[int, tuple[str, str]]:
    """Names of two words of which the target replaced one (Jensen Huang, Jensen Chen), by position."""
    gone = {name.start for name in lost}
    families = {name.start for name in people(pair.source, pair.source_language, frozenset()) if name.family}
    swaps: dict[int, tuple[str, str]] = {}
    for first, second in pairwise(source):
        if pair.source[first.start + len(first.text) : second.start] != " ":
            continue
        if (first.start in gone) == (second.start in gone):
            continue
        missing, present = (first, second) if first.start in gone else (second, first)
        if missing.start not in families and _may_change(missing, pair):
            continue
        # A word of at least two characters that starts with a letter, with further parts after hyphens.
        form = r"[^\W\d_][^\W_]+(?:-[^\W_]+)*"
        near = (
            rf"({form}) {re.escape(present.text)}(?!\w)"
            if missing is first
            else rf"(?<!\w){re.escape(present.text)} ({form})"
        )
        others = [text for text in re.findall(near, pair.target) if _may_replace(text, missing, pair, missing is first)]
        if len(others) == 1 and others[0][0].isupper() and fold(others[0]) not in fold(pair.source):
            new = f"{others[0]} {present.text}" if missing is first else f"{present.text} {others[0]}"
            swaps[missing.start] = (f"{first.text} {second.text}", new)
    return swaps


def _may_change(name: Name, pair: SegmentPair) -> bool:
    """Whether a part of a name is another in other languages: a title, a profession, an acronym, a place."""
    plain = fold(name.text)
    initial = name.initial and not is_given(plain)  # names beside it show that a given name is one
    soft = (
        _soft(replace(name, initial=initial), pair)
        or name.text.isupper()
        or plain in titles()
        or is_role(plain, pair.source_language)
    )
    return soft or exonym(plain, pair.source_language) is not None


def _may_replace(other: str, name: Name, pair: SegmentPair, given: bool) -> bool:
    """Whether a word of the target may be the name that a part of a name was replaced by, not a title or a noun.

    Where nouns are capitalised, one before a name has an article: das Drama Gravity. Where they are in headlines only,
    the first of two words must be a given name on one side.
    """
    plain, old = fold(other), fold(name.text)
    own = lang.get(pair.target_language)
    if plain in titles() or plain in function_words() or plain in own.capitalised or is_role(plain, own.code):
        return False
    if are_same_given(old, plain):
        return False
    if not given or is_given(old) or is_given(plain) or is_near(old, plain):
        return True
    if lang.get(pair.source_language).capitals.headline:
        return False
    return not (own.capitals.nouns and _has_article(other, pair))


def _has_article(word: str, pair: SegmentPair) -> bool:
    """Whether an article is before a word of the target."""
    before = re.search(rf"([^\W\d_]+) {re.escape(word)}(?!\w)", pair.target)
    endings = lang.get(pair.target_language).endings
    articles = endings.articles if endings else frozenset()
    return before is not None and before[1].lower() in articles
