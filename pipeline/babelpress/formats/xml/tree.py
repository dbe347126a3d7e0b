"""Common parts of the readers and writers of XML formats: all that is not text is copied byte for byte."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from typing import BinaryIO

from babelpress._internal.xml_tree import Node, NotXml, tree
from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import decode, normal_form, too_long

_ENCODINGS = {"us-ascii": "ascii", "iso-8859-1": "latin-1", "iso-8859-15": "iso8859-15", "windows-1252": "cp1252"}
# The encoding in an XML declaration: `<?xml version="1.0" encoding="..."`.
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Characters that XML 1.0 does not allow: controls except tab and line ends, surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The blocks that were made of the bytes `start` to `end` of a source."""

    start: int
    end: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A parsed document: its bytes in UTF-8, its original encoding, and its root element."""

    data: bytes
    encoding: str
    root: Node

    def raw(self, start: int, end: int) -> str:
        """Return the source between two byte offsets, as written."""
        return self.data[start:end].decode()

    def attribute(self, node: Node, local: str) -> tuple[int, int]:
        """Return the byte offsets of the value of an attribute, without its quotation marks. Raises `KeyError`."""
        tag = self.data[node.start : node.inner]
        # The local name after white space or a prefix, `=`, and the value in double or single quotes.
        found = re.search(rb"[\s:]%s\s*=\s*(\"[^\"]*\"|'[^']*')" % re.escape(local.encode()), tag)
        if found is None:
            raise KeyError(local)
        return node.start + found.start(1) + 1, node.start + found.end(1) - 1

    def blocks(self, cuts: Iterable[Cut], *, marks: tuple[InlineTag, ...] = ()) -> list[Block]:
        """Return the whole source as blocks: those of the cuts, and skeletons for the bytes between them.

        Args:
            cuts: The cuts, ordered and disjoint.
            marks: Inline tags for the first block, which always is a skeleton.

        Returns:
            The blocks.
        """
        found: list[Block] = []
        at = 0
        for cut in cuts:
            if cut.start > at or not found:
                found.append(Block(kind="skeleton", text=self.raw(at, cut.start)))
            found.extend(cut.blocks)
            at = cut.end
        if at < len(self.data) or not found:
            found.append(Block(kind="skeleton", text=self.raw(at, len(self.data))))
        found[0] = Block(kind="skeleton", text=found[0].text, markup=marks)
        return found


def parse(data: bytes, *, name: str, doctype: bool = False) -> Source:
    """Parse a document in UTF-8, UTF-16 or a declared Latin encoding.

    Args:
        data: The document.
        name: Its name in messages.
        doctype: Whether the format has a document type declaration.

    Returns:
        The parsed document.

    Raises:
        UnreadableInput: If the document cannot be decoded, is not well-formed, has a document type although `doctype`
            is False, or nests elements too deeply. The message has the line.
    """
    text, encoding = decoded(data, name)
    source = text.encode()
    try:
        return Source(data=source, encoding=encoding, root=tree(source, doctype=doctype))
    except NotXml as error:
        remedy = "; open it in the program that made it and save it again" if "well-formed" in str(error) else ""
        raise UnreadableInput(f"{name}: {error}{remedy}") from error


def escape(text: str) -> str:
    """Return text escaped for XML; characters that XML does not allow (controls, lone surrogates) become U+FFFD."""
    legal = _ILLEGAL.sub("\ufffd", text)
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode(text: str, encoding: str) -> bytes:
    """Return the bytes of a document; a character that its encoding lacks becomes a character reference."""
    return text.encode(encoding, errors="xmlcharrefreplace")


def read_bytes(stream: BinaryIO, *, name: str, max_bytes: int) -> bytes:
    """Return the bytes of a file. Raises `UnreadableInput` if there are more than `max_bytes`."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableInput(f"{name}: has more than {max_bytes:,} bytes; raise the reader's option max_bytes")
    return data


def refuse_size(blocks: Iterable[Block], *, name: str, max_characters: int) -> None:
    """Raise `UnreadableInput` if blocks have no text to translate, or more than `max_characters` of it."""
    size = sum(len(block.text) for block in blocks if block.kind not in VERBATIM)
    if not size:
        raise UnreadableInput(f"{name}: holds no text to translate", without_text=True)
    if size > max_characters:
        raise too_long(name, f"{size:,} characters", limit=max_characters)


def attribute_of(block: Block, *, tag: str, name: str) -> str | None:
    """Return an attribute of a block's inline tag, or None if there is none."""
    return next((dict(mark.attributes).get(name) for mark in block.markup if mark.tag == tag), None)


def fingerprint(text: str, marks: Sequence[InlineTag]) -> str:
    """Return a hash of a text and its inline tags, which shows whether they were changed."""
    inline = [
        astuple(mark) for mark in marks if mark.inline
    ]  # not `repr(mark)`: records store the hash, and classes may be renamed
    return blake2b(repr((text, inline)).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def primary(language: str) -> str:
    """Return the language subtag of a language tag, without country and script.

    >>> primary("pt-BR")
    'pt'
    """
    return re.split("[-_]", language.strip())[0].lower()


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a document and the encoding that it declares. Raises `UnreadableInput`."""
    declared = _DECLARED.match(data)
    encoding = _ENCODINGS.get(declared[1].decode().lower()) if declared else None
    if encoding:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{name}: is not {encoding}, as it declares: byte {error.start:,}") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        utf16 = "utf-16-le" if data[0] == 0xFF else "utf-16-be"
        return "\ufeff" + decode(data, name=name), utf16
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        raise UnreadableInput(f"{name}: declares the encoding {declared[1].decode()}; save it as UTF-8")
    text = decode(data, name=name)
    return ("\ufeff" + text if data.startswith(b"\xef\xbb\xbf") else text), "utf-8"


class Inline:
    """Collects the normalised text of a block and its inline tags, in the order of opening, while a tree is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[InlineTag] = []
        self._around: list[int] = []
        self._point: list[str] = []

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._parts)

    @property
    def begun(self) -> bool:
        """Whether there is any text."""
        return self._length > 0

    @property
    def marks(self) -> tuple[InlineTag, ...]:
        """All inline tags; those still open have no end yet."""
        self._end_point()
        return tuple(self._marks)

    def add(self, text: str) -> None:
        """Add text."""
        normal = normal_form(text)
        if normal:
            self._parts.append(normal)
            self._length += len(normal)
            self._end_point()

    def point(self, raw: str, *, tag: str, space: bool = False) -> None:
        """Add an inline tag between two characters; several at the same place become one.

        `space` means that it separates words, as a line break does: a space is added before it if there is none.
        """
        if space and self._parts and not self._parts[-1][-1].isspace():
            self.add(" ")
        if self._point:
            self._point.append(raw)
            return
        at = self._length
        self._marks.append(InlineTag(start=at, end=at, tag=tag, open="", depth=len(self._around)))
        self._point.append(raw)

    def _end_point(self) -> None:
        if self._point:
            self._marks[-1] = replace(self._marks[-1], open="".join(self._point))
            self._point.clear()

    def open(self, raw: str, *, tag: str, attributes: tuple[tuple[str, str], ...] = (), keep: bool = False) -> None:
        """Begin an inline tag."""
        self._end_point()
        at, depth = self._length, len(self._around)
        self._around.append(len(self._marks))
        self._marks.append(
            InlineTag(start=at, end=at, tag=tag, attributes=attributes, open=raw, keep=keep, depth=depth)
        )

    def close(self, raw: str) -> None:
        """End the innermost inline tag."""
        self._end_point()
        index = self._around.pop()
        self._marks[index] = replace(self._marks[index], end=self._length, close=raw)
