"""The body of a page from a document: what it shows, in the elements that are safe on any page.

Headings, lists, tables, captions and footnotes stay, and pictures where they can be copied or have an address; what
plays in another site is a link to it. A body that lacks a word of its document is not used.
"""

import logging
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from babelpress.document import HIDDEN, VERBATIM, Article, Block
from babelpress.formats.document_writer import document_format
from babelpress.formats.html.rendering import render_main
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.formats.site.light_markup import from_asciidoc, from_rst
from babelpress.formats.site.office import Converted, from_docx, from_epub, from_odt
from babelpress.formats.site.pictures import Pictures
from babelpress.formats.site.safe_html import safe, words_of
from babelpress.formats.xml.texts import lettered
from babelpress.formats.xml.tree import attribute_of

logger = logging.getLogger(__name__)

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|$)", re.DOTALL)

_TEMPLATE_ADDRESS = re.compile(r"(?<=\]\()[^()<>{}\s]{0,300}(?:\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\})")
"""The address of a link or picture that a template of Jekyll writes: `{% post_url a %}`, `{{ site.url }}/a`."""
_BLANK = "\ue5a0"
"""Stands for the blanks in such an address, with which Markdown would not take it for one."""

_BETWEEN, _TRIES = 500, 50
"""Characters that may stand between two words of a text, and places where it is sought word by word."""

_PACKAGES: dict[str, Callable[[bytes, Pictures], Converted]] = {"docx": from_docx, "odt": from_odt, "epub": from_epub}


def body(article: Article, blocks: Sequence[Block], *, language: str, pictures: Pictures) -> Markup | None:
    """Return the body of a page with all that its document shows, without its title.

    Args:
        article: The source.
        blocks: All blocks of a version, skeletons included.
        language: The language of the version.
        pictures: Where its pictures come from; told which are shown.

    Returns:
        HTML; None for a format, or a document, of which only the texts are known.
    """
    url, kind = article.meta.url, article.format
    title = next((block.text for block in blocks if block.kind == "title"), "")
    if kind == "html":
        return safe(render_main(blocks, language), url=url, pictures=pictures)
    if kind == "md" and not any(mark.tag == "dialect" for block in blocks[:1] for mark in block.markup):
        source = MarkdownFormat(MarkdownFormatOptions()).render(blocks, language=language).decode(errors="replace")
        source = _TEMPLATE_ADDRESS.sub(lambda found: found[0].replace(" ", _BLANK), source)
        html = _MARKDOWN.render(_FRONT_MATTER.sub("", source, count=1)).replace(_BLANK, " ")
        return safe(html, url=url, without=title, pictures=pictures)
    try:
        made = _converted(kind, blocks, language=language, pictures=pictures)
    except Exception as error:  # noqa: BLE001  (of a library, at a document that was read; its texts are shown)
        logger.info("a document of %s is shown without its tables and pictures: %s", kind, error)
        return None
    if made is None:
        return None
    found = safe(made.html, url=url, without=title, pictures=pictures, links=not made.parts)
    return found if _has_all(found, _shown(blocks, made.parts), but=title) else None


def _converted(kind: str, blocks: Sequence[Block], *, language: str, pictures: Pictures) -> Converted | None:
    if kind == "adoc":
        return Converted(from_asciidoc(blocks), ())
    form = document_format(kind) if kind == "rst" or kind in _PACKAGES else None
    if form is None:
        return None
    data = form.render(blocks, language=language)
    if kind in _PACKAGES:
        return _PACKAGES[kind](data, pictures)
    html = from_rst(data.decode(errors="replace"), language=language)
    return None if html is None else Converted(html, ())


def _shown(blocks: Sequence[Block], parts: Sequence[str]) -> list[str]:
    """Return the texts that a reader sees, in these parts of a package, or in a document without parts."""
    found: list[str] = []
    inside = not parts
    for block in blocks:
        part = attribute_of(block, tag="part", name="name")
        if part is not None:
            inside = part in parts
        if inside and block.kind not in (*VERBATIM, "title") and HIDDEN not in block.markup:
            found.append(block.text)
    return found


def _has_all(html: Markup, texts: Sequence[str], *, but: str) -> bool:
    """Whether HTML has all words of the texts, without regard to white space and signs.

    Between two words of a text it may have what is not text: the mark of a note, the description of a picture, an
    equation, a field.
    """
    whole, at = words_of(html), 0
    for text in texts:
        if lettered(text) and text != but:
            found = _place(whole, text, at)
            if found is None:
                return False
            at = found
    return True


def _place(whole: str, text: str, at: int) -> int | None:
    """Return where a text begins in letters and digits, after `at` if it can be; None where a word of it is not."""
    sought = "".join(filter(str.isalnum, text))
    found = whole.find(sought, at)
    if found >= 0:
        return found
    if sought in whole:
        return at
    parts = ["".join(filter(str.isalnum, word)) for word in text.split()]
    parts = [part for part in parts if part]
    start = at - 1
    for _ in range(_TRIES):
        start = end = whole.find(parts[0], start + 1)
        if start < 0:
            return None
        for part in parts:
            end = whole.find(part, end, end + _BETWEEN + len(part))
            if end < 0:
                break
            end += len(part)
        else:
            return start
    return None
