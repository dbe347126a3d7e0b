"""Finds elements in a part that may be too large for a tree: a sheet of a million rows."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from babelpress._internal.xml_tree import Node, NotXml, check
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import too_long
from babelpress.formats.xml.texts import unescape
from babelpress.formats.xml.tree import Cut, Source, decoded, parse

_ATTRIBUTES = rb"""(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+"""
_RESULT = re.compile(
    rb"""<(?:[\w.-]+:)?c\s[^<>]*?\bt=["']str["'][^<>]*>\s*<(?:[\w.-]+:)?f\b[^<>]*(?:/>|>[^<]*</[^>]*>)"""
    rb"""\s*<(?:[\w.-]+:)?v[^<>]*>([^<]+)<"""
)
"""A cell with a formula and its result, which is a text."""
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An element of a part.

    Attributes:
        local: Its name without a prefix.
        at: Where it begins.
        name: The name of the part.
        data: Its bytes.
        inner: The length of its start tag.
    """

    local: str
    at: int
    name: str
    data: bytes
    inner: int

    def source(self) -> Source:
        """Return its tree, whose offsets count from its beginning. Raises `UnreadableInput`."""
        return parse(self.data, name=self.name)

    def text(self) -> str:
        """Return its text; quickly, where it is nothing but text."""
        end = self.data.rfind(b"</")
        inside = self.data[self.inner : end] if end >= 0 else b""
        return self.source().root.texts() if b"<" in inside else unescape(inside.decode())


class Large:
    """A part that is searched, not parsed."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Raises `UnreadableInput` where it is not well-formed or has a document type."""
        text, self._encoding = decoded(data, name)
        self._data = text.encode()
        self._name = name
        try:
            check(self._data)
        except NotXml as error:
            raise UnreadableInput(f"{name}: {error}; open it in the program that made it and save it again") from error

    @property
    def whole(self) -> Source:
        """The part as a source of cuts; its root is empty."""
        return Source(data=self._data, encoding=self._encoding, root=Node(name="", start=0, inner=0))

    def elements(self, *locals: str, tags: Iterable[str] = ()) -> Iterator[Found]:
        """Yield the elements with one of these local names, in order; of those in `tags` only the start tag.

        None of them may be inside another one.
        """
        single = {name.encode() for name in tags}
        names = b"|".join(name.encode() for name in (*locals, *tags))
        opener = re.compile(rb"<!--|<!\[CDATA\[|<\?|<((?:[\w.-]+:)?(%s))(?=[\s/>])%s>" % (names, _ATTRIBUTES))
        at = 0
        while found := opener.search(self._data, at):
            at = found.end()
            if end := _ENDS.get(found[0]):
                at = self._data.index(end, at) + len(end)
            else:
                inner = at
                close = b"" if found[0].endswith(b"/>") else b"</%s>" % found[1]
                if close and found[2] not in single:
                    at, close = self._end(found[1], at), b""
                yield Found(
                    local=found[2].decode(),
                    at=found.start(),
                    name=self._name,
                    data=self._data[found.start() : at] + close,
                    inner=inner - found.start(),
                )

    def results(self) -> int:
        """Return the number of formulas of a sheet whose result is a text."""
        return sum(any(map(str.isalpha, found[1].decode())) for found in _RESULT.finditer(self._data))

    def _end(self, name: bytes, at: int) -> int:
        """Return the end of an element that begins before `at`; the part is well-formed."""
        closer = re.compile(rb"<!--|<!\[CDATA\[|<\?|</%s\s*>" % re.escape(name))
        while found := closer.search(self._data, at):
            end = _ENDS.get(found[0])
            if end is None:
                return found.end()
            at = self._data.index(end, found.end()) + len(end)
        return len(self._data)


class Limit(NamedTuple):
    """Most characters of a workbook, and its name."""

    name: str
    characters: int


def cuts_of(found: Iterable[Found], texts: Callable[[Source, Node], Iterable[Cut]], limit: Limit) -> Iterator[Cut]:
    """Yield the texts of elements as cuts of their part. Raises `UnreadableInput` beyond the limit."""
    size = 0
    for one in found:
        source = one.source()
        for cut in texts(source, source.root):
            size += sum(len(block.text) for block in cut.blocks)
            if size > limit.characters:
                raise too_long(limit.name, f"more than {limit.characters:,} characters", limit=limit.characters)
            yield replace(cut, start=cut.start + one.at, end=cut.end + one.at)
