"""Calls of native libraries before and after a fork.

OpenMP keeps a pool of threads for each thread that asks for one. In a forked process the thread that forked still has
its pool, but not the threads in it, and would wait for them forever. A thread that begins after the fork has no pool.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps
from threading import RLock, local
from typing import ParamSpec, Protocol, TypeVar
from weakref import WeakSet

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_forked = False
_thread: ThreadPoolExecutor | None = None
_here = local()
"""`_here.new` is set in the thread that calls are moved to."""


WHOLE = RLock()
"""Held while a library holds locks that a forked process would inherit as taken (OpenBLAS); a fork waits for it."""


def survives_fork(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Let a function that uses OpenMP run in a thread that began after the fork, where the process was forked.

    Calls then run one at a time. Results and exceptions are those of the function.
    """

    @wraps(function)
    def called(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        global _thread
        if not _forked or getattr(_here, "new", False):
            return function(*args, **kwargs)
        if _thread is None:
            _thread = ThreadPoolExecutor(1, initializer=partial(setattr, _here, "new", True))
        return _thread.submit(function, *args, **kwargs).result()

    return called


class Loaded(Protocol):
    """What a forked process cannot use."""

    def abandon(self) -> None:
        """Leave it behind, without its destructor, so that it is loaded again when it is needed."""
        ...


_LOADED: WeakSet[Loaded] = WeakSet()


def abandon_after_fork(loaded: Loaded) -> None:
    """Call `abandon` in every process that is forked as long as the object lives."""
    _LOADED.add(loaded)


def _after_fork() -> None:
    global _forked, _thread, _here
    _forked, _thread, _here = True, None, local()
    WHOLE.release()
    for loaded in _LOADED:
        loaded.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=WHOLE.acquire, after_in_parent=WHOLE.release, after_in_child=_after_fork)
