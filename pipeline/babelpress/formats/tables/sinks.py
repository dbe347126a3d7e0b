"""Files of rows, written a group at a time: Parquet, Arrow, CSV, TSV and XLSX. Every cell is text or None."""

import csv
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

from babelpress.errors import ItemError, RunStopped

Rows = Sequence[Sequence[str | None]]


class Sink(Protocol):
    """A file that takes rows. All methods raise `OSError`; one that was not closed cannot be read."""

    def write(self, rows: Rows) -> None:
        """Write rows with as many cells as there are columns."""
        ...

    def close(self) -> None:
        """Complete the file."""
        ...


class ArrowSink:
    """Parquet, compressed with zstd, or a stream of Arrow."""

    def __init__(self, path: Path, names: Sequence[str], *, parquet: bool) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema([(name, pa.string()) for name in names])
        self._writer = (
            pq.ParquetWriter(str(path), self._schema, compression="zstd")
            if parquet
            else pa.ipc.new_stream(str(path), self._schema)
        )

    def write(self, rows: Rows) -> None:
        """Write one group of rows."""
        import pyarrow as pa

        columns = [pa.array([row[n] for row in rows], pa.string()) for n in range(len(self._schema))]
        self._writer.write_batch(pa.record_batch(columns, schema=self._schema))

    def close(self) -> None:
        """Complete the file."""
        self._writer.close()


class DelimitedSink:
    """CSV or TSV in UTF-8. Cells with the delimiter, a quotation mark or a line end are quoted."""

    def __init__(self, path: Path, names: Sequence[str], *, delimiter: str) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, delimiter=delimiter, lineterminator="\n")
        self._writer.writerow(names)

    def write(self, rows: Rows) -> None:
        """Write rows."""
        self._writer.writerows(rows)
        self._file.flush()

    def close(self) -> None:
        """Complete the file."""
        self._file.close()


# --- XLSX, as little of it as every spreadsheet program opens ---

CELL = 32_767
"""The most characters of a cell of a spreadsheet."""

ROWS = 1_048_576
"""The most rows of a sheet, that of the names included."""

_UNWRITTEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and what would read as an escape of that; a carriage return would become a line feed."""

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PARTS = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FILES = {
    "[Content_Types].xml": f'<Types xmlns="{_PARTS}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="articles" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    "</sheetView></sheetViews>"
)


class XlsxSink:
    """A workbook with one sheet, its first row frozen; texts are never formulas."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        for name, content in _FILES.items():
            self._zip.writestr(_entry(name), _XML + content)
        self._sheet = self._zip.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True)
        self._sheet.write(f"{_XML}<worksheet {_MAIN}>{_FROZEN}<sheetData>".encode())
        self._count = 0
        self.write([list(names)])

    def write(self, rows: Rows) -> None:
        """Write rows. Raises `RunStopped` where the sheet has no more room."""
        self._count += len(rows)
        if self._count > ROWS:
            raise RunStopped(f"a sheet has {ROWS:,} rows at most; write CSV or Parquet (-o articles.csv)")
        for row in rows:
            self._sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())

    def close(self) -> None:
        """Complete the file."""
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._zip.close()


def check_cells(row: Sequence[str | None]) -> None:
    """Raise `ItemError` for a row with a text that is too long for a cell of a spreadsheet."""
    longest = max((len(text.encode("utf-16-le")) // 2 for text in row if text), default=0)
    if longest > CELL:
        raise ItemError(
            f"a cell of a spreadsheet has {CELL:,} characters at most, a text of this article {longest:,}; "
            "write CSV or Parquet (-o articles.csv)"
        )


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without the time of day, so that equal tables are equal files."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _cell(text: str | None) -> str:
    if not text:
        return "<c/>"
    written = escape(_UNWRITTEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'
