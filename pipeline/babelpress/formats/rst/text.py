"""What lines of reStructuredText begin with, how wide they are, and where they are parted."""

import re
import unicodedata

# What a line begins with. A name has punctuation inside only. `ADORNED` is a line of one character, `SIMPLE` the
# border of a simple table, `GRID` that of a grid table.
LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_NAME = r"[^\W_]++(?:[-._+:][^\W_]++)*"
BULLET = re.compile(r"[*+•‣⁃-](?:[ \t]+|$)")
_ORDINAL = "(?:[0-9]+|#|[a-zA-Z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
NUMBERED = re.compile(rf"(?:\(?{_ORDINAL}\)|{_ORDINAL}\.)[ \t]+")
FIELD = re.compile(r":(?![: ])(?P<name>(?:[^:\\]++|\\.|:(?![ \t`]|$))*+)(?<! ):(?:[ \t]+|$)")
_SWITCH = r"(?:--?\w[\w-]*+|/\w)(?:[ =]?(?:<[^>]*>|[a-zA-Z][\w-]*+))?"
OPTION = re.compile(rf"{_SWITCH}(?:, {_SWITCH})*(?:  +|$)")
EXPLICIT = re.compile(r"\.\.(?:[ \t]+|$)")
DIRECTIVE = re.compile(rf"(?:\|(?P<substitution>[^|]+)\|[ \t]+)?(?P<name>{_NAME})[ \t]?::(?:[ \t]+|$)")
NOTE = re.compile(rf"\[(?:[0-9]+|#(?:{_NAME})?|\*|{_NAME})\](?:[ \t]+|$)")
TARGET = re.compile(r"_(?P<name>(?:[^:\\]++|\\.|:(?!\s|$))*+):(?:\s|$)|__(?:\s|$)")
LINE_BLOCK = re.compile(r"\|(?:[ \t]+|$)")
ADORNED = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*")
GRID = re.compile(r"\+-[-+]+-\+[ \t]*")
SIMPLE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*")
ATTRIBUTION = re.compile(r"(?:---?(?!-)|—)[ \t]*(?=\S)")
QUOTED = re.compile(r"[!-/:-@\[-`{-~]")
_STUCK = re.compile(r"([!-/:-@\[-`{-~])\1*|:[^:]+:")
"""A word that must not begin a line, where it would be the rule of a heading or an option."""


def width(text: str) -> int:
    """Return the columns that a text takes: two for a Chinese character, none for an accent of its own."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def begins_block(source: str) -> bool:
    """Return whether a text would be read as something else at the beginning of a line."""
    signs = (BULLET, NUMBERED, FIELD, EXPLICIT, LINE_BLOCK, OPTION, ATTRIBUTION)
    return (
        source.startswith((">>> ", "__ "))
        or any(sign.match(source) for sign in signs)
        or any(sign.fullmatch(source) for sign in (ADORNED, GRID, SIMPLE))
    )


def in_lines(source: str, most: int) -> list[str]:
    """Return a text in lines of at most so many columns, parted at single spaces."""
    lines: list[str] = []
    current: list[str] = []
    length = 0
    for word in source.split(" "):
        room = length + bool(current) + width(word)
        if current and room > most and word and current[-1] and not _STUCK.fullmatch(word):
            lines.append(" ".join(current))
            current, room = [], width(word)
        current.append(word)
        length = room
    return [*lines, " ".join(current)]
