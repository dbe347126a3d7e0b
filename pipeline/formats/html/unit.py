"""A run of text and inline tags as one text with marks; the tags around the whole of it stay outside."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pipeline.formats.html.names import VOID
from pipeline.formats.html.spelling import decode, tidy
from pipeline.formats.html.tokens import Token
from pipeline.formats.html.values import has_words
from pipeline.records import Mark

_BLANK = " \t\r\n\f"
_NAMES = {"other": "comment", "snippet": "snippet"}
"""What a mark without an element is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A translatable text and where it stands: `tokens[first:last]`, the source from `start` to `end`."""

    text: str
    marks: tuple[Mark, ...]
    first: int
    last: int
    start: int
    end: int


def unit(source: str, tokens: Sequence[Token], *, keeps: Collection[int], verbatim: bool = False) -> Unit | None:
    """Give the text of a run of inline tokens, or None where nothing in it is to be translated.

    `keeps` are the indices of the start tags whose content is kept as it is. A `verbatim` text (code) keeps its white
    space and is never None where it holds a character.
    """
    partners = _partners(tokens)
    texts = {
        index: decode(source[token.start : token.end]) for index, token in enumerate(tokens) if token.kind == "text"
    }
    if not verbatim:
        texts = {index: tidy(text) for index, text in texts.items()}
    said = [index for index, text in texts.items() if text.strip()]
    kept = kept_tokens(tokens, keeps)
    if not said or not (verbatim or any(has_words(text) for index, text in texts.items() if index not in kept)):
        return None
    first, last = _core(said[0], said[-1], partners, len(tokens))
    start, end = tokens[first].start, tokens[last].end
    if not verbatim:
        if first == said[0]:
            start += _blanks(source[start : tokens[first].end])
        if last == said[-1]:
            end -= _blanks(source[tokens[last].start : end][::-1])
        for index in {first, last} & texts.keys():
            token = tokens[index]
            texts[index] = tidy(decode(source[max(start, token.start) : min(end, token.end)]))
        if first == said[0]:
            texts[first] = texts[first].lstrip(_BLANK)
        if last == said[-1]:
            texts[last] = texts[last].rstrip(_BLANK)
    text, marks = _marks(source, tokens, range(first, last + 1), partners=partners, texts=texts, keeps=keeps)
    return Unit(text=text, marks=marks, first=first, last=last + 1, start=start, end=end)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(_BLANK))


def kept_tokens(tokens: Sequence[Token], keeps: Collection[int]) -> set[int]:
    """Give the indices of the start tags in `keeps` and of all that stands in their elements."""
    kept: set[int] = set()
    partners = _partners(tokens) if keeps else {}
    at = 0
    for index in sorted(keeps):
        last = partners.get(index, len(tokens) - 1 if _opens(tokens[index]) else index)
        kept.update(range(max(at, index), last + 1))
        at = max(at, last + 1)
    return kept


def _opens(token: Token) -> bool:
    """Tell whether a token is a start tag after which its element goes on."""
    return token.kind == "open" and token.name not in VOID and not token.closed


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """The end tag of each start tag and the other way round; tags that cross or lack the other have none."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    names: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        if _opens(token):
            opened.append(index)
            names[token.name] += 1
        elif token.kind == "close" and names[token.name]:
            while True:
                start = opened.pop()
                names[tokens[start].name] -= 1
                if tokens[start].name == token.name:
                    break
            partners[start], partners[index] = index, start
    return partners


def _core(first: int, last: int, partners: dict[int, int], count: int) -> tuple[int, int]:
    """The tokens from the first text to the last, and the tags that open or close inside of these."""
    low, high = first, last
    for index in range(first - 1, -1, -1):
        if first <= partners.get(index, -1) <= last:
            low = index
    for index in range(last + 1, count):
        if first <= partners.get(index, -1) <= last:
            high = index
    return low, high


@dataclass(slots=True, kw_only=True)
class _Node:
    start: int
    token: Token | None = None
    partner: int | None = None
    keep: bool = False
    end: int = -1
    close: str = ""
    children: list["_Node"] = field(default_factory=list)


def _marks(
    source: str,
    tokens: Sequence[Token],
    core: range,
    *,
    partners: dict[int, int],
    texts: dict[int, str],
    keeps: Collection[int],
) -> tuple[str, tuple[Mark, ...]]:
    """The text of a run and its marks.

    A start tag whose end tag is in another run, or crosses, covers what follows it; such an end tag what is before it.
    """
    root = _Node(start=0)
    around = [root]
    parts: list[str] = []
    at = 0
    for index in core:
        token = tokens[index]
        if index in texts:
            parts.append(texts[index])
            at += len(texts[index])
        elif token.kind == "close":
            own = partners.get(index)
            while around[-1].token and around[-1].partner != index and (own is not None or around[-1].partner is None):
                around.pop().end = at
            if own is not None:
                node = around.pop()
                node.end, node.close = at, source[token.start : token.end]
            else:
                top = around[-1]
                written = source[token.start : token.end]
                top.children = [_Node(start=top.start, end=at, token=token, close=written, children=top.children)]
        else:
            node = _Node(start=at, token=token, partner=partners.get(index), keep=index in keeps, end=at)
            around[-1].children.append(node)
            if _opens(token):
                around.append(node)
    for node in around:
        node.end = at
    return "".join(parts), _flat(source, root)


def _flat(source: str, root: _Node) -> tuple[Mark, ...]:
    """The marks of a tree in the order they open, without recursion."""
    marks: list[Mark] = []
    waiting = [(node, 0) for node in reversed(root.children)]
    while waiting:
        node, depth = waiting.pop()
        token = node.token
        assert token is not None  # only the root has none
        marks.append(
            Mark(
                start=node.start,
                end=node.end,
                tag=token.name or _NAMES[token.kind],
                attributes=token.attributes,
                open="" if token.kind == "close" else source[token.start : token.end],
                close=node.close,
                keep=node.keep,
                depth=depth,
            )
        )
        waiting += ((child, depth + 1) for child in reversed(node.children))
    return tuple(marks)
