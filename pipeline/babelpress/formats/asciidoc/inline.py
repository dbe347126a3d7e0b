"""Inline markup of AsciiDoc: a text and its marks, and both written again."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from babelpress.document import Block, InlineTag
from babelpress.formats.decoding import normal_form

KEPT_SPACE = "\0"
"""A space at which no line may end."""

# What begins a mark. Formatting is constrained (`*x*`, beside no letter) or not (`**x**`). A macro is a name, a target
# and brackets, and may follow a letter (`motfootnote:[…]`) unless it is an address.
_ROLE = r"(?:\[[^\[\]\r\n]{0,99}\])?"
_START = re.compile(
    r"(?P<escape>\\(?=[*_`#^~+{<(\[]|[a-z]+:|\\))"
    r"|(?P<through>\+\+\+|\+\+|\$\$|(?<![\w+])\+(?=[^\s+]))"
    rf"|(?P<quote>[\"'](?=`\S)|{_ROLE}(?:\*\*|__|``|\#\#))"
    rf"|(?P<near>(?<![\w;:}}]){_ROLE}[*_`\#](?=\S))"
    r"|(?P<small>[\^~](?=\S))"
    r"|(?P<reference><<(?=[^\s<>,]))"
    r"|(?P<anchor>\[\[[\w:][^\[\]\r\n]{0,99}\]\])"
    r"|(?P<index>\(\({1,2}(?=[^\s(]))"
    r"|(?P<macro>(?<!/)(?:link|xref|mailto|image|icon|menu|anchor|footnoteref|footnote|kbd|btn|stem|latexmath|"
    r"asciimath|pass|indexterm2?|(?<!\w)(?:https?|ftp|irc)):[^\s\[\]<>]{0,2000}\["
    r"|(?<![\w/])(?:\{(?!empty\})\w[\w-]{0,60}\}[^\s\[\]<>{}]{0,200}){1,4}\[(?=[^\]]))"
    r"|(?P<url>(?<![\w/])(?:https?|ftp|irc)://[^\s\[\]<>\"]*[^\s\[\]<>\",.;:!?)'])"
    r"|(?P<attribute>\{[\w][\w:@.-]{0,60}\})"
)
_CLOSE = {'"`': '`"', "'`": "`'", "<<": ">>", "((": "))", "(((": ")))"}
_KEPT = frozenset(["kbd", "stem", "latexmath", "asciimath", "pass", "menu", "icon", "anchor", "indexterm"])
_HIDDEN = frozenset(["footnote", "footnoteref", "indexterm", "anchor"])
_OPTIONS = re.compile(r"(?:,\s*[\w-]+\s*=.*|,\s*(?:window|role|opts)\b.*|\^(?:,.*)?)$", re.DOTALL)
_NAMED = re.compile(r"(?<![\w-])(?:alt|title|caption)\s*=\s*\"([^\"]*)\"")
_POSITIONAL = re.compile(r"\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^,=\"\]]*[^,=\"\]\s]))\s*(?=,|$)")
_REFERENCE = re.compile(r"&(?:[a-zA-Z]{2,24}[0-9]{0,2}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,5});")
_SIGN = re.compile(r"[*_`#^~+<({\[]")
_DEPTH = 3
_CHARACTERS = {
    "nbsp": "\u00a0",
    "sp": " ",
    "apos": "'",
    "quot": '"',
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
    "deg": "°",
    "plus": "+",
    "amp": "&",
    "lt": "<",
    "gt": ">",
}
"""The attributes that are characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A mark in the source: `open`, the source of what it covers, `close`; and what follows from its kind."""

    open: str
    inner: str
    close: str
    tag: str
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A text inside a mark that is translated by itself: the alternative text of a picture, a footnote.

    `mark` is the source of the mark, `[start:end]` the place of the text in it.
    """

    mark: str
    start: int
    end: int


def read_inline(source: str, *, depth: int = 0) -> tuple[str, tuple[InlineTag, ...]]:
    """Return the text of a source on one line, and its marks. Code and names of attributes and targets are kept."""
    parts: list[str] = []
    marks: list[InlineTag] = []
    length = 0
    for piece in _pieces(source):
        if isinstance(piece, str) or (piece.tag == "attribute" and piece.inner in _CHARACTERS):
            text = normal_form(_decoded(piece)) if isinstance(piece, str) else _CHARACTERS[piece.inner]
        else:
            nested: tuple[InlineTag, ...] = ()
            if piece.keep or depth == _DEPTH:
                text = normal_form(piece.inner)
            else:
                text, nested = read_inline(piece.inner, depth=depth + 1)
            attributes = (("raw", piece.inner),) if piece.keep else ()
            marks.append(
                InlineTag(
                    start=length,
                    end=length + len(text),
                    tag=piece.tag,
                    attributes=attributes,
                    open=piece.open,
                    close=piece.close,
                    keep=piece.keep and bool(text),
                    depth=depth,
                )
            )
            marks += (replace(mark, start=mark.start + length, end=mark.end + length) for mark in nested)
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(marks)


def _decoded(source: str) -> str:
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), source) if "&" in source else source


def parts_of(marks: Sequence[InlineTag]) -> Iterator[Part]:
    """Yield the texts inside the marks of a text."""
    for mark in marks:
        if mark.tag in ("image", "footnote"):
            source = mark.open if mark.tag == "footnote" else mark.close
            yield from attribute_texts(source, footnote=mark.tag == "footnote")


def attribute_texts(source: str, *, footnote: bool = False) -> Iterator[Part]:
    """Yield the texts in the brackets of a macro: the first value without a name, and `alt`, `title`, `caption`."""
    begin, end = source.find("[") + 1, len(source) - source.endswith("]")
    if footnote:
        start = begin + len(source[begin:end]) - len(source[begin:end].lstrip())
        yield Part(mark=source, start=start, end=start + len(source[start:end].rstrip()))
        return
    if found := _POSITIONAL.match(source, begin, end):
        name = "quoted" if found["quoted"] is not None else "plain"
        yield Part(mark=source, start=found.start(name), end=found.end(name))
    for found in _NAMED.finditer(source, begin, end):
        yield Part(mark=source, start=found.start(1), end=found.end(1))


def _pieces(source: str) -> Iterator[str | _Found]:
    """Yield the plain texts and marks of a source in order."""
    at = 0
    for start, end, mark in _found_in(source):
        yield source[at:start]
        if mark:
            yield mark
        at = end
    yield source[at:]


def _found_in(source: str) -> Iterator[tuple[int, int, _Found | None]]:
    """Yield the marks of a source with their places, and None for a backslash before one."""
    scan = 0
    dead: set[str] = set()  # signs that are not closed in the rest of the source
    while found := _START.search(source, scan):
        if found["escape"]:
            behind = _START.match(source, found.end())
            scan = found.end()
            if behind and not behind["escape"] and _mark(source, behind, dead)[0]:
                yield found.start(), found.end(), None
                scan = behind.end()
            continue
        mark, end = _mark(source, found, dead)
        if mark is None:
            scan = found.end() if found.lastgroup in ("quote", "macro") else found.start() + 1
            continue
        yield found.start(), end, mark
        scan = end


def _mark(source: str, start: re.Match[str], dead: set[str]) -> tuple[_Found | None, int]:
    """Return the mark that begins here and where it ends, or None."""
    kind = start.lastgroup or ""
    opened = start[0]
    if kind == "attribute" and opened == "{empty}":
        return _Found(open=opened, inner="", close="", tag="attribute", keep=True), start.end()
    if kind == "attribute":
        return _Found(open="{", inner=opened[1:-1], close="}", tag="attribute", keep=True), start.end()
    if kind == "anchor":
        return _Found(open=opened, inner="", close="", tag="anchor", keep=True), start.end()
    if kind == "url":
        return _Found(open="", inner=opened, close="", tag="url", keep=True), start.end()
    if kind == "macro":
        return _macro(source, start, dead)
    sign = re.sub(r"^\[.*\]", "", opened)
    close = _CLOSE.get(sign + ("`" if kind == "quote" and sign in "\"'" else ""), sign)
    if close in dead and kind != "near":
        return None, 0
    at = start.end() + (1 if kind == "quote" and sign in "\"'" else 0)
    opened = source[start.start() : at]
    end = _end(source, at, close, kind)
    if end < 0:
        if kind != "near":
            dead.add(close)
        return None, 0
    return _formatted(opened, source[at:end], close, kind), end + len(close)


def _end(source: str, at: int, close: str, kind: str) -> int:
    """Return where a mark is closed, or -1."""
    end = source.find(close, at + 1)
    tries = 0
    while end >= 0 and tries < 50:
        after = source[end + len(close) : end + len(close) + 1]
        before = source[end - 1]
        if kind == "small":
            space = re.search(r"\s", source[at:end])
            return -1 if space else end
        if kind == "through" and len(close) == 1:
            fits = not before.isspace() and not (after.isalnum() or after in ("_", "+"))
        elif kind == "near":
            bad = "\"'`" if close == "`" else close
            fits = not before.isspace() and not (after.isalnum() or (after and after in "_" + bad))
        else:
            fits = True
        if fits:
            return end
        end = source.find(close, end + 1)
        tries += 1
    return -1


def _formatted(opened: str, inner: str, close: str, kind: str) -> _Found | None:
    if kind == "through":
        return _Found(open=opened, inner=inner, close=close, tag="through", keep=True)
    if kind == "index":
        if close == ")))":
            return _Found(open=opened + inner + close, inner="", close="", tag="indexterm", keep=True)
        return _Found(open=opened, inner=inner, close=close, tag="index")
    if kind == "reference":
        target, comma, text = inner.partition(",")
        if comma and text.strip():
            blank = len(text) - len(text.lstrip())
            return _Found(open=f"{opened}{target},{text[:blank]}", inner=text[blank:], close=close, tag="link")
        return _Found(open=opened, inner=inner, close=close, tag="link", keep=True)
    tag = {"*": "strong", "_": "emphasis", "`": "code", "#": "mark", "^": "sup", "~": "sub"}.get(close[0], "quote")
    if close in ('`"', "`'"):
        tag = "quote"
    return _Found(open=opened, inner=inner, close=close, tag=tag, keep=tag == "code")


def _macro(source: str, start: re.Match[str], dead: set[str]) -> tuple[_Found | None, int]:
    """Return a link, picture, footnote or other macro."""
    if "]" in dead:
        return None, 0
    end = source.find("]", start.end())
    while end > 0 and source[end - 1] == "\\":
        end = source.find("]", end + 1)
    if end < 0:
        dead.add("]")
        return None, 0
    name, _, target = start[0][:-1].partition(":")
    inner = source[start.end() : end]
    stop = end + 1
    whole = source[start.start() : stop]
    if name in _HIDDEN:
        tag = "footnote" if name == "footnote" and inner.strip() else "anchor"
        return _Found(open=whole, inner="", close="", tag=tag, keep=True), stop
    if name == "image":
        return _Found(open="image:", inner=target, close=f"[{inner}]", tag="image", keep=True), stop
    if name in _KEPT:
        return _Found(open=start[0], inner=inner, close="]", tag=name, keep=True), stop
    options = _OPTIONS.search(inner)
    text = inner[: options.start()] if options else inner
    if name in ("btn", "indexterm2"):
        return _Found(open=start[0], inner=inner, close="]", tag=name), stop
    if not text.strip():
        return _Found(open="", inner=start[0][:-1], close=f"[{inner}]", tag="link", keep=True), stop
    return _Found(open=start[0], inner=text.replace("\\]", "]"), close=f"{inner[len(text) :]}]", tag="link"), stop


# Writing.

_FREE_BEFORE = re.compile(r"[\w;:}]")
_STICKY = tuple("_;:}\"'`")
_BRACKETED = frozenset(["link", "btn", "indexterm2"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How plain text is written: what its place wants escaped; and, if `careful`, signs as character references."""

    escape: Callable[[str], str] = str
    careful: bool = False


def render_inline(block: Block, *, escape: Callable[[str], str] = str) -> str:
    """Return the source of a text and its marks; a space in what is kept is a `KEPT_SPACE`."""
    marks = [mark for mark in block.markup if mark.inline]
    source = ""
    for careful in (False, True):
        writing = Writing(escape=escape, careful=careful)
        source = _rendered(block.text, marks, 0, len(block.text), writing=writing)
        if _reads_as(source.replace(KEPT_SPACE, " "), block, marks):
            break
    return source


def _reads_as(source: str, block: Block, marks: Sequence[InlineTag]) -> bool:
    """Return whether a source has the text and the marks of a block."""
    text, found = read_inline(source.replace("\\|", "|"))
    covering = [mark.tag for mark in marks if mark.keep or block.text[mark.start : mark.end].strip()]
    return text == block.text and [mark.tag for mark in found if mark.end > mark.start] == covering


def _rendered(text: str, marks: Sequence[InlineTag], start: int, end: int, *, writing: Writing) -> str:
    """Return the source of `text[start:end]`, whose marks these are."""
    parts: list[str] = []
    at = start
    index = 0
    while index < len(marks):
        mark = marks[index]
        inner = index + 1
        while inner < len(marks) and marks[inner].depth > mark.depth:
            inner += 1
        low, high = max(at, mark.start), max(at, min(end, mark.end))
        if not mark.keep:
            covered = text[low:high]
            low, high = low + len(covered) - len(covered.lstrip()), high - len(covered) + len(covered.rstrip())
            high = max(low, high)
        last = "".join(parts[-2:])[-1:]
        parts.append(_plain(text[at:low], before=last, after=mark.open[:1], writing=writing))
        last = "".join(parts[-2:])[-1:]
        raw = dict(mark.attributes).get("raw")
        if raw is not None:
            source = _kept(mark, raw, before=last, after=text[high : high + 1])
        else:
            core = _rendered(text, marks[index + 1 : inner], low, high, writing=writing)
            source = _wrapped(mark, core, before=last, after=text[high : high + 1])
        parts.append(source)
        at = high
        index = inner
    parts.append(_plain(text[at:end], before="".join(parts[-2:])[-1:], after="", writing=writing))
    return "".join(parts)


def _kept(mark: InlineTag, raw: str, *, before: str, after: str) -> str:
    stuck = before in _STICKY or before.isalnum() or after in _STICKY or after.isalnum()
    sign = "`" if mark.tag == "code" and mark.close == "`" and (before or after) and stuck else ""
    return f"{mark.open}{sign}{raw}{sign}{mark.close}".replace(" ", KEPT_SPACE)


def _wrapped(mark: InlineTag, core: str, *, before: str, after: str) -> str:
    """Return the source of a mark over a text; formatting beside a letter is written with two signs."""
    if not core and mark.tag not in _BRACKETED:
        return ""
    if mark.tag in ("sup", "sub"):
        return f"{mark.open}{re.sub(r'[ ]', '{sp}', core)}{mark.close}"
    if mark.tag in _BRACKETED:
        bracketed = core.replace("]", "\\]") if mark.close.endswith("]") else core
        return f"{mark.open}{bracketed}{mark.close}"
    sign = mark.close
    if len(sign) == 1 and sign in "*_#":
        stuck = bool(before and _FREE_BEFORE.match(before)) or after.isalnum() or after == "_"
        if stuck or core.endswith(sign) or core.startswith(sign):
            return f"{mark.open}{sign}{core}{sign}{sign}"
    return f"{mark.open}{core}{mark.close}"


def _plain(text: str, *, before: str, after: str, writing: Writing) -> str:
    """Return plain text that is not read as a mark, between these characters."""
    if writing.careful:
        return writing.escape(_SIGN.sub(lambda found: f"&#{ord(found[0])};", _referenced(text)))
    found = []
    at = 0
    for start, _, mark in _found_in(f"{before}{text}{after}"):
        place = start - len(before)
        if mark and 0 <= place < len(text):
            found += [text[at:place], "\\"]
            at = place
    found.append(text[at:])
    return writing.escape("".join(map(_referenced, found)))


def _referenced(text: str) -> str:
    """Return a text in which an ampersand that would begin a character reference is one itself."""
    return _REFERENCE.sub(lambda found: f"&amp;{found[0][1:]}", text) if "&" in text else text
