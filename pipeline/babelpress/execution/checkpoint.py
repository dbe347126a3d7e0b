"""The checkpoint of a batch: all finished records on disk, with the fingerprints of their article and provenance.

It is an SQLite file in WAL mode, with a full sync for each group of records. Appending lines to a file is no faster and
slower to open again (`benchmarks/batch/journal.py`). Records must also be found by the id of their article, replaced
when the article has changed, and an incomplete last write must be recognized: SQLite does all three and detects damaged
pages.
"""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from babelpress._internal.databases import DAMAGED, error_kind, use_wal
from babelpress.document import Article, Record, from_json, to_json
from babelpress.errors import OutputUnavailable, RunStopped

FORMAT = 1
"""Version of the tables. A checkpoint with another version cannot be resumed."""

NAME = "journal.sqlite"
"""Name of the file in the output folder."""

_LEVEL = 1
"""Compression level of zlib: records are mostly prose in JSON, which level 1 reduces to a quarter."""

_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
"""A full disk; the second is also what a quota or a limit on the size of files becomes."""

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
    id TEXT PRIMARY KEY, input BLOB, made_by TEXT, failed INTEGER, run INTEGER, place INTEGER, record BLOB
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finished record.

    Attributes:
        input: Fingerprint of the article as it was read.
        record: The record.
    """

    input: bytes
    record: Record


class Checkpoint:
    """The checkpoint of an output folder: a context manager that only one run at a time can enter.

    Args:
        folder: The output folder; it is created if it does not exist.
        made_by: Fingerprint of the provenance of the records of this run.
        fresh: Names of files in the folder that are deleted on entering.

    Raises:
        OutputUnavailable: On entering: another run uses the folder, or the file is damaged or has another version.
        RunStopped: Later: the disk is full, or the folder was removed.
    """

    def __init__(self, folder: Path, *, made_by: str, fresh: Sequence[str] = ()) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._made_by = made_by
        self._fresh = fresh
        self._lock = FileLock(folder / f".{NAME}.lock")
        self._file: sqlite3.Connection | None = None
        self._inode = 0
        self._run = 0

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise OutputUnavailable(
                f"{self._folder}: another run is at work there; wait until it has ended, or give another folder"
            ) from error
        except OSError as error:
            raise OutputUnavailable(f"{self._folder}: cannot be written: {error.strerror}") from error
        try:
            for name in self._fresh:
                for path in (self._folder / f"{name}{suffix}" for suffix in ("", "-wal", "-shm")):
                    path.unlink(missing_ok=True)
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def made_by_others(self) -> int:
        """Number of records made by another profile, other weights or another version; they are made again."""
        return self._count("SELECT count(*) FROM records WHERE made_by != ?", self._made_by) or 0

    def kept(self, *, failed: bool) -> int:
        """Return for how many records `keeps` would be true if no article had changed."""
        question = "SELECT count(*) FROM records WHERE made_by = ? AND (? OR NOT failed)"
        return self._count(question, self._made_by, failed) or 0

    def claim(self, id: str, place: int) -> int | None:
        """Return the position of an earlier article of this run with the same id, or None if there is none."""
        return self._count("SELECT place FROM records WHERE id = ? AND run = ?", id, self._run)

    def keeps(self, id: str, input: bytes, place: int, *, failed: bool) -> bool:
        """Look for a finished record of an article, and mark it as part of this run.

        Args:
            id: Id of the article.
            input: Fingerprint of the article.
            place: Position of the article in the input, from 0.
            failed: Whether a record with failures counts as finished.

        Returns:
            Whether there is a record of the same article with the same provenance.
        """
        question = "SELECT failed FROM records WHERE id = ? AND input = ? AND made_by = ?"
        had = self._count(question, id, input, self._made_by)
        if had is None or (had and not failed):
            return False
        self._query("UPDATE records SET run = ?, place = ? WHERE id = ?", self._run, place, id)
        return True

    def read(self, id: str) -> Record:
        """Return the record of an article for which `keeps` was true. Raises `OutputUnavailable` if it is damaged."""
        (packed,) = self._query("SELECT record FROM records WHERE id = ?", id).fetchone()
        try:
            return from_json(zlib.decompress(packed).decode())
        except (zlib.error, ValueError) as error:
            raise self._damaged(f"the record of '{id}' cannot be read: {error}") from error

    def put(self, entries: Sequence[tuple[int, Entry]]) -> None:
        """Write records with the positions of their articles; they are on disk on return. Raises `RunStopped`."""
        rows = [
            (
                entry.record.article.id,
                entry.input,
                self._made_by,
                bool(entry.record.failures),
                self._run,
                place,
                zlib.compress(to_json(entry.record).encode(), _LEVEL),
            )
            for place, entry in entries
        ]
        self._there()
        file = self._opened()
        try:
            file.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            file.commit()
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def commit(self) -> None:
        """Write which records of earlier runs belong to this run. Raises `RunStopped`."""
        self._there()
        try:
            self._opened().commit()
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _open(self) -> None:
        try:
            self._file = sqlite3.connect(self._path)
            use_wal(self._file)
            self._file.execute("PRAGMA synchronous=FULL")
            known = self._file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'about'").fetchone()[0]
            if known:
                said = self._file.execute("PRAGMA quick_check(1)").fetchone()[0]
                if said != "ok":
                    raise self._damaged(said)
                version = self._count("SELECT value FROM about WHERE name = 'format'")
                if version != FORMAT:
                    raise OutputUnavailable(
                        f"{self._path}: was written by another version (format {version}, this one has {FORMAT}); "
                        "give another folder, or delete the file to do everything again"
                    )
            self._file.executescript(_TABLES)
            self._query("INSERT OR IGNORE INTO about VALUES ('format', ?)", FORMAT)
            self._run = self._count("SELECT coalesce(max(run), 0) + 1 FROM records") or 1
            self._file.commit()
            self._inode = self._path.stat().st_ino
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        self._lock.release()

    def _there(self) -> None:
        """Raise `RunStopped` if the file was deleted, since SQLite goes on writing to a deleted file."""
        try:
            gone = self._path.stat().st_ino != self._inode
        except OSError:
            gone = True
        if gone:
            raise RunStopped(f"{self._path} was removed while the run was at work; start it again")

    def _opened(self) -> sqlite3.Connection:
        assert self._file is not None, "a checkpoint is entered before it is used"
        return self._file

    def _query(self, question: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._opened().execute(question, values)
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _count(self, question: str, *values: object) -> int | None:
        """Return the number that a query gives, or None if it gives no row."""
        row = self._query(question, *values).fetchone()
        return int(row[0]) if row else None

    def _refused(self, error: sqlite3.Error) -> RunStopped | OutputUnavailable:
        """What to raise: only a file whose contents are wrong is damaged, any other one stays and is gone on with."""
        if error_kind(error) in DAMAGED:
            return self._damaged(str(error))
        remedy = "make room" if error_kind(error) in _NO_ROOM else "see that it can be read and written"
        return RunStopped(f"{self._path}: {error}; {remedy} and start again: what was finished is kept")

    def _damaged(self, what: str) -> OutputUnavailable:
        return OutputUnavailable(
            f"{self._path}: is damaged ({what}); move it away and start again: all articles will be done again"
        )


def fingerprint(article: Article) -> bytes:
    """Return the hash of an article and its metadata (16 bytes)."""
    return blake2b(to_json(Record(article=article)).encode(), digest_size=16).digest()
