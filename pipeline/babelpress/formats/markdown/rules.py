"""Inline syntax that site generators add to Markdown: shortcodes, Liquid, JSX, maths, emoji codes, footnotes.

Each is a rule of markdown-it that finds the end of the construct and pushes one token `kept` with its exact text, which
is never translated. `meta` has its tag and, if it shows a text, the range of that text.
"""

import re
from collections.abc import Callable
from typing import Any, Self

from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from babelpress.formats.markdown.scripts import Patience, expression_end, tag_end

Rule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

LONGEST = 200_000
"""Most characters of one shortcode: a table may be its argument."""

BRACES = (("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"))
"""Hugo's two kinds of shortcode, Liquid's output, Liquid's tags; the first that matches."""

ADDRESS = re.compile(r"://[^\s<>\[\]*`\\|{}\"^]+")
"""A web address from its colon on, with punctuation that may follow it in a sentence."""

# `_ATTRIBUTES` are attribute lists (`{: .class}`, `{#id}`); `_MATHS` text between dollar signs that no letter or digit
# touches from outside; `_JSX` a tag of a component with attributes in quotes or in (once nested) braces.
_SCHEME = re.compile(r"(?:^|[^\w])(?:https?|ftp)$", re.IGNORECASE)
_TRAILING = "?!.,:;_~'$&"
_VALUE = r"[\w:.-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"'=]+)"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*(?:[#.:%][^{{}}\n]*|{_VALUE}(?:[ \t]+(?:[#.][\w-]+|{_VALUE}))*[ \t]*)\}}")
_BRACKETED_MATHS = re.compile(r"(\\\\?)\(([^\n]{1,1000}?)\1\)")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_LONG_WORD = re.compile(r"[^\W\d_]{3}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]+\]")
_MATHS = re.compile(r"(?<![\w$\\])(\$\$?)(?![\s$])([^$\n]*[^\s$\\])\1(?![\w$])")
_EMOJI = re.compile(
    r"(?<![\w:])(?::(?:[+-]1|[A-Za-z][\w+-]{0,40}):)+(?![\w:])"
    r"|(?<![\w:])(?::[a-z][a-z_]{2,40}:)+(?=[^\W\d_])|(?<=[^\W\d_])(?::[a-z][a-z_]{2,40}:)+(?![\w:])"
)
"""Codes of emoji; one that is glued to a word on one side has letters only, unlike times and names of programs."""
_BRACED = r"\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
_JSX = re.compile(rf"<[A-Z][\w.]*+(?:\s++(?:[\w:.-]++(?:=(?:\"[^\"]*+\"|'[^']*+'|{_BRACED}))?+|{_BRACED}))*+\s*+/?>")

_CODE = r"\{\{.{0,400}?\}\}|\{%.{0,400}?%\}"
_TEMPLATE_TAG = re.compile(rf"<[A-Za-z][\w:-]*+(?:{_CODE}|\"(?:{_CODE}|[^\"])*+\"|'(?:{_CODE}|[^'])*+'|[^<>\"'{{])++>")
_TEMPLATE_ADDRESS = re.compile(rf"(?:{_CODE}|\([^\s(){{}}<>]*\)|[^\s(){{}}<>\\])++")
CELL_END = re.compile(r"(?<!\\)\|")
_IN_TEMPLATE = re.compile(rf"{_CODE}|{CELL_END.pattern}")
_ESCAPED = re.compile(rf"(?P<tag>{_CODE})|\\\|")
_UNESCAPED = re.compile(rf"(?P<tag>{_CODE})|\|")
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:.+-]*)\}(?P<ticks>`+)(?P<text>[^`]+)(?P=ticks)(?!`)")
_ROLE_TITLE = re.compile(r"(.*[^\s])\s*<[^<>]+>", re.DOTALL)
_TITLED_ROLES = frozenset(["any", "doc", "download", "numref", "ref", "term", "std:doc", "std:ref", "std:term"])
_WIKI = re.compile(r"(?<!\[)!?\[\[[^\[\]|\n]+(?:\|(?P<text>[^\[\]|\n]+))?\]\](?![(\]]|\[(?!\^))")
_COMMENT = re.compile(r"(?<!\S)%%(?=[^%])(?:[^%]|%(?!%))+%%(?![^\s.,;:!?)])")
_BLOCK_ID = re.compile(r"(?<=[ \t])\^[A-Za-z0-9-]+(?=[ \t]*\Z)")
_KEYS = re.compile(r"(?<![\w+])\+\+[\w\"][^\s+]*(?:\+[^\s+]+)*\+\+(?![\w+])")
_SMALL = re.compile(r"(?<=\w)([~^])([\w+-]{1,20})\1(?![\w~^])")
_HIGHLIGHT = re.compile(r"(?<![\w=^])(==|\^\^)(?![\s=^])([^=^]{1,2000})(?<!\s)\1(?![\w=^])")
_TEXT_DIRECTIVE = re.compile(r"(?<![\w:]):([A-Za-z][\w-]*)\[")
_PLACE = r"(?:pp?|ch(?:ap)?s?|secs?|figs?|vols?|nos?|fol|ll?|vv?|art|par|§+|¶+)\.?[ \u00a0]?"
_PAGES = rf"(?:{_PLACE})?[\divxlc]+(?:[ ]?[-–][ ]?[\divxlc]+)?"
_CITED = rf"-?@(?:\w[\w:.#$%&+?<>~/-]*|\{{[^{{}}\s]+\}})(?:,?[ \u00a0]{_PAGES}(?:,[ ]?{_PAGES})*)?"
_CITATION = re.compile(rf"\[{_CITED}(?:;[ ]?{_CITED})*\](?![(\[])")
_BRACED_LIST = re.compile(r"\{[^{}\n]*\}")
_KEPT_DIRECTIVES = frozenset({"code", "icon", "kbd", "key", "math", "var"})


class Closings:
    """The ends of the shortcodes of a text; where none was found is not searched again, which bounds the time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._without: dict[str, tuple[int, int]] = {}

    @classmethod
    def of(cls, state: StateInline | StateBlock) -> Self:
        """Return those of the text that a parser is in."""
        known: Self | None = state.env.get("closings")
        if known is None or known.text is not state.src:
            known = state.env["closings"] = cls(state.src)
        return known

    def end(self, start: int, limit: int) -> int:
        """Return the end of the shortcode or Liquid tag at `start`, -1 if there is none before the limit."""
        for opening, closing in BRACES:
            if self.text.startswith(opening, start):
                inner, stop = start + len(opening), min(limit, start + LONGEST)
                first, last = self._without.get(closing, (inner, inner))
                if not first <= inner <= last:
                    first = last = inner
                end = self.text.find(closing, last, stop)
                if end >= 0:
                    return end + len(closing)
                self._without[closing] = first, max(last, stop - len(closing))
                return -1
        return -1


def cell_text(cell: str) -> str:
    """Return what a table cell says: `\\|` is a pipe, but for tags of templates, which are read before the table."""
    return _ESCAPED.sub(lambda found: found["tag"] or "|", cell)


def cell_source(text: str) -> str:
    """Return a text as it is written in a table cell, the reverse of `cell_text`."""
    return _UNESCAPED.sub(lambda found: found["tag"] or "\\|", text)


def cell_spans(row: str, columns: int) -> list[tuple[int, int]]:
    """Return where the cells of a row of a table are: between its pipes, but for those in tags of templates.

    Where only the cells between all pipes are as many as the `columns`, these are meant.
    """
    plain, own = (_cell_spans(row, pattern) for pattern in (CELL_END, _IN_TEMPLATE))
    return plain if len(plain) == columns != len(own) else own


def _cell_spans(row: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    bounds = [found.start() for found in pattern.finditer(row) if found[0] == "|"]
    spans = [(first + 1, last) for first, last in zip([-1, *bounds], [*bounds, len(row)], strict=True)]
    if row.startswith("|"):
        spans = spans[1:]
    return spans[:-1] if spans and spans[-1][0] >= len(row) else spans


def braces(state: StateInline, silent: bool) -> bool:
    """Match `{{< fig src="x" >}}`, `{{% note %}}`, `{{ page.title }}`, `{% include x %}`, `{: .class}`, `{#id}`."""
    if state.src[state.pos] != "{":
        return False
    end = Closings.of(state).end(state.pos, state.posMax)
    if end < 0:
        found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
        end = found.end() if found else -1
    return end > 0 and _push(state, end, silent, tag="shortcode")


def maths(state: StateInline, silent: bool) -> bool:
    """Match `$x^2$`, but not sums of money: no digit or letter may be directly outside of a dollar sign."""
    return state.src[state.pos] == "$" and _match(state, _MATHS, silent, tag="math", covers=True)


def bracketed_maths(state: StateInline, silent: bool) -> bool:
    r"""Match `\(x^2\)` and `\\(x^2\\)`, as MathJax reads them; words in it are an escaped parenthesis."""
    if not state.src.startswith(("\\(", "\\\\("), state.pos):
        return False
    found = _BRACKETED_MATHS.match(state.src, state.pos, state.posMax)
    if not found or (_LONG_WORD.search(found[2]) and not _COMMAND.search(found[2])):
        return False
    return _push(state, found.end(), silent, tag="math", covered=found.span(2))


def emoji(state: StateInline, silent: bool) -> bool:
    """Match `:smile:`, and several without a space between them."""
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
    """Match a tag that HTML does not know: `<Chart data={[1, 2]}/>`, `<a href="{{ "/x" | url }}">`."""
    if state.src[state.pos] != "<":
        return False
    found = _JSX.match(state.src, state.pos, state.posMax) or _TEMPLATE_TAG.match(state.src, state.pos, state.posMax)
    return found is not None and _push(state, found.end(), silent, tag="html")


def component(state: StateInline, silent: bool) -> bool:
    """Match a tag of MDX, with expressions of any depth in it: `<Card data={{a: [1]}}>`, `</Card>`, `<>`."""
    if state.src[state.pos] != "<":
        return False
    end = tag_end(state.src, state.pos, state.posMax, _patience(state))
    return end > 0 and _push(state, end, silent, tag="html")


def expression(state: StateInline, silent: bool) -> bool:
    """Match an expression or comment of MDX: `{price > 3 ? 'a' : 'b'}`, `{/* c */}`; and a dollar sign before it."""
    start = state.pos + state.src.startswith("${", state.pos)
    if state.src[start] != "{":
        return False
    end = expression_end(state.src, start, state.posMax, _patience(state))
    tag = "remark" if state.src.startswith("{/*", start) else "expression"
    return end > 0 and _push(state, end, silent, tag=tag)


def role(state: StateInline, silent: bool) -> bool:
    """Match a role of MyST: `{doc}`/guide/debut``, whose text is kept, or `{ref}`Le titre <cible>``."""
    if state.src[state.pos] != "{" or not (found := _ROLE.match(state.src, state.pos, state.posMax)):
        return False
    titled = _ROLE_TITLE.fullmatch(found["text"])
    if titled and found["name"] in _TITLED_ROLES:
        first = found.start("text")
        return _push(state, found.end(), silent, tag="role", covered=(first, first + len(titled[1])), keep=False)
    return _push(state, found.end(), silent, tag="role", covered=found.span("text"))


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Match `[[page]]` and `![[image.png]]`, which are kept, and `[[page|texte]]`."""
    if state.src[state.pos] not in "![" or not (found := _WIKI.match(state.src, state.pos, state.posMax)):
        return False
    translated = bool(found["text"]) and not found[0].startswith("!")
    covered = found.span("text") if translated else None
    return _push(state, found.end(), silent, tag="wikilink", covered=covered, keep=not translated)


def comment(state: StateInline, silent: bool) -> bool:
    """Match a comment of Obsidian: `%% rien %%`."""
    return state.src.startswith("%%", state.pos) and _match(state, _COMMENT, silent, tag="comment")


def block_id(state: StateInline, silent: bool) -> bool:
    """Match the name that Obsidian gives to a block, at its end: ` ^bloc-1`."""
    return state.src[state.pos] == "^" and _match(state, _BLOCK_ID, silent, tag="anchor")


def keys(state: StateInline, silent: bool) -> bool:
    """Match `++ctrl+c++`, and what is set low or high: `H~2~O`, `m^2^`."""
    character = state.src[state.pos]
    if character == "+":
        return _match(state, _KEYS, silent, tag="kbd")
    return character in "~^" and _match(state, _SMALL, silent, tag="sub" if character == "~" else "sup", covers=True)


def highlight(state: StateInline, silent: bool) -> bool:
    """Match `==marked==` and `^^inserted^^` text, which may have other tags in it."""
    found = _HIGHLIGHT.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "=^" else None
    return found is not None and _push_around(state, silent, tag="mark", opening=found[1], inner=found.end(2))


def citation(state: StateInline, silent: bool) -> bool:
    """Match citations of Pandoc that have no words of their own: `[@nom2020, p. 3-5; -@autre]`."""
    return state.src.startswith(("[@", "[-@"), state.pos) and _match(state, _CITATION, silent, tag="citation")


def text_directive(state: StateInline, silent: bool) -> bool:
    """Match a directive in a line: `:abbr[CSS]{title="..."}`."""
    found = _TEXT_DIRECTIVE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    if not found:
        return False
    end = state.md.helpers.parseLinkLabel(state, found.end() - 1, False)
    if end <= found.end():
        return False
    attributes = _BRACED_LIST.match(state.src, end + 1, state.posMax)
    closing = state.src[end : attributes.end() if attributes else end + 1]
    if found[1] in _KEPT_DIRECTIVES:
        return _push(state, end + len(closing), silent, tag="directive")
    return _push_around(state, silent, tag="directive", opening=found[0], inner=end, closing=closing)


def link_destination(text: str, start: int, end: int) -> Any:
    """Parse the destination of a link as markdown-it does; one with a template in it may have spaces there."""
    found = _TEMPLATE_ADDRESS.match(text, start, end)
    result = parseLinkDestination(text, start, end)
    if found and ("{{" in found[0] or "{%" in found[0]):
        result.ok, result.pos, result.str = True, found.end(), found[0]
    return result


def _patience(state: StateInline) -> Patience:
    found: Patience = state.env.setdefault("patience", Patience())
    return found


def _without_trailing(text: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while text and (text[-1] in _TRAILING or (text[-1] == ")" and text.count(")") > text.count("("))):
        text = text[:-1]
    return text


def _match(state: StateInline, pattern: re.Pattern[str], silent: bool, *, tag: str, covers: bool = False) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    return _push(state, found.end(), silent, tag=tag, covered=found.span(2) if covers else None)


def _push(
    state: StateInline,
    end: int,
    silent: bool,
    *,
    tag: str,
    covered: tuple[int, int] | None = None,
    shows: tuple[int, int] | None = None,
    keep: bool = True,
) -> bool:
    if not silent:
        token = state.push("html_inline" if tag == "html" else "kept", "", 0)
        token.content = state.src[state.pos : end]
        first, last = covered or (end, end)
        token.meta = {"tag": tag, "covers": (first - state.pos, last - state.pos), "shows": shows, "keep": keep}
    state.pos = end
    return True


def _push_around(
    state: StateInline, silent: bool, *, tag: str, opening: str, inner: int, closing: str | None = None
) -> bool:
    """Push two tokens around what is parsed from the end of the opening until `inner`."""
    closing = opening if closing is None else closing
    if not silent:
        stop = state.posMax
        state.push("around_open", tag, 1).markup = opening
        state.pos, state.posMax = state.pos + len(opening), inner
        state.md.inline.tokenize(state)
        state.posMax = stop
        state.push("around_close", tag, -1).markup = closing
    state.pos = inner + len(closing)
    return True


# Block syntax that site generators add to Markdown: shortcodes on lines of their own, and displayed maths.

VERBATIM = frozenset(
    {"highlight", "raw", "rawhtml", "html", "code", "mermaid", "math", "katex", "latex", "chart", "comment", "gist"}
)
"""Shortcodes and Liquid tags whose content is not Markdown: it is passed through with them."""

_OPENING = re.compile(r"\{[{%][<%]?-?\s*(\w+)")
_DOLLARS_END = re.compile(r"\$\$[ \t]*(?:\([^()\s]+\)|\{#[^{}\s]+\})?[ \t]*$")
"""The end of displayed maths, with the label that MyST or Quarto gives it."""
_ENVIRONMENT = re.compile(r"\\begin\{(?P<name>[a-zA-Z]+\*?)\}")
_MOST_LINES = 2_000


def block_shortcode(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Match lines that have nothing but shortcodes or Liquid tags, which may span several lines."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("{", at):
        return False
    last = end_of_block = state.eMarks[min(end, state.lineMax) - 1]
    opening = _OPENING.match(state.src, at)
    closings = Closings.of(state)
    while at < end_of_block and state.src.startswith("{", at):
        last = closings.end(at, end_of_block)
        if last < 0:
            return False
        at = last
        while state.src[at : at + 1] in (" ", "\t"):
            at += 1
    if at < len(state.src) and state.src[at] != "\n":
        return False
    line = line_of(state, start, last, end)
    if opening and opening[1].casefold() in VERBATIM:
        line = _closing_line(state, line, end, opening[1])
    if line < 0:
        return False
    if not silent:
        token = state.push("marker", "", 0)
        token.map = [start, line + 1]
        token.meta = {"texts": [], "attributes": [(state.bMarks[start] + state.tShift[start], last, "shortcode")]}
        state.line = line + 1
    return True


def quotation(rule: BlockRule) -> BlockRule:
    """Wrap the rule of quotations so that the end of a shortcode, `>}}` on a line of its own, begins none."""

    def quotes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return not state.src.startswith(">}}", content_of(state, start)[0]) and rule(state, start, end, silent)

    return quotes


def block_maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Match `$$ ... $$`, `\[ ... \]` and `\begin{align} ... \end{align}` on lines of their own."""
    first, last = content_of(state, start)
    if state.is_code_block(start) or state.src[first : first + 1] not in ("$", "\\"):
        return False
    line = _maths_end(state, start, end, state.src[first:last])
    if line < 0:
        return False
    if not silent:
        token = state.push("maths", "", 0)
        token.map = [start, line + 1]
        state.line = line + 1
    return True


def _maths_end(state: StateBlock, start: int, end: int, text: str) -> int:
    """Return the last line of the displayed maths that begin in a line with this text, or -1."""
    if text.startswith("$$"):
        rest = text[2:]
        if found := _DOLLARS_END.search(rest):
            return start if rest[: found.start()].strip() and "$" not in rest[: found.start()] else -1
        if "$" in rest:
            return -1
        return later_line(state, start + 1, end, _ends_maths, key="$$")
    if text.rstrip() == "\\[":
        return later_line(state, start + 1, end, lambda line: line.rstrip() == "\\]", key="\\]")
    if found := _ENVIRONMENT.match(text):
        closing = f"\\end{{{found['name']}}}"
        return later_line(state, start, end, lambda line: line.rstrip().endswith(closing), key=closing)
    return -1


def _ends_maths(line: str) -> bool:
    found = _DOLLARS_END.search(line)
    return found is not None and "$" not in line[: found.start()]


def line_of(state: StateBlock, start: int, position: int, end: int) -> int:
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
    line = later_line(state, start, end, lambda line: bool(closing.search(line)), key=f"end{name}")
    return max(start, line)


def content_of(state: StateBlock, line: int) -> tuple[int, int]:
    """Return where the text of a line begins and ends."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def later_line(state: StateBlock, start: int, end: int, closes: Callable[[str], bool], *, key: str) -> int:
    """Return the first line from `start` on that closes what `key` names, in the same container, or -1.

    Lines that were searched in vain are not searched again, so that what is never closed takes linear time.
    """
    searched: dict[tuple[str, int], int] = state.env.setdefault("searched", {})
    known = (key, state.level)
    for line in range(max(start, searched.get(known, 0)), min(end, start + _MOST_LINES)):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        if closes(state.src[slice(*content_of(state, line))]):
            return line
        searched[known] = line + 1
    return -1
