"""Texts in the attributes of tags, components and shortcodes: `<Card title="...">`, `{{< fig caption="..." >}}`."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babelpress import lang
from babelpress.formats.html.names import TEXT_ATTRIBUTES
from babelpress.formats.markdown.chunks import FIGURES
from babelpress.formats.untranslated import is_prose, is_sentence

Syntax = Literal["html", "component", "shortcode"]

_SHOWN_WORDS = frozenset(
    [
        "alt",
        "caption",
        "cta",
        "description",
        "details",
        "heading",
        "headline",
        "label",
        "placeholder",
        "subtitle",
        "summary",
        "tagline",
        "text",
        "title",
        "tooltip",
    ]
)
"""Last words of the names of attributes whose values readers see: `titleText`, `image_alt`, `aria-label`."""
_FIGURES = re.compile(FIGURES)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LAST_WORDS = re.compile(r"(?:alt|link|sub|head)(?:text|title|line)")

# `_TAG` is a value as HTML and JSX write it, quoted or (JSX) a string in braces; `_CODE` one with backslashes in it.
_NAMED = r"(?<![\w.:-])([A-Za-z](?:[\w-]|\.(?=(?:sub|s)?cap\b|alt\b))*+)\s*+=\s*+"
_TAG = re.compile(rf"""{_NAMED}(?:("[^"]*+"|'[^']*+')|\{{\s*+("[^"\\\n]*+"|'[^'\\\n]*+')\s*+\}})""")
_CODE = re.compile(rf"""{_NAMED}("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')""", re.DOTALL)
_ARGUMENT = re.compile(r"""(?<=[\s(,])("[^"\\\n]*"|'[^'\\\n]*')(?=\s*[,)%>]|\s+["'%])""")
"""A text among the arguments of a shortcode: `{{< button "Lire la suite" >}}`, `{% image "a.png", "Un pont" %}`."""
_SEVERAL = re.compile(r"\w\W*\s\W*\w")
_CONTROL = re.compile(r"\{%-?\s*(?:assign|capture|case|cycle|elif|elsif|for|if|macro|set|unless|when|with)\b")
_QUOTED = re.compile(r"\n[ \t]*>")
"""A line of a quotation, whose mark is no text."""
_BEARS_TEXT = re.compile(r"[=\"']")
_COMPONENT = re.compile(r"</?[A-Z]|<[a-z][\w.]*-")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeText:
    """The text of an attribute and its position in the source of the tag; `kind` says how it is written."""

    kind: str
    text: str
    start: int
    end: int


def attribute_texts(source: str, *, syntax: Syntax) -> Iterator[AttributeText]:
    """Yield the attributes of a tag or shortcode that readers see, in order.

    >>> [found.text for found in attribute_texts('{{< fig src="a.png" caption="Un pont" >}}', syntax="shortcode")]
    ['Un pont']
    """
    if (
        not _BEARS_TEXT.search(source)
        or _CONTROL.match(source)
        or (source.startswith("{{") and source[2:3] not in "<%")
    ):
        return
    plain = syntax == "html" and not _COMPONENT.match(source)
    for found in (_CODE if syntax == "shortcode" else _TAG).finditer(source):
        own = found[1].lower() in TEXT_ATTRIBUTES or bool(_FIGURES.fullmatch(found[1]))
        if not (own or (not plain and _is_shown(found[1]))):
            continue
        in_braces = syntax != "shortcode" and found[2] is None
        start, end = found.span(3 if in_braces else 2)
        kind = "script" if in_braces else "shortcode" if syntax == "shortcode" else "attribute"
        written = source[start + 1 : end - 1]
        text = html.unescape(written) if kind == "attribute" else re.sub(r"\\(.)", r"\1", written)
        if source.startswith("{%") and not own and not _SEVERAL.search(text):
            continue  # templates compare such values: `{% if include.kind == "Attention" %}`
        if is_prose(text) and not _QUOTED.search(written):
            yield AttributeText(kind=kind, text=" ".join(text.split()), start=start + 1, end=end - 1)
    if syntax == "shortcode":
        yield from _arguments(source)


def _arguments(source: str) -> Iterator[AttributeText]:
    for found in _ARGUMENT.finditer(source):
        text = found[1][1:-1]
        if is_sentence(text):
            yield AttributeText(kind="shortcode", text=text, start=found.start(1) + 1, end=found.end(1) - 1)


@lang.dependent
@cache
def _own_words() -> frozenset[str]:
    return frozenset(word for language in lang.known().values() for word in language.text_keys)


def _is_shown(name: str) -> bool:
    """Return whether readers see the value of an attribute of a component or shortcode.

    >>> [_is_shown(name) for name in ("titleText", "image_alt", "titleId", "context", "alttext")]
    [True, True, False, False, True]
    """
    words = _WORD.findall(name)
    last = words[-1].lower() if words else ""
    return last in _SHOWN_WORDS or bool(_LAST_WORDS.fullmatch(last)) or last in _own_words()


def render_attribute(text: str, *, kind: str, quote: str) -> str:
    """Return text as it is written between the quotation marks of an attribute."""
    line = " ".join(text.split())
    if kind == "attribute":
        escaped = line.replace("&", "&amp;").replace("<", "&lt;")
        return escaped.replace(quote, "&quot;" if quote == '"' else "&#39;")
    if kind == "script":
        written = json.dumps(line, ensure_ascii=False)[1:-1]
        return written if quote == '"' else written.replace('\\"', '"').replace("'", "\\'")
    # Liquid has no escapes: there is no other way than another quotation mark
    return line.replace("\\", "").replace(quote, "'" if quote == '"' else "\u2019")
