"""Tables of reStructuredText that are drawn: their cells, and the drawing with other texts in them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from babelpress.formats.rst.text import begins_block, in_lines, width

# `_SIMPLE` is the border of a simple table, `_SPAN` a line under cells that span columns, `_EDGE` a border of a grid;
# `_KEPT` is code, in which no line ends.
_SIMPLE = re.compile(r"=+(?:[ ]+=+)+")
_SPAN = re.compile(r"-+(?:[ ]+-+)*")
_KEPT = re.compile(r"``.+?``")
_EDGE = re.compile(r"\+(?:-+\+)+|\+(?:=+\+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the widths of its columns, and its rows: a border (its sign), an empty line, or the texts of cells."""

    simple: bool
    widths: tuple[int, ...]
    rows: tuple[str | tuple[str, ...], ...]

    @property
    def cells(self) -> list[str]:
        """The texts of the cells, row by row."""
        return [cell for row in self.rows if not isinstance(row, str) for cell in row]

    def drawn(self, cells: Sequence[str]) -> list[str]:
        """Return the lines of the table with these texts in its cells."""
        texts = iter(cells)
        rows = [row if isinstance(row, str) else [next(texts) for _ in row] for row in self.rows]
        return self._simple(rows) if self.simple else self._grid(rows)

    def to_json(self) -> str:
        """Return the table as JSON."""
        return json.dumps([self.simple, self.widths, self.rows], ensure_ascii=False)

    def _simple(self, rows: Sequence[str | list[str]]) -> list[str]:
        columns = range(len(self.widths))
        full = [row for row in rows if not isinstance(row, str)]
        widths = [max(self.widths[column], *(width(row[column]) for row in full)) for column in columns]
        border = "  ".join("=" * size for size in widths)
        lines = []
        for row in rows:
            if isinstance(row, str):
                lines.append(border if row else "")
            else:
                cells = [row[0] or "\\", *row[1:]]
                lines.append("  ".join(_padded(cell, size) for cell, size in zip(cells, widths, strict=True)).rstrip())
        return lines

    def _grid(self, rows: Sequence[str | list[str]]) -> list[str]:
        columns = range(len(self.widths))
        parted = [
            row if isinstance(row, str) else [_parted(row[at], self.widths[at] - 2) for at in columns] for row in rows
        ]
        longest = [
            max((width(line) for row in parted if not isinstance(row, str) for line in row[at]), default=0)
            for at in columns
        ]
        widths = [max(self.widths[at], longest[at] + 2) for at in columns]
        lines = []
        for row in parted:
            if isinstance(row, str):
                lines.append("+" + "".join(row * size + "+" for size in widths))
                continue
            for number in range(max(len(cell) for cell in row)):
                cells = [cell[number] if number < len(cell) else "" for cell in row]
                inside = (f" {_padded(cell, size - 1)}|" for cell, size in zip(cells, widths, strict=True))
                lines.append("|" + "".join(inside))
        return lines


def from_json(text: str) -> Table:
    """Return the table that `to_json` wrote."""
    simple, widths, rows = json.loads(text)
    return Table(
        simple=simple,
        widths=tuple(widths),
        rows=tuple(row if isinstance(row, str) else tuple(row) for row in rows),
    )


def read_table(lines: Sequence[str]) -> Table | None:
    """Return a table, or None for one whose cells span columns or have more than a paragraph."""
    table = _read_simple(lines) if _SIMPLE.fullmatch(lines[0]) else _read_grid(lines)
    if table is None or any(begins_block(cell) or cell.endswith("::") for cell in table.cells):
        return None
    return table


def _read_simple(lines: Sequence[str]) -> Table | None:
    bounds = [found.span() for found in re.finditer("=+", lines[0])]
    starts = [start for start, _ in bounds]
    edges = [*starts, 1 << 30]
    rows: list[str | tuple[str, ...]] = []
    for line in lines:
        if not line:
            rows.append("")
        elif _SIMPLE.fullmatch(line):
            if line.rstrip() != lines[0].rstrip():
                return None
            rows.append("=")
        elif _SPAN.fullmatch(line) or any(line[end:start].strip() for (_, end), (start, _) in pairwise(bounds)):
            return None
        else:
            cells = tuple(line[start:end].strip() for start, end in pairwise(edges))
            if cells[0]:
                rows.append(cells)
            elif rows and not isinstance(rows[-1], str):
                rows[-1] = tuple(" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True))
            else:
                return None
    return Table(simple=True, widths=tuple(end - start for start, end in bounds), rows=tuple(rows))


def _read_grid(lines: Sequence[str]) -> Table | None:
    columns = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    rows: list[str | tuple[str, ...]] = []
    cells: list[list[str]] = []
    for line in lines:
        if _EDGE.fullmatch(line):
            if [at for at, sign in enumerate(line) if sign == "+"] != columns:
                return None
            if cells:
                rows.append(tuple(" ".join(filter(None, cell)) for cell in cells))
            cells = []
            rows.append(line[1])
        elif len(line) == columns[-1] + 1 and all(line[at] == "|" for at in columns):
            found = [line[start + 1 : end].strip() for start, end in pairwise(columns)]
            if cells and any(one and before and not before[-1] for one, before in zip(found, cells, strict=True)):
                return None  # a second paragraph
            cells = [[*before, one] for before, one in zip(cells or [[]] * len(found), found, strict=True)]
        else:
            return None
    if cells or not rows:
        return None
    return Table(simple=False, widths=tuple(end - start - 1 for start, end in pairwise(columns)), rows=tuple(rows))


def _padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def _parted(text: str, size: int) -> list[str]:
    whole = _KEPT.sub(lambda found: found[0].replace(" ", "\0"), text)
    return [line.replace("\0", " ") for line in in_lines(whole, size)]
