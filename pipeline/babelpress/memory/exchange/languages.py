"""Tags of languages as memories state them, in one spelling."""

import re
from functools import lru_cache

from babelpress import lang
from babelpress.lang.codes import normal_code

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


@lang.dependent
@lru_cache(maxsize=1024)  # a memory states the same few tags a million times
def canonical(stated: str) -> str | None:
    """Return a tag in the spelling of BCP 47; None if it is none.

    >>> [canonical(one) for one in ("FR-fr", "nl_be", "DEU", "zh-hant-tw", "English", "", "x!")]
    ['fr-FR', 'nl-BE', 'de', 'zh-Hant-TW', 'en', None, None]
    """
    text = stated.strip()
    code = normal_code(text) if text else None
    if code is None and not _TAG.fullmatch(text):
        return None
    _, *rest = re.split("[-_]", text) if _TAG.fullmatch(text) else [text]
    parts = [part.title() if len(part) == 4 and part.isalpha() else part.upper() for part in rest]
    return "-".join([code or re.split("[-_]", text)[0].lower(), *parts])
