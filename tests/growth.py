"""Tells whether the time of a function grows faster than the length of its input, also on a busy machine."""

import gc
import math
from collections.abc import Callable
from time import process_time
from typing import Any

TRIES = 4


def growth(call: Callable[[Any], object], make: Callable[[int], Any], count: int, *, times: int = 8) -> float:
    """Return the exponent of the time of `call` between inputs of `count` and `times * count` parts.

    1.0 is linear, 2.0 quadratic. It is the least of four measurements: work beside it and the garbage collector, which
    is off here but for the others, make some of them larger and none of them smaller. Times below 2 ms count as 2 ms.

    Args:
        call: What is measured, in processor seconds.
        make: Makes an input of so many parts; not measured.
        count: The parts of the smaller input; what takes at least 5 ms is measured well.
        times: How much larger the other input is.
    """
    small, large = make(count), make(times * count)
    found = []
    collecting = gc.isenabled()
    try:
        for _ in range(TRIES):
            gc.collect()
            gc.disable()
            seconds = [_seconds(call, small), _seconds(call, large)]
            gc.enable()
            found.append(math.log(max(seconds[1], 0.002) / max(seconds[0], 0.002), times))
            if found[-1] < LINEAR:
                break
    finally:
        (gc.enable if collecting else gc.disable)()
    return min(found)


LINEAR = 1.5
"""Below this exponent a function is taken as linear."""


def _seconds(call: Callable[[Any], object], given: Any) -> float:
    start = process_time()
    call(given)
    return process_time() - start
