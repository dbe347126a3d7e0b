"""Similar units of a memory, for people: a value of 0 to 99, and a red word where they say something else."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from babelpress import lang
from babelpress.memory.folding import primary
from babelpress.memory.store import TranslationMemory
from babelpress.memory.units import Unit
from babelpress.nlp.names.detect import proper_names
from babelpress.nlp.numbers.parse import find as find_numbers
from babelpress.nlp.tokenization import fold, words
from babelpress.qa.checks.negation import denials

Difference = Literal["numbers", "negation", "names"]

_CANDIDATES = 200
_REACH = 0.4
"""Share by which the length of a similar text may differ."""
_PENALTY = 25
"""What a difference in what is said takes from the value: "has not withdrawn" is 98 % similar to "has withdrawn"."""
_FEW = 4
"""Words from which they are compared whole: one of two with a typing error is not half of another text."""
_LEAST = 50
"""The value from which a text is shown as similar, by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A unit whose source is similar to a text.

    Attributes:
        value: The similarity, 0 to 100: mean of the normalised Levenshtein similarity of the words and of the letters,
            less 25 for `differences`. 100 only for an equal text.
        unit: The unit.
        differences: In what the two texts say something else.
    """

    value: int
    unit: Unit
    differences: tuple[Difference, ...] = ()


def search(
    memory: TranslationMemory, text: str, *, source: str, target: str, least: int = _LEAST, most: int = 10
) -> list[Similar]:
    """Return the units whose sources are similar to a text, the most similar first.

    Args:
        memory: The memory.
        text: The text.
        source: Its language.
        target: Language of the translations.
        least: The smallest value to return.
        most: Maximum number of units.

    Returns:
        The units. They are hints for people: none of them is a translation of the text, unless its value is 100.

    Raises:
        RunStopped: The file is damaged.
    """
    ranked = sorted(
        (
            (similarity(text, other), id, other)
            for id, language, other in memory.candidates(text, reach=_REACH, most=_CANDIDATES)
            if primary(language) == primary(source)
        ),
        key=lambda found: (-found[0], found[1]),
    )
    found: list[Similar] = []
    for value, id, other in ranked:
        if value < least or len(found) >= most * 2:
            break
        units = memory.translations(id, target=target)
        told = differences(text, other, primary(source)) if units and text != other else ()
        found += [Similar(value=max(0, value - _PENALTY * bool(told)), unit=unit, differences=told) for unit in units]
    found.sort(key=lambda one: -one.value)
    return [one for one in found if one.value >= least or one.differences][:most]


def similarity(text: str, other: str) -> int:
    """Return how similar two texts are, 0 to 99, without their case and accents; 100 if they are equal."""
    if text == other:
        return 100
    one, two = fold(text), fold(other)
    letters = Levenshtein.normalized_similarity(one, two)
    left, right = words(one), words(two)
    whole = letters if max(len(left), len(right)) < _FEW else Levenshtein.normalized_similarity(left, right)
    return min(99, int(50 * (letters + whole)))


def differences(text: str, other: str, language: str) -> tuple[Difference, ...]:
    """Return in what two similar texts of one language say something else.

    >>> differences("Il n'a pas retiré 120 francs.", "Il a retiré 1 200 francs.", "fr")
    ('numbers', 'negation')
    """
    if language not in lang.known():
        return ("numbers",) if _figures(text) != _figures(other) else ()
    found: list[Difference] = []
    if _numbers(text, language) != _numbers(other, language):
        found.append("numbers")
    negation = lang.get(language).negation
    if negation and len(denials(text, negation)) != len(denials(other, negation)):
        found.append("negation")
    if _names(text, other, language) != _names(other, text, language):
        found.append("names")
    return tuple(found)


def _figures(text: str) -> Counter[str]:
    return Counter(word for word in words(text) if word.isdigit())


def _numbers(text: str, language: str) -> Counter[tuple[object, ...]]:
    return Counter((item.kind, item.value, item.unit, item.per) for item in find_numbers(text, language))


def _names(text: str, other: str, language: str) -> Counter[str]:
    """The names of a text, with the words of it that are names in the other: a first word alone may be none."""
    known = {fold(name.text) for one in (text, other) for name in proper_names(one, language)}
    return Counter(word for word in words(fold(text)) if word in known) + Counter(
        fold(name.text) for name in proper_names(text, language)
    )
