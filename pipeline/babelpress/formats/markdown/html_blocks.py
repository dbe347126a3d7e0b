"""The texts of an HTML block in Markdown: read and written as those of an HTML document."""

import re
from collections.abc import Sequence
from dataclasses import replace

from babelpress.document import VERBATIM, Block, InlineTag
from babelpress.formats.html.reading import read_blocks
from babelpress.formats.html.rendering import SOURCE, normal_source, render_block, render_blocks
from babelpress.formats.html.spelling import encode, entities_mark
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.untranslated import counted, note

_OWN = InlineTag(start=0, end=0, tag="html block")
_SIGNS = re.compile(r"[\[\]`!|]")
_REFERENCES = {sign: f"&#{ord(sign)};" for sign in "[]`!|"}
_OF_CODE = {sign: f"&#{ord(sign)};" for sign in "{}%#@*=:()"}
_STAND_INS = dict(zip("\U000fdd00\U000fdd01\U000fdd02\U000fdd03\U000fdd04", _REFERENCES, strict=True))
_MARKDOWN = re.compile(
    r"!?\[(?P<text>[^\[\]\n]*)\]\([^()\s]+(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
    r"|!?\[\[[^\[\]|]+\|(?P<shown>[^\[\]|]*)\]\]|!?\[\[[^\[\]|]+\]\]|`[^`\n]+`"
)
"""Markdown in the text of an HTML block: links, links of Obsidian, code."""


def html_blocks(source: str) -> list[Block]:
    """Return the blocks of an HTML block; one skeleton if it has no text."""
    apart = _apart(source)
    read = read_blocks(apart, tokenize(apart), language=None)
    if all(block.kind in VERBATIM for block in read):
        return [Block(kind="skeleton", text=source), *note(counted(read))]
    return [_together(_in_markdown(block)) for block in read]


def _apart(source: str) -> str:
    """Return a source in which signs of Markdown that are written as character references are other characters."""
    if any(stand_in in source for stand_in in _STAND_INS):
        return source
    for stand_in, sign in _STAND_INS.items():
        source = source.replace(_REFERENCES[sign], stand_in)
    return source


def _together(block: Block) -> Block:
    """Return a block with the signs that `_apart` has exchanged: in its text as such, in its tags as references."""
    marks = tuple(
        replace(
            mark,
            open=_referenced(mark.open),
            close=_referenced(mark.close),
            attributes=tuple((key, _referenced(value)) for key, value in mark.attributes),
        )
        for mark in block.markup
    )
    signs = [sign for stand_in, sign in _STAND_INS.items() if stand_in in block.text]
    if block.kind in VERBATIM or not signs:
        return replace(block, text=_referenced(block.text), markup=marks)
    source = _referenced(render_block(replace(block, markup=tuple(mark for mark in block.markup if mark != _OWN))))
    spelt = next((mark.attributes for mark in marks if mark.tag == "entities"), ())
    others = [mark for mark in marks if mark.tag not in ("entities", SOURCE)]
    spelt = (*spelt, *((sign, _REFERENCES[sign]) for sign in signs))
    text = "".join(_STAND_INS.get(character, character) for character in block.text)
    block = replace(block, text=text, markup=(*entities_mark(spelt), *others))
    same = (("normal", normal_source(block)), ("source", source))
    return replace(block, markup=(InlineTag(start=0, end=0, tag=SOURCE, attributes=same), *block.markup))


def _referenced(source: str) -> str:
    for stand_in, sign in _STAND_INS.items():
        source = source.replace(stand_in, _REFERENCES[sign])
    return source


def is_html(block: Block) -> bool:
    """Return whether a block is a text of an HTML block."""
    return _OWN in block.markup


def render_html(blocks: Sequence[Block]) -> str:
    """Return the source of neighbouring blocks of an HTML block."""
    return "".join(render_blocks([_as_html(block) for block in blocks], ""))


def _as_html(block: Block) -> Block:
    """Return a block as HTML has it: on one line, and its text spelt so that it is not read as Markdown.

    A blank line would end the HTML block; some generators read Markdown in it.
    """
    marks = tuple(mark for mark in block.markup if mark != _OWN)
    block = replace(block, text=block.text.replace("\n", " "), markup=marks)
    author = dict(next((mark.attributes for mark in marks if mark.tag == SOURCE), ()))
    if not (_SIGNS.search(block.text) or _count(block)) or (author and normal_source(block) == author["normal"]):
        return block
    if _reads_as(block):
        return _folded(block)
    block = _folded(block)
    spelt = next((mark.attributes for mark in block.markup if mark.tag == "entities"), ())
    others = [mark for mark in block.markup if mark.tag != "entities"]
    # Beside a tag, other signs mean something too: `[` of a link and `% x %` of its text are code of Template Toolkit.
    for references in (_REFERENCES, _REFERENCES | _OF_CODE):
        made = replace(block, markup=(*entities_mark((*spelt, *references.items())), *others))
        if _reads_as(made):
            break
    return made


def _reads_as(block: Block) -> bool:
    """Return whether the source of a block is read as the same words and the same Markdown."""
    found = [one for one in html_blocks(render_block(block)) if one.kind not in VERBATIM]
    same = "".join("".join(one.text.split()) for one in found) == "".join(block.text.split())
    return same and sum(map(_count, found)) == _count(block)


def _count(block: Block) -> int:
    return sum(mark.tag == "markdown" or mark.open.startswith(("[", "![")) for mark in block.markup if mark.inline)


def _folded(block: Block) -> Block:
    """Return a block with the Markdown that is kept (code) in the tags, where it is not spelt."""
    known = next((mark.attributes for mark in block.markup if mark.tag == "entities"), ())
    spelt = tuple(pair for pair in known if pair[0] not in _REFERENCES)
    text, marks = block.text, list(block.markup)
    for index in range(len(marks) - 1, -1, -1):
        start, end = marks[index].start, marks[index].end
        leaf = index + 1 == len(marks) or marks[index + 1].depth <= marks[index].depth
        if marks[index].tag == "markdown" and leaf and start < end:
            marks[index] = replace(marks[index], open=encode(text[start:end], spelt))
            text, gone = text[:start] + text[end:], end - start
            marks = [
                replace(
                    mark,
                    start=min(mark.start, max(start, mark.start - gone)),
                    end=min(mark.end, max(start, mark.end - gone)),
                )
                for mark in marks
            ]
    return replace(block, text=text, markup=tuple(marks))


def _in_markdown(block: Block) -> Block:
    if block.kind in VERBATIM and not block.text:
        return block
    if block.kind in VERBATIM:  # the code of an HTML block is not written as it is shown
        return Block(kind="skeleton", text=render_block(block))
    if block.kind == "title":
        block = replace(block, kind="heading", level=1)
    block = _with_tags(block)
    return replace(block, markup=(_OWN, *block.markup))


def _with_tags(block: Block) -> Block:
    """Return a block with the Markdown in its text as tags."""
    author = dict(next((mark.attributes for mark in block.markup if mark.tag == SOURCE), ()))
    found = list(_MARKDOWN.finditer(block.text))
    for each in reversed(found):
        block = _with_tag(block, each, source=author.get("source", ""))
    if not author or not found:
        return block
    same = (("normal", normal_source(block)), ("source", author["source"]))
    marks = (replace(mark, attributes=same) if mark.tag == SOURCE else mark for mark in block.markup)
    return replace(block, markup=tuple(marks))


def _with_tag(block: Block, found: re.Match[str], *, source: str) -> Block:
    """Return a block with Markdown in its text as a tag, as it was if other tags cross that.

    Some generators read Markdown in HTML blocks; where it is shown as it is written, nothing else is lost.
    """
    start, end = found.span()
    shown = next((name for name, value in found.groupdict().items() if value is not None), None)
    first, last = found.span(shown) if shown else (start, end)
    before = tuple(mark for mark in block.markup if not mark.inline)
    marks = [mark for mark in block.markup if mark.inline]
    spelt = next((mark.attributes for mark in before if mark.tag == "entities"), ())

    def written(piece: str) -> str:
        return piece if piece in source else encode(piece, spelt)

    def moved(at: int) -> int:
        return at - (first - start) * (at > start) - (end - last) * (at >= end)

    placed: list[InlineTag] = []
    for mark in marks:
        inside = first <= mark.start and mark.end <= last
        if not (inside or mark.end <= start or mark.start >= end or (mark.start <= start and mark.end >= end)):
            return block
        depth = mark.depth + (inside and mark.end > start)
        placed.append(replace(mark, start=moved(mark.start), end=moved(mark.end), depth=depth))
    tag = InlineTag(
        start=start,
        end=start + last - first,
        tag="a" if shown else "markdown",
        open=written(block.text[start:first]),
        close=written(block.text[last:end]),
        keep=not shown,
        depth=sum(mark.start <= start and mark.end >= end for mark in marks),
    )
    index = sum(mark.start <= start for mark in marks)
    text = block.text[:start] + block.text[first:last] + block.text[end:]
    return replace(block, text=text, markup=(*before, *placed[:index], tag, *placed[index:]))
