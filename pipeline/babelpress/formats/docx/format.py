"""Word documents (.docx): the texts of the document, its headers, footers, notes, comments, charts and properties."""

from collections.abc import Iterator
from typing import ClassVar

from babelpress.formats.docx.paragraphs import paragraphs
from babelpress.formats.docx.styles import Styles
from babelpress.formats.package.archive import Archive, Kind
from babelpress.formats.package.format import PackageFormat, PackageOptions
from babelpress.formats.package.opc import CORE, Opc, core, drawing, restated
from babelpress.formats.xml.drawing import DRAWINGS
from babelpress.formats.xml.texts import Part, part, unseen

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_ROLES = {
    **dict.fromkeys(_MAIN, "document"),
    f"{_WORD}header+xml": "header",
    f"{_WORD}footer+xml": "footer",
    f"{_WORD}footnotes+xml": "footnotes",
    f"{_WORD}endnotes+xml": "endnotes",
    f"{_WORD}comments+xml": "comments",
    **dict.fromkeys(DRAWINGS, "drawing"),
    CORE: "core",
    f"{_WORD}styles+xml": "styles",
    f"{_WORD}settings+xml": "settings",
}

_UNSEEN = ("header", "footer", "comments")
"""Parts that are no part of the article."""


class DocxOptions(PackageOptions):
    """Options of the reader of Word documents."""


class DocxFormat(PackageFormat):
    """Reads a Word document as one article and renders it as Word documents.

    Translated are paragraphs at any depth, headers, footers, notes, comments, charts and diagrams, descriptions of
    pictures and tables, titles of controls, entries of lists to choose from, title, subject and description. Tabs and
    line breaks separate texts. In a changed paragraph, runs that differ only in proofing marks are merged. Equations,
    code and deleted passages stay as they are, inserted ones are translated; fields other than links keep their text
    until Word updates them. A finding counts them. Where the document states its language, the language of the
    translation is stated.

    Macros are refused: a translation would spread them under the publisher's name. A signature becomes invalid.
    """

    Options: ClassVar = DocxOptions
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")
    suffix = ".docx"
    format = "docx"
    kind = Kind(name="a Word document", suffix=".docx", program="Word", old="an old Word file (.doc)")

    def parts(self, archive: Archive) -> Iterator[Part]:
        """Yield the document first, then headers, notes, comments, properties. Raises `UnreadableInput`."""
        package = Opc(archive)
        package.main(_MAIN)
        parts = [(path, role, package.source(path)) for path, role in package.of(_ROLES)]
        styles = Styles(next((source for _, role, source in parts if role == "styles"), None))
        for path, role, source in parts:
            if role == "core":
                yield core(source, path, language=styles.language)
            elif role in ("styles", "settings"):
                yield part(source, (), path=path, language=styles.language)
            elif role == "drawing":
                yield drawing(source, path, language=styles.language)
            else:
                cuts, left = paragraphs(source, styles)
                left["embedded files"] += package.embedded() if role == "document" else 0
                shown = unseen(cuts) if role in _UNSEEN else cuts
                yield part(source, shown, path=path, language=styles.language, left=left)

    def restated(self, text: str, *, source: str, target: str) -> str:
        """Return a part that states the language of the translation."""
        return restated(text, source=source, target=target)
