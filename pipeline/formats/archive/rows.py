"""From rows to articles: what is wrong with one row comes in its place, what is wrong with a file once."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.errors import UnreadableInput
from pipeline.failures import unexpected
from pipeline.formats.archive.fields import FieldNames, RowOptions, article_of, require
from pipeline.formats.base import Unread
from pipeline.formats.names import slug
from pipeline.records import Article

Row = Mapping[str, Any] | Article | UnreadableInput
"""A row as values by column, as the article it holds, or why it could not be read."""

_LOOKED_AT = 32


def articles(
    rows: Iterable[tuple[int, Row]], *, name: str, options: RowOptions, format: str, unit: str = "row"
) -> Iterator[Article | Unread]:
    """Give the article of every row, one row in hand at a time.

    `rows` come with the number they are known by, `unit` says of what. An `UnreadableInput` or `OSError` that `rows`
    raises ends the file: it comes as its last item. Of two articles with one id the second is refused.
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
                yield Unread(id=f"{name}:{number}", error=error)
            except Exception as error:  # noqa: BLE001  (a bug: the other rows are read)
                yield Unread(id=f"{name}:{number}", error=UnreadableInput(unexpected(where, error)))
        if not found:
            raise UnreadableInput(f"{name}: holds no row")
    except UnreadableInput as error:
        yield Unread(id=name, error=error)
    except OSError as error:
        yield Unread(id=name, error=UnreadableInput(f"{name}: cannot be read: {error}"))


def with_columns(rows: Iterable[tuple[int, Row]], *, names: FieldNames, name: str) -> Iterator[tuple[int, Row]]:
    """Give the rows of a file that states no columns, after a look at the first ones for those asked for.

    A row may leave a column out; one that all the first rows leave out is a mistake. Raises `UnreadableInput`.
    """
    source = iter(rows)
    first: list[tuple[int, Row]] = []
    cut: UnreadableInput | None = None
    try:
        first += islice(source, _LOOKED_AT)
    except UnreadableInput as error:
        cut = error  # what came before it is read all the same
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
    """Give the name of a file without folder and endings that say what it is packed as.

    >>> stem("2025/nieuws.be.jsonl.gz")
    'nieuws.be'
    """
    path = Path(name)
    return Path(path.stem).stem if path.suffix in (".gz", ".zst") else path.stem
