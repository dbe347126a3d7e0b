"""Candidate summaries of an article, which are sentences of it and pairs of them, and how good each is."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from babelpress.evaluation.metrics.rouge import stems
from recipe.batches import Integers
from recipe.summary_config import Ranking

FILE = "candidates.npz"

Span = tuple[int, int, int, int]
"""Where a candidate stands in its source: start and end of the first sentence, of the second; twice 0 for none."""
Candidate = tuple[Span, float]
"""With its gain, 0 to 1."""


class Candidates(NamedTuple):
    """Of example i those from `offsets[i]` to `offsets[i + 1]`: `spans` (n, 4) and `gains` (n,), 0 to 1."""

    spans: Integers
    gains: Integers
    offsets: Integers


def candidates(
    sentences: Sequence[str], lengths: Sequence[int], abstract: str, rules: Ranking, *, language: str
) -> list[Candidate]:
    """Give the candidates of an article with the mean of their ROUGE-1 F and ROUGE-2 F against its abstract.

    `lengths` are those of the sentences in pieces; the source has one piece before them. They are all sentences within
    `rules.words`, and the pairs of the `rules.paired` best of them.
    """
    wanted = stems(abstract, language=language)
    words = [stems(text, language=language) for text in sentences]
    usable = [i for i, own in enumerate(words) if rules.words[0] <= len(own) <= rules.words[1]]
    ends = list(accumulate(lengths, initial=1))
    places = list(pairwise(ends))
    gains = {i: _gain(words[i], wanted) for i in usable}
    best = sorted(sorted(usable, key=lambda i: -gains[i])[: rules.paired])
    found = [((*places[i], 0, 0), gains[i]) for i in usable]
    found += [((*places[i], *places[k]), _gain(words[i] + words[k], wanted)) for i, k in combinations(best, 2)]
    return found


def _gain(made: Sequence[str], wanted: Sequence[str]) -> float:
    return (_overlap(made, wanted) + _overlap(list(pairwise(made)), list(pairwise(wanted)))) / 2


def _overlap(made: Sequence[object], wanted: Sequence[object]) -> float:
    common = (Counter(made) & Counter(wanted)).total()
    return 2 * common / (len(made) + len(wanted)) if common else 0.0


def write_candidates(folder: Path, found: Sequence[Sequence[Candidate]]) -> None:
    """Write the candidates of all examples of a folder of ids."""
    np.savez(
        folder / FILE,
        spans=np.array([span for own in found for span, _ in own], dtype=np.uint16).reshape(-1, 4),
        gains=np.array([gain for own in found for _, gain in own], dtype=np.float32),
        offsets=np.cumsum([0, *map(len, found)]),
    )


def read_candidates(folder: Path) -> Candidates | None:
    """Read what `write_candidates` wrote; None where there is none."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path) as files:
        return Candidates(files["spans"].astype(np.int64), files["gains"], files["offsets"])
