"""An output folder of ours: claimed, locked, written file by file, each whole or not at all."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field

from pipeline.atomic import write_atomically
from pipeline.errors import OutputUnavailable, RunStopped
from pipeline.formats.names import Names
from pipeline.records import Record

logger = logging.getLogger(__name__)

MARKER = ".babelpress"
"""The file that says a folder is ours and which articles it holds."""

Entry = dict[str, Any]
"""What the marker keeps of one article: its `id` and what the writer needs for an index. JSON only."""


class FolderOptions(BaseModel):
    """What every writer of a folder can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Write into a folder that holds files of somebody else.")


class Folder:
    """A folder claimed for one run.

    `entries` are the articles in it by name, those of earlier runs of the same kind of writer included. Two runs
    never hold it at once; the lock of a process that has died does not count.
    """

    def __init__(self, path: Path, *, kind: str, overwrite: bool) -> None:
        self.path = path
        self.entries: dict[str, Entry] = {}
        self._kind = kind
        self._overwrite = overwrite
        self._lock = FileLock(path / f"{MARKER}.lock", timeout=0)
        self._marker: dict[str, Any] = {}

    def claim(self) -> None:
        """Take the folder, made where it is missing. Raises `OutputUnavailable`, changing nothing in it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            foreign = not (self.path / MARKER).exists() and any(
                item.name != f"{MARKER}.lock" for item in self.path.iterdir()
            )
            if foreign and not self._overwrite:
                raise OutputUnavailable(
                    f"{self.path}: holds files that are not ours; "
                    "name another folder, or allow it with overwrite (--force)"
                )
            self._lock.acquire()
        except FileExistsError as error:
            raise OutputUnavailable(f"{self.path}: is a file; name a folder to write to") from error
        except Timeout as error:
            raise OutputUnavailable(
                f"{self.path}: another run is writing to it; wait until it is done, or name another folder"
            ) from error
        except OSError as error:
            raise OutputUnavailable(f"{self.path}: cannot be written to: {error.strerror or error}") from error
        try:
            self._marker = self._read_marker()
            self.entries = self._marker.setdefault(self._kind, {})
            self._write_marker()
        except RunStopped as error:
            self._lock.release()
            raise OutputUnavailable(str(error)) from error
        except BaseException:
            self._lock.release()
            raise

    def write(self, name: str, text: str | bytes) -> None:
        """Write one file below the folder, whole or not at all. Raises `RunStopped`."""
        path = self.path / name
        try:
            path.parent.mkdir(exist_ok=True)
            write_atomically(path, text)
        except OSError as error:
            raise RunStopped(
                f"{path}: cannot be written: {error.strerror or error}; what was written before it is kept"
            ) from error

    def remove(self, name: str) -> None:
        """Remove a file below the folder that an earlier run wrote, where it still is. Raises `RunStopped`."""
        try:
            (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise RunStopped(f"{self.path / name}: cannot be removed: {error.strerror or error}") from error

    def release(self) -> None:
        """Write down what the folder holds and give it free. Raises `RunStopped`."""
        try:
            self._write_marker()
        finally:
            self._lock.release()

    def _read_marker(self) -> dict[str, Any]:
        path = self.path / MARKER
        try:
            marker = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        except (OSError, ValueError) as error:
            raise OutputUnavailable(f"{path}: is damaged ({error}); remove the folder and run again") from error
        if not isinstance(marker, dict) or not all(isinstance(entries, dict) for entries in marker.values()):
            raise OutputUnavailable(f"{path}: is not a file of ours; name another folder")
        return marker

    def _write_marker(self) -> None:
        self.write(MARKER, json.dumps(self._marker, ensure_ascii=False, indent=1) + "\n")


class FolderWriter:
    """The part that all writers of a folder share: a concrete one gives the files of a record and their index."""

    expects: ClassVar[Literal["folder", "file"]] = "folder"
    kind: ClassVar[str]

    def __init__(self, output: Path, options: FolderOptions) -> None:
        self.folder = Folder(output, kind=self.kind, overwrite=options.overwrite)
        self._names = Names({})
        self._written = 0

    def __enter__(self) -> Self:
        self.folder.claim()
        self._names = Names({name: str(entry.get("id", "")) for name, entry in self.folder.entries.items()})
        return self

    def write(self, record: Record) -> None:
        """Put the versions of one record on disk. Raises `RunStopped`."""
        if record.language is None:
            return  # no version of it has a language to stand under; its failures say why
        name = self._names.claim(record.article.id)
        record = self.complete(name, record)
        for path, text in self.files(name, record).items():
            self.folder.write(path, text)
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
            logger.warning("%s", error)  # a second fault must not hide the first

    def files(self, name: str, record: Record) -> Mapping[str, str | bytes]:
        """Give the files of one record: path below the folder -> text."""
        raise NotImplementedError

    def complete(self, name: str, record: Record) -> Record:
        """Give the record with what an earlier run made of the same article, where that is to stay."""
        return record

    def entry(self, record: Record) -> Entry:
        """Give what an index needs to know of one record. JSON only."""
        return {}

    def index(self) -> dict[str, str]:
        """Give the files that list the others."""
        return {}
