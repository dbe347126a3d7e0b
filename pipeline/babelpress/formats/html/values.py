"""The texts and statements of language inside the tags and scripts of an HTML document, with their positions."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from babelpress import lang
from babelpress.errors import UnreadableInput
from babelpress.formats.html.names import (
    BLOCK_STYLES,
    BLOCK_TEXTS,
    BLOCKS,
    BUTTONS,
    DESCRIPTIONS,
    JSON_NAMED,
    JSON_TEXTS,
    LABELLED,
    LANGUAGE_METAS,
    SVG_TEXTS,
    TEXT_ATTRIBUTES,
    UNTRANSLATED_METAS,
)
from babelpress.formats.html.spelling import unescape
from babelpress.formats.html.tokens import PLACEHOLDER, Token
from babelpress.formats.structured.json_texts import json_strings
from babelpress.formats.structured.paths import Scalar
from babelpress.formats.untranslated import wordy

# `_ATTRIBUTE` is a name and an optional value (in double quotes, in single quotes, or bare); `_NO_PROSE` an address or
# a file name; `_LONE` a lone surrogate.
_ATTRIBUTE = re.compile(r"""[\s/]*(=?[^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*|))?""")
_NAME = re.compile(r"</?[^\s/>]*")
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_NO_PROSE = re.compile(r"(?:[a-z]+://|www\.)\S+|\S+\.[a-zA-Z0-9]{2,4}|\S+@\S+")
_LONE = re.compile("[\ud800-\udfff]")
_LD = "application/ld+json"
_SVG_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*+>",
    re.DOTALL,
)
_BLOCK = re.compile(r"<!--\s*wp:[a-z0-9/_-]+\s+(\{.*\})\s*/?-->", re.DOTALL)
"""The comment that begins a block of an editor, with its attributes as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A slice of source inside a tag, script or comment.

    `kind` is `text` for that of an attribute, whose quotation mark is `quote`; `content` for the text of an element in
    a picture; `json` for a string of JSON; `repeated` for one that is only translated where it repeats a text of the
    document; `language`; or `left`: prose that is not translated.
    """

    kind: Literal["text", "content", "json", "repeated", "language", "left"]
    start: int
    end: int
    name: str
    quote: str = ""


def values(source: str, token: Token, *, attributes: Collection[str] = ()) -> Iterator[Value]:
    """Yield the values of a start tag, element or comment in order; `attributes` are more names of attributes."""
    if token.kind == "other":
        yield from _block_values(source, token)
        return
    if token.name == "script":
        kind = token.get("type").strip().lower()
        if kind == _LD:
            yield from _json_values(source, token)
        elif kind.endswith(("json", "template", "html", "x-handlebars")) and wordy(source[token.head : token.end]):
            yield Value(kind="left", start=token.head, end=token.end, name="script")
        return
    wanted = _wanted(token) | (frozenset() if token.name in ("meta", "link") else frozenset(attributes))
    seen = set[str]()
    found = any(value and (name in wanted or name[:5] in ("data-", "conte")) for name, value in token.attributes)
    for name, start, end, quote in spans(source, token) if found else ():
        if name in wanted and name not in seen:
            value = Value(kind="text", start=start, end=end, name=name, quote=quote)
            yield from _checked(source, value, states=name in ("lang", "xml:lang") or _states_language(token))
        elif (name.startswith("data-") and wordy(source[start:end])) or _left_meta(token, name):
            yield Value(kind="left", start=start, end=end, name="data-*" if token.name != "meta" else "meta")
        seen.add(name)
    if token.name == "svg" and token.kind == "whole":
        yield from _svg_values(source, token)


def spans(source: str, token: Token) -> Iterator[tuple[str, int, int, str]]:
    """Yield the attributes of a start tag: lower-case name, position of the value, the quotation mark around it."""
    at = _NAME.match(source, token.start, token.head).end()  # type: ignore[union-attr]  # a start tag begins so
    while at < token.head and (found := _ATTRIBUTE.match(source, at, token.head)) and found.end() > at:
        at = found.end()
        start, end = found.span(2)
        if end > start:
            quote = found[2][0] if found[2][0] in "\"'" else ""
            yield found[1].lower(), start + len(quote), end - len(quote), quote


def language_of(text: str) -> str | None:
    """Return the code of a known language that a language tag names: `fr` for `fr-FR` and `fr_FR`."""
    code = re.split("[-_]", text.strip())[0].lower()
    return code if code in lang.known() and _TAG.fullmatch(text.strip()) else None


def has_words(text: str) -> bool:
    """Return whether a text has anything to translate."""
    return any(map(str.isalnum, PLACEHOLDER.sub("", text) if "{{" in text else text))


def _wanted(token: Token) -> frozenset[str]:
    if token.name == "meta":
        return frozenset({"content"}) if _describes(token) or _states_language(token) else frozenset()
    if token.name == "link":
        return frozenset()
    more = {"lang", "xml:lang"}
    if token.name in LABELLED or token.name not in BLOCKS:  # in HTML it is that of a component, too
        more.add("label")
    if token.name == "input" and token.get("type").strip().lower() in BUTTONS:
        more.add("value")
    return TEXT_ATTRIBUTES | more


def _describes(token: Token) -> bool:
    return _meta_name(token) in DESCRIPTIONS


def _left_meta(token: Token, name: str) -> bool:
    return token.name == "meta" and name == "content" and _meta_name(token) in UNTRANSLATED_METAS


def _states_language(token: Token) -> bool:
    return token.name == "meta" and _meta_name(token) in LANGUAGE_METAS


def _meta_name(token: Token) -> str:
    names = (token.get(key).strip().lower() for key in ("name", "property", "http-equiv", "itemprop"))
    return next(filter(None, names), "")


def _checked(source: str, value: Value, *, states: bool) -> Iterator[Value]:
    """Yield the value with its kind, if it is to be changed."""
    written = source[value.start : value.end]
    if states:
        if language_of(written):
            yield Value(kind="language", start=value.start, end=value.end, name=value.name)
    else:
        if _is_prose(unescape(written, attribute=True)):
            yield value


def _is_prose(text: str) -> bool:
    """Return whether a value is to be translated: words, not an address or file name, without lone surrogates."""
    return has_words(text) and not _NO_PROSE.fullmatch(text.strip()) and not _LONE.search(text)


def _svg_values(source: str, token: Token) -> Iterator[Value]:
    """Yield the titles, descriptions and labels of a picture."""
    inside: list[str] = []
    at = token.head
    for tag in _SVG_TAG.finditer(source, token.head, token.end):
        run = source[at : tag.start()]
        if inside and _is_prose(unescape(run.strip())) and "<" not in run:
            start = at + len(run) - len(run.lstrip())
            yield Value(kind="content", start=start, end=start + len(run.strip()), name=inside[-1])
        at = tag.end()
        if inside and tag["end"] and tag["name"] == inside[-1]:
            inside.pop()
        elif (tag["name"] in SVG_TEXTS or (inside and tag["name"])) and not tag["end"] and not tag[0].endswith("/>"):
            inside.append(tag["name"])


def _json_values(source: str, token: Token) -> Iterator[Value]:
    """Yield the strings of JSON-LD that are prose or name a language; none if it is not valid JSON."""
    end = source.rfind("</", token.head, token.end)
    inner = source[token.head : token.end if end < 0 else end]
    scalars = _strings(inner)
    if not scalars and wordy(inner):
        yield Value(kind="left", start=token.head, end=token.end, name="JSON-LD")
    types: dict[tuple[str, ...], set[str]] = {}
    for scalar in scalars:
        owner, key = _owner(scalar)
        if key == "@type":
            types.setdefault(owner, set()).add(scalar.value)
    for scalar in scalars:
        owner, key = _owner(scalar)
        start, stop = token.head + scalar.start, token.head + scalar.end
        if key == "inLanguage" and language_of(scalar.value):
            yield Value(kind="language", start=start, end=stop, name=key)
        elif scalar.is_key or not _is_prose(scalar.value):
            continue
        elif key in JSON_TEXTS or (key == "name" and not JSON_NAMED.isdisjoint(types.get(owner, ()))):
            yield Value(kind="json", start=start, end=stop, name=key)
        elif wordy(scalar.value) and not key.startswith("@"):
            yield Value(kind="left", start=start, end=stop, name="JSON-LD")


def _block_values(source: str, token: Token) -> Iterator[Value]:
    """Yield the strings among the attributes of an editor's block that are shown."""
    found = _BLOCK.fullmatch(source, token.start, token.end)
    scalars = _strings(found[1]) if found else []
    keys = {scalar.path for scalar in scalars if scalar.is_key}
    for scalar in scalars:
        if scalar.is_key or not _is_prose(scalar.value) or not BLOCK_STYLES.isdisjoint(scalar.path):
            continue
        _, key = _owner(scalar)
        prose = wordy(scalar.value)
        field = (*scalar.path[:-1], f"_{scalar.path[-1]}") in keys  # of Advanced Custom Fields
        known = (key in BLOCK_TEXTS and (prose or scalar.value[0].isupper())) or (field and prose)
        if known or prose or scalar.value[0].isupper():
            kind: Literal["json", "repeated"] = "json" if known else "repeated"
            yield Value(kind=kind, start=found.start(1) + scalar.start, end=found.start(1) + scalar.end, name=key)  # type: ignore[union-attr]  # there are strings only if it was found


def _strings(text: str) -> list[Scalar]:
    """Return the strings of a JSON text; none if it is broken."""
    try:
        return list(json_strings(text, name=""))
    except UnreadableInput:
        return []


def _owner(scalar: Scalar) -> tuple[tuple[str, ...], str]:
    """Return the path of the object that a string belongs to, and its key there: `name` for the first of its names."""
    path = scalar.path
    while path and path[-1].isdecimal():
        path = path[:-1]
    return path[:-1], path[-1] if path else ""
