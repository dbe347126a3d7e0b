"""How much memory processes hold, as Linux tells it; elsewhere it is not known."""

import os
import re
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

_PROC = Path("/proc")
_EVERY = 0.05
"""Seconds between two looks."""


def own_peak_bytes() -> int | None:
    """The most that this process has held; not `ru_maxrss`, which counts what its parent held before `exec`."""
    return _memory(os.getpid(), "VmHWM") or None


class Peak:
    """The most that a process and those below it hold at the same time while entered; shared pages count in each.

    `bytes` is None where it was gone before it could be looked at.
    """

    def __init__(self, process: int) -> None:
        self.bytes: int | None = None
        self._process = process
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
            if self._over.wait(_EVERY):
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
