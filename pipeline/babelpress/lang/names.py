"""What languages are called: in the language menus of pages, and in messages."""

import re
from collections.abc import Iterable
from functools import cache

from babelpress import lang
from babelpress.lang import _cldr
from babelpress.lang.base import Language

OTHER_NAMES: frozenset[str] = frozenset(
    (*(name.casefold() for name in _cldr.ENDONYMS.values()), *["bahasa", "norsk", "srpski", "简体中文", "繁體中文"])
)
"""The own names, in lower case, of languages that a page's language menu may hold, known or not."""


@lang.dependent
@cache
def _by_name() -> dict[str, Language]:
    return {name: language for language in lang.known().values() for name in language.names}


def by_name(name: str) -> Language | None:
    """Give the language that a menu entry names, in any case and in any of the site's languages.

    >>> by_name("Português").code
    'pt'
    >>> by_name("Météo") is None
    True
    """
    return _by_name().get(name.strip().casefold())


def from_menu(lines: Iterable[str]) -> tuple[str, ...]:
    """Give the codes of a page's language menu in its order, without repeats; what is no language is passed by.

    >>> from_menu(["Nederlands | English", "Français"])
    ('nl', 'en', 'fr')
    """
    found = (by_name(name) for line in lines for name in re.split(r"[\s|/·,;:]+", line))
    return tuple(dict.fromkeys(language.code for language in found if language))


# What languages are called in English, for messages about a text that is in none of the site's own.

_OWN = """
    als: Alemannic
    azb: South Azerbaijani
    bcl: Central Bikol
    bh: Bihari
    bxr: Buryat
    cbk: Chavacano
    diq: Zazaki
    dty: Dotyali
    eml: Emilian-Romagnol
    gom: Goan Konkani
    mhr: Eastern Mari
    nah: Nahuatl
    pnb: Western Punjabi
    bn: Bengali
    mi: Maori
"""
"""Languages that detectors tell and CLDR has no name for; and two of which it has one that few readers know."""

ENGLISH_NAMES: dict[str, str] = {
    code.strip(): name
    for line in f"{_cldr.ENGLISH}{_OWN}".splitlines()
    for code, _, name in [line.partition(": ")]
    if name
}


def english_name(code: str) -> str:
    """Give the English name of a language that a detector may tell, or the code itself.

    >>> english_name("it"), english_name("x-new")
    ('Italian', 'x-new')
    """
    return ENGLISH_NAMES.get(code, code)
