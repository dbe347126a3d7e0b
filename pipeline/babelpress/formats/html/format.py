"""HTML: reads a page or a fragment, and renders it in another language."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from pydantic import Field, field_validator

from babelpress.document import VERBATIM, Article, Block, InlineTag, Meta
from babelpress.errors import ConfigError, UnreadableInput
from babelpress.formats.base import SingleReader
from babelpress.formats.filenames import slug
from babelpress.formats.front_matter.blocks import FrontMatterOptions, read_front_matter
from babelpress.formats.html.main_content import outside, selectors
from babelpress.formats.html.reading import read_blocks, read_source
from babelpress.formats.html.rendering import OUTSIDE, declared_language, read_meta, render_blocks
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.lossless import block_tag
from babelpress.formats.untranslated import note


class HtmlFormatOptions(FrontMatterOptions):
    """Options of the reader of HTML."""

    max_characters: int = Field(4_000_000, ge=1, description="Longest document; a longer one is refused.")
    attributes: tuple[str, ...] = Field(
        (), description="More attributes to translate, e.g. `data-title`; the others with prose are counted."
    )
    select: str = Field(
        "", description="CSS selector of the article in the page, e.g. `div.article-body`; by default it is found."
    )

    @field_validator("select")
    @classmethod
    def _understood(cls, value: str) -> str:
        try:
            selectors(value) if value else []
        except ConfigError as error:
            raise ValueError(str(error)) from error
        return value


class HtmlFormat(SingleReader):
    """Reads an HTML file as one article, and renders its blocks as HTML.

    Translated are the texts of the body, the title, the attributes that readers see (alt, title, aria-label,
    placeholder), the titles and labels in SVG, the descriptions in `<meta>`, the prose in JSON-LD (headlines,
    questions, answers) and in the comments by which an editor separates blocks. A string of JSON that repeats a text of
    the page gets the translation of that text. Not translated are scripts, styles, other comments and server-side code;
    the content of `translate="no"`, `class="notranslate"`, `<code>` and the like; and elements with another `lang` than
    the document's. A finding counts those that are prose.

    A text is what a browser shows: character references decoded, a line end and the blanks around it one space,
    invisible characters removed. Unchanged, it renders to its author's bytes. Changed, it has the normal form: one
    line, every character written as in most of its occurrences in that text (`&nbsp;` or the character itself), and
    `&`, `<`, `>` always escaped.

    Front matter, which site generators take off, is read as in Markdown. Templates of pages (Nunjucks, Liquid, Twig and
    others) are read as pages are.

    All of the page is translated. Its article is the content of `<main>` and `<article>`, else of the element with most
    of the paragraphs, without menus, comments, share bars and the like; only that is summarized, and shown by writers
    of other formats. The option `select` names another part.

    The document is written as UTF-8, with a byte order mark if it had one. A document in UTF-16 or a declared
    single-byte encoding therefore has other bytes, and its declaration of the encoding becomes `utf-8`: that is its
    normal form. One in Windows-1252 that declares nothing, or in ASCII, keeps its encoding, and what that lacks is
    written as character references.
    """

    Options: ClassVar = HtmlFormatOptions
    suffixes: tuple[str, ...] = (
        *(".html", ".htm", ".xhtml"),
        *(".njk", ".liquid", ".hbs", ".mustache", ".ejs", ".blade.php"),  # templates of pages
        *(f".html.{engine}" for engine in ("twig", "erb", "j2", "jinja", "jinja2")),
    )
    suffix = ".html"

    def __init__(self, options: HtmlFormatOptions) -> None:
        self._options = options
        self._attributes = frozenset(name.lower() for name in options.attributes)

    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
        source, encoding = read_source(stream, name=name, max_characters=self._options.max_characters)
        bom = "\ufeff" if source.startswith("\ufeff") else ""
        front = read_front_matter(source.removeprefix(bom), name=name, keys=self._options.translate_keys)
        body = source[len(bom) + front.end :] if front else source
        tokens = tokenize(body)
        language = (front.language if front else None) or declared_language(body, tokens)
        aside = outside(body, tokens, select=self._options.select)
        blocks = read_blocks(
            body,
            tokens,
            language=language,
            attributes=self._attributes,
            outside=aside,
            titled=bool(front and front.titled),
        )
        meta = read_meta(body, tokens)
        if front:
            head = (Block(kind="skeleton", text=bom), *front.blocks)
            apart = (replace(block, markup=(OUTSIDE, *block.markup)) for block in head)
            blocks = (*apart, *blocks, *note({"values of the front matter": front.left}))
            meta = Meta(date=front.date or meta.date, url=front.url or meta.url)
        if all(block.kind in VERBATIM for block in blocks):
            raise UnreadableInput(f"{name}: {_without_text(source)}", without_text=True)
        if encoding != "utf-8":
            mark = InlineTag(start=0, end=0, tag="encoding", attributes=(("name", encoding),))
            blocks = (Block(kind="skeleton", text="", markup=(mark,)), *blocks)
        return Article(
            id=slug(Path(name).stem),
            blocks=blocks,
            language=language,
            meta=meta,
            format="html",
        )

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Return the document with its texts and statements of language in `language`."""
        mark = block_tag(blocks[0], "encoding") if blocks else None
        source = "".join(render_blocks(blocks, language))
        if mark:
            return source.encode(dict(mark.attributes)["name"], errors="xmlcharrefreplace")
        return source.encode(errors="replace")


def _without_text(source: str) -> str:
    if source.strip("\ufeff \t\r\n\f"):
        return "holds no text to translate"
    return "holds only white space" if source.strip("\ufeff") else "is empty"
