"""What every reader and writer is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, Self, runtime_checkable

from babelpress.document import Article, Block, Record
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import open_input


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadError:
    """An article that could not be read: its id (`path` or `path:line`) and why."""

    id: str
    error: UnreadableInput


class Reader(Protocol):
    """Turns one file into articles, built from its `Options`."""

    suffixes: tuple[str, ...]
    """File name endings this reader is chosen for, e.g. `(".txt",)`."""

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        """Give the articles of a file in order; what cannot be read comes as `Unread` in its place."""
        ...

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Give the articles of an open stream; `name` is what messages and ids call it."""
        ...


@runtime_checkable
class Claiming(Protocol):
    """A reader that is also chosen by something else than a suffix: a folder of its own form, an address."""

    def claims(self, path: Path) -> bool:
        """Tell whether what a path names is for this reader."""
        ...


@runtime_checkable
class Equipped(Protocol):
    """A reader that needs packages which may be missing."""

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` where this path cannot be read without installing something."""
        ...


class DocumentFormat(Reader, Protocol):
    """A format with structure: its reader gives blocks of which `render` makes the document again.

    The blocks stand in the order of the document: what is translatable as `title`, `heading`, `paragraph`, ...;
    everything else, byte for byte, as `skeleton` (or `code`, `raw` where a site is to show it). Concatenated, the
    rendered blocks are the document: an article that was read and not changed renders to the same bytes, or to the
    normal form that the class's docstring describes.
    """

    suffix: str
    """The ending of the files that `render` makes."""

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Give the document whose translatable texts are in `language`.

        A skeleton with a mark `language` is the document's own statement of its language and becomes `language`.
        """
        ...


@runtime_checkable
class Measured(Protocol):
    """A format whose texts have to fit somewhere: the lines of a subtitle."""

    def overlong(self, blocks: Sequence[Block]) -> list[int]:
        """Give the indices of the translated blocks that do not."""
        ...


class Writer(Protocol):
    """Puts records where the user wants them, built from the output path and its `Options`.

    A context manager: entering claims the place (raises `OutputUnavailable`: no right to write, a folder that
    is somebody else's, another run at work), leaving writes what needs all records (an index), also after an
    interruption. Every file appears whole or not at all.
    """

    expects: Literal["folder", "file", "binary file"]
    """What the output path names; a writer of a `file` also takes an open text stream in its place."""

    def __enter__(self) -> Self: ...

    def write(self, record: Record) -> None:
        """Put one record on disk; it is there when this returns, or with others when there are enough of them for a
        group of rows. Raises `RunStopped` when the disk does.
        """
        ...

    def __exit__(self, *exception: object) -> None: ...


# The template of a reader: opens a file and reads it as a stream.


class OpeningReader(ABC):
    """Opens the file and hands it on, or tells why it cannot be opened; a concrete reader reads the stream."""

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        """Give the articles of a file in order; what cannot be read comes as `Unread` in its place."""
        try:
            stream = self._open(path)
        except UnreadableInput as error:
            yield ReadError(id=str(path), error=error)
            return
        with stream:
            yield from self.read_stream(stream, name=str(path))

    @abstractmethod
    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Give the articles of a stream; `name` is what messages call it."""

    def _open(self, path: Path) -> BinaryIO:
        """Raises `UnreadableInput`."""
        return open_input(path)


# The template of a reader whose files hold one article each.


class SingleReader(OpeningReader):
    """Gives the article of a file, or why it could not be read; a concrete reader makes the article."""

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Give the article in a stream; `name` is what messages call it and its id is made from."""
        try:
            yield self.article(stream, name=name)
        except UnreadableInput as error:
            yield ReadError(id=name, error=error)
        except OSError as error:
            yield ReadError(id=name, error=UnreadableInput(f"{name}: cannot be read: {error}"))

    @abstractmethod
    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Give the article. Raises `UnreadableInput`."""
