"""Output folders: reserved, locked, written file by file; each file is either complete or absent."""

import json
import logging
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.files import write_atomically
from babelpress.document import Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.formats.filenames import Names

logger = logging.getLogger(__name__)

MARKER = "articles.json"
"""The working file with the names that this program wrote to the folder (`holds`) and its articles."""

RECORDS = "records"
"""The working folder of what a later run needs to know of an article."""

Entry = dict[str, Any]
"""What the marker stores of one article: its `id` and what the writer needs for an index. JSON only."""


class FolderOptions(BaseModel):
    """Options of every writer of a folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Write to a folder that has files from elsewhere.")
    working: str = Field(
        "", description="Folder of the working files, one per output; empty: `.NAME.babelpress` beside the output."
    )


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
            self._marker = {"holds": [], "articles": {}}
        self.entries = self._marker["articles"].setdefault(self._kind, {})
        self._write_marker()

    def write(self, name: str, text: str | bytes) -> None:
        """Write one file below the folder atomically. Raises `RunStopped`."""
        top = Path(name).parts[0]
        if top not in self._marker["holds"]:  # recorded first: recognized by the next run if this one is killed
            self._marker["holds"].append(top)
            self._write_marker()
        _write(self.path / name, text)

    def keep(self, name: str, text: str) -> None:
        """Write one file below `working` atomically. Raises `RunStopped`."""
        _write(self.working / name, text)

    def remove(self, name: str) -> None:
        """Remove a file of an earlier run from the folder, if it exists. Raises `RunStopped`."""
        try:
            (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise RunStopped(f"{self.path / name}: cannot be removed: {error.strerror or error}") from error

    def release(self) -> None:
        """Record what the folder has, and unlock it. Raises `RunStopped`."""
        try:
            self._write_marker()
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


def _write(path: Path, text: str | bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
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
        self._written = 0

    def __enter__(self) -> Self:
        self.folder.claim()
        self._names = Names({name: str(entry.get("id", "")) for name, entry in self.folder.entries.items()})
        return self

    def write(self, record: Record) -> None:
        """Write the versions of one record. Raises `RunStopped`."""
        if record.language is None:
            return  # without a language there is no version to write; its failures say why
        name = self._names.claim(record.article.id)
        record = self.complete(name, record)
        for path, text in self.files(name, record).items():
            self.folder.write(path, text)
        if note := self.note(record):
            self.folder.keep(f"{RECORDS}/{name}.json", note)
        self.folder.entries[name] = {"id": record.article.id, **self.entry(record)}
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

    def files(self, name: str, record: Record) -> Mapping[str, str | bytes]:
        """Return the files of one record: path below the folder -> text."""
        raise NotImplementedError

    def complete(self, name: str, record: Record) -> Record:
        """Return the record, with the results of an earlier run for the same article where they are to stay."""
        return record

    def note(self, record: Record) -> str:
        """Return what a later run needs to know of one record, stored among the working files; empty: nothing."""
        return ""

    def entry(self, record: Record) -> Entry:
        """Return what an index needs to know of one record. JSON only."""
        return {}

    def index(self) -> dict[str, str]:
        """Return the files that list the others."""
        return {}
