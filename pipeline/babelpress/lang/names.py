"""Names of languages: in the language menus of pages, and in messages."""

import re
from collections.abc import Iterable
from functools import cache

from babelpress import lang
from babelpress.lang import _cldr
from babelpress.lang.base import Language

OTHER_NAMES: frozenset[str] = frozenset(
    (*(name.casefold() for name in _cldr.ENDONYMS.values()), *["bahasa", "norsk", "srpski", "简体中文", "繁體中文"])
)
"""The endonyms, in lower case, of all languages that the language menu of a page may list, known or not."""


@lang.dependent
@cache
def _by_name() -> dict[str, Language]:
    return {name: language for language in lang.known().values() for name in language.names}


def by_name(name: str) -> Language | None:
    """Return the language that an entry of a language menu names.

    Args:
        name: A name in any of the known languages, in upper or lower case, possibly with white space around it.

    Returns:
        The language, or None if no known language has this name.

    >>> by_name("Português").code
    'pt'
    >>> by_name("Météo") is None
    True
    """
    return _by_name().get(name.strip().casefold())


def from_menu(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of the language menu of a page.

    Args:
        lines: The text of the menu; a line may hold several names.

    Returns:
        The codes in the order of the menu, without repetitions. Words that name no known language are ignored.

    >>> from_menu(["Nederlands | English", "Français"])
    ('nl', 'en', 'fr')
    """
    found = (by_name(name) for line in lines for name in re.split(r"[\s|/·,;:]+", line))
    return tuple(dict.fromkeys(language.code for language in found if language))


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
"""Languages that detectors report and CLDR has no name for, and two whose name in CLDR few readers know."""

ENGLISH_NAMES: dict[str, str] = {
    code.strip(): name
    for line in f"{_cldr.ENGLISH}{_OWN}".splitlines()
    for code, _, name in [line.partition(": ")]
    if name
}
"""English names by code, for messages about a text in an unknown language."""


def english_name(code: str) -> str:
    """Return the English name of a language.

    Args:
        code: A code that a language detector may report.

    Returns:
        The name, or the code itself where it has none.

    >>> english_name("it"), english_name("x-new")
    ('Italian', 'x-new')
    """
    return ENGLISH_NAMES.get(code, code)
