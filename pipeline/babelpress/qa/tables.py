"""The versions of articles in tables and records of JSON that our own writers wrote."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from babelpress.document import Article, from_json
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.compression import open_archive
from babelpress.formats.inputs import all_readers, reader_of
from babelpress.formats.tables.fields import FieldNames, RowOptions
from babelpress.formats.tables.jsonl import JsonlReader, lines


def version_in(path: Path, code: str) -> list[Article | ReadError] | None:
    """Return the articles of a file in one of its languages.

    Args:
        path: A table with columns such as `text.nl`, or records of JSON.
        code: The code of a language.

    Returns:
        The articles, and an error for each row without this version; None for any other file.

    Raises:
        OSError, UnreadableInput: The file cannot be read.
    """
    reader = None if path.is_dir() else reader_of(path, all_readers())
    options = getattr(reader, "Options", None)
    if reader is None or not isinstance(options, type) or not issubclass(options, RowOptions):
        return None
    if isinstance(reader, JsonlReader) and (found := list(_of_records(path, code, options().max_characters))):
        return found
    kind: Any = type(reader)
    columns = FieldNames(text=f"text.{code}", title=f"title.{code}")
    rows = list(kind(options(fields=columns)).read(path))
    return rows if any(isinstance(row, Article) for row in rows) else None


def _of_records(path: Path, code: str, most: int) -> Iterator[Article | ReadError]:
    """The articles of the lines that are records, in this language."""
    with open_archive(path) as stream:
        for line in lines(stream, name=str(path), max_characters=most):
            if isinstance(line.text, UnreadableInput) or not line.text.strip():
                continue
            try:
                record = from_json(line.text)
            except ValueError:
                return
            made = record.translation(code)
            if made is None and record.language != code:
                where = f"{path}: line {line.number:,}"
                error = UnreadableInput(f"{where}: '{record.article.id}' has no version in '{code}'")
                yield ReadError(id=record.article.id, error=error)
            else:
                blocks = made.blocks if made else record.article.blocks
                yield replace(record.article, blocks=blocks, language=code, format="jsonl")
