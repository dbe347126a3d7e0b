"""An archive is never in memory: what is taken of it is about what was read of it."""

import io
import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from babelpress.document import Article
from babelpress.formats.tables.arrow import ParquetReader, ParquetReaderOptions
from babelpress.formats.tables.delimited import DelimitedReader, DelimitedReaderOptions
from babelpress.formats.tables.fields import FieldNames
from babelpress.formats.tables.jsonl import JsonlReader, JsonlReaderOptions


class Endless(io.RawIOBase):
    """A stream without end that counts what is taken of it."""

    def __init__(self, head: bytes, line: Callable[[int], bytes]) -> None:
        self._ready = head
        self._line = line
        self._lines = 0
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        while len(self._ready) < len(buffer):
            self._lines += 1
            self._ready += self._line(self._lines)
        buffer[:] = self._ready[: len(buffer)]
        self._ready = self._ready[len(buffer) :]
        self.taken += len(buffer)
        return len(buffer)


READERS = {
    "jsonl": (JsonlReader(JsonlReaderOptions()), b"", lambda n: b'{"text": "Phrase %d."}\n' % n),
    "jsonl, mapped": (
        JsonlReader(JsonlReaderOptions(fields=FieldNames(text="body"))),
        b"",
        lambda n: b'{"body": "Phrase %d."}\n' % n,
    ),
    "csv": (DelimitedReader(DelimitedReaderOptions()), b"text\n", lambda n: b'"Phrase %d."\n' % n),
}


@pytest.mark.parametrize("kind", READERS)
def test_lines_are_read_as_they_are_needed(kind):
    reader, head, line = READERS[kind]
    stream = Endless(head, line)

    found = list(islice(reader.read_stream(io.BufferedReader(stream), name="endless"), 100))

    assert all(isinstance(item, Article) for item in found)
    assert stream.taken < 20_000


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 40 MB in one row group, as pandas writes it."""
    numbers = random.Random(6)
    texts = [numbers.randbytes(10_000).hex() for _ in range(2000)]
    path = tmp_path_factory.mktemp("large") / "a.parquet"
    table = pa.table({"text": [f"{n} {text}" for n, text in enumerate(texts)]})
    pq.write_table(
        table, path, compression="none", use_dictionary=False, row_group_size=len(table), write_batch_size=32
    )
    return path


def test_of_a_row_group_only_a_few_pages_are_in_memory(parquet):
    before = pa.total_allocated_bytes()
    most = 0

    for item in islice(ParquetReader(ParquetReaderOptions()).read(parquet), 100):
        assert isinstance(item, Article)
        most = max(most, pa.total_allocated_bytes() - before)

    assert parquet.stat().st_size > 40_000_000
    assert most < 10_000_000
