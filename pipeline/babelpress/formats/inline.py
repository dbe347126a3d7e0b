"""Renders a block's text with its inline tags: shared by all structured formats."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from babelpress._internal import templates
from babelpress.document import Block, InlineTag
from babelpress.formats.decoding import normal_form

Escape = Callable[[str, tuple[InlineTag, ...]], str]
"""A function from plain text and the marks around it, outermost first, to its form in the format."""


def render_inline(block: Block, escape: Escape) -> str:
    """Return the text of a block with `open` and `close` of every inline mark around what it covers.

    >>> mark = InlineTag(start=3, end=7, tag="b", open="<b>", close="</b>")
    >>> render_inline(Block(kind="paragraph", text="Un mot.", markup=(mark,)), lambda text, inside: text)
    'Un <b>mot.</b>'
    """
    marks = [mark for mark in block.markup if mark.inline]
    parts: list[str] = []
    around: list[InlineTag] = []
    at = 0

    def text_until(end: int) -> None:
        nonlocal at
        if end > at:
            parts.append(escape(block.text[at:end], tuple(around)))
            at = end

    def close_to(depth: int) -> None:
        while len(around) > depth:
            text_until(around[-1].end)
            parts.append(around.pop().close)

    for mark in marks:
        close_to(mark.depth)
        text_until(mark.start)
        parts.append(mark.open)
        around.append(mark)
    close_to(0)
    text_until(len(block.text))
    return "".join(parts)


def has_words(text: str, marks: Sequence[InlineTag]) -> bool:
    """Return whether there is anything to translate: a letter or digit outside of marks that are kept, in order."""
    at = 0
    for mark in marks:
        if mark.keep:
            if any(map(str.isalnum, text[at : mark.start])):
                return True
            at = max(at, mark.end)
    return any(map(str.isalnum, text[at:]))


def faults(text: str, marks: Sequence[InlineTag]) -> list[str]:
    """Return what is wrong with marks that do not form a tree over a text; empty if nothing is."""
    found: list[str] = []
    around: list[InlineTag] = []
    last = 0
    for mark in marks:
        if not mark.inline:
            continue
        if mark.depth > len(around):
            found.append(f"{mark.open}: depth {mark.depth} under {len(around)} open tags")
            continue
        while len(around) > mark.depth:
            last = max(last, around.pop().end)
        low, high = (around[-1].start, around[-1].end) if around else (0, len(text))
        if not max(low, last) <= mark.start <= mark.end <= high:
            found.append(f"{mark.open}: covers {mark.start} to {mark.end}, outside of {max(low, last)} to {high}")
        around.append(mark)
        last = max(last, mark.start)
    return found


def pair_up(marks: Sequence[InlineTag]) -> tuple[InlineTag, ...]:
    """Return marks in which the two halves of a pair of shortcodes are one mark over what is between them.

    Halves that are not inside the same mark, or that cross other halves, stay as they are. What is in a block that is
    not prose (`{% comment %} ... {% endcomment %}`) is kept. A list of attributes directly behind a mark is part of its
    end (`[text](url){: .button }`).

    >>> halves = [InlineTag(start=0, end=0, tag="x", open="{{< b >}}"), InlineTag(start=3, end=3, tag="x", \
open="{{< /b >}}")]
    >>> [(mark.start, mark.end, mark.open, mark.close) for mark in pair_up(halves)]
    [(0, 3, '{{< b >}}', '{{< /b >}}')]
    """
    marks = _with_attributes(marks)
    tags = [_half(mark) for mark in marks]
    if not any(tag and tag.place == "close" for tag in tags):
        return tuple(marks)
    ends: dict[int, int] = {}
    around: list[int] = []
    inside: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.inline:
            del around[mark.depth :]
            inside.setdefault(around[-1] if around else -1, []).append(index)
            around.append(index)
    for siblings in inside.values():
        found = templates.pairs([tags[index] for index in siblings])
        ends |= {siblings[start]: siblings[end] for start, end in found.items()}
    return tuple(_joined(marks, ends, tags))


_ENDS = frozenset({")", "]", ">", "`"})
"""Ends of the marks that a list of attributes may belong to; one behind emphasis follows its last word."""
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.:\w][^{}]*\}")


def _with_attributes(marks: Sequence[InlineTag]) -> list[InlineTag]:
    """Return marks with a list of attributes as a part of the end of the link, code or tag that it is behind."""
    found: list[InlineTag] = []
    last: list[int] = []
    for mark in marks:
        before = last[mark.depth] if mark.inline and mark.depth < len(last) else -1
        point = (
            mark.start == mark.end and not mark.close and mark.tag != "expression" and _ATTRIBUTES.fullmatch(mark.open)
        )
        if before >= 0 and point and found[before].end == mark.start and found[before].close[-1:] in _ENDS:
            found[before] = replace(found[before], close=found[before].close + mark.open)
            continue
        if mark.inline:
            last[mark.depth :] = [len(found)]
        found.append(mark)
    return found


def _half(mark: InlineTag) -> templates.Tag | None:
    """Return what a mark is if it may be half of a pair."""
    if mark.start != mark.end or mark.close or not mark.open or not mark.inline:
        return None
    tag = templates.read(mark.open)
    if tag.kind == "control" and templates.VERBATIM.fullmatch(tag.name):
        return templates.Tag("pair", tag.place, tag.name)
    return tag if tag.kind == "pair" else None


def _joined(
    marks: Sequence[InlineTag], ends: dict[int, int], tags: Sequence[templates.Tag | None]
) -> Iterator[InlineTag]:
    """Yield the marks with those of `ends` as the ends of others."""
    deeper = [0] * (len(marks) + 1)
    for start, end in ends.items():
        deeper[start + 1] += 1
        deeper[end] -= 1
    closing = set(ends.values())
    depth = 0
    for index, mark in enumerate(marks):
        depth += deeper[index]
        if index in closing:
            continue
        if index in ends:
            last, tag = marks[ends[index]], tags[index]
            keep = bool(tag and templates.VERBATIM.fullmatch(tag.name))
            mark = replace(mark, end=last.start, close=last.open, keep=keep)
        yield replace(mark, depth=mark.depth + depth) if depth else mark


# Inline tags inside texts of formats that are not HTML: `<b>`, `<br/>`, `<v Anna>`, `{\an8}` become marks.

HTML_TAGS = re.compile(
    # `<` or `</` and a name, or a number as in React's texts (`<1>`)
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:.-]*|[0-9]{1,4})"
    # attributes: values in double quotes, in single quotes, and everything else
    r"(?:(?=[\s/])(?:\"[^\"<>]*\"|'[^'<>]*'|[^<>\"'])*+)?>"
)
"""A tag of HTML, or a number in its place (`<1>`)."""

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_NOT_TRANSLATED_TAGS = frozenset({"code", "kbd", "pre", "samp", "script", "style", "tt", "var"})
_NOT_TRANSLATED = re.compile(r"\stranslate\s*=\s*[\"']?no\b|\sclass\s*=\s*[^>]*\bnotranslate\b", re.IGNORECASE)


@dataclass(slots=True)
class _Tag:
    """A tag of the text: what it covers, its number among all tags of the text, and that of its end tag."""

    open: str
    name: str
    start: int
    end: int
    number: int
    close: str = ""
    closed: int = -1


def read_tags(
    text: str, pattern: re.Pattern[str] = HTML_TAGS, *, decode: Callable[[str], str] = normal_form
) -> tuple[str, tuple[InlineTag, ...]]:
    """Return a text without its tags, and the tags as marks.

    `pattern` finds a tag; its groups `name` and `close` are its name and whether it is an end tag; a tag without a name
    has no end tag. `decode` turns the source between two tags into plain text. A tag without a partner, or one that
    crosses another, covers nothing: every tag is kept, in the same order.

    >>> read_tags("Un <b>mot</b>.")[1][0].open
    '<b>'
    """
    parts: list[str] = []
    length = at = 0
    tags: list[_Tag] = []
    open_tags: list[_Tag] = []
    waiting: Counter[str] = Counter()
    for number, found in enumerate(pattern.finditer(text)):
        piece = decode(text[at : found.start()])
        parts.append(piece)
        length += len(piece)
        at = found.end()
        name = (found["name"] or "").lower()
        if found["close"] and waiting[name]:
            while (last := open_tags.pop()).name != name:
                waiting[last.name] -= 1
            waiting[name] -= 1
            last.end, last.close, last.closed = length, found[0], number
            continue
        tag = _Tag(open=found[0], name=name, start=length, end=length, number=number)
        tags.append(tag)
        if name and not found["close"] and name not in _VOID and not found[0].endswith("/>"):
            open_tags.append(tag)
            waiting[name] += 1
    parts.append(decode(text[at:]))
    return "".join(parts), _tree(tags)


def _tree(tags: list[_Tag]) -> tuple[InlineTag, ...]:
    marks: list[InlineTag] = []
    around: list[int] = []
    for tag in tags:
        while around and around[-1] < tag.number:
            around.pop()
        marks.append(
            InlineTag(
                start=tag.start,
                end=tag.end,
                tag=tag.name,
                open=tag.open,
                close=tag.close,
                keep=tag.closed >= 0 and (tag.name in _NOT_TRANSLATED_TAGS or bool(_NOT_TRANSLATED.search(tag.open))),
                depth=len(around),
            )
        )
        if tag.closed >= 0:
            around.append(tag.closed)
    return tuple(marks)
