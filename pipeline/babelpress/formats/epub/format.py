"""E-books (.epub): the pages in their order, the tables of contents and the description of the book."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import unquote

from pydantic import Field

from babelpress._internal.xml_tree import Node
from babelpress.document import HIDDEN, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.html.reading import read_blocks
from babelpress.formats.html.rendering import declared_language, render_blocks
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.package.archive import Archive, Kind
from babelpress.formats.package.format import PackageFormat, PackageOptions
from babelpress.formats.xml.texts import Part, attribute, lettered, part, plain
from babelpress.formats.xml.tree import Cut, Source, attribute_of, decoded, escape, parse, primary

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_OBFUSCATIONS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts may be scrambled; the key is the identifier of the book, which therefore stays as it is."""
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_OPF = "application/oebps-package+xml"
_NCX = "application/x-dtbncx+xml"
_NARRATION = "application/smil+xml"
_STATED = re.compile(
    r"""(<(?:[\w.-]+:)?language\b[^<>]*>\s*|\bxml:lang\s*=\s*["'])([A-Za-z]{2,3}(?:[-_]\w+)*)(?=\s*</|["'])"""
)


class EpubOptions(PackageOptions):
    """Options of the reader of e-books."""

    max_characters: int = Field(5_000_000, ge=1, description="Longest book; a longer one is refused.")


class EpubFormat(PackageFormat):
    """Reads an e-book as one article and renders it as e-books.

    Translated are the pages in their order, as HTML is; both kinds of table of contents; title and description of the
    book. The statements of its language are those of the translation. Subjects stay as they are, and so do recorded
    narrations. The identifier stays, too: the key of scrambled fonts is made from it.

    A book that is protected against copying is refused.
    """

    Options: ClassVar = EpubOptions
    suffixes: tuple[str, ...] = (".epub",)
    suffix = ".epub"
    format = "epub"
    kind = Kind(name="an EPUB", suffix=".epub", program="Sigil")

    def parts(self, archive: Archive) -> Iterator[Part]:
        """Yield the pages, the tables of contents, then the description. Raises `UnreadableInput`."""
        if _CONTAINER not in archive:
            raise archive.mistaken(f"it has no {_CONTAINER}")
        _refuse_protected(archive)
        books = [_Book(archive, path) for path in dict.fromkeys(_roots(archive))]
        if not books:
            raise UnreadableInput(f"{archive.name}: names no book in {_CONTAINER}; repair it in Sigil")
        language = books[0].language
        titled = False
        for path in dict.fromkeys(path for book in books for path in book.pages):
            page = _page(archive, path, language)
            titled, page = _with_one_title(page, titled=titled)
            yield page
        for path in dict.fromkeys(path for book in books for path in book.contents):
            source = _source(archive, path)
            labels = (plain(source, node, _ENTRY) for node in source.root.walk("text") if lettered(node.text))
            yield part(source, filter(None, labels), path=path, language=language)
        for book in books:
            yield part(book.source, book.cuts(), path=book.path, language=book.language, left=book.left)

    def restated(self, text: str, *, source: str, target: str) -> str:
        """Return a part that states the language of the translation."""
        tag = escape(target)
        return _STATED.sub(lambda found: found[1] + (tag if primary(found[2]) == source else found[2]), text)

    def rendered(self, blocks: Sequence[Block], language: str) -> str:
        """Return the text of one part."""
        if attribute_of(blocks[0], tag="part", name="kind") != "html":
            return super().rendered(blocks, language)
        return "".join(render_blocks(blocks[1:], language))


def pages(archive: Archive) -> list[str]:
    """Return the pages of a book in their order, without a table of contents that is not among them."""
    books = [_Book(archive, path) for path in dict.fromkeys(_roots(archive))]
    return list(dict.fromkeys(path for book in books for path in book.spine or book.pages))


_PAGE_TITLE = re.compile(r"<title\b[^<>]*>\s*\Z")
_ENTRY = Block(kind="caption", text="")
_DESCRIPTION = Block(kind="caption", text="", markup=(HIDDEN,))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    path: str
    type: str


class _Book:
    """The package document of a book: its files, their order, and what is said about it."""

    def __init__(self, archive: Archive, path: str) -> None:
        if path not in archive:
            raise UnreadableInput(f"{archive.name}: the book that it names, {path}, is missing; repair it in Sigil")
        self.path = path
        self.source = _source(archive, path)
        root = self.source.root
        self.language = next((primary(node.text) for node in root.walk("language") if node.text.strip()), "")
        folder = posixpath.dirname(path)
        items = {node.get("id"): _item(node, folder) for node in root.walk("item")}
        spine = [node.get("idref") for node in root.walk("itemref")]
        order = [items[id] for id in (*spine, *items) if id in items and items[id].path in archive]
        self.spine = [items[id].path for id in spine if id in items and items[id].path in archive]
        self.pages = list(dict.fromkeys(item.path for item in order if item.type in _PAGES))
        self.contents = list(dict.fromkeys(item.path for item in order if item.type == _NCX))
        self.left: Counter[str] = Counter()
        self.left["subjects"] = sum(lettered(node.text) for node in root.walk("subject"))
        self.left["recorded narrations"] = sum(item.type == _NARRATION for item in items.values())
        self.left["descriptions with tags"] = sum(_is_tagged(node) for node in root.walk("description"))

    def cuts(self) -> Iterator[Cut]:
        """Yield the texts about the book, and the names in its guide."""
        for node in self.source.root.walk("title", "description", "reference"):
            if node.local == "reference":
                cut = attribute(self.source, node, "title")
            else:
                cut = None if _is_tagged(node) else plain(self.source, node, _DESCRIPTION)
            if cut:
                yield cut


def _is_tagged(node: Node) -> bool:
    return node.local == "description" and "<" in node.text


def _item(node: Node, folder: str) -> _Item:
    path = posixpath.normpath(posixpath.join(folder, unquote(node.get("href"))))
    return _Item(path=path, type=node.get("media-type").strip().lower())


def _source(archive: Archive, path: str) -> Source:
    return parse(archive.xml(path), name=f"{archive.name}: {path}", doctype=True)


def _roots(archive: Archive) -> list[str]:
    files = _source(archive, _CONTAINER).root.walk("rootfile")
    return [node.get("full-path") for node in files if node.get("full-path") and node.get("media-type") in ("", _OPF)]


def _refuse_protected(archive: Archive) -> None:
    """Raise `UnreadableInput` for a book of which more than fonts is encrypted."""
    if _ENCRYPTION not in archive:
        return
    for node in _source(archive, _ENCRYPTION).root.walk("EncryptedData"):
        method = node.child("EncryptionMethod")
        if method is None or method.get("Algorithm") not in _OBFUSCATIONS:
            raise UnreadableInput(
                f"{archive.name}: is protected against copying (DRM); get a copy without protection from its publisher"
            )


def _page(archive: Archive, path: str, language: str) -> Part:
    name = f"{archive.name}: {path}"
    text, encoding = decoded(archive.xml(path), name)
    tokens = tokenize(text, xml=True)
    root = next((token for token in tokens if token.kind == "open"), None)
    silent = root is None or not (root.get("lang") or root.get("xml:lang"))
    declared = declared_language(text, tokens) or (language if silent and language else None)
    found = read_blocks(text, tokens, language=declared)
    return Part(path=path, encoding=encoding, blocks=(Block(kind="skeleton", text=""), *found), kind="html")


def _with_one_title(page: Part, *, titled: bool) -> tuple[bool, Part]:
    """Return whether there was a title so far, and the page; the title of a later page is a heading, if it is shown."""
    blocks = list(page.blocks)
    for index, block in enumerate(blocks):
        if block.kind == "title":
            if titled:
                unseen = (HIDDEN,) if index and _PAGE_TITLE.search(blocks[index - 1].text) else ()
                blocks[index] = replace(block, kind="heading", level=1, markup=(*unseen, *block.markup))
            titled = True
    return titled, replace(page, blocks=blocks)
