"""The texts of a reStructuredText document with their places, found line by line."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from babelpress.document import BlockKind
from babelpress.formats.rst.inline import normal_name, unescape
from babelpress.formats.rst.names import (
    BIBLIOGRAPHIC,
    BODIES,
    DATED,
    LITERAL,
    OPTIONS,
    SPEAKING,
    TITLED,
)
from babelpress.formats.rst.tables import Table, read_table
from babelpress.formats.rst.text import (
    ADORNED,
    ATTRIBUTION,
    BULLET,
    DIRECTIVE,
    EXPLICIT,
    FIELD,
    GRID,
    LINE,
    LINE_BLOCK,
    NOTE,
    NUMBERED,
    OPTION,
    QUOTED,
    SIMPLE,
    TARGET,
    width,
)
from babelpress.formats.untranslated import wordy

_VERSION = re.compile(r"\S+(?:[ \t]+|$)")
_CLASSIFIER = re.compile(r"[ \t]+:[ \t]+")

_DIALECT = re.compile(r"^\s*:(?:delim|quote|escape|keepspace|file|url):", re.MULTILINE)
_CELL = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*|(?P<bare>[^",]*))(?:,|$)')


class Line(NamedTuple):
    """A line without its line end, and how far its text is indented."""

    start: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        """Whether it is white space."""
        return self.indent == len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text: its position, the lines that it fills, and what must be written with it.

    `literal` is `::` at its end, as `colon` or `bare`; `rule` is the line below a heading, and above it if `over`.
    `one_line` is set where it must not be parted, `plain` where it has no marks, `term` where a colon
    between spaces would begin a classifier. The lines of a `table` are its cells. A `cell` of comma-separated values is
    `quoted` or `bare`.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    kind: BlockKind
    level: int = 0
    indent: str = ""
    literal: str = ""
    rule: str = ""
    over: str = ""
    one_line: bool = False
    plain: bool = False
    term: bool = False
    cell: str = ""
    table: Table | None = None

    @property
    def source(self) -> str:
        """The text on one line."""
        return " ".join(line.strip() for line in self.lines)


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text. Tabs in an indentation are spaces; positions behind it are those in the text."""
    found = []
    for match in LINE.finditer(text):
        line = match[1].rstrip()
        bare = line.lstrip(" \t\v\f")
        margin = line[: len(line) - len(bare)].expandtabs(8)
        found.append(Line(match.start() + len(line) - len(bare) - len(margin), margin + bare, len(margin)))
    return found


class Reading:
    """Reads the texts of a document; `left` counts those that stay, `targets` are the names of explicit targets."""

    def __init__(self, text: str) -> None:
        self.lines = lines_of(text)
        self.left: Counter[str] = Counter()
        self.targets: set[str] = set()
        self._at = 0
        self._levels: list[str] = []
        self._lists: list[int] = []

    def pieces(self) -> Iterator[Piece]:
        """Yield the texts in order."""
        lines = self.lines
        while self._at < len(lines):
            line = lines[self._at]
            if line.blank:
                self._at += 1
                continue
            while self._lists and self._lists[-1] > line.indent:
                self._lists.pop()
            yield from self._block(line, line.indent)

    def _block(self, line: Line, column: int) -> Iterator[Piece]:
        """Yield the texts of the block that begins on a line, behind the signs of lists."""
        fresh = False
        while column < len(line.text):
            rest = line.text[column:]
            if not fresh and (heading := self._heading(line)):
                yield heading
                return
            if not fresh and (GRID.fullmatch(rest) or SIMPLE.fullmatch(rest)):
                yield from self._table(line, column, simple=bool(SIMPLE.fullmatch(rest)))
                return
            if not fresh and self._skipped(line, rest):
                return
            if found := EXPLICIT.match(rest):
                yield from self._explicit(line, column, column + found.end())
                return
            if rest.startswith("__ "):
                self._at += 1
                return
            found = BULLET.match(rest) or self._numbered(line, rest, column)
            if found:
                column += found.end()
                self._lists.append(column)
                fresh = True
                continue
            if found := FIELD.match(rest):
                yield from self._field(line, column, found)
                return
            if LINE_BLOCK.match(rest):
                yield from self._line_block(line, column)
                return
            if (found := OPTION.match(rest)) and rest.startswith(("-", "/")):
                column += found.end()
                continue
            yield from self._paragraph(line, column, fresh=fresh)
            return
        self._at += 1

    def _next(self, offset: int = 1) -> Line | None:
        at = self._at + offset
        return self.lines[at] if at < len(self.lines) else None

    def _skip_indented(self, indent: int) -> None:
        """Go behind the lines that are indented more than `indent`."""
        while self._at < len(self.lines) and (self.lines[self._at].blank or self.lines[self._at].indent > indent):
            self._at += 1

    def _indented(self, indent: int) -> str:
        """Return the following lines that are indented more than `indent`, without moving."""
        at = self._at
        while at < len(self.lines) and (self.lines[at].blank or self.lines[at].indent > indent):
            at += 1
        return "\n".join(line.text for line in self.lines[self._at : at])

    def _heading(self, line: Line) -> Piece | None:
        """Return the heading that begins here, with the lines under and over it."""
        below, after = self._next(), self._next(2)
        if ADORNED.fullmatch(line.text) and below and not below.blank and after:
            over, title, under = line, below, after
            if not SIMPLE.match(line.text) and over.text == under.text and len(over.text) >= min(4, width(title.text)):
                self._at += 3
                return self._titled(over, title, under)
        elif below and line.indent == below.indent and ADORNED.fullmatch(below.text[below.indent :]):
            rule = below.text[below.indent :]
            if len(rule) >= min(4, width(line.text.strip())):
                self._at += 2
                return self._titled(None, line, below)
        return None

    def _titled(self, over: Line | None, title: Line, under: Line) -> Piece:
        style = under.text.strip()[0] * (2 if over else 1)
        if style not in self._levels:
            self._levels.append(style)
        level = self._levels.index(style) + 1
        first = over or title
        text = title.text.strip()
        start = first.start if over else title.start + title.indent
        return Piece(
            start=start,
            end=under.start + len(under.text),
            lines=(text,),
            kind="heading",
            level=level,
            indent=title.text[: title.indent],
            rule=under.text.strip(),
            over="yes" if over else "",
            one_line=True,
        )

    def _skipped(self, line: Line, rest: str) -> bool:
        """Go behind a transition, a doctest or a table, and return whether there was one."""
        if ADORNED.fullmatch(rest) and not SIMPLE.fullmatch(rest) and len(rest) > 3:
            self._at += 1
        elif rest.startswith(">>> ") or rest == ">>>":
            while self._at < len(self.lines) and not self.lines[self._at].blank:
                self._at += 1
        else:
            return False
        return True

    def _table(self, first: Line, indent: int, *, simple: bool) -> Iterator[Piece]:
        """Yield a table, whose cells are texts; one that is not understood stays."""
        lines: list[str] = []
        borders = 0
        while self._at < len(self.lines):
            line = self.lines[self._at]
            rest = line.text[indent:]
            if not line.blank and line.indent < indent:
                break
            border = bool(SIMPLE.fullmatch(rest))
            borders += border
            if not simple and not rest.startswith(("+", "|")):
                break
            lines.append(rest)
            self._at += 1
            following = self._next(0)
            if simple and border and (borders > 2 or (borders > 1 and (following is None or following.blank))):
                break
        last = self.lines[self._at - 1]
        table = read_table(lines)
        if table is None:
            self.left["tables"] += any(map(wordy, lines))
            return
        yield Piece(
            start=first.start + indent,
            end=last.start + len(last.text),
            lines=tuple(table.cells),
            kind="paragraph",
            indent=first.text[:indent],
            table=table,
        )

    def _numbered(self, line: Line, rest: str, column: int) -> re.Match[str] | None:
        """Return the number of an item; a text such as `M. Roux` whose next line is not indented is none."""
        found = NUMBERED.match(rest)
        following = self._next()
        if found is None or following is None or following.blank or following.indent >= column + found.end():
            return found
        goes_on = following.indent == column and NUMBERED.match(following.text, following.indent)
        return found if goes_on else None

    def _explicit(self, line: Line, column: int, at: int) -> Iterator[Piece]:
        """Yield the texts of a directive, a footnote, a target or a comment."""
        rest = line.text[at:]
        if found := DIRECTIVE.match(rest):
            yield from self._directive(line, column, at + found.end(), found)
        elif found := NOTE.match(rest):
            yield from self._body(line, column, at + found.end())
        elif found := TARGET.match(rest):
            self.targets.add(normal_name(unescape(found["name"] or "").strip("`")))
            self._at += 1
            while (following := self._next(0)) and not following.blank and following.indent > column:
                self._at += 1
        else:
            self._at += 1
            text = rest
            if rest or not (following := self._next(0)) or not following.blank:
                text = f"{rest}\n{self._indented(column)}"
                self._skip_indented(column)
            self.left["comments"] += wordy(text)

    def _body(self, line: Line, column: int, at: int) -> Iterator[Piece]:
        """Yield the text that begins on the line of a sign and goes on in indented lines."""
        if at < len(line.text):
            yield from self._paragraph(line, at, hanging=column)
        else:
            self._at += 1

    def _directive(self, line: Line, column: int, at: int, found: re.Match[str]) -> Iterator[Piece]:
        name = found["name"].lower()
        argument = line.text[at:]
        if name == "replace" and argument:
            yield from self._paragraph(line, at, hanging=column)
            return
        speaks = name in SPEAKING
        if speaks and argument and not FIELD.match(argument):
            yield from self._paragraph(line, at, hanging=column, stop=True)
        elif name in DATED:
            yield from self._dated(line, column, at)
        elif name in TITLED and argument:
            self._at += 1
            yield self._one(line, at, kind="caption")
        else:
            self._at += 1
            while (following := self._next(0)) and not following.blank and following.indent > column:
                if FIELD.match(following.text[following.indent :]):
                    break
                if speaks or name not in BODIES:
                    break
                self._at += 1  # an argument of several lines
        if name == "csv-table":
            yield from self._values(column)
            return
        yield from self._options(column)
        if name == "toctree":
            yield from self._entries(column)
        elif name == "glossary":
            yield from self._glossary(column)
        elif name in LITERAL:
            text = self._indented(column)
            self.left["contents of directives"] += name == "parsed-literal" and wordy(text)
            self._skip_indented(column)
        elif not speaks and name not in TITLED and name not in BODIES and name not in DATED:
            text = f"{argument}\n{self._indented(column)}"
            self.left["contents of unknown directives"] += wordy(text)
            self._skip_indented(column)

    def _dated(self, line: Line, column: int, at: int) -> Iterator[Piece]:
        version = _VERSION.match(line.text, at)
        if version and version.end() < len(line.text):
            yield from self._paragraph(line, version.end(), hanging=column, stop=True)
        else:
            self._at += 1

    def _options(self, column: int) -> Iterator[Piece]:
        """Yield the options of a directive that are texts, and go behind all of them."""
        while (line := self._next(0)) and not line.blank and line.indent > column:
            found = FIELD.match(line.text, line.indent)
            if not found:
                return
            name = found["name"].lower().split()[0]
            if name in OPTIONS and found.end() < len(line.text):
                for piece in self._paragraph(line, found.end(), hanging=line.indent, stop=True, kind="caption"):
                    yield replace(piece, plain=name in ("alt", "description"), literal="")
                continue
            self.left["keywords"] += name == "keywords" and wordy(line.text)
            self._at += 1
            while (following := self._next(0)) and not following.blank and following.indent > line.indent:
                self._at += 1

    def _values(self, column: int) -> Iterator[Piece]:
        """Yield the cells of comma-separated values; those of another dialect, or over several lines, stay."""
        own = self._indented(column)
        usual = not _DIALECT.search(own) and all(own_line.count('"') % 2 == 0 for own_line in own.split("\n"))
        options = True
        while (line := self._next(0)) and (line.blank or line.indent > column):
            self._at += 1
            options = options and not line.blank
            found = FIELD.match(line.text, line.indent) if options else None
            if line.blank or (found and found["name"].lower() != "header"):
                continue
            at = found.end() if found else line.indent
            cells = list(_cells(line.text, at)) if usual else []
            self.left["contents of directives"] += not cells and wordy(line.text[at:])
            for start, end, text, cell in cells:
                yield Piece(
                    start=line.start + start,
                    end=line.start + end,
                    lines=(text,),
                    kind="paragraph",
                    one_line=True,
                    cell=cell,
                )

    def _entries(self, column: int) -> Iterator[Piece]:
        """Yield the titles in a table of contents: `Titre <page>`."""
        while (line := self._next(0)) and (line.blank or line.indent > column):
            self._at += 1
            title = line.text[line.indent : line.text.rfind("<")].rstrip() if line.text.endswith(">") else ""
            if title:
                start = line.start + line.indent
                yield Piece(
                    start=start, end=start + len(title), lines=(title,), kind="caption", one_line=True, plain=True
                )

    def _glossary(self, column: int) -> Iterator[Piece]:
        """Yield the definitions of a glossary; its terms are what other texts refer to, and stay."""
        terms: int | None = None
        while (line := self._next(0)) and (line.blank or line.indent > column):
            if line.blank:
                self._at += 1
            elif terms is None or line.indent <= terms:
                terms = line.indent
                self.left["terms of a glossary"] += not line.text.strip().startswith("..")
                self._at += 1
            else:
                yield from self._block(line, line.indent)

    def _field(self, line: Line, column: int, found: re.Match[str]) -> Iterator[Piece]:
        name = found["name"].split(" ")[0].strip().lower()
        at = column + found.end()
        if name in BIBLIOGRAPHIC:
            self._at += 1
            while (following := self._next(0)) and not following.blank and following.indent > column:
                self._at += 1
        else:
            yield from self._body(line, column, at)

    def _line_block(self, line: Line, column: int) -> Iterator[Piece]:
        """Yield the lines of a verse or an address."""
        while line and not line.blank and (found := LINE_BLOCK.match(line.text, column)):
            if found.end() < len(line.text):
                yield from self._paragraph(line, found.end(), hanging=column)
            else:
                self._at += 1
            following = self._next(0)
            if following is None or following.indent != column:
                return
            line = following

    def _one(self, line: Line, at: int, *, kind: BlockKind) -> Piece:
        """Return the rest of a line as a text."""
        return Piece(
            start=line.start + at,
            end=line.start + len(line.text),
            lines=(line.text[at:],),
            kind=kind,
            one_line=True,
        )

    def _paragraph(
        self,
        line: Line,
        column: int,
        *,
        fresh: bool = False,
        hanging: int | None = None,
        stop: bool = False,
        kind: BlockKind = "paragraph",
    ) -> Iterator[Piece]:
        """Yield a paragraph, or a term with its classifiers.

        Its lines are indented to `column`, or by more than `hanging`; with `stop` an option ends it. `fresh` is true
        behind the sign of a list.
        """
        following = self._next()
        if (
            hanging is None
            and following
            and not following.blank
            and following.indent > column
            and not line.text.endswith("::")
        ):
            self._at += 1
            yield from self._term(line, column)
            return
        attribution = None if fresh or hanging is not None else ATTRIBUTION.match(line.text, column)
        inside = self._continued(column if hanging is None else hanging, hanging=hanging is not None, stop=stop)
        base = column if hanging is None else inside[0].indent if inside else hanging + 3
        column = attribution.end() if attribution else column
        last = self.lines[self._at - 1]
        lines = [line.text[column:], *(other.text.strip() for other in inside)]
        end = last.start + len(last.text)
        literal = ""
        if lines[-1].endswith("::") and not lines[-1].endswith("\\::"):
            self._literal(base)
            literal = "bare" if lines[-1][:-2].endswith((" ", "\t")) else "colon"
            if lines[-1] == "::":
                lines.pop()
                literal = ""
                before = inside[-2] if len(inside) > 1 else line
                end = before.start + len(before.text)
        if not any(one.strip() for one in lines):
            return
        in_list = kind == "paragraph" and bool(self._lists) and column >= self._lists[-1]
        yield Piece(
            start=line.start + column,
            end=end,
            lines=tuple(lines),
            kind="list_item" if in_list else kind,
            level=len(self._lists) if in_list else 0,
            indent=inside[0].text[: inside[0].indent] if inside else "",
            literal=literal,
            one_line=len(lines) == 1,
        )

    def _continued(self, indent: int, *, hanging: bool, stop: bool) -> list[Line]:
        """Go behind the paragraph and return the lines after its first."""
        found: list[Line] = []
        self._at += 1
        while (following := self._next(0)) and not following.blank:
            fits = following.indent > indent if hanging else following.indent == indent
            if not fits or (stop and FIELD.match(following.text, following.indent)):
                break
            found.append(following)
            self._at += 1
        return found

    def _term(self, line: Line, column: int) -> Iterator[Piece]:
        at = column
        for end in [*(found.span() for found in _CLASSIFIER.finditer(line.text, column)), (len(line.text),) * 2]:
            if end[0] > at:
                yield Piece(
                    start=line.start + at,
                    end=line.start + end[0],
                    lines=(line.text[at : end[0]],),
                    kind="paragraph",
                    one_line=True,
                    term=True,
                )
            at = end[1]

    def _literal(self, indent: int) -> None:
        """Go behind the literal block that follows."""
        at = self._at
        while at < len(self.lines) and self.lines[at].blank:
            at += 1
        if at == self._at or at == len(self.lines):
            return
        first = self.lines[at]
        if first.indent > indent:
            self._at = at
            self._skip_indented(indent)
        elif QUOTED.match(first.text, first.indent) and first.indent == indent:
            sign = first.text[first.indent]
            while at < len(self.lines) and self.lines[at].text[self.lines[at].indent :].startswith(sign):
                at += 1
            self._at = at


def _cells(line: str, at: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield the cells of a line that have words: start, end, text, `quoted` or `bare`; nothing of one that has none."""
    found: list[tuple[int, int, str, str]] = []
    while at < len(line):
        cell = _CELL.match(line, at)
        if cell is None:
            return
        name = "bare" if cell["quoted"] is None else "quoted"
        start, end = cell.span(name)
        text = line[start:end].rstrip() if name == "bare" else line[start:end].replace('""', '"')
        if text.strip():
            found.append((start, start + len(text) if name == "bare" else end, text, name))
        at = cell.end()
    yield from found
