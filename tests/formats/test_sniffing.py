"""What a file really is: formats that are not read are refused by content as well as by name."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babelpress.document import Article
from babelpress.formats.base import ReadError
from babelpress.formats.inputs import all_readers, read_inputs
from babelpress.formats.sniffing import binary_kind, text_kind
from babelpress.formats.text.plain import TextReader, TextReaderOptions
from growth import LINEAR, growth

ROOT = Path(__file__).parents[2]

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour à tous.\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nBonjour à tous.\n"
TEXTS = {
    ".json": '{"titre": "Le pont est fermé"}',
    ".ipynb": '{"cells": [], "metadata": {}}',
    ".jsonl": '{"text": "Un."}\n{"text": "Deux."}\n',
    ".html": '<!DOCTYPE html>\n<html lang="fr"><p>Un mot.</p></html>',
    ".xhtml": '<?xml version="1.0"?>\n<!-- Une page -->\n<html><p>Un mot.</p></html>',
    ".xml": '<?xml version="1.0" encoding="utf-8"?>\n<resources><string name="a">Un mot</string></resources>',
    ".resx": "<root>\n<data><value>Un mot</value></data>\n</root>\n",
    ".vtt": VTT,
    ".srt": SRT,
    ".ass": "[Script Info]\nTitle: Un film\n",
    ".po": '# Un catalogue\nmsgid ""\nmsgstr ""\n',
    ".strings": '/* Le bouton */\n"ok" = "Accepter";\n',
    ".properties": "# Une application\na.titre=Le titre\na.texte = Le texte\na.bouton=Fermer\na.aide=Aide\n",
    ".tex": "% Un article\n\\documentclass{article}\n\\begin{document}Un mot.\\end{document}\n",
    ".rst": "Un titre\n========\n\n.. note::\n\n   Une remarque.\n",
    ".md": "---\ntitle: Un titre\ntags:\n- a\n---\n\nUn texte.\n",
    ".php": "<?php echo 'Un mot';",
    ".sh": "#!/bin/sh\necho Un mot\n",
}


def read(path: Path) -> Article | ReadError:
    (item,) = read_inputs([path])
    return item


def said(path: Path) -> str:
    item = read(path)
    assert isinstance(item, ReadError), item
    return str(item.error)


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_of_another_format_is_not_read_as_prose(tmp_path, suffix, end):
    path = tmp_path / "un.txt"
    path.write_text(TEXTS[suffix].replace("\n", end), encoding="utf-8", newline="")

    message = said(path)

    assert "is not plain text but" in message
    assert "rename it to end in" in message or "known suffixes: .txt, " in message


@pytest.mark.parametrize("suffix", [".arb", ".ipynb", ".rst", ".adoc", ".tex", ".properties", ".py", ".xml"])
def test_a_file_of_a_format_without_a_reader_is_refused_with_what_can_be_read(tmp_path, suffix):
    path = tmp_path / f"un{suffix}"
    path.write_text("Une phrase simple.\n")
    readers = [one for one in all_readers() if suffix not in one.suffixes]

    (item,) = read_inputs([path], readers=readers)

    assert isinstance(item, ReadError)
    assert f"no reader understands the markup of {suffix} files" in str(item.error)
    assert all(one in str(item.error) for one in (".txt", ".md", ".docx", ".po"))


class MadeUp(TextReader):
    suffixes = (".arb",)


def test_a_format_that_a_reader_is_registered_for_is_read_and_listed(tmp_path):
    for name in ("un.arb", "un.zzz", "un.tex"):
        (tmp_path / name).write_text("Une phrase simple.\n")
    readers = [*(one for one in all_readers() if ".arb" not in one.suffixes), MadeUp(TextReaderOptions())]

    found = list(read_inputs([tmp_path / "un.arb", tmp_path / "un.tex"], readers=readers))

    assert isinstance(found[0], Article)
    assert isinstance(found[1], ReadError)
    assert ".arb" in str(found[1].error)


BINARY = {
    "a picture": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a PDF": b"%PDF-1.7\n1 0 obj",
    "an RTF file": b"{\\rtf1 Un mot}",
    "a SQLite database": b"SQLite format 3\0\x10\0",
    "a film": b"\0\0\0 ftypisom",
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".po", ".srt", ".yaml", ".xlf", "", ".unknown"])
@pytest.mark.parametrize("kind", BINARY)
def test_a_binary_file_is_refused_whatever_it_is_called(tmp_path, suffix, kind):
    path = tmp_path / f"un{suffix}"
    path.write_bytes(BINARY[kind])

    message = said(path)

    assert "is not" in message
    assert "known suffixes: .txt, " in message


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_package_with_the_name_of_a_text_is_named(tmp_path, suffix):
    path = tmp_path / f"un{suffix}"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")

    assert "but a Word document; rename it to end in .docx" in said(path)


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize("inner", [".json", ".vtt", ".srt", ".po", ".tex"])
def test_markdown_and_html_are_not_taken_for_other_formats(tmp_path, suffix, inner):
    path = tmp_path / f"un{suffix}"
    path.write_text(TEXTS[inner])

    assert "is not" in said(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", '{"title": "Un titre"}\n\nUn texte.\n'),
        ("a.md", '<div align="center">\n\nUn texte.\n\n</div>\n'),
        ("a.md", "Un titre\n\n.. note::\n"),
        ("a.html", "---\ntitle: Un titre\n---\n<p>Un texte.</p>\n"),
        ("a.html", "<?php $a = 1; ?>\n<p>Un texte.</p>\n"),
        ("a.yaml", '{"titre": "Le pont est fermé"}'),
        ("a.html.md", "Un texte.\n"),
        ("a.md.html", "<p>Un texte.</p>\n"),
        ("a.story", "Un texte.\n"),
    ],
)
def test_what_may_be_in_a_format_is_read(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")

    assert isinstance(read(tmp_path / name), Article)


PROSE = [
    "[Le maire] a dit : « non ».",
    "{Note de la rédaction} Un texte.",
    "1\n\nIl est 10:00:00, il part.",
    "Une égalité a = b = c.\nx = 1\n",
    "# Un titre\n\nUn texte.",
    "--- \nUn trait, puis un texte : suite.",
    "-- Non, dit-elle.",
    "<Le nom> manque.",
    '"Oui" = "non" ? demanda-t-il.',
    "BMW vend des voitures. ID3 aussi.",
    "Script Info : un mot.",
    "// Un slogan\nLa suite.",
    "/* Un slogan */",
    "WEBVTTable",
    "... note:: rien",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_prose(text):
    assert text_kind(text) is None
    assert binary_kind(text.encode()) is None


WORDS = [
    "le",
    "pont",
    "fermé",
    "—",
    "« oui »",
    ":",
    "14 h 30",
    ";",
    "(a)",
    "[b]",
    "{c}",
    "l'eau,",
    "#",
    "*",
    "- ",
    "1.",
    "|",
]


@given(
    st.lists(
        st.lists(
            st.sampled_from(WORDS),
            min_size=1,
            max_size=12,
        ).map(" ".join),
        min_size=1,
        max_size=8,
    ).map("\n\n".join)
)
def test_random_prose_is_prose(text: str):
    assert text_kind(text) is None


def test_every_text_of_the_project_is_what_its_name_says():
    files = [*ROOT.glob("examples/**/*.txt"), *ROOT.glob("tests/data/**/*.txt")]

    assert files
    wrong = [path.name for path in files if text_kind(path.read_text(encoding="utf-8", errors="replace")[:65536])]
    assert wrong == []


JSON_VALUES = st.recursive(
    st.text("abcé \"'{}[]:,\n", max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.text("abé "), inner)
)


@given(st.dictionaries(st.text("abé ", min_size=1), JSON_VALUES, min_size=1), st.sampled_from([None, 1, 4]))
def test_every_json_object_is_json(value: dict[str, object], indent: int | None):
    kind = text_kind(json.dumps(value, ensure_ascii=False, indent=indent))

    assert kind is not None
    assert kind.suffix == ".json"


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "[",
        "<!--",
        "<!-- -->",
        "/*",
        "/* */",
        "#",
        "# a\n",
        "---\n",
        "a:\n",
        '"',
        '"\\',
        "a=",
        "<a",
        "<a ",
        ".. ",
        " ",
        "\n",
    ],
)
@pytest.mark.parametrize("lead", ["", "---\na: b\n", "<", '{"', "\ufeff"])
def test_hostile_text_takes_linear_time(lead, unit):
    assert growth(text_kind, lambda size: lead + unit * (size // len(unit)), 125_000) < LINEAR


class Endless:
    """A reader that claims a file by its content: it goes before the suffix."""

    suffixes: tuple[str, ...] = ()

    def claims(self, path: Path) -> bool:
        return path.is_file() and path.read_bytes().startswith(b"@@@")

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        (item,) = TextReader(TextReaderOptions()).read(path)
        yield replace(item, id="claimed")

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        raise NotImplementedError


def test_a_file_of_two_formats_goes_to_the_reader_that_claims_it(tmp_path):
    (tmp_path / "a.md").write_text("@@@ Un texte.\n")

    (item,) = read_inputs([tmp_path / "a.md"], readers=[*all_readers(), Endless()])

    assert item.id == "claimed"
