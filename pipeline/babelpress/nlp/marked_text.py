"""The text of a block as a translator gets it, and how the translation becomes a block again.

Parts that are not translated, and tags that cover no words, are *atoms*: one private character each, which goes through
the model as a mask. Atoms that control the texts around them (`{% if %}`, a line break) bound sentences. Notes and
other small marks at a word are left out, and hang at the translation of that word afterwards.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

import numpy as np

from babelpress._internal import templates
from babelpress.document import Block, InlineTag
from babelpress.nlp.edits import Edit, apply
from babelpress.nlp.word_alignment import Alignment, identity, whole

Role = Literal["mask", "hang", "bound"]

ATOM = "\0atom"
"""The tag of the mark that stands for an atom; its `open` is the number of the atom."""

_CONTENT = re.compile(
    r"x|ph|it|img|picture|svg|input|snippet|shortcode|jsx|button|select|object|video|audio|math|emoji|drawing|"
    r"pict|sym|noteref|expression|role|citation"
)
"""Tags that stand for something a reader sees; others are places: anchors, comments, notes."""
_LINKS = frozenset({"a", "hyperlink"})
_BREAKS = frozenset(["br", "cr", "tab", "ptab", "lb"])
_BREAK = re.compile(r"""(?:ctype|subType)=["'](?:x-)?(?:xlf:)?(?:lb|pb|br)["']|id=["']LINE_BREAK""")
_LANGUAGE = re.compile(r"\s(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3})(?![A-Za-z])")
_ATTRIBUTES = re.compile(r"\s*\{(?![{%])")
"""How a list of attributes begins: `{: .note }`, `{#id}`."""
_VALUES = frozenset({"expression", "role"})
"""Tags that begin like such a list."""
_LETTERS = re.compile(r"[^\W_]")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[\[(]\w{1,12}[\])])(?:\s?[,;–-]\s?\d{1,3}){0,5}")
_WORD_BEFORE = re.compile(r"[^\W\d_][a-zà-öø-ÿœ]{2,}\Z")
"""A word whose last letters are not written raised, so that what is raised is a note: `auteurᵃ`, `Babelᵀᴹ`."""
_UNITS = re.compile(r"m|cm|mm|dm|dam|hm|km|µm|nm|s|h|kg|g|L|l|ha|pc|px|x|y|z|n|r|i|e|v|c")
_POWERS = frozenset({"10", "2"})
_CHEMICAL = re.compile(r"(?:[A-Z][a-z]?\d{0,3}[+-]?){1,9}|[A-Za-zΑ-ω]{1,3}|log|lim|max|min")
_EXPONENT = re.compile(r"[+−–-]?\d{1,3}|[nkijxm](?:[+−-]\d)?")
_CHARGE = re.compile(r"\d?[+−-]")
_BASE = re.compile(r"[A-Za-zµΑ-ω0-9]{1,20}\Z")
_TAIL = re.compile(r"[A-Za-z0-9]{0,20}")
_OPENS = frozenset("([{«“‘'’\"-/¿¡–—")
_ENDED = re.compile(r"(?:\A|[.!?…:»\"”])\s*\Z")
_FRESH = re.compile(r"\s*(?:\Z|[^\W\d_a-zà-öø-ÿœ]|[«“\"])")
_NEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A part of a block that the translator does not see.

    Attributes:
        role: `mask`: goes through the model as a mask; `bound`: ends the sentence before it; `hang`: is left out and
            stands at the same word afterwards.
        start: Where it begins in the text of the block.
        end: Where it ends there.
        text: What it covers.
        marks: Its tags; `start`, `end` and `depth` are relative to its own.
        char: Its character; empty for one that hangs.
        at: Where it is in the shown text.
        apart: Whether white space or an end of the block is before it, and behind it.
    """

    role: Role
    start: int
    end: int
    text: str
    marks: tuple[InlineTag, ...]
    char: str
    at: int
    apart: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The text of a block with a character for each atom.

    Attributes:
        text: The text.
        marks: The inline tags over it; one with the tag `ATOM` stands for an atom.
        atoms: The atoms in order.
        whole: The marks that apply to the whole block.
    """

    text: str
    marks: tuple[InlineTag, ...] = ()
    atoms: tuple[Atom, ...] = ()
    whole: tuple[InlineTag, ...] = ()


@dataclass(slots=True)
class _Region:
    """A part of the text that becomes an atom: with the marks `first` to `last` (excluded) in it."""

    start: int
    end: int
    role: Role
    depth: int
    first: int
    last: int


def show(block: Block, language: str = "") -> Shown:
    """Return the text of a block with its atoms as characters, in linear time.

    A part whose tag says that it is in another language than `language` is kept.
    """
    inline = [mark for mark in block.markup if mark.inline]
    whole = tuple(mark for mark in block.markup if not mark.inline)
    if not inline and not any(sign in block.text for sign in templates.SIGNS):
        return Shown(text=block.text, whole=whole)
    inline = _trimmed(block.text, inline)
    return _shown(block.text, inline, _Finder(block.text, inline, language).regions(), whole)


def _trimmed(text: str, marks: list[InlineTag]) -> list[InlineTag]:
    """Return marks of which no raised or lowered one, nor one inside it, begins or ends with white space."""
    low, high, depth = 0, len(text), -1
    for index, mark in enumerate(marks):
        if mark.depth <= depth:
            low, high, depth = 0, len(text), -1
        covered = text[mark.start : mark.end]
        if depth < 0 and raised(mark) and covered.strip() != covered and covered.strip():
            low, depth = mark.end - len(covered.lstrip()), mark.depth
            high = mark.start + len(covered.rstrip())
        if depth >= 0:
            marks[index] = replace(mark, start=max(low, min(mark.start, high)), end=max(low, min(mark.end, high)))
    return marks


def _shown(text: str, marks: Sequence[InlineTag], regions: Sequence[_Region], whole: tuple[InlineTag, ...]) -> Shown:
    chars = _characters(text)
    bound = next(chars)
    atoms: list[Atom] = []
    copy = _Copy(text)
    for item in _merged(marks, regions):
        copy.reach(item.start, depth=item.depth)
        if isinstance(item, InlineTag):
            copy.open(item)
            continue
        char = "" if item.role == "hang" else bound if item.role == "bound" else next(chars)
        at = copy.length
        atoms.append(_atom(item, text, marks, char=char, at=at))
        name = str(len(atoms) - 1)
        copy.marks.append(InlineTag(start=at, end=at + len(char), tag=ATOM, open=name, depth=item.depth))
        copy.put(char, end=item.end)
    copy.reach(len(text), depth=0)
    return Shown(text=copy.text, marks=tuple(copy.marks), atoms=tuple(atoms), whole=whole)


class _Copy:
    """A copy of a text in which pieces are replaced; its marks, outer ones first, are moved along.

    Attributes:
        marks: The marks of the copy.
        length: The length of the copy so far.
    """

    def __init__(self, source: str, marks: Iterable[InlineTag] = ()) -> None:
        self.marks = list(marks)
        self.length = 0
        self._source = source
        self._done = 0
        self._parts: list[str] = []
        self._around: list[int] = []

    @property
    def text(self) -> str:
        """The copy so far."""
        return "".join(self._parts)

    def reach(self, position: int, *, depth: int) -> None:
        """Copy up to a position of the source, and close the marks that are as deep as `depth` or deeper."""
        while len(self._around) > depth:
            index = self._around.pop()
            self._until(self.marks[index].end)
            self.marks[index] = replace(self.marks[index], end=self.length)
        self._until(position)

    def open(self, mark: InlineTag) -> None:
        """Begin a mark here; it ends where it does in the source."""
        self._around.append(len(self.marks))
        self.marks.append(replace(mark, start=self.length))

    def put(self, piece: str, *, end: int) -> None:
        """Write a piece in place of the source up to `end`."""
        self._parts.append(piece)
        self.length += len(piece)
        self._done = max(self._done, end)

    def _until(self, end: int) -> None:
        if end > self._done:
            self._parts.append(self._source[self._done : end])
            self.length += end - self._done
            self._done = end


def _characters(text: str) -> Iterator[str]:
    """Yield private characters that the text does not have, again and again: one sentence never needs so many."""
    own = set(text)
    while True:
        yield from (char for char in map(chr, range(0xE000, 0xF900)) if char not in own)


def _atom(region: _Region, text: str, marks: Sequence[InlineTag], *, char: str, at: int) -> Atom:
    inner = tuple(
        replace(mark, start=mark.start - region.start, end=mark.end - region.start, depth=mark.depth - region.depth)
        for mark in marks[region.first : region.last]
    )
    return Atom(
        role=region.role,
        start=region.start,
        end=region.end,
        text=text[region.start : region.end],
        marks=inner,
        char=char,
        at=at,
        apart=(
            not text[max(0, region.start - 1) : region.start].strip(),
            not text[region.end : region.end + 1].strip(),
        ),
    )


def _merged(marks: Sequence[InlineTag], regions: Sequence[_Region]) -> Iterator[InlineTag | _Region]:
    """Yield the marks outside of regions and the regions, in the order in which they open."""
    index = 0
    for region in regions:
        yield from marks[index : region.first]
        yield region
        index = max(index, region.last)
    yield from marks[index:]


class _Finder:
    """Finds the parts of a text that become atoms."""

    def __init__(self, text: str, marks: Sequence[InlineTag], language: str) -> None:
        self._text = text
        self._end = len(text.rstrip())
        self._marks = marks
        self._kept = [mark.keep or _is_foreign(mark, language) for mark in marks]
        self._last = _ends(marks)
        self._edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
        self._tags = [templates.read(mark.open) if mark.open and not mark.close else None for mark in marks]
        self._control, self._texts = self._controls()
        self._words = self._letters()
        self._visible = _sums(
            (kept and mark.start < mark.end) or bool(_CONTENT.fullmatch(mark.tag)) or mark.tag.isdigit()
            for mark, kept in zip(marks, self._kept, strict=True)
        )
        self._bounding = _sums(map(self._bounds, range(len(marks))))

    def regions(self) -> list[_Region]:
        """Return all regions in order, disjoint."""
        found: list[_Region] = []
        around: list[InlineTag] = []
        texts = iter(self._texts)
        waiting = next(texts, None)
        links: dict[int, int] = {}
        index = 0
        while True:
            mark = self._marks[index] if index < len(self._marks) else None
            while waiting and (mark is None or waiting[0] < mark.start):
                start, end, role = waiting
                while around and around[-1].end < end:
                    around.pop()
                if not found or found[-1].end <= start:
                    found.append(_Region(start, end, role, len(around), index, index))
                waiting = next(texts, None)
            if mark is None:
                return found
            del around[mark.depth :]
            if mark.tag in _LINKS:
                if links.get(mark.depth) == mark.start and self._is_glued(mark.start):
                    found.append(_Region(mark.start, mark.start, "bound", mark.depth, index, index))
                links[mark.depth] = mark.end
            region = self._region(index)
            if region:
                _add(found, region)
                index = region.last
                while waiting and waiting[0] < region.end:
                    waiting = next(texts, None)
            else:
                around.append(mark)
                index += 1

    def _is_glued(self, at: int) -> bool:
        """Return whether two words touch here, as those of two links that a style sheet separates."""
        return 0 < at < len(self._text) and self._text[at - 1].isalnum() and self._text[at].isalnum()

    def _controls(self) -> tuple[list[bool], list[tuple[int, int, Role]]]:
        """Return which marks bound texts, and the places of tags in the text that do, unless a mark cuts them."""
        inside = list(templates.find(self._text))
        places = [(one.start, 1, i) for i, one in enumerate(inside)]
        places += [(mark.start, 0, i) for i, mark in enumerate(self._marks) if self._tags[i]]
        places.sort()
        tags = [inside[i].tag if in_text else self._tags[i] for _, in_text, i in places]
        flags = templates.controls([tag for tag in tags if tag])
        bounds = [False] * len(self._marks)
        found: list[tuple[int, int, Role]] = []
        for (start, in_text, i), own in zip(places, flags, strict=True):
            if not in_text:
                bounds[i] = own
            elif (own or inside[i].tag is templates.LITERAL) and not self._cut(start, inside[i].end):
                found.append((start, inside[i].end, "bound" if own else "mask"))
        return bounds, found

    def _cut(self, start: int, end: int) -> bool:
        at = bisect_right(self._edges, start)
        return at < len(self._edges) and self._edges[at] < end

    def _letters(self) -> list[int]:
        """Return how many letters and figures that are translated are before each character."""
        flags = [character.isalnum() for character in self._text]
        done = 0
        for mark, kept in zip(self._marks, self._kept, strict=True):
            if kept and mark.end > done:
                flags[max(done, mark.start) : mark.end] = [False] * (mark.end - max(done, mark.start))
                done = mark.end
        for start, end, _ in self._texts:
            flags[start:end] = [False] * (end - start)
        return _sums(flags)

    def _bounds(self, index: int) -> bool:
        mark = self._marks[index]
        return mark.start == mark.end and (
            self._control[index] or mark.tag in _BREAKS or bool(_BREAK.search(mark.open))
        )

    def _region(self, index: int) -> _Region | None:
        """Return the region that begins with a mark, if it is one."""
        mark, last = self._marks[index], self._last[index]
        if mark.start < mark.end and raised(mark):
            return self._raised(index)
        own = _Region(mark.start, mark.end, "mask", mark.depth, index, last)
        if self._words[mark.end] > self._words[mark.start]:
            return None
        if self._kept[index] and self._text[mark.start : mark.end].strip():
            return own
        if self._bounding[last] > self._bounding[index]:
            own.role = "bound"
            return own if mark.start == mark.end else None
        visible = self._visible[last] > self._visible[index]
        if mark.start < mark.end:
            return own if visible else None
        own.role = self._point(mark, visible=visible)
        return own

    def _point(self, mark: InlineTag, *, visible: bool) -> Role:
        """Return how a tag between two characters is treated."""
        text, at = self._text, mark.start
        left, right = text[at - 1 : at] if at else "", text[at : at + 1]
        is_list = mark.tag not in _VALUES and bool(_ATTRIBUTES.match(mark.open))
        if visible and not is_list:
            fresh = _ENDED.search(text[max(0, at - _NEAR) : at]) and (at < _NEAR or text[at - _NEAR : at].strip())
            if fresh and _FRESH.match(text, at) and not (left and not left.isspace() and right and right.isalnum()):
                return "bound"
            return "mask"
        if is_list:
            return "bound" if at >= self._end else "hang"
        free = left.isspace() and not right.isalnum()
        inner = left in _OPENS and not right.isalnum()
        return "mask" if free or inner else "hang"

    def _raised(self, index: int) -> _Region | None:
        """Return the region of a superscript or subscript: a formula, a unit, or a note; None for other words."""
        mark, last = self._marks[index], self._last[index]
        covered = self._text[mark.start : mark.end].strip()
        glued = mark.start > 0 and not self._text[mark.start - 1].isspace()
        links = self._links(index)
        if not links and (formula := self._formula(index, covered)):
            return formula
        low = not links and _lowered(mark)
        letters = len(covered) < 3 and bool(_WORD_BEFORE.search(self._text[max(0, mark.start - 20) : mark.start]))
        if links or low or letters or _NOTE.fullmatch(covered) or not _LETTERS.search(covered):
            return _Region(mark.start, mark.end, "hang" if glued else "mask", mark.depth, index, last)
        return None

    def _formula(self, index: int, covered: str) -> _Region | None:
        """Return the whole formula around a raised or lowered part: H₂O, m², 10⁶, Ca²⁺, ¹⁴C."""
        mark = self._marks[index]
        at = bisect_left(self._edges, mark.start)
        floor = self._edges[at - 1] if at else 0
        base = _BASE.search(self._text[max(floor, mark.start - 20) : mark.start])
        before = base[0] if base else ""
        outer = self._text[mark.start - len(before) - 1 : mark.start - len(before)]
        if outer and (outer.isalnum() or outer == "_"):
            return None
        last, end = self._tail(index)
        if not before:
            isotope = covered.isdigit() and re.fullmatch(r"[A-Z][a-z]?", self._text[mark.end : end])
            if not isotope or outer.strip(" (\u00a0\u202f"):
                return None
        elif not (
            (_lowered(mark) and _CHEMICAL.fullmatch(before))
            or (_UNITS.fullmatch(before) and _EXPONENT.fullmatch(covered))
            or (before in _POWERS and _EXPONENT.fullmatch(covered))
            or (_CHARGE.fullmatch(covered) and _CHEMICAL.fullmatch(before))
        ):
            return None
        return _Region(mark.start - len(before), end, "mask", mark.depth, index, last)

    def _tail(self, index: int) -> tuple[int, int]:
        """Return the mark after the last one of a formula, and where it ends: with glued letters and further marks."""
        depth = self._marks[index].depth
        last, end = self._last[index], self._marks[index].end
        while True:
            following = self._marks[last] if last < len(self._marks) else None
            if following and following.depth == depth and following.start == end < following.end:
                if not raised(following) or self._links(last):
                    return last, end
                last, end = self._last[last], following.end
                continue
            limit = self._edges[bisect_right(self._edges, end)] if end < self._edges[-1] else len(self._text)
            found = _TAIL.match(self._text, end, limit)
            if not found or not found[0]:
                return last, end
            end = found.end()

    def _links(self, index: int) -> bool:
        return any(mark.tag == "a" for mark in self._marks[index : self._last[index]])


def _add(found: list[_Region], region: _Region) -> None:
    """Add a region; tags between the same two characters are one."""
    last = found[-1] if found else None
    if last and region.start < last.end:
        return
    point = last and last.start == last.end == region.start == region.end
    if last and point and last.depth == region.depth and last.last == region.first:
        roles = {last.role, region.role}
        last.role = "bound" if "bound" in roles else "mask" if "mask" in roles else "hang"
        last.last = region.last
    else:
        found.append(region)


def _is_foreign(mark: InlineTag, language: str) -> bool:
    """Return whether a tag says that what it covers is in another language."""
    found = _LANGUAGE.search(mark.open) if language and mark.start < mark.end else None
    return bool(found and found[1].lower() != language)


def raised(mark: InlineTag) -> bool:
    """Return whether a tag is superscript or subscript."""
    return mark.tag == "sup" or _lowered(mark) or ("vertAlign" in mark.open and "superscript" in mark.open)


def _lowered(mark: InlineTag) -> bool:
    return mark.tag == "sub" or ("vertAlign" in mark.open and "subscript" in mark.open)


def _ends(marks: Sequence[InlineTag]) -> list[int]:
    """Return for each mark the index after the last mark inside it."""
    ends = [len(marks)] * len(marks)
    around: list[int] = []
    for index, mark in enumerate(marks):
        while len(around) > mark.depth:
            ends[around.pop()] = index
        around.append(index)
    return ends


def _sums(flags: Iterable[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))


def settle(
    source: str, target: str, alignment: Alignment | None, chars: Sequence[str]
) -> tuple[str, Alignment, tuple[str, ...]]:
    """Return the translation of a sentence with each of its atoms once, its alignment, and those that were lost.

    A lost one is put beside the word that it stood beside; one that occurs again is removed. White space separates them
    from words as it does in the source.
    """
    if not chars:
        return target, alignment or whole(len(source), len(target)), ()
    alignment = alignment or _even(source, target)
    seen: set[str] = set()
    wanted = frozenset(chars)
    edits: list[Edit] = []
    for at, char in enumerate(target):
        if char in seen:
            edits.append(Edit(at, at + 1 + (target[at - 1 : at].isspace() and target[at + 1 : at + 2].isspace()), ""))
        elif char in wanted:
            seen.add(char)
    target, alignment = apply(target, edits), alignment.edited(edits)
    lost = tuple(char for char in chars if char not in seen)
    last = len(target.rstrip(_FINAL))
    edits = [Edit(at, at, char) for char in lost for at in [_beside(source, source.index(char), alignment, last)]]
    target, alignment = apply(target, edits), alignment.edited(edits)
    edits = _spaces(source, target, wanted)
    target, alignment = apply(target, edits), alignment.edited(edits)
    where = {char: at for at, char in enumerate(target) if char in wanted}
    pairs = [((at, at + 1), (where[char], where[char] + 1)) for at, char in enumerate(source) if char in wanted]
    return target, alignment.anchored(pairs), lost


_FINAL = " .!?…"


def _even(source: str, target: str) -> Alignment:
    """Return an alignment of all words with all words."""
    left, right = identity(source).source, identity(target).target
    weights = np.full((len(right), len(left)), 1 / max(1, len(left)), dtype=np.float32)
    return Alignment(left, right, weights)


def _beside(source: str, at: int, alignment: Alignment, end: int) -> int:
    """Return where a lost atom goes: behind what the word before it became, or before what the next became."""
    if not source[:at].strip():
        return 0
    words = alignment.source
    after = bisect_right(words, at, key=lambda word: word[0])
    before = bisect_right(words, at, key=lambda word: word[1])
    for index, side in ((before - 1, 1), (after, 0)):
        span = alignment.span(*words[index]) if 0 <= index < len(words) else None
        if span:
            return span[side]
    return end


def _spaces(source: str, target: str, chars: frozenset[str]) -> list[Edit]:
    """Return the edits that separate atoms from words where the source does."""
    apart = {
        char: (at == 0 or source[at - 1].isspace(), at + 1 == len(source) or source[at + 1].isspace())
        for at, char in enumerate(source)
        if char in chars
    }
    found: list[Edit] = []
    for at, char in enumerate(target):
        left, right = apart.get(char, (False, False))
        if left and at and (target[at - 1].isalnum() or target[at - 1] in apart):
            found.append(Edit(at, at, " "))
        if right and (target[at + 1 : at + 2].isalnum() and target[at + 1] not in apart):
            found.append(Edit(at + 1, at + 1, " "))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A translated block: its text and marks, and where each atom of the shown text is in it."""

    text: str
    marks: tuple[InlineTag, ...]
    places: tuple[tuple[int, int, int, int], ...]
    """Begin and end of each atom in the shown translation, and in `text`; in order."""


def restore(text: str, marks: Sequence[InlineTag], atoms: Sequence[Atom], whole: Sequence[InlineTag]) -> Whole:
    """Return a translation with its atoms in place of their characters.

    One that stands for itself has white space where it has it in the source, also where another one was meant to be.
    """
    places: list[tuple[int, int, int, int]] = []
    copy = _Copy(text, whole)
    for mark in marks:
        copy.reach(mark.start, depth=mark.depth)
        if mark.tag != ATOM:
            copy.open(mark)
            continue
        atom = atoms[int(mark.open)]
        alone = atom.role == "mask"
        if alone and atom.apart[0] and mark.start and text[mark.start - 1].isalnum():
            copy.put(" ", end=mark.start)
        at = copy.length
        copy.marks += (
            replace(one, start=one.start + at, end=one.end + at, depth=one.depth + mark.depth) for one in atom.marks
        )
        glued = alone and atom.apart[1] and text[mark.end : mark.end + 1].isalnum()
        copy.put(f"{atom.text} " if glued else atom.text, end=mark.end)
        places.append((mark.start, mark.end, at, copy.length))
    copy.reach(len(text), depth=0)
    return Whole(text=copy.text, marks=tuple(copy.marks), places=tuple(places))


def original(position: int, places: Sequence[tuple[int, int, int, int]], *, end: bool) -> int:
    """Return where a position of a shown text is in the text with its atoms.

    `places` are as in `Whole`. What hangs at the `end` of a sentence belongs to it.
    """
    index = bisect_right(places, 2 * position, key=lambda place: 2 * place[1] + (not end and place[0] == place[1]))
    if not index:
        return position
    _, last, _, out = places[index - 1]
    return out + position - last


def spelled(text: str, atoms: Mapping[str, str]) -> str:
    """Return a text with the characters of atoms replaced by what they stand for."""
    return "".join(atoms.get(char, char) for char in text) if atoms else text
