"""What all runners share: articles cut into windows, and an end where going on is of no use."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from pipeline.errors import RunStopped
from pipeline.formats.base import Unread
from pipeline.records import Article, Failure, Record

WINDOW = 32
"""Articles in a window unless the profile says otherwise: enough to fill the models' batches."""


class Windows:
    """Articles cut into windows of `size` records, in order; nothing is read before it is asked for."""

    def __init__(self, articles: Iterable[Article | Unread], *, size: int) -> None:
        self._items: Iterator[Article | Unread] = iter(articles)
        self._size = size

    def take(self) -> list[Record]:
        """Give the next window; an empty one at the end. What could not be read has its `Failure`."""
        return [_record(item) for item in islice(self._items, self._size)]

    def more(self) -> bool:
        """Tell whether anything is left; this reads one article ahead."""
        rest = list(islice(self._items, 1))
        self._items = chain(rest, self._items)
        return bool(rest)


class Outlook:
    """Tells from the records seen so far whether the rest can be expected to end otherwise than they did."""

    def __init__(self) -> None:
        self._count = 0
        self._first: Failure | None = None
        self._alike = True

    def see(self, records: Sequence[Record]) -> None:
        """Take the next records into account."""
        for record in records:
            failure = record.failures[0] if record.failures else None
            if not self._count:
                self._first = failure
            self._count += 1
            self._alike = self._alike and failure is not None and failure.stage == (self._first and self._first.stage)

    @property
    def hopeless(self) -> bool:
        """Tell whether every record failed, all in the same stage."""
        return self._alike and self._first is not None

    def hopeless_in(self, stage: str, *, least: int) -> bool:
        """Tell whether at least so many records were seen and all of them failed in a stage."""
        return self._count >= least and self.hopeless and self._first is not None and self._first.stage == stage

    def stopped(self) -> RunStopped:
        """Give the error that says so."""
        stage, message = (self._first.stage, self._first.message) if self._first else ("", "")
        return RunStopped(
            f"each of the first {self._count} articles failed in '{stage}', the others would too; "
            f"the first said: {message}"
        )


def _record(item: Article | Unread) -> Record:
    if isinstance(item, Article):
        return Record(article=item)
    failure = Failure(stage="read", error=type(item.error).__name__, message=str(item.error))
    return Record(article=Article(id=item.id, blocks=()), failures=(failure,))
