"""The places, institutions and acronyms that languages have names of their own for, put together by their keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from babelpress import lang
from babelpress.nlp.tokenization import fold

Kind = Literal["country", "region", "city", "acronym", "institution", "word"]

_TABLES: Mapping[str, Kind] = {
    "countries": "country",
    "regions": "region",
    "cities": "city",
    "acronyms": "acronym",
    "institutions": "institution",
    "words": "word",
}
"""The fields of `Places`, in the order in which a form names a row rather than another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exonym:
    """One place or the like, by language: `names` is the name itself, folded, `written` as it is written, `forms` all
    that counts as a mention of it. A language that does not know it is in none of them."""

    kind: Kind
    names: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def place(self) -> bool:
        """Whether it names a country, a region or a city."""
        return self.kind in ("country", "region", "city")


@lang.dependent
@cache
def exonyms() -> tuple[Exonym, ...]:
    """Give the rows of all languages, one for each key of each kind."""
    rows: dict[tuple[str, str], Exonym] = {}
    for table, kind in _TABLES.items():
        for code, language in lang.known().items():
            for line in getattr(language.places, table).strip().splitlines():
                key, _, cell = line.strip().partition(": ")
                row = rows.setdefault((table, key), Exonym(kind=kind))
                forms = [form.strip() for form in cell.split(",")]
                row.written[code] = forms[0].rstrip("*")
                row.forms[code] = tuple(map(fold, forms))
                row.names[code] = row.forms[code][0].rstrip("*")
    return tuple(rows.values())
