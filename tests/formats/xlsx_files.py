"""Makes workbooks for tests, out of the XML of their parts."""

from formats.package_checks import opc, relations

NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {
    "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
    "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
    "xl/worksheets/sheet2.xml": f"{_SHEET}.worksheet+xml",
    "xl/sharedStrings.xml": f"{_SHEET}.sharedStrings+xml",
    "xl/comments1.xml": f"{_SHEET}.comments+xml",
    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/tables/table1.xml": f"{_SHEET}.table+xml",
    "xl/pivotCache/pivotCacheDefinition1.xml": f"{_SHEET}.pivotCacheDefinition+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def sheet(*rows: str, more: str = "", about: str = NAMESPACES) -> str:
    return f"<worksheet {about}><sheetData>{''.join(rows)}</sheetData>{more}</worksheet>"


def strings(*items: str) -> str:
    return f'<?xml version="1.0"?><sst {NAMESPACES}>{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def package(*items: str, parts: dict[str, str | bytes] | None = None, names: str = "") -> bytes:
    """A workbook with shared strings; `parts` are added, or replace those that it has."""
    main = f'<workbook {NAMESPACES}><sheets><sheet name="Feuil1" sheetId="1" r:id="rId1"/></sheets>{names}</workbook>'
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations(rId1="xl/workbook.xml"),
        "xl/workbook.xml": main,
        SHEET: sheet(*(f'<row><c t="s"><v>{n}</v></c></row>' for n in range(len(items)))),
        STRINGS: strings(*items),
    }
    return opc(members | (parts or {}), _TYPES)
