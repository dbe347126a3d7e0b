"""The translation memory: one SQLite file of units, looked up exactly, searched for similar ones, pruned."""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Literal, Self

from babelpress.memory import folding
from babelpress.memory.database import opened, reporting
from babelpress.memory.rows import COLUMNS, digest_of, indexed, origin_of, row_of, rowid, unit_of
from babelpress.memory.units import APPROVED, STATUSES, Origin, Status, Unit

_BATCH = 5_000
"""Units that are looked up and stored in one go."""

_LARGE = 4_000_000
"""Characters of such a batch, tags included, that bound the memory of an import."""

_AT_ONCE = 500
"""Maximum number of values in one query: old versions of SQLite allow at most 999 parameters."""

_FREQUENT = 200
"""Texts from which the number of them that have a token is kept; a rarer token is cheap to look up."""

_GROWN = 1.2
"""Growth after which the frequent tokens are counted again."""

_READ = 10_000
"""Places in the index that a search reads, at most: a token more frequent than the rest of it is not looked up."""

_PATIENCE = 0.2
"""Seconds to wait for another process before uses are counted."""

_ALTERNATIVES = 20
"""Translations of one text that a lookup considers."""

MatchKind = Literal["in-context", "in-article", "human", "machine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A text to look up.

    Attributes:
        text: The source text.
        article: Id of its article.
        previous: `folding.key` of the text before it, that of the empty text at the beginning; None: unknown.
        next: That of the text after it.
    """

    text: str
    article: str = ""
    previous: int | None = None
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A unit whose source is the text that was looked up.

    Attributes:
        unit: The unit.
        kind: `in-context`: both neighbours are equal; `in-article`: from the same article; else who wrote it.
        wording: Whether the source is equal to the letter, or differs in `typography`, or in the case of its first
            letter (`case`).
        fits: Whether the language tag of the unit is that asked for, or one of the two names no region.
        id: Number of the unit in its memory.
    """

    unit: Unit
    kind: MatchKind
    wording: Literal["equal", "typography", "case"]
    fits: bool
    id: int

    @property
    def replaces(self) -> bool:
        """Whether it is good enough to stand in place of a model's translation, if the checks pass."""
        return self.unit.status in APPROVED and self.fits and self.wording != "case"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of units that were to be stored."""

    stored: int = 0
    duplicates: int = 0
    upgraded: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(self.stored + other.stored, self.duplicates + other.duplicates, self.upgraded + other.upgraded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What a memory holds: by source language, target language, status and origin, the number of units."""

    sources: int
    units: dict[tuple[str, str, Status, Origin], int]
    quotations: int
    articles: int
    bytes: int


Beside = Callable[[sqlite3.Connection, Sequence[Unit]], None]
"""What is stored together with a batch of units."""


class TranslationMemory:
    """A translation memory in a file.

    Readers and one writer, of several processes, may use the file at a time. After a fork each process has a connection
    of its own; threads take turns.

    Args:
        path: The file.
        write: Whether to open it for writing; it is made if it is missing.

    Raises:
        ConfigError: The file is missing (without `write`), no translation memory, damaged or of a newer version.
        OutputUnavailable: It cannot be written.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._write = write
        self._lock = RLock()
        self._connections = {os.getpid(): opened(path, write=write)}
        self._frequent: dict[str, int] | None = None
        self._used: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getstate__(self) -> tuple[Path, bool]:
        return self.path, self._write

    def __setstate__(self, state: tuple[Path, bool]) -> None:
        self.__init__(state[0], write=state[1])  # type: ignore[misc]  # pickled for another process: opened there

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this process."""
        own = os.getpid()
        if own not in self._connections:
            self._connections[own] = opened(self.path, write=self._write)
        return self._connections[own]

    def close(self) -> None:
        """Close the file."""
        if connection := self._connections.pop(os.getpid(), None):
            connection.close()

    @property
    def revision(self) -> str:
        """The revision of the content: another one after each change."""
        with self._lock, reporting(self.path):
            row = self.connection.execute("SELECT value FROM about WHERE key = 'revision'").fetchone()
        return str(row[0]) if row else "0"

    # --- Storing ---

    def add(self, units: Iterable[Unit], *, at: str = "", beside: Beside | None = None) -> Added:
        """Store units: all of them or, if an error is raised, none.

        A unit that is there already, with the same texts, languages, article and neighbours, is counted and not stored;
        if it has a better status now, it gets that.

        Args:
            units: The units; they are read while they are stored.
            at: The date for those without one, ISO 8601.
            beside: Is called with the units of each batch in the same transaction.

        Returns:
            How many were stored, were there already, and got a better status.

        Raises:
            RunStopped: The disk is full, another process keeps writing, or the file is damaged.
        """
        total = Added()
        waiting = _batches(units)
        batch = next(waiting, None)
        if batch is None:
            return total
        with self.writing() as connection:
            while batch:
                total += self._stored(connection, batch, at)
                if beside:
                    beside(connection, batch)
                batch = next(waiting, None)
            self._count(connection)
        return total

    def _stored(self, connection: sqlite3.Connection, batch: Sequence[Unit], at: str) -> Added:
        digests = [digest_of(unit.source_language, unit.source.text) for unit in batch]
        ids = self._sources(connection, batch, digests)
        rows = [row_of(unit, ids[digest], at) for unit, digest in zip(batch, digests, strict=True)]
        before = connection.total_changes
        connection.executemany(f"INSERT OR IGNORE INTO tu VALUES (NULL, {', '.join('?' * (len(rows[0])))})", rows)
        stored = connection.total_changes - before
        upgraded = 0
        if stored < len(rows):
            before = connection.total_changes
            better = [(row[6], row[7], row[9], row[15], row[0], row[6]) for row in rows if row[6] > 0]
            connection.executemany(
                "UPDATE tu SET status = ?, human = ?, author = ?, changed = ? WHERE digest = ? AND status < ?", better
            )
            upgraded = connection.total_changes - before
        if stored or upgraded:
            renew(connection, *(row[0] for row in rows))
        return Added(stored, len(rows) - stored - upgraded, upgraded)

    def _sources(
        self, connection: sqlite3.Connection, batch: Sequence[Unit], digests: Sequence[bytes]
    ) -> dict[bytes, int]:
        """Return the id of each source text, by its digest; new ones are stored and indexed."""
        new = dict(zip(digests, batch, strict=True))
        ids: dict[bytes, int] = {}
        wanted = list(new)
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            ids.update(connection.execute(f"SELECT digest, id FROM source WHERE digest IN ({marks})", part))
        [last] = connection.execute("SELECT coalesce(max(id), 0) FROM source").fetchone()
        rows, entries = [], []
        for digest, unit in new.items():
            if digest not in ids:
                last += 1
                ids[digest] = last
                text, language = unit.source.text, unit.source_language
                rows.append((last, digest, folding.key(text, language), language, text))
                entries.append((rowid(text, last), indexed(text)))
        connection.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?)", rows)
        entries.sort()  # FTS5 writes a segment to the disk whenever a row number is smaller than the last
        connection.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", entries)
        return ids

    def _count(self, connection: sqlite3.Connection) -> None:
        """Count the texts of frequent tokens, if the memory has grown enough since the last time."""
        [texts] = connection.execute("SELECT count(*) FROM source").fetchone()
        row = connection.execute("SELECT value FROM about WHERE key = 'counted'").fetchone()
        if texts < (int(row[0]) if row else 1) * _GROWN:
            return
        connection.execute("DELETE FROM frequent")
        connection.execute("INSERT INTO frequent SELECT term, doc FROM vocabulary WHERE doc > ?", [_FREQUENT])
        connection.execute("INSERT OR REPLACE INTO about VALUES ('counted', ?)", [str(texts)])
        self._frequent = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection in a transaction. Raises `RunStopped` if it cannot be written."""
        with self._lock, reporting(self.path):
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has ended it already
                    connection.execute("ROLLBACK")
                raise

    # --- Looking up ---

    def lookup(self, query: Query, *, source: str, target: str, model: str = "", approved: bool = False) -> list[Match]:
        """Return the translations of a text, the best first.

        In-context matches come first, then those of the article, then those of people, then those of the model; among
        equal ones the one whose text, region, status, neighbours and date fit best.

        Args:
            query: The text and its context.
            source: Language of the text, a BCP 47 tag.
            target: Language of the translations; `nl` finds `nl-BE` too.
            model: Id of the present model; translations of other models are returned only if a person approved them.
            approved: Whether to return only reviewed and final translations.

        Returns:
            The matches, at most 20.

        Raises:
            RunStopped: The file is damaged.
        """
        exact = folding.key(query.text, source)
        wanted = folding.primary(target)
        context = (query.previous, query.next)
        known = None not in context
        reviewed = min(map(STATUSES.index, APPROVED))
        with self._lock, reporting(self.path):
            rows = self.connection.execute(
                f"""
                SELECT {COLUMNS}, tu.id, (tu.previous = ?3) + (tu.next = ?4) AS equal
                FROM source JOIN tu ON tu.source = source.id
                WHERE source.key = ?1 AND (tu.language = ?2 OR tu.language LIKE ?2 || '-%')
                    AND (tu.status >= ?10 OR (NOT ?11 AND (tu.human OR tu.model = ?6)))
                ORDER BY (?7 AND equal = 2) DESC, (?5 != '' AND tu.article = ?5) DESC, tu.human DESC,
                    source.text = ?8 DESC, tu.language = ?9 DESC, tu.status DESC, equal DESC, tu.changed DESC, tu.id
                LIMIT {_ALTERNATIVES}
                """,
                (exact, wanted, *context, query.article, model, known, query.text, target, reviewed, approved),
            ).fetchall()
        found: list[Match] = []
        for *columns, id, equal in rows:
            unit = unit_of(columns)
            wording = _wording(query.text, unit.source.text)
            if wording is None:
                continue  # two texts with one hash
            in_article = bool(query.article) and unit.article == query.article
            kind: MatchKind = "in-context" if known and equal == 2 else "in-article" if in_article else unit.origin
            fits = _fits(unit.target_language, target)
            found.append(Match(unit=unit, kind=kind, wording=wording, fits=fits, id=id))
        return found

    def count_uses(self, ids: Sequence[int], *, at: str) -> None:
        """Count that units took the place of a model's translation.

        The revision stays: nothing that a lookup returns is another. Where the file cannot be written, or another
        process is writing, the uses are counted with the next ones, or not at all.

        Args:
            ids: The units, by `Match.id`; one that was used twice is there twice.
            at: The date, ISO 8601.
        """
        with self._lock:
            self._used += ids
            if not self._used:
                return
            counts = Counter(self._used)
            with suppress(sqlite3.Error), closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as connection:
                with connection:
                    connection.executemany(
                        "UPDATE tu SET uses = uses + ?, used = ? WHERE id = ?",
                        [(count, at, id) for id, count in sorted(counts.items())],
                    )
                self._used.clear()

    def candidates(self, text: str, *, reach: float, most: int) -> list[tuple[int, str, str]]:
        """Return id, language and text of the sources that share rare words with a text, the most similar first.

        Args:
            text: The text.
            reach: Share by which the length may differ.
            most: Maximum number of candidates.

        Raises:
            RunStopped: The file is damaged.
        """
        low, high = int(len(text) * (1 - reach)) << 32, (int(len(text) * (1 + reach)) + 2) << 32
        shared: dict[int, float] = {}
        with self._lock, reporting(self.path):
            for token, weight in self._rare(text):
                rows = self.connection.execute(
                    "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?", (f'"{token}"', low, high)
                )
                for (row,) in rows:
                    shared[row] = shared.get(row, 0.0) + weight
            best = sorted(shared, key=lambda row: (-shared[row], row))[:most]
            found: list[tuple[int, str, str]] = []
            for at in range(0, len(best), _AT_ONCE):
                part = [row & 0xFFFFFFFF for row in best[at : at + _AT_ONCE]]
                marks = ",".join("?" * len(part))
                found += self.connection.execute(f"SELECT id, language, text FROM source WHERE id IN ({marks})", part)
        return found

    def _rare(self, text: str) -> list[tuple[str, float]]:
        """Return the rarest tokens of a text, each with its weight, that together are in a bounded number of texts."""
        if self._frequent is None:
            self._frequent = dict(self.connection.execute("SELECT token, texts FROM frequent"))
        counts = sorted((self._frequent.get(token, _FREQUENT), token) for token in folding.tokens(text))
        found: list[tuple[str, float]] = []
        seen = 0
        for count, token in counts:
            seen += count
            if found and seen > _READ:
                break
            found.append((token, 1.0 / count))
        return found

    def translations(self, source: int, *, target: str) -> list[Unit]:
        """Return the translations of a source text by its id into a language, those of people and the newest first."""
        with self._lock, reporting(self.path):
            rows = self.connection.execute(
                f"""
                SELECT {COLUMNS} FROM source JOIN tu ON tu.source = source.id
                WHERE source.id = ? AND (tu.language = ? OR tu.language LIKE ? || '-%')
                ORDER BY tu.status DESC, tu.human DESC, tu.changed DESC, tu.id LIMIT {_ALTERNATIVES}
                """,
                (source, folding.primary(target), folding.primary(target)),
            ).fetchall()
        return [unit_of(row) for row in rows]

    # --- All of it ---

    def units(self) -> Iterator[Unit]:
        """Yield all units, in the order in which they were stored; what is stored meanwhile may be missing."""
        with reporting(self.path):
            rows = self.connection.cursor().execute(
                f"SELECT {COLUMNS} FROM tu JOIN source ON tu.source = source.id ORDER BY tu.id"
            )
            for row in rows:
                yield unit_of(row)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the source and target languages of all units."""
        with self._lock, reporting(self.path):
            return self.connection.execute(
                "SELECT DISTINCT source.language, tu.language FROM tu JOIN source ON source = source.id ORDER BY 1, 2"
            ).fetchall()

    def statistics(self) -> Statistics:
        """Count what the memory holds."""
        with self._lock, reporting(self.path):
            ask = self.connection.execute
            rows = ask(
                "SELECT source.language, tu.language, status, human, count(*) FROM tu JOIN source"
                " ON tu.source = source.id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3 DESC, 4 DESC"
            ).fetchall()
            [sources] = ask("SELECT count(*) FROM source").fetchone()
            [quotations] = ask("SELECT count(*) FROM quotation").fetchone()
            [articles] = ask("SELECT count(DISTINCT article) FROM tu WHERE article != ''").fetchone()
        units = {(one, other, STATUSES[status], origin_of(human)): n for one, other, status, human, n in rows}
        return Statistics(
            sources=sources, units=units, quotations=quotations, articles=articles, bytes=self.path.stat().st_size
        )

    def prune(self, *, article: str = "", before: str = "", author: str = "") -> int:
        """Delete the units and quotations that meet all the conditions given; nothing of them is left in the file.

        Args:
            article: Id of the article that they come from.
            before: Date, ISO 8601: they were last changed before it. A unit without a date is not.
            author: Who wrote or approved them.

        Returns:
            How many units and quotations were deleted.

        Raises:
            ValueError: No condition is given.
            RunStopped: The disk is full or the file damaged; then nothing is deleted.
        """
        conditions = {"article = ?": article, "changed != '' AND changed < ?": before, "author = ?": author}
        given = {condition: value for condition, value in conditions.items() if value}
        if not given:
            raise ValueError("prune needs a condition: article, before or author")
        where = " AND ".join(given)
        with self._lock, reporting(self.path):
            with self.writing() as connection:
                before_count = connection.total_changes
                connection.execute(f"DELETE FROM tu WHERE {where}", list(given.values()))
                deleted = connection.total_changes - before_count
                orphans = connection.execute(
                    "SELECT id, text FROM source WHERE id NOT IN (SELECT source FROM tu)"
                ).fetchall()
                rows = sorted((rowid(text, id), indexed(text)) for id, text in orphans)
                connection.executemany("INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, ?)", rows)
                connection.executemany("DELETE FROM source WHERE id = ?", [(id,) for id, _ in orphans])
                deleted += _prune_quotations(connection, article=article, before=before, author=author)
                if deleted:
                    renew(connection, " AND ".join(f"{where} {value}" for where, value in given.items()).encode())
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
            connection.execute("VACUUM")  # what was deleted is not left on the pages of the file
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return deleted


def _batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Yield the units in lists that are bounded in number and size."""
    batch: list[Unit] = []
    size = 0
    for unit in units:
        batch.append(unit)
        size += sum(len(side.text) + sum(len(tag.open) + len(tag.close) for tag in side.tags) for side in
                    (unit.source, unit.target))  # fmt: skip
        if len(batch) == _BATCH or size > _LARGE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def renew(connection: sqlite3.Connection, *changes: bytes) -> None:
    """Derive the revision from the last one and what was changed."""
    row = connection.execute("SELECT value FROM about WHERE key = 'revision'").fetchone()
    content = b"".join([str(row and row[0]).encode(), *changes])
    connection.execute(
        "INSERT OR REPLACE INTO about VALUES ('revision', ?)", [blake2b(content, digest_size=16).hexdigest()]
    )


def _prune_quotations(connection: sqlite3.Connection, *, article: str, before: str, author: str) -> int:
    conditions = {"article = ?": article, "date != '' AND date < ?": before, "author = ?": author}
    given = {condition: value for condition, value in conditions.items() if value}
    where = f"SELECT id FROM quotation WHERE {' AND '.join(given)}"
    connection.execute(f"DELETE FROM rendition WHERE quotation IN ({where})", list(given.values()))
    return connection.execute(f"DELETE FROM quotation WHERE id IN ({where})", list(given.values())).rowcount


def _wording(asked: str, stored: str) -> Literal["equal", "typography", "case"] | None:
    if asked == stored:
        return "equal"
    if folding.folded(asked) != folding.folded(stored):
        return None
    first, other = (next((char for char in text if char.isalpha()), "") for text in (asked, stored))
    return "case" if first.islower() is not other.islower() else "typography"


def _fits(stated: str, asked: str) -> bool:
    """Whether two tags of one language are equal, or one of them names no region."""
    one, other = (tag.replace("_", "-").lower() for tag in (stated, asked))
    return one == other or "-" not in one or "-" not in other
