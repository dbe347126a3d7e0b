"""Atomic file writes: a file is either complete or absent."""

import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

from filelock import FileLock, Timeout

from babelpress.errors import OutputUnavailable


def write_atomically(path: Path, text: str | bytes) -> None:
    """Write a file atomically: its name never refers to a partly written file.

    Raises `OSError` and then leaves no temporary file behind.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(text.encode(errors="replace") if isinstance(text, str) else text)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


class Part:
    """A partial file, `<name>.part` beside the output, locked against other runs and moved there when complete.

    The constructor reserves the output. Raises `OutputUnavailable` where it exists already or cannot be written to.
    """

    def __init__(self, output: Path, *, overwrite: bool) -> None:
        if not output.name:  # the current folder, which has no name
            raise OutputUnavailable(f"{output}: is a folder; name a file to write")
        self.path = output.with_name(f"{output.name}.part")
        self._output = output
        self._lock = FileLock(output.with_name(f".{output.name}.lock"), timeout=0)
        try:
            if output.is_dir():
                raise OutputUnavailable(f"{output}: is a folder; name a file to write")
            if output.exists() and not overwrite:
                raise OutputUnavailable(
                    f"{output}: exists already; name another file, or allow overwriting it (--force)"
                )
            output.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._file = FileIO(self.path, "w")
            self._end = 0
        except Timeout as error:
            raise OutputUnavailable(f"{output}: another run is writing it; wait until that run ends") from error
        except OSError as error:
            self._lock.release()
            raise OutputUnavailable(f"{output}: cannot be written: {error.strerror or error}") from error

    def append(self, data: bytes, *, tail: bytes = b"") -> None:
        """Append all of `data`, or on an error nothing of it.

        `tail` is written behind the data and overwritten by the next call, so that the file always ends with it.
        """
        end = self._file.seek(self._end)
        try:
            self._write(data + tail)
        except BaseException:
            # The space of the tail stays allocated: a full disk may have no other room for it.
            self._file.truncate(end + (len(tail) if end else 0))
            self._file.seek(end)
            self._write(tail if end else b"")
            raise
        self._end += len(data)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def close(self, *, publish: bool) -> None:
        """Move the file to its final name if `publish`, else delete it. Raises `OSError`."""
        try:
            if publish:
                os.fsync(self._file.fileno())  # so that the file is complete after a power cut, too
                self._file.close()
                self.path.replace(self._output)
            else:
                self._file.close()
                self.path.unlink()
        finally:
            with suppress(OSError):  # Windows cannot delete an open file; a lock file left behind does no harm
                Path(self._lock.lock_file).unlink()
            self._lock.release()
