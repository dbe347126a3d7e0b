"""How much memory processes have held at most, as Linux tells it; elsewhere less is known. And giving it back."""

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
"""Seconds between two looks unless said otherwise: no peak of a program that translates is shorter."""


def own_peak_bytes() -> int | None:
    """The most that this process has held; None where the system does not say.

    `ru_maxrss` only where there is no `/proc`: on Linux it counts what the parent held before `exec`.
    """
    if _PROC.exists():
        return _memory(os.getpid(), "VmHWM") or None
    try:
        import resource
    except ImportError:  # Windows
        return None
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def release_unused_memory() -> None:
    """Give memory that nothing holds any longer back to the system; only where the C library is glibc.

    It keeps what was freed, for each thread apart: a run of many windows would seem to grow.
    """
    trim = getattr(_LIBRARY, "malloc_trim", None)
    if trim:
        trim(0)


def limit_heaps() -> None:
    """Have all threads share two heaps rather than each own one, which holds free memory back; only with glibc.

    For a process of its own, before it starts threads. Measured, it costs an engine with two workers no time.
    """
    setting = getattr(_LIBRARY, "mallopt", None)
    if setting:
        setting(_ARENA_MAX, 2)


class PeakMemory:
    """The most that a process and those below it hold at the same time while entered; shared pages count in each.

    `bytes` is None before the first look, and where there was nothing to look at. `every` is in seconds.
    """

    def __init__(self, process: int, *, every: float = EVERY) -> None:
        self.bytes: int | None = None
        self._process = process
        self._every = every
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            held = sum(_memory(process, "VmRSS") for process in _tree(self._process))
            self.bytes = max(self.bytes or 0, held) or None
            if self._over.wait(self._every):
                return


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for process in found:
        for path in _PROC.glob(f"{process}/task/*/children"):
            found += map(int, _read(path).split())
    return found


def _memory(process: int, figure: str) -> int:
    """`VmRSS`, held now, or `VmHWM`, the most so far."""
    found = re.search(rf"^{figure}:\s*(\d+) kB$", _read(_PROC / str(process) / "status"), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:  # it has ended, or this is no Linux
        return ""
