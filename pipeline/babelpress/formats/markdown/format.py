"""Markdown documents with front matter: read, and written again in another language."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import VERBATIM, Article, Block, Meta
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.decoding import decode
from babelpress.formats.filenames import slug
from babelpress.formats.markdown.blocks import joined, read_blocks
from babelpress.formats.markdown.document import render_document, same_structure
from babelpress.formats.markdown.front_matter import FrontMatter, language_value, read_front_matter

_BOM = "\ufeff"
_BLANK = f" \t\r\n{_BOM}"
_TOP = (
    "title",
    "description",
    "summary",
    "subtitle",
    "headline",
    "excerpt",
    "lead",
    "alt",
    "caption",
)
_NESTED = ("seo", "cover", "image", "images.*", "resources.*", "params")
_TRANSLATED = (*_TOP, *(f"{outer}.{key}" for outer in _NESTED for key in ("title", "description", "alt", "caption")))


class MarkdownFormatOptions(BaseModel):
    """Options of the reader of Markdown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    translate_keys: tuple[str, ...] = Field(
        _TRANSLATED,
        description="Keys of the front matter to translate, as paths: `title`, `seo.description`, `images.*.alt`.",
    )
    max_characters: int = Field(2_000_000, ge=1, description="Longest document; a longer one is refused.")


class MarkdownFormat(SingleReader):
    """Reads a Markdown file as one article and writes it again.

    That is CommonMark with front matter, tables, strikethrough, footnotes, task lists, maths, and the shortcodes and
    tags of Hugo, Jekyll and MDX.

    Unchanged text keeps its bytes, byte order mark and line ends included; UTF-16 is written as UTF-8. A changed text
    keeps the spelling of its characters (character references, backslashes) and its line breaks. Special characters are
    escaped where Markdown would otherwise read another text or other tags, and emphasis becomes `<strong>`, `<em>`,
    `<s>` where asterisks would not be recognized. A line end in a text that must have one line (a heading, a table
    cell) becomes a space.

    HTML blocks, link reference definitions, code, maths and shortcodes with their parameters are not changed.
    """

    Options: ClassVar = MarkdownFormatOptions
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdx", ".mdown")
    suffix = ".md"

    def __init__(self, options: MarkdownFormatOptions) -> None:
        self._options = options

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document that the blocks of an article make, translated or not, as UTF-8."""
        localized = [
            replace(block, text=language_value(block.text, language))
            if any(mark.tag == "language" for mark in block.markup)
            else block
            for block in blocks
        ]
        text = ""
        for care in range(3):
            text = render_document(localized, care=care)
            if self._reads_as(text, localized):
                break
        return text.encode()

    def _reads_as(self, text: str, blocks: Sequence[Block]) -> bool:
        """Return whether a text is read as these blocks: no text of theirs became the start of a block."""
        try:
            found, _ = self._blocks(text, name="")
        except UnreadableInput:
            return False
        return same_structure(found, blocks)

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        text = self._text(stream, name)
        blocks, front = self._blocks(text, name=name)
        if not any(block.kind not in VERBATIM for block in blocks):
            raise UnreadableInput(f"{name}: {'holds no text to translate' if text.strip(_BLANK) else 'is empty'}")
        return Article(
            id=slug(Path(name).stem),
            blocks=tuple(blocks),
            language=front.language if front else None,
            meta=Meta(date=front.date, url=front.url) if front else Meta(),
            format="md",
        )

    def _text(self, stream: BinaryIO, name: str) -> str:
        most = self._options.max_characters
        try:
            data = stream.read(4 * (most + 2))
        except OSError as error:
            raise UnreadableInput(f"{name}: cannot be read: {error}") from error
        text = decode(data, name=name, whole=len(data) < 4 * (most + 2))
        if len(text) > most:
            raise UnreadableInput(
                f"{name}: is too long for one article: more than {most:,} characters; "
                "split it, or raise the reader's option max_characters"
            )
        return _BOM + text if data.startswith(codecs.BOM_UTF8) else text

    def _blocks(self, text: str, *, name: str) -> tuple[list[Block], FrontMatter | None]:
        start = len(_BOM) if text.startswith(_BOM) else 0
        front = read_front_matter(text[start:], name=name, keys=self._options.translate_keys)
        head = text[: start + (front.end if front else 0)]
        body = read_blocks(
            text[len(head) :],
            name=name,
            first_line=len(re.findall(r"\r\n?|\n", head)) + 1,
            modules=name.lower().endswith(".mdx"),
        )
        if not (front and front.titled):
            body = _titled(body)
        blocks = [Block(kind="skeleton", text=text[:start]), *(front.blocks if front else ()), *body]
        return joined(blocks), front


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """Make the first heading of level 1 the title."""
    found = list(blocks)
    index = next((i for i, block in enumerate(found) if block.kind == "heading" and block.level == 1), None)
    if index is not None:
        found[index] = replace(found[index], kind="title", level=1)
    return found
