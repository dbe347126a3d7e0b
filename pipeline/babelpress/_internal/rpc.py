"""Remote calls to a child process that runs Python: the protocol, and both of its sides.

A message is a marker, a length and a pickle, on the child's standard input and output. The first message starts the
child (`serve`). Every answer is a value, or the exception that was raised. Anything the child or its libraries print
goes to its standard error. When its input ends, the parent is gone, and the child ends with all processes it started.

The child may be another Python, without this package and as old as 3.8: the module imports the standard library only.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import sys
import traceback
import weakref
from contextlib import suppress
from queue import SimpleQueue
from select import select
from struct import Struct
from subprocess import PIPE, Popen, TimeoutExpired
from tempfile import TemporaryFile
from threading import Event, Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Answering = Callable[[Any], Any]
    """Returns the answer to a message."""

    Start = Callable[[Any], tuple[Any, Answering]]
    """Returns the answer to the first message, and the function that answers the later ones."""

_MARK = b"\x00babelpress\x00"
"""The start of every message; output printed before the child redirected its standard output is skipped."""

_LENGTH = Struct("!Q")

_TAIL = 2000
"""Maximum number of characters of a child's standard error in messages."""


class ChildDied(Exception):
    """The child ended before it answered; `status` is that of its process, negative for a signal."""

    def __init__(self, status: int) -> None:
        super().__init__(f"its process ended with status {status}")
        self.status = status


def python(start: str) -> list[str]:
    """Return the command that starts a child with this Python.

    Args:
        start: The `Start` function, as `module:function`. The child has the same `sys.path` as this process.

    Returns:
        The command, for `Child`.
    """
    code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({start!r})"
    return [sys.executable, "-c", code]


class Child:
    """The parent's side of a child process, which starts at once and ends with `end` or with this object.

    Without `keep_errors` the child shares the standard error of this process.
    """

    def __init__(self, command: Sequence[str], first: object, *, keep_errors: bool = True) -> None:
        # A file: a pipe that nobody reads would block the child. Append mode: `tail` reads while the child may write.
        self._errors: IO[bytes] | None = TemporaryFile("a+b") if keep_errors else None  # noqa: SIM115  (see `_end`)
        # In a new session, so that an interrupt from the keyboard reaches the parent only.
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=self._errors, bufsize=0, start_new_session=True)
        self._ended = weakref.finalize(self, _end, self._process, self._errors)
        self.send(first)

    def fileno(self) -> int:
        """Return the file descriptor that is readable when there is an answer or the child has ended."""
        return _open(self._process.stdout).fileno()

    def send(self, message: object) -> None:
        """Send a message; if the child has died, only `receive` reports it."""
        with suppress(OSError, ValueError):  # ValueError: `end` closed the stream
            _write(_open(self._process.stdin), pickle.dumps(message))

    def receive(self, seconds: float | None = None) -> Any:
        """Return the oldest answer.

        Args:
            seconds: How long to wait; None to wait without limit.

        Returns:
            The answer.

        Raises:
            Exception: The exception that the child raised, with its traceback as a note.
            ChildDied: If the child ended before it answered.
            TimeoutError: If there is no answer after `seconds`.
        """
        try:
            packed = _read(_open(self._process.stdout), seconds)
        except TimeoutError:
            raise
        except (EOFError, OSError, ValueError):  # ValueError: `end` closed the stream
            raise ChildDied(self.status()) from None
        raised, value = pickle.loads(packed)
        if raised:
            raise _error(*value)
        return value

    def tail(self) -> str:
        """Return the end of the child's standard error; empty without `keep_errors`."""
        if self._errors is None or self._errors.closed:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip()[-_TAIL:]

    def status(self) -> int:
        """Close the child's input, wait for it to end (killing it after 5 s), and return its exit status."""
        _open(self._process.stdin).close()
        with suppress(TimeoutExpired):
            self._process.wait(timeout=5)
        _kill(self._process)
        return self._process.wait()

    def end(self) -> None:
        """Kill the process and all processes it started."""
        self._ended()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "both are pipes"
    return stream


def _kill(process: Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):  # it has ended (PermissionError on macOS)
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _end(process: Popen[bytes], errors: IO[bytes] | None) -> None:
    _kill(process)
    for stream in (process.stdin, process.stdout, errors):
        if stream is not None:
            with suppress(OSError):  # unwritten data for a process that has ended
                stream.close()
    process.wait()


def _write(stream: IO[bytes], packed: bytes) -> None:
    rest = memoryview(_MARK + _LENGTH.pack(len(packed)) + packed)
    while rest:
        rest = rest[stream.write(rest) :]


def _read(stream: IO[bytes], seconds: float | None = None) -> bytes:
    """Return the bytes of the next message. Raises `EOFError`, `TimeoutError`."""
    until = None if seconds is None else monotonic() + seconds

    def some(count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            if until is not None and not select([stream], [], [], max(0.0, until - monotonic()))[0]:
                raise TimeoutError
            piece = stream.read(count - len(found))
            if not piece:
                raise EOFError
            found += piece
        return bytes(found)

    mark = some(len(_MARK))
    while mark != _MARK:
        mark = mark[1:] + some(1)
    return some(*_LENGTH.unpack(some(_LENGTH.size)))


def _error(packed: bytes, told: str) -> Exception:
    """The exception that a child raised, with its traceback as a note; `RuntimeError` if it cannot be unpickled."""
    try:
        error = pickle.loads(packed)
        error.add_note(told)
    except Exception:  # noqa: BLE001  (an exception's own pickling may raise anything)
        return RuntimeError(told)
    return error if isinstance(error, Exception) else RuntimeError(told)


# --- The child's side ---


def serve(start: Start | str) -> None:
    """Answer messages until the input ends or an exception is raised, which is then the last answer."""
    asked: SimpleQueue[bytes] = SimpleQueue()
    answers: SimpleQueue[bytes | None] = SimpleQueue()
    ours = [os.fdopen(os.dup(number), mode, buffering=0) for number, mode in ((0, "rb"), (1, "wb"))]
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    failed = Event()
    listening = Thread(target=_listen, args=(ours[0], asked, failed), daemon=True)
    listening.start()
    # A separate thread writes the answers, so that a busy parent does not block the work.
    speaking = Thread(target=_speak, args=(ours[1], answers), daemon=True)
    speaking.start()
    try:
        answer, answering = _function(start)(pickle.loads(asked.get()))
        while True:
            answers.put(pickle.dumps((False, answer)))
            answer = answering(pickle.loads(asked.get()))
    except Exception as error:  # noqa: BLE001  (whatever it is, the parent raises it)
        failed.set()
        answers.put(pickle.dumps((True, _portable(error))))
    answers.put(None)
    speaking.join()
    sys.stderr.flush()
    os._exit(1)  # do not wait for threads of libraries


def _function(start: Start | str) -> Start:
    if not isinstance(start, str):
        return start
    module, _, name = start.partition(":")
    found: Start = getattr(importlib.import_module(module), name)
    return found


def _portable(error: Exception) -> tuple[bytes, str]:
    told = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    try:
        return pickle.dumps(error), told
    except Exception:  # noqa: BLE001  (an exception's own pickling may raise anything)
        return b"", told


def _listen(stream: IO[bytes], asked: SimpleQueue[bytes], failed: Event) -> None:
    # Messages are unpickled by the main thread: two threads that import modules may wait for each other's locks.
    try:
        while True:
            asked.put(_read(stream))
    except (EOFError, OSError):
        if not failed.is_set():  # else the main thread is ending this process, with an exit status
            _quit()


def _speak(stream: IO[bytes], answers: SimpleQueue[bytes | None]) -> None:
    try:
        while True:
            packed = answers.get()
            if packed is None:
                return
            _write(stream, packed)
    except OSError:
        _quit()


def _quit() -> None:
    """End this process and all it started at once; the main thread may be busy in an engine."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)
