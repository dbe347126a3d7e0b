"""CSV and TSV: one article a row, under a header; also packed."""

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import Field

from babelpress.document import Article
from babelpress.errors import UnreadableInput
from babelpress.formats.base import OpeningReader, ReadError
from babelpress.formats.compression import check_packing, open_archive
from babelpress.formats.tables.fields import Row, RowOptions, articles, require
from babelpress.formats.tables.jsonl import Line, lines
from babelpress.formats.text.plain import without_text

_DELIMITERS = ",;\t|"
_LONGEST = (1 << 31) - 1
"""What `csv` can count to where a C long has 32 bits."""

_OTHER_CELLS = 1 << 16
"""Characters that the cells beside the text may have."""


class DelimitedReaderOptions(RowOptions):
    """What the reader of CSV and TSV can be told."""

    delimiter: str | None = Field(
        None, min_length=1, max_length=1, description="What stands between cells; else `,`, `;`, a tab or `|`."
    )


class DelimitedReader(OpeningReader):
    """Reads one article a row, its columns named by the first row. Never holds more than a row.

    Cells with the delimiter, a line end or a quotation mark at their beginning stand in quotation marks, as every
    spreadsheet and database writes them, in a TSV too. An empty cell is a missing value.
    """

    Options: ClassVar = DelimitedReaderOptions
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst")

    def __init__(self, options: DelimitedReaderOptions) -> None:
        self._options = options

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` where a package is missing."""
        check_packing(path)

    def _open(self, path: Path) -> BinaryIO:
        return open_archive(path)

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Give the articles of a stream; `name` is what messages call it."""
        yield from articles(self._rows(stream, name=name), name=name, options=self._options, format="csv", unit="line")

    def _rows(self, stream: BinaryIO, *, name: str) -> Iterator[tuple[int, Row]]:
        rows = cells(stream, name=name, delimiter=self._options.delimiter, max_characters=self._options.max_characters)
        number, header = next(rows, (0, []))
        if isinstance(header, UnreadableInput):
            raise header  # without it a file means nothing
        if not header:
            raise UnreadableInput(f"{name}: {without_text('')}")
        header = [cell.strip() for cell in header]
        twice = next((column for column in header if column and header.count(column) > 1), None)
        if twice is not None:
            raise UnreadableInput(f"{name}: line {number:,}: the column '{twice}' comes twice")
        require(filter(None, header), names=self._options.fields, name=name)
        for number, row in rows:
            if isinstance(row, UnreadableInput):
                yield number, row
            else:
                yield number, {column: cell or None for column, cell in zip(header, row, strict=True) if column}


def cells(
    stream: BinaryIO, *, name: str, delimiter: str | None, max_characters: int
) -> Iterator[tuple[int, list[str] | UnreadableInput]]:
    """Give the cells of every row with the number of its first line, all rows as long as the first.

    Without `delimiter` it is what parts the first row.
    """
    most = max_characters + _OTHER_CELLS
    source = _Source(lines(stream, name=name, max_characters=max_characters), name=name, most=most)
    # For the whole process, and only ever raised: the default is shorter than a long article.
    csv.field_size_limit(max(csv.field_size_limit(), min(most, _LONGEST)))
    yield from _parsed(source, delimiter=delimiter or _delimiter(source.peek()), name=name)


class _Source:
    """Lines for `csv.reader`, of which those of the row in hand can be read again."""

    def __init__(self, source: Iterator[Line], *, name: str, most: int) -> None:
        self._source = source
        self._again: deque[Line] = deque()
        self._name = name
        self._most = most
        self._size = 0
        self.row: list[Line] = []

    def __iter__(self) -> "_Source":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._source)
        self.row.append(line)
        if isinstance(line.text, UnreadableInput):
            raise line.text
        self._size += len(line.text)
        if self._size > self._most:
            what = f"is not ended within {self._most:,} characters: a quotation mark is missing, or it is too long"
            raise UnreadableInput(f"{self._name}: line {self.row[0].number:,}: {what} (option max_characters)")
        return line.text

    def peek(self) -> str:
        """Give the first line that is not blank, without taking it; empty where there is none."""
        for line in self._source:
            if isinstance(line.text, UnreadableInput) or line.text.strip():
                self._again.append(line)
                return line.text if isinstance(line.text, str) else ""
        return ""

    def next_row(self) -> None:
        self.row = []
        self._size = 0

    def back(self) -> None:
        """Go back to where the row in hand goes on after its first line."""
        self._again.extendleft(reversed(self.row[1:]))


def _delimiter(header: str) -> str:
    """The character that parts the cells of a header most often."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _parsed(source: _Source, *, delimiter: str, name: str) -> Iterator[tuple[int, list[str] | UnreadableInput]]:
    """Give the cells of every row, the header first, with the number of its first line.

    A row over several lines that is broken (a quotation mark too many) may have swallowed others: they are read from
    its second line on, and what is left of itself is passed by, also a paragraph with as many commas as a row has:
    where no row before began with several words, none does.
    """
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    width = 0
    wordy: bool | None = None
    broken: tuple[int, UnreadableInput] | None = None
    while (cells := _next(reader, source, width=width, name=name)) is not None:
        number = source.row[0].number
        if isinstance(cells, UnreadableInput):
            if broken is None and len(source.row) == 1:
                yield number, cells
            else:
                broken = broken or (number, cells)
                source.back()
            continue
        if broken and wordy is False and _is_wordy(cells[0]):
            continue
        if broken:
            yield broken[0], UnreadableInput(f"{broken[1]}; reading goes on at line {number:,}")
            broken = None
        if width:
            wordy = wordy or _is_wordy(cells[0])
        width = width or len(cells)
        yield number, cells
    if broken:
        yield broken[0], UnreadableInput(f"{broken[1]}; after it no row could be read")


def _is_wordy(cell: str) -> bool:
    return len(cell.split()) > 1


def _next(reader: Iterator[list[str]], source: _Source, *, width: int, name: str) -> list[str] | UnreadableInput | None:
    """Give the cells of the next row that is not blank, or why it is none; None at the end."""
    cells: list[str] | None = []
    while cells == []:
        source.next_row()
        try:
            cells = next(reader, None)
        except UnreadableInput as error:
            return error
        except csv.Error as error:
            return UnreadableInput(f"{name}: line {source.row[0].number:,}: is not a row of cells: {error}")
    if cells is None or width == 0:
        return cells
    if not any(cells[width:]):
        cells = cells[:width]  # spreadsheets fill up with empty cells
    if len(cells) != width:
        what = f"has {len(cells)} cells, the header has {width}; a cell with the delimiter in it has to be quoted"
        return UnreadableInput(f"{name}: line {source.row[0].number:,}: {what}")
    return cells
