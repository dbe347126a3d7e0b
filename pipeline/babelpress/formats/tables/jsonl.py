"""JSON Lines: a reader of one article per line, a writer of one record per line; also as `.jsonl.gz`, `.jsonl.zst`."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal, NamedTuple, Self, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json as parse_json

from babelpress._internal.files import Part
from babelpress.document import Article, Record, from_json, to_json
from babelpress.errors import RunStopped, UnreadableInput
from babelpress.formats.base import OpeningReader, ReadError
from babelpress.formats.compression import check_packing, open_archive, packer
from babelpress.formats.decoding import decode, refuse_foreign
from babelpress.formats.tables.fields import Row, RowOptions, articles, faults, with_columns
from babelpress.formats.text.plain import without_text

# --- Reading lines of limited length ---

_BYTES_PER_CHARACTER = 12
"""The maximum in JSON: two escapes of six bytes each, for a surrogate pair."""


class Line(NamedTuple):
    """A line as text with its line end, or the error in it; `number` counts from 1, `size` is in bytes."""

    number: int
    text: str | UnreadableInput
    size: int


def lines(stream: BinaryIO, *, name: str, max_characters: int) -> Iterator[Line]:
    """Yield the lines of a stream. Raises `UnreadableInput` if the first one shows that it is not UTF-8 text."""
    limit = max_characters * _BYTES_PER_CHARACTER + (1 << 16)
    number = offset = 0
    while line := stream.readline(limit):
        number += 1
        if number == 1:
            refuse_foreign(line, name)
        size = len(line) + _skip_rest(stream, line, limit=limit)
        yield Line(number, _text(line, size, name=name, number=number, offset=offset, most=max_characters), size)
        offset += size


def _text(line: bytes, size: int, *, name: str, number: int, offset: int, most: int) -> str | UnreadableInput:
    if size > len(line):
        limit = f"the limit is {most:,} characters (option max_characters)"
        return UnreadableInput(f"{name}: line {number:,}: is too long for one article: {size:,} bytes; {limit}")
    try:
        return decode(line, name=name, line=number, offset=offset)
    except UnreadableInput as error:
        return error


def _skip_rest(stream: BinaryIO, line: bytes, *, limit: int) -> int:
    """Skip the rest of a line longer than the limit; return its number of bytes."""
    skipped = 0
    while len(line) == limit and not line.endswith(b"\n"):
        rest = stream.readline(limit)
        skipped += len(rest)
        if len(rest) < limit or rest.endswith(b"\n"):
            break
    return skipped


# --- Articles in, records out ---

logger = logging.getLogger(__name__)


class JsonlReaderOptions(RowOptions):
    """Options of the reader of JSON Lines."""


class JsonlReader(OpeningReader):
    """Reads one article per line: `text` or `blocks`, and optionally `id`, `title`, `language`, `date` and `url`.

    `text` is structured like a file of plain text. Other keys go to `Meta.extra` as JSON. Records that `JsonlWriter`
    wrote are read as well: they yield their article. Only one line is in memory; with the option `fields`, the first
    32.
    """

    Options: ClassVar = JsonlReaderOptions
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")

    def __init__(self, options: JsonlReaderOptions) -> None:
        self._options = options

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` if a package is missing."""
        check_packing(path)

    def _open(self, path: Path) -> BinaryIO:
        return open_archive(path)

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield the articles of a stream; `name` is its name in messages."""
        rows = self._rows(stream, name=name)
        if self._options.fields.said:
            rows = with_columns(rows, names=self._options.fields, name=name)
        yield from articles(rows, name=name, options=self._options, format="jsonl", unit="line")

    def _rows(self, stream: BinaryIO, *, name: str) -> Iterator[tuple[int, Row]]:
        empty, size = True, 0
        for line in lines(stream, name=name, max_characters=self._options.max_characters):
            size += line.size
            if isinstance(line.text, UnreadableInput) or line.text.strip():
                empty = False
                yield line.number, _article(line, name=name)
        if empty:
            raise UnreadableInput(f"{name}: {without_text(' ' * min(size, 1))}")


def json_row(line: Line, *, name: str, allow_nan: bool = False) -> dict[str, Any] | UnreadableInput:
    """Return the JSON object of a line, or the error if it has none."""
    where = f"{name}: line {line.number:,}"
    if isinstance(line.text, UnreadableInput):
        return line.text
    try:
        raw = parse_json(line.text.strip(), allow_inf_nan=allow_nan)
    except ValueError as error:
        what, _, column = str(error).partition(" at line 1 column ")
        return UnreadableInput(f"{where}, column {column or 1}: is not JSON: {what}")
    if not isinstance(raw, dict):
        return UnreadableInput(f"{where}: is not a JSON object but {json.dumps(raw)[:40]}")
    return raw


def _article(line: Line, *, name: str) -> Row:
    """The JSON object of a line, or the article if it is a record."""
    row = json_row(line, name=name, allow_nan=True)
    if isinstance(row, UnreadableInput) or not isinstance(row.get("article"), dict):
        return row
    try:
        return from_json(str(line.text)).article
    except ValidationError as error:
        return UnreadableInput(f"{name}: line {line.number:,}: {faults(error)}")
    except ValueError as error:  # a record of a newer version
        return UnreadableInput(f"{name}: line {line.number:,}: {error}")


class JsonlWriterOptions(BaseModel):
    """Options of the writer of JSON Lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overwrite: bool = Field(False, description="Replace a file that exists.")


class JsonlWriter:
    """Writes one record per line, in the given order, to a file or an open text stream.

    A file is written as `<name>.part` and renamed when the context ends, also after an exception: it always contains
    whole records. If no record was written before an exception, an existing file is not changed. A file whose name ends
    in `.gz` or `.zst` is compressed.
    """

    Options: ClassVar = JsonlWriterOptions
    expects: Literal["folder", "file", "binary file"] = "file"

    def __init__(self, output: Path | TextIO, options: JsonlWriterOptions) -> None:
        self._output = output
        self._overwrite = options.overwrite
        self._part: Part | None = None
        self._written = 0

    def __enter__(self) -> Self:
        if isinstance(self._output, Path):
            check_packing(self._output)
            self._packer = packer(self._output)
            self._part = Part(self._output, overwrite=self._overwrite)
        return self

    def write(self, record: Record) -> None:
        """Write one line. Raises `RunStopped`."""
        line = to_json(record) + "\n"
        try:
            if self._part:
                self._part.append(self._packer.pack(line.encode()), tail=self._packer.tail)
            elif not isinstance(self._output, Path):
                self._output.write(line)
                self._output.flush()
        except OSError as error:
            name = self._output if isinstance(self._output, Path) else "the output stream"
            raise RunStopped(
                f"{name}: cannot be written: {error.strerror or error}; the {self._written:,} records before are kept"
            ) from error
        self._written += 1

    def __exit__(self, *exception: object) -> None:
        if self._part:
            publish = self._written > 0 or not any(exception)
            try:
                try:
                    if not self._written:
                        self._part.append(self._packer.nothing)
                finally:
                    self._part.close(publish=publish)
            except OSError as error:
                message = f"{self._part.path}: cannot be moved to {self._output}: {error.strerror or error}"
                if not any(exception):
                    raise RunStopped(message) from error
                logger.warning("%s", message)  # a second error must not hide the first
