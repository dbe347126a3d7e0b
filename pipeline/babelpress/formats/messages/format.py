"""Base of the formats that hold messages of programs."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence

from babelpress.document import Block
from babelpress.formats.lossless import LosslessFormat, Unit, block_tag, encode, known_code
from babelpress.formats.messages.message import about, changed, faults_of, grouped, is_message, misread, written


class MessageFormat(LosslessFormat):
    """A lossless format whose texts are messages: `literal` writes one in the syntax of the file."""

    @abstractmethod
    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a message as the file writes it; `known` is what `message_blocks` was told about it."""

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the file with the texts of the blocks; a message that could not work stays as it was read."""
        parts: list[str] = []
        for group in grouped(blocks):
            if not is_message(group):
                parts.append(self.skeleton(group[0], language=language))
            elif not changed(group):
                parts.append(about(group)["raw"])
            else:
                new = written(group, language=language)
                parts.append(about(group)["raw"] if new.fault else self.literal(new.value, about(group)))
        return encode(blocks, parts)

    def skeleton(self, block: Block, *, language: str) -> str:
        """Return a skeleton in a language: its own, or the statement of the language."""
        if not block_tag(block, "language"):
            return block.text
        if not language or ("-" not in language and known_code(block.text) == language):
            return block.text
        return language.replace("-", "_") if "_" in block.text else language

    def left_alone(self, blocks: Sequence[Block], *, language: str) -> list[tuple[int, str]]:
        """Return the blocks whose message stays as it was read, and why."""
        return list(faults_of(blocks, language=language))

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the indices of the texts in which a program would read other syntax than that of their message."""
        return list(misread(blocks, language=language))

    def spell(self, block: Block, *, before: str) -> str:
        """Return a message of one block."""
        return self.literal(written([block], language="").value, about([block]))


def placed(blocks: Sequence[Block], start: int, end: int) -> Iterator[Unit]:
    """Yield the units of a message that stands from `start` to `end` of a document."""
    for index, block in enumerate(blocks):
        yield Unit(start=start if index == 0 else end, end=end, block=block)
