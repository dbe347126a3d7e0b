"""Markdown documents with front matter: read, and written again in another language."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import Field

from babelpress.document import VERBATIM, Article, Block, Meta
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.decoding import decode
from babelpress.formats.filenames import slug
from babelpress.formats.front_matter.blocks import FrontMatter, FrontMatterOptions, language_value, read_front_matter
from babelpress.formats.markdown.anchors import with_anchors
from babelpress.formats.markdown.blocks import joined, note, read_blocks
from babelpress.formats.markdown.document import is_mdx, misread, render_document
from babelpress.formats.markdown.render import MOST_CARE
from babelpress.formats.markdown.scripts import looks_like_mdx
from babelpress.formats.untranslated import counted
from babelpress.formats.untranslated import note as untranslated

_TRIES = 12
"""Most renderings in which single texts are written with more care."""
_BOM = "\ufeff"
_BLANK = f" \t\r\n{_BOM}"


class MarkdownFormatOptions(FrontMatterOptions):
    """Options of the reader of Markdown."""

    max_characters: int = Field(2_000_000, ge=1, description="Longest document; a longer one is refused.")


class MarkdownFormat(SingleReader):
    """Reads a Markdown file as one article and writes it again.

    That is CommonMark with front matter, tables, strikethrough, footnotes, task lists, definition lists, maths, and
    what site generators add to it: shortcodes, directives, admonitions, tabs, callouts, attribute lists, components.
    The titles of these, the texts of HTML blocks, and attributes and captions that readers see are translated.

    Unchanged text keeps its bytes, byte order mark and line ends included; UTF-16 is written as UTF-8. A changed text
    keeps the spelling of its characters (character references, backslashes) and its line breaks. Special characters are
    escaped where Markdown would otherwise read another text or other tags, and emphasis becomes `<strong>`, `<em>`,
    `<s>` where asterisks would not be recognized. A line end in a text that must have one line (a heading, a table
    cell) becomes a space.

    Link reference definitions, code, maths, imports, expressions and all parameters that are no texts are not changed.
    """

    Options: ClassVar = MarkdownFormatOptions
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdx", ".mdown", ".qmd", ".rmd")
    suffix = ".md"

    def __init__(self, options: MarkdownFormatOptions) -> None:
        self._options = options

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document that the blocks of an article make, translated or not, as UTF-8."""
        return self._verified(_localized(blocks, language))[0].encode()

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the indices of the texts where the rendered document is read otherwise than it is meant."""
        return sorted(self._verified(_localized(blocks, language))[1])

    def _verified(self, blocks: Sequence[Block]) -> tuple[str, frozenset[int]]:
        """Return the text of a document, and the texts of these blocks where it is read otherwise.

        A text that is read otherwise than it is meant is written again with more care, at last all of them are.
        """
        care: dict[int, int] = {}
        for _ in range(_TRIES):
            text = render_document(blocks, care=care)
            wrong = self._misread(text, blocks)
            if wrong is None:
                return text, frozenset()
            wrong = frozenset(index for index in wrong if care.get(index, 0) < MOST_CARE)
            if not wrong:
                break
            care |= {index: care.get(index, 0) + 1 for index in wrong}
        for level in range(1, MOST_CARE + 1):
            text = render_document(blocks, care=dict.fromkeys(range(len(blocks)), level))
            wrong = self._misread(text, blocks)
            if wrong is None:
                return text, frozenset()
        return text, wrong or frozenset({0})

    def _misread(self, text: str, blocks: Sequence[Block]) -> frozenset[int] | None:
        try:
            found, _ = self._blocks(text, name=".mdx" if is_mdx(blocks) else "")
        except UnreadableInput:
            return frozenset()
        return misread(found, blocks)

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        text = self._text(stream, name)
        blocks, front = self._blocks(text, name=name)
        if not any(block.kind not in VERBATIM for block in blocks):
            said = "holds no text to translate" if text.strip(_BLANK) else "is empty"
            raise UnreadableInput(f"{name}: {said}", without_text=True)
        return Article(
            id=slug(Path(name).stem),
            blocks=tuple(blocks),
            language=front.language if front else None,
            meta=Meta(date=front.date, url=front.url, extra=front.extra) if front else Meta(),
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
        mdx = name.lower().endswith(".mdx") or looks_like_mdx(text[len(head) :])
        body = read_blocks(text[len(head) :], name=name, first_line=len(re.findall(r"\r\n?|\n", head)) + 1, mdx=mdx)
        body = with_anchors(body, text=text[len(head) :])
        if not (front and front.titled):
            body = _titled(body)
        blocks = [Block(kind="skeleton", text=text[:start]), *(front.blocks if front else ()), *body]
        left = counted(body)
        left["values of the front matter"] = front.left if front else 0
        found = [*joined(blocks), *untranslated(left)]
        if mdx and found:
            found[0] = replace(found[0], markup=(note("dialect", ("name", "mdx")), *found[0].markup))
        return found, front


def _localized(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return blocks with their statements of the language of the document set to this one."""
    return [
        replace(block, text=language_value(block.text, language))
        if any(mark.tag == "language" for mark in block.markup)
        else block
        for block in blocks
    ]


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """Make the first heading of level 1 the title."""
    found = list(blocks)
    index = next((i for i, block in enumerate(found) if block.kind == "heading" and block.level == 1), None)
    if index is not None:
        found[index] = replace(found[index], kind="title", level=1)
    return found
