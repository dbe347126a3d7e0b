"""Renders a block's text as Markdown: as plainly as possible, and escaped only where needed.

Every rendering is parsed before it is used: it must give the same text under the same tags. If it does not, the next
one escapes more: special characters, and emphasis as HTML where its asterisks would not be recognized.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.common.utils import isPunctChar
from markdown_it.rules_block.html_block import HTML_SEQUENCES

from babelpress.document import Block, InlineTag
from babelpress.formats.inline import faults
from babelpress.formats.markdown.inline import read_inline
from babelpress.formats.markdown.parser import References, parse_blocks
from babelpress.formats.markdown.rules import cell_source, cell_text

# What could begin a block at the start of a line of a paragraph.

_LINE_START = re.compile(
    r"^(?:([-+=#>|:~`*_$\[{<!?(;/])|(\d{1,9})(?=[.)])|([—–―](?=[ \u00a0\u202f\t])|[ie](?=[mx]port\s)))", re.MULTILINE
)
_HTML_BLOCKS = tuple(opening for opening, _, interrupts in HTML_SEQUENCES if interrupts)
"""Tags that begin an HTML block even before other text; other tags only begin one if they are alone on a line."""


def guard_line_starts(piece: str, *, at_start: bool) -> str:
    """Escape what could begin a block at the start of a line."""
    head, end, tail = ("", "", piece) if at_start else piece.partition("\n")
    return head + end + _LINE_START.sub(_guarded, tail)


def _guarded(found: re.Match[str]) -> str:
    if found[3]:  # a dash that would begin a line of dialogue, a word that would begin a module of MDX
        return reference(found[3])
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\"


def away_from_start(text: str, marks: tuple[InlineTag, ...]) -> tuple[InlineTag, ...]:
    """Return marks, each on one line, of which none begins an HTML block: such a one is moved after the first word.

    In the source it was inside a line; only a translation that moves it to the start needs this.
    """
    marks = tuple(
        replace(mark, open=mark.open.replace("\n", " "), close=mark.close.replace("\n", " ")) for mark in marks
    )
    first = re.match(r"\s*\S*", text)
    start, behind = len(text) - len(text.lstrip()), first.end() if first else 0
    staying = [mark for mark in marks if not (mark.start <= start and mark.depth == 0 and _begins_block(mark))]
    if len(staying) == len(marks):
        return marks
    behind = next((mark.end for mark in staying if mark.depth == 0 and mark.start < behind < mark.end), behind)
    moved = [replace(mark, start=behind, end=max(behind, mark.end)) for mark in marks if mark not in staying]
    index = next((i for i, mark in enumerate(staying) if mark.depth == 0 and mark.start >= behind), len(staying))
    found = (*staying[:index], *moved, *staying[index:])
    return marks if faults(text, found) else found


def _begins_block(mark: InlineTag) -> bool:
    return any(opening.search(mark.open) for opening in _HTML_BLOCKS)


# Escaping: characters are written as in the source, and escaped as far as the level asks for.

# `_CAREFUL` skips addresses, and `_`, `:` and `!` where they have no meaning, and captures characters to be escaped.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~$^|!:+=%]")
_ADDRESS = r"https?://[^\s<>()\[\]*`\\|{}\"^]+"
_ALL = re.compile(rf"{_ADDRESS}|({_SPECIAL.pattern})")
_CAREFUL = re.compile(_ADDRESS + r"|(?<=\w)[_:](?=\w)|[:!](?=\s|$)|([\\`*_{}\[\]<>&~$^!:]|\+(?=\+)|=(?==)|%(?=%))")


_TEMPLATE_STARTS = frozenset({"{%", "{#", "<%", "<?"})


class Escape:
    """Escapes text: each character is written as in the source, with more escapes at a higher level."""

    def __init__(self, spellings: Sequence[tuple[str, str]], level: str) -> None:
        self._spellings: dict[str, list[str]] = {}
        for character, spelling in spellings:
            self._spellings.setdefault(character, []).append(spelling)
        self._seen: dict[str, int] = {}
        self._level = level
        self._known = re.compile(f"[{re.escape(''.join(self._spellings))}]") if self._spellings else None

    def __call__(self, text: str, *, verbatim: bool, code_html: bool) -> str:
        """Return the next piece of a block's text; `verbatim` is code, `code_html` is code between HTML tags."""
        if code_html:
            return _SPECIAL.sub(r"\\\g<0>", text)
        if verbatim:
            return text
        text = re.sub(r" {2,}\n", " \n", text)
        text = re.sub(r"\n[ \t]+", "\n", text)
        guarded = self._guarded(text) if self._level != "none" else {}
        if not guarded and not self._known:
            return text
        return "".join(self._one(character, at in guarded, text[at + 1 : at + 2]) for at, character in enumerate(text))

    def _guarded(self, text: str) -> set[int]:
        if self._level == "references":
            return {found.start() for found in _SPECIAL.finditer(text)}
        pattern = _ALL if self._level == "all" else _CAREFUL
        return {found.start(1) for found in pattern.finditer(text) if found[1]}

    def _one(self, character: str, guarded: bool, following: str) -> str:
        spelling = character
        if own := self._spellings.get(character):
            count = self._seen.get(character, 0)
            self._seen[character] = count + 1
            spelling = own[min(count, len(own) - 1)]
        if not guarded or spelling != character:
            return spelling
        return reference(character) if self._level == "references" else escaped(character, following)


def escaped(character: str, following: str) -> str:
    r"""Return a sign as text, by a backslash; one that begins a tag of a template by a character reference.

    Templates are read before Markdown, and a backslash is none of their signs: `\{% x %}` still has a tag in it.

    >>> escaped("*", ""), escaped("{", "%")
    ('\\*', '&#123;')
    """
    return reference(character) if following and character + following in _TEMPLATE_STARTS else f"\\{character}"


def reference(character: str) -> str:
    """Return a character as a numeric reference, which is never read as syntax."""
    return f"&#{ord(character)};"


def render_caption(text: str, *, kind: str, quote: str = '"') -> str:
    """Return text as it is written in a tag: `alt` of an image, `title` of a link, `note` of an inline footnote."""
    line = " ".join(text.split())
    if kind == "title":
        special = f"\\{quote}&`<|" + ("(" if quote == ")" else "")
        return "".join(f"\\{character}" if character in special else character for character in line)
    return _SPECIAL.sub(lambda found: escaped(found[0], line[found.end() : found.end() + 1]), line)


def code_fence(mark: InlineTag, covered: str, *, opens: bool) -> str:
    """Return the opening or closing fence of code: its own backticks, or as many as the code does not contain."""
    runs = {len(run) for run in re.findall("`+", covered)}
    fence = len(mark.open.rstrip(" \n"))
    if covered and fence not in runs:
        return mark.open if opens else mark.close
    width = next(width for width in range(1, len(runs) + 2) if width not in runs)
    return "`" * width + " " if opens else " " + "`" * width


_EMPHASIS = frozenset({"*", "**", "_", "__", "~~", "=="})
_VERBATIM = re.compile(r"`+[ \n]?|\$\$?|\\\\?\(|<|\{[\w:.+-]+\}`+|!?\[\[[^\]]*|[~^]")
_DEFINITION = re.compile(r"\A[:~](?=[ \t])")
"""What makes a paragraph a definition where one that Babelpress takes for a marker is before it."""
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_END_HASHES = re.compile(r"#(?=#*[ \t]*$)")
_SPACE = " \t\n"
_DEFINES = re.compile(r"^([ \t]*\[[^\]\n]{1,200}\])(?=:[\w+-]+:)", re.MULTILINE)
"""A footnote reference directly before an emoji code, which would turn it into a definition."""
_BLANK_LINE = re.compile(r"\n([ \t]*)(?=\n)")
_APART = {"emoji": re.compile(r"[\w:]"), "math": re.compile(r"[\w$]")}
"""Constructs that are recognized only where no such character is next to them."""
_LOOSE = frozenset({*_APART, "br"})


MOST_CARE = 3
"""The highest `Place.care`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text is, and thus what it may contain: `one_line`, `cell` (of a table), `heading`, the title of a box
    in brackets. In MDX, tags without content are closed."""

    one_line: bool = False
    cell: bool = False
    heading: bool = False
    bracket: bool = False
    mdx: bool = False
    care: int = 0
    """1: escape what could begin a block at the start of a line. 2: also put the text on one line, and begin it with no
    HTML tag. 3: also escape every special sign."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to render a block: which characters are escaped, and which emphasis (`all`: and code) becomes HTML."""

    escapes: str
    html: str


_PLAIN = _Way("none", "none")
_WAYS = (
    _Way("none", "broken"),
    _Way("careful", "none"),
    _Way("careful", "broken"),
    _Way("careful", "emphasis"),
    _Way("all", "broken"),
    _Way("all", "emphasis"),
    _Way("all", "all"),
    _Way("references", "all"),
)


def render_text(block: Block, references: References, *, place: Place) -> str:
    """Return the Markdown of a block's text with its marks; its lines are separated by single line feeds."""
    rendered = ""
    marks = tuple(mark for mark in block.markup if mark.inline)
    if faults(block.text, marks):
        marks = _around_all(block.text, marks)
    spellings = next((mark.attributes for mark in block.markup if mark.tag == "entities"), ())
    if place.care > 1:
        marks = away_from_start(block.text, marks)
    original = _one_paragraph(block.text, marks, one_line=place.one_line or place.care > 1), marks
    tightened = original[0], _tight(*original)
    varied = original[0], _varied(tightened[1])
    ways = [(original, _PLAIN), (tightened, _PLAIN), (varied, _PLAIN), *((varied, way) for way in _WAYS)]
    if place.care > 2:
        ways = [each for each in ways if each[1].escapes not in ("none", "careful")]
    for (text, own), way in ways:
        rendered = _spell(text, own, spellings, way, place)
        found = read_inline(_in_place(rendered, place), references, mdx=place.mdx)
        if not found or signature(found.text, found.marks) != signature(text, own):
            continue
        if not place.care or place.one_line or _is_paragraph(rendered, mdx=place.mdx):
            return rendered
    return rendered


def _is_paragraph(rendered: str, *, mdx: bool) -> bool:
    """Return whether a text that stands alone is one paragraph: no marker, definition or other block begins in it."""
    tokens, env = parse_blocks(rendered, mdx=mdx)
    return [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] and not env["references"]


def _around_all(text: str, marks: Sequence[InlineTag]) -> tuple[InlineTag, ...]:
    """Turn marks that form no tree into one: those that cover words cover all of them, the others go to the end."""
    covering = [mark for mark in marks if mark.close]
    single = [mark for mark in marks if not mark.close]
    return (
        *(replace(mark, start=0, end=len(text), depth=depth) for depth, mark in enumerate(covering)),
        *(replace(mark, start=len(text), end=len(text), depth=0) for mark in single),
    )


def signature(text: str, marks: Sequence[InlineTag]) -> tuple[tuple[str, str], ...]:
    """Return what must be equal for two renderings of a text: its words and its tags, but not its white space."""
    parts: list[tuple[str, str]] = []
    for mark, opens, piece in _events(text, marks):
        if mark is None:
            if parts and parts[-1][0] == "text":
                piece = parts.pop()[1] + piece
            parts.append(("text", re.sub(r"[ \t\n]+", " ", piece)))
        elif opens or mark.tag not in ("br", "entity"):
            parts.append(("open" if opens else "close", mark.open if mark.tag == "entity" else mark.tag))
    plain = ((kind, _at_break(value, parts, at) if kind == "text" else value) for at, (kind, value) in enumerate(parts))
    return tuple(part for part in plain if part[1])


def _at_break(piece: str, parts: Sequence[tuple[str, str]], index: int) -> str:
    """Remove white space without meaning: at the ends of a block and around a line break or an emoji."""
    if index == 0 or parts[index - 1][1] in _LOOSE:
        piece = piece.lstrip(" ")
    if index == len(parts) - 1 or parts[index + 1][1] in _LOOSE:
        piece = piece.rstrip(" ")
    return piece


def _events(text: str, marks: Sequence[InlineTag]) -> Iterator[tuple[InlineTag | None, bool, str]]:
    """Yield marks as they open and close, and the text between: (mark, opens, "") or (None, False, piece)."""
    around: list[InlineTag] = []
    at = 0
    for mark in [*marks, None]:
        while len(around) > (mark.depth if mark else 0):
            end = around[-1].end
            if end > at:
                yield None, False, text[at:end]
                at = end
            yield around.pop(), False, ""
        start = mark.start if mark else len(text)
        if start > at:
            yield None, False, text[at:start]
            at = start
        if mark:
            yield mark, True, ""
            around.append(mark)


def _one_paragraph(text: str, marks: Sequence[InlineTag], *, one_line: bool) -> str:
    """Return a text of the same length without blank lines, which would end the paragraph."""
    text = text.replace("\r", " ")
    if one_line:
        return text.replace("\n", " ")
    tags = {mark.start for mark in marks}
    return _BLANK_LINE.sub(lambda m: m[0] if tags & {*range(m.start() + 1, m.end() + 1)} else f" {m[1]}", text)


def _tight(text: str, marks: tuple[InlineTag, ...]) -> tuple[InlineTag, ...]:
    """Return marks whose emphasis has no white space at its ends, where Markdown does not recognize it."""
    tight = []
    for mark in marks:
        start, end = mark.start, mark.end
        if mark.open in _EMPHASIS:
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
        tight.append(replace(mark, start=start, end=end))
    return marks if faults(text, tight) else tuple(tight)


def _varied(marks: tuple[InlineTag, ...]) -> tuple[InlineTag, ...]:
    """Return marks of which no two with asterisks begin or end at the same place, where they would be read as others.

    `***a***` is emphasis around a strong text: with the strong text outside it is written `**_a_**`.
    """
    bounds: Counter[int] = Counter(at for mark in marks if mark.open == "**" for at in (mark.start, mark.end))
    return tuple(
        replace(mark, open="_", close="_") if mark.open == "*" and (bounds[mark.start] or bounds[mark.end]) else mark
        for mark in marks
    )


def _spell(text: str, marks: Sequence[InlineTag], spellings: Sequence[tuple[str, str]], way: _Way, place: Place) -> str:
    """Render a text in one way; emphasis that would not be recognized becomes HTML if the way says so."""
    as_html: set[int] = set()
    if way.html in ("emphasis", "all"):
        as_html = {id(mark) for mark in marks if way.html == "all" or mark.open in _EMPHASIS}
    rendered, opened = _assembled(text, marks, spellings, way, place, as_html)
    while way.html == "broken":
        more = {
            key for key, (mark, at, end) in opened.items() if key not in as_html and _breaks(rendered, mark, at, end)
        }
        if not more:
            break
        as_html |= more
        rendered, opened = _assembled(text, marks, spellings, way, place, as_html)
    return _finished(rendered, place)


def _assembled(
    text: str,
    marks: Sequence[InlineTag],
    spellings: Sequence[tuple[str, str]],
    way: _Way,
    place: Place,
    as_html: set[int],
) -> tuple[str, dict[int, tuple[InlineTag, int, int]]]:
    """Return the text as Markdown, and for each mark where its opening and its closing tag begin in it."""
    escape = Escape(spellings, way.escapes)
    parts: list[str] = []
    opened: dict[int, tuple[InlineTag, int, int]] = {}
    around: list[InlineTag] = []
    length, last, after, glued = 0, "", "", False
    for mark, opens, piece in _events(text, marks):
        if mark is None:
            verbatim = _inside_verbatim(around)
            if glued and piece[0] in _SPACE:
                piece = piece[1:]
            new = escape(piece, verbatim=verbatim, code_html=_inside_code_html(around, as_html))
            if last == "\n" and not verbatim:
                new = new.lstrip(_SPACE)
            if last == "" and not verbatim:
                new = _DEFINITION.sub(r"\\\g<0>", new)
            if place.care and not verbatim:
                new = guard_line_starts(new, at_start=last in ("", "\n"))
        else:
            new = _tag(mark, text, opens=opens, html=id(mark) in as_html, place=place)
            if opens:
                around.append(mark)
                opened[id(mark)] = (mark, length, -1)
            else:
                around.pop()
                opened[id(mark)] = (mark, opened[id(mark)][1], length)
        if place.care and last == "]" and new.startswith(":"):  # `]:` would make the brackets a definition
            new = f" {new}" if mark else f"\\{new}"
        elif (opens and mark and mark.tag in _APART and _APART[mark.tag].match(last)) or (
            after in _APART and _APART[after].match(new)
        ):
            new = f" {new}"
        glued = bool(mark and ("glued", "yes") in mark.attributes)
        if new:
            last, after = new[-1], mark.tag if mark and not opens else ""
        elif mark and not opens:
            after = mark.tag
        parts.append(new)
        length += len(new)
    return "".join(parts), opened


def _finished(rendered: str, place: Place) -> str:
    rendered = _DEFINES.sub(r"\1 ", rendered.strip(_SPACE))
    if place.heading and place.care:
        rendered = _END_HASHES.sub(r"\\#", rendered) if re.search(r"(?:^|[ \t])#+$", rendered) else rendered
    if place.bracket and not _balanced(rendered):
        rendered = _BRACKET.sub(r"\\\g<0>", rendered)
    return cell_source(rendered) if place.cell else rendered


def _balanced(text: str) -> bool:
    """Return whether every bracket that is not escaped has its partner."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += 1 if found[0] == "[" else -1
        if depth < 0:
            return False
    return not depth


def _in_place(rendered: str, place: Place) -> str:
    return cell_text(rendered) if place.cell else rendered


def _inside_verbatim(around: Sequence[InlineTag]) -> bool:
    return any(_VERBATIM.fullmatch(mark.open) for mark in around)


def _inside_code_html(around: Sequence[InlineTag], as_html: set[int]) -> bool:
    return any(mark.tag == "code" and id(mark) in as_html for mark in around)


def _tag(mark: InlineTag, text: str, *, opens: bool, html: bool, place: Place) -> str:
    covered = text[mark.start : mark.end]
    if mark.tag == "br" and not mark.open.startswith("<"):
        return _hard_break(mark, text, opens=opens, html=html or place.one_line, mdx=place.mdx)
    if html and (mark.open in _EMPHASIS or (mark.tag == "code" and mark.open.startswith("`"))):
        return f"<{'' if opens else '/'}{mark.tag}>"
    if mark.tag == "code" and mark.open.startswith("`"):
        return code_fence(mark, covered, opens=opens)
    if not opens and mark.tag == "a" and mark.open == "[":
        own = dict(mark.attributes)
        if "ref" in own and own.get("text") != covered and mark.close in ("]", "][]"):
            return f"][{own['ref']}]"
    return mark.open if opens else mark.close


def _hard_break(mark: InlineTag, text: str, *, opens: bool, html: bool, mdx: bool) -> str:
    if not opens:
        return ""
    begins = not text[: mark.start].strip(_SPACE) and mark.open != "\\"
    if html or begins or not text[mark.start :].strip(_SPACE):
        return "<br />" if mdx else "<br>"
    return mark.open if text.startswith("\n", mark.start) else f"{mark.open}\n"


def _breaks(rendered: str, mark: InlineTag, at: int, end: int) -> bool:
    """Return whether delimiters at these places would not open and close emphasis (CommonMark 6.2)."""
    if mark.tag == "code":
        return mark.start == mark.end
    if mark.open not in _EMPHASIS:
        return False
    inner, after = at + len(mark.open), end + len(mark.close)
    if inner >= end:
        return True
    before, first = rendered[at - 1 : at] or " ", rendered[inner]
    last, behind = rendered[end - 1], rendered[after : after + 1] or " "
    opens = not first.isspace() and (not _punctuation(first) or before.isspace() or _punctuation(before))
    closes = not last.isspace() and (not _punctuation(last) or behind.isspace() or _punctuation(behind))
    if mark.open[0] in "_=":
        opens = opens and not before.isalnum()
        closes = closes and not behind.isalnum()
    return not (opens and closes)


def _punctuation(character: str) -> bool:
    return isPunctChar(character) or unicodedata.category(character)[0] in "PS"
