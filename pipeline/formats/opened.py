"""The template of a reader: opens a file and reads it as a stream."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import UnreadableInput
from pipeline.formats.base import Unread
from pipeline.formats.decoding import open_input
from pipeline.records import Article


class OpeningReader(ABC):
    """Opens the file and hands it on, or tells why it cannot be opened; a concrete reader reads the stream."""

    def read(self, path: Path) -> Iterator[Article | Unread]:
        """Give the articles of a file in order; what cannot be read comes as `Unread` in its place."""
        try:
            stream = self._open(path)
        except UnreadableInput as error:
            yield Unread(id=str(path), error=error)
            return
        with stream:
            yield from self.read_stream(stream, name=str(path))

    @abstractmethod
    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | Unread]:
        """Give the articles of a stream; `name` is what messages call it."""

    def _open(self, path: Path) -> BinaryIO:
        """Raises `UnreadableInput`."""
        return open_input(path)
