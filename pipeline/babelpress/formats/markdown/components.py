"""Block rules for lines of components, of MDX, and of HTML."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as html_rule

from babelpress.formats.markdown.markers import mark
from babelpress.formats.markdown.rules import BlockRule, content_of, line_of
from babelpress.formats.markdown.scripts import ESM, Patience, expression_end, module_end, tag_end

_COMPONENT = re.compile(r"</?[A-Z]|</?>")
_WITH_MARKDOWN = re.compile(r"<[a-z][^<>]*\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?(?=[\s>])[^<>]*>[ \t]*$")
_MOST_LINES = 200
_RAW = re.compile(r"<(?:!--|(?:script|style|pre|textarea)\b)")


def component_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match lines that have nothing but tags of components: `<Tabs>`, `</Tabs>`, `<Card title="Un" />`."""
    first, last = content_of(state, start)
    if state.is_code_block(start):
        return False
    if not _COMPONENT.match(state.src, first, last):
        found = _WITH_MARKDOWN.match(state.src, first, last)
        if found and not silent:
            mark(state, start, start + 1, attributes=[(first, last, "component")])
        return bool(found)
    return _tags(state, start, end, silent)


def expression_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match lines of MDX that have nothing but expressions and tags."""
    first, _ = content_of(state, start)
    return state.src[first : first + 1] in ("{", "<") and _tags(state, start, end, silent)


def _tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first, _ = content_of(state, start)
    at, stop = first, state.eMarks[min(end, state.lineMax) - 1]
    if _RAW.match(state.src, first, stop):
        return False
    patience: Patience = state.env.setdefault("patience", Patience())
    while at < stop and state.src[at] in "<{":
        at = (tag_end if state.src[at] == "<" else expression_end)(state.src, at, stop, patience)
        if at < 0:
            return False
        while at < stop and state.src[at] in " \t":
            at += 1
    if at < stop and state.src[at] != "\n":
        return False
    line = line_of(state, start, at, end)
    if line < 0:
        return False
    if not silent:
        mark(state, start, line + 1, attributes=[(first, at, "component")])
    return True


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match the imports and exports of MDX, to the end of the last of them."""
    first, _ = content_of(state, start)
    if silent or state.level or state.sCount[start] or not ESM.match(state.src, first):
        return False
    line = line_of(state, start, module_end(state.src, first, state.env.setdefault("patience", Patience())), end)
    if line < 0:
        return False
    mark(state, start, line + 1)
    return True


def raw_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match what MDX keeps of HTML blocks: comments and scripts. Other tags are components, with Markdown in them."""
    first, last = content_of(state, start)
    return bool(_RAW.match(state.src, first, last)) and html_rule(state, start, end, silent)


def unindented(rule: BlockRule) -> BlockRule:
    """Wrap the rule of paragraphs or headings: in MDX a tag or item ends them however far it is indented."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        far = [
            (line, state.sCount[line])
            for line in _paragraph_lines(state, start, end)
            if state.sCount[line] - state.blkIndent > 3
        ]
        for line, _ in far:
            state.sCount[line] = state.blkIndent
        listed, state.listIndent = state.listIndent, -1  # or an item that is indented by four continues the one before
        found = rule(state, start, end, silent)
        state.listIndent = listed
        for line, indent in far:
            state.sCount[line] = indent
        return found

    return wrapped


def _paragraph_lines(state: StateBlock, start: int, end: int) -> list[int]:
    lines: list[int] = []
    for line in range(start + 1, min(end, state.lineMax, start + _MOST_LINES)):
        if state.isEmpty(line):
            break
        lines.append(line)
    return lines
