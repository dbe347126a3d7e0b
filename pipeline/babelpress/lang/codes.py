"""Codes of languages as other programs state them: `fr-FR`, `fr_FR.UTF-8`, `FR`, `fra`, `French`."""

import re
from functools import cache

from babelpress import lang
from babelpress.lang.names import by_name

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*(?:\.[A-Za-z0-9-]+)?(?:@[A-Za-z0-9]+)?")
"""A tag of BCP 47, or the name of a locale of POSIX."""


@lang.dependent
@cache
def _by_three() -> dict[str, str]:
    languages = lang.known().items()
    return {three: code for code, one in languages for three in (one.iso639_3, one.iso639_2b) if three}


def normal_code(stated: str) -> str | None:
    """Return the code of the language that a document or a table states.

    Args:
        stated: A tag with or without region, a locale, a code of three letters, or the name of a known language.

    Returns:
        The code of the language alone, in lower case, that of two letters where there is one; None if the text is no
        code and no name. A well-formed code need not be that of a known language.

    >>> [normal_code(one) for one in ("fr-FR", "fr_FR.UTF-8", " FR ", "fra", "French", "xx", "../x", "")]
    ['fr', 'fr', 'fr', 'fr', 'fr', 'xx', None, None]
    """
    named = by_name(stated)
    if named:
        return named.code
    tag = _TAG.fullmatch(stated.strip())
    if not tag:
        return None
    code = tag[1].lower()
    return _by_three().get(code, code)
