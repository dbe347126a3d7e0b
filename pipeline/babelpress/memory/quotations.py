"""The quotation registry of a memory: what was said, and the words in which it was published in each language."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from rapidfuzz import fuzz, process

from babelpress.memory import folding
from babelpress.memory.database import reporting
from babelpress.memory.rows import digest_of
from babelpress.memory.similar import Difference, differences
from babelpress.memory.store import Added, TranslationMemory, renew
from babelpress.memory.units import APPROVED, Unit
from babelpress.nlp.quotes.match import match, units
from babelpress.nlp.tokenization import fold, words

_FEWEST = 3
"""Words from which a quotation is registered: shorter ones are titles, and words used with reserve."""
_SIMILAR = 90
"""The similarity (0 to 100) from which another quotation is told of."""
_PART = 4
"""Words from which a part of a quotation is told of."""
_MOST = 50_000
"""Quotations of a language up to which similar ones are looked for."""
_BATCH = 5_000
_FINAL = re.compile(r"[\s.!?…,;:]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A quotation in another language.

    Attributes:
        text: The words, without quotation marks.
        language: BCP 47 tag.
        original: Whether these are the words that were spoken, and the source is their translation.
    """

    text: str
    language: str
    original: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What somebody said, as an article quotes it.

    Attributes:
        text: The words in the language of the article, without quotation marks.
        language: BCP 47 tag of that language.
        renditions: The words in other languages.
        speaker: Who said it; empty: unknown.
        article: Id of the article that quoted it first.
        author: Who translated it, or approved that; empty: unknown.
        date: The date of the article, ISO 8601; empty: unknown.
    """

    text: str
    language: str
    renditions: tuple[Rendition, ...]
    speaker: str = ""
    article: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A quotation of the registry that was found.

    Attributes:
        kind: `equal` but for typography; `part` of a registered one; or `similar`, for people only.
        quotation: The registered quotation, with the rendition that was asked for.
        differences: In what a similar one says something else.
    """

    kind: Literal["equal", "part", "similar"]
    quotation: Quotation
    differences: tuple[Difference, ...] = ()

    @property
    def rendition(self) -> Rendition:
        """The words in the language that was asked for."""
        return self.quotation.renditions[0]


class QuotationRegistry:
    """The quotations in a memory."""

    def __init__(self, memory: TranslationMemory) -> None:
        self.memory = memory
        self._known: dict[tuple[str, str], tuple[str, dict[int, str]]] = {}

    def register(self, quotations: Iterable[Quotation]) -> Added:
        """Store quotations: all of them or, if an error is raised, none.

        A quotation that is there gets the renditions that are new; another one in the same language replaces the old,
        unless the old one is the original.

        Raises:
            RunStopped: The memory cannot be written.
        """
        waiting = iter(quotations)
        first = list(islice(waiting, _BATCH))
        total = Added()
        if first:
            with self.memory.writing() as connection:
                batch = first
                while batch:
                    total += _stored(connection, batch)
                    batch = list(islice(waiting, _BATCH))
        return total

    def add(self, units: Iterable[Unit], *, at: str = "") -> tuple[Added, Added]:
        """Store units in the memory, and the quotations of those that a person approved.

        Args:
            units: The units.
            at: The date for those without one, ISO 8601.

        Returns:
            What became of the units, and of their quotations.

        Raises:
            RunStopped: The memory cannot be written; then nothing is stored.
        """
        said = Added()

        def beside(connection: sqlite3.Connection, batch: Iterable[Unit]) -> None:
            nonlocal said
            said += _stored(connection, (one for unit in batch for one in quotations_of(unit)))

        added = self.memory.add(units, at=at, beside=beside)
        return added, said

    def lookup(self, text: str, *, source: str, target: str) -> Published | None:
        """Return the registered quotation that is equal to a text, else one that it is a part of, else a similar one.

        Args:
            text: The quoted words, without quotation marks.
            source: Their language.
            target: The language of the rendition.

        Raises:
            RunStopped: The memory is damaged.
        """
        with reporting(self.memory.path):
            rows = self.memory.connection.execute(
                f"{_SELECT} WHERE quotation.key = ? AND {_IN_LANGUAGE} ORDER BY original DESC, rendition.language = ?"
                " DESC, date DESC, id DESC",
                (quotation_key(text, source), folding.primary(target), folding.primary(target), target),
            ).fetchall()
        found = [_quotation(row) for row in rows]
        plain = folding.folded(bare(text))
        equal = next((one for one in found if folding.folded(bare(one.text)) == plain), None)
        if equal:
            return Published(kind="equal", quotation=equal)
        return self._near(text, source=folding.primary(source), target=target)

    def _near(self, text: str, *, source: str, target: str) -> Published | None:
        known = self._all(source, target)
        plain = fold(bare(text))
        if len(words(plain)) >= _PART:
            whole = next((id for id, other in known.items() if f" {plain} " in f" {other} "), None)
            if whole is not None:
                return Published(kind="part", quotation=self._by_id(whole, target))
        best = process.extractOne(plain, known, scorer=fuzz.ratio, score_cutoff=_SIMILAR) if len(plain) > 1 else None
        if best is None:
            return None
        quotation = self._by_id(best[2], target)
        return Published(kind="similar", quotation=quotation, differences=differences(text, quotation.text, source))

    def _all(self, source: str, target: str) -> dict[int, str]:
        """Return the folded texts of all quotations with a rendition in a language, by their ids."""
        pair = (source, folding.primary(target))
        revision = self.memory.revision
        if pair not in self._known or self._known[pair][0] != revision:
            with reporting(self.memory.path):
                rows = self.memory.connection.execute(
                    f"SELECT DISTINCT id, quotation.text FROM quotation JOIN rendition ON quotation = id"
                    f" WHERE (quotation.language = ? OR quotation.language LIKE ? || '-%') AND {_IN_LANGUAGE} LIMIT ?",
                    (source, source, pair[1], pair[1], _MOST + 1),
                ).fetchall()
            texts = {id: fold(bare(text)) for id, text in rows} if len(rows) <= _MOST else {}
            self._known[pair] = (revision, texts)
        return self._known[pair][1]

    def _by_id(self, id: int, target: str) -> Quotation:
        with reporting(self.memory.path):
            row = self.memory.connection.execute(
                f"{_SELECT} WHERE id = ? AND {_IN_LANGUAGE} ORDER BY original DESC, rendition.language = ? DESC",
                (id, folding.primary(target), folding.primary(target), target),
            ).fetchone()
        return _quotation(row)


def _stored(connection: sqlite3.Connection, quotations: Iterable[Quotation]) -> Added:
    """Store quotations, and return what became of them."""
    stored = changed = seen = 0
    for one in quotations:
        seen += 1
        digest = digest_of("quotation", folding.primary(one.language), folding.folded(bare(one.text)))
        key = quotation_key(one.text, one.language)
        row = (digest, key, one.language, one.text, one.speaker, one.article, one.author, one.date)
        new = connection.execute("INSERT OR IGNORE INTO quotation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", row).rowcount
        [id] = connection.execute("SELECT id FROM quotation WHERE digest = ?", [digest]).fetchone()
        before = connection.total_changes
        connection.executemany(
            "INSERT INTO rendition VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text,"
            " original = excluded.original WHERE original <= excluded.original AND text != excluded.text",
            [(id, each.language, each.text, each.original) for each in one.renditions],
        )
        more = connection.total_changes > before
        stored += new
        changed += more and not new
        if new or more:
            renew(connection, digest, *(each.text.encode() for each in one.renditions))
    return Added(stored, seen - stored - changed, changed)


_SELECT = (
    "SELECT quotation.text, quotation.language, speaker, article, author, date, rendition.text, rendition.language,"
    " original FROM quotation JOIN rendition ON quotation = id"
)
_IN_LANGUAGE = "(rendition.language = ? OR rendition.language LIKE ? || '-%')"


def _quotation(row: tuple[str, str, str, str, str, str, str, str, int]) -> Quotation:
    text, language, speaker, article, author, date, words_, other, original = row
    rendition = Rendition(text=words_, language=other, original=bool(original))
    return Quotation(
        text=text,
        language=language,
        renditions=(rendition,),
        speaker=speaker,
        article=article,
        author=author,
        date=date,
    )


def bare(text: str) -> str:
    """Return quoted words without white space and marks at their ends."""
    return _FINAL.sub("", text).strip()


def quotation_key(text: str, language: str) -> int:
    """Return the key of equal quotations."""
    return folding.key(bare(text), language)


def quotations_of(unit: Unit) -> Iterator[Quotation]:
    """Yield the quotations of a unit that a person approved: those with both marks on both sides, three words or more.

    >>> from babelpress.memory.units import Marked
    >>> unit = Unit(source_language="fr", target_language="en", source=Marked("« Il faut partir », dit-il."),
    ...             target=Marked("“We must go,” he said."), status="reviewed")
    >>> [(one.text, one.renditions[0].text) for one in quotations_of(unit)]
    [('Il faut partir', 'We must go,')]
    """
    if unit.status not in APPROVED:
        return
    sides = (unit.source.text, unit.target.text)
    ours, theirs = units(sides[0], unit.source_language), units(sides[1], unit.target_language)
    if len(ours) != len(theirs):
        return
    for one, other in match(ours, theirs, sizes=(len(sides[0]), len(sides[1]))):
        if one and other and one.opened and one.closed and other.opened and other.closed and not one.depth:
            said, rendered = sides[0][one.inner_start : one.inner_end], sides[1][other.inner_start : other.inner_end]
            if len(words(said)) >= _FEWEST and rendered.strip():
                yield Quotation(
                    text=said,
                    language=unit.source_language,
                    renditions=(Rendition(text=rendered, language=unit.target_language),),
                    article=unit.article,
                    author=unit.author,
                    date=unit.changed[:10],
                )
