"""DrawingML, which draws slides, shapes, charts and diagrams in all Office documents: its texts and descriptions."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from babelpress._internal.xml_tree import Node
from babelpress.document import Block
from babelpress.formats.xml.runs import DRAWING, Runs, whole
from babelpress.formats.xml.texts import Nested, attribute, has_words, lettered, plain
from babelpress.formats.xml.tree import Cut, Source

_OFFICE = "application/vnd.openxmlformats-officedocument."
DRAWINGS = (
    f"{_OFFICE}drawing+xml",
    f"{_OFFICE}drawingml.chart+xml",
    f"{_OFFICE}drawingml.chartshapes+xml",
    f"{_OFFICE}drawingml.diagramData+xml",
    "application/vnd.ms-office.drawingml.diagramDrawing+xml",
    "application/vnd.ms-office.chartex+xml",
)
"""The content types of drawings, charts and diagrams (SmartArt)."""

_HOLDERS = frozenset({"txBody", "rich", "t", "txBdy"})
"""The elements that contain paragraphs."""

Describe = Callable[[Node, Node | None], Block]
"""Gives the kind and level of a paragraph by the nearest shape around it and its properties."""


def paragraph(_: Node, __: Node | None) -> Block:
    """Return an ordinary paragraph."""
    return Block(kind="paragraph", text="")


def any_shape(_: Node) -> bool:
    """Return that the texts of a shape are translated."""
    return True


def drawn(
    source: Source, *, language: str = "", like: Describe = paragraph, shown: Callable[[Node], bool] = any_shape
) -> list[Cut]:
    """Return the texts of a part in order.

    Args:
        source: The part.
        language: What its runs state as their language.
        like: What a paragraph is.
        shown: Whether the texts of a shape are translated.

    Returns:
        Paragraphs, which end at line breaks; descriptions of pictures; names of rows and columns in charts.
    """
    nested = Nested(source, _described(source))
    return nested.woven(_Drawing(source, nested, language, like, shown).walk(source.root, source.root))


def left_in_drawing(root: Node, *, shown: Callable[[Node], bool] = any_shape) -> Counter[str]:
    """Count the texts of a part that stay as they are, by kind."""
    fields = sum(lettered(node.texts()) for node in root.walk("fld"))
    prompts = sum(not shown(node) and any(map(lettered, _written(node))) for node in root.walk("sp"))
    data = sum(1 for _ in root.walk("externalData"))
    return Counter({"fields such as dates": fields, "prompts of layouts": prompts, "tables behind charts": data})


def _written(shape: Node) -> Iterator[str]:
    return (node.text for node in shape.walk("t"))


_DESCRIBED = {
    "cNvPr": ("title", "descr"),
    "docPr": ("title", "descr"),
    "hlinkClick": ("tooltip",),
    "hlinkHover": ("tooltip",),
    "hlinkMouseOver": ("tooltip",),
}
"""Attributes that a reader sees or hears: descriptions of pictures, hints of links."""


def _described(source: Source) -> Iterator[Cut]:
    for node in source.root.walk(*_DESCRIBED):
        for local in _DESCRIBED[node.local]:
            cut = attribute(source, node, local) if node.get(local) else None
            if cut:
                yield cut


class _Drawing:
    def __init__(
        self, source: Source, nested: Nested, language: str, like: Describe, shown: Callable[[Node], bool]
    ) -> None:
        self._source, self._nested = source, nested
        self._language, self._like, self._shown = language, like, shown

    def walk(self, node: Node, shape: Node) -> Iterator[Cut]:
        if node.local == "sp" and not self._shown(node):
            return
        shape = node if node.local in ("sp", "graphicFrame") else shape
        for child in node.nodes:
            if child.local == "p" and node.local in _HOLDERS:
                yield from self._paragraph(child, shape)
            elif child.local == "strCache":
                yield from self._cached(child)
            else:
                yield from self.walk(child, shape)

    def _paragraph(self, node: Node, shape: Node) -> Iterator[Cut]:
        own = node.child("pPr")
        like = self._like(shape, own)
        prefix = node.name.removesuffix("p")
        runs = Runs(self._nested, DRAWING, prefix=prefix, language=self._language)
        group: list[Node] = []
        for child in node.nodes:
            if child is own or child.local == "endParaRPr":
                continue
            if child.local in DRAWING.breaks:
                yield from _prose(group, runs, like)
                group = []
            else:
                group.append(child)
        yield from _prose(group, runs, like)

    def _cached(self, node: Node) -> Iterator[Cut]:
        """Yield the names that a chart has copied from its table."""
        for value in node.walk("v"):
            cut = plain(self._source, value, Block(kind="caption", text="")) if lettered(value.text) else None
            if cut:
                yield cut


def _prose(nodes: Sequence[Node], runs: Runs, like: Block) -> Iterator[Cut]:
    texts = [index for index, node in enumerate(nodes) if runs.has_text([node])]
    if not texts:
        return
    inside = [whole(node) for node in nodes[texts[0] : texts[-1] + 1]]
    block = runs.block(inside, like)
    if has_words(block.text):
        yield Cut(start=inside[0].start, end=inside[-1].end, blocks=(block,))
