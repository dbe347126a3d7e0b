"""The strings of a JSON document and where they stand, found by a scanner that takes what RFC 8259 allows."""

import json
import re
from collections.abc import Iterator
from itertools import count

from pipeline.errors import UnreadableInput
from pipeline.formats.exact import place
from pipeline.formats.keyed.paths import Scalar

MAX_DEPTH = 500
"""Levels of nesting; what is deeper is no document that anybody wrote."""

_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_OTHER = re.compile(r"(?:-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null)(?![\w.+-])")
_FOUND = re.compile(r"\w[\w.+-]{0,30}|(?s:.)")


def json_strings(text: str, *, name: str) -> Iterator[Scalar]:
    """Give the strings in order, `start` to `end` without their quotation marks.

    Raises `UnreadableInput` naming line, column and what was expected there.
    """
    at = _SPACE.match(text, 0).end()  # type: ignore[union-attr]  # matches the empty string too
    path: list[str] = []
    numbers: list[Iterator[int] | None] = []  # those of the items of a list, None in an object
    expected = "a value"

    def fault(what: str) -> UnreadableInput:
        return UnreadableInput(f"{name}: {place(text, at)}: is not JSON: {what}")

    def found() -> str:
        if at >= len(text):
            return "the end of the file"
        if text[at] == '"':
            return "a text that does not end, or holds a control character or a wrong escape"
        return repr(_FOUND.match(text, at)[0])  # type: ignore[index]  # there is a character

    while True:
        character = text[at : at + 1]
        in_list = bool(numbers) and numbers[-1] is not None
        if character and character in "}]" and "or the end" in expected:
            if (character == "]") is not in_list:
                raise fault(f"expected {expected}, found {found()}")
            numbers.pop()
            path.pop()
            at += 1
            expected = ", or the end"
        elif expected.startswith(",") and numbers:
            if character != ",":
                raise fault(f"expected {expected}, found {found()}")
            at += 1
            expected = "a value" if in_list else "a key"
            if in_list:
                path[-1] = str(next(numbers[-1]))  # type: ignore[arg-type]  # a list has numbers
        elif expected.startswith(","):
            if at < len(text):
                raise fault(f"expected the end of the file, found {found()}")
            return
        elif character == '"' and (string := _STRING.match(text, at)):
            value = json.loads(string[0])
            is_key = expected.startswith("a key")
            if is_key:
                path[-1] = value
            yield Scalar(tuple(path), at + 1, string.end() - 1, value, is_key)
            at = string.end()
            if is_key:
                at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # as above
                if text[at : at + 1] != ":":
                    raise fault(f"expected : after the key {string[0][:40]}, found {found()}")
                at += 1
            expected = "a value" if is_key else ", or the end"
        elif expected.startswith("a key"):
            raise fault(f"expected {expected}, found {found()}")
        elif character and character in "{[":
            if len(numbers) == MAX_DEPTH:
                raise fault(f"nested more than {MAX_DEPTH} deep")
            numbers.append(count() if character == "[" else None)
            path.append(str(next(numbers[-1])) if numbers[-1] else "")
            at += 1
            expected = "a value or the end" if character == "[" else "a key or the end"
        elif other := _OTHER.match(text, at):
            at = other.end()
            expected = ", or the end"
        else:
            raise fault(f"expected {expected}, found {found()}")
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # as above
