"""Batches of texts of about the same length, as large as the memory of the device holds."""

import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

SCORED = 512
"""Tokens of both sides in a batch that is only scored. The logits of all of its tokens are in memory at once: 50 MB for
a vocabulary of 24,000. Twice as fast as batches of 4,096 (2026-11-26).
"""


def batches(lengths: Mapping[int, int], *, budget: int, padded: bool = True) -> list[list[int]]:
    """Return the indices of the texts of each batch, from the length of each text by its index.

    A batch holds at most `budget` tokens, padding included; a longer text is a batch of its own. Unless `padded`, all
    texts of a batch are equally long. The longest come first: if memory is too small, it runs out at once.

    >>> batches({0: 2, 1: 9, 2: 3}, budget=6)
    [[1], [2, 0]]
    >>> batches({0: 2, 1: 9, 2: 3}, budget=6, padded=False)
    [[1], [2], [0]]
    """
    made: list[list[int]] = []
    for index in sorted(lengths, key=lambda i: -lengths[i]):
        longest = lengths[made[-1][0]] if made else 0
        fits = bool(made) and longest * (len(made[-1]) + 1) <= budget
        if fits and (padded or lengths[index] == longest):
            made[-1].append(index)
        else:
            made.append([index])
    return made


def out_of_memory(error: BaseException) -> bool:
    """Return whether an engine failed for want of the memory of a device.

    >>> out_of_memory(RuntimeError("CUDA failed with error out of memory"))
    True
    >>> out_of_memory(RuntimeError("cuBLAS failed with status CUBLAS_STATUS_ALLOC_FAILED"))
    True
    """
    named = ("out of memory", "ALLOC_FAILED", "can't allocate memory", "bad_alloc")
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and any(part in str(error) for part in named)
    )


class Fitting:
    """Runs texts in batches that memory holds. Where it runs out, batches are halved, and stay so for later calls."""

    def __init__(self, model: str, *, release: Callable[[], None] = lambda: None) -> None:
        """`release` gives memory that the engine keeps for later back to the device."""
        self._model = model
        self._release = release
        self._holds = sys.maxsize

    def run(
        self,
        lengths: Mapping[int, int],
        compute: Callable[[list[list[int]]], Iterable[tuple[int, _Result]]],
        *,
        budget: int,
        padded: bool = True,
    ) -> dict[int, _Result]:
        """Return the result of each text by its index.

        Args:
            lengths: The length of each text in tokens, by its index.
            compute: Yields the index and the result of each text of some batches.
            budget: Tokens of a batch, as `batches` counts them.
            padded: Whether texts of different lengths may be in one batch.

        Raises:
            Exception: What `compute` raises, unless memory runs out and smaller batches help.
        """
        left, found = dict(lengths), dict[int, _Result]()
        size = min(budget, self._holds)
        while left:
            try:
                for index, result in compute(batches(left, budget=size, padded=padded)):
                    found[index] = result
                    del left[index]
            except (RuntimeError, MemoryError) as error:
                if not out_of_memory(error) or size <= max(left.values()):  # the longest is a batch of its own
                    raise
                size = max(1, min(size, sum(left.values())) // 2)
            if left:
                self._release()  # outside of the handler: the exception holds on to tensors
        if size < min(budget, self._holds):
            self._remember(size)
        return found

    def _remember(self, size: int) -> None:
        """Keep to batches that fit; say so once in the life of a model."""
        if self._holds == sys.maxsize:
            _log.warning(
                "the memory of the device is too small for the batches of %s; going on with %d tokens: set "
                "decoding.batch_tokens to %d or less",
                self._model, size, size,
            )  # fmt: skip
        self._holds = size
