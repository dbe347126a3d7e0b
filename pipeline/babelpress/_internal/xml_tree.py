"""The XML parser of all formats: a tree of elements with their byte offsets in the source.

expat (standard library) reports the offset of every tag, so that the source can be sliced there. Other tree libraries
do not preserve the bytes (quotes of attributes, entities, CDATA, empty tags). Entities are never expanded and nothing
is ever fetched.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

_MAX_DEPTH = 200
"""Maximum nesting of elements. A table in a text box in a table needs about 40; recursion is safe up to this depth."""

# A start tag: everything from `<` to the first `>` that is not inside a quoted attribute value.
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


class NotXml(Exception):
    """The document cannot be read as XML; the message is to follow the name of the file, `line` counts from 1."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """An element, a comment or a processing instruction.

    Attributes:
        name: The name as written, prefix included; `!--` for a comment, `?` for a processing instruction.
        attributes: The decoded attributes by name as written.
        start: Byte offset of the start tag in the source, as are the next three.
        inner: End of the start tag.
        outer: End of the content, start of the end tag.
        end: End of the end tag.
        line: The line of the start tag, from 1.
        content: The elements and decoded texts in it.
        local: The name without its prefix.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    start: int
    inner: int
    outer: int = 0
    end: int = 0
    line: int = 0
    content: list["Node | str"] = field(default_factory=list)
    local: str = field(init=False)

    def __post_init__(self) -> None:
        self.local = sys.intern(self.name.rpartition(":")[2])

    @property
    def nodes(self) -> list["Node"]:
        """The child elements."""
        return [item for item in self.content if isinstance(item, Node)]

    @property
    def text(self) -> str:
        """The text directly in it, without that of child elements."""
        return "".join(item for item in self.content if isinstance(item, str))

    def texts(self, *, without: frozenset[str] = frozenset()) -> str:
        """Return the text of it and of its descendants, except elements with a local name in `without`."""
        return "".join(
            item if isinstance(item, str) else item.texts(without=without)
            for item in self.content
            if isinstance(item, str) or item.local not in without
        )

    def child(self, local: str) -> "Node | None":
        """Return the first child element with that local name, or None."""
        return next((node for node in self.nodes if node.local == local), None)

    def get(self, local: str) -> str:
        """Return the attribute with that local name; empty if there is none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == local), "")

    def walk(self, *locals: str) -> Iterator["Node"]:
        """Yield this element and its descendants in document order; only those with the given local names, if any."""
        if not locals or self.local in locals:
            yield self
        for node in self.nodes:
            yield from node.walk(*locals)


def tree(data: bytes, *, doctype: bool = False) -> Node:
    """Parse a document.

    Args:
        data: The document in UTF-8, whatever encoding it declares.
        doctype: Whether the format has a document type declaration. Declarations of entities are refused even then.

    Returns:
        The root element.

    Raises:
        NotXml: If the document is not well-formed, has a document type although `doctype` is False, declares or uses
            entities, or nests elements deeper than 200 levels.
    """
    return _Tree(data, doctype=doctype).root


def check(data: bytes) -> None:
    """Check that a document is well-formed, without a tree of it, which would take far more memory.

    Args:
        data: The document in UTF-8, whatever encoding it declares.

    Raises:
        NotXml: If the document is not well-formed, has a document type or uses entities.
    """
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(parser.CurrentLineNumber)
    _parse(parser, data)


def _parse(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        place = f"line {error.lineno:,}, column {error.offset + 1:,}"
        raise NotXml(f"is not well-formed XML: {what} at {place}", line=error.lineno) from error


def _refuse(line: int) -> NoReturn:
    raise NotXml(
        f"has a document type (<!DOCTYPE) at line {line:,}, which can make a program read other "
        "files or run out of memory; take it out",
        line=line,
    )


class _Tree:
    """Builds the nodes of a source while expat reads it."""

    def __init__(self, data: bytes, *, doctype: bool) -> None:
        self._data = data
        self._open: list[Node] = []
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = min(max(len(data), 1), 1 << 20)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        if not doctype:
            parser.StartDoctypeDeclHandler = lambda *_: _refuse(parser.CurrentLineNumber)
        _parse(parser, data)

    root: Node

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start, line = self._parser.CurrentByteIndex, self._parser.CurrentLineNumber
        if len(self._open) == _MAX_DEPTH:
            raise NotXml(f"more than {_MAX_DEPTH} elements inside one another at line {line:,}", line=line)
        found = _TAG.match(self._data, start)
        inner = found.end() if found else start  # always found, as expat has parsed the tag
        node = Node(name=name, attributes=attributes, start=start, inner=inner, line=line)
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
            content[-1] += text  # only for texts longer than the buffer
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
            line = self._parser.CurrentLineNumber
            self._open[-1].content.append(Node(name=name, start=start, inner=end, outer=end, end=end, line=line))

    def _entity(self, name: str, *_: object) -> NoReturn:
        line = self._parser.CurrentLineNumber
        what = f"declares the entity '{name}' at line {line:,}, and entities are not expanded; write the text itself"
        raise NotXml(what, line=line)

    def _skipped(self, name: str, *_: object) -> NoReturn:
        """Refuse an entity that only the external document type, which is not fetched, could declare."""
        line = self._parser.CurrentLineNumber
        what = f"has the entity '{name}', which it does not declare, at line {line:,}; write the text itself"
        raise NotXml(what, line=line)
