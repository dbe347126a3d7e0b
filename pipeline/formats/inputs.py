"""From what the user names to articles: each file to the reader of its suffix, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import UnreadableInput
from pipeline.formats.base import Reader, Unread
from pipeline.records import Article
from pipeline.registry import kinds, resolve

STDIN = "-"
"""The path that stands for standard input."""

_PLAIN = ".txt"
_MARKUP = {".csv", ".rst", ".rtf", ".tsv", ".xml"}
"""Suffixes of text with a syntax: read as plain text, tags and keys would be translated."""


def read_inputs(
    paths: Iterable[str | PathLike[str]],
    *,
    readers: Sequence[Reader] | None = None,
    stdin: BinaryIO | None = None,
    language: str | None = None,
) -> Iterator[Article | Unread]:
    """Give the articles of all files in order, one file open at a time.

    `readers` are all that are registered, with default options, unless given. `-` is `stdin`, read as plain text, or
    as JSON Lines where its first character is a brace. `language` declares that of every article.
    """
    found = all_readers() if readers is None else readers
    for path in paths:
        for item in _read(Path(path), found, stdin):
            yield replace(item, language=language) if language and isinstance(item, Article) else item


def all_readers() -> list[Reader]:
    """Give every registered reader with its default options."""
    classes = [resolve("readers", kind) for kind in kinds("readers")]
    return [reader(reader.Options()) for reader in classes]


def choose_reader(path: Path, readers: Sequence[Reader]) -> Reader:
    """Give the reader for a file; one with a suffix that none has is read as plain text.

    Raises `UnreadableInput` for markup that none understands.
    """
    suffix = path.suffix.lower()
    found = next((reader for reader in readers if suffix in reader.suffixes), None)
    if found is None and suffix in _MARKUP and not path.is_dir():
        known = ", ".join(suffix for reader in readers for suffix in reader.suffixes)
        raise UnreadableInput(
            f"{path}: {suffix} holds markup, which no reader here understands; known: {known}. "
            "If it is plain text after all, give it a name that ends in .txt"
        )
    return found or next(reader for reader in readers if _PLAIN in reader.suffixes)


def _read(path: Path, readers: Sequence[Reader], stdin: BinaryIO | None) -> Iterator[Article | Unread]:
    try:
        if str(path) == STDIN and stdin is not None:
            suffix = ".jsonl" if _starts_with_brace(stdin) else _PLAIN
            yield from choose_reader(Path(f"stdin{suffix}"), readers).read_stream(stdin, name="stdin")
        else:
            yield from choose_reader(path, readers).read(path)
    except UnreadableInput as error:
        yield Unread(id=str(path), error=error)


def _starts_with_brace(stream: BinaryIO) -> bool:
    """Look at what is buffered without taking it; an article of prose does not begin with a brace."""
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(1).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"))
