"""reStructuredText: the texts of a document, and the document with other texts in their places."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from babelpress.document import VERBATIM, Block
from babelpress.formats.decoding import normal_form
from babelpress.formats.embedded import Inner, embedded, outermost
from babelpress.formats.front_matter.blocks import FrontMatterOptions
from babelpress.formats.inline import has_words
from babelpress.formats.lossless import (
    LosslessFormat,
    LosslessOptions,
    Parsed,
    Unit,
    annotation,
    block_tag,
    encode,
    stated,
    unchanged,
    with_raw,
)
from babelpress.formats.rereading import read_otherwise
from babelpress.formats.rst.blocks import Piece, Reading
from babelpress.formats.rst.inline import KEPT_SPACE, names_of, normal_name, read_inline, render_inline, unescape
from babelpress.formats.rst.tables import from_json
from babelpress.formats.rst.text import begins_block, in_lines, width
from babelpress.formats.untranslated import note

_COLON = re.compile(r"[ \u00a0\u202f]*:*$")
"""A colon as a language writes it at the end of a text."""
_NARROWEST = 40


class RstOptions(LosslessOptions, FrontMatterOptions):
    """Options of the reader of rst."""


class RstFormat(LosslessFormat):
    """Reads the texts of a reStructuredText document and renders the document with other texts in their places.

    Translated are headings, paragraphs, lists, definitions, fields, notes, the titles and contents of admonitions, the
    captions and alternative texts of figures, the titles of entries in a table of contents, the texts of links and
    roles, and the cells of tables. Code, targets, comments, the names in roles and directives, tables with cells over
    several columns or with lists in them and the contents of unknown directives stay; a finding counts the prose.

    A changed heading gets a rule as long as it is, and a target of its old name if a link names it. A changed paragraph
    of several lines has lines of the same width again; a table with changed cells is drawn again.
    """

    Options: ClassVar = RstOptions
    format = "rst"
    suffixes: tuple[str, ...] = (".rst", ".rest")
    suffix = ".rst"

    def __init__(self, options: RstOptions) -> None:
        super().__init__(max_characters=options.max_characters, front_matter=options.translate_keys)

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the texts in order."""
        reading = Reading(text)
        pieces = list(reading.pieces())
        names = frozenset(known for piece in pieces if not piece.plain for known in names_of(piece.source))
        newline = "\r\n" if "\r\n" in text else "\n"
        units: list[Unit] = []
        titled = False
        for piece in pieces:
            raw = text[piece.start : piece.end]
            if piece.table:
                units += _table_units(piece, names, raw=raw, newline=newline)
                continue
            more = {"newline": newline}
            name = normal_name(unescape(piece.source))
            if piece.kind == "heading" and name in names - reading.targets:
                more["name"] = unescape(piece.source)
            block = _block(piece, names, raw=raw, title=piece.kind == "heading" and not titled, more=more)
            if block is not None:
                titled = titled or block.kind == "title"
                units.append(Unit(start=piece.start, end=piece.end, block=block))
        units += [Unit(start=len(text), end=len(text), block=block) for block in note(reading.left)]
        return Parsed(units=units)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with the texts of the blocks; a table with changed cells is drawn again."""
        parts: list[str] = []
        for block in outermost(blocks):
            if isinstance(block, Inner):
                parts.append(self._drawn(block))
            elif block.kind in VERBATIM:
                parts.append(stated(block.text, language) if block_tag(block, "language") else block.text)
            else:
                parts.append(self.written(block))
        return encode(blocks, parts)

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the indices of the texts where the rendered document is read otherwise than it is meant."""
        return read_otherwise(self, blocks, language=language)

    def _drawn(self, inner: Inner) -> str:
        about = inner.attributes
        if all(map(unchanged, inner.blocks)):
            return about["written"]
        table = from_json(about["table"])
        texts = table.cells
        for place, block in zip(json.loads(about["places"]), inner.blocks, strict=True):
            texts[place] = self.written(block)
        return f"{about['newline']}{about['indent']}".join(table.drawn(texts))

    def spell(self, block: Block, *, before: str) -> str:
        """Return a text with the lines around it."""
        about = annotation(block)
        if "plain" in about:
            return " ".join(block.text.split("\n"))
        source = _ended(" ".join(render_inline(block).split("\n")), about.get("literal", ""))
        if "rule" in about:
            return _heading(source.replace(KEPT_SPACE, " "), about)
        if "term" in about:
            source = source.replace(" : ", " \\: ")
        if begins_block(source.replace(KEPT_SPACE, " ")):
            source = f"\\{source}"
        if "cell" in about and (about["cell"] == "quoted" or re.search(r'[",]', source)):
            source = source.replace('"', '""')
            source = source if about["cell"] == "quoted" else f'"{source}"'
        if "width" in about:
            source = f"{about['newline']}{about['indent']}".join(in_lines(source, int(about["width"])))
        return source.replace(KEPT_SPACE, " ")


def _table_units(piece: Piece, names: frozenset[str], *, raw: str, newline: str) -> Iterator[Unit]:
    """Yield the blocks of the cells of a table that have words."""
    cells = [
        _block(replace(piece, lines=(cell,), one_line=True, table=None), names, raw=cell, title=False, more={})
        for cell in piece.lines
    ]
    blocks = [cell for cell in cells if cell]
    if not blocks or piece.table is None:
        return
    about = {
        "table": piece.table.to_json(),
        "places": json.dumps([place for place, cell in enumerate(cells) if cell]),
        "newline": newline,
        "indent": piece.indent,
    }
    first, *others = embedded(blocks, written=raw, **about)
    yield Unit(start=piece.start, end=piece.end, block=first)
    for block in others:
        yield Unit(start=piece.end, end=piece.end, block=block)


def _block(piece: Piece, names: frozenset[str], *, raw: str, title: bool, more: dict[str, str]) -> Block | None:
    """Return the block of a text, with what is noted about it in `more`; None if it has nothing to translate."""
    source = piece.source
    if piece.literal:
        source = source[:-2].rstrip() if piece.literal == "bare" else source[:-1]
    text, marks = (normal_form(source), ()) if piece.plain else read_inline(source, names)
    if not has_words(text, marks):
        return None
    if piece.plain:
        more["plain"] = "yes"
    if piece.cell:
        more["cell"] = piece.cell
    if piece.term:
        more["term"] = "yes"
    if piece.literal:
        more["literal"] = piece.literal
    if not piece.one_line:
        more["width"] = str(max(_NARROWEST, *(width(line.strip()) for line in piece.lines)))
        more["indent"] = piece.indent
    if piece.kind == "heading":
        fits = "yes" if len(piece.rule) == width(source) + (len(piece.indent) if piece.over else 0) else ""
        more |= {"rule": piece.rule, "over": piece.over, "fits": fits, "indent": piece.indent}
    kind = "title" if title else piece.kind
    return with_raw(Block(kind=kind, text=text, level=0 if title else piece.level, markup=marks), raw, **more)


def _ended(source: str, literal: str) -> str:
    """Return a text with the sign that a literal block follows, or without one."""
    if literal == "colon":
        return f"{_COLON.sub('', source)}::"
    if literal == "bare":
        return f"{source} ::"
    return f"{source[:-2]}\\::" if source.endswith("::") else source


def _heading(source: str, about: dict[str, str]) -> str:
    newline, margin = about["newline"], about["indent"]
    over = about["over"] == "yes"
    needed = width(source) + (len(margin) if over else 0)
    rule = about["rule"][0] * (max(4, needed) if about["fits"] else max(len(about["rule"]), needed))
    target = ""
    if "name" in about:
        name = about["name"]
        target = f".. _{f'`{name}`' if ':' in name else name}:{newline}{newline}{'' if over else margin}"
    if over:
        return f"{target}{rule}{newline}{margin}{source}{newline}{rule}"
    return f"{target}{source}{newline}{margin}{rule}"
