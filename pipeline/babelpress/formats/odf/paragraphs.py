"""One part of an OpenDocument file as cuts: its paragraphs at any depth, descriptions of pictures, labels of forms."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from babelpress._internal.xml_tree import Node
from babelpress.document import HIDDEN, Block, BlockKind
from babelpress.formats.odf.inline import WRAPPERS, fields, texts
from babelpress.formats.xml.texts import Nested, attribute, lettered, plain, unseen
from babelpress.formats.xml.tree import Cut, Source

_SKIPPED = frozenset({"tracked-changes", "scripts", "event-listeners", "font-face-decls", "automatic-styles", "styles"})
_PLAIN = frozenset({"footer-decl", "header-decl", "date-time-decl", "index-title-template", "index-entry-span"})
_NAMED: dict[str, BlockKind] = {
    "title": "title",
    "quotations": "quote",
    **dict.fromkeys(("caption", "illustration", "table", "figure", "drawing"), "caption"),
}
_RUNNING = frozenset({"", "header", "footer", "date-time", "page-number"})
"""Frames of a master page that are no prompts in the places of the texts of slides."""
_HEADING = re.compile(r"heading([0-9]{0,2})")
_CODE = frozenset({"Source_20_Text", "Teletype", "User_20_Entry", "Variable", "Preformatted_20_Text"})
_MAX_STYLES = 50
"""Most styles in a chain of parents; ends a cycle, too."""


class Styles:
    """The names of the styles of a document, as LibreOffice has them in English.

    Attributes:
        language: The usual language of the document.
        plain: The styles of words that change nothing that a reader sees.
        code: Those of code and of what is typed.
    """

    def __init__(self, *sources: Source) -> None:
        self._parents: dict[str, str] = {}
        self.language = ""
        self.plain: set[str] = set()
        for source in sources:
            for node in source.root.walk("style", "default-style"):
                if node.local == "style":
                    self._parents[node.get("name")] = node.get("parent-style-name")
                    if _is_plain(node):
                        self.plain.add(node.get("name"))
                elif not self.language:
                    self.language = next((text.get("language") for text in node.walk("text-properties")), "")
        self.language = "" if self.language in ("none", "zxx") else self.language
        self.code = {name for name in self._parents.keys() | _CODE if _CODE & {*self._chain(name)}}

    def _chain(self, style: str) -> Iterator[str]:
        """Yield a style and those that it is based on."""
        for _ in range(_MAX_STYLES):
            if not style:
                return
            yield style
            style = self._parents.get(style, "")

    def like(self, style: str) -> Block:
        """Return the kind and level of a paragraph of a style."""
        for own in self._chain(style):
            name = re.sub(r"_20_|[\s_]", "", own).lower()
            if name in _NAMED:
                return Block(kind=_NAMED[name], text="")
            if found := _HEADING.fullmatch(name):
                return Block(kind="heading", text="", level=int(found[1] or 1) or 1)
        return Block(kind="paragraph", text="")


def _is_plain(style: Node) -> bool:
    """Return whether a style of words says nothing but their language or when they were typed."""
    if style.get("family") != "text" or style.get("parent-style-name"):
        return False
    names = {key for node in style.nodes for key in node.attributes}
    return all(key.startswith("officeooo:") or "language" in key or "country" in key for key in names)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is around a paragraph: how many lists, and whether it is the title of a slide."""

    lists: int = 0
    title: bool = False


def paragraphs(source: Source, styles: Styles) -> tuple[list[Cut], Counter[str]]:
    """Return the texts of a part in order, and the number of those that stay as they are, by kind."""
    found = _Paragraphs(source, styles)
    cuts = found.walk(source.root, _Place())
    return [*(unseen(cuts) if source.root.local == "document-styles" else cuts)], found.left


class _Paragraphs:
    def __init__(self, source: Source, styles: Styles) -> None:
        self.left: Counter[str] = Counter()
        self._source, self._styles = source, styles
        self._prompts = source.root.local == "document-styles"

    def walk(self, node: Node, place: _Place) -> Iterator[Cut]:
        local = node.local
        if local in ("p", "h"):
            yield from self._paragraph(node, place)
        elif local == "tracked-changes":
            self.left["deleted passages"] += sum(1 for _ in node.walk("deletion"))
        elif local == "table-cell" and node.get("formula"):
            self.left["results of formulas"] += lettered(node.texts())
        elif local == "table-cell" and node.get("value") and not lettered(node.texts()):
            return  # a number with its own value
        elif local == "frame" and self._prompts and node.get("class") not in _RUNNING:
            self.left["prompts of layouts"] += lettered(node.texts())
        elif node.name in ("svg:title", "svg:desc") or local in _PLAIN:
            cut = plain(self._source, node, Block(kind="caption", text="", markup=(HIDDEN,)))
            yield from [cut] if cut else []
        elif local == "annotation":
            for child in node.nodes:
                yield from unseen(self.walk(child, _Place()))
        elif local not in _SKIPPED:
            yield from self._labels(node)
            if local == "list":
                place = replace(place, lists=place.lists + 1)
            elif local == "frame":
                place = replace(place, title=node.get("class") == "title")
            for child in node.nodes:
                yield from self.walk(child, place)

    def _labels(self, node: Node) -> Iterator[Cut]:
        """Yield the texts of a form that a reader sees: labels and hints, in the order of the attributes."""
        for key in node.attributes:
            if key in ("form:label", "form:title", "office:title"):
                cut = attribute(self._source, node, key.partition(":")[2])
                yield from [cut] if cut else []

    def _paragraph(self, node: Node, place: _Place) -> Iterator[Cut]:
        if node.get("style-name") in self._styles.code:
            self.left["passages of code"] += lettered(node.texts())
            return
        self.left["fields such as dates"] += sum(map(lettered, fields(self._source, node)))
        nested = Nested(self._source, [*self._inside(node)])
        yield from nested.woven(self._texts(node, nested, self._like(node, place)))

    def _texts(self, node: Node, nested: Nested, like: Block) -> Iterator[Cut]:
        return texts(self._source, node, nested, like, styles=self._styles)

    def _inside(self, node: Node) -> Iterator[Cut]:
        """Yield the texts in the notes, comments and pictures of a paragraph, and the hints of its links."""
        for child in node.nodes:
            if child.local in WRAPPERS:
                yield from self._labels(child)
                yield from self._inside(child)
            elif child.nodes:
                yield from self.walk(child, _Place())

    def _like(self, node: Node, place: _Place) -> Block:
        if node.local == "h":
            level = node.get("outline-level")
            return Block(kind="heading", text="", level=int(level) if level.isdecimal() and len(level) < 3 else 1)
        if place.title:
            return Block(kind="heading", text="", level=1)
        found = self._styles.like(node.get("style-name"))
        if found.kind == "paragraph" and place.lists:
            return Block(kind="list_item", text="", level=place.lists)
        return found
