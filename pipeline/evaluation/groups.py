"""Segments that are scored together: those of a document, those of a length."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.corpora.base import Corpus
from pipeline.metrics.base import length_in_words

Groups = tuple[tuple[str, ...], npt.NDArray[np.intp]]
"""The names of groups, and for each segment the index of its own."""

_LENGTHS = (10, 20, 30, 40, 60)
"""Longest segments of a bucket, in words of the source (of the reference where no source is known)."""

_SUMMARIZED = (200, 400, 800, 1600)
"""The same for whole documents."""


def by_document(corpus: Corpus) -> Groups:
    """One group a document, in the order they come."""
    names = tuple(dict.fromkeys(corpus.documents))
    places = {name: place for place, name in enumerate(names)}
    return names, np.array([places[name] for name in corpus.documents], dtype=np.intp)


def by_length(corpus: Corpus) -> Groups:
    """One group a range of lengths, the shortest first; those with no segment are left out."""
    bounds = _LENGTHS if corpus.task == "translation" else _SUMMARIZED
    names = _names(bounds)
    places = np.searchsorted(bounds, lengths(corpus), side="left")
    used = sorted({int(place) for place in places})
    renumbered = {place: index for index, place in enumerate(used)}
    return tuple(names[place] for place in used), np.array([renumbered[int(p)] for p in places], dtype=np.intp)


def lengths(corpus: Corpus) -> list[int]:
    """The length of each segment in words: of its source, else of its first reference, else 0."""
    if corpus.sources:
        return [length_in_words(source) for source in corpus.sources]
    return [length_in_words(own[0]) if own else 0 for own in corpus.references]


def sums(statistics: npt.NDArray[np.float64], places: npt.NDArray[np.intp], *, groups: int) -> npt.NDArray[np.float64]:
    """Add up the statistics of each group: from (segments, ...) to (groups, ...)."""
    totals = np.zeros((groups, *statistics.shape[1:]))
    np.add.at(totals, places, statistics)
    return totals


def _names(bounds: Sequence[int]) -> list[str]:
    starts = [1, *(bound + 1 for bound in bounds)]
    return [*(f"{start}-{end} words" for start, end in zip(starts, bounds, strict=False)), f"{starts[-1]}+ words"]
