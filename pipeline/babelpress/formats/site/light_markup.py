"""reStructuredText and AsciiDoc as HTML."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

from docutils import nodes
from docutils.core import publish_doctree, publish_from_doctree
from docutils.parsers.rst import directives, roles
from markupsafe import escape

from babelpress._internal.forks import WHOLE
from babelpress.document import HIDDEN, Block, InlineTag
from babelpress.formats.site.pages import rich

# --- reStructuredText ---

_SETTINGS = {
    "raw_enabled": False, "file_insertion_enabled": False, "_disable_config": True, "report_level": 5, "halt_level": 6,
    "embed_stylesheet": False, "syntax_highlight": "none", "math_output": "LaTeX", "initial_header_level": 1,
    "smart_quotes": False, "doctitle_xform": True, "docinfo_xform": True, "warning_stream": False,
}  # fmt: skip
_WRONG = 3
"""The level of a message of docutils about what it cannot show: a role or a directive of another program."""


def from_rst(source: str, *, language: str) -> str | None:
    """Return the body of a document without its title; None where it is written for another program than docutils."""
    settings = {**_SETTINGS, "language_code": language}  # of the labels of notes and fields
    with _own_names():
        tree = publish_doctree(source, settings_overrides=settings)
    messages = [*tree.findall(nodes.system_message), *tree.transform_messages]
    if any(message["level"] >= _WRONG for message in messages) or next(tree.findall(nodes.problematic), None):
        return None
    html: bytes = publish_from_doctree(tree, writer="html5", settings_overrides=settings)
    text = html.decode()
    body = text[text.index("<body") : text.index("</body>")]
    return re.sub(r'<h1 class="title">.*?</h1>', "", body, count=1, flags=re.DOTALL)


@contextmanager
def _own_names() -> Iterator[None]:
    """Read a document with the roles and directives of docutils itself.

    docutils keeps those which a document or a program in this process (Sphinx) adds in two global dictionaries, so that
    a role defined in one document would be known in the next one.
    """
    with WHOLE:  # the dictionaries are of the process: no other thread, and no fork, may see them so
        before = roles._roles, directives._directives
        roles._roles, directives._directives = {}, {}
        try:
            yield
        finally:
            roles._roles, directives._directives = before


# --- AsciiDoc ---

_IMAGE = re.compile(r"^image::(\S+?)\[([^\]\n]*)(\]?)", re.MULTILINE)
_FENCED = re.compile(r"^(-{4,}|\.{4,})[ \t]*\n(.*?)\n\1[ \t]*$", re.DOTALL | re.MULTILINE)
_COLUMNS = re.compile(r"\bcols=\"?(?:(\d+)\*|([^\"\]]+))")
_ORDERED = re.compile(r"(?:\.+|\d+\.|<[\d.]+>)\s+$")
_LINK = re.compile(r"(?:link:)?([^\s\[]+)\[")
_FENCE = re.compile(r"^\|={3,}[ \t]*$", re.MULTILINE)


def from_asciidoc(blocks: Sequence[Block]) -> str:
    """Return the body of a document from its blocks."""
    return _Asciidoc().html(blocks)


class _Asciidoc:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self._lists: list[tuple[int, str]] = []
        self._table: _Table | None = None
        self._picture = ""
        self._before = ""

    def html(self, blocks: Sequence[Block]) -> str:
        notes: list[str] = []
        waiting: list[str] = []
        for block, after in pairwise((*blocks, Block(kind="skeleton", text=""))):
            if block.kind == "skeleton":
                self._syntax(block.text)
            elif self._picture:
                self._lists_to(0)
                self._parts.append(f'<img src="{escape(self._picture)}" alt="{escape(block.text)}">')
                self._picture = ""
            elif block.kind == "caption" and after.kind != "skeleton":
                waiting.append(rich(block))  # footnotes, which stand before their paragraph
            elif block.kind != "title" and HIDDEN not in block.markup:
                first = len(notes) + 1
                notes += waiting
                signs = (f'<sup><a href="#note-{n}">{n}</a></sup>' for n in range(first, first + len(waiting)))
                self._text(block, _linked(block) + "".join(signs))
                waiting = []
            self._before = block.text if block.kind == "skeleton" else ""
        self._end_table()
        self._lists_to(0)
        items = "".join(f'<li id="note-{n}">{note}</li>' for n, note in enumerate(notes, 1))
        return "".join(self._parts) + (f"<ol>{items}</ol>" if items else "")

    def _syntax(self, text: str) -> None:
        """Take note of what stands between two texts: code, pictures, the lines of a table."""
        for number, part in enumerate(_FENCE.split(text)):
            if number:
                if self._table:
                    self._end_table()
                else:
                    self._lists_to(0)
                    self._table = _Table(text)
            if self._table:
                self._table.syntax(part)
                continue
            for _, code in _FENCED.findall(part):
                self._lists_to(0)
                self._parts.append(f"<pre><code>{escape(code)}</code></pre>")
            for target, said, end in _IMAGE.findall(_FENCED.sub("", part)):
                self._picture = target
                if end or said:
                    self._parts.append(f'<img src="{escape(target)}" alt="{escape(said.partition(",")[0])}">')
                    self._picture = ""

    def _text(self, block: Block, html: str) -> None:
        if self._table:
            self._table.text(html)
        elif block.kind == "list_item":
            self._item(block.level, "ol" if _ORDERED.search(self._before) else "ul", html)
        else:
            self._lists_to(0)
            named = {"heading": f"h{block.level}", "quote": "blockquote", "code": "pre"}.get(block.kind, "p")
            about = ' class="caption"' if block.kind == "caption" else ""
            self._parts.append(f"<{named}{about}>{html}</{named}>")

    def _item(self, level: int, name: str, html: str) -> None:
        while self._lists and (self._lists[-1][0] > level or self._lists[-1] == (level, {"ol": "ul"}.get(name, "ol"))):
            self._lists_to(len(self._lists) - 1)
        if not self._lists or self._lists[-1][0] < level:
            self._lists.append((level, name))
            self._parts.append(f"<{name}>")
        self._parts.append(f"<li>{html}")

    def _lists_to(self, depth: int) -> None:
        while len(self._lists) > depth:
            self._parts.append(f"</{self._lists.pop()[1]}>")

    def _end_table(self) -> None:
        if self._table:
            self._parts.append(self._table.html())
            self._table = None


class _Table:
    """The cells of a table so far; a row has as many as the columns that are stated, or as its first line."""

    def __init__(self, before: str) -> None:
        stated = _COLUMNS.search(before)
        self._columns = (int(stated[1]) if stated[1] else stated[2].count(",") + 1) if stated else 0
        self._headed = "header" in before
        self._cells: list[list[str]] = []

    def syntax(self, text: str) -> None:
        if self._cells and not self._columns and "\n" in text:
            self._columns = len(self._cells)
            self._headed = self._headed or "\n\n" in text
        self._cells += [[] for _ in range(text.count("|") - text.count("\\|"))]

    def text(self, html: str) -> None:
        if not self._cells:
            self._cells.append([])
        self._cells[-1].append(html)

    def html(self) -> str:
        width = max(1, self._columns or len(self._cells))
        return f"<table>{''.join(self._rows(width))}</table>"

    def _rows(self, width: int) -> Iterator[str]:
        for at in range(0, len(self._cells), width):
            name = "th" if self._headed and not at else "td"
            cells = ("<br>".join(cell) for cell in self._cells[at : at + width])
            yield f"<tr>{''.join(f'<{name}>{cell}</{name}>' for cell in cells)}</tr>"


def _linked(block: Block) -> str:
    """Return the text of a block with its emphasis and its links."""
    return str(rich(replace(block, markup=tuple(map(_link, block.markup)))))


def _link(mark: InlineTag) -> InlineTag:
    found = _LINK.fullmatch(mark.open) if mark.tag == "link" else None
    return replace(mark, tag="a", attributes=(("href", found[1]),)) if found else mark
