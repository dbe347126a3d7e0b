"""Distribution of batches over workers, with records returned in order: what the runners `process` and `ray` share.

A worker that dies is replaced, and its batches are processed again. The batch that it was working on then goes to a
worker that has no other batch, so that a second death can only be caused by this batch; after that it is split, down to
the article at fault, which is returned with a `Failure`.
"""

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from babelpress._internal.process_memory import release_unused_memory
from babelpress.config.plugins import resolve
from babelpress.config.schema import Component, Profile
from babelpress.document import Article, Failure, Record
from babelpress.errors import RunStopped, SetupError
from babelpress.execution.worker_logs import Logged, gathered, tell
from babelpress.failures import failed
from babelpress.formats.base import ReadError
from babelpress.stages.flow import Flow, StageUsage, add_usage

WINDOW = 32
"""Default number of articles in a batch (the option `window`): enough to fill the batches of the models."""


class ArticleBatches:
    """Cuts a stream of articles into batches, in order. Nothing is read before it is asked for.

    Args:
        articles: The articles, and errors for those that could not be read.
        size: Number of articles in a batch.
    """

    def __init__(self, articles: Iterable[Article | ReadError], *, size: int) -> None:
        self._items: Iterator[Article | ReadError] = iter(articles)
        self._size = size

    def take(self) -> list[Record]:
        """Return the next batch, empty at the end. An article that could not be read has a `Failure`."""
        return [_record(item) for item in islice(self._items, self._size)]

    def more(self) -> bool:
        """Whether any article is left; this reads one article ahead."""
        rest = list(islice(self._items, 1))
        self._items = chain(rest, self._items)
        return bool(rest)


class FailFast:
    """The rule that ends a run early: every article so far failed, all in the same stage."""

    def __init__(self) -> None:
        self._count = 0
        self._first: Failure | None = None
        self._alike = True

    def add(self, records: Sequence[Record]) -> None:
        """Take the next records into account."""
        for record in records:
            failure = record.failures[0] if record.failures else None
            if not self._count:
                self._first = failure
            self._count += 1
            self._alike = self._alike and failure is not None and failure.stage == (self._first and self._first.stage)

    @property
    def should_stop(self) -> bool:
        """Whether every record failed, all in the same stage."""
        return self._alike and self._first is not None

    def should_stop_in(self, stage: str, *, least: int) -> bool:
        """Whether at least `least` records were added and all of them failed in this stage."""
        return self._count >= least and self.should_stop and self._first is not None and self._first.stage == stage

    def error(self) -> RunStopped:
        """Return the error to raise when the run is stopped."""
        stage, message = (self._first.stage, self._first.message) if self._first else ("", "")
        return RunStopped(
            f"each of the first {self._count} articles failed in '{stage}', and the others would probably fail too; "
            f"the first message: {message}"
        )


def _record(item: Article | ReadError) -> Record:
    """Return an article as a record without results, and an article that could not be read as a failed record."""
    if isinstance(item, Article):
        return Record(article=item)
    failure = Failure(stage="read", error=type(item.error).__name__, message=str(item.error))
    return Record(article=Article(id=item.id, blocks=()), failures=(failure,))


IN_FLIGHT = 2
"""Maximum number of batches that a worker has: the current one and the next, so that it never waits for the parent."""

AHEAD = 2 * IN_FLIGHT
"""Maximum number of batches per worker that are read but not returned: in flight, or done and waiting for others."""

_DEATHS = 2
"""A batch is split, or an article fails, after this many workers died of it: one may have been killed by chance."""

STAGE = "run"
"""Name of the runner in a `Failure`."""

_START_ATTEMPTS = 3
"""Workers in a row that may die before their models are loaded."""


class WorkerDied(Exception):
    """A worker has ended; the message says how, e.g. `killed by SIGKILL`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker returns for a batch.

    Attributes:
        records: The records of the batch, in order.
        usage: What each stage used for it, by name; every stage from the first answer on.
        logged: What was logged meanwhile.
    """

    records: list[Record]
    usage: Mapping[str, StageUsage]
    logged: Sequence[Logged] = ()


def answered(flow: Flow, records: Sequence[Record]) -> Answer:
    """Run a flow on a batch in a worker; the answer can be sent to another process."""
    release_unused_memory()  # of the batch before
    own = replace(flow, usage={})
    with gathered() as logged:
        made = [_sendable(record) for record in own.run(records)]
    return Answer(made, own.usage, logged)


def _sendable(record: Record) -> Record:
    """Return the record, or a failed one if a plug-in put an object into it that cannot be sent to another process."""
    try:
        pickle.dumps(record)
    except Exception as error:  # noqa: BLE001  (whatever an object's own pickling raises)
        return failed(Record(article=record.article), STAGE, error)
    return record


class Worker(Protocol):
    """A flow in another process, on this machine or elsewhere."""

    def give(self, records: list[Record]) -> None:
        """Send a batch. Never raises: if the worker has died, `take` does."""
        ...

    def take(self) -> Answer:
        """Return the oldest answer: first one without records when the models are loaded, then one for each batch.

        Raises:
            WorkerDied: The worker has ended.
            Exception: What building or running the flow raised.
        """
        ...

    def end(self) -> None:
        """Stop the worker at once, whatever it is doing."""
        ...


AnyWorker = TypeVar("AnyWorker", bound=Worker)


class WorkerPool(Protocol[AnyWorker]):
    """Starts workers and waits for their answers."""

    def start(self) -> AnyWorker:
        """Start a worker; it loads its models without being asked."""
        ...

    def wait(self, workers: Sequence[AnyWorker]) -> Sequence[AnyWorker]:
        """Wait until at least one of the workers has an answer or has died; return all that do."""
        ...


def schedule(
    batches: ArticleBatches, pool: WorkerPool[AnyWorker], *, workers: int, usage: dict[str, StageUsage]
) -> Iterator[Record]:
    """Process all batches in workers.

    Args:
        batches: The articles.
        pool: Starts the workers.
        workers: Number of workers.
        usage: What the stages use is added to it as answers arrive.

    Yields:
        One record per article, in order.

    Raises:
        SetupError: Before the first record.
        RunStopped: All articles so far failed in the same stage and more are left, or a worker cannot be replaced.
    """
    dispatcher = _Dispatcher(pool, usage)
    fail_fast = FailFast()
    order: list[_Batch] = []
    try:
        dispatcher.start(workers)
        while True:
            dispatcher.dispatch()
            while dispatcher.has_room() and len(order) < AHEAD * workers and (records := batches.take()):
                order.append(_Batch(records))
                dispatcher.waiting.append(order[-1])
                dispatcher.dispatch()
            if not order:
                return
            if order[0].done is None:
                dispatcher.collect(order)
                continue
            batch = order.pop(0)
            assert batch.done is not None  # checked above
            fail_fast.add(batch.done)
            yield from batch.done
            if batch.closes and fail_fast.should_stop and (order or batches.more()):
                raise fail_fast.error()
    finally:
        dispatcher.end()


@dataclass(slots=True, eq=False)
class _Batch:
    """A batch, or a part of one.

    `closes` is set for the last part of a batch, `deaths` counts the workers that died of it, `done` are its results.
    """

    records: list[Record]
    closes: bool = True
    deaths: int = 0
    done: list[Record] | None = None


class _Dispatcher(Generic[AnyWorker]):
    """The workers, the batches that each has in flight (oldest first), and the batches that wait for a worker."""

    def __init__(self, pool: WorkerPool[AnyWorker], usage: dict[str, StageUsage]) -> None:
        self.waiting: deque[_Batch] = deque()
        self._pool = pool
        self._usage = usage
        self._in_flight: dict[AnyWorker, deque[_Batch]] = {}
        self._loading: set[AnyWorker] = set()
        self._failed_at_start = 0

    def start(self, workers: int) -> None:
        """Start all workers and wait until all have loaded, so that set-up errors are raised before any work."""
        for _ in range(workers):
            self._start_worker()
        while self._loading:
            for worker in self._pool.wait(list(self._loading)):
                self._loaded(worker)

    def has_room(self) -> bool:
        """Whether a batch that is read now could be sent at once."""
        return not self.waiting and self._free(alone=False) is not None

    def dispatch(self) -> None:
        """Send waiting batches to the workers that can take one, the least busy first."""
        for batch in list(self.waiting):
            worker = self._free(alone=batch.deaths > 0)
            if worker is not None:
                self.waiting.remove(batch)
                self._in_flight[worker].append(batch)
                worker.give(batch.records)

    def collect(self, order: list[_Batch]) -> None:
        """Wait for answers and store them in their batches; replace workers that died."""
        for worker in self._pool.wait(list(self._in_flight)):
            if worker in self._loading:
                try:
                    self._loaded(worker)
                except SetupError as error:
                    raise RunStopped(f"a worker died and cannot be replaced: {error}") from error
                continue
            try:
                answer = worker.take()
            except WorkerDied as death:
                self._requeue(worker, order, death)
            else:
                self._in_flight[worker].popleft().done = answer.records
                add_usage(self._usage, answer.usage)
                tell(answer.logged)

    def end(self) -> None:
        """Stop all workers at once."""
        for worker in self._in_flight:
            worker.end()

    def _start_worker(self) -> None:
        worker = self._pool.start()
        self._in_flight[worker] = deque()
        self._loading.add(worker)

    def _loaded(self, worker: AnyWorker) -> None:
        """Take the first answer of a worker; replace it if it died while it loaded its models."""
        self._loading.remove(worker)
        try:
            answer = worker.take()
        except WorkerDied as death:
            self._remove(worker)
            self._failed_at_start += 1
            if self._failed_at_start == _START_ATTEMPTS:
                raise SetupError(
                    f"workers die while they load their models ({death}); "
                    "reduce runner.workers if memory is short, or set runner.kind=serial to see other causes"
                ) from death
            self._start_worker()
        else:
            self._failed_at_start = 0
            add_usage(self._usage, answer.usage)

    def _requeue(self, worker: AnyWorker, order: list[_Batch], death: WorkerDied) -> None:
        """Replace a dead worker and put its batches back in the queue; the first is blamed, since it was being run."""
        held = self._remove(worker)
        if held:
            held[0].deaths += 1
        if held and held[0].deaths == _DEATHS:
            batch = held.popleft()
            if len(batch.records) == 1:
                batch.done = [_fatal(batch.records[0], death)]
            else:
                halves = _halves(batch)
                at = order.index(batch)
                order[at : at + 1] = halves
                held.extendleft(reversed(halves))
        self.waiting.extendleft(reversed(held))
        self._start_worker()

    def _remove(self, worker: AnyWorker) -> deque[_Batch]:
        """Remove a dead worker; return the batches that it had in flight."""
        worker.end()
        return self._in_flight.pop(worker)

    def _free(self, *, alone: bool) -> AnyWorker | None:
        """Return the least busy worker that can take a batch, or None; with `alone`, one that has no other batch."""
        room = 1 if alone else IN_FLIGHT
        able = [
            worker
            for worker, held in self._in_flight.items()
            if worker not in self._loading and len(held) < room and not any(batch.deaths for batch in held)
        ]
        return min(able, key=lambda worker: len(self._in_flight[worker]), default=None)


def _halves(batch: _Batch) -> list[_Batch]:
    """Split a batch. Both halves are still suspected; a single article is tried twice again."""
    middle = len(batch.records) // 2
    pieces = [(batch.records[:middle], False), (batch.records[middle:], batch.closes)]
    return [_Batch(records, closes=closes, deaths=1 if len(records) > 1 else 0) for records, closes in pieces]


def _fatal(record: Record, death: WorkerDied) -> Record:
    """Return the record of an article that kills workers, with a `Failure`."""
    message = (
        f"{record.article.id}: {_DEATHS} workers died of this article alone ({death}); "
        "it may be too long for the available memory"
    )
    return replace(record, failures=(*record.failures, Failure(stage=STAGE, error="WorkerDied", message=message)))


# CPU cores and GPUs: how many this machine has, and how the workers share them.

_TOPOLOGY = Path("/sys/devices/system/cpu")


def physical_cores() -> int:
    """Return the number of cores this process may use; on Linux, two hardware threads of one core count once."""
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    return len({_core(processor) for processor in os.sched_getaffinity(0)})


def threads_of(profile: Profile) -> int:
    """Return the number of threads that the profile sets for its translation backend; 0 if it sets none."""
    threads = profile.translation.backend.options.get("threads", 0)
    return threads if isinstance(threads, int) else 0


def with_threads(profile: Profile, threads: int) -> Profile:
    """Return the profile with this number of threads for each backend that has this option and does not set it."""
    return _with_backends(profile, lambda backend: _with_threads(backend, threads))


def _with_backends(profile: Profile, change: Callable[[Component], Component]) -> Profile:
    """Return the profile with its backends changed."""
    translation = profile.translation.model_copy(update={"backend": change(profile.translation.backend)})
    summary = profile.summary.model_copy(update={"backend": change(profile.summary.backend)})
    return profile.model_copy(update={"translation": translation, "summary": summary})


def _with_threads(backend: Component, threads: int) -> Component:
    """Set the threads of a backend: these `threads` divided by its `workers`, since the option is for one of them."""
    options = backend.options
    if "threads" not in resolve("backends", backend.kind).Options.model_fields or options.get("threads"):
        return backend
    share = max(1, threads // (options.get("workers") or 1))
    return Component.model_validate({"kind": backend.kind, **options, "threads": share})


def gpus_of(profile: Profile) -> tuple[int, ...]:
    """Return the GPUs that the profile lists for its translation backend; none where it names a single one."""
    listed = profile.translation.backend.options.get("device_index")
    return tuple(listed) if isinstance(listed, list | tuple) else ()


def on_gpu(profile: Profile, worker: int) -> Profile:
    """Return the profile of a worker: of each list of GPUs it uses one, in turn by its number."""

    def change(backend: Component) -> Component:
        listed = backend.options.get("device_index")
        if not isinstance(listed, list | tuple) or not listed:
            return backend
        own = listed[worker % len(listed)]
        return Component.model_validate({"kind": backend.kind, **backend.options, "device_index": own})

    return _with_backends(profile, change)


def on_own_gpus(profile: Profile, gpus: float) -> Profile:
    """Return the profile of a worker that sees only its own GPUs, numbered from 0: all of them where it lists several.

    `gpus` may be a share of one.
    """
    seen = tuple(range(max(1, int(gpus))))

    def change(backend: Component) -> Component:
        given = backend.options.get("device_index")
        if given is None:
            return backend
        own = seen if isinstance(given, list | tuple) and len(seen) > 1 else 0
        return Component.model_validate({"kind": backend.kind, **backend.options, "device_index": own})

    return _with_backends(profile, change)


def _core(processor: int) -> str:
    """Return a text that is equal for all hardware threads of the same core."""
    try:
        return (_TOPOLOGY / f"cpu{processor}/topology/thread_siblings_list").read_text()
    except OSError:  # not available in some containers
        return str(processor)
