"""Writers of tables: a Parquet file, or a folder for `datasets.load_from_disk`; written one row group at a time."""

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
"""A group of rows is written when it has this many rows or characters; this bounds the memory."""

_LAYOUT = "`columns`: a row an article, `text.nl` beside `text.fr`; `rows`: a row an article and language."
_LANGUAGES = "Languages that have columns; else the profile's, or all."

_DATA = "data-00000-of-00001.arrow"


class ParquetWriterOptions(BaseModel):
    """Options of the writer of Parquet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Replace a file that exists.")
    layout: Layout = Field("columns", description=_LAYOUT)
    languages: tuple[str, ...] = Field((), description=_LANGUAGES)


class DatasetsWriterOptions(FolderOptions):
    """Options of the writer of a folder of `datasets`."""

    layout: Layout = Field("columns", description=_LAYOUT)
    languages: tuple[str, ...] = Field((), description=_LANGUAGES)


class ParquetWriter:
    """Writes one row per article, or per article and language, in the given order, compressed with zstd.

    The file is written under a temporary name and renamed when the context ends, also after an exception, with all rows
    written so far. If no record was written before an exception, an existing file is not changed.
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
        """Add the rows of one record; they are written with their group. Raises `RunStopped`."""
        self._table.add(record)

    def __exit__(self, *exception: object) -> None:
        self._table.close(failed=any(exception))


class DatasetsWriter:
    """Writes the same rows as an Arrow dataset: `datasets.load_from_disk(folder)` opens it.

    An older dataset of this writer in the folder is replaced when the context ends, if a record was written.
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
        """Add the rows of one record; they are written with their group. Raises `RunStopped`."""
        self._table.add(record)

    def __exit__(self, *exception: object) -> None:
        try:
            if self._table.close(failed=any(exception)):
                for name, content in _about(self._table.names, fingerprint=self._table.digest.hexdigest()[:16]).items():
                    self._folder.write(name, json.dumps(content, indent=2) + "\n")
        finally:
            self._folder.release()


class _Table:
    """Collects rows and writes them to the file as groups."""

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
                "list all languages in the option `languages` of the writer"
            )
        self._rows += rows
        self._characters += sum(len(text) for row in rows for text in row.values() if text)
        self._written += 1
        if len(self._rows) >= _GROUP_ROWS or self._characters >= _GROUP_CHARACTERS:
            self._flush()

    def close(self, *, failed: bool) -> bool:
        """Finish the file and move it to its place, unless there is nothing to move; return whether it was moved.

        Raises `RunStopped`, unless the run has `failed` already: a second error must not hide the first.
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

        # JSON may contain lone surrogates, which UTF-8 cannot encode.
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
        what = "an incomplete table cannot be read, so nothing of it is kept; free disk space and run again"
        return RunStopped(f"{self._part.path}: cannot be written: {error.strerror or error}; {what}")


def _parquet(path: Path, schema: "pa.Schema") -> Any:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(str(path), schema, compression="zstd")


def _arrow(path: Path, schema: "pa.Schema") -> Any:
    import pyarrow as pa

    return pa.ipc.new_stream(str(path), schema)


def _about(names: Sequence[str], *, fingerprint: str) -> Mapping[str, Mapping[str, Any]]:
    """The contents of the files in which `datasets` describes a folder."""
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
