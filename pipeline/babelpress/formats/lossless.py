"""Documents that come back byte for byte: units of text in their places, and how each was spelt."""

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
    """A block and the characters of the document that it stands for, from `start` up to `end`."""

    start: int
    end: int
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The units of a document in order, and the language it says it is in."""

    units: Sequence[Unit]
    language: str | None = None


class ExactOptions(BaseModel):
    """What every reader of such documents can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(5_000_000, ge=1, description="Longest document; a longer one is refused.")


class ExactFormat(SingleReader):
    """The template of a format whose parser says where its texts stand; what is between them is skeleton.

    UTF-8 or UTF-16, as it was read; a byte order mark stays. A unit that was not changed is rendered as it was spelt.
    """

    format: ClassVar[str]
    nothing: ClassVar[str] = "holds no text to translate"

    def __init__(self, *, max_characters: int) -> None:
        self._max_characters = max_characters

    @abstractmethod
    def parse(self, text: str, *, name: str) -> Parsed:
        """Give the units of a document. Raises `UnreadableInput` naming file and line."""

    @abstractmethod
    def spell(self, block: Block, *, before: str) -> str:
        """Give a changed prose block as the document spells it; `before` is what was rendered right before it."""

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Give the document whose translatable texts are in `language`."""
        parts: list[str] = []
        for block in blocks:
            if block.kind in VERBATIM:
                parts.append(language if marked(block, "language") else block.text)
            elif unchanged(block):
                parts.append(note(block)["raw"])
            else:
                parts.append(self.spell(block, before=parts[-1] if parts else ""))
        return encode(blocks, parts)

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Give the article. Raises `UnreadableInput`."""
        text, lead = _text(stream, name=name, max_characters=self._max_characters)
        if not text.strip():
            raise UnreadableInput(f"{name}: {'holds only white space' if text else 'is empty'}")
        parsed = self.parse(text, name=name)
        if all(unit.block.kind in VERBATIM for unit in parsed.units):
            raise UnreadableInput(f"{name}: {self.nothing}")
        blocks = (*lead, *_with_skeleton(text, parsed.units))
        return Article(id=slug(Path(name).stem), blocks=blocks, language=parsed.language, format=self.format)


def spelt(block: Block, raw: str, **more: str) -> Block:
    """Give a block with a note of how the document spells it, which holds as long as it is not changed."""
    attributes = (("raw", raw), ("of", _digest(block)), *more.items())
    return replace(block, markup=(InlineTag(start=0, end=0, tag="spelling", attributes=attributes), *block.markup))


def note(block: Block) -> dict[str, str]:
    """Give what `spelt` was told of a block, nothing where it was not."""
    found = marked(block, "spelling")
    return dict(found.attributes) if found else {}


def unchanged(block: Block) -> bool:
    """Tell whether text and inline marks of a block are those that it was read with."""
    said = note(block).get("of")
    return said is not None and said == _digest(block)


def statement(text: str, start: int, end: int) -> Unit:
    """Give the unit of a document's own statement of its language."""
    mark = InlineTag(start=0, end=0, tag="language")
    return Unit(start=start, end=end, block=Block(kind="skeleton", text=text[start:end], markup=(mark,)))


def stated(code: str) -> str | None:
    """Give the language that a code such as `fr`, `fr-FR` or `fr_FR.UTF-8` names, or None.

    >>> stated("fr_FR"), stated("Fr"), stated("from")
    ('fr', None, None)
    """
    language, _, _ = code.strip().replace("_", "-").partition("-")
    return language if language in lang.known() else None


def marked(block: Block, tag: str) -> InlineTag | None:
    """Give the mark that says `tag` of the block as a whole."""
    return next((mark for mark in block.markup if mark.tag == tag and not mark.inline), None)


def encode(blocks: Sequence[Block], parts: Iterable[str]) -> bytes:
    """Give the rendered parts of a document in the encoding that it was read in."""
    mark = marked(blocks[0], "encoding") if blocks else None
    return "".join(parts).encode(dict(mark.attributes)["name"] if mark else "utf-8")


def place(text: str, at: int) -> str:
    """Say where a character of a document stands: `line 3, column 7`, both from 1."""
    before = text[:at]
    line = before.count("\n") + 1
    return f"line {line:,}, column {at - before.rfind(chr(10)):,}"


def _text(stream: BinaryIO, *, name: str, max_characters: int) -> tuple[str, tuple[Block, ...]]:
    """Give the text as it stands and, where there is one, the block of its byte order mark."""
    room = (max_characters + 1) * 4  # the most bytes that UTF-8 and UTF-16 need
    try:
        data = stream.read(room + 1)
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    text = decode(data, name=name, whole=len(data) <= room)
    if len(data) > room or len(text) > max_characters:
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
    at = 0
    for unit in units:
        if unit.start > at:
            yield Block(kind="skeleton", text=text[at : unit.start])
        yield unit.block
        at = unit.end
    if at < len(text):
        yield Block(kind="skeleton", text=text[at:])


def _digest(block: Block) -> str:
    inline = [(mark.start, mark.end, mark.open, mark.close, mark.depth) for mark in block.markup if mark.inline]
    return hashlib.blake2b(repr((block.text, inline)).encode(), digest_size=8).hexdigest()
