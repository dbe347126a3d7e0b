"""The runs of a Word paragraph as text with marks, and back.

Text carries no runs: `render_runs` wraps each piece in one, with the properties (`w:rPr`) of the innermost mark that
has an attribute `rPr`, else the usual ones of the paragraph. So the runs are valid wherever marks are moved to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from babelpress._internal.xml_tree import Node
from babelpress.document import Block, InlineTag
from babelpress.formats.inline import render_inline
from babelpress.formats.xml.tree import Inline, Source, attribute_of, escape, fingerprint

TAG = "docx"
"""The mark with the properties of a block of prose."""

_FORMAT = "rPr"
"""The tag of a mark over words with their own properties, which are written into each of its runs, not around them."""

WRAPPERS = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "fldSimple", "dir", "bdo"})
"""Elements of a paragraph that contain runs."""

_BREAKS = frozenset({"br", "cr", "tab", "ptab"})
_CACHED = frozenset({"lastRenderedPageBreak", "proofErr", "softHyphen"})
"""Elements that Word inserts automatically, or that are valid for the source language only (soft hyphens)."""

_SCATTERED = frozenset({"lang", "noProof"})
"""Properties that Word's proofing sets on single words; a translation has the language of its styles."""

_MAX_FIELDS = 20
"""Most levels of nested fields."""

_FAIR = 0.2
"""The share of a text that properties must cover to be taken as its usual ones."""

_SILENT = "\0"
"""Placeholder for the tag of a format while rendering; not allowed in XML."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of a paragraph: text, a point (`raw`), a part of a field, or with `items` a wrapper of others."""

    raw: str = ""
    text: str = ""
    format: str = ""
    tag: str = ""
    space: bool = False
    field: str = ""
    close: str = ""
    keep: bool = False
    items: tuple["_Item", ...] = ()


class Runs:
    """Reads the runs of one part; `prefix` is that of its Word elements, with a colon."""

    def __init__(self, source: Source, *, prefix: str) -> None:
        self._source = source
        self._prefix = prefix

    def block(self, nodes: Sequence[Node], like: Block) -> Block:
        """Return the text and marks of neighbouring children of a paragraph, with the kind and level of `like`."""
        items = self._items(nodes)
        base = _usual(items) or ""
        inline = Inline()
        self._emit(items, inline, base)
        about = (("rPr", base), ("prefix", self._prefix))
        block = replace(
            like, text=inline.text, markup=(InlineTag(start=0, end=0, tag=TAG, attributes=about), *inline.marks)
        )
        raw = self._source.raw(nodes[0].start, nodes[-1].end)
        if render_runs(block) == raw:
            return block
        exact = (*about, ("xml", raw), ("of", fingerprint(block.text, block.markup)))
        return replace(block, markup=(replace(block.markup[0], attributes=exact), *block.markup[1:]))

    def has_text(self, nodes: Sequence[Node]) -> bool:
        """Return whether neighbouring children of a paragraph have anything to translate."""
        return any(item.text.strip() for item in _texts(self._items(nodes)))

    def _items(self, nodes: Iterable[Node]) -> tuple[_Item, ...]:
        found: list[_Item] = []
        for node in nodes:
            if node.local == "r":
                found.extend(self._run(node))
            elif node.local in WRAPPERS:
                found.append(self._wrapper(node))
            elif node.local not in _CACHED:
                found.append(_Item(raw=self._source.raw(node.start, node.end), tag=node.local))
        return _with_fields(found)

    def _wrapper(self, node: Node) -> _Item:
        inside = content_of(node)
        items = self._items(inside.nodes)
        if not any(item.text for item in _texts(items, kept=True)):
            return _Item(raw=self._source.raw(node.start, node.end), tag=node.local)
        return _Item(
            raw=self._source.raw(node.start, inside.inner),
            close=self._source.raw(inside.outer, node.end),
            tag=node.local,
            keep=node.local == "fldSimple" and not _is_link(node.get("instr")),
            items=items,
        )

    def _run(self, run: Node) -> Iterator[_Item]:
        properties = run.child("rPr")
        written = self._source.raw(properties.start, properties.end) if properties else ""
        format = self._format(properties) if properties else ""
        for node in run.nodes:
            if node is properties or node.local in _CACHED:
                continue
            if node.local == "t":
                kept = any(key == "xml:space" and value == "preserve" for key, value in node.attributes.items())
                yield _Item(text=node.text if kept else node.text.strip(" \t\r\n"), format=format)
            elif node.local == "noBreakHyphen":
                yield _Item(text="\u2011", format=format)
            else:
                start = self._source.raw(run.start, run.inner)
                end = self._source.raw(run.outer, run.end)
                raw = f"{start}{written}{self._source.raw(node.start, node.end)}{end}"
                field = node.get("fldCharType") if node.local == "fldChar" else ""
                yield _Item(raw=raw, tag=node.local, space=node.local in _BREAKS, field=field)

    def _format(self, properties: Node) -> str:
        kept = [self._source.raw(node.start, node.end) for node in properties.nodes if node.local not in _SCATTERED]
        name = f"{self._prefix}rPr"
        return f"<{name}>{''.join(kept)}</{name}>" if kept else ""

    def _emit(self, items: Sequence[_Item], inline: Inline, base: str) -> None:
        current = base
        for index, item in enumerate(items):
            if item.items:
                if current != base:
                    inline.close("")
                current = base
                inner = _usual(item.items)
                own = (("rPr", inner),) if inner is not None and inner != base else ()
                inline.open(item.raw, tag=item.tag, attributes=own, keep=item.keep)
                self._emit(item.items, inline, base if inner is None else inner)
                inline.close(item.close)
            elif item.raw:
                if current != base and _next_format(items, index) != current:
                    inline.close("")  # a note reference after the last bold word is not bold
                    current = base
                inline.point(item.raw, tag=item.tag, space=item.space)
            elif item.text:
                if item.format != current and item.text.strip():  # white space continues the format before it
                    if current != base:
                        inline.close("")
                    current = item.format
                    if current != base:
                        written = current or f"<{self._prefix}rPr/>"
                        inline.open(written, tag=_FORMAT, attributes=(("rPr", current),))
                inline.add(item.text)
        if current != base:
            inline.close("")


def content_of(node: Node) -> Node:
    """Return the element whose children a wrapper contains: of a content control its `w:sdtContent`."""
    return (node.child("sdtContent") or node) if node.local == "sdt" else node


def render_runs(block: Block) -> str:
    """Return a block of prose as the children of a paragraph: as they were read if nothing was changed."""
    written = attribute_of(block, tag=TAG, name="xml")
    if written is not None and attribute_of(block, tag=TAG, name="of") == fingerprint(block.text, block.markup):
        return written
    base = attribute_of(block, tag=TAG, name="rPr") or ""
    prefix = attribute_of(block, tag=TAG, name="prefix")
    prefix = "w:" if prefix is None else prefix

    def run(text: str, around: tuple[InlineTag, ...]) -> str:
        formats = [value for mark in around for key, value in mark.attributes if key == "rPr"]
        space = ' xml:space="preserve"' if text.strip(" \t\r\n") != text else ""
        format = formats[-1] if formats else base
        return f"<{prefix}r>{format}<{prefix}t{space}>{escape(text)}</{prefix}t></{prefix}r>"

    marks = tuple(
        replace(mark, open=_SILENT) if mark.tag == _FORMAT and mark.attributes else mark for mark in block.markup
    )
    return render_inline(replace(block, markup=marks), run).replace(_SILENT, "")


def _with_fields(items: list[_Item], depth: int = 0) -> tuple[_Item, ...]:
    """Return the items with each complete field around its result; parts of an incomplete one stay points."""
    found: list[_Item] = []
    ends = _field_ends(items)
    at = 0
    while at < len(items):
        separator, end = ends.get(at, (0, 0))
        result = items[separator + 1 : end]
        head = items[at : separator + 1]
        if end and depth < _MAX_FIELDS and any(item.text or item.items for item in result):
            opening = "".join(item.raw for item in head)
            keep = not _is_link("".join(item.text for item in head) + opening)
            inner = _with_fields(result, depth + 1)
            found.append(_Item(raw=opening, close=items[end].raw, tag="field", keep=keep, items=inner))
            at = end + 1
        else:
            found.append(items[at])
            at += 1
    return tuple(found)


def _field_ends(items: Sequence[_Item]) -> dict[int, tuple[int, int]]:
    """Return where each field that begins among the items has its separator and its end."""
    found: dict[int, tuple[int, int]] = {}
    open_: list[list[int]] = []
    for index, item in enumerate(items):
        if item.field == "begin":
            open_.append([index])
        elif item.field == "separate" and open_ and len(open_[-1]) == 1:
            open_[-1].append(index)
        elif item.field == "end" and open_:
            begin, *separator = open_.pop()
            # text before the separator would be hidden in the opening
            if separator and not any(item.text or item.items for item in items[begin : separator[0]]):
                found[begin] = (separator[0], index)
    return found


def _is_link(instruction: str) -> bool:
    """Return whether a field shows words of the author: a link does, a date or page number does not."""
    return "HYPERLINK" in instruction


def _texts(items: Iterable[_Item], *, kept: bool = False) -> Iterator[_Item]:
    for item in items:
        if item.items and (kept or not item.keep):
            yield from _texts(item.items, kept=kept)
        elif item.text:
            yield item


def _next_format(items: Sequence[_Item], index: int) -> str | None:
    """Return the properties of the next text; None where a wrapper or nothing follows."""
    for item in items[index:]:
        if item.text.strip() or item.items:
            return None if item.items else item.format
    return None


def _usual(items: Iterable[_Item]) -> str | None:
    """Return the usual properties of the words; None where there is no text directly among the items.

    The shortest properties that a fair share of the text has: in « Voir le *communiqué* » it is the one long word that
    is emphasized, not the two short ones that are plain.
    """
    counts: Counter[str] = Counter()
    for item in items:
        if item.text.strip():
            counts[item.format] += len(item.text)
    fair = [format for format, length in counts.items() if length >= _FAIR * counts.total()] or [*counts]
    return min(fair, key=lambda format: (len(format), -counts[format])) if fair else None
