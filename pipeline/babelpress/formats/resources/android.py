"""String resources of Android: `strings.xml`."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from babelpress import lang
from babelpress._internal.placeholder_syntax import ANY
from babelpress._internal.xml_tree import Node
from babelpress.document import Block, InlineTag
from babelpress.formats.decoding import open_input
from babelpress.formats.lossless import block_tag
from babelpress.formats.messages.message import POSITIONAL, Syntax, changed, grouped, is_message, translatable
from babelpress.formats.resources.xml_messages import XmlMessageFormat, XmlMessageOptions, is_plain, message_cut
from babelpress.formats.structured.paths import is_address
from babelpress.formats.xml.tree import Cut, Source, escape

_NAME = re.compile(r"(?:[\w.-]*[_-])?(?:strings?|arrays?|plurals?)(?:[_-][\w.-]*)?\.xml", re.IGNORECASE)
_FOLDER = re.compile(r"values(?:-[\w+-]+)?")
_HEAD = re.compile(rb"<resources[\s>]")
_HEAD_BYTES = 10_000
_REFERENCE = re.compile(r"[@?](?:[\w.]+:)?[\w.]+/[\w.]+")
_CDATA = re.compile(r"\s*<!\[CDATA\[((?:[^\]]|\](?!\]>))*)\]\]>\s*")
_SYNTAX = Syntax(lines=True, dialects=(ANY, POSITIONAL), branches=True, android=True)


class AndroidOptions(XmlMessageOptions):
    """Options of the reader of string resources of Android."""


class AndroidFormat(XmlMessageFormat):
    """Reads strings, arrays and plurals, and renders the file with other texts in their place.

    Escapes, tags, `<xliff:g>` and CDATA are kept. Strings with `translatable="false"` and references to others are not
    translated. An item of a plural for a category that a language does not have is left out.
    """

    Options: ClassVar = AndroidOptions
    format = "android"
    root = "resources"
    called = "a file of resources of Android"
    suffixes: tuple[str, ...] = ("strings.xml",)
    suffix = ".xml"

    def claims(self, path: Path) -> bool:
        """Return whether a file of XML has a name or folder for strings of Android, and resources in it."""
        named = _NAME.fullmatch(path.name) or (path.suffix == ".xml" and _FOLDER.fullmatch(path.parent.name))
        if not named or not path.is_file():
            return False
        with open_input(path) as stream:
            return bool(_HEAD.search(stream.read(_HEAD_BYTES)))

    def cuts(self, source: Source, *, name: str) -> Iterator[Cut]:
        """Yield the texts, and the tags of items of plurals. Raises `UnreadableInput`."""
        for node in source.root.nodes:
            if node.get("translatable") == "false":
                continue
            if node.local == "string":
                yield from _string(source, node, name=name)
            elif node.local in ("string-array", "plurals"):
                for item in node.nodes:
                    if item.local == "item":
                        yield from _item(source, item, node, name=name)

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a text as the content of its element; its escapes are there already."""
        text = escape(value) if known["written"] == "text" else value
        if text[:1] in "@?":
            text = f"\\{text}"
        if text != text.strip() or "  " in text:
            known = known | {"before": '"', "after": '"'}
        if known["written"] == "cdata":
            text = text.replace("]]>", "]]]]><![CDATA[>")
        return known["before"] + text + known["after"]

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the file with the texts of the blocks, and in a plural the categories of the language."""
        any_changed = any(is_message(group) and changed(group) for group in grouped(blocks))
        return super().render(_of_language(blocks, language) if any_changed else blocks, language=language)


def _string(source: Source, node: Node, *, name: str) -> Iterator[Cut]:
    raw = source.raw(node.inner, node.outer)
    start, end = node.inner, node.outer
    known = {"before": "", "after": "", "written": "raw"}
    cdata = _CDATA.fullmatch(raw)
    if cdata:
        start += len(raw[: cdata.start(1)].encode())
        end = start + len(cdata[1].encode())
        value, known["written"] = cdata[1], "cdata"
    elif is_plain(node) and "<!" not in raw:
        value, known["written"] = node.text.strip(), "text"
    else:
        value = raw.strip()
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    if quoted:
        value, known["before"], known["after"] = value[1:-1], '"', '"'
    if not translatable(value, _SYNTAX.dialects) or _REFERENCE.fullmatch(value) or is_address(value):
        return
    syntax = _IN_XML if known["written"] == "raw" else _SYNTAX
    yield message_cut(source, start, end, value, syntax, name=name, line=node.line, known=known)


_IN_XML = Syntax(lines=True, dialects=(ANY, POSITIONAL), branches=True, android=True, xml=True)


def _item(source: Source, item: Node, parent: Node, *, name: str) -> Iterator[Cut]:
    """Yield the text of an item, and for one of a plural what is before and after it, with its category."""
    category = item.get("quantity")
    if parent.local != "plurals" or not category:
        yield from _string(source, item, name=name)
        return
    before = source.data[max(0, item.start - 200) : item.start]
    start = item.start - len(before) + len(before.rstrip(b" \t\r\n"))
    yield _tag(source, start, item.inner, category, "begin")
    yield from _string(source, item, name=name)
    yield _tag(source, item.outer, item.end, category, "end")


def _tag(source: Source, start: int, end: int, category: str, edge: str) -> Cut:
    mark = InlineTag(start=0, end=0, tag="quantity", attributes=(("category", category), ("edge", edge)))
    return Cut(start=start, end=end, blocks=(Block(kind="skeleton", text=source.raw(start, end), markup=(mark,)),))


def _of_language(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return the blocks without the items of plurals that a language has no use for."""
    code = language.partition("-")[0]
    categories = lang.get(code).plural_categories if code in lang.known() else ()
    kept: list[Block] = []
    leaving = False
    for group in grouped(blocks):
        mark = block_tag(group[0], "quantity")
        known = dict(mark.attributes) if mark else {}
        if categories and known.get("edge") == "begin" and known["category"] not in {*categories, "other"}:
            leaving = True
        if not leaving:
            kept += group
        if known.get("edge") == "end":
            leaving = False
    return kept
