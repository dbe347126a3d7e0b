"""Inline syntax that site generators add to Markdown: shortcodes, Liquid, JSX, maths, emoji codes, footnotes.

Each is a rule of markdown-it that finds the end of the construct and pushes one token `kept` with its exact text, which
is never translated. `meta` has its tag and, if it shows a text, the range of that text.
"""

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

Rule = Callable[[StateInline, bool], bool]

LONGEST = 4_000
"""Most characters of one shortcode; bounds the time for many that are never closed."""

BRACES = (("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"))
"""Hugo's two kinds of shortcode, Liquid's output, Liquid's tags; the first that matches."""

ADDRESS = re.compile(r"://[^\s<>\[\]*`\\|{}\"^]+")
"""A web address from its colon on, with punctuation that may follow it in a sentence."""

# `_ATTRIBUTES` are attribute lists (`{: .class}`, `{#id}`); `_MATHS` text between dollar signs that no letter or digit
# touches from outside; `_JSX` a tag of a component with attributes in quotes or in (once nested) braces.
_SCHEME = re.compile(r"(?:^|[^\w])(?:https?|ftp)$", re.IGNORECASE)
_TRAILING = "?!.,:;_~'$&"
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.:][^{}\n]*\}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]+\]")
_MATHS = re.compile(r"(?<![\w$\\])(\$\$?)(?![\s$])([^$\n]*[^\s$\\])\1(?![\w$])")
_EMOJI = re.compile(r"(?<![\w:]):(?:[+-]1|[A-Za-z][\w+-]{0,40}):(?![\w:])")
_BRACED = r"\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
_JSX = re.compile(rf"<[A-Z][\w.]*+(?:\s++(?:[\w:.-]++(?:=(?:\"[^\"]*+\"|'[^']*+'|{_BRACED}))?+|{_BRACED}))*+\s*+/?>")


def braces_end(text: str, start: int, *, limit: int | None = None) -> int:
    """Return the end of the shortcode or Liquid tag that starts here, or -1."""
    if not text.startswith("{", start):
        return -1
    stop = min(len(text) if limit is None else limit, start + LONGEST)
    for opening, closing in BRACES:
        if text.startswith(opening, start):
            end = text.find(closing, start + len(opening), stop)
            return end + len(closing) if end >= 0 else -1
    return -1


def braces(state: StateInline, silent: bool) -> bool:
    """Match `{{< fig src="x" >}}`, `{{% note %}}`, `{{ page.title }}`, `{% include x %}`, `{: .class}`, `{#id}`."""
    if state.src[state.pos] != "{":
        return False
    end = braces_end(state.src, state.pos, limit=state.posMax)
    if end < 0:
        found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
        end = found.end() if found else -1
    return end > 0 and _push(state, end, silent, tag="shortcode")


def maths(state: StateInline, silent: bool) -> bool:
    """Match `$x^2$`, but not sums of money: no digit or letter may be directly outside of a dollar sign."""
    return state.src[state.pos] == "$" and _match(state, _MATHS, silent, tag="math", covers=True)


def emoji(state: StateInline, silent: bool) -> bool:
    """Match `:smile:`."""
    return state.src[state.pos] == ":" and _match(state, _EMOJI, silent, tag="emoji")


def footnote(state: StateInline, silent: bool) -> bool:
    """Match `[^1]`, whether it is defined or not."""
    return state.src[state.pos] == "[" and _match(state, _FOOTNOTE, silent, tag="sup")


def note(state: StateInline, silent: bool) -> bool:
    """Match `^[an inline footnote]`."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    if end < 0 or end == state.pos + 2:
        return False
    return _push(state, end + 1, silent, tag="sup", shows=(2, end - state.pos))


def address(state: StateInline, silent: bool) -> bool:
    """Match `https://a.b/_c_` as plain text, in which underscores are not emphasis."""
    if not state.src.startswith("://", state.pos) or not _SCHEME.search(state.src, max(0, state.pos - 6), state.pos):
        return False
    found = ADDRESS.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    end = state.pos + len(_without_trailing(found[0]))
    if end <= state.pos + 3:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def jsx(state: StateInline, silent: bool) -> bool:
    """Match `<Chart data={[1, 2]}/>`, which MDX allows and HTML does not."""
    return state.src[state.pos] == "<" and _match(state, _JSX, silent, tag="jsx")


def _without_trailing(text: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while text and (text[-1] in _TRAILING or (text[-1] == ")" and text.count(")") > text.count("("))):
        text = text[:-1]
    return text


def _match(state: StateInline, pattern: re.Pattern[str], silent: bool, *, tag: str, covers: bool = False) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    return found is not None and _push(state, found.end(), silent, tag=tag, covers=found[2] if covers else "")


def _push(
    state: StateInline, end: int, silent: bool, *, tag: str, covers: str = "", shows: tuple[int, int] | None = None
) -> bool:
    if not silent:
        token = state.push("kept", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"tag": tag, "covers": covers, "shows": shows}
    state.pos = end
    return True


# Block syntax that site generators add to Markdown: shortcodes on lines of their own, and displayed maths.

VERBATIM = frozenset(
    {"highlight", "raw", "rawhtml", "html", "code", "mermaid", "math", "katex", "latex", "chart", "comment", "gist"}
)
"""Shortcodes and Liquid tags whose content is not Markdown: it is passed through with them."""

_OPENING = re.compile(r"\{[{%][<%]?-?\s*(\w+)")
_COLONS = re.compile(r":{3,}[ \t]*[\w-]*(?:\{[^{}\n]*\})?[ \t]*$")
_MOST_LINES = 2_000


def block_shortcode(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match lines that have nothing but shortcodes or Liquid tags, which may span several lines."""
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
    """Match a line `:::note` or `:::`, which opens or closes a box."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if state.is_code_block(start) or not _COLONS.match(line):
        return False
    if not silent:
        token = state.push("fenced_div", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def block_maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match `$$ ... $$` on lines of its own."""
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
    """Return the line of a position, or -1 if a line before it does not belong to this container."""
    for line in range(start, end):
        if line > start and not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return -1
        if position <= state.eMarks[line]:
            return line
    return -1


def _closing_line(state: StateBlock, start: int, end: int, name: str) -> int:
    """Return the line of the closing tag, or `start` if there is none."""
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
