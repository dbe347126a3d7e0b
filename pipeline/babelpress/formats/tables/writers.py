"""Writers of tables, one row group at a time: Parquet, CSV, TSV, XLSX, or a folder for `datasets.load_from_disk`."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from babelpress import lang
from babelpress._internal.files import Part
from babelpress._internal.optional import need
from babelpress.document import Record
from babelpress.errors import RunStopped
from babelpress.formats.folder_writer import Folder, FolderOptions
from babelpress.formats.tables.sinks import ArrowSink, DelimitedSink, Sink, XlsxSink, check_cells
from babelpress.formats.tables.table import Layout, TableRow, columns, own_cells, table_rows

logger = logging.getLogger(__name__)

_GROUP_ROWS = 1_000
_GROUP_CHARACTERS = 1 << 24
"""A group of rows is written when it has this many rows or characters; this bounds the memory."""

_LAYOUT = "`columns`: a row an article, `text.nl` beside `text.fr`; `rows`: a row an article and language."
_LANGUAGES = "Languages that have columns; else the profile's, or all."
_UNMADE = "What has no column, as it is not made: `headline`, `text.nl`; else what the profile does not make."

EXTRA = "extra"
"""The last column: columns of the input that the first rows did not have, as JSON."""

_DATA = "data-00000-of-00001.arrow"


class TableWriterOptions(BaseModel):
    """Options of a writer of one table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Replace a file that exists.")
    layout: Layout = Field("columns", description=_LAYOUT)
    languages: tuple[str, ...] = Field((), description=_LANGUAGES)
    unmade: tuple[str, ...] = Field((), description=_UNMADE)


class ParquetWriterOptions(TableWriterOptions):
    """Options of the writer of Parquet."""


class CsvWriterOptions(TableWriterOptions):
    """Options of the writer of CSV."""


class TsvWriterOptions(TableWriterOptions):
    """Options of the writer of TSV."""


class XlsxWriterOptions(TableWriterOptions):
    """Options of the writer of XLSX."""


class DatasetsWriterOptions(FolderOptions):
    """Options of the writer of a folder of `datasets`."""

    layout: Layout = Field("columns", description=_LAYOUT)
    languages: tuple[str, ...] = Field((), description=_LANGUAGES)
    unmade: tuple[str, ...] = Field((), description=_UNMADE)


class _TableWriter:
    """Writes one row per article, or per article and language, in the given order.

    The file is written under a temporary name and renamed when the context ends, also after an exception, with all rows
    written so far. If no record was written before an exception, an existing file is not changed.
    """

    Options: ClassVar[type[TableWriterOptions]]
    expects: ClassVar[Literal["folder", "file", "binary file"]] = "binary file"
    needs: ClassVar[str] = ""

    def __init__(self, output: Path, options: TableWriterOptions) -> None:
        self._output = output
        self._options = options

    def __enter__(self) -> Self:
        if self.needs:
            need(self.needs, where=self._output)
        part = Part(self._output, overwrite=self._options.overwrite)
        self._table = _Table(part, self._sink, options=self._options, check=self._check)
        return self

    def _sink(self, path: Path, names: Sequence[str]) -> Sink:
        raise NotImplementedError

    def _check(self, cells: Sequence[str | None]) -> None:
        """Raise `ItemError` for cells that the file cannot hold."""

    def write(self, record: Record) -> None:
        """Add the rows of one record; they are written with their group. Raises `RunStopped`."""
        self._table.add(record)

    def __exit__(self, *exception: object) -> None:
        self._table.close(failed=any(exception))


class ParquetWriter(_TableWriter):
    """Writes a Parquet file, compressed with zstd."""

    Options: ClassVar = ParquetWriterOptions
    needs = "pyarrow"

    def _sink(self, path: Path, names: Sequence[str]) -> Sink:
        return ArrowSink(path, names, parquet=True)


class CsvWriter(_TableWriter):
    """Writes CSV in UTF-8, with commas."""

    Options: ClassVar = CsvWriterOptions

    def _sink(self, path: Path, names: Sequence[str]) -> Sink:
        return DelimitedSink(path, names, delimiter=",")


class TsvWriter(_TableWriter):
    """Writes TSV in UTF-8: as CSV, with tabs."""

    Options: ClassVar = TsvWriterOptions

    def _sink(self, path: Path, names: Sequence[str]) -> Sink:
        return DelimitedSink(path, names, delimiter="\t")


class XlsxWriter(_TableWriter):
    """Writes a workbook with one sheet. An article with a text that is too long for a cell fails."""

    Options: ClassVar = XlsxWriterOptions

    def _sink(self, path: Path, names: Sequence[str]) -> Sink:
        return XlsxSink(path, names)

    def _check(self, cells: Sequence[str | None]) -> None:
        check_cells(cells)


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
            sink = partial(ArrowSink, parquet=False)
            self._table = _Table(part, sink, options=self._options)
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
        self,
        part: Part,
        open_sink: Callable[[Path, Sequence[str]], Sink],
        *,
        options: TableWriterOptions | DatasetsWriterOptions,
        check: Callable[[Sequence[str | None]], None] | None = None,
    ) -> None:
        layout, languages = options.layout, options.languages or tuple(lang.known())
        self.names = columns(layout, languages, unmade=options.unmade)
        self._own: dict[str, str] | None = None
        self._part = part
        self._open = open_sink
        self._check = check
        self._layout = layout
        self._rows: list[tuple[TableRow, dict[str, str | None]]] = []
        self._characters = 0
        self._written = 0
        self._lost = False
        self._sink: Sink | None = None
        self.digest = hashlib.sha256()

    def add(self, record: Record) -> None:
        rows, own = table_rows(record, self._layout), own_cells(record)
        unknown = {name for row in rows for name, text in row.items() if text is not None and name not in self.names}
        if unknown:
            raise RunStopped(
                f"'{record.article.id}': the table has no column {', '.join(sorted(unknown))}; "
                "list all languages in the option `languages` of the writer"
            )
        if self._check:
            self._check([text for row in rows for text in (*row.values(), *own.values())])
        self._rows += [(row, own) for row in rows]
        self._characters += sum(len(text) for row in rows for text in (*row.values(), *own.values()) if text)
        self._written += 1
        if len(self._rows) >= _GROUP_ROWS or self._characters >= _GROUP_CHARACTERS:
            self._flush()

    def close(self, *, failed: bool) -> bool:
        """Finish the file and move it to its place, unless there is nothing to move; return whether it was moved.

        Raises `RunStopped`, unless the run has `failed` already: a second error must not hide the first.
        """
        try:
            if not self._lost:
                self._flush()
            publish = not self._lost and (self._written > 0 or not failed)
            if publish:
                try:
                    self._opened().close()
                except OSError as error:
                    raise self._stopped(error) from error
        except RunStopped as error:
            publish = False
            if not failed:
                raise
            logger.warning("%s", error)
        finally:
            if not publish and self._sink:
                with suppress(OSError):
                    self._sink.close()
            self._part.close(publish=not self._lost and (self._written > 0 or not failed))
        return publish

    def _opened(self) -> Sink:
        """Return the file, opened with the columns of the rows so far: those of the input come after ours."""
        if self._sink is None:
            seen = dict.fromkeys(name for _, own in self._rows for name in own)
            self._own = _own_columns(seen, taken={*self.names, EXTRA})
            self.names = (*self.names, *self._own.values(), EXTRA)
            self._sink = self._open(self._part.path, self.names)
        return self._sink

    def _flush(self) -> None:
        try:
            sink = self._opened()
            # JSON may contain lone surrogates, which UTF-8 cannot encode.
            rows = [
                [text and text.encode(errors="replace").decode() for text in self._cells(*one)] for one in self._rows
            ]
            self.digest.update(json.dumps([self.names, rows]).encode())
            if rows:
                sink.write(rows)
        except OSError as error:
            raise self._stopped(error) from error
        except RunStopped:
            self._lost = True
            raise
        self._rows, self._characters = [], 0

    def _cells(self, row: TableRow, own: Mapping[str, str | None]) -> list[str | None]:
        """The cells of a row; columns of the input that the first rows did not have are one cell of JSON."""
        known = self._own or {}
        late = {name: text for name, text in own.items() if name not in known and text is not None}
        whole = {**row, **{known[name]: text for name, text in own.items() if name in known}}
        whole[EXTRA] = json.dumps(late, ensure_ascii=False) if late else None
        return [whole.get(name) for name in self.names]

    def _stopped(self, error: OSError) -> RunStopped:
        self._lost = True
        what = "an incomplete table cannot be read, so nothing of it is kept; free disk space and run again"
        return RunStopped(f"{self._part.path}: cannot be written: {error.strerror or error}; {what}")


def _own_columns(seen: Iterable[str], *, taken: set[str]) -> dict[str, str]:
    """Return what the columns of the input are called in a table with the names in `taken`: `input.id`, if need be."""
    called: dict[str, str] = {}
    for name in seen:
        column = name.encode(errors="replace").decode()
        while column in taken:
            column = f"input.{column}"
        taken.add(column)
        called[name] = column
    return called


def _written(text: str | None) -> str | None:
    """Return a text as UTF-8 can hold it: JSON may contain lone surrogates."""
    return text and text.encode(errors="replace").decode()


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
