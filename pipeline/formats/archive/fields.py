"""What the columns of a row mean, and the article they make: one way for lines of JSON, CSV, Parquet and Arrow."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from pipeline.errors import UnreadableInput, nearest
from pipeline.formats.normal import normal_form
from pipeline.formats.structure import structure
from pipeline.formats.text import without_text
from pipeline.records import Article, Block, Meta

BLOCKS = "blocks"
"""The column of blocks, in the place of a text."""


class FieldNames(BaseModel):
    """What the columns (of JSON: the keys) are called, where not by the name of the field itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str | None = Field(None, description="Column of the text; else `text`.")
    title: str | None = Field(None, description="Column of the title; else `title`.")
    id: str | None = Field(None, description="Column of the id; else `id`.")
    url: str | None = Field(None, description="Column of the address; else `url`.")
    language: str | None = Field(None, description="Column of the language code; else `language`.")
    date: str | None = Field(None, description="Column of the date; else `date`.")

    @property
    def columns(self) -> dict[str, str]:
        """The column of every field."""
        return {field: getattr(self, field) or field for field in type(self).model_fields}

    @property
    def said(self) -> dict[str, str]:
        """The fields that were given a column, with it."""
        return {field: column for field in type(self).model_fields if (column := getattr(self, field))}


class RowOptions(BaseModel):
    """What every reader of lines or rows can be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(1_000_000, ge=1, description="Longest article; a longer one is refused.")
    fields: FieldNames = Field(FieldNames(), description="What the columns or keys are called.")


class _Fields(BaseModel):
    """The values that mean something to us."""

    id: str | StrictInt | None = None
    title: str | None = None
    text: str | None = None
    blocks: tuple[Block, ...] | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    date: str | None = None
    url: str | None = None


def article_of(row: Mapping[str, Any], *, names: FieldNames, where: str, fallback: str, format: str) -> Article:
    """Give the article of a row. `fallback` is its id where it has none; columns without a meaning go to `Meta.extra`.

    Raises `UnreadableInput`, beginning with `where`, for a value of the wrong type and for what holds no text.
    """
    columns = {**names.columns, BLOCKS: BLOCKS}
    values = {field: row.get(column) for field, column in columns.items()}
    if isinstance(values["date"], date):
        values["date"] = _day(values["date"])
    try:
        fields = _Fields.model_validate(values)
    except ValidationError as error:
        raise UnreadableInput(f"{where}: {faults(error, columns)}") from error
    if names.text and names.text not in row:
        raise UnreadableInput(f"{where}: {missing('text', names.text, row)}")
    if (fields.text is None) == (fields.blocks is None):
        column = columns["text"]
        twice = fields.text is not None
        none = f"{column} is empty" if column in row else f"has neither {column} nor blocks"
        fault = f"gives both {column} and blocks; keep one" if twice else none
        raise UnreadableInput(f"{where}: {fault}")
    blocks, menu = _blocks(fields, where=where, column=columns["text"])
    id = fallback if fields.id is None else normal_form(str(fields.id)).strip()
    if not id:
        raise UnreadableInput(f"{where}: {columns['id']} is empty; give one, or leave it out")
    used = set(columns.values())
    extra = tuple(
        (key, json.dumps(value, ensure_ascii=False, default=str)) for key, value in row.items() if key not in used
    )
    meta = Meta(date=fields.date, url=fields.url, menu=menu, extra=extra)
    return Article(id=id, blocks=blocks, language=fields.language, meta=meta, format=format)


def require(columns: Iterable[str], *, names: FieldNames, name: str) -> None:
    """Raise `UnreadableInput` where a file lacks a column that was asked for, or has none of texts."""
    present = list(columns)
    wanted = names.said if names.text or BLOCKS in present else {"text": "text", **names.said}
    faults = [missing(field, column, present) for field, column in wanted.items() if column not in present]
    if faults:
        raise UnreadableInput(f"{name}: {'; '.join(faults)}")


def missing(field: str, column: str, present: Iterable[str]) -> str:
    """Say that a column is missing, what there is, and how another is named."""
    known = sorted(map(str, present))
    close = nearest(column, known)
    near = f"; {close}" if close.startswith("did") else "."
    has = ", ".join(known[:40]) or "none"
    return f"has no column '{column}' for the {field}{near} It has: {has}. Name the right one with --{field} COLUMN"


def faults(error: ValidationError, columns: Mapping[str, str] | None = None) -> str:
    """Give what pydantic found, each with the column it stands in."""
    called = columns or {}
    return "; ".join(
        f"{'.'.join(called.get(str(step), str(step)) for step in fault['loc'])}: {fault['msg']}"
        for fault in error.errors()
    )


def _blocks(fields: _Fields, *, where: str, column: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Give the blocks with the title, and the language menu at the end of a text."""
    blocks, menu = fields.blocks or (), tuple[str, ...]()
    title = " ".join(normal_form(fields.title or "").split("\n")).strip() or None
    if fields.text is not None:
        text = normal_form(fields.text)
        blocks, menu = structure(text, title=title)
        if len(blocks) <= bool(title) and (not text.strip() or menu):
            raise UnreadableInput(f"{where}: {column} {without_text(text)}")
    elif title and not any(block.kind == "title" for block in blocks):
        blocks = (Block(kind="title", text=title), *blocks)
    if not any(block.text.strip() for block in blocks):
        raise UnreadableInput(f"{where}: blocks hold no text")
    return blocks, menu


def _day(moment: date) -> str:
    """Give a date as ISO 8601; of a moment at midnight, as databases keep days, the day alone."""
    if isinstance(moment, datetime) and moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return moment.isoformat()
