"""Inline codes of TMX and XLIFF, read as numbered tags over a plain text, and written as those of TMX level 2."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from babelpress.formats.decoding import normal_form
from babelpress.memory.exchange.elements import Element
from babelpress.memory.units import Marked, Tag, TagKind

_PAIRS = frozenset({"g", "pc", "hi"})
_OPENS = {"bpt": "ept", "bx": "ex", "sc": "ec"}
_CLOSES = frozenset(_OPENS.values())
_POINTS = frozenset({"ph", "x", "ut", "it"})
_PLAIN = frozenset({"mrk", "sm", "em"})
"""Annotations of XLIFF, which are no codes of the document."""

FOREIGN = frozenset({"g", "x", "bx", "ex", "mrk", "pc", "sc", "ec", "sm", "em", "cp"})
"""Inline elements that XLIFF has and TMX has not."""

_NATIVE = re.compile(r"</?\s*([A-Za-z][\w:.-]*)")
_TYPES = {
    **dict.fromkeys(("b", "strong", "bold"), "bold"),
    **dict.fromkeys(("i", "em", "italic"), "italic"),
    **dict.fromkeys(("u", "ins", "underlined"), "underlined"),
    **dict.fromkeys(("a", "link", "hyperlink", "ulink"), "link"),
    **dict.fromkeys(("img", "image", "picture"), "image"),
    **dict.fromkeys(("br", "lb", "cr"), "lb"),
    **dict.fromkeys(("code", "tt", "kbd"), "code"),
}


def type_of(stated: str, code: str = "") -> str:
    """Return the type of a tag in one spelling: as it is stated, else by the name in its code; empty if neither is.

    >>> type_of("bold"), type_of("", "<strong>"), type_of("x-html-a"), type_of("", "{0}")
    ('bold', 'bold', 'link', '')
    """
    own = stated.lower().removeprefix("x-").removeprefix("html-").removeprefix("xlf:")
    if not own and (found := _NATIVE.search(code)):
        own = found[1].lower()
    return _TYPES.get(own, own)


@dataclass(slots=True)
class Numbers:
    """The numbers of the tags of a unit: one for each that both sides name alike."""

    known: dict[str, int] = field(default_factory=dict)

    def of(self, named: str) -> int:
        """Return the number of a name."""
        return self.known.setdefault(named, len(self.known) + 1)


@dataclass(slots=True)
class _Side:
    """A text while it is read."""

    numbers: Numbers
    parts: list[str] = field(default_factory=list)
    length: int = 0
    tags: list[Tag] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    subs: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        text = text if text.isascii() else normal_form(text)
        self.parts.append(text)
        self.length += len(text)

    def name(self, element: Element) -> str:
        """Return what both sides call a tag: its `x` or `id`, else what it is and its place among those."""
        stated = element.get("x", "id", "rid", "i")
        if stated:
            return stated
        ordinal = self.ordinals[element.name] = self.ordinals.get(element.name, 0) + 1
        return f"{element.name} {ordinal}"

    def add(self, element: Element, kind: TagKind, code: str) -> int:
        stated = element.get("subType", "type", "ctype")
        tag = Tag(self.numbers.of(self.name(element)), kind, type_of(stated, code), self.length, self.length, code)
        self.tags.append(tag)
        return len(self.tags) - 1

    def close(self, at: int, code: str) -> None:
        opened = self.tags[at]
        self.tags[at] = replace(opened, kind="pair", end=self.length, close=code)


def read_codes(segment: Element, numbers: Numbers) -> tuple[Marked, list[str], set[str]]:
    """Return a text with its tags, the texts inside its codes (`<sub>`), and the names of elements that TMX has not.

    Args:
        segment: The element `seg`, `source` or `target`.
        numbers: The numbers of the tags of the unit, which both sides share.
    """
    if segment.is_plain:
        text = segment.text
        return Marked((text if text.isascii() else normal_form(text)).strip()), [], set()
    side = _Side(numbers)
    foreign: set[str] = set()
    _read(segment, side, foreign)
    return _trimmed("".join(side.parts), side.tags), side.subs, foreign


def _read(parent: Element, side: _Side, foreign: set[str]) -> None:
    for item in parent.content:
        if isinstance(item, str):
            side.write(item)
        else:
            _element(item, side, foreign)


def _element(element: Element, side: _Side, foreign: set[str]) -> None:
    name = element.name
    if name in FOREIGN:
        foreign.add(name)
    if name in _PAIRS:
        at = side.add(element, "pair", "")
        _read(element, side, foreign)
        side.close(at, "")
    elif name in _OPENS:
        code = _code(element, side)
        reference = element.get("i", "rid", "id")
        side.waiting[f"{_OPENS[name]} {reference}"] = side.add(element, "open", code)
    elif name in _CLOSES:
        code = _code(element, side)
        reference = element.get("i", "startRef", "rid", "id")
        opening = f"{name} {reference}"
        if opening in side.waiting:
            side.close(side.waiting.pop(opening), code)
        else:
            side.add(element, "close", code)
    elif name in _POINTS:
        code = _code(element, side)
        position = element.get("pos") if name == "it" else ""
        side.add(element, "open" if position in ("begin", "open") else "close" if position else "point", code)
    elif name == "cp":
        side.write(_character(element.get("hex")))
    else:
        if name not in _PLAIN and name not in ("sub", "seg"):
            foreign.add(name)
        _read(element, side, foreign)


def _code(element: Element, side: _Side) -> str:
    """Return the text of a code; texts in it that are translated are collected."""
    side.subs += [sub.text for sub in element.all("sub") if sub.text.strip()]
    return element.text


def _character(hexadecimal: str) -> str:
    try:
        char = chr(int(hexadecimal, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= char <= "\udfff" else char


def _trimmed(text: str, tags: list[Tag]) -> Marked:
    """Return a text without white space at its ends."""
    start = len(text) - len(text.lstrip())
    plain = text.strip()
    if len(plain) == len(text):
        return Marked(text, tuple(tags))
    ends = [(min(max(tag.start - start, 0), len(plain)), min(max(tag.end - start, 0), len(plain))) for tag in tags]
    return Marked(
        plain, tuple(replace(tag, start=first, end=last) for tag, (first, last) in zip(tags, ends, strict=True))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """How the tags of a text are written: what stands for the start of a pair, its end, a point, and a half."""

    opened: Callable[[Tag, int], str]
    closed: Callable[[Tag, int], str]
    alone: Callable[[Tag, int], str]


def write_codes(marked: Marked, notation: Notation, escape: Callable[[str], str]) -> str:
    """Return a text with its tags written.

    Pairs that cross are written as they are: the elements of TMX for their ends are empty of text.
    """
    if not marked.tags:
        return escape(marked.text)
    edges: list[tuple[int, int, int, str]] = []
    for i, tag in enumerate(marked.tags):
        if tag.kind == "pair":
            # At one place: ends of what opened last come first, then points and starts in order.
            empty = tag.start == tag.end
            edges.append((tag.start, 1, i, notation.opened(tag, i + 1)))
            edges.append((tag.end, 1 if empty else 0, i if empty else -i, notation.closed(tag, i + 1)))
        else:
            edges.append((tag.start, 1, i, notation.alone(tag, i + 1)))
    parts: list[str] = []
    at = 0
    for place, *_, code in sorted(edges, key=lambda edge: edge[:3]):
        parts += [escape(marked.text[at:place]), code]
        at = place
    return "".join([*parts, escape(marked.text[at:])])
