"""markdown-it with positions: wraps its rules to record where in the source their tokens come from.

There are two parsers, because they may nest to different depths: blocks nest by containers, inline text by links.
"""

from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import blockquote as quote_rule
from markdown_it.rules_block import code as code_rule
from markdown_it.rules_block import fence as fence_rule
from markdown_it.rules_block import heading as heading_rule
from markdown_it.rules_block import html_block as html_rule
from markdown_it.rules_block import lheading as lheading_rule
from markdown_it.rules_block import paragraph as paragraph_rule
from markdown_it.rules_block import reference as reference_rule
from markdown_it.rules_block import table as table_rule
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import autolink as autolink_rule
from markdown_it.rules_inline import backtick as backtick_rule
from markdown_it.rules_inline import image as image_rule
from markdown_it.rules_inline import link as link_rule
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from babelpress.formats.markdown import components, markers, rules
from babelpress.formats.markdown.rules import BlockRule, block_maths, block_shortcode, content_of

BLOCK_DEPTH = 110
"""Most levels of containers: 50 lists (two each) and some."""
INLINE_DEPTH = 30

_LAST_BRACKET = -1
"""The place in the parser's cache, which has positions from 0 on, of the last `]` of the text."""

References = dict[str, dict[str, Any]]
"""The link reference definitions of a document, by normalized label: markdown-it's own form."""

_WITH_LINES = frozenset({"inline", "fence", "code_block", "html_block"})
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
_LEAVES: tuple[tuple[str, BlockRule, list[str]], ...] = (
    ("table", table_rule, ["paragraph", "reference"]),
    ("code", code_rule, []),
    ("fence", fence_rule, _INTERRUPTS),
    ("reference", reference_rule, []),
    ("heading", heading_rule, ["paragraph", "reference", "blockquote"]),
    ("lheading", lheading_rule, []),
    ("paragraph", paragraph_rule, []),
)

_HELPERS = SimpleNamespace(
    parseLinkDestination=rules.link_destination,
    parseLinkLabel=helpers.parseLinkLabel,
    parseLinkTitle=helpers.parseLinkTitle,
)


class _Parser(MarkdownIt):
    """Accepts links as they are written, with any scheme: they are preserved, not validated."""

    def validateLink(self, url: str) -> bool:  # the library's name
        return True

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__("commonmark", options)
        self.helpers = _HELPERS  # type: ignore[assignment]  # has the three names of the module

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def parse_blocks(text: str, *, mdx: bool = False) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of a text whose line ends are LF, and the parser's environment.

    A token whose content is text or code has `meta["lines"]`: start and end of each of its lines. The environment has
    the `references`, and under `definitions` the position and label of each of them.
    """
    env: dict[str, Any] = {"references": {}, "definitions": []}
    tokens: list[Token] = []
    parser = _block_parser(mdx)
    parser.block.parse(text, parser, env, tokens)
    return tokens, env


def parse_inline_tokens(text: str, references: References, *, mdx: bool = False) -> list[Token]:
    """Return the inline tokens of a text; except for text and delimiters, `meta["raw"]` is their exact source."""
    parser = _inline_parser(mdx)
    return parser.inline.parse(text, parser, {"references": references}, [])


@cache
def _block_parser(mdx: bool) -> MarkdownIt:
    parser = _Parser({"maxNesting": BLOCK_DEPTH}).enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(deflist_plugin)
    ruler = parser.block.ruler
    ruler.at("blockquote", rules.quotation(quote_rule), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    for name, rule, alternatives in _LEAVES:
        ruler.at(name, _located(rule), {"alt": alternatives})
    terms = next(rule for rule in ruler.getRules("") if rule.__name__ == "deflist")
    ruler.at("deflist", markers.located_terms(terms), {"alt": ["paragraph", "reference", "blockquote"]})
    for name, rule in (
        ("shortcode", block_shortcode),
        ("directive", markers.directive),
        ("fenced_directive", markers.fenced_directive),
        ("admonition", markers.admonition),
        ("container", markers.container),
        ("line_marker", markers.line_marker),
        ("maths", block_maths),
        ("component", components.component_lines),
    ):
        ruler.before("table", name, rule, {"alt": _INTERRUPTS})
    ruler.before("table", "callout", markers.callout)
    if mdx:
        ruler.before("shortcode", "module", components.module)
        ruler.before("shortcode", "expression", components.expression_lines, {"alt": _INTERRUPTS})
        ruler.at("html_block", _located(components.raw_html), {"alt": _INTERRUPTS[:3]})
        ruler.at("lheading", _located(components.unindented(lheading_rule)))
        ruler.at("paragraph", _located(components.unindented(paragraph_rule)))
        parser.disable("code")
    else:
        ruler.at("html_block", _located(html_rule), {"alt": _INTERRUPTS[:3]})
    return parser


@cache
def _inline_parser(mdx: bool) -> MarkdownIt:
    parser = _Parser({"maxNesting": INLINE_DEPTH}).enable("strikethrough")
    ruler = parser.inline.ruler
    for name, rule in (("backticks", backtick_rule), ("autolink", autolink_rule)):
        ruler.at(name, _with_source(rule))
    for name, rule in (("link", link_rule), ("image", image_rule)):
        ruler.at(name, _with_source(rule, label=True))
    ruler.after("text", "role", rules.role)
    ruler.before("escape", "bracketed_maths", rules.bracketed_maths)
    ruler.after("role", "braces", rules.braces)
    ruler.after("braces", "address", rules.address)
    for name, rule in (
        ("footnote", rules.footnote),
        ("note", rules.note),
        ("citation", rules.citation),
        ("block_id", rules.block_id),
        ("wiki_link", rules.wiki_link),
        ("maths", rules.maths),
        ("text_directive", rules.text_directive),
        ("emoji", rules.emoji),
        ("comment", rules.comment),
    ):
        ruler.before("link", name, rule)
    ruler.before("strikethrough", "keys", rules.keys)
    ruler.before("strikethrough", "highlight", rules.highlight)
    if mdx:
        ruler.before("role", "expression", rules.expression)
        ruler.before("html_inline", "component", rules.component)
        parser.disable("autolink")
    else:
        ruler.after("html_inline", "jsx", rules.jsx)
    return parser


def _located(rule: BlockRule) -> BlockRule:
    """Wrap a rule so that the positions of the lines of its tokens are recorded."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before, known = len(state.tokens), len(state.env["references"])
        indent = state.sCount[start]
        if not rule(state, start, end, silent):
            return False
        if silent:
            return True
        new = state.tokens[before:]
        for token in new:
            if token.type in _WITH_LINES and token.map and "lines" not in token.meta:
                token.meta["lines"] = _lines(state, token, indent)
        if len(state.env["references"]) > known and rule is reference_rule:  # which makes no token
            label, found = list(state.env["references"].items())[-1]
            first = state.bMarks[start] + state.tShift[start]
            state.env["definitions"].append((first, state.eMarks[state.line - 1], label, found))
        return True

    return wrapped


def _lines(state: StateBlock, token: Token, indent: int) -> list[tuple[int, int]]:
    first, last = token.map or [0, 0]
    if token.type in ("inline", "html_block"):
        return [content_of(state, line) for line in range(first, last)]
    if token.type == "fence":
        count = token.content.count("\n") + bool(token.content and not token.content.endswith("\n"))
        return [_code_line(state, line, indent) for line in range(first + 1, first + 1 + count)]
    return [_code_line(state, line, state.blkIndent + 4) for line in range(first, last)]


def _code_line(state: StateBlock, line: int, indent: int) -> tuple[int, int]:
    """Return where a line of code starts after at most `indent` columns of white space."""
    at, end, column = state.bMarks[line], state.eMarks[line], 0
    while at < end and column < indent:
        if state.src[at] == "\t":
            column += 4 - (column + state.bsCount[line]) % 4
        elif state.src[at] == " " or at - state.bMarks[line] < state.tShift[line]:
            column += 1
        else:
            break
        at += 1
    return at, end


def _last_bracket(state: StateInline) -> int:
    if _LAST_BRACKET not in state.cache:
        state.cache[_LAST_BRACKET] = state.src.rfind("]")
    return state.cache[_LAST_BRACKET]


def _with_source(rule: rules.Rule, *, label: bool = False) -> rules.Rule:
    """Wrap a rule so that the source of its tokens is recorded, with the position of the `]` of a label."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if state.src[start] not in "`<![":
            return False
        if label and _last_bracket(state) < start:
            return False  # nothing behind can close the label
        if not rule(state, silent):
            return False
        if not silent:
            bracket = start + (state.src[start] == "!")
            end = parseLinkLabel(state, bracket, False) - start if label else 0
            # pending text is pushed before the tokens of the rule itself
            own = [token for token in state.tokens[before:] if token.type not in ("text", "text_special")]
            for token in own[:1] + own[-1:]:
                token.meta["raw"] = state.src[start : state.pos]
                token.meta["label_end"] = end
                token.meta["title"] = own[0].attrs.get("title", "")
        return True

    return wrapped
