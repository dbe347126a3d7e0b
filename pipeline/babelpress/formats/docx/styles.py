"""What the styles of a Word document say: what a paragraph is, what is code; the default language."""

import re
from collections.abc import Iterator
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
# The names of styles in the languages of Word; some programs write the names without accents.
_HEADING = re.compile(r"(?:heading|titre|überschrift|berschrift|kop|título|titulo|ttulo) ?([1-9])")
_LIST = re.compile(
    # English, French, Dutch, German, Spanish and Portuguese names, with and without spaces; then the level
    r"(?:list|list paragraph|listparagraph|paragraphe de liste|paragraphedeliste|lijstalinea|listenabsatz|"
    r"párrafo de lista|prrafodelista|parágrafo da lista|pargrafodalista|list ?(?:bullet|number)) ?([1-9]?)"
)
_CODE = re.compile(
    r"(?:html[ -]?)?(?:code|keyboard|sample|variable|typewriter|preformatted|clavier|machine à écrire|préformaté)"
    r"(?:[ -]?html)?|source ?(?:code|text)|verbatim ?(?:char)?|code ?(?:char|inline)|inline ?code|macro ?text|teletype"
    r"|user ?entry|preformatted ?text"
)
"""Styles of Word, in English and French, and of programs that write Word documents, for code and what is typed."""
_TOLD = ("title", "heading", "quote", "caption")
"""Kinds that the style of a paragraph tells, whatever else is set on the paragraph."""
_MAX_STYLES = 50
"""Most styles in a chain of base styles; ends a cycle, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Kind and level of a paragraph."""

    kind: BlockKind = "paragraph"
    level: int = 0


class Styles:
    """The styles of a document; empty if it has no such part."""

    def __init__(self, source: Source | None = None) -> None:
        root = source.root if source else None
        self._styles = {node.get("styleId"): node for node in root.nodes if node.local == "style"} if root else {}
        self.language = _default_language(root) if root else ""

    def is_code(self, style: str) -> bool:
        """Return whether a style of words or paragraphs is one for code."""
        for _ in range(_MAX_STYLES):
            node = self._styles.get(style)
            if any(_CODE.fullmatch(name.strip().lower()) for name in (style, _value(node, "name"))):
                return True
            style = _value(node, "basedOn")
            if not style:
                break
        return False

    def kind(self, properties: Node | None) -> Kind:
        """Return the kind of a paragraph with these properties (`w:pPr`)."""
        if properties is None:
            return Kind()
        found = self._of(_value(properties, "pStyle"))
        return found if found.kind in _TOLD else _own(properties, found)

    def kinds(self) -> Iterator[tuple[str, Kind]]:
        """Yield the styles that make a paragraph more than one, with what they make of it; no lists."""
        for style in self._styles:
            if style and (found := self._of(style)).kind in _TOLD:
                yield style, found

    def _of(self, style: str) -> Kind:
        found = Kind()
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
        return found


def _own(properties: Node, found: Kind) -> Kind:
    """Return the kind by the paragraph's own list and outline properties, else by its style."""
    outline = _value(properties, "outlineLvl")
    if outline.isdecimal() and int(outline) < 9:
        return Kind(kind="heading", level=int(outline) + 1)
    numbering = properties.child("numPr")
    if numbering is not None and _value(numbering, "numId") == "0":
        return Kind()  # removes the paragraph from the list of its style
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
