"""Reads an XML file element by element, in little memory: no document type is fetched, no entity expanded."""

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from babelpress.errors import UnreadableInput

_CHUNK = 1 << 17
_DEEPEST = 100
_LONGEST = 1_000_000
"""Maximum number of characters and elements of one unit."""


class Element:
    """An element: its local name, attributes as written, line, and the texts and elements in it."""

    __slots__ = ("attributes", "content", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.content: list[str | Element] = []

    @property
    def elements(self) -> "list[Element]":
        """The child elements."""
        return [item for item in self.content if not isinstance(item, str)]

    @property
    def is_plain(self) -> bool:
        """Whether no element is in it."""
        return all(type(item) is str for item in self.content)

    @property
    def text(self) -> str:
        """The text of it and of all elements in it."""
        return "".join(item if isinstance(item, str) else item.text for item in self.content)

    def all(self, name: str) -> "list[Element]":
        """Return the child elements of a name."""
        return [item for item in self.content if not isinstance(item, str) and item.name == name]

    def first(self, name: str) -> "Element | None":
        """Return the first child element of a name."""
        return next((item for item in self.content if not isinstance(item, str) and item.name == name), None)

    def get(self, *names: str) -> str:
        """Return the first of these attributes that it has."""
        return next((self.attributes[name] for name in names if name in self.attributes), "")


def elements(stream: BinaryIO, *, wanted: frozenset[str], root: str, name: str) -> Iterator[Element]:
    """Yield the elements of some names, and the start of every element around them, in the order of the file.

    Args:
        stream: The file, in UTF-8, UTF-16 or the encoding that it declares.
        wanted: Local names of the elements to yield whole. They are not inside one another.
        root: Local name of the root.
        name: What messages call the file.

    Yields:
        A wanted element when it ends, any other outside of them when it begins, without content.

    Raises:
        UnreadableInput: The file is not well-formed, has another root, declares entities, or has an element that is too
            long or too deep.
    """
    reading = _Reading(wanted, root, name)
    parser = reading.parser
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            while reading.ready:
                yield reading.ready.popleft()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise UnreadableInput(
            f"{name}: is not well-formed XML: {what} at line {error.lineno:,}, column {error.offset + 1:,}"
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or one of several bytes
        raise UnreadableInput(f"{name}: cannot be decoded: {error}; convert it to UTF-8") from error
    yield from reading.ready


class _Reading:
    """Builds the wanted elements while expat reads."""

    def __init__(self, wanted: frozenset[str], root: str, name: str) -> None:
        self._wanted = wanted
        self._root = root
        self._name = name
        self._open: list[Element] = []
        self._outside = 0
        self._size = 0
        self.ready: deque[Element] = deque()
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        element = Element(local, attributes, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].content.append(element)
            self._open.append(element)
            self._size += 1
            if self._size > _LONGEST or len(self._open) > _DEEPEST:
                self._too_large()
            return
        if not self._outside and local != self._root:
            raise self._refused(f"is not what its name says: its root is <{local}>, not <{self._root}>")
        if local in self._wanted:
            self._open.append(element)
            self._size = 0
        else:
            self._outside += 1
            self.ready.append(element)

    def _end(self, _: str) -> None:
        if not self._open:
            return
        element = self._open.pop()
        if not self._open:
            self.ready.append(element)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)
            self._size += len(text)
            if self._size > _LONGEST:
                self._too_large()

    def _too_large(self) -> None:
        line = self.parser.CurrentLineNumber
        if len(self._open) > _DEEPEST:
            raise self._refused(f"line {line:,}: more than {_DEEPEST} elements inside one another")
        raise self._refused(f"line {line:,}: a unit of more than {_LONGEST:,} characters; split it")

    def _entity(self, entity: str, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise self._refused(
            f"line {line:,}: declares the entity '{entity}'; entities are not expanded, since they can make a program "
            "read other files or run out of memory; take the declaration out and write the text itself"
        )

    def _skipped(self, entity: str, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise self._refused(
            f"line {line:,}: has the entity '{entity}', which it does not declare; write the text itself"
        )

    def _refused(self, what: str) -> UnreadableInput:
        return UnreadableInput(f"{self._name}: {what}")
