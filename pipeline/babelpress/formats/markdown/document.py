"""Joins the blocks of a Markdown document, with captions in the tags they belong to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from babelpress.document import VERBATIM, Block
from babelpress.formats.markdown.parser import References
from babelpress.formats.markdown.render import Place, render_caption, render_text, signature
from babelpress.formats.markdown.values import render_value

_SYNTAXES = frozenset({"yaml", "toml", "json"})


def render_document(blocks: Sequence[Block], *, care: int = 0) -> str:
    """Return the document as text; with more `care`, texts are escaped so that none begins a block (see `Place`)."""
    references = _references(blocks)
    parts: list[str] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if block.kind == "skeleton":
            parts.append(block.text)
        elif block.kind in VERBATIM:
            parts.append(_broken(block.text, block))
        elif _about(block, "spelling"):
            parts.append(_rendered_value(block))
        else:
            captions: list[Block] = []
            while index < len(blocks) and "of" in _about(blocks[index], "spelling"):
                captions.append(blocks[index])
                index += 1
            parts.append(_prose(block, captions, references, care=care))
    return "".join(parts)


def same_structure(found: Sequence[Block], wanted: Sequence[Block]) -> bool:
    """Return whether two lists of blocks are the same document, except for the spelling of their texts."""
    return [_shape(block) for block in found] == [
        _shape(block) for block in wanted if block.text or block.kind != "skeleton"
    ]


def _shape(block: Block) -> tuple[object, ...]:
    if block.kind in VERBATIM:
        return block.kind, block.text, block.level
    inline = tuple(mark for mark in block.markup if mark.inline)
    # without white space, which may have moved out of a tag: the text was verified when it was rendered
    words = ((kind, "".join(value.split())) for kind, value in signature(block.text, inline))
    return block.kind, [part for part in words if part[1]], block.level


def _references(blocks: Sequence[Block]) -> References:
    found: References = {}
    for block in blocks:
        own = _about(block, "reference")
        if "label" in own:
            found.setdefault(own["label"], {"href": own.get("href", ""), "title": ""})
    return found


def _about(block: Block, tag: str) -> dict[str, str]:
    return next((dict(mark.attributes) for mark in block.markup if mark.tag == tag and not mark.inline), {})


def _prose(block: Block, captions: Sequence[Block], references: References, *, care: int) -> str:
    inside = _about(block, "place").get("in", "")
    cell = inside.endswith("cell")
    place = Place(one_line=cell or inside == "heading", cell=cell, heading=inside == "heading", care=care)
    rendered = render_text(_captioned(block, captions), references, place=place)
    if care and inside == "lone cell":
        rendered += " |"  # the only pipe of its row is escaped in the text: without another it is not a table
    return _broken(rendered, block)


def _broken(text: str, block: Block) -> str:
    """Put back what was between the lines of a block; the last of it is repeated for additional lines."""
    breaks = next(
        ([value for _, value in mark.attributes] for mark in block.markup if mark.tag == "lines" and not mark.inline),
        [],
    )
    if not breaks:
        return text
    waiting = iter(breaks)
    return re.sub("\n", lambda _: next(waiting, breaks[-1]), text)


def _rendered_value(block: Block) -> str:
    """Render a value of the front matter, or a caption that is a block of its own."""
    place, spelling = _about(block, "place"), _about(block, "spelling")
    if block.text == spelling["text"]:
        return spelling["source"]
    if place["in"] in _SYNTAXES:
        return render_value(block.text, source=spelling["source"], syntax=place["in"], style=place["style"])
    return render_caption(block.text, kind=place["in"], quote=place.get("quote", '"'))


def _captioned(block: Block, captions: Sequence[Block]) -> Block:
    """Return a block with the current captions in its tags."""
    marks = list(block.markup)
    done: set[tuple[int, bool]] = set()
    groups: list[list[Block]] = []
    for caption in captions:
        own = _about(caption, "spelling")
        before = _about(groups[-1][-1], "spelling") if groups else {}
        if before.get("of") == own["of"] and int(before["lead"]) < int(own["lead"]):
            groups[-1].append(caption)
        else:
            groups.append([caption])
    for group in groups:
        of = _about(group[0], "spelling")["of"]
        new = _replaced(of, group)
        for index, mark in enumerate(marks):
            closes = mark.open != of
            if (index, closes) not in done and of == (mark.close if closes else mark.open):
                done.add((index, closes))
                marks[index] = replace(mark, close=new) if closes else replace(mark, open=new)
                break
    return replace(block, markup=tuple(marks))


def _replaced(of: str, captions: Sequence[Block]) -> str:
    for caption in reversed(captions):
        own = _about(caption, "spelling")
        lead = int(own["lead"])
        of = of[:lead] + _rendered_value(caption) + of[lead + len(own["source"]) :]
    return of
