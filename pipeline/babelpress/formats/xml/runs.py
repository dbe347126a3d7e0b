"""The runs of a paragraph of an Office document as text with marks, and back.

A run (`w:r`, `a:r`, `r`) is a text with properties (`rPr`). Text carries no runs: `render_runs` wraps each piece in
one, with the properties of the innermost mark that has an attribute `rPr`, else the usual ones of the paragraph. So the
runs are valid wherever marks are moved to.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from babelpress._internal.xml_tree import Node
from babelpress.document import Block, InlineTag
from babelpress.formats.inline import render_inline
from babelpress.formats.xml.texts import Nested, lettered
from babelpress.formats.xml.tree import Inline, attribute_of, escape, fingerprint

TAG = "runs"
"""The mark with the properties of a block of prose."""

_FORMAT = "rPr"
"""The tag of a mark over words with their own properties, which are written into each of its runs, not around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a kind of document writes runs, by the local names of its elements.

    Attributes:
        wrappers: Elements of a paragraph that contain runs.
        breaks: Elements that separate words.
        cached: Elements that the program inserts automatically, or that are valid for the source language only.
        scattered: Elements of the properties that proofing sets on single words; a translation has the language of its
            styles.
        attributes: Whether properties are attributes too, with the language among them.
        space: Whether white space at the edge of a text must be marked to be kept.
    """

    wrappers: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    cached: frozenset[str] = frozenset()
    scattered: frozenset[str] = frozenset()
    attributes: bool = False
    space: bool = True


WORD = Dialect(
    wrappers=frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "fldSimple", "dir", "bdo"}),
    breaks=frozenset({"br", "cr", "tab", "ptab"}),
    cached=frozenset({"lastRenderedPageBreak", "proofErr", "softHyphen"}),
    scattered=frozenset({"lang", "noProof"}),
)
DRAWING = Dialect(breaks=frozenset({"br"}), attributes=True, space=False)
SHEET = Dialect(cached=frozenset({"phoneticPr", "rPh"}))

# Attributes of `a:rPr` that PowerPoint's proofing sets on single words.
_PROOFING = re.compile(r"""\s+(?:lang|altLang|dirty|err|smtClean|noProof|bmk)\s*=\s*(?:"[^"]*"|'[^']*')""")

_SHOWN = re.compile(r"\s*(?:HYPERLINK|REF|STYLEREF)\b")
_XML_TAG = re.compile(r"<[^<>]*>")
_MAX_FIELDS = 20
"""Most levels of nested fields."""

_FAIR = 0.2
"""The share of a text that properties must cover to be taken as its usual ones."""

_SILENT = "\0"
"""Placeholder for the tag of a format while rendering; not allowed in XML."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of a paragraph: text, a point (`raw`), a part of a field, or with `items` a wrapper of others.

    The text of `code` is kept, and so is that in a wrapper with `keep`.
    """

    raw: str = ""
    text: str = ""
    format: str = ""
    tag: str = ""
    space: bool = False
    field: str = ""
    close: str = ""
    keep: bool = False
    code: bool = False
    items: tuple["_Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A child of a paragraph, or a part of a run: what stands between two breaks.

    Attributes:
        node: The child; of a part of a run, the run with fewer children.
        start: Where it begins in the source.
        end: Where it ends.
        head: What ends the run before it if it is written anew.
        tail: What begins the run after it then.
    """

    node: Node
    start: int
    end: int
    head: str = ""
    tail: str = ""


def whole(node: Node) -> Piece:
    """Return a child of a paragraph as it is."""
    return Piece(node, node.start, node.end)


class Runs:
    """Reads the runs of one part.

    Attributes:
        dialect: How it writes runs.
        prefix: That of its elements, with a colon.
        language: What its texts state as their language, in the properties of each run.

    `is_code` says whether words of a style are code, which is kept.
    """

    def __init__(
        self,
        nested: Nested,
        dialect: Dialect,
        *,
        prefix: str,
        language: str = "",
        is_code: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._is_code = is_code
        self.dialect = dialect
        self.prefix = prefix
        self.language = language
        self._nested = nested
        self._made: dict[Node, tuple[_Item, ...]] = {}

    def block(self, pieces: Sequence[Piece], like: Block) -> Block:
        """Return the text and marks of neighbouring pieces of a paragraph, with the kind and level of `like`."""
        items = self._items(piece.node for piece in pieces)
        self._made.clear()  # the runs of a paragraph are asked for several times, and then no more
        base = _usual(items) or self._bare()
        inline = Inline()
        self._emit(items, inline, base)
        about = (("rPr", base), ("prefix", self.prefix), *((("space", "default"),) if not self.dialect.space else ()))
        edges = (("head", pieces[0].head), ("tail", pieces[-1].tail))
        about += tuple((name, value) for name, value in edges if value)
        block = replace(
            like,
            text=inline.text,
            markup=(*like.markup, InlineTag(start=0, end=0, tag=TAG, attributes=about), *inline.marks),
        )
        raw = self._nested.raw(pieces[0].start, pieces[-1].end)
        if render_runs(block) == raw:
            return block
        exact = (*about, ("xml", raw), ("of", fingerprint(block.text, block.markup)))
        marks = (replace(mark, attributes=exact) if mark.tag == TAG else mark for mark in block.markup)
        return replace(block, markup=tuple(marks))

    def has_text(self, nodes: Iterable[Node], *, code: bool = False) -> bool:
        """Return whether neighbouring children of a paragraph have anything to translate, or, if asked for, code."""
        return any(item.text.strip() for item in _texts(self._items(nodes), code=code))

    def kept(self, nodes: Iterable[Node]) -> int:
        """Return the number of fields with words among neighbouring children of a paragraph that stay as they are."""
        return _kept(self._items(nodes))

    def open(self, run: Node) -> str:
        """Return the beginning of a run with the same properties as this one."""
        properties = run.child("rPr")
        written = self._nested.raw(properties.start, properties.end) if properties else ""
        return self._nested.raw(run.start, run.inner) + written

    def _items(self, nodes: Iterable[Node]) -> tuple[_Item, ...]:
        found: list[_Item] = []
        for node in nodes:
            if node.local == "r":
                if node not in self._made:
                    self._made[node] = tuple(self._run(node))
                found.extend(self._made[node])
            elif node.local in self.dialect.wrappers:
                found.append(self._wrapper(node))
            elif node.local not in self.dialect.cached:
                space = node.local in self.dialect.breaks
                found.append(_Item(raw=self._nested.raw(node.start, node.end), tag=node.local, space=space))
        return _with_fields(found)

    def _wrapper(self, node: Node) -> _Item:
        inside = content_of(node)
        items = self._items(inside.nodes)
        if not any(item.text for item in _texts(items, kept=True)):
            return _Item(raw=self._nested.raw(node.start, node.end), tag=node.local)
        return _Item(
            raw=self._nested.raw(node.start, inside.inner),
            close=self._nested.raw(inside.outer, node.end),
            tag=node.local,
            keep=node.local == "fldSimple" and not is_link(node.get("instr")),
            items=items,
        )

    def _run(self, run: Node) -> Iterator[_Item]:
        properties = run.child("rPr")
        written = self._nested.raw(properties.start, properties.end) if properties else ""
        format = self._format(properties) if properties else self._bare()
        style = properties.child("rStyle") if properties else None
        code = bool(style and self._is_code(style.get("val")))
        for node in run.nodes:
            if node is properties or node.local in self.dialect.cached:
                continue
            if node.local == "t":
                kept = not self.dialect.space or node.attributes.get("xml:space") == "preserve"
                yield _Item(text=node.text if kept else node.text.strip(" \t\r\n"), format=format, code=code)
            elif node.local == "noBreakHyphen":
                yield _Item(text="\u2011", format=format, code=code)
            else:
                start = self._nested.raw(run.start, run.inner)
                end = self._nested.raw(run.outer, run.end)
                raw = f"{start}{written}{self._nested.raw(node.start, node.end)}{end}"
                field = node.get("fldCharType") if node.local == "fldChar" else ""
                yield _Item(raw=raw, tag=node.local, space=node.local in self.dialect.breaks, field=field)

    def _bare(self) -> str:
        """Return the properties of a run that has none: only the language, where each run states it."""
        return f'<{self.prefix}rPr lang="{self.language}"/>' if self.language else ""

    def _format(self, properties: Node) -> str:
        scattered = self.dialect.scattered
        kept = [self._nested.raw(node.start, node.end) for node in properties.nodes if node.local not in scattered]
        name = f"{self.prefix}rPr"
        if not self.dialect.attributes:
            return f"<{name}>{''.join(kept)}</{name}>" if kept else ""
        tag = self._nested.raw(properties.start, properties.inner).rstrip("/> \t\r\n")
        own = _PROOFING.sub("", tag).removeprefix(f"<{properties.name}")
        if not (own.strip() or kept):
            return self._bare()
        stated = f' lang="{self.language}"' if self.language else ""
        return f"<{name}{stated}{own}" + (f">{''.join(kept)}</{name}>" if kept else "/>")

    def _emit(self, items: Sequence[_Item], inline: Inline, base: str) -> None:
        current, code = base, False
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
                if item.format != current and (item.text.strip() or code):  # white space continues the format before it
                    if current != base:
                        inline.close("")
                    current = item.format
                    if current != base:
                        written = current or f"<{self.prefix}rPr/>"
                        inline.open(written, tag=_FORMAT, attributes=(("rPr", current),), keep=item.code)
                inline.add(item.text)
                code = item.code or (code and not item.text.strip() and item.format == current)
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
    about = next((dict(mark.attributes) for mark in block.markup if mark.tag == TAG), {})
    base, prefix = about.get("rPr", ""), about.get("prefix", "w:")
    bare = about.get("space") == "default"

    def run(text: str, around: tuple[InlineTag, ...]) -> str:
        formats = [value for mark in around for key, value in mark.attributes if key == "rPr"]
        space = "" if bare or text.strip(" \t\r\n") == text else ' xml:space="preserve"'
        format = formats[-1] if formats else base
        return f"<{prefix}r>{format}<{prefix}t{space}>{escape(text)}</{prefix}t></{prefix}r>"

    marks = tuple(
        replace(mark, open=_SILENT) if mark.tag == _FORMAT and mark.attributes else mark for mark in block.markup
    )
    inner = render_inline(replace(block, markup=marks), run).replace(_SILENT, "")
    return f"{about.get('head', '')}{inner}{about.get('tail', '')}"


def _with_fields(items: Sequence[_Item]) -> tuple[_Item, ...]:
    """Return the items with each complete field around its result; parts of an incomplete one stay points."""
    worded = [0, *accumulate(bool(item.text or item.items) for item in items)]
    ends = _field_ends(items, worded)

    def within(at: int, last: int, depth: int) -> Iterator[_Item]:
        while at < last:
            separator, end = ends.get(at, (0, 0)) if depth < _MAX_FIELDS else (0, 0)
            if end and worded[separator + 1] < worded[end]:
                head = items[at : separator + 1]
                opening = "".join(item.raw for item in head)
                inner = tuple(within(separator + 1, end, depth + 1))
                keep = not is_link(opening)
                yield _Item(raw=opening, close=items[end].raw, tag="field", keep=keep, items=inner)
                at = end + 1
            else:
                yield items[at]
                at += 1

    return tuple(within(0, len(items), 0))


def _field_ends(items: Sequence[_Item], worded: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return where each field that begins among the items has its separator and its end.

    `worded` counts the items with words before each one.
    """
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
            if separator and worded[begin] == worded[separator[0]]:
                found[begin] = (separator[0], index)
    return found


def is_link(instruction: str) -> bool:
    """Return whether a field shows words of the author: a link or a reference does, a date or page number does not."""
    return bool(_SHOWN.match(_XML_TAG.sub("", instruction)))


def _texts(items: Iterable[_Item], *, kept: bool = False, code: bool = False) -> Iterator[_Item]:
    """Yield the texts to translate; with `kept` also those of fields, with `code` also code."""
    for item in items:
        if item.items and (kept or not item.keep):
            yield from _texts(item.items, kept=kept, code=code)
        elif item.text and (kept or code or not item.code):
            yield item


def _kept(items: Iterable[_Item]) -> int:
    inside = ((item, any(lettered(text.text) for text in _texts(item.items, kept=True))) for item in items)
    return sum(worded if item.keep else _kept(item.items) for item, worded in inside)


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
        if item.text.strip() and not item.code:
            counts[item.format] += len(item.text)
    fair = [format for format, length in counts.items() if length >= _FAIR * counts.total()] or [*counts]
    return min(fair, key=lambda format: (len(format), -counts[format])) if fair else None
