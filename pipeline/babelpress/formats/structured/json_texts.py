"""The strings of a JSON document with their positions, found by a scanner that accepts exactly RFC 8259."""

import json
import re
from collections.abc import Iterator
from itertools import count

from babelpress.errors import UnreadableInput
from babelpress.formats.lossless import place
from babelpress.formats.structured.paths import Scalar

MAX_DEPTH = 500
"""Most levels of nesting."""

# `_STRING` is a string literal, `_OTHER` a number, a truth value or null.
_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_OTHER = re.compile(r"(?:-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null)(?![\w.+-])")
_FOUND = re.compile(r"\w[\w.+-]{0,30}|(?s:.)")


def json_strings(text: str, *, name: str) -> Iterator[Scalar]:
    """Yield the strings in order; `start` and `end` exclude the quotation marks.

    Raises `UnreadableInput` naming line, column and what was expected there.
    """
    return _Scanner(text, name).strings()


class _Scanner:
    """Scans a JSON text once; `_expected` says what may follow at `_at`, in the words of an error message."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._path: list[str] = []
        self._numbers: list[Iterator[int] | None] = []  # those of the items of a list, None in an object
        self._expected = "a value"

    def strings(self) -> Iterator[Scalar]:
        self._skip_space()
        while self._numbers or self._expected != ", or the end":
            character = self._text[self._at : self._at + 1]
            if character and character in "}]" and "or the end" in self._expected and self._numbers:
                self._close(character)
            elif self._expected == ", or the end":
                self._separate(character)
            elif character == '"' and (string := _STRING.match(self._text, self._at)):
                yield self._string(string)
            elif self._expected.startswith("a key"):
                raise self._unexpected(self._expected)
            elif character and character in "{[":
                self._open(character)
            elif other := _OTHER.match(self._text, self._at):
                self._at = other.end()
                self._expected = ", or the end"
            else:
                raise self._unexpected(self._expected)
            self._skip_space()
        if self._at < len(self._text):
            raise self._unexpected("the end of the file")

    def _open(self, bracket: str) -> None:
        if len(self._numbers) == MAX_DEPTH:
            raise self._fault(f"nested more than {MAX_DEPTH} levels deep")
        numbers = count() if bracket == "[" else None
        self._numbers.append(numbers)
        self._path.append(str(next(numbers)) if numbers else "")
        self._at += 1
        self._expected = "a value or the end" if numbers else "a key or the end"

    def _close(self, bracket: str) -> None:
        if (bracket == "]") is (self._numbers[-1] is None):
            raise self._unexpected(self._expected)
        self._numbers.pop()
        self._path.pop()
        self._at += 1
        self._expected = ", or the end"

    def _separate(self, character: str) -> None:
        if character != ",":
            raise self._unexpected(self._expected)
        self._at += 1
        if (numbers := self._numbers[-1]) is not None:
            self._path[-1] = str(next(numbers))
        self._expected = "a key" if numbers is None else "a value"

    def _string(self, string: re.Match[str]) -> Scalar:
        value, is_key = json.loads(string[0]), self._expected.startswith("a key")
        if is_key:
            self._path[-1] = value
        scalar = Scalar(tuple(self._path), self._at + 1, string.end() - 1, value, is_key)
        self._at = string.end()
        if is_key:
            self._skip_space()
            if self._text[self._at : self._at + 1] != ":":
                raise self._unexpected(f": after the key {string[0][:40]}")
            self._at += 1
        self._expected = "a value" if is_key else ", or the end"
        return scalar

    def _skip_space(self) -> None:
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # matches the empty string too

    def _unexpected(self, expected: str) -> UnreadableInput:
        return self._fault(f"expected {expected}, found {self._found()}")

    def _fault(self, what: str) -> UnreadableInput:
        return UnreadableInput(f"{self._name}: {place(self._text, self._at)}: is not JSON: {what}")

    def _found(self) -> str:
        if self._at >= len(self._text):
            return "the end of the file"
        if self._text[self._at] == '"':
            return "a string that does not end, or has a control character or a wrong escape"
        return repr(_FOUND.match(self._text, self._at)[0])  # type: ignore[index]  # there is a character
