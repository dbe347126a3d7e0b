"""A bound on the time of a piece of work in this thread."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer, get_ident

from babelpress.errors import OverBudget


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Interrupt the work of a `with` block after a time; None: never.

    What runs outside of Python, a call of a model, is interrupted when it returns.

    Raises:
        OverBudget: The time is up.
    """
    if seconds is None:
        yield
        return
    thread, turn, over = get_ident(), Lock(), False

    def strike() -> None:
        with turn:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(OverBudget))

    timer = Timer(seconds, strike)
    timer.daemon = True
    timer.start()
    try:
        yield
    except OverBudget:
        raise OverBudget(f"not done within {seconds:g} s (runner.budget.seconds)") from None
    finally:
        with turn:
            over = True
        timer.cancel()
