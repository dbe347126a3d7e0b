"""Plain text: reads one file as one article; writes one file per language and article."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.rows import is_row
from babelpress.document import Article, Block, Meta, Record
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.decoding import read_text
from babelpress.formats.filenames import safe_name, slug
from babelpress.formats.folder_writer import FolderOptions, FolderWriter
from babelpress.formats.text.structure import structure
from babelpress.formats.versions import marker, versions, with_summary


class TextReaderOptions(BaseModel):
    """Options of the reader of plain text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(1_000_000, ge=1, description="Longest article; a longer one is refused.")


class TextReader(SingleReader):
    """Reads a file of plain text, UTF-8 or UTF-16, as one article named after the file."""

    Options: ClassVar = TextReaderOptions
    suffixes: tuple[str, ...] = (".txt", ".text")

    def __init__(self, options: TextReaderOptions) -> None:
        self._options = options

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        text = read_text(stream, name=name, max_characters=self._options.max_characters)
        blocks, menu = structure(text)
        if not blocks:
            raise UnreadableInput(f"{name}: {without_text(text)}", without_text=True)
        return Article(id=slug(Path(name).stem), blocks=blocks, meta=Meta(menu=menu), format="text")


class TextWriterOptions(FolderOptions):
    """Options of the writer of plain text."""

    summary: bool = Field(True, description="Put the summary between the title and the article.")


class TextWriter(FolderWriter):
    """Writes `<language>/<id>.txt`.

    UTF-8, LF, one line per block, a blank line between blocks except between items of a list and between rows with
    tabs, list markers as in the source, nested items indented by two spaces. The summary is under the title, after its
    label, and followed by a rule `* * *`. Without summaries, reading such a file returns the same blocks.
    """

    Options: ClassVar = TextWriterOptions
    kind = "text"

    def __init__(self, output: Path, options: TextWriterOptions) -> None:
        super().__init__(output, options)
        self._summary = options.summary

    def files(self, name: str, record: Record) -> dict[str, str]:
        """Return one file per version."""
        return {
            f"{safe_name(version.language)}/{name}.txt": render_text(
                with_summary(version) if self._summary else version.blocks
            )
            for version in versions(record)
        }


def render_text(blocks: Sequence[Block]) -> str:
    """Return blocks as plain text in the form of `TextWriter`."""
    lines: list[str] = []
    for index, block in enumerate(blocks):
        if index and not _belong_together(blocks[index - 1], block):
            lines.append("")
        lead = f"{'  ' * (block.level - 1)}{marker(block)}" if block.kind == "list_item" else ""
        lines.append(lead + block.text)
    return "".join(f"{line}\n" for line in lines)


def _belong_together(above: Block, below: Block) -> bool:
    """Whether no blank line is between two blocks: items of a list, rows with tabs."""
    return above.kind == below.kind == "list_item" or (is_row(above.text) and is_row(below.text))


def without_text(text: str) -> str:
    """Return what a text without any block consists of."""
    if text.strip():
        return "holds only a language menu, no text"
    return "holds only white space" if text else "is empty"
