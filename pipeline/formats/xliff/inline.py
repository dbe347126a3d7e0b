"""The inline codes of an XLIFF text as marks over it."""

import re
from collections.abc import Sequence

from pipeline.formats.normal import normal_form
from pipeline.formats.xml_inline import Inline
from pipeline.formats.xml_text import Node, Source
from pipeline.records import Block, Mark

_WRAPPERS = frozenset({"g", "pc", "mrk"})
"""Codes that hold text; all others stand between two characters, native code in them included."""

_PAIRS = {"bpt": "ept", "bx": "ex", "sc": "ec", "sm": "em"}
_LINES = frozenset({"lb", "pb", "xlf:lb", "xlf:pb"})
_FOLDED = re.compile(r"[ \t]*+\n\s*")
_FIRST = re.compile(r"\A[ \t]*\n\s*")
_LAST = re.compile(r"\n\s*\Z")


def read_inline(source: Source, element: Node, *, preserve: bool) -> tuple[str, tuple[Mark, ...]]:
    """Give the text in an element and its marks; unless `preserve`, line ends with their indentation are a space."""
    inline = Inline()
    _emit(source, element.content, inline, preserve=preserve, outer=True)
    return inline.text, inline.marks


def has_text(block: Block) -> bool:
    """Tell whether a block holds more than codes and white space."""
    return bool(block.text.strip())


def _folded(text: str, *, first: bool, last: bool) -> str:
    """Give text with line ends and their indentation as a space, or as nothing where the whole begins or ends."""
    normal = normal_form(text)
    normal = _FIRST.sub("", normal) if first else normal
    return _FOLDED.sub(" ", _LAST.sub("", normal) if last else normal)


def _emit(
    source: Source, content: Sequence[Node | str], inline: Inline, *, preserve: bool, outer: bool = False
) -> None:
    pairs = _pairs(content)
    closers = set(pairs.values())
    final = len(content) - 1
    for index, item in enumerate(content):
        if isinstance(item, str):
            inline.add(item if preserve else _folded(item, first=not inline.begun, last=outer and index == final))
            continue
        raw = source.raw(item.start, item.end)
        if index in pairs:
            inline.open(raw, tag=item.local)
        elif index in closers:
            inline.close(raw)
        elif item.local in _WRAPPERS and item.content:
            keep = item.get("mtype") == "protected" or item.get("translate") == "no"
            inline.open(source.raw(item.start, item.inner), tag=item.local, keep=keep)
            _emit(source, item.content, inline, preserve=preserve)
            inline.close(source.raw(item.outer, item.end))
        else:
            line = item.get("ctype") in _LINES or item.get("subType") in _LINES
            inline.point(raw, tag=item.local, space=line)


def _pairs(content: Sequence[Node | str]) -> dict[int, int]:
    """Give where codes that begin a span have their ends, as far as these are in one element and do not cross."""
    found: dict[int, int] = {}
    open_: list[tuple[int, str, str]] = []
    for index, item in enumerate(content):
        if isinstance(item, str):
            continue
        if item.local in _PAIRS:
            open_.append((index, _PAIRS[item.local], item.get("rid") or item.get("id")))
        elif item.local in _PAIRS.values():
            reference = item.get("startRef") or item.get("rid") or item.get("id")
            at = next((at for at in reversed(range(len(open_))) if open_[at][1:] == (item.local, reference)), None)
            if at is not None:
                found[open_[at][0]] = index
                del open_[at:]  # what began inside and has not ended crosses this one: it stays two points
    return found
