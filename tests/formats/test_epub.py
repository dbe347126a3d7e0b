from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.epub.format import EpubFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, refused, texts
from formats.epub_files import CONTAINER, NAV, NCX, ONE, OPF, TWO, package, page
from formats.package_checks import (
    BAD_ARCHIVES,
    check_changed,
    check_each_alone,
    check_refused,
    check_unchanged,
    elements,
    members,
    rendered,
    shouted,
)


def text(data: bytes, path: str) -> str:
    return members(data)[path].decode()


def test_the_pages_come_in_the_order_of_the_spine_then_the_contents():
    data = package("<h1>Chapitre un</h1><p>Un texte.</p>")

    article = check_unchanged(EpubFormat, data)

    assert texts(article) == [
        "Un titre", "Chapitre un", "Un texte.",
        "Un titre", "Chapitre deux", "Une suite.",
        "Sommaire", "Sommaire", "Chapitre deux",
        "Un livre", "Chapitre premier",
        "Un livre & plus", "Table des matières",
    ]  # fmt: skip
    assert [block.text for block in prose_blocks(article) if block.kind == "title"] == ["Chapitre un"]
    assert message(article.blocks) == "stays as it is: subjects (1)"
    check_changed(EpubFormat, data)
    check_each_alone(EpubFormat, data)


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl"), ("pt-BR", "pt-BR")])
def test_the_book_states_the_language_of_the_translation(language, tag):
    data = package()

    new = rendered(EpubFormat, shouted(read(EpubFormat, data)), language)

    assert f"<dc:language>{tag}</dc:language>" in text(new, "OEBPS/content.opf")
    assert f'version="3.0" xml:lang="{tag}"' in text(new, "OEBPS/content.opf")
    assert f'<ncx xml:lang="{tag}">' in text(new, "OEBPS/toc.ncx")
    for path in (ONE, TWO, NAV):
        assert f'lang="{tag}" xml:lang="{tag}"' in text(new, path)
    assert "Jean Petit" in text(new, "OEBPS/content.opf")
    assert "<dc:title>UN LIVRE &amp; PLUS</dc:title>" in text(new, "OEBPS/content.opf")


def test_the_mimetype_stays_first_and_plain():
    data = package()

    new = rendered(EpubFormat, shouted(read(EpubFormat, data)), "nl")

    assert new[:58] == data[:58]
    assert new[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("head", ['<?xml version="1.0" encoding="UTF-8"?>\n', "", "\ufeff", "<!-- a -->"])
def test_tags_without_content_end_where_they_begin(head):
    table = "<table><tr><td/><td>Une case</td></tr></table>"
    body = f'<p>Un <i>mot</i><a id="p1"/> long<span id="x"/> et <b/>plus.</p><p/>{table}'
    data = package(parts={ONE: page(body, head=head)})

    article = check_unchanged(EpubFormat, data)

    assert "Un mot long et plus." in texts(article)
    assert "Une case" in texts(article)
    check_changed(EpubFormat, data)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16-le"])
def test_a_page_keeps_its_encoding(encoding):
    source = page("<p>Un été</p>", head=f'<?xml version="1.0" encoding="{encoding[:6].strip("-")}"?>\n')
    source = source.replace('"iso-88"', '"iso-8859-1"').replace('"utf-8"', '"UTF-8"')
    bom = "\ufeff" if encoding.startswith("utf-16") else ""
    data = package(parts={ONE: (bom + source).encode(encoding)})

    new = rendered(EpubFormat, shouted(check_unchanged(EpubFormat, data)))

    assert "<p>UN ÉTÉ</p>" in members(new)[ONE].decode(encoding)


@pytest.mark.parametrize(
    ("root", "kept"),
    [('lang="fr" xml:lang="fr"', True), ("", True), ('xml:lang="und"', False), ('xml:lang="la"', False)],
)
def test_words_in_another_language_than_the_page_stay(root, kept):
    source = page('<p>Le mot <i xml:lang="en">the word</i> ici.</p>').replace('lang="fr" xml:lang="fr"', root)

    article = check_unchanged(EpubFormat, package(parts={ONE: source}))

    (block,) = [block for block in prose_blocks(article) if block.text == "Le mot the word ici."]
    assert any(mark.keep for mark in block.markup) == kept


def test_other_renditions_than_books_are_left_out():
    other = '<rootfile full-path="a.pdf" media-type="application/pdf"/><rootfile full-path=""/></rootfiles>'
    data = package(parts={"META-INF/container.xml": CONTAINER.replace("</rootfiles>", other), "a.pdf": b"%PDF"})

    assert "Une suite." in texts(check_unchanged(EpubFormat, data))


def test_what_stays_is_counted():
    more = "<dc:description>&lt;p&gt;Un livre.&lt;/p&gt;</dc:description>"
    opf = OPF.format(more=more).replace(
        '<item id="css"', '<item id="smil" href="a.smil" media-type="application/smil+xml"/><item id="css"'
    )
    article = check_unchanged(EpubFormat, package(parts={"OEBPS/content.opf": opf}))

    assert message(article.blocks) == (
        "stays as it is: subjects (1), recorded narrations (1), descriptions with tags (1)"
    )


def encryption(*methods: str) -> str:
    items = "".join(
        f'<enc:EncryptedData xmlns:enc="e"><enc:EncryptionMethod Algorithm="{method}"/></enc:EncryptedData>'
        for method in methods
    )
    return f"<encryption>{items}</encryption>"


FONT = "http://www.idpf.org/2008/embedding"


def test_a_protected_book_is_refused_and_scrambled_fonts_are_no_protection():
    aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"

    check_unchanged(EpubFormat, package(parts={"META-INF/encryption.xml": encryption(FONT)}))
    check_refused(EpubFormat, package(parts={"META-INF/encryption.xml": encryption(FONT, aes)}), "DRM")


@pytest.mark.parametrize(("bad", "said"), BAD_ARCHIVES)
def test_bad_archives_are_refused(bad, said):
    check_refused(EpubFormat, bad(package()), said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (package(leave_out="META-INF/container.xml"), "is a ZIP archive but not an EPUB"),
        (package(leave_out="OEBPS/content.opf"), "OEBPS/content.opf, is missing"),
        (package(parts={"META-INF/container.xml": "<container/>"}), "names no book"),
        (package(parts={"META-INF/container.xml": CONTAINER[:-5]}), "not well-formed"),
        (package(parts={"OEBPS/toc.ncx": NCX[:-5]}), "not well-formed"),
        (package(parts={"OEBPS/toc.ncx": '<!DOCTYPE a [<!ENTITY b "c">]><ncx>&b;</ncx>'}), "entity"),
        (package(parts={ONE: page("<p>été</p>").encode("latin-1")}), ONE),
    ],
)  # fmt: skip
def test_broken_books_are_refused(data, said):
    check_refused(EpubFormat, data, said)


def test_a_page_that_is_missing_is_left_out():
    assert "Une suite." in texts(check_unchanged(EpubFormat, package(leave_out=ONE)))


def test_a_book_without_words_is_refused():
    empty = {ONE: page("", title=""), TWO: page("", title=""), NAV: page("", title=""), "OEBPS/toc.ncx": "<ncx/>"}
    opf = OPF.format(more="").replace("Un livre &amp; plus", "").replace("Table des matières", "")

    assert "holds no text to translate" in refused(EpubFormat, package(parts=empty | {"OEBPS/content.opf": opf}))


WORDS = st.text(alphabet=st.sampled_from("aé B.,«»&<>\"'\u00a0\u00ad\u0301\ue000ما😀5 \n"), max_size=8)
LEAVES = st.one_of(
    WORDS.map(escape),
    WORDS.map(lambda text: f"<img src='a.png' alt={quoteattr(text)}/>"),
    st.sampled_from(
        [
            "<br/>",
            '<a id="p1"/>',
            "<span/>",
            "<!-- & -->",
            "&#233;&#x2019;",
            "&amp;",
            "<code>a</code>",
            "<p/>",
            "<hr/>",
            '<span xml:lang="en">the word</span>',
            '<a href="deux.xhtml#x">ici</a>',
        ]
    ),
)


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(inside, max_size=4).map("".join)
    tags = st.sampled_from(["i", "b", "span", "div", "a", "section", "sup"])
    return st.tuples(tags, joined).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")


BODIES = st.lists(st.recursive(LEAVES, wrapped, max_leaves=10), max_size=6).map("".join)


@EXAMPLES
@given(BODIES)
def test_any_book_renders_to_its_own_bytes(body):
    check_unchanged(EpubFormat, package(body))


@EXAMPLES
@given(BODIES)
def test_any_translation_has_the_elements_of_its_source_and_reads_back(body):
    data = package(body)

    new = check_changed(EpubFormat, data)

    assert elements(new[ONE], values=("alt",)) == elements(members(data)[ONE], values=("alt",))
