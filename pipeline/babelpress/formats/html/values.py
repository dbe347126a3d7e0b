"""The texts and statements of language inside the tags and scripts of an HTML document, with their positions."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from babelpress import lang
from babelpress.formats.html.names import BUTTONS, DESCRIPTIONS, JSON_TEXTS, LABELLED, LANGUAGE_METAS, TEXT_ATTRIBUTES
from babelpress.formats.html.spelling import unescape
from babelpress.formats.html.tokens import PLACEHOLDER, Token

# `_ATTRIBUTE` is a name and an optional value (in double quotes, in single quotes, or bare); `_NO_PROSE` an address or
# a file name; `_LONE` a lone surrogate.
_ATTRIBUTE = re.compile(r"""[\s/]*(=?[^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*|))?""")
_NAME = re.compile(r"</?[^\s/>]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_COLON = re.compile(r"\s*:")
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_NO_PROSE = re.compile(r"(?:[a-z]+://|www\.)\S+|\S+\.[a-zA-Z0-9]{2,4}|\S+@\S+")
_LONE = re.compile("[\ud800-\udfff]")
_LD = "application/ld+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A slice of source inside a tag or script: the `text` of an attribute, a `json` text, or a `language`.

    `quote` is the quotation mark around an attribute's value.
    """

    kind: Literal["text", "json", "language"]
    start: int
    end: int
    name: str
    quote: str = ""


def values(source: str, token: Token) -> Iterator[Value]:
    """Yield the translatable values of a start tag or element in order."""
    if token.name == "script":
        if token.get("type").strip().lower() == _LD:
            yield from _json_values(source, token)
        return
    wanted = _wanted(token)
    if not wanted.isdisjoint(name for name, value in token.attributes if value):
        seen = set[str]()
        for name, start, end, quote in spans(source, token):
            if name in wanted and name not in seen:
                value = Value(kind="text", start=start, end=end, name=name, quote=quote)
                yield from _checked(source, value, states=name in ("lang", "xml:lang") or _states_language(token))
            seen.add(name)


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
    if token.name in LABELLED:
        more.add("label")
    if token.name == "input" and token.get("type").strip().lower() in BUTTONS:
        more.add("value")
    return TEXT_ATTRIBUTES | more


def _describes(token: Token) -> bool:
    return _meta_name(token) in DESCRIPTIONS


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


def _json_values(source: str, token: Token) -> Iterator[Value]:
    """Yield the strings of JSON-LD that are prose or name a language; none if it is not valid JSON."""
    end = source.rfind("</", token.head, token.end)
    end = token.end if end < 0 else end
    try:
        json.loads(source[token.head : end])
    except (ValueError, RecursionError):
        return
    key, at = "", token.head
    for found in _STRING.finditer(source, token.head, end):
        if _COLON.match(source, found.end(), end):
            key, at = json.loads(found[0]), found.end()
            continue
        name = key if source[at : found.start()].strip() == ":" else ""
        start, stop = found.start() + 1, found.end() - 1
        if name == "inLanguage" and language_of(source[start:stop]):
            yield Value(kind="language", start=start, end=stop, name=name)
        elif name in JSON_TEXTS and _is_prose(json.loads(found[0])):
            yield Value(kind="json", start=start, end=stop, name=name)
