"""The memory of processes: the peak so far (in full only on Linux), and returning freed memory to the system."""

import ctypes
import os
import re
import sys
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

_PROC = Path("/proc")
_LIBRARY = ctypes.CDLL(None) if os.name == "posix" else None

_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `malloc.h`."""

EVERY = 0.05
"""Default interval between two measurements, in seconds: shorter than any memory peak of translation."""


def own_peak_bytes() -> int | None:
    """Return the peak resident memory of this process in bytes; None where the system does not report it.

    `ru_maxrss` is used only where there is no `/proc`: on Linux it includes what the parent held before `exec`.
    """
    if _PROC.exists():
        return _memory(os.getpid(), "VmHWM") or None
    try:
        import resource
    except ImportError:  # Windows
        return None
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def own_bytes() -> int:
    """Return the resident memory of this process in bytes; 0 where the system does not report it (not Linux)."""
    return _memory(os.getpid(), "VmRSS")


def release_unused_memory() -> None:
    """Return freed memory to the system; does something only where the C library is glibc.

    glibc keeps freed memory for each thread, so that the memory of a run of many batches would seem to grow.
    """
    trim = getattr(_LIBRARY, "malloc_trim", None)
    if trim:
        trim(0)


def limit_heaps() -> None:
    """Make all threads share two heaps instead of one each, which would hold back free memory; only with glibc.

    To be called in a worker process before it starts threads. Measured: no slowdown of an engine with two workers.
    """
    setting = getattr(_LIBRARY, "mallopt", None)
    if setting:
        setting(_ARENA_MAX, 2)


class PeakMemory:
    """A context manager that measures the peak resident memory of a process and its descendants together.

    Shared pages count in each process. `bytes` is None before the first measurement, and where there is no `/proc`.
    `every` is in seconds.
    """

    def __init__(self, process: int, *, every: float = EVERY) -> None:
        self.bytes: int | None = None
        self._process = process
        self._every = every
        self._stopped = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            resident = sum(_memory(process, "VmRSS") for process in _tree(self._process))
            self.bytes = max(self.bytes or 0, resident) or None
            if self._stopped.wait(self._every):
                return


def _tree(root: int) -> list[int]:
    """Return a process and all of its descendants."""
    found = [root]
    for process in found:
        for path in _PROC.glob(f"{process}/task/*/children"):
            found += map(int, _read(path).split())
    return found


def _memory(process: int, figure: str) -> int:
    """Return a value of `/proc/<pid>/status` in bytes: `VmRSS` (now) or `VmHWM` (peak); 0 if unknown."""
    found = re.search(rf"^{figure}:\s*(\d+) kB$", _read(_PROC / str(process) / "status"), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:  # the process has ended, or this is not Linux
        return ""
