"""One part of a Word document as cuts: its paragraphs, at any depth, and texts that are attributes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from babelpress._internal.xml_tree import Node
from babelpress.document import Block
from babelpress.formats.docx.styles import Kind, Styles
from babelpress.formats.xml.runs import WORD, Piece, Runs, content_of, is_link, whole
from babelpress.formats.xml.texts import Nested, attribute, has_words, lettered
from babelpress.formats.xml.tree import Cut, Source

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_ATTRIBUTES = {
    "docPr": ("title", "descr"),
    "cNvPr": ("title", "descr"),
    "shape": ("alt",),
    "rect": ("alt",),
    "alias": ("val",),
    "listItem": ("displayText",),
    "listEntry": ("val",),
    "tblCaption": ("val",),
    "tblDescription": ("val",),
    "hyperlink": ("tooltip",),
}
"""Attributes that a reader sees or hears: descriptions of pictures and tables, titles of controls, entries of lists."""
_IDENTIFIER = re.compile(r"\S*(?:[\d_]|[a-z][A-Z])\S*")
"""A title of a control that only programs read."""


def paragraphs(source: Source, styles: Styles) -> tuple[list[Cut], Counter[str]]:
    """Return the texts of a part in order, and the number of those that stay as they are, by kind.

    Paragraphs may be in tables, text boxes and content controls.
    """
    nested = Nested(source, _described(source))
    found = _Paragraphs(source, styles, nested)
    cuts = nested.woven(found.walk(source.root))
    deleted = (any(lettered(text.text) for text in node.walk("delText")) for node in source.root.walk("del"))
    left = {"fields such as dates": found.fields, "deleted passages": sum(deleted), "passages of code": found.code}
    return cuts, Counter(left)


def _described(source: Source) -> Iterator[Cut]:
    for node in source.root.walk(*_ATTRIBUTES):
        if node.local == "alias" and _IDENTIFIER.fullmatch(node.get("val")):
            continue
        cuts = [attribute(source, node, local) for local in _ATTRIBUTES[node.local] if node.get(local)]
        yield from (cut for cut in cuts if cut)


class _Paragraphs:
    def __init__(self, source: Source, styles: Styles, nested: Nested) -> None:
        names = source.root.attributes.items()
        bound = [key.partition(":")[2] for key, value in names if value in _NAMESPACES and key.startswith("xmlns")]
        prefix = f"{bound[0]}:" if bound and bound[0] else ("" if bound else "w:")
        self._source, self._styles = source, styles
        self._paragraph = f"{prefix}p"
        self._runs = Runs(nested, WORD, prefix=prefix, is_code=styles.is_code)
        self._holders: set[Node] = set()
        self.fields = self.code = 0
        self._find_holders(source.root)

    def walk(self, node: Node) -> Iterator[Cut]:
        if node.name == self._paragraph:
            own = next((child for child in node.nodes if child.local == "pPr"), None)
            children = [child for child in node.nodes if child is not own]
            style = own.child("pStyle") if own else None
            if style and self._styles.is_code(style.get("val")):
                self.code += lettered(node.texts())
                return
            yield from self._region(children, self._styles.kind(own))
        elif node in self._holders:
            for child in node.nodes:
                yield from self.walk(child)

    def _find_holders(self, node: Node) -> bool:
        """Record the elements that contain paragraphs."""
        inside = [self._find_holders(child) for child in node.nodes]  # a list, so that every child is visited
        if any(inside):
            self._holders.add(node)
        return any(inside) or node.name == self._paragraph

    def _region(self, nodes: Sequence[Node], kind: Kind) -> Iterator[Cut]:
        """Yield the texts of neighbouring children of a paragraph.

        Tabs and line breaks separate texts, as they do for a reader: they are columns and lines. So does a text box.
        """
        group: list[Piece] = []
        fields = _fields(nodes)
        for node in nodes:
            if node in fields or not self._parts(node):
                group.append(whole(node))
            elif node.local == "r":
                for item in self._pieces(node):
                    if isinstance(item, Piece):
                        group.append(item)
                        continue
                    yield from self._prose(group, kind)
                    group = []
                    yield from self.walk(item)
            else:
                yield from self._prose(group, kind)
                group = []
                if node.local in WORD.wrappers:
                    yield from self._region(content_of(node).nodes, kind)
                else:
                    yield from self.walk(node)
        yield from self._prose(group, kind)

    def _parts(self, node: Node) -> bool:
        """Return whether a child of a paragraph separates texts, or has something in it that does."""
        if node in self._holders:
            return True
        if node.local == "r":
            return any(child.local in WORD.breaks for child in node.nodes)
        if node.local not in WORD.wrappers or (node.local == "fldSimple" and not is_link(node.get("instr"))):
            return False
        return any(self._parts(child) for child in content_of(node).nodes)

    def _pieces(self, run: Node) -> Iterator[Piece | Node]:
        """Yield the parts of a run between breaks and text boxes, and these."""
        properties = run.child("rPr")
        content = [properties] if properties else []
        opening, closing = self._runs.open(run), self._source.raw(run.outer, run.end)
        start, head, inside = run.start, "", [*content]
        for node in run.nodes:
            if node is properties:
                continue
            if node not in self._holders and node.local not in WORD.breaks:
                inside.append(node)
                continue
            if len(inside) > len(content):
                yield Piece(replace(run, content=[*inside]), start, node.start, head, opening)
            yield node
            start, head, inside = node.end, closing, [*content]
        if len(inside) > len(content):
            yield Piece(replace(run, content=[*inside]), start, run.end, head)

    def _prose(self, pieces: Sequence[Piece], kind: Kind) -> Iterator[Cut]:
        """Yield the text of children without paragraphs in them, without what is around it."""
        units = _units(pieces)
        self.fields += self._runs.kept(piece.node for piece in pieces)
        if not self._runs.has_text(piece.node for piece in pieces):
            self.code += self._runs.has_text((piece.node for piece in pieces), code=True)
            return
        texts = [
            index
            for index, unit in enumerate(units)
            if self._runs.has_text((piece.node for piece in unit), code=True)  # code at the edge is part of a sentence
        ]
        inside = [piece for unit in units[texts[0] : texts[-1] + 1] for piece in unit]
        first = inside[0].node
        if len(inside) == 1 and first.local in WORD.wrappers and first.local != "fldSimple":
            self.fields -= self._runs.kept(content_of(first).nodes)  # counted again inside of it
            yield from self._prose([whole(node) for node in content_of(first).nodes], kind)
            return
        block = self._runs.block(inside, Block(kind=kind.kind, text="", level=kind.level))
        if has_words(block.text):
            yield Cut(start=inside[0].start, end=inside[-1].end, blocks=(block,))


def _fields(nodes: Sequence[Node]) -> set[Node]:
    """Return the children of a paragraph in complete fields that show no words of the author: they are never parted."""
    begun: list[tuple[int, list[str]]] = []
    depths = [0] * (len(nodes) + 1)
    for index, node in enumerate(nodes):
        for child in node.nodes if node.local == "r" else ():
            if child.local == "fldChar" and child.get("fldCharType") == "begin":
                begun.append((index, []))
            elif child.local == "instrText" and begun:
                begun[-1][1].append(child.text)
            elif child.local == "fldChar" and child.get("fldCharType") == "end" and begun:
                start, instruction = begun.pop()
                if not is_link("".join(instruction)):
                    depths[start] += 1
                    depths[index + 1] -= 1
    return {node for node, depth in zip(nodes, accumulate(depths[:-1]), strict=True) if depth}


def _units(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group the children of a paragraph so that no field is split, unless it continues in another paragraph."""
    units: list[list[Piece]] = []
    depth = 0
    for piece in pieces:
        if depth:
            units[-1].append(piece)
        else:
            units.append([piece])
        for child in piece.node.nodes if piece.node.local == "r" else ():
            if child.local == "fldChar":
                depth += {"begin": 1, "end": -1}.get(child.get("fldCharType"), 0)
        depth = max(depth, 0)
    return units if not depth else [[piece] for piece in pieces]
