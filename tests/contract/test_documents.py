"""What every format with structure promises, over the documents in `documents/<kind>` and the examples.

A document `X` renders to its own bytes, or to those of `X.normal` beside it.
"""

import os
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from babelpress.config.plugins import kinds, resolve
from babelpress.document import VERBATIM, Article, Block, Record
from babelpress.formats.base import DocumentFormat, Guarded, Verifying
from babelpress.formats.document_writer import DocumentWriter
from babelpress.formats.inline import faults
from babelpress.formats.inputs import read_inputs
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import PlacedPair, run_checks

DOCUMENTS = Path(__file__).parent / "documents"
SHOWN = Path(__file__).parents[2] / "examples"
FORMATS = {kind: cls for kind in kinds("readers") if hasattr(cls := resolve("readers", kind), "render")}
BILINGUAL = frozenset({"xliff", "po", "qt", "xcstrings"})
"""Formats that hold a text and its translation: what is rendered into them does not read as a source."""
REFLOWED = frozenset({"srt", "sbv", "vtt", "ass"})
"""Formats that part a text by its sentences, which capitals may change: only its words stay."""
CHOOSING = frozenset({"json", "yaml", "md", "html", "feed"})
"""Formats with values, in front matter too, that are texts if they look like prose: others are there, but not read."""
EXAMPLES = [
    pytest.param(kind, path, id=f"{kind}/{path.name}")
    for kind in FORMATS
    for path in sorted([*(DOCUMENTS / kind).glob("*"), *SHOWN.glob("*")])
    if path.suffix != ".normal" and (path.parent != SHOWN or path.suffix in FORMATS[kind].suffixes)
]


def reader(kind: str) -> DocumentFormat:
    return FORMATS[kind](FORMATS[kind].Options())


def article(kind: str, path: Path) -> Article:
    (found,) = reader(kind).read(path)
    assert isinstance(found, Article), found
    return found


def article_in(kind: str, data: bytes, path: Path) -> Article:
    (found,) = reader(kind).read_stream(BytesIO(data), name=path.name)
    assert isinstance(found, Article), found
    return found


def rendered(kind: str, source: Article, blocks: tuple[Block, ...]) -> bytes:
    return reader(kind).render(blocks, language=source.language or "fr")


def expected(path: Path) -> bytes:
    normal = path.with_name(f"{path.name}.normal")
    return (normal if normal.exists() else path).read_bytes()


def capital(letter: str) -> str:
    return letter.upper() if len(letter.upper()) == 1 else letter


def in_capitals(block: Block) -> Block:
    """The block with its prose in capitals, but for what its marks keep."""
    if block.kind in VERBATIM:
        return block
    kept = {place for mark in block.markup if mark.keep for place in range(mark.start, mark.end)}
    letters = (letter if place in kept else capital(letter) for place, letter in enumerate(block.text))
    return replace(block, text="".join(letters))


def prose(blocks: tuple[Block, ...]) -> list[tuple[object, ...]]:
    """The texts of a document with the tags over them, however these are spelt."""
    return [
        (
            block.kind,
            block.level,
            block.text,
            [(m.tag, m.start, m.end, m.depth, m.keep) for m in block.markup if m.inline],
        )
        for block in blocks
        if block.kind not in VERBATIM
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_has_example_documents(kind):
    assert any(param.values[0] == kind for param in EXAMPLES)


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_reading_then_rendering_gives_the_same_bytes(kind, path):
    source = article(kind, path)

    assert rendered(kind, source, source.blocks) == expected(path)


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_the_tags_of_every_block_form_a_tree(kind, path):
    assert [found for block in article(kind, path).blocks for found in faults(block.text, block.markup)] == []


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_what_was_rendered_reads_as_the_same_blocks(kind, path):
    source = article(kind, path)

    again = article_in(kind, rendered(kind, source, source.blocks), path)

    assert prose(again.blocks) == prose(source.blocks)


@pytest.mark.parametrize(("kind", "path"), [param for param in EXAMPLES if param.values[0] not in BILINGUAL])
def test_the_structure_survives_other_texts(kind, path):
    source = article(kind, path)
    changed = tuple(map(in_capitals, source.blocks))

    again = article_in(kind, rendered(kind, source, changed), path)

    if kind in REFLOWED:
        assert again.text.split() == "\n".join(block.text for block in changed if block.kind not in VERBATIM).split()
    else:
        assert prose(again.blocks) == prose(changed)


LONG = os.environ.get("BABELPRESS_LONG") == "1"
SYNTAX = [
    "<b>",
    "</p>",
    "<x/>",
    "<!--",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&",
    "<?php",
    "<%=",
    "{x}",
    "{x",
    "{{",
    "{{x}}",
    "{%if%}",
    "%s",
    "%1$d",
    "%%",
    "$t(a)",
    "${x}",
    "\\n",
    "\\",
    "\\u0041",
    "\\N",
    "{\\i1}",
    '"',
    "'",
    '"""',
    "`",
    "``x``",
    "**x**",
    "_x_",
    "#x",
    "#",
    "//",
    "-",
    "*",
    "=",
    "==",
    "===",
    "|",
    "||",
    "a|b",
    "|===",
    "::",
    "x::",
    "..",
    "[x](y)",
    "[[x]]",
    "{x}_",
    "x_",
    "|x|",
    ":ref:`x`",
    "@x",
    "?x",
    "-->",
    "---",
    "+++x+++",
    "<<x>>",
    "((x))",
    "x=y",
    "&x",
]
"""Texts that are syntax in one format or another."""


def bare(blocks: tuple[Block, ...]) -> list[str]:
    """The texts of a document without white space, dashes of speakers, and signs that subtitles cannot have."""
    texts = ("".join(block.text.split()) for block in blocks if block.kind not in VERBATIM)
    return [text.replace("-->", "→").removeprefix("-").translate(str.maketrans("{}\\", "()/")) for text in texts]


@cache
def is_found(sign: str) -> bool:
    """Whether a check names what a sentence has more than its source."""
    pair = SegmentPair(source="Un mot.", target=f"A word {sign}.", source_language="fr", target_language="en")
    return bool(run_checks([PlacedPair(pair, 0, 0)], {"verbatim", "quotes"}))


def with_syntax(block: Block, sign: str, *, first: bool) -> Block:
    """The block with a text at its beginning or end, if there is prose at which it can stand."""
    if block.kind in VERBATIM or not any(map(str.isalpha, block.text)):
        return block
    if not first:
        return replace(block, text=f"{block.text} {sign}")
    size = len(sign) + 1
    moved = (replace(m, start=m.start + size, end=m.end + size) if m.inline else m for m in block.markup)
    return replace(block, text=f"{sign} {block.text}", markup=tuple(moved))


@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize(("kind", "path"), [param for param in EXAMPLES if param.values[0] not in BILINGUAL])
def test_a_text_that_looks_like_syntax_stays_text_or_is_named(kind, path, first):
    source = article(kind, path)
    made = reader(kind)
    step = 1 if LONG else 5 if len(source.blocks) < 20 else 31
    for sign in SYNTAX[len(path.name) % step :: step]:
        changed = tuple(with_syntax(block, sign, first=first) for block in source.blocks)

        (again,) = made.read_stream(BytesIO(rendered(kind, source, changed)), name=path.name)

        texts, found = bare(changed), bare(again.blocks) if isinstance(again, Article) else []
        same = set(found) <= set(texts) if kind in CHOOSING else "".join(found) == "".join(texts)
        named = isinstance(made, Verifying) and made.misread(changed, language="fr")
        left = isinstance(made, Guarded) and made.left_alone(changed, language="fr")
        assert same or named or left or is_found(sign), sign


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_there_is_prose_in_every_example(kind, path):
    assert article(kind, path).text.strip()


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_the_source_itself_keeps_what_it_states_of_its_language(kind: str, path: Path):
    source = article(kind, path)

    assert reader(kind).render(source.blocks, language="") == expected(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("film.vtt", "WEBVTT\nLanguage: {}\n\n00:00:01.000 --> 00:00:04.000\nUn mot.\n"),
        ("page.html", '<html lang="{}"><p>Un mot.</p></html>\n'),
        ("page.md", "---\nlang: {}\n---\n\nUn mot.\n"),
        ("page.adoc", "= Un titre\n:lang: {}\n\nUn mot.\n"),
        ("feed.xml", "<rss><channel><language>{}</language><item><title>Un mot</title></item></channel></rss>\n"),
        ("app.arb", '{{"@@locale": "{}", "word": "Un mot"}}\n'),
        ("app.json", '{{"lang": "{}", "title": "Un mot"}}\n'),
    ],
)
@pytest.mark.parametrize("stated", ["en", "fr-CA", "fr"])
def test_a_statement_of_another_language_stays_in_the_source_version(tmp_path: Path, name: str, text: str, stated: str):
    path = tmp_path / name
    path.write_text(text.format(stated), encoding="utf-8")
    (source,) = read_inputs([path])
    assert isinstance(source, Article)

    with DocumentWriter(tmp_path / "out", DocumentWriter.Options()) as writer:
        writer.write(Record(article=replace(source, language="fr"), translations=()))

    assert (tmp_path / "out/fr" / name).read_bytes() == path.read_bytes()
