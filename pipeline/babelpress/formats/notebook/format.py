"""Jupyter notebooks: the texts of the Markdown cells; code, outputs and metadata stay byte for byte."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from pydantic import Field

from babelpress.document import Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.embedded import Inner, embedded, outermost
from babelpress.formats.lossless import LosslessFormat, LosslessOptions, Parsed, Unit, encode
from babelpress.formats.markdown.format import MarkdownFormat
from babelpress.formats.structured.json_texts import json_strings
from babelpress.formats.structured.paths import Scalar
from babelpress.formats.untranslated import note, wordy

# `_NOT_A_NUMBER` finds what notebooks have in place of numbers, against the standard of JSON, outside of strings;
# `_FRONT_MATTER` begins the raw cell that Quarto and Jupyter Book read as settings of the page.
_NOT_A_NUMBER = re.compile(r'"(?:[^"\\]++|\\.)*+"|\bNaN\b|\bInfinity\b', re.DOTALL)
_FRONT_MATTER = re.compile(r"---[ \t]*\n")
_COMMENT = re.compile(r"^[ \t]*(?:#(?![!|%])|//|--)(.*)", re.MULTILINE)
_MOST = 2000
"""Characters of a string of an output that are looked at."""


class NotebookOptions(LosslessOptions):
    """Options of the reader of ipynb."""

    max_characters: int = Field(
        100_000_000, ge=1, description="Maximum length of a notebook with its outputs; a longer one is refused."
    )


@dataclass(slots=True)
class _Cell:
    kind: str = ""
    lines: list[Scalar] = field(default_factory=list)
    listed: bool = False
    said: bool = False


class NotebookFormat(LosslessFormat):
    """Reads the Markdown cells of a Jupyter notebook and renders the notebook with other texts in them.

    A cell that was not changed keeps its bytes, and so does everything else: code, outputs, attachments, metadata.
    Comments in code and outputs with words are counted by a finding. A changed cell is written as before, in one string
    or in one for each line.
    """

    Options: ClassVar = NotebookOptions
    format = "ipynb"
    suffixes: tuple[str, ...] = (".ipynb",)
    suffix = ".ipynb"
    nothing = "holds no Markdown cell with a text to translate"

    def __init__(self, options: NotebookOptions) -> None:
        super().__init__(max_characters=options.max_characters)
        self._markdown = MarkdownFormat(MarkdownFormat.Options(max_characters=options.max_characters))

    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the blocks of the Markdown cells in order."""
        cells = _cells(text, name=name)
        units: list[Unit] = []
        titled = False
        ascii_only = text.isascii() and "\\u" in text
        for number, cell in enumerate(cells, start=1):
            blocks = self._blocks(cell, name=f"{name}: cell {number:,}")
            if not blocks:
                continue
            title = any(block.kind == "title" for block in blocks)
            if titled and title:
                blocks = [replace(block, kind="heading") if block.kind == "title" else block for block in blocks]
            titled = titled or title
            units += _units(text, cell, blocks, ascii_only=ascii_only)
        counted = note(_left(cells))
        units += [Unit(start=len(text), end=len(text), block=block) for block in counted]
        return Parsed(units=units)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the notebook with the texts of the blocks."""
        parts = []
        for block in outermost(blocks):
            if isinstance(block, Inner):
                source = self._markdown.render(_titled(block.blocks), language=language).decode()
                about = block.attributes
                ascii_only = about["ascii"] == "yes"
                written = _written(source, between=about["between"], listed=bool(about["between"]), ascii=ascii_only)
                parts.append(block.written(written))
            else:
                parts.append(block.text)
        return encode(blocks, parts)

    def spell(self, block: Block, *, before: str) -> str:
        """Return the text; unused, for the texts are in documents of their own."""
        return block.text

    def _blocks(self, cell: _Cell, *, name: str) -> list[Block]:
        """Return the blocks of a cell of Markdown, none if it has no text."""
        text = "".join(line.value for line in cell.lines)
        if not (cell.kind in ("markdown", "heading") or (cell.kind == "raw" and _FRONT_MATTER.match(text))):
            return []
        try:
            data = text.encode()
        except UnicodeEncodeError as error:
            raise UnreadableInput(f"{name}: has half a character at {error.start:,}; type it again") from error
        (found,) = self._markdown.read_stream(io.BytesIO(data), name=name)
        if not isinstance(found, ReadError):
            return list(found.blocks)
        if "holds no text" in str(found.error) or not text.strip():
            return []
        raise found.error


def _cells(text: str, *, name: str) -> list[_Cell]:
    """Return the cells of a notebook of version 3 or 4. Raises `UnreadableInput`."""
    found: dict[tuple[str, ...], _Cell] = {}
    is_notebook = False
    readable = text
    if "NaN" in text or "Infinity" in text:
        readable = _NOT_A_NUMBER.sub(lambda one: one[0] if one[0][0] == '"' else "1" * len(one[0]), text)
    for scalar in json_strings(readable, name=name):
        path = scalar.path
        if not path:  # a lone string, behind which there is more where a brace is missing
            continue
        depth = 2 if path[0] == "cells" else 4
        is_notebook = is_notebook or path[0] in ("cells", "worksheets")
        if len(path) <= depth or (depth == 4 and path[2:3] != ("cells",)) or path[0] not in ("cells", "worksheets"):
            continue
        cell = found.setdefault(path[:depth], _Cell())
        key = path[depth]
        if scalar.is_key:
            continue
        if key == "cell_type":
            cell.kind = scalar.value
        elif key == "source" or (key == "input" and depth == 4):
            cell.lines.append(scalar)
            cell.listed = len(path) > depth + 1
        elif key == "outputs":
            cell.said = cell.said or wordy(scalar.value[:_MOST])
    if not is_notebook:
        raise UnreadableInput(f"{name}: is not a Jupyter notebook: it has no cells")
    return list(found.values())


def _units(text: str, cell: _Cell, blocks: Sequence[Block], *, ascii_only: bool) -> Iterator[Unit]:
    """Yield the blocks of a cell in the place of its strings."""
    start, end = cell.lines[0].start, cell.lines[-1].end
    between = _between(text, cell)
    about = {"between": between, "ascii": "yes" if ascii_only else "no"}
    made = embedded(blocks, written=text[start:end], **about)
    yield Unit(start=start, end=end, block=made[0])
    for block in made[1:]:
        yield Unit(start=end, end=end, block=block)


def _between(text: str, cell: _Cell) -> str:
    """Return what is between two lines of a cell, the quotation marks included; empty if it is one string."""
    if not cell.listed:
        return ""
    first = cell.lines[0]
    if len(cell.lines) > 1:
        return text[first.end : cell.lines[1].start]
    lead = text[: first.start - 1]
    return f'",{lead[len(lead.rstrip()) :] or " "}"'


def _written(source: str, *, between: str, listed: bool, ascii: bool) -> str:
    """Return a text as strings of JSON without the outer quotation marks, one for each line if they are listed."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", source) if listed else [source]
    return between.join(json.dumps(line, ensure_ascii=ascii)[1:-1] for line in lines)


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a cell as its reader gave them: the first heading of level 1 is a title."""
    found = list(blocks)
    if not any(block.kind == "title" for block in found):
        index = next((at for at, one in enumerate(found) if one.kind == "heading" and one.level == 1), None)
        if index is not None:
            found[index] = replace(found[index], kind="title")
    return found


def _left(cells: Sequence[_Cell]) -> Counter[str]:
    """Return how many texts of a notebook are not translated."""
    left: Counter[str] = Counter()
    for cell in cells:
        text = "".join(line.value for line in cell.lines) if cell.kind == "code" else ""
        left["comments in code"] += sum(wordy(found[1]) for found in _COMMENT.finditer(text))
        left["cells with words in their outputs"] += cell.said
        left["raw cells"] += cell.kind == "raw" and wordy("".join(line.value for line in cell.lines))
    return left
