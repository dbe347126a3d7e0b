"""The blocks of an HTML document: its texts, and the source between them, byte for byte."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import BinaryIO

from babelpress.document import HIDDEN, Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import decode, too_long
from babelpress.formats.html.names import BLOCKS, CLOSED_BY, KEPT, SCOPES, VOID
from babelpress.formats.html.rendering import SOURCE, normal_source
from babelpress.formats.html.spelling import entities_mark, spellings, tidy, unescape
from babelpress.formats.html.tokens import Token
from babelpress.formats.html.values import Value, has_words, language_of, values
from babelpress.lang.names import by_name

# Decoding an HTML document by the encoding that it declares.

_BYTES_PER_CHARACTER = 4
"""The maximum of UTF-8 and UTF-16."""
_NEAR = 4096
"""Bytes at the beginning in which a declaration of the encoding is looked for (the HTML standard says 1024)."""
_META = re.compile(r"""(<meta\b[^>]*?\bcharset\s*=\s*["']?\s*)([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(r"""(<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w.:-]+)""", re.IGNORECASE)
_UTF8_TWICE = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
"""Accents, quotation marks and dashes in UTF-8: sequences that no text in a single-byte encoding has."""
_SINGLE_BYTE = re.compile(r"(?:iso8859-|cp125|koi8|mac-|ascii)")


def read_source(stream: BinaryIO, *, name: str, max_characters: int) -> str:
    """Return the source of a document; the byte order mark of UTF-8 stays its first character.

    UTF-8 and UTF-16 with a mark are read as such, whatever the document declares. Other bytes are decoded by the
    encoding in a `<meta>` or the XML declaration, which is then set to `utf-8`, the encoding of the output. Raises
    `UnreadableInput`: too long, no known encoding, or two of them.
    """
    room = (max_characters + 1) * _BYTES_PER_CHARACTER
    try:
        data = stream.read(room + 1)
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    if len(data) > room:
        raise too_long(name, f"more than {room:,} bytes", limit=max_characters)
    source = _decoded(data, name)
    if len(source) > max_characters:
        raise too_long(name, f"{len(source):,} characters", limit=max_characters)
    return source


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "\ufeff" + decode(data, name=name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _declared_utf8(decode(data, name=name))
    try:
        return decode(data, name=name)
    except UnreadableInput:
        encoding = _declared(data)
        if encoding is None or b"\0" in data:
            raise
    if found := _UTF8_TWICE.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        raise UnreadableInput(
            f"{name}: is in two encodings: declared and partly written as {encoding}, with UTF-8 at byte "
            f"{found.start():,}, line {line:,}; save it again, as UTF-8"
        )
    try:
        return _declared_utf8(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name}: is declared as {encoding} and is not: byte {error.start:,}; save it again, as UTF-8"
        ) from error


def _declared(data: bytes) -> str | None:
    """Return the single-byte encoding that a document declares; Latin-1 is read as Windows-1252, as in browsers."""
    head = data[:_NEAR].decode("latin-1")
    found = _META.search(head) or _XML.search(head)
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[2]).name
    except LookupError:
        return None
    if encoding in ("iso8859-1", "ascii"):
        return "cp1252"
    return encoding if _SINGLE_BYTE.match(encoding) else None


def _declared_utf8(source: str) -> str:
    """Return the source with its declarations of the encoding set to that of the output."""
    head, rest = source[:_NEAR], source[_NEAR:]
    for statement in (_META, _XML):
        head = statement.sub(lambda found: f"{found[1]}utf-8", head, count=1)
    return head + rest


# A run of text and inline tags as one text with marks, without the tags around the whole of it.

_BLANK = " \t\r\n\f"
_NAMES = {"other": "comment", "snippet": "snippet"}
"""The name of a mark that is not an element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A translatable text and its position: `tokens[first:last]`, the source from `start` to `end`."""

    text: str
    marks: tuple[InlineTag, ...]
    first: int
    last: int
    start: int
    end: int


def unit(source: str, tokens: Sequence[Token], *, keeps: Collection[int], verbatim: bool = False) -> Unit | None:
    """Return the text of a run of inline tokens, or None where it has nothing to translate.

    `keeps` are the indices of the start tags whose content is not translated. A `verbatim` text (code) keeps its white
    space and is never None if it has any character.
    """
    partners = _partners(tokens)
    texts = {
        index: unescape(source[token.start : token.end]) for index, token in enumerate(tokens) if token.kind == "text"
    }
    if not verbatim:
        texts = {index: tidy(text) for index, text in texts.items()}
    with_text = [index for index, text in texts.items() if text.strip()]
    kept = kept_tokens(tokens, keeps)
    if not with_text or not (verbatim or any(has_words(text) for index, text in texts.items() if index not in kept)):
        return None
    first, last = _core(with_text[0], with_text[-1], partners, len(tokens))
    start, end = tokens[first].start, tokens[last].end
    if not verbatim:
        if first == with_text[0]:
            start += _blanks(source[start : tokens[first].end])
        if last == with_text[-1]:
            end -= _blanks(source[tokens[last].start : end][::-1])
        for index in {first, last} & texts.keys():
            token = tokens[index]
            texts[index] = tidy(unescape(source[max(start, token.start) : min(end, token.end)]))
        if first == with_text[0]:
            texts[first] = texts[first].lstrip(_BLANK)
        if last == with_text[-1]:
            texts[last] = texts[last].rstrip(_BLANK)
    text, marks = _marks(source, tokens, range(first, last + 1), partners=partners, texts=texts, keeps=keeps)
    return Unit(text=text, marks=marks, first=first, last=last + 1, start=start, end=end)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(_BLANK))


def kept_tokens(tokens: Sequence[Token], keeps: Collection[int]) -> set[int]:
    """Return the indices of the start tags in `keeps` and of everything in their elements."""
    kept: set[int] = set()
    partners = _partners(tokens) if keeps else {}
    at = 0
    for index in sorted(keeps):
        last = partners.get(index, len(tokens) - 1 if _opens(tokens[index]) else index)
        kept.update(range(max(at, index), last + 1))
        at = max(at, last + 1)
    return kept


def _opens(token: Token) -> bool:
    """Return whether a token is a start tag of an element with content."""
    return token.kind == "open" and token.name not in VOID and not token.closed


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the end tag of each start tag and vice versa; tags that cross or have no partner are left out."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    names: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        if _opens(token):
            opened.append(index)
            names[token.name] += 1
        elif token.kind == "close" and names[token.name]:
            while True:
                start = opened.pop()
                names[tokens[start].name] -= 1
                if tokens[start].name == token.name:
                    break
            partners[start], partners[index] = index, start
    return partners


def _core(first: int, last: int, partners: dict[int, int], count: int) -> tuple[int, int]:
    """Return the range from the first text to the last, extended by the tags that open or close inside of it."""
    low, high = first, last
    for index in range(first - 1, -1, -1):
        if first <= partners.get(index, -1) <= last:
            low = index
    for index in range(last + 1, count):
        if first <= partners.get(index, -1) <= last:
            high = index
    return low, high


@dataclass(slots=True, kw_only=True)
class _Node:
    start: int
    token: Token | None = None
    partner: int | None = None
    keep: bool = False
    end: int = -1
    close: str = ""
    children: list["_Node"] = field(default_factory=list)


def _marks(
    source: str,
    tokens: Sequence[Token],
    core: range,
    *,
    partners: dict[int, int],
    texts: dict[int, str],
    keeps: Collection[int],
) -> tuple[str, tuple[InlineTag, ...]]:
    """Return the text of a run and its marks.

    A start tag whose end tag is in another run, or crosses, covers what follows it; such an end tag covers what is
    before.
    """
    root = _Node(start=0)
    around = [root]
    parts: list[str] = []
    at = 0
    for index in core:
        token = tokens[index]
        if index in texts:
            parts.append(texts[index])
            at += len(texts[index])
        elif token.kind == "close":
            own = partners.get(index)
            while around[-1].token and around[-1].partner != index and (own is not None or around[-1].partner is None):
                around.pop().end = at
            if own is not None:
                node = around.pop()
                node.end, node.close = at, source[token.start : token.end]
            else:
                top = around[-1]
                written = source[token.start : token.end]
                top.children = [_Node(start=top.start, end=at, token=token, close=written, children=top.children)]
        else:
            node = _Node(start=at, token=token, partner=partners.get(index), keep=index in keeps, end=at)
            around[-1].children.append(node)
            if _opens(token):
                around.append(node)
    for node in around:
        node.end = at
    return "".join(parts), _flat(source, root)


def _flat(source: str, root: _Node) -> tuple[InlineTag, ...]:
    """Return the marks of a tree in the order in which they open, without recursion."""
    marks: list[InlineTag] = []
    waiting = [(node, 0) for node in reversed(root.children)]
    while waiting:
        node, depth = waiting.pop()
        token = node.token
        assert token is not None  # only the root has none
        marks.append(
            InlineTag(
                start=node.start,
                end=node.end,
                tag=token.name or _NAMES[token.kind],
                attributes=token.attributes,
                open="" if token.kind == "close" else source[token.start : token.end],
                close=node.close,
                keep=node.keep,
                depth=depth,
            )
        )
        waiting += ((child, depth + 1) for child in reversed(node.children))
    return tuple(marks)


_EDITOR = ("wp:", "/wp:", "more", "nextpage")
"""The beginnings of the comments by which an editor separates blocks."""
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_FAR = 32
"""Most open elements searched for one whose end tag was omitted."""
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("title", "figcaption", "caption", "summary", "legend"), "caption"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    "li": "list_item",
    "pre": "code",
}


def read_blocks(source: str, tokens: Sequence[Token], *, language: str | None) -> tuple[Block, ...]:
    """Return the blocks of a document in order; `language` is the one it declares."""
    reading = _Reading(source, tokens, language)
    reading.read()
    return tuple(reading.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """An open element and the state of the text in it."""

    name: str
    kind: BlockKind = "paragraph"
    level: int = 0
    lists: int = 0
    kept: bool = False
    foreign: bool = False


class _Reading:
    def __init__(self, source: str, tokens: Sequence[Token], language: str | None) -> None:
        self.blocks: list[Block] = []
        self._source = source
        self._tokens = tokens
        self._language = language
        self._skeleton: list[str] = []
        self._open = [_Element(name="")]
        self._names: Counter[str] = Counter()
        self._last_pre = max((i for i, t in enumerate(tokens) if t.kind == "close" and t.name == "pre"), default=-1)
        self._titled = False
        self._page_title: int | None = None

    def read(self) -> None:
        run: list[Token] = []
        around = self._open[-1]
        parts = ((index, part) for index, whole in enumerate(self._tokens) for part in self._parts(whole))
        for index, token in parts:
            if self._bounds(token):
                self._add_run(run, around)
                run = []
                self._nest(token, index)
                self._add_source(token, kept=self._is_kept)
                around = self._open[-1]
            else:
                run.append(token)
                self._nest(token, index)
        self._add_run(run, around)
        self._flush()
        if not self._titled and self._page_title is not None:
            block = self.blocks[self._page_title]
            shown = tuple(mark for mark in block.markup if mark != HIDDEN)
            self.blocks[self._page_title] = replace(block, kind="title", markup=shown)

    @property
    def _is_kept(self) -> bool:
        return self._open[-1].kept or self._open[-1].foreign

    def _parts(self, token: Token) -> Iterator[Token]:
        """Yield the token; a text outside of any element, as some editors store articles, is split at blank lines."""
        at = token.start
        if token.kind == "text" and len(self._open) == 1:
            for blank in _BLANK_LINE.finditer(self._source, token.start, token.end):
                yield replace(token, start=at, end=blank.start())
                yield replace(token, start=blank.start(), end=blank.end(), kind="other", name="p")
                at = blank.end()
        yield token if at == token.start else replace(token, start=at)

    def _bounds(self, token: Token) -> bool:
        """Return whether a token separates two texts."""
        if token.kind in ("open", "close"):
            return token.name in BLOCKS and not (token.name == "br" and self._open[-1].kind == "code")
        if token.kind == "other":
            comment = self._source[token.start : token.start + 40]
            return token.name == "p" or (comment.startswith("<!--") and comment[4:].lstrip().startswith(_EDITOR))
        return False

    def _nest(self, token: Token, index: int) -> None:
        """Update the open elements."""
        if token.kind == "open" and token.name not in VOID and not token.closed:
            self._close_implied(CLOSED_BY.get(token.name, frozenset()))
            self._push(token, index)
        elif token.kind == "close" and self._names[token.name]:
            while self._pop() != token.name:
                pass

    def _pop(self) -> str:
        name = self._open.pop().name
        self._names[name] -= 1
        return name

    def _close_implied(self, names: frozenset[str]) -> None:
        if not any(self._names[name] for name in names):
            return
        for element in islice(reversed(self._open), _FAR):
            if element.name in names:
                while self._pop() not in names:
                    pass
                return
            if element.name in SCOPES:
                return

    def _push(self, token: Token, index: int) -> None:
        up, name = self._open[-1], token.name
        kind, level, lists = up.kind, up.level, up.lists + (name in ("ul", "ol"))
        if name in _KINDS and not (name == "pre" and index > self._last_pre):
            kind = _KINDS[name]
            level = int(name[1]) if kind == "heading" else max(1, lists) if kind == "list_item" else 0
        translate = token.get("translate").strip().lower()
        kept = translate != "yes" and (up.kept or _keeps(token))
        stated = token.get("lang") or token.get("xml:lang")
        foreign = self._is_foreign(stated) if stated else up.foreign
        self._names[name] += 1
        self._open.append(_Element(name=name, kind=kind, level=level, lists=lists, kept=kept, foreign=foreign))

    def _is_foreign(self, stated: str) -> bool:
        """Return whether an element is in another language than the one that the document declares."""
        code = stated.strip().replace("_", "-").split("-")[0].lower()
        return bool(self._language and code and code != self._language)

    def _add_run(self, run: Sequence[Token], around: _Element) -> None:
        """Add a run of inline tokens: the text as a block, what is around it as source."""
        keeps = {
            index
            for index, token in enumerate(run)
            if token.kind == "open"
            and (_keeps(token) or self._is_foreign(token.get("lang")) or _names_language(self._source, run, index))
        }
        kept = kept_tokens(run, keeps)
        verbatim = around.kind == "code"
        found = None
        if run and not around.kept and not around.foreign:
            found = unit(self._source, run, keeps=keeps, verbatim=verbatim)
        if found is None or (self._names["nav"] and by_name(found.text)):
            for index, token in enumerate(run):
                self._add_source(token, kept=around.kept or around.foreign or index in kept)
            return
        for index, token in enumerate(run[: found.first]):
            self._add_source(token, kept=index in kept)
        self._skeleton.append(self._source[run[found.first].start : found.start])
        inner = run[found.first : found.last]
        for index, token in enumerate(inner, found.first):
            for value in () if index in kept or verbatim else _texts(self._source, token):
                self._add_value(value, tag=token)
        kind, level = around.kind, around.level
        if around.kind == "heading" and level == 1 and not self._titled:
            kind, level, self._titled = "title", 0, True
        written = self._source[found.start : found.end]
        parts = (self._source[token.start : token.end] for token in inner if token.kind == "text")
        hidden = (HIDDEN,) if around.name == "title" else ()
        block = Block(kind=kind, text=found.text, level=level, markup=(*hidden, *found.marks))
        self._add_text(block, written, more=entities_mark(spellings(parts)))
        if around.name == "title" and self._page_title is None:
            self._page_title = len(self.blocks) - 1
        self._skeleton.append(self._source[found.end : run[found.last - 1].end])
        for index, token in enumerate(run[found.last :], found.last):
            self._add_source(token, kept=index in kept)

    def _add_source(self, token: Token, *, kept: bool) -> None:
        """Add a token as source, with the values in it as blocks."""
        at = token.start
        if token.kind in ("open", "whole"):
            for value in values(self._source, token):
                if value.kind == "language":
                    if language_of(self._source[value.start : value.end]) != self._language:
                        continue
                elif kept:
                    continue
                self._skeleton.append(self._source[at : value.start])
                at = value.end
                self._add_value(value)
        self._skeleton.append(self._source[at : token.end])

    def _add_value(self, value: Value, *, tag: Token | None = None) -> None:
        """Add the text of an attribute, a string of JSON or a statement of language; `tag` is one inside a text."""
        written = self._source[value.start : value.end]
        if value.kind == "language":
            self._flush()
            mark = InlineTag(start=0, end=0, tag="language")
            self.blocks.append(Block(kind="skeleton", text=written, markup=(mark,)))
            return
        if value.kind == "json":
            ascii_only = "yes" if "\\u" in written and written.isascii() else "no"
            mark = InlineTag(start=0, end=0, tag="json", attributes=(("name", value.name), ("ascii", ascii_only)))
            self._add_text(Block(kind="caption", text=tidy(json.loads(f'"{written}"')), markup=(HIDDEN, mark)), written)
            return
        attributes = [("name", value.name), ("quote", value.quote)]
        if tag:
            attributes.append(("tag", self._source[tag.start : tag.end]))
            attributes.append(("at", f"{value.start - tag.start}:{value.end - tag.start}"))
        mark = InlineTag(start=0, end=0, tag="attribute", attributes=tuple(attributes))
        block = Block(kind="caption", text=tidy(unescape(written, attribute=True)), markup=(HIDDEN, mark))
        self._add_text(block, written, more=entities_mark(spellings([written])))

    def _add_text(self, block: Block, written: str, *, more: tuple[InlineTag, ...] = ()) -> None:
        """Add a text, with its author's spelling if that differs from ours."""
        self._flush()
        block = replace(block, markup=more + block.markup)
        normal = normal_source(block)
        if normal != written:
            mark = InlineTag(start=0, end=0, tag=SOURCE, attributes=(("normal", normal), ("source", written)))
            block = replace(block, markup=(mark, *block.markup))
        self.blocks.append(block)

    def _flush(self) -> None:
        text = "".join(self._skeleton)
        self._skeleton = []
        if text:
            self.blocks.append(Block(kind="skeleton", text=text))


def _keeps(token: Token) -> bool:
    """Return whether a start tag excludes its content from translation."""
    no = token.get("translate").strip().lower() == "no" or "notranslate" in token.get("class").lower().split()
    return no or (token.name in KEPT and token.get("translate").strip().lower() != "yes")


def _texts(source: str, token: Token) -> list[Value]:
    """Return the translatable texts in the start tag of an inline element."""
    if token.kind not in ("open", "whole"):
        return []
    return [value for value in values(source, token) if value.kind == "text"]


def _names_language(source: str, run: Sequence[Token], index: int) -> bool:
    """Return whether a link is to another language version and has the name of that language as its text."""
    if not run[index].get("hreflang") or index + 1 == len(run) or run[index + 1].kind != "text":
        return False
    return by_name(unescape(source[run[index + 1].start : run[index + 1].end])) is not None
