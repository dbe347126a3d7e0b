"""Terms and how they are to be translated: read, found in a source, put into a translation at the aligned words."""

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

# Whether a word of a text is a word of a glossary in another form: endings by language, compounds where it has them.
#
# By what two words have in common, not by grammar: it rather takes two words for one than the other way round.

_SHORT = 3
"""Letters that two forms have in common at least; so short a word as this only takes endings."""

_FEMININE = 5
"""Letters from which on a word may have a feminine ending: `président`, but not `port`, of which `porte` is no form."""

_UNKNOWN = Endings(added=frozenset(("s", "es")))
"""What is tried in a language without endings of its own."""


def stems(word: str, language: str) -> tuple[str, ...]:
    """Give what a word of the source, in small letters, may be a form of: itself, and without each ending it has.

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
    """Tell whether a word of a translation is a form, or in German and Dutch a compound, of a word of a term.

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
    # The forms may have a letter of the ending itself in common: criminal, criminais.
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
    """Give a word in small letters, without accents, and without what spelling changes before an ending."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    endings = _endings(language)
    for old, new in endings.respelt:
        plain = plain.replace(old, new)
    if not endings.doubled:
        return plain
    return "".join(char for i, char in enumerate(plain) if i == 0 or char != plain[i - 1])


Align = Callable[[int, int], tuple[int, int] | None]
"""Gives the characters of the translation that stand for `start` to `end` of the source; None where none clearly do."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_WORD = re.compile(r"[^\W_]+")
_JOINS = "-‐‑"
_BEGINS = re.compile(r"(?:^|[.!?…:]\s+)[^\w]*$")
_VOWELS = "aeiouAEIOU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row: `target` is what stands for `source`, `also` what is right too; `line` is where its file has it.

    It is found in any case, unless `exact` or a capital after its first letter asks for its own (`Le Monde`, `ONU`).
    """

    source: str
    target: str
    also: tuple[str, ...] = ()
    exact: bool = False
    line: int = 0

    @property
    def key(self) -> str:
        """What two rows for one term have in common."""
        return self.source if self.cased else self.source.casefold()

    @property
    def cased(self) -> bool:
        """Tell whether it is found in its own case only."""
        return self.exact or any(map(str.isupper, self.source[1:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a term stands in a source."""

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
        """The terms that are their own translation: for `protect.find`."""
        return tuple(term.source for term in self.terms if term.source == term.target)

    def find(self, text: str) -> tuple[Match, ...]:
        """Give the terms of a text in order, disjoint, the longest where several begin with one word.

        Whole words; each may be in the plural or feminine, and stand after an elided article.

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
                found = found[:1].lower() + found[1:]  # a sentence may begin with it
            if found.casefold() == word.casefold() if not cased else found == word:
                continue
            forms = stems(found if cased else found.casefold(), self.source)
            if (word if cased else word.casefold()) not in forms:
                return False
        return True


def read(path: Path, *, source: str, target: str) -> Glossary:
    """Read a glossary: CSV of `source,target[,note]` (comma, semicolon or tab; header optional) or TBX.

    `case` in the note asks for the term's own case. Raises `ConfigError` with all that is wrong and where: empty
    cells, a term with two translations, terms that are translations of each other.
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
            faults.append(Fault(where, f"'{row.source}' holds no letter or digit to find it by"))
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
    """Say which terms have several translations and which lead back to themselves (a is b, b is a)."""
    by_key: dict[str, list[Term]] = {}
    for term in terms:
        by_key.setdefault(term.key, []).append(term)
    found = []
    for same in by_key.values():
        if len({term.target for term in same}) > 1:
            said = ", ".join(f"'{term.target}' (line {term.line})" for term in same)
            found.append(
                Fault(f"line {same[-1].line}", f"'{same[0].source}' has several translations: {said}; keep one")
            )
    return (*found, *_cycles({key: same[0] for key, same in by_key.items()}))


def _cycles(terms: dict[str, Term]) -> Iterator[Fault]:
    done: set[str] = set()
    for key in terms:
        path: dict[str, Term] = {}
        while key in terms and key not in done and key not in path:
            path[key] = term = terms[key]
            if term.target == term.source:
                break  # not to be translated
            key = term.target if term.target in terms else term.target.casefold()
        if key in path and path[key].target != path[key].source:
            ring = list(path.values())[list(path).index(key) :]
            said = " -> ".join([*(f"'{term.source}'" for term in ring), f"'{ring[0].source}'"])
            lines = ", ".join(str(term.line) for term in ring)
            yield Fault(f"line {ring[-1].line}", f"a cycle: {said} (lines {lines}); is one the wrong way round?")
        done |= path.keys()


def occurrences(text: str, term: str, *, language: str) -> tuple[tuple[int, int], ...]:
    """Give where a translation holds a term in any form, its words in order and at most one word between two."""
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
    """Tell whether a stretch is part of a longer word: `parole` in `porte-parole`, `a` in `a_b`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] == "_" or after[:1] == "_") or any(
        len(near) == 2 and near[joint] in _JOINS and near[1 - joint].isalnum()
        for near, joint in ((before, 1), (after, 0))
    )


def _plain(text: str) -> str:
    return text.replace("’", "'")
