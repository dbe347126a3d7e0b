"""Office documents, e-books, reStructuredText and AsciiDoc as pages: their structure, and every word."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from docutils import nodes
from docutils.parsers.rst import roles

from babelpress.document import VERBATIM, Article, Block, Detection, Record
from babelpress.formats.inputs import all_readers, read_inputs
from babelpress.formats.outputs import plant
from babelpress.formats.site.bodies import body
from babelpress.formats.site.light_markup import from_rst
from babelpress.formats.site.pictures import Pictures
from babelpress.formats.site.safe_html import safe
from babelpress.formats.site.writer import SiteWriter, SiteWriterOptions
from babelpress.formats.versions import versions
from babelpress.summarization.extractive import sentences_of
from formats.docx_files import package as docx_package
from formats.epub_files import package as epub_package
from formats.odf_files import STYLES as ODF_STYLES
from formats.odf_files import package as odt_package

ROOT = Path(__file__).parents[3]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _p(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{more}</w:pPr>"
    return f"<w:p>{about}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _docx() -> bytes:
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="x" descr="Le pont vu du sud"/><a:graphic '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId9"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    cells = "".join(
        f"<w:tr><w:tc>{_p(a)}</w:tc><w:tc>{_p(b)}</w:tc></w:tr>" for a, b in (("Ville", "Prix"), ("Lille", "12"))
    )
    main = (
        _p("Le pont rouvre", "Titre")
        + "<w:p><w:r><w:t>Le pont </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Victor</w:t></w:r>"
        "<w:r><w:t> ouvre demain.</w:t></w:r></w:p>"
        + picture
        + _p("Les travaux", "Titre1")
        + _p("Un premier point", more=numbered)
        + _p("Un deuxième point", more=numbered)
        + f"<w:tbl>{cells}</w:tbl>"
    )
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, str | bytes] = {
        "word/styles.xml": f'<w:styles {w}><w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="Titre 1"/></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering {w}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt '
        'w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="7">'
        '<w:abstractNumId w:val="1"/></w:num></w:numbering>',
        "word/media/image1.png": PNG,
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId9" Type="{base}/image" Target="media/image1.png"/>'
        f'<Relationship Id="rId1" Type="{base}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{base}/numbering" Target="numbering.xml"/></Relationships>',
    }
    return docx_package(main, parts=parts)


def _odt() -> bytes:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
    )
    cells = "".join(
        f"<table:table-row><table:table-cell><text:p>{a}</text:p></table:table-cell><table:table-cell><text:p>{b}</text:p>"
        "</table:table-cell></table:table-row>" for a, b in (("Ville", "Prix"), ("Lille", "12"))
    )  # fmt: skip
    items = "".join(f"<text:list-item><text:p>Un {n} point</text:p></text:list-item>" for n in ("premier", "deuxième"))
    main = (
        '<office:text><text:p text:style-name="Title">Le pont rouvre</text:p><text:p>Le pont <text:span '
        'text:style-name="T1">Victor</text:span> ouvre demain<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Une note.</text:p></text:note-body></text:note>.</text:p><text:p><draw:frame>"
        '<draw:image xlink:href="Pictures/a.png"/><svg:desc>Le pont vu du sud</svg:desc></draw:frame></text:p>'
        f'<text:h text:outline-level="1">Les travaux</text:h><text:list text:style-name="L1">{items}</text:list>'
        f"<table:table>{cells}</table:table></office:text>"
    )
    return odt_package(main, styles=styles, parts={"Pictures/a.png": PNG})


def _epub() -> bytes:
    main = (
        "<h1>Le pont rouvre</h1><p>Le pont <strong>Victor</strong> ouvre demain.</p>"
        '<p><img src="../a.png" alt="Le pont vu du sud"/></p><h2>Les travaux</h2><ol><li>Un premier point</li>'
        "<li>Un deuxième point</li></ol><table><tr><td>Ville</td><td>Prix</td></tr>"
        "<tr><td>Lille</td><td>12</td></tr></table>"
    )
    return epub_package(main, parts={"OEBPS/a.png": PNG})


RST = """
Le pont rouvre
==============

Le pont **Victor** ouvre demain [1]_.

.. image:: a.png
   :alt: Le pont vu du sud

Les travaux
-----------

1. Un premier point
2. Un deuxième point

=====  ====
Ville  Prix
=====  ====
Lille  12
=====  ====

::

   du code

.. [1] Une note.
"""
ADOC = """= Le pont rouvre

Le pont *Victor* ouvre demain.footnote:[Une note.]

image::a.png[Le pont vu du sud]

== Les travaux

. Un premier point
. Un deuxième point

|===
|Ville |Prix

|Lille
|12
|===

----
du code
----
"""

SOURCES: dict[str, Callable[[], bytes]] = {
    "docx": _docx, "odt": _odt, "epub": _epub, "rst": RST.encode, "adoc": ADOC.encode,
}  # fmt: skip


def read(folder: Path, kind: str, data: bytes) -> Article:
    path = folder / f"a.{kind}"
    path.write_bytes(data)
    (article,) = read_inputs([path])
    assert isinstance(article, Article)
    return article


def pictures(folder: Path, kind: str) -> Pictures:
    (folder / "a.png").write_bytes(PNG)
    return Pictures("pont", file=folder / f"a.{kind}")


@pytest.mark.parametrize("kind", SOURCES)
def test_a_page_has_the_structure_of_its_document(tmp_path, kind):
    article = read(tmp_path, kind, SOURCES[kind]())
    own = pictures(tmp_path, kind)

    made = body(article, article.blocks, language="fr", pictures=own)

    assert made is not None
    found = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(made))
    texts = {name: ["".join(one.itertext()).strip() for one in found.iter(name)] for name in ("h2", "strong", "li")}
    assert texts["h2"][:1] == ["Les travaux"]
    assert texts["strong"] == ["Victor"]
    assert texts["li"][:2] == ["Un premier point", "Un deuxième point"]
    assert next(item.tag for item in found.iter() if item.tag in ("ol", "ul")) == "ol"
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in found.iter("tr")]
    assert rows == [["Ville", "Prix"], ["Lille", "12"]]
    (image,) = found.iter("img")
    assert image.get("alt") == "Le pont vu du sud"
    place = image.get("src", "").removeprefix("../")
    content = own.files[place]
    assert (content if isinstance(content, bytes) else content.read_bytes()) == PNG
    assert "Le pont rouvre" not in made  # it stands above


REAL = sorted(
    path for kind in ("docx", "odt", "epub") for path in (ROOT / "tests/contract/documents").glob(f"{kind}/*")
)


@pytest.mark.parametrize("path", [ROOT / "examples/article.fr.docx", *REAL], ids=lambda path: path.name)
def test_a_page_of_a_real_document_is_not_only_its_texts(path):
    """Notes, pictures and fields stand in the middle of sentences; headers, footers and comments are not shown."""
    (article,) = read_inputs([path])
    assert isinstance(article, Article)

    made = body(article, article.blocks, language="fr", pictures=Pictures("a"))

    assert made is not None
    assert not re.search(r'<p>(<a id="[^"]*"></a>)*</p>', str(made))


UNSEEN = ("Notre journal en tête.", "Notre page en pied.", "À vérifier avant parution.")


def _running_docx() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    header, footer, comment = map(_p, UNSEEN)
    parts: dict[str, str | bytes] = {
        "word/header1.xml": f"<w:hdr {w}>{header}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {w}>{footer}</w:ftr>",
        "word/comments.xml": f'<w:comments {w}><w:comment w:id="1">{comment}</w:comment></w:comments>',
    }
    return docx_package(_p("Le pont rouvre demain."), parts=parts)


def _running_odt() -> bytes:
    header, footer, comment = (f"<text:p>{text}</text:p>" for text in UNSEEN)
    page = f"<style:header>{header}</style:header><style:footer>{footer}</style:footer>"
    return odt_package(
        f"<office:text><text:p>Le pont<office:annotation>{comment}</office:annotation> rouvre demain.</text:p>"
        "</office:text>",
        parts={"styles.xml": ODF_STYLES.format(master=f"<style:master-page>{page}</style:master-page>")},
    )


@pytest.mark.parametrize(("kind", "make"), [("docx", _running_docx), ("odt", _running_odt)])
def test_what_is_no_part_of_the_article_is_in_no_page_and_no_summary(tmp_path, kind, make):
    article = read(tmp_path, kind, make())

    assert {block.text for block in article.blocks if block.kind not in VERBATIM} >= set(UNSEEN)  # in the document
    record = Record(article=article, detection=Detection(language="fr", confidence=1.0))
    assert [block.text for version in versions(record) for block in version.blocks] == ["Le pont rouvre demain."]
    assert {one.text for one in sentences_of(record) if one.kind != "caption"} == {"Le pont rouvre demain."}
    assert body(article, article.blocks, language="fr", pictures=Pictures("a")) == "<p>Le pont rouvre demain.</p>"


def _said(block: Block) -> Block:
    marks = (replace(one, start=one.start + 1, end=one.end + 1) if one.inline else one for one in block.markup)
    return replace(block, text=f"Z{block.text}", markup=tuple(marks))


@pytest.mark.parametrize("kind", SOURCES)
def test_a_translated_page_has_every_word_of_the_translation(tmp_path, kind):
    article = read(tmp_path, kind, SOURCES[kind]())
    blocks = tuple(one if one.kind in VERBATIM else _said(one) for one in article.blocks)

    made = body(article, blocks, language="nl", pictures=pictures(tmp_path, kind))

    assert made is not None
    for text in ("ZLe pont", "ZLes travaux", "ZUn premier point", "ZVille", "ZLille"):
        assert text in made


@pytest.mark.parametrize("kind", ["rst", "adoc"])
def test_code_is_shown(tmp_path, kind):
    article = read(tmp_path, kind, SOURCES[kind]())

    assert re.search("<pre>.*du code", str(body(article, article.blocks, language="fr", pictures=Pictures("a"))))


@pytest.mark.parametrize("text", ["Un :ref:`lien`.", ".. toctree::\n\n   a\n\nUn texte."])
def test_what_is_written_for_another_program_is_not_guessed(text):
    assert from_rst(f"{text}\n", language="fr") is None


def test_what_another_document_or_program_defines_is_not_known_here():
    roles.register_local_role("ref", lambda *_, **__: ([nodes.inline()], []))
    try:
        assert from_rst(".. role:: mien\n\nUn :mien:`mot`.\n", language="fr")

        assert from_rst("Un :mien:`mot`.\n", language="fr") is None
        assert from_rst("Un :ref:`lien`.\n", language="fr") is None
        assert "ref" in roles._roles
    finally:
        del roles._roles["ref"]


def test_no_file_of_this_machine_is_read(tmp_path):
    (tmp_path / "secret").write_text("secret")

    found = from_rst(
        f".. include:: {tmp_path}/secret\n\n.. raw:: html\n   :file: {tmp_path}/secret\n\nUn.", language="fr"
    )

    assert "secret" not in (found or "")


def test_a_body_that_lacks_a_word_is_not_used(tmp_path, monkeypatch):
    article = read(tmp_path, "odt", _odt())
    monkeypatch.setattr("babelpress.formats.site.office._OpenDocument.html", lambda self: "<p>Le pont</p>")

    assert body(article, article.blocks, language="fr", pictures=Pictures("a")) is None


def test_a_picture_that_no_browser_shows_is_left_out():
    own = Pictures("a")

    assert own.add("word/media/image1.emf", b"x") == ""
    assert own.add("a.png", b"x") == "../images/a/a.png"
    assert own.add("b/a.png", b"y") != own.add("a.png", b"x")
    assert len(own.files) == 2


@pytest.mark.parametrize(
    "source",
    ["../secret.png", "/etc/hosts.png", "https://example.org/a.png", "a.txt", "missing.png", "//x/a.png", "link.png",
     "data:image/png;base64,AA", "a\x00.png", "[.png", "a.png" * 200],
)  # fmt: skip
def test_only_pictures_beside_the_article_are_copied(tmp_path, source):
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    own = Pictures("x", file=folder / "a.md")

    assert own.address(source) == ""
    assert own.files == {}


def test_only_a_picture_that_no_page_shows_is_told(tmp_path, caplog):
    own = Pictures("x", file=tmp_path / "a.html")

    made = safe('<p>Un <img src="/i/a.png"></p>', url="https://a.example/b/", pictures=own)
    own.tell()
    assert 'src="https://a.example/i/a.png"' in made
    assert caplog.messages == []

    assert 'src="i/b.png"' in safe('<p>Un <img src="i/b.png"></p>', pictures=own)
    own.tell()
    assert [line.partition(" is not")[0] for line in caplog.messages] == [f"{tmp_path}/a.html: the picture i/b.png"]


def test_pictures_of_one_name_are_two_files(tmp_path):
    for place in ("a", "b c"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "é 1.png").write_bytes(PNG)
    own = Pictures("x", file=tmp_path / "a.md")

    found = [own.address(source) for source in ("a/%C3%A9%201.png", "b%20c/é 1.png?w=2", "a/é 1.png")]

    assert found[0] == found[2] != found[1]
    assert len(own.files) == 2
    assert all(re.fullmatch(r"\.\./images/x/[\w%.-]+", one) for one in found)


def test_a_site_has_the_pictures_of_its_articles_and_says_so(tmp_path):
    folder = tmp_path / "in"
    (folder / "img").mkdir(parents=True)
    (folder / "img" / "été.png").write_bytes(PNG)
    (folder / "a.md").write_text("# Un titre\n\n![Le pont](img/été.png)\n\nUn texte.\n", encoding="utf-8")
    (folder / "b.md").write_text("---\ntitle: Autre\ncover: img/été.png\n---\n\nUn texte.\n", encoding="utf-8")
    readers = all_readers()

    for _ in range(2):
        writer = SiteWriter(tmp_path / "site", SiteWriterOptions(base_url="https://a.example/n", slugs="id"))
        plant(writer, [folder], readers=readers, sources=("fr",), targets=("nl",))
        with writer:
            for article in read_inputs([folder], readers=readers):
                assert isinstance(article, Article)
                writer.write(Record(article=replace(article, language="fr")))

    for name in ("a", "b"):
        text = (tmp_path / f"site/fr/{name}.html").read_text(encoding="utf-8")
        page = html5lib.parse(text, namespaceHTMLElements=False)
        (shown,) = (one.get("content") for one in page.iterfind(".//meta[@property='og:image']"))
        place = unquote(shown.removeprefix("https://a.example/n/"))
        assert (tmp_path / "site" / place).read_bytes() == PNG
        assert json.loads(page.findtext(".//script[@type='application/ld+json']"))["image"] == [shown]
        assert [m.get("content") for m in page.iterfind(".//meta[@property='og:locale']")] == ["fr_FR"]
    assert sorted(path.name for path in (tmp_path / "site" / "images").iterdir()) == ["a", "b"]


def test_pictures_go_with_their_article(tmp_path):
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "a.md").write_text("# Un titre\n\n![Le pont](a.png)\n\nUn texte.\n", encoding="utf-8")
    (article,) = read_inputs([tmp_path / "a.md"])
    assert isinstance(article, Article)
    site = tmp_path / "site"
    for _ in range(2):
        writer = SiteWriter(site, SiteWriterOptions())
        plant(writer, [tmp_path / "a.md"], readers=all_readers(), sources=("fr",), targets=())
        with writer:
            writer.write(Record(article=replace(article, language="fr")))
    assert (site / "images/a/a.png").is_file()

    with SiteWriter(site, SiteWriterOptions()) as writer:
        writer.write(Record(article=replace(article, id="b", language="fr")))
        writer.prune(())

    assert not (site / "images/a").exists()
