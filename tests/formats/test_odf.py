from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.odf.format import OdpFormat, OdtFormat
from babelpress.formats.untranslated import message
from document_changes import EXAMPLES, prose_blocks, read, refused, texts
from formats.odf_files import STYLES, package
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
    with_members,
)

CONTENT = "content.xml"


def p(*inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{"".join(inside)}</text:p>'


def span(text: str, style: str = "T1") -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def body(data: bytes) -> str:
    return members(data)[CONTENT].decode().partition("<office:body>")[2].partition("</office:body>")[0]


TAB, BREAK = "<text:tab/>", "<text:line-break/>"
NOTE = (
    '<text:note text:id="f1"><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>'
)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("Un " + span("mot") + " long", ["Un mot long"]),
        (f"Nom{TAB}Prénom{TAB}Date de naissance", ["Nom", "Prénom", "Date de naissance"]),
        (f"Un {span(f'mot{BREAK}et deux')} mots", ["Un mot", "et deux mots"]),
        (f"{span(f'Un{TAB}deux{TAB}trois')}", ["Un", "deux", "trois"]),
        (f"Un {span('mot ' + span(f'long{TAB}et', 'T2') + ' un')} autre", ["Un mot long", "et un autre"]),
        (f'<text:a xlink:href="x">Lire{TAB}la suite</text:a>', ["Lire", "la suite"]),
        ("Un\n   mot <text:s text:c=\"3\"/>long", ["Un mot long"]),
        ("Le <text:date>12 mars 2024</text:date>, la ville", ["Le 12 mars 2024, la ville"]),
        ("Un<text:soft-page-break/> mot<text:bookmark text:name='a'/>", ["Un mot"]),
        (span("...") + span("Un mot") + span(" "), ["...Un mot"]),
        (f"Un mot{NOTE.format(p('Une note') + p('et une autre'))} long", ["Un mot long", "Une note", "et une autre"]),
        (f"Un{NOTE.format(p('Une' + NOTE.format(p('autre')) + ' note'))}.", ["Un.", "Une note", "autre"]),
        ('<text:a xlink:href="x" office:title="Une aide">ici</text:a>', ["Une aide", "ici"]),
        ("<![CDATA[Un <mot>]]> long", ["Un <mot> long"]),
        ("Un <!-- rien --> mot", ["Un  mot"]),
    ],
)  # fmt: skip
def test_paragraphs_are_texts_with_marks(inside, found):
    data = package(p(inside))

    assert [text.replace("  mot", " mot") for text in texts(check_unchanged(OdtFormat, data))] == [
        text.replace("  mot", " mot") for text in found
    ]
    check_changed(OdtFormat, data)
    check_each_alone(OdtFormat, data)


def test_a_changed_text_around_a_break_keeps_its_spans():
    data = package(p(f"Un {span(f'mot{TAB}et')} deux"))
    blocks = read(OdtFormat, data).blocks

    first = [replace(b, text="XX mot") if b.text == "Un mot" else b for b in blocks]
    second = [replace(b, text="et XXXX") if b.text == "et deux" else b for b in blocks]

    assert body(rendered(OdtFormat, first)) == p(f"XX {span('mot')}{span(f'{TAB}et')} deux")
    assert body(rendered(OdtFormat, second)) == p(f"Un {span(f'mot{TAB}')}{span('et')} XXXX")


@pytest.mark.parametrize("blanks", ['<text:s text:c="4"/>', ' <text:s text:c="3"/>', "<text:s text:c='2'/>", " "])
def test_blanks_stay_as_they_are_written(blanks):
    new = body(rendered(OdtFormat, shouted(check_unchanged(OdtFormat, package(p(f"Un mot{blanks}long"))))))

    assert new == p(f"UN MOT{blanks}LONG")


def test_spans_that_show_nothing_are_no_marks():
    typed = '<style:style style:name="T9" style:family="text"><style:text-properties officeooo:rsid="1"/></style:style>'
    data = package(p("Le méga" + span("-contrat", "T9") + span(" secret")), styles=typed)

    (block,) = prose_blocks(check_unchanged(OdtFormat, data))

    assert block.text == "Le méga-contrat secret"
    assert [block.text[m.start : m.end] for m in block.markup if m.inline] == [" secret"]
    check_changed(OdtFormat, data)


def test_code_is_kept():
    own = '<style:style style:name="T5" style:family="text" style:parent-style-name="Source_20_Text"/>'
    inside = (
        p("Tapez ", span("ls le dossier", "T5"), " puis ", span("Entrée", "User_20_Entry"), ".")
        + p(span("tout le code", "T5"))
        + p("int le = 3;", style="Preformatted_20_Text")
    )
    data = package(inside, styles=own)

    article = check_unchanged(OdtFormat, data)
    (block,) = prose_blocks(article)

    assert block.text == "Tapez ls le dossier puis Entrée."
    assert [block.text[m.start : m.end] for m in block.markup if m.keep] == ["ls le dossier", "Entrée"]
    assert message(article.blocks) == "stays as it is: passages of code (1)"


def test_texts_are_found_wherever_they_are_and_nowhere_else():
    inside = (
        "<text:tracked-changes><text:deletion><text:p>effacé</text:p></text:deletion></text:tracked-changes>"
        '<text:h text:outline-level="2">Un chapitre</text:h>'
        f"<table:table><table:table-cell>{p('Une case')}</table:table-cell>"
        f'<table:table-cell table:formula="of:=1">{p("Un résultat")}</table:table-cell></table:table>'
        f"<text:list><text:list-item>{p('Un élément')}</text:list-item></text:list>"
        f'<draw:frame draw:name="Image1"><draw:text-box>{p("Un cadre")}</draw:text-box>'
        "<svg:title>Un &amp; deux</svg:title><svg:desc>Un chat</svg:desc></draw:frame>"
        f"{p('Un mot', '<office:annotation><dc:creator>Moi</dc:creator>' + p('Une remarque') + '</office:annotation>')}"
        "<form:checkbox form:label='Je suis d&apos;accord' form:name='nom'/>"
        f"{p('Chapô', style='Chapo')}"
    )
    master = f"<style:master-page><style:header>{p('En-tête')}</style:header></style:master-page>"
    parts: dict[str, str | bytes] = {
        "styles.xml": STYLES.format(master=master),
        "meta.xml": "<office:document-meta xmlns:office='o' xmlns:dc='d' xmlns:meta='m'><office:meta>"
        "<dc:title>Titre</dc:title><dc:creator>Moi</dc:creator><meta:keyword>ville</meta:keyword>"
        "<dc:language>fr-FR</dc:language></office:meta></office:document-meta>",
    }
    data = package(inside, parts=parts)

    article = check_unchanged(OdtFormat, data)

    assert [(b.kind, b.level, b.text) for b in prose_blocks(article)] == [
        ("heading", 2, "Un chapitre"),
        ("paragraph", 0, "Une case"),
        ("list_item", 1, "Un élément"),
        ("paragraph", 0, "Un cadre"),
        ("caption", 0, "Un & deux"),
        ("caption", 0, "Un chat"),
        ("paragraph", 0, "Un mot"),
        ("caption", 0, "Une remarque"),
        ("caption", 0, "Je suis d'accord"),
        ("heading", 2, "Chapô"),
        ("caption", 0, "En-tête"),
        ("caption", 0, "Titre"),
    ]
    check_changed(OdtFormat, data)
    check_each_alone(OdtFormat, data)
    assert message(article.blocks) == ("stays as it is: deleted passages (1), results of formulas (1), keywords (1)")
    new = members(rendered(OdtFormat, shouted(article), "pt-BR"))
    assert b"<dc:language>pt-BR<" in new["meta.xml"]
    assert b'fo:language="pt" fo:country="BR" style:language-asian="zh"' in new["styles.xml"]
    assert b"form:label='JE SUIS D&apos;ACCORD' form:name='nom'" in new["content.xml"]


def test_a_presentation_has_titles_and_notes_and_no_prompts():
    page = (
        '<draw:page draw:name="page1"><presentation:footer-decl>Ville</presentation:footer-decl>'
        f'<draw:frame presentation:class="title"><draw:text-box>{p("Un titre")}</draw:text-box></draw:frame>'
        f'<draw:frame presentation:class="outline"><draw:text-box>{p("Un texte")}</draw:text-box></draw:frame>'
        f"<presentation:notes><draw:frame><draw:text-box>{p('Une note')}</draw:text-box></draw:frame>"
        "</presentation:notes></draw:page>"
    )
    prompt = f'<draw:frame presentation:class="title"><draw:text-box>{p("Cliquez ici")}</draw:text-box></draw:frame>'
    footer = f'<draw:frame presentation:class="footer"><draw:text-box>{p("Pied")}</draw:text-box></draw:frame>'
    data = package(page, kind="presentation", parts={"styles.xml": STYLES.format(master=prompt + footer)})

    article = check_unchanged(OdpFormat, data)

    assert texts(article) == ["Ville", "Un titre", "Un texte", "Une note", "Pied"]
    assert article.title == "Un titre"
    assert "prompts of layouts (1)" in message(article.blocks)
    check_changed(OdpFormat, data)


def test_charts_in_a_text_are_translated_without_their_numbers():
    names = f"<table:table-cell>{p('Les ventes')}</table:table-cell>"
    cells = f'{names}<table:table-cell office:value="4.3">{p("4.3")}</table:table-cell>'
    data = package(p("Un texte"), parts={"Object 1/content.xml": f"<x>{cells}</x>"})

    assert texts(check_unchanged(OdtFormat, data)) == ["Un texte", "Les ventes"]
    check_each_alone(OdtFormat, data)


def test_the_mimetype_stays_first_and_plain():
    data = package(p("Bonjour"))

    new = rendered(OdtFormat, shouted(read(OdtFormat, data)), "nl")

    assert new[:38] == data[:38]
    assert new[38:77] == b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(("bad", "said"), BAD_ARCHIVES)
def test_bad_archives_are_refused(bad, said):
    check_refused(OdtFormat, bad(package(p("Bonjour"))), said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (package(p("Un"), kind="spreadsheet"), "an OpenDocument spreadsheet; save it as .xlsx"),
        (package(p("Un"), kind="presentation"), "is not an OpenDocument text but an OpenDocument presentation"),
        (package(p("Un"), parts={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), "by a password"),
        (package(p("Un"), parts={"Basic/Standard/Module1.xml": "<x/>"}), "has macros"),
        (package(p("Un"), parts={"Scripts/python/a.py": "x"}), "has macros"),
        (package("<text:p>"), "not well-formed"),
        (package(p("...")), "holds no text to translate"),
    ],
)
def test_what_cannot_be_translated_is_refused(data, said):
    check_refused(OdtFormat, data, said)


def test_an_empty_library_of_macros_is_none():
    data = with_members(package(p("Un mot")), {"Basic/Standard/script-lb.xml": b"<x/>", "Basic/script-lc.xml": b"<x/>"})

    check_unchanged(OdtFormat, data)


def test_a_document_in_a_document_of_the_same_name_is_refused():
    said = refused(OdtFormat, package("<text:p>" * 300 + "</text:p>" * 300))

    assert "more than 200 elements inside one another" in said


def test_ten_thousand_spans_take_linear_time():
    data = package(p(*(span(f"mot{number} ", f"T{number % 2}") for number in range(10_000))))

    (block,) = prose_blocks(check_unchanged(OdtFormat, data))

    assert len([mark for mark in block.markup if mark.inline]) == 10_000


WORDS = st.text(alphabet=st.sampled_from("aé B.,«»&<>\"'\u00a0\u00ad\u0301\ue000ما😀5 \t\n"), max_size=8)
LEAVES = st.one_of(
    WORDS.map(escape),
    WORDS.map(lambda text: f"<text:a office:title={quoteattr(text)} xlink:href='x'>mot</text:a>"),
    st.sampled_from(
        [
            TAB,
            BREAK,
            "<text:s/>",
            '<text:s text:c="3"/>',
            "<text:soft-page-break/>",
            "<text:bookmark text:name='a'/>",
            "<!-- & -->",
            "<text:page-number>3</text:page-number>",
            "<text:date>12 mars</text:date>",
            "<text:span/>",
            "<![CDATA[a<b]]>",
            "&#233;&#x2019;",
            "\r\n",
        ]
    ),
)


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(inside, max_size=4).map("".join)
    return st.one_of(
        joined.map(lambda text: span(text)),
        joined.map(lambda text: span(text, "T2")),
        joined.map(lambda text: f"<text:a xlink:href='y'>{text}</text:a>"),
        joined.map(lambda text: NOTE.format(p(text))),
        st.tuples(WORDS, joined).map(
            lambda pair: (
                f"<draw:frame><draw:text-box>{p(pair[1])}</draw:text-box><svg:desc>{escape(pair[0])}</svg:desc>"
                "</draw:frame>"
            )
        ),
    )


BODIES = st.lists(
    st.lists(st.recursive(LEAVES, wrapped, max_leaves=10), max_size=5).map(lambda parts: p(*parts)), max_size=3
).map("".join)
FREE = ("text:span", "text:a", "text:s", "text:soft-page-break")
"""Elements that end before a break and begin again behind it, or that the program inserts automatically."""


@EXAMPLES
@given(BODIES)
def test_any_document_renders_to_its_own_bytes(inside):
    check_unchanged(OdtFormat, package(p("Un début") + inside))


@EXAMPLES
@given(BODIES)
def test_any_translation_has_the_elements_of_its_source_and_reads_back(inside):
    data = package(p("Un début") + inside)

    new = check_changed(OdtFormat, data)

    assert elements(new[CONTENT], free=FREE) == elements(members(data)[CONTENT], free=FREE)
