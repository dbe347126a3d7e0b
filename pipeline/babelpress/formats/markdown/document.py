"""Joins the blocks of a Markdown document, with captions in the tags they belong to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from babelpress.document import VERBATIM, Block
from babelpress.formats.front_matter.blocks import rendered_value
from babelpress.formats.markdown.anchors import new_anchors, relinked
from babelpress.formats.markdown.attributes import render_attribute
from babelpress.formats.markdown.blocks import joined
from babelpress.formats.markdown.html_blocks import is_html, render_html
from babelpress.formats.markdown.parser import References
from babelpress.formats.markdown.render import Place, away_from_start, render_caption, render_text, signature

_ATTRIBUTES = frozenset({"attribute", "script", "shortcode"})


def render_document(blocks: Sequence[Block], *, care: Mapping[int, int] = MappingProxyType({})) -> str:
    """Return the document as text; `care` for a block, by its index, escapes its text so that it begins none."""
    references = _references(blocks)
    mdx = is_mdx(blocks)
    anchors = new_anchors(blocks)
    parts: list[str] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if block.kind == "skeleton":
            parts.append(relinked(block, anchors).text)
        elif block.kind in VERBATIM:
            parts.append(_broken(block.text, block))
        elif is_html(block):
            first = index - 1
            while index < len(blocks) and is_html(blocks[index]):
                index += 1
            parts.append(render_html([relinked(one, anchors) for one in blocks[first:index]]))
        elif _about(block, "spelling"):
            parts.append(_rendered_value(block))
        else:
            own = care.get(index - 1, 0)
            captions: list[Block] = []
            while index < len(blocks) and "of" in _about(blocks[index], "spelling"):
                captions.append(blocks[index])
                index += 1
            captioned = relinked(_captioned(block, captions), anchors)
            parts.append(_prose(captioned, references, care=own, mdx=mdx))
    return "".join(parts)


def is_mdx(blocks: Sequence[Block]) -> bool:
    """Return whether a document was read as MDX."""
    return bool(blocks) and _about(blocks[0], "dialect").get("name") == "mdx"


def misread(found: Sequence[Block], wanted: Sequence[Block]) -> frozenset[int] | None:
    """Compare what is read of a rendered document with its blocks, except for the spelling of their texts.

    Returns:
        The indices in `wanted` of the texts where the two part, one of which is read otherwise than it is meant; None
        for the same document.
    """
    anchors = new_anchors(wanted)
    meant = _shapes([relinked(block, anchors) for block in wanted])
    shapes = _shapes(found)
    pairs = zip(meant, shapes, strict=False)
    at = next((at for at, (one, other) in enumerate(pairs) if one[0] != other[0]), min(len(meant), len(shapes)))
    if at == len(meant) == len(shapes):
        return None
    place = meant[at][1] if at < len(meant) else len(wanted)
    texts = [index for index, block in enumerate(wanted) if _is_text(block)]
    near = bisect_left(texts, place)
    return frozenset(texts[near : near + 1] if place in texts else texts[max(0, near - 1) : near + 1])


def _is_text(block: Block) -> bool:
    return block.kind not in VERBATIM and not is_html(block) and not _about(block, "spelling")


def _shapes(blocks: Sequence[Block]) -> list[tuple[object, int]]:
    """Return the shape of each block and its index."""
    return [(_shape(block), index) for block, index in _plain(blocks)]


def _plain(blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Yield blocks with their indices; skeletons that follow each other are one."""
    plain = [_as_source(block) for block in blocks]
    index = 0
    for skeletons, run in groupby(plain, key=lambda block: block.kind == "skeleton"):
        own = list(run)
        if skeletons:
            yield from ((block, index) for block in joined(own))
        else:
            yield from zip(own, range(index, index + len(own)), strict=True)
        index += len(own)


def _as_source(block: Block) -> Block:
    """Return a text of HTML, of front matter or in a tag as source: options and its words decide whether it is a text.

    Captions of a text are left out, since its tags hold them.
    """
    own = _about(block, "spelling")
    if own:
        return Block(kind="skeleton", text="" if "of" in own else _rendered_value(block))
    return Block(kind="skeleton", text=render_html([block])) if is_html(block) else block


def _shape(block: Block) -> tuple[object, ...]:
    if block.kind in VERBATIM:
        return block.kind, block.text, block.level
    inline = away_from_start(block.text, tuple(mark for mark in block.markup if mark.inline))
    # without white space, which may have moved out of a tag: the text was verified when it was rendered
    words = ((kind, "".join(value.split())) for kind, value in signature(block.text, inline))
    kind = "heading" if block.kind == "title" else block.kind  # not the title where the front matter has one
    return kind, [part for part in words if part[1]], block.level


def _references(blocks: Sequence[Block]) -> References:
    found: References = {}
    for block in blocks:
        own = _about(block, "reference")
        if "label" in own:
            found.setdefault(own["label"], {"href": own.get("href", ""), "title": ""})
    return found


def _about(block: Block, tag: str) -> dict[str, str]:
    return next((dict(mark.attributes) for mark in block.markup if mark.tag == tag and not mark.inline), {})


def _prose(block: Block, references: References, *, care: int, mdx: bool) -> str:
    inside = _about(block, "place").get("in", "")
    cell = inside.endswith("cell")
    place = Place(
        one_line=bool(inside),
        cell=cell,
        heading=inside == "heading",
        bracket=inside == "bracket",
        mdx=mdx,
        care=care,
    )
    rendered = render_text(block, references, place=place)
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
    value = rendered_value(block)
    if value is not None:
        return value
    place, spelling = _about(block, "place"), _about(block, "spelling")
    if block.text == spelling["text"]:
        return spelling["source"]
    quote = place.get("quote", '"')
    if place["in"] in _ATTRIBUTES:
        return render_attribute(block.text, kind=place["in"], quote=quote)
    label = f"][{place['label']}" if "label" in place else ""
    return render_caption(block.text, kind=place["in"], quote=quote) + label


def _captioned(block: Block, captions: Sequence[Block]) -> Block:
    """Return a block with the current captions in its tags."""
    marks = list(block.markup)
    done: set[tuple[int, str]] = set()
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
            if (index, of) in done or not (_is_in(of, mark.open) or _is_in(of, mark.close)):
                continue
            done.add((index, of))
            if _is_in(of, mark.open):
                marks[index] = replace(mark, open=mark.open.replace(of, new, 1))
            else:
                marks[index] = replace(mark, close=mark.close.replace(of, new, 1))
            break
    return replace(block, markup=tuple(marks))


def _is_in(of: str, spelling: str) -> bool:
    """Return whether a tag has what captions were read from: as a whole, or with a list of attributes behind a link."""
    return spelling == of or (len(of) < len(spelling) and (spelling.startswith(of) or spelling.endswith(of)))


def _replaced(of: str, captions: Sequence[Block]) -> str:
    for caption in reversed(captions):
        own = _about(caption, "spelling")
        lead = int(own["lead"])
        of = of[:lead] + _rendered_value(caption) + of[lead + len(own["source"]) :]
    return of
