import io
import re
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import VERBATIM, Article, Block, Record, from_json, to_json
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.inline import faults
from babelpress.formats.xliff.format import XliffFormat, XliffOptions
from document_changes import EXAMPLES

FORMAT = XliffFormat(XliffOptions())
MACHINE = 'state="needs-review-translation" state-qualifier="leveraged-mt"'


def one(units: str, *, target: str = "", source: str = "fr") -> str:
    """Give an XLIFF 1.2 document."""
    declared = f' target-language="{target}"' if target else ""
    return f'<xliff version="1.2"><file source-language="{source}"{declared}><body>{units}</body></file></xliff>'


def two(units: str, *, target: str = "") -> str:
    """Give an XLIFF 2.0 document."""
    declared = f' trgLang="{target}"' if target else ""
    return f'<xliff version="2.0" srcLang="fr"{declared}><file id="f">{units}</file></xliff>'


def read(text: str | bytes) -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    (article,) = FORMAT.read_stream(io.BytesIO(data), name="a.xlf")
    assert isinstance(article, Article), article.error
    return article


def prose(text: str) -> list[Block]:
    return [block for block in read(text).blocks if block.kind not in VERBATIM]


def translated(text: str, language: str = "nl") -> str:
    blocks = [b if b.kind in VERBATIM else replace(b, text=b.text.upper()) for b in read(text).blocks]
    return FORMAT.render(blocks, language=language).decode()


def refusal(data: bytes, **options) -> str:
    (unread,) = XliffFormat(XliffOptions(**options)).read_stream(io.BytesIO(data), name="a.xlf")
    assert isinstance(unread, ReadError)
    assert isinstance(unread.error, UnreadableInput)
    assert "a.xlf" in str(unread.error)
    return str(unread.error)


NESTED = "<g>" * 10_000 + "a" + "</g>" * 10_000
CODES = ("<g ", "<x ", "<ph ", "<bpt", "<ept", "<bx", "<ex", "<it", "<mrk", "<pc", "<sc", "<ec", "<!--")
UNIT = '<trans-unit id="1"><source>Un &#233;t&#xe9; <![CDATA[<b>]]></source><note>x</note></trans-unit>'


@pytest.mark.parametrize("language", ["fr", "fr-FR", "fr-CA"])
def test_in_its_own_language_a_document_keeps_its_bytes(language):
    text = one(UNIT)

    assert FORMAT.render(read(text).blocks, language=language) == text.encode()


def test_a_document_survives_json():
    article = read(one(UNIT))

    assert from_json(to_json(Record(article=article))).article == article


def test_a_missing_target_is_made_after_its_source_and_the_language_is_told():
    new = translated(
        one('\n  <trans-unit id="1">\n    <source>Oui &amp; non</source>\n    <note>x</note></trans-unit>')
    )

    assert new == one(
        '\n  <trans-unit id="1">\n    <source>Oui &amp; non</source>\n'
        f"    <target {MACHINE}>OUI &amp; NON</target>\n    <note>x</note></trans-unit>"
    ).replace('"fr"', '"fr" target-language="nl"')


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (
            "<source>Oui</source><target>Ja</target>",
            f"<source>Oui</source><target {MACHINE}>OUI</target>",
        ),
        (
            '<source>Oui</source><target state="new" xml:lang="nl" phase-name="a"/>',
            f'<source>Oui</source><target phase-name="a" xml:lang="nl" {MACHINE}>OUI</target>',
        ),
        (
            '<source xml:lang="fr">Oui</source>',
            f'<source xml:lang="fr">Oui</source><target xml:lang="nl" {MACHINE}>OUI</target>',
        ),
        (
            "<source>Oui</source><alt-trans><source>Oui</source><target>Ja</target></alt-trans>",
            f"<source>Oui</source><target {MACHINE}>OUI</target>"
            "<alt-trans><source>Oui</source><target>Ja</target></alt-trans>",
        ),
        (
            '<source>Un. Deux.</source><seg-source><mrk mtype="seg" mid="0">Un.</mrk> '
            '<mrk mtype="seg" mid="1">Deux.</mrk></seg-source>',
            '<source>Un. Deux.</source><seg-source><mrk mtype="seg" mid="0">Un.</mrk> '
            f'<mrk mtype="seg" mid="1">Deux.</mrk></seg-source><target {MACHINE}><mrk mtype="seg" mid="0">UN.</mrk> '
            '<mrk mtype="seg" mid="1">DEUX.</mrk></target>',
        ),
        (
            '<source><mrk mtype="seg" mid="0">Un.</mrk> <mrk mtype="seg" mid="1">Deux.</mrk></source>',
            '<source><mrk mtype="seg" mid="0">Un.</mrk> <mrk mtype="seg" mid="1">Deux.</mrk></source>'
            f'<target {MACHINE}><mrk mtype="seg" mid="0">UN.</mrk> <mrk mtype="seg" mid="1">DEUX.</mrk></target>',
        ),
        (  # a text outside of the segments
            '<source>Un. Deux.</source><seg-source><mrk mtype="seg" mid="0">Un.</mrk> Deux.</seg-source>',
            '<source>Un. Deux.</source><seg-source><mrk mtype="seg" mid="0">Un.</mrk> Deux.</seg-source>'
            f"<target {MACHINE}>UN. DEUX.</target>",
        ),
        (
            '<source>Un.</source><seg-source><mrk mtype="seg" mid="0"/><g id="1"><mrk mtype="seg" mid="1">Un.</mrk></g>'
            "</seg-source>",
            '<source>Un.</source><seg-source><mrk mtype="seg" mid="0"/><g id="1"><mrk mtype="seg" mid="1">Un.</mrk></g>'
            f'</seg-source><target {MACHINE}><mrk mtype="seg" mid="0"/><g id="1"><mrk mtype="seg" mid="1">UN.</mrk></g>'
            "</target>",
        ),
    ],
)
def test_targets_of_xliff_1_are_written_in_their_places(unit, expected):
    text = one(f'<trans-unit id="1">{unit}</trans-unit>', target="nl")

    assert translated(text) == one(f'<trans-unit id="1">{expected}</trans-unit>', target="nl")


@pytest.mark.parametrize(
    "unit",
    [
        '<trans-unit id="1" approved="yes"><source>Oui</source><target>Ja</target></trans-unit>',
        '<trans-unit id="1"><source>Oui</source><target state="final">Ja</target></trans-unit>',
        '<trans-unit id="1"><source>Oui</source><target state="signed-off">Ja</target></trans-unit>',
        '<trans-unit id="1"><source>Oui</source><target state="translated">Ja</target></trans-unit>',
        '<trans-unit id="1" translate="no"><source>Oui</source></trans-unit>',
        '<group translate="no"><trans-unit id="1"><source>Oui</source></trans-unit></group>',
        '<trans-unit id="1"><source/></trans-unit>',
        '<trans-unit id="1"><source> <x id="1"/> </source><target>?</target></trans-unit>',
        '<trans-unit id="1" restype="x-gettext-domain-header"><source>Content-Type: text</source></trans-unit>',
        '<bin-unit id="1" mime-type="a"><bin-source/></bin-unit>',
    ],
)
def test_what_is_approved_or_not_to_be_translated_stays(unit):
    other = '<trans-unit id="2"><source>Autre</source></trans-unit>'

    assert unit in translated(one(unit + other, target="nl-BE"))


def test_an_approved_target_of_an_unknown_language_stays():
    unit = '<trans-unit id="1" approved="yes"><source>Oui</source><target>Ja</target></trans-unit>'

    assert unit in translated(one(unit))


def test_an_approved_target_in_another_language_is_replaced_and_no_more_approved():
    unit = '<trans-unit id="1" approved="yes"><source>Oui</source><target state="final">Ja</target></trans-unit>'

    assert translated(one(unit, target="de")) == one(
        f'<trans-unit id="1" approved="no"><source>Oui</source><target {MACHINE}>OUI</target></trans-unit>', target="nl"
    )


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        (
            "<segment><source>Oui</source></segment>",
            '<segment state="translated"><source>Oui</source><target>OUI</target></segment>',
        ),
        (
            '<segment id="a" state="initial"><source>Oui</source><target>Ja</target></segment>',
            '<segment id="a" state="translated"><source>Oui</source><target>OUI</target></segment>',
        ),
        *(
            (kept, kept)
            for kept in (
                '<segment state="final"><source>Oui</source><target>Ja</target></segment>',
                '<segment state="reviewed"><source>Oui</source><target>Ja</target></segment>',
                "<segment><source/></segment>",
                "<ignorable><source>Oui</source></ignorable>",
                '<mtc:matches xmlns:mtc="m"><mtc:match><source>a</source><target>b</target></mtc:match></mtc:matches>',
            )
        ),
    ],
)
def test_targets_of_xliff_2_are_written_segment_by_segment(segment, expected):
    other = '<unit id="2"><segment state="final"><source>Fin</source><target>Eind</target></segment></unit>'
    document = '<unit id="1"><notes><note>x</note></notes>{}</unit>' + other

    assert translated(two(document.format(segment), target="nl")) == two(document.format(expected), target="nl")


def test_a_missing_language_of_xliff_2_is_told():
    text = two('<unit id="1" translate="no"><segment><source>a</source></segment></unit><unit id="2"><segment>'
               "<source>b</source></segment></unit>")  # fmt: skip

    new = translated(text)

    assert 'srcLang="fr" trgLang="nl"' in new
    assert new.count("<target>") == 1


@pytest.mark.parametrize(
    ("source", "text", "covered"),
    [
        ('Un <g id="1">mot</g>.', "Un mot.", ["mot"]),
        ('Un <x id="1"/>mot.', "Un mot.", [""]),
        ('Un<x id="1" ctype="lb"/>mot.', "Un mot.", [""]),
        ('Un <ph id="1">{0}</ph> mot.', "Un  mot.", [""]),
        ('Un <bpt id="1">&lt;b></bpt>mot<ept id="1">&lt;/b></ept>.', "Un mot.", ["mot"]),
        ('Un <bx id="1" rid="9"/>mot<ex id="2" rid="9"/>.', "Un mot.", ["mot"]),
        ('Un <it id="1" pos="open">&lt;b></it>mot.', "Un mot.", [""]),
        ('Un <ept id="7"/>mot <bpt id="8"/>ici.', "Un mot ici.", ["", ""]),
        ('<bpt id="1"/>a<bpt id="2"/>b<ept id="1"/>c<ept id="2"/>', "abc", ["ab", "", ""]),
        ('Un <g id="1"><g id="2">mot</g></g>.', "Un mot.", ["mot", "mot"]),
        ('Un <mrk mtype="term">mot</mrk>.', "Un mot.", ["mot"]),
        ('Un <pc id="1">mot</pc>.', "Un mot.", ["mot"]),
        ('Un <sc id="1"/>mot<ec startRef="1"/>.', "Un mot.", ["mot"]),
        ("\n    Un\n    mot.\n  ", "Un mot.", []),
        (" Un mot. ", " Un mot. ", []),
        ("Un <!-- ? -->mot.", "Un mot.", [""]),
    ],
)
def test_inline_codes_are_marks_that_come_back(source, text, covered):
    document = one(f'<trans-unit id="1"><source>{source}</source></trans-unit>')

    (block,) = prose(document)
    new = FORMAT.render(read(document).blocks, language="nl").decode()

    assert block.text == text
    assert [block.text[mark.start : mark.end] for mark in block.markup if mark.inline] == covered
    assert faults(block.text, block.markup) == []
    target = new.partition("<target")[2].partition(">")[2].partition("</target>")[0]
    assert [target.count(tag) for tag in CODES] == [source.count(tag) for tag in CODES]


@pytest.mark.parametrize("code", ['<mrk mtype="protected">SA</mrk>', '<mrk id="1" translate="no">SA</mrk>'])
def test_protected_words_are_not_to_be_translated(code):
    (block,) = prose(one(f'<trans-unit id="1"><source>Une {code}.</source></trans-unit>'))

    assert [mark.keep for mark in block.markup if mark.inline] == [True]


def test_preserved_white_space_is_kept():
    unit = '<trans-unit id="1" xml:space="preserve"><source>\n  Un\n  mot</source></trans-unit>'

    assert prose(one(unit))[0].text == "\n  Un\n  mot"


@pytest.mark.parametrize(
    ("said", "kind"), [("x-h2", "heading"), ("title", "title"), ("x-li", "list_item"), ("?", "paragraph")]
)
def test_the_type_of_a_unit_tells_what_it_is(said, kind):
    assert prose(one(f'<trans-unit id="1" restype="{said}"><source>Oui</source></trans-unit>'))[0].kind == kind


@pytest.mark.parametrize(
    "text", ["<script>", "&lt;", "]]>", "\ue000", "مرحبا\u200f", "\ufffe", "{language}", 'xml:lang=""']
)
def test_odd_characters_never_become_markup(text):
    article = read(one('<trans-unit id="1"><source>Oui</source></trans-unit>'))
    blocks = [b if b.kind in VERBATIM else replace(b, text=text) for b in article.blocks]

    new = FORMAT.render(blocks, language="nl")

    (target,) = minidom.parseString(new).getElementsByTagName("target")
    assert [node.data for node in target.childNodes] == [text.replace("\ufffe", "\ufffd")]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("latin-1", "ISO-8859-1"), ("cp1252", "windows-1252")],
)
def test_the_encoding_of_a_document_is_kept(encoding, declared):
    data = f'<?xml version="1.0" encoding="{declared}"?>{one(UNIT.replace("&#233;", "é"))}'.encode(encoding)
    article = read(data)

    new = FORMAT.render([b if b.kind in VERBATIM else replace(b, text="Ł") for b in article.blocks], language="nl")

    assert FORMAT.render(article.blocks, language="fr") == data
    assert ">&#321;</target>" in new.decode(encoding) or ">Ł</target>" in new.decode(encoding)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"Bonjour", "not well-formed XML: syntax error at line 1, column 1"),
        (b"<html/>", "is not XLIFF"),
        (b'<xliff version="3.0"/>', "version 3.0"),
        (b"<xliff/>", "version (none)"),
        (b'<xliff version="1.2"/>', "holds no text"),
        (one("").encode(), "holds no text"),
        (one('<trans-unit id="1"><source/></trans-unit>').encode(), "holds no text"),
        (one('<trans-unit id="7"><target/></trans-unit>').encode(), "trans-unit '7' has no <source>"),
        (two('<unit id="7"><segment/></unit>').encode(), "unit '7' has no <source>"),
        (one(UNIT, source="").encode(), "has no source-language"),
        (two("").replace("srcLang", "x").encode(), "has no srcLang"),
        (one(UNIT)[:-9].encode(), "unclosed token"),
        (one("<trans-unit><source><g></source></g></trans-unit>").encode(), "mismatched tag"),
        (one("<trans-unit><source>a&eacute;</source></trans-unit>").encode(), "undefined entity"),
        (one(f"<trans-unit><source>{NESTED}</source></trans-unit>").encode(), "inside one another"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + one(UNIT).encode(), "DOCTYPE"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + one(UNIT).encode(), "DOCTYPE"),
        (one(UNIT).encode() + b"\xe9", "is not UTF-8"),
        (b'<?xml version="1.0" encoding="EBCDIC"?>' + one(UNIT).encode(), "declares the encoding EBCDIC"),
        (b'<?xml version="1.0" encoding="US-ASCII"?>' + one(UNIT).encode() + b"\xe9", "is not ascii"),
        (b"PK\x03\x04", "is not text but a Word"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(data, said):
    assert said in refusal(data)


def test_longer_documents_than_allowed_are_refused():
    assert "too long" in refusal(one(UNIT).encode(), max_characters=5)
    assert "more than 20 bytes" in refusal(one(UNIT).encode(), max_bytes=20)


def test_a_megabyte_in_one_unit_is_read_and_written():
    source = f'{"mot " * 50}<x id="1"/>&amp; ' * 4_900
    text = one(f'<trans-unit id="1"><source>{source}</source></trans-unit>')

    article = read(text)

    assert len(article.text) == 989_800
    assert FORMAT.render(article.blocks, language="nl").decode().count(source) == 2


def test_many_units_take_no_time():
    article = read(one("".join(f'<trans-unit id="{n}"><source>Mot {n}</source></trans-unit>' for n in range(4_000))))

    assert FORMAT.render(article.blocks, language="nl").count(b"<target ") == 4_000


def test_files_of_several_languages_have_none_together():
    german = one('<trans-unit id="1"><source>Ja</source></trans-unit>', source="de").partition(">")[2]

    article = read(one(UNIT).removesuffix("</xliff>") + german)

    assert article.language is None
    assert FORMAT.render(article.blocks, language="de").count(b"<target ") == 1


def test_missing_files_come_as_unread():
    (unread,) = FORMAT.read(Path("none.xlf"))

    assert isinstance(unread, ReadError)


X = '<x id="INTERPOLATION" equiv-text="{{ n }}"/>'


@given(
    branches=st.lists(
        st.sampled_from(["un mot", f"il y a {X} mots", f"{X} mots, l'un", X, "", "a &lt; b {n}"]), max_size=4
    ),
    kind=st.sampled_from(["VAR_PLURAL, plural", "VAR_SELECT, select"]),
)
@EXAMPLES
def test_branches_of_a_message_of_icu_are_texts(branches, kind):
    def message(texts: list[str]) -> str:
        inside = "".join(f"={number} {{{text}}} " for number, text in enumerate(texts))
        return f"{{{kind}, {inside}other {{le &amp; dernier}}}}"

    new = translated(one(f"<trans-unit id='a'><source>{message(branches)}</source></trans-unit>"))

    target = new.partition("<target")[2].partition(">")[2].partition("</target>")[0]
    said = message([re.sub(r"(<[^>]*>|&\w+;)|\w", _raised, text) for text in branches])
    assert target == said.replace("le &amp; dernier", "LE &amp; DERNIER")


def _raised(found: re.Match[str]) -> str:
    return found[1] or found[0].upper()


@pytest.mark.parametrize("translate", ["source", "target"])
@pytest.mark.parametrize(
    ("text", "new", "found"),
    [
        ("Il reste {n} jours", "{n} dagen over", False),
        ("Il reste {n} jours", "{n} dagen {n} over", True),
        ("Il reste {n} jours", "{m} dagen over", True),
        ("Un mot", "Een <b>woord</b>", True),
        ("Un <b>mot</b>", "Een <b>woord</b>", False),
        ("Un mot", "Een %s", True),
        ("Soit 20 % du mois, 5 €", "20 % van de maand, € 5", False),
        ("Un mot", "{n, plural, other {woorden}}", True),
        ("Voir &amp; lire", "Zien & lezen", False),
        ("Un mot", "Een &amp;nbsp; woord", True),
    ],
)
def test_a_translation_with_other_syntax_than_its_source_is_named(translate, text, new, found):
    escaped = text.replace("<", "&lt;")
    data = (
        '<xliff version="1.2"><file source-language="fr" target-language="fr"><body><trans-unit id="a">'
        f"<source>{escaped}</source><target>{escaped}</target></trans-unit></body></file></xliff>"
    )
    made = XliffFormat(XliffFormat.Options(translate=translate))
    (item,) = made.read_stream(io.BytesIO(data.encode()), name="a.xlf")
    new = new.replace("&amp;", "&")
    blocks = [block if block.kind == "skeleton" else replace(block, text=new) for block in item.blocks]

    assert not made.misread(item.blocks, language="nl")
    assert bool(made.misread(blocks, language="nl")) is found
