"""The texts of an AsciiDoc document with their places, found line by line."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from babelpress.document import BlockKind
from babelpress.formats.asciidoc.inline import attribute_texts
from babelpress.formats.untranslated import wordy

# What a line is. `_FENCE` delimits a block, `_TABLE` a table, `_CELL` is what begins a cell.
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_ENTRY = re.compile(r":!?(?P<name>\w[^:\r\n!]{0,99})!?:(?:[ \t]+(?P<value>\S.*))?$")
_SIGN = re.compile(r":[\w+-]+:|(?:pass|image|icon):\S*")
_COMMENT = re.compile(r"//(?!/)|////+$")
_FENCE = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|```+\S*)$")
_TABLE = re.compile(r"[|,:!]={3,}$")
_STYLE = re.compile(r"\[(?![\[\s])(?:[^\r\n]*[^\\])?\]$|\[\]$")
_ANCHOR = re.compile(r"\[\[[^\[\]]*\]\]$")
_TITLE = re.compile(r"\.(?=[^\s.])")
_BULLET = re.compile(r"[ \t]*(?:\*{1,6}|-|•)[ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*(?:\.{1,6}|[0-9]+\.|[a-zA-Z]\.|[ivxIVX]+\)|<(?:[0-9]+|\.)>)[ \t]+(?=\S)")
_CHECK = re.compile(r"\[[ xX*]\][ \t]+")
_TERM = re.compile(r"[ \t]*(?P<term>\S.*?)(?P<sign>:::?:?|;;)(?:[ \t]+|$)")
_ADMONITION = re.compile(r"[A-ZÀ-Þ]{3,14}:[ \t]+(?=\S)")
_ADMONITIONS = frozenset(["NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING"])
_MACRO = re.compile(r"(?P<name>[a-z][a-z0-9_-]*)::(?P<target>\S*?)\[(?P<inner>.*)\]$")
_CONDITION = re.compile(r"(?:ifdef|ifndef|ifeval|endif|include)::")
_RULE = re.compile(r"'{3,}$|<{3,}$|-{3}$|\*{3}$|_{3}$|- - -$|\* \* \*$")
_UNDERLINE = re.compile(r"(=+|-+|~+|\^+|\++)$")
_BREAK = re.compile(r"[ \t]\+$")
_CELL = re.compile(
    r"(?:(?<=\s)|(?<=^))(?:[0-9]*(?:\.[0-9]+)?[*+])?[<^>]?(?:\.[<^>])?[aehlmsdv]?\||(?<!\\)\|", re.MULTILINE
)
_ATTRIBUTE_TEXT = re.compile(r"(?:title|caption|alt|reftext)\s*=\s*\"([^\"]+)\"")
_ATTRIBUTION = re.compile(r"--[ \t]+(?=\S)")

_VERBATIM_FENCES = ("----", "....", "++++", "////", "```")
_VERBATIM_STYLES = frozenset(
    [
        "source",
        "listing",
        "literal",
        "pass",
        "stem",
        "latexmath",
        "asciimath",
        "plantuml",
        "graphviz",
        "ditaa",
        "mermaid",
        "comment",
        "blockdiag",
        "uml",
        "a2s",
        "vega",
        "bpmn",
        "wavedrom",
        "d2",
        "structurizr",
        "kroki",
    ]
)
_TEXT_ENTRIES = frozenset(
    [
        "description",
        "doctitle",
        "title",
        "toc-title",
        "figure-caption",
        "table-caption",
        "example-caption",
        "listing-caption",
        "note-caption",
        "tip-caption",
        "important-caption",
        "caution-caption",
        "warning-caption",
        "appendix-caption",
        "chapter-label",
        "section-label",
        "part-label",
        "preface-title",
        "version-label",
        "last-update-label",
        "untitled-label",
        "chapter-signifier",
        "section-refsig",
        "chapter-refsig",
        "part-refsig",
        "appendix-refsig",
        "part-signifier",
        "abstract",
        "summary",
        "subtitle",
    ]
)
"""Attributes of a document whose value is shown."""


class Line(NamedTuple):
    """A line without its line end and the white space at its end."""

    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text: its position and lines, and where it stands.

    `place` is `value` for the value of an attribute or a text in a list of them, `cell`, `term`, `line` (it must not be
    parted), `start` (it begins a line), `behind` (it follows the sign of a list) or `language`. `rule`
    is the line under a heading.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    kind: BlockKind = "paragraph"
    level: int = 0
    place: str = ""
    indent: str = ""
    rule: str = ""

    @property
    def source(self) -> str:
        """The text on one line."""
        return " ".join(line.strip() for line in self.lines)


class Reading:
    """Reads the texts of a document; `left` counts those that stay as they are."""

    def __init__(self, text: str, *, start: int = 0, end: int | None = None, cell: bool = False) -> None:
        self.left: Counter[str] = Counter()
        self._lines = [
            Line(found.start(), found[1].rstrip())
            for found in _LINE.finditer(text, start, len(text) if end is None else end)
        ]
        self._text = text
        self._at = 0
        self._style = ""
        self._cell = cell
        self._levels = 0
        self._open: list[str] = []
        self._verse = ""
        self._header = not cell and start == 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the texts in order."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.text:
                self._at += 1
                self._levels = 0
                continue
            yield from self._block(line)

    def _next(self, offset: int = 1) -> Line | None:
        at = self._at + offset
        return self._lines[at] if at < len(self._lines) else None

    def _block(self, line: Line) -> Iterator[Piece]:
        text = line.text
        if found := _ENTRY.match(text):
            yield from self._entry(line, found)
        elif _COMMENT.match(text) and not text.startswith("////"):
            self.left["comments"] += wordy(text)
            self._at += 1
        elif _TABLE.match(text):
            yield from self._table(line)
            self._style = ""
        elif (found := _FENCE.match(text)) and not (text == "--" and self._at + 1 == len(self._lines)):
            self._fence(text)
        elif (_STYLE.match(text) or _ANCHOR.match(text)) and not (self._cell and text == "[]"):
            yield from self._attributes(line)
        elif _RULE.match(text) or text == "+":
            self._at += 1
        elif found := _HEADING.match(text):
            yield from self._heading(line, found)
        elif below := self._underlined(line):
            self._at += 2
            end = below.start + len(below.text)
            level = "=-~^+".index(below.text[0]) + 1
            title = self._header and level == 1
            self._header = False
            yield Piece(
                start=line.start,
                end=end,
                lines=(text,),
                kind="title" if title else "heading",
                level=0 if title else level,
                place="line",
                rule=below.text,
            )
        elif (found := _TITLE.match(text)) and not _NUMBERED.match(text):
            self._at += 1
            yield self._piece(line, 1, kind="caption", place="line")
        elif found := _MACRO.match(text):
            yield from self._macro(line, found)
        elif _CONDITION.match(text):
            self._at += 1
        elif self._style in _VERBATIM_STYLES:
            self._skip_paragraph()
        else:
            yield from self._texts(line)

    def _texts(self, line: Line) -> Iterator[Piece]:
        """Yield the texts of a list item, an admonition or a paragraph."""
        text = line.text
        self._style = ""
        if found := _BULLET.match(text) or _NUMBERED.match(text):
            at = found.end()
            if check := _CHECK.match(text, at):
                at = check.end()
            self._levels = max(1, len(found[0].strip()) if found[0].strip()[0] in "*." else 1)
            yield from self._paragraph(line, at, kind="list_item")
        elif found := self._term(line):
            term = found["term"].rstrip()
            at = found.start("term")
            yield Piece(
                start=line.start + at, end=line.start + at + len(term), lines=(term,), kind="paragraph", place="term"
            )
            if found.end() < len(text):
                yield from self._paragraph(line, found.end(), kind="list_item")
            else:
                self._at += 1
            self._levels = max(1, self._levels)
        elif text.startswith((" ", "\t")) and not self._cell and not self._levels:
            self._skip_paragraph()
        elif (found := _ADMONITION.match(text)) and found[0].rstrip()[:-1] in _ADMONITIONS:
            yield from self._paragraph(line, found.end())
        elif found := _ATTRIBUTION.match(text):
            self._at += 1  # who is quoted
        else:
            yield from self._paragraph(line, len(text) - len(text.lstrip()))

    def _term(self, line: Line) -> re.Match[str] | None:
        found = _TERM.match(line.text)
        if found is None or "://" in line.text[: found.end("sign") + 1]:
            return None
        return found

    def _entry(self, line: Line, found: re.Match[str]) -> Iterator[Piece]:
        name = found["name"].lower()
        first = self._at
        while self._lines[self._at].text.endswith("\\") and self._next():
            self._at += 1
        self._at += 1
        value = found["value"]
        if not value:
            return
        start = line.start + found.start("value")
        if name == "lang" and self._at == first + 1:
            yield Piece(start=start, end=start + len(value), lines=(value,), place="language")
        elif _SIGN.fullmatch(value):
            return
        elif name in _TEXT_ENTRIES and self._at == first + 1:
            yield Piece(start=start, end=start + len(value), lines=(value,), kind="caption", place="line")
        else:
            self.left["attributes of the document"] += name not in ("author", "authors") and wordy(value)

    def _fence(self, fence: str) -> None:
        """Go behind a block of code, or into one with texts."""
        verbatim = fence.startswith(_VERBATIM_FENCES) or self._style in _VERBATIM_STYLES
        comment = fence.startswith("////")
        if self._open and self._open[-1] == fence:
            self._open.pop()
            self._verse = ""
            verbatim = False
        elif not verbatim:
            self._open.append(fence)
            self._verse = fence if self._style == "verse" else self._verse
        self._at += 1
        self._style = ""
        self._levels = 0
        if not verbatim:
            return
        closing = "```" if fence.startswith("```") else fence
        first = self._at
        while self._at < len(self._lines) and self._lines[self._at].text != closing:
            self._at += 1
        if comment:
            self.left["comments"] += any(wordy(line.text) for line in self._lines[first : self._at])
        self._at += 1

    def _attributes(self, line: Line) -> Iterator[Piece]:
        style = re.split(r"[,.#%\]]", line.text[1:], maxsplit=1)[0].strip().strip("[").lower()
        if style or not self._style:
            self._style = style
        self._at += 1
        for found in _ATTRIBUTE_TEXT.finditer(line.text):
            yield Piece(
                start=line.start + found.start(1),
                end=line.start + found.end(1),
                lines=(found[1],),
                kind="caption",
                place="value",
            )

    def _heading(self, line: Line, found: re.Match[str]) -> Iterator[Piece]:
        level = len(found[1])
        closing = re.search(rf"[ \t]+{re.escape(found[1])}$", line.text[found.end() :])
        title = line.text[found.end() :][: closing.start() if closing else None]
        start = line.start + found.end()
        self._at += 1
        discrete, self._style = self._style, ""
        kind: BlockKind = "heading"
        if level == 1 and self._header:
            kind = "title"
            self._skip_author()
        self._header = False
        if title and discrete != "pass":
            yield Piece(
                start=start,
                end=start + len(title),
                lines=(title,),
                kind=kind,
                level=0 if kind == "title" else level,
                place="line",
            )

    def _skip_author(self) -> None:
        """Go behind the lines with the author and the revision, under the title."""
        for _ in range(2):
            line = self._next(0)
            if (
                line is None
                or not line.text
                or _ENTRY.match(line.text)
                or line.text.startswith(("//", "ifdef", "include"))
            ):
                return
            self._at += 1

    def _underlined(self, line: Line) -> Line | None:
        """Return the line under a heading that is written with two lines."""
        below = self._next()
        if below is None or len(below.text) < 3 or not _UNDERLINE.match(below.text):
            return None
        if self._levels or below.text in self._open:
            return None
        return below if abs(len(below.text) - len(line.text)) < 3 and line.text[0].isalnum() else None

    def _macro(self, line: Line, found: re.Match[str]) -> Iterator[Piece]:
        self._at += 1
        self._style = ""
        if found["name"] not in ("image", "video", "audio"):
            return
        begin = found.start("inner") - 1
        for part in attribute_texts(line.text[begin:]):
            yield Piece(
                start=line.start + begin + part.start,
                end=line.start + begin + part.end,
                lines=(part.mark[part.start : part.end],),
                kind="caption",
                place="value",
            )

    def _skip_paragraph(self) -> None:
        self._style = ""
        while (line := self._next(0)) and line.text:
            self._at += 1

    def _ends(self, line: Line) -> bool:
        """Return whether a line is not part of the paragraph above it."""
        text = line.text
        if not text or text == "+" or _CONDITION.match(text) or _COMMENT.match(text):
            return True
        if _STYLE.match(text) or _ANCHOR.match(text) or _FENCE.match(text) or _TABLE.match(text):
            return not (text.startswith("--") and not self._open and text == "--")
        if self._levels or self._open or self._cell:
            return bool(_BULLET.match(text) or _NUMBERED.match(text) or (self._levels and self._term(line)))
        return False

    def _paragraph(self, line: Line, at: int, *, kind: BlockKind = "paragraph") -> Iterator[Piece]:
        """Yield the texts of a paragraph: its lines as one, parted where a line is broken on purpose."""
        level = self._levels if kind == "list_item" else 0
        if kind == "list_item":
            self._levels = max(1, self._levels)
        lines = [line]
        self._at += 1
        while (following := self._next(0)) and not self._ends(following):
            lines.append(following)
            self._at += 1
        group: list[tuple[int, str]] = []
        for index, one in enumerate(lines):
            start = at if index == 0 else len(one.text) - len(one.text.lstrip())
            broken = _BREAK.search(one.text)
            end = broken.start() if broken else len(one.text)
            group.append((one.start + start, one.text[start:end]))
            if broken or self._verse or index + 1 == len(lines):
                behind = group[0][0] == line.start + at and bool(line.text[:at].strip())
                yield self._group(group, lines, kind=kind, level=level, behind=behind)
                group = []

    def _group(
        self, group: list[tuple[int, str]], lines: list[Line], *, kind: BlockKind, level: int, behind: bool
    ) -> Piece:
        """Return a text in some of the lines of a paragraph; `behind` is true for one behind a sign on its line."""
        first, last = group[0], group[-1]
        place = "cell" if self._cell else "behind" if behind else "start"
        indent = ""
        if len(group) > 1:
            inner = next(line.text for line in lines if line.start <= group[1][0] <= line.start + len(line.text))
            indent = inner[: len(inner) - len(inner.lstrip())]
        return Piece(
            start=first[0],
            end=last[0] + len(last[1]),
            lines=tuple(text for _, text in group),
            kind=kind,
            level=level,
            place=place,
            indent=indent,
        )

    def _piece(self, line: Line, at: int, *, kind: BlockKind, place: str, level: int = 0) -> Piece:
        end = line.start + len(line.text)
        return Piece(start=line.start + at, end=end, lines=(line.text[at:],), kind=kind, level=level, place=place)

    def _table(self, line: Line) -> Iterator[Piece]:
        """Yield the cells of a table; one in another notation than with `|` stays as it is."""
        fence = line.text
        self._at += 1
        first = self._at
        while self._at < len(self._lines) and self._lines[self._at].text != fence:
            self._at += 1
        rows = self._lines[first : self._at]
        self._at += 1
        if not rows:
            return
        start, end = rows[0].start, rows[-1].start + len(rows[-1].text)
        if fence[0] != "|" or any(row.text.startswith("!===") for row in rows):
            self.left["tables in other notations"] += any(wordy(row.text) for row in rows)
            return
        cells = list(_CELL.finditer(self._text, start, end))
        for index, cell in enumerate(cells):
            stop = cells[index + 1].start() if index + 1 < len(cells) else end
            if cell[0][-2:-1] == "l" or not self._text[cell.end() : stop].strip():
                continue
            inside = Reading(self._text, start=cell.end(), end=stop, cell=True)
            yield from inside.pieces()
            self.left.update(inside.left)


def begins_block(source: str) -> bool:
    """Return whether a text would be read as something else at the beginning of a line."""
    signs = (
        _HEADING,
        _ENTRY,
        _COMMENT,
        _FENCE,
        _TABLE,
        _STYLE,
        _ANCHOR,
        _TITLE,
        _BULLET,
        _NUMBERED,
        _MACRO,
        _CONDITION,
        _RULE,
    )
    admonition = _ADMONITION.match(source)
    return (
        any(sign.match(source) for sign in signs)
        or source == "+"
        or source.startswith((" ", "\t", "-- "))
        or bool(admonition and admonition[0].rstrip()[:-1] in _ADMONITIONS)
    )
