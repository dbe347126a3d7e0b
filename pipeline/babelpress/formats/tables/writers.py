"""Tables out: a Parquet file, or a folder that `datasets.load_from_disk` opens; row group after row group."""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from babelpress import lang
from babelpress._internal.files import Part
from babelpress._internal.optional import need
from babelpress.document import Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.formats.folder_writer import Folder, FolderOptions
from babelpress.formats.tables.table import Layout, TableRow, columns, table_rows

if TYPE_CHECKING:
    import pyarrow as pa

logger = logging.getLogger(__name__)

_GROUP_ROWS = 1_000
_GROUP_CHARACTERS = 1 << 24
"""A group of rows is written when it has this many: what is in memory at most."""

_LAYOUT = "`columns`: a row an article, `text.nl` beside `text.fr`; `rows`: a row an article and language."
_LANGUAGES = "Languages that have columns; else the profile's, or all."

_DATA = "data-00000-of-00001.arrow"


class ParquetWriterOptions(BaseModel):
    """What the writer of Parquet can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Replace a file that exists.")
    layout: Layout = Field("columns", description=_LAYOUT)
    languages: tuple[str, ...] = Field((), description=_LANGUAGES)


class DatasetsWriterOptions(FolderOptions):
    """What the writer of a folder of `datasets` can be told."""

    layout: Layout = Field("columns", description=_LAYOUT)
    languages: tuple[str, ...] = Field((), description=_LANGUAGES)


class ParquetWriter:
    """Writes a row an article, or one an article and language, in the order they come; zstd inside.

    The file is written beside its place and moved there on leaving, whatever it was left for, with all rows that were
    written. A run that ends before its first record leaves an older file as it was.
    """

    Options: ClassVar = ParquetWriterOptions
    expects: ClassVar[Literal["folder", "file", "binary file"]] = "binary file"

    def __init__(self, output: Path, options: ParquetWriterOptions) -> None:
        self._output = output
        self._options = options

    def __enter__(self) -> Self:
        need("pyarrow", where=self._output)
        part = Part(self._output, overwrite=self._options.overwrite)
        self._table = _Table(part, _parquet, layout=self._options.layout, languages=self._options.languages)
        return self

    def write(self, record: Record) -> None:
        """Add the rows of one record; they are on disk when their group is. Raises `RunStopped`."""
        self._table.add(record)

    def __exit__(self, *exception: object) -> None:
        self._table.close(failed=any(exception))


class DatasetsWriter:
    """Writes the same rows as an Arrow dataset: `datasets.load_from_disk(folder)` opens it.

    An older dataset of ours in the folder is replaced on leaving, by a run that wrote a record.
    """

    Options: ClassVar = DatasetsWriterOptions
    expects: ClassVar[Literal["folder", "file", "binary file"]] = "folder"

    def __init__(self, output: Path, options: DatasetsWriterOptions) -> None:
        self._folder = Folder(output, kind="datasets", overwrite=options.overwrite, working=options.working)
        self._options = options

    def __enter__(self) -> Self:
        need("pyarrow", where=self._folder.path)
        self._folder.claim()
        try:
            part = Part(self._folder.path / _DATA, overwrite=True)
            self._table = _Table(part, _arrow, layout=self._options.layout, languages=self._options.languages)
        except BaseException:
            self._folder.release()
            raise
        return self

    def write(self, record: Record) -> None:
        """Add the rows of one record; they are on disk when their group is. Raises `RunStopped`."""
        self._table.add(record)

    def __exit__(self, *exception: object) -> None:
        try:
            if self._table.close(failed=any(exception)):
                for name, content in _about(self._table.names, fingerprint=self._table.digest.hexdigest()[:16]).items():
                    self._folder.write(name, json.dumps(content, indent=2) + "\n")
        finally:
            self._folder.release()


class _Table:
    """Rows in hand and the file they go to when they make a group."""

    def __init__(
        self, part: Part, open_sink: Callable[[Path, "pa.Schema"], Any], *, layout: Layout, languages: Sequence[str]
    ) -> None:
        import pyarrow as pa

        self.names = columns(layout, tuple(languages) or tuple(lang.known()))
        self._schema = pa.schema([(name, pa.string()) for name in self.names])
        self._part = part
        self._layout = layout
        self._rows: list[TableRow] = []
        self._characters = 0
        self._written = 0
        self._lost = False
        self.digest = hashlib.sha256()
        try:
            self._sink = open_sink(part.path, self._schema)
        except OSError as error:
            part.close(publish=False)
            raise OutputUnavailable(f"{part.path}: cannot be written to: {error.strerror or error}") from error

    def add(self, record: Record) -> None:
        rows = table_rows(record, self._layout)
        unknown = {name for row in rows for name, text in row.items() if text is not None and name not in self.names}
        if unknown:
            raise RunStopped(
                f"'{record.article.id}': the table has no column {', '.join(sorted(unknown))}; "
                "name every language in the writer's option languages"
            )
        self._rows += rows
        self._characters += sum(len(text) for row in rows for text in row.values() if text)
        self._written += 1
        if len(self._rows) >= _GROUP_ROWS or self._characters >= _GROUP_CHARACTERS:
            self._flush()

    def close(self, *, failed: bool) -> bool:
        """End the file and move it to its place, unless there is nothing to move; tell whether it was.

        Raises `RunStopped`, but where the run has already failed: a second fault must not hide the first.
        """
        try:
            if self._rows and not self._lost:
                self._flush()
            publish = not self._lost and (self._written > 0 or not failed)
            if publish:
                try:
                    self._sink.close()
                except OSError as error:
                    raise self._stopped(error) from error
        except RunStopped as error:
            publish = False
            if not failed:
                raise
            logger.warning("%s", error)
        finally:
            if self._lost:
                with suppress(OSError):
                    self._sink.close()
            self._part.close(publish=not self._lost and (self._written > 0 or not failed))
        return publish

    def _flush(self) -> None:
        import pyarrow as pa

        # A lone surrogate, which JSON may hold, has no place in UTF-8.
        arrays = [
            [None if (text := row.get(name)) is None else text.encode(errors="replace").decode() for row in self._rows]
            for name in self.names
        ]
        self.digest.update(json.dumps(arrays).encode())
        batch = pa.record_batch([pa.array(cells, pa.string()) for cells in arrays], schema=self._schema)
        try:
            self._sink.write_batch(batch)
        except OSError as error:
            raise self._stopped(error) from error
        self._rows, self._characters = [], 0

    def _stopped(self, error: OSError) -> RunStopped:
        self._lost = True
        what = "a table is whole only at its end, so nothing of it is kept: make room and run again"
        return RunStopped(f"{self._part.path}: cannot be written: {error.strerror or error}; {what}")


def _parquet(path: Path, schema: "pa.Schema") -> Any:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(str(path), schema, compression="zstd")


def _arrow(path: Path, schema: "pa.Schema") -> Any:
    import pyarrow as pa

    return pa.ipc.new_stream(str(path), schema)


def _about(names: Sequence[str], *, fingerprint: str) -> Mapping[str, Mapping[str, Any]]:
    """The files in which `datasets` says what a folder holds."""
    features = {name: {"dtype": "string", "_type": "Value"} for name in names}
    state: dict[str, Any] = {
        "_data_files": [{"filename": _DATA}],
        "_fingerprint": fingerprint,  # what `datasets` finds its caches by
        "_format_columns": None,
        "_format_kwargs": {},
        "_format_type": None,
        "_output_all_columns": False,
        "_split": None,
    }
    return {"dataset_info.json": {"features": features}, "state.json": state}
