"""Strings files of Apple's programs: `"key" = "value";`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from babelpress.errors import UnreadableInput
from babelpress.formats.lossless import place
from babelpress.formats.structured.format import KeyedFormat
from babelpress.formats.structured.paths import KeyOptions, Scalar

_SPACE = re.compile(r"(?:\s++|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_STRING = re.compile(r'"((?:[^"\\]++|\\[\s\S])*+)"|(?!/[/*])([\w./$:-]++)')
_ESCAPE = re.compile(r"\\(?:[Uu]([0-9a-fA-F]{4})|([0-7]{1,3})|([\s\S]))")
_MEANINGS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": "\n"}
_SPELLINGS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class AppleStringsOptions(KeyOptions):
    """Options of the reader of strings files."""


class AppleStringsFormat(KeyedFormat):
    """Reads the values of a strings file of iOS and macOS, and renders the file with other texts in their place.

    Keys and comments are not translated. A key without a value, which is a text itself, gets one.
    """

    Options: ClassVar = AppleStringsOptions
    format = "strings"
    dialect = "positional"
    always = True
    suffixes: tuple[str, ...] = (".strings",)
    suffix = ".strings"

    def strings(self, text: str, *, name: str) -> Iterator[Scalar]:
        """Yield the values, each with its key. Raises `UnreadableInput`."""
        scan = _Scanner(text, name)
        while not scan.ended:
            key = scan.string("a key")
            value = scan.string("a value") if scan.sign("=") else None
            if not scan.sign(";"):
                raise scan.fault("; after the value" if value else "= or ; after the key")
            if value is None:
                own = _meaning(key[1] if key[1] is not None else key[2])
                yield Scalar((own,), key.end(), key.end(), own, is_key=False, style="key")
            else:
                start, end = value.span(1) if value[1] is not None else value.span(2)
                style = "" if value[1] is not None else "bare"
                meaning = _meaning(text[start:end])
                yield Scalar((_meaning(key[1] or key[2] or ""),), start, end, meaning, is_key=False, style=style)

    def note(self, text: str, scalar: Scalar) -> dict[str, str]:
        """Return how the value is written."""
        raw = text[scalar.start : scalar.end]
        known = {"style": scalar.style}
        return known | ({"lines": "yes"} if "\n" in raw and "\\n" not in raw else {})

    def literal(self, value: str, known: dict[str, str]) -> str:
        """Return a value with the escapes that it needs."""
        spelt = "".join(
            character if character == "\n" and "lines" in known else _SPELLINGS.get(character, character)
            for character in value
        )
        return {"": spelt, "bare": f'"{spelt}"', "key": f' = "{spelt}"'}[known["style"]]


class _Scanner:
    """Reads a strings file from left to right."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._skip()

    @property
    def ended(self) -> bool:
        """Whether nothing follows."""
        return self._at >= len(self._text)

    def string(self, expected: str) -> re.Match[str]:
        """Return the string that follows. Raises `UnreadableInput`."""
        found = _STRING.match(self._text, self._at)
        if found is None:
            raise self.fault(expected)
        self._at = found.end()
        self._skip()
        return found

    def sign(self, character: str) -> bool:
        """Return whether a sign follows, and go past it."""
        if not self._text.startswith(character, self._at):
            return False
        self._at += 1
        self._skip()
        return True

    def fault(self, expected: str) -> UnreadableInput:
        """Return the error for a place where something else was expected."""
        found = repr(self._text[self._at : self._at + 20]) if not self.ended else "the end of the file"
        if found.startswith(("'\"", "'/*")):
            found = "a string or a comment that does not end"
        where = place(self._text, self._at)
        return UnreadableInput(f"{self._name}: {where}: is not a strings file: expected {expected}, found {found}")

    def _skip(self) -> None:
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # matches the empty string too


def _meaning(raw: str) -> str:
    def meaning(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        return chr(int(found[2], 8)) if found[2] else _MEANINGS.get(found[3], found[3])

    text = _ESCAPE.sub(meaning, raw) if "\\" in raw else raw
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
