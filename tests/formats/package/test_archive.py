import io
import itertools
import struct
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import VERBATIM
from babelpress.formats.docx.format import DocxFormat
from babelpress.formats.epub.format import EpubFormat
from babelpress.formats.odf.format import OdpFormat, OdtFormat
from babelpress.formats.package.archive import repack
from babelpress.formats.pptx.format import PptxFormat
from babelpress.formats.xlsx.format import XlsxFormat
from document_changes import EXAMPLES, read, refused
from formats import epub_files, odf_files, pptx_files, xlsx_files
from formats.docx_files import document, package

NAMES = st.lists(st.text("aé/._", min_size=1, max_size=8).filter(lambda name: name.strip("/")), unique=True, min_size=1)
MEMBERS = NAMES.flatmap(
    lambda names: st.tuples(
        *(
            st.tuples(
                st.just(name),
                st.binary(max_size=300),
                st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
                st.tuples(st.integers(1980, 2107), st.integers(1, 12), st.integers(1, 28)),
                st.booleans(),
                st.binary(max_size=5),
            )
            for name in names
        )
    )
)


class Unseekable(io.BytesIO):
    """Makes zipfile write sizes and checksums behind the members."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError


def written(members, *, comment=b"", streamed=False) -> bytes:
    target = Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content, method, date, big, extra in members:
            info = zipfile.ZipInfo(name, (*date, 12, 30, 8))
            info.compress_type = method
            info.extra = struct.pack("<2H", 0xCAFE, len(extra)) + extra
            info.external_attr = 0o640 << 16
            with archive.open(info, "w", force_zip64=big) as stream:
                stream.write(content)
        archive.comment = comment
    return target.getvalue()


def seen(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return [
            (m.filename, m.date_time, m.compress_type, m.external_attr, m.create_system, m.extra[-5:], archive.read(m))
            for m in archive.infolist()
        ]


def packed(data: bytes, name: str) -> bytes:
    """The bytes of a member as they are packed, its header included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo(name)
        at = member.header_offset
        name_length, extra_length = struct.unpack_from("<2H", data, at + 26)
        return data[at : at + 30 + name_length + extra_length + member.compress_size]


@EXAMPLES
@given(MEMBERS, st.binary(max_size=20), st.binary(max_size=300), st.booleans())
def test_a_changed_member_leaves_every_byte_of_the_others(members, comment, content, streamed):
    data = written(members, comment=comment, streamed=streamed)
    first = members[0][0]

    new = repack(data, {first: content})

    assert [(*row[:-1], content if row[0] == first else row[-1]) for row in seen(data)] == seen(new)
    assert all(packed(new, name) == packed(data, name) for name, *_ in members[1:])
    assert zipfile.ZipFile(io.BytesIO(new)).comment == comment
    assert repack(data, {name: body for name, body, *_ in members}) == data


def changed(data: bytes) -> bytes:
    article = read(DocxFormat, data)
    blocks = tuple(b if b.kind in VERBATIM else replace(b, text="Ja") for b in article.blocks)
    return DocxFormat(DocxFormat.Options()).render(blocks, language="nl")


def test_a_translated_document_has_the_packed_bytes_of_its_source_elsewhere():
    data = package("<w:p><w:r><w:t>Oui</w:t></w:r></w:p>", parts={"word/media/a.png": b"\x89PNG" * 100})

    new = changed(data)

    assert packed(new, "word/media/a.png") == packed(data, "word/media/a.png")
    assert packed(new, "word/document.xml") != packed(data, "word/document.xml")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_office_programs_do_not_open_is_refused_by_name(method):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("word/document.xml", document("<w:p/>" * 100))

    said = refused(DocxFormat, target.getvalue())

    assert "Word does not open" in said
    assert {12: "BZIP2", 14: "LZMA"}[method] in said


@pytest.mark.parametrize("tag", ["<w:p/>", "<w:r>", "<!---->"])
def test_a_small_file_with_millions_of_tags_is_refused_before_they_are_parsed(tag):
    data = package((tag + "</w:r>" * (tag == "<w:r>")) * 1_400_000)

    assert len(data) < 100_000
    assert "like a ZIP bomb" in refused(DocxFormat, data)


FILES = {
    DocxFormat: ("a Word document", package("<w:p><w:r><w:t>Oui</w:t></w:r></w:p>")),
    PptxFormat: ("a PowerPoint presentation", pptx_files.package()),
    XlsxFormat: ("an Excel workbook", xlsx_files.package("<t>Oui</t>")),
    OdtFormat: ("an OpenDocument text", odf_files.package("<text:p>Oui</text:p>")),
    OdpFormat: ("an OpenDocument presentation", odf_files.package("<text:p>Oui</text:p>", kind="presentation")),
    EpubFormat: ("an EPUB", epub_files.package()),
}


@pytest.mark.parametrize(("kind", "other"), [*itertools.permutations(FILES, 2)])
def test_a_file_with_the_ending_of_another_kind_is_told_its_own(kind, other):
    said = refused(kind, FILES[other][1])

    assert f"is not {FILES[kind][0]} but {FILES[other][0]}" in said
    assert said.endswith(f"name it {other.suffix}") or {kind, other} == {OdtFormat, OdpFormat}


@pytest.mark.parametrize("kind", [*FILES])
def test_what_is_no_package_is_told_what_it_is(kind):
    assert "not a ZIP archive but a PDF" in refused(kind, b"%PDF-1.7")
