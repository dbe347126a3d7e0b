"""XLIFF, the exchange format of translation tools: reads the sources of its units, writes the targets."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import VERBATIM, Article, Block, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.filenames import slug
from babelpress.formats.inline import render_inline
from babelpress.formats.lossless import annotation, unchanged
from babelpress.formats.xliff.units import ANY, LANGUAGE, TAG, Units, gains_syntax
from babelpress.formats.xml.tree import attribute_of, encode, escape, parse, primary, read_bytes, refuse_size


class XliffOptions(BaseModel):
    """Options of the reader of XLIFF."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    translate: Literal["source", "target"] = Field(
        "source",
        description="source: each unit gets a target. target: the texts of the targets that are there are translated "
        "in place.",
    )
    max_bytes: int = Field(100_000_000, ge=1, description="Longest document; a longer one is refused.")
    max_characters: int = Field(
        1_000_000, ge=1, description="Most characters of all units; a longer document is refused."
    )


class XliffFormat(SingleReader):
    """Reads an XLIFF 1.2 or 2.x document as one article, a block per unit or segment, and writes its targets.

    In the language of its sources a document renders to the bytes it was read from. In another one, each unit that has
    text gets a `target`, marked as machine translation (1.2: `state="needs-review-translation"`, 2.x:
    `state="translated"`), and the document states the language. Targets in that language that a person has approved
    (`approved="yes"`; 1.2 also `translated`, `signed-off` and `final`, 2.x `reviewed` and `final`) are kept, and so are
    units with `translate="no"` or without text. Notes, alternatives and extensions are not changed.
    """

    Options: ClassVar = XliffOptions
    suffixes: tuple[str, ...] = (".xlf", ".xliff")
    suffix = ".xlf"

    def __init__(self, options: XliffOptions) -> None:
        self._options = options

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with targets in `language`; as it was read if that is the language of its sources."""
        encoding = attribute_of(blocks[0], tag="document", name="encoding") or "utf-8"
        return encode("".join(_rendered(block, language) for block in blocks), encoding)

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the indices of the texts in which a program would read more syntax than in the source."""
        return [index for index, block in enumerate(blocks) if block.kind not in VERBATIM and gains_syntax(block)]

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        data = read_bytes(stream, name=name, max_bytes=self._options.max_bytes)
        if not data.strip():
            raise UnreadableInput(f"{name}: is empty")
        source = parse(data, name=name)
        units = Units(source, name=name)
        targets = self._options.translate == "target"
        mark = InlineTag(start=0, end=0, tag="document", attributes=(("encoding", source.encoding),))
        blocks = source.blocks(units.targets() if targets else units.cuts(), marks=(mark,))
        refuse_size(blocks, name=name, max_characters=self._options.max_characters)
        languages = units.languages(of="target" if targets else "source")
        language = languages.pop() if len(languages) == 1 else None
        return Article(id=slug(Path(name).stem), blocks=tuple(blocks), language=language, format="xliff")


def _rendered(block: Block, language: str) -> str:
    tag = "language" if block.kind in VERBATIM and _has(block, "language") else TAG
    source = attribute_of(block, tag=tag, name="source")
    if source is None:
        return block.text if block.kind in VERBATIM else _inline(block)
    original = not language or primary(source) == primary(language)
    if tag == "language":
        return block.text if original else _stated(block, language)
    kept = attribute_of(block, tag=TAG, name="kept") or ""
    original = original or kept == ANY or (kept != "" and primary(kept) == primary(language))
    if block.kind not in VERBATIM:
        return "" if original else _inline(block)
    translated = attribute_of(block, tag=TAG, name="translated") or ""
    return block.text if original else translated.replace(LANGUAGE, f'xml:lang="{escape(language)}"', 1)


def _inline(block: Block) -> str:
    if unchanged(block):
        return annotation(block)["raw"]
    return render_inline(block, lambda text, inside: escape(text))


def _stated(block: Block, language: str) -> str:
    if block.text and primary(block.text) == primary(language) and "-" not in language:
        return block.text
    before = attribute_of(block, tag="language", name="before") or ""
    after = attribute_of(block, tag="language", name="after") or ""
    return f"{before}{escape(language)}{after}"


def _has(block: Block, tag: str) -> bool:
    return any(mark.tag == tag for mark in block.markup)
