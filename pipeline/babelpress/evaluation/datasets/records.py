"""Reads Babelpress's own records (`babelpress run -o NAME.jsonl`) as the output of a system or as a test set."""

import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from babelpress.document import VERBATIM, Record, from_json
from babelpress.evaluation.datasets.lines import read_whole
from babelpress.evaluation.datasets.parts import DatasetRequest, Side, unreadable

_BEGINS = re.compile(r'[\ufeff \n]*\{\s*(?:"schema"\s*:\s*\d+\s*,\s*)?"article"\s*:')
"""The beginning of a record: an object with the keys `schema` (optional) and `article`, after white space or a BOM."""

_Row = tuple[str, str, str, str, float | None]
"""Id, document, source, target, mean log-probability of a token."""


def is_records(first: str) -> bool:
    """Whether the lines of a file that begins with `first` are records."""
    return _BEGINS.match(first) is not None


def read(asked: DatasetRequest) -> list[Side]:
    """Return the sources and the output of each language version.

    A segment is a sentence, with the log-probability of its model. It is a block if there are references to compare
    with, since those may be divided into sentences differently, and a whole document for summaries.
    """
    text, notices = read_whole(asked.path)
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                records.append(from_json(line))
            except ValidationError as error:
                fault = error.errors()[0]
                what = f"line {number:,}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
                raise unreadable(asked.path, what) from error
            except ValueError as error:
                raise unreadable(asked.path, f"line {number:,}: {error}") from error
    rows = _summaries if asked.whole_documents else _blocks if asked.blocks else _segments
    role = asked.role if asked.role == "hypothesis" else "reference"
    parts = []
    for target, source in _languages(records, asked).items():
        found = [row for record in records for row in rows(record, target)]
        if not found:
            continue
        ids, documents, sources, targets, logs = (tuple(column) for column in zip(*found, strict=True))
        where = str(asked.path)
        parts += [
            Side(
                role="source", name="source", where=where, texts=sources, language=source, target=target, ids=ids,
                documents=documents,
            ),
            Side(
                role=role, name=asked.name, where=where, texts=targets, language=target, ids=ids, documents=documents,
                log_probabilities=logs if role == "hypothesis" and not asked.whole_documents else (), notices=notices,
            ),
        ]  # fmt: skip
    if not parts:
        what = "summaries" if asked.whole_documents else "translations"
        wanted = f" into {', '.join(asked.targets)}" if asked.targets else ""
        raise unreadable(asked.path, f"its records contain no {what}{wanted}")
    return parts


def _languages(records: Sequence[Record], asked: DatasetRequest) -> dict[str, str | None]:
    """Every language with texts to evaluate, with its source language."""
    found: dict[str, str | None] = {}
    for record in records:
        kept = record.summaries if asked.whole_documents else record.translations
        for item in kept:
            if asked.wants(item.language):
                found.setdefault(item.language, item.language if asked.whole_documents else record.language)
    return found


def _summaries(record: Record, language: str) -> Iterator[_Row]:
    for summary in record.summaries:
        if (summary.language, summary.kind) == (language, "summary"):
            version = record.translation(language)
            text = version.text if version else record.article.text
            yield record.article.id, record.article.id, text, summary.text, None


def _segments(record: Record, language: str) -> Iterator[_Row]:
    version = record.translation(language)
    id = record.article.id
    for n, segment in enumerate(version.segments if version else ()):
        yield f"{id}:{n + 1}", id, segment.source, segment.target, segment.score


def _blocks(record: Record, language: str) -> Iterator[_Row]:
    version = record.translation(language)
    if version is None:
        return
    id = record.article.id
    for n, (source, target) in enumerate(zip(record.article.blocks, version.blocks, strict=True)):
        if source.kind not in VERBATIM:
            own = [segment for segment in version.segments if segment.block == n]
            weights = [max(1, len(segment.target.split())) for segment in own]
            mean = sum(w * s.score for w, s in zip(weights, own, strict=True)) / sum(weights) if own else None
            yield f"{id}:{n + 1}", id, source.text, target.text, mean
