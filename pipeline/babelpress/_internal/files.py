"""Files that are there whole or not at all."""

import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

from filelock import FileLock, Timeout

from babelpress.errors import OutputUnavailable


def write_atomically(path: Path, text: str | bytes) -> None:
    """Write a file so that its name never stands for half of it. Raises `OSError`, leaving nothing behind."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(text.encode(errors="replace") if isinstance(text, str) else text)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


# A file written beside its place as `<name>.part`, locked against other runs, and moved there when it is done.


class Part:
    """The file beside its place. Making one claims the place: raises `OutputUnavailable`."""

    def __init__(self, output: Path, *, overwrite: bool) -> None:
        self.path = output.with_name(f"{output.name}.part")
        self._output = output
        self._lock = FileLock(output.with_name(f".{output.name}.lock"), timeout=0)
        try:
            if output.is_dir():
                raise OutputUnavailable(f"{output}: is a folder; name a file to write to")
            if output.exists() and not overwrite:
                raise OutputUnavailable(
                    f"{output}: exists; name another file, or allow to replace it with overwrite (--force)"
                )
            output.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._file = FileIO(self.path, "w")
            self._end = 0
        except Timeout as error:
            raise OutputUnavailable(f"{output}: another run is writing it; wait until it is done") from error
        except OSError as error:
            self._lock.release()
            raise OutputUnavailable(f"{output}: cannot be written to: {error.strerror or error}") from error

    def append(self, data: bytes, *, tail: bytes = b"") -> None:
        """Put all of `data` at the end, before the `tail` that every one before ended with, or nothing of it."""
        end = self._file.seek(self._end)
        try:
            self._write(data + tail)
        except BaseException:
            # What holds the tail stays allocated: there may be no room for it elsewhere.
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
        """Move the file to its place, or remove it. Raises `OSError`."""
        try:
            if publish:
                os.fsync(self._file.fileno())  # a name that stands for a whole file stands for it after a power cut too
                self._file.close()
                self.path.replace(self._output)
            else:
                self._file.close()
                self.path.unlink()
        finally:
            with suppress(OSError):  # Windows keeps a file that is open; it does no harm
                Path(self._lock.lock_file).unlink()
            self._lock.release()
