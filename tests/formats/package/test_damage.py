"""A damaged file is refused with a message or read; it never raises, whatever byte of it or of a part is wrong."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import Article
from babelpress.formats.docx.format import DocxFormat
from babelpress.formats.epub.format import EpubFormat
from babelpress.formats.odf.format import OdtFormat
from babelpress.formats.pptx.format import PptxFormat
from babelpress.formats.xlsx.format import XlsxFormat
from document_changes import EXAMPLES, read_any
from formats import docx_files, epub_files, odf_files, pptx_files, xlsx_files
from formats.package_checks import rendered, shouted

FILES = {
    DocxFormat: docx_files.package("<w:p><w:r><w:t>Oui</w:t><w:tab/><w:t>non</w:t></w:r></w:p>"),
    PptxFormat: pptx_files.package(pptx_files.shape(pptx_files.paragraph(pptx_files.run("Oui")))),
    XlsxFormat: xlsx_files.package("<t>Oui</t>", "<r><t>Un</t></r><r><rPr><b/></rPr><t> mot</t></r>"),
    OdtFormat: odf_files.package("<text:p>Un <text:span>mot<text:tab/>long</text:span></text:p>"),
    EpubFormat: epub_files.package('<p>Un <i>mot</i><a id="x"/></p>'),
}
SNIPPETS = st.sampled_from([b"<", b">", b"&", b'"', b"\0", b"\xff", b"<a>", b"</a>", b"<!--", b"]]>", b"", b" ", b"x="])


def swallowed(kind, data: bytes) -> None:
    item = read_any(kind, data)
    if isinstance(item, Article):
        rendered(kind, item.blocks)
        rendered(kind, shouted(item), "nl")


@pytest.mark.parametrize("kind", [*FILES])
@EXAMPLES
@given(st.floats(0, 1), st.integers(0, 255))
def test_a_wrong_byte_is_no_exception(kind, place, value):
    data = bytearray(FILES[kind])
    data[int(place * (len(data) - 1))] = value

    swallowed(kind, bytes(data))


@pytest.mark.parametrize("kind", [*FILES])
@EXAMPLES
@given(st.floats(0, 1))
def test_a_file_that_ends_early_is_no_exception(kind, place):
    swallowed(kind, FILES[kind][: int(place * len(FILES[kind]))])


@pytest.mark.parametrize("kind", [*FILES])
@EXAMPLES
@given(st.integers(0, 50), st.floats(0, 1), st.integers(0, 12), SNIPPETS)
def test_a_wrong_part_is_no_exception(kind, number, place, length, snippet):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[kind])) as source, zipfile.ZipFile(target, "w") as archive:
        names = source.namelist()
        for index, name in enumerate(names):
            content = source.read(name)
            if index == number % len(names):
                at = int(place * len(content))
                content = content[:at] + snippet + content[at + length :]
            archive.writestr(name, content)

    swallowed(kind, target.getvalue())
