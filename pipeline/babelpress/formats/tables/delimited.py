"""Reader of CSV and TSV: one article per row, under a header; also compressed."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import Field

from babelpress.document import Article
from babelpress.errors import UnreadableInput
from babelpress.formats.base import OpeningReader, ReadError
from babelpress.formats.compression import check_packing, open_archive
from babelpress.formats.tables.fields import Row, RowOptions, articles, refuse_twice, require
from babelpress.formats.tables.jsonl import Line, lines
from babelpress.formats.text.plain import without_text

_DELIMITERS = ",;\t|"
_STATED = re.compile(r"\ufeff?\"?sep=([^\s\"\w]|\t)\"?[\r\n]+", re.IGNORECASE)
"""The line before the header that tells spreadsheets the delimiter."""

_LONGEST = (1 << 31) - 1
"""The largest field size limit that `csv` accepts on platforms where a C long has 32 bits."""

_OTHER_CELLS = 1 << 16
"""Maximum number of characters of a row besides the text."""


class DelimitedReaderOptions(RowOptions):
    """Options of the reader of CSV and TSV."""

    delimiter: str | None = Field(
        None,
        min_length=1,
        max_length=1,
        description="The character between cells; by default detected: `,`, `;`, tab or `|`.",
    )


class DelimitedReader(OpeningReader):
    """Reads one article per row; the first row has the names of the columns. Only one row is in memory.

    Cells that contain the delimiter or a line end, or begin with a quotation mark, must be in quotation marks, as
    spreadsheets and databases write them, in a TSV too. An empty cell is a missing value.
    """

    Options: ClassVar = DelimitedReaderOptions
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst")

    def __init__(self, options: DelimitedReaderOptions) -> None:
        self._options = options

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` if a package is missing."""
        check_packing(path)

    def _open(self, path: Path) -> BinaryIO:
        return open_archive(path)

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield the articles of a stream; `name` is its name in messages."""
        yield from articles(self._rows(stream, name=name), name=name, options=self._options, format="csv", unit="line")

    def _rows(self, stream: BinaryIO, *, name: str) -> Iterator[tuple[int, Row]]:
        rows = cells(stream, name=name, delimiter=self._options.delimiter, max_characters=self._options.max_characters)
        number, header = next(rows, (0, []))
        if isinstance(header, UnreadableInput):
            raise header  # without a header the file cannot be read
        if not header:
            raise UnreadableInput(f"{name}: {without_text('')}")
        header = [cell.strip() for cell in header]
        refuse_twice(filter(None, header), name=f"{name}: line {number:,}")
        require(filter(None, header), names=self._options.fields, name=name)
        for number, row in rows:
            if isinstance(row, UnreadableInput):
                yield number, row
            else:
                yield number, {column: cell or None for column, cell in zip(header, row, strict=True) if column}


def cells(
    stream: BinaryIO, *, name: str, delimiter: str | None, max_characters: int
) -> Iterator[tuple[int, list[str] | UnreadableInput]]:
    """Yield the cells of every row with the number of its first line, counted from 1.

    Args:
        stream: The file.
        name: Its name in messages.
        delimiter: The character between cells; None to detect it in the first row.
        max_characters: Maximum length of an article.

    Yields:
        The number of a line and the cells, as many as in the first row, or the error in place of a row.
    """
    most = max_characters + _OTHER_CELLS
    source = _Source(lines(stream, name=name, max_characters=max_characters), name=name, most=most)
    # This limit of `csv` is global, so it is only ever raised; its default is too small for long articles.
    csv.field_size_limit(max(csv.field_size_limit(), min(most, _LONGEST)))
    first = source.peek()
    if stated := _STATED.fullmatch(first):
        next(source)
        delimiter, first = delimiter or stated[1], source.peek()
    yield from _parsed(source, delimiter=delimiter or _delimiter(first), name=name)


class _Source:
    """Lines for `csv.reader`; those of the current row can be read again."""

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
        """Return the first line that is not blank without consuming it; empty if there is none."""
        for line in self._source:
            if isinstance(line.text, UnreadableInput) or line.text.strip():
                self._again.append(line)
                return line.text if isinstance(line.text, str) else ""
        return ""

    def next_row(self) -> None:
        self.row = []
        self._size = 0

    def back(self) -> None:
        """Go back to the second line of the current row."""
        self._again.extendleft(reversed(self.row[1:]))


def _delimiter(header: str) -> str:
    """The most frequent delimiter outside quotation marks in a header."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _parsed(source: _Source, *, delimiter: str, name: str) -> Iterator[tuple[int, list[str] | UnreadableInput]]:
    """Yield the cells of every row, the header first, with the number of its first line.

    A broken row over several lines (an extra quotation mark) may have swallowed the rows after it. Reading then resumes
    at its second line, and lines that are no row are skipped as the rest of the broken one. So are lines that have as
    many cells as a row only by chance (a paragraph with commas): those whose first cell has several words, if that of
    no row before had.
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
    """Return the cells of the next row that is not blank, or the error in it; None at the end."""
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
        cells = cells[:width]  # spreadsheets add empty cells
    if len(cells) != width:
        what = f"has {len(cells)} cells, the header has {width}; a cell with the delimiter in it has to be quoted"
        return UnreadableInput(f"{name}: line {source.row[0].number:,}: {what}")
    return cells
