"""Feeds (RSS, Atom) and exports of WordPress (WXR): the texts of all entries, and the file with others in their places.

The texts are documents of HTML inside the document of XML, in CDATA or with their signs escaped.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress import lang
from babelpress._internal.xml_tree import Node
from babelpress.document import VERBATIM, Article, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.embedded import Inner, embedded, outermost
from babelpress.formats.feeds.names import FIELDS, HTML, OWN_CONTENT, OWNERS, PLAIN, SITE, TITLES, WORDS
from babelpress.formats.filenames import slug
from babelpress.formats.html.reading import read_blocks
from babelpress.formats.html.rendering import render_blocks
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.html.values import language_of
from babelpress.formats.lossless import block_tag
from babelpress.formats.untranslated import note, wordy
from babelpress.formats.xml.tree import Cut, Source, attribute_of, encode, escape, parse, read_bytes, refuse_size

_HEAD = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_NEAR = 4096
_MARKED_UP = re.compile(r"<[a-zA-Z/!?]|&[a-zA-Z#]")
_SERIALIZED = re.compile(r"\s*(?:[abiOsCd]:[0-9]|N;|[\[{])")
"""The beginning of values of PHP and JSON."""
_ENTRIES = ("item", "entry", "comment", "category", "tag", "term", "postmeta")


class FeedOptions(BaseModel):
    """Options of the reader of feeds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int = Field(200_000_000, ge=1, description="Longest file; a longer one is refused.")
    max_characters: int = Field(50_000_000, ge=1, description="Most characters of all texts; a longer file is refused.")


class FeedFormat(SingleReader):
    """Reads RSS, Atom and exports of WordPress (WXR) and renders them with other texts in their entries.

    Translated are titles, descriptions, contents, excerpts and comments; in exports also the names of categories and
    tags, menus, and the titles and descriptions for search engines of well-known plug-ins. Contents are read as HTML,
    with the blocks of an editor. Other categories, addresses, slugs, styles, templates and other fields of plug-ins
    stay; a finding counts those that are prose. The language that the feed states becomes that of the
    rendering.
    """

    Options: ClassVar = FeedOptions
    suffixes: tuple[str, ...] = (".rss", ".atom", ".wxr")
    suffix = ".xml"

    def __init__(self, options: FeedOptions) -> None:
        self._options = options

    def claims(self, path: Path) -> bool:
        """Return whether a file that ends in `.xml` is a feed, by its first element."""
        if path.suffix.lower() != ".xml" or not path.is_file():
            return False
        try:
            with path.open("rb") as stream:
                return bool(_HEAD.search(stream.read(_NEAR)))
        except OSError:
            return False

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        data = read_bytes(stream, name=name, max_bytes=self._options.max_bytes)
        if not data.strip():
            raise UnreadableInput(f"{name}: is empty")
        source = parse(data, name=name)
        if source.root.local not in ("rss", "feed", "RDF"):
            raise UnreadableInput(f"{name}: is not a feed: its first element is <{source.root.name[:40]}>")
        reading = _Reading(source)
        mark = InlineTag(start=0, end=0, tag="document", attributes=(("encoding", source.encoding),))
        blocks = [*source.blocks(reading.cuts(), marks=(mark,)), *note(reading.left)]
        refuse_size(blocks, name=name, max_characters=self._options.max_characters)
        return Article(id=slug(Path(name).stem), blocks=tuple(blocks), language=reading.language, format="feed")

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the file with the texts of the blocks, and their language where it states one."""
        encoding = attribute_of(blocks[0], tag="document", name="encoding") or "utf-8"
        return encode("".join(_rendered(blocks, language)), encoding)


class _Reading:
    """Finds the texts of a feed; `left` counts those that stay as they are."""

    def __init__(self, source: Source) -> None:
        self.left: Counter[str] = Counter()
        self._source = source
        self._statement = _statement(source)
        self.language = language_of(source.raw(*self._statement)) if self._statement else None
        self._export = any(node.name.startswith("wp:") for child in source.root.nodes for node in child.nodes)

    def cuts(self) -> Iterator[Cut]:
        """Yield the places of the texts in order."""
        found = list(self._entry_cuts())
        if self._statement and self.language:
            start, end = self._statement
            mark = InlineTag(start=0, end=0, tag="language")
            block = Block(kind="skeleton", text=self._source.raw(start, end), markup=(mark,))
            found.append(Cut(start=start, end=end, blocks=(block,)))
        return iter(sorted(found, key=lambda cut: cut.start))

    def _entry_cuts(self) -> Iterator[Cut]:
        root = self._source.root
        channel = root.child("channel")
        tops = [*(channel.nodes if channel else []), *root.nodes] if root.local != "feed" else root.nodes
        for node in tops:
            if node.local in _ENTRIES:
                yield from self._entry(node)
            elif node.local in SITE:
                yield from self._cut(node)
            elif node.local in OWNERS and wordy(node.texts()):
                self.left["statements of rights"] += 1
            elif node.local == "image":
                yield from (cut for inner in node.nodes if inner.local in SITE for cut in self._cut(inner))

    def _entry(self, entry: Node) -> Iterator[Cut]:
        """Yield the texts of an entry, in order."""
        kind = next((node.text for node in entry.nodes if node.name == "wp:post_type"), "")
        for node in entry.nodes:
            name = node.name
            if name == "wp:postmeta":
                yield from self._field(node)
            elif name == "wp:comment" or node.local == "group":
                yield from self._entry(node)
            elif name in HTML or name in PLAIN:
                if kind in OWN_CONTENT or _SERIALIZED.match(node.text):
                    self.left["contents that are data"] += wordy(node.text)
                else:
                    yield from self._cut(node)
            elif name in WORDS and self._export:
                yield from self._cut(node)
            elif node.local == "category" and wordy(node.text):
                self.left["categories"] += 1

    def _field(self, field: Node) -> Iterator[Cut]:
        key, value = field.child("meta_key"), field.child("meta_value")
        if key is None or value is None:
            return
        if key.text.strip() in FIELDS:
            yield from self._cut(value)
        elif wordy(value.text[:_NEAR]):
            self.left["other fields"] += 1

    def _cut(self, node: Node) -> Iterator[Cut]:
        """Yield the place of a text with the blocks of its document; nothing if it has no text."""
        written = self._source.raw(node.inner, node.outer)
        if node.nodes and node.get("type") != "xhtml":
            return
        form = "xml" if node.nodes else "cdata" if "<![CDATA[" in written else "text"
        text = written if form == "xml" else node.text
        if not any(map(str.isalpha, text)):
            return
        blocks = read_blocks(text, tokenize(text), language=self.language)
        if all(block.kind in VERBATIM for block in blocks):
            return
        if node.local in TITLES:
            blocks = tuple(
                block if block.kind in VERBATIM else replace(block, kind="heading", level=1) for block in blocks
            )
        plain = "no" if _MARKED_UP.search(text) else "yes"
        made = embedded(blocks, written=written, form=form, plain=plain)
        yield Cut(start=node.inner, end=node.outer, blocks=made)


def _statement(source: Source) -> tuple[int, int] | None:
    """Return the place of the language that a feed states."""
    root = source.root
    channel = root.child("channel") or root
    for node in channel.nodes:
        if node.local == "language" and language_of(node.text):
            lead = len(node.text) - len(node.text.lstrip())
            start = source.data.find(node.text.strip().encode(), node.inner, node.outer)
            return (start, start + len(node.text.strip().encode())) if start >= node.inner + lead else None
    return source.attribute(root, "lang") if language_of(root.get("lang")) else None


def _rendered(blocks: Sequence[Block], language: str) -> Iterator[str]:
    for block in outermost(blocks):
        if isinstance(block, Inner):
            text = "".join(render_blocks(block.blocks, language))
            if block.attributes["plain"] == "yes":
                bare = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                text = text if _MARKED_UP.search(bare) else bare
            yield block.written(_written(text, block.attributes["form"]))
        elif block_tag(block, "language"):
            yield _stated(block.text, language)
        else:
            yield block.text


def _written(text: str, form: str) -> str:
    """Return a text as it stands in an element: in CDATA, with its signs escaped, or as elements of its own."""
    if form == "xml":
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if form == "cdata" else escape(text)


def _stated(text: str, language: str) -> str:
    """Return a statement of the language in the same form: `nl`, or `nl-NL` for `fr-FR`."""
    if not language or (language_of(text) == language_of(language) and "-" not in language):
        return text
    code, _, territory = language.partition("-")
    if "-" not in text and "_" not in text:
        return language
    return f"{code}{'-' if '-' in text else '_'}{territory or lang.get(code).territory or code.upper()}"
