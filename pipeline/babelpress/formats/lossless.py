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
from babelpress.document import VERBATIM, Article, Block, InlineTag, Meta
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.decoding import decode
from babelpress.formats.filenames import slug
from babelpress.formats.front_matter.blocks import read_front_matter, rendered_value
from babelpress.formats.untranslated import note

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

    def __init__(self, *, max_characters: int, front_matter: Sequence[str] = ()) -> None:
        """Read documents of at most `max_characters`; where there may be front matter, `front_matter` has its keys."""
        self._max_characters = max_characters
        self._front_matter = front_matter

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
            language: Code of the language of the texts, empty for the source itself: what it states stays.

        Returns:
            The bytes of the file.
        """
        parts: list[str] = []
        for block in blocks:
            if block.kind in VERBATIM:
                parts.append(stated(block.text, language) if block_tag(block, "language") else block.text)
            else:
                parts.append(self.written(block, before=parts[-1] if parts else ""))
        return encode(blocks, parts)

    def written(self, block: Block, *, before: str = "") -> str:
        """Return a prose block with its original characters if it is unchanged, else in the syntax of its place."""
        value = rendered_value(block)
        if value is not None:
            return value
        return annotation(block)["raw"] if unchanged(block) else self.spell(block, before=before)

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
        text, lead = self._text(stream, name=name)
        if not text.strip():
            said = "holds only white space" if text else "is empty"
            raise UnreadableInput(f"{name}: {said}", without_text=True)
        front = read_front_matter(text, name=name, keys=self._front_matter) if self._front_matter else None
        body = text[front.end :] if front else text
        parsed = self.parse(body, name=name)
        made = tuple(_with_skeleton(body, parsed.units))
        if front and front.titled:
            made = tuple(replace(one, kind="heading", level=1) if one.kind == "title" else one for one in made)
        blocks = (*lead, *(front.blocks if front else ()), *made)
        if all(block.kind in VERBATIM for block in blocks):
            raise UnreadableInput(f"{name}: {self.nothing}", without_text=True)
        if front is None:
            return Article(id=slug(Path(name).stem), blocks=blocks, language=parsed.language, format=self.format)
        return Article(
            id=slug(Path(name).stem),
            blocks=(*blocks, *note({"values of the front matter": front.left})),
            language=front.language or parsed.language,
            meta=Meta(date=front.date, url=front.url),
            format=self.format,
        )

    def decode(self, data: bytes, *, name: str, whole: bool) -> tuple[str, str]:
        """Return a text without its byte order mark, and its encoding. Raises `UnreadableInput`.

        Args:
            data: The bytes of the file, or its beginning.
            name: What messages call it.
            whole: Whether this is the whole file.
        """
        encoding = next((encoding for bom, encoding in _UTF16 if data.startswith(bom)), "utf-8")
        return decode(data, name=name, whole=whole), encoding

    def _text(self, stream: BinaryIO, *, name: str) -> tuple[str, tuple[Block, ...]]:
        """Return the decoded text and the block of its byte order mark and its encoding, if it is not plain UTF-8."""
        limit = (self._max_characters + 1) * 4  # UTF-8 and UTF-16 need at most 4 bytes per character
        try:
            data = stream.read(limit + 1)
        except OSError as error:
            raise UnreadableInput(f"{name}: cannot be read: {error}") from error
        text, encoding = self.decode(data, name=name, whole=len(data) <= limit)
        if len(data) > limit or len(text) > self._max_characters:
            raise UnreadableInput(
                f"{name}: is too long for one document: more than {self._max_characters:,} characters; "
                "split it, or raise the reader's option max_characters"
            )
        bom = _BOM if data.startswith((codecs.BOM_UTF8, *(bom for bom, _ in _UTF16))) else ""
        mark = InlineTag(start=0, end=0, tag="encoding", attributes=(("name", encoding),))
        markup = () if encoding == "utf-8" else (mark,)
        return text, (Block(kind="skeleton", text=bom, markup=markup),) if bom or markup else ()


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


def stated(text: str, language: str) -> str:
    """Return a document's statement of its language for `language`: as it is if it means the same, or for `""`.

    >>> stated("fr-CA", "fr"), stated("fr-CA", "nl"), stated("fr-CA", "")
    ('fr-CA', 'nl', 'fr-CA')
    """
    same = "-" not in language and known_code(text) == language
    return text if not language or same else language


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
    r"""Join the rendered parts of a document and encode them as it was read.

    What the encoding lacks is written as JSON does: `\u2019` in Latin-1, half of a surrogate pair in all.
    """
    mark = block_tag(blocks[0], "encoding") if blocks else None
    encoding = dict(mark.attributes)["name"] if mark else "utf-8"
    return "".join(parts).encode(encoding, errors="backslashreplace")


def place(text: str, at: int) -> str:
    """Return the position of a character in words: `line 3, column 7`, both counted from 1."""
    before = text[:at]
    line = before.count("\n") + 1
    return f"line {line:,}, column {at - before.rfind(chr(10)):,}"


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
