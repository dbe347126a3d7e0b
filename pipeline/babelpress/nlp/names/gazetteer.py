"""The gazetteer: places, institutions and acronyms of all language files, joined by their keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from babelpress import lang
from babelpress.lang import _cldr
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
"""The fields of `Places`; a form that is in several of them names the row of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exonym:
    """One place, institution or acronym, by language code.

    `key` is its key in the language files. `names` is the name, folded; `written` is the name as it is written; `forms`
    are all forms that count as a mention. A language without a name for it is in none of them.
    """

    kind: Kind
    key: str
    names: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    """The languages whose name comes from CLDR only: other meanings are not known, so a mention needs evidence."""

    @property
    def place(self) -> bool:
        """Whether it is a country, a region or a city."""
        return self.kind in ("country", "region", "city")


@lang.dependent
@cache
def exonyms() -> tuple[Exonym, ...]:
    """Return the rows of all languages, one for each key of each kind."""
    rows: dict[tuple[str, str], Exonym] = {}
    for table, kind in _TABLES.items():
        for code, language in lang.known().items():
            for line in getattr(language.places, table).strip().splitlines():
                key, _, cell = line.strip().partition(": ")
                row = rows.setdefault((table, key), Exonym(kind=kind, key=key))
                forms = [form.strip() for form in cell.split(",")]
                row.written[code] = forms[0].rstrip("*")
                row.forms[code] = tuple(map(fold, forms))
                row.names[code] = row.forms[code][0].rstrip("*")
    own = {name for row in rows.values() for name in row.names.items()}
    for key, territory in _territories().items():
        if not any(name in own for name in territory.names.items()):
            row = rows.setdefault(("countries", key), Exonym(kind="country", key=key))
            for code in territory.names.keys() - row.names.keys():
                row.written[code], row.names[code] = territory.written[code], territory.names[code]
                row.forms[code] = territory.forms[code]
                row.unsure.add(code)
    return tuple(rows.values())


def _territories() -> dict[str, Exonym]:
    """Return the countries and territories of CLDR by the key of language files, without the names of their people."""
    rows: dict[str, Exonym] = {}
    for code, table in _cldr.TERRITORIES.items():
        for line in table.strip().splitlines():
            key, _, name = line.strip().partition(": ")
            row = rows.setdefault(key, Exonym(kind="country", key=key))
            row.written[code], row.names[code], row.forms[code] = name, fold(name), (fold(name),)
    english = lang.FALLBACK.code
    return {
        row.names[english].replace(" ", "-"): row
        for row in rows.values()
        if not any(_NOT_A_NAME.search(name) for name in row.written.values())
    }


_NOT_A_NAME = re.compile(r"[.(&,]|La ")
"""Names of CLDR that are left out: nobody writes `Hongkong (SAR)` or `St. Lucia`; `La Réunion` is also a meeting."""
