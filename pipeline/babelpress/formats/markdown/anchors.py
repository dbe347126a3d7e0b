"""Links to headings of the same document: `[...](#prérequis)` still leads there when the heading is translated."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, unquote

from babelpress.document import Block, InlineTag
from babelpress.formats.markdown.blocks import note

_EXPLICIT = re.compile(r"[ \t]*(?:\{[^{}\n]*#|\{/\*|<a\s|\[#)")
"""What follows a heading that states its id itself."""
_NO_WORD = re.compile(r"[^\w\- ]")
_HREF = re.compile(r"(<[aA]\s[^<>]*?\bhref=([\"']))#([^\"'<>]*)(?=\2)")
_DESTINATION = re.compile(r"(\]\([ \t]*<?|\]:\s*<?)#([^\s()<>]*)")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SPECIAL = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")
_NUMBERED = re.compile(r"(.*)_(\d+)")
_MKDOCS = re.compile(r"^(?:!!!|\?\?\?\+?|===)[ \t]", re.MULTILINE)


def _github(text: str) -> str:
    """As GitHub, Docusaurus, Hugo, mdBook and Jekyll do."""
    return _NO_WORD.sub("", text.lower()).replace(" ", "-")


def _mkdocs(text: str) -> str:
    """As Python-Markdown (MkDocs) does."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())


def _vitepress(text: str) -> str:
    """As VitePress does."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return re.sub(r"^(\d)", r"_\1", _SPECIAL.sub("-", plain).strip("-")).lower()


def _kramdown(text: str) -> str:
    """As kramdown does by itself."""
    plain = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", text))
    return plain.replace(" ", "-").lower()


def _pandoc(text: str) -> str:
    """As Pandoc and Quarto do."""
    plain = re.sub(r"[^\w\s.-]", "", text.lower())
    return re.sub(r"^[^a-zA-Z\u00c0-\uffff]+", "", re.sub(r"\s+", "-", plain))


STYLES: Mapping[str, Callable[[str], str]] = {
    "github": _github,
    "mkdocs": _mkdocs,
    "vitepress": _vitepress,
    "kramdown": _kramdown,
    "pandoc": _pandoc,
}
"""How site generators make the id of a heading from its text; the first that the links of a document agree with."""


def slugs(headings: Sequence[str], style: str) -> list[str]:
    """Return the ids of headings, in order; a repeated one has a number that no other has, except for kramdown.

    >>> slugs(["Note", "L'été", "Note", "Note 1"], "github"), slugs(["Note", "Note", "Note_1"], "mkdocs")
    (['note', 'lété', 'note-1', 'note-1-1'], ['note', 'note_1', 'note_2'])
    """
    found: list[str] = []
    used: dict[str, int] = {}
    for heading in headings:
        slug = STYLES[style](" ".join(heading.split("\n")))
        if style == "kramdown":
            count = used[slug] = used.get(slug, -1) + 1
            found.append(f"{slug}-{count}" if count else slug)
            continue
        own = slug
        while own in used:
            if style == "mkdocs":
                numbered = _NUMBERED.fullmatch(own)
                own = f"{numbered[1]}_{int(numbered[2]) + 1}" if numbered else f"{own}_1"
            else:
                used[slug] += 1
                own = f"{slug}-{used[slug]}"
        used[own] = 0
        found.append(own)
    return found


def with_anchors(blocks: Sequence[Block], *, text: str) -> list[Block]:
    """Return blocks whose headings have a mark with their id, if any link of the document leads to one of them."""
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading" and not _explicit(blocks, index)]
    targets = set(_targets(blocks)) if headings else set()
    if not targets:
        return list(blocks)
    order = sorted(STYLES, key=lambda style: style != "mkdocs") if _MKDOCS.search(text) else list(STYLES)
    of_style = {style: slugs([blocks[index].text for index in headings], style) for style in order}
    style = max(order, key=lambda style: len(targets & set(of_style[style])))
    if not targets & set(of_style[style]):
        return list(blocks)
    found = list(blocks)
    for index, slug in zip(headings, of_style[style], strict=True):
        mark = note("anchor", ("id", slug), ("style", style))
        found[index] = replace(found[index], markup=(mark, *found[index].markup))
    return found


def new_anchors(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the ids of headings that have changed with their texts: old and new."""
    marked = [(block, mark) for block in blocks for mark in block.markup if mark.tag == "anchor" and not mark.inline]
    if not marked:
        return {}
    old = [dict(mark.attributes) for _, mark in marked]
    new = slugs([block.text for block, _ in marked], old[0]["style"])
    first: dict[str, str] = {}
    for one, other in zip(old, new, strict=True):
        first.setdefault(one["id"], other)  # where two have it, links lead to the first
    return {one: other for one, other in first.items() if one != other}


def relinked(block: Block, anchors: Mapping[str, str]) -> Block:
    """Return a block whose links lead to the new ids."""
    if not anchors:
        return block
    if block.kind == "skeleton":
        is_definition = any(mark.tag == "reference" for mark in block.markup)
        if "#" not in block.text or not (is_definition or "href" in block.text):
            return block
        return replace(block, text=_changed(block.text, anchors))
    marks = tuple(_relinked_mark(mark, anchors) if mark.inline else mark for mark in block.markup)
    return replace(block, markup=marks)


def _relinked_mark(mark: InlineTag, anchors: Mapping[str, str]) -> InlineTag:
    if "#" in mark.close and mark.tag == "a":
        return replace(mark, close=_changed(mark.close, anchors))
    return replace(mark, open=_changed(mark.open, anchors)) if "#" in mark.open else mark


def _changed(source: str, anchors: Mapping[str, str]) -> str:
    """Return the source of a link, of a definition or of tags with other ids."""

    def spelt(written: str) -> str:
        new = anchors.get(unquote(written))
        return written if new is None else quote(new, safe="") if "%" in written else new

    def attribute(found: re.Match[str]) -> str:
        return f"{found[1]}#{spelt(found[3])}"

    def destination(found: re.Match[str]) -> str:
        return f"{found[1]}#{spelt(found[2])}"

    if source.startswith(("]", "[")):
        return _DESTINATION.sub(destination, source, count=1)
    return _HREF.sub(attribute, source)


def _targets(blocks: Sequence[Block]) -> list[str]:
    """Return the ids that links lead to."""
    found: list[str] = []
    for block in blocks:
        if block.kind == "skeleton" and "href" in block.text:
            found += _hrefs(block.text)
        for mark in block.markup:
            href = next((value for key, value in mark.attributes if key == "href"), "")
            if href.startswith("#"):
                found.append(unquote(href[1:]))
            elif mark.inline and "href" in mark.open:
                found += _hrefs(mark.open)
    return found


def _hrefs(source: str) -> list[str]:
    return [unquote(match[3]) for match in _HREF.finditer(source)]


def _explicit(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a heading states its id itself."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return following is not None and following.kind == "skeleton" and bool(_EXPLICIT.match(following.text))
