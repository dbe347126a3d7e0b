"""Blocks that site generators add to Markdown: shortcodes on lines of their own, and displayed maths."""

import re

from markdown_it.rules_block import StateBlock

from pipeline.formats.md.rules import braces_end

VERBATIM = frozenset(
    {"highlight", "raw", "rawhtml", "html", "code", "mermaid", "math", "katex", "latex", "chart", "comment", "gist"}
)
"""Shortcodes and Liquid tags whose content is no Markdown: it passes through with them."""

_OPENING = re.compile(r"\{[{%][<%]?-?\s*(\w+)")
_COLONS = re.compile(r":{3,}[ \t]*[\w-]*(?:\{[^{}\n]*\})?[ \t]*$")
_MOST_LINES = 2_000


def block_shortcode(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the lines that hold nothing but shortcodes or Liquid tags, whichever lines those run over."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("{", at):
        return False
    last = end_of_block = state.eMarks[min(end, state.lineMax) - 1]
    opening = _OPENING.match(state.src, at)
    while at < end_of_block and state.src.startswith("{", at):
        last = braces_end(state.src, at, limit=end_of_block)
        if last < 0:
            return False
        at = last
        while state.src[at : at + 1] in (" ", "\t"):
            at += 1
    if at < len(state.src) and state.src[at] != "\n":
        return False
    line = _line_at(state, start, last, end)
    if opening and opening[1].casefold() in VERBATIM:
        line = _closing_line(state, line, end, opening[1])
    if line < 0:
        return False
    if not silent:
        token = state.push("shortcode", "", 0)
        token.map = [start, line + 1]
        state.line = line + 1
    return True


def block_colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line `:::note` or `:::`, which opens or closes a box."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if state.is_code_block(start) or not _COLONS.match(line):
        return False
    if not silent:
        token = state.push("fenced_div", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def block_maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take `$$ ... $$` on lines of its own."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("$$", at):
        return False
    if state.src[at + 2 : state.eMarks[start]].strip():
        one_line = state.src[at + 2 : state.eMarks[start]].rstrip()
        if not (one_line.endswith("$$") and len(one_line) > 2 and "$" not in one_line[:-2]):
            return False
        line = start
    else:
        line = next(
            (
                line
                for line in range(start + 1, min(end, start + _MOST_LINES))
                if state.sCount[line] >= state.blkIndent
                and state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip() == "$$"
            ),
            -1,
        )
    if line < 0:
        return False
    if not silent:
        token = state.push("maths", "", 0)
        token.map = [start, line + 1]
        state.line = line + 1
    return True


def _line_at(state: StateBlock, start: int, position: int, end: int) -> int:
    """The line that a position stands in, or -1 where a line before it does not belong to this container."""
    for line in range(start, end):
        if line > start and not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return -1
        if position <= state.eMarks[line]:
            return line
    return -1


def _closing_line(state: StateBlock, start: int, end: int, name: str) -> int:
    """The line of the tag that closes one with content, or `start` where it has none."""
    if f"{name}" in state.src[state.bMarks[start] : state.eMarks[start]].split("/")[-1] and (
        "/" in state.src[state.bMarks[start] : state.eMarks[start]]
    ):
        return start
    closing = re.compile(rf"\{{(?:\{{[<%]\s*/\s*{name}\b|%-?\s*end{name}\b)")
    for line in range(start, min(end, start + _MOST_LINES)):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return start
        if closing.search(state.src, state.bMarks[line], state.eMarks[line]):
            return line
    return start
