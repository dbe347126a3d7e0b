"""An output folder of ours: claimed, locked, written file by file, each whole or not at all."""

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
"""The working file that says what of a folder is ours (`holds`, its files and folders) and which articles it holds."""

RECORDS = "records"
"""The working folder of what a later run needs to know of an article."""

Entry = dict[str, Any]
"""What the marker keeps of one article: its `id` and what the writer needs for an index. JSON only."""


class FolderOptions(BaseModel):
    """What every writer of a folder can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Write into a folder that holds files of somebody else.")
    working: str = Field(
        "", description="Folder of the working files, one an output; empty: `.NAME.babelpress` beside the output."
    )


class Folder:
    """A folder claimed for one run.

    What is not for readers (which articles it holds, a lock, records) lies in `working`, hidden beside the folder and
    not in it: tools that publish a folder take hidden files too. `entries` are the articles in it by name, those of
    earlier runs of the same kind of writer included. Two runs never hold it at once; the lock of a process that has
    died does not count. A folder that was emptied or removed begins anew.
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
        """Take the folder, made where it is missing. Raises `OutputUnavailable`, changing nothing in it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._check_owner()
        except FileExistsError as error:
            raise OutputUnavailable(f"{self.path}: is a file; name a folder to write to") from error
        except OSError as error:
            raise OutputUnavailable(f"{self.path}: cannot be written to: {error.strerror or error}") from error
        try:
            self.working.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise OutputUnavailable(
                f"{self.path}: another run is writing to it; wait until it is done, or name another folder"
            ) from error
        except OSError as error:
            raise OutputUnavailable(
                f"{self.working}: the working files cannot be written to it: {error.strerror or error}; "
                "name another place by the writer's option `working`"
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
        """Raise `OutputUnavailable` where the folder holds files, and none that an earlier run wrote."""
        there = {item.name for item in self.path.iterdir()}
        known = set(self._read_marker()["holds"])
        ours = (self.working / MARKER).exists() and (not known or known & there)
        if there and not ours and not self._overwrite:
            raise OutputUnavailable(
                f"{self.path}: holds files that are not ours; name another folder, or allow it with overwrite (--force)"
            )

    def _begin(self) -> None:
        """Take up what earlier runs left; where nothing of it is there any more, forget it."""
        self._marker = self._read_marker()
        if not any((self.path / name).exists() for name in self._marker["holds"]):
            shutil.rmtree(self.working / RECORDS, ignore_errors=True)
            self._marker = {"holds": [], "articles": {}}
        self.entries = self._marker["articles"].setdefault(self._kind, {})
        self._write_marker()

    def write(self, name: str, text: str | bytes) -> None:
        """Write one file below the folder, whole or not at all. Raises `RunStopped`."""
        top = Path(name).parts[0]
        if top not in self._marker["holds"]:  # known before it is there: a run that is killed finds its own again
            self._marker["holds"].append(top)
            self._write_marker()
        _write(self.path / name, text)

    def keep(self, name: str, text: str) -> None:
        """Write one file below `working`, whole or not at all. Raises `RunStopped`."""
        _write(self.working / name, text)

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
        path = self.working / MARKER
        try:
            marker = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"holds": [], "articles": {}}
        except (OSError, ValueError) as error:
            raise OutputUnavailable(f"{path}: is damaged ({error}); remove it and {self.path}, run again") from error
        if not _is_marker(marker):
            raise OutputUnavailable(f"{path}: is not a file of ours; name another folder")
        return marker

    def _write_marker(self) -> None:
        self.keep(MARKER, json.dumps(self._marker, ensure_ascii=False, indent=1) + "\n")


def working_folder(path: Path) -> Path:
    """Where the working files of an output folder lie: `build/.site.babelpress` for `build/site`."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (`..` has no name of its own)
    return whole.parent / f".{whole.name}.babelpress"


def _write(path: Path, text: str | bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        raise RunStopped(
            f"{path}: cannot be written: {error.strerror or error}; what was written before it is kept"
        ) from error


def _is_marker(marker: object) -> bool:
    match marker:
        case {"holds": list(holds), "articles": dict(articles)}:
            return all(isinstance(name, str) for name in holds) and all(
                isinstance(entries, dict) for entries in articles.values()
            )
    return False


class FolderWriter:
    """The part that all writers of a folder share: a concrete one gives the files of a record and their index."""

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
        """Put the versions of one record on disk. Raises `RunStopped`."""
        if record.language is None:
            return  # no version of it has a language to stand under; its failures say why
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
            logger.warning("%s", error)  # a second fault must not hide the first

    def files(self, name: str, record: Record) -> Mapping[str, str | bytes]:
        """Give the files of one record: path below the folder -> text."""
        raise NotImplementedError

    def complete(self, name: str, record: Record) -> Record:
        """Give the record with what an earlier run made of the same article, where that is to stay."""
        return record

    def note(self, record: Record) -> str:
        """Give what a later run needs to know of one record, kept among the working files; empty: nothing."""
        return ""

    def entry(self, record: Record) -> Entry:
        """Give what an index needs to know of one record. JSON only."""
        return {}

    def index(self) -> dict[str, str]:
        """Give the files that list the others."""
        return {}
