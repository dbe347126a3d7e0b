"""`batch`: articles in, records out in their order; what a former run finished is taken from its journal."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from babelpress._internal.process_memory import PeakMemory, limit_heaps, own_peak_bytes
from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.errors import RunStopped, UnreadableInput
from babelpress.execution.checkpoint import Checkpoint, Entry, fingerprint
from babelpress.execution.manifest import Manifest
from babelpress.execution.output import Output
from babelpress.execution.runner import Runner
from babelpress.formats.base import ReadError, Writer

MEMORY = "memory.sqlite"
"""The translated sentences of an output folder."""

_GROUP, _SECONDS = 32, 1.0
"""Records in one transaction of the journal, and how long they wait: a kill costs these and what is in flight."""

_EVERY = 2.0
"""Seconds between two writings of the manifest."""

_LOOK = 0.5
"""Seconds between two looks at the memory of all processes: a run takes longer, a look a millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the output an article's record belongs, and where that comes from."""

    number: int
    id: str
    source: Literal["kept", "new", "unread"]
    input: bytes = b""


class Batch:
    """One run over an archive. `stop` is asked before each article is begun: what is in flight is finished.

    `retry_failed` does articles again whose record holds a failure; otherwise it stays.
    """

    def __init__(
        self,
        *,
        folder: Path,
        journal: Checkpoint,
        manifest: Manifest,
        retry_failed: bool = False,
        stop: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._journal = journal
        self._manifest = manifest
        self._retry_failed = retry_failed
        self._stop = stop
        self._clock = clock
        self._output: Output
        self._progress: Callable[[Manifest], None]
        self._peak: PeakMemory
        self._start = self._told = self._put = 0.0
        self._group: list[tuple[_Place, Record]] = []
        self._order: deque[_Place] = deque()
        self._in_flight: dict[str, int] = {}
        self._stopped = False

    def run(
        self,
        articles: Iterable[Article | ReadError],
        profile: Profile,
        runner: Runner,
        writer: Writer,
        *,
        models_dir: Path | None = None,
        progress: Callable[[Manifest], None] = lambda manifest: None,
    ) -> Manifest:
        """Do what is not done, and write everything. Raises `SetupError` before the first, `RunStopped` later.

        What a stop, an error or a kill leaves behind is gone on with by the next run on the folder.
        """
        manifest = self._manifest
        manifest.stages = runner.usage
        self._output, self._progress = Output(writer), progress
        self._start = self._told = self._put = self._clock()
        limit_heaps()
        with PeakMemory(os.getpid(), every=_LOOK) as self._peak:
            try:
                for record in runner.run(self._pending(articles), profile, models_dir=models_dir):
                    if len(self._group) >= _GROUP or self._ahead() or self._clock() - self._put >= _SECONDS:
                        self._settle()
                    self._group.append((self._order.popleft(), record))
                    self._tell()
                manifest.state = "stopped" if self._stopped else "finished"
            except BaseException:
                manifest.state = "stopped"
                raise
            finally:
                self._settle()
                self._journal.commit()
                manifest.seconds = self._clock() - self._start
                self._write_manifest()
        progress(manifest)
        return manifest

    def _pending(self, articles: Iterable[Article | ReadError]) -> Iterator[Article | ReadError]:
        """The articles that have to be done, for the runner, which asks for more before it works on.

        What has come until then is put away first: it would wait for as long as a window takes.
        """
        for item in self._placed(articles):
            yield item
            self._settle()

    def _placed(self, articles: Iterable[Article | ReadError]) -> Iterator[Article | ReadError]:
        """The articles that have to be done; every one, kept ones too, gets its place in the output."""
        begun = False
        for number, item in enumerate(articles):
            if self._stop():
                self._stopped = True
                return
            if isinstance(item, ReadError):
                self._order.append(_Place(number=number, id=item.id, source="unread"))
                yield item
                continue
            before = self._in_flight.get(item.id, self._journal.claim(item.id, number))
            if before is not None:
                message = f"article {number + 1:,}: the id '{item.id}' is already that of article {before + 1:,}"
                self._order.append(_Place(number=number, id=item.id, source="unread"))
                yield ReadError(id=item.id, error=UnreadableInput(message))
                continue
            input = fingerprint(item)
            if self._journal.keeps(item.id, input, number, failed=not self._retry_failed):
                self._order.append(_Place(number=number, id=item.id, source="kept"))
                self._settle()
                self._tell()
                continue
            if not begun:
                begun, self._manifest.lead_seconds = True, self._clock() - self._start
            self._in_flight[item.id] = number
            self._order.append(_Place(number=number, id=item.id, source="new", input=input))
            yield item

    def _ahead(self) -> bool:
        """Tell whether a kept record comes next, which must not be written before those in hand."""
        return bool(self._order) and self._order[0].source == "kept"

    def _settle(self) -> None:
        """Put away the records that have come, and the kept ones that follow them."""
        done, self._group, self._put = self._group, [], self._clock()
        if done:
            self._finish(done)
        while self._ahead():
            record = self._output.put(self._journal.read(self._order.popleft().id))
            self._manifest.count(record, kept=True)

    def _finish(self, group: list[tuple[_Place, Record]]) -> None:
        """First the journal, then the output: it never holds what would be forgotten."""
        made = [(place.number, Entry(input=place.input, record=record)) for place, record in group
                if place.source == "new"]  # fmt: skip
        if made:
            self._journal.put(made)
        for place, record in group:
            if place.source == "new":
                del self._in_flight[place.id]
            self._manifest.count(self._output.put(record), kept=False)

    def _tell(self) -> None:
        """Let people know how far it is."""
        now = self._clock()
        self._manifest.seconds = now - self._start
        self._progress(self._manifest)
        if now - self._told >= _EVERY:
            self._told = now
            self._write_manifest()

    def _write_manifest(self) -> None:
        self._manifest.peak_bytes = max(self._manifest.peak_bytes, own_peak_bytes() or 0, self._peak.bytes or 0)
        try:
            self._manifest.write(self._folder)
        except OSError as error:
            raise RunStopped(
                f"{self._folder}: cannot be written: {error.strerror}; what was finished is kept"
            ) from error


# An archive in one run that can be killed at any moment and goes on where it was.
