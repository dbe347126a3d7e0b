"""The one way XML is read: a tree of elements that knows where in the source each of them stands.

expat, which is in the standard library, says where every tag begins; the source can be sliced there. A tree library
gives other bytes back than it was given (quotes of attributes, entities, CDATA, empty tags). No entity is expanded
and nothing is ever fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

_MAX_DEPTH = 200
"""Elements inside one another. A table in a text box in a table takes about 40; recursion is safe up to here."""

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


class NotXml(Exception):
    """What is wrong, to be said behind the name of the file, with the line it is in."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """An element, or a comment (`!--`) or processing instruction (`?`); numbers are byte offsets in the source.

    The start tag is `start` to `inner`, what it holds goes on to `outer`, the end tag to `end`. `content` are the
    elements and decoded texts in it. `name` is as written, prefix included. `line` counts from 1.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    start: int
    inner: int
    outer: int = 0
    end: int = 0
    line: int = 0
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

    def texts(self, *, without: frozenset[str] = frozenset()) -> str:
        """Give the text in it and in all elements in it but those of the names `without`."""
        return "".join(
            item if isinstance(item, str) else item.texts(without=without)
            for item in self.content
            if isinstance(item, str) or item.local not in without
        )

    def child(self, local: str) -> "Node | None":
        """Give the first element of that name directly in it."""
        return next((node for node in self.nodes if node.local == local), None)

    def get(self, local: str) -> str:
        """Give the attribute of that name, whatever its prefix; empty where there is none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == local), "")

    def walk(self, *locals: str) -> Iterator["Node"]:
        """Give itself and every element in it, in order; of those names only, where some are given."""
        if not locals or self.local in locals:
            yield self
        for node in self.nodes:
            yield from node.walk(*locals)


def tree(data: bytes, *, doctype: bool = False) -> Node:
    """Give the root of a document in UTF-8, whatever encoding it declares.

    A document type is refused unless `doctype` says that the format has one; one that declares entities always is.
    Raises `NotXml` for that, for what is not well-formed, and for elements nested deeper than any real document's.
    """
    return _Tree(data, doctype=doctype).root


class _Tree:
    """Builds the nodes of a source while expat reads it."""

    def __init__(self, data: bytes, *, doctype: bool) -> None:
        self._data = data
        self._open: list[Node] = []
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 20
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        if not doctype:
            parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            place = f"line {error.lineno:,}, column {error.offset + 1:,}"
            raise NotXml(f"is not well-formed XML: {what} at {place}", line=error.lineno) from error

    root: Node

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start, line = self._parser.CurrentByteIndex, self._parser.CurrentLineNumber
        if len(self._open) == _MAX_DEPTH:
            raise NotXml(f"more than {_MAX_DEPTH} elements inside one another at line {line:,}", line=line)
        found = _TAG.match(self._data, start)
        inner = found.end() if found else start  # expat has seen it, so it is there
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
            line = self._parser.CurrentLineNumber
            self._open[-1].content.append(Node(name=name, start=start, inner=end, outer=end, end=end, line=line))

    def _refuse(self, *_: object) -> NoReturn:
        line = self._parser.CurrentLineNumber
        raise NotXml(
            f"has a document type (<!DOCTYPE) at line {line:,}, which can make a program read other "
            "files or run out of memory; take it out",
            line=line,
        )

    def _entity(self, name: str, *_: object) -> NoReturn:
        line = self._parser.CurrentLineNumber
        what = f"declares the entity '{name}' at line {line:,}, and entities are not expanded; write the text itself"
        raise NotXml(what, line=line)

    def _skipped(self, name: str, *_: object) -> NoReturn:
        """An entity that the document type, which is not fetched, may declare."""
        line = self._parser.CurrentLineNumber
        what = f"has the entity '{name}', which it does not declare, at line {line:,}; write the text itself"
        raise NotXml(what, line=line)
