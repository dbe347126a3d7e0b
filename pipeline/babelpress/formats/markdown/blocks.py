"""From Markdown to blocks: its texts, and everything between them as `skeleton`.

What is needed to render a block is in its marks without `open` and `close`: `lines` (what is between its lines),
`place` (a heading, a cell, the inside of a tag), `entities` (characters that are not written plainly), `reference` (a
skeleton that defines a link).
"""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from babelpress.document import HIDDEN, Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats.markdown.inline import Caption, Inline, read_inline
from babelpress.formats.markdown.parser import BLOCK_DEPTH, References, parse_blocks

_HASHES = re.compile(r"#{1,6}[ \t]*")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ESM = re.compile(r"(?:import|export)\s")
_CONTAINERS = {"list_item_open": "list_item", "blockquote_open": "quote", "footnote_reference_open": "paragraph"}


class Source:
    """A text with LF line ends, and its original line ends."""

    def __init__(self, text: str) -> None:
        self.ends = re.findall(r"\r\n?|\n", text)
        self.text = re.sub(r"\r\n?", "\n", text) if "\r" in text else text
        self._plain = "\r" not in text
        self._at = [] if self._plain else [found.start() for found in re.finditer("\n", self.text)]

    def raw(self, start: int, end: int) -> str:
        """Return a part of the text with its original line ends."""
        piece = self.text[start:end]
        if self._plain or "\n" not in piece:
            return piece
        ends = iter(self.ends[bisect.bisect_left(self._at, start) :])
        return re.sub("\n", lambda _: next(ends), piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """A text or piece of code and the positions of its lines; `inside` is a place with restrictions on its text."""

    kind: BlockKind
    lines: tuple[tuple[int, int], ...]
    level: int = 0
    inside: str = ""
    marker: str = ""


def read_blocks(text: str, *, name: str, first_line: int = 1, modules: bool = False) -> list[Block]:
    """Return the blocks of a Markdown text without front matter, which starts in `first_line` of its file.

    `modules` is true for MDX, whose imports are not text. Raises `UnreadableInput` for containers nested too deep.
    """
    source = Source(text)
    tokens, env = parse_blocks(source.text)
    deep = next((token for token in tokens if token.nesting > 0 and token.level + 1 >= BLOCK_DEPTH), None)
    if deep is not None:  # the parser skips what is deeper
        line = first_line + (deep.map[0] if deep.map else 0)
        raise UnreadableInput(
            f"{name}: line {line}: lists or quotations are nested {BLOCK_DEPTH} deep or more; "
            "make them flatter, or put the passage into a code block if it is not text"
        )
    definitions = {start: (end, label, found) for start, end, label, found in env["definitions"]}
    references: References = env["references"]
    blocks: list[Block] = []
    at = 0
    leaves = sorted(_leaves(tokens, source.text), key=lambda leaf: leaf.lines[0])
    for start, end, made in sorted(
        [
            *(_definition(source, start, *rest) for start, rest in definitions.items()),
            *(found for leaf in leaves if (found := _made(leaf, source, references, modules=modules))),
        ],
        key=lambda item: item[:2],
    ):
        if start < at:
            continue  # it overlaps the one before and is not certain
        blocks += [Block(kind="skeleton", text=source.raw(at, start)), *made]
        at = end
    blocks.append(Block(kind="skeleton", text=source.raw(at, len(source.text))))
    return joined(blocks)


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without empty skeletons, and with neighbouring skeletons merged."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "skeleton" and not block.text:
            continue
        if found and block.kind == found[-1].kind == "skeleton" and not (block.markup or found[-1].markup):
            found[-1] = replace(block, text=found[-1].text + block.text)
        else:
            found.append(block)
    return found


def note(tag: str, *attributes: tuple[str, str]) -> InlineTag:
    """Return a mark about its block as a whole."""
    return InlineTag(start=0, end=0, tag=tag, attributes=attributes)


def _definition(
    source: Source, start: int, end: int, label: str, found: dict[str, str]
) -> tuple[int, int, list[Block]]:
    mark = note("reference", ("label", label), ("href", str(found.get("href", ""))))
    return start, end, [Block(kind="skeleton", text=source.raw(start, end), markup=(mark,))]


def _leaves(tokens: Sequence[Token], text: str) -> Iterator[_Leaf]:
    """Yield the texts of a document in order, each with its kind by the containers it is in."""
    around: list[Token] = []
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            around.append(token)
        elif token.nesting < 0:
            around.pop()
        elif token.type in ("fence", "code_block") and token.meta.get("lines"):
            yield _code(token, text)
        elif token.type == "inline" and around:
            cells = around[-1].type in ("th_open", "td_open")
            first = not cells or tokens[index - 2].type == "tr_open"
            if cells and first:
                yield from _cells(tokens, index, text)
            elif not cells:
                yield from _text(token, around, text, first=tokens[index - 2].type == "list_item_open")


def _text(token: Token, around: Sequence[Token], text: str, *, first: bool) -> Iterator[_Leaf]:
    lines: list[tuple[int, int]] = list(token.meta.get("lines", ()))
    if not lines:
        return
    start, end = lines[0]
    opening = around[-1]
    level, inside, kind = 0, "", "paragraph"
    if opening.type == "heading_open":
        level, kind = int(opening.tag[1]), "heading"
        if opening.markup.startswith("#"):
            inside = "heading"
            hashes = _HASHES.match(text, start, end)
            start = hashes.end() if hashes else start
            closing = _CLOSING_HASHES.search(text[start:end])
            end = start + closing.start() if closing else end
            lines = [(start, end)]
    else:
        kind = next((_CONTAINERS[outer.type] for outer in reversed(around) if outer.type in _CONTAINERS), "paragraph")
        level = sum(outer.type == "list_item_open" for outer in around) if kind == "list_item" else 0
    task = _TASK.match(text, start, lines[0][1]) if kind == "list_item" and first else None
    lines[0] = (task.end() if task else start, lines[0][1])
    start, end = lines[-1]
    lines[-1] = (start, start + len(text[start:end].rstrip(" \t")))
    located = " ".join(text[first:last].strip() for first, last in lines)
    if task:
        located = f"{task[0].strip()} {located}"
    if located.split() != token.content.split():
        return  # its position is not certain
    items = [outer for outer in around if outer.type == "list_item_open"]
    marker = f"{items[-1].info}{items[-1].markup} " if kind == "list_item" else ""
    yield _Leaf(kind=kind, lines=tuple(lines), level=level, inside=inside, marker=marker)  # type: ignore[arg-type]  # from the table


def _code(token: Token, text: str) -> _Leaf:
    lines = list(token.meta["lines"])
    while len(lines) > 1 and not text[slice(*lines[-1])].strip() and token.type == "code_block":
        lines.pop()
    return _Leaf(kind="code", lines=tuple(lines))


def _cells(tokens: Sequence[Token], index: int, text: str) -> Iterator[_Leaf]:
    """Yield the cells of a row, whose first text is at `index`: between the pipes, as the parser counts them."""
    start, end = tokens[index].meta["lines"][0]
    row = text[start:end].rstrip(" \t")
    bounds = [found.start() for found in _CELL_END.finditer(row)]
    spans = [(a + 1, b) for a, b in zip([-1, *bounds], [*bounds, len(row)], strict=True)]
    if row.startswith("|"):
        spans = spans[1:]
    if spans and spans[-1][0] >= len(row):
        spans = spans[:-1]
    inside = "lone cell" if tokens[index - 1].type == "th_open" and not bounds else "cell"
    for first, last in spans:
        if index >= len(tokens) or tokens[index].type != "inline":
            return
        cell = row[first:last]
        first += len(cell) - len(cell.lstrip(" \t"))
        last -= len(cell) - len(cell.rstrip(" \t"))
        if first < last and row[first:last].replace("\\|", "|").split() == tokens[index].content.split():
            yield _Leaf(kind="caption", lines=((start + first, start + last),), inside=inside)
        index += 3


def _made(leaf: _Leaf, source: Source, references: References, *, modules: bool) -> tuple[int, int, list[Block]] | None:
    """Return the blocks of a text with start and end, or None where it is to stay as it is."""
    start, end = leaf.lines[0][0], leaf.lines[-1][1]
    content = "\n".join(source.text[first:last] for first, last in leaf.lines)
    breaks = tuple(source.raw(one[1], other[0]) for one, other in zip(leaf.lines, leaf.lines[1:], strict=False))
    lines = (note("lines", *(("break", text) for text in breaks)),) if any(text != "\n" for text in breaks) else ()
    if leaf.kind == "code":
        return start, end, [Block(kind="code", text=content, markup=lines)]
    if not content or (modules and _ESM.match(content)):
        return None
    if leaf.inside.endswith("cell"):
        content = content.replace("\\|", "|")
    found = read_inline(content, references)
    if found is None:
        return None

    def spell(first: int, last: int) -> str:
        ends = iter(breaks[content.count("\n", 0, first) :])
        piece = re.sub("\n", lambda _: next(ends), content[first:last])
        return piece.replace("|", "\\|") if leaf.inside.endswith("cell") else piece

    if not _has_words(found):
        return (start, end, list(_dissolved(found.captions, content, spell))) if found.captions else None
    marks = (
        *((note("marker", ("text", leaf.marker)),) if leaf.marker else ()),
        *((note("place", ("in", leaf.inside)),) if leaf.inside else ()),
        *lines,
        *((note("entities", *found.spellings),) if found.spellings else ()),
        *found.marks,
    )
    block = Block(kind=leaf.kind, text=found.text, level=leaf.level, markup=marks)
    return start, end, [block, *(_caption(caption, content, of=caption.spelling) for caption in found.captions)]


def _has_words(found: Inline) -> bool:
    """Return whether there is anything to translate: a letter or digit outside of tags that are kept."""
    at = 0
    for mark in found.marks:
        if mark.keep and mark.start >= at:
            if any(map(str.isalnum, found.text[at : mark.start])):
                return True
            at = mark.end
    return any(map(str.isalnum, found.text[at:]))


def _dissolved(captions: Sequence[Caption], content: str, spell: Callable[[int, int], str]) -> Iterator[Block]:
    """Yield an image that is a block of its own: its alternative text as a block, the rest as skeletons."""
    at = 0
    for caption in captions:
        yield Block(kind="skeleton", text=spell(at, caption.start))
        yield _caption(caption, content, source=spell(caption.start, caption.end))
        at = caption.end
    yield Block(kind="skeleton", text=spell(at, len(content)))


def _caption(caption: Caption, content: str, *, of: str = "", source: str = "") -> Block:
    quote = content[caption.end : caption.end + 1]
    spelling = note(
        "spelling",
        ("text", caption.text),
        ("source", source or content[caption.start : caption.end]),
        *((("of", of), ("lead", str(caption.lead))) if of else ()),
    )
    place = note("place", ("in", caption.kind), *((("quote", quote),) if caption.kind == "title" else ()))
    return Block(kind="caption", text=caption.text, markup=(HIDDEN, place, spelling))
