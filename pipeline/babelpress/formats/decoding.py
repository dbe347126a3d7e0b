"""From bytes to text: UTF-8 and UTF-16 are read; other encodings are refused, with a guess and the remedy."""

import codecs
import io
import os
import re
import shlex
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from babelpress.errors import UnreadableInput
from babelpress.formats.sniffing import binary_kind

# The normal form of text, which every reader returns and all later code can rely on:
#
# - Line ends of every kind (CRLF, CR, form feed, NEL, U+2028, U+2029) are LF.
# - Accents are composed (NFC), so that `é` is one character however it was typed.
# - Invisible characters are removed: control characters other than tab, soft hyphens, zero-width and direction marks,
#   noncharacters. The joiners U+200C and U+200D stay where they have a meaning: after a symbol, in an emoji, and in
#   scripts without case (Arabic, the Indic ones).
# - Everything else is unchanged: no-break spaces, quotation marks, dashes, emoji, double spaces.

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters other than tab and line ends
    "\u00ad\u180e\u200b\u2060-\u206f\ufeff"  # soft hyphen, zero-width characters, byte order mark
    "\u200e\u200f\u202a-\u202e"  # direction marks
    "\ufdd0-\ufdef\ufff9-\ufffb"  # noncharacters, interlinear annotation marks
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"  # the last two code points of every plane are noncharacters
)
_ORDINARY = re.compile("[\\t\\n -~\u00a0-\u00ac\u00ae-\u0233\u2010-\u2027\u202f-\u205e\u20ac]*+")
"""A text in Latin letters, each of them composed, with usual marks: in its normal form already."""
_JOINER = re.compile("[\u200c\u200d]")
_JOINED_CATEGORIES = frozenset({"So", "Sk", "Mn", "Mc", "Me", "Lo"})


def normal_form(text: str) -> str:
    """Return the normal form of a text; applied twice, it changes nothing more.

    >>> normal_form("Une \\ufeffide\\u0301e\\r\\nneu\\u00adve\\u200b")
    'Une idée\\nneuve'
    """
    if _ORDINARY.fullmatch(text):
        return text
    # Compose before the joiners are looked at, too: a decomposed Latin accent looks like a mark of a joining script.
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", _JOINER.sub(_keep_joiner, visible))


def _keep_joiner(joiner: re.Match[str]) -> str:
    start = joiner.start()
    return joiner[0] if start and unicodedata.category(joiner.string[start - 1]) in _JOINED_CATEGORIES else ""


_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 1 << 16
_BYTES_PER_CHARACTER = 4
"""The maximum of UTF-8 and UTF-16."""


def open_input(path: Path) -> BinaryIO:
    """Open a file for reading. Raises `UnreadableInput` with the reason: missing, a folder, no permission."""
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            files = shlex.quote(f"{path}/")
            raise UnreadableInput(f"{path}: is a folder; name the files in it, e.g. {files}*.txt")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableInput(f"{path}: there is no such file") from error
    except PermissionError as error:
        raise UnreadableInput(f"{path}: permission denied; to allow reading, run: chmod u+r {path}") from error
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise UnreadableInput(f"{path}: cannot be opened: {error}") from error


def read_text(stream: BinaryIO, *, name: str, max_characters: int) -> str:
    """Read a stream as text in its normal form; otherwise as `read_as_written`."""
    return normal_form(read_as_written(stream, name=name, max_characters=max_characters))


def read_as_written(stream: BinaryIO, *, name: str, max_characters: int) -> str:
    """Read a stream as text, with its own line ends and invisible characters.

    Reads no more into memory than `max_characters` may need, however long the stream is. Raises `UnreadableInput`.
    """
    room = (max_characters + 1) * _BYTES_PER_CHARACTER
    try:
        data = stream.read(room + 1)
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    whole = len(data) <= room
    text = decode(data, name=name, whole=whole)
    if not whole or len(text) > max_characters:
        size = f"{len(text):,} characters" if whole else f"more than {room:,} bytes{_size(stream)}"
        raise too_long(name, size, limit=max_characters)
    return text


@dataclass(frozen=True, slots=True)
class RawText:
    """A text exactly as a file has it, without normal form, and how the file writes it."""

    text: str
    encoding: str
    mark: bytes

    def encoded(self, text: str) -> bytes:
        """Return another text as the file would write it: in its encoding, with its byte order mark."""
        return self.mark + text.encode(self.encoding)


def read_raw(path: Path, *, max_characters: int) -> RawText:
    """Read a file as text without any change: `raw.encoded(raw.text)` has its bytes. Raises `UnreadableInput`."""
    name = str(path)
    with open_input(path) as stream:
        try:
            data = stream.read((max_characters + 1) * _BYTES_PER_CHARACTER + 1)
        except OSError as error:
            raise UnreadableInput(f"{name}: cannot be read: {error}") from error
    text = decode(data, name=name, whole=len(data) <= (max_characters + 1) * _BYTES_PER_CHARACTER)
    if len(text) > max_characters:
        raise UnreadableInput(f"{name}: is too long: the limit is {max_characters:,} characters; split it")
    mark, encoding = next(((mark, encoding) for mark, encoding in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    return RawText(text, encoding, mark)


def too_long(name: str, size: str, *, limit: int) -> UnreadableInput:
    """Return the error for an article of more than `limit` characters; `size` describes how long it is."""
    return UnreadableInput(
        f"{name}: is too long for one article: {size}, the limit is {limit:,} characters; "
        "split it, or raise the reader's option max_characters"
    )


def decode(data: bytes, *, name: str, whole: bool = True, line: int = 1, offset: int = 0) -> str:
    """Decode UTF-8 (with or without byte order mark) or UTF-16 (with).

    `whole` is False for the beginning of a text; `line` and `offset` are its position in the file. Raises
    `UnreadableInput` naming the byte (counted from 0), the line (from 1), the probable encoding and the command that
    converts it.
    """
    encoding, start = next(((encoding, len(bom)) for bom, encoding in _BOMS if data.startswith(bom)), ("utf-8", 0))
    if encoding == "utf-8" or data.startswith(codecs.BOM_UTF32_LE):
        _refuse_binary(data, name)
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data[start:], final=whole)
    except UnicodeDecodeError as error:
        position = start + error.start
        if encoding == "utf-8":
            fault, remedy = "is not UTF-8", _suspect(data, name)
        else:
            fault, remedy = "is damaged UTF-16", "save it again, as UTF-8"
        line += data[start:position].decode(encoding).count("\n")
        raise UnreadableInput(f"{name}: {fault}: byte {offset + position:,}, line {line:,}; {remedy}") from error


def refuse_foreign(line: bytes, name: str) -> None:
    """Raise `UnreadableInput` where the first line of a file shows that it is not UTF-8 text at all."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableInput(f"{name}: is UTF-16; convert it with: {_conversion(name, 'UTF-16')}")
    _refuse_binary(line, name)


def _suspect(data: bytes, name: str) -> str:
    read = data.decode("utf-8", errors="replace")
    damaged = read.count("\ufffd")
    if sum(character > "\x7f" for character in read) > 2 * damaged:
        return f"it seems to be UTF-8 with {damaged:,} damaged byte{'s' * (damaged > 1)}; repair it or save it again"
    # 0x80-0x9f are control characters in ISO 8859-1, which texts do not have, but quotes, dashes and € in Windows-1252
    encoding = "WINDOWS-1252" if re.search(rb"[\x80-\x9f]", data) else "ISO-8859-1"
    return f"it seems to be {encoding}; convert it with: {_conversion(name, encoding)}"


def _refuse_binary(data: bytes, name: str) -> None:
    if kind := binary_kind(data):
        raise UnreadableInput(f"{name}: is not text but {kind.name}; save its text as .txt in UTF-8")
    sample = data[:_SAMPLE]
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableInput(f"{name}: is UTF-32; convert it with: {_conversion(name, 'UTF-32')}")
    nul = data.find(b"\0")
    if nul >= 0:
        for encoding, low in (("UTF-16LE", 1), ("UTF-16BE", 0)):
            # every other byte of Latin text in UTF-16 is 0
            if sample[low::2].count(0) > 0.8 * len(sample[low::2]) and sample[1 - low :: 2].count(0) == 0:
                remedy = _conversion(name, encoding)
                message = f"{name}: seems to be {encoding} without a byte order mark; convert it with: {remedy}"
                raise UnreadableInput(message)
        raise UnreadableInput(f"{name}: is not text but binary: a zero at byte {nul:,}")
    controls = len(_CONTROL.findall(sample))
    if controls >= 8 and controls > len(sample) / 20:
        raise UnreadableInput(f"{name}: is not text but binary: {controls:,} control characters at its beginning")


def _conversion(name: str, encoding: str) -> str:
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(name)} > {shlex.quote(_converted(name))}"


def _converted(name: str) -> str:
    return f"{Path(name).stem}.utf8{Path(name).suffix or '.txt'}"


def _size(stream: BinaryIO) -> str:
    try:
        return f" (the file has {os.fstat(stream.fileno()).st_size:,})"
    except (OSError, io.UnsupportedOperation):
        return ""
