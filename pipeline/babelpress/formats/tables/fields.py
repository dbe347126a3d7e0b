"""From rows to articles, for JSON Lines, CSV, Parquet and Arrow: which column is which field of an article."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babelpress.document import Article, Block, Meta
from babelpress.errors import UnreadableInput, nearest
from babelpress.failures import unexpected
from babelpress.formats.base import ReadError
from babelpress.formats.decoding import normal_form
from babelpress.formats.filenames import slug
from babelpress.formats.html.titles import headline, names_of_host, squeezed
from babelpress.formats.text.plain import without_text
from babelpress.formats.text.structure import structure
from babelpress.lang.codes import normal_code

BLOCKS = "blocks"
"""The column with the blocks of an article, instead of a text."""


class FieldNames(BaseModel):
    """The names of columns, or of keys of JSON, where they differ from the name of the field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str | None = Field(None, description="Column of the text; else `text`.")
    title: str | None = Field(None, description="Column of the title; else `title`.")
    id: str | None = Field(None, description="Column of the id; else `id`.")
    url: str | None = Field(None, description="Column of the address; else `url`.")
    language: str | None = Field(None, description="Column of the language code; else `language`.")
    date: str | None = Field(None, description="Column of the date; else `date`.")

    @property
    def columns(self) -> dict[str, str]:
        """The column of every field, by field."""
        return {field: getattr(self, field) or field for field in type(self).model_fields}

    @property
    def said(self) -> dict[str, str]:
        """The columns that were set explicitly, by field."""
        return {field: column for field in type(self).model_fields if (column := getattr(self, field))}


class RowOptions(BaseModel):
    """Options of every reader of lines or rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_characters: int = Field(1_000_000, ge=1, description="Longest article; a longer one is refused.")
    fields: FieldNames = Field(FieldNames(), description="What the columns or keys are called.")


class _Fields(BaseModel):
    """The values of a row that have a meaning for an article."""

    id: str | None = None
    title: str | None = None
    text: str | None = None
    blocks: tuple[Block, ...] | None = None
    language: str | None = None
    date: str | None = None
    url: str | None = None


_OPTIONAL = ("id", "title", "language", "date", "url")
"""The fields without which a row is an article all the same."""

_SITES = frozenset({"site", "site_name", "sitename", "website", "publisher", "publication", "hostname", "domain"})
"""Columns of the name of the site or paper, which many titles end with."""


def article_of(row: Mapping[str, Any], *, names: FieldNames, where: str, fallback: str, format: str) -> Article:
    """Return the article of a row.

    Args:
        row: The values by column; columns that are no field go to `Meta.extra` as JSON.
        names: The column of each field.
        where: The place of the row, with which messages begin.
        fallback: The id for a row without one.
        format: The format of the file, for the article.

    Returns:
        The article.

    Raises:
        UnreadableInput: If a value has the wrong type, or the row contains no text.
    """
    columns = {**names.columns, BLOCKS: BLOCKS}
    row = {column: _finite(value) for column, value in row.items()}
    values = {field: row.get(column) for field, column in columns.items()}
    values |= {field: _plain(values[field]) for field in _OPTIONAL}
    if values["language"] is not None:
        values["language"] = _code(values["language"], where=f"{where}: {columns['language']}")
    try:
        fields = _Fields.model_validate(values)
    except ValidationError as error:
        raise UnreadableInput(f"{where}: {faults(error, columns)}") from error
    if names.text and names.text not in row:
        raise UnreadableInput(f"{where}: {missing('text', names.text, row)}")
    titles = f"; for titles alone, name their column: --text {columns['title']}" if fields.title else ""
    if (fields.text is None) == (fields.blocks is None):
        column = columns["text"]
        twice = fields.text is not None
        none = f"{column} is empty" if column in row else f"has neither {column} nor blocks"
        none += titles
        fault = f"gives both {column} and blocks; keep one" if twice else none
        raise UnreadableInput(f"{where}: {fault}")
    site = [str(value) for key, value in row.items() if key.lower() in _SITES]
    hosts = [fields.url or "", *(f"//{name}" for name in site if " " not in name)]
    fields.title = _headline(fields.title, [*site, *chain.from_iterable(map(names_of_host, hosts))])
    blocks, menu = _blocks(fields, where=where, column=columns["text"], otherwise=titles)
    id = normal_form(fields.id or "").strip() or fallback
    used = {column for field, column in columns.items() if values[field] is not None or _is_blank(row.get(column))}
    extra = tuple(
        (key, json.dumps(value, ensure_ascii=False, default=str)) for key, value in row.items() if key not in used
    )
    meta = Meta(date=fields.date, url=fields.url, menu=menu, extra=extra)
    return Article(id=id, blocks=blocks, language=fields.language, meta=meta, format=format)


def _headline(title: str | None, site: Iterable[str]) -> str | None:
    """Return a title without the name of its site at one of its ends: `Le pont rouvre | Le Monde`."""
    if title is None:
        return None
    known = frozenset(filter(None, map(squeezed, site)))
    start, end = headline(title, names=known, shown=frozenset())
    return title[start:end].strip() or title


def require(columns: Iterable[str], *, names: FieldNames, name: str) -> None:
    """Raise `UnreadableInput` if a file has a column twice, lacks a requested one, or has no column of texts."""
    present = list(columns)
    refuse_twice(present, name=name)
    wanted = names.said if names.text or BLOCKS in present else {"text": "text", **names.said}
    faults = [missing(field, column, present) for field, column in wanted.items() if column not in present]
    if faults:
        raise UnreadableInput(f"{name}: {'; '.join(faults)}")


def refuse_twice(columns: Iterable[str], *, name: str) -> None:
    """Raise `UnreadableInput` if two columns have the same name: their values could not be told apart."""
    twice = [f"'{column}'" for column, times in Counter(columns).items() if times > 1]
    if twice:
        comes = "comes twice; rename one of the two" if len(twice) == 1 else "come twice; rename one of each"
        raise UnreadableInput(f"{name}: the column{'s' * (len(twice) > 1)} {', '.join(twice[:40])} {comes}")


def missing(field: str, column: str, present: Iterable[str]) -> str:
    """Return the message for a missing column: which columns there are, and how to name the right one."""
    known = sorted(map(str, present))
    close = nearest(column, known)
    near = f"; {close}" if close.startswith("did") else "."
    has = ", ".join(known[:40]) or "none"
    return f"has no column '{column}' for the {field}{near} It has: {has}. Name the right one with --{field} COLUMN"


def faults(error: ValidationError, columns: Mapping[str, str] | None = None) -> str:
    """Return the errors of pydantic as one message, each with its column."""
    called = columns or {}
    return "; ".join(
        f"{'.'.join(called.get(str(step), str(step)) for step in fault['loc'])}: {fault['msg']}"
        for fault in error.errors()
    )


def _blocks(fields: _Fields, *, where: str, column: str, otherwise: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks, title included, and the language menu that the text ended with."""
    blocks, menu = fields.blocks or (), tuple[str, ...]()
    title = " ".join(normal_form(fields.title or "").split("\n")).strip() or None
    if fields.text is not None:
        text = normal_form(fields.text)
        blocks, menu = structure(text, title=title)
        if len(blocks) <= bool(title) and (not text.strip() or menu):
            raise UnreadableInput(f"{where}: {column} {without_text(text)}{otherwise}")
    elif title and not any(block.kind == "title" for block in blocks):
        blocks = (Block(kind="title", text=title), *blocks)
    if not any(block.text.strip() for block in blocks):
        raise UnreadableInput(f"{where}: blocks hold no text")
    return blocks, menu


def _finite(value: Any) -> Any:
    """Return a value without what JSON cannot hold: None for NaN, a missing value; an infinity by its name."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value


def _plain(value: Any) -> str | None:
    """Return a value of an optional field as text: a number as it is written; None for a blank, a list or an object."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, bool | int | float):
        whole = isinstance(value, float) and value.is_integer()  # a column of integers in which one is missing
        return str(int(value) if whole else value).lower()
    return None


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _code(stated: str, *, where: str) -> str:
    """Return the code of a stated language. Raises `UnreadableInput`."""
    code = normal_code(stated)
    if code is None:
        raise UnreadableInput(f"{where}: '{stated[:40]}' is no code of a language; write e.g. fr, or leave it empty")
    return code


def _day(moment: date) -> str:
    """Return a date as ISO 8601; without time if that is midnight, as databases store days."""
    if isinstance(moment, datetime) and moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return moment.isoformat()


# --- From rows to articles: an error in a row is yielded in its place, an error of the file once ---

Row = Mapping[str, Any] | Article | UnreadableInput
"""A row as values by column, as an article, or the error if it could not be read."""

_LOOKED_AT = 32


def articles(
    rows: Iterable[tuple[int, Row]], *, name: str, options: RowOptions, format: str, unit: str = "row"
) -> Iterator[Article | ReadError]:
    """Yield the article of every row; only one row is in memory.

    Args:
        rows: The rows with their numbers. An `UnreadableInput` or `OSError` that it raises ends the file.
        name: The name of the file.
        options: The options of the reader.
        format: The format of the file, for the articles.
        unit: What the numbers count (`row`, `line`), for messages.

    Yields:
        The articles, and a `ReadError` in place of each row that cannot be read or whose id has occurred before. An
        error that ends the file is the last item.
    """
    seen: dict[str, int] = {}
    found = False
    try:
        for number, row in rows:
            found = True
            where = f"{name}: {unit} {number:,}"
            try:
                article = _article(row, name=name, number=number, where=where, options=options, format=format)
                if article.id in seen:
                    first = f"{unit} {seen[article.id]:,}"
                    raise UnreadableInput(f"{where}: the id '{article.id}' is already that of {first}")
                seen[article.id] = number
                yield article
            except UnreadableInput as error:
                yield ReadError(id=f"{name}:{number}", error=error)
            except Exception as error:  # noqa: BLE001  (a bug: the other rows are read)
                yield ReadError(id=f"{name}:{number}", error=UnreadableInput(unexpected(where, error)))
        if not found:
            raise UnreadableInput(f"{name}: holds no row")
    except UnreadableInput as error:
        yield ReadError(id=name, error=error)
    except OSError as error:
        yield ReadError(id=name, error=UnreadableInput(f"{name}: cannot be read: {error}"))


def with_columns(rows: Iterable[tuple[int, Row]], *, names: FieldNames, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file without a schema, after a check that the first rows have the requested columns.

    A row may lack a column. Raises `UnreadableInput` if all of the first 32 rows lack a requested one.
    """
    source = iter(rows)
    first: list[tuple[int, Row]] = []
    cut: UnreadableInput | None = None
    try:
        first += islice(source, _LOOKED_AT)
    except UnreadableInput as error:
        cut = error  # raised after the rows before it
    present = dict.fromkeys(column for _, row in first if isinstance(row, Mapping) for column in row)
    if present:
        require(present, names=names, name=name)
    yield from first
    if cut:
        raise cut
    yield from source


def _article(row: Row, *, name: str, number: int, where: str, options: RowOptions, format: str) -> Article:
    if isinstance(row, UnreadableInput):
        raise row
    if not isinstance(row, Article):
        fallback = f"{slug(stem(name))}-{number}"
        row = article_of(row, names=options.fields, where=where, fallback=fallback, format=format)
    size = sum(len(block.text) for block in row.blocks)
    if size > options.max_characters:
        limit = f"the limit is {options.max_characters:,} (option max_characters)"
        raise UnreadableInput(f"{where}: is too long for one article: {size:,} characters, {limit}")
    return row


def stem(name: str) -> str:
    """Return the name of a file without its folder, its suffix, and the suffix of its compression.

    >>> stem("2025/nieuws.be.jsonl.gz")
    'nieuws.be'
    """
    path = Path(name)
    return Path(path.stem).stem if path.suffix in (".gz", ".zst") else path.stem
