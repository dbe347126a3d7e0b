"""The lexicon of a translation model: the words that it can know of a language, and translations of its rare words.

A small model spells a word that it has hardly seen from pieces, and often ends in a word that does not exist ("requint"
for « requin »). What no training text had is taken to be such a word; its translation comes from the same texts, where
the two words stand together.
"""

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

WORDS = "words.{}.bin"
"""The file of the words of a language: their hashes, sorted, as little-endian 32-bit numbers."""

TRANSLATIONS = "lexicon.{}.tsv"
"""The file of the translations into a language: a source word in lower case, a tab, its translation; in UTF-8."""


class Lexicon:
    """Says whether a word is one, and how a rare word is translated.

    `words` are the hashes of all words, sorted, as `hashes` makes them; `translations` maps source words in lower case.
    One word in 20,000 that does not exist is taken for one, because hashes have 32 bits.
    """

    def __init__(self, words: npt.NDArray[np.uint32], translations: Mapping[str, str]) -> None:
        self._words = words
        self._translations = translations

    def has(self, word: str) -> bool:
        """Return whether the training texts have a word of the target language, whatever its case."""
        number = _hash(word)
        at = int(np.searchsorted(self._words, number))
        return at < len(self._words) and int(self._words[at]) == number

    def translation(self, word: str) -> str | None:
        """Return the translation of a word of the source language, whatever its case."""
        return self._translations.get(word.lower())


def hashes(words: Iterable[str]) -> npt.NDArray[np.uint32]:
    """Return the hashes of words, sorted, each once."""
    return np.unique(np.fromiter((_hash(word) for word in words), dtype="<u4"))


def write(folder: Path, target: str, words: Iterable[str], translations: Mapping[str, str]) -> None:
    """Write the files of a lexicon into a model's folder; the words of the translations belong to its words."""
    hashes([*words, *translations.values()]).tofile(folder / WORDS.format(target))
    lines = (f"{word}\t{its}\n" for word, its in sorted(translations.items()))
    (folder / TRANSLATIONS.format(target)).write_text("".join(lines), encoding="utf-8")


@lru_cache(maxsize=16)
def read(folder: Path, target: str) -> Lexicon | None:
    """Return the lexicon of a model's folder for a target language, None where it has none."""
    words, translations = folder / WORDS.format(target), folder / TRANSLATIONS.format(target)
    if not (words.is_file() and translations.is_file()):
        return None
    rows = (line.split("\t") for line in translations.read_text(encoding="utf-8").splitlines())
    return Lexicon(np.fromfile(words, dtype="<u4"), {row[0]: row[1] for row in rows if len(row) == 2})


def _hash(word: str) -> int:
    return zlib.crc32(word.lower().encode())
