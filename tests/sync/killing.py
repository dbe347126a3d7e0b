"""Syncs that end as if a signal had killed them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest import mock

from babelpress.sync import versions


class Killed(BaseException):
    """Ends a sync as a signal would."""


@contextmanager
def killed(when: str, number: int) -> Iterator[None]:
    """End what is done inside `before` or `after` it writes a file, of which the first is number 0."""
    write, left = versions.write_atomically, [number]

    def stop(path: Path, data: bytes) -> None:
        if left[0] == 0 and when == "before":
            raise Killed
        write(path, data)
        if left[0] == 0:
            raise Killed
        left[0] -= 1

    with suppress(Killed), mock.patch.object(versions, "write_atomically", stop):
        yield
