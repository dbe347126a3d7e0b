"""Reads a rendered document again and compares its texts with those that were meant."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from babelpress.document import VERBATIM, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import DocumentFormat, SingleReader


def read_otherwise(made: DocumentFormat, blocks: Sequence[Block], *, language: str) -> list[int]:
    """Return the indices of the texts that a rendered document is not read as; of the first one if it has others.

    Texts are compared without their white space, and the marks that cover something by their kinds.
    """
    assert isinstance(made, SingleReader)
    wanted = [index for index, block in enumerate(blocks) if block.kind not in VERBATIM]
    try:
        article = made.article(BytesIO(made.render(blocks, language=language)), name="the document")
    except UnreadableInput:
        return wanted[:1]
    found = [block for block in article.blocks if block.kind not in VERBATIM]
    said = {_words(block) for block in found}  # a note is read where its mark is, which may have moved
    parted = [
        index
        for index, other in zip(wanted, found, strict=False)
        if _words(blocks[index]) not in said
        or (_words(blocks[index]) == _words(other) and _marks(other) - _marks(blocks[index]))
    ]
    return parted if len(found) == len(wanted) else parted[:1] or wanted[-1:]


def _words(block: Block) -> str:
    return "".join(block.text.split())


def _marks(block: Block) -> Counter[str]:
    return Counter(mark.tag for mark in block.markup if mark.inline and mark.end > mark.start)
