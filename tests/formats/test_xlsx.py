import tracemalloc
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.untranslated import message
from babelpress.formats.xlsx.format import XlsxFormat
from document_changes import EXAMPLES, read, refused, texts
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
from formats.xlsx_files import NAMESPACES, SHEET, STRINGS, package, sheet
from growth import LINEAR, growth

SPACE = " xml:space='preserve'"
BOLD = "<rPr><b/><sz val='11'/></rPr>"


def text(data: bytes, path: str) -> str:
    return members(data)[path].decode()


def test_shared_and_inline_strings_are_translated_and_numbers_are_not():
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Un texte</t></is></c><c r="B1"><v>12</v></c></row>'
    data = package("<t>La ville</t>", "<t>2024</t>", '<t xml:space="preserve"> ... </t>', parts={SHEET: sheet(row)})

    article = check_unchanged(XlsxFormat, data)
    new = rendered(XlsxFormat, shouted(article), "nl")

    assert texts(article) == ["La ville", "Un texte"]
    assert text(new, STRINGS) == text(data, STRINGS).replace("La ville", "LA VILLE")
    assert text(new, SHEET) == text(data, SHEET).replace("Un texte", "UN TEXTE")
    check_changed(XlsxFormat, data)
    check_each_alone(XlsxFormat, data)


def test_texts_in_formulas_and_lists_are_counted_but_no_forms_of_numbers():
    row = '<row><c><f>IF(A1,"Bravo",TEXT(B1,"jj/mm/aaaa"))&amp;INDIRECT("B2")</f></c></row>'
    choice = '<dataValidation type="list"><formula1>"Oui,Non"</formula1></dataValidation>'
    choice = f"<dataValidations>{choice}</dataValidations>"
    data = package("<t>La ville</t>", parts={SHEET: sheet(row).replace("</worksheet>", f"{choice}</worksheet>")})

    article = check_unchanged(XlsxFormat, data)

    assert "texts in formulas and in lists to choose from (2)" in message(article.blocks)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (f"<r><t{SPACE}>Un </t></r><r>{BOLD}<t>mot</t></r><r><t{SPACE}> long</t></r>", ["Un mot long"]),
        ("<t>Une ligne\nUne autre&#10;Et une</t>", ["Une ligne", "Une autre", "Et une"]),
        ("<t>Une ligne_x000D_\nUne autre</t>", ["Une ligne", "Une autre"]),
        (
            f"<r><t>Un</t></r><r>{BOLD}<t{SPACE}> mot\n\nDeux </t></r><r><t>mots</t></r>",
            ["Un mot", "Deux mots"],
        ),
        ("<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/>", ["東京"]),
        ("<t><![CDATA[Un <mot> long]]></t>", ["Un <mot> long"]),
    ],
)  # fmt: skip
def test_lines_are_texts_and_formats_are_marks(item, found):
    data = package(item)

    assert texts(check_unchanged(XlsxFormat, data)) == found
    new = check_changed(XlsxFormat, data)[STRINGS]
    assert bool(new.count(b"<b/>")) == bool(item.count("<b/>"))
    assert new.count(b"rPh") == item.count("rPh")
    check_each_alone(XlsxFormat, data)


@pytest.mark.parametrize(
    "referring",
    [
        '<c><f>IF(A1="oui",1,2)</f><v>1</v></c>',
        "<c><f>IF(A1=&quot;Oui&quot;,1,2)</f><v>1</v></c>",
        '<c><f><![CDATA[COUNTIF(A:A,"Oui")]]></f></c>',
        '<c><f>COUNTIF(A:A,"O*i")</f></c>',
    ],
)
def test_a_text_that_a_formula_compares_with_stays(referring):
    rows = (f"<row>{referring}</row>", '<row><c t="inlineStr"><is><t>Oui</t></is></c></row>')
    data = package("<t>Oui</t>", "<t>La ville</t>", parts={SHEET: sheet(*rows)})

    article = check_unchanged(XlsxFormat, data)

    assert texts(article) == ["La ville"]
    assert "cells that formulas, filters or tables refer to (2)" in message(article.blocks)
    assert "texts in formulas and in lists to choose from (1)" in message(article.blocks)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (SHEET, sheet(more='<dataValidation type="list"><formula1>"Oui,Non"</formula1></dataValidation>')),
        (SHEET, sheet(more='<autoFilter><filters><filter val="Oui"/></filters></autoFilter>')),
        (SHEET, sheet(more='<x14:f xmlns:x14="x"><xm:f xmlns:xm="y">"Oui,Non"</xm:f></x14:f>')),
        ("xl/tables/table1.xml", f'<table {NAMESPACES}><tableColumn id="1" name="Oui"/></table>'),
        ("xl/pivotCache/pivotCacheDefinition1.xml", f'<x {NAMESPACES}><cacheField name="Oui"/></x>'),
    ],
)
def test_a_text_that_a_list_a_filter_or_a_table_refers_to_stays(path, part):
    data = package("<t>Oui</t>", "<t>La ville</t>", parts={path: part})

    assert texts(check_unchanged(XlsxFormat, data)) == ["La ville"]


@pytest.mark.parametrize(
    ("pattern", "cell", "kept"),
    [
        ("o?i", "oui", True), ("o?i", "ouii", False), ("*ville*", "la ville de Lyon", True), ("la*", "la ville", True),
        ("la*", "voilà la ville", False), ("*lyon", "ville de Lyon", True), ("*lyon", "Lyonnais", False),
        ("a~*b", "a*b", True), ("a~*b", "axb", False), ("a*a", "a", False), ("*a*b*a", "xaybza", True),
    ],
)  # fmt: skip
def test_wildcards_are_those_of_excel(pattern, cell, kept):
    data = package(f"<t>{cell}</t>", "<t>Un texte</t>", parts={
        SHEET: sheet(f'<row><c><f>COUNTIF(A:A,"{pattern}")</f></c></row>')
    })  # fmt: skip

    assert (cell not in texts(read(XlsxFormat, data))) == kept


def test_notes_messages_headers_and_names():
    note = f"<text><r>{BOLD}<t>Jean Petit:</t></r><r><t>\nÀ vérifier</t></r></text>"
    parts: dict[str, str | bytes] = {
        SHEET: sheet(
            '<row><c t="str"><f>A1</f><v>La ville</v></c></row>',
            more='<dataValidation promptTitle="Un &quot;choix&quot;" prompt="Choisissez ici" error="Non &amp; non"/>'
            '<oddHeader>&amp;L&amp;"Arial,Gras"&amp;12La ville &amp;P de &amp;N'
            "&amp;R&amp;D R&amp;&amp;D du mois</oddHeader>",
        ),
        "xl/comments1.xml": f"<comments {NAMESPACES}><author>Jean Petit</author><comment>{note}</comment></comments>",
        "xl/threadedComments/threadedComment1.xml": "<ThreadedComments><threadedComment><text>Une question</text>"
        "</threadedComment></ThreadedComments>",
        "docProps/core.xml": '<c:p xmlns:c="c" xmlns:dc="dc"><dc:title>Titre</dc:title></c:p>',
    }  # fmt: skip
    data = package("<t>La ville</t>", parts=parts)

    article = check_unchanged(XlsxFormat, data)
    new = rendered(XlsxFormat, shouted(article), "nl")

    assert texts(article) == [
        "La ville", 'Un "choix"', "Choisissez ici", "Non & non", "La ville ", " de ", " R", "D du mois",
        "À vérifier", "Une question", "Titre",
    ]  # fmt: skip
    assert '&amp;L&amp;"Arial,Gras"&amp;12LA VILLE &amp;P DE &amp;N&amp;R&amp;D R&amp;&amp;D DU MOIS' in text(
        new, SHEET
    )
    assert "names of sheets (1)" in message(article.blocks)
    assert "results of formulas (1)" in message(article.blocks)
    check_each_alone(XlsxFormat, data)


def test_an_ampersand_in_a_header_never_becomes_a_code():
    data = package("<t>Un</t>", parts={SHEET: sheet(more="<oddFooter>&amp;CUn texte</oddFooter>")})
    blocks = read(XlsxFormat, data).blocks

    new = rendered(XlsxFormat, [replace(b, text="A & B") if b.text == "Un texte" else b for b in blocks])

    assert "<oddFooter>&amp;CA &amp;&amp; B</oddFooter>" in text(new, SHEET)


def test_prefixed_elements_are_found():
    inner = '<x:row><x:c t="inlineStr"><x:is><x:t>Un texte</x:t></x:is></x:c></x:row>'
    data = package(
        parts={SHEET: f'<x:worksheet xmlns:x="m"><!-- <x:is> --><x:sheetData>{inner}</x:sheetData></x:worksheet>'}
    )

    assert texts(check_unchanged(XlsxFormat, data)) == ["Un texte"]
    check_changed(XlsxFormat, data)


@pytest.mark.parametrize(("bad", "said"), BAD_ARCHIVES)
def test_bad_archives_are_refused(bad, said):
    check_refused(XlsxFormat, bad(package("<t>Bonjour</t>")), said)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (sheet() + "<x>", "not well-formed"),
        ("<!DOCTYPE worksheet [<!ENTITY a 'b'>]>" + sheet(), "document type"),
        ("<worksheet><is>", "not well-formed"),
    ],
)
def test_a_broken_sheet_is_named(part, said):
    message = refused(XlsxFormat, package("<t>Bonjour</t>", parts={SHEET: part}))

    assert SHEET in message
    assert said in message


def test_macros_are_refused():
    assert "has macros" in refused(XlsxFormat, with_members(package("<t>Un</t>"), {"xl/vbaProject.bin": b"x"}))


def test_a_workbook_without_words_is_refused():
    check_refused(XlsxFormat, package("<t>12</t>"), "holds no text to translate")


def test_a_sheet_of_many_rows_takes_little_memory_and_linear_time():
    def rows(count: int) -> bytes:
        cells = "".join(
            f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c><f>IF(A{n}="x",1)</f></c></row>' for n in range(count)
        )
        return package("<t>La ville</t>", parts={SHEET: sheet(cells)})

    large = rows(40_000)
    tracemalloc.start()
    read(XlsxFormat, large)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 40_000_000
    assert growth(lambda data: read(XlsxFormat, data), rows, 2_000) < LINEAR


def test_more_text_than_allowed_is_refused_early():
    data = package(*(f"<t>Un texte {n}</t>" for n in range(1_000)))

    assert "too long" in refused(XlsxFormat, data, max_characters=500)


WORDS = st.text(alphabet=st.sampled_from("aé B.,«»&<>\"'\u00a0\u00ad\u0301\ue000ما😀5 \t\n_"), max_size=8)
PIECES = st.one_of(
    WORDS.map(escape),
    st.sampled_from(["&#10;", "_x000D_\n", "\r\n", "&#233;", "Un mot"]),
)
TEXTS = st.lists(PIECES, max_size=4).map("".join)
RUN = st.tuples(
    st.sampled_from(["", BOLD, "<rPr><i/></rPr>"]), st.sampled_from(["<t>", '<t xml:space="preserve">']), TEXTS
)
ITEMS = st.one_of(
    TEXTS.map(lambda text: f"<t>{text}</t>"),
    st.lists(RUN.map(lambda run: f"<r>{run[0]}{run[1]}{run[2]}</t></r>"), max_size=4).map("".join),
    st.sampled_from(["<t/>", "<t><![CDATA[a<b]]></t>", "", "<r><t>a</t></r><rPh sb='0' eb='1'><t>b</t></rPh>"]),
)
SHEETS = st.lists(
    st.one_of(
        ITEMS.map(lambda item: f'<c t="inlineStr"><is>{item}</is></c>'),
        WORDS.map(lambda text: f"<dataValidation prompt={quoteattr(text)} error='b'/>"),
        WORDS.map(lambda text: f"<oddHeader>&amp;L{escape(text.replace('&', '&&'))}</oddHeader>"),
        st.sampled_from(["<!-- <is> -->", "<?x <is>?>", '<c><f>A1="mot"</f></c>', "<v>1</v>"]),
    ),
    max_size=4,
).map("".join)


@EXAMPLES
@given(st.lists(ITEMS, max_size=4), SHEETS)
def test_any_workbook_renders_to_its_own_bytes(items, cells):
    check_unchanged(XlsxFormat, package("<t>Un début</t>", *items, parts={SHEET: sheet(cells)}))


@EXAMPLES
@given(st.lists(ITEMS, max_size=4), SHEETS)
def test_any_translation_has_the_elements_of_its_source_and_reads_back(items, cells):
    data = package("<t>Un début</t>", *items, parts={SHEET: sheet(cells)})

    new = check_changed(XlsxFormat, data)

    free = ("r", "t", "rPr", "b", "i", "sz")
    for path in (STRINGS, SHEET):
        assert elements(new[path], free=free, values=("prompt", "error")) == elements(
            members(data)[path], free=free, values=("prompt", "error")
        )
