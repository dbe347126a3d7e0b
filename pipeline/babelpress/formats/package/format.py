"""The template of formats whose files are ZIP packages."""

import base64
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import HIDDEN, VERBATIM, Article, Block, InlineTag
from babelpress.formats.base import SingleReader
from babelpress.formats.filenames import slug
from babelpress.formats.package.archive import Archive, Kind, repack
from babelpress.formats.xml.runs import render_runs
from babelpress.formats.xml.texts import PLAIN, Part, joined, render_plain
from babelpress.formats.xml.tree import encode, primary, read_bytes, refuse_size


class PackageOptions(BaseModel):
    """Options of the readers of packages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int = Field(
        100_000_000, ge=1, description="Most bytes of an unpacked document; a larger one is refused."
    )
    max_characters: int = Field(1_000_000, ge=1, description="Longest article; a longer one is refused.")


class PackageFormat(SingleReader):
    """Template of a format whose files are ZIP packages: the texts of its parts are an article.

    The first block is a skeleton with a mark `package`: the file itself, in base64. It is followed by the parts with
    text or a statement of the language; the first block of each, a skeleton, has a mark `part`: its name, encoding and
    language. An article that was not changed renders to the file's own bytes. Otherwise the package is packed again:
    the members in the same order, with the same names, dates and compression, and the same bytes but for the changed
    parts, and in those for the changed texts and the statements of the language.

    Attributes:
        format: Name of the format.
        kind: What messages say of its files.
    """

    format: ClassVar[str]
    kind: ClassVar[Kind]

    def __init__(self, options: PackageOptions) -> None:
        self._options = options

    @abstractmethod
    def parts(self, archive: Archive) -> Iterator[Part]:
        """Yield the parts with texts or statements of the language, in reading order. Raises `UnreadableInput`."""

    def restated(self, text: str, *, source: str, target: str) -> str:
        """Return a rendered part with its statements of the language `source` set to `target`, a code or a tag."""
        return text

    def language(self, parts: Sequence[Part]) -> str | None:
        """Return the language that a document declares, None where its statements cannot be trusted."""
        return None

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        data = read_bytes(stream, name=name, max_bytes=self._options.max_bytes)
        archive = Archive(data, name=name, kind=self.kind, max_bytes=self._options.max_bytes)
        parts = list(self.parts(archive))
        blocks = _titled([block for part in parts for block in part.marked()])
        refuse_size(blocks, name=name, max_characters=self._options.max_characters)
        marks = (InlineTag(start=0, end=0, tag="package", attributes=(("encoding", "base64"),)),)
        package = Block(kind="skeleton", text=base64.b64encode(data).decode(), markup=marks)
        id = slug(Path(name).stem)
        return Article(id=id, blocks=(package, *blocks), language=self.language(parts), format=self.format)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document in `language`, a code or a tag (`pt-BR`); its statements include the country."""
        package = base64.b64decode(blocks[0].text)
        parts: dict[str, list[Block]] = {}
        about: dict[str, dict[str, str]] = {}
        path = ""
        for block in blocks[1:]:
            mark = next((mark for mark in block.markup if mark.tag == "part"), None)
            if mark:
                attributes = dict(mark.attributes)
                path = attributes["name"]
                parts[path], about[path] = [], attributes
            parts[path].append(block)
        changed: dict[str, bytes] = {}
        for path, own in parts.items():
            text = self.rendered(own, language)
            source = about[path].get("language", "")
            if language and source and ("-" in language or primary(source) != primary(language)):
                text = self.restated(text, source=primary(source), target=language)
            changed[path] = self.encoded(text, about[path]["encoding"])
        return repack(package, changed)

    def rendered(self, blocks: Sequence[Block], language: str) -> str:
        """Return the text of one part."""
        return joined(blocks, render_block)

    def encoded(self, text: str, encoding: str) -> bytes:
        """Return the bytes of one part."""
        return encode(text, encoding)


def render_block(block: Block) -> str:
    """Return a block of an XML part: runs, text without tags, or what is copied."""
    if block.kind in VERBATIM:
        return block.text
    tags = {mark.tag for mark in block.markup if not mark.inline}
    return render_plain(block) if PLAIN in tags else render_runs(block)


def _titled(blocks: list[Block]) -> list[Block]:
    """Make the first heading of level 1 the title, unless a paragraph has the style of a title."""
    prose = [(index, block) for index, block in enumerate(blocks) if block.kind not in VERBATIM]
    if prose and all(block.kind != "title" for _, block in prose):
        index, block = next((item for item in prose if HIDDEN not in item[1].markup), prose[0])
        if block.kind == "heading" and block.level == 1:
            blocks[index] = replace(block, kind="title", level=0)
    return blocks
