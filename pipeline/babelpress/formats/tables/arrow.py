"""Readers of Parquet and of Arrow: IPC files and streams, and folders written by `datasets.Dataset.save_to_disk`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from babelpress._internal.optional import need
from babelpress.document import Article
from babelpress.errors import UnreadableInput
from babelpress.formats.base import OpeningReader, ReadError
from babelpress.formats.decoding import open_input
from babelpress.formats.tables.fields import FieldNames, Row, RowOptions, articles, refuse_twice, require

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq


# --- Common to Arrow and Parquet: checking the schema, and rows from batches ---

AT_ONCE = 32
"""Number of rows that are converted to Python objects at a time."""


def worth_reading(schema: "pa.Schema", *, name: str) -> list[str]:
    """Return the names of the columns to read: all but those of bytes (pictures, sound)."""
    refuse_twice(schema.names, name=name)
    return [field.name for field in schema if not _is_bytes(field.type)]


def check_schema(schema: "pa.Schema", *, names: FieldNames, name: str) -> None:
    """Raise `UnreadableInput` if a requested column is missing, or that of the text has an unsuitable type.

    Of the other fields only columns that were named explicitly are checked: an odd one is no reason to read nothing.
    """
    require(schema.names, names=names, name=name)
    faults = []
    for field, column in {"text": "text", **names.said}.items():
        index = schema.get_field_index(column)
        if index >= 0 and not _fits(field, schema.field(index).type):
            faults.append(f"the column '{column}' is {schema.field(index).type}, which is no text")
    if faults:
        raise UnreadableInput(f"{name}: {'; '.join(faults)}. Name the right one, e.g. --text COLUMN, or convert it")


def batch_rows(batch: "pa.RecordBatch", *, kept: list[str], first: int, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the columns `kept` of the rows of a batch with their numbers, the first of which is `first`."""
    batch = batch.select(kept)
    for start in range(0, batch.num_rows, AT_ONCE):
        piece = batch.slice(start, AT_ONCE)
        try:
            rows: list[Row] = [present(row) for row in piece.to_pylist()]
        except ValueError:  # a damaged row (text that is not UTF-8): read them one by one
            rows = [_one(piece.slice(n, 1), name=name, number=first + start + n) for n in range(piece.num_rows)]
        yield from enumerate(rows, first + start)


def present(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with None for missing values, including NaN, which pandas writes."""
    return {column: None if value != value else value for column, value in row.items()}


def _one(row: "pa.RecordBatch", *, name: str, number: int) -> Row:
    try:
        return present(row.to_pylist()[0])
    except ValueError as error:
        return UnreadableInput(f"{name}: row {number:,}: is damaged: {error}")


def _fits(field: str, type: "pa.DataType") -> bool:
    """Whether a column can be that of a field: text for the text; anything but lists and objects for the others."""
    from pyarrow import types

    if types.is_dictionary(type):
        type = type.value_type
    if field != "text":
        return not types.is_nested(type)
    return bool(types.is_string(type) or types.is_large_string(type) or types.is_string_view(type))


def _is_bytes(type: "pa.DataType") -> bool:
    from pyarrow import types

    binary = (types.is_binary, types.is_large_binary, types.is_fixed_size_binary)
    if types.is_struct(type):
        return any(_is_bytes(type.field(n).type) for n in range(type.num_fields))
    if types.is_list(type) or types.is_large_list(type):
        return _is_bytes(type.value_type)
    return any(test(type) for test in binary)


# --- Arrow ---

_MAGIC = b"ARROW1"
_STATE = "state.json"
_SPLITS = "dataset_dict.json"


class ArrowReaderOptions(RowOptions):
    """Options of the reader of Arrow."""


class ArrowReader:
    """Reads one article per row of an Arrow file, stream or folder of `datasets`.

    Files are memory-mapped, and a batch is decoded a few rows at a time.
    """

    Options: ClassVar = ArrowReaderOptions
    suffixes: tuple[str, ...] = (".arrow", ".ipc", ".feather")

    def __init__(self, options: ArrowReaderOptions) -> None:
        self._options = options

    def claims(self, path: Path) -> bool:
        """Whether a path is a folder that `datasets` wrote."""
        return (path / _STATE).is_file() or (path / _SPLITS).is_file()

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` if a package is missing."""
        need("pyarrow", where=path)

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        """Yield the articles in order; a `ReadError` in place of a row that cannot be read."""
        self.ready(path)
        rows = arrow_rows(path, names=self._options.fields)
        yield from articles(rows, name=str(path), options=self._options, format="arrow")

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield the articles of a seekable stream; `name` is its name in messages."""
        import pyarrow as pa

        rows = _source_rows(pa.PythonFile(stream, mode="r"), name=name, first=1, names=self._options.fields)
        yield from articles(rows, name=name, options=self._options, format="arrow")


def arrow_rows(path: Path, *, names: FieldNames | None = None) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file, or of all files of a folder of `datasets`; the schema must fit `names`, if given."""
    import pyarrow as pa

    first = 1
    for file in _data_files(path) if path.is_dir() else [path]:
        open_input(file).close()  # its error message is better than that of Arrow
        with pa.memory_map(str(file)) as source:
            for number, row in _source_rows(source, name=str(file), first=first, names=names):
                yield number, row
                first = number + 1


def _source_rows(
    source: "pa.NativeFile", *, name: str, first: int, names: FieldNames | None
) -> Iterator[tuple[int, Row]]:
    import pyarrow as pa

    try:
        is_file = source.read(len(_MAGIC)) == _MAGIC
        source.seek(0)
        reader = pa.ipc.open_file(source) if is_file else pa.ipc.open_stream(source)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableInput(f"{name}: is not an Arrow file or stream: {error}") from error
    if names:
        check_schema(reader.schema, names=names, name=name)
    kept = worth_reading(reader.schema, name=name)
    for batch in _batches(reader, name=name):
        yield from batch_rows(batch, kept=kept, first=first, name=name)
        first += batch.num_rows


def _batches(reader: Any, *, name: str) -> Iterator["pa.RecordBatch"]:
    """Yield the batches of a file or stream; one is decoded at a time."""
    import pyarrow as pa

    try:
        if isinstance(reader, pa.ipc.RecordBatchFileReader):
            for n in range(reader.num_record_batches):
                yield reader.get_batch(n)
        else:
            yield from reader
    except (pa.ArrowException, OSError) as error:
        raise UnreadableInput(f"{name}: is damaged or ends too early, the rows before are read: {error}") from error


def _data_files(folder: Path) -> list[Path]:
    """The files of a dataset in their order. Raises `UnreadableInput`."""
    try:
        if (folder / _SPLITS).is_file():
            splits = json.loads((folder / _SPLITS).read_text(encoding="utf-8"))["splits"]
            if len(splits) != 1:
                named = ", ".join(f"{folder}/{split}" for split in splits)
                raise UnreadableInput(f"{folder}: holds several splits; name one of them: {named}")
            return _data_files(folder / splits[0])
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
        if state.get("_indices_data_files"):
            raise UnreadableInput(f"{folder}: selects rows by an index; save it again after flatten_indices()")
        return [folder / file["filename"] for file in state["_data_files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(f"{folder}: is no folder of `datasets` that can be read: {error!r}") from error


# --- Parquet, read page by page ---

_BUFFER = 1 << 18
"""Number of bytes of a column that are read at once: a row group may be the whole file, as pandas writes it."""


class ParquetReaderOptions(RowOptions):
    """Options of the reader of Parquet."""


class ParquetReader(OpeningReader):
    """Reads one article per row; only the current pages of a row group are in memory."""

    Options: ClassVar = ParquetReaderOptions
    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def __init__(self, options: ParquetReaderOptions) -> None:
        self._options = options

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` if a package is missing."""
        need("pyarrow", where=path)

    def _open(self, path: Path) -> BinaryIO:
        self.ready(path)
        return super()._open(path)

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield the articles of a seekable stream; `name` is its name in messages."""
        rows = parquet_rows(stream, name=name, names=self._options.fields)
        yield from articles(rows, name=name, options=self._options, format="parquet")


def parquet_rows(stream: BinaryIO, *, name: str, names: FieldNames | None = None) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file; the schema must fit `names`, if given."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableInput(f"{name}: is not a Parquet file, or not a whole one: {error}") from error
    if names:
        check_schema(file.schema_arrow, names=names, name=name)
    kept = worth_reading(file.schema_arrow, name=name)
    first = 1
    for group in range(file.num_row_groups):
        yield from _group(file, group, kept=kept, first=first, name=name)
        first += file.metadata.row_group(group).num_rows


def _group(file: "pq.ParquetFile", group: int, *, kept: list[str], first: int, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a row group; if it is damaged, the error in place of the remaining rows."""
    import pyarrow as pa

    end = first + file.metadata.row_group(group).num_rows
    try:
        for batch in file.iter_batches(AT_ONCE, row_groups=[group], columns=kept, use_threads=False):
            yield from batch_rows(batch, kept=kept, first=first, name=name)
            first += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        yield first, UnreadableInput(f"{name}: rows {first:,} to {end - 1:,}: are damaged: {error}")
