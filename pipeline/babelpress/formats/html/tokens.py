"""The tokens of an HTML document: their slices of the source, joined, are the source.

turbohtml, which tokenizes as browsers do and reports the position of every token, distinguishes tags, text and
comments. `html.parser` takes quadratic time on hostile input and behaves differently in each version of Python.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from babelpress._internal import templates
from babelpress.formats.html.names import NESTED, RAW

Kind = Literal["text", "raw", "open", "close", "other", "snippet", "whole"]

_SNIPPETS = (
    ("<?php", "?>", 1_000_000),
    ("<?=", "?>", 10_000),
    ("<%", "%>", 10_000),
    ("{%", "%}", templates.LONGEST),
    ("{#", "#}", templates.LONGEST),
    ("{{{", "}}}", templates.LONGEST),
    ("{{", "}}", templates.LONGEST),
    ("[% ", "%]", 1_000),
    ("[%- ", "%]", 1_000),
    ("<#--", "-->", 10_000),
    ("<#", ">", 1_000),
    ("</#", ">", 100),
    ("<@", ">", 1_000),
    ("</@", ">", 100),
)
"""Start and end of server-side code, and its greatest length."""
_SHORT = 1_000
"""Characters of server-side code that may have a second start in it; in a longer one the first has no end."""
_OPENER = re.compile(
    "|".join(
        [
            *(re.escape(opener) + "(?=[a-z])" * opener.endswith(("<#", "/#", "@")) for opener, _, _ in _SNIPPETS),
            r"\[(?=/?[a-zA-Z])",
            r"[@#](?=\{?[a-z])",
        ]
    )
)
_SHORTCODE = re.compile(
    r"""
    \[
    (?: /[a-z][\w-]{1,40}  # an end: [/caption]
      | [a-z][\w-]{1,40}  # a name
        (?: \s{1,9}[\w-]{1,40}=  # and at least one attribute, whose value is
            (?: "[^"<>]{0,500}" | '[^'<>]{0,500}'  # quoted
              | [^\s\[\]"'<>]{1,200} )  # or not
        )+ \s{0,9} /?
    )
    \]
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
"""A shortcode that an editor (WordPress) replaces: `[gallery ids="1,2"]`, `[/caption]`; `[sic]` is a word."""
PLACEHOLDER = re.compile(r"""\{\{[^<>&{}]*\}\}""")
"""An expression that stands for words of the sentence: it stays in the text, where placeholders are protected."""
_OPEN_DIRECTIVE = re.compile(r"[@#][a-z]+[ ]?\([^)]*\Z")
"""A directive whose end may stand behind the next tag."""
_ENDS_IN_BRACE = re.compile(r"\{\Z")
_RETURN = re.compile(r"\r\n|\r")
_LINE = re.compile("\n")
_RAW = RAW | {"noscript"}
_EMPTY_END = "</>"
_XML = re.compile(r"\s*<\?xml\s")
_BOUND = re.compile(
    r"\sxmlns:([\w.-]{1,40})\s?=\s?[\"']http://www\.w3\.org/(?:1998/Math/MathML|2000/svg|1999/xhtml)[\"']"
)
"""A prefix for elements of HTML, or of what HTML embeds."""
_SELF_CLOSED = re.compile(rf"<({'|'.join(sorted(RAW | {'title', 'noscript'}))})(?=[\s/])[^<>]*/>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A slice of the source, from `start` to `end`.

    `kind` is `text`, `raw` for the content of a script or the like, `open` or `close` for a tag (`name` is in lower
    case, without the prefix of a namespace that browsers know), `snippet` for server-side code, `whole` for an element
    that is passed through (a script, an image in SVG), or `other` (comment, doctype, ...). `attributes` are the decoded
    ones of a start tag, which ends at `head`; `closed` is true if it ends in `/>`.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    closed: bool = False
    head: int = 0

    def get(self, name: str) -> str:
        """Return the value of an attribute, or an empty string."""
        return next((value for key, value in self.attributes if key == name), "")


def tokenize(source: str, *, xml: bool = False) -> list[Token]:
    """Return the tokens of a document in order; each begins where the one before it ends.

    `xml` says that the document is XML even if it does not begin like XML.

    >>> [(token.kind, token.name) for token in tokenize("<p>Un <B>mot</b>")]
    [('open', 'p'), ('text', ''), ('open', 'b'), ('text', ''), ('close', 'b')]
    """
    snippets = list(_snippets(source))
    masked = _RETURN.sub(lambda found: found[0].replace("\r\n", " \n").replace("\r", "\n"), _mask(source, snippets))
    if xml or _XML.match(source):  # XML allows empty-element tags that HTML does not: <script src="a.js"/>
        masked = _SELF_CLOSED.sub(lambda found: f"<x{found[0][2:]}", masked)
    found: list[Token] = []
    for token in _scan(masked):
        if token.kind == "raw" and found and found[-1].name == "noscript":
            found += (_moved(inner, token.start) for inner in _scan(masked[token.start : token.end]))
        else:
            found.append(token)
    return list(_wholes(list(_with_snippets(_unprefixed(found, source), snippets))))


def _unprefixed(tokens: list[Token], source: str) -> list[Token]:
    """Return the tokens with `math` for `m:math`, where `m` is bound to MathML, and so on for SVG and XHTML."""
    prefixes = {found[1].lower() for found in _BOUND.finditer(source)}

    def unprefixed(token: Token) -> Token:
        prefix, _, local = token.name.partition(":")
        return replace(token, name=local) if local and prefix in prefixes else token

    return [unprefixed(token) for token in tokens] if prefixes else tokens


def literal(source: str) -> str:
    """Return the source of a text with a character reference where it would begin server-side code.

    >>> literal("{% if %} ou {{ x }}, [sic]")
    '&#123;% if %} ou &#123;{ x }}, [sic]'
    """
    found = (one for one in _OPENER.finditer(source) if _begins_code(source, one))
    starts = {one.start() for one in (*found, *_ENDS_IN_BRACE.finditer(source))}
    if not starts:
        return source
    return "".join(f"&#{ord(sign)};" if at in starts else sign for at, sign in enumerate(source))


def code_of(source: str) -> list[str]:
    """Return the server-side code of a piece of source: expressions (`{{ nom }}`) and tags of templates."""
    return [*PLACEHOLDER.findall(source), *(source[start:end] for start, end in _snippets(source))]


def _begins_code(source: str, opener: re.Match[str]) -> bool:
    if opener[0] == "[":
        return _SHORTCODE.match(source, opener.start()) is not None
    if opener[0] in ("@", "#"):
        return any(code.match(source, opener.start()) for code in (templates.DIRECTIVE, _OPEN_DIRECTIVE))
    return True


def _moved(token: Token, by: int) -> Token:
    return replace(token, start=token.start + by, end=token.end + by, head=token.head + by)


def _snippets(source: str) -> Iterator[tuple[int, int]]:
    """Yield the positions of server-side code; each kind of end is searched once per stretch of source."""
    ends: dict[str, int] = {}
    endless: set[str] = set()
    at = 0
    while found := _OPENER.search(source, at):
        start, at = found.span()
        if found[0] == "[":
            if code := _SHORTCODE.match(source, start):
                at = code.end()
                yield start, at
            continue
        if found[0] in ("@", "#"):
            if code := templates.DIRECTIVE.match(source, start):
                at = code.end()
                yield start, at
            continue
        _, closer, longest = next(item for item in _SNIPPETS if item[0] == found[0])
        if ends.get(closer, 0) < at:
            end = source.find(closer, at)
            ends[closer] = len(source) + longest if end < 0 else end
        opener, size = found[0], ends[closer] - start
        if size > _SHORT and source.find(opener, at, ends[closer]) >= 0:
            continue
        if size <= _SHORT and templates.unfinished(source, opener, at, ends[closer]):
            continue
        if size <= longest and ends[closer] < len(source):
            at = ends[closer] + len(closer)
            at = templates.literal_end(source, at, templates.read(source[start:at]), endless) or at
            if not PLACEHOLDER.fullmatch(source, start, at):
                yield start, at


def _mask(source: str, snippets: list[tuple[int, int]]) -> str:
    """Return the source without its snippets, so that no `>` in them ends a tag: blanks, or letters in a name."""
    parts, at = [], 0
    for start, end in snippets:
        fill = "x" if source[start - 1 : start] in ("<", "/", "=") else " "
        parts += [source[at:start], fill * (end - start)]
        at = end
    return "".join([*parts, source[at:]])


def _scan(source: str) -> Iterator[Token]:
    """Yield the tokens of a source without carriage returns; what browsers ignore is among them as `other`."""
    text: Token | None = None
    at = 0
    for token in _parts(source):
        if text and (token.kind != text.kind or token.start > at):
            yield text
            text = None
        if token.start > at:
            yield Token(kind="other", start=at, end=token.start)
        at = token.end
        if token.kind in ("text", "raw"):
            text = replace(text, end=at) if text else token
        else:
            yield token
    if text:
        yield text
    if at < len(source):
        yield Token(kind="other", start=at, end=len(source))


def _parts(source: str) -> Iterator[Token]:
    """Yield the tokens of the tokenizer with their positions; a text comes in one or several parts."""
    from turbohtml import TokenType
    from turbohtml import tokenize as scan

    kinds: dict[TokenType, Kind] = {TokenType.START_TAG: "open", TokenType.END_TAG: "close"}
    lines = [0, *(found.end() for found in _LINE.finditer(source))]
    text: Kind = "text"
    literal = False  # inside an element in which tags are text
    for token in scan(source, resolve_references=False, capture_source=True):
        start = lines[token.line - 1] + token.col
        if token.type in (TokenType.TEXT, TokenType.CHARACTER_REFERENCE):
            written = token.source or token.data or ""
            for begin, end in [(start, start + len(written))] if literal else _spans(source, start, written):
                yield Token(kind=text, start=begin, end=end)
            continue
        literal = token.type == TokenType.START_TAG and (token.tag in _RAW or token.tag == "title")
        text = "raw" if token.type == TokenType.START_TAG and token.tag in _RAW else "text"
        yield Token(
            kind=kinds.get(token.type, "other"),
            start=start,
            end=start + len(token.source or ""),
            name=token.tag or "",
            attributes=tuple((name, value or "") for name, value in token.attrs or ()),
            closed=token.self_closing,
            head=start + len(token.source or ""),
        )


def _spans(source: str, start: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield the positions of a text, which `</>`, ignored by browsers, may interrupt."""
    left = len(text)
    while left:
        stop = source.find(_EMPTY_END, start, start + left + len(_EMPTY_END) - 1)
        size = left if stop < 0 else stop - start
        if size:
            yield start, start + size
        left -= size
        start += size + len(_EMPTY_END)


def _with_snippets(tokens: list[Token], snippets: list[tuple[int, int]]) -> Iterator[Token]:
    """Yield the tokens, with texts cut at the snippets in them."""
    starts = [start for start, _ in snippets]
    for token in tokens:
        at = token.start
        if token.kind == "text":
            for start, end in snippets[bisect_left(starts, at) : bisect_left(starts, token.end)]:
                if start > at:
                    yield replace(token, start=at, end=start)
                yield Token(kind="snippet", start=start, end=end)
                at = end
        if at < token.end:
            yield token if at == token.start else replace(token, start=at)


def _wholes(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, with those of an element that is passed through merged into one."""
    ends = _ends(tokens)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        last = ends.get(at, at)
        if last > at or (token.kind == "open" and token.name in RAW | NESTED):
            yield replace(token, kind="whole", end=tokens[last].end)
        else:
            yield token
        at = last + 1


def _ends(tokens: list[Token]) -> dict[int, int]:
    """Return the end of each element that is passed through, by its start; elements without an end are left out."""
    ends: dict[int, int] = {}
    around: dict[str, list[int]] = {name: [] for name in NESTED}
    for index, token in enumerate(tokens):
        if token.kind == "raw" and index and tokens[index - 1].name in RAW:
            ends[index - 1] = index
        elif token.kind == "close" and token.name in RAW and index:
            start = index - 1 if tokens[index - 1].kind == "open" else index - 2
            if start >= 0 and tokens[start].kind == "open" and tokens[start].name == token.name:
                ends[start] = index
        elif token.name in NESTED and token.kind == "open" and not token.closed:
            around[token.name].append(index)
        elif token.name in NESTED and token.kind == "close" and around[token.name]:
            ends[around[token.name].pop()] = index
    return ends
