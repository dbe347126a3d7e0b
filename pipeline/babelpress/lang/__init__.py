"""The resources of each language: `get("fr")` for any code, `known()` for all languages.

Each language has one file (`fr.py`); `base` defines the fields. Another package adds a language by an entry point in
the group `babelpress.languages`, whose value is a `Language`:
`[project.entry-points."babelpress.languages"] it = "my_package.italian:LANGUAGE"`.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
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
"""The language whose labels pages use where their own language has none."""

_BUILT_IN = (fr, nl, en, de, es, pt)


class _Remembering(Protocol):
    def cache_clear(self) -> None: ...


_R = TypeVar("_R", bound=_Remembering)
_REMEMBERED: list[_Remembering] = []
_REGISTERED: dict[str, Language] = {}


def dependent(function: _R) -> _R:
    """Clear the cache of a function whenever a language is registered. Decorate above `functools.cache`.

    Args:
        function: A function with the method `cache_clear`.

    Returns:
        The same function.
    """
    _REMEMBERED.append(function)
    return function


def get(code: str) -> Language:
    """Return the resources of a language.

    Args:
        code: An ISO 639-1 code.

    Returns:
        The language. An unknown one has nothing but its code.

    Raises:
        ConfigError: An entry point of the group `babelpress.languages` cannot be used.

    >>> get("fr").english, get("xx")
    ('French', Language(code='xx'))
    """
    return known().get(code) or _unknown(code)


@dependent
@cache
def known() -> Mapping[str, Language]:
    """Return all languages by code.

    Returns:
        The languages of Babelpress, then those of other packages, then those that were registered.

    Raises:
        ConfigError: An entry point of the group `babelpress.languages` cannot be used.
    """
    found = {module.LANGUAGE.code: completed(module.LANGUAGE) for module in _BUILT_IN}
    for point in entry_points(group=GROUP):
        language = _loaded(point)
        if language.code in found:
            raise _unusable(point, f"there is already a language with the code '{language.code}'; uninstall one")
        found[language.code] = completed(language)
    return MappingProxyType(found | _REGISTERED)


def register(language: Language) -> None:
    """Add a language in this process, for tests and experiments. It replaces a language of the same code.

    Worker processes do not see it; a package that adds a language permanently needs an entry point.

    Args:
        language: The language. Fields that it leaves out get the data of CLDR.
    """
    _REGISTERED[language.code] = completed(language)
    _forget()


def unregister(code: str) -> None:
    """Remove a language that `register` added; do nothing if there is none.

    Args:
        code: The code of the language.
    """
    _REGISTERED.pop(code, None)
    _forget()


def labels(code: str) -> Labels:
    """Return the texts that generated pages show in a language.

    Args:
        code: An ISO 639-1 code.

    Returns:
        The labels of the language, or those of `FALLBACK` where it has none; a label that it lacks is that of
        `FALLBACK`.

    >>> labels("de").source, labels("xx").source
    ('Originaltext', 'Original text')
    """
    assert FALLBACK.labels
    found = get(code).labels
    if not found:
        return FALLBACK.labels
    return replace(FALLBACK.labels, **{name: text for name, text in asdict(found).items() if text})


def variants() -> Mapping[str, Variant]:
    """Return the variants of all languages by tag (`pt-BR`)."""
    return _variants()


def variant(code: str, tag: str = "") -> Variant | None:
    """Return a variant of a language.

    Args:
        code: An ISO 639-1 code; used only without a `tag`.
        tag: The tag of the variant, e.g. `pt-BR`.

    Returns:
        The variant of the tag, or without one the default variant of the language; None if it is unknown.

    >>> variant("pt", "pt-BR").thousands, variant("xx")
    ('.', None)
    """
    return variants().get(tag) if tag else next(iter(get(code).variants), None)


def default_variant(code: str) -> str:
    """Return the tag of the default variant of a language.

    Args:
        code: An ISO 639-1 code.

    Returns:
        The tag, or the code itself if the language has no variants.

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
        raise _unusable(point, f"it must be a Language, but is of type {type(found).__name__}")
    if found.code != point.name:
        raise _unusable(point, f"its code is '{found.code}'; give the entry point the same name")
    return found


def _unusable(point: EntryPoint, reason: str) -> ConfigError:
    package = f" (package {point.dist.name})" if point.dist else ""
    return ConfigError(
        f"the language '{point.name}' of {GROUP} cannot be used", [Fault("", f"{point.value}{package}: {reason}")]
    )
