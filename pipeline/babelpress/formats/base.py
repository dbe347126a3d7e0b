"""The protocols of readers, formats and writers, and base classes of readers."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, Self, runtime_checkable

from babelpress.document import Article, Block, Record
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import open_input


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadError:
    """An article that could not be read.

    Attributes:
        id: `path` or `path:line`.
        error: Why it could not be read.
    """

    id: str
    error: UnreadableInput


class Reader(Protocol):
    """Reads articles from one file; built from its `Options`."""

    suffixes: tuple[str, ...]
    """File name suffixes that this reader is chosen for, e.g. `(".txt",)`."""

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        """Read the articles of a file.

        Args:
            path: The file.

        Yields:
            The articles in order; a `ReadError` in place of each that cannot be read.
        """
        ...

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Read the articles of an open stream.

        Args:
            stream: An open binary stream.
            name: What ids and messages call it.

        Yields:
            The articles in order; a `ReadError` in place of each that cannot be read.
        """
        ...


@runtime_checkable
class Claiming(Protocol):
    """A reader that is also chosen by other criteria than a suffix: a folder of a certain form, an address."""

    def claims(self, path: Path) -> bool:
        """Return whether this reader reads the path.

        Args:
            path: What the user named; it may not exist.

        Returns:
            True if this reader is to be used, whatever the suffix.
        """
        ...


@runtime_checkable
class Equipped(Protocol):
    """A reader that needs packages which may be missing."""

    def ready(self, path: Path) -> None:
        """Check that the packages needed for a path are installed.

        Args:
            path: What is to be read.

        Raises:
            ModelUnavailable: If a package is missing; the message has the command that installs it.
        """
        ...


class DocumentFormat(Reader, Protocol):
    """A format with structure: its reader returns blocks from which `render` rebuilds the document.

    The blocks are in the order of the document: translatable text as `title`, `heading`, `paragraph`, ...; everything
    else, byte for byte, as `skeleton` (or `code`, `raw` where a site is to show it). Rendered and concatenated, the
    blocks are the document: an article that was read and not changed renders to the same bytes, or to the normal form
    that the docstring of the class describes.
    """

    suffix: str
    """The file name suffix of what `render` returns."""

    def render(self, blocks: Sequence[Block], *, language: str) -> bytes:
        """Rebuild the document from its blocks.

        Args:
            blocks: All blocks of the article, translated or not.
            language: Language of the translatable texts. A skeleton with a mark `language` is the document's own
                statement of its language and is set to it. Empty for the source itself, whose statements stay.

        Returns:
            The bytes of the document.
        """
        ...


@runtime_checkable
class Measured(Protocol):
    """A format whose texts have limited space: the lines of a subtitle."""

    def overlong(self, blocks: Sequence[Block]) -> list[int]:
        """Return the translated blocks that are too long.

        Args:
            blocks: All blocks of the article.

        Returns:
            Indices of the blocks whose text does not fit.
        """
        ...


@runtime_checkable
class Guarded(Protocol):
    """A format that leaves a text in the language of the source where its translation could not work: a message."""

    def left_alone(self, blocks: Sequence[Block], *, language: str) -> list[tuple[int, str]]:
        """Return the translated blocks that `render` leaves as the source has them.

        Args:
            blocks: All blocks of the article.
            language: Language of the translatable texts.

        Returns:
            The index of each, and why.
        """
        ...


@runtime_checkable
class Verifying(Protocol):
    """A format that reads what it has written, and knows whether a text of it became markup."""

    def misread(self, blocks: Sequence[Block], *, language: str) -> list[int]:
        """Return the blocks that the rendered document is not read as.

        Args:
            blocks: All blocks of the article.
            language: Language of the translatable texts.

        Returns:
            Indices of the texts where the two part, empty if the document is read as it is meant.
        """
        ...


class Writer(Protocol):
    """Writes records to the output; built from the output path and its `Options`.

    A context manager: entering reserves the output (raises `OutputUnavailable`: no permission, a folder with files of
    somebody else, another run that is writing), leaving writes what needs all records (an index), also after an
    interruption. Every file is either complete or absent.
    """

    expects: Literal["folder", "file", "binary file"]
    """What the output path names; a writer of a `file` also accepts an open text stream instead."""

    def __enter__(self) -> Self: ...

    def write(self, record: Record) -> None:
        """Write one record.

        It is on disk when this returns, or together with later ones where the writer groups rows.

        Args:
            record: The record.

        Raises:
            RunStopped: If the disk refuses.
        """
        ...

    def __exit__(self, *exception: object) -> None: ...


@runtime_checkable
class Pruning(Protocol):
    """A writer that can remove what earlier runs wrote of articles that are gone."""

    def prune(self, spare: Collection[str]) -> list[str]:
        """Remove the files of articles that this run did not write; never a file that was changed since.

        Args:
            spare: Ids of articles whose files stay although this run did not write them.

        Returns:
            The paths of the files below the output.

        Raises:
            RunStopped: If the disk refuses.
        """
        ...


class OpeningReader(ABC):
    """Base class of readers that open a file and read it as a stream: subclasses implement `read_stream`."""

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        """Yield the articles of a file in order; a `ReadError` in place of each that cannot be read."""
        try:
            stream = self._open(path)
        except UnreadableInput as error:
            yield ReadError(id=str(path), error=error)
            return
        with stream:
            yield from self.read_stream(stream, name=str(path))

    @abstractmethod
    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield the articles of a stream; `name` is what messages call it."""

    def _open(self, path: Path) -> BinaryIO:
        """Open the file. Raises `UnreadableInput`."""
        return open_input(path)


class SingleReader(OpeningReader):
    """Base class of readers whose files have one article each: subclasses implement `article`."""

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield the article of a stream; `name` is what messages call it and what its id is made from."""
        try:
            yield self.article(stream, name=name)
        except UnreadableInput as error:
            yield ReadError(id=name, error=error)
        except OSError as error:
            yield ReadError(id=name, error=UnreadableInput(f"{name}: cannot be read: {error}"))

    @abstractmethod
    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Return the article. Raises `UnreadableInput`."""
