"""gzip and zstd around a file: unpacked as it is read, packed as it is written."""

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
"""Endings of packed files."""

_CHUNK = 1 << 13
"""Bytes unpacked at once: what comes of them is in memory, and of text that repeats much comes a hundredfold."""


class Packer(Protocol):
    """Packs what is written, piece by piece; pieces and then `tail` are a whole file."""

    tail: bytes
    """What stands after the last piece."""

    nothing: bytes
    """A whole file of nothing."""

    def pack(self, data: bytes) -> bytes:
        """Give the bytes to write for `data`."""
        ...


def open_archive(path: Path) -> BinaryIO:
    """Open a file for reading, unpacked where its name says it is packed. Raises `UnreadableInput`."""
    stream = open_input(path)
    suffix = path.suffix.lower()
    return io.BufferedReader(_Unpacked(stream, name=str(path), suffix=suffix)) if suffix in PACKED else stream


def check_packing(path: Path) -> None:
    """Raise `ModelUnavailable` where a package is missing that packs or unpacks a file of this name."""
    if path.suffix.lower() == ".zst":
        need("zstandard", where=path)


def packer(path: Path) -> Packer:
    """Give what packs a file of this name."""
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
    """A member a piece: each is whole by itself, and every tool reads on from one to the next."""

    tail = b""
    nothing = gzip.compress(b"", mtime=0)

    def pack(self, data: bytes) -> bytes:
        return gzip.compress(data, compresslevel=6, mtime=0)


class _Zstd:
    """One frame, flushed after every piece: pandas, among others, reads no further than the first frame."""

    tail = b"\x01\x00\x00"  # an empty raw block, marked as the last (RFC 8878, 3.1.1.2)

    def __init__(self) -> None:
        import zstandard

        self.nothing = zstandard.compress(b"")
        self._object = zstandard.ZstdCompressor(level=3, write_checksum=False).compressobj()
        self._block = zstandard.COMPRESSOBJ_FLUSH_BLOCK

    def pack(self, data: bytes) -> bytes:
        return self._object.compress(data) + self._object.flush(self._block)


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream. Raises `UnreadableInput` where it is damaged or ends too early."""

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
                    raise self._damaged("ends in the middle: it was not copied or written to its end")
                return 0
            if self._object is None:
                data = data.lstrip(b"\0")  # tapes and disks fill up with zeros
                if not data:
                    continue
                self._object = self._new()
            try:
                self._ready = memoryview(self._object.decompress(data))
            except self._error as error:
                raise self._damaged(f"cannot be unpacked: {error}") from error
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
        return UnreadableInput(f"{self._name}: {what}; fetch it again, then try: {self._kind} -t {self._name}")


def _unpacker(suffix: str) -> tuple[Callable[[], Any], type[Exception]]:
    """What unpacks one member or frame, and the error it raises."""
    if suffix == ".gz":
        return lambda: zlib.decompressobj(wbits=31), zlib.error
    import zstandard

    # Archives of the web are packed with windows of up to 2 GiB (`zstd --long=31`).
    return lambda: zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj(), zstandard.ZstdError
