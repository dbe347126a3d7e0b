"""Tables as they lie on disk: TSV, CSV, JSON Lines, Parquet, Arrow, a `datasets` folder or hub id, all one `Grid`."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babelpress._internal.optional import need
from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.datasets.base import DatasetIssue
from babelpress.evaluation.datasets.lines import read_whole
from babelpress.evaluation.datasets.parts import unreadable
from babelpress.formats.tables.hub import HUB

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns by name, all equally long. `named` is False where the file has no header: columns are `1`, `2`, ...;
    `lines` are the numbers of the rows' lines, empty where a row is no line.
    """

    columns: Mapping[str, list[Any]]
    named: bool = True
    lines: tuple[int, ...] = ()
    notices: tuple[DatasetIssue, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((len(column) for column in self.columns.values()), default=0)


def read_table(path: Path, *, names: frozenset[str]) -> Table:
    """Read a table; `names` are those by which a header is known. Raises `ConfigError`, `ModelUnavailable`."""
    said = str(path)
    if said.startswith(HUB):
        return _hub(said.removeprefix(HUB))
    if path.is_dir():
        return _folder(path)
    return READERS[path.suffix.lower()](path, names)


def _tsv(path: Path, names: frozenset[str]) -> Table:
    """Fields between tabs as they stand: what translation tools write has no quoting."""
    text, notices = read_whole(path)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if lines and not lines[-1]:
        lines.pop()
    return _rows(path, [line.split("\t") for line in lines], list(range(1, len(lines) + 1)), names, notices, by="tabs")


def _csv(path: Path, names: frozenset[str]) -> Table:
    text, notices = read_whole(path)
    rows, numbers, line = [], [], 1
    # Unlike a TSV's, a cell may hold line ends; cells of long articles are longer than the module's default limit.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if row:
                rows.append(row)
                numbers.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise unreadable(path, f"line {reader.line_num:,}: {error}") from error
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
        raise unreadable(path, f"the column '{twice}' comes twice")
    for row, number in zip(rows, numbers, strict=True):
        if len(row) != width:
            what = f"line {number:,} has {len(row)} fields between {by}, line {numbers[0]:,} has {width}"
            raise unreadable(path, f"{what}; a text must not hold the separator itself (in a CSV, quote it)")
    body, lines = (rows[1:], numbers[1:]) if named else (rows, numbers)
    columns = {name: [row[n] for row in body] for n, name in enumerate(header)}
    return Table(columns=columns, named=named, lines=tuple(lines), notices=notices)


def _jsonl(path: Path, names: frozenset[str]) -> Table:
    text, notices = read_whole(path)
    rows, numbers = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise unreadable(path, f"line {number:,}: is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise unreadable(path, f"line {number:,}: is not a JSON object but {line.strip()[:40]}")
        rows.append(row)
        numbers.append(number)
    if not rows:
        raise unreadable(path, "is empty")
    keys = dict.fromkeys(key for row in rows for key in row)
    columns = {key: [row.get(key) for row in rows] for key in keys}
    return Table(columns=columns, lines=tuple(numbers), notices=notices)


def _parquet(path: Path, names: frozenset[str]) -> Table:
    need("pyarrow", where=path, extra="datasets")
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return _arrow_grid(pq.read_table(path))
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path, f"is no Parquet file that can be read: {error}") from error


def _arrow(path: Path, names: frozenset[str]) -> Table:
    need("pyarrow", where=path, extra="datasets")
    import pyarrow as pa

    data = path.read_bytes()
    try:  # `datasets` writes streams, pandas and polars files
        try:
            return _arrow_grid(pa.ipc.open_file(data).read_all())
        except pa.ArrowInvalid:
            return _arrow_grid(pa.ipc.open_stream(data).read_all())
    except pa.ArrowException as error:
        raise unreadable(path, f"is no Arrow file that can be read: {error}") from error


def _arrow_grid(table: "pa.Table") -> Table:
    return Table(columns={name: table.column(name).to_pylist() for name in table.column_names})


def _folder(path: Path) -> Table:
    """A folder that `Dataset.save_to_disk` wrote."""
    need("datasets", where=path, extra="datasets")
    from datasets import DatasetDict, load_from_disk

    try:
        found = load_from_disk(str(path))
    except (OSError, ValueError) as error:
        raise unreadable(path, f"is no folder of `datasets` that can be read: {error}") from error
    if isinstance(found, DatasetDict):
        raise unreadable(path, f"holds several splits; name one of them: {', '.join(f'{path}/{k}' for k in found)}")
    return Table(columns={name: list(found[name]) for name in found.column_names})


def _hub(name: str) -> Table:
    where = HUB + name
    need("datasets", where=where, extra="datasets")
    from datasets import load_dataset

    id, _, rest = name.partition(":")
    config, _, split = rest.partition(":")
    try:
        found = load_dataset(id, config or None, split=split or "test")
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise unreadable(where, f"cannot be loaded ({told}); a dataset is named {HUB}ID:CONFIG:SPLIT") from error
    return Table(columns={name: list(found[name]) for name in found.column_names})


READERS: dict[str, Callable[[Path, frozenset[str]], Table]] = {
    ".tsv": _tsv,
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".feather": _arrow,
}
"""Reader by suffix."""


def cell(value: Any, *, where: str, column: str) -> str | None:
    """Give the text of a cell, None where it is missing. Raises `ConfigError` for a number, a list, ..."""
    if value is None or value != value:  # NaN, as pandas writes what is missing
        return None
    if not isinstance(value, str):
        shown = json.dumps(value, default=str, ensure_ascii=False)[:40]
        raise ConfigError("cannot be evaluated", [Fault(where, f"'{column}' is no text but {shown}")])
    return value
