"""The `process` runner: several processes on one machine, each with its own copy of the models.

The workers are fresh interpreters with two pipes (`_internal/rpc.py`), since the alternatives of the standard library
do not work here:

- `concurrent.futures`: the whole pool breaks when one worker dies, without telling which task it was working on.
- `multiprocessing.Process` with spawn: runs the caller's main module again, so that a script without
  `if __name__ == "__main__"`, or one read from standard input, fails.
- fork: the engines have threads, and locks that those hold stay locked in the copy.

Weights are not shared: CTranslate2 reads them into its own memory instead of mapping the file. If memory is short, use
the backend's own `workers`, which run several batches at a time on one copy.
"""

import signal
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from multiprocessing.connection import wait
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.rpc import Child, ChildDied, python
from babelpress.config.schema import NO_BUDGET, Budget, Profile
from babelpress.document import Article, Record
from babelpress.execution.scheduler import (
    WINDOW,
    Answer,
    ArticleBatches,
    WorkerDied,
    gpus_of,
    on_gpu,
    physical_cores,
    schedule,
    threads_of,
    with_threads,
)
from babelpress.formats.base import ReadError
from babelpress.stages.flow import StageUsage


class ProcessRunner:
    """Runs a profile's flow in several processes; the records and their order are the same as with `serial`.

    Unless the profile sets `translation.backend.threads`, the physical cores are divided equally among the workers. If
    `device_index` of a backend is a list of GPUs, each worker uses one of them.
    """

    class Options(BaseModel):
        """Options of the runner `process`."""

        model_config = ConfigDict(extra="forbid", frozen=True)

        workers: int = Field(
            0,
            ge=0,
            description="Processes; 0 is one for each GPU that `device_index` lists, or for `threads` physical cores.",
        )
        budget: Budget = Field(NO_BUDGET, description="What an article may use of time and memory.")
        window: int = Field(WINDOW, ge=1, description="Articles that go to a worker at once.")

    def __init__(self, options: Options) -> None:
        self.options = options
        self.usage: dict[str, StageUsage] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Yield one record per article, in order.

        Args:
            articles: The articles; a `ReadError` becomes a record with a failure.
            profile: What to do with them.
            models_dir: The folder of the pulled models; None for the default.

        Yields:
            The records.

        Raises:
            SetupError: Before the first record, if the profile cannot be run.
            RunStopped: As with `serial`, and if workers cannot be started any more.
        """
        cores = physical_cores()
        workers = self.options.workers or len(gpus_of(profile)) or max(1, cores // (threads_of(profile) or 1))
        pool = _Processes(with_threads(profile, max(1, cores // workers)), models_dir)
        yield from schedule(ArticleBatches(articles, size=self.options.window), pool, workers=workers, usage=self.usage)


class _Process:
    """A worker: `worker.start` in a separate interpreter."""

    def __init__(self, number: int, profile: Profile, models_dir: Path | None) -> None:
        self.number = number
        self.ended = False
        asked = (on_gpu(profile, number), models_dir)
        self.child = Child(python("babelpress.execution.worker:start"), asked, keep_errors=False)

    def give(self, records: list[Record]) -> None:
        """Send a window of articles."""
        self.child.send(records)

    def take(self) -> Answer:
        """Return the oldest answer. Raises `WorkerDied`."""
        try:
            answer: Answer = self.child.receive()
        except ChildDied as death:
            raise WorkerDied(_how(death.status)) from None
        return answer

    def end(self) -> None:
        """Kill the process."""
        self.ended = True
        self.child.end()


class _Processes:
    """Starts the processes and waits for them."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self._profile = profile
        self._models_dir = models_dir
        self._running: list[_Process] = []

    def start(self) -> _Process:
        """Start a process. It has the lowest number that is free: one that replaces another takes over its GPU."""
        self._running = [worker for worker in self._running if not worker.ended]
        taken = {worker.number for worker in self._running}
        number = next(number for number in count() if number not in taken)
        self._running.append(_Process(number, self._profile, self._models_dir))
        return self._running[-1]

    def wait(self, workers: Sequence[_Process]) -> Sequence[_Process]:
        """Wait until at least one worker has answered or died; return those that have."""
        by_pipe = {worker.child.fileno(): worker for worker in workers}
        ready = wait(list(by_pipe))
        return [worker for pipe, worker in by_pipe.items() if pipe in ready]


def _how(status: int) -> str:
    if status >= 0:
        return f"ended with status {status}"
    return f"killed by {signal.Signals(-status).name}" + (", perhaps for want of memory" if status == -9 else "")
