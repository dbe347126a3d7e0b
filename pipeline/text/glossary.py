"""Terms and how they are to be translated: read, found in a source, put into a translation at the aligned words."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError, Fault
from pipeline.text.edits import Edit, disjoint
from pipeline.text.inflection import is_form, stems
from pipeline.text.termbases import rows

Align = Callable[[int, int], tuple[int, int] | None]
"""Gives the characters of the translation that stand for `start` to `end` of the source; None where none clearly do."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_WORD = re.compile(r"[^\W_]+")
_JOINS = "-‐‑"
_BEGINS = re.compile(r"(?:^|[.!?…:]\s+)[^\w]*$")
_ARTICLES = {
    "fr": "le la les un une des du au aux",
    "en": "the a an",
    "de": "der die das den dem des ein eine einen einem einer eines im am zum zur",
    "es": "el la los las un una unos unas del al",
    "nl": "de het een",
    "pt": "o a os as um uma uns umas do da dos das no na nos nas ao aos à às",
}
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


def edits(source: str, target: str, matches: Sequence[Match], *, align: Align, language: str) -> tuple[Edit, ...]:
    """Give the edits that put terms into a translation where they are missing, at the words aligned with them.

    Ordered and disjoint. A term that is there in some form stays; where nothing clearly is aligned nothing is done.
    """
    found: list[Edit] = []
    for match in matches:
        term = match.term
        there = [place for form in (term.target, *term.also) for place in occurrences(target, form, language=language)]
        if len(there) >= sum(other.term is term for other in matches):
            continue
        aligned = align(match.start, match.end)
        span = _trimmed(target, aligned, term, language=language) if aligned else None
        if span is None or any(span[0] < end and start < span[1] for start, end in there):
            continue
        found.append(_edit(source[match.start : match.end], target, span, term=term, language=language))
    return disjoint(found)


def _trimmed(target: str, span: tuple[int, int], term: Term, *, language: str) -> tuple[int, int] | None:
    """The words of an aligned stretch without the article before them; None where it is not one, or far too many."""
    words = [word.span() for word in _WORD.finditer(target) if word.start() < span[1] and span[0] < word.end()]
    articles = _ARTICLES.get(language, "").split()
    own = _WORD.findall(term.target)
    if len(words) > 1 and own and target[slice(*words[0])].lower() in articles and own[0].lower() not in articles:
        words = words[1:]
    if not words or len(words) > max(len(_WORD.findall(term.source)), len(own)) + 1:
        return None
    start, end = words[0][0], words[-1][1]
    return None if re.search(r"[.!?;:«»“”\"()\n]", target[start:end]) else (start, end)


def _edit(shown: str, target: str, span: tuple[int, int], *, term: Term, language: str) -> Edit:
    start, end = span
    new = term.target
    if len(shown) > 3 and shown.isupper() and not term.source.isupper():
        new = new.upper()
    if _BEGINS.search(target[max(0, start - 12) : start]) and new[:1].islower() and not new[1:2].isupper():
        new = new[:1].upper() + new[1:]
    if language == "en" and (article := re.search(r"\b([Aa])n? $", target[max(0, start - 4) : start])):
        start -= len(article.group())
        new = f"{article.group(1)}{'n' if new[:1] in _VOWELS else ''} {new}"
    return Edit(start=start, end=end, new=new)


def _joined(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is part of a longer word: `parole` in `porte-parole`, `a` in `a_b`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] == "_" or after[:1] == "_") or any(
        len(near) == 2 and near[joint] in _JOINS and near[1 - joint].isalnum()
        for near, joint in ((before, 1), (after, 0))
    )


def _plain(text: str) -> str:
    return text.replace("’", "'")
