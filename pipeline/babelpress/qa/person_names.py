"""Findings for the names of people: one that changed, lost letters, or became a word or a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from babelpress import lang
from babelpress.nlp.names.exonyms import exonym
from babelpress.nlp.names.people import PersonName, is_given, is_named, is_role, people
from babelpress.nlp.names.places import ambiguity
from babelpress.nlp.names.tokens import function_words, titles
from babelpress.nlp.names.transcriptions import (
    is_near,
    is_same,
    is_transcribed,
    is_variant,
    known_person,
    known_spellings,
    meanings,
    meant,
)
from babelpress.nlp.placeholders import occurrences
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.base import Finding, SegmentPair, Severity

_WORD = re.compile(r"[^\W\d_]+")
_TAIL = 4
"""Least number of letters that are left of a name that lost its first ones."""
_HEAD = 3
"""Greatest number of letters that it lost."""
LONGEST = 20_000
"""Characters of two texts up to which each name is compared with each word; longer ones are no sentences."""


@dataclass(frozen=True)
class _Target:
    """The words of a target: as they are written, folded, and those that the source does not have."""

    pair: SegmentPair

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_WORD.findall(self.pair.target)))

    @cached_property
    def folded(self) -> frozenset[str]:
        """The words, and each two words together: McFadden, Mc Fadden."""
        every = [fold(word) for word in _WORD.findall(self.pair.target)]
        return frozenset((*every, *(one + two for one, two in pairwise(every))))

    @cached_property
    def new(self) -> tuple[str, ...]:
        """The words that are neither in the source nor titles, roles or function words."""
        source = {fold(word) for word in words(self.pair.source)}
        return tuple(word for word in self.words if fold(word) not in source and self._may_be_name(fold(word)))

    def _may_be_name(self, word: str) -> bool:
        language = self.pair.target_language
        return not (word in titles() or word in function_words() or is_role(word, language))


def person_findings(pair: SegmentPair) -> list[Finding]:
    """Return a severe finding for each name that is certainly a person's and became another name, a word or a place.

    >>> pair = SegmentPair(source="Selon Marie Petit, oui.", target="Laut Marie Klein ja.", source_language="fr",
    ...             target_language="de")
    >>> [finding.message for finding in person_findings(pair)]
    ['Marie Petit became Marie Klein']
    """
    target = _Target(pair)
    if len(pair.source) + len(pair.target) > LONGEST:
        return []
    found = []
    for name in people(pair.source, pair.source_language, pair.article.people):
        plain = fold(name.text)
        if name.text in pair.keep or _is_kept(plain, target):
            continue
        new = _place(plain, target) or (_other(name, plain, target) if name.family else None)
        if new:
            found.append(_finding(name, new, "severe", pair))
        elif near := _near(name, plain, target) if name.family else None:
            sure = _is_anchored(name, near, pair) and not is_variant(plain, fold(near))
            found.append(_finding(name, near, "severe" if sure else "warning", pair))
    return found


def _finding(name: PersonName, new: str, severity: Severity, pair: SegmentPair) -> Finding:
    old, new = _full(name, new, pair.target)
    return Finding(check="names", severity=severity, message=f"{old} became {new}", source=old, target=new)


def _is_anchored(name: PersonName, new: str, pair: SegmentPair) -> bool:
    """Whether the given name, or a title, stands directly before a word of the target, so that it is the surname."""
    if name.before:
        return f"{name.before} {new}" in pair.target
    found = re.search(rf"([^\W\d_]+)\.?[ \u00a0]{re.escape(new)}(?!\w)", pair.target)
    before = fold(found[1]) if found else ""
    return bool(before) and (before in titles() or is_role(before, pair.target_language))


def titled(pair: SegmentPair) -> frozenset[str]:
    """Return the given names instead of which the target has a title before the surname: Präsident Delmas.

    >>> sorted(titled(SegmentPair(source="Le président Paul Delmas part.", target="Präsident Delmas reist ab.",
    ...                           source_language="fr", target_language="de")))
    ['Paul']
    """
    found: set[str] = set()
    for name in people(pair.source, pair.source_language, pair.article.people):
        if name.before and _is_anchored(replace(name, before=""), name.text, pair):
            found.update((name.before, *name.before.split()))
    return frozenset(found)


def _full(name: PersonName, new: str, target: str) -> tuple[str, str]:
    """Return the name and what it became, each with the given name before it, if both sides have that."""
    if name.before and f"{name.before} {new}" in target:
        return f"{name.before} {name.text}", f"{name.before} {new}"
    return name.text, new


def _is_kept(name: str, target: _Target) -> bool:
    """Whether the target has a name, each part of it, or another spelling that is known."""
    pair = target.pair
    parts = [part for part in name.split("-") if part]
    known = {part: known_spellings(part, pair.source_language) for part in parts}
    return all(known[part] & target.folded or _has(part, target) for part in parts) or (
        len(parts) > 1 and _has("".join(parts), target)
    )


def _has(part: str, target: _Target) -> bool:
    return any(is_same(part, word, target.pair.target_language) for word in target.folded)


def _place(plain: str, target: _Target) -> str | None:
    """Return the word of the target that is the place of this name, in whatever language.

    A name that is nothing but a place may be one here too: Radio Bulgarie.
    """
    language = target.pair.source_language
    row = exonym(plain, language)
    if not row or not row.place or row.names.get(language) != plain:
        return None
    if not ambiguity(plain, language):
        return None
    places = {fold(written) for written in row.written.values()} - {plain}
    return next((word for word in target.words if fold(word) in places), None)


def _other(name: PersonName, plain: str, target: _Target) -> str | None:
    """Return the word that a surname became: what is left of it, or what it means."""
    foreign = is_transcribed(plain, native=_is_native(name, target.pair))
    joined = lang.get(target.pair.source_language).people.joined
    for word in target.new:
        short, long = sorted((plain, fold(word)), key=len)
        if long != short and long.endswith(short) and long.removesuffix(short) in joined and word[0].isupper():
            return word
        if _is_tail(fold(word), plain) and (not foreign or plain.removesuffix(fold(word)) in joined):
            return word
    return _meaning(plain, target)


def _is_native(name: PersonName, pair: SegmentPair) -> bool:
    """Whether the given name is one of the source language, or the article shows that the name is a person's."""
    given = lang.get(pair.source_language).people.given
    parts = (fold(part) for one in name.before.split() for part in one.split("-"))
    return name.proof == "article" or (bool(name.before) and all(part in given for part in parts))


def _near(name: PersonName, plain: str, target: _Target) -> str | None:
    """Return the word of the target that is the surname with other letters."""
    if is_given(plain) or plain in lang.get(target.pair.source_language).capitalised:
        return None
    if is_transcribed(plain, native=_is_native(name, target.pair)):
        return None
    names = (word for word in target.new if word[0].isupper() and not is_given(fold(word)))
    return next((word for word in names if is_near(plain, fold(word))), None)


def _is_tail(word: str, name: str) -> bool:
    return len(word) >= _TAIL and name.endswith(word) and 0 < len(name) - len(word) <= _HEAD


def _meaning(name: str, target: _Target) -> str | None:
    """Return the word of the target that says what a surname means, unless another word of the source means it."""
    pair = target.pair
    source = list(words(fold(pair.source)))
    for part in re.split(r"[\W_]+", name):
        if part in source:
            source.remove(part)
    keys = meanings(name, pair.source_language)
    if not keys or any(keys & meanings(word, pair.source_language) for word in source):
        return None
    return _written(meant(keys, map(fold, target.words), pair.target_language), target.words)


def _written(word: str | None, written: Sequence[str]) -> str | None:
    return next((one for one in written if fold(one) == word), word)


def people_left(pair: SegmentPair) -> dict[str, str]:
    """Return the people whose names the target left as the source spells them, with the spelling of its language.

    It must be certain who is meant: the full name is in the sentence, or in the article.

    >>> people_left(SegmentPair(source="Selon Vladimir Poutine, oui.", target="Laut Vladimir Poutine ja.",
    ...                         source_language="fr", target_language="de"))
    {'Vladimir Poutine': 'Wladimir Putin', 'Poutine': 'Putin'}
    """
    source, target = pair.source_language, pair.target_language
    found: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(pair.target)):
        row = known_person(fold(word), source) if not word.islower() and word[0].isupper() else None
        if not row or word in pair.keep or source not in row.written or target not in row.written:
            continue
        full, own = row.written[source], row.written[target]
        if full == own:
            continue
        foreign = (surnames for language, surnames in row.surnames.items() if language != source)
        if any(fold(word) in surnames for surnames in foreign):
            continue  # the press of other countries spells it so, and that of the target may
        sure = is_named(pair.source, full, source) or frozenset(fold(full).split()) <= pair.article.people
        if sure and occurrences(pair.source, [word]):
            if occurrences(pair.target, [full]):
                found[full] = own
            found[word] = own.split()[-1]
    return found
