"""Documents inside documents: HTML in the strings of JSON or in CDATA, Markdown in the cells of a notebook.

The blocks of the inner document stand one after the other among those of the outer one. The first has a mark that says
how many there are; the outer format renders them with the inner one and writes the result in its own notation.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from babelpress.document import Block, InlineTag

_EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """The blocks of an inner document, and what the outer format noted about it."""

    blocks: tuple[Block, ...]
    attributes: Mapping[str, str]

    def written(self, normal: str) -> str:
        """Return how the file writes it: as its author did if nothing in it was changed, else as `normal`."""
        states = any(mark.tag == "language" for block in self.blocks for mark in block.markup)
        same = not states and _digest(self.blocks) == self.attributes["of"]
        return self.attributes["written"] if same else normal


def embedded(blocks: Sequence[Block], *, written: str, **attributes: str) -> tuple[Block, ...]:
    """Return the blocks of an inner document, which stands in the file as `written`, as blocks of the outer one."""
    about = (
        ("blocks", str(len(blocks))),
        *attributes.items(),
        ("of", _digest(blocks)),
        ("written", written),
    )
    mark = InlineTag(start=0, end=0, tag=_EMBEDDED, attributes=about)
    return (replace(blocks[0], markup=(mark, *blocks[0].markup)), *blocks[1:])


def outermost(blocks: Sequence[Block]) -> Iterator[Block | Inner]:
    """Yield the blocks of a document, those of each document inside it together."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        mark = next((one for one in block.markup if one.tag == _EMBEDDED and not one.inline), None)
        if mark is None:
            yield block
            at += 1
            continue
        attributes = dict(mark.attributes)
        count = int(attributes["blocks"])
        own = replace(block, markup=tuple(one for one in block.markup if one is not mark))
        yield Inner(blocks=(own, *blocks[at + 1 : at + count]), attributes=attributes)
        at += count


def _digest(blocks: Sequence[Block]) -> str:
    """Return a hash of the texts and inline tags of blocks."""
    told = [
        (
            block.text,
            [(mark.start, mark.end, mark.open, mark.close, mark.depth) for mark in block.markup if mark.inline],
        )
        for block in blocks
    ]
    return hashlib.blake2b(repr(told).encode(errors="surrogatepass"), digest_size=8).hexdigest()
