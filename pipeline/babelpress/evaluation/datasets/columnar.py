"""Reads TSV, CSV, JSON Lines, Parquet, Arrow, a folder of `datasets` or a dataset of the hub into a `Table`.

The code of `formats.tables`, which also reads articles, reads the rows; but here TSV has no quoting, and a header is
optional.
"""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from babelpress._internal.optional import need
from babelpress.errors import ConfigError, Fault, UnreadableInput
from babelpress.evaluation.datasets.base import DatasetIssue
from babelpress.evaluation.datasets.lines import read_whole
from babelpress.evaluation.datasets.parts import refusal, unreadable
from babelpress.formats.decoding import open_input
from babelpress.formats.tables.arrow import arrow_rows, parquet_rows
from babelpress.formats.tables.delimited import cells
from babelpress.formats.tables.fields import Row
from babelpress.formats.tables.hub import HUB, hub_rows
from babelpress.formats.tables.jsonl import json_row, lines

_ANY = 1 << 40
"""No limit for the characters of a row: a test set is in memory as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in memory.

    Attributes:
        columns: The columns by name, all equally long.
        named: Whether the file has a header; without one the columns are called `1`, `2`, ...
        lines: The line number of each row; empty for formats without lines.
        notices: Peculiarities of the file.
    """

    columns: Mapping[str, list[Any]]
    named: bool = True
    lines: tuple[int, ...] = ()
    notices: tuple[DatasetIssue, ...] = ()

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max((len(column) for column in self.columns.values()), default=0)


def read_table(path: Path, *, names: frozenset[str]) -> Table:
    """Read a table; a first row with one of `names` is a header. Raises `ConfigError`, `ModelUnavailable`."""
    try:
        if str(path).startswith(HUB):
            return _hub(str(path))
        read = _arrow if path.is_dir() else READERS[path.suffix.lower()]
        return read(path, names)
    except UnreadableInput as error:
        raise refusal(error) from error


def _tsv(path: Path, names: frozenset[str]) -> Table:
    """Read fields between tabs without quoting, as translation tools write them."""
    text, notices = read_whole(path)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if lines and not lines[-1]:
        lines.pop()
    return _rows(path, [line.split("\t") for line in lines], list(range(1, len(lines) + 1)), names, notices, by="tabs")


def _csv(path: Path, names: frozenset[str]) -> Table:
    text, notices = read_whole(path)
    rows, numbers = [], []
    for number, row in cells(io.BytesIO(text.encode()), name=str(path), delimiter=",", max_characters=_ANY):
        if isinstance(row, UnreadableInput):
            raise row
        rows.append(row)
        numbers.append(number)
    return _rows(path, rows, numbers, names, notices, by="commas")


def _rows(
    path: Path,
    rows: list[list[str]],
    numbers: list[int],
    names: frozenset[str],
    notices: tuple[DatasetIssue, ...],
    *,
    by: str,
) -> Table:
    if not rows:
        raise unreadable(path, "is empty")
    named = any(cell.strip().casefold() in names for cell in rows[0])
    width = len(rows[0])
    header = [cell.strip() for cell in rows[0]] if named else [str(n) for n in range(1, width + 1)]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise unreadable(path, f"the column '{twice}' occurs twice")
    for row, number in zip(rows, numbers, strict=True):
        if len(row) != width:
            what = f"line {number:,} has {len(row)} fields between {by}, line {numbers[0]:,} has {width}"
            raise unreadable(
                path, f"{what}; a text must not contain the separator (in a CSV, put it in quotation marks)"
            )
    body, lines = (rows[1:], numbers[1:]) if named else (rows, numbers)
    columns = {name: [row[n] for row in body] for n, name in enumerate(header)}
    return Table(columns=columns, named=named, lines=tuple(lines), notices=notices)


def _jsonl(path: Path, names: frozenset[str]) -> Table:
    text, notices = read_whole(path)
    found = [
        (line.number, json_row(line, name=str(path), allow_nan=True))
        for line in lines(io.BytesIO(text.encode()), name=str(path), max_characters=_ANY)
        if not isinstance(line.text, str) or line.text.strip()
    ]
    if not found:
        raise unreadable(path, "is empty")
    table = _gathered(found)
    return replace(table, lines=tuple(number for number, _ in found), notices=notices)


def _parquet(path: Path, names: frozenset[str]) -> Table:
    need("pyarrow", where=path)
    with open_input(path) as stream:
        return _gathered(parquet_rows(stream, name=str(path)))


def _arrow(path: Path, names: frozenset[str]) -> Table:
    need("pyarrow", where=path)
    return _gathered(arrow_rows(path))


def _hub(name: str) -> Table:
    need("datasets", where=name, extra="datasets")
    return _gathered(hub_rows(name, split="test", streaming=False))


def _gathered(rows: Iterable[tuple[int, Row]]) -> Table:
    """The table of rows. Raises `UnreadableInput`."""
    found: list[Mapping[str, Any]] = []
    for _, row in rows:
        if isinstance(row, UnreadableInput):
            raise row
        if isinstance(row, Mapping):  # always: only the reader of JSON Lines yields articles
            found.append(row)
    columns = dict.fromkeys(key for row in found for key in row)
    return Table(columns={key: [row.get(key) for row in found] for key in columns})


READERS: dict[str, Callable[[Path, frozenset[str]], Table]] = {
    ".tsv": _tsv,
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".feather": _arrow,
}
"""The readers by suffix."""


def cell(value: Any, *, where: str, column: str) -> str | None:
    """Return the text of a cell; None if it is missing. Raises `ConfigError` for a number, a list, ..."""
    if value is None or value != value:  # NaN, which pandas writes for missing values
        return None
    if not isinstance(value, str):
        shown = json.dumps(value, default=str, ensure_ascii=False)[:40]
        raise ConfigError("cannot be evaluated", [Fault(where, f"'{column}' must be text, but is {shown}")])
    return value
