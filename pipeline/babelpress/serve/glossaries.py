"""Glossaries of clients: each belongs to an account and has a dictionary for one pair of languages or several."""

import csv
import io
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import uuid4

from babelpress.api import Pipeline
from babelpress.nlp.terminology import Glossary, Term, conflicts
from babelpress.serve.database import Connection, Database
from babelpress.serve.refusal import Refusal, shown
from babelpress.stages.translate import Translate
from babelpress.translation.constrained import ConstrainedTranslator

Pair = tuple[str, str]
"""The codes of a source and of a target language."""

Entries = Mapping[str, str]
"""Translations by term."""

MOST_ENTRIES = 1_000
"""Most entries of a dictionary."""

MOST_GLOSSARIES = 1_000
"""Most glossaries of an account."""

LONGEST = 1_000
"""Most characters of a term, or of a name."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A glossary of a client: its dictionaries by their languages; one of the profile is `fixed`."""

    id: str
    name: str
    created: float
    dictionaries: Mapping[Pair, Entries] = field(default_factory=dict)
    fixed: bool = False


class Glossaries:
    """The glossaries in a database. An account sees its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, account: str, name: str, dictionaries: Mapping[Pair, Entries]) -> Stored:
        """Keep a new glossary. Raises `Refusal` if the account has too many."""
        made = Stored(str(uuid4()), name, time.time(), dictionaries)
        with self._database.transaction() as open_:
            [count] = open_.execute("SELECT COUNT(*) FROM glossary WHERE account = ?", [account]).fetchone() or [0]
            if count >= MOST_GLOSSARIES:
                raise Refusal(400, f"There are {MOST_GLOSSARIES:,} glossaries already; delete one")
            open_.execute("INSERT INTO glossary VALUES (?, ?, ?, ?)", [made.id, account, name, made.created])
            for pair, entries in dictionaries.items():
                _put(open_, made.id, pair, entries)
        return made

    def all(self, account: str) -> list[Stored]:
        """Return the glossaries of an account, the oldest first."""
        return self._found("account = ?", [account])

    def find(self, account: str, id: str) -> Stored | None:
        """Return a glossary of an account, None if it has none of this id."""
        return next(iter(self._found("account = ? AND id = ?", [account, id])), None)

    def change(self, account: str, id: str, *, name: str = "", put: Mapping[Pair, Entries] | None = None) -> None:
        """Change the name of a glossary, unless it is empty, and replace dictionaries."""
        with self._database.transaction() as open_:
            if not open_.execute("SELECT 1 FROM glossary WHERE account = ? AND id = ?", [account, id]).fetchone():
                return
            if name:
                open_.execute("UPDATE glossary SET name = ? WHERE id = ?", [name, id])
            for pair, entries in (put or {}).items():
                _put(open_, id, pair, entries)

    def remove(self, account: str, id: str) -> None:
        """Remove a glossary."""
        self._database.run("DELETE FROM glossary WHERE account = ? AND id = ?", [account, id])

    def remove_dictionary(self, account: str, id: str, pair: Pair) -> None:
        """Remove a dictionary of a glossary."""
        self._database.run(
            "DELETE FROM glossary_entries WHERE source = ? AND target = ? "
            "AND glossary IN (SELECT id FROM glossary WHERE account = ? AND id = ?)",
            [*pair, account, id],
        )

    def _found(self, where: str, values: Sequence[str]) -> list[Stored]:
        rows = self._database.rows(
            "SELECT id, name, created, source, target, entries FROM glossary "
            f"LEFT JOIN glossary_entries ON glossary = id WHERE {where} ORDER BY created, id, source, target",
            values,
        )
        found: dict[str, Stored] = {}
        for id, name, created, source, target, entries in rows:
            one = found.setdefault(id, Stored(id, name, created, {}))
            if source is not None:
                cast(dict[Pair, Entries], one.dictionaries)[source, target] = json.loads(entries)
        return list(found.values())


def _put(open_: Connection, id: str, pair: Pair, entries: Entries) -> None:
    open_.execute(
        "INSERT INTO glossary_entries VALUES (?, ?, ?, ?) "
        "ON CONFLICT (glossary, source, target) DO UPDATE SET entries = excluded.entries",
        [id, *pair, json.dumps(entries, ensure_ascii=False)],
    )


def of_profile(pipeline: Pipeline) -> list[Stored]:
    """Return the glossaries of the profile, which are always used and cannot be changed."""
    return [
        Stored(
            f"profile-{source}-{target}",
            f"{pipeline.profile.name}: {source} to {target}",
            0.0,
            {(source, target): {term.source: term.target for term in one.terms}},
            fixed=True,
        )
        for (source, target), one in _usual(pipeline).items()
    ]


def in_force(pipeline: Pipeline, own: Iterable[tuple[Pair, Entries]]) -> dict[Pair, Glossary]:
    """Return glossaries for callers: of equal terms the first counts, and before those of the profile."""
    usual = _usual(pipeline)
    terms: dict[Pair, dict[str, Term]] = {}
    for pair, entries in own:
        known = terms.setdefault(pair, {})
        for term in _terms(entries):
            known.setdefault(term.key, term)
    for pair, known in terms.items():
        for term in usual[pair].terms if pair in usual else ():
            known.setdefault(term.key, term)
    return {(a, b): Glossary(known.values(), source=a, target=b) for (a, b), known in terms.items()}


def _usual(pipeline: Pipeline) -> Mapping[Pair, Glossary]:
    stages = cast(Mapping[str, Sequence[Translate]], pipeline._stages(Translate))
    translators = [stage.translator for own in stages.values() for stage in own]
    return {
        pair: one
        for translator in translators
        if isinstance(translator, ConstrainedTranslator)
        for pair, one in translator.glossaries.items()
    }


def _terms(entries: Entries) -> list[Term]:
    return [Term(source=one, target=other, line=n) for n, (one, other) in enumerate(entries.items(), start=1)]


def checked(pairs: Iterable[tuple[str, str]]) -> Entries:
    """Return the entries of a dictionary. Raises `Refusal` with the first that cannot be used."""
    made: dict[str, str] = {}
    for number, (one, other) in enumerate(((a.strip(), b.strip()) for a, b in pairs), start=1):
        if not one or not other:
            raise Refusal(400, f"Entry {number}: the {'target' if one else 'source'} is empty")
        if max(len(one), len(other)) > LONGEST:
            raise Refusal(400, f"Entry {number}: a term has more than {LONGEST:,} characters")
        if not any(char.isalnum() for char in one):
            raise Refusal(400, f"Entry {number}: the source has no letter or digit")
        if not (one + other).isprintable():
            raise Refusal(400, f"Entry {number}: a term has a control character")
        if made.setdefault(one, other) != other:
            raise Refusal(400, f"Entry {number}: '{shown(one)}' has several translations")
    if not made:
        raise Refusal(400, "A dictionary needs at least one entry")
    if len(made) > MOST_ENTRIES:
        raise Refusal(400, f"{len(made):,} entries are more than {MOST_ENTRIES:,}")
    if faults := conflicts(_terms(made)):
        raise Refusal(400, shown(faults[0].message, most=300))
    return made


def read(text: str, kind: str) -> Entries:
    """Read the entries of a dictionary: `tsv` or `csv`, a term and its translation a line. Raises `Refusal`."""
    if kind not in ("tsv", "csv"):
        raise Refusal(400, "Value for 'entries_format' not supported.")
    if kind == "tsv":
        rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    else:
        try:
            rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if any(map(str.strip, row))]
        except csv.Error as error:
            raise Refusal(400, f"The entries are no CSV: {error}") from error
    for number, row in enumerate(rows, start=1):
        if len(row) < 2 or (kind == "tsv" and len(row) > 2):  # CSV files may name their languages in further columns
            raise Refusal(400, f"Entry {number}: a term and its translation are expected, {len(row)} found")
    return checked((row[0], row[1]) for row in rows)


def written(entries: Entries) -> str:
    """Return entries as TSV."""
    return "\n".join(f"{one}\t{other}" for one, other in entries.items())
