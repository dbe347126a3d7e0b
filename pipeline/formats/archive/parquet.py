"""Parquet: one article a row, read page by page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from pipeline.errors import UnreadableInput
from pipeline.formats.archive.columns import AT_ONCE, batch_rows, check_schema
from pipeline.formats.archive.fields import RowOptions
from pipeline.formats.archive.packages import need
from pipeline.formats.archive.rows import Row, articles
from pipeline.formats.base import Unread
from pipeline.formats.opened import OpeningReader
from pipeline.records import Article

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_BUFFER = 1 << 18
"""Bytes of a column read at once: a row group may be the whole file, as pandas writes it."""


class ParquetReaderOptions(RowOptions):
    """What the reader of Parquet can be told."""


class ParquetReader(OpeningReader):
    """Reads one article a row; of a row group only the pages in hand are in memory."""

    Options: ClassVar = ParquetReaderOptions
    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def __init__(self, options: ParquetReaderOptions) -> None:
        self._options = options

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` where a package is missing."""
        need("pyarrow", where=path)

    def _open(self, path: Path) -> BinaryIO:
        self.ready(path)
        return super()._open(path)

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | Unread]:
        """Give the articles of a stream that can be sought in; `name` is what messages call it."""
        yield from articles(self._rows(stream, name=name), name=name, options=self._options, format="parquet")

    def _rows(self, stream: BinaryIO, *, name: str) -> Iterator[tuple[int, Row]]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            file = pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            raise UnreadableInput(f"{name}: is not a Parquet file, or not a whole one: {error}") from error
        kept = check_schema(file.schema_arrow, names=self._options.fields, name=name)
        first = 1
        for group in range(file.num_row_groups):
            yield from _group(file, group, kept=kept, first=first, name=name)
            first += file.metadata.row_group(group).num_rows


def _group(file: "pq.ParquetFile", group: int, *, kept: list[str], first: int, name: str) -> Iterator[tuple[int, Row]]:
    """Give the rows of a row group; where it is damaged, that in place of the rest of it."""
    import pyarrow as pa

    end = first + file.metadata.row_group(group).num_rows
    try:
        for batch in file.iter_batches(AT_ONCE, row_groups=[group], columns=kept, use_threads=False):
            yield from batch_rows(batch, kept=kept, first=first, name=name)
            first += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        yield first, UnreadableInput(f"{name}: rows {first:,} to {end - 1:,}: are damaged: {error}")
