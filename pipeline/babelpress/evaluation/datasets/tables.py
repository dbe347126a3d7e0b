"""Reads tables: finds out which column is the source, a reference or the output of a system."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babelpress.errors import nearest
from babelpress.evaluation.datasets.columnar import Table, cell, read_table
from babelpress.evaluation.datasets.language_codes import code
from babelpress.evaluation.datasets.parts import DatasetRequest, Role, Side, unreadable

KNOWN: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "src", "source_text", "source_segment"),
    "reference": ("reference", "ref", "references", "reference_text", "target_reference"),
    "hypothesis": ("hypothesis", "hyp", "mt", "prediction", "system_output"),
    "id": ("id", "segment_id", "seg_id", "sid"),
    "document": ("document", "doc", "doc_id", "document_id", "docid"),
    "source_language": ("source_language", "source_lang", "src_lang", "lang_src"),
    "target_language": ("target_language", "target_lang", "tgt_lang", "lang_tgt"),
}
"""Known names of columns, by role; the first of each is the one that Babelpress writes."""

SUMMARIES: Mapping[str, tuple[str, ...]] = {
    **KNOWN,
    "source": (*KNOWN["source"], "article", "text", "document"),
    "reference": (*KNOWN["reference"], "summary", "highlights"),
    "document": (),
}
"""The same for summaries, for which the document is the source."""

_SYSTEM = re.compile(r"(?:hypothesis|hyp|mt|system)[:_.](.+)", re.IGNORECASE)
"""A column of hypotheses whose name contains that of the system: `mt:ours`."""

_FURTHER = re.compile(r"(?:reference|ref)[_.]?\d+", re.IGNORECASE)
"""A column of a further reference: `ref2`."""

_SPOKEN = re.compile(r"sentence_(\w+)")
"""A column of one language, as FLORES-200 has them: `sentence_nld_Latn`."""


def read(asked: DatasetRequest) -> list[Side]:
    """Return the sides in a table, separately for each target language."""
    known = SUMMARIES if asked.whole_documents else KNOWN
    header = frozenset(name for names in known.values() for name in names)
    header |= {column.casefold() for _, column in asked.columns if not column.isdigit()}
    grid = _spread(read_table(asked.path, names=header))
    roles = _roles(grid, asked, known)
    if not grid.rows:
        raise unreadable(asked.path, "contains no rows")
    parts = []
    for (source, target), rows in _directions(grid, roles, asked).items():
        parts += _parts(grid, roles, rows, asked, source=source, target=target)
    return parts


def _spread(grid: Table) -> Table:
    """Return a table with one column per language instead of a column `translation` (`{"fr": ..., "nl": ...}`)."""
    found = grid.columns.get("translation")
    if not found or not isinstance(found[0], dict):
        return grid
    spoken = {f"sentence_{name}": [(row or {}).get(name) for row in found] for name in found[0]}
    others = {name: column for name, column in grid.columns.items() if name != "translation"}
    return Table(columns={**others, **spoken}, named=grid.named, lines=grid.lines, notices=grid.notices)


def _roles(grid: Table, asked: DatasetRequest, known: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """The columns of each role, as pairs of a name (of the system or the role) and the column."""
    roles: dict[str, list[tuple[str, str]]] = {role: [] for role in known}
    for name, column in asked.columns:
        if column not in grid.columns:
            header = "" if grid.named else "; the file has no header, so its columns are numbers"
            raise unreadable(asked.path, f"has no column '{column}'; {nearest(column, grid.columns)}{header}")
        roles[name if name in roles else "hypothesis"].append((name, column))
    told = {name for name, _ in asked.columns}
    for column in grid.columns:
        plain = column.casefold()
        role = next((role for role, names in known.items() if plain in names), None)
        system, spoken = _SYSTEM.fullmatch(column), _SPOKEN.fullmatch(column)
        if role is not None and role not in told:
            told.add(role)
            roles[role].append((asked.name if role == "hypothesis" else role, column))
        elif _FURTHER.fullmatch(column) and "reference" not in dict(asked.columns):
            roles["reference"].append((column, column))
        elif system and not any(name not in known for name, _ in asked.columns):
            roles["hypothesis"].append((system[1], column))
        elif spoken:
            language = code(spoken[1])
            if language is not None and language == asked.source and "source" not in told:
                roles["source"].append(("source", column))
            elif language is not None and asked.wants(language) and "reference" not in told:
                roles["reference"].append((f"reference:{language}", column))
    if not roles[asked.role]:
        what = f"which column contains the {'hypotheses' if asked.role == 'hypothesis' else f'{asked.role}s'}?"
        example = "--columns NAME=COLUMN" if asked.role == "hypothesis" else f"--columns {asked.role}=COLUMN"
        raise unreadable(asked.path, f"{what} Give {example}; it has {', '.join(grid.columns)}")
    return roles


def _directions(
    grid: Table, roles: Mapping[str, Sequence[tuple[str, str]]], asked: DatasetRequest
) -> dict[tuple[str | None, str | None], list[int]]:
    """The rows of each direction, in order."""
    columns = [
        grid.columns[roles[role][0][1]] if roles[role] else [said] * grid.rows
        for role, said in (("source_language", asked.source), ("target_language", asked.target))
    ]
    found: dict[tuple[str | None, str | None], list[int]] = {}
    for row, pair in enumerate(zip(*columns, strict=True)):
        source, target = (_code(name, asked, _line(grid, row)) for name in pair)
        found.setdefault((source, target), []).append(row)
    return {pair: rows for pair, rows in found.items() if pair[1] is None or asked.wants(pair[1])}


def _code(name: Any, asked: DatasetRequest, line: int) -> str | None:
    if name is None:
        return None
    found = code(str(name))
    if found is None:
        raise unreadable(asked.path, f"line {line:,}: '{name}' is not a language code such as nl, pt-BR or nld_Latn")
    return found


def _parts(
    grid: Table,
    roles: Mapping[str, Sequence[tuple[str, str]]],
    rows: Sequence[int],
    asked: DatasetRequest,
    *,
    source: str | None,
    target: str | None,
) -> list[Side]:
    lines = tuple(_line(grid, row) for row in rows)

    def texts(column: str) -> tuple[str | None, ...]:
        values = grid.columns[column]
        return tuple(
            cell(values[row], where=f"{asked.path}: line {line:,}", column=column)
            for row, line in zip(rows, lines, strict=True)
        )

    def names(role: str) -> tuple[str, ...]:
        return tuple(str(grid.columns[roles[role][0][1]][row]) for row in rows) if roles[role] else ()

    ids, documents = names("id"), names("document")
    spoken = {name: name.partition(":")[2] or None for name, _ in roles["reference"]}

    def part(role: Role, name: str, values: tuple[str | None, ...]) -> Side:
        return Side(
            role=role,
            name=name,
            where=str(asked.path),
            texts=values,
            language=source if role == "source" else target or spoken.get(name),
            target=target if role == "source" else None,
            ids=ids,
            documents=documents,
            lines=lines,
            notices=grid.notices,
        )

    found = [part("source", "source", texts(column)) for _, column in roles["source"]]
    for name, column in roles["reference"]:
        values = [grid.columns[column][row] for row in rows]
        if any(isinstance(value, list) for value in values):  # several references in one cell
            most = max(len(value) for value in values if isinstance(value, list))
            found += [
                part("reference", f"{name} {n + 1}", tuple(v[n] if v and n < len(v) else None for v in values))
                for n in range(most)
            ]
        else:
            found.append(part("reference", name, texts(column)))
    found += [part("hypothesis", name, texts(column)) for name, column in roles["hypothesis"]]
    return found


def _line(grid: Table, row: int) -> int:
    return grid.lines[row] if grid.lines else row + 1
