"""AsciiDoc: the texts of a document, and the document with other texts in their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from babelpress.document import HIDDEN, VERBATIM, Block, InlineTag
from babelpress.formats.asciidoc.blocks import Piece, Reading, begins_block
from babelpress.formats.asciidoc.inline import KEPT_SPACE, Part, parts_of, read_inline, render_inline
from babelpress.formats.decoding import normal_form
from babelpress.formats.front_matter.blocks import FrontMatterOptions, rendered_value
from babelpress.formats.inline import has_words
from babelpress.formats.lossless import (
    LosslessFormat,
    LosslessOptions,
    Parsed,
    Unit,
    annotation,
    block_tag,
    encode,
    known_code,
    language_unit,
    stated,
    unchanged,
    with_raw,
)
from babelpress.formats.rereading import read_otherwise
from babelpress.formats.untranslated import note

# `_STUCK` is a word that must not begin a line, where it would be the sign of a block; `_TERM` the sign behind a term.
_STUCK = re.compile(
    r"[*.+=#/'<>_-]+|[0-9a-zA-Z]+[.)]|<.*|\+.*|//.*|\[.*|\|.*|:.*|\..*|\S*(?:::|;;)\S*|[A-ZÀ-Þ]{3,14}:|```.*|&|"
)
_TERM = re.compile(r":(?=:+(?:\s|$))|;(?=;(?:\s|$))")
_CELL = re.compile(r"(?<!\\)\|")
_NARROWEST = 40


class AsciidocOptions(LosslessOptions, FrontMatterOptions):
    """Options of the reader of adoc."""


class AsciidocFormat(LosslessFormat):
    """Reads the texts of an AsciiDoc document and renders the document with other texts in their places.

    Translated are titles, paragraphs, lists, terms, admonitions, quotations, the cells of tables, captions, footnotes,
    alternative texts, and attributes of the document that are shown (`:description:`, `:toc-title:`, `:*-caption:`).
    Code, passthroughs, targets, names of attributes, macros, conditions, comments and tables of comma-separated values
    stay; a finding counts those that are prose. `:lang:` becomes the language of the rendering.

    A changed paragraph of several lines has lines of the same width again.
    """

    Options: ClassVar = AsciidocOptions
    format = "adoc"
    suffixes: tuple[str, ...] = (".adoc", ".asciidoc", ".asc")
    suffix = ".adoc"

    def __init__(self, options: AsciidocOptions) -> None:
        super().__init__(max_characters=options.max_characters, front_matter=options.translate_keys)

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the texts in order."""
        reading = Reading(text)
        newline = "\r\n" if "\r\n" in text else "\n"
        units: list[Unit] = []
        language = None
        for piece in reading.pieces():
            if piece.place == "language":
                if known_code(piece.source):
                    language = known_code(piece.source)
                    units.append(language_unit(text, piece.start, piece.end))
            else:
                units += _units(piece, text[piece.start : piece.end], newline=newline)
        units += [Unit(start=len(text), end=len(text), block=block) for block in note(reading.left)]
        return Parsed(units=units, language=language)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with the texts of the blocks."""
        parts: list[str] = []
        waiting: list[Block] = []
        for block in blocks:
            if block.kind in VERBATIM:
                parts.append(stated(block.text, language) if block_tag(block, "language") else block.text)
            elif block_tag(block, "part"):
                waiting.append(block)
            elif (value := rendered_value(block)) is not None:
                parts.append(value)
            elif unchanged(block) and all(map(unchanged, waiting)):
                parts.append(annotation(block)["raw"])
                waiting = []
            else:
                parts.append(self.spell(_with_parts(block, waiting), before=""))
                waiting = []
        return encode(blocks, parts)

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the indices of the texts where the rendered document is read otherwise than it is meant."""
        return read_otherwise(self, blocks, language=language)

    def spell(self, block: Block, *, before: str) -> str:
        """Return a text in the notation of its place."""
        about = annotation(block)
        place = about["place"]
        cell = place == "cell"
        source = render_inline(block, escape=lambda text: _CELL.sub(r"\\|", text) if cell else text)
        source = " ".join(source.split("\n"))
        if place == "value":
            return source.replace(KEPT_SPACE, " ").replace('"', "”").replace("]", "\\]")
        if place in ("start", "term", "cell"):
            source = _TERM.sub(r"\g<0>{empty}", source)
            if begins_block(source.replace(KEPT_SPACE, " ")):
                source = f"{{empty}}{source}"
        if source.endswith(" +"):
            source = f"{source[:-1]}{{plus}}"
        if "width" in about:
            source = f"{about['newline']}{about['indent']}".join(_lines(source, int(about["width"])))
        if "rule" in about:
            source = f"{source}{about['newline']}{about['rule'] * max(3, len(source))}"
        return source.replace(KEPT_SPACE, " ")


def _units(piece: Piece, raw: str, *, newline: str) -> Iterator[Unit]:
    """Yield the blocks of a text: those of the texts in its marks, and its own."""
    value = piece.place == "value"
    source = piece.source.replace("\\|", "|") if piece.place == "cell" else piece.source
    text, marks = (normal_form(source.replace("\\]", "]")), ()) if value else read_inline(source)
    parts = [(part, normal_form(part.mark[part.start : part.end])) for part in parts_of(marks)]
    parts = [(part, said) for part, said in parts if any(map(str.isalnum, said))]
    if not has_words(text, marks) and not parts:
        return
    more = {"newline": newline, "place": piece.place}
    if len(piece.lines) > 1:
        more["width"] = str(max(_NARROWEST, *(len(line.strip()) for line in piece.lines)))
        more["indent"] = piece.indent
    if piece.rule:
        more["rule"] = piece.rule[0]
    for part, said in parts:
        yield Unit(start=piece.start, end=piece.start, block=_part(part, said))
    kind = piece.kind if has_words(text, marks) else "caption"
    block = with_raw(Block(kind=kind, text=text, level=piece.level, markup=marks), raw, **more)
    if value:
        block = replace(block, markup=(HIDDEN, *block.markup))
    yield Unit(start=piece.start, end=piece.end, block=block)


def _part(part: Part, said: str) -> Block:
    about = (("mark", part.mark), ("start", str(part.start)), ("end", str(part.end)))
    block = with_raw(Block(kind="caption", text=said), part.mark[part.start : part.end], place="value")
    return replace(block, markup=(HIDDEN, InlineTag(start=0, end=0, tag="part", attributes=about), *block.markup))


def _with_parts(block: Block, parts: Sequence[Block]) -> Block:
    """Return a block whose marks have the current texts in them."""
    marks = list(block.markup)
    done: set[int] = set()
    for group in _grouped(parts):
        source = group[0][0]["mark"]
        written, at = "", 0
        for about, part in group:
            new = part.text.replace("]", "\\]") if not unchanged(part) else annotation(part)["raw"]
            written += source[at : int(about["start"])] + new
            at = int(about["end"])
        written += source[at:]
        for index, mark in enumerate(marks):
            if index not in done and source in (mark.open, mark.close):
                done.add(index)
                opens = mark.open == source
                marks[index] = replace(mark, open=written) if opens else replace(mark, close=written)
                break
    return replace(block, markup=tuple(marks))


def _grouped(parts: Sequence[Block]) -> Iterator[list[tuple[dict[str, str], Block]]]:
    """Yield the texts of each mark together: the next mark begins where the place does not rise."""
    group: list[tuple[dict[str, str], Block]] = []
    for part in parts:
        mark = block_tag(part, "part")
        about = dict(mark.attributes) if mark else {}
        if group and (group[-1][0]["mark"] != about["mark"] or int(group[-1][0]["start"]) >= int(about["start"])):
            yield group
            group = []
        group.append((about, part))
    if group:
        yield group


def _lines(source: str, most: int) -> list[str]:
    """Return a text in lines of at most so many characters, parted at single spaces."""
    lines: list[str] = []
    current: list[str] = []
    length = 0
    for word in source.split(" "):
        room = length + bool(current) + len(word)
        if current and room > most and word and current[-1] and current[-1] != "+" and not _STUCK.fullmatch(word):
            lines.append(" ".join(current))
            current, room = [], len(word)
        current.append(word)
        length = room
    return [*lines, " ".join(current)]
