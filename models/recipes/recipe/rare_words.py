"""The lexicon of a translation model: the words of a language in its training text, and translations of rare words.

A word's translation is the word that stands in the translations of its sentences and, as far as possible, in no others
(Dice's coefficient; Melamed 2000, "Models of translational equivalence among words").
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from recipe import corpora

GENERAL = ("europarl", "europarl-2000tagged", "tatoeba", "wmt-newstest2008-2013", "ud-pud", "tico19", "wesnoth")
"""Corpora in which words mean what they mean in the news: in manuals a « puce » is a bullet point."""

SEEN = 2
"""Times from which on a word belongs to the language: once may be a typing error."""

_LONGEST = 30
"""Words of the longest sentence in which translations are counted: in longer ones chance finds too many."""

_LEAST = 3
"""Times that a word and its translation must stand together at least."""

_FEW = 6
"""Times below which a second translation must be clearly behind the first."""

_BEHIND = 0.8
"""What the second may have of the first's coefficient."""

_SURE = 0.45
"""Dice's coefficient (0 to 1) from which on a translation is taken."""

_MOSTLY = 0.5
"""Share of the sentences with a source word that must have its translation."""

_FREQUENT = 3_000
"""Sentences with a source word from which on a model knows it, and no lexicon has to."""

_EVERYWHERE = 0.02
"""Share of the sentences with a word from which on it is the translation of nothing in particular."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")


class Count(NamedTuple):
    """A pair of words: in how many sentences the source word, its translation, and both stand; `dice` of the next."""

    source: int
    target: int
    both: int
    next: float

    @property
    def dice(self) -> float:
        """Dice's coefficient, 0 to 1."""
        return 2 * self.both / (self.source + self.target)


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
    sources: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    spelt: Counter[str] = Counter()
    sentences = 0
    for source, target in _sentences(paths, names):
        sources.update({word.lower() for word in source})
        targets.update({word.lower() for word in target})
        spelt.update(target[1:])
        sentences += 1
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for source, target in _sentences(paths, names):
        useful = {word for word in map(str.lower, target) if len(word) > 2 and targets[word] >= SEEN}
        useful = {word for word in useful if targets[word] <= _EVERYWHERE * sentences}
        for word in {word.lower() for word in source if len(word) > 3}:
            if _LEAST <= sources[word] <= _FREQUENT:
                together[word].update(useful)
    usual = _usual(spelt)
    found = {}
    for word, counts in together.items():
        its, count = _best(counts, sources[word], targets)
        spelling = usual.get(its, its)
        if its and its != word and _is_sure(count) and (german or _is_plain(spelling, count)):
            found[word] = spelling
    return found


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


def _best(counts: Counter[str], source: int, targets: Counter[str]) -> tuple[str, Count]:
    """The likeliest translation and its counts; "" if there is none."""
    rated = sorted(((2 * both / (source + targets[word]), word) for word, both in counts.items()), reverse=True)[:2]
    if not rated:
        return "", Count(source, 0, 0, 0.0)
    word = rated[0][1]
    return word, Count(source, targets[word], counts[word], rated[1][0] if len(rated) > 1 else 0.0)


def _is_sure(count: Count) -> bool:
    if count.both < max(_LEAST, _MOSTLY * count.source) or (count.both < _FEW and count.next > _BEHIND * count.dice):
        return False
    # A word with one translation, which is also that of other words.
    one = count.both >= 8 and count.both >= 0.6 * count.source and count.target <= 10 * count.both
    return count.dice >= _SURE or one


def _is_plain(word: str, count: Count) -> bool:
    """Whether a translation is no name that stands beside the word by chance, and no code."""
    plain = word[1:].islower() or "-" in word
    return plain and (word[0].islower() or (count.both >= _FEW and count.dice >= 0.5))


def _usual(spelt: Counter[str]) -> dict[str, str]:
    """The commonest spelling of each word in lower case."""
    found: dict[str, str] = {}
    for word, _ in sorted(spelt.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(word.lower(), word)
    return found
