"""What is known of each language: `get("fr")` for any code, `known()` for all.

One file holds all that is one language (`fr.py`), what its parts mean stands in `base`. Another package adds a language
by an entry point in the group `babelpress.languages`, whose value is a `Language`:
`[project.entry-points."babelpress.languages"] it = "my_package.italian:LANGUAGE"`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Protocol, TypeVar

from babelpress.errors import ConfigError, Fault
from babelpress.failures import described
from babelpress.lang import de, en, es, fr, nl, pt
from babelpress.lang.base import Labels, Language, Variant
from babelpress.lang.completion import completed

__all__ = [
    "FALLBACK",
    "Language",
    "Variant",
    "default_variant",
    "dependent",
    "get",
    "known",
    "labels",
    "register",
    "unregister",
    "variant",
    "variants",
]

GROUP = "babelpress.languages"
"""The group of entry points that add languages."""

FALLBACK = completed(en.LANGUAGE)
"""What pages speak where a language has no labels of its own."""

_BUILT_IN = (fr, nl, en, de, es, pt)


class _Remembering(Protocol):
    def cache_clear(self) -> None: ...


_R = TypeVar("_R", bound=_Remembering)
_REMEMBERED: list[_Remembering] = []
_REGISTERED: dict[str, Language] = {}


def dependent(function: _R) -> _R:
    """Let a function of `functools.cache` forget its results when a language is registered: to be put above it."""
    _REMEMBERED.append(function)
    return function


def get(code: str) -> Language:
    """Give what is known of a language; of an unknown one nothing but its code.

    >>> get("fr").english, get("xx")
    ('French', Language(code='xx'))
    """
    return known().get(code) or _unknown(code)


@dependent
@cache
def known() -> Mapping[str, Language]:
    """Give all languages by code: those that come with Babelpress, then those of other packages.

    Raises `ConfigError` for an entry point that cannot be used.
    """
    found = {module.LANGUAGE.code: completed(module.LANGUAGE) for module in _BUILT_IN}
    for point in entry_points(group=GROUP):
        language = _loaded(point)
        if language.code in found:
            raise _unusable(point, f"there is a language of the code '{language.code}' already")
        found[language.code] = completed(language)
    return MappingProxyType(found | _REGISTERED)


def register(language: Language) -> None:
    """Add a language in this process, in the place of what was known of its code: for tests, and to try one out.

    Worker processes do not see it: a package that adds a language for good has an entry point.
    """
    _REGISTERED[language.code] = completed(language)
    _forget()


def unregister(code: str) -> None:
    """Take back what `register` added."""
    _REGISTERED.pop(code, None)
    _forget()


def labels(code: str) -> Labels:
    """Give what pages show in a language: its own labels, or those of `FALLBACK`.

    >>> labels("de").source, labels("xx").source
    ('Originaltext', 'Original text')
    """
    found = get(code).labels or FALLBACK.labels
    assert found
    return found


def variants() -> Mapping[str, Variant]:
    """Give all typographies by tag (`pt-BR`)."""
    return _variants()


def variant(code: str, tag: str = "") -> Variant | None:
    """Give the variant of a tag, or the default one of a language; None where none is known.

    >>> variant("pt", "pt-BR").thousands, variant("xx")
    ('.', None)
    """
    return variants().get(tag) if tag else next(iter(get(code).variants), None)


def default_variant(code: str) -> str:
    """Give the tag of the variant of a language that nobody chose, the code where there is none.

    >>> default_variant("en"), default_variant("xx")
    ('en-GB', 'xx')
    """
    found = variant(code)
    return found.tag if found else code


@dependent
@cache
def _variants() -> Mapping[str, Variant]:
    return MappingProxyType({own.tag: own for language in known().values() for own in language.variants})


@dependent
@lru_cache(maxsize=256)
def _unknown(code: str) -> Language:
    return Language(code=code)


def _forget() -> None:
    for function in _REMEMBERED:
        function.cache_clear()


def _loaded(point: EntryPoint) -> Language:
    try:
        found = point.load()
    except Exception as error:
        raise _unusable(point, described(error)) from error
    if not isinstance(found, Language):
        raise _unusable(point, f"it is no Language but of the type {type(found).__name__}")
    if found.code != point.name:
        raise _unusable(point, f"its code is '{found.code}'; name the entry point so")
    return found


def _unusable(point: EntryPoint, reason: str) -> ConfigError:
    package = f" (package {point.dist.name})" if point.dist else ""
    return ConfigError(
        f"the language '{point.name}' of {GROUP} cannot be used", [Fault("", f"{point.value}{package}: {reason}")]
    )
