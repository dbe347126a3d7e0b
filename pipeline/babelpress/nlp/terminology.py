"""Terminology: read glossaries and find their terms in source and translation."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babelpress import lang
from babelpress.errors import ConfigError, Fault
from babelpress.lang.base import Endings
from babelpress.nlp.termbase_files import rows

# Inflected forms
#
# Forms are compared by the letters that they share, not by grammar; in doubt two words count as forms of the same word.

_SHORT = 3
"""The fewest letters that two forms share; a word this short can only take suffixes."""

_FEMININE = 5
"""The fewest letters of a word that may take a feminine suffix: `président`, but not `port` (`porte` is no form)."""

_UNKNOWN = Endings(added=frozenset(("s", "es")))
"""The suffixes for a language without data of its own."""


def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the base forms that a source word, in lower case, may have: itself, and without each of its suffixes.

    >>> stems("présidentes", "fr")
    ('présidentes', 'présidente', 'président')
    >>> stems("porte", "fr")
    ('porte',)
    """
    found, endings = [word], _endings(language)
    for suffix in endings.suffixes:
        stem = word.removesuffix(suffix)
        feminine = suffix in endings.feminine
        enough = _FEMININE if feminine and not stem.endswith(endings.feminine_after) else _SHORT
        if stem != word and len(stem) >= enough:
            found.append(stem)
    for plural, ending in endings.plurals:
        if word.endswith(plural) and len(word) > len(plural) + 1:
            found.append(f"{word.removesuffix(plural)}{ending}")
    return tuple(found)


def is_form(word: str, term: str, language: str) -> bool:
    """Whether a word of a translation is a form of a word of a term, or a compound with it (German, Dutch).

    >>> is_form("Häusern", "Haus", "de"), is_form("scholen", "school", "nl"), is_form("Regen", "Regel", "de")
    (True, True, False)
    """
    found, wanted = fold(word, language), fold(term, language)
    if found == wanted:
        return True
    if not wanted.isalpha():
        return False
    if _endings(language).compounds and len(wanted) > _SHORT and wanted in found:
        return True
    pairs = zip(found, wanted, strict=False)
    shared = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(found), len(wanted)))
    least = min(len(wanted), max(_SHORT, (len(wanted) + 1) // 2))
    # The forms may also share a letter of the ending: criminal, criminais.
    return any(_exchange(found[cut:], wanted[cut:], language) for cut in range(shared, max(least, shared - 2) - 1, -1))


def _exchange(one: str, other: str, language: str) -> bool:
    if not one or not other:
        return one + other in _endings(language).added
    return any(one in group and other in group for group in _exchanged(language))


def _endings(language: str) -> Endings:
    return lang.get(language).endings or _UNKNOWN


@lang.dependent
@cache
def _exchanged(language: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in _endings(language).exchanged)


@lang.dependent
@lru_cache(maxsize=4096)
def fold(word: str, language: str) -> str:
    """Return a word in lower case, without accents and without spelling changes before an ending."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    endings = _endings(language)
    for old, new in endings.respelt:
        plain = plain.replace(old, new)
    if not endings.doubled:
        return plain
    return "".join(char for i, char in enumerate(plain) if i == 0 or char != plain[i - 1])


Align = Callable[[int, int], tuple[int, int] | None]
"""Returns the span of the translation that is aligned to `start` to `end` of the source, None if there is none."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_WORD = re.compile(r"[^\W_]+")
_JOINS = "-‐‑"
_BEGINS = re.compile(r"(?:^|[.!?…:]\s+)[^\w]*$")
_VOWELS = "aeiouAEIOU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term and its translation; `also` are further correct translations, `line` is the line of the glossary file.

    The search ignores case, unless `exact` is set or the term has a capital after its first letter (`Le Monde`, `ONU`).
    """

    source: str
    target: str
    also: tuple[str, ...] = ()
    exact: bool = False
    line: int = 0

    @property
    def key(self) -> str:
        """The key that two rows for the same term share."""
        return self.source if self.cased else self.source.casefold()

    @property
    def cased(self) -> bool:
        """Whether the search for it is case-sensitive."""
        return self.exact or any(map(str.isupper, self.source[1:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An occurrence of a term in a source, `start` to `end` (excluded)."""

    start: int
    end: int
    term: Term


class Glossary:
    """The terms from one language (`source`) to another (`target`)."""

    def __init__(self, terms: Iterable[Term], *, source: str, target: str) -> None:
        self.terms = tuple(terms)
        self.source = source
        self.target = target
        self._by_word: dict[str, list[tuple[list[str], Term]]] = {}
        for term in self.terms:
            if tokens := _TOKEN.findall(_plain(term.source)):
                self._by_word.setdefault(tokens[0].casefold(), []).append((tokens, term))
        for named in self._by_word.values():
            named.sort(key=lambda entry: (-len(entry[0]), -len(entry[1].source)))

    @property
    def keep(self) -> tuple[str, ...]:
        """The terms that are not translated, for `placeholders.find`."""
        return tuple(term.source for term in self.terms if term.source == term.target)

    def find(self, text: str) -> tuple[Match, ...]:
        """Return the terms of a text, in order and disjoint; of several that begin with the same word the longest.

        A term matches whole words, which may be plural or feminine forms and may follow an elided article.

        >>> glossary = Glossary([Term(source="centrale nucléaire", target="kerncentrale")], source="fr", target="nl")
        >>> [(match.start, match.end) for match in glossary.find("Les Centrales nucléaires ferment.")]
        [(4, 24)]
        """
        if not self.terms:
            return ()
        plain = _plain(text)
        tokens = list(_TOKEN.finditer(plain))
        found: list[Match] = []
        at = 0
        while at < len(tokens):
            length, term = self._longest(plain, tokens, at)
            if term:
                found.append(Match(start=tokens[at].start(), end=tokens[at + length - 1].end(), term=term))
            at += max(length, 1)
        return tuple(found)

    def _longest(self, text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, Term | None]:
        word = tokens[at].group().casefold()
        candidates = [
            entry for stem in dict.fromkeys(stems(word, self.source)) for entry in self._by_word.get(stem, ())
        ]
        best: tuple[int, Term | None] = (0, None)
        for wanted, term in candidates:
            if len(wanted) > best[0] and self._stands(text, tokens[at : at + len(wanted)], wanted, cased=term.cased):
                best = (len(wanted), term)
        return best

    def _stands(self, text: str, tokens: Sequence[re.Match[str]], wanted: list[str], *, cased: bool) -> bool:
        if len(tokens) < len(wanted) or _joined(text, tokens[0].start(), tokens[-1].end()):
            return False
        for i, (token, word) in enumerate(zip(tokens, wanted, strict=True)):
            found = token.group()
            if i == 0 and word[:1].islower():
                found = found[:1].lower() + found[1:]  # its capital may be that of a sentence
            if found.casefold() == word.casefold() if not cased else found == word:
                continue
            forms = stems(found if cased else found.casefold(), self.source)
            if (word if cased else word.casefold()) not in forms:
                return False
        return True


def read(path: Path, *, source: str, target: str) -> Glossary:
    """Read a glossary.

    Args:
        path: A CSV file `source,target[,note]` (comma, semicolon or tab; header optional) or a TBX file. The word
            `case` in the note makes the term case-sensitive.
        source: Code of the source language.
        target: Code of the target language.

    Returns:
        The glossary.

    Raises:
        ConfigError: With every faulty line: empty cells, a term with two translations, terms that are translations of
            each other.
    """
    terms: dict[tuple[str, str], Term] = {}
    faults: list[Fault] = []
    for row in rows(path, source=source, target=target):
        where = f"line {row.line}"
        if not row.source or not row.target:
            faults.append(
                Fault(where, f"the {'target' if row.source else 'source'} of '{row.source or row.target}' is empty")
            )
            continue
        if not _WORD.search(row.source):
            faults.append(Fault(where, f"'{row.source}' contains no letter or digit, so it cannot be found in a text"))
            continue
        exact = "case" in re.split(r"[\s;,|]+", row.note.casefold())
        term = Term(source=row.source, target=row.target, also=row.also, exact=exact, line=row.line)
        terms.setdefault((term.key, term.target), term)
    found = list(terms.values())
    faults += conflicts(found)
    if faults:
        raise ConfigError(f"the glossary {path} cannot be used", faults)
    return Glossary(found, source=source, target=target)


def conflicts(terms: Sequence[Term]) -> tuple[Fault, ...]:
    """Return a fault for each term with several translations and for each cycle (a to b, b to a)."""
    by_key: dict[str, list[Term]] = {}
    for term in terms:
        by_key.setdefault(term.key, []).append(term)
    found = []
    for same in by_key.values():
        if len({term.target for term in same}) > 1:
            targets = ", ".join(f"'{term.target}' (line {term.line})" for term in same)
            found.append(
                Fault(f"line {same[-1].line}", f"'{same[0].source}' has several translations: {targets}; keep one")
            )
    return (*found, *_cycles({key: same[0] for key, same in by_key.items()}))


def _cycles(terms: dict[str, Term]) -> Iterator[Fault]:
    done: set[str] = set()
    for key in terms:
        path: dict[str, Term] = {}
        while key in terms and key not in done and key not in path:
            path[key] = term = terms[key]
            if term.target == term.source:
                break  # a term that is not translated
            key = term.target if term.target in terms else term.target.casefold()
        if key in path and path[key].target != path[key].source:
            ring = list(path.values())[list(path).index(key) :]
            names = " -> ".join([*(f"'{term.source}'" for term in ring), f"'{ring[0].source}'"])
            lines = ", ".join(str(term.line) for term in ring)
            yield Fault(f"line {ring[-1].line}", f"a cycle: {names} (lines {lines}); is one the wrong way round?")
        done |= path.keys()


def occurrences(text: str, term: str, *, language: str) -> tuple[tuple[int, int], ...]:
    """Return the spans where a translation has a term in any form, its words in order and at most one between two."""
    wanted = _WORD.findall(term)
    words = list(_WORD.finditer(text))
    if not wanted:
        return ()
    found: list[tuple[int, int]] = []
    for first, word in enumerate(words):
        if found and word.start() < found[-1][1]:
            continue
        at = first
        for i, each in enumerate(wanted):
            reach = words[at : at + (2 if i else 1)]
            step = next((j for j, near in enumerate(reach) if is_form(near.group(), each, language)), None)
            if step is None:
                break
            at += step + 1
        else:
            found.append((word.start(), words[at - 1].end()))
    return tuple(found)


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a span is part of a longer word: `parole` in `porte-parole`, `a` in `a_b`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] == "_" or after[:1] == "_") or any(
        len(near) == 2 and near[joint] in _JOINS and near[1 - joint].isalnum()
        for near, joint in ((before, 1), (after, 0))
    )


def _plain(text: str) -> str:
    return text.replace("’", "'")
