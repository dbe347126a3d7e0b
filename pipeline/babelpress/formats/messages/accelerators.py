"""Accelerators: the sign before the letter that chooses an item of a menu (`&Fichier`, `_Ouvrir`, `~Format`)."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from babelpress.formats.messages.spans import Place

_LETTER = r"[^\W\d_]"
# An ampersand that begins a word or stands before a small letter, not in `R&D` or before the name of an entity; an
# underscore or a tilde that begins a word or stands inside one, where the file shows that it has a meaning.
_SIGNS = {
    "&": re.compile(r"(?:(?<![\w&])&(?=[^\W_])|(?<=[^\W\d_])&(?=[a-zß-ÿ]))(?!#?\w{1,31};)"),
    "_": re.compile(rf"(?<![_./-])_(?={_LETTER}{_LETTER}*+(?![\w(./=-]))"),
    "~": re.compile(rf"(?<![~/.])~(?={_LETTER})"),
}
# What shows that a sign has this meaning in a file: it begins a word, or stands inside a capitalised one.
_SHOWS = {sign: re.compile(rf"(?<!\S)(?:{sign}{_LETTER}|[A-ZÀ-Þ][a-zß-ÿ]*{sign}[a-zß-ÿ]+(?!\w))") for sign in "_~"}
_NO_LABEL = re.compile(r"://|[?&]\w+=")


class Accelerator(NamedTuple):
    """A sign and the character that it stands before."""

    sign: str
    letter: str


def signs_of(values: Sequence[str]) -> str:
    """Return the signs that are accelerators in a file: `&`, and the others where some text shows it."""
    return "&" + "".join(
        sign
        for sign, shows in _SHOWS.items()
        if any(value.count(sign) == 1 and shows.search(value) for value in values)
    )


def take_out(text: str, signs: str, *, apart: Collection[Place] = ()) -> tuple[str, Accelerator | None, int]:
    """Return a text without its accelerator, the accelerator, and where it was; `apart` are places that have none.

    >>> take_out("Fe&rmer", "&")
    ('Fermer', Accelerator(sign='&', letter='r'), 2)
    """
    for sign in signs:
        if sign not in text or _NO_LABEL.search(text):
            continue
        places = [
            found.start()
            for found in _SIGNS[sign].finditer(text)
            if not any(start <= found.start() < end for start, end in apart)
        ]
        others = text.count(sign) - sum(text.count(sign, start, end) for start, end in apart)
        if len(places) == others == 1:
            at = places[0]
            return text[:at] + text[at + 1 :], Accelerator(sign, text[at + 1]), at
    return text, None, -1


def place_for(text: str, letter: str, *, apart: Collection[Place] = ()) -> int:
    """Return where an accelerator belongs in a translation: before its letter, best at the beginning of a word.

    Without that letter, before the first one; -1 if there is none outside of `apart`. What follows a tab is a shortcut
    (`&Quit\\tCtrl+Q`), which has none.
    """
    letters = [
        at
        for at, character in enumerate(text.partition("\t")[0])
        if character.isalpha() and not any(start <= at < end for start, end in apart)
    ]
    same = [at for at in letters if _plain(text[at]) == _plain(letter)]
    begins = [at for at in same if at == 0 or not text[at - 1].isalnum()]
    return next(iter([*begins, *same, *letters]), -1)


def _plain(letter: str) -> str:
    """Return a letter in lower case without its accent."""
    return unicodedata.normalize("NFD", letter.casefold())[:1]
