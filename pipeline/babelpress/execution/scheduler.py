"""Windows out to workers, records back in order: what `process` and `ray` share.

A worker that dies is replaced and its windows are done again. The window it was at is then done by a worker that has
nothing else in hand, so that a second death can only be its own; then it is split, down to the article at fault,
which comes back with a `Failure`.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from babelpress.stages.flow import Flow, Spent, charge

# What all runners share: articles cut into windows, and an end where going on is of no use.

WINDOW = 32
"""Articles in a window unless the profile says otherwise: enough to fill the models' batches."""


class ArticleBatches:
    """Articles cut into windows of `size` records, in order; nothing is read before it is asked for."""

    def __init__(self, articles: Iterable[Article | ReadError], *, size: int) -> None:
        self._items: Iterator[Article | ReadError] = iter(articles)
        self._size = size

    def take(self) -> list[Record]:
        """Give the next window; an empty one at the end. What could not be read has its `Failure`."""
        return [_record(item) for item in islice(self._items, self._size)]

    def more(self) -> bool:
        """Tell whether anything is left; this reads one article ahead."""
        rest = list(islice(self._items, 1))
        self._items = chain(rest, self._items)
        return bool(rest)


class FailFast:
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


def _record(item: Article | ReadError) -> Record:
    if isinstance(item, Article):
        return Record(article=item)
    failure = Failure(stage="read", error=type(item.error).__name__, message=str(item.error))
    return Record(article=Article(id=item.id, blocks=()), failures=(failure,))


IN_HAND = 2
"""Windows a worker has at most: the one it is at, and the next, so that it never waits for us."""

AHEAD = 2 * IN_HAND
"""Windows read and not yet given out, per worker, at most: in hand, or done and waiting for an earlier one."""

_DEATHS = 2
"""A window is split, an article given up, when so many workers died of it: the first may have been killed by chance."""

STAGE = "run"
"""What stands for the runner in a `Failure`."""

_STILLBORN = 3
"""Workers in a row that may die before their models are loaded."""


class WorkerDied(Exception):
    """A worker is gone; says how, e.g. `killed by SIGKILL`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A window done, what each stage took for it, and what was logged meanwhile."""

    records: list[Record]
    spent: Mapping[str, Spent]
    logged: Sequence[Logged] = ()


def answered(flow: Flow, records: Sequence[Record]) -> Answer:
    """Run a flow on a window, and give what came of it in a form that can be sent."""
    release_unused_memory()  # what the window before held
    own = replace(flow, spent={})
    with gathered() as logged:
        made = [_sendable(record) for record in own.run(records)]
    return Answer(made, own.spent, logged)


def _sendable(record: Record) -> Record:
    """A record, without what a plug-in has put into it that cannot be sent to another process."""
    try:
        pickle.dumps(record)
    except Exception as error:  # noqa: BLE001  (whatever an object's own pickling raises)
        return failed(Record(article=record.article), STAGE, error)
    return record


class Worker(Protocol):
    """A flow in a process of its own, somewhere."""

    def give(self, records: list[Record]) -> None:
        """Send a window; never raises, `take` tells if there is nobody to take it."""
        ...

    def take(self) -> Answer:
        """Give the oldest answer: first one without records, when the models are loaded; then one a window.

        Raises `WorkerDied`, or what building or running the flow raised.
        """
        ...

    def end(self) -> None:
        """Stop at once, whatever it is doing."""
        ...


Hand = TypeVar("Hand", bound=Worker)


class WorkerPool(Protocol[Hand]):
    """Where workers come from."""

    def hire(self) -> Hand:
        """Start a worker; it loads its models by itself."""
        ...

    def answering(self, workers: Sequence[Hand]) -> Sequence[Hand]:
        """Wait until some worker has an answer, or died, and give all that do."""
        ...


def schedule(
    windows: ArticleBatches, crew: WorkerPool[Hand], *, workers: int, spent: dict[str, Spent]
) -> Iterator[Record]:
    """Give one record per article, in order; what the stages take is added to `spent` as answers come.

    Raises `SetupError` before the first; `RunStopped` when all articles so far failed alike and more are left, or
    when workers can no longer be started.
    """
    team = _Team(crew, spent)
    outlook = FailFast()
    order: list[_Part] = []
    try:
        team.assemble(workers)
        while True:
            team.hand_out()
            while team.has_room() and len(order) < AHEAD * workers and (records := windows.take()):
                order.append(_Part(records))
                team.waiting.append(order[-1])
                team.hand_out()
            if not order:
                return
            if order[0].done is None:
                team.collect(order)
                continue
            part = order.pop(0)
            assert part.done is not None  # said above
            outlook.see(part.done)
            yield from part.done
            if part.closes and outlook.hopeless and (order or windows.more()):
                raise outlook.stopped()
    finally:
        team.end()


@dataclass(slots=True, eq=False)
class _Part:
    """A window, or a piece of one; `closes` is set for the last piece, `deaths` counts the workers it took."""

    records: list[Record]
    closes: bool = True
    deaths: int = 0
    done: list[Record] | None = None


class _Team(Generic[Hand]):
    """The workers, what each has in hand (oldest first), and what waits for one."""

    def __init__(self, crew: WorkerPool[Hand], spent: dict[str, Spent]) -> None:
        self.waiting: deque[_Part] = deque()
        self._crew = crew
        self._spent = spent
        self._hands: dict[Hand, deque[_Part]] = {}
        self._loading: set[Hand] = set()
        self._stillborn = 0

    def assemble(self, workers: int) -> None:
        """Start all workers and wait until all have loaded: a fault of the set-up is told before any work."""
        for _ in range(workers):
            self._hire()
        while self._loading:
            for worker in self._crew.answering(list(self._loading)):
                self._loaded(worker)

    def has_room(self) -> bool:
        """Tell whether a window that is read now would not have to wait."""
        return not self.waiting and self._free(alone=False) is not None

    def hand_out(self) -> None:
        """Give what waits to whoever can take it, the least busy first."""
        for part in list(self.waiting):
            worker = self._free(alone=part.deaths > 0)
            if worker is not None:
                self.waiting.remove(part)
                self._hands[worker].append(part)
                worker.give(part.records)

    def collect(self, order: list[_Part]) -> None:
        """Wait for answers and put them on their parts; replace who died."""
        for worker in self._crew.answering(list(self._hands)):
            if worker in self._loading:
                try:
                    self._loaded(worker)
                except SetupError as error:
                    raise RunStopped(f"a worker died and cannot be replaced: {error}") from error
                continue
            try:
                answer = worker.take()
            except WorkerDied as death:
                self._bury(worker, order, death)
            else:
                self._hands[worker].popleft().done = answer.records
                charge(self._spent, answer.spent)
                tell(answer.logged)

    def end(self) -> None:
        """Stop all workers at once."""
        for worker in self._hands:
            worker.end()

    def _hire(self) -> None:
        worker = self._crew.hire()
        self._hands[worker] = deque()
        self._loading.add(worker)

    def _loaded(self, worker: Hand) -> None:
        """Take a worker's first answer."""
        self._loading.remove(worker)
        try:
            answer = worker.take()
        except WorkerDied as death:
            self._dismiss(worker)
            self._stillborn += 1
            if self._stillborn == _STILLBORN:
                raise SetupError(
                    f"workers die while they load their models ({death}): "
                    "have fewer (runner.workers) if memory is short; 'runner.kind=serial' shows other causes"
                ) from death
            self._hire()
        else:
            self._stillborn = 0
            charge(self._spent, answer.spent)

    def _bury(self, worker: Hand, order: list[_Part], death: WorkerDied) -> None:
        """Do again what a dead worker had in hand, and blame the first of it: it was at that."""
        held = self._dismiss(worker)
        if held:
            held[0].deaths += 1
        if held and held[0].deaths == _DEATHS:
            part = held.popleft()
            if len(part.records) == 1:
                part.done = [_given_up(part.records[0], death)]
            else:
                halves = _halves(part)
                at = order.index(part)
                order[at : at + 1] = halves
                held.extendleft(reversed(halves))
        self.waiting.extendleft(reversed(held))
        self._hire()

    def _dismiss(self, worker: Hand) -> deque[_Part]:
        """Take a dead worker's name off the list; give what it had in hand."""
        worker.end()
        return self._hands.pop(worker)

    def _free(self, *, alone: bool) -> Hand | None:
        """The least busy worker that can take a part; `alone` wants one that has nothing in hand."""
        room = 1 if alone else IN_HAND
        able = [
            worker
            for worker, held in self._hands.items()
            if worker not in self._loading and len(held) < room and not any(part.deaths for part in held)
        ]
        return min(able, key=lambda worker: len(self._hands[worker]), default=None)


def _halves(part: _Part) -> list[_Part]:
    """Both are still suspect; an article alone is given its own two chances."""
    middle = len(part.records) // 2
    pieces = [(part.records[:middle], False), (part.records[middle:], part.closes)]
    return [_Part(records, closes=closes, deaths=1 if len(records) > 1 else 0) for records, closes in pieces]


def _given_up(record: Record, death: WorkerDied) -> Record:
    message = (
        f"{record.article.id}: {_DEATHS} workers died of this article alone ({death}); "
        "is it too long for the memory there is?"
    )
    return replace(record, failures=(*record.failures, Failure(stage=STAGE, error="WorkerDied", message=message)))


# The machine's cores, and how workers divide them.

_TOPOLOGY = Path("/sys/devices/system/cpu")


def physical_cores() -> int:
    """The cores this process may use; two threads of one core count once where the system tells (Linux)."""
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    return len({_core(processor) for processor in os.sched_getaffinity(0)})


def threads_of(profile: Profile) -> int:
    """The threads that the profile gives its translation backend; 0 where it leaves them open."""
    threads = profile.translation.backend.options.get("threads", 0)
    return threads if isinstance(threads, int) else 0


def with_threads(profile: Profile, threads: int) -> Profile:
    """Give the profile with so many threads for every backend that takes them and has none set."""
    translation = profile.translation.model_copy(
        update={"backend": _with_threads(profile.translation.backend, threads)}
    )
    summary = profile.summary.model_copy(update={"backend": _with_threads(profile.summary.backend, threads)})
    return profile.model_copy(update={"translation": translation, "summary": summary})


def _with_threads(backend: Component, threads: int) -> Component:
    """`threads` are shared by the `workers` of a backend, as it shares all cores when none are set."""
    options = backend.options
    if "threads" not in resolve("backends", backend.kind).Options.model_fields or options.get("threads"):
        return backend
    share = max(1, threads // (options.get("workers") or 1))
    return Component.model_validate({"kind": backend.kind, **options, "threads": share})


def _core(processor: int) -> str:
    """What threads of the same core have in common."""
    try:
        return (_TOPOLOGY / f"cpu{processor}/topology/thread_siblings_list").read_text()
    except OSError:  # a container that hides it
        return str(processor)
