"""Addresses in a document of Markdown or HTML: links, images and values of the front matter, found and exchanged.

Everything else stays byte for byte: code, comments and what is not certainly an address.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import Literal, NamedTuple

from markdown_it.token import Token

from babelpress.errors import UnreadableInput
from babelpress.formats.front_matter.values import Value, json_values, render_value, toml_values, yaml_values
from babelpress.formats.html.tokens import tokenize
from babelpress.formats.markdown.parser import parse_blocks

Use = Literal["link", "asset", "canonical", "template"]


class Address(NamedTuple):
    """An address in a document: what it is for, and the language of what it leads to, if that is stated."""

    url: str
    use: Use
    hreflang: str = ""


Exchange = Callable[[Address], str | None]
"""Returns another address, None to leave it."""

_ATTRIBUTES: dict[str, Use] = {"href": "link", "src": "asset", "poster": "asset", "data": "asset"}
_OUTPUT = r"\{\{[^{}\n]{1,500}\}\}"
"""What a template writes: quotation marks in it end no attribute, and blanks in it no address."""
_ATTRIBUTE = re.compile(
    rf"""
    (?P<lead>[\s"'/](?P<name>href|src|poster|data|content)\s*=\s*)
    (?: "(?P<double>(?:{_OUTPUT}|(?!{_OUTPUT})[^"<>])*)" | '(?P<single>(?:{_OUTPUT}|(?!{_OUTPUT})[^'<>])*)' )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(
    rf"""
    <[A-Za-z][\w:.-]*
    (?: \s+ [^\s"'<>/=]+
        (?: \s*=\s* (?: "(?:{_OUTPUT}|(?!{_OUTPUT})[^"])*" | '(?:{_OUTPUT}|(?!{_OUTPUT})[^'])*' | [^\s"'=<>`]+ ) )?
    )*
    \s* /?>
    """,
    re.VERBOSE,
)
_LONGEST_TAG = 10_000
_INLINE = re.compile(
    rf"""
    (?P<code>`+)
    | <!--.*?(?:-->|\Z) | \{{/\*.*?(?:\*/\}}|\Z)
    | (?P<tag><[A-Za-z])
    | (?P<liquid>\{{%-?\s{{0,9}}(?:link|post_url|include|include_cached|render)\s[^{{}}%]{{1,500}}%\}})
    | \\.
    | ^(?:import|export)\b[^;'"\n]{{0,500}}?\bfrom\s{{0,9}}["'](?P<module>\.{{1,2}}/[^'"\n]{{1,500}})["']
    | \]\([ \t]*\n?[ \t]*(?:<(?P<angle>[^<>\n]*)>
        | (?P<bare>(?!\{{%)(?:{_OUTPUT}|(?!{_OUTPUT})[^\s()<>\\]|\\.|\([^\s()]*\))+))(?=[ \t\n)])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_TICKS = re.compile("`+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIQUID = re.compile(
    r"""
    \{%-?\s*
    (?: (?P<link>link)\s+ | (?P<post>post_url)\s+
      | (?:include|include_cached|render|extends|import|from)\s+["']? )
    (?P<path>[^\s{}%"']+) (?=[\s"'%-])
    """,
    re.VERBOSE,
)
"""A tag of Liquid or Nunjucks that names a page by its file, a post, or a template that it includes."""
_DEFINITION = re.compile(r"\s{0,3}\[(?:[^\]\\]|\\.)+\]:[ \t]*\n?[ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s<]\S*))")
_LANG = re.compile(r"""\shreflang\s*=\s*["']?([A-Za-z-]+)""", re.IGNORECASE)
_CANONICAL = re.compile(r"""\srel\s*=\s*["']?canonical\b|\s(?:property|name)\s*=\s*["']?og:url\b""", re.IGNORECASE)
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_CLOSE = re.compile(r"^(?:---|\.\.\.|\+\+\+)[ \t]*$", re.MULTILINE)

_Edit = tuple[int, int, str]


def relinked(text: str, kind: str, exchange: Exchange) -> str:
    """Return a document with other addresses.

    Args:
        text: The document.
        kind: `md`, `mdx` or `html`; a document of another kind is returned as it is.
        exchange: Gives the new address.

    Returns:
        The document.

    >>> relinked("[un](a.md) `[x](a.md)`", "md", lambda one: "b.md")
    '[un](b.md) `[x](a.md)`'
    """
    if kind in ("md", "mdx"):
        edits = list(_markdown(text, exchange, mdx=kind == "mdx"))
    elif kind == "html":
        edits = list(_html(text, exchange))
    else:
        return text
    return _edited(text, edits)


def with_front_matter(
    text: str, change: Callable[[tuple[str, ...], str], str | None], *, add: Mapping[str, str]
) -> str:
    """Return a document with other values in its front matter.

    Args:
        text: A document; without front matter it is returned as it is.
        change: Gives the new text of a value from its path and its text, None to leave it.
        add: Values that are added where the front matter has no such key.

    Returns:
        The document.
    """
    start, end, values, syntax = _front(text)
    if not syntax:
        return text
    edits = [
        (start + one.start, start + one.end, render_value(new, source=one.source, syntax=syntax, style=one.style))
        for one in values
        if one.start >= 0 and one.is_text and (new := change(one.path, one.text)) is not None and new != one.text
    ]
    present = {one.path[0].casefold() for one in values if one.path}
    if syntax != "json":
        line = "\r\n" if "\r\n" in text[:end] else "\n"
        equals = ": " if syntax == "yaml" else ' = "'
        quote = "" if syntax == "yaml" else '"'
        edits += [
            (start, start, f"{key}{equals}{value}{quote}{line}")
            for key, value in add.items()
            if key.casefold() not in present
        ]
    return _edited(text, sorted(edits, key=lambda edit: edit[:2]))


def _front(text: str) -> tuple[int, int, list[Value], str]:
    """The front matter of a document: where its body begins and ends, its values and its syntax; "" without one."""
    lead = 1 if text.startswith("\ufeff") else 0
    try:
        if text.startswith("{", lead):
            values, end = json_values(text[lead:], name="")
            return lead, lead + end, values if end else [], "json" if end else ""
        fence = _FENCE.match(text, lead)
        closing = _CLOSE.search(text.replace("\r", "\n"), fence.end()) if fence else None
        if not fence or not closing:
            return 0, 0, [], ""
        body = text[fence.end() : closing.start()]
        syntax = "yaml" if fence[1] == "---" else "toml"
        found = yaml_values(body) if syntax == "yaml" else toml_values(body)
        return fence.end(), closing.start(), found or [], syntax if found else ""
    except (ValueError, UnreadableInput):
        return 0, 0, [], ""


def _edited(text: str, edits: list[_Edit]) -> str:
    parts, at = [], 0
    for start, end, new in edits:
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])


def _html(text: str, exchange: Exchange) -> Iterator[_Edit]:
    for token in tokenize(text):
        if token.kind in ("open", "whole"):
            yield from _tag(text, token.start, token.head or token.end, exchange)
        elif token.kind == "snippet":
            yield from _liquid(text, token.start, token.end, exchange)


def _tag(text: str, start: int, end: int, exchange: Exchange) -> Iterator[_Edit]:
    """The changes in a start tag."""
    tag = text[start:end]
    language = _LANG.search(tag)
    canonical = bool(_CANONICAL.search(tag))
    for found in _ATTRIBUTE.finditer(tag):
        name = found["name"].lower()
        if name == "content" and not canonical:
            continue
        use: Use = "canonical" if canonical else _use(tag, name)
        group = "double" if found["double"] is not None else "single"
        value = found[group]
        new = exchange(Address(unescape(value), use, language[1].lower() if language else ""))
        if new is not None and new != unescape(value):
            first, last = found.span(group)
            yield start + first, start + last, _outside_outputs(new, lambda part: escape(part, quote=True))


def _outside_outputs(text: str, change: Callable[[str], str]) -> str:
    """Return a text, changed but for what templates write in it."""
    parts = re.split(f"({_OUTPUT})", text)
    return "".join(part if place % 2 else change(part) for place, part in enumerate(parts))


def _use(tag: str, name: str) -> Use:
    """What an attribute leads to: a page, or a file that the page needs."""
    return "asset" if name == "href" and tag[:5].lower() == "<link" else _ATTRIBUTES.get(name, "link")


def _liquid(text: str, start: int, end: int, exchange: Exchange) -> Iterator[_Edit]:
    """The change in a tag that names a page or a template."""
    found = _LIQUID.match(text, start, end)
    if found is None:
        return
    path = found["path"]
    if found["link"]:  # counts from the root of the site
        new = exchange(Address(f"/{path}", "link"))
        new = new and new.removeprefix("/")
    elif found["post"]:
        new = _post(path, exchange)
    else:
        new = exchange(Address(path, "template"))
    if new:
        yield *found.span("path"), new


def _post(path: str, exchange: Exchange) -> str | None:
    """Return the path of another post, written as one: without `_posts` and the ending."""
    folder, _, name = path.rpartition("/")
    for ending in (".md", ".markdown", ".html"):
        new = exchange(Address(f"/{folder}{'/' * bool(folder)}_posts/{name}{ending}", "link"))
        if new:
            return new.removeprefix("/").replace("_posts/", "", 1).removesuffix(ending)
    return None


def _markdown(text: str, exchange: Exchange, *, mdx: bool) -> Iterator[_Edit]:
    """The changes in a text of Markdown, outside of its front matter and its code."""
    start = _front(text)[1]
    body = text[start:].replace("\r\n", " \n").replace("\r", "\n")
    tokens, env = parse_blocks(body, mdx=mdx)
    edits: list[_Edit] = []
    for first, last, _, _ in env["definitions"]:
        found = _DEFINITION.match(body, first, last)
        if found:
            edits += _destination(found, start, exchange)
    for first, last, html in _prose(body, tokens):
        edits += _inline(text, start + first, start + last, exchange, html=html)
    yield from sorted(edits, key=lambda edit: edit[:2])


def _prose(body: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """The parts of a text between its blocks of code, and whether each is a block of HTML."""
    lines = [0]
    for line in body.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    at = 0
    for token in tokens:
        if token.type in ("fence", "code_block", "html_block") and token.map:
            first, last = lines[token.map[0]], min(lines[token.map[1]], len(body))
            if first < at:
                continue
            if first > at:
                yield at, first, False
            if token.type == "html_block":
                yield first, last, True
            at = last
    if at < len(body):
        yield at, len(body), False


def _inline(text: str, start: int, end: int, exchange: Exchange, *, html: bool) -> Iterator[_Edit]:
    """The changes in a part of a text without blocks of code; in `html` only those in tags."""
    at = start
    ends: dict[int, list[int]] = {}
    if not html:
        for run in _TICKS.finditer(text, start, end):
            ends.setdefault(len(run[0]), []).append(run.start())
    while found := _INLINE.search(text, at, end):
        at = found.end()
        if found["tag"]:
            tag = _TAG.match(text, found.start(), min(end, found.start() + _LONGEST_TAG))
            if tag:
                at = tag.end()
                yield from _tag(text, *tag.span(), exchange)
        elif found["liquid"]:
            yield from _liquid(text, *found.span(), exchange)
        elif html:
            continue
        elif found["code"]:
            same = ends[len(found["code"])]
            later = bisect_right(same, found.start())
            at = same[later] + len(found["code"]) if later < len(same) else at
        elif found["module"] is not None:
            new = exchange(Address(found["module"], "asset"))
            if new is not None:
                yield *found.span("module"), new if new.startswith(".") else f"./{new}"
        elif found["angle"] is not None or found["bare"] is not None:
            yield from _destination(found, 0, exchange)


def _destination(found: re.Match[str], start: int, exchange: Exchange) -> Iterator[_Edit]:
    """The change of the address of a link; what Markdown would read otherwise is written in percent signs."""
    angle = found["angle"] is not None
    group = "angle" if angle else "bare"
    new = exchange(Address(unescape(_ESCAPED.sub(r"\1", found[group])), "link"))
    if new is not None:
        brackets = "" if "(" in found[group] else "()"  # balanced ones may stay
        signs = re.compile(f"[{re.escape('<>' if angle else f'<> {brackets}')}\\\\]")
        new = _outside_outputs(new, lambda part: signs.sub(lambda sign: f"%{ord(sign[0]):02X}", part))
        yield start + found.start(group), start + found.end(group), new
