"""Excel workbooks (.xlsx): the texts of cells, notes, charts, headers and footers, and properties."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from babelpress._internal.xml_tree import Node
from babelpress.document import Block, InlineTag
from babelpress.formats.package.archive import Archive, Kind
from babelpress.formats.package.format import PackageFormat, PackageOptions
from babelpress.formats.package.opc import CORE, Opc, core, drawing, restated
from babelpress.formats.xlsx.references import References
from babelpress.formats.xlsx.scanning import Large, Limit, cuts_of
from babelpress.formats.xlsx.strings import rich, text_of
from babelpress.formats.xml.drawing import DRAWINGS
from babelpress.formats.xml.texts import Part, attribute, lettered, part, pieces, plain_lines, unseen
from babelpress.formats.xml.tree import Cut, Source

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MAIN = (f"{_SHEET}sheet.main+xml", f"{_SHEET}template.main+xml")
_ROLES = {
    **dict.fromkeys(_MAIN, "main"),
    f"{_SHEET}sharedStrings+xml": "strings",
    f"{_SHEET}worksheet+xml": "sheet",
    f"{_SHEET}comments+xml": "comments",
    "application/vnd.ms-excel.threadedcomments+xml": "remarks",
    **dict.fromkeys(DRAWINGS, "drawing"),
    f"{_SHEET}table+xml": "table",
    f"{_SHEET}pivotCacheDefinition+xml": "pivot",
    CORE: "core",
}
_FORMULAS = ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula")
_COMPARED = {"filter": "val", "customFilter": "val", "cfRule": "text", "tableColumn": "name", "cacheField": "name"}
"""Attributes that are compared with the texts of cells; the headings of a table must be the names of its columns."""
_ATTRIBUTES = {
    "dataValidation": ("promptTitle", "prompt", "errorTitle", "error"),
    "hyperlink": ("tooltip",),
}
_RUNNING = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_CODE = re.compile(r"&amp;(?:\"[^\"<]*?\"|&quot;[^<]*?&quot;|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|&amp;|.)|[\r\n]+")
"""A code in a header: `&L` begins the left part, `&"Arial,Bold"` sets a font, `&12` its size, `&P` is the page."""
_MARK = InlineTag(start=0, end=0, tag="running")


class XlsxOptions(PackageOptions):
    """Options of the reader of workbooks."""


class XlsxFormat(PackageFormat):
    """Reads a workbook as one article and renders it as workbooks.

    Translated are the texts of cells, each line by itself, notes and remarks, charts and drawings, messages of
    validation, headers and footers, title, subject and description. Formulas and the names of sheets stay as they are,
    and so does the text of a cell that a formula, a list, a filter, a table or a pivot table compares with: translated,
    it would no longer be found. The results of formulas are old until the workbook is computed again.

    Macros are refused: a translation would spread them under the publisher's name. A signature becomes invalid.
    """

    Options: ClassVar = XlsxOptions
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xltx", ".xltm")
    suffix = ".xlsx"
    format = "xlsx"
    kind = Kind(name="an Excel workbook", suffix=".xlsx", program="Excel", old="an old Excel file (.xls)")

    def parts(self, archive: Archive) -> Iterator[Part]:
        """Yield the texts of the cells, then those of notes and drawings. Raises `UnreadableInput`."""
        package = Opc(archive)
        package.main(_MAIN)
        found = package.of(_ROLES)
        large = {path: _large(archive, path) for path, role in found if role in ("main", "strings", "sheet")}
        references = References()
        left: Counter[str] = Counter()
        for path, role in found:
            _add(references, left, package, large.get(path), path, role)
        texts: list[Part] = []
        for path, role in found:
            if role == "core":
                texts.append(core(package.source(path), path, language=""))
            elif role == "drawing":
                texts.append(drawing(package.source(path), path))
            elif role in ("comments", "remarks"):
                source = package.source(path)
                texts.append(part(source, unseen((_notes if role == "comments" else _remarks)(source)), path=path))
            elif path in large and role != "main":
                find = _strings if role == "strings" else _cells
                limit = self._options.max_characters
                if cuts := [*find(large[path], references, Limit(archive.name, limit))]:
                    texts.append(part(large[path].whole, cuts, path=path))
        left["cells that formulas, filters or tables refer to"] = references.kept
        left["texts in formulas and in lists to choose from"] = references.literals
        left["embedded files"] = package.embedded()
        yield from texts
        main = next(path for path, role in found if role == "main")
        yield part(large[main].whole, (), path=main, left=left)

    def restated(self, text: str, *, source: str, target: str) -> str:
        """Return a part that states the language of the translation."""
        return restated(text, source=source, target=target)

    def rendered(self, blocks: Sequence[Block], language: str) -> str:
        """Return the text of one part; in a header, `&` would begin a code."""
        running = (
            replace(block, text=re.sub("&+", "&&", block.text)) if _MARK in block.markup else block for block in blocks
        )
        return super().rendered([*running], language)


def _large(archive: Archive, path: str) -> Large:
    return Large(archive.read(path), name=f"{archive.name}: {path}")


def _add(references: References, left: Counter[str], package: Opc, large: Large | None, path: str, role: str) -> None:
    """Add what a part refers to, and count what of it stays as it is."""
    if role not in ("main", "sheet", "table", "pivot"):
        return
    large = large or _large(package.archive, path)
    for found in large.elements(*_FORMULAS, tags=(*_COMPARED, "sheet")):
        if found.local in _COMPARED:
            references.add(found.source().root.get(_COMPARED[found.local]))
        elif found.local == "sheet":
            left["names of sheets"] += role == "main" and lettered(found.source().root.get("name"))
        else:
            references.add_formula(found.text())
    if role == "sheet":
        left["results of formulas"] += large.results()


def _strings(large: Large, references: References, limit: Limit) -> Iterator[Cut]:
    def texts(source: Source, node: Node) -> Iterator[Cut]:
        return iter(()) if references.keeps(text_of(node)) else rich(source, node)

    return cuts_of(large.elements("si"), texts, limit)


def _cells(large: Large, references: References, limit: Limit) -> Iterator[Cut]:
    """Yield the texts that stand in a sheet itself."""

    def texts(source: Source, node: Node) -> Iterator[Cut]:
        if node.local == "is":
            yield from () if references.keeps(text_of(node)) else rich(source, node)
        elif node.local in _RUNNING:
            yield from pieces(source, node, _CODE, Block(kind="caption", text="", markup=(_MARK,)))
        else:
            found = [attribute(source, node, local) for local in _ATTRIBUTES[node.local] if node.get(local)]
            yield from sorted(filter(None, found), key=lambda cut: cut.start)

    return cuts_of(large.elements("is", *_RUNNING, tags=_ATTRIBUTES), texts, limit)


def _notes(source: Source) -> Iterator[Cut]:
    """Yield the lines of the notes, without the name of the author that begins them."""
    authors = {f"{node.text.strip()}:" for node in source.root.walk("author")}
    for node in source.root.walk("text"):
        yield from rich(source, node, is_kept=lambda line: line.strip() in authors)


def _remarks(source: Source) -> Iterator[Cut]:
    for node in source.root.walk("text"):
        yield from plain_lines(source, node, Block(kind="paragraph", text=""))
