"""Several processes on one machine, each with the models of its own.

Not `concurrent.futures`: its pool breaks as a whole when one worker dies, and does not tell which task that was at.
Not `multiprocessing.Process`: its spawn runs the caller's main module again, so that a script without
`if __name__ == "__main__"`, or one read from standard input, fails. Not fork: the engines have threads, and locks
they hold stay locked in the copy. A fresh interpreter and two pipes (`_internal/rpc.py`) have none of these faults.

No weights are shared: CTranslate2 reads them into memory of its own, it maps no file. Where memory is short, the
backend's own `workers` run several batches at a time on one copy.
"""

import signal
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from babelpress._internal.rpc import Child, ChildDied, python
from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.execution.scheduler import (
    WINDOW,
    Answer,
    ArticleBatches,
    WorkerDied,
    physical_cores,
    schedule,
    threads_of,
    with_threads,
)
from babelpress.formats.base import ReadError
from babelpress.stages.flow import StageUsage


class ProcessRunner:
    """Runs a profile's flow in several processes; records come out in the order of the articles, equal to `serial`'s.

    Cores that the profile does not divide itself (`translation.backend.threads`) are shared equally by the workers.
    """

    class Options(BaseModel):
        """How many processes, and how many articles each has in hand."""

        model_config = ConfigDict(extra="forbid", frozen=True)

        workers: int = Field(0, ge=0, description="Processes; 0 is one for each `threads` physical cores.")
        window: int = Field(WINDOW, ge=1, description="Articles that go to a worker at once.")

    def __init__(self, options: Options) -> None:
        self.options = options
        self.usage: dict[str, StageUsage] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article.

        Raises `SetupError` before the first; `RunStopped` as `serial` does, and when workers can't be started any more.
        """
        cores = physical_cores()
        workers = self.options.workers or max(1, cores // (threads_of(profile) or 1))
        pool = _Processes(with_threads(profile, max(1, cores // workers)), models_dir)
        yield from schedule(ArticleBatches(articles, size=self.options.window), pool, workers=workers, usage=self.usage)


class _Process:
    """A worker: `worker.start` in an interpreter of its own."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self.child = Child(python("babelpress.execution.worker:start"), (profile, models_dir), keep_errors=False)

    def give(self, records: list[Record]) -> None:
        """Send a window."""
        self.child.send(records)

    def take(self) -> Answer:
        """Give the oldest answer."""
        try:
            answer: Answer = self.child.receive()
        except ChildDied as death:
            raise WorkerDied(_how(death.status)) from None
        return answer

    def end(self) -> None:
        """Kill the process."""
        self.child.end()


class _Processes:
    """Where the processes come from."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self._profile = profile
        self._models_dir = models_dir

    def start(self) -> _Process:
        """Start a process."""
        return _Process(self._profile, self._models_dir)

    def wait(self, workers: Sequence[_Process]) -> Sequence[_Process]:
        """Wait for answers and deaths."""
        by_pipe = {worker.child.fileno(): worker for worker in workers}
        ready = wait(list(by_pipe))
        return [worker for pipe, worker in by_pipe.items() if pipe in ready]


def _how(status: int) -> str:
    if status >= 0:
        return f"ended with status {status}"
    return f"killed by {signal.Signals(-status).name}" + (", perhaps for want of memory" if status == -9 else "")
