"""The languages of each function word."""

from collections.abc import Mapping
from functools import cache

from babelpress import lang


@lang.dependent
@cache
def languages_of() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of its languages for each function word, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for code, language in lang.known().items():
        for word in language.function_words:
            found[word] = (*found.get(word, ()), code)
    return found
