"""From the paths that the user names to articles: each file goes to the reader of its suffix, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from babelpress.config.plugins import kinds, make
from babelpress.document import Article
from babelpress.errors import ContractViolation, UnreadableInput
from babelpress.failures import stops, unexpected
from babelpress.formats.base import Claiming, Equipped, Reader, ReadError, SingleReader
from babelpress.formats.filenames import slug
from babelpress.formats.globbing import Found, expand

STDIN = "-"
"""The path of standard input."""

_PLAIN = ".txt"
_MARKUP = {".csv", ".rst", ".rtf", ".tsv", ".xml"}
"""Suffixes of text with markup: read as plain text, tags and keys would be translated."""


def read_inputs(
    paths: Iterable[str | PathLike[str]],
    *,
    readers: Sequence[Reader] | None = None,
    stdin: BinaryIO | None = None,
    language: str | None = None,
) -> Iterator[Article | ReadError]:
    """Yield the articles of all files in order, one file open at a time.

    A folder or a pattern (`news/**/*.html`) stands for the readable files in it, sorted, without hidden ones. `readers`
    are by default all registered ones with default options. `-` is `stdin`, read as plain text, or as JSON Lines where
    its first character is a brace. `language` is set on every article. Raises `ModelUnavailable` at once where a
    package is missing that one of the files needs.
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


def article_files(paths: Iterable[str | PathLike[str]], *, readers: Sequence[Reader]) -> dict[str, Path]:
    """Return the file of each article that is named after its file, by the id of the article.

    Archives, which have many articles, and ids that several files share are left out; so are standard input and
    addresses.
    """
    found: dict[str, list[Path]] = {}
    for path in map(Path, paths):
        for file in expand(path, known=lambda path: reader_of(path, readers) is not None):
            reader = reader_of(file.path, readers)
            if file.path.is_file() and (reader is None or isinstance(reader, SingleReader)):
                found.setdefault(_id(file), []).append(file.path)
    return {id: own[0] for id, own in found.items() if len(own) == 1}


def all_readers() -> list[Reader]:
    """Return every registered reader with its default options."""
    return [make("readers", kind) for kind in kinds("readers")]


def choose_reader(path: Path, readers: Sequence[Reader]) -> Reader:
    """Return the reader of a file; a file with an unknown suffix is read as plain text.

    Raises `UnreadableInput` for markup that no reader understands.
    """
    found = reader_of(path, readers)
    if found is None and path.suffix.lower() in _MARKUP and not path.is_dir():
        known = ", ".join(suffix for reader in readers for suffix in reader.suffixes)
        raise UnreadableInput(
            f"{path}: no reader understands the markup of {path.suffix.lower()} files; known suffixes: {known}. "
            "If the file is plain text, rename it to end in .txt"
        )
    return found or next(reader for reader in readers if _PLAIN in reader.suffixes)


def reader_of(path: Path, readers: Sequence[Reader]) -> Reader | None:
    """Return the reader that claims a path or has its longest suffix (`.jsonl.gz`), or None."""
    for reader in readers:
        try:
            if isinstance(reader, Claiming) and reader.claims(path):
                return reader
        except Exception as error:
            if stops(error):
                raise
            return _Broken(error)  # only this file cannot be read
    name = path.name.lower()
    fitting = [
        (len(suffix), reader)
        for reader in readers
        for suffix in reader.suffixes
        if name.endswith(suffix) and name != suffix
    ]
    return max(fitting, key=lambda item: item[0])[1] if fitting else None


class _Broken:
    """Replaces a reader whose `claims` raised: raises the same exception when it reads."""

    suffixes: tuple[str, ...] = ()

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        raise self._error

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        raise self._error


def _ready(reader: Equipped, path: Path) -> None:
    """Raise `ModelUnavailable` where a package is missing. Other exceptions are left for the reading of the file."""
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
    """Add the path below the folder to the id of an article named after its file: there may be many `index.html`."""
    return replace(article, id=_id(file)) if article.id == slug(file.path.stem) else article


def _id(file: Found) -> str:
    """The id of an article that is named after its file."""
    if file.folder is None:
        return slug(file.path.stem)
    return slug(str(file.path.relative_to(file.folder).with_suffix("")))


def _checked(items: Iterator[Article | ReadError], path: Path) -> Iterator[Article | ReadError]:
    """Turn exceptions of a reader into a `ReadError` of its file; what it yielded before is used."""
    try:
        for item in items:
            if not isinstance(item, Article | ReadError):
                raise ContractViolation(f"a reader returned a {type(item).__name__}, not an Article")
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
        raise UnreadableInput(f"{path}: is a folder without a readable file; known suffixes: {known}")
    else:
        yield from choose_reader(path, readers).read(path)


def _starts_with_brace(stream: BinaryIO) -> bool:
    """Peek at the buffered bytes without consuming them; an article of prose does not begin with a brace."""
    peek = getattr(stream, "peek", None)
    return bool(peek and peek(1).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"))
