"""From what the user names to articles: each file to the reader of its suffix, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from babelpress.config.plugins import kinds, make
from babelpress.document import Article
from babelpress.errors import ContractViolation, UnreadableInput
from babelpress.failures import stops, unexpected
from babelpress.formats.base import Claiming, Equipped, Reader, ReadError
from babelpress.formats.filenames import slug
from babelpress.formats.globbing import Found, expand

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
) -> Iterator[Article | ReadError]:
    """Give the articles of all files in order, one file open at a time.

    A folder or a pattern (`news/**/*.html`) stands for the files in it that can be read, sorted, hidden ones left out.
    `readers` are all that are registered, with default options, unless given. `-` is `stdin`, read as plain text, or
    as JSON Lines where its first character is a brace. `language` declares that of every article. Raises
    `ModelUnavailable` at once where a package is missing that one of the files takes.
    """
    found = all_readers() if readers is None else readers
    files = [
        file for path in paths for file in expand(Path(path), known=lambda path: reader_of(path, found) is not None)
    ]
    for file in files:
        reader = reader_of(file.path, found)
        if isinstance(reader, Equipped):
            _ready(reader, file.path)
    return _articles(files, found, stdin=stdin, language=language)


def all_readers() -> list[Reader]:
    """Give every registered reader with its default options."""
    return [make("readers", kind) for kind in kinds("readers")]


def choose_reader(path: Path, readers: Sequence[Reader]) -> Reader:
    """Give the reader for a file; one with a suffix that none has is read as plain text.

    Raises `UnreadableInput` for markup that none understands.
    """
    found = reader_of(path, readers)
    if found is None and path.suffix.lower() in _MARKUP and not path.is_dir():
        known = ", ".join(suffix for reader in readers for suffix in reader.suffixes)
        raise UnreadableInput(
            f"{path}: {path.suffix.lower()} holds markup, which no reader here understands; known: {known}. "
            "If it is plain text after all, give it a name that ends in .txt"
        )
    return found or next(reader for reader in readers if _PLAIN in reader.suffixes)


def reader_of(path: Path, readers: Sequence[Reader]) -> Reader | None:
    """Give the reader that claims a path or has its suffix, the longest first (`.jsonl.gz`), or None."""
    for reader in readers:
        try:
            if isinstance(reader, Claiming) and reader.claims(path):
                return reader
        except Exception as error:
            if stops(error):
                raise
            return _Broken(error)  # this file cannot be read, the others can
    name = path.name.lower()
    fitting = [
        (len(suffix), reader)
        for reader in readers
        for suffix in reader.suffixes
        if name.endswith(suffix) and name != suffix
    ]
    return max(fitting, key=lambda item: item[0])[1] if fitting else None


class _Broken:
    """What stands for a reader that cannot tell whether a file is for it: raises what that raised."""

    suffixes: tuple[str, ...] = ()

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        raise self._error

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        raise self._error


def _ready(reader: Equipped, path: Path) -> None:
    """Raise `ModelUnavailable` where a package is missing. Whatever else is raised, reading the file will tell."""
    try:
        reader.ready(path)
    except Exception as error:
        if stops(error):
            raise
        unexpected(str(path), error)


def _articles(
    files: Iterable[Found], readers: Sequence[Reader], *, stdin: BinaryIO | None, language: str | None
) -> Iterator[Article | ReadError]:
    for file in files:
        for item in _checked(_read(file.path, readers, stdin), file.path):
            if isinstance(item, Article):
                item = _placed(item, file)
                yield replace(item, language=language) if language else item
            else:
                yield item


def _placed(article: Article, file: Found) -> Article:
    """Name an article that is called after its file by its place in the folder too: there may be many `index.html`."""
    if file.folder is None or article.id != slug(file.path.stem):
        return article
    return replace(article, id=slug(str(file.path.relative_to(file.folder).with_suffix(""))))


def _checked(items: Iterator[Article | ReadError], path: Path) -> Iterator[Article | ReadError]:
    """Keep whatever a reader raises to its file; what it gave before is read all the same."""
    try:
        for item in items:
            if not isinstance(item, Article | ReadError):
                raise ContractViolation(f"a reader gave a {type(item).__name__}, not an Article")
            yield item
    except UnreadableInput as error:
        yield ReadError(id=str(path), error=error)
    except Exception as error:
        if stops(error):
            raise
        yield ReadError(id=str(path), error=UnreadableInput(unexpected(str(path), error)))


def _read(path: Path, readers: Sequence[Reader], stdin: BinaryIO | None) -> Iterator[Article | ReadError]:
    if str(path) == STDIN and stdin is not None:
        suffix = ".jsonl" if _starts_with_brace(stdin) else _PLAIN
        yield from choose_reader(Path(f"stdin{suffix}"), readers).read_stream(stdin, name="stdin")
    elif path.is_dir() and reader_of(path, readers) is None:
        known = ", ".join(suffix for reader in readers for suffix in reader.suffixes)
        raise UnreadableInput(f"{path}: is a folder without a file that can be read; known: {known}")
    else:
        yield from choose_reader(path, readers).read(path)


def _starts_with_brace(stream: BinaryIO) -> bool:
    """Look at what is buffered without taking it; an article of prose does not begin with a brace."""
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(1).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"))
