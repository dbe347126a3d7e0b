"""Written documents as a sequence of texts, each with the syntax before it: what is compared and merged.

A file is read by the reader of its format. It can be merged only if rendering what was read gives its bytes again;
every other file is one piece (`Opaque`), which stays or is replaced as a whole.
"""

import io
import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babelpress.config.plugins import make
from babelpress.document import VERBATIM, Article, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import DocumentFormat, ReadError
from babelpress.formats.document_writer import document_format
from babelpress.formats.lossless import block_tag

PLAIN = "plain"
"""The format of articles whose own cannot be rendered: a line for each block."""

_BILINGUAL = {"po": "msgstr", "qt": "translation", "xliff": "target", "xcstrings": "{language}"}
"""Formats that hold both languages, with the value of the option `translate` that reads the translation."""
_LINE = re.compile(r"[^\r\n]+")
_MARKERS = re.compile(r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text of a document, and the blocks of syntax, code, ... before it."""

    lead: tuple[Block, ...]
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: its texts in order, and what follows the last one; `mark` is its byte order mark, if it has one."""

    items: tuple[Item, ...]
    tail: tuple[Block, ...] = ()
    mark: bytes = b""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order."""
        return (*(block for item in self.items for block in (*item.lead, item.block)), *self.tail)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in order."""
        return tuple(item.block.text for item in self.items)


class Opaque(Exception):
    """A document can only be kept or replaced as a whole; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """Reads and renders the documents of one format in one language."""

    kind: str
    language: str
    options: Mapping[str, Any]

    def read(self, data: bytes, *, name: str) -> Document:
        """Read a written document.

        Args:
            data: The bytes of the file.
            name: What messages call it.

        Returns:
            The document; rendering it gives the same bytes.

        Raises:
            Opaque: It cannot be merged.
            UnreadableInput: It cannot be read at all.
        """
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        found = replace(document_of(self._blocks(data.removeprefix(mark), name=name)), mark=mark)
        if self.render(found) != data:
            raise Opaque("reading and writing it does not give the same bytes")
        return found

    def render(self, document: Document) -> bytes:
        """Return the bytes of a document."""
        if self.kind == PLAIN:
            return document.mark + "".join(block.text for block in document.blocks).encode()
        return document.mark + self._format().render(document.blocks, language=self.language)

    @property
    def packed(self) -> bool:
        """Whether the documents are packages, whose parts belong together."""
        return self.kind != PLAIN and hasattr(self._format(), "parts")

    def _format(self) -> DocumentFormat:
        read = _BILINGUAL.get(self.kind) if self.language else None
        bilingual = {"translate": read.format(language=self.language)} if read else {}
        made: DocumentFormat = make("readers", self.kind, options={**self.options, **bilingual})
        return made

    def _blocks(self, data: bytes, *, name: str) -> Sequence[Block]:
        if self.kind == PLAIN:
            return plain_blocks(data, name=name)
        try:
            item = next(self._format().read_stream(io.BytesIO(data), name=name), None)
        except UnreadableInput as error:
            item = ReadError(id=name, error=error)
        if isinstance(item, Article):
            return item.blocks
        if item is None or item.error.without_text:
            raise Opaque("it has no text")
        raise item.error


def codec_of(kind: str, *, language: str, options: Mapping[str, Any]) -> Codec:
    """Return the codec of the versions of an article.

    Args:
        kind: The format of the article.
        language: The language of the version, empty for that of the source.
        options: The options of the reader of the format.
    """
    renders = document_format(kind, options=options) is not None
    return Codec(kind=kind if renders else PLAIN, language=language, options=options if renders else {})


def document_of(blocks: Sequence[Block]) -> Document:
    """Return blocks as a document."""
    items: list[Item] = []
    lead: list[Block] = []
    for block in blocks:
        if block.kind in VERBATIM:
            lead.append(block)
        else:
            items.append(Item(lead=tuple(lead), block=block))
            lead = []
    return Document(items=tuple(items), tail=tuple(lead))


def plain_blocks(data: bytes, *, name: str) -> list[Block]:
    """Return the lines of a plain text as blocks, with what is between them. Raises `UnreadableInput`."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name}: is not UTF-8: {error.reason} at byte {error.start:,}") from error
    if "\0" in text:
        raise UnreadableInput(f"{name}: is not text but binary: it has a zero byte")
    blocks: list[Block] = []
    at = 0
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        if line.start() > at:
            blocks.append(Block(kind="skeleton", text=text[at : line.start()]))
        blocks.append(Block(kind="paragraph", text=line[0]))
        at = line.end()
    if at < len(text):
        blocks.append(Block(kind="skeleton", text=text[at:]))
    return blocks


def merge_markers(data: bytes) -> int | None:
    """Return the number of the line where git left the two sides of a merge, from 1; None if there is none."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    found = [match[0][:7] for match in _MARKERS.finditer(text)]
    if not ("<<<<<<<" in found and ">>>>>>>" in found):
        return None
    first = next(match for match in _MARKERS.finditer(text) if match[0].startswith("<"))
    return text.count("\n", 0, first.start()) + 1


def same_block(one: Block, other: Block) -> bool:
    """Whether two blocks have the same text and inline tags."""
    return one.text == other.text and _tags(one) == _tags(other)


def same_lead(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether two sequences of blocks of syntax are written the same; packages are compared by their other blocks."""
    return _written(one) == _written(other)


def _written(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if block_tag(block, "package") is None]


def _tags(block: Block) -> list[tuple[int, int, str, str]]:
    return [(mark.start, mark.end, mark.open, mark.close) for mark in block.markup if mark.inline]
