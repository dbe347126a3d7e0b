"""`babelpress batch`: processes many articles and resumes after an interruption.

Records are written in the order of the articles; those that a former run finished are taken from its journal
(checkpoint). `run_batch` is the whole command, from paths to the files of an output folder; `Batch` is its loop.
"""

import logging
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
from babelpress.formats.base import Pruning, ReadError, Writer
from babelpress.formats.inputs import Keep, article_files, read_inputs
from babelpress.formats.layouts import Layout
from babelpress.formats.outputs import open_writer, plant
from babelpress.stages.profiles import notice
from babelpress.stages.provenance import provenance

logger = logging.getLogger(__name__)

CACHE = "cache.sqlite"
"""The translation cache of an output folder."""

_IN_MEMORY = 500
"""Sentences cached in memory beside the file. It is full after some hundred articles; then memory use is constant."""

_SUFFIX = {kind: f".{kind}" for kind in ("jsonl", "csv", "tsv", "xlsx", "parquet")}
"""Suffix of the output file, for the writers that write a single file."""

_GROUP, _SECONDS = 32, 1.0
"""Maximum number of records in one transaction of the journal, and seconds until it is written.

If the process is killed, these records and those in progress are lost.
"""

_EVERY = 2.0
"""Seconds between two updates of the manifest file."""

_LOOK = 0.5
"""Seconds between two measurements of the memory of all processes; one takes about a millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is known when a batch begins, for a display of its progress.

    Attributes:
        manifest: The manifest, which the batch updates.
        finished: Number of records of former runs in the journal.
        outdated: Number of records in the journal that were made with another profile, other weights or another
            version; they are made again.
        read: Returns the articles once more, to count them.
    """

    manifest: Manifest
    finished: int
    outdated: int
    read: Callable[[], Iterator[Article | ReadError]]


Watch = Callable[[Begun], AbstractContextManager[Callable[[Manifest], None]]]
"""Returns a context whose value is called with the manifest whenever a record is finished."""


def run_batch(
    inputs: Iterable[str | PathLike[str]],
    output: Path,
    profile: Profile,
    *,
    kind: str = "jsonl",
    layout: Layout | None = None,
    source: str | None = None,
    fields: Mapping[str, str] | None = None,
    models_dir: Path | None = None,
    stdin: BinaryIO | None = None,
    force: bool = False,
    retry_failed: bool = False,
    ahead: int = 1,
    stop: Callable[[], bool] = lambda: False,
    seen: Callable[[Record], None] = lambda record: None,
    watch: Watch = lambda begun: nullcontext(lambda manifest: None),
) -> Manifest:
    """Process the articles of an archive that have no record yet.

    If it is interrupted at any moment, the same call continues where it stopped.

    Args:
        inputs: Files, folders, patterns and archives, as `read_inputs` takes them.
        output: The folder for the output, its journal and `manifest.json`.
        profile: What to do.
        kind: The writer: `jsonl`, `parquet`, `site`, ...
        layout: Where documents go, for the writer `document`.
        source: The language of all articles; None to detect it.
        fields: The names of columns of tables and keys of JSON, by field (`text`, `title`, ...).
        models_dir: The folder of the pulled models; None for the default.
        stdin: The stream for the input `-`.
        force: Whether to discard the records of former runs.
        retry_failed: Whether to process articles again whose record contains a failure.
        ahead: Number of windows started in threads before the current one is finished; 0 for a single thread.
        stop: Called before each article; if it returns True, articles in progress are finished and the run ends.
        seen: Called with each record, in order, after it was written; also with those of former runs.
        watch: Displays the progress.

    Returns:
        The counts, also written to `manifest.json`.

    Raises:
        SetupError: Before the first article.
        RunStopped: If all articles fail in the same way, or the output can no longer be written.
        KeyboardInterrupt: After the finished records have been written.
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
    with Checkpoint(output, made_by=made_by.fingerprint, fresh=(NAME, CACHE) if force else ()) as journal:
        draft = final.with_name(f".{final.name}.unfinished") if kind in _SUFFIX else final
        writer = open_writer(
            str(draft), default=settings.writer, stdout=sys.stdout, kind=kind, overwrite=kind != "document" or force,
            formats=settings.readers, languages=languages, unmade=settings.unmade, layout=layout,
        )  # fmt: skip
        own = readers(settings, fields=fields)
        exclude, keep = None, None
        if kind == "document" and "-" not in names:
            sources, targets = (source,) if source else settings.sources, languages and settings.targets
            exclude, keep = plant(writer, names, readers=own, sources=sources, targets=tuple(targets))
        manifest = Manifest(
            made_by=made_by, inputs=names, output=str(final), runner=settings.runner.kind, notice=notice(settings)
        )

        def read(keep: Keep | None = None) -> Iterator[Article | ReadError]:
            return read_inputs(names, readers=own, stdin=stdin, language=source, exclude=exclude, keep=keep)

        def ids() -> dict[str, str]:
            return {str(one.path): id for id, one in article_files(names, readers=own, exclude=exclude).items()}

        begun = Begun(
            manifest=manifest,
            finished=journal.kept(failed=not retry_failed),
            outdated=journal.made_by_others,
            read=lambda: read(keep and (lambda found: True)),
        )
        with Output(writer), watch(begun) as progress:
            run = Batch(
                folder=output, journal=journal, manifest=manifest, retry_failed=retry_failed, stop=stop, seen=seen
            )
            working = _with_cache(settings, output)
            try:
                run.run(
                    read(keep), working, runner_of(settings), writer, models_dir=models_dir, progress=progress, ids=ids
                )
            except KeyboardInterrupt as error:  # raised again after the finished records are written
                interrupt = error
        if manifest.state == "finished" and draft != final:
            draft.replace(final)
    if interrupt:
        raise interrupt
    return manifest


def reproducible(profile: Profile) -> Profile:
    """Return a profile whose translations do not depend on which sentences are translated at the same time.

    This is what allows a batch to be interrupted anywhere, and threads to share a model. As batches then contain
    sentences of one length only, they are small, and one batch per core is faster than all cores on one batch; that is
    set unless the profile divides the cores itself.
    """
    backend = profile.translation.backend
    if backend.kind not in ("ct2", "students"):
        return profile
    own: dict[str, object] = {"independent": True}
    if (
        backend.kind == "ct2"
        and profile.runner.kind == "serial"
        and not {"threads", "workers"} & backend.options.keys()
    ):
        own["workers"] = 0
    translation = profile.translation.model_copy(update={"backend": backend.model_copy(update=own)})
    return profile.model_copy(update={"translation": translation})


def _with_cache(settings: Profile, output: Path) -> Profile:
    """Put the translation cache into the output folder, except for a cluster, whose machines may lack that folder."""
    if settings.runner.options.get("address"):
        return settings
    size = min(settings.translation.cache_size, _IN_MEMORY)
    kept = {"cache_file": str(output.resolve() / CACHE), "cache_size": size}
    return settings.model_copy(update={"translation": settings.translation.model_copy(update=kept)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The place of an article's record in the output, and the origin of that record."""

    number: int
    id: str
    source: Literal["kept", "new", "unread"]
    input: bytes = b""


class Batch:
    """One run over an archive.

    `stop` is called before each article; if it returns True, articles in progress are finished and the run ends. With
    `retry_failed`, articles whose record contains a failure are processed again. `seen` is called with each record
    after it was written.
    """

    def __init__(
        self,
        *,
        folder: Path,
        journal: Checkpoint,
        manifest: Manifest,
        retry_failed: bool = False,
        stop: Callable[[], bool] = lambda: False,
        seen: Callable[[Record], None] = lambda record: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._journal = journal
        self._manifest = manifest
        self._retry_failed = retry_failed
        self._stop = stop
        self._seen = seen
        self._clock = clock
        self._output: Output
        self._progress: Callable[[Manifest], None]
        self._peak: PeakMemory
        self._start = self._told = self._put = 0.0
        self._group: list[tuple[_Place, Record]] = []
        self._order: deque[_Place] = deque()
        self._in_flight: dict[str, int] = {}
        self._unread: list[str] = []
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
        ids: Callable[[], Mapping[str, str]] = dict,
    ) -> Manifest:
        """Process the articles without a record, and write all records, in the order of the articles.

        At its end the output has no articles that are gone.

        After a stop, an error or a kill, the next run on the same folder continues.

        Args:
            articles: The articles of the archive.
            profile: What to do with them.
            runner: Runs the profile's flow.
            writer: Writes the records; it must be open.
            models_dir: The folder of the pulled models; None for the default.
            progress: Called with the manifest whenever a record is finished.
            ids: Returns the ids of the articles of files, by their paths: files that cannot be read are not gone.

        Returns:
            The manifest.

        Raises:
            SetupError: Before the first record, if the profile cannot be run.
            RunStopped: If all articles fail in the same way, or the output can no longer be written.
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
                if manifest.state == "finished":
                    self._settle()
                    self._prune(writer, ids)
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

    def _prune(self, writer: Writer, ids: Callable[[], Mapping[str, str]]) -> None:
        """Remove from the output what earlier runs wrote of articles that are gone."""
        if not isinstance(writer, Pruning):
            return
        files = ids() if self._unread else {}
        lost = [name for name in self._unread if name not in files]
        if lost:
            message = "%s could not be read: what is in the output of articles that are gone is not removed"
            logger.info(message, lost[0])
            return
        self._manifest.removed = len(writer.prune([files[name] for name in self._unread]))

    def _pending(self, articles: Iterable[Article | ReadError]) -> Iterator[Article | ReadError]:
        """The articles to process, for the runner.

        Whenever the runner asks for another article, the finished records are written first; otherwise they would wait
        until the next window is finished.
        """
        for item in self._placed(articles):
            yield item
            self._settle()

    def _placed(self, articles: Iterable[Article | ReadError]) -> Iterator[Article | ReadError]:
        """The articles to process; every article, also one whose record is kept, gets its place in the output."""
        begun = False
        for number, item in enumerate(articles):
            if self._stop():
                self._stopped = True
                return
            if isinstance(item, ReadError):
                self._order.append(_Place(number=number, id=item.id, source="unread"))
                self._unread.append(item.id)
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
        """Whether the next place belongs to a kept record, which must be written after the records of `_group`."""
        return bool(self._order) and self._order[0].source == "kept"

    def _settle(self) -> None:
        """Write the finished records and the kept ones that follow them."""
        done, self._group, self._put = self._group, [], self._clock()
        if done:
            self._finish(done)
        while self._ahead():
            record = self._output.put(self._journal.read(self._order.popleft().id))
            self._manifest.count(record, kept=True)
            self._seen(record)

    def _finish(self, group: list[tuple[_Place, Record]]) -> None:
        """Write records to the journal, then to the output, which so never has records that the journal lacks."""
        made = [(place.number, Entry(input=place.input, record=record)) for place, record in group
                if place.source == "new"]  # fmt: skip
        if made:
            self._journal.put(made)
        for place, record in group:
            if place.source == "new":
                del self._in_flight[place.id]
            put = self._output.put(record)
            self._manifest.count(put, kept=False)
            self._seen(put)

    def _tell(self) -> None:
        """Report the progress."""
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
                f"{self._folder}: cannot be written: {error.strerror}; finished articles are kept"
            ) from error
