"""From the bytes of an HTML document to its source, by the encoding it declares."""

import codecs
import re
from typing import BinaryIO

from pipeline.errors import UnreadableInput
from pipeline.formats.decoding import decode, too_long

_BYTES_PER_CHARACTER = 4
"""The most that UTF-8 and UTF-16 need."""
_NEAR = 4096
"""Bytes in which a document declares its encoding (the HTML standard says 1024)."""
_META = re.compile(r"""(<meta\b[^>]*?\bcharset\s*=\s*["']?\s*)([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(r"""(<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w.:-]+)""", re.IGNORECASE)
_UTF8_TWICE = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
"""Accents, quotation marks and dashes in UTF-8: two or three letters that no text in a single-byte encoding has."""
_SINGLE_BYTE = re.compile(r"(?:iso8859-|cp125|koi8|mac-|ascii)")


def read_source(stream: BinaryIO, *, name: str, max_characters: int) -> str:
    """Give the source of a document; its byte order mark, if it is UTF-8, is the first character.

    UTF-8 and UTF-16 with a mark are read as such, whatever the document says. What is no UTF-8 is read by the encoding
    that a `<meta>` or the XML declaration names, and the declaration then says `utf-8`, as what is written will be.
    Raises `UnreadableInput`: too long, no known encoding, or two of them.
    """
    room = (max_characters + 1) * _BYTES_PER_CHARACTER
    try:
        data = stream.read(room + 1)
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    if len(data) > room:
        raise too_long(name, f"more than {room:,} bytes", limit=max_characters)
    source = _decoded(data, name)
    if len(source) > max_characters:
        raise too_long(name, f"{len(source):,} characters", limit=max_characters)
    return source


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "\ufeff" + decode(data, name=name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _declared_utf8(decode(data, name=name))
    try:
        return decode(data, name=name)
    except UnreadableInput:
        encoding = _declared(data)
        if encoding is None or b"\0" in data:
            raise
    if found := _UTF8_TWICE.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        raise UnreadableInput(
            f"{name}: is in two encodings: declared and partly written as {encoding}, with UTF-8 at byte "
            f"{found.start():,}, line {line:,}; save it again, as UTF-8"
        )
    try:
        return _declared_utf8(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name}: is declared as {encoding} and is not: byte {error.start:,}; save it again, as UTF-8"
        ) from error


def _declared(data: bytes) -> str | None:
    """The single-byte encoding that a document says it is in; Latin-1 is Windows-1252, as in every browser."""
    head = data[:_NEAR].decode("latin-1")
    found = _META.search(head) or _XML.search(head)
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[2]).name
    except LookupError:
        return None
    if encoding in ("iso8859-1", "ascii"):
        return "cp1252"
    return encoding if _SINGLE_BYTE.match(encoding) else None


def _declared_utf8(source: str) -> str:
    """The source with its statements of encoding set to what it will be written in."""
    head, rest = source[:_NEAR], source[_NEAR:]
    for statement in (_META, _XML):
        head = statement.sub(lambda found: f"{found[1]}utf-8", head, count=1)
    return head + rest
