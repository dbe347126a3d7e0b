"""Landmarks: frequent words with the same meaning in every language, for comparing two texts."""

from collections.abc import Mapping
from functools import cache

from babelpress import lang


@lang.dependent
@cache
def landmarks(language: str) -> Mapping[str, int]:
    """Return a number for the meaning of each word, in lower case; a meaning has the same number in all languages."""
    numbers, found = _meanings(), dict[str, int]()
    for meaning, forms in _rows(language):
        for form in forms:
            found.setdefault(form, numbers[meaning])
    return found


@lang.dependent
@cache
def forms_of(language: str, *meanings: str) -> frozenset[str]:
    """Return the words of a language with one of the meanings, by the names of the language files (`i`, `monday`)."""
    return frozenset(form for meaning, forms in _rows(language) if meaning in meanings for form in forms)


@lang.dependent
@cache
def _meanings() -> dict[str, int]:
    meanings = dict.fromkeys(meaning for language in lang.known() for meaning, _ in _rows(language))
    return {meaning: number for number, meaning in enumerate(meanings)}


def _rows(language: str) -> list[tuple[str, list[str]]]:
    rows = [line.partition(":") for line in lang.get(language).landmarks.strip().splitlines()]
    return [(meaning.strip(), forms.split()) for meaning, _, forms in rows]
