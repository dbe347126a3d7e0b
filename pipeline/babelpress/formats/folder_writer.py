"""Output folders: reserved, locked, written file by file; each file is either complete or absent."""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.files import write_atomically
from babelpress.document import Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.formats.filenames import Names, safe_name

logger = logging.getLogger(__name__)

MARKER = "articles.json"
"""The working file with the names that this program wrote to the folder (`holds`) and its articles."""

_DEPTH = 2
"""Folders above a file in which it may be an article: `nl/article.md`."""

RECORDS = "records"
"""The working folder of what a later run needs to know of an article."""

WRITTEN = "written.jsonl"
"""The working file with every file of the folder that this program wrote: its path, its hash, its article."""

Entry = dict[str, Any]
"""What the marker stores of one article: its `id` and what the writer needs for an index. JSON only."""


class FolderOptions(BaseModel):
    """Options of every writer of a folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Write to a folder that has files from elsewhere.")
    working: str = Field(
        "", description="Folder of the working files, one per output; empty: `.NAME.babelpress` beside the output."
    )


@dataclass(slots=True)
class _Written:
    """A file that this program wrote: the hashes it may have, the last one first, and the name of its article."""

    hashes: list[str]
    owner: str = ""
    current: bool = field(default=False, kw_only=True)  # written by this run


class Folder:
    """A folder reserved for one run.

    Files that are not for readers (which articles it has, a lock, records) are in `working`, a hidden folder beside it
    and not inside: tools that publish a folder include hidden files. `entries` are its articles by name, those of
    earlier runs of the same kind of writer included. Two runs never use it at the same time; the lock of a dead process
    does not count. A folder that was emptied or removed starts afresh.
    """

    def __init__(self, path: Path, *, kind: str, overwrite: bool, working: str = "") -> None:
        self.path = path
        self.working = Path(working) if working else working_folder(path)
        self.entries: dict[str, Entry] = {}
        self._kind = kind
        self._overwrite = overwrite
        self._lock = FileLock(self.working / "lock", timeout=0)
        self._marker: dict[str, Any] = {}
        self._written: dict[str, _Written] = {}

    def claim(self) -> None:
        """Reserve the folder, created if it is missing. Raises `OutputUnavailable`, changing nothing in it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._check_owner()
        except FileExistsError as error:
            raise OutputUnavailable(f"{self.path}: is a file; name a folder") from error
        except OSError as error:
            raise OutputUnavailable(f"{self.path}: cannot be written to: {error.strerror or error}") from error
        try:
            self.working.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise OutputUnavailable(
                f"{self.path}: another run is writing to it; wait until that run ends, or name another folder"
            ) from error
        except OSError as error:
            raise OutputUnavailable(
                f"{self.working}: the working files cannot be written: {error.strerror or error}; "
                "name another folder for them with the writer's option `working`"
            ) from error
        try:
            self._begin()
        except RunStopped as error:
            self._lock.release()
            raise OutputUnavailable(str(error)) from error
        except BaseException:
            self._lock.release()
            raise

    def _check_owner(self) -> None:
        """Raise `OutputUnavailable` where the folder has files, and none that an earlier run wrote."""
        present = {item.name for item in self.path.iterdir()}
        known = set(self._read_marker()["holds"])
        ours = (self.working / MARKER).exists() and (not known or known & present)
        if present and not ours and not self._overwrite:
            raise OutputUnavailable(
                f"{self.path}: has files that Babelpress did not write; name another folder, or allow it (--force)"
            )

    def _begin(self) -> None:
        """Load the state of earlier runs; discard it where none of their files exists any more."""
        self._marker = self._read_marker()
        if not any((self.path / name).exists() for name in self._marker["holds"]):
            shutil.rmtree(self.working / RECORDS, ignore_errors=True)
            (self.working / WRITTEN).unlink(missing_ok=True)
            self._marker = {"holds": [], "articles": {}}
        self.entries = self._marker["articles"].setdefault(self._kind, {})
        self._written = _read_written(self.working / WRITTEN)
        self._write_marker()

    def write(self, name: str, text: str | bytes, *, owner: str = "") -> None:
        """Write one file below the folder atomically; `owner` is the name of its article. Raises `RunStopped`."""
        top = Path(name).parts[0]
        if top not in self._marker["holds"]:  # recorded first: recognized by the next run if this one is killed
            self._marker["holds"].append(top)
            self._write_marker()
        self._note(name, _hash(text), owner)
        _write(self.path / name, text)

    def copy(self, file: Path, name: str, *, owner: str = "") -> None:
        """Copy a file that is no document to the folder. Raises `RunStopped`; one that cannot be read is told."""
        try:
            data = file.read_bytes()
        except OSError as error:
            logger.warning("%s: cannot be copied: %s", file, error.strerror or error)
            return
        self.write(name, data, owner=owner)

    def has_foreign(self, name: str, *, but: str | bytes | None = None) -> bool:
        """Whether there is a file that this program did not write, or that was changed since; `but` for one like it."""
        known = self._written.get(name)
        ours = list(known.hashes) if known else []
        ours += [] if but is None else [_hash(but)]
        try:
            return _hash((self.path / name).read_bytes()) not in ours
        except FileNotFoundError:
            return False
        except OSError:
            return True

    def has(self, name: str) -> bool:
        """Whether an earlier run, or this one, wrote a file of this name."""
        return name in self._written

    def owner(self, name: str) -> str:
        """Return the name of the article of a file; empty if it is not known."""
        return self._written[name].owner if name in self._written else ""

    def is_current(self, name: str) -> bool:
        """Whether this run wrote the file."""
        return name in self._written and self._written[name].current

    def outdated(self, owners: Collection[str]) -> list[str]:
        """Return the files of articles that this run did not write and whose article is none of these."""
        return [
            name for name, one in self._written.items() if one.owner and not one.current and one.owner not in owners
        ]

    def discard(self, name: str) -> None:
        """Remove a file of an earlier run and the folders that it leaves empty; one that was changed since stays.

        Raises `RunStopped`.
        """
        if self.has_foreign(name):
            logger.warning("%s: its source is gone, but it was changed by hand and is kept", self.path / name)
            self._written.pop(name, None)
            return
        self.remove(name)
        for folder in list(Path(name).parents)[:-1]:
            try:
                (self.path / folder).rmdir()
            except OSError:
                break

    def _note(self, name: str, hash: str, owner: str) -> None:
        """Record a file before it is written; in a line of its own, so that nothing is lost if the run is killed."""
        before = self._written.get(name)
        if before and before.hashes[0] == hash and before.owner == owner:
            before.current = True
            return
        hashes = [hash, *(before.hashes if before else ())]
        self._written[name] = _Written(hashes, owner, current=True)
        try:
            with (self.working / WRITTEN).open("a", encoding="ascii") as log:
                log.write(_line(name, self._written[name]))
        except OSError as error:
            reason = error.strerror or error
            raise RunStopped(
                f"{self.working / WRITTEN}: cannot be written: {reason}; files written before it are kept"
            ) from error

    def keep(self, name: str, text: str) -> None:
        """Write one file below `working` atomically, unless it is so already. Raises `RunStopped`."""
        path = self.working / name
        with suppress(OSError):
            if path.read_bytes() == text.encode(errors="replace"):
                return
        _write(path, text)

    def remove(self, name: str) -> None:
        """Remove a file of an earlier run from the folder, if it exists. Raises `RunStopped`."""
        try:
            (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise RunStopped(f"{self.path / name}: cannot be removed: {error.strerror or error}") from error
        self._written.pop(name, None)

    def release(self) -> None:
        """Record what the folder has, and unlock it. Raises `RunStopped`."""
        try:
            self._write_marker()
            if self._written or (self.working / WRITTEN).exists():
                last = (_line(name, _Written(one.hashes[:1], one.owner)) for name, one in self._written.items())
                self.keep(WRITTEN, "".join(last))
        finally:
            self._lock.release()

    def _read_marker(self) -> dict[str, Any]:
        path = self.working / MARKER
        try:
            marker = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"holds": [], "articles": {}}
        except (OSError, ValueError) as error:
            raise OutputUnavailable(
                f"{path}: is damaged ({error}); remove it and {self.path}, then run again"
            ) from error
        if not _is_marker(marker):
            raise OutputUnavailable(f"{path}: was not written by Babelpress; name another folder")
        return marker

    def _write_marker(self) -> None:
        self.keep(MARKER, json.dumps(self._marker, ensure_ascii=False, indent=1) + "\n")


def working_folder(path: Path) -> Path:
    """Return the folder of the working files of an output: `build/.site.babelpress` for `build/site`."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (`..` has no name of its own)
    return whole.parent / f".{whole.name}.babelpress"


def written_files(path: Path) -> list[str]:
    """Return the paths of the files in an output folder that earlier runs wrote."""
    return list(_read_written(working_folder(path) / WRITTEN))


def was_written_by(path: Path, kind: str) -> bool:
    """Return whether a writer of this kind wrote a file, by the working files beside the folder that it is in."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (links stay links)
    for folder in whole.parents[:_DEPTH]:
        working = working_folder(folder)
        if whole.relative_to(folder).as_posix() in _read_written(working / WRITTEN):
            try:
                return kind in json.loads((working / MARKER).read_text(encoding="utf-8"))["articles"]
            except (OSError, ValueError, LookupError):
                return False
    return False


def _read_written(path: Path) -> dict[str, _Written]:
    found: dict[str, _Written] = {}
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return found
    for line in lines:
        try:
            name, hash, owner = json.loads(line)
        except (ValueError, TypeError):
            continue  # the last line of a run that was killed
        before = found.get(name)
        found[name] = _Written([hash, *(before.hashes if before else ())], owner)
    return found


def _line(name: str, one: _Written) -> str:
    return json.dumps([name, one.hashes[0], one.owner]) + "\n"


def _hash(data: str | bytes) -> str:
    return hashlib.sha256(data.encode(errors="replace") if isinstance(data, str) else data).hexdigest()[:16]


def _write(path: Path, text: str | bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        raise RunStopped(
            f"{path}: cannot be written: {error.strerror or error}; files written before it are kept"
        ) from error


def _is_marker(marker: object) -> bool:
    match marker:
        case {"holds": list(holds), "articles": dict(articles)}:
            return all(isinstance(name, str) for name in holds) and all(
                isinstance(entries, dict) for entries in articles.values()
            )
    return False


class FolderWriter:
    """Base class of writers of a folder: subclasses return the files of a record and their index."""

    expects: ClassVar[Literal["folder", "file"]] = "folder"
    kind: ClassVar[str]

    def __init__(self, output: Path, options: FolderOptions) -> None:
        self.folder = Folder(output, kind=self.kind, overwrite=options.overwrite, working=options.working)
        self._names = Names({})
        self._unwritten: set[str] = set()
        self._written = 0

    def __enter__(self) -> Self:
        self.folder.claim()
        self._names = Names({name: str(entry.get("id", "")) for name, entry in self.folder.entries.items()})
        return self

    def write(self, record: Record) -> None:
        """Write the versions of one record. Raises `RunStopped`."""
        if record.language is None:
            self._unwritten.add(record.article.id)
            return  # without a language there is no version to write; its failures say why
        name = self._names.claim(record.article.id)
        record = self.complete(name, record)
        for path, text in self.files(name, record).items():
            self.folder.write(path, text, owner=name)
        if note := self.note(record):
            self.folder.keep(f"{RECORDS}/{name}.json", note)
        self.folder.entries[name] = {"id": record.article.id, **self.entry(name, record)}
        self._written += 1

    def __exit__(self, *exception: object) -> None:
        try:
            try:
                if self._written or not any(exception):
                    for path, text in self.index().items():
                        self.folder.write(path, text)
            finally:
                self.folder.release()
        except RunStopped as error:
            if not any(exception):
                raise
            logger.warning("%s", error)  # must not hide the first exception

    def prune(self, spare: Collection[str]) -> list[str]:
        """Remove what earlier runs wrote of articles that this run did not have, and return the names of the files.

        Args:
            spare: Ids of articles that stay although they were not written: those that could not be read.

        Raises:
            RunStopped: A file cannot be removed.
        """
        kept = self._unwritten.union(spare)
        gone = [
            name
            for name, entry in self.folder.entries.items()
            if not self._names.has(name) and entry.get("id") not in kept
        ]
        for name in gone:
            self.forget(name, self.folder.entries.pop(name))
            (self.folder.working / RECORDS / f"{name}.json").unlink(missing_ok=True)
        found = self.folder.outdated({*self.folder.entries, *map(safe_name, kept)})
        for path in found:
            self.folder.discard(path)
        return found

    def forget(self, name: str, entry: Entry) -> None:
        """Take note that an article is gone."""

    def files(self, name: str, record: Record) -> Mapping[str, str | bytes]:
        """Return the files of one record: path below the folder -> text."""
        raise NotImplementedError

    def complete(self, name: str, record: Record) -> Record:
        """Return the record, with the results of an earlier run for the same article where they are to stay."""
        return record

    def note(self, record: Record) -> str:
        """Return what a later run needs to know of one record, stored among the working files; empty: nothing."""
        return ""

    def entry(self, name: str, record: Record) -> Entry:
        """Return what an index needs to know of one record of this name. JSON only."""
        return {}

    def index(self) -> dict[str, str]:
        """Return the files that list the others."""
        return {}
