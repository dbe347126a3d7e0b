"""TMX of every kind is read, ours is valid and says all, and what can harm is refused."""

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.errors import UnreadableInput
from babelpress.memory import folding
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.exchange.tmx import read_tmx, write_tmx
from babelpress.memory.units import STATUSES, Marked, Tag, Unit

DTD = Path(__file__).with_name("tmx14.dtd")

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="{}" '
    'datatype="plaintext"/>'
)


def tmx(body: str, *, srclang: str = "fr", doctype: str = "", encoding: str = "UTF-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n{doctype}<tmx version="1.4">{HEADER.format(srclang)}'
        f"<body>{body}</body></tmx>"
    )
    return text.encode(encoding)


def tu(source: str, target: str, *, more: str = "", languages: tuple[str, str] = ("fr", "nl")) -> str:
    one, other = languages
    return (
        f'<tu>{more}<tuv xml:lang="{one}"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{other}"><seg>{target}</seg></tuv></tu>'
    )


def read(data: bytes, **asked) -> tuple[list[Unit], list[str]]:
    notes = Notes()
    return list(read_tmx(io.BytesIO(data), name="a.tmx", asked=Asked(**asked), notes=notes)), notes.lines


def pairs(data: bytes, **asked) -> list[tuple[str, str, str]]:
    return [(one.source.text, one.target_language, one.target.text) for one in read(data, **asked)[0]]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-8-SIG", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_every_declared_encoding_is_read(encoding):
    declared = encoding.removesuffix("-SIG")
    data = tmx(tu("L'été", "De zomer"), encoding=declared)
    data = b"\xef\xbb\xbf" + data if encoding.endswith("SIG") else data

    assert pairs(data) == [("L'été", "nl", "De zomer")]


def test_utf_16_in_both_orders_with_a_mark_is_read():
    text = tmx(tu("L'été", "De zomer")).decode().replace("UTF-8", "UTF-16")

    for order, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert pairs(mark + text.encode(order)) == [("L'été", "nl", "De zomer")]


def test_several_targets_and_regions_are_read_and_the_nearest_is_said():
    body = (
        '<tu><tuv lang="FR-ca"><seg>Oui</seg></tuv><tuv xml:lang="nl-be"><seg>Ja</seg></tuv>'
        '<tuv xml:lang="NL"><seg>Jawel</seg></tuv><tuv xml:lang="DEU"><seg>Ja</seg></tuv></tu>'
    )

    assert pairs(tmx(body)) == [("Oui", "nl-BE", "Ja"), ("Oui", "nl", "Jawel"), ("Oui", "de", "Ja")]
    assert pairs(tmx(body), targets=["nl"]) == [("Oui", "nl-BE", "Ja"), ("Oui", "nl", "Jawel")]
    assert pairs(tmx(body), targets=["nl-BE"]) == [("Oui", "nl-BE", "Ja")]
    assert "fr-CA is taken for fr (1 times)" in read(tmx(body))[1]


@pytest.mark.parametrize("srclang", ["*all*", ""])
def test_a_file_without_a_source_language_has_the_one_that_is_asked_for(srclang):
    data = tmx(tu("Ja", "Oui", languages=("nl", "fr")), srclang=srclang)

    assert pairs(data, source="fr") == [("Oui", "nl", "Ja")]
    units, told = read(data)
    assert [(one.source_language, one.target_language) for one in units] == [("nl", "fr")]
    assert any("states no source language" in line for line in told)


def test_level_2_codes_become_tags_with_numbers_and_types():
    source = (
        'Un <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>mot '
        '<bpt i="2" x="2">&lt;i&gt;</bpt>fort<ept i="2">&lt;/i&gt;</ept>'
        '<ept i="1">&lt;/b&gt;</ept> <ph x="3" type="image">&lt;img/&gt;</ph> et<it pos="begin" x="4">&lt;a&gt;</it>'
    )
    target = (
        '<bpt i="5" x="2">&lt;i&gt;</bpt>Sterk<ept i="5">&lt;/i&gt;</ept> '
        '<bpt i="7" x="1" type="bold">&lt;b&gt;</bpt>woord'
        '<ept i="7">&lt;/b&gt;</ept>'
    )

    [unit] = read(tmx(tu(source, target)))[0]

    assert (unit.source.text, unit.target.text) == ("Un mot fort  et", "Sterk woord")
    assert [(t.number, t.kind, t.type, unit.source.text[t.start : t.end]) for t in unit.source.tags] == [
        (1, "pair", "bold", "mot fort"),
        (2, "pair", "italic", "fort"),
        (3, "point", "image", ""),
        (4, "open", "link", ""),
    ]
    assert [(t.number, unit.target.text[t.start : t.end]) for t in unit.target.tags] == [(2, "Sterk"), (1, "woord")]


def test_the_text_in_a_code_is_a_unit_of_its_own():
    image = '<ph x="1">&lt;img alt="<sub>{}</sub>"/&gt;</ph>'

    units = pairs(tmx(tu(f"Ici {image.format('un chat')}", f"Hier {image.format('een kat')}")))

    assert units == [("Ici", "nl", "Hier"), ("un chat", "nl", "een kat")]


def test_elements_of_xliff_are_read_and_said():
    [unit], told = read(
        tmx(
            tu('Le <g id="1">mot</g><x id="2"/> <mrk mtype="term">ici</mrk>', 'Het <g id="1">woord</g><x id="2"/> hier')
        )
    )

    assert (unit.source.text, unit.target.text) == ("Le mot ici", "Het woord hier")
    assert [(tag.number, tag.kind) for tag in unit.target.tags] == [(1, "pair"), (2, "point")]
    assert told == ["read inline elements that the format does not have: <g>, <mrk>, <x>"]


def test_codes_without_their_other_half_are_halves():
    [unit] = read(tmx(tu('Un <bpt i="1" x="1">&lt;b&gt;</bpt>mot', 'Een woord<ept i="1">&lt;/b&gt;</ept>')))[0]

    assert [tag.kind for tag in unit.source.tags] == ["open"]
    assert [tag.kind for tag in unit.target.tags] == ["close"]


def test_entities_and_references_of_characters_are_read_and_white_space_at_the_ends_is_not_text():
    assert pairs(tmx(tu("\n  A &amp; B &lt;3 &#233;&#xA0;!\n ", "x"))) == [("A & B <3 é\u00a0!", "nl", "x")]


def test_dates_authors_and_properties_are_kept():
    more = (
        '<prop type="x-status">final</prop><prop type="x-article">a-1</prop><prop type="x-estimate">87.5</prop>'
        '<prop type="prev">Avant.</prop><prop type="next"></prop>'
    )
    body = tu("Oui", "Ja", more=more).replace(
        "<tu>",
        '<tu creationdate="20260301T120000Z" changedate="20260401" creationid="Ann" changeid="Ben" usagecount="3">',
    )

    [unit] = read(tmx(body))[0]

    assert (unit.status, unit.article, unit.estimate, unit.author, unit.uses) == ("final", "a-1", 87.5, "Ben", 3)
    assert (unit.created, unit.changed) == ("2026-03-01T12:00:00Z", "2026-04-01")
    assert (unit.previous, unit.next) == (folding.key("Avant.", "fr"), folding.key("", "fr"))


def test_what_is_left_out_is_counted_with_the_first_line():
    body = "\n".join(
        [
            tu("Oui", "Ja"),
            tu("Oui", "  "),
            '<tu><tuv xml:lang="fr"><seg>Seul</seg></tuv></tu>',
            tu("Oui", "?", languages=("fr", "kein-!")),
            tu("Yes", "Ja", languages=("en", "nl")),
            '<tu><tuv><seg>Oui</seg></tuv><tuv xml:lang="nl"><seg>Ja</seg></tuv></tu>',
            '<tu><tuv xml:lang="fr"/><tuv xml:lang="nl"><seg>Ja</seg></tuv></tu>',
        ]
    )

    units, told = read(tmx(body))

    assert len(units) == 1
    assert "1 left out with an empty text, the first at line 3" in told
    assert "1 left out in the language 'kein-!', which is no tag of a language, the first at line 5" in told
    assert any(line.startswith("3 left out without a text in fr, the first at line 6") for line in told)


# --- What is refused ---

_PLAIN = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


@pytest.mark.parametrize(
    "doctype",
    [_PLAIN, '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for TMX//EN" "tmx14.dtd">\n', "<!DOCTYPE tmx []>\n"],
)
def test_a_document_type_without_entities_is_read(doctype):
    assert pairs(tmx(tu("Oui", "Ja"), doctype=doctype)) == [("Oui", "nl", "Ja")]


@pytest.mark.parametrize(
    ("doctype", "text", "message"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>\n', "&a;", "line 2: declares the entity 'a'"),
        ('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n', "&a;", "declares the entity 'a'"),
        ('<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://localhost/x">]>\n', "x", "declares the entity 'a'"),
        (
            "<!DOCTYPE tmx [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{'&a;' * 9}'>" for n in range(9)) + "]>\n",
            "&a8;",
            "declares the entity 'a'",
        ),
        (_PLAIN, "&eacute;", "has the entity 'eacute', which it does not declare"),
        ("", "&eacute;", "undefined entity"),
        ("", "<b>", "mismatched tag"),
        ("", "\x00", "not well-formed"),
        ("", "x" * 1_100_000, "a unit of more than 1,000,000 characters"),
        ("", "<hi>" * 200 + "</hi>" * 200, "more than 100 elements inside one another"),
    ],
)
def test_what_can_harm_is_refused_with_its_line(doctype, text, message):
    with pytest.raises(UnreadableInput, match=re.escape(message)):
        read(tmx(tu(text, "Ja"), doctype=doctype))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no element found"),
        (b"plain text", "syntax error"),
        (b"<html/>", "its root is <html>, not <tmx>"),
        (b"<tmx>", "no element found"),
        (b'<?xml version="1.0" encoding="x-none"?><tmx/>', "unknown encoding"),
        (b"\xff\xfe\x00", "not well-formed|no element found"),
    ],
)
def test_what_is_no_tmx_is_refused(data, message):
    with pytest.raises(UnreadableInput, match=message):
        read(data)


# --- Writing ---

_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co"]), min_size=1, max_size=30
)


@st.composite
def marked(draw) -> Marked:
    text = draw(_TEXT.map(lambda text: f"a{text}z"))
    text = normalize("NFC", text)
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    tags = []
    for number, (one, other) in enumerate(places, start=1):
        kind = draw(st.sampled_from(["pair", "open", "close", "point"]))
        start, end = (min(one, other), max(one, other)) if kind == "pair" else (one, one)
        code = draw(st.sampled_from(["<b>", "<img/>", "{0}", "&amp;"]))
        tags.append(
            Tag(
                number,
                kind,
                "bold" if code == "<b>" else "image" if "img" in code else "",
                start,
                end,
                code,
                "</b>" if kind == "pair" else "",
            )
        )
    tags.sort(key=lambda tag: tag.start)
    return Marked(text, tuple(replace(tag, number=number) for number, tag in enumerate(tags, start=1)))


@given(
    source=marked(), target=_TEXT, status=st.sampled_from(STATUSES), author=_TEXT, near=st.integers(-(2**63), 2**63 - 1)
)
def test_what_is_written_is_read_again(source, target, status, author, near):
    target = normalize("NFC", f"a{target}z")
    unit = Unit(
        source_language="fr", target_language="nl", source=source, target=Marked(target), status=status, author=author,
        article="a b", previous=near, next=None, estimate=12.5, created="2026-01-01T00:00:00Z",
        changed="2026-01-01T00:00:00Z", uses=2, used="2026-02-02T10:00:00Z",
    )  # fmt: skip

    [again] = read(b"".join(write_tmx([unit], source="fr")))[0]

    assert again.source.text == source.text
    assert sorted(again.source.tags, key=lambda tag: tag.number) == list(source.tags)
    assert replace(again, source=source) == unit


_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>FR</source_lang><target_lang>NL</target_lang>
<sentence_seg>true</sentence_seg></project></omegat>
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("omegat"), reason="needs OmegaT")
def test_omegat_translates_with_what_is_written_and_we_read_what_it_saves(tmp_path):
    texts = {"Le train est parti.": "De trein is vertrokken.", "L'été & l'hiver.": "De zomer & de winter."}
    units = [
        Unit(source_language="fr", target_language="nl", source=Marked(one), target=Marked(other))
        for one, other in texts.items()
    ]
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(_PROJECT)
    (project / "source" / "a.txt").write_text(" ".join(texts), encoding="utf-8")
    (project / "tm" / "auto" / "ours.tmx").write_bytes(b"".join(write_tmx(units, source="fr")))
    command = ["omegat", project, "--mode=console-translate", f"--config-dir={tmp_path / 'config'}"]

    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"HOME": str(tmp_path)}
    )

    assert (project / "target" / "a.txt").read_text(encoding="utf-8").strip() == " ".join(texts.values()), done.stdout
    saved = next(path for path in project.glob("*-level2.tmx"))
    assert {source: target for source, _, target in pairs(saved.read_bytes(), source="fr")} == texts


@pytest.mark.skipif(not shutil.which("xmllint"), reason="needs xmllint")
def test_what_is_written_is_valid_tmx(tmp_path):
    tags = (
        Tag(1, "pair", "bold", 0, 3, "<b>", "</b>"),
        Tag(2, "point", "image", 3, 3, "<img alt='\"&\"'/>"),
        Tag(3, "open", "", 4, 4, "<i>"),
        Tag(4, "close", "", 5, 5, "</u>"),
    )
    unit = Unit(
        source_language="fr", target_language="nl-BE", source=Marked("Oui \x0b < & > \"'", tags), target=Marked("Ja"),
        author='A "B" <c>\n', article="a&b", previous=-1, next=1, created="2026-01-01", changed="2026-02-01T10:00:00Z",
        uses=1,
    )  # fmt: skip
    path = tmp_path / "a.tmx"
    path.write_bytes(b"".join(write_tmx([unit, unit], source="*all*")))
    shutil.copy(DTD, tmp_path / "tmx14.dtd")

    done = subprocess.run(
        ["xmllint", "--noout", "--valid", "--nonet", path], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
