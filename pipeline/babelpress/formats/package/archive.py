"""ZIP packages: opened with safety checks, and packed again so that unchanged members keep every byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from babelpress.errors import UnreadableInput
from babelpress.formats.sniffing import binary_kind

_MAX_MEMBERS = 10_000
_MAX_RATIO = 200
"""Most bytes per compressed byte. Word's own XML has about 10, a table of equal rows about 100, a ZIP bomb up to 1032.
"""
_FREE_BYTES = 10_000_000
"""A package that unpacks to less may have any ratio."""
_FREE_TAGS = 200_000
_MAX_TAGS = 10
"""Most tags of XML per byte of the package, beyond the free ones: a tag takes 400 bytes of memory when it is parsed."""
_CHUNK = 1 << 16

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The only methods that office programs and e-readers unpack."""
_METHOD_NAMES = {9: "Deflate64", 12: "BZIP2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What messages say of a package.

    Attributes:
        name: What it is: `a Word document`.
        suffix: Its ending.
        program: A program that opens and saves it.
        old: What a file in Microsoft's old container is, if it may be of this program.
    """

    name: str
    suffix: str
    program: str
    old: str = ""


class Archive:
    """An opened package, of which every member was unpacked once to make sure that none is damaged."""

    def __init__(self, data: bytes, *, name: str, kind: Kind, max_bytes: int) -> None:
        """Check a package.

        Args:
            data: The bytes of the file.
            name: What messages call it.
            kind: What it should be.
            max_bytes: Most bytes of all members unpacked.

        Raises:
            UnreadableInput: It is no ZIP archive, encrypted or damaged, has unsafe names, two files of one name, a
                compression that its programs do not know, or would unpack to more than `max_bytes`.
        """
        self.name = name
        self.kind = kind
        self._data = data
        self._tags = _FREE_TAGS + _MAX_TAGS * len(data)
        if data.startswith(_OLE):
            raise self._old()
        if not data.startswith(b"PK"):
            found = binary_kind(data)
            what = f" but {found.name}" if found else ""
            raise UnreadableInput(f"{name}: is not {kind.name} ({kind.suffix}): not a ZIP archive{what}")
        try:
            with self._open() as package:
                self._refuse_unsafe(package.infolist(), max_bytes)
                self.paths = tuple(package.namelist())
                for path in self.paths:
                    for _ in _chunks(package, path):
                        pass
        # the exceptions of zipfile for damaged archives; NotImplementedError is an unknown version
        except (
            zipfile.BadZipFile,
            zlib.error,
            struct.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise self._damaged(error) from error

    def __contains__(self, path: str) -> bool:
        return path in self.paths

    def read(self, path: str) -> bytes:
        """Return a member. Raises `KeyError` if there is none."""
        with self._open() as package:
            return package.read(path)

    def xml(self, path: str) -> bytes:
        """Return a member that is to be parsed. Raises `UnreadableInput` where this would take too much memory."""
        data = self.read(path)
        self._tags -= data.count(b"<")
        if self._tags < 0:
            raise UnreadableInput(
                f"{self.name}: has far more tags than a file of {len(self._data):,} bytes can need, like a ZIP bomb "
                f"({path}); if it is genuine, save it again in {self.kind.program}"
            )
        return data

    def mistaken(self, why: str = "") -> UnreadableInput:
        """Return the error of a package of another kind, with its ending if that is known, else with the reason."""
        found = binary_kind(self._data)
        if found and found.suffix not in ("", self.kind.suffix):
            return UnreadableInput(f"{self.name}: is not {self.kind.name} but {found.name}; name it {found.suffix}")
        return UnreadableInput(f"{self.name}: is a ZIP archive but not {self.kind.name}{why and f': {why}'}")

    def _open(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self._data))

    def _old(self) -> UnreadableInput:
        program = self.kind.program
        if any(word in self._data for word in _ENCRYPTED):
            return UnreadableInput(
                f"{self.name}: is protected by a password; open it in {program} and save it without one"
            )
        what = self.kind.old or "an old Office file"
        return UnreadableInput(f"{self.name}: is {what}; open it in {program} and save it as {self.kind.suffix}")

    def _damaged(self, error: object) -> UnreadableInput:
        return UnreadableInput(f"{self.name}: is truncated or damaged ({error}); get it again from its source")

    def _refuse_unsafe(self, members: list[zipfile.ZipInfo], max_bytes: int) -> None:
        name, program = self.name, self.kind.program
        if len(members) > _MAX_MEMBERS:
            raise UnreadableInput(f"{name}: has {len(members):,} files, more than {self.kind.name} ({_MAX_MEMBERS:,})")
        seen: set[str] = set()
        for member in members:
            path = member.filename
            if member.flag_bits & 0x1:
                raise UnreadableInput(f"{name}: is encrypted ({path}); save it without a password")
            if path.startswith("/") or "\\" in member.orig_filename or "\0" in member.orig_filename or ":" in path:
                raise UnreadableInput(f"{name}: has a file with an unsafe name: {path!r}")
            if ".." in PurePosixPath(path).parts:
                raise UnreadableInput(f"{name}: has a file that would be unpacked outside of its folder: {path!r}")
            if path in seen:
                raise UnreadableInput(f"{name}: has two files named {path!r}; repair it in {program} and save it again")
            if member.compress_type not in _METHODS:
                method = _METHOD_NAMES.get(member.compress_type, f"method {member.compress_type}")
                raise UnreadableInput(
                    f"{name}: is packed in a way that {program} does not open ({method}, {path}); save it in {program}"
                )
            seen.add(path)
        unpacked, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
        if unpacked > max_bytes:
            raise UnreadableInput(
                f"{name}: would unpack to {unpacked:,} bytes, the limit is {max_bytes:,}; if it is a genuine document, "
                "raise the reader's option max_bytes"
            )
        if unpacked > max(_FREE_BYTES, _MAX_RATIO * packed):
            raise UnreadableInput(
                f"{name}: would unpack to {unpacked // max(packed, 1):,} times its size, like a ZIP bomb; the limit is "
                f"{_MAX_RATIO}; if it is a genuine document, save it again in {program}"
            )


def _chunks(package: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Yield a member in pieces; never more than its declared size. Raises the errors of `zipfile`."""
    left = package.getinfo(path).file_size
    with package.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                break
            yield chunk
    if left:
        raise zipfile.BadZipFile(f"{path} is longer or shorter than declared")


# Packing: what is not changed is copied from header to header, the compressed bytes included.

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DESCRIPTOR = 0x08
"""The flag of a member whose size and checksum follow its content."""


def repack(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the package with other parts: the very same bytes where none differs.

    Otherwise every member keeps its position, name, date, compression method and attributes, and unchanged members all
    their bytes as they are packed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        changed = {path: content for path, content in parts.items() if package.read(path) != content}
        if not changed:
            return data
        members = package.infolist()
        end = package.start_dir or 0
        comment = package.comment
    target = io.BytesIO()
    starts = sorted({member.header_offset for member in members})
    follow = dict(zip(starts, [*starts[1:], end], strict=True))
    target.write(data[: starts[0]])
    places: dict[int, int] = {}
    sizes: dict[int, tuple[int, int, int]] = {}
    for member in sorted(members, key=lambda member: member.header_offset):
        at = member.header_offset
        places[at] = target.tell()
        if member.filename not in changed:
            target.write(data[at : follow[at]])
            continue
        content = changed[member.filename]
        packed = content if member.compress_type == zipfile.ZIP_STORED else _deflated(content)
        sizes[at] = (zlib.crc32(content), len(packed), len(content))
        target.write(_local(data, at, sizes[at]) + packed)
    start = target.tell()
    at = end
    for member in members:
        written, at = _central(
            data, at, sizes.get(member.header_offset), member=member, offset=places[member.header_offset]
        )
        target.write(written)
    count, size = len(members), target.tell() - start
    target.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(comment)) + comment)
    return target.getvalue()


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _local(data: bytes, at: int, sizes: tuple[int, int, int]) -> bytes:
    """Return the header of a member before its new content."""
    mark, version, flags, method, time, date, _, _, _, name, more = _LOCAL.unpack_from(data, at)
    at += _LOCAL.size
    extra = _without_sizes(data[at + name : at + name + more])
    head = _LOCAL.pack(mark, version, flags & ~_DESCRIPTOR, method, time, date, *sizes, name, len(extra))
    return head + data[at : at + name] + extra


def _central(
    data: bytes, at: int, sizes: tuple[int, int, int] | None, *, member: zipfile.ZipInfo, offset: int
) -> tuple[bytes, int]:
    """Return the entry of a member in the directory, and where the next one begins in the source."""
    mark, made, version, flags, *dated, _, _, _, name, more, note, disk, inner, outer, _ = _CENTRAL.unpack_from(
        data, at
    )
    at += _CENTRAL.size
    extra = _without_sizes(data[at + name : at + name + more])
    if sizes:
        flags &= ~_DESCRIPTOR
    found = sizes or (member.CRC, member.compress_size, member.file_size)
    lengths = (name, len(extra), note)
    head = _CENTRAL.pack(mark, made, version, flags, *dated, *found, *lengths, disk, inner, outer, offset)
    end = at + name + more + note
    return head + data[at : at + name] + extra + data[at + name + more : end], end


def _without_sizes(extra: bytes) -> bytes:
    """Return the extra fields of a member without its sizes in 64 bits (field 1), which 32 bits can hold."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != 1:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]
