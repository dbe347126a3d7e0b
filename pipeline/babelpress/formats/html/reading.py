"""The blocks of an HTML document: its texts, and the source between them, byte for byte."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import BinaryIO

from babelpress.document import HIDDEN, VERBATIM, Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import decode, too_long
from babelpress.formats.embedded import embedded
from babelpress.formats.html.names import BLOCKS, CLOSED_BY, KEPT, SCOPES, VOID
from babelpress.formats.html.rendering import (
    EXPRESSIONS,
    IN_JSON,
    OUTSIDE,
    REPEATS,
    SOURCE,
    normal_source,
    render_block,
    repeats,
)
from babelpress.formats.html.spelling import entities_mark, spellings, tidy, unescape
from babelpress.formats.html.titles import headings, headline, known_names, squeezed
from babelpress.formats.html.tokens import Token, code_of, tokenize
from babelpress.formats.html.values import Value, has_words, language_of, values
from babelpress.formats.inline import pair_up
from babelpress.formats.untranslated import note, texts_in_code, wordy
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
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_SINGLE_BYTE = re.compile(r"(?:iso8859-|cp125|koi8|mac-|ascii)")


def read_source(stream: BinaryIO, *, name: str, max_characters: int) -> tuple[str, str]:
    """Return the source of a document, and the encoding in which it is written again.

    The byte order mark of UTF-8 stays its first character. UTF-8 and UTF-16 with a mark are read as such, whatever the
    document declares. Other bytes are decoded by the encoding in a `<meta>` or the XML declaration, which is then set
    to `utf-8`, the encoding of the output. A document of single bytes that declares no encoding is read as
    Windows-1252, as in browsers, and stays so; one of ASCII alone stays in the encoding that it declares. Raises
    `UnreadableInput`: too long, no known encoding, or two of them.
    """
    room = (max_characters + 1) * _BYTES_PER_CHARACTER
    try:
        data = stream.read(room + 1)
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    if len(data) > room:
        raise too_long(name, f"more than {room:,} bytes", limit=max_characters)
    source, encoding = _decoded(data, name)
    if len(source) > max_characters:
        raise too_long(name, f"{len(source):,} characters", limit=max_characters)
    return source, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        return "\ufeff" + decode(data, name=name), "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _declared_utf8(decode(data, name=name)), "utf-8"
    declared, known = _declared(data)
    try:
        return decode(data, name=name), (known or "utf-8") if data.isascii() else "utf-8"
    except UnreadableInput:
        if b"\0" in data or (declared and not known):
            raise
    if not declared and (_UTF8_TWICE.search(data) or not _is_windows(data)):
        return decode(data, name=name), "utf-8"  # says what is wrong with it
    encoding = known or "cp1252"
    if found := _UTF8_TWICE.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        raise UnreadableInput(
            f"{name}: is in two encodings: declared and partly written as {encoding}, with UTF-8 at byte "
            f"{found.start():,}, line {line:,}; save it again, as UTF-8"
        )
    try:
        source = data.decode(encoding)
        return (_declared_utf8(source), "utf-8") if declared else (source, encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name}: is declared as {encoding} and is not: byte {error.start:,}; save it again, as UTF-8"
        ) from error


def _is_windows(data: bytes) -> bool:
    """Return whether bytes can be a text in Windows-1252: no control characters, and most of it is ASCII."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text) and sum(map(str.isascii, text)) > len(text) / 2


def _declared(data: bytes) -> tuple[bool, str]:
    """Return whether a document declares an encoding, and the name of it if that is one of single bytes.

    Latin-1 is read as Windows-1252, as in browsers.
    """
    head = data[:_NEAR].decode("latin-1")
    found = _META.search(head) or _XML.search(head)
    if not found:
        return False, ""
    try:
        encoding = codecs.lookup(found[2]).name
    except LookupError:
        return True, ""
    if encoding in ("iso8859-1", "ascii"):
        return True, "cp1252"
    return True, encoding if _SINGLE_BYTE.match(encoding) else ""


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
    return "".join(parts), pair_up(_flat(source, root))


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
_CANDIDATE = InlineTag(start=0, end=0, tag="candidate")
"""Marks a string of JSON that is only translated if it repeats a text of the document."""
_MARKED_UP = re.compile(r"</?[a-zA-Z]|&[a-zA-Z#]")
_ESCAPED_ACCENT = re.compile(r"\\u(?!00[0-7])")
_NOTES = {
    "data-*": "data-* attributes",
    "meta": "keywords and names in meta",
    "JSON-LD": "values of JSON-LD",
    "script": "data and templates in scripts",
    "block": "values of an editor's blocks",
}
_TEMPLATE_COMMENT = re.compile(r"\{#|\{\{-?\s*(?:!|/\*)|<%[-=]?#|<#--|\{%-?\s*comment\b[^%]*%\}")
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


def read_blocks(
    source: str,
    tokens: Sequence[Token],
    *,
    language: str | None,
    attributes: frozenset[str] = frozenset(),
    outside: Container[int] = (),
    titled: bool = False,
) -> tuple[Block, ...]:
    """Return the blocks of a document in order.

    `language` is the one it declares; `attributes` are names of attributes that are translated besides the usual ones.
    `outside` are the places in the source that are not of the main content: blocks there are translated, and hidden
    where only the article is shown. `titled` is whether the title of the article is known from elsewhere.
    """
    reading = _Reading(source, tokens, language, attributes, outside, titled)
    reading.read()
    for code in code_of(source):
        if comment := _TEMPLATE_COMMENT.match(code):
            reading.left["comments"] += wordy(code[comment.end() :])
        else:
            reading.left["texts in code"] += len(texts_in_code(code))
    blocks = list(_without_candidates(repeats(reading.blocks), reading.left))
    for index in reading.aside:
        block = blocks[index]
        kind = block.kind if block.kind in VERBATIM else "caption"
        blocks[index] = replace(
            block, kind=kind, level=0, markup=tuple(dict.fromkeys((HIDDEN, OUTSIDE, *block.markup)))
        )
    return (*blocks, *note(reading.left))


def _without_candidates(blocks: Sequence[Block], left: Counter[str]) -> Iterator[Block]:
    """Yield the blocks; a string that was only to be translated if it repeats another text and does not, as source."""
    for block in blocks:
        candidate = any(mark == _CANDIDATE for mark in block.markup)
        if candidate and not any(mark.tag == REPEATS for mark in block.markup):
            left[_NOTES["block"]] += wordy(block.text)
            yield Block(kind="skeleton", text=render_block(block))
        elif candidate:
            yield replace(block, markup=tuple(mark for mark in block.markup if mark != _CANDIDATE))
        else:
            yield block


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
    def __init__(
        self,
        source: str,
        tokens: Sequence[Token],
        language: str | None,
        attributes: frozenset[str],
        outside: Container[int] = (),
        titled: bool = False,
    ) -> None:
        self.blocks: list[Block] = []
        self.aside: set[int] = set()
        self._outside = outside
        self._is_aside = False
        self._other_title: int | None = None
        self.left: Counter[str] = Counter()
        self._attributes = attributes
        self._source = source
        self._tokens = tokens
        self._language = language
        self._skeleton: list[str] = []
        self._open = [_Element(name="")]
        self._names: Counter[str] = Counter()
        self._last_pre = max((i for i, t in enumerate(tokens) if t.kind == "close" and t.name == "pre"), default=-1)
        self._titled = titled
        self._page_title: int | None = None
        self._headlines: tuple[frozenset[str], frozenset[str]] | None = None
        self._in_comment = False

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
        place = self._page_title if self._other_title is None else self._other_title
        if not self._titled and place is not None:
            block = self.blocks[place]
            shown = tuple(mark for mark in block.markup if mark != HIDDEN)
            self.blocks[place] = replace(block, kind="title", level=0, markup=shown)
            self.aside.discard(place)

    @property
    def _is_kept(self) -> bool:
        return self._open[-1].kept or self._open[-1].foreign

    def _parts(self, token: Token) -> Iterator[Token]:
        """Yield the token; a text outside of any element, as some editors store articles, is split at blank lines.

        The name of the site in the title of the page is parted from it.
        """
        at = token.start
        if token.kind == "text" and self._open[-1].name == "title" and self._page_title is None:
            names, shown = known_names(self._source, self._tokens)
            first, last = headline(self._source[at : token.end], names=names, shown=shown)
            ends = (at, at + first, at + last, token.end)
            apart = replace(token, kind="other", name="p")
            for whole, (start, end) in zip((apart, token, apart), pairwise(ends), strict=True):
                if start < end:
                    yield replace(whole, start=start, end=end)
            return
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
            and (
                _keeps(token)
                or self._is_foreign(token.get("lang") or token.get("xml:lang"))
                or _names_language(self._source, run, index)
            )
        }
        kept = kept_tokens(run, keeps)
        verbatim = around.kind == "code"
        found = None
        if run and not around.kept and not around.foreign:
            found = unit(self._source, run, keeps=keeps, verbatim=verbatim)
        self._count(run, around, kept)
        if found is None or (self._names["nav"] and by_name(found.text)):
            for index, token in enumerate(run):
                self._add_source(token, kept=around.kept or around.foreign or index in kept)
            return
        for index, token in enumerate(run[: found.first]):
            self._add_source(token, kept=index in kept)
        self._enter(run[found.first].start)
        self._skeleton.append(self._source[run[found.first].start : found.start])
        inner = run[found.first : found.last]
        for index, token in enumerate(inner, found.first):
            for value in () if index in kept or verbatim else self._values(token):
                if value.kind in ("text", "content"):
                    self._add_value(value, tag=token)
        kind, level = around.kind, around.level
        if around.kind == "heading" and level == 1 and not self._is_aside and self._is_title(found.text):
            kind, level, self._titled = "title", 0, True
        written = self._source[found.start : found.end]
        parts = (self._source[token.start : token.end] for token in inner if token.kind == "text")
        hidden = (HIDDEN,) if around.name == "title" else ()
        block = Block(kind=kind, text=found.text, level=level, markup=(*hidden, *found.marks))
        self._add_text(block, written, more=entities_mark(spellings(parts)))
        if around.kind == "heading" and level == 1 and self._is_aside and self._other_title is None:
            self._other_title = len(self.blocks) - 1
        if around.name == "title" and self._page_title is None:
            self._page_title = len(self.blocks) - 1
        self._skeleton.append(self._source[found.end : run[found.last - 1].end])
        for index, token in enumerate(run[found.last :], found.last):
            self._add_source(token, kept=index in kept)

    def _is_title(self, text: str) -> bool:
        """Whether a heading of level 1 is the title: the first one that is no name of the site.

        If one of them is the headline that the page states, only that one is.
        """
        if self._titled:
            return False
        if self._headlines is None:
            names, stated = known_names(self._source, self._tokens, headings=False)
            self._headlines = names, stated & headings(self._source, self._tokens)
        names, stated = self._headlines
        mine = squeezed(text)
        return mine in stated if stated else mine not in names

    def _values(self, token: Token) -> Iterator[Value]:
        """Yield the values of a token that are to be changed, and count the others."""
        if token.kind not in ("open", "whole", "other"):
            return
        for value in values(self._source, token, attributes=self._attributes):
            if value.kind == "left":
                self.left[_NOTES[value.name]] += 1
            else:
                yield value

    def _count(self, run: Sequence[Token], around: _Element, kept: Collection[int]) -> None:
        """Count the texts of a run that are prose and are not translated."""
        for index, token in enumerate(run):
            written = self._source[token.start : token.end]
            if token.kind == "other" and written.startswith("<!--") and wordy(written[4:-3]):
                self.left["comments"] += 1
            elif token.kind == "text" and (around.kept or around.foreign or index in kept) and wordy(written):
                self.left["texts in another language" if around.foreign else "texts marked as kept, and code"] += 1
            elif token.kind == "whole" and token.name == "textarea" and wordy(self._source[token.head : token.end]):
                self.left["contents of text fields"] += 1

    def _enter(self, at: int) -> None:
        """Begin a new block where the main content begins or ends."""
        if (at in self._outside) != self._is_aside:
            self._flush()
            self._is_aside = not self._is_aside

    def _add(self, block: Block) -> None:
        if self._is_aside:
            self.aside.add(len(self.blocks))
        self.blocks.append(block)

    def _add_source(self, token: Token, *, kept: bool) -> None:
        """Add a token as source, with the values in it as blocks."""
        at = token.start
        self._enter(at)
        self._in_comment = token.kind == "other"
        if token.kind in ("open", "whole", "other"):
            for value in self._values(token):
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
            self._add(Block(kind="skeleton", text=written, markup=(mark,)))
            return
        if value.kind in ("json", "repeated"):
            self._add_json(value, written)
            return
        attributes = [("name", value.name), ("quote", value.quote)]
        if value.kind == "content":
            attributes.append(("content", "yes"))
        if tag:
            attributes.append(("tag", self._source[tag.start : tag.end]))
            attributes.append(("at", f"{value.start - tag.start}:{value.end - tag.start}"))
        mark = InlineTag(start=0, end=0, tag="attribute", attributes=tuple(attributes))
        block = Block(kind="caption", text=tidy(unescape(written, attribute=True)), markup=(HIDDEN, mark))
        self._add_text(block, written, more=entities_mark(spellings([written])))

    def _add_json(self, value: Value, written: str) -> None:
        """Add a string of JSON: a text, or a document of HTML with its blocks."""
        text = json.loads(f'"{written}"')
        about = {
            "ascii": "yes" if written.isascii() and _ESCAPED_ACCENT.search(written) else "no",
            "in": "other" if self._in_comment else "script",
        }
        candidate = (_CANDIDATE,) if value.kind == "repeated" else ()
        if not _MARKED_UP.search(text):
            mark = InlineTag(start=0, end=0, tag="json", attributes=(("name", value.name), *about.items()))
            self._add_text(Block(kind="caption", text=tidy(text), markup=(HIDDEN, mark, *candidate)), written)
            return
        inner = _Reading(text, tokenize(text), self._language, self._attributes)
        inner.read()
        if candidate or all(block.kind in VERBATIM for block in inner.blocks):
            self.left[_NOTES["block"]] += wordy(text)
            self._skeleton.append(written)
            return
        marks = (HIDDEN, InlineTag(start=0, end=0, tag=IN_JSON))
        blocks = [
            block if block.kind in VERBATIM else replace(block, kind="caption", level=0, markup=(*marks, *block.markup))
            for block in inner.blocks
        ]
        self._flush()
        for block in embedded(blocks, written=written, **about):
            self._add(block)

    def _add_text(self, block: Block, written: str, *, more: tuple[InlineTag, ...] = ()) -> None:
        """Add a text, with its author's spelling if that differs from ours."""
        self._flush()
        known = dict.fromkeys(one for one in code_of(tidy(written)) if one in block.text)
        if known:
            attributes = tuple(("written", one) for one in known)
            more = (*more, InlineTag(start=0, end=0, tag=EXPRESSIONS, attributes=attributes))
        block = replace(block, markup=more + block.markup)
        normal = normal_source(block)
        if normal != written:
            mark = InlineTag(start=0, end=0, tag=SOURCE, attributes=(("normal", normal), ("source", written)))
            block = replace(block, markup=(mark, *block.markup))
        self._add(block)

    def _flush(self) -> None:
        text = "".join(self._skeleton)
        self._skeleton = []
        if text:
            self._add(Block(kind="skeleton", text=text))


def _keeps(token: Token) -> bool:
    """Return whether a start tag excludes its content from translation."""
    no = token.get("translate").strip().lower() == "no" or "notranslate" in token.get("class").lower().split()
    return no or (token.name in KEPT and token.get("translate").strip().lower() != "yes")


def _names_language(source: str, run: Sequence[Token], index: int) -> bool:
    """Return whether a link is to another language version and has the name of that language as its text."""
    if not run[index].get("hreflang") or index + 1 == len(run) or run[index + 1].kind != "text":
        return False
    return by_name(unescape(source[run[index + 1].start : run[index + 1].end])) is not None
