"""XML as a document spells it: where each element stands, so that what is not text can be copied byte for byte.

expat, which is in the standard library, says where every tag begins; the source is sliced there. A tree library gives
other bytes back than it was given (quotes of attributes, entities, CDATA, empty tags). A document type is refused, so
there are no entities to expand and nothing is ever fetched.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from hashlib import blake2b
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import decode, normal_form, too_long

_MAX_DEPTH = 200
"""Elements inside one another. A table in a text box in a table takes about 40; recursion is safe up to here."""

_ENCODINGS = {"us-ascii": "ascii", "iso-8859-1": "latin-1", "iso-8859-15": "iso8859-15", "windows-1252": "cp1252"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """An element, or a comment (`!--`) or processing instruction (`?`); numbers are byte offsets in the source.

    The start tag is `start` to `inner`, what it holds goes on to `outer`, the end tag to `end`. `content` are the
    elements and decoded texts in it. `name` is as written, prefix included.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    start: int
    inner: int
    outer: int = 0
    end: int = 0
    content: list["Node | str"] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def nodes(self) -> list["Node"]:
        """The elements directly in it."""
        return [item for item in self.content if isinstance(item, Node)]

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(item for item in self.content if isinstance(item, str))

    def child(self, local: str) -> "Node | None":
        """Give the first element of that name directly in it."""
        return next((node for node in self.nodes if node.local == local), None)

    def get(self, local: str) -> str:
        """Give the attribute of that name, whatever its prefix; empty where there is none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == local), "")

    def walk(self) -> Iterator["Node"]:
        """Give itself and every element in it, in order."""
        yield self
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Blocks that stand for the bytes `start` to `end` of a source."""

    start: int
    end: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A parsed document: its text as UTF-8, the encoding it came in, and its root element."""

    data: bytes
    encoding: str
    root: Node

    def raw(self, start: int, end: int) -> str:
        """Give what stands there, as spelt."""
        return self.data[start:end].decode()

    def attribute(self, node: Node, local: str) -> tuple[int, int]:
        """Give where the value of an attribute of an element stands, without its quotation marks."""
        tag = self.data[node.start : node.inner]
        found = re.search(rb"[\s:]%s\s*=\s*(\"[^\"]*\"|'[^']*')" % re.escape(local.encode()), tag)
        if found is None:
            raise KeyError(local)
        return node.start + found.start(1) + 1, node.start + found.end(1) - 1

    def blocks(self, cuts: Iterable[Cut], *, marks: tuple[InlineTag, ...] = ()) -> list[Block]:
        """Give the whole source as blocks: the cuts in order, what is between them as skeletons.

        `marks` go to the first skeleton, which is always there.
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


def parse(data: bytes, *, name: str) -> Source:
    """Parse a document in UTF-8, UTF-16 or a declared Latin encoding.

    Raises `UnreadableInput` with line and column for what is not well-formed, has a document type, or nests elements
    deeper than any real document.
    """
    text, encoding = _decoded(data, name)
    source = text.encode()
    return Source(data=source, encoding=encoding, root=_Tree(source, name).root)


def escape(text: str) -> str:
    """Give text as XML spells it; what no XML can hold (controls, halves of surrogates) becomes U+FFFD."""
    legal = _ILLEGAL.sub("\ufffd", text)
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode(text: str, encoding: str) -> bytes:
    """Give the bytes of a document; a letter that its encoding lacks becomes a character reference."""
    return text.encode(encoding, errors="xmlcharrefreplace")


def read_bytes(stream: BinaryIO, *, name: str, max_bytes: int) -> bytes:
    """Give a file's bytes. Raises `UnreadableInput` where there are more than `max_bytes`."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableInput(f"{name}: has more than {max_bytes:,} bytes; raise the reader's option max_bytes")
    return data


def refuse_size(blocks: Iterable[Block], *, name: str, max_characters: int) -> None:
    """Raise `UnreadableInput` where blocks have no text to translate, or more than an article may have."""
    size = sum(len(block.text) for block in blocks if block.kind not in VERBATIM)
    if not size:
        raise UnreadableInput(f"{name}: holds no text to translate")
    if size > max_characters:
        raise too_long(name, f"{size:,} characters", limit=max_characters)


def attribute_of(block: Block, *, tag: str, name: str) -> str | None:
    """Give an attribute of a block's mark, or None where there is none."""
    return next((dict(mark.attributes).get(name) for mark in block.markup if mark.tag == tag), None)


def fingerprint(text: str, marks: Sequence[InlineTag]) -> str:
    """Give what tells whether a block's text or inline marks were changed."""
    inline = [astuple(mark) for mark in marks if mark.inline]  # fields: records keep the value, classes may be renamed
    return blake2b(repr((text, inline)).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def primary(language: str) -> str:
    """Give the language of a tag without country or script.

    >>> primary("pt-BR")
    'pt'
    """
    return re.split("[-_]", language.strip())[0].lower()


def _decoded(data: bytes, name: str) -> tuple[str, str]:
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


class _Tree:
    """Builds the nodes of a source while expat reads it."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._open: list[Node] = []
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 20
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise UnreadableInput(
                f"{name}: is not well-formed XML: {what} at line {error.lineno:,}, column {error.offset + 1:,}; "
                "open it in the program that made it and save it again"
            ) from error

    root: Node

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        if len(self._open) == _MAX_DEPTH:
            line = self._parser.CurrentLineNumber
            raise UnreadableInput(f"{self._name}: more than {_MAX_DEPTH} elements inside one another at line {line:,}")
        found = _TAG.match(self._data, start)
        inner = found.end() if found else start  # expat has seen it, so it is there
        node = Node(name=name, attributes=attributes, start=start, inner=inner)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _: str) -> None:
        node = self._open.pop()
        if self._data[node.inner - 2] == ord("/"):
            node.outer = node.end = node.inner
        else:
            node.outer = self._parser.CurrentByteIndex
            node.end = self._data.index(b">", node.outer) + 1

    def _text(self, text: str) -> None:
        content = self._open[-1].content
        if content and isinstance(content[-1], str):
            content[-1] += text  # rare: the buffer holds most texts whole
        else:
            content.append(text)

    def _comment(self, _: str) -> None:
        self._leaf("!--", b"-->")

    def _instruction(self, _: str, __: str) -> None:
        self._leaf("?", b"?>")

    def _leaf(self, name: str, closer: bytes) -> None:
        if self._open:
            start = self._parser.CurrentByteIndex
            end = self._data.index(closer, start + 2) + len(closer)
            self._open[-1].content.append(Node(name=name, start=start, inner=end, outer=end, end=end))

    def _refuse(self, *_: object) -> NoReturn:
        line = self._parser.CurrentLineNumber
        raise UnreadableInput(
            f"{self._name}: has a document type (<!DOCTYPE) at line {line:,}, which can make a program read other "
            "files or run out of memory; take it out"
        )


# Collects the text of a block and the inline marks over it while an XML tree is read.


class Inline:
    """Text in its normal form and a tree of marks, in the order their tags open."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[InlineTag] = []
        self._around: list[int] = []
        self._after_point = False

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._parts)

    @property
    def begun(self) -> bool:
        """Tell whether there is any text."""
        return self._length > 0

    @property
    def marks(self) -> tuple[InlineTag, ...]:
        """All marks, the open ones as if they ended here."""
        return tuple(self._marks)

    def add(self, text: str) -> None:
        """Add text."""
        normal = normal_form(text)
        if normal:
            self._parts.append(normal)
            self._length += len(normal)
            self._after_point = False

    def point(self, raw: str, *, tag: str, space: bool = False) -> None:
        """Add what stands between two characters; several in one place are one mark.

        `space` tells that it parts words, as a line break does: a space is put before it where there is none.
        """
        if space and self._parts and not self._parts[-1][-1].isspace():
            self.add(" ")
        if self._after_point:
            self._marks[-1] = replace(self._marks[-1], open=self._marks[-1].open + raw)
            return
        at = self._length
        self._marks.append(InlineTag(start=at, end=at, tag=tag, open=raw, depth=len(self._around)))
        self._after_point = True

    def open(self, raw: str, *, tag: str, attributes: tuple[tuple[str, str], ...] = (), keep: bool = False) -> None:
        """Begin a mark."""
        at, depth = self._length, len(self._around)
        self._around.append(len(self._marks))
        self._marks.append(
            InlineTag(start=at, end=at, tag=tag, attributes=attributes, open=raw, keep=keep, depth=depth)
        )
        self._after_point = False

    def close(self, raw: str) -> None:
        """End the innermost mark."""
        index = self._around.pop()
        self._marks[index] = replace(self._marks[index], end=self._length, close=raw)
        self._after_point = False
