"""The entries of a gettext PO file, each field with its position, by the grammar of GNU gettext."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from babelpress.errors import UnreadableInput

# `_FIELD` is a keyword with an optional plural index, or nothing before a continued literal; `_STRING` a literal on one
# line; `_ESCAPE` an escape sequence: a letter, hexadecimal, octal, or invalid.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FIELD = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr)\s*(?:\[\s*([0-9]{1,2})\s*\])?\s*(?=\")|\s*(?=\")")
_STRING = re.compile(r'"((?:[^"\\\n]++|\\.)*+)"\s*')
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"'?])|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_MEANINGS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_UNPRINTABLE = re.compile(r'[\\"\x00-\x1f\x7f]')
_SPELLINGS = {meaning: f"\\{letter}" for letter, meaning in _MEANINGS.items()} | {"\\": "\\\\", '"': '\\"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its text, and the position of its literals, from the first quotation mark to the last."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Entry:
    """An entry: its fields by keyword (`msgid`, `msgstr[1]`), its flags, and the positions of the lines `#,` and `#|`.

    `start` is the position of its first keyword, `line` its line.
    """

    start: int = -1
    line: int = 0
    notes: list[tuple[int, int]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def targets(self) -> list[str]:
        """The keywords of its translations."""
        return [key for key in self.fields if key.startswith("msgstr")]

    @property
    def is_header(self) -> bool:
        """Whether this is the header of the file."""
        return not self.fields["msgid"].text and "msgctxt" not in self.fields


def entries(text: str, *, name: str) -> Iterator[Entry]:
    """Yield the entries in order, without comments and obsolete entries. Raises `UnreadableInput`."""
    entry, last = Entry(), ""
    for number, line in enumerate(_LINE.finditer(text), start=1):
        where, content = f"{name}: line {number:,}", line[0].strip()
        if not content or content.startswith("#"):
            if entry.fields:
                yield _complete(entry, name)
                entry, last = Entry(), ""
            if content.startswith(("#,", "#|")):
                entry.notes.append(line.span())
                entry.flags += re.split(r"[,\s]+", content[2:].strip()) if content.startswith("#,") else []
            continue
        found = _FIELD.match(line[0])
        string = _STRING.fullmatch(line[0], found.end()) if found else None
        if not found or not string:
            raise UnreadableInput(f'{where}: is not PO: expected a keyword and a text in "..." that ends on its line')
        keyword, index = found.groups()
        key = f"{keyword}[{index}]" if index else keyword or last
        if not key or (index and keyword != "msgstr"):
            raise UnreadableInput(f"{where}: is not PO: a text without a keyword (msgid, msgstr)")
        if keyword in ("msgctxt", "msgid") and "msgid" in entry.fields:
            yield _complete(entry, name)
            entry = Entry()
        start, end = line.start() + found.end(), line.start() + string.end(1) + 1
        text_part = _meaning(string[1], where)
        if not keyword:
            before = entry.fields[key]
            entry.fields[key] = Field(start=before.start, end=end, text=before.text + text_part)
            continue
        if key in entry.fields:
            raise UnreadableInput(f"{where}: is not PO: a second {key} in one entry")
        if not entry.fields:
            entry.start, entry.line = line.start(), number
        entry.fields[key] = Field(start=start, end=end, text=text_part)
        last = key
    if entry.fields:
        yield _complete(entry, name)


def spell_po(text: str, *, newline: str, width: int = 76) -> str:
    """Return a text as a PO literal: in one line if it fits, otherwise cut after line ends and spaces.

    >>> spell_po("Dit is wit.", newline="!", width=8)
    '""!"Dit is "!"wit."'
    """
    escaped = _UNPRINTABLE.sub(lambda found: _SPELLINGS.get(found[0]) or f"\\{ord(found[0]):03o}", text)
    lines = re.split(r"(?<=\\n)(?!$)", escaped) if "\n" in text else [escaped]
    if len(lines) == 1 and len(escaped) <= width:
        return f'"{escaped}"'
    pieces = [""]
    for line in lines:
        for word in re.findall(r"\S+\s*|\s+", line):
            if pieces[-1] and (len(pieces[-1]) + len(word) > width or pieces[-1].endswith("\\n")):
                pieces.append("")
            pieces[-1] += word
    return newline.join(f'"{piece}"' for piece in ["", *pieces])


def _complete(entry: Entry, name: str) -> Entry:
    missing = [key for key in ("msgid", "msgstr") if not any(k.split("[")[0] == key for k in entry.fields)]
    if missing:
        raise UnreadableInput(f"{name}: line {entry.line:,}: is not PO: an entry without {missing[0]}")
    if ("msgid_plural" in entry.fields) != ("msgstr[0]" in entry.fields):
        raise UnreadableInput(f"{name}: line {entry.line:,}: is not PO: msgid_plural and msgstr[0] go together")
    numbers = [int(key[7:-1]) for key in entry.targets if key != "msgstr"]
    if numbers != list(range(len(numbers))):
        found = ", ".join(f"msgstr[{number}]" for number in numbers)
        raise UnreadableInput(
            f"{name}: line {entry.line:,}: is not PO: {found}: the forms are to be 0, 1, ... in order"
        )
    return entry


def _meaning(raw: str, where: str) -> str:
    def meaning(found: re.Match[str]) -> str:
        letter, in_hex, in_octal, unknown = found.groups()
        if unknown is not None:
            raise UnreadableInput(f"{where}: is not PO: the escape \\{unknown} is unknown; write \\\\ for a backslash")
        if letter:
            return _MEANINGS.get(letter, letter)
        return chr(int(in_hex, 16) if in_hex else int(in_octal, 8))

    return _ESCAPE.sub(meaning, raw) if "\\" in raw else raw
