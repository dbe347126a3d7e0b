"""What Arrow and Parquet share: a schema that is fit for articles, and rows out of batches."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import UnreadableInput
from pipeline.formats.archive.fields import FieldNames, require
from pipeline.formats.archive.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 32
"""Rows as Python objects at a time."""


def check_schema(schema: "pa.Schema", *, names: FieldNames, name: str) -> list[str]:
    """Give the columns worth reading: all but those of bytes (pictures, sound).

    Raises `UnreadableInput` where one that was asked for is missing, or one that means something is of a wrong type.
    """
    require(schema.names, names=names, name=name)
    faults = []
    for field, column in names.columns.items():
        index = schema.get_field_index(column)
        if index >= 0 and not _fits(field, schema.field(index).type):
            faults.append(f"the column '{column}' is {schema.field(index).type}, which is no {_WANTED[field]}")
    if faults:
        raise UnreadableInput(f"{name}: {'; '.join(faults)}. Name the right one, e.g. --text COLUMN, or convert it")
    return [field.name for field in schema if not _is_bytes(field.type)]


def batch_rows(batch: "pa.RecordBatch", *, kept: list[str], first: int, name: str) -> Iterator[tuple[int, Row]]:
    """Give the rows of a batch with their numbers, the first of which is `first`."""
    batch = batch.select(kept)
    for start in range(0, batch.num_rows, AT_ONCE):
        piece = batch.slice(start, AT_ONCE)
        try:
            rows: list[Row] = [present(row) for row in piece.to_pylist()]
        except ValueError:  # one of them is damaged (text that is not UTF-8): which?
            rows = [_one(piece.slice(n, 1), name=name, number=first + start + n) for n in range(piece.num_rows)]
        yield from enumerate(rows, first + start)


def present(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row whose missing values, NaN as pandas writes them included, are None."""
    return {column: None if value != value else value for column, value in row.items()}


def _one(row: "pa.RecordBatch", *, name: str, number: int) -> Row:
    try:
        return present(row.to_pylist()[0])
    except ValueError as error:
        return UnreadableInput(f"{name}: row {number:,}: is damaged: {error}")


_WANTED = {
    "text": "text",
    "title": "text",
    "url": "text",
    "language": "text",
    "id": "text or whole number",
    "date": "text or date",
}


def _fits(field: str, type: "pa.DataType") -> bool:
    from pyarrow import types

    if types.is_dictionary(type):
        type = type.value_type
    if types.is_string(type) or types.is_large_string(type) or types.is_string_view(type):
        return True
    match field:
        case "id":
            return bool(types.is_integer(type) or types.is_null(type))
        case "date":
            return bool(types.is_date(type) or types.is_timestamp(type) or types.is_null(type))
    return bool(types.is_null(type)) and field != "text"


def _is_bytes(type: "pa.DataType") -> bool:
    from pyarrow import types

    binary = (types.is_binary, types.is_large_binary, types.is_fixed_size_binary)
    if types.is_struct(type):
        return any(_is_bytes(type.field(n).type) for n in range(type.num_fields))
    if types.is_list(type) or types.is_large_list(type):
        return _is_bytes(type.value_type)
    return any(test(type) for test in binary)
