"""Tells a page's trailing language menu from its prose."""

import re
from collections.abc import Sequence

from pipeline.languages import LANGUAGES, OTHER_NAMES, by_name

_LABELS = {label for language in LANGUAGES.values() for label in language.menu_labels}
_BULLET = re.compile(r"^[-*•–]\s+")
_BETWEEN = re.compile(r"\s*[|/·•,;]\s*|\s+[–—-]\s+|\s{2,}")
_ORNAMENT = re.compile(r"[\U0001F1E6-\U0001F1FF✓✔→›»]|\([^()]*\)$")
"""Flags, ticks and arrows around a name, and a country in brackets after it."""
_LONGEST = 1000
"""Characters of a menu on one line."""


def split_menu(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Give the lines before a trailing language menu, and the menu's own lines as they stood.

    A menu is the last lines of a page when these hold nothing but names of languages, at least two of which are
    in `LANGUAGES`: one a line or several, after a label (`Langues :`) or not. A list that a sentence of the
    article introduces with a colon is prose.

    >>> split_menu(["Une phrase.", "", "Lire en :", "English | Français"])
    (['Une phrase.', ''], ('Lire en :', 'English | Français'))
    >>> split_menu(["On y parle :", "- français", "- allemand"])
    (['On y parle :', '- français', '- allemand'], ())
    """
    first, names = len(lines), set[str]()
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].strip():
            continue
        found = _names(lines[index].strip())
        if not found:
            break
        first = index
        names.update(found)
    known = {language.code for language in map(by_name, names) if language}
    if len(known) < 2:
        return list(lines), ()
    before = next((index for index in range(first - 1, -1, -1) if lines[index].strip()), None)
    if before is not None:
        if _is_label(lines[before]):
            first = before
        elif lines[before].rstrip().endswith(":"):
            return list(lines), ()
    return list(lines[:first]), tuple(line.strip() for line in lines[first:] if line.strip())


def _names(line: str) -> list[str]:
    """The names in a line that holds nothing else, or none."""
    if len(line) > _LONGEST:
        return []
    label, colon, rest = line.partition(":")
    entries = rest if colon and _is_label(label) else line
    bulleted = _BULLET.match(entries)
    names = []
    for part in _BETWEEN.split(_BULLET.sub("", entries).strip()):
        name = _ORNAMENT.sub("", part).strip()
        words = [name] if _is_name(name) else name.split()
        if not all(map(_is_name, words)):
            return []
        names += words
    if bulleted and any(name[0].islower() for name in names):
        return []  # an item of a list: menus write names with a capital or stand without bullets
    return names


def _is_name(name: str) -> bool:
    return by_name(name) is not None or name.casefold() in OTHER_NAMES


def _is_label(line: str) -> bool:
    return line.strip().rstrip(":").strip().casefold() in _LABELS
