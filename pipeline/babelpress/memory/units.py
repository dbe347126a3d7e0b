"""The units of a translation memory: a source text and its translation, with numbered inline tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Status = Literal["initial", "translated", "reviewed", "final"]
"""The states of a segment in XLIFF 2.1 (section 4.7.2.5): only `reviewed` and `final` replace a model."""

Origin = Literal["human", "machine"]
TagKind = Literal["pair", "open", "close", "point"]

STATUSES: tuple[Status, ...] = ("initial", "translated", "reviewed", "final")
"""From the least to the most reliable."""

APPROVED: frozenset[Status] = frozenset({"reviewed", "final"})
"""The states in which a translation replaces that of a model."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An inline tag of one side of a unit.

    Attributes:
        number: The same on both sides for the same tag, from 1.
        kind: `pair` covers `text[start:end]`; `open` and `close` are halves whose partner is in another segment;
            a `point` stands between two characters.
        type: What it is, in the words of TMX: `bold`, `italic`, `link`, `image`, `lb`; empty if nothing says.
        start: Index of the first character that it covers.
        end: Index after the last one.
        open: Its code in the document that it comes from, as written; for a pair, that before the covered text.
        close: For a pair, the code after the covered text.
    """

    number: int
    kind: TagKind
    type: str
    start: int
    end: int
    open: str = ""
    close: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain text and the tags over it, in the order in which they open."""

    text: str
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A source text and one translation of it.

    Attributes:
        source_language: BCP 47 tag of the source.
        target_language: BCP 47 tag of the translation.
        source: The source.
        target: Its translation.
        status: How reliable the translation is.
        origin: Who wrote it.
        model: Id of the model that wrote a machine translation.
        author: Who wrote or approved it.
        article: Id of the article that it comes from.
        previous: The `folding.key` of the source text before it (of the empty text at the beginning); None: unknown.
        next: That of the source text after it.
        estimate: The estimated quality, 0 to 100.
        created: Date of the translation, ISO 8601; empty: unknown.
        changed: Date of its last change; empty: unknown.
        uses: How often it has been used.
        used: Date of its last use, ISO 8601; empty: unknown.
    """

    source_language: str
    target_language: str
    source: Marked
    target: Marked
    status: Status = "translated"
    origin: Origin = "human"
    model: str = ""
    author: str = ""
    article: str = ""
    previous: int | None = None
    next: int | None = None
    estimate: float | None = None
    created: str = ""
    changed: str = ""
    uses: int = 0
    used: str = ""


def signature(tags: Sequence[Tag]) -> tuple[tuple[TagKind, str], ...]:
    """Return kind and type of each tag, in order: tags of a memory fit a text whose signature is equal."""
    return tuple((tag.kind, tag.type) for tag in tags)


def renumbered(source: Sequence[Tag], target: Sequence[Tag]) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
    """Return the tags of both sides, numbered 1, 2, ... in the order of the source."""
    numbers = {tag.number: index for index, tag in enumerate(source, start=1)}
    for tag in target:
        numbers.setdefault(tag.number, len(numbers) + 1)
    return tuple(_numbered(tag, numbers) for tag in source), tuple(_numbered(tag, numbers) for tag in target)


def _numbered(tag: Tag, numbers: dict[int, int]) -> Tag:
    return Tag(numbers[tag.number], tag.kind, tag.type, tag.start, tag.end, tag.open, tag.close)
