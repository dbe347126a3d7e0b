from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.pptx.format import PptxFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, refused, texts
from formats.package_checks import (
    BAD_ARCHIVES,
    check_changed,
    check_each_alone,
    check_refused,
    check_unchanged,
    elements,
    members,
    relations,
    rendered,
    shouted,
    with_members,
)
from formats.pptx_files import NAMESPACES, package, paragraph, part, run, shape

BOLD = '<a:rPr lang="fr-FR" b="1" dirty="0"/>'
SLIDE = "ppt/slides/slide1.xml"
TITLE = '<p:ph type="title"/>'


def slide(data: bytes) -> str:
    return members(data)[SLIDE].decode()


def test_slides_come_in_the_order_of_the_show_each_with_its_notes():
    parts: dict[str, str | bytes] = {
        "ppt/slides/slide1.xml": part(shape(paragraph(run("Un")))),
        "ppt/slides/slide2.xml": part(shape(paragraph(run("Deux")))),
        "ppt/slides/slide10.xml": part(shape(paragraph(run("Dix")))),
        "ppt/slides/_rels/slide10.xml.rels": relations(a="../notesSlides/notesSlide1.xml", b="../media/a.png"),
        "ppt/notesSlides/notesSlide1.xml": part(shape(paragraph(run("Une note"))), root="p:notes"),
        "ppt/comments/comment1.xml": f"<p:cmLst {NAMESPACES}><p:cm><p:text>Une&#10;remarque</p:text></p:cm></p:cmLst>",
        "docProps/core.xml": '<c:p xmlns:c="c" xmlns:dc="dc"><dc:title>Titre</dc:title></c:p>',
    }
    data = package(parts=parts, order="rId10 rId1")

    assert texts(check_unchanged(PptxFormat, data)) == [
        "Dix", "Une note", "Un", "Deux", "Une", "remarque", "Titre"
    ]  # fmt: skip
    check_changed(PptxFormat, data)
    check_each_alone(PptxFormat, data)


def test_what_powerpoint_scattered_is_one_text_and_formats_are_marks():
    inside = (
        run("Il faut ", '<a:rPr lang="fr-FR" dirty="0"/>'),
        run("rédu", '<a:rPr lang="fr-FR" err="1" dirty="0" smtClean="0"/>'),
        run("ire", '<a:rPr lang="fr-FR"/>'),
        run(" les "),
        run("coûts", BOLD),
        run("."),
    )
    data = package(shape(paragraph(*inside)))

    (block,) = prose_blocks(check_unchanged(PptxFormat, data))

    assert block.text == "Il faut réduire les coûts."
    assert [block.text[m.start : m.end] for m in block.markup if m.inline] == ["coûts"]
    new = slide(rendered(PptxFormat, shouted(read(PptxFormat, data)), "nl"))
    assert '<a:r><a:rPr lang="nl-NL" b="1"/><a:t>COÛTS</a:t></a:r><a:r><a:rPr lang="nl-NL"/><a:t>.</a:t></a:r>' in new


def test_line_breaks_and_tables_separate_texts_and_stay():
    table = (
        "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody>"
        f"{paragraph(run('Une case'))}</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
    )
    data = package(shape(paragraph(run("Un début"), "<a:br/>", run("et une suite"))) + table)

    assert texts(check_unchanged(PptxFormat, data)) == ["Un début", "et une suite", "Une case"]
    new = slide(rendered(PptxFormat, shouted(read(PptxFormat, data))))
    assert new == slide(data).replace("Un début", "UN DÉBUT").replace("et une suite", "ET UNE SUITE").replace(
        "Une case", "UNE CASE"
    )


@pytest.mark.parametrize(
    ("place", "properties", "kind", "level"),
    [
        ('<p:ph type="ctrTitle"/>', "", "title", 0),
        ('<p:ph idx="1"/>', "", "list_item", 1),
        ('<p:ph type="body" idx="1"/>', '<a:pPr lvl="2"/>', "list_item", 3),
        ('<p:ph idx="1"/>', "<a:pPr><a:buNone/></a:pPr>", "paragraph", 0),
        ('<p:ph type="subTitle"/>', "", "paragraph", 0),
        ("", "", "paragraph", 0),
        ("", '<a:pPr lvl="1"><a:buChar char="-"/></a:pPr>', "list_item", 2),
    ],
)
def test_places_and_bullets_tell_what_a_paragraph_is(place, properties, kind, level):
    data = package(shape(paragraph(run("Un texte"), properties=properties), place=place))

    (block,) = prose_blocks(read(PptxFormat, data))

    assert (block.kind, block.level) == (kind, level)


def test_titles_of_slides_are_headings():
    parts: dict[str, str | bytes] = {"ppt/slides/slide2.xml": part(shape(paragraph(run("Deux")), place=TITLE))}
    article = read(PptxFormat, package(shape(paragraph(run("Un")), place=TITLE), parts=parts))

    assert [(b.kind, b.level) for b in prose_blocks(article)] == [("title", 0), ("heading", 1)]


def test_descriptions_and_hints_are_translated():
    link = '<a:rPr lang="fr-FR"><a:hlinkClick r:id="rId4" tooltip="Le site de la ville"/></a:rPr>'
    data = package(shape(paragraph(run("Voir "), run("ici", link)), about='name="Image 3" descr="Un chat noir"'))

    assert texts(check_unchanged(PptxFormat, data)) == ["Un chat noir", "Voir ici", "Le site de la ville"]
    new = slide(rendered(PptxFormat, shouted(read(PptxFormat, data))))
    assert 'name="Image 3" descr="UN CHAT NOIR"' in new
    assert 'tooltip="LE SITE DE LA VILLE"' in new


def test_what_stays_is_counted():
    date = '<a:fld id="{1}" type="datetime4"><a:rPr lang="fr-FR"/><a:t>12 mars 2024</a:t></a:fld>'
    layout = part(
        shape(paragraph(run("Cliquez pour modifier le titre")), place=TITLE),
        shape(paragraph(run("Ville de Lyon, service public"))),
        shape(paragraph(run("Pied de page")), place='<p:ph type="ftr"/>'),
        root="p:sldLayout",
    )
    parts: dict[str, str | bytes] = {
        "ppt/slideLayouts/slideLayout1.xml": layout,
        "ppt/embeddings/table.xlsx": b"PK",
        "docProps/core.xml": '<c:p xmlns:c="c"><c:keywords>ville, budget</c:keywords></c:p>',
    }
    data = package(shape(paragraph(run("Le "), date, run(", la ville"))), parts=parts)

    article = check_unchanged(PptxFormat, data)

    assert texts(article) == ["Le , la ville", "Ville de Lyon, service public", "Pied de page"]
    for what in ("fields such as dates (1)", "prompts of layouts (1)", "embedded files (1)", "keywords (1)"):
        assert what in message(article.blocks)
    assert "12 mars 2024" in slide(rendered(PptxFormat, shouted(article)))


def test_the_language_of_every_run_becomes_that_of_the_translation():
    english = run("OpenAI", '<a:rPr lang="en-US"/>')
    data = package(shape(paragraph(run("Un mot long"), english, '<a:endParaRPr lang="fr-BE"/>')))

    new = slide(rendered(PptxFormat, read(PptxFormat, data).blocks, "nl"))

    assert new == slide(data).replace('"fr-FR"', '"nl-NL"').replace('"fr-BE"', '"nl-NL"')


@pytest.mark.parametrize(("bad", "said"), BAD_ARCHIVES)
def test_bad_archives_are_refused(bad, said):
    check_refused(PptxFormat, bad(package(shape(paragraph(run("Bonjour"))))), said)


def test_macros_are_refused_under_any_name():
    data = package(shape(paragraph(run("Bonjour"))))

    assert "has macros" in refused(PptxFormat, with_members(data, {"ppt/vbaProject.bin": b"x"}))
    assert "has macros" in refused(PptxFormat, with_members(data, {"ppt/x/VBAPROJECT.BIN": b"x"}))


def test_a_presentation_without_words_is_refused():
    check_refused(PptxFormat, package(shape(paragraph(run("...")))), "holds no text to translate")


def test_a_broken_slide_is_named():
    said = refused(PptxFormat, package(parts={SLIDE: "<p:sld>"}))

    assert SLIDE in said
    assert "not well-formed" in said


WORDS = st.text(alphabet=st.sampled_from("aé B.,«»&<>\"'\u00a0\u00ad\u0301\ue000ما😀5 \t\n"), max_size=8)
PROPERTIES = st.sampled_from(
    [
        "",
        "<a:rPr/>",
        '<a:rPr lang="fr-FR" dirty="0"/>',
        "<a:rPr b='1'><a:latin typeface=\"x\"/></a:rPr>",
        '<a:rPr lang="fr-CA" i="1"/>',
    ]
)
RUNS = st.one_of(
    st.tuples(PROPERTIES, WORDS).map(lambda run: f"<a:r>{run[0]}<a:t>{escape(run[1])}</a:t></a:r>"),
    WORDS.map(lambda text: f'<a:r><a:rPr><a:hlinkClick r:id="1" tooltip={quoteattr(text)}/></a:rPr><a:t>x</a:t></a:r>'),
    st.sampled_from(
        [
            "<a:br><a:rPr lang='fr-FR'/></a:br>",
            '<a:fld type="slidenum"><a:t>3</a:t></a:fld>',
            "<!-- & -->",
            "\n",
            "<a:r><a:t/></a:r>",
            "<a:r><a:t><![CDATA[a<b]]></a:t></a:r>",
            "<a:r><a:t>&#233;&#x2019;</a:t></a:r>",
        ]
    ),
)
SHAPES = st.lists(
    st.tuples(
        st.sampled_from(["", TITLE, '<p:ph idx="1"/>']),
        WORDS.map(lambda text: f"name='x' descr={quoteattr(text)}"),
        st.lists(st.lists(RUNS, max_size=6).map(lambda runs: paragraph(*runs)), max_size=3),
    ).map(lambda made: shape(*made[2], place=made[0], about=made[1])),
    max_size=3,
).map("".join)
FREE = ("a:r", "a:t", "a:rPr", "a:latin", "a:hlinkClick")
"""Elements that may differ in number where runs are put together."""


@EXAMPLES
@given(SHAPES)
def test_any_slide_renders_to_its_own_bytes(shapes):
    check_unchanged(PptxFormat, package(shape(paragraph(run("Un début"))) + shapes))


@EXAMPLES
@given(SHAPES)
def test_any_translation_has_the_elements_of_its_source_and_reads_back(shapes):
    data = package(shape(paragraph(run("Un début"))) + shapes)

    new = check_changed(PptxFormat, data, same_order=False)

    free: Iterable[str] = FREE
    assert elements(new[SLIDE], free=free, values=("descr",)) == elements(
        members(data)[SLIDE], free=free, values=("descr",)
    )
