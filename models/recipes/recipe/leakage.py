"""Keeping test sets out of the training text: what equals a line of one, or nearly does, on either side."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_WORD = re.compile(r"\w+")
_ORDER = 4
"""Words of a sequence: few enough that a changed word leaves some whole, enough that phrases do not collide."""


class TestLines:
    """The lines of test sets; what overlaps one shares word sequences with it, counted in those of the shorter."""

    __test__ = False  # not a test class, whatever its name suggests to pytest

    def __init__(self, lines: Iterable[str]) -> None:
        self._exact: set[tuple[str, ...]] = set()
        self._sizes: list[int] = []
        self._where: dict[int, list[int]] = {}
        for line in lines:
            words = _words(line)
            if not words or words in self._exact:
                continue
            self._exact.add(words)
            grams = _grams(words)
            for gram in grams:
                self._where.setdefault(gram, []).append(len(self._sizes))
            self._sizes.append(len(grams))

    def __len__(self) -> int:
        return len(self._sizes)

    def overlap(self, text: str) -> float:
        """How much of a text, or of the test line nearest to it, is the same: 0 to 1.

        Case and punctuation do not count. Texts of fewer than five words are only compared as a whole, and single
        words not at all: « Non. » is no leak.

        >>> TestLines(["Il a plu hier soir à Lyon."]).overlap("IL A PLU HIER SOIR À PARIS")
        0.75
        """
        words = _words(text)
        if words in self._exact and len(words) > 1:
            return 1.0
        grams = _grams(words)
        known = grams & self._where.keys()
        if len(known) < 2:
            return 0.0
        hits = Counter(line for gram in known for line in self._where[gram])
        # Two sequences at least, or every sentence that holds a common phrase of five words would overlap.
        shares = (count / min(len(grams), self._sizes[line]) for line, count in hits.items() if count > 1)
        return max(shares, default=0.0)


def read_test_lines(folder: Path | None) -> TestLines:
    """Read every text file below a folder of test sets; no folder, no lines."""
    paths = sorted(folder.rglob("*.txt")) if folder else []
    return TestLines(line for path in paths for line in path.read_text(encoding="utf-8").splitlines())


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _grams(words: tuple[str, ...]) -> set[int]:
    return {hash(words[i : i + _ORDER]) for i in range(len(words) - _ORDER + 1)}
