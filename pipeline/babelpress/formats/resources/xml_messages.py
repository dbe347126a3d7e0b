"""Base of the message files in XML: all that is no message is copied byte for byte."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.xml_tree import Node
from babelpress.document import Article, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.filenames import slug
from babelpress.formats.lossless import block_tag, known_code
from babelpress.formats.messages.icu import NotIcu
from babelpress.formats.messages.locale_names import locale_of
from babelpress.formats.messages.message import (
    Syntax,
    about,
    changed,
    faults_of,
    grouped,
    is_message,
    message_blocks,
    misread,
    written,
)
from babelpress.formats.xml.tree import Cut, Source, attribute_of, encode, escape, parse, read_bytes, refuse_size


class XmlMessageOptions(BaseModel):
    """Options of the readers of message files in XML."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int = Field(100_000_000, ge=1, description="Longest document; a longer one is refused.")
    max_characters: int = Field(
        1_000_000, ge=1, description="Most characters of all messages; a longer document is refused."
    )


class XmlMessageFormat(SingleReader):
    """Base class: `cuts` finds the messages of a document, `literal` writes one.

    Attributes:
        format: Name of the format.
        root: The name of the root element.
        called: What messages call such a file.
    """

    format: ClassVar[str]
    root: ClassVar[str]
    called: ClassVar[str]

    def __init__(self, options: XmlMessageOptions) -> None:
        self._options = options

    @abstractmethod
    def cuts(self, source: Source, *, name: str) -> Iterator[Cut]:
        """Yield the messages of a document, and other parts that depend on the language. Raises `UnreadableInput`."""

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a message as the content of its element."""
        return (
            known.get("before", "") + escape(value).replace("\n", known.get("newline", "\n")) + known.get("after", "")
        )

    def language(self, source: Source, *, name: str) -> str | None:
        """Return the language of the messages that a file states, in it or by its name."""
        return locale_of(name)

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        data = read_bytes(stream, name=name, max_bytes=self._options.max_bytes)
        if not data.strip():
            raise UnreadableInput(f"{name}: is empty")
        source = parse(data, name=name, doctype=True)
        if source.root.local != self.root:
            raise UnreadableInput(f"{name}: is not {self.called} but has the root <{source.root.name}>")
        mark = InlineTag(start=0, end=0, tag="document", attributes=(("encoding", source.encoding),))
        blocks = source.blocks(self.cuts(source, name=name), marks=(mark,))
        refuse_size(blocks, name=name, max_characters=self._options.max_characters)
        language = self.language(source, name=name)
        return Article(id=slug(Path(name).stem), blocks=tuple(blocks), language=language, format=self.format)

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the file with the texts of the blocks; a message that could not work stays as it was read."""
        encoding = attribute_of(blocks[0], tag="document", name="encoding") or "utf-8"
        groups = list(grouped(blocks))
        any_changed = any(is_message(group) and changed(group) for group in groups)
        parts: list[str] = []
        for group in groups:
            if not is_message(group):
                parts.append(self.skeleton(group[0], language=language) if any_changed else group[0].text)
            elif not changed(group):
                parts.append(about(group)["raw"])
            else:
                new = written(group, language=language)
                parts.append(about(group)["raw"] if new.fault else self.literal(new.value, about(group)))
        return encode("".join(parts), encoding)

    def skeleton(self, block: Block, *, language: str) -> str:
        """Return a skeleton of a document that was changed: itself, or the statement of the language."""
        mark = block_tag(block, "language")
        if mark is None:
            return block.text
        known = dict(mark.attributes)
        if "-" not in language and known_code(block.text) == language:
            return block.text
        return known.get("before", "") + language.replace("-", "_") + known.get("after", "")

    def left_alone(self, blocks: Sequence[Block], *, language: str) -> list[tuple[int, str]]:
        """Return the blocks whose message stays as it was read, and why."""
        return list(faults_of(blocks, language=language))

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the indices of the texts in which a program would read other syntax than that of their message."""
        return list(misread(blocks, language=language))


def message_cut(
    source: Source,
    start: int,
    end: int,
    value: str,
    syntax: Syntax,
    *,
    name: str,
    line: int,
    known: dict[str, str] | None = None,
) -> Cut:
    """Return a message that stands from `start` to `end`. Raises `UnreadableInput` for one with wrong branches."""
    raw = source.raw(start, end)
    more = {"newline": "\r\n"} if "\r\n" in raw else {}
    try:
        blocks = message_blocks(value, syntax, raw=raw, known=more | (known or {}))
    except NotIcu as error:
        raise UnreadableInput(f"{name}: line {line:,}: is not a message of ICU: {error}") from error
    return Cut(start=start, end=end, blocks=tuple(blocks))


def is_plain(node: Node) -> bool:
    """Return whether an element has no other elements in it."""
    return not node.nodes
