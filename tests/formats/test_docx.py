import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom

import pytest

from babelpress.document import VERBATIM, Article, Block, Record, from_json, to_json
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.docx.format import DocxFormat, DocxOptions
from babelpress.formats.inline import faults
from babelpress.formats.untranslated import message
from formats.docx_files import HEAD, NAMESPACES, STYLES, document, member, package, zipped
from growth import LINEAR, growth

FORMAT = DocxFormat(DocxOptions())
EXAMPLE = Path(__file__).parents[2] / "examples" / "article.fr.docx"
BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


def read(data: bytes) -> Article:
    (article,) = FORMAT.read_stream(io.BytesIO(data), name="a.docx")
    assert isinstance(article, Article), article.error
    return article


def prose(data: bytes) -> list[Block]:
    return [block for block in read(data).blocks if block.kind not in VERBATIM]


def shouted(article: Article) -> list[Block]:
    return [b if b.kind in VERBATIM else replace(b, text=b.text.upper()) for b in article.blocks]


def body(data: bytes) -> str:
    return member(data, "word/document.xml").partition("<w:body>")[2].partition("<w:sectPr/>")[0]


def refusal(data: bytes, **options) -> str:
    (unread,) = DocxFormat(DocxOptions(**options)).read_stream(io.BytesIO(data), name="a.docx")
    assert isinstance(unread, ReadError)
    assert isinstance(unread.error, UnreadableInput)
    assert "a.docx" in str(unread.error)
    return str(unread.error)


@pytest.mark.parametrize("paragraphs", ["", paragraph(), paragraph(run(" ")), paragraph(run("* * *"))])
def test_a_document_without_words_is_refused(paragraphs):
    assert "holds no text to translate" in refusal(package(paragraphs))


def test_an_unchanged_document_renders_to_its_own_bytes():
    data = package(paragraph(run("Un "), run("mot", BOLD), run(".")), parts={"word/styles.xml": STYLES})

    assert FORMAT.render(read(data).blocks, language="fr") == data


def test_a_document_survives_json():
    article = read(package(paragraph(run("Un "), run("mot", BOLD))))

    again = from_json(to_json(Record(article=article))).article

    assert again == article


def test_a_changed_paragraph_changes_nothing_else():
    data = package(
        paragraph(run("Un")) + "<w:p w:rsidR='00A'/>" + paragraph(run("Deux &#171;")), parts={"b.bin": b"\0"}
    )
    blocks = [replace(b, text="Eén") if b.text == "Un" else b for b in read(data).blocks]

    new = FORMAT.render(blocks, language="fr")

    assert body(new) == body(data).replace("Un<", "Eén<").replace(' xml:space="preserve">Eén', ">Eén")
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert [(m.filename, m.date_time, m.compress_type) for m in before.infolist()] == [
            (m.filename, m.date_time, m.compress_type) for m in after.infolist()
        ]
        assert after.read("b.bin") == b"\0"


def test_runs_that_word_scattered_are_one_text():
    french = '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
    scattered = (
        run("Le méga", french),
        '<w:proofErr w:type="spellStart"/>',
        '<w:r w:rsidR="00A77B3E"><w:rPr><w:noProof/></w:rPr><w:t>-contrat</w:t></w:r>',
        '<w:proofErr w:type="spellEnd"/>',
        "<w:r><w:lastRenderedPageBreak/><w:t>.</w:t></w:r>",
    )

    (block,) = prose(package(paragraph(*scattered)))

    assert block.text == "Le méga-contrat."
    assert not [mark for mark in block.markup if mark.inline]


def test_formats_are_marks_and_every_text_is_in_a_run():
    data = package(paragraph(run("Il a dit "), run("non", BOLD), run(" à l'accord.")))
    (block,) = prose(data)
    (bold,) = [mark for mark in block.markup if mark.inline]

    new = FORMAT.render(shouted(read(data)), language="fr")

    assert block.text[bold.start : bold.end] == "non"
    assert body(new) == paragraph(run("IL A DIT "), f"<w:r>{BOLD}<w:t>NON</w:t></w:r>", run(" À L'ACCORD."))


def test_a_mark_that_moved_out_of_its_link_does_not_take_the_link_along():
    link = f'<w:hyperlink r:id="rId1">{run("un ")}{run("mot", BOLD)}</w:hyperlink>'
    article = read(package(paragraph(run("Lisez "), link, run(" ici."))))
    (block,) = [b for b in article.blocks if b.kind not in VERBATIM]
    about, hyperlink, bold = block.markup
    moved = replace(
        block,
        text="Lees een woord hier.",
        markup=(about, replace(bold, start=0, end=4, depth=0), replace(hyperlink, start=5, end=14)),
    )

    new = body(FORMAT.render([moved if b is block else b for b in article.blocks], language="nl"))

    assert new == (
        f"<w:p><w:r>{BOLD}<w:t>Lees</w:t></w:r>{run(' ')}"
        '<w:hyperlink r:id="rId1"><w:r><w:t>een woord</w:t></w:r></w:hyperlink>'
        f"{run(' hier.')}</w:p>"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("Un mot") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" suit"), "Un mot suit"),
        (run("Un") + '<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>' + run(" deux"), "Un deux"),
        (run("Un ") + f'<w:ins w:id="1">{run("deux")}</w:ins>' + run("."), "Un deux."),
        (run("Un ") + '<w:bookmarkStart w:id="1" w:name="a"/>' + run("deux"), "Un deux"),
        (run("Un ") + '<w:commentRangeStart w:id="1"/>' + run("deux"), "Un deux"),
        (run("Page ") + field("PAGE", "1") + run(" de suite"), "Page 1 de suite"),
        (run("Voir ") + field(' HYPERLINK "https://a.fr" ', "ce lien") + run(" ici"), "Voir ce lien ici"),
        (run("Voir ") + field(" REF _Ref1 \\\\h ", "le titre") + run(" ici"), "Voir le titre ici"),
        (run("Au ") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("revoir"), "Au revoir"),
        (run("Une ") + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('case')}</w:sdtContent></w:sdt>" + run("."), "Une case."),
        (run("Un ") + f'<w:smartTag w:element="x">{run("nom")}</w:smartTag>' + run("."), "Un nom."),
        (run("Un ") + "<!-- note -->" + run("mot"), "Un mot"),
        (run("Il ") + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>' + run("rit"), "Il rit"),
    ],
)
def test_what_stands_between_words_is_kept_and_never_parts_a_sentence(inside, text):
    article = read(package(paragraph(inside)))
    (block,) = [b for b in article.blocks if b.kind not in VERBATIM]

    new = body(FORMAT.render(shouted(article), language="fr"))

    assert block.text == text
    assert faults(block.text, block.markup) == []
    for raw in ("footnoteReference", "<w:del ", "<w:ins ", "bookmarkStart", "commentRange"):
        assert new.count(raw) == inside.count(raw)
    for raw in ("<w:fldChar ", "instrText", "<w:sdtPr/>", "<w:smartTag ", "<!-- note -->", "<w:sym "):
        assert new.count(raw) == inside.count(raw)


TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        (run("Nom") + TAB + run("Prénom") + TAB + run("Date de naissance"), ["Nom", "Prénom", "Date de naissance"]),
        (run("Un") + BREAK + run("deux"), ["Un", "deux"]),
        ("<w:r><w:t>Un</w:t><w:tab/><w:t>deux</w:t></w:r>", ["Un", "deux"]),
        (run("Un ") + f"<w:r>{BOLD}<w:t>mot</w:t><w:br/><w:t>et</w:t></w:r>" + run(" deux"), ["Un mot", "et deux"]),
        (f"<w:r>{BOLD}<w:tab/><w:tab/><w:t>Un</w:t></w:r>" + run(" mot"), ["Un mot"]),
        (f'<w:hyperlink r:id="a">{run("Début")}{TAB}{field("PAGEREF", "3")}</w:hyperlink>', ["Début"]),
        (field("HYPERLINK x", f"Début</w:t></w:r>{TAB}<w:r><w:t>Suite"), ["Début", "Suite"]),
        (run("Le ") + field("IF x", f"un</w:t></w:r>{TAB}<w:r><w:t>deux") + run(" mai"), ["Le un deux mai"]),
        (f'<w:ins w:id="1">{run("Un")}{BREAK}</w:ins>' + run("deux"), ["Un", "deux"]),
    ],
)
def test_tabs_and_line_breaks_separate_texts_and_stay_between_them(inside, texts):
    data = package(paragraph(inside))

    new = FORMAT.render(shouted(read(data)), language="fr")

    assert [block.text for block in prose(data)] == texts
    assert flow(new) == flow(data)
    minidom.parseString(member(new, "word/document.xml"))


def flow(data: bytes) -> str:
    """The words of a document in small letters, with its tabs and line breaks."""
    marked = re.sub(r" ?(?:</w:t>)?(?:<[^>]*>)*?<w:(?:tab|br)/>", "|", body(data))
    return re.sub(r"<w:instrText>[^<]*|<[^>]*>| (?=\|)", "", marked).casefold()


def test_descriptions_of_pictures_are_translated_inside_and_outside_of_sentences():
    described = 'name="Image 1" descr="Un &quot;chat&quot; noir&#10;et blanc"'
    picture = f'<w:r><w:drawing><wp:docPr id="1" {described}/></w:drawing></w:r>'
    shape = '<w:r><w:pict><v:shape id="a" alt=\'Une carte d&apos;Europe\' style="x"/></w:pict></w:r>'
    data = package(
        paragraph(run("Un "), picture, run("mot.")) + paragraph(picture) + paragraph(run("Et "), shape, run("un."))
    )

    article = read(data)
    new = body(FORMAT.render(shouted(article), language="nl"))
    only_text = [replace(b, text="EEN MOT.") if b.text == "Un mot." else b for b in article.blocks]
    only_picture = [replace(b, text="kat") if b.text.startswith('Un "chat"') else b for b in article.blocks]

    assert FORMAT.render(article.blocks, language="fr") == data
    assert [b.text for b in article.blocks if b.kind not in VERBATIM] == [
        "Un mot.", 'Un "chat" noir\net blanc', 'Un "chat" noir\net blanc', "Et un.", "Une carte d'Europe"
    ]  # fmt: skip
    assert new.count('name="Image 1" descr="UN &quot;CHAT&quot; NOIR&#10;ET BLANC"/>') == 2
    assert "alt='UNE CARTE D&apos;EUROPE'" in new
    assert 'descr="Un &quot;chat&quot; noir&#10;et blanc"' in body(FORMAT.render(only_text, language="nl"))
    assert body(FORMAT.render(only_picture, language="nl")) == body(data).replace(
        "Un &quot;chat&quot; noir&#10;et blanc", "kat"
    )


def test_lists_to_choose_from_are_translated_but_not_their_values():
    entries = '<w:listItem w:displayText="Oui, toujours" w:value="Oui"/><w:listItem w:displayText="12" w:value="12"/>'
    control = (
        f"<w:sdt><w:sdtPr><w:dropDownList>{entries}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent>{run('Oui, toujours')}</w:sdtContent></w:sdt>"
    )
    data = package(paragraph(run("Choix : "), control, run(".")))

    new = body(FORMAT.render(shouted(read(data)), language="nl"))

    assert '<w:listItem w:displayText="OUI, TOUJOURS" w:value="Oui"/>' in new
    assert '<w:listItem w:displayText="12" w:value="12"/>' in new
    assert "OUI, TOUJOURS</w:t>" in new


@pytest.mark.parametrize(
    ("title", "shown"), [("Choisir la saison", "CHOISIR LA SAISON"), ("Ville", "VILLE"), ("txtVille_2", "txtVille_2")]
)
def test_titles_of_controls_are_translated_but_not_names_for_programs(title, shown):
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/></w:sdtPr><w:sdtContent>{run("Un mot")}</w:sdtContent></w:sdt>'
    )

    new = body(FORMAT.render(shouted(read(package(paragraph(control)))), language="nl"))

    assert f'<w:alias w:val="{shown}"/>' in new
    assert "UN MOT" in new


def test_comments_charts_and_diagrams_are_translated():
    remark = paragraph(run("Une remarque"))
    comment = f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="1" w:author="Moi">{remark}</w:comment></w:comments>'
    chart = (
        '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:title><c:tx><c:rich><a:p><a:r><a:rPr lang="fr-FR" b="1"/>'
        "<a:t>Les ventes</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:tx><c:strRef>"
        '<c:strCache><c:pt idx="0"><c:v>Nord et Sud</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        '<c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>4.3</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>'
        "</c:chartSpace>"
    )
    parts = {"word/comments.xml": comment, "word/charts/chart1.xml": chart, "word/styles.xml": STYLES}
    data = package(paragraph(run("Un texte")), parts=parts)

    article = read(data)
    new = FORMAT.render(shouted(article), language="nl")

    assert [block.text for block in prose(data)] == ["Un texte", "Une remarque", "Les ventes", "Nord et Sud"]
    assert "UNE REMARQUE" in member(new, "word/comments.xml")
    assert member(new, "word/charts/chart1.xml") == chart.replace("Les ventes", "LES VENTES").replace(
        "Nord et Sud", "NORD ET SUD"
    ).replace('lang="fr-FR"', 'lang="nl-NL"')
    assert FORMAT.render(article.blocks, language="fr") == data


def test_code_is_kept():
    styles = STYLES.replace(
        "</w:styles>",
        '<w:style w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/></w:style>'
        '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="VerbatimChar"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Source Code"/></w:style></w:styles>',
    )
    code = '<w:rPr><w:rStyle w:val="A"/></w:rPr>'
    inside = (
        paragraph(run("Tapez "), run("ls", code), run(" le dossier", code), run(" "), run("puis "), run("rm", code))
        + paragraph(run("tout le code", code))
        + paragraph(run("int le = 3;"), style="B")
    )
    data = package(inside, parts={"word/styles.xml": styles})

    article = read(data)
    (block,) = [block for block in article.blocks if block.kind not in VERBATIM]

    assert block.text == "Tapez ls le dossier puis rm"
    assert [block.text[m.start : m.end] for m in block.markup if m.keep] == ["ls le dossier", "rm"]
    assert "passages of code (2)" in message(article.blocks)
    assert FORMAT.render(article.blocks, language="fr") == data


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("HTML Code", True),
        ("Code HTML", True),
        ("Verbatim Char", True),
        ("SourceCode", True),
        ("Source Text", True),
        ("Preformatted Text", True),
        ("HTML Typewriter", True),
        ("Code du travail", False),
        ("Texte source", False),
        ("Normal", False),
    ],
)
def test_styles_of_code_are_known_by_their_names(name, code):
    style = f'<w:style w:styleId="X"><w:name w:val="{name}"/></w:style></w:styles>'
    data = package(
        paragraph(run("Un début")) + paragraph(run("un texte"), style="X"),
        parts={"word/styles.xml": STYLES.replace("</w:styles>", style)},
    )

    assert len(prose(data)) == (1 if code else 2)


def test_what_stays_as_it_is_is_counted():
    link = f'<w:hyperlink r:id="a" w:tooltip="Une aide">{field("HYPERLINK x", "ici")}</w:hyperlink>'
    deleted = '<w:del w:id="1"><w:r><w:delText>effacé</w:delText></w:r></w:del>'
    inside = (
        paragraph(run("Cher "), field("MERGEFIELD Nom", "«Nom»"), run(", lisez "), link, deleted)
        + paragraph(field("DATE", "12 mars 2024"))
        + paragraph(field("PAGE", "3"), f'<w:ins w:id="2">{run("Le ")}{field("DATE", "1er mai")}</w:ins>')
    )
    data = package(inside, parts={"word/embeddings/a.xlsx": b"PK"})

    article = read(data)
    new = body(FORMAT.render(shouted(article), language="nl"))

    assert message(article.blocks) == (
        "stays as it is: fields such as dates (3), deleted passages (1), embedded files (1)"
    )
    assert all(kept in new for kept in ("12 mars 2024", "effacé"))
    assert 'w:tooltip="UNE AIDE"' in new


def test_every_statement_of_the_language_becomes_that_of_the_translation():
    french = '<w:rPr><w:lang w:val="fr-BE" w:eastAsia="ja-JP"/></w:rPr>'
    english = '<w:rPr><w:lang w:val="en-US"/></w:rPr>'
    inside = f"<w:p><w:pPr>{french}</w:pPr>{run('OpenAI', french)}</w:p><w:p><w:pPr>{english}</w:pPr>{run('Un')}</w:p>"
    data = package(inside, parts={"word/styles.xml": STYLES})

    new = FORMAT.render(read(data).blocks, language="nl")

    assert body(new) == body(data).replace('"fr-BE"', '"nl-NL"')


def test_a_page_number_is_not_to_be_translated_but_the_words_of_a_link_are():
    (block,) = prose(
        package(paragraph(run("P. "), field("PAGE", "1"), run(" "), field("HYPERLINK x", "ici"), run(".")))
    )

    assert [(block.text[m.start : m.end], m.keep) for m in block.markup if m.inline] == [("1", True), ("ici", False)]


def test_a_field_that_is_all_of_a_footer_is_left_alone():
    footer = f"{HEAD}<w:ftr {NAMESPACES}>{paragraph(field('PAGE', '1'))}</w:ftr>"

    assert [b.text for b in prose(package(paragraph(run("Oui")), parts={"word/footer1.xml": footer}))] == ["Oui"]


def test_paragraphs_are_found_wherever_they_are():
    box = f"<w:txbxContent>{paragraph(run('Un cadre'))}</w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice></mc:AlternateContent>"
    inside = (
        paragraph(f"<w:r><w:t>Avant</w:t>{choice}</w:r>", run("Après"))
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('Une case'))}</w:tc></w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{paragraph(run('Un contrôle'))}</w:sdtContent></w:sdt>"
    )
    notes = (
        f'{HEAD}<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph(run("Une note"))}</w:footnote></w:footnotes>'
    )
    header = f"{HEAD}<w:hdr {NAMESPACES}>{paragraph(run('En-tête'))}</w:hdr>"
    core = '<c:p xmlns:c="c" xmlns:dc="dc"><dc:title>Un titre &amp; plus</dc:title><dc:creator>Moi</dc:creator></c:p>'
    data = package(inside, parts={"word/footnotes.xml": notes, "word/header1.xml": header, "docProps/core.xml": core})

    found = [block.text for block in prose(data)]
    new = FORMAT.render(shouted(read(data)), language="fr")

    assert found == [
        "Avant", "Un cadre", "Après", "Une case", "Un contrôle", "En-tête", "Une note", "Un titre & plus"
    ]  # fmt: skip
    assert [block.text for block in prose(new)] == [text.upper() for text in found]


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ('<w:pStyle w:val="Titre"/>', "title", 0),
        ('<w:pStyle w:val="Titre1"/>', "heading", 1),
        ('<w:pStyle w:val="Chapo"/>', "heading", 1),
        ('<w:pStyle w:val="berschrift3"/>', "heading", 3),
        ('<w:pStyle w:val="Kop2"/>', "heading", 2),
        ('<w:pStyle w:val="Puces"/>', "list_item", 2),
        ('<w:pStyle w:val="Puces"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph", 0),
        ('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>', "list_item", 3),
        ('<w:pStyle w:val="ListBullet2"/>', "list_item", 2),
        ('<w:pStyle w:val="Quote"/>', "quote", 0),
        ('<w:pStyle w:val="Caption"/>', "caption", 0),
        ('<w:outlineLvl w:val="1"/>', "heading", 2),
        ('<w:pStyle w:val="Inconnu"/>', "paragraph", 0),
    ],
)
def test_styles_tell_what_a_paragraph_is(properties, kind, level):
    data = package(
        f"{paragraph(run('Un début'))}<w:p><w:pPr>{properties}</w:pPr>{run('Texte')}</w:p>",
        parts={"word/styles.xml": STYLES},
    )

    block = prose(data)[1]

    assert (block.kind, block.level) == (kind, level)


def test_the_first_heading_is_the_title_where_there_is_none():
    assert read(package(paragraph(run("Un titre"), style="Heading1") + paragraph(run("Suite")))).title == "Un titre"


def test_the_language_of_the_styles_becomes_that_of_the_translation():
    article = read(package(paragraph(run("Oui")), parts={"word/styles.xml": STYLES}))

    styles = {code: member(FORMAT.render(article.blocks, language=code), "word/styles.xml") for code in ("nl", "pt-BR")}

    assert styles == {
        "nl": STYLES.replace('"fr-FR"', '"nl-NL"'),
        "pt-BR": STYLES.replace('"fr-FR"', '"pt-BR"'),
    }


@pytest.mark.parametrize(
    "text", ["\ue000 privé \uf8ff", "مرحبا \u200fbonjour\u200e", "a\u00adb e\u0301", "</w:t>", "\ufffe"]
)
def test_odd_characters_survive_and_never_become_markup(text):
    escaped = text.replace("<", "&lt;").replace("\ufffe", "")
    data = package(paragraph(run(f"Un {escaped} mot")))
    article = read(data)

    changed = [b if b.kind in VERBATIM else replace(b, text=f"Een {text} woord") for b in article.blocks]
    new = FORMAT.render(changed, language="nl")

    assert FORMAT.render(article.blocks, language="fr") == data
    written = minidom.parseString(member(new, "word/document.xml")).getElementsByTagName("w:t")
    assert [node.firstChild.data for node in written] == [f"Een {text} woord".replace("\ufffe", "\ufffd")]


def test_a_paragraph_of_a_megabyte_is_read_and_written():
    words = "mot &amp; " * 160_000
    data = package(paragraph(run(words), run("fin", BOLD)))

    article = read(data)

    assert len(article.text) == 960_003
    assert FORMAT.render(article.blocks, language="fr") == data
    assert body(FORMAT.render(shouted(article), language="fr")).count("MOT &amp; ") == 160_000


def test_ten_thousand_runs_take_no_time():
    runs = [run(f"mot{number} ", BOLD if number % 2 else "") for number in range(10_000)]

    (block,) = prose(package(paragraph(*runs)))

    assert faults(block.text, block.markup) == []
    assert len([mark for mark in block.markup if mark.inline]) == 5_000


def test_a_longer_text_than_allowed_is_refused():
    assert "too long" in refusal(package(paragraph(run("Bonjour"))), max_characters=5)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a ZIP"),
        (b"Bonjour", "not a ZIP"),
        (b"PK\x03\x04 et rien", "damaged"),
        (package(paragraph(run("Oui")))[:-40], "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Word file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped({"a.txt": "a"}), "not a Word document"),
        (package(leave_out="word/document.xml"), "word/document.xml, is missing"),
        (package(leave_out="[Content_Types].xml"), "not a Word document"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "without a Word document"),
        (package(parts={"word/document.xml": "<a><b></a>"}), "not well-formed XML: mismatched tag at line 1"),
        (package(parts={"word/document.xml": ""}), "no element found"),
        (package(parts={"word/document.xml": b"<a>\xe9</a>"}), "is not UTF-8"),
        (package(parts={"word/vbaProject.bin": b"\0"}), "macros"),
        (package(parts={"../../etc/passwd": b"x"}), "outside"),
        (package(parts={"/etc/passwd": b"x"}), "unsafe name"),
        (package(parts={"C:/x": b"x"}), "unsafe name"),
        (package("<w:x>" * 10_000 + "</w:x>" * 10_000), "inside one another"),
        (package(parts={"word/document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "DOCTYPE"),
        (package(parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "b">]><a>&b;</a>'}), "DOCTYPE"),
        (package(paragraph(run("&eacute;"))), "undefined entity"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, said):
    assert said in refusal(data)


def test_a_document_with_macros_by_its_type_is_refused():
    types = member(package(), "[Content_Types].xml")
    macros = types.replace(
        "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
    )

    assert "macros" in refusal(package(paragraph(run("Oui")), parts={"[Content_Types].xml": macros}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = package(paragraph(run("Oui")), parts={"word/media/a.bin": bytes(30_000_000)})

    assert "like a ZIP bomb" in refusal(bomb)
    assert "would unpack to" in refusal(bomb, max_bytes=1_000_000)


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = package(paragraph(run("Oui")), parts={"word/media/a.bin": bytes(3_000_000)})
    true, lie = (3_000_000).to_bytes(4, "little"), (3).to_bytes(4, "little")

    assert "damaged" in refusal(bomb.replace(true, lie))


def test_too_many_members_are_refused():
    assert "10,003 files" in refusal(package(parts={f"{number}": b"" for number in range(10_000)}))


def test_two_members_of_one_name_are_refused():
    data = io.BytesIO(package(paragraph(run("Oui"))))
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", document(paragraph(run("Non"))))

    assert "two files named" in refusal(data.getvalue())


def test_an_encrypted_member_is_refused():
    data = bytearray(package(paragraph(run("Oui"))))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert "encrypted" in refusal(bytes(data))


def test_a_file_cut_off_anywhere_is_refused_and_never_raises():
    data = package(paragraph(run("Oui")))

    for length in range(0, len(data), 37):
        refusal(data[:length])


def test_damaged_bytes_anywhere_are_refused_or_harmless():
    data = package(paragraph(run("Oui")), parts={"word/styles.xml": STYLES})

    for place in range(0, len(data), 11):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        (found,) = FORMAT.read_stream(io.BytesIO(bytes(damaged)), name="a.docx")
        if isinstance(found, Article):
            FORMAT.render(found.blocks, language="nl")


def test_missing_files_come_as_unread(tmp_path):
    (unread,) = FORMAT.read(tmp_path / "none.docx")

    assert isinstance(unread, ReadError)


def test_the_example_article_comes_out_whole():
    (article,) = FORMAT.read(EXAMPLE)

    new = FORMAT.render(shouted(article), language="de")

    kinds = {block.kind for block in article.blocks}
    assert kinds >= {"title", "heading", "paragraph", "quote", "caption"}
    assert article.title == "Le méga-contrat d'IA se heurte à de grands obstacles"
    assert FORMAT.render(article.blocks, language="fr") == EXAMPLE.read_bytes()
    assert [b.text for b in read(new).blocks if b.kind not in VERBATIM] == [
        b.text.upper() for b in article.blocks if b.kind not in VERBATIM
    ]


def test_what_is_written_opens_in_a_word_processor(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (article,) = FORMAT.read(EXAMPLE)
    (tmp_path / "a.docx").write_bytes(FORMAT.render(shouted(article), language="nl"))

    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to"]
    subprocess.run([*command, "txt:Text (encoded):UTF8", "--outdir", tmp_path, tmp_path / "a.docx"], check=True)

    assert "BARRE DES 5 000 MILLIARDS DE DOLLARS" in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_fields_in_fields_are_read_in_linear_time():
    begins, ends = field("IF 1", "|").split(run("|"))

    def nested(count: int) -> bytes:
        return package(paragraph(run("Un mot "), begins * count, run("dedans"), ends * count, run(" ici encore.")))

    assert growth(read, nested, 1_000) < LINEAR
