"""What a paragraph of a Word document is by its style (title, heading, list item, ...), and its default language."""

import re
from dataclasses import dataclass

from babelpress._internal.xml_tree import Node
from babelpress.document import BlockKind
from babelpress.formats.xml.tree import Source, primary

_TITLES = frozenset({"title", "titel", "titre", "titolo", "título", "titulo"})
_QUOTES = frozenset(
    {
        "quote",
        "intense quote",
        "intensequote",
        "quotations",
        "block text",
        "blocktext",
        "citation",
        "citation intense",
        "citaat",
        "duidelijk citaat",
        "zitat",
        "intensives zitat",
        "cita",
        "cita destacada",
        "citação",
        "citação intensa",
    }
)
_CAPTIONS = frozenset(
    {"caption", "légende", "lgende", "bijschrift", "beschriftung", "epígrafe", "descripción", "legenda"}
)
_HEADING = re.compile(r"(?:heading|titre|überschrift|berschrift|kop|título|titulo|ttulo) ?([1-9])")
_LIST = re.compile(
    r"(?:list|list paragraph|listparagraph|paragraphe de liste|paragraphedeliste|lijstalinea|listenabsatz|"
    r"párrafo de lista|prrafodelista|parágrafo da lista|pargrafodalista|list ?(?:bullet|number)) ?([1-9]?)"
)
_MAX_STYLES = 50
"""Styles based on one another; also what ends a circle of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a paragraph is."""

    kind: BlockKind = "paragraph"
    level: int = 0


class Styles:
    """The styles of a document; none where it has no such part."""

    def __init__(self, source: Source | None = None) -> None:
        root = source.root if source else None
        self._styles = {node.get("styleId"): node for node in root.nodes if node.local == "style"} if root else {}
        self.language = _default_language(root) if root else ""

    def kind(self, properties: Node | None) -> Kind:
        """Give what a paragraph with these properties (`w:pPr`) is."""
        if properties is None:
            return Kind()
        found = Kind()
        style = _value(properties, "pStyle")
        for _ in range(_MAX_STYLES):
            node = self._styles.get(style)
            name = _value(node, "name") if node else ""
            found = next((kind for kind in map(_named, (name, style)) if kind != Kind()), Kind())
            if found != Kind() or node is None:
                break
            found = _numbered(node.child("pPr"))
            style = _value(node, "basedOn")
            if found != Kind() or not style:
                break
        return found if found.kind in ("title", "heading", "quote", "caption") else _own(properties, found)


def _own(properties: Node, found: Kind) -> Kind:
    """Give what a paragraph's own list and outline say, else what its style says."""
    outline = _value(properties, "outlineLvl")
    if outline.isdecimal() and int(outline) < 9:
        return Kind(kind="heading", level=int(outline) + 1)
    numbering = properties.child("numPr")
    if numbering is not None and _value(numbering, "numId") == "0":
        return Kind()  # takes the paragraph out of its style's list
    own = _numbered(properties)
    return found if own == Kind() else own


def _named(name: str) -> Kind:
    name = name.strip().lower()
    if name in _TITLES:
        return Kind(kind="title")
    if heading := _HEADING.fullmatch(name):
        return Kind(kind="heading", level=int(heading[1]))
    if name in _QUOTES:
        return Kind(kind="quote")
    if name in _CAPTIONS:
        return Kind(kind="caption")
    item = _LIST.fullmatch(name)
    return Kind(kind="list_item", level=int(item[1] or 1)) if item else Kind()


def _numbered(properties: Node | None) -> Kind:
    numbering = properties.child("numPr") if properties else None
    if numbering is None or _value(numbering, "numId") in ("", "0"):
        return Kind()
    level = _value(numbering, "ilvl")
    return Kind(kind="list_item", level=int(level) + 1 if level.isdecimal() else 1)


def _value(node: Node | None, child: str) -> str:
    found = node.child(child) if node else None
    return found.get("val") if found else ""


def _default_language(root: Node) -> str:
    defaults = root.child("docDefaults")
    found = [node.get("val") for node in defaults.walk() if node.local == "lang"] if defaults else []
    return primary(found[0]) if found else ""
