"""Message files of platforms: every byte that is no text comes back, and texts are what their program will show."""

import io
import json
import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.formats.base import ReadError
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import faults
from babelpress.formats.resources.android import AndroidFormat
from babelpress.formats.resources.apple_strings import AppleStringsFormat
from babelpress.formats.resources.properties import PropertiesFormat
from babelpress.formats.resources.qt import QtFormat
from babelpress.formats.resources.resx import ResxFormat
from babelpress.formats.resources.xcstrings import XcstringsFormat
from document_changes import (
    EXAMPLES,
    lines,
    prose_blocks,
    read,
    read_any,
    refused,
    render,
    tags,
    texts,
    translated,
    with_placeholders,
)

PROPERTIES = """# Les textes de l'application
! une autre remarque
app.title = Mon application
menu.open: &Ouvrir
long = Une phrase \\
       en deux lignes
escaped=L'\\u00e9t\\u00e9 \\: fini
info {0} est là
path=/usr/share
color=#ffcc00
quoted=L''adresse de {0} est '{'vide'}'
choice={0,choice,0#aucun fichier|1#un fichier|1<{0} fichiers}
empty=
"""
STRINGS = """/* Le titre
   de la fenêtre */
"app.title" = "Mon \\"application\\"";
// une ligne
open="Ouvrir %@"; "two" = "Ligne\\nsuivante";
"Une clé qui est un texte";
"number" = "%1$d sur %2$d";
"""
ANDROID = """<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <!-- Le titre -->
    <string name="app" translatable="false">Mon appli</string>
    <string name="a">L\\'été de <b>%1$s</b> &amp; fini\\n</string>
    <string name="b">"Un  mot"</string>
    <string name="c"><![CDATA[Un <a href="x">lien</a> & fin]]></string>
    <string name="d">Bonjour <xliff:g id="nom" example="Léa">%s</xliff:g>,
        ça va ?</string>
    <string name="e">@string/a</string>
    <string name="f">Lire &lt;b>tout&lt;/b></string>
    <string-array name="l"><item>Lundi</item><item>42</item></string-array>
    <plurals name="n">
        <item quantity="one">%d mot</item>
        <item quantity="many">%d de mots</item>
        <item quantity="other">%d mots</item>
    </plurals>
</resources>
"""
RESX = """<?xml version="1.0" encoding="utf-8"?>
<root>
  <resheader name="version"><value>2.0</value></resheader>
  <data name="Title" xml:space="preserve"><value>&amp;Ouvrir {0:C2} &lt;b&gt;ici&lt;/b&gt;</value>
    <comment>Le titre</comment></data>
  <data name="Icon" type="System.Drawing.Icon"><value>Une icône</value></data>
  <data name=">>label.Name" xml:space="preserve"><value>Une étiquette</value></data>
  <data name="Two"><value>Une ligne
et une autre</value></data>
</root>
"""
QT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="fr">
<context>
    <name>Fenetre</name>
    <message>
        <location filename="a.cpp" line="1"/>
        <source>Fe&amp;rmer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Un &quot;mot&quot; &lt;b&gt;gras&lt;/b&gt;</source>
        <translation type="unfinished"/>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <source>Déjà fait</source>
        <translation>Al klaar</translation>
    </message>
    <message>
        <source>Parti</source>
        <translation type="vanished">Weg</translation>
    </message>
</context>
</TS>
"""


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [
        (
            PropertiesFormat,
            PROPERTIES,
            [
                "Mon application",
                "Une phrase en deux lignes",
                "L'été : fini",
                "{0} est là",
                "L'adresse de {0} est '{'vide'}'",
                "aucun fichier",
                "un fichier",
                "{0} fichiers",
            ],
        ),
        (
            AppleStringsFormat,
            STRINGS,
            ['Mon "application"', "Ouvrir %@", "Ligne", "suivante", "Une clé qui est un texte", "%1$d sur %2$d"],
        ),
        (
            AndroidFormat,
            ANDROID,
            [
                "L'été de %1$s &amp; fini\n",
                "Un  mot",
                "Un lien & fin",
                "Bonjour %s, ça va ?",
                "Lire tout",
                "Lundi",
                "%d mot",
                "%d de mots",
                "%d mots",
            ],
        ),
        (ResxFormat, RESX, ["Ouvrir {0:C2} ici", "Une ligne", "et une autre"]),
        (QtFormat, QT, ["Fermer %1", 'Un "mot" gras', "%n page(s)"]),
    ],
)
def test_texts_are_read_without_their_escapes(kind, source, expected):
    article = read(kind, source)

    assert [text for text in texts(article) if text != "Ouvrir"] == expected
    assert render(kind, article.blocks) == source


FILES = [(PropertiesFormat, PROPERTIES), (AppleStringsFormat, STRINGS)]
XML = [(AndroidFormat, ANDROID), (ResxFormat, RESX), (QtFormat, QT)]


@pytest.mark.parametrize(("kind", "source"), FILES)
@pytest.mark.parametrize("change", ["bom", "crlf", "cr", "space", "utf-16"])
def test_byte_order_mark_line_ends_and_encoding_come_back(kind, source, change):
    changed = {
        "bom": "\ufeff" + source,
        "crlf": source.replace("\n", "\r\n"),
        "cr": source.replace("\n", "\r"),
        "space": f"\n\n{source}\n\n",
        "utf-16": source,
    }[change]
    data = changed.encode("utf-16" if change == "utf-16" else "utf-8")
    article = read(kind, data)

    assert kind(kind.Options()).render(article.blocks, language="fr") == data
    new = kind(kind.Options()).render(translated(article, lambda text: text.replace("e", "é")), language="nl")
    text = new.decode("utf-16" if change == "utf-16" else "utf-8")
    assert [text.count(end) for end in ("\ufeff", "\r\n")] == [
        changed.count(end) - (end == "\r\n") * joined(changed) for end in ("\ufeff", "\r\n")
    ]


def joined(source: str) -> int:
    """How many line ends are inside a value, which becomes one line."""
    return len(re.findall(r"\\(?=\r\n)", source))


TEXT = st.text(st.sampled_from("abé\"'\\\\/:=#!; ,|<>\n\t\u00a0\u202f\u2019🙂."), max_size=30)
NEW = TEXT.map(lambda text: text.replace("<", ""))
VALUE = st.lists(st.one_of(TEXT, st.sampled_from(["{0}", "%1$s", "<b>", "</b>"])), max_size=5).map("".join)


def properties_value(text: str, ascii_only: bool) -> str:
    spelt = (
        text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace(" ", "\\ ", int(text[:1] == " "))
    )
    if not ascii_only:
        return spelt
    return "".join(
        c
        if c.isascii()
        else "".join(f"\\u{c.encode('utf-16-be').hex()[i : i + 4]}" for i in range(0, 4 * (1 + (ord(c) > 65535)), 4))
        for c in spelt
    )


def strings_value(text: str, ascii_only: bool) -> str:
    del ascii_only
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@st.composite
def files(draw) -> tuple[type, str]:
    kind = draw(st.sampled_from([PropertiesFormat, AppleStringsFormat]))
    ascii_only = draw(st.booleans())
    lines = []
    for number in range(draw(st.integers(1, 5))):
        value = f"x{number} {draw(VALUE)}"
        if kind is PropertiesFormat:
            lines += [
                draw(st.sampled_from(["", "# é = 1\n", "  ! note\n", "\n"])),
                draw(st.sampled_from(["", "  "])) + f"k\\:{number}" + draw(st.sampled_from(["=", " : ", " "])),
                properties_value(value, ascii_only),
                "\n",
            ]
        else:
            lines += [
                draw(st.sampled_from(["", '/* "é" = \n1; */\n', "// note\n", "\n"])),
                f'"k\\"{number}"'
                + draw(st.sampled_from([" = ", "=", "\n=\n"]))
                + strings_value(value, ascii_only)
                + ";\n",
            ]
    return kind, "".join(lines)


@given(file=files(), data=st.data())
@EXAMPLES
def test_random_files_keep_their_bytes_and_take_other_texts(file, data):
    kind, source = file
    options = {"keys": ("**",)}
    article = read(kind, source, **options)

    assert render(kind, article.blocks, **options) == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    new = translated(article, lambda text: f"y {data.draw(NEW)}")
    blocks = tuple(map(with_placeholders, article.blocks, new))
    rendered = render(kind, blocks, "nl", **options)
    again = read(kind, rendered, **options)
    assert lines(texts(again)) == lines([block.text for block in blocks if block.kind != "skeleton"])
    assert tags(again) == tags(article) or any("\n" in block.text for block in blocks if block.kind != "skeleton")
    assert rendered.isascii() or not source.isascii() or kind is not PropertiesFormat


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (AndroidFormat, " ", "is empty"),
        (AndroidFormat, "<resources/>", "holds no text"),
        (AndroidFormat, "<root/>", "is not a file of resources of Android but has the root <root>"),
        (
            AndroidFormat,
            "<resources><string name='a'>Un mot</resources>",
            "is not well-formed XML: mismatched tag at line 1",
        ),
        (
            AndroidFormat,
            "<resources>\n<string>{n, plural, one {un} other {x}</string></resources>",
            "line 2: is not a m",
        ),
        (QtFormat, "const a = 1;", "is not well-formed XML"),
        (QtFormat, "<TS><message><source>Un mot</source><translation>Een</translation></message></TS>", "holds"),
        (ResxFormat, RESX.replace("utf-8", "utf-7"), "declares the encoding utf-7"),
        (PropertiesFormat, "", "is empty"),
        (PropertiesFormat, "# rien\n", "holds no text"),
        (PropertiesFormat, "a=Un mot\nb=\\u12 mot\n", "line 2, column 3: is not a properties file: \\u needs four"),
        (PropertiesFormat, "a=Un {0,choice,0#mot\n", "line 1, column 3: is not a message of ICU"),
        (
            AppleStringsFormat,
            '"a" = "Un mot',
            "line 1, column 7: is not a strings file: expected a value, found a string",
        ),
        (AppleStringsFormat, '"a" = "Un mot"\n"b" = "x";', "line 2, column 1: is not a strings file: expected ; after"),
        (AppleStringsFormat, '"a"  "Un mot";', "expected = or ; after the key"),
        (AppleStringsFormat, "/* a", "a comment that does not end"),
        (AppleStringsFormat, "{ }", "expected a key"),
        (AppleStringsFormat, '"a" = "Été";'.encode("latin-1"), "is not UTF-8"),
        (AppleStringsFormat, '"a" = "b";'.encode("utf-16-le"), "without a byte order mark"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(kind, data, said):
    assert said in refused(kind, data)


@given(st.text(st.sampled_from('ab="\\;/*#!:u0 \n\ré{}%'), max_size=50), st.sampled_from([k for k, _ in FILES]))
@EXAMPLES
def test_any_text_is_refused_or_comes_back(text, kind):
    item = read_any(kind, text, keys=("**",))

    assert isinstance(item, ReadError) or render(kind, item.blocks, keys=("**",)) == text


@pytest.mark.parametrize("kind", [k for k, _ in FILES])
@pytest.mark.parametrize("part", ["\\", '"', "/*", "a=", "\\\n", "{0,choice,", "'", "<a ", "&a"])
def test_a_file_made_to_be_slow_is_not(kind, part):
    source = f'"a" = "un mot {part * 20_000}";'

    item = read_any(kind, source, keys=("**",))

    assert isinstance(item, ReadError) or render(kind, item.blocks, keys=("**",)) == source


def test_properties_in_latin_1_stay_in_it():
    source = "a=L'été de la France\n".encode("latin-1")
    article = read(PropertiesFormat, source, keys=("a",))

    assert PropertiesFormat(PropertiesFormat.Options()).render(article.blocks, language="fr") == source
    new = translated(article, lambda text: "’s zomers is het œuf 🙂 é")
    assert PropertiesFormat(PropertiesFormat.Options()).render(new, language="nl") == (
        b"a=\\u2019s zomers is het \\u0153uf \\uD83D\\uDE42 \xe9\n"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("messages_fr.properties", ["Ouvrir"]), ("UiMessages.properties", ["Ouvrir"]), ("log4j.properties", [])],
)
def test_single_words_are_texts_in_a_file_named_like_messages(name, expected):
    reader = PropertiesFormat(PropertiesFormat.Options())
    (item,) = reader.read_stream(io.BytesIO(b"a=Ouvrir\nb=%s\nlogger=DEBUG, stdout\n"[:9]), name=name)

    assert ([] if isinstance(item, ReadError) else texts(item)) == expected


@pytest.mark.parametrize(("kind", "source"), XML)
@pytest.mark.parametrize("change", ["bom", "crlf", "utf-16", "latin-1"])
def test_documents_keep_their_encoding(kind, source, change):
    text = source.replace("\n", "\r\n") if change == "crlf" else source
    text = (
        text.replace('"utf-8"', f'"{change}"'.replace("latin", "iso-8859")) if change in ("utf-16", "latin-1") else text
    )
    data = text.encode({"bom": "utf-8-sig", "crlf": "utf-8"}.get(change, change))
    article = read(kind, data)

    assert kind(kind.Options()).render(article.blocks, language="fr") == data
    new = kind(kind.Options()).render(translated(article, lambda text: text.replace("e", "é") + "œ"), language="nl")
    assert kind is not ResxFormat or texts(read(kind, new)) == [
        block.text.replace("e", "é") + "œ" for block in prose_blocks(article)
    ]
    assert change != "crlf" or new.count(b"\n") == new.count(b"\r\n")


def test_android_gets_its_escapes_tags_and_the_categories_of_the_language():
    new = iter(
        ["Zomer's %1$s\n", "Een  woord", "Een link", "Dag %s, hé", "@ Lees <", "Ma", "%d woord", "x %d", "%d woorden"]
    )
    article = read(AndroidFormat, ANDROID)

    rendered = render(AndroidFormat, translated(article, lambda text: next(new)), "nl")

    for line in (
        '<string name="b">"Een  woord"</string>',
        "%s",
        '<item quantity="one">%d woord</item>\n        <item quantity="other">%d woorden</item>',
        "<item>Ma</item><item>42</item>",
        '<string name="c"><![CDATA[Een',
        "\\@ Lee",
        "L\\'été de <b>%1$s</b> &amp; fini\\n",  # the reference was lost: the text of the source stays
    ):
        assert line in rendered
    assert render(AndroidFormat, article.blocks, "nl") == ANDROID


def test_qt_fills_in_all_forms_and_states_the_language():
    new = iter(["Sluit %1", "Een woord", "%n pagina's"])

    rendered = render(
        QtFormat, translated(read(QtFormat, QT.replace(' language="nl_NL"', "")), lambda text: next(new)), "de"
    )

    assert '<TS language="de" version="2.1"' in rendered
    assert '<translation type="unfinished">Sluit %1</translation>'.replace("Sl", "Sl") in rendered.replace("&amp;", "")
    assert rendered.count("<numerusform>%n pagina's</numerusform>") == 2
    assert "<translation>Al klaar</translation>" in rendered
    again = read(QtFormat, rendered, translate="translation")
    assert texts(again) == ["Sluit %1", "Een woord", "%n pagina's", "%n pagina's", "Al klaar"]


XML_TEXT = st.text(st.sampled_from("abé\"'\\\\/:;,|&<>\n@?{}%\u00a0\u202f\u2019🙂."), max_size=20)


@st.composite
def documents(draw) -> tuple[type, str]:
    kind = draw(st.sampled_from([AndroidFormat, ResxFormat, QtFormat]))
    parts = []
    for number in range(draw(st.integers(1, 4))):
        text = escape(f"x{number} {draw(XML_TEXT)}")
        if kind is AndroidFormat:
            text = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
            inner = draw(st.sampled_from([text, f"{text} <b>é</b>", f'<xliff:g id="1">{text}</xliff:g> mot']))
            tag = draw(st.sampled_from(['string name="é"', "string"]))
            parts.append(f"<{tag}>{inner}</{tag.split()[0]}>")
        elif kind is ResxFormat:
            parts.append(f'<data name="é{number}"><value>{text}</value></data>')
        else:
            tail = draw(st.sampled_from(["", "<translation/>", '<translation type="unfinished"></translation>']))
            parts.append(f"<message><source>{text}</source>{tail}</message>")
    parts.append({AndroidFormat: "<string>fin</string>", ResxFormat: "<data><value>fin</value></data>"}.get(kind, ""))
    joint = draw(st.sampled_from(["", "\n    ", "<!-- é -->"]))
    body = joint.join([*parts, "<message><source>fin</source></message>" if kind is QtFormat else ""])
    return kind, f"<{kind.root} a='1'>{joint}{body}</{kind.root}>\n"


@given(document=documents(), data=st.data())
@EXAMPLES
def test_random_documents_keep_their_bytes_and_take_other_texts(document, data):
    kind, source = document
    article = read(kind, source)

    assert render(kind, article.blocks) == source
    assert all(faults(block.text, block.markup) == [] for block in prose_blocks(article))

    new = translated(article, lambda text: f"y {data.draw(NEW)}")
    blocks = tuple(map(with_placeholders, article.blocks, new))
    rendered = render(kind, blocks, "nl")
    options = {"translate": "translation"} if kind is QtFormat else {}
    again = read(kind, rendered, **options)
    new_texts = [block.text for block in blocks if block.kind != "skeleton"]
    assert [plain(text) for text in lines(texts(again))] == [plain(text) for text in lines(new_texts)]
    assert kind is QtFormat or any("\n" in text for text in new_texts) or tags(again) == tags(article)


def plain(text: str) -> str:
    """The text as a program shows it, without the signs of accelerators, which may stand elsewhere."""
    return " ".join(normal_form(text).replace("&amp;", "&").replace("&lt;", "<").replace("&", "").split())


CATALOG = (Path(__file__).parents[1] / "contract/documents/xcstrings/Localizable.xcstrings").read_text(encoding="utf-8")


def test_a_catalog_gets_a_language_where_it_lacks_it():
    article = read(XcstringsFormat, CATALOG)
    texts_of = {
        "Bonjour %@": "Dag %@",
        "Ouvrir": "Open",
        '%lld page "lue"': "%lld pagina",
        "%lld pages lues": "%lld \\ x",
    }

    assert texts(article) == list(texts_of)
    assert article.language == "fr"
    rendered = render(XcstringsFormat, translated(article, lambda text: texts_of[text]), "nl")
    before, after = json.loads(CATALOG), json.loads(rendered)
    new = {key: entry.get("localizations", {}).pop("nl", None) for key, entry in after["strings"].items()}
    assert new["Bonjour %@"] == {"stringUnit": {"state": "needs_review", "value": "Dag %@"}}
    assert new["Ouvrir"]["stringUnit"]["value"] == "Open"
    assert new["marque"] is None
    plural = new["pages"]["variations"]["plural"]
    assert plural["one"]["stringUnit"] == {"state": "needs_review", "value": "%lld pagina"}
    assert plural["other"]["stringUnit"]["value"] == "%lld \\ x"
    after["strings"]["Bonjour %@"].pop("localizations")
    assert after == before
    german = json.loads(render(XcstringsFormat, translated(article, lambda text: texts_of[text]), "de"))
    assert german["strings"]["Ouvrir"] == before["strings"]["Ouvrir"]


@given(
    st.dictionaries(
        XML_TEXT, st.sampled_from([{}, {"comment": "é"}, {"localizations": {}}, {"shouldTranslate": False}, 1])
    ),
    st.sampled_from([None, 0, 2]),
    st.data(),
)
@EXAMPLES
def test_random_catalogs_keep_all_they_have(entries, indent, data):
    loc = {"fr": {"stringUnit": {"state": "new", "value": data.draw(XML_TEXT)}}, "en": {"stringUnit": {"value": "{x}"}}}
    catalog = {"sourceLanguage": "fr", "strings": {**entries, "fin": {}, "x": {"localizations": loc}}, "version": "1.0"}
    source = json.dumps(catalog, indent=indent, ensure_ascii=data.draw(st.booleans()))
    article = read(XcstringsFormat, source)

    assert render(XcstringsFormat, article.blocks) == source
    rendered = json.loads(render(XcstringsFormat, translated(article, lambda text: f"y{text}"), "nl"))
    for key, entry in rendered["strings"].items():
        if isinstance(entry, dict) and "nl" in entry.get("localizations", {}):
            assert entry["localizations"].pop("nl")["stringUnit"]["state"] == "needs_review" or key == "x"
            if "localizations" not in catalog["strings"][key]:
                assert entry.pop("localizations") == {}
    assert rendered == catalog


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{}", "is not a string catalog: it has no sourceLanguage"),
        ('{"sourceLanguage": "fr", "strings": {"a":}}', "is not JSON: expected a value"),
        ('{"sourceLanguage": "fr", "strings": {}}', "holds no text"),
        ('{"sourceLanguage": "fr", "strings": "Un mot"}', "holds no text"),
        ('{"sourceLanguage": "fr", "strings": {"Un mot": "Un mot"}}', "holds no text"),
    ],
)
def test_what_is_no_catalog_is_refused(data, said):
    assert said in refused(XcstringsFormat, data)
