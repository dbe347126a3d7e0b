"""Parser of quotations: where they open and close, and how deeply they are nested. Apostrophes are not marks.

A sentence may contain only the opening or only the closing mark of a quotation that extends over several sentences.
Such marks are reported separately, as strays.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babelpress import lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation: `text[start:end]` with its marks, `text[inner_start:inner_end]` without them and their spaces.

    `depth` is the number of quotations around it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A mark at `text[at]` that opens (or closes) what the text does not close (or open).

    `depth` is the number of strays of its kind around it: those before an opening mark, those after a closing one.
    """

    at: int
    opens: bool
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """The quotations of a text in the order in which they open, and its stray marks in the order of the text."""

    pairs: tuple[Quote, ...] = ()
    strays: tuple[Stray, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs or self.strays)


Role = Literal["open", "close", "either", "maybe", "none"]
"""The function of a mark by its context.

`either`: it opens if nothing of its kind is open, else it closes. `maybe`: it closes, or is an apostrophe or inches.
"""

DOUBLE, SINGLE = '«»“”„‟"', "‹›‚‘’‛'"
_MARK = re.compile(f"[{re.escape(DOUBLE + SINGLE)}]")
_PARTNERS = {
    "«": "»", "»": "«", "‹": "›", "›": "‹", "“": "”", "”": "”", "„": "“”\"", "‟": "”", '"': '"',
    "‚": "‘’'", "‘": "’‘'", "’": "’", "‛": "’", "'": "'’",
}  # fmt: skip
# A word that begins with an apostrophe ('s, 'em, 'twas, '90s), or is the letter n between two of them ('n').
_ELISION = re.compile(
    r"(?<!\w)['’‘](?:n['’](?!\w)|(?:[stnmkrd]|ns|em|til|tis|twas|cause|bout|\d\d(?:er|s)?)(?!['’\w]))"
)
_FEET = re.compile(r"\d['’′]\s?\d{1,2}(?:[\"”]|['’]{2})?|\d{1,3}['’](?=\s?[NSEWO]\b)")
_INCHES = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[.,]\d)?|\d?[¼½¾])$")
_BEFORE = frozenset("([{<—–-/¿¡«»‹›“„‟‚‘\"'…=|*_")
_DIALOGUE = re.compile(r"(?m)(?:^[ \t«“„\"]{0,8}|[.!?…][»”\"]?\s+)[–—-]\s?([^\W\d_]|[¿¡«“„…])")
"""A dash at the start of a line or after a sentence, and the first sign of what may be a speech."""
_LONGEST_NUMBER = 7
_TITLE = 8
"""Maximum number of words of a quotation that may be a title."""
_MOST = 100
"""Maximum number of quotations that are looked up in the other text."""


@lang.dependent
@lru_cache(maxsize=2048)  # the post-editor and several checks parse the same sentences
def find(text: str, language: str = "") -> Quotations:
    """Return the quotations of a text, with any kind of marks.

    Args:
        text: The text.
        language: Its ISO 639-1 code, which only decides what a lone “ is: in German it closes.

    Returns:
        The quotations and the stray marks.

    >>> [text[q.inner_start : q.inner_end] for text in ["« L’accord », dit-il."] for q in find(text).pairs]
    ['L’accord']
    >>> find("Dat hoor je 's avonds: rock 'n' roll, foto's en 5'10\\".")
    Quotations(pairs=(), strays=())
    """
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text)]
    if not marks:
        return Quotations()
    spans = [match.span() for pattern in (_ELISION, _FEET) for match in pattern.finditer(text)]
    silent = {at for start, end in spans for at in range(start, end)}
    roles = ["none" if at in silent else _role(text, at, mark, language) for at, mark in marks]
    return _pair(text, marks, _settle(text, marks, roles))


def is_dialogue(text: str) -> bool:
    """Whether dashes open the speeches of a text, instead of quotation marks or inside them.

    >>> [is_dialogue(text) for text in ("– Vous partez ? – Non.", "« Il part ! » – dit-elle.")]
    [True, False]
    """
    return any(not found[1].islower() for found in _DIALOGUE.finditer(text))


def without_kept(text: str, other: str, language: str = "") -> str:
    """Return a text without its short quotations that the other text holds as well: titles, slogans and mottos.

    >>> without_kept("Er singt „Ne me quitte pas“.", "Il chante « Ne me quitte pas ».", "de")
    'Er singt  .'
    """
    outer = [quote for quote in find(text, language).pairs if not quote.depth]
    if len(outer) > _MOST:
        return text
    for quote in reversed(outer):
        inner = text[quote.inner_start : quote.inner_end]
        if inner in other and len(inner.split()) <= _TITLE and inner[-1:] not in tuple(".!?…"):
            text = f"{text[: quote.start]} {text[quote.end :]}"
    return text


def _role(text: str, at: int, mark: str, language: str) -> Role:
    """Return the function of a mark, as far as the characters beside it show it."""
    before, after = text[at - 1 : at], _following(text, at)
    starts = not before or before.isspace() or before in _BEFORE
    touches = bool(after) and (_is_word(after) or after in "¿¡«“„‚‘\"'(…[#@$€£§-+–—{<")
    ends = not after or not _is_word(after)
    if mark in "«‹":
        return "open" if starts or not ends else "close" if lang.get(language).quotations.closing else "either"
    if mark in "»›":
        return "open" if starts and _is_word(after) and before not in ("«", "‹") else "close"
    if mark in "„‟‚‛":
        return "none" if mark in "‚‛" and not (starts and touches) else "open"
    if mark == "“":
        closes = not starts and ends and lang.get(language).quotations.closing
        return "open" if starts and touches else "close" if closes else "either"
    if mark == "”":
        return "open" if (not before or before.isspace()) and _is_word(after) else "close"
    if mark == '"':
        if _INCHES.search(text[max(0, at - _LONGEST_NUMBER) : at]):
            return "maybe"
        opening = starts and touches
        closing = ends and (not starts or before in ("'", '"') or (before.isspace() and after in ".,;:!?)"))
        return "open" if opening and not closing else "close" if closing and not opening else "either"
    return _single(text, at, mark, starts=starts, touches=touches, ends=ends)


def _single(text: str, at: int, mark: str, *, starts: bool, touches: bool, ends: bool) -> Role:
    """Return the function of ‘ ’ or ', which counts as an apostrophe wherever it can be one."""
    if starts and touches:
        return "open" if mark != "’" or text[at + 1 : at + 2].isupper() else "none"
    if (starts and text[at - 1 : at] not in tuple("'’")) or not ends:
        return "open" if mark == "‘" and touches and not _is_word(text[at - 1 : at]) else "none"
    if mark == "‘":
        return "close" if text[at - 1] in ".,!?…" else "maybe"
    before, after = text[max(0, at - 2) : at].lower(), text[at + 1 : at + 2]
    finishes = after and after in ",.;:" and before[-1] not in "sxz" and before != "in"
    return "close" if before[-1] in ".,!?…" or finishes else "maybe"


def _following(text: str, at: int) -> str:
    """Return the next visible character after a mark (not a soft hyphen or a zero-width joiner)."""
    after = text[at + 1 : at + 2]
    return text[at + 2 : at + 3] if after and unicodedata.category(after) == "Cf" else after


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M" if char else False


def _settle(text: str, marks: list[tuple[int, str]], roles: list[Role]) -> list[Role]:
    """Turn a mark that `maybe` closes into an apostrophe or inches if another mark of its kind closes later."""
    settled = list(roles)
    later: dict[bool, Role] = {}
    for i in range(len(marks) - 1, -1, -1):
        at, mark = marks[i]
        single = mark in SINGLE
        if roles[i] == "maybe" and later.get(single) in ("close", "maybe") and text[at + 1 : at + 2] == " ":
            goes_on = text[at + 2 : at + 3].isalnum()
            if goes_on and (not single or text[at - 1] in "sxzSXZ"):
                settled[i] = "none"
        if roles[i] != "none":
            later[single] = roles[i]
    return settled


def _pair(text: str, marks: list[tuple[int, str]], roles: list[Role]) -> Quotations:
    """Match closing marks with opening ones; a mark that stays open inside a quotation is a stray."""
    opened: list[tuple[int, str]] = []
    kinds: Counter[str] = Counter()
    pairs: list[tuple[int, int]] = []
    strays: list[Stray] = []

    def pop() -> int:
        at, mark = opened.pop()
        for partner in _PARTNERS[mark]:
            kinds[partner] -= 1
        return at

    for (at, mark), role in zip(marks, roles, strict=True):
        if role == "none":
            continue
        exact = kinds[mark] > 0
        if role == "open" and mark in "“‘" and exact and not _fresh(text, at):
            role = "close"
        if role == "open" or (role == "either" and not exact):
            if opened and at and text[at - 1] in "\n\r" and any(mark == other for _, other in opened):
                while opened:  # a paragraph that continues a quotation repeats its opening mark
                    strays.append(Stray(at=pop(), opens=True))
            opened.append((at, mark))
            kinds.update(_PARTNERS[mark])
            continue
        if not exact and opened and (mark in DOUBLE) == (opened[-1][1] in DOUBLE) and role != "maybe":
            exact = True  # mixed marks, « and ", are a pair if they are neighbours
            pairs.append((pop(), at))
        elif exact:
            while mark not in _PARTNERS[opened[-1][1]]:
                strays.append(Stray(at=pop(), opens=True))
            pairs.append((pop(), at))
        elif role != "maybe":
            strays.append(Stray(at=at, opens=False))
    strays += [Stray(at=at, opens=True) for at, _ in opened]
    strays.sort(key=lambda stray: stray.at)
    strays = _reconciled(strays, pairs)
    return Quotations(pairs=_nested(text, sorted(pairs)), strays=_layered(strays))


def _reconciled(strays: list[Stray], pairs: list[tuple[int, int]]) -> list[Stray]:
    """Pair an opening stray with the next closing one, “ and ', unless a pair would cross them."""
    inside: dict[int, tuple[int, int] | None] = {}
    around: list[tuple[int, int]] = []
    ordered = sorted(pairs)
    i = 0
    for stray in strays:
        while i < len(ordered) and ordered[i][0] < stray.at:
            while around and around[-1][1] < ordered[i][0]:
                around.pop()
            around.append(ordered[i])
            i += 1
        while around and around[-1][1] < stray.at:
            around.pop()
        inside[stray.at] = around[-1] if around else None
    left: list[Stray] = []
    for stray in strays:
        if left and left[-1].opens and not stray.opens and inside[left[-1].at] == inside[stray.at]:
            pairs.append((left.pop().at, stray.at))
        else:
            left.append(stray)
    return left


def _fresh(text: str, at: int) -> bool:
    """Whether a mark is before a word and not after one, so that it opens even inside a quotation."""
    return (not at or text[at - 1].isspace() or text[at - 1] in "([") and _is_word(_following(text, at))


def _nested(text: str, pairs: list[tuple[int, int]]) -> tuple[Quote, ...]:
    found: list[Quote] = []
    around: list[int] = []
    for start, close in pairs:
        while around and around[-1] < start:
            around.pop()
        inner = text[start + 1 : close]
        left = len(inner) - len(inner.lstrip())
        right = len(inner.rstrip())
        found.append(
            Quote(
                start=start,
                end=close + 1,
                inner_start=start + 1 + (left if right else 0),
                inner_end=start + 1 + right,
                depth=len(around),
            )
        )
        around.append(close)
    return tuple(found)


def _layered(strays: list[Stray]) -> tuple[Stray, ...]:
    closing = sum(not stray.opens for stray in strays)
    opening = 0
    found = []
    for stray in strays:
        if stray.opens:
            found.append(Stray(at=stray.at, opens=True, depth=opening))
            opening += 1
        else:
            closing -= 1
            found.append(Stray(at=stray.at, opens=False, depth=closing))
    return tuple(found)
