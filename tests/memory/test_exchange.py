"""XLIFF, PO, tables and records: read with their states and neighbours, written so that others read them."""

import csv
import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from babelpress.document import Article, Block, InlineTag, Record, Segment, Translation, to_json
from babelpress.errors import ConfigError, UnreadableInput
from babelpress.memory import folding
from babelpress.memory.exchange.files import read_units, written
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.memory.units import Marked, Tag, Unit


def read(path: Path, **asked) -> tuple[list[Unit], list[str]]:
    notes = Notes()
    return list(read_units(path, Asked(**asked), notes)), notes.lines


def write(path: Path, units: list[Unit], *, source: str = "fr", target: str = "nl") -> list[str]:
    notes = Notes()
    path.write_bytes(b"".join(written(units, path, source=source, target=target, notes=notes)))
    return notes.lines


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def fr(text: str) -> int:
    return folding.key(text, "fr")


XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.html" source-language="fr" target-language="nl" datatype="html"><body>
<trans-unit id="1" approved="yes"><source>Un.</source><target>Een.</target></trans-unit>
<trans-unit id="2"><source>Deux.</source></trans-unit>
<trans-unit id="3"><source>Le <g id="1" ctype="bold">trois</g>.</source>
<target state="needs-review-translation" state-qualifier="leveraged-mt">De <g id="1">drie</g>.</target></trans-unit>
<trans-unit id="4" translate="no"><source>x</source><target>x</target></trans-unit>
<trans-unit id="5"><source>Quatre. Cinq.</source>
<seg-source><mrk mtype="seg" mid="1">Quatre.</mrk> <mrk mtype="seg" mid="2">Cinq.</mrk></seg-source>
<target state="final"><mrk mtype="seg" mid="1">Vier.</mrk> <mrk mtype="seg" mid="2">Vijf.</mrk></target></trans-unit>
</body></file></xliff>"""

XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="fr" trgLang="nl-BE">
<file id="f1">
<unit id="1"><originalData><data id="d1">&lt;b&gt;</data></originalData>
<segment state="final"><source>Un <pc id="1" type="fmt" subType="xlf:b">mot</pc>.</source>
<target>Een <pc id="1">woord</pc>.</target></segment>
<segment state="translated" subState="x:mt-suggestion"><source>Deux <ph id="2" dataRef="d1"/>.</source>
<target>Twee <ph id="2" dataRef="d1"/>.</target></segment></unit></file></xliff>"""


def test_xliff_1_is_read_with_states_neighbours_and_segments(tmp_path):
    units, told = read(put(tmp_path / "a.xlf", XLIFF_1))

    assert [(u.source.text, u.target.text, u.status, u.origin) for u in units] == [
        ("Un.", "Een.", "reviewed", "human"),
        ("Le trois.", "De drie.", "translated", "machine"),
        ("Quatre.", "Vier.", "final", "human"),
        ("Cinq.", "Vijf.", "final", "human"),
    ]
    assert (units[0].previous, units[0].next) == (fr(""), fr("Deux."))
    assert (units[3].previous, units[3].next) == (fr("Quatre."), fr(""))
    assert {unit.article for unit in units} == {"a.html"}
    assert [(tag.type, tag.start, tag.end) for tag in units[1].source.tags] == [("bold", 3, 8)]
    assert told == ["1 left out without a translation, the first at line 4"]


def test_xliff_2_is_read_with_states_and_original_codes(tmp_path):
    units, _ = read(put(tmp_path / "a.xliff", XLIFF_2))

    assert [(u.source.text, u.target.text, u.status, u.origin) for u in units] == [
        ("Un mot.", "Een woord.", "final", "human"),
        ("Deux .", "Twee .", "translated", "machine"),
    ]
    assert units[0].target_language == "nl-BE"
    assert units[1].source.tags == (Tag(1, "point", "bold", 5, 5, "<b>"),)


TAGS = (
    Tag(1, "pair", "bold", 0, 2, "<b>", "</b>"),
    Tag(2, "point", "image", 3, 3, "<img/>"),
    Tag(3, "close", "italic", 4, 4, "</i>"),
)


def units_of_two_articles(unit) -> list[Unit]:
    marked = replace(
        unit("Le mot & l'autre <ici>.", "Het woord.", article="a"),
        source=Marked("Le mot & l'autre <ici>.", TAGS),
        target=Marked("Het woord.", TAGS),
    )
    return [
        marked,
        unit("Oui.", "Ja.", status="final", article="a", author="Ann", created="2026-01-01"),
        unit("Oui.", "Jawel.", status="reviewed", article="b"),
        unit("Non.", "Nee.", status="translated", origin="machine", model="m", article="b"),
    ]


def test_xliff_is_written_and_read_again(tmp_path, unit):
    units = units_of_two_articles(unit)
    path = tmp_path / "a.xlf"

    write(path, units)

    again, _ = read(path)
    kept = [(u.source, u.target, u.status, u.origin, u.article) for u in again]
    assert kept == [(u.source, u.target, u.status, u.origin, u.article) for u in units]


def test_codes_of_a_translation_that_are_not_those_of_its_source_are_kept(tmp_path, unit):
    tags = (Tag(1, "pair", "link", 0, 2, "<a href='/nl'>", "</a>"), Tag(2, "point", "image", 3, 3, "<img alt='x'/>"))
    made = replace(unit("Le mot.", "Het woord."), source=Marked("Le mot.", TAGS[:2]), target=Marked("Het woord.", tags))

    write(tmp_path / "a.xlf", [made])

    again, _ = read(tmp_path / "a.xlf")
    assert [[(tag.open, tag.close) for tag in one.target.tags] for one in again] == [
        [(tag.open, tag.close) for tag in tags]
    ]
    assert again[0].source.tags == TAGS[:2]


def test_an_xliff_without_units_is_well_formed(tmp_path):
    write(tmp_path / "a.xlf", [])

    assert read(tmp_path / "a.xlf")[0] == []


@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_tables_are_written_and_read_again(tmp_path, unit, name):
    units = [*units_of_two_articles(unit)[1:], unit('"Oui", dit-il, "a\\tb".', '"Ja", zegt hij, "'), unit("Un", "Een")]
    path = tmp_path / name

    assert write(path, units) == []

    assert read(path)[0] == [replace(u, changed=u.changed or u.created) for u in units]


def test_a_table_tells_of_line_breaks_that_it_cannot_hold(tmp_path, unit):
    told = write(tmp_path / "a.tsv", [unit("Un\ndeux\ttrois", "Een"), unit("Un", "Een")])

    assert told == ["line breaks or tabs of a unit became spaces: a table cannot hold them (1 times)"]
    assert read(tmp_path / "a.tsv")[0][0].source.text == "Un deux trois"


def test_a_csv_opens_in_the_reader_of_others(tmp_path, unit):
    write(tmp_path / "a.csv", [unit('Il dit "oui", puis', "Hij zegt ja")])

    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))

    assert (rows[0]["fr"], rows[0]["nl"]) == ('Il dit "oui", puis', "Hij zegt ja")


def test_a_table_without_header_or_in_utf_16_is_read(tmp_path):
    plain = put(tmp_path / "a.tsv", "\ufeffOui\tJa\n\nNon\tNee")
    wide = tmp_path / "b.tsv"
    wide.write_bytes("fr\tnl\ten\nL'été\tDe zomer\tSummer\n".encode("utf-16"))

    assert [(u.source.text, u.target.text) for u in read(plain, source="fr", targets=("nl",))[0]] == [
        ("Oui", "Ja"),
        ("Non", "Nee"),
    ]
    assert [(u.target_language, u.target.text) for u in read(wide)[0]] == [("nl", "De zomer"), ("en", "Summer")]


def test_po_is_read_with_its_states(tmp_path):
    text = (
        'msgid ""\nmsgstr "Language: nl_BE\\n"\n\nmsgid "One file"\nmsgid_plural "%d files"\nmsgstr[0] "Een bestand"\n'
        'msgstr[1] "%d bestanden"\n\n#, fuzzy\nmsgid "Open"\nmsgstr "Openen"\n\nmsgid "Close"\nmsgstr ""\n\n'
        'msgid "menu.file.open"\nmsgstr "Openen"\n'
    )

    units, told = read(put(tmp_path / "a.po", text), source="en", status="reviewed")

    assert [(u.source.text, u.target.text, u.target_language, u.status) for u in units] == [
        ("One file", "Een bestand", "nl-BE", "reviewed"),
        ("%d files", "%d bestanden", "nl-BE", "reviewed"),
        ("Open", "Openen", "nl-BE", "initial"),
    ]
    assert len(told) == 2


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_gettext_accepts_the_po_that_is_written(tmp_path, unit):
    units = [
        *units_of_two_articles(unit),
        unit("Oui.", "Welja.", article="b"),
        unit('A "b"\\n\nc', "x"),
        unit("Oui.", "Wel."),
    ]
    path = tmp_path / "a.po"
    write(path, units)

    done = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", tmp_path / "a.mo", path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "2 translated messages, 5 fuzzy translations" in done.stderr
    again = {(u.source.text, u.target.text) for u in read(path, source="fr")[0]}
    assert again == {(u.source.text, u.target.text) for u in units}


def record(*, flags: tuple[str, ...] = ()) -> Record:
    bold = InlineTag(start=3, end=6, tag="strong", open="<strong>", close="</strong>")
    source = Block(kind="paragraph", text="Un mot. Deux.", markup=(bold,))
    target = Block(kind="paragraph", text="Een woord. Twee.", markup=(replace(bold, start=4, end=9),))
    segments = (
        Segment(block=0, source="Un mot.", target="Een woord.", model="m", score=0.0),
        Segment(block=0, source="Deux.", target="Twee.", model="m", score=0.0, flags=flags),
    )
    version = Translation(language="nl", blocks=(target,), segments=segments, route=("m",))
    return Record(article=Article(id="a", blocks=(source,), language="fr"), translations=(version,))


def test_records_are_read_with_tags_and_neighbours(tmp_path):
    units, _ = read(put(tmp_path / "a.jsonl", to_json(record()) + "\n"), origin="machine")

    assert [(u.source.text, u.target.text, u.model, u.article) for u in units] == [
        ("Un mot.", "Een woord.", "m", "a"),
        ("Deux.", "Twee.", "m", "a"),
    ]
    assert (units[0].previous, units[0].next, units[1].next) == (fr(""), fr("Deux."), fr(""))
    assert units[0].source.tags == (Tag(1, "pair", "bold", 3, 6, "<strong>", "</strong>"),)
    assert units[0].target.tags == (Tag(1, "pair", "bold", 4, 9, "<strong>", "</strong>"),)
    assert units[1].source.tags == ()


@pytest.mark.parametrize("flag", ["foreign", "empty", "unfinished", "memory"])
def test_what_is_no_translation_of_a_record_is_not_read(tmp_path, flag):
    units, _ = read(put(tmp_path / "a.jsonl", to_json(record(flags=(flag,))) + "\n"))

    assert [u.source.text for u in units] == ["Un mot."]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", '{"a": 1}\n', "line 1: is not a record"),
        ("a.jsonl", "{broken\n", "line 1: is not a record"),
        ("a.tsv", "Oui\tJa\n", "line 1: names no languages"),
        ("a.tsv", "fr\tnl\nOui\n", "line 2: has 1 columns, the header 2"),
        ("a.tsv", "fr\tnl\nOui\tJa\tx\n", "line 2: has 3 columns, the header 2"),
        ("a.tsv", "fr\tfr\nOui\tJa\n", "line 1: names no languages"),
        ("a.csv", 'fr,nl\n"Oui,Ja\n', "is not CSV"),
        (
            "a.xlf",
            "<xliff version='1.2'><file><body><trans-unit id='1'><source>a</source></trans-unit></body></file></xliff>",
            "states no source language",
        ),
        ("a.xlf", "<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff/>", "declares the entity 'a'"),
        ("a.xlf", "<tmx/>", "its root is <tmx>, not <xliff>"),
        ("a.po", 'msgid "a"\nmsgstr "b"\n', "its header states no Language"),
        ("a.po", "nonsense\n", "is not PO"),
    ],
)
def test_bad_files_are_refused_with_line_and_reason(tmp_path, name, text, message):
    with pytest.raises(UnreadableInput, match=re.escape(message)):
        read(put(tmp_path / name, text), source="en" if name.endswith("po") else "")


def test_what_a_file_cannot_be_is_refused(tmp_path, unit):
    with pytest.raises(ConfigError, match="does not state the language of its msgid"):
        read(put(tmp_path / "a.po", 'msgid "a"\nmsgstr "b"\n'))
    with pytest.raises(ConfigError, match=r"\.tmx, \.xlf"):
        read(put(tmp_path / "a.docx", "x"))
    with pytest.raises(ConfigError, match=r"\.tmx, \.xlf"):
        write(tmp_path / "a.docx", [])
    with pytest.raises(ConfigError, match="several pairs of languages"):
        write(tmp_path / "a.tsv", [], target="")
    with pytest.raises(UnreadableInput, match="no such file"):
        read(tmp_path / "none.tmx")
    (tmp_path / "b.tsv").write_bytes(b"fr\tnl\nOui\tJ\xe9\n")
    with pytest.raises(UnreadableInput, match="line 2: is not UTF-8"):
        read(tmp_path / "b.tsv")
