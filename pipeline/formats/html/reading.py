"""The blocks of an HTML document: its texts, and between them its source, byte for byte."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.formats.html.names import BLOCKS, CLOSED_BY, KEPT, SCOPES, VOID
from pipeline.formats.html.rendering import SOURCE, normal_source
from pipeline.formats.html.spelling import decode, entities_mark, spellings, tidy
from pipeline.formats.html.tokens import Token
from pipeline.formats.html.unit import kept_tokens, unit
from pipeline.formats.html.values import Value, language_of, values
from pipeline.languages import by_name
from pipeline.records import HIDDEN, Block, BlockKind, Mark

_EDITOR = ("wp:", "/wp:", "more", "nextpage")
"""How the comments begin with which an editor parts a text into blocks."""
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_FAR = 32
"""Open elements looked at for the one whose end tag was left out."""
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("title", "figcaption", "caption", "summary", "legend"), "caption"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    "li": "list_item",
    "pre": "code",
}


def read_blocks(source: str, tokens: Sequence[Token], *, language: str | None) -> tuple[Block, ...]:
    """Give the blocks of a document in its order; `language` is the one it declares."""
    reading = _Reading(source, tokens, language)
    reading.read()
    return tuple(reading.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """An open element and what holds for the text in it."""

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
        """A token; a text that stands in no element at all, as editors keep articles, in paragraphs at blank lines."""
        at = token.start
        if token.kind == "text" and len(self._open) == 1:
            for blank in _BLANK_LINE.finditer(self._source, token.start, token.end):
                yield replace(token, start=at, end=blank.start())
                yield replace(token, start=blank.start(), end=blank.end(), kind="other", name="p")
                at = blank.end()
        yield token if at == token.start else replace(token, start=at)

    def _bounds(self, token: Token) -> bool:
        """Tell whether a token parts two texts."""
        if token.kind in ("open", "close"):
            return token.name in BLOCKS and not (token.name == "br" and self._open[-1].kind == "code")
        if token.kind == "other":
            comment = self._source[token.start : token.start + 40]
            return token.name == "p" or (comment.startswith("<!--") and comment[4:].lstrip().startswith(_EDITOR))
        return False

    def _nest(self, token: Token, index: int) -> None:
        """Keep account of the open elements."""
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
        """Tell whether a stretch is in another language than the document says it is in itself."""
        code = stated.strip().replace("_", "-").split("-")[0].lower()
        return bool(self._language and code and code != self._language)

    def _add_run(self, run: Sequence[Token], around: _Element) -> None:
        """Add a run of inline tokens: what is around its text as source, the text as a block."""
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
            mark = Mark(start=0, end=0, tag="language")
            self.blocks.append(Block(kind="skeleton", text=written, markup=(mark,)))
            return
        if value.kind == "json":
            ascii_only = "yes" if "\\u" in written and written.isascii() else "no"
            mark = Mark(start=0, end=0, tag="json", attributes=(("name", value.name), ("ascii", ascii_only)))
            self._add_text(Block(kind="caption", text=tidy(json.loads(f'"{written}"')), markup=(HIDDEN, mark)), written)
            return
        attributes = [("name", value.name), ("quote", value.quote)]
        if tag:
            attributes.append(("tag", self._source[tag.start : tag.end]))
            attributes.append(("at", f"{value.start - tag.start}:{value.end - tag.start}"))
        mark = Mark(start=0, end=0, tag="attribute", attributes=tuple(attributes))
        block = Block(kind="caption", text=tidy(decode(written, attribute=True)), markup=(HIDDEN, mark))
        self._add_text(block, written, more=entities_mark(spellings([written])))

    def _add_text(self, block: Block, written: str, *, more: tuple[Mark, ...] = ()) -> None:
        """Add a text, with its author's spelling where that is not the one we write."""
        self._flush()
        block = replace(block, markup=more + block.markup)
        normal = normal_source(block)
        if normal != written:
            mark = Mark(start=0, end=0, tag=SOURCE, attributes=(("normal", normal), ("source", written)))
            block = replace(block, markup=(mark, *block.markup))
        self.blocks.append(block)

    def _flush(self) -> None:
        text = "".join(self._skeleton)
        self._skeleton = []
        if text:
            self.blocks.append(Block(kind="skeleton", text=text))


def _keeps(token: Token) -> bool:
    """Tell whether a start tag says that its content is not to be translated."""
    no = token.get("translate").strip().lower() == "no" or "notranslate" in token.get("class").lower().split()
    return no or (token.name in KEPT and token.get("translate").strip().lower() != "yes")


def _texts(source: str, token: Token) -> list[Value]:
    """The translatable texts in the start tag of an inline element."""
    if token.kind not in ("open", "whole"):
        return []
    return [value for value in values(source, token) if value.kind == "text"]


def _names_language(source: str, run: Sequence[Token], index: int) -> bool:
    """Tell whether a link leads to another language's version and is called after that language."""
    if not run[index].get("hreflang") or index + 1 == len(run) or run[index + 1].kind != "text":
        return False
    return by_name(decode(source[run[index + 1].start : run[index + 1].end])) is not None
