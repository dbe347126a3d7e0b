"""The template of a reader whose files hold one article each."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.errors import UnreadableInput
from pipeline.formats.base import Unread
from pipeline.formats.opened import OpeningReader
from pipeline.records import Article


class SingleReader(OpeningReader):
    """Gives the article of a file, or why it could not be read; a concrete reader makes the article."""

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | Unread]:
        """Give the article in a stream; `name` is what messages call it and its id is made from."""
        try:
            yield self.article(stream, name=name)
        except UnreadableInput as error:
            yield Unread(id=name, error=error)
        except OSError as error:
            yield Unread(id=name, error=UnreadableInput(f"{name}: cannot be read: {error}"))

    @abstractmethod
    def article(self, stream: BinaryIO, *, name: str) -> Article:
        """Give the article. Raises `UnreadableInput`."""
