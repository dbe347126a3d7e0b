"""Office documents and e-books as HTML: their paragraphs, headings, lists, tables, notes and pictures."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote

import mammoth
from markupsafe import escape

from babelpress._internal.xml_tree import Node
from babelpress.formats.docx.format import DocxFormat
from babelpress.formats.docx.styles import Styles as WordStyles
from babelpress.formats.epub.format import EpubFormat, pages
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.odf.format import OdtFormat
from babelpress.formats.odf.paragraphs import Styles
from babelpress.formats.package.archive import Archive
from babelpress.formats.site.pictures import Pictures
from babelpress.formats.xml.tree import Source, decoded, parse
from babelpress.lang.base import words

_MOST = 1_000_000_000
"""Bytes of a package, whose size was checked when it was read."""


class Converted(NamedTuple):
    """The body of a document, and the parts of the package whose words are in it."""

    html: str
    parts: tuple[str, ...]


# --- Word ---

_AS = {"title": "h1", "quote": "blockquote > p", "caption": "p.caption"}
_TYPES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}


def from_docx(data: bytes, pictures: Pictures) -> Converted:
    """Return the body of a Word document; headings, quotations and captions are told by the styles, in any language."""
    archive = Archive(data, name="docx", kind=DocxFormat.kind, max_bytes=_MOST)
    path = next((path for path in archive.paths if path.endswith("word/styles.xml")), "")
    styles = WordStyles(parse(archive.read(path), name=path) if path else None)
    rules = [f"p.{_identifier(style)} => {_element(kind.kind, kind.level)}:fresh" for style, kind in styles.kinds()]
    count = iter(range(1, 1_000_000))

    def picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            name = f"image{next(count)}.{_TYPES.get(image.content_type, 'bin')}"
            return {"src": pictures.add(name, file.read())}

    made = mammoth.convert_to_html(
        BytesIO(data), style_map="\n".join(rules), convert_image=mammoth.images.img_element(picture),
        include_embedded_style_map=False,
    )  # fmt: skip
    folder = posixpath.dirname(path)
    return Converted(made.value, tuple(f"{folder}/{name}.xml" for name in ("document", "footnotes", "endnotes")))


def _element(kind: str, level: int) -> str:
    return f"h{min(level, 6)}" if kind == "heading" else _AS[kind]


def _identifier(style: str) -> str:
    return re.sub(r"[^a-zA-Z0-9_-]|^[0-9]", lambda found: f"\\{found[0]}", style)


# --- OpenDocument ---

_BLOCKS = {"title": "h1", "quote": "blockquote", "caption": "p"}
_PASSED = words(
    "section index-body table-of-content bibliography alphabetical-index illustration-index text text-box span "
    "bookmark-ref reference-ref page-number date time title author-name table-rows table-header-columns table-columns "
    "ruby ruby-base meta meta-field hidden-text conditional-text placeholder sequence variable-set variable-get "
    "user-defined file-name chapter subject description keywords creator bibliography-mark table-row-group"
)
"""Elements of which the content is shown."""


def from_odt(data: bytes, pictures: Pictures) -> Converted:
    """Return the body of an OpenDocument text."""
    archive = Archive(data, name="odt", kind=OdtFormat.kind, max_bytes=_MOST)
    sources = {path: parse(archive.read(path), name=path) for path in ("styles.xml", "content.xml") if path in archive}
    return Converted(_OpenDocument(archive, sources, pictures).html(), ("content.xml",))


class _OpenDocument:
    def __init__(self, archive: Archive, sources: dict[str, Source], pictures: Pictures) -> None:
        self._archive, self._pictures = archive, pictures
        self._root = sources["content.xml"].root
        self._styles = Styles(*sources.values())
        self._emphasis: dict[str, tuple[str, ...]] = {}
        self._counted: set[str] = set()
        for source in sources.values():
            for node in source.root.walk("style"):
                self._emphasis[node.get("name")] = _emphasis(node)
            for node in source.root.walk("list-style"):
                levels = [child for child in node.nodes if child.get("level") == "1"]
                if any(child.local == "list-level-style-number" for child in levels):
                    self._counted.add(node.get("name"))
        self._notes: list[str] = []

    def html(self) -> str:
        text = next(self._root.walk("text"), self._root)
        body = "".join(self._blocks(text.nodes))
        notes = "".join(f'<li id="note-{n}">{note}</li>' for n, note in enumerate(self._notes, 1))
        return body + (f"<ol>{notes}</ol>" if notes else "")

    def _blocks(self, nodes: Sequence[Node], counted: bool = False) -> Iterator[str]:
        for node in nodes:
            local = node.local
            if local == "p":
                yield self._paragraph(node)
            elif local == "h":
                level = node.get("outline-level")
                name = f"h{min(int(level), 6) if level.isdecimal() and int(level) else 1}"
                yield f"<{name}>{self._inline(node)}</{name}>"
            elif local == "list":
                style = node.get("style-name")
                own = style in self._counted if style else counted
                items = "".join(
                    f"<li>{''.join(self._blocks(item.nodes, own))}</li>"
                    for item in node.nodes if item.local in ("list-item", "list-header")
                )  # fmt: skip
                yield f"<ol>{items}</ol>" if own else f"<ul>{items}</ul>"
            elif local == "table":
                yield f"<table>{''.join(self._rows(node, 'td'))}</table>"
            elif local in ("frame", "note") or local in _PASSED:
                yield self._inline_node(node) if local in ("frame", "note") else "".join(self._blocks(node.nodes))

    def _paragraph(self, node: Node) -> str:
        style = node.get("style-name")
        content = self._inline(node)
        if style in self._styles.code:
            return f"<pre>{content}</pre>"
        kind = self._styles.like(style)
        if kind.kind == "heading":
            return f"<h{min(kind.level, 6)}>{content}</h{min(kind.level, 6)}>"
        about = ' class="caption"' if kind.kind == "caption" else ""
        name = _BLOCKS.get(kind.kind, "p")
        return f"<{name}{about}>{content}</{name}>"

    def _rows(self, node: Node, cell: str) -> Iterator[str]:
        for child in node.nodes:
            if child.local in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(child, "th" if child.local == "table-header-rows" else cell)
            elif child.local == "table-row":
                yield f"<tr>{''.join(self._cell(one, cell) for one in child.nodes if one.local == 'table-cell')}</tr>"

    def _cell(self, node: Node, name: str) -> str:
        spans = (("colspan", node.get("number-columns-spanned")), ("rowspan", node.get("number-rows-spanned")))
        about = "".join(f' {key}="{value}"' for key, value in spans if value.isdecimal() and value != "1")
        return f"<{name}{about}>{''.join(self._blocks(node.nodes))}</{name}>"

    def _inline(self, node: Node) -> str:
        return "".join(str(escape(one)) if isinstance(one, str) else self._inline_node(one) for one in node.content)

    def _inline_node(self, node: Node) -> str:
        local = node.local
        if local in ("s", "tab"):
            return " "
        if local == "line-break":
            return "<br>"
        if local == "a":
            return f'<a href="{escape(node.get("href"))}">{self._inline(node)}</a>'
        if local == "note":
            body = node.child("note-body")
            self._notes.append("".join(self._blocks(body.nodes)) if body else "")
            number = len(self._notes)
            return f'<sup><a href="#note-{number}">{number}</a></sup>'
        if local == "frame":
            return self._frame(node)
        if local == "span":
            names = self._emphasis.get(node.get("style-name"), ())
            opened = "".join(f"<{name}>" for name in names)
            return opened + self._inline(node) + "".join(f"</{name}>" for name in reversed(names))
        return self._inline(node) if local in _PASSED else ""

    def _frame(self, node: Node) -> str:
        """Return a picture, or the text of a box."""
        image = node.child("image")
        box = node.child("text-box")
        if box is not None:
            return "".join(self._blocks(box.nodes))
        href = posixpath.normpath(unquote(image.get("href"))) if image else ""
        if href not in self._archive:
            return ""
        said = next((found.text for name in ("desc", "title") if (found := node.child(name))), "")
        source = self._pictures.add(href, self._archive.read(href))
        return f'<img src="{escape(source)}" alt="{escape(said)}">'


def _emphasis(style: Node) -> tuple[str, ...]:
    """Return the elements that a style of words stands for."""
    if style.get("family") != "text":
        return ()
    about = [node for node in style.nodes if node.local == "text-properties"]
    tests = {
        "strong": any(node.get("font-weight") == "bold" for node in about),
        "em": any(node.get("font-style") == "italic" for node in about),
        "sup": any(node.get("text-position").startswith("super") for node in about),
        "sub": any(node.get("text-position").startswith("sub ") for node in about),
        "s": any(node.get("text-line-through-style") not in ("", "none") for node in about),
    }
    return tuple(name for name, found in tests.items() if found)


# --- E-books ---


def from_epub(data: bytes, pictures: Pictures) -> Converted:
    """Return the pages of a book, in their order."""
    archive = Archive(data, name="epub", kind=EpubFormat.kind, max_bytes=_MOST)
    found = pages(archive)
    return Converted("".join(_page(archive, path, pictures) for path in found), tuple(found))


def _page(archive: Archive, path: str, pictures: Pictures) -> str:
    """Return the body of a page, with the addresses of its pictures."""
    text, _ = decoded(archive.read(path), path)
    parts, at = [], 0
    for token in tokenize(text, xml=True):
        if token.name == "img" and token.kind == "open":
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(token.get("src"))))
            source = pictures.add(place, archive.read(place)) if place in archive else ""
            parts += [text[at : token.start], f'<img src="{escape(source)}" alt="{escape(token.get("alt"))}">']
            at = token.end
    return "".join([*parts, text[at:]])
