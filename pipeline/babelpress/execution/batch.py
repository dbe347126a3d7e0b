"""`batch`: articles in, records out in their order; what a former run finished is taken from its journal.

`run_batch` is the whole of it, from paths to the files of an output folder; `Batch` is the loop inside.
"""

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Literal

from babelpress._internal.process_memory import PeakMemory, limit_heaps, own_peak_bytes
from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.errors import RunStopped, UnreadableInput
from babelpress.execution.checkpoint import NAME, Checkpoint, Entry, fingerprint
from babelpress.execution.manifest import Manifest
from babelpress.execution.output import Output
from babelpress.execution.runner import Runner, readers
from babelpress.execution.runner import runner as runner_of
from babelpress.formats.base import ReadError, Writer
from babelpress.formats.inputs import read_inputs
from babelpress.formats.outputs import open_writer
from babelpress.stages.profiles import notice
from babelpress.stages.provenance import provenance

MEMORY = "memory.sqlite"
"""The translated sentences of an output folder."""

_IN_MEMORY = 500
"""Sentences in memory beside those in the file: full after some hundred articles, from then on memory stays flat."""

_SUFFIX = {"parquet": ".parquet", "jsonl": ".jsonl"}
"""Ending of the output of a kind that is one file."""

_GROUP, _SECONDS = 32, 1.0
"""Records in one transaction of the journal, and how long they wait: a kill costs these and what is in flight."""

_EVERY = 2.0
"""Seconds between two writings of the manifest."""

_LOOK = 0.5
"""Seconds between two looks at the memory of all processes: a run takes longer, a look a millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is known when a batch begins, for whoever shows its progress.

    `finished` is how many records of former runs the journal holds, `outdated` how many of other profiles, weights or
    versions it held, which are made again. `read` gives the articles once more, to count them.
    """

    manifest: Manifest
    finished: int
    outdated: int
    read: Callable[[], Iterator[Article | ReadError]]


Watch = Callable[[Begun], AbstractContextManager[Callable[[Manifest], None]]]
"""Gives what is called with the manifest whenever a record is done."""


def run_batch(
    inputs: Iterable[str | PathLike[str]],
    output: Path,
    profile: Profile,
    *,
    kind: str = "jsonl",
    source: str | None = None,
    fields: Mapping[str, str] | None = None,
    models_dir: Path | None = None,
    stdin: BinaryIO | None = None,
    force: bool = False,
    retry_failed: bool = False,
    ahead: int = 1,
    stop: Callable[[], bool] = lambda: False,
    watch: Watch = lambda begun: nullcontext(lambda manifest: None),
) -> Manifest:
    """Do what is not done yet of an archive; interrupted at any moment, the same call goes on where it was.

    Args:
        inputs: Files, folders, patterns and archives, as `read_inputs` takes them.
        output: A folder: the output, its journal and `manifest.json`.
        profile: What to do.
        kind: The writer: `jsonl`, `parquet`, `site`, ...
        source: The language of every article, where it need not be detected.
        fields: What the columns of tables and the keys of JSON are called.
        models_dir: Where pulled models are.
        stdin: What the input `-` reads.
        force: Whether to do everything again.
        retry_failed: Whether to do articles again whose record holds a failure.
        ahead: Windows begun in threads before one is done; 0 where one thread is to be traced.
        stop: Asked before each article is begun; what is in flight is then finished.
        watch: Shows the progress.

    Returns:
        The counts, also written to `manifest.json`.

    Raises:
        SetupError: Before the first article.
        RunStopped: Where all articles fail alike, or the output is lost.
        KeyboardInterrupt: After what was finished has been written.
    """
    names = tuple(map(str, inputs))
    settings = reproducible(profile)
    if settings.runner.kind == "serial" and ahead:
        more = {"ahead": settings.runner.options.get("ahead", ahead)}
        settings = settings.model_copy(update={"runner": settings.runner.model_copy(update=more)})
    made_by = provenance(settings, models_dir=models_dir)
    languages = () if settings.targets == "menu" else tuple(dict.fromkeys((*settings.sources, *settings.targets)))
    final = output / (f"records{_SUFFIX[kind]}" if kind in _SUFFIX else kind)
    interrupt: KeyboardInterrupt | None = None
    with Checkpoint(output, made_by=made_by.fingerprint, fresh=(NAME, MEMORY) if force else ()) as journal:
        draft = final.with_name(f".{final.name}.unfinished") if kind in _SUFFIX else final
        writer = open_writer(
            str(draft), default=settings.writer, stdout=sys.stdout, kind=kind, overwrite=True,
            notice=notice(settings), formats=settings.readers, languages=languages,
        )  # fmt: skip
        manifest = Manifest(made_by=made_by, inputs=names, output=str(final), runner=settings.runner.kind)

        def read() -> Iterator[Article | ReadError]:
            return read_inputs(names, readers=readers(settings, fields=fields), stdin=stdin, language=source)

        begun = Begun(
            manifest=manifest,
            finished=journal.kept(failed=not retry_failed),
            outdated=journal.made_by_others,
            read=read,
        )
        with Output(writer), watch(begun) as progress:
            run = Batch(folder=output, journal=journal, manifest=manifest, retry_failed=retry_failed, stop=stop)
            working = _with_cache(settings, output)
            try:
                run.run(read(), working, runner_of(settings), writer, models_dir=models_dir, progress=progress)
            except KeyboardInterrupt as error:  # what is finished is written first
                interrupt = error
        if manifest.state == "finished" and draft != final:
            draft.replace(final)
    if interrupt:
        raise interrupt
    return manifest


def reproducible(profile: Profile) -> Profile:
    """Give the profile whose translations do not depend on the sentences that are translated at the same time.

    So a batch may be interrupted anywhere, and threads may share a model. Batches of one length are small: cores gain
    more by a batch each than by sharing one, unless the profile divides the cores itself.
    """
    backend = profile.translation.backend
    if backend.kind != "ct2":
        return profile
    own: dict[str, object] = {"independent": True}
    if profile.runner.kind == "serial" and not {"threads", "workers"} & backend.options.keys():
        own["workers"] = 0
    translation = profile.translation.model_copy(update={"backend": backend.model_copy(update=own)})
    return profile.model_copy(update={"translation": translation})


def _with_cache(settings: Profile, output: Path) -> Profile:
    """Keep the translated sentences in the output folder; a cluster's workers may be on machines without it."""
    if settings.runner.options.get("address"):
        return settings
    size = min(settings.translation.cache_size, _IN_MEMORY)
    kept = {"cache_file": str(output.resolve() / MEMORY), "cache_size": size}
    return settings.model_copy(update={"translation": settings.translation.model_copy(update=kept)})


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
