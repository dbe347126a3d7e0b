"""A paragraph of an OpenDocument file as texts with marks, and back.

Tabs and line breaks separate texts. A span or link around such a break ends before it and begins again behind it if one
of its texts is changed: the texts on both sides are valid by themselves.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Protocol

from babelpress._internal.xml_tree import Node
from babelpress.document import Block, InlineTag
from babelpress.formats.decoding import normal_form
from babelpress.formats.inline import render_inline
from babelpress.formats.xml.texts import Nested, Region, has_words
from babelpress.formats.xml.tree import Cut, Inline, Source, attribute_of, escape, fingerprint

TAG = "spans"
"""The mark of a text with marks."""
WRAPPERS = frozenset({"span", "a", "meta", "ruby", "ruby-base"})
_BREAKS = frozenset({"tab", "line-break"})
_CACHED = "soft-page-break"
"""What the program inserts automatically."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_SPACES = re.compile("  +")


class Words(Protocol):
    """What the styles of words mean."""

    @property
    def plain(self) -> Collection[str]:
        """Those that change nothing that a reader sees."""
        ...

    @property
    def code(self) -> Collection[str]:
        """Those of code, which is kept."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """A part of a paragraph: `text`, `field` (text that is kept), `point`, `open`, `close`, `break` or `cached`."""

    kind: str
    start: int
    end: int
    node: Node
    text: str = ""


def texts(source: Source, node: Node, nested: Nested, like: Block, *, styles: Words) -> Iterator[Cut]:
    """Yield the texts of a paragraph.

    Args:
        source: The part.
        node: The paragraph.
        nested: The texts inside its notes and pictures.
        like: Its kind and level.
        styles: What the styles of words mean.
    """
    found: list[_Event] = []
    around: list[Node] = []
    for event in (*_events(source, node), None):
        if event and event.kind != "break":
            found.append(event)
            continue
        cut = _Text(nested, node.name.removesuffix(node.local), found, around, styles).cut(like)
        if cut:
            yield cut
        around = _open_after(found, around)
        found = []


def fields(source: Source, node: Node) -> Iterator[str]:
    """Yield the texts of a paragraph that stay as they are: dates, numbers of pages, references."""
    return (event.text for event in _events(source, node) if event.kind == "field")


def render_spans(block: Block) -> str:
    """Return a text with its marks: as it was read if nothing was changed."""
    written = attribute_of(block, tag=TAG, name="xml")
    if written is not None and attribute_of(block, tag=TAG, name="of") == fingerprint(block.text, block.markup):
        return written
    about = next((dict(mark.attributes) for mark in block.markup if mark.tag == TAG), {})
    prefix = about.get("prefix", "text:")

    def spaced(spaces: re.Match[str]) -> str:
        return f' <{prefix}s {prefix}c="{len(spaces[0]) - 1}"/>'

    inner = render_inline(block, lambda text, _: _SPACES.sub(spaced, escape(text)))
    if "blanks" in about:
        inner = inner.replace(f" <{prefix}s ", f"<{prefix}s ")
    return f"{about.get('head', '')}{inner}{about.get('tail', '')}"


def _events(source: Source, node: Node) -> Iterator[_Event]:
    at = node.inner
    for item, following in zip_longest(node.content, node.content[1:]):
        if isinstance(item, Node):
            yield from _of_node(source, item)
            at = item.end
        else:
            end = following.start if isinstance(following, Node) else node.outer
            yield from _of_text(source, node, Region(at, end), item)


def _of_text(source: Source, node: Node, region: Region, text: str) -> Iterator[_Event]:
    """Yield a text with the blanks at its edges apart from it."""
    start, end = region
    written = source.raw(start, end)
    before = len(written) - len(written.lstrip(" \t\r\n"))
    after = len(written) - len(written.rstrip(" \t\r\n")) if before < len(written) else 0
    first, last = start + before, end - after  # blanks are one byte each
    if before:
        yield _Event(kind="text", start=start, end=first, node=node, text=" ")
    if first < last:
        yield _Event(kind="text", start=first, end=last, node=node, text=text.strip(" \t\r\n"))
    if after:
        yield _Event(kind="text", start=last, end=end, node=node, text=" ")


def _of_node(source: Source, node: Node) -> Iterator[_Event]:
    local = node.local
    if local in WRAPPERS and node.outer > node.inner:
        yield _Event(kind="open", start=node.start, end=node.inner, node=node)
        yield from _events(source, node)
        yield _Event(kind="close", start=node.outer, end=node.end, node=node)
        return
    kind, text = "point", ""
    if local in _BREAKS:
        kind = "break"
    elif local == _CACHED:
        kind = "cached"
    elif local == "s":
        several = node.get("c") not in ("", "0", "1")
        kind, text = ("point", "") if several else ("text", " ")
    elif not node.nodes and node.text.strip():
        kind, text = "field", node.text
    yield _Event(kind=kind, start=node.start, end=node.end, node=node, text=text)


def _open_after(events: Sequence[_Event], around: Sequence[Node]) -> list[Node]:
    """Return the wrappers that are open after events, outermost first."""
    found = [*around]
    for event in events:
        if event.kind == "open":
            found.append(event.node)
        elif event.kind == "close":
            found.pop()
    return found


class _Text:
    """What stands between two breaks of a paragraph."""

    def __init__(
        self, nested: Nested, prefix: str, events: Sequence[_Event], around: Sequence[Node], styles: Words
    ) -> None:
        self._nested, self._prefix = nested, prefix
        self._events, self._around, self._styles = events, around, styles

    def cut(self, like: Block) -> Cut | None:
        """Return the text without what is around it, None where there is nothing to translate."""
        code = sum(self._is_code(node) for node in self._around)
        shown: list[int] = []
        translated = False
        for index, event in enumerate(self._events):
            if event.kind in ("open", "close") and self._is_code(event.node):
                code += 1 if event.kind == "open" else -1
            elif event.kind == "text" and normal_form(event.text).strip():
                shown.append(index)
                translated = translated or (not code and has_words(event.text))
        if not translated:
            return None
        low, high = self._core(shown[0], shown[-1])
        inside = self._events[low : high + 1]
        block = self._block(inside, _open_after(self._events[:low], self._around), like)
        return Cut(start=inside[0].start, end=inside[-1].end, blocks=(block,))

    def _core(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of the texts, extended by the wrappers that open or close between them."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        for index, event in enumerate(self._events):
            if event.kind == "open":
                opened.append(index)
            elif event.kind == "close" and opened:
                start = opened.pop()
                partners[start], partners[index] = index, start
        low = min((index for index in range(first) if first <= partners.get(index, -1) <= last), default=first)
        after = range(last + 1, len(self._events))
        high = max((index for index in after if first <= partners.get(index, -1) <= last), default=last)
        return low, high

    def _block(self, inside: Sequence[_Event], around: Sequence[Node], like: Block) -> Block:
        left = _open_after(inside, around)
        common = _lowest(inside, len(around))
        before, behind = around[common:], left[common:]
        inline = Inline()
        for node in before:
            inline.open(self._opening(node), tag=node.local, keep=self._is_code(node))
        spaced = False
        idle = self._idle(inside)
        for event in inside:
            if event.node not in idle or event.kind == "text":
                spaced = self._emit(event, inline, spaced=spaced)
        for node in reversed(behind):
            inline.close(self._closing(node))
        edges = (
            ("head", "".join(self._closing(node) for node in reversed(before))),
            ("tail", "".join(self._opening(node) for node in behind)),
        )
        about = (("prefix", self._prefix), *((name, value) for name, value in edges if value))
        about += (("blanks", "element"),) if _in_elements(inside) else ()
        block = replace(
            like, text=inline.text, markup=(InlineTag(start=0, end=0, tag=TAG, attributes=about), *inline.marks)
        )
        written = self._nested.raw(inside[0].start, inside[-1].end)
        if render_spans(block) == written:
            return block
        exact = (*about, ("xml", written), ("of", fingerprint(block.text, block.markup)))
        return replace(block, markup=(replace(block.markup[0], attributes=exact), *block.markup[1:]))

    def _idle(self, inside: Sequence[_Event]) -> set[Node]:
        """Return the spans that begin and end here and change nothing that a reader sees: an editor scatters them."""
        ends = {event.node for event in inside if event.kind == "close"}
        begun = {event.node for event in inside if event.kind == "open"}
        return {node for node in ends & begun if node.local == "span" and node.get("style-name") in self._styles.plain}

    def _emit(self, event: _Event, inline: Inline, *, spaced: bool) -> bool:
        """Add an event; return whether the text now ends in a blank."""
        if event.kind == "text":
            text = event.text if event.node.local == "s" else _BLANKS.sub(" ", event.text)
            text = text[1:] if spaced and event.node.local != "s" and text.startswith(" ") else text
            inline.add(text)
            return text.endswith(" ") if text else spaced
        if event.kind == "open":
            inline.open(self._opening(event.node), tag=event.node.local, keep=self._is_code(event.node))
        elif event.kind == "close":
            inline.close(self._closing(event.node))
        elif event.kind == "field":
            inline.open(self._opening(event.node), tag=event.node.local, keep=True)
            inline.add(event.text)
            inline.close(self._closing(event.node))
            return False
        elif event.kind == "point":
            blanks = event.node.local == "s"
            inline.point(self._nested.raw(event.start, event.end), tag=event.node.local, space=blanks)
            return blanks
        return spaced

    def _is_code(self, node: Node) -> bool:
        return node.local == "span" and node.get("style-name") in self._styles.code

    def _opening(self, node: Node) -> str:
        return self._nested.raw(node.start, node.inner)

    def _closing(self, node: Node) -> str:
        return self._nested.raw(node.outer, node.end)


def _in_elements(events: Sequence[_Event]) -> bool:
    """Return whether several blanks stand in one element with none before it, as some programs write them."""
    return any(
        event.kind == "point" and event.node.local == "s" and not before.text.endswith(" ")
        for before, event in pairwise(events)
    )


def _lowest(events: Sequence[_Event], depth: int) -> int:
    """Return how few of the wrappers open before events stay open through all of them."""
    lowest = depth
    for event in events:
        depth += {"open": 1, "close": -1}.get(event.kind, 0)
        lowest = min(lowest, depth)
    return lowest
