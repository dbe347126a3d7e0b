"""Which values of a JSON or YAML document are texts: by patterns of keys, or by a cautious guess."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import Field, field_validator

from babelpress.formats.front_matter.blocks import is_shown
from babelpress.formats.lossless import LosslessOptions
from babelpress.formats.messages.icu import has_branches
from babelpress.formats.messages.message import bare, translatable

_STEP_END = "\0"
_TITLES = frozenset({"title", "headline", "titre"})
_SETTINGS = """
author authors byline charset class classname code color command css date datetime email encoding file font guid href
html_class icon id key lang language layout license locale path pattern query regex run script slug sql src srcset
style template time timezone type uri url uuid version
"""
_SETTING_KEYS = frozenset(_SETTINGS.split())
"""Keys whose values are not prose, whatever they look like: names, addresses, settings."""

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*+:|//|www\.)\S", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}")
_CODE = re.compile(r"[;{}]\s*$|=>|==|&&|\|\||::|\(\)|\$\(|^\s*(?:SELECT|INSERT|UPDATE|#!)\s?")
_SETTING = re.compile(
    r"(?:[.~]{0,2}[\\/])?[\w.-]+(?:[\\/][\w.-]+)+[\\/]?"  # a path
    r"|(?:[^,]+,)*\s*(?:sans-)?serif"  # fonts
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\s+\S+){0,2}"  # a date
)
_NAME = re.compile(
    r"[a-z0-9]+(?:[_.:/][a-z0-9-]+)+|\.?[a-z]+[A-Z]\w*|[a-z]\w*\(\)"  # a key, camelCase, a call
    r"|nplurals=\d+;.*|#[0-9A-Fa-f]{3,8}|[0-9.]+\s?(?:px|em|rem|vh|vw|ms|pt|deg)"  # a colour, a length
    r"|(?=.*(?:DD|dd|MM|yy|YY|HH|hh|mm))[dDMyYHhmsSAaZLE\s./:,'-]+"  # a form of dates
)
_PLAIN = re.compile(r"[a-z0-9_.:/#,+-]+")


class KeyOptions(LosslessOptions):
    """Options of the readers of JSON and YAML.

    A pattern without a dot is a key at any depth (`title`); one with dots is a path from the top, in which `*` stands
    for one step or part of it and `**` for any number (`items.*.name`, `**.seo.*`). It selects everything below what it
    names.
    """

    keys: tuple[str, ...] = Field(
        (),
        description="Keys whose values are translated, e.g. title or items.*.name. By default values that look "
        "like prose are, single words of keys that sites show (title, label, description), and in a file of one "
        "language (by its name, its folder or its only top-level key) every value with a letter.",
    )
    exclude: tuple[str, ...] = Field((), description="Keys whose values are never translated; overrides keys.")

    @field_validator("keys", "exclude")
    @classmethod
    def _whole(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if not pattern or any(not step for step in _steps(pattern)):
                raise ValueError(f"'{pattern}' has an empty step; write a key (title) or a path (items.*.name)")
        return patterns


class Scalar(NamedTuple):
    """A string of a document, a value or a key: its position, its value, and the keys that lead to it.

    `style`, `in_flow` and `indent` are for YAML: how it is quoted, whether it is in brackets, the indentation of its
    lines.
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
    """Selects the strings that are texts, by the user's patterns or by how they look."""

    def __init__(self, options: KeyOptions) -> None:
        self._keys = _pattern(options.keys)
        self._exclude = _pattern(options.exclude)

    def guesses(self, scalar: Scalar) -> bool:
        """Return whether it is the look of a value that decides, not the user's patterns or that it is metadata."""
        path = "".join(f"{step}{_STEP_END}" for step in scalar.path)
        excluded = self._exclude and self._exclude.match(path)
        return not (self._keys or excluded or any(step.startswith("@") for step in scalar.path))

    def takes(self, scalar: Scalar, *, locale_file: bool, named_file: bool = False) -> bool:
        """Return whether a value is to be translated.

        In a `locale_file`, which says that its texts are in one language, a single word is a text, too; in one whose
        name or folder says so (`named_file`), or as the value of a key such as `title`, if it is not the name of
        something.
        """
        path = "".join(f"{step}{_STEP_END}" for step in scalar.path)
        value = scalar.value
        branches = has_branches(value)
        if not (branches or translatable(value)) or is_address(value):
            return False
        if any(0xD800 <= ord(character) <= 0xDFFF for character in value):  # lone surrogates are not text
            return False
        if self._exclude and self._exclude.match(path):
            return False
        if self._keys:
            return bool(self._keys.match(path))
        setting = is_setting(scalar.path)
        if named_file and not locale_file:
            return not (is_name(value) or (setting and _PLAIN.fullmatch(value)))
        if locale_file or branches:
            return True
        return not setting and (looks_like_prose(value) or (is_shown(scalar.path, value) and not is_name(value)))


def looks_like_prose(text: str) -> bool:
    """Return whether a value reads like the words of a sentence rather than a setting.

    >>> [looks_like_prose(text) for text in ("Lire la suite", "12px", "sans-serif", "a = b; }")]
    [True, False, False, False]
    """
    plain = bare(text).strip()
    if len(plain.split()) < 2 or not _WORD.search(plain):
        return False
    return not _CODE.search(plain) and not _SETTING.fullmatch(plain)


def is_name(text: str) -> bool:
    """Return whether a value is the name of something in a program, a path, a colour, or a form of dates.

    >>> [is_name(text) for text in ("Accueil", "sous-titre", "menu.title", "menuTitle", "DD/MM/YYYY", "img/a.png")]
    [False, False, True, True, True, True]
    """
    return bool(_NAME.fullmatch(text.strip()) or _SETTING.fullmatch(text.strip()))


def is_address(text: str) -> bool:
    """Return whether a value is an address."""
    text = text.strip()
    if len(text.split()) != 1:
        return False
    at = text.find("@", 1)
    return bool(_ADDRESS.match(text)) or (at > 0 and text.find(".", at + 2, len(text) - 1) > 0)


def is_setting(path: tuple[str, ...]) -> bool:
    """Return whether the key is one whose values are no prose: a name, an address, a date."""
    return last_key(path).lower() in _SETTING_KEYS


def last_key(path: tuple[str, ...]) -> str:
    """Return the key of a value: its own, or that of the list it is in."""
    return next((step for step in reversed(path) if not step.isdigit()), "")


def is_title(path: tuple[str, ...]) -> bool:
    """Return whether the key is that of a title."""
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
    r"""Split at dots; `\\.` is a dot inside a key."""
    return [step.replace(r"\.", ".") for step in re.split(r"(?<!\\)\.", pattern)]
