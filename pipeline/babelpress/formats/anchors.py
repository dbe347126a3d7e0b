"""The anchors of the headings of a document of Markdown, and those of the same headings in its translation."""

import re
from collections.abc import Mapping
from html import unescape
from itertools import pairwise

from babelpress.formats.markdown.anchors import STYLES, slugs
from babelpress.formats.markdown.parser import parse_blocks

_EXPLICIT = re.compile(
    r"""\s(?:id|name)\s*=\s*["']?([^\s"'<>{}]+)|\{\s*:?[^{}\n]{0,200}?\#([^\s{}]+)[^{}\n]{0,200}\}|\{/\*\s*([\w-]+)\s*\*/\}"""
)
_OWN = re.compile(r"\s*(?:\{\s*:?[^{}]*\}|\{/\*.*?\*/\}|<a\s[^<>]*>\s*</a>)\s*$")
"""What a heading ends with that is not of its text: its own anchor."""
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*+|~~|(?<![^\W_])_+|_+(?![^\W_]))")
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_FIRST = {"MkDocs": "mkdocs", "VitePress": "vitepress"}
"""The style of generators that make the ids of headings in another way than GitHub does."""


def headings(text: str) -> list[str]:
    """Return the texts of the headings of a document of Markdown, as a reader sees them.

    >>> headings("# Un `mot` **gras**\\n\\nPrérequis {#pre}\\n===\\n")
    ['Un mot gras', 'Prérequis']
    """
    tokens, _ = parse_blocks(text.replace("\r\n", "\n").replace("\r", "\n"))
    return [
        _plain(content.content)
        for token, content in pairwise(tokens)
        if token.type == "heading_open" and content.type == "inline"
    ]


def explicit_anchors(text: str) -> set[str]:
    """Return the anchors that a document states itself: `{#id}`, `id="..."`."""
    return {next(filter(None, found.groups())) for found in _EXPLICIT.finditer(text)}


def anchors_between(source: str, target: str, *, generator: str = "") -> Mapping[str, str]:
    """Return the anchor in a translation for each anchor of a heading in its source.

    Args:
        source: The source, Markdown.
        target: Its translation.
        generator: The name of the site generator; it decides where two ways to make anchors give the same one.

    Returns:
        The anchors of the translation by those of the source, without the explicit ones, which stay; empty if the
        headings are not the same in number.

    >>> anchors_between("## Prérequis", "## Vereisten")["prérequis"]
    'vereisten'
    """
    sides = headings(source), headings(target)
    if len(sides[0]) != len(sides[1]):
        return {}
    found: dict[str, str] = {}
    first = _FIRST.get(generator, "github")
    for style in sorted(STYLES, key=lambda one: one != first):
        before, after = (slugs(side, style) for side in sides)
        for old, new in zip(before, after, strict=True):
            if old and new:
                found.setdefault(old, new)
    explicit = explicit_anchors(source)
    return {old: new for old, new in found.items() if old not in explicit}


def _plain(text: str) -> str:
    """The text of a heading without its syntax."""
    text = _OWN.sub("", text)
    parts = []
    at = 0
    for code in _CODE.finditer(text):
        parts += [_without_syntax(text[at : code.start()]), code[2].strip()]
        at = code.end()
    return "".join([*parts, _without_syntax(text[at:])]).strip()


def _without_syntax(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    return unescape(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", _TAG.sub("", text))))
