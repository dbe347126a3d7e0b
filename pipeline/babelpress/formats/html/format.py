"""HTML: reads a page or a fragment, and renders it in another language."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from babelpress.document import VERBATIM, Article, Block
from babelpress.errors import UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.filenames import slug
from babelpress.formats.html.reading import read_blocks, read_source
from babelpress.formats.html.rendering import declared_language, read_meta, render_blocks
from babelpress.formats.html.tokens import tokenize


class HtmlFormatOptions(BaseModel):
    """Options of the reader of HTML."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(4_000_000, ge=1, description="Longest document; a longer one is refused.")


class HtmlFormat(SingleReader):
    """Reads an HTML file as one article, and renders its blocks as HTML.

    Translated are the texts of the body, the title, the attributes that readers see (alt, title, aria-label,
    placeholder), the descriptions in `<meta>` and the prose in JSON-LD. Not translated are scripts, styles, SVG,
    comments and server-side code; the content of `translate="no"`, `class="notranslate"`, `<code>` and the like; and
    elements with another `lang` than the document's.

    A text is what a browser shows: character references decoded, a line end and the blanks around it one space,
    invisible characters removed. Unchanged, it renders to its author's bytes. Changed, it has the normal form: one
    line, every character written as in most of its occurrences in that text (`&nbsp;` or the character itself), and
    `&`, `<`, `>` always escaped.

    The document is written as UTF-8, with a byte order mark if it had one. A document in UTF-16 or a declared
    single-byte encoding therefore has other bytes, and its declaration of the encoding becomes `utf-8`: that is its
    normal form.
    """

    Options: ClassVar = HtmlFormatOptions
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    suffix = ".html"

    def __init__(self, options: HtmlFormatOptions) -> None:
        self._options = options

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        source = read_source(stream, name=name, max_characters=self._options.max_characters)
        tokens = tokenize(source)
        language = declared_language(source, tokens)
        blocks = read_blocks(source, tokens, language=language)
        if all(block.kind in VERBATIM for block in blocks):
            raise UnreadableInput(f"{name}: {_without_text(source)}")
        return Article(
            id=slug(Path(name).stem),
            blocks=blocks,
            language=language,
            meta=read_meta(source, tokens),
            format="html",
        )

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with its texts and statements of language in `language`."""
        return "".join(render_blocks(blocks, language)).encode(errors="replace")


def _without_text(source: str) -> str:
    if source.strip("\ufeff \t\r\n\f"):
        return "holds no text to translate"
    return "holds only white space" if source.strip("\ufeff") else "is empty"
