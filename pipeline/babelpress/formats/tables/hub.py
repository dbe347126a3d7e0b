"""Reader of datasets of the Hugging Face hub, `hf:NAME[:CONFIG[:SPLIT]]`, streamed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from babelpress._internal.optional import need
from babelpress.document import Article
from babelpress.errors import UnreadableInput
from babelpress.formats.base import ReadError
from babelpress.formats.tables.arrow import present
from babelpress.formats.tables.fields import Row, RowOptions, articles, with_columns

HUB = "hf:"
"""The prefix of an input that is a dataset of the hub."""


class HubReaderOptions(RowOptions):
    """Options of the reader of the hub."""


class HubReader:
    """Reads one article per row of a dataset of the hub, or of a folder in the same form; rows are streamed."""

    Options: ClassVar = HubReaderOptions
    suffixes: tuple[str, ...] = ()

    def __init__(self, options: HubReaderOptions) -> None:
        self._options = options

    def claims(self, path: Path) -> bool:
        """Whether a path is a dataset of the hub."""
        return str(path).startswith(HUB)

    def ready(self, path: Path) -> None:
        """Raise `ModelUnavailable` if a package is missing."""
        need("datasets", where=path, extra="datasets")

    def read(self, path: Path) -> Iterator[Article | ReadError]:
        """Yield the articles in order; a `ReadError` in place of a row that cannot be read."""
        self.ready(path)
        name = str(path)
        rows = with_columns(hub_rows(name), names=self._options.fields, name=name)
        yield from articles(rows, name=name, options=self._options, format="datasets")

    def read_stream(self, stream: BinaryIO, *, name: str) -> Iterator[Article | ReadError]:
        """Yield an error: a dataset is read by its name, not from a stream."""
        yield ReadError(
            id=name, error=UnreadableInput(f"{name}: a dataset is read by its name: {HUB}NAME:CONFIG:SPLIT")
        )


def hub_rows(name: str, *, split: str = "", streaming: bool = True) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a dataset with their numbers, from 1.

    Args:
        name: `hf:NAME[:CONFIG[:SPLIT]]`.
        split: The split for a name without one.
        streaming: Whether to read while downloading; otherwise the dataset is downloaded first, and read from the cache
            without network the next time.

    Yields:
        The number and the values of each row.

    Raises:
        UnreadableInput: If the dataset cannot be loaded, or reading fails later.
    """
    id, _, rest = name.removeprefix(HUB).partition(":")
    config, _, named_split = rest.partition(":")
    source, number = iter(_open(name, id, config=config, split=named_split or split, streaming=streaming)), 0
    while True:
        try:
            row = next(source)
        except StopIteration:
            return
        except Exception as error:  # an error of the network, or of any format that a dataset may have
            what = f"stops after row {number:,}, those before are read: {_told(error)}"
            raise UnreadableInput(f"{name}: {what}") from error
        number += 1
        yield number, present(row)


def _open(name: str, id: str, *, config: str, split: str, streaming: bool) -> Any:
    from datasets import load_dataset

    try:
        with _quiet():
            found = load_dataset(id, config or None, split=split or None, streaming=streaming)
    except Exception as error:  # many kinds, from a missing network to an unknown split
        what = f"cannot be loaded ({_told(error)}); a dataset is named {HUB}NAME:CONFIG:SPLIT"
        raise UnreadableInput(f"{name}: {what}") from error
    if not split:
        if len(found) != 1:
            named = ", ".join(f"{HUB}{id}:{config}:{one}" for one in found)
            raise UnreadableInput(f"{name}: holds several splits; name one of them: {named}")
        (found,) = found.values()
    features = found.features or {}
    pictures = [column for column, feature in features.items() if hasattr(feature, "decode_example")]
    return found.remove_columns(pictures) if pictures else found


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


@contextmanager
def _quiet() -> Iterator[None]:
    """A context without the progress bars of `datasets`."""
    from datasets import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    shown = not are_progress_bars_disabled()
    disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            enable_progress_bars()
