"""From Markdown to blocks: its texts, and everything between them as `skeleton`.

What is needed to render a block is in its marks without `open` and `close`: `lines` (what is between its lines),
`place` (a heading, a cell, the inside of a tag), `entities` (characters that are not written plainly), `reference` (a
skeleton that defines a link).
"""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from babelpress.document import HIDDEN, Block, BlockKind, InlineTag
from babelpress.errors import UnreadableInput
from babelpress.formats import untranslated
from babelpress.formats.front_matter.blocks import option_block
from babelpress.formats.front_matter.values import Value
from babelpress.formats.inline import has_words
from babelpress.formats.markdown.attributes import attribute_texts
from babelpress.formats.markdown.chunks import is_cell, options
from babelpress.formats.markdown.html_blocks import html_blocks
from babelpress.formats.markdown.inline import Caption, read_inline
from babelpress.formats.markdown.parser import BLOCK_DEPTH, References, parse_blocks
from babelpress.formats.markdown.rules import CELL_END, cell_source, cell_spans, cell_text
from babelpress.formats.untranslated import counted

_HASHES = re.compile(r"#{1,6}[ \t]*")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_HEADING_END = re.compile(
    r"(?:[ \t]*(?:\{[:#.][^{}\n]*\}|\{/\*(?:[^*\n]|\*(?!/))*\*/\}|<a\s[^<>]*>[ \t]*</a>|\[#[\w-]+\]))+[ \t]*$"
)
"""What follows the text of a heading: its id and other attributes."""
_BLOCK_NAME = re.compile(r"[ \t]+\^[A-Za-z0-9][\w-]*[ \t]*$")
"""What follows the last line of a block of Obsidian that others link to."""
_LONGEST_END = 500
_DEFINED_TITLE = re.compile(r"""\s("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*$""", re.DOTALL)
_DASH = re.compile(r"[—–―][ \u00a0\u202f\t]+(?=\S)")
"""What begins a line of dialogue."""
_HARD_BREAK = re.compile(r"(?:[ \t]+|\\)$")
_CONTROL = re.compile(
    r"\{%-?\s*(?:if|elsif|elif|else|endif|unless|endunless|for|endfor|case|when|endcase|ifchanged|endifchanged)\b.*?%\}",
    re.DOTALL,
)
"""Tags of Liquid and Jinja that decide which of the texts between them is shown."""
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
    """A text or piece of code and the positions of its lines; `inside` is a place with restrictions on its text.

    Inside `html` it is an HTML block; inside `component` or `shortcode` a tag whose attributes may be texts. An option
    of a cell of code has its `value`; `left` are options of it that stay as they are.
    """

    kind: BlockKind
    lines: tuple[tuple[int, int], ...]
    level: int = 0
    inside: str = ""
    marker: str = ""
    value: Value | None = None
    left: int = 0


def read_blocks(text: str, *, name: str, first_line: int = 1, mdx: bool = False) -> list[Block]:
    """Return the blocks of a Markdown text without front matter, which starts in `first_line` of its file.

    The last says what stays untranslated, if anything does. `mdx` is true for MDX, which has imports and expressions.
    Raises `UnreadableInput` for containers nested too deep.
    """
    source = Source(text)
    tokens, env = parse_blocks(source.text, mdx=mdx)
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
            *(found for leaf in leaves for found in _made(leaf, source, references, mdx=mdx)),
        ],
        key=lambda item: item[:2],
    ):
        if start < at:
            continue  # it overlaps the one before and is not certain
        blocks += [Block(kind="skeleton", text=source.raw(at, start)), *made]
        at = end
    blocks.append(Block(kind="skeleton", text=source.raw(at, len(source.text))))
    left = counted(blocks)
    captions = {own.get("source") for own in map(_spelling, blocks)}
    left["texts in code"] = sum(text not in captions for block in blocks for text in _texts_in_code(block))
    return [*joined(blocks), *untranslated.note(left)]


def _spelling(block: Block) -> dict[str, str]:
    return next((dict(mark.attributes) for mark in block.markup if mark.tag == "spelling"), {})


def _texts_in_code(block: Block) -> list[str]:
    """Return the strings of syntax that read as sentences."""
    if block.kind != "skeleton":
        sources = [part for mark in block.markup if mark.inline for part in (mark.open, mark.close)]
    else:
        sources = [] if any(mark.tag == "reference" for mark in block.markup) else [block.text]
    return [text for source in sources for text in untranslated.texts_in_code(source)]


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
    """Return the blocks of a link reference definition, with its title as a text."""
    mark = note("reference", ("label", label), ("href", str(found.get("href", ""))))
    written = source.text[start:end]
    title = _DEFINED_TITLE.search(written) if any(map(str.isalnum, found.get("title", ""))) else None
    if not title or unescapeAll(title[1][1:-1]) != found["title"]:
        return start, end, [Block(kind="skeleton", text=source.raw(start, end), markup=(mark,))]
    first, last = title.start(1) + 1, title.end(1) - 1
    caption = Caption(kind="title", text=" ".join(found["title"].split()), spelling="", lead=0, start=first, end=last)
    blocks = [
        Block(kind="skeleton", text=source.raw(start, start + first), markup=(mark,)),
        _caption(caption, written, source=source.raw(start + first, start + last)),
        Block(kind="skeleton", text=source.raw(start + last, end)),
    ]
    return start, end, blocks


def _leaves(tokens: Sequence[Token], text: str) -> Iterator[_Leaf]:
    """Yield the texts of a document in order, each with its kind by the containers it is in."""
    around: list[Token] = []
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            around.append(token)
        elif token.nesting < 0:
            around.pop()
        elif token.type in ("fence", "code_block") and token.meta.get("lines"):
            yield from _code(token, text)
        elif token.type == "marker":
            yield from _marker(token)
        elif token.type == "html_block":
            yield from _html(token, text, around)
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
    if kind == "heading":
        start, end = lines[-1]
        near = max(start, end - _LONGEST_END)
        found = _HEADING_END.search(text[near:end])
        lines[-1] = (start, near + found.start() if found else end)
    elif found := _BLOCK_NAME.search(text[slice(*lines[-1])]):
        lines[-1] = (lines[-1][0], lines[-1][0] + found.start())
    items = [outer for outer in around if outer.type == "list_item_open"]
    marker = f"{items[-1].info}{items[-1].markup} " if kind == "list_item" else ""
    yield _Leaf(kind=kind, lines=tuple(lines), level=level, inside=inside, marker=marker)  # type: ignore[arg-type]  # from the table


def _marker(token: Token) -> Iterator[_Leaf]:
    """Yield the texts in a line that is syntax."""
    for start, end, inside in token.meta["texts"]:
        yield _Leaf(kind="caption", lines=((start, end),), inside=inside)
    for start, end, syntax in token.meta["attributes"]:
        yield _Leaf(kind="caption", lines=((start, end),), inside=syntax)


def _html(token: Token, text: str, around: Sequence[Token]) -> Iterator[_Leaf]:
    """Yield an HTML block; in a quotation, whose marks are no text, its lines one by one."""
    lines = [(start, end) for start, end in token.meta.get("lines", ()) if text[start:end].strip()]
    if not lines:
        return
    if any(outer.type == "blockquote_open" for outer in around):
        for line in lines:
            yield _Leaf(kind="paragraph", lines=(line,), inside="html")
    else:
        yield _Leaf(kind="paragraph", lines=((lines[0][0], lines[-1][1]),), inside="html")


def _code(token: Token, text: str) -> Iterator[_Leaf]:
    """Yield a block of code; of one that is run, the options that readers see as well."""
    lines = list(token.meta["lines"])
    while len(lines) > 1 and not text[slice(*lines[-1])].strip() and token.type == "code_block":
        lines.pop()
    left = 0
    last = max(text.rfind("\n", 0, lines[0][0]), 0)
    opening = text.rfind("\n", 0, last) + 1
    if token.type == "fence" and is_cell(text[opening:last].lstrip(" \t>*+-")):
        yield _Leaf(kind="caption", lines=((opening, last),), inside="shortcode")
        count, values, left = options(text, lines)
        for value in values:
            yield _Leaf(kind="caption", lines=((value.start, value.end),), inside="option", value=value)
        if values:
            lines = lines[count:]
    if lines:
        yield _Leaf(kind="code", lines=tuple(lines), left=left)


def _cells(tokens: Sequence[Token], index: int, text: str) -> Iterator[_Leaf]:
    """Yield the cells of a row, whose first text is at `index`: between the pipes, as the parser counts them."""
    start, end = tokens[index].meta["lines"][0]
    row = text[start:end].rstrip(" \t")
    ends = (number for number in range(index, len(tokens)) if tokens[number].type == "tr_close")
    columns = (next(ends, len(tokens)) - index + 1) // 3
    inside = "lone cell" if tokens[index - 1].type == "th_open" and not CELL_END.search(row) else "cell"
    for first, last in cell_spans(row, columns):
        cell = row[first:last]
        first += len(cell) - len(cell.lstrip(" \t"))
        last -= len(cell) - len(cell.rstrip(" \t"))
        if first < last:
            yield _Leaf(kind="caption", lines=((start + first, start + last),), inside=inside)


Made = tuple[int, int, list[Block]]
"""Start and end of a part of the text, and its blocks."""


def _made(leaf: _Leaf, source: Source, references: References, *, mdx: bool) -> Iterator[Made]:
    """Yield the blocks of a text with start and end; nothing where it is to stay as it is."""
    start, end = leaf.lines[0][0], leaf.lines[-1][1]
    if leaf.inside == "html":
        yield start, end, html_blocks(source.raw(start, end))
    elif leaf.inside in ("component", "shortcode"):
        yield from _attributes(leaf, source)
    elif leaf.value:
        if block := option_block(leaf.value):
            yield start, end, [block]
    elif leaf.kind == "code":
        content = "\n".join(source.text[first:last] for first, last in leaf.lines)
        yield start, end, [Block(kind="code", text=content, markup=_line_notes(leaf, source))]
        yield end, end, list(untranslated.note({"captions of several lines": leaf.left}))
    else:
        for speech in _speeches(leaf, source, references, mdx=mdx) or [leaf]:
            yield from _texts(speech, source, references, mdx=mdx)


def _texts(leaf: _Leaf, source: Source, references: References, *, mdx: bool) -> Iterator[Made]:
    """Yield the blocks of a text: one, or several with tags of templates between them."""
    if made := _prose(leaf, source, references, mdx=mdx):
        parts = _parts(leaf, source.text, made[2][0])
        found_parts = (_prose(part, source, references, mdx=mdx) for part in parts)
        yield from (part for part in found_parts if part) if parts else [made]


def _speeches(leaf: _Leaf, source: Source, references: References, *, mdx: bool) -> list[_Leaf]:
    """Return the lines of a dialogue, each without its dash, which is no part of what is said.

    A dash begins a line, and one that does so inside of a tag ends none.
    """
    dashes = [_DASH.match(source.text, *line) for line in leaf.lines]
    if not any(dashes) or leaf.inside:
        return []
    starts = sorted({0, *(index for index, dash in enumerate(dashes) if dash)})
    found = []
    for first, last in zip(starts, [*starts[1:], len(leaf.lines)], strict=True):
        lines = list(leaf.lines[first:last])
        dash = dashes[first]
        lines[0] = (dash.end() if dash else lines[0][0], lines[0][1])
        lines[-1] = (lines[-1][0], lines[-1][0] + len(_HARD_BREAK.sub("", source.text[slice(*lines[-1])])))
        found.append(replace(leaf, lines=tuple(lines)))
    if len(found) > 1:
        whole = _prose(leaf, source, references, mdx=mdx)
        pieces = [_prose(each, source, references, mdx=mdx) for each in found]
        tags = [tag for each in pieces if each for tag in _tags_of(each)]
        if not whole or not all(pieces) or _tags_of(whole) != tags:
            return []
    return found


def _tags_of(made: Made) -> list[str]:
    return [mark.open for mark in made[2][0].markup if mark.inline and mark.tag != "br"]


def _parts(leaf: _Leaf, text: str, block: Block) -> list[_Leaf]:
    """Return the texts between the tags of a template that decide which of them is shown: no sentence crosses these."""
    content = "\n".join(text[first:last] for first, last in leaf.lines)
    if leaf.inside.endswith("cell") and "\\|" in content:
        return []
    tags = list(_CONTROL.finditer(content))
    if not tags or len(tags) != _outer_controls(block):
        return []
    bounds = [0, *(place for tag in tags for place in tag.span()), len(content)]
    pieces = zip(bounds[::2], bounds[1::2], strict=True)
    return [replace(leaf, lines=lines) for first, last in pieces if (lines := _cut(leaf, content, first, last))]


def _outer_controls(block: Block) -> int:
    """Return how many tags of templates stand in a block with nothing but each other around them."""
    count = 0
    around: list[bool] = []
    for mark in block.markup:
        if mark.inline:
            del around[mark.depth :]
            control = bool(_CONTROL.match(mark.open))
            count += (1 + bool(mark.close)) if control and all(around) else 0
            around.append(control)
    return count


def _cut(leaf: _Leaf, content: str, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the lines of a part of a text, without white space around it."""
    piece = content[first:last]
    first += len(piece) - len(piece.lstrip())
    last -= len(piece) - len(piece.rstrip())
    lines: list[tuple[int, int]] = []
    at = 0
    for start, end in leaf.lines:
        low, high = max(first, at), min(last, at + end - start)
        if low < high:
            lines.append((start + low - at, start + high - at))
        at += end - start + 1
    return tuple(lines)


def _attributes(leaf: _Leaf, source: Source) -> Iterator[Made]:
    """Yield the texts in the attributes of a tag that is a block of its own."""
    ((start, end),) = leaf.lines
    written = source.text[start:end]
    for found in attribute_texts(written, syntax="shortcode" if leaf.inside == "shortcode" else "html"):
        caption = Caption(kind=found.kind, text=found.text, spelling="", lead=0, start=found.start, end=found.end)
        first, last = start + found.start, start + found.end
        yield first, last, [_caption(caption, written, source=source.raw(first, last))]


def _line_notes(leaf: _Leaf, source: Source) -> tuple[InlineTag, ...]:
    """Return the mark with what is between the lines of a block, if that is more than a line end."""
    breaks = _breaks(leaf, source)
    return (note("lines", *(("break", text) for text in breaks)),) if any(text != "\n" for text in breaks) else ()


def _breaks(leaf: _Leaf, source: Source) -> tuple[str, ...]:
    return tuple(source.raw(one[1], other[0]) for one, other in zip(leaf.lines, leaf.lines[1:], strict=False))


def _prose(leaf: _Leaf, source: Source, references: References, *, mdx: bool) -> Made | None:
    start, end = leaf.lines[0][0], leaf.lines[-1][1]
    content = "\n".join(source.text[first:last] for first, last in leaf.lines)
    breaks = _breaks(leaf, source)
    if leaf.inside.endswith("cell"):
        content = cell_text(content)
    found = read_inline(content, references, mdx=mdx) if content else None
    if found is None:
        return None

    def spell(first: int, last: int) -> str:
        ends = iter(breaks[content.count("\n", 0, first) :])
        piece = re.sub("\n", lambda _: next(ends), content[first:last])
        return cell_source(piece) if leaf.inside.endswith("cell") else piece

    if not has_words(found.text, found.marks):
        return (start, end, list(_dissolved(found.captions, content, spell))) if found.captions else None
    marks = (
        *((note("marker", ("text", leaf.marker)),) if leaf.marker else ()),
        *((note("place", ("in", leaf.inside)),) if leaf.inside else ()),
        *_line_notes(leaf, source),
        *((note("entities", *found.spellings),) if found.spellings else ()),
        *found.marks,
    )
    block = Block(kind=leaf.kind, text=found.text, level=leaf.level, markup=marks)
    return start, end, [block, *(_caption(caption, content, of=caption.spelling) for caption in found.captions)]


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
    quoted = caption.kind not in ("alt", "note")
    labelled = (("label", caption.label),) if caption.label else ()
    place = note("place", ("in", caption.kind), *((("quote", quote),) if quoted else ()), *labelled)
    return Block(kind="caption", text=caption.text, markup=(HIDDEN, place, spelling))
