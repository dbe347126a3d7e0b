"""gzip and zstd files: decompressed while they are read, compressed while they are written."""

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from babelpress._internal.optional import need
from babelpress.errors import UnreadableInput
from babelpress.formats.decoding import open_input

PACKED = (".gz", ".zst")
"""Suffixes of compressed files."""

_CHUNK = 1 << 13
"""Bytes decompressed at once: the result is in memory, and may be a hundred times as large."""


class Packer(Protocol):
    """Compresses what is written, chunk by chunk; the chunks followed by `tail` are a complete file."""

    tail: bytes
    """The bytes after the last chunk."""

    nothing: bytes
    """A complete file without content."""

    def pack(self, data: bytes) -> bytes:
        """Return the bytes to write for `data`."""
        ...


def open_archive(path: Path) -> BinaryIO:
    """Open a file for reading, decompressed if its suffix is in `PACKED`. Raises `UnreadableInput`."""
    stream = open_input(path)
    suffix = path.suffix.lower()
    return io.BufferedReader(_Unpacked(stream, name=str(path), suffix=suffix)) if suffix in PACKED else stream


def check_packing(path: Path) -> None:
    """Raise `ModelUnavailable` where a package is missing that reads or writes a file of this name."""
    if path.suffix.lower() == ".zst":
        need("zstandard", where=path)


def packer(path: Path) -> Packer:
    """Return the packer for a file of this name."""
    match path.suffix.lower():
        case ".gz":
            return _Gzip()
        case ".zst":
            return _Zstd()
    return _Plain()


class _Plain:
    tail = nothing = b""

    def pack(self, data: bytes) -> bytes:
        return data


class _Gzip:
    """One gzip member per chunk: each is complete by itself, and every tool reads on from one to the next."""

    tail = b""
    nothing = gzip.compress(b"", mtime=0)

    def pack(self, data: bytes) -> bytes:
        return gzip.compress(data, compresslevel=6, mtime=0)


class _Zstd:
    """One frame, flushed after every chunk: pandas, among others, reads only the first frame."""

    tail = b"\x01\x00\x00"  # an empty raw block, marked as the last (RFC 8878, 3.1.1.2)

    def __init__(self) -> None:
        import zstandard

        self.nothing = zstandard.compress(b"")
        self._object = zstandard.ZstdCompressor(level=3, write_checksum=False).compressobj()
        self._block = zstandard.COMPRESSOBJ_FLUSH_BLOCK

    def pack(self, data: bytes) -> bytes:
        return self._object.compress(data) + self._object.flush(self._block)


class _Unpacked(io.RawIOBase):
    """The decompressed bytes of a stream. Raises `UnreadableInput` where it is damaged or incomplete."""

    def __init__(self, stream: BinaryIO, *, name: str, suffix: str) -> None:
        self._stream = stream
        self._name = name
        self._kind = "gzip" if suffix == ".gz" else "zstd"
        self._new, self._error = _unpacker(suffix)
        self._object: Any = None
        self._left = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            data = self._left or self._stream.read(_CHUNK)
            self._left = b""
            if not data:
                if self._object is not None:
                    raise self._damaged("is incomplete: it was not copied or written to its end")
                return 0
            if self._object is None:
                data = data.lstrip(b"\0")  # tapes and disks pad files with zeros
                if not data:
                    continue
                self._object = self._new()
            try:
                self._ready = memoryview(self._object.decompress(data))
            except self._error as error:
                raise self._damaged(f"cannot be decompressed: {error}") from error
            if self._object.eof:
                self._left, self._object = self._object.unused_data, None
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()

    def _damaged(self, what: str) -> UnreadableInput:
        return UnreadableInput(f"{self._name}: {what}; get it again, and test it with: {self._kind} -t {self._name}")


def _unpacker(suffix: str) -> tuple[Callable[[], Any], type[Exception]]:
    """Return the constructor of a decompressor of one member or frame, and the exception it raises."""
    if suffix == ".gz":
        return lambda: zlib.decompressobj(wbits=31), zlib.error
    import zstandard

    # Web archives are compressed with windows of up to 2 GiB (`zstd --long=31`).
    return lambda: zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj(), zstandard.ZstdError
