"""The state of an output folder: `OUT/.babelpress/sync.sqlite`.

For each version it holds what the machine made (the base of the merges) and the digest of the file, from which hand
edits are recognized; and what people wrote, in revisions that only grow and are chained by their digests. The database
is in WAL mode with full syncs, and each article is one transaction: a run that is killed leaves the old state or the
new one. The tables are made by the numbered files in `migrations`, each run once.
"""

import hashlib
import json
import logging
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal, Self

from filelock import FileLock, Timeout

from babelpress._internal.databases import DAMAGED, error_kind, migrate, use_wal
from babelpress._internal.files import write_atomically
from babelpress.document import Article, Record, Translation, from_json, to_json
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.sync import state_files
from babelpress.sync.merging import Clash

logger = logging.getLogger(__name__)

FOLDER = ".babelpress"
"""The folder of the state in an output folder."""
NAME = "sync.sqlite"

_WAIT = 30.0
"""Seconds to wait for another run that is at work in the same folder."""
_LEVEL = 1


StateForm = Literal["sqlite", "xliff"]
"""The form of the state: a database alone, or with an XLIFF file for each version, from which it is made again."""

_IGNORED = f"{NAME}*\nlock\nfiles/\n"
"""What git is not to keep where it keeps the files of the state."""


def is_synced(output: Path) -> bool:
    """Return whether an output folder has the state of a sync."""
    return (output / FOLDER / NAME).exists() or (output / FOLDER / state_files.FOLDER).is_dir()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """An article of an earlier run.

    Attributes:
        id: Its id.
        path: The path of its source, as it was given.
        format: The format of its source.
        language: ISO 639-1 code of its source.
        sha256: The digest of its source.
        revision: Number of the version of its source, from 1.
        options: The options of its reader.
    """

    id: str
    path: str
    format: str
    language: str
    sha256: str
    revision: int
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVersion:
    """What the machine made of one revision of a source in one language.

    Attributes:
        revision: The revision.
        source: The source as it was read.
        translation: The translation.
        written: The bytes of the file that the machine would write.
    """

    revision: int
    source: Article
    translation: Translation
    written: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """The file of a version as it was written or seen last.

    Attributes:
        path: Its path below the output, with slashes.
        sha256: Its digest.
        next_sha256: The digest of a write that had begun, empty if none had.
        content: Its bytes if people changed it.
        units: Number of sentences in it.
    """

    path: str
    sha256: str
    next_sha256: str = ""
    content: bytes | None = None
    units: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A human text whose source was edited, as `conflicts` lists it.

    Attributes:
        id: Its number.
        article: Id of the article.
        language: ISO 639-1 code of the version.
        kind: The class of the edit.
        facets: What the edit changed.
        severe: Whether the human text may be false now.
        old_source: The sentence that it translates.
        new_source: What that is now.
        human: The human text.
        machine_old: What the machine made of the old sentence.
        machine_new: What it makes of the new one.
        merged: A proposal that has both; empty if there is none.
        resolved: What was taken: `human`, `machine` or `merged`; empty while it is open.
        by: Who decided.
        applied: Whether the decision is in the file.
    """

    id: int
    article: str
    language: str
    kind: str
    facets: tuple[str, ...]
    severe: bool
    old_source: str
    new_source: str
    human: str
    machine_old: str
    machine_new: str
    merged: str
    resolved: str
    by: str
    applied: bool


@dataclass(frozen=True, slots=True)
class HumanText:
    """A text that a person wrote, and the sentence that it translates."""

    article: str
    source_language: str
    target_language: str
    source: str
    text: str
    author: str


class Store:
    """The state of an output folder: a context manager that only one run at a time can enter.

    Args:
        output: The output folder.
        create: Whether to create the state if there is none.
        state: The form of the state; None: as it is.
        read: Whether it is only read. In a folder where nobody may write that is done in a copy.

    Raises:
        OutputUnavailable: On entering: another run is at work there, there is no state, or it cannot be used.
        RunStopped: Later: the disk is full.
    """

    def __init__(
        self, output: Path, *, create: bool = True, state: StateForm | None = None, read: bool = False
    ) -> None:
        self.path = output / FOLDER / NAME
        self._file = self.path
        self._read = read
        self._copy: TemporaryDirectory[str] | None = None
        self._output = output
        self._state = state
        self._create = create
        self._lock = FileLock(self.path.with_name("lock"), timeout=_WAIT)
        self._db: sqlite3.Connection | None = None
        self._damaged = False

    def __enter__(self) -> Self:
        if not self._create and not is_synced(self._output):
            raise OutputUnavailable(
                f"{self.path}: there is no state; run first: babelpress sync SOURCE -o {self.path.parents[1]}"
            )
        try:
            if self._read and not os.access(self.path.parent, os.W_OK):
                self._copied()
            else:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._lock.acquire()
        except Timeout as error:
            raise OutputUnavailable(
                f"{self.path.parents[1]}: another sync is at work there; wait until it has ended"
            ) from error
        except OSError as error:
            doing = "read" if self._read else "written"
            raise OutputUnavailable(f"{self.path.parent}: cannot be {doing}: {error.strerror or error}") from error
        try:
            self._open()
            self._take_state()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._write_state()
        finally:
            self._close()

    def _copied(self) -> None:
        """Work on a copy: to read a database, SQLite writes files beside it."""
        self._copy = TemporaryDirectory(prefix="babelpress-")
        self._file = Path(self._copy.name) / NAME
        for ending in ("", "-wal"):
            if (place := self.path.with_name(f"{NAME}{ending}")).exists():
                shutil.copyfile(place, self._file.with_name(place.name))

    @contextmanager
    def change(self) -> Iterator[None]:
        """Make all changes inside at once or none of them. Raises `RunStopped`."""
        db = self._opened
        try:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._refused(error) from error
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")

    # Articles and their sources

    def articles(self) -> dict[str, KnownArticle]:
        """Return all articles by id."""
        rows = self._all("SELECT id, path, format, language, source_sha256, revision, options FROM article ORDER BY id")
        names = ("id", "path", "format", "language", "sha256", "revision")
        return {
            row[0]: KnownArticle(**dict(zip(names, row[:-1], strict=True)), options=json.loads(row[-1])) for row in rows
        }

    def put_article(self, article: KnownArticle, document: Article) -> None:
        """Store an article and the new revision of its source."""
        self._do(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            article.id, article.path, article.format, article.language, article.sha256, article.revision,
            json.dumps(dict(article.options)), _now(),
        )  # fmt: skip
        packed = _packed(to_json(Record(article=document)))
        self._do("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", article.id, article.revision, packed)

    def sources(self, article: str) -> Article | None:
        """Return the newest stored source of an article."""
        rows = self._all("SELECT document FROM source WHERE article = ? ORDER BY revision DESC LIMIT 1", article)
        return from_json(_unpacked(rows[0][0]).decode()).article if rows else None

    def rename(self, old: str, new: str) -> None:
        """Give an article another id.

        Its revisions stay as they are, being chained, and are added under the new id.
        """
        for table in ("source", "version", "file", "human", "conflict"):
            self._do(f"UPDATE {table} SET article = ? WHERE article = ?", new, old)
        columns = "language, source, text, origin, author, at"
        known = set(self._all(f"SELECT {columns} FROM revision WHERE article = ?", new))
        for fields in self._all(f"SELECT {columns} FROM revision WHERE article = ? ORDER BY n", old):
            if fields not in known:
                self._add_revision([new, *fields])
        self._do("UPDATE article SET id = ? WHERE id = ?", new, old)

    # Versions and their files

    def version(self, article: str, language: str, stage: str = "published") -> KnownVersion | None:
        """Return a version of an article, None if there is none at this stage."""
        rows = self._all(
            "SELECT version.revision, source.document, translation, written FROM version JOIN source USING (article, "
            "revision) WHERE article = ? AND language = ? AND stage = ?",
            article, language, stage,
        )  # fmt: skip
        if not rows:
            return None
        revision, document, translation, written = rows[0]
        record = from_json(_unpacked(translation).decode())
        return KnownVersion(
            revision=revision,
            source=from_json(_unpacked(document).decode()).article,
            translation=record.translations[0],
            written=_unpacked(written),
        )

    def put_version(self, article: str, language: str, stage: str, version: KnownVersion) -> None:
        """Store a version at a stage, in place of the one there."""
        # the article of a record cannot be left out; an empty one keeps the row small
        record = Record(article=Article(id=article, blocks=()), translations=(version.translation,))
        self._do(
            "INSERT OR REPLACE INTO version VALUES (?, ?, ?, ?, ?, ?)",
            article, language, stage, version.revision, _packed(to_json(record)), _packed(version.written),
        )  # fmt: skip

    def publish(self, article: str, language: str) -> None:
        """Make the latest version of an article the one that its file stands on, and what is no longer needed go."""
        self._do(
            "DELETE FROM version WHERE article = ? AND language = ? AND stage = 'published' AND EXISTS (SELECT 1 FROM "
            "version AS other WHERE other.article = version.article AND other.language = version.language AND "
            "other.stage = 'latest')",
            article, language,
        )  # fmt: skip
        self._do(
            "UPDATE version SET stage = 'published' WHERE article = ? AND language = ? AND stage = 'latest'",
            article, language,
        )  # fmt: skip
        self._do(
            "DELETE FROM source WHERE article = ?1 AND revision NOT IN (SELECT revision FROM version WHERE article = ?1"
            " UNION SELECT revision FROM article WHERE id = ?1)",
            article,
        )  # fmt: skip

    def all_revisions(self) -> dict[str, dict[tuple[str, str], int]]:
        """Return the revision of every version, by article, and by language and stage."""
        found: dict[str, dict[tuple[str, str], int]] = {}
        for article, language, stage, revision in self._all("SELECT article, language, stage, revision FROM version"):
            found.setdefault(article, {})[language, stage] = revision
        return found

    def languages_of(self, article: str) -> list[str]:
        """Return the languages in which an article has versions, also one whose file was not written yet."""
        found = self._all("SELECT DISTINCT language FROM version WHERE article = ? ORDER BY language", article)
        return [language for (language,) in found]

    def file_at(self, path: str) -> tuple[str, str] | None:
        """Return the article and the language of the file at a path."""
        rows = self._all("SELECT article, language FROM file WHERE path = ?", path)
        return (rows[0][0], rows[0][1]) if rows else None

    def files_of(self, article: str) -> dict[str, KnownFile]:
        """Return the files of an article by language, without their content."""
        return self._files("WHERE article = ?", article).get(article, {})

    def all_files(self) -> dict[str, dict[str, KnownFile]]:
        """Return the files of all versions without their content, by article and language."""
        return self._files("")

    def _files(self, where: str, *values: object) -> dict[str, dict[str, KnownFile]]:
        found: dict[str, dict[str, KnownFile]] = {}
        for row in self._all(f"SELECT article, language, path, sha256, next_sha256, units FROM file {where}", *values):
            found.setdefault(row[0], {})[row[1]] = KnownFile(
                path=row[2], sha256=row[3], next_sha256=row[4] or "", units=row[5]
            )
        return found

    def file(self, article: str, language: str) -> KnownFile | None:
        """Return the file of a version."""
        rows = self._all(
            "SELECT path, sha256, next_sha256, content, units FROM file WHERE article = ? AND language = ?",
            article, language,
        )  # fmt: skip
        if not rows:
            return None
        path, sha, coming, content, units = rows[0]
        kept = _unpacked(content) if content is not None else None
        return KnownFile(path=path, sha256=sha, next_sha256=coming or "", content=kept, units=units)

    def put_file(self, article: str, language: str, file: KnownFile) -> None:
        """Store the file of a version."""
        content = _packed(file.content) if file.content is not None else None
        self._do(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
            article, language, file.path, file.sha256, file.next_sha256 or None, content, file.units,
        )  # fmt: skip

    # What people wrote

    def put_human(self, article: str, language: str, texts: Sequence[tuple[str, str, str]], *, author: str) -> int:
        """Store the human texts of a version, and a revision of each that is new; return how many are new.

        Args:
            article: Id of the article.
            language: ISO 639-1 code of the version.
            texts: Each human text with its source and what the machine made of that.
            author: Who wrote them, as far as it is known.
        """
        self._do("DELETE FROM human WHERE article = ? AND language = ?", article, language)
        added = 0
        for text, source, machine in texts:
            self._do("INSERT INTO human VALUES (?, ?, ?, ?, ?)", article, language, source, text, machine)
            added += self.revise(article, language, source=source, text=text, origin="human", author=author)
        return added

    def human(self, article: str, language: str) -> list[tuple[str, str, str]]:
        """Return the human texts of a version, each with its source and what the machine made of that."""
        rows = self._all(
            "SELECT text, source, machine FROM human WHERE article = ? AND language = ?", article, language
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def human_texts(self) -> list[HumanText]:
        """Return the human texts of all versions whose source is known, without those that a person has to look at."""
        rows = self._all(
            "SELECT article, article.language, human.language, source, text, coalesce((SELECT author FROM revision r "
            "WHERE r.article = human.article AND r.language = human.language AND r.source = human.source AND "
            "r.text = human.text ORDER BY n DESC LIMIT 1), '') FROM human JOIN article ON article.id = article "
            "WHERE source != '' AND human.language != article.language AND NOT EXISTS (SELECT 1 FROM conflict WHERE "
            "conflict.article = human.article AND conflict.language = human.language AND human = text AND "
            "resolved IS NULL) ORDER BY 1, 3, human.rowid"
        )
        return [HumanText(*row) for row in rows]

    def noted(self, key: str) -> str:
        """Return what `note` kept; empty if nothing."""
        rows = self._all("SELECT value FROM about WHERE key = ?", key)
        return str(rows[0][0]) if rows else ""

    def note(self, key: str, value: str) -> None:
        """Keep a value for the next run."""
        with self.change():
            self._do("INSERT OR REPLACE INTO about VALUES (?, ?)", key, value)

    def human_counts(self) -> dict[tuple[str, str], int]:
        """Return the number of human texts by article and language."""
        rows = self._all("SELECT article, language, count(*) FROM human GROUP BY article, language")
        return {(row[0], row[1]): row[2] for row in rows}

    def revise(self, article: str, language: str, *, source: str, text: str, origin: str, author: str) -> bool:
        """Add a revision unless the last one of this source says the same; return whether it was added."""
        last = self._all(
            "SELECT text, origin FROM revision WHERE article = ? AND language = ? AND source = ? "
            "ORDER BY n DESC LIMIT 1",
            article, language, source,
        )  # fmt: skip
        known = self._all(
            "SELECT 1 FROM revision WHERE article = ? AND language = ? AND source = ? AND text = ? AND origin = ?",
            article, language, source, text, origin,
        )  # fmt: skip
        if (last and tuple(last[0]) == (text, origin)) or (known and not source):
            return False
        self._add_revision([article, language, source, text, origin, author, _now()])
        return True

    def _add_revision(self, about: Sequence[str]) -> None:
        """Add a revision, chained to the last one."""
        before = self._all("SELECT digest FROM revision ORDER BY n DESC LIMIT 1")
        fields = [*about, before[0][0] if before else ""]
        self._do(
            "INSERT INTO revision (article, language, source, text, origin, author, at, previous, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *fields, _digest(fields),
        )  # fmt: skip

    def history(self, article: str, language: str) -> list[tuple[str, str, str]]:
        """Return all revisions of a version in order: source, text, origin."""
        question = "SELECT source, text, origin FROM revision WHERE article = ? AND language = ? ORDER BY n"
        return [(row[0], row[1], row[2]) for row in self._all(question, article, language)]

    def broken_at(self) -> int | None:
        """Return the number of the first revision that is not as it was written; None if all are."""
        previous = ""
        for number, *fields, digest in self._all(
            "SELECT n, article, language, source, text, origin, author, at, previous, digest FROM revision ORDER BY n"
        ):
            if fields[-1] != previous or _digest(fields) != digest:
                return int(number)
            previous = digest
        return None

    # Conflicts

    def put_clash(self, article: str, language: str, clash: Clash, *, merged: str) -> Conflict:
        """Store a clash, once, and return its conflict."""
        key = clash_key(article, language, clash)
        self._do(
            "INSERT OR IGNORE INTO conflict (key, article, language, kind, facets, severe, old_source, new_source, "
            "human, machine_old, machine_new, merged, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key, article, language, clash.kind, " ".join(sorted(clash.facets)), clash.severe, clash.old_source,
            clash.new_source, clash.human, clash.machine_old, clash.machine_new, merged, _now(),
        )  # fmt: skip
        return self._conflicts("WHERE key = ?", key)[0]

    def renew(self, conflict: Conflict, article: str, language: str, *, human: str) -> Conflict:
        """Store a conflict once more, with the human text as a person edited it since, and return it."""
        clash = Clash(
            kind=conflict.kind,  # type: ignore[arg-type]  # as it was stored
            facets=frozenset(conflict.facets),  # type: ignore[arg-type]
            old_source=conflict.old_source,
            new_source=conflict.new_source,
            human=human,
            machine_old=conflict.machine_old,
            machine_new=conflict.machine_new,
        )
        return self.put_clash(article, language, clash, merged="")

    def conflicts(
        self, article: str | None = None, language: str | None = None, *, every: bool = False
    ) -> list[Conflict]:
        """Return the conflicts in order: the open ones, or with `every` the resolved ones too."""
        return self._conflicts(
            "WHERE (?1 IS NULL OR article = ?1) AND (?2 IS NULL OR language = ?2) AND (?3 OR resolved IS NULL) "
            "ORDER BY id",
            article, language, every,
        )  # fmt: skip

    def conflict(self, id: int) -> Conflict | None:
        """Return a conflict by its number."""
        return next(iter(self._conflicts("WHERE id = ?", id)), None)

    def resolve(self, id: int, take: str, *, by: str, applied: bool = False) -> None:
        """Store the decision on a conflict."""
        self._do(
            "UPDATE conflict SET resolved = ?, by = ?, resolved_at = ?, applied = ? WHERE id = ?",
            take, by, _now(), applied, id,
        )  # fmt: skip

    def apply_all(self, article: str, language: str) -> None:
        """Note that the decisions on a version are in its file."""
        self._do(
            "UPDATE conflict SET applied = 1 WHERE article = ? AND language = ? AND resolved IS NOT NULL",
            article, language,
        )  # fmt: skip

    def _conflicts(self, where: str, *values: object) -> list[Conflict]:
        rows = self._all(
            "SELECT id, article, language, kind, facets, severe, old_source, new_source, human, machine_old, "
            f"machine_new, merged, coalesce(resolved, ''), coalesce(by, ''), applied FROM conflict {where}",
            *values,
        )
        return [
            Conflict(
                id=row[0], article=row[1], language=row[2], kind=row[3], facets=tuple(row[4].split()),
                severe=bool(row[5]), old_source=row[6], new_source=row[7], human=row[8], machine_old=row[9],
                machine_new=row[10], merged=row[11], resolved=row[12], by=row[13], applied=bool(row[14]),
            )
            for row in rows
        ]  # fmt: skip

    # The files of the state

    @property
    def _has_files(self) -> bool:
        return self._all("SELECT 1 FROM about WHERE key = 'state' AND value = 'xliff'") != []

    def _take_state(self) -> None:
        """Take over the files of the state that are not as they were written: by git, or as the database is new."""
        folder = self.path.parent / state_files.FOLDER
        with self.change():
            if self._state == "xliff" or (self._state is None and folder.is_dir()):
                self._do("INSERT OR REPLACE INTO about VALUES ('state', 'xliff')")
            elif self._state == "sqlite":
                self._do("DELETE FROM about WHERE key = 'state'")
        if not self._has_files:
            return
        known = {
            state_files.path_of(self.path.parent, article, language): sha256
            for article, language, sha256 in self._all("SELECT article, language, sha256 FROM mirror")
        }
        for path in sorted(folder.rglob("*.xlf")):
            sha256 = digest(path.read_bytes())
            if known.get(path) == sha256:
                continue
            article, language, rows = state_files.read(path)
            with self.change():
                state_files.put_rows(self._opened, article, language, rows, output=self._output)
                for one in rows.get("revision", ()):
                    self._restore_revision(article, language, one)
                self._do("UPDATE mirror SET sha256 = ? WHERE article = ? AND language = ?", sha256, article, language)

    def _restore_revision(self, article: str, language: str, row: Mapping[str, Any]) -> None:
        fields = [article, language, *(row[name] for name in ("source", "text", "origin", "author", "at"))]
        question = "article = ? AND language = ? AND source = ? AND text = ? AND origin = ? AND author = ? AND at = ?"
        if not self._all(f"SELECT 1 FROM revision WHERE {question}", *fields):
            self._add_revision(fields)

    def _write_state(self) -> None:
        """Write the files of the state of the versions that were changed. Raises `RunStopped`."""
        if not self._has_files or self._copy is not None:
            return
        ignoring = self.path.with_name(".gitignore")
        try:
            if not ignoring.exists():
                write_atomically(ignoring, _IGNORED)
            for article, language, known in self._all(
                "SELECT article, language, sha256 FROM mirror WHERE changed ORDER BY article, language"
            ):
                self._write_file_of(article, language, known)
        except OSError as error:
            raise RunStopped(f"{error.filename}: cannot be written: {error.strerror or error}") from error

    def _write_file_of(self, article: str, language: str, known: str) -> None:
        path = state_files.path_of(self.path.parent, article, language)
        rows = state_files.rows_of(self._opened, article, language, output=self._output)
        if not rows["article"] or not rows["version"]:
            path.unlink(missing_ok=True)
            with self.change():
                self._do("DELETE FROM mirror WHERE article = ? AND language = ?", article, language)
            return
        data = state_files.written(article, language, rows)
        if digest(data) != known or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        with self.change():
            self._do(
                "UPDATE mirror SET sha256 = ?, changed = 0 WHERE article = ? AND language = ?",
                digest(data), article, language,
            )  # fmt: skip

    # The database

    @property
    def _opened(self) -> sqlite3.Connection:
        assert self._db is not None, "a store is entered before it is used"
        return self._db

    def _open(self) -> None:
        try:
            self._connect()
        except OutputUnavailable:
            if not (self._damaged and (self.path.parent / state_files.FOLDER).is_dir()):
                raise
            self._rebuild()

    def _rebuild(self) -> None:
        """Move a damaged database away; the new one is made from the files of the state."""
        aside = self._file.with_name(f"{NAME}.damaged")
        logger.warning("%s: is damaged: kept as %s, and made again from %s", self.path, aside.name, state_files.FOLDER)
        if self._db is not None:
            self._db.close()
        try:
            self._file.replace(aside)
            for name in (f"{NAME}-wal", f"{NAME}-shm"):
                self._file.with_name(name).unlink(missing_ok=True)
        except OSError as error:
            raise OutputUnavailable(f"{self.path}: cannot be moved: {error.strerror or error}") from error
        self._connect()

    def _connect(self) -> None:
        self._damaged = False
        try:
            self._db = sqlite3.connect(self._file, isolation_level=None)
            use_wal(self._db, seconds=_WAIT)
            self._db.execute("PRAGMA synchronous=FULL")
            known = self._db.execute("PRAGMA user_version").fetchone()[0]
            steps = _migrations()
            if known > len(steps):
                raise OutputUnavailable(
                    f"{self.path}: was written by a newer version of Babelpress (state {known}, this one knows "
                    f"{len(steps)}); upgrade it: pip install --upgrade babelpress"
                )
            migrate(self._db, steps)
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
        self._lock.release()
        if self._copy is not None:
            self._copy.cleanup()

    def _do(self, question: str, *values: object) -> None:
        try:
            self._opened.execute(question, values)
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _all(self, question: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]  # as the question says
        try:
            return self._opened.execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _refused(self, error: sqlite3.Error) -> RunStopped | OutputUnavailable:
        if error_kind(error) in DAMAGED:
            self._damaged = True
            return OutputUnavailable(
                f"{self.path}: is damaged ({error}); move it away and sync again: every text in the files that the "
                "machine does not write is then taken for a human one and kept"
            )
        return RunStopped(f"{self.path}: {error}; make room and sync again: what was finished is kept")


def digest(data: bytes) -> str:
    """Return the sha256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def clash_key(article: str, language: str, clash: Clash) -> str:
    """Return what identifies a clash: the version, both sources and the human text."""
    return _digest([article, language, clash.kind, clash.old_source, clash.new_source, clash.human])


def _migrations() -> list[str]:
    folder = files("babelpress.sync") / "migrations"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name)
    return [one.read_text(encoding="utf-8") for one in found]


def _digest(fields: Sequence[object]) -> str:
    return digest(json.dumps(fields).encode())


def _packed(data: str | bytes) -> bytes:
    return zlib.compress(data.encode() if isinstance(data, str) else data, _LEVEL)


def _unpacked(data: bytes) -> bytes:
    return zlib.decompress(data)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
