"""Arrow: IPC files and streams, and the folders that `Dataset.save_to_disk` of `datasets` writes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from pipeline.errors import UnreadableInput
from pipeline.formats.archive.columns import batch_rows, check_schema
from pipeline.formats.archive.fields import RowOptions
from pipeline.formats.archive.packages import need
from pipeline.formats.archive.rows import Row, articles
from pipeline.formats.base import Unread
from pipeline.formats.decoding import open_input
from pipeline.records import Article

if TYPE_CHECKING:
    import pyarrow as pa

_MAGIC = b"ARROW1"
_STATE = "state.json"
_SPLITS = "dataset_dict.json"


class ArrowReaderOptions(RowOptions):
    """What the reader of Arrow can be told."""


class ArrowReader:
    """Reads one article a row of an Arrow file, stream or folder of `datasets`.

    Files are mapped into memory, not read: a batch is decoded a few rows at a time.
    """

    Options: ClassVar = ArrowReaderOptions
    suffixes: tuple[str, ...] = (".arrow", ".ipc", ".feather")

    def __init__(self, options: ArrowReaderOptions) -> None:
        self._options = options

    def claims(self, path: Path) -> bool:
        """Tell whether a path is a folder that `datasets` wrote."""
        return (path / _STATE).is_file() or (path / _SPLITS).is_file()

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` where a package is missing."""
        need("pyarrow", where=path)

    def read(self, path: Path) -> Iterator[Article | Unread]:
        """Give the articles in order; a row that cannot be read comes as `Unread` in its place."""
        self.ready(path)
        yield from articles(self._files(path), name=str(path), options=self._options, format="arrow")

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | Unread]:
        """Give the articles of a stream that can be sought in; `name` is what messages call it."""
        import pyarrow as pa

        rows = self._rows(pa.PythonFile(stream, mode="r"), name=name, first=1)
        yield from articles(rows, name=name, options=self._options, format="arrow")

    def _files(self, path: Path) -> Iterator[tuple[int, Row]]:
        import pyarrow as pa

        first = 1
        for file in _data_files(path) if path.is_dir() else [path]:
            open_input(file).close()  # says why, where it cannot be opened
            with pa.memory_map(str(file)) as source:
                for number, row in self._rows(source, name=str(file), first=first):
                    yield number, row
                    first = number + 1

    def _rows(self, source: "pa.NativeFile", *, name: str, first: int) -> Iterator[tuple[int, Row]]:
        import pyarrow as pa

        try:
            is_file = source.read(len(_MAGIC)) == _MAGIC
            source.seek(0)
            reader = pa.ipc.open_file(source) if is_file else pa.ipc.open_stream(source)
        except (pa.ArrowException, OSError) as error:
            raise UnreadableInput(f"{name}: is not an Arrow file or stream: {error}") from error
        kept = check_schema(reader.schema, names=self._options.fields, name=name)
        for batch in _batches(reader, name=name):
            yield from batch_rows(batch, kept=kept, first=first, name=name)
            first += batch.num_rows


def _batches(reader: Any, *, name: str) -> Iterator["pa.RecordBatch"]:
    """Give the batches of a file or stream, one decoded at a time."""
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
