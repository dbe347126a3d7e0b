"""Rows of the tables of a memory, from units and back."""

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from babelpress.memory import folding
from babelpress.memory.units import STATUSES, Marked, Origin, Tag, Unit

COLUMNS = (
    "source.language, source.text, tu.language, target, source_tags, target_tags, status, human, model, author,"
    " article, previous, next, estimate, created, changed, uses, used"
)
"""What `unit_of` needs of the tables `tu` and `source`."""


def row_of(unit: Unit, source: int, at: str) -> tuple[Any, ...]:
    """Return the columns of a unit in the order of the table, without its id."""
    tags = _packed(unit.source.tags), _packed(unit.target.tags)
    digest = digest_of(
        str(source),
        unit.target_language,
        unit.target.text,
        *map(str, tags),
        unit.article,
        f"{unit.previous} {unit.next}",
    )
    return (
        digest, source, unit.target_language, unit.target.text, *tags, STATUSES.index(unit.status),
        unit.origin == "human", unit.model, unit.author, unit.article, unit.previous, unit.next, unit.estimate,
        unit.created or at, unit.changed or unit.created or at, unit.uses, unit.used,
    )  # fmt: skip


def unit_of(columns: Sequence[Any]) -> Unit:
    """Return the unit of the columns `COLUMNS`."""
    (
        source_language, source, target_language, target, source_tags, target_tags, status, human, model, author,
        article, previous, after, estimate, created, changed, uses, used,
    ) = columns  # fmt: skip
    return Unit(
        source_language=source_language,
        target_language=target_language,
        source=Marked(source, _unpacked(source_tags)),
        target=Marked(target, _unpacked(target_tags)),
        status=STATUSES[status],
        origin=origin_of(human),
        model=model,
        author=author,
        article=article,
        previous=previous,
        next=after,
        estimate=estimate,
        created=created,
        changed=changed,
        uses=uses,
        used=used,
    )


def _packed(tags: Sequence[Tag]) -> str | None:
    if not tags:
        return None
    rows = [[tag.number, tag.kind, tag.type, tag.start, tag.end, tag.open, tag.close] for tag in tags]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _unpacked(packed: str | None) -> tuple[Tag, ...]:
    return tuple(Tag(*row) for row in json.loads(packed)) if packed else ()


def origin_of(human: int) -> Origin:
    """Return who wrote a translation."""
    return "human" if human else "machine"


def digest_of(*parts: str) -> bytes:
    """Return a hash of 128 bits, by which equal rows are found."""
    return blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=16).digest()


def rowid(text: str, source: int) -> int:
    """Return the row number in the index: sorted by length, so that a search reads texts of similar length only."""
    return len(text) << 32 | source


def indexed(text: str) -> str:
    """Return what the index holds of a source text."""
    return " ".join(folding.tokens(text))
