"""This side of a worker: start it, ask it, end it."""

import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from select import select
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from typing import IO

from babelpress.evaluation.benchmark.systems.base import Answer, Spec, SystemFailed

_TAIL = 1000
"""Characters of standard error that are told."""


class Child:
    """A system, loaded for one direction, in a process of its own."""

    def __init__(self, process: "Popen[bytes]", *, errors: IO[bytes], seconds: float) -> None:
        self.load_seconds = 0.0
        self._process = process
        self._errors = errors
        self._seconds = seconds

    def translate(self, texts: Sequence[str]) -> Answer:
        """Give one translation a text. Raises `SystemFailed` with what it wrote on standard error."""
        return self._ask(list(texts))

    def _ask(self, asked: object) -> Answer:
        assert self._process.stdin is not None and self._process.stdout is not None
        with suppress(BrokenPipeError):  # it has ended: there is no answer either
            pickle.dump(asked, self._process.stdin)
            self._process.stdin.flush()
        if not select([self._process.stdout], [], [], self._seconds)[0]:
            raise self._failed(f"no answer after {self._seconds:g} seconds")
        try:
            answer: Answer | str = pickle.load(self._process.stdout)
        except EOFError:
            raise self._failed(f"its process ended with status {self._process.wait()}") from None
        if isinstance(answer, str):
            raise self._failed(answer)
        return answer

    def _failed(self, what: str) -> SystemFailed:
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip()[-_TAIL:]
        return SystemFailed(f"{what}; on standard error: {said}" if said else what)


@contextmanager
def started(spec: Spec, *, source: str, target: str) -> Iterator[Child]:
    """Give a system, ready to translate; after, it and all it started are ended. Raises `SystemFailed`."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "babelpress.evaluation.benchmark.worker",
    ]  # -P: no `pipeline` of the current folder
    with (
        TemporaryFile() as errors,
        Popen(command, stdin=PIPE, stdout=PIPE, stderr=errors, start_new_session=True) as process,
    ):
        assert process.stdin is not None
        try:
            child = Child(process, errors=errors, seconds=spec.seconds)
            child.load_seconds = child._ask((spec, source, target)).seconds
            yield child
        finally:
            with suppress(ProcessLookupError, PermissionError):  # it has ended; macOS says the second
                os.killpg(process.pid, signal.SIGKILL)
            with suppress(BrokenPipeError):  # what it did not read is lost with it
                process.stdin.close()
