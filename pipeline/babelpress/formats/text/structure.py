"""From plain text to blocks: title, headings, paragraphs, quotations, list items, and the page's language menu.

Nothing is lost: the blocks' markers and texts and the lines of the menu, in order, are the text except for white space
and hyphens at the ends of lines. Two layouts are recognized: one line per block, and wrapped lines, which are joined
with a space, or to one word, to paragraphs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from babelpress import lang
from babelpress._internal.rows import is_row
from babelpress.document import Block, InlineTag
from babelpress.formats.text.hyphens import Hyphens, hyphens
from babelpress.lang.names import OTHER_NAMES, by_name

# Recognition of a page's trailing language menu.

_BULLET = re.compile(r"^[-*•–]\s+")
_BETWEEN = re.compile(r"\s*[|/·•,;]\s*|\s+[–—-]\s+|\s{2,}")
_ORNAMENT = re.compile(r"[\U0001F1E6-\U0001F1FF✓✔→›»]|\([^()]*\)$")
"""Flags, ticks and arrows around a name, and a country in brackets after it."""
_LONGEST = 1000
"""Most characters of a menu on one line."""


def split_menu(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines before a trailing language menu, and the lines of the menu itself.

    A menu is the last lines of a page if they consist of nothing but names of languages, at least two of which are
    known: one or several per line, with or without a label (`Langues :`). A list that a sentence of the article
    introduces with a colon is prose.

    >>> split_menu(["Une phrase.", "", "Lire en :", "English | Français"])
    (['Une phrase.', ''], ('Lire en :', 'English | Français'))
    >>> split_menu(["On y parle :", "- français", "- allemand"])
    (['On y parle :', '- français', '- allemand'], ())
    """
    first, names = len(lines), set[str]()
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].strip():
            continue
        found = _names(lines[index].strip())
        if not found:
            break
        first = index
        names.update(found)
    known = {language.code for language in map(by_name, names) if language}
    if len(known) < 2:
        return list(lines), ()
    before = next((index for index in range(first - 1, -1, -1) if lines[index].strip()), None)
    if before is not None:
        if _is_label(lines[before]):
            first = before
        elif lines[before].rstrip().endswith(":"):
            return list(lines), ()
    return list(lines[:first]), tuple(line.strip() for line in lines[first:] if line.strip())


def _names(line: str) -> list[str]:
    """Return the names in a line that has nothing else; otherwise none."""
    if len(line) > _LONGEST:
        return []
    label, colon, rest = line.partition(":")
    entries = rest if colon and _is_label(label) else line
    bulleted = _BULLET.match(entries)
    names = []
    for part in _BETWEEN.split(_BULLET.sub("", entries).strip()):
        name = _ORNAMENT.sub("", part).strip()
        words = [name] if _is_name(name) else name.split()
        if not all(map(_is_name, words)):
            return []
        names += words
    if bulleted and any(name[0].islower() for name in names):
        return []  # an item of a list: menus write names with a capital or have no bullets
    return names


def _is_name(name: str) -> bool:
    return by_name(name) is not None or name.casefold() in OTHER_NAMES


def _is_label(line: str) -> bool:
    return line.strip().rstrip(":").strip().casefold() in _labels()


@lang.dependent
@cache
def _labels() -> frozenset[str]:
    """What may stand before the entries of a language menu."""
    return frozenset(label for language in lang.known().values() for label in language.menu_labels)


# Recognition of blocks. A list marker is a bullet, a number (`1.`, `1)`) or a letter (`a)`).
_MARKER = re.compile(r"(?:[-•–*]|\d{1,3}[.)]|[a-zA-Z]\))\s+(?=\S)")
_RULE = re.compile(r"(?:[-–—*_=~#•·.]\s*){3,}")
_QUOTED = re.compile(r'(?:«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*")[.!?…]?')
_HYPHENATED = re.compile(r"[^\W\d_]-\s*$")
_CLOSERS = "»”“’\"')] \u00a0\u202f"
_OPENERS = "«“„\"'([ \u00a0\u202f"
_TITLE_CHARACTERS = 200
_HEADING_CHARACTERS = 100


class Structure(NamedTuple):
    """The blocks of a text and the lines of the language menu at its end."""

    blocks: tuple[Block, ...]
    menu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of one block before its kind is known."""

    text: str
    marker: str = ""
    indent: int = 0
    formula: bool = False


def structure(text: str, *, title: str | None = None) -> Structure:
    """Find the blocks of a text in normal form. `title` is one known from elsewhere, put first.

    >>> structure("Un titre\\nUne première phrase.\\n- Un point.").blocks[2].kind
    'list_item'
    """
    lines, menu = split_menu(text.split("\n"))
    pieces = _pieces(lines)
    if title is not None and not (pieces and pieces[0].text == title and not pieces[0].marker):
        pieces = [_Piece(title), *pieces]
    blocks = _levelled([_block(pieces, index) for index in range(len(pieces))], pieces)
    if blocks and (title is not None or _is_title(pieces)):
        blocks[0] = Block(kind="title", text=pieces[0].text)
    return Structure(tuple(blocks), menu)


def _pieces(lines: Sequence[str]) -> list[_Piece]:
    """Join lines that belong to one block."""
    heads: list[_Piece] = []
    tails: list[list[str]] = []
    width = _wrap_width(lines)
    previous = ""
    formulas = _formulas(lines)
    for number, line in enumerate(lines):
        if number in formulas:
            if formulas[number]:
                heads.append(_Piece(formulas[number], formula=True))
                tails.append([])
            line = ""  # what follows a formula does not continue it
        elif line.strip():
            if width and previous.strip() and _continues(previous, line, width=width, head=heads[-1]):
                tails[-1].append(line.strip())
            else:
                heads.append(_piece(line))
                tails.append([])
        previous = line
    joined = hyphens(lines) if any(tails) else None
    return [replace(head, text=_flowing([head.text, *tail], joined)) for head, tail in zip(heads, tails, strict=True)]


def _flowing(lines: Sequence[str], joined: Hyphens | None) -> str:
    """Return the lines of a block as one line; words that were hyphenated at the end of a line become whole."""
    if not joined:
        return " ".join(lines)
    parts = list(lines[:1])
    for following in lines[1:]:
        # only the end of what is joined already can matter, so that long blocks take linear time
        line = parts.pop()
        both = joined.joined(line, following)
        parts += [both[: len(line) - 1], both[len(line) - 1 :]]
    return "".join(parts)


_DISPLAYED = re.compile(r"\s*(?:(\$\$)|\\\[|\\begin\{([a-z]{1,20}\*?)\})")
_FORMULA_LINES = 40


def _formulas(lines: Sequence[str]) -> dict[int, str]:
    """Return the numbers of the lines of displayed formulas (LaTeX); the first line of each has its whole text."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        opening = _DISPLAYED.match(line)
        if number in found or not opening:
            continue
        closing = opening[1] or (f"\\end{{{opening[2]}}}" if opening[2] else "\\]")
        rest = [line[opening.end() :], *lines[number + 1 : number + _FORMULA_LINES]]
        last = next((at for at, text in enumerate(rest) if closing in text), None)
        if last is None or not rest[last].rstrip(" .,;").endswith(closing) or "" in map(str.strip, rest[1:last]):
            continue
        found |= dict.fromkeys(range(number, number + last + 1), "")
        found[number] = "\n".join(map(str.strip, lines[number : number + last + 1]))
    return found


def _piece(line: str) -> _Piece:
    if is_row(line):
        return _Piece(line.strip(" \u00a0\r"))  # a row: its first or last cell may be empty
    stripped = line.strip()
    marker = None if _RULE.fullmatch(stripped) else _MARKER.match(stripped)
    if not marker:
        return _Piece(stripped)
    return _Piece(stripped[marker.end() :], f"{marker[0].strip()} ", _indent(line))


def _wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width at which the lines of a file are wrapped, or None where each line is a block.

    The evidence is a line that ends in the middle of a sentence and a next one that continues in lower case: at least a
    third of all line ends inside groups of lines (French text wrapped at 72 has about nine in ten, a file with one line
    per block none).
    """
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not _MARKER.match(following.strip()) and not is_row(line)
    ]
    widths = sorted(len(line.rstrip()) for line, following in pairs if _goes_on(line, following))
    if not widths or 3 * len(widths) < len(pairs):
        return None
    return widths[int(0.9 * (len(widths) - 1))]  # not the longest: a web address may exceed the width


def _goes_on(line: str, following: str) -> bool:
    """Return whether a sentence visibly continues after the end of a line."""
    first = following.lstrip(_OPENERS)[:1]
    return not _is_closed(line) and (first.islower() or (first.isupper() and bool(_HYPHENATED.search(line))))


def _continues(line: str, following: str, *, width: int, head: _Piece) -> bool:
    """Return whether, in a wrapped file, two lines belong to one block."""
    if _RULE.fullmatch(line.strip()) or _RULE.fullmatch(following.strip()) or is_row(line) or is_row(following):
        return False
    word = following.split()[0]
    full = len(line.rstrip()) + 1 + len(word) > width  # its first word did not fit on the line before
    if _MARKER.match(following.strip()):
        # a dash or number that wrapping put at the start of a line, in the middle of a sentence
        return full and not head.marker and not _is_closed(line)
    return full or _goes_on(line, following) or (bool(head.marker) and _indent(following) > head.indent)


def _block(pieces: Sequence[_Piece], index: int) -> Block:
    piece = pieces[index]
    if piece.marker:
        marker = InlineTag(start=0, end=0, tag="marker", attributes=(("text", piece.marker),))
        return Block(kind="list_item", text=piece.text, level=1, markup=(marker,))
    if piece.formula:
        return Block(kind="code", text=piece.text)
    if _RULE.fullmatch(piece.text):
        return Block(kind="raw", text=piece.text)
    if is_row(piece.text):
        return Block(kind="caption", text=piece.text)
    if _QUOTED.fullmatch(piece.text):
        return Block(kind="quote", text=piece.text)
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if _looks_like_heading(piece) and following and not _looks_like_heading(following):
        return Block(kind="heading", text=piece.text, level=2)
    return Block(kind="paragraph", text=piece.text)


def _levelled(blocks: list[Block], pieces: Sequence[_Piece]) -> list[Block]:
    """Set the depth of list items by their indentation, from 1."""
    indents: list[int] = []
    for index, (block, piece) in enumerate(zip(blocks, pieces, strict=True)):
        if block.kind != "list_item":
            indents = []
            continue
        while indents and indents[-1] > piece.indent:
            indents.pop()
        if not indents or indents[-1] < piece.indent:
            indents.append(piece.indent)
        blocks[index] = replace(block, level=len(indents))
    return blocks


def _is_title(pieces: Sequence[_Piece]) -> bool:
    """Return whether the first piece is a title: short, and followed by something.

    One that ends like a sentence (`C'est fini.`) must be much shorter than what follows.
    """
    if (
        len(pieces) < 2
        or pieces[0].marker
        or pieces[0].formula
        or is_row(pieces[0].text)
        or _RULE.fullmatch(pieces[0].text)
    ):
        return False
    first, second = pieces[0].text, pieces[1].text
    if len(first) > _TITLE_CHARACTERS or first.endswith((":", ",", ";")):
        return False
    return not first.endswith(".") or 2 * len(first) <= len(second)


def _looks_like_heading(piece: _Piece) -> bool:
    text = piece.text
    if piece.marker or piece.formula or is_row(text) or len(text) > _HEADING_CHARACTERS or _is_closed(text):
        return False
    if text.endswith((",", "»", "”")):
        return False
    return any(map(str.isalnum, text)) and not text.lstrip(_OPENERS)[:1].islower()


def _is_closed(line: str) -> bool:
    """Return whether a line ends with closing punctuation, inside or outside quotation marks."""
    return line.rstrip(_CLOSERS).endswith((".", "!", "?", "…", ":", ";"))


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
