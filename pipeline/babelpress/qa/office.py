"""What the marks of an office document mean: programs write the same one anew, with other ids, each time they save."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from babelpress.document import Block, InlineTag

_HOLDERS = frozenset({"runs", "spans"})
"""The marks of blocks of prose in packages of XML: Word, PowerPoint, Excel, OpenDocument."""
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*)?)/?>")
_VALUE = re.compile(r"""\bval\s*=\s*["']([^"']*)""")
_TOKEN = re.compile(r"<(?:[\w.-]+:)?(?P<local>[\w.-]+)(?P<attributes>(?:\s[^<>]*)?)/?>(?P<text>[^<]*)")
_INSTRUCTION = re.compile(r"""\binstr\s*=\s*["']([^"']*)""")
_KIND = re.compile(r"""\bfldCharType\s*=\s*["']([^"']*)""")
_NAMED = frozenset({"MERGEFIELD", "DOCPROPERTY", "DOCVARIABLE"})
"""Fields whose next word says what they show."""
_THINGS = {
    "hyperlink": "link",
    "a": "link",
    "footnoteReference": "note",
    "endnoteReference": "note",
    "note": "note",
    "drawing": "picture",
    "frame": "picture",
    "oMath": "equation",
    "fld": "field",
}
_FORMATS = {
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "strike": "struck out",
    "smallCaps": "small capitals",
    "caps": "capitals",
    "vertAlign": "",
    "hlinkClick": "link",
}
"""Properties of words that a reader sees; of one without a name its value is told."""
_OFF = frozenset({"0", "false", "none", "off", "baseline", "noStrike"})
_DRAWN = re.compile(r"""\s(b|i|u|strike|baseline)\s*=\s*["']([^"']*)""")


def in_essence(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which the marks of office documents say what they mean: a link, a note, a field, bold.

    So do the parts between them, into which a mark at the edge of a text moves.
    """
    if not any(mark.tag in _HOLDERS for block in blocks for mark in block.markup):
        return list(blocks)
    return [
        replace(block, text=" ".join(f"[{name}]" for name in _things(block.text)))
        if block.kind == "skeleton" and not any(mark.tag == "package" for mark in block.markup)
        else _essential(block)
        if any(mark.tag in _HOLDERS for mark in block.markup)
        else block
        for block in blocks
    ]


def _essential(block: Block) -> Block:
    marks: list[InlineTag] = []
    formats: set[str] = set()
    for mark in block.markup:
        properties = dict(mark.attributes).get("rPr", "")
        formats.update(_formats(properties))
        if not mark.inline:
            marks.append(mark)
        elif not (properties and mark.open == properties):
            marks += (_named(mark, name) for name in _things(mark.open))
    at = InlineTag(start=0, end=0, tag="", open=" ")
    return replace(block, markup=(*marks, *(_named(at, name) for name in sorted(formats))))


def _named(mark: InlineTag, name: str) -> InlineTag:
    return replace(mark, tag="office", open=f"[{name}]", close="", attributes=())


def _formats(properties: str) -> Iterator[str]:
    """Yield what a reader sees of the properties of words."""
    for local, attributes in _ELEMENT.findall(properties):
        if local == "rPr":
            for name, value in _DRAWN.findall(attributes):
                if value not in _OFF:
                    yield _FORMATS.get(name, "raised or lowered")
        value = next(iter(_VALUE.findall(attributes)), "")
        if local in _FORMATS and value not in _OFF:
            yield _FORMATS[local] or value


def _things(written: str) -> Iterator[str]:
    """Yield what marks around or between words stand for; nothing for what only programs see, such as bookmarks."""
    open_: list[str] = []
    for found in _TOKEN.finditer(written):
        local, attributes, text = found["local"], found["attributes"], found["text"]
        if local == "fldSimple":
            yield from _field(html.unescape(next(iter(_INSTRUCTION.findall(attributes)), "")))
        elif local == "fldChar":
            kind = next(iter(_KIND.findall(attributes)), "")
            if kind == "begin":
                open_.append("")
            elif open_ and kind == "separate":
                yield from _field(open_[-1])
                open_[-1] = ""
            elif open_ and kind == "end":
                yield from _field(open_.pop())
        elif local == "instrText":
            open_ = open_ or [""]
            open_[-1] += html.unescape(text)
        elif local in _THINGS:
            yield _THINGS[local]
    for instruction in open_:
        yield from _field(instruction)


def _field(instruction: str) -> Iterator[str]:
    """Yield what a field is by its instruction, nothing for one that was told before."""
    name, *rest = instruction.split() or [""]
    if name:
        yield "link" if name == "HYPERLINK" else " ".join(["field", name, *(rest[:1] if name in _NAMED else [])])
