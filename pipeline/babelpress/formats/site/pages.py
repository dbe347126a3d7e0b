"""What the templates of the site show: labels, dates, descriptions, links, and blocks grouped into lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from unicodedata import bidirectional
from urllib.parse import quote

from markupsafe import Markup, escape

from babelpress import lang
from babelpress.document import Block, InlineTag
from babelpress.formats.inline import render_inline
from babelpress.formats.versions import Version, marker
from babelpress.lang.base import Language

SHOWN = frozenset({"strong", "b", "em", "i", "code", "kbd", "samp", "sup", "sub", "s", "del", "ins", "mark", "q"})
"""Tags that mean the same in every format and are harmless."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+|[^\s:]*", re.IGNORECASE)
"""Allowed targets of a link: web, mail, a path in the same site; never `javascript:`."""


def rich(block: Block) -> Markup:
    """Return a block's text as HTML, with its links and emphasis only.

    >>> mark = InlineTag(start=3, end=6, tag="strong", open="**", close="**")
    >>> rich(Block(kind="paragraph", text="Un mot & un <autre>.", markup=(mark,)))
    Markup('Un <strong>mot</strong> &amp; un &lt;autre&gt;.')
    """
    marks = tuple(_safe(mark) for mark in block.markup if mark.inline)
    return Markup(render_inline(replace(block, markup=marks), lambda text, _: str(escape(text))))


def _safe(mark: InlineTag) -> InlineTag:
    """Return the mark with a safe tag; any other tag is dropped, and its text stays."""
    if mark.tag in SHOWN and mark.start < mark.end:
        return replace(mark, open=f"<{mark.tag}>", close=f"</{mark.tag}>")
    href = dict(mark.attributes).get("href", "")
    if mark.tag == "a" and href and _ADDRESS.fullmatch(href):
        return replace(mark, open=str(Markup('<a href="{}">').format(href)), close="</a>")
    return replace(mark, open="", close="")


DESCRIPTION_CHARACTERS = 155
"""About the length that search engines show of a description."""

_TITLE_CHARACTERS = 70
_NUMBER = re.compile(r"(\d{1,3})[.)]")
_LETTER = re.compile(r"([a-zA-Z])\)")
_RULE = re.compile(r"[^\w<>&]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that are not allowed in HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to something in one language. `current` marks the page that the reader is on."""

    href: str
    language: Language
    absolute: str
    current: bool = False

    @property
    def locale(self) -> str:
        """The language and its country as Open Graph writes them: `fr_FR`."""
        return lang.default_variant(self.language.code).replace("-", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list: its text, its number if it has one, and its nested lists."""

    text: str
    value: int | None
    below: tuple["Listing", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list: its items and how they are numbered (`1`, `a`, `A`, or None for bullets)."""

    items: tuple[Item, ...]
    count: str | None
    kind: str = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Anything that is not a list. `kind` is that of the block, or `rule`."""

    kind: str
    text: str
    level: int = 0


def language(code: str) -> Language:
    """Return a language with its labels; one without labels has English ones, and its code as its name."""
    found = lang.get(code)
    return replace(
        found,
        labels=lang.labels(code),
        dates=found.dates or lang.FALLBACK.dates,
        endonym=found.endonym or code,
    )


def nodes(blocks: Sequence[Block]) -> list[Paragraph | Listing]:
    """Return blocks for a template, without the title, and with the items of a list together."""
    headings = [block for block in blocks if block.kind == "heading"]
    levels = iter(outline([block.level for block in headings]))
    blocks = [replace(block, level=next(levels)) if block.kind == "heading" else block for block in blocks]
    found: list[Paragraph | Listing] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "list_item"):
        if is_list:
            found += _listings(list(group))
        else:
            found += [_paragraph(block) for block in group if block.kind != "title"]
    return found


def outline(levels: Sequence[int]) -> list[int]:
    """Return the levels of headings in a page whose title has level 1, so that none is left out.

    >>> outline([1, 3, 3, 1]), outline([4, 2, 4])
    ([2, 3, 3, 2], [2, 2, 3])
    """
    rank = {level: number for number, level in enumerate(sorted(set(levels)), 2)}
    found: list[int] = []
    for level in levels:
        found.append(min(rank[level], (found[-1] if found else 1) + 1, 6))
    return found


def heading(version: Version) -> str:
    """Return the name of a version in lists and tabs: its title, else its beginning."""
    return version.title or shorten(_opening(version), _TITLE_CHARACTERS)


def describe(version: Version) -> str:
    """Return a description of at most 155 characters: that of the version, else its summary or beginning, shortened."""
    if version.description:
        return version.description
    return shorten(version.summary.text if version.summary else _opening(version), DESCRIPTION_CHARACTERS)


def shorten(text: str, limit: int) -> str:
    """Shorten a text at a word boundary, with an ellipsis.

    >>> shorten("Le contrat, annoncé hier, vaut 5 000 euros.", 26)
    'Le contrat, annoncé hier…'
    """
    text = re.sub(r"[\n\t ]+", " ", text).strip()
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(" ,;:–—-(«“\u00a0\u202f") + "…"


def is_rtl(text: str) -> bool:
    """Whether a text is written from right to left: by its first letter.

    >>> is_rtl("« الجسر »"), is_rtl("« Le pont »"), is_rtl("")
    (True, False, False)
    """
    found = (bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in found if kind in ("L", "R", "AL")), False)


def show_date(text: str | None, language: Language) -> tuple[str, str] | None:
    """Return a date for machines and for readers; None for anything but an ISO 8601 date."""
    try:
        day = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    if not language.dates:
        return day.isoformat(), day.isoformat()
    month = language.dates.months.split()[day.month - 1]
    return day.isoformat(), language.dates.written.format(day=day.day, month=month, year=day.year)


def address(path: str) -> str:
    """Return a path as it is written in a link."""
    return quote(path, safe="/.-_~")


def clean(page: str) -> str:
    """Return a page without the characters that are not allowed in HTML."""
    return _FORBIDDEN.sub("", page)


def _opening(version: Version) -> str:
    return next((block.text for block in version.blocks if block.kind == "paragraph"), "") or next(
        (block.text for block in version.blocks), ""
    )


def _paragraph(block: Block) -> Paragraph:
    if block.kind == "raw" and _RULE.fullmatch(block.text):
        return Paragraph(kind="rule", text="")
    return Paragraph(kind=block.kind, text=rich(block), level=block.level)


def _listings(items: Sequence[Block]) -> list[Listing]:
    """Return one list after another: a new one begins where the kind of numbering changes."""
    level = items[0].level
    found: list[Listing] = []
    index = 0
    while index < len(items):
        count, value = _counted(items[index])
        end = index + 1
        while end < len(items) and items[end].level > level:
            end += 1
        below = tuple(_listings(items[index + 1 : end])) if end > index + 1 else ()
        item = Item(text=rich(items[index]), value=value, below=below)
        if found and found[-1].count == count:
            found[-1] = Listing(items=(*found[-1].items, item), count=count)
        else:
            found.append(Listing(items=(item,), count=count))
        index = end
    return found


def _counted(block: Block) -> tuple[str | None, int | None]:
    mark = marker(block).strip()
    if number := _NUMBER.fullmatch(mark):
        return "1", int(number[1])
    if letter := _LETTER.fullmatch(mark):
        return ("a" if letter[1].islower() else "A"), ord(letter[1].lower()) - ord("a") + 1
    return None, None
