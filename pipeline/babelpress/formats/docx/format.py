"""Word documents (.docx): the texts of the document, its headers, footers, notes and properties."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import VERBATIM, Article, Block, InlineTag
from babelpress.formats.base import SingleReader
from babelpress.formats.docx.package import Part, read_parts, repack
from babelpress.formats.docx.paragraphs import PLAIN, paragraphs, properties, statements
from babelpress.formats.docx.runs import render_runs
from babelpress.formats.docx.styles import Styles
from babelpress.formats.filenames import slug
from babelpress.formats.xml.tree import (
    attribute_of,
    encode,
    escape,
    fingerprint,
    parse,
    primary,
    read_bytes,
    refuse_size,
)
from babelpress.lang import default_variant


class DocxOptions(BaseModel):
    """Options of the reader of Word documents."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int = Field(
        100_000_000, ge=1, description="Most bytes of an unpacked document; a larger one is refused."
    )
    max_characters: int = Field(1_000_000, ge=1, description="Longest article; a longer one is refused.")


class DocxFormat(SingleReader):
    """Reads a Word document as one article and renders it as Word documents.

    The first block is a skeleton with a mark `package`: the file itself, in base64. It is followed by the parts with
    text or a statement of the language, each preceded by a skeleton with a mark `part`: its name and encoding. An
    article that was not changed renders to the file's own bytes. Otherwise the package is packed again: the members in
    the same order, with the same names and dates, the XML of the changed parts equal except for the changed paragraphs.
    In those, runs that differ only in proofing marks are merged. Comments, charts, equations and deleted passages stay
    as they are; fields other than links keep their text until Word updates them.

    Macros are refused: a translation would spread them under the publisher's name. A signature becomes invalid.
    """

    Options: ClassVar = DocxOptions
    suffixes: tuple[str, ...] = (".docx",)
    suffix = ".docx"

    def __init__(self, options: DocxOptions) -> None:
        self._options = options

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document in `language`, a code or a tag (`pt-BR`); its statements include the country."""
        package = base64.b64decode(blocks[0].text)
        texts: dict[str, list[str]] = {}
        encodings: dict[str, str] = {}
        path = ""
        for block in blocks[1:]:
            named = attribute_of(block, tag="part", name="name")
            if named is not None:
                path = named
                texts[path] = []
                encodings[path] = attribute_of(block, tag="part", name="encoding") or "utf-8"
            texts[path].append(_rendered(block, language))
        return repack(package, {path: encode("".join(parts), encodings[path]) for path, parts in texts.items()})

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        data = read_bytes(stream, name=name, max_bytes=self._options.max_bytes)
        parts = read_parts(data, name=name, max_bytes=self._options.max_bytes)
        blocks = _titled(_blocks(parts, name))
        refuse_size(blocks, name=name, max_characters=self._options.max_characters)
        marks = (InlineTag(start=0, end=0, tag="package", attributes=(("encoding", "base64"),)),)
        package = Block(kind="skeleton", text=base64.b64encode(data).decode(), markup=marks)
        return Article(id=slug(Path(name).stem), blocks=(package, *blocks), format="docx")


def _blocks(parts: Sequence[Part], name: str) -> list[Block]:
    sources = [(part, parse(part.data, name=f"{name}: {part.path}")) for part in parts]
    styles = Styles(next((source for part, source in sources if part.role == "styles"), None))
    blocks: list[Block] = []
    for part, source in sources:
        if part.role == "core":
            cuts = properties(source, styles.language)
        elif part.role in ("styles", "settings"):
            cuts = statements(source, styles.language)
        else:
            cuts = paragraphs(source, styles)
        attributes = (("name", part.path), ("encoding", source.encoding))
        blocks += source.blocks(cuts, marks=(InlineTag(start=0, end=0, tag="part", attributes=attributes),))
    return blocks


def _titled(blocks: list[Block]) -> list[Block]:
    """Make the first heading of level 1 the title, unless a paragraph has the style of a title."""
    prose = [(index, block) for index, block in enumerate(blocks) if block.kind not in VERBATIM]
    if prose and all(block.kind != "title" for _, block in prose):
        index, block = prose[0]
        if block.kind == "heading" and block.level == 1:
            blocks[index] = replace(block, kind="title", level=0)
    return blocks


def _rendered(block: Block, language: str) -> str:
    tags = {mark.tag for mark in block.markup if not mark.inline}
    if block.kind in VERBATIM:
        return _stated(block.text, language) if "language" in tags else block.text
    if PLAIN in tags:
        written = attribute_of(block, tag=PLAIN, name="xml")
        unchanged = attribute_of(block, tag=PLAIN, name="of") == fingerprint(block.text, ())
        return written if written is not None and unchanged else escape(block.text)
    return render_runs(block)


def _stated(text: str, language: str) -> str:
    """Return a statement of the language, with a country as Word expects: the usual one unless it is given."""
    if primary(text) == primary(language) and "-" not in language:
        return text
    return escape(default_variant(language))
