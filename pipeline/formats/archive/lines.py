"""Lines of bytes, none of them longer in memory than an article may be."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pipeline.errors import UnreadableInput
from pipeline.formats.decoding import decode, refuse_foreign

_BYTES_PER_CHARACTER = 12
"""The most that JSON needs for one: two escapes of six."""


class Line(NamedTuple):
    """A line as text with its end, or why it is none; `number` counts from 1, `size` is in bytes."""

    number: int
    text: str | UnreadableInput
    size: int


def lines(stream: BinaryIO, *, name: str, max_characters: int) -> Iterator[Line]:
    """Give the lines of a stream. Raises `UnreadableInput` where its first one shows that it is not UTF-8 text."""
    limit = max_characters * _BYTES_PER_CHARACTER + (1 << 16)
    number = offset = 0
    while line := stream.readline(limit):
        number += 1
        if number == 1:
            refuse_foreign(line, name)
        size = len(line) + _skip_rest(stream, line, limit=limit)
        yield Line(number, _text(line, size, name=name, number=number, offset=offset, most=max_characters), size)
        offset += size


def _text(line: bytes, size: int, *, name: str, number: int, offset: int, most: int) -> str | UnreadableInput:
    if size > len(line):
        limit = f"the limit is {most:,} characters (option max_characters)"
        return UnreadableInput(f"{name}: line {number:,}: is too long for one article: {size:,} bytes; {limit}")
    try:
        return decode(line, name=name, line=number, offset=offset)
    except UnreadableInput as error:
        return error


def _skip_rest(stream: BinaryIO, line: bytes, *, limit: int) -> int:
    """Pass by what is left of a line longer than the limit, and tell how many bytes that were."""
    skipped = 0
    while len(line) == limit and not line.endswith(b"\n"):
        rest = stream.readline(limit)
        skipped += len(rest)
        if len(rest) < limit or rest.endswith(b"\n"):
            break
    return skipped
