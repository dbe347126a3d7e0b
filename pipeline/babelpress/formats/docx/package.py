"""The ZIP package of a Word document: safety checks, its parts, and packing it with new parts."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from babelpress.errors import UnreadableInput
from babelpress.formats.xml.tree import parse

_MAX_MEMBERS = 10_000
_MAX_RATIO = 200
"""Most bytes per compressed byte. Word's own XML has about 10, a table of equal rows about 100, a ZIP bomb up to 1032.
"""
_FREE_BYTES = 10_000_000
"""A package that unpacks to less may have any ratio."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROLES = {
    f"{_WORD}document.main+xml": "document",
    f"{_WORD}template.main+xml": "document",
    f"{_WORD}header+xml": "header",
    f"{_WORD}footer+xml": "footer",
    f"{_WORD}footnotes+xml": "footnotes",
    f"{_WORD}endnotes+xml": "endnotes",
    "application/vnd.openxmlformats-package.core-properties+xml": "core",
    f"{_WORD}styles+xml": "styles",
    f"{_WORD}settings+xml": "settings",
}
_ORDER = list(dict.fromkeys(_ROLES.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the package with text or a statement of its language; `role` is `document`, `header`, ..."""

    path: str
    role: str
    data: bytes


def read_parts(data: bytes, *, name: str, max_bytes: int) -> tuple[Part, ...]:
    """Return the parts of a Word document to be read, the document first, then headers, notes, properties.

    Unpacks every member once, to make sure that none is damaged. Raises `UnreadableInput` for anything but a Word
    document, for one that is encrypted or damaged, has macros or unsafe names, or would unpack to more than
    `max_bytes`.
    """
    members = _members(data, name=name, max_bytes=max_bytes)
    if _TYPES not in members:
        raise UnreadableInput(f"{name}: is a ZIP archive but not a Word document: it has no {_TYPES}")
    types = parse(members[_TYPES], name=f"{name}: {_TYPES}").root
    parts: list[Part] = []
    for node in types.nodes:
        kind, path = node.get("ContentType"), node.get("PartName").lstrip("/")
        if "macroenabled" in kind.lower():
            raise _macros(name)
        role = _ROLES.get(kind)
        if role == "document" and path not in members:
            raise UnreadableInput(f"{name}: its document, {path}, is missing; repair it in Word and save it again")
        if role and path in members:
            parts.append(Part(path=path, role=role, data=members[path]))
    if not any(part.role == "document" for part in parts):
        raise UnreadableInput(f"{name}: is an Office package without a Word document in it (no word/document.xml)")
    return tuple(sorted(parts, key=lambda part: (_ORDER.index(part.role), part.path)))


def repack(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the package with other parts: the very same bytes where none differs.

    Otherwise every member keeps its position, name, date and compression method, and unchanged ones their content.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if all(package.read(path) == content for path, content in parts.items()):
            return data
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as new:
            for member in package.infolist():
                info = zipfile.ZipInfo(member.filename, member.date_time)
                info.compress_type = member.compress_type
                info.external_attr = member.external_attr
                info.create_system = member.create_system
                info.comment = member.comment
                content = parts.get(member.filename)
                new.writestr(info, package.read(member) if content is None else content)
            new.comment = package.comment
        return target.getvalue()


def _members(data: bytes, *, name: str, max_bytes: int) -> dict[str, bytes]:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableInput(f"{name}: is protected by a password; open it in Word and save it without one")
        raise UnreadableInput(f"{name}: is an old Word file (.doc); open it in Word and save it as .docx")
    if not data.startswith(b"PK"):
        raise UnreadableInput(f"{name}: is not a Word document (.docx): not a ZIP archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_unsafe(package.infolist(), name=name, max_bytes=max_bytes)
            return {member.filename: _content(package, member, name=name) for member in package.infolist()}
    # the exceptions of zipfile for damaged archives; NotImplementedError is an unknown compression
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableInput(f"{name}: is truncated or damaged ({error}); get it again from its source") from error


def _refuse_unsafe(members: list[zipfile.ZipInfo], *, name: str, max_bytes: int) -> None:
    if len(members) > _MAX_MEMBERS:
        raise UnreadableInput(f"{name}: has {len(members):,} files, more than any Word document ({_MAX_MEMBERS:,})")
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
            raise UnreadableInput(f"{name}: has two files named {path!r}; repair it in Word and save it again")
        seen.add(path)
        if PurePosixPath(path).name.lower() == "vbaproject.bin":
            raise _macros(name)
    unpacked, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if unpacked > max_bytes:
        raise UnreadableInput(
            f"{name}: would unpack to {unpacked:,} bytes, the limit is {max_bytes:,}; if it is a genuine document, "
            "raise the reader's option max_bytes"
        )
    if unpacked > max(_FREE_BYTES, _MAX_RATIO * packed):
        raise UnreadableInput(
            f"{name}: would unpack to {unpacked // max(packed, 1):,} times its size, like a ZIP bomb; the limit is "
            f"{_MAX_RATIO}; if it is a genuine document, save it again in Word"
        )


def _content(package: zipfile.ZipFile, member: zipfile.ZipInfo, *, name: str) -> bytes:
    """Read a member, never more than its declared size."""
    with package.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise UnreadableInput(f"{name}: is damaged: {member.filename} is longer or shorter than declared")
    return content


def _macros(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name}: has macros, which are not copied into translations; save it in Word as .docx without macros"
    )
