"""Lines of Markdown that are syntax: directives, admonitions, tabs, callouts, attribute lists, abbreviations, snippets.

Each rule of markdown-it pushes one token `marker` whose `meta` has the ranges of its `texts`, with the places they are
in, and of its `attributes`. All else of the line is kept.
"""

import re
from typing import Any

from markdown_it.rules_block import StateBlock

from babelpress.formats.markdown.rules import BlockRule, content_of, later_line

Text = tuple[int, int, str]
"""Start and end of the text of a marker, and the place it is in: see `Place` in `render.py`."""

TITLED = frozenset(
    [
        "admonition",
        "attention",
        "aside",
        "card",
        "caution",
        "danger",
        "dropdown",
        "error",
        "example",
        "exercise",
        "grid-item-card",
        "hint",
        "important",
        "margin",
        "note",
        "seealso",
        "sidebar",
        "solution",
        "table",
        "tab-item",
        "theorem",
        "tip",
        "topic",
        "warning",
        "rubric",
        "pull-quote",
        "epigraph",
    ]
)
"""Directives of MyST whose argument is a text; all of them hold Markdown."""

_BODIES = TITLED | frozenset(
    [
        "card-carousel",
        "compound",
        "container",
        "div",
        "figure",
        "grid",
        "glossary",
        "highlights",
        "list-table",
        "margin",
        "only",
        "proof",
        "tab-set",
        "versionadded",
        "versionchanged",
        "deprecated",
    ]
)
"""Directives of MyST whose content is Markdown. What other directives hold is kept: code, data, names of files."""

_PLAIN = frozenset({"code-group", "code", "include", "raw", "v-pre", "image", "video", "row", "column", "zone"})
"""Boxes of other dialects whose argument is no text."""

_COLONS = re.compile(r"(:{2,})[ \t]*")
_NAME = re.compile(r"\{[A-Za-z][\w:.+-]*\}|[A-Za-z][\w.-]*")
_END_ATTRIBUTES = re.compile(r"[ \t]*(?<!\\)\{[^{}\n]*\}[ \t]*$")
_END_COLONS = re.compile(r"[ \t]*:{3,}[ \t]*$")
_IN_QUOTES = re.compile(r"[ \t]*\"([^\"\n]*)\"[ \t]*")
_PAIRS = re.compile(r"(?:[ \t]*[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'))*+[ \t]*")
_OPTION = re.compile(r":[\w-]+:(?:[ \t]|$)")
_SHOWN_OPTION = re.compile(r":(?:alt|caption|title|header|footer|figure-caption):[ \t]+")
_FENCED = re.compile(r"(`{3,}|~{3,})[ \t]*(?=\{)")
_ADMONITION = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]*(?P<name>[\w-]+(?:[ \t]+[\w-]+)*)|(?:===[!+]?|\?\?\?\+?)(?=[ \t]*\"))"
    r"(?:[ \t]*\"(?P<title>.*)\")?[ \t]*$"
)
_CONTAINER = re.compile(
    r"(?!\+{3,}[ \t]*\{)((?P<sign>[?!+;])(?P=sign){2,}+)(?![ \t]*$)[\w-]*(?:[ \t]+(?P<title>\S.*)|$)"
)
_SLASHES = re.compile(r"/{3,}[ \t]*(?:(?:html|[\w-]*caption)[ \t]*\|.*|[\w-]+(?:[ \t]*\|[ \t]*(?P<title>\S.*)?)?)?$")
_CALLOUT = re.compile(r"\[![\w|-]+\][+-]?(?:[ \t]+(?P<title>\S.*))?[ \t]*$")
_ABBREVIATION = re.compile(r"\*\[[^\]\n]+\]:[ \t]*(?P<title>.*?)[ \t]*$")
_LIST = re.compile(
    r"(?:\{(?::|[#.][\w-])[^{}\n]*\}[ \t]*)+$"  # attributes of what is before: {: .class }, {#id}, {.class}
    r"|\{:/?:?[a-z]*[^{}\n]*/?\}[ \t]*$"  # kramdown's {::options ... /}, {:toc}, {:/}
    r"|\([^()\s]+\)=[ \t]*$"  # a target of MyST
    r"|\[(?:toc|\[_?toc_?\])\][ \t]*$"
    r"|%%[ \t]*$|%%(?:[^%]|%(?!%))+%%[ \t]*$"  # a comment of Obsidian
    r"|\+\+\+[ \t]*$"  # the end of a cell of MyST
    r"|\^[\w-]+[ \t]*$"  # the name of a block of Obsidian
    r"|\{!.+!\}[ \t]*$"  # an include
    r"|;*-+8<-+.*$"  # a snippet
    r"|\+{3,}[ \t]+\{.*\}[ \t]*$",  # the beginning of a cell of MyST
    re.IGNORECASE,
)
_REMARK = re.compile(r"%[ \t]+\S")
_TITLE = re.compile(r"%[^\n]*(?:\n%[^\n]*){0,2}\Z")
"""The beginning of a document that Pandoc reads as its title, authors and date."""
_KEPT_UNTIL = {
    "{::comment}": re.compile(r"\{:/(?:comment)?\}"),
    "{::nomarkdown}": re.compile(r"\{:/(?:nomarkdown)?\}"),
    "--8<--": re.compile(r"--8<--"),
    "%%": re.compile(r"%%[ \t]*$"),
}
_MOST_LINES = 2_000


def mark(state: StateBlock, first: int, last: int, *, texts: list[Text] | None = None, attributes: Any = ()) -> None:
    """Push the token of a marker of the lines from `first` until before `last`."""
    token = state.push("marker", "", 0)
    token.map = [first, last]
    token.meta = {"texts": texts or [], "attributes": list(attributes)}
    state.line = last


def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match a line that opens or closes a box: `:::note Titre`, `:::tip[Titre]`, `:::{admonition} Titre`, `:::`."""
    first, last = content_of(state, start)
    if state.is_code_block(start) or not state.src.startswith("::", first):
        return False
    colons = _COLONS.match(state.src, first, last)
    assert colons
    name = _NAME.match(state.src, colons.end(), last)
    if len(colons[1]) == 2 and not _is_leaf(state.src, colons, name, last):
        return False
    if silent:
        return True
    texts: list[Text] = []
    stop = start + 1
    if name and name[0].startswith("{"):
        kind = name[0][1:-1].split(":")[0]
        if kind not in _BODIES and (closing := _closing(state, start + 1, end, colons[1])) >= 0:
            mark(state, start, closing + 1)
            return True
        stop, texts = _myst(state, start, end, name, kind)
    elif name:
        texts = _title(state.src, name, last)
    mark(state, start, stop, texts=texts, attributes=() if texts else [(first, last, "component")])
    return True


def _is_leaf(text: str, colons: re.Match[str], name: re.Match[str] | None, last: int) -> bool:
    """Return whether two colons begin a directive without content: `::youtube[Titre]{id=1}`."""
    return bool(name and name.start() == colons.end(1) and text[name.end() : last][:1] in ("[", "{"))


def _title(text: str, name: re.Match[str], last: int) -> list[Text]:
    """Return the title of a box: in brackets, or to the end of the line without attributes and closing colons."""
    at = name.end()
    last = _without(text, at, last, _END_COLONS)
    if text.startswith("[", at):
        closing = text.rfind("]", at, last)
        return [(at + 1, closing, "bracket")] if closing > at + 1 else []
    if name[0].lower() in _PLAIN or _PAIRS.fullmatch(text, at, last):
        return []
    last = _without(text, at, last, _END_ATTRIBUTES)
    if quoted := _IN_QUOTES.fullmatch(text, at, last):
        return _trimmed(text, *quoted.span(1))
    return _trimmed(text, at, last)


def _without(text: str, start: int, end: int, ending: re.Pattern[str]) -> int:
    found = ending.search(text[start:end])
    return start + found.start() if found else end


def _trimmed(text: str, start: int, end: int, place: str = "title") -> list[Text]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t"))
    end -= len(piece) - len(piece.rstrip(" \t"))
    return [(start, end, place)] if start < end else []


def _myst(state: StateBlock, start: int, end: int, name: re.Match[str], kind: str) -> tuple[int, list[Text]]:
    """Return the line after a directive's options, and the texts of its argument and options."""
    texts = _trimmed(state.src, name.end(), state.eMarks[start]) if kind in TITLED else []
    line = start + 1
    while line < end and _OPTION.match(state.src, *content_of(state, line)):
        if shown := _SHOWN_OPTION.match(state.src, *content_of(state, line)):
            texts += _trimmed(state.src, shown.end(), state.eMarks[line])
        line += 1
    return line, texts


def _closing(state: StateBlock, start: int, end: int, fence: str) -> int:
    """Return the line that closes a fence, or -1."""

    def closes(line: str) -> bool:
        return line.startswith(fence) and not line.rstrip().strip(fence[0])

    return later_line(state, start, end, closes, key=fence)


def fenced_directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match a directive of MyST in a fence whose content is Markdown: ```` ```{note} Titre ````.

    Without an end it goes to that of the document, or of what it is in.
    """
    first, last = content_of(state, start)
    if state.is_code_block(start) or not (fence := _FENCED.match(state.src, first, last)):
        return False
    name = _NAME.match(state.src, fence.end(), last)
    kind = name[0][1:-1].split(":")[0] if name else ""
    if not name or kind not in _BODIES:
        return False
    closing = _closing(state, start + 1, end, fence[1])
    if closing < 0 and _fence_follows(state, start + 1, end, fence[1]):
        return False
    if silent:
        return True
    last = closing if closing >= 0 else _end_inside(state, start + 1, end)
    stop, texts = _myst(state, start, last, name, kind)
    mark(state, start, stop, texts=texts)
    _inside(state, stop, last, indent=state.blkIndent)
    if closing >= 0:
        mark(state, closing, closing + 1)
    return True


def _fence_follows(state: StateBlock, start: int, end: int, fence: str) -> bool:
    return later_line(state, start, end, lambda line: line.startswith(fence), key=f"any {fence}") >= 0


def _end_inside(state: StateBlock, start: int, end: int) -> int:
    """Return the line before which a list or quotation ends that a line is in."""
    return next((i for i in range(start, end) if state.sCount[i] < state.blkIndent and not state.isEmpty(i)), end)


def _inside(state: StateBlock, start: int, end: int, *, indent: int) -> None:
    """Parse lines as the content of a box."""
    before = state.lineMax, state.blkIndent, state.parentType
    state.push("box_open", "", 1).map = [start, end]
    state.lineMax, state.blkIndent, state.parentType = end, indent, "container"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.blkIndent, state.parentType = before
    state.push("box_close", "", -1)
    state.line = end


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match `!!! note "Titre"`, `??? tip`, `??? "Titre"`, `=== "Onglet"` and the indented lines that follow."""
    first, last = content_of(state, start)
    if state.is_code_block(start) or state.src[first : first + 3] not in ("!!!", "???", "==="):
        return False
    found = _ADMONITION.match(state.src, first, last)
    indent = state.sCount[start] + 4
    following = _filled(state, start + 1, end)
    body = following >= 0 and state.sCount[following] >= indent
    if not found or not (body or found["title"] is not None):
        return False
    if silent:
        return True
    texts = _trimmed(state.src, *found.span("title")) if found["title"] else []
    mark(state, start, start + 1, texts=texts)
    if body:
        stop = following + 1
        while stop < end and (state.isEmpty(stop) or state.sCount[stop] >= indent):
            stop += 1
        while state.isEmpty(stop - 1):
            stop -= 1
        _inside(state, start + 1, stop, indent=indent)
    return True


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match the first and the last line of a container with other signs: `??? Titre`, and `???` alone.

    One whose last line is missing is a text.
    """
    last_lines: set[int] = state.env.setdefault("last lines of containers", set())
    if start in last_lines:
        if not silent:
            mark(state, start, start + 1)
        return True
    found = _CONTAINER.match(state.src, *content_of(state, start))
    if not found or state.is_code_block(start):
        return False
    closing = _closing(state, start + 1, end, found[1])
    if closing < 0:
        return False
    if not silent:
        last_lines.add(closing)
        mark(state, start, start + 1, texts=_trimmed(state.src, *found.span("title")) if found["title"] else [])
    return True


def _filled(state: StateBlock, start: int, end: int) -> int:
    """Return the next line that is not empty, or -1."""
    for line in range(start, min(end, start + _MOST_LINES)):
        if not state.isEmpty(line):
            return line
    return -1


def callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match the first line of an alert or callout: `> [!NOTE]`, `> [!tip]- Titre`."""
    if silent or not state.tokens or state.tokens[-1].type != "blockquote_open":
        return False
    found = _CALLOUT.match(state.src, *content_of(state, start))
    if not found or state.is_code_block(start):
        return False
    mark(state, start, start + 1, texts=_trimmed(state.src, *found.span("title")) if found["title"] else [])
    return True


def line_marker(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match lines of other syntax: `{: .class }`, `*[HTML]: ...`, `--8<-- "file"`, `/// note | Titre`, `% rien`."""
    first, last = content_of(state, start)
    if state.is_code_block(start) or first >= last or state.src[first] not in "{([;-/*%+^":
        return False
    texts: list[Text] = []
    stop = start + 1
    if found := _ABBREVIATION.match(state.src, first, last) or _SLASHES.match(state.src, first, last):
        texts = _trimmed(state.src, *found.span("title")) if found["title"] else []
    elif _LIST.match(state.src, first, last):
        stop = _kept_until(state, start, end)
    elif _REMARK.match(state.src, first, last) and not (silent or (start < 3 and _TITLE.match(state.src, 0, last))):
        pass  # a comment of MyST; it ends no paragraph here, where a line may begin with a percent sign
    else:
        return False
    if not silent:
        mark(state, start, stop, texts=texts, attributes=() if texts else [(first, last, "component")])
    return True


def _kept_until(state: StateBlock, start: int, end: int) -> int:
    """Return the line after a marker, or after all that it keeps until its end."""
    first, last = content_of(state, start)
    opening = state.src[first:last].rstrip()
    if opening not in _KEPT_UNTIL:
        return start + 1
    closing = _KEPT_UNTIL[opening]
    line = later_line(state, start + 1, end, lambda line: bool(closing.search(line)), key=opening)
    return line + 1 if line >= 0 else start + 1


def located_terms(rule: BlockRule) -> BlockRule:
    """Wrap the rule of definition lists so that the line of each term is recorded."""

    def located(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for index in range(before, len(state.tokens)):
            token = state.tokens[index]
            if token.type == "dt_open" and token.map:
                state.tokens[index + 1].meta.setdefault("lines", [content_of(state, token.map[0])])
        return True

    return located
