"""Several processes on one machine, each with the models of its own.

Not `concurrent.futures`: its pool breaks as a whole when one worker dies, and does not tell which task that was at.
Not `multiprocessing.Process`: its spawn runs the caller's main module again, so that a script without
`if __name__ == "__main__"`, or one read from standard input, fails. Not fork: the engines have threads, and locks
they hold stay locked in the copy. A fresh interpreter and a socket need no more code than any of these.

No weights are shared: CTranslate2 reads them into memory of its own, it maps no file. Where memory is short, the
backend's own `workers` run several batches at a time on one copy.
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

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
from babelpress.stages.flow import Spent


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
        self.spent: dict[str, Spent] = {}

    def run(
        self, articles: Iterable[Article | ReadError], profile: Profile, *, models_dir: Path | None = None
    ) -> Iterator[Record]:
        """Give one record per article.

        Raises `SetupError` before the first; `RunStopped` as `serial` does, and when workers can't be started any more.
        """
        cores = physical_cores()
        workers = self.options.workers or max(1, cores // (threads_of(profile) or 1))
        crew = _Processes(with_threads(profile, max(1, cores // workers)), models_dir)
        yield from schedule(ArticleBatches(articles, size=self.options.window), crew, workers=workers, spent=self.spent)


class _Process:
    """A worker: `worker.serve` in an interpreter of its own."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self.connection, theirs = Pipe()
        # The child finds modules where this process does, as with multiprocessing's spawn.
        code = f"import sys; sys.path[:] = {sys.path!r}; from babelpress.execution.worker import serve; serve({{}})"
        command = [sys.executable, "-c", code.format(theirs.fileno())]
        with theirs:
            # A session of its own: an interrupt from the keyboard is for the parent alone.
            self._process = Popen(command, stdin=DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True)
        self._send((profile, models_dir))

    def give(self, records: list[Record]) -> None:
        """Send a window."""
        self._send(records)

    def take(self) -> Answer:
        """Give the oldest answer."""
        try:
            answer: Answer | Exception = self.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):  # the last one: it died in the middle of a word
            raise WorkerDied(_how(self._process.wait())) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """Kill the process and whatever it started: it holds nothing that is worth keeping."""
        with suppress(ProcessLookupError, PermissionError):  # it has ended; macOS says the second
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.connection.close()

    def _send(self, message: object) -> None:
        with suppress(OSError):  # it has died: `take` says so
            self.connection.send(message)


class _Processes:
    """Where the processes come from."""

    def __init__(self, profile: Profile, models_dir: Path | None) -> None:
        self._profile = profile
        self._models_dir = models_dir

    def hire(self) -> _Process:
        """Start a process."""
        return _Process(self._profile, self._models_dir)

    def answering(self, workers: Sequence[_Process]) -> Sequence[_Process]:
        """Wait for answers and deaths."""
        by_connection: dict[Connection[Any, Any], _Process] = {worker.connection: worker for worker in workers}
        return [by_connection[ready] for ready in wait(list(by_connection)) if isinstance(ready, Connection)]


def _how(status: int) -> str:
    if status >= 0:
        return f"ended with status {status}"
    return f"killed by {signal.Signals(-status).name}" + (", perhaps for want of memory" if status == -9 else "")
