"""The lexicon of a translation model: the words of a language in its training text, and translations of rare words.

How likely a word translates another is estimated in both directions as in IBM's model 1 (Brown et al. 1993, "The
mathematics of statistical machine translation"): every word of a sentence is shared out among those of the other side.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from recipe import corpora

GENERAL = ("europarl", "europarl-2000tagged", "tatoeba", "wmt-newstest2008-2013", "ud-pud", "tico19", "wesnoth")
"""Corpora in which words mean what they mean in the news: in manuals a « puce » is a bullet point."""

SEEN = 2
"""Times from which on a word belongs to the language: once may be a typing error."""

_LONGEST = 30
"""Words of the longest sentence in which translations are counted: in longer ones chance finds too many."""

_LEAST = 2.5
"""Times that a word must be translated so, by the estimate."""

_NAMED = 5.0
"""The same for a translation with a capital, where that does not make a noun: it may be a name beside the word."""

_LIKELY = 0.2
"""The least probability of the translation, given the word; and of the word, given the translation."""

_ALONE = 0.6
"""The probability of the translation from which on that of the word does not matter: others are translated so too."""

_ROUNDS = 4
"""Rounds of the estimate."""

_NOTHING = 1e-3
"""The weight of "no word" among the words that a word is shared out to."""

_FREQUENT = 3_000
"""Sentences with a source word from which on a model knows it, and no lexicon has to."""

_EVERYWHERE = 0.02
"""Share of the sentences with a word from which on it is the translation of nothing in particular."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")

_Ids = npt.NDArray[np.int32]
_Floats = npt.NDArray[np.float32]


class Text(NamedTuple):
    """Sentences as numbers of their different words: the words in lower case, and how the target's are spelt."""

    sources: Sequence[str]
    targets: Sequence[str]
    spelt: Mapping[str, int]
    pairs: Sequence[tuple[_Ids, _Ids]]


class _Pairs(NamedTuple):
    """The pairs of words that stand together: the two words and, for each occurrence, the pair and the two places."""

    source: _Ids
    target: _Ids
    occurrence: _Ids
    source_place: _Ids
    target_place: _Ids


def vocabulary(paths: Iterable[Path]) -> Counter[str]:
    """Count the words of the target sides, in lower case; the parts of words with a hyphen are words too."""
    found: Counter[str] = Counter()
    for _, pair in _pairs(paths):
        found.update(part.lower() for part in _PART.findall(pair.target))
    return found


def translations(paths: Sequence[Path], *, german: bool = False, names: Collection[str] = GENERAL) -> dict[str, str]:
    """Give the translations of rare words, by the word in lower case, in the spelling that is usual inside a sentence.

    Args:
        paths: Corpora from the source language into the target language.
        german: Whether nouns have capitals; elsewhere a word with a capital is taken only if it is frequent.
        names: The corpora that are read.
    """
    return likeliest(numbered(_sentences(paths, names)), german=german)


def numbered(sentences: Iterable[tuple[list[str], list[str]]]) -> Text:
    """Give the words of sentences and their translations as numbers."""
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    spelt: Counter[str] = Counter()
    pairs = []
    for sides in sentences:
        spelt.update(sides[1][1:])
        source, target = (
            np.array(sorted({known.setdefault(word.lower(), len(known)) for word in side if len(word) > 1}), np.int32)
            for known, side in zip(numbers, sides, strict=True)
        )
        pairs.append((source, target))
    return Text(list(numbers[0]), list(numbers[1]), spelt, pairs)


def likeliest(text: Text, *, german: bool = False) -> dict[str, str]:
    """Give the likeliest translation of each rare word, where it is likely enough."""
    sources, targets = (
        np.bincount(
            np.concatenate([pair[side] for pair in text.pairs] or [np.empty(0, np.int32)]), minlength=len(words)
        )
        for side, words in enumerate((text.sources, text.targets))
    )
    most = _EVERYWHERE * len(text.pairs)
    found = _together(text, (sources >= SEEN) & (sources <= most), (targets >= SEEN) & (targets <= most))
    if not len(found.source):
        return {}
    forth, back = _probabilities(found, sources, targets)
    usual = _usual(text.spelt)
    best: dict[str, str] = {}
    seen: set[int] = set()
    for i in np.lexsort((-forth, found.source)).tolist():
        number = int(found.source[i])
        if number in seen:
            continue
        seen.add(number)
        word, its = text.sources[number], text.targets[int(found.target[i])]
        times = float(forth[i] * sources[number])
        likely = forth[i] >= _LIKELY and (back[i] >= _LIKELY or forth[i] >= _ALONE)
        worth = len(word) > 3 and len(its) > 2 and word != its and sources[number] <= _FREQUENT
        spelling = usual.get(its, its)
        if worth and likely and times >= _LEAST and (german or _is_plain(spelling, times)):
            best[word] = spelling
    return best


def joined(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Give the translations through a third language: those of `first` and then `second`."""
    return {word: second[its.lower()] for word, its in first.items() if its.lower() in second}


def _pairs(paths: Iterable[Path]) -> Iterator[tuple[str, corpora.Pair]]:
    for path in paths:
        yield from corpora.read(path)


def _sentences(paths: Iterable[Path], names: Collection[str]) -> Iterator[tuple[list[str], list[str]]]:
    for corpus, pair in _pairs(paths):
        if corpus not in names:
            continue
        source, target = _WORD.findall(pair.source), _WORD.findall(pair.target)
        if max(len(source), len(target)) <= _LONGEST:
            yield source, target


def _together(text: Text, sources: npt.NDArray[np.bool_], targets: npt.NDArray[np.bool_]) -> _Pairs:
    """The pairs of words of which both are wanted and that stand in the same sentence and its translation."""
    keys, left, right = [], [], []
    places = [0, 0]
    for source, target in text.pairs:
        own, its = source[sources[source]], target[targets[target]]
        keys.append((own[:, None].astype(np.int64) * len(text.targets) + its).ravel())
        left.append(np.repeat(np.arange(places[0], places[0] + len(own), dtype=np.int32), len(its)))
        right.append(np.tile(np.arange(places[1], places[1] + len(its), dtype=np.int32), len(own)))
        places = [places[0] + len(own), places[1] + len(its)]
    different, occurrence = np.unique(np.concatenate(keys or [np.empty(0, np.int64)]), return_inverse=True)
    source, target = np.divmod(different, len(text.targets) or 1)
    places_of = (np.concatenate(found) if found else np.empty(0, np.int32) for found in (left, right))
    return _Pairs(source.astype(np.int32), target.astype(np.int32), occurrence.astype(np.int32), *places_of)


def _probabilities(
    pairs: _Pairs, sources: npt.NDArray[np.int64], targets: npt.NDArray[np.int64]
) -> tuple[_Floats, _Floats]:
    """How likely each pair's target is the translation of its source, and the source that of its target."""
    counts = sources[pairs.source], targets[pairs.target]
    dice = 2 * np.bincount(pairs.occurrence) / (counts[0] + counts[1])
    forth = _estimated(dice.astype(np.float32), pairs, pairs.target_place, counts[0])
    return forth, _estimated(dice.astype(np.float32), pairs, pairs.source_place, counts[1])


def _estimated(start: _Floats, pairs: _Pairs, places: _Ids, counts: npt.NDArray[np.int64]) -> _Floats:
    """The probabilities of the pairs if the word at each place is shared out among the pairs that it is in."""
    found = start
    for _ in range(_ROUNDS):
        weights = found[pairs.occurrence]
        weights /= (np.bincount(places, weights)[places] + _NOTHING).astype(np.float32)
        found = (np.bincount(pairs.occurrence, weights) / counts).astype(np.float32)
    return found


def _is_plain(word: str, times: float) -> bool:
    """Whether a translation is no name that stands beside the word by chance, and no code."""
    return (word[1:].islower() or "-" in word) and (word[0].islower() or times >= _NAMED)


def _usual(spelt: Mapping[str, int]) -> dict[str, str]:
    """The commonest spelling of each word in lower case."""
    found: dict[str, str] = {}
    for word, _ in sorted(spelt.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(word.lower(), word)
    return found
