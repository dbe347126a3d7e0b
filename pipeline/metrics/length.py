"""How long hypotheses are against their references: 1 is as long, 0.9 a tenth shorter."""

from typing import ClassVar

import numpy as np
import numpy.typing as npt

from pipeline.corpora.base import Corpus, System, Task
from pipeline.metrics.base import Array, Kind, Need, Summed, length_in_words
from pipeline.metrics.references import counted, given


class Length(Summed):
    """Words of the hypotheses by words of the references.

    Of several references the mean counts, not BLEU's closest: it is the same for every system, and one that is always
    too short shows.
    """

    key: ClassVar[str] = "lengthratio"
    name: ClassVar[str] = "length ratio"
    kind: ClassVar[Kind] = "description"
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation", "summary"})
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})

    def __init__(self, corpus: Corpus) -> None:
        self._references = [_mean_length(own) for own in given(corpus)]
        self.signature = f"{counted(corpus)}|refs:mean|words:whitespace"

    def statistics(self, system: System) -> Array:
        """Words of the hypothesis, words of its references."""
        made = [length_in_words(hypothesis) for hypothesis in system.hypotheses]
        return np.column_stack([np.asarray(made, dtype=np.float64), self._references])

    @classmethod
    def scores(cls, sums: npt.NDArray[np.floating]) -> Array:
        """0 and up; 0 where there is no reference."""
        made, asked = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
        return np.divide(made, asked, out=np.zeros_like(made), where=asked > 0)


def _mean_length(references: tuple[str, ...]) -> float:
    return sum(map(length_in_words, references)) / len(references) if references else 0.0
