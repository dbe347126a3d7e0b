"""Texts of XML packages that have no inline tags, the parts they stand in, and texts inside the tags of others.

A text may stand inside what is one inline tag of another text: the description of a picture in a sentence, the note at
a word. Its blocks follow those of the sentence; in the tag a processing instruction (`<?nested 17?>`, 17 being its
offset in the part) takes its place until the part is rendered.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from babelpress._internal.xml_tree import Node
from babelpress.document import HIDDEN, VERBATIM, Block, InlineTag
from babelpress.formats.untranslated import note
from babelpress.formats.xml.tree import Cut, Inline, Source, attribute_of, escape, fingerprint

PLAIN = "plain"
"""The mark of a block that is written as text only, without tags."""

_NESTED = "nested"
_TOKEN = re.compile(r"<\?nested (\d+)\?>")
_MAX_NESTED = 50
"""Most levels of texts inside the tags of others; ends a circle that a document pretends to have, too."""

BREAKS = re.compile(r"(?:\r\n?|\n|&#(?:1[03]|[xX]0?[aAdD]);|_x000[dD]_)+")
"""The ends of lines in a text as it is written; Excel has a notation of its own for one of them."""
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class Region(NamedTuple):
    """A part of a source that belongs to one text."""

    start: int
    end: int


def has_words(text: str) -> bool:
    """Return whether a text has a letter or a digit."""
    return any(map(str.isalnum, text))


def lettered(text: str) -> bool:
    """Return whether a text has a letter."""
    return any(map(str.isalpha, text))


def plain(source: Source, node: Node, like: Block) -> Cut | None:
    """Return the text of an element that has only text, None where there is nothing to translate."""
    if node.nodes:
        return None
    return _plain(source, Region(node.inner, node.outer), node.text, like=like)


def unseen(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Give the texts of a comment, a header or a footer the mark of what is no part of an article."""
    for cut in cuts:
        yield replace(cut, blocks=tuple(_unseen(block) for block in cut.blocks))


def _unseen(block: Block) -> Block:
    if block.kind in VERBATIM or HIDDEN in block.markup:
        return block
    return replace(block, kind="caption", level=0, markup=(HIDDEN, *block.markup))


def plain_lines(source: Source, node: Node, like: Block) -> Iterator[Cut]:
    """Yield the lines of an element that has only text, each as a text of its own."""
    if BREAKS.search(source.raw(node.inner, node.outer)):
        yield from pieces(source, node, BREAKS, like)
    elif cut := plain(source, node, like):
        yield cut


def pieces(source: Source, node: Node, between: re.Pattern[str], like: Block) -> Iterator[Cut]:
    """Yield the texts of an element that has only text; `between` finds in its source what separates them."""
    written = source.raw(node.inner, node.outer)
    if node.nodes or "<" in written:  # as it may be in CDATA
        cut = plain(source, node, like)
        yield from [cut] if cut else []
        return
    at, start = 0, node.inner
    for found in [*between.finditer(written), None]:
        piece = written[at : found.start() if found else len(written)]
        end = start + len(piece.encode())
        cut = _plain(source, Region(start, end), unescape(piece), like=like)
        if cut:
            yield cut
        if found:
            at, start = found.end(), end + len(found[0].encode())


def attribute(source: Source, node: Node, local: str) -> Cut | None:
    """Return the text of an attribute, None where there is nothing to translate."""
    value = node.get(local)
    if not lettered(value):
        return None
    region = Region(*source.attribute(node, local))
    quote = source.raw(region.end, region.end + 1)
    return _plain(source, region, value, like=Block(kind="caption", text="", markup=(HIDDEN,)), quote=quote)


def _plain(source: Source, region: Region, text: str, *, like: Block, quote: str = "") -> Cut | None:
    inline = Inline()
    inline.add(text)
    if not has_words(inline.text):
        return None
    written = source.raw(*region)
    mark = InlineTag(start=0, end=0, tag=PLAIN, attributes=(("quote", quote),) if quote else ())
    block = replace(like, text=inline.text, markup=(*like.markup, mark))
    if render_plain(block) != written:
        exact = (*mark.attributes, ("xml", written), ("of", fingerprint(inline.text, ())))
        block = replace(block, markup=(*like.markup, replace(mark, attributes=exact)))
    return Cut(start=region.start, end=region.end, blocks=(block,))


def render_plain(block: Block) -> str:
    """Return a text without tags as it was written, or escaped if it was changed."""
    written = attribute_of(block, tag=PLAIN, name="xml")
    if written is not None and attribute_of(block, tag=PLAIN, name="of") == fingerprint(block.text, ()):
        return written
    quote = attribute_of(block, tag=PLAIN, name="quote")
    return escape_value(block.text, quote) if quote else escape(block.text)


def escape_value(text: str, quote: str) -> str:
    """Return the value of an attribute between quotes of this kind; line ends and tabs stay what they are."""
    written = escape(text).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return written.replace('"', "&quot;") if quote == '"' else written.replace("'", "&apos;")


def unescape(written: str) -> str:
    """Return the text that a piece of XML without tags stands for."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3]]
        code = int(found[1]) if found[1] else int(found[2], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    return _REFERENCE.sub(character, written)


class Nested:
    """The texts that may stand inside the tags of others, in one part."""

    def __init__(self, source: Source, cuts: Iterable[Cut] = ()) -> None:
        self._source = source
        self._cuts = sorted(cuts, key=lambda cut: cut.start)
        self._starts = [cut.start for cut in self._cuts]

    def add(self, cuts: Iterable[Cut]) -> None:
        """Add texts; they must not overlap with others."""
        self.__init__(self._source, [*self._cuts, *cuts])  # type: ignore[misc]  # the constructor sorts

    def within(self, start: int, end: int) -> list[Cut]:
        """Return the texts in a region of the source."""
        return self._cuts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def raw(self, start: int, end: int) -> str:
        """Return the source between two byte offsets, with tokens in the places of the texts in it."""
        parts: list[str] = []
        for cut in self.within(start, end):
            parts += [self._source.raw(start, cut.start), f"<?{_NESTED} {cut.start}?>"]
            start = cut.end
        parts.append(self._source.raw(start, end))
        return "".join(parts)

    def woven(self, cuts: Iterable[Cut]) -> list[Cut]:
        """Return cuts and all texts of this object in order: what stands inside a cut follows it, marked as nested."""
        found: list[Cut] = []
        at = 0
        for cut in cuts:
            found += self.within(at, cut.start)
            inside = [
                _nested(block, inner.start) for inner in self.within(cut.start, cut.end) for block in inner.blocks
            ]
            found.append(replace(cut, blocks=(*cut.blocks, *inside)))
            at = cut.end
        found += self.within(at, len(self._source.data))
        return found


def _nested(block: Block, offset: int) -> Block:
    if any(mark.tag == _NESTED for mark in block.markup):
        return block  # inside a text that is nested itself
    return replace(
        block, markup=(*block.markup, InlineTag(start=0, end=0, tag=_NESTED, attributes=(("at", str(offset)),)))
    )


def joined(blocks: Sequence[Block], render: Callable[[Block], str]) -> str:
    """Return a part: its blocks as `render` writes them, with the nested texts in their places."""
    main: list[str] = []
    nested: dict[str, str] = {}
    for block in blocks:
        offset = attribute_of(block, tag=_NESTED, name="at")
        if offset is None:
            main.append(render(block))
        else:
            nested[offset] = nested.get(offset, "") + render(block)
    text = "".join(main)
    for _ in range(_MAX_NESTED if nested else 0):
        expanded = _TOKEN.sub(lambda token: nested.get(token[1], token[0]), text)
        if expanded == text:
            break
        text = expanded
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a package as blocks.

    Attributes:
        path: Its name.
        encoding: Its encoding.
        blocks: Its texts, and what is between them.
        language: What its statements of the language say where they are to change.
        kind: How its blocks are rendered, where the format has several kinds.
    """

    path: str
    encoding: str
    blocks: Sequence[Block]
    language: str = ""
    kind: str = ""

    def marked(self) -> Iterator[Block]:
        """Yield the blocks; the first one, a skeleton, has the mark of the part."""
        kind = (("kind", self.kind),) if self.kind else ()
        about = (("name", self.path), ("encoding", self.encoding), ("language", self.language), *kind)
        mark = InlineTag(start=0, end=0, tag="part", attributes=about)
        first, *rest = self.blocks
        if first.kind in VERBATIM:
            yield replace(first, markup=(mark, *first.markup))
            yield from rest
        else:
            yield Block(kind="skeleton", text="", markup=(mark,))
            yield from self.blocks


def part(
    source: Source,
    cuts: Iterable[Cut],
    *,
    path: str,
    language: str = "",
    left: Mapping[str, int] = MappingProxyType({}),
) -> Part:
    """Return a part whose texts are these cuts; `left` counts those that stay as they are, by kind."""
    blocks = (*source.blocks(cuts), *note(left))
    return Part(path=path, encoding=source.encoding, blocks=blocks, language=language)
