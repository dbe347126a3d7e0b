"""Files to fetch: under random names, for half an hour, by an address that nobody can guess or make."""

import hashlib
import hmac
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from babelpress.serve.refusal import Refusal

SECONDS = 30 * 60
"""How long a file can be fetched."""

BYTES = 2 * 1024**3
"""Bytes of all files together."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be fetched: where it is, what its client called it, when it ends (`clock`), and its bytes."""

    path: Path
    name: str
    until: float
    size: int


class Downloads:
    """Keeps files in a folder that only this user can read, and that `close` removes.

    Args:
        seconds: How long each file is kept.
        most: Bytes of all files together.
        clock: The time in seconds since 1970.
    """

    def __init__(self, *, seconds: float = SECONDS, most: int = BYTES, clock: Callable[[], float] = time.time) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="babelpress-serve-"))  # of mode 0700
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._files: dict[str, Download] = {}
        self._lock = Lock()

    def add(self, data: bytes, name: str) -> str:
        """Keep a file; return the last part of its address, which ends in its name. Raises `Refusal` (503)."""
        self.prune()
        with self._lock:
            held = sum(file.size for file in self._files.values())
        if held + len(data) > self._most:
            raise Refusal(503, "There is no room for more files; try again later", {"Retry-After": "60"})
        id = secrets.token_hex(16)
        path = self._folder / id
        path.write_bytes(data)
        until = self._clock() + self._seconds
        with self._lock:
            self._files[id] = Download(path, name, until, len(data))
        expires = f"{int(until):x}"
        return f"{id}-{expires}-{self._signature(id, expires)}.{quote(name, safe='')}"

    def find(self, address: str) -> Download | None:
        """Return the file of an address; None if there is none, it has expired, or was never given out."""
        self.prune()
        id, _, rest = address.partition(".")[0].partition("-")
        expires, _, signature = rest.partition("-")
        genuine = hmac.compare_digest(signature.encode(), self._signature(id, expires).encode())
        with self._lock:
            found = self._files.get(id)
        return found if genuine else None

    def prune(self) -> None:
        """Remove the files that have expired."""
        now = self._clock()
        with self._lock:
            old = [id for id, file in self._files.items() if file.until <= now]
            gone = [self._files.pop(id) for id in old]
        for file in gone:
            file.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _signature(self, id: str, expires: str) -> str:
        return hmac.new(self._secret, f"{id} {expires}".encode(), hashlib.sha256).hexdigest()[:32]
