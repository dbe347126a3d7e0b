"""Documents read, changed and read again, for the tests of formats that come back byte for byte."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings

from babelpress.document import VERBATIM, Article, Block, InlineTag
from babelpress.formats.base import ReadError
from babelpress.formats.decoding import normal_form
from babelpress.formats.messages.message import translatable

EXAMPLES = settings(
    max_examples=int(os.environ.get("BABELPRESS_EXAMPLES", "60")),
    derandomize="BABELPRESS_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""Random documents of one property; 10,000 with `BABELPRESS_EXAMPLES=10000`."""


def read_any(kind: Any, data: str | bytes, **options: object) -> Article | ReadError:
    reader = kind(kind.Options(**options))
    (item,) = reader.read_stream(io.BytesIO(data.encode() if isinstance(data, str) else data), name="in/file")
    return item


def read(kind: Any, data: str | bytes, **options: object) -> Article:
    item = read_any(kind, data, **options)
    assert isinstance(item, Article), item.error
    return item


def refused(kind: Any, data: str | bytes, **options: object) -> str:
    item = read_any(kind, data, **options)
    assert isinstance(item, ReadError)
    return str(item.error)


def render(kind: Any, blocks: tuple[Block, ...], language: str = "fr", **options: object) -> str:
    return kind(kind.Options(**options)).render(blocks, language=language).decode()


def prose_blocks(article: Article) -> list[Block]:
    return [block for block in article.blocks if block.kind not in VERBATIM]


def texts(article: Article) -> list[str]:
    return [block.text for block in prose_blocks(article)]


def lines(texts: list[str]) -> list[str]:
    """The lines of texts that have words, without the white space at their ends: line ends may separate texts."""
    return [line.strip() for text in texts for line in normal_form(text).split("\n") if translatable(line)]


def tags(article: Article) -> list[str]:
    """Every tag of the article as it is spelt, the opening ones and then the closing ones of each block."""
    inline = [[mark for mark in block.markup if mark.open or mark.close] for block in prose_blocks(article)]
    return [tag for marks in inline for tag in [m.open for m in marks] + [m.close for m in marks]]


def translated(article: Article, translate: Callable[[str], str]) -> tuple[Block, ...]:
    """The blocks with other texts; a tag stays at its place, or goes to the end where the text is shorter."""
    return tuple(
        translated_block(block, translate) if block.kind not in VERBATIM else block for block in article.blocks
    )


def with_placeholders(before: Block, after: Block) -> Block:
    """The translation of a message, with the placeholders of its source."""
    kept = [before.text[mark.start : mark.end] for mark in before.markup if mark.tag == "placeholder"]
    return replace(after, text=" – ".join([after.text, *kept]))


def translated_block(block: Block, translate: Callable[[str], str]) -> Block:
    text = translate(block.text)
    return replace(block, text=text, markup=tuple(_moved(mark, len(text)) for mark in block.markup))


def _moved(mark: InlineTag, length: int) -> InlineTag:
    return replace(mark, start=min(mark.start, length), end=min(mark.end, length))
