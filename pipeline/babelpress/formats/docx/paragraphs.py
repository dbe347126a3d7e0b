"""One part of a Word document as blocks: its paragraphs, at any depth, and everything else as skeletons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from babelpress._internal.xml_tree import Node
from babelpress.document import HIDDEN, Block, InlineTag
from babelpress.formats.docx.runs import WRAPPERS, Runs, content_of
from babelpress.formats.docx.styles import Kind, Styles
from babelpress.formats.xml.tree import Cut, Inline, Source, escape, fingerprint, primary

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
PLAIN = "plain"
"""The mark of a block that is written as text only, without runs."""

_LANGUAGE = InlineTag(start=0, end=0, tag="language")


def paragraphs(source: Source, styles: Styles) -> Iterator[Cut]:
    """Yield the texts of a part in order, also of paragraphs in tables, text boxes and content controls."""
    return _Paragraphs(source, styles).walk(source.root)


def properties(source: Source, default: str) -> Iterator[Cut]:
    """Yield title, subject and description of a document, and the language it states if that is its default."""
    for node in source.root.nodes:
        if node.local in ("title", "subject", "description"):
            cut = _plain(source, node, Block(kind="caption", text="", markup=(HIDDEN,)))
            if cut:
                yield cut
        elif node.local == "language" and default and primary(node.text) == default:
            yield _statement(source, node.inner, node.outer)


def statements(source: Source, default: str) -> Iterator[Cut]:
    """Yield the places in styles or settings that state the default language of the document."""
    for node in source.root.walk():
        if node.local in ("lang", "themeFontLang") and default and primary(node.get("val")) == default:
            yield _statement(source, *source.attribute(node, "val"))


class _Paragraphs:
    def __init__(self, source: Source, styles: Styles) -> None:
        names = source.root.attributes.items()
        bound = [key.partition(":")[2] for key, value in names if value in _NAMESPACES and key.startswith("xmlns")]
        prefix = f"{bound[0]}:" if bound and bound[0] else ("" if bound else "w:")
        self._source, self._styles = source, styles
        self._paragraph = f"{prefix}p"
        self._runs = Runs(source, prefix=prefix)
        self._holders: set[Node] = set()
        self._find_holders(source.root)

    def walk(self, node: Node) -> Iterator[Cut]:
        if node.name == self._paragraph:
            own = next((child for child in node.nodes if child.local == "pPr"), None)
            children = [child for child in node.nodes if child is not own]
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
        """Yield the texts of neighbouring children of a paragraph; a text box between them separates them."""
        group: list[Node] = []
        for node in nodes:
            if node not in self._holders:
                group.append(node)
                continue
            yield from self._prose(group, kind)
            group = []
            if node.local == "r":
                yield from self._split_run(node, kind)
            elif node.local in WRAPPERS:
                yield from self._region(content_of(node).nodes, kind)
            else:
                yield from self.walk(node)
        yield from self._prose(group, kind)

    def _split_run(self, run: Node, kind: Kind) -> Iterator[Cut]:
        for node in run.nodes:
            if node in self._holders:
                yield from self.walk(node)
            elif node.local == "t":
                cut = _plain(self._source, node, Block(kind=kind.kind, text="", level=kind.level))
                if cut:
                    yield cut

    def _prose(self, nodes: Sequence[Node], kind: Kind) -> Iterator[Cut]:
        """Yield the text of children without paragraphs in them, without what is around it."""
        units = _units(nodes)
        texts = [index for index, unit in enumerate(units) if self._runs.has_text(unit)]
        if not texts:
            return
        inside = [node for unit in units[texts[0] : texts[-1] + 1] for node in unit]
        if len(inside) == 1 and inside[0].local in WRAPPERS and inside[0].local != "fldSimple":
            yield from self._prose(content_of(inside[0]).nodes, kind)
            return
        block = self._runs.block(inside, Block(kind=kind.kind, text="", level=kind.level))
        if any(map(str.isalnum, block.text)):
            yield Cut(start=inside[0].start, end=inside[-1].end, blocks=(block,))


def _units(nodes: Sequence[Node]) -> list[list[Node]]:
    """Group the children of a paragraph so that no field is split, unless it continues in another paragraph."""
    units: list[list[Node]] = []
    depth = 0
    for node in nodes:
        if depth:
            units[-1].append(node)
        else:
            units.append([node])
        for child in node.nodes if node.local == "r" else ():
            if child.local == "fldChar":
                depth += {"begin": 1, "end": -1}.get(child.get("fldCharType"), 0)
        depth = max(depth, 0)
    return units if not depth else [[node] for node in nodes]


def _plain(source: Source, node: Node, like: Block) -> Cut | None:
    """Return the text of an element that has only text, None where there is nothing to translate."""
    inline = Inline()
    inline.add(node.text)
    if node.nodes or not any(map(str.isalnum, inline.text)):
        return None
    written = source.raw(node.inner, node.outer)
    exact = (("xml", written), ("of", fingerprint(inline.text, ()))) if written != escape(inline.text) else ()
    block = replace(
        like, text=inline.text, markup=(*like.markup, InlineTag(start=0, end=0, tag=PLAIN, attributes=exact))
    )
    return Cut(start=node.inner, end=node.outer, blocks=(block,))


def _statement(source: Source, start: int, end: int) -> Cut:
    return Cut(start=start, end=end, blocks=(Block(kind="skeleton", text=source.raw(start, end), markup=(_LANGUAGE,)),))
