"""Which values of a document of keys and values are texts: patterns of keys, or a careful guess."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import Field, field_validator

from babelpress.formats.lossless import LosslessOptions

_STEP_END = "\0"
_TITLES = frozenset({"title", "headline", "titre"})
_SETTINGS = """
author authors byline charset class classname code color command css date datetime email encoding file font guid href
html_class icon id key lang language layout license locale path pattern query regex run script slug sql src srcset
style template time timezone type uri url uuid version
"""
_NOT_PROSE = frozenset(_SETTINGS.split())
"""Keys whose values are no prose whatever they look like: names, addresses, settings."""

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{0,200}\}\}|[%$]?\{[^{}]{0,200}\}|%(?:\([^()]{0,99}\))?[-+#0-9.$]{0,9}[A-Za-z%]|<[^<>]{0,500}>|&#?\w{1,31};"
)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}")
_CODE = re.compile(r"[;{}]\s*$|=>|==|&&|\|\||::|\(\)|\$\(|^\s*(?:SELECT|INSERT|UPDATE|#!)\s?")
_SETTING = re.compile(
    r"(?:[.~]{0,2}[\\/])?[\w.-]+(?:[\\/][\w.-]+)+[\\/]?"  # a path
    r"|(?:[^,]+,)*\s*(?:sans-)?serif"  # fonts
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\s+\S+){0,2}"  # a date
)


class KeyOptions(LosslessOptions):
    """What the readers of keys and values can be told.

    A pattern without a dot is a key at any depth (`title`); one with dots is a path from the top, in which `*` stands
    for one step or part of it and `**` for any number (`items.*.name`, `**.seo.*`). It takes all below what it names.
    """

    keys: tuple[str, ...] = Field(
        (),
        description="Keys whose values are translated, e.g. title or items.*.name; without any, values that look "
        "like prose, and every value with a letter in a file whose one top-level key is a language.",
    )
    exclude: tuple[str, ...] = Field((), description="Keys whose values are never translated; stronger than keys.")

    @field_validator("keys", "exclude")
    @classmethod
    def _whole(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if not pattern or any(not step for step in _steps(pattern)):
                raise ValueError(f"'{pattern}' has an empty step; write a key (title) or a path (items.*.name)")
        return patterns


class Scalar(NamedTuple):
    """A string of a document, a value or a key: where it is spelt, what it says, and the keys that lead to it.

    `style`, `in_flow` and `indent` are YAML's: how it is quoted, whether it stands in brackets, how far its lines are
    indented.
    """

    path: tuple[str, ...]
    start: int
    end: int
    value: str
    is_key: bool
    style: str = ""
    in_flow: bool = False
    indent: int = 0


class Selection:
    """Tells which strings are texts, by the user's patterns or by how they look."""

    def __init__(self, options: KeyOptions) -> None:
        self._keys = _pattern(options.keys)
        self._exclude = _pattern(options.exclude)

    def takes(self, scalar: Scalar, *, locale_file: bool) -> bool:
        """Tell whether a value is to be translated; in a `locale_file` a single word is a text too."""
        path = "".join(f"{step}{_STEP_END}" for step in scalar.path)
        value = scalar.value
        if not has_letter(value) or _ADDRESS.fullmatch(value.strip()):
            return False
        if any(0xD800 <= ord(character) <= 0xDFFF for character in value):  # half a character: no text
            return False
        if self._exclude and self._exclude.match(path):
            return False
        if self._keys:
            return bool(self._keys.match(path))
        return locale_file or (last_key(scalar.path).lower() not in _NOT_PROSE and looks_like_prose(value))


def looks_like_prose(text: str) -> bool:
    """Tell whether a value reads like words of a sentence and not like a setting.

    >>> [looks_like_prose(text) for text in ("Lire la suite", "12px", "sans-serif", "a = b; }")]
    [True, False, False, False]
    """
    plain = _PLACEHOLDER.sub(" ", text).strip()
    if len(plain.split()) < 2 or not _WORD.search(plain):
        return False
    return not _CODE.search(plain) and not _SETTING.fullmatch(plain)


def has_letter(text: str) -> bool:
    """Tell whether a text has something to translate outside of placeholders and tags."""
    return any(map(str.isalpha, _PLACEHOLDER.sub(" ", text)))


def last_key(path: tuple[str, ...]) -> str:
    """Give the name of the value: its own key, or that of the list it stands in."""
    return next((step for step in reversed(path) if not step.isdigit()), "")


def is_title(path: tuple[str, ...]) -> bool:
    """Tell whether a key names a title."""
    return bool(path) and path[-1].lower() in _TITLES


def _pattern(patterns: Iterable[str]) -> re.Pattern[str] | None:
    found = [_one(_steps(pattern)) for pattern in patterns]
    return re.compile("|".join(found)) if found else None


def _one(steps: list[str]) -> str:
    if len(steps) == 1:
        steps = ["**", *steps]
    any_step = f"[^{_STEP_END}]*"
    return "".join(
        f"(?:{any_step}{_STEP_END})*" if step == "**" else re.escape(step).replace(r"\*", any_step) + _STEP_END
        for step in steps
    )


def _steps(pattern: str) -> list[str]:
    """Cut at dots; `\\.` is a dot inside a key."""
    return [step.replace(r"\.", ".") for step in re.split(r"(?<!\\)\.", pattern)]
