"""Base of the lossless formats: a document is rendered byte for byte as it was read, except for changed texts."""

import codecs
import hashlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress import lang
from babelpress.document import VERBATIM, Article, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.decoding import decode
from babelpress.formats.filenames import slug

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A block and the part `[start:end]` of the document that it stands for, in characters."""

    start: int
    end: int
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a parser returns: the units in order, without overlap, and the language that the document states."""

    units: Sequence[Unit]
    language: str | None = None


class LosslessOptions(BaseModel):
    """Options that all lossless formats have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(5_000_000, ge=1, description="Maximum length of a document; a longer one is refused.")


class LosslessFormat(SingleReader):
    """Template of a format whose parser gives the position of each text; what is between the texts is skeleton.

    Documents are UTF-8 or UTF-16 and are written in the encoding in which they were read, with their byte order mark. A
    unit that was not changed is rendered with its original characters.

    Attributes:
        format: Name of the format.
        nothing: What the message says about a document without texts.
    """

    format: ClassVar[str]
    nothing: ClassVar[str] = "holds no text to translate"

    def __init__(self, *, max_characters: int) -> None:
        self._max_characters = max_characters

    @abstractmethod
    def parse(self, text: str, *, name: str) -> Parsed:
        """Return the units of a document. Raises `UnreadableInput` with file and line."""

    @abstractmethod
    def spell(self, block: Block, *, before: str) -> str:
        """Return a changed prose block in the syntax of the document; `before` is the part rendered just before it."""

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Render a document.

        Args:
            blocks: All blocks of the article, or of its translation.
            language: Code of the language of the texts.

        Returns:
            The bytes of the file.
        """
        parts: list[str] = []
        for block in blocks:
            if block.kind in VERBATIM:
                parts.append(language if block_tag(block, "language") else block.text)
            elif unchanged(block):
                parts.append(annotation(block)["raw"])
            else:
                parts.append(self.spell(block, before=parts[-1] if parts else ""))
        return encode(blocks, parts)

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Read a document.

        Args:
            stream: The bytes of the file.
            name: What messages call it; the id of the article is made from it.

        Returns:
            The article; its texts and the skeleton together are the whole document.

        Raises:
            UnreadableInput: The document cannot be parsed, is too long, or has no text to translate.
        """
        text, lead = _text(stream, name=name, max_characters=self._max_characters)
        if not text.strip():
            raise UnreadableInput(f"{name}: {'holds only white space' if text else 'is empty'}")
        parsed = self.parse(text, name=name)
        if all(unit.block.kind in VERBATIM for unit in parsed.units):
            raise UnreadableInput(f"{name}: {self.nothing}")
        blocks = (*lead, *_with_skeleton(text, parsed.units))
        return Article(id=slug(Path(name).stem), blocks=blocks, language=parsed.language, format=self.format)


def with_raw(block: Block, raw: str, **more: str) -> Block:
    """Return a block annotated with its original characters `raw`, which are valid until the block is changed."""
    attributes = (("raw", raw), ("of", _digest(block)), *more.items())
    return replace(block, markup=(InlineTag(start=0, end=0, tag="spelling", attributes=attributes), *block.markup))


def annotation(block: Block) -> dict[str, str]:
    """Return the annotation that `with_raw` added to a block, empty if there is none."""
    found = block_tag(block, "spelling")
    return dict(found.attributes) if found else {}


def unchanged(block: Block) -> bool:
    """Whether the text and inline tags of a block are those that it was read with."""
    digest = annotation(block).get("of")
    return digest is not None and digest == _digest(block)


def language_unit(text: str, start: int, end: int) -> Unit:
    """Return the unit for the part of a document that states its language; it is updated when rendered."""
    mark = InlineTag(start=0, end=0, tag="language")
    return Unit(start=start, end=end, block=Block(kind="skeleton", text=text[start:end], markup=(mark,)))


def known_code(code: str) -> str | None:
    """Return the known language of a code such as `fr`, `fr-FR` or `fr_FR.UTF-8`, or None.

    >>> known_code("fr_FR"), known_code("Fr"), known_code("from")
    ('fr', None, None)
    """
    language, _, _ = code.strip().replace("_", "-").partition("-")
    return language if language in lang.known() else None


def block_tag(block: Block, tag: str) -> InlineTag | None:
    """Return the tag of this name that belongs to the block as a whole, or None."""
    return next((mark for mark in block.markup if mark.tag == tag and not mark.inline), None)


def encode(blocks: Sequence[Block], parts: Iterable[str]) -> bytes:
    """Join the rendered parts of a document and encode them as it was read."""
    mark = block_tag(blocks[0], "encoding") if blocks else None
    return "".join(parts).encode(dict(mark.attributes)["name"] if mark else "utf-8")


def place(text: str, at: int) -> str:
    """Return the position of a character in words: `line 3, column 7`, both counted from 1."""
    before = text[:at]
    line = before.count("\n") + 1
    return f"line {line:,}, column {at - before.rfind(chr(10)):,}"


def _text(stream: BinaryIO, *, name: str, max_characters: int) -> tuple[str, tuple[Block, ...]]:
    """Return the decoded text and, if there is one, the block of the byte order mark."""
    limit = (max_characters + 1) * 4  # UTF-8 and UTF-16 need at most 4 bytes per character
    try:
        data = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    text = decode(data, name=name, whole=len(data) <= limit)
    if len(data) > limit or len(text) > max_characters:
        raise UnreadableInput(
            f"{name}: is too long for one document: more than {max_characters:,} characters; "
            "split it, or raise the reader's option max_characters"
        )
    encoding = next((encoding for bom, encoding in _UTF16 if data.startswith(bom)), "")
    if encoding:
        mark = InlineTag(start=0, end=0, tag="encoding", attributes=(("name", encoding),))
        return text, (Block(kind="skeleton", text=_BOM, markup=(mark,)),)
    return text, (Block(kind="skeleton", text=_BOM),) if data.startswith(codecs.BOM_UTF8) else ()


def _with_skeleton(text: str, units: Iterable[Unit]) -> Iterator[Block]:
    """Yield the blocks of the units, with skeleton blocks for the text between them."""
    at = 0
    for unit in units:
        if unit.start > at:
            yield Block(kind="skeleton", text=text[at : unit.start])
        yield unit.block
        at = unit.end
    if at < len(text):
        yield Block(kind="skeleton", text=text[at:])


def _digest(block: Block) -> str:
    """Return a hash of the text and inline tags of a block."""
    inline = [(mark.start, mark.end, mark.open, mark.close, mark.depth) for mark in block.markup if mark.inline]
    return hashlib.blake2b(repr((block.text, inline)).encode(), digest_size=8).hexdigest()
