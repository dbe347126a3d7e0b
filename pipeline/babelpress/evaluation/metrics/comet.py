"""COMET and COMET-QE (Rei et al. 2020 and 2022): the quality of a translation as estimated by a trained model.

The default checkpoints are under Apache-2.0. Scores are those of the model, times 100.
"""

from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np

from babelpress.errors import ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System, Task
from babelpress.evaluation.metrics.base import Array, Kind, Mean, Need, references_signature, usable_references
from babelpress.evaluation.metrics.comet_process import Worker, interpreter

__all__ = ["Comet", "CometQe"]

_NON_COMMERCIAL = "CC-BY-NC-SA-4.0"
_LICENCES = {
    "Unbabel/wmt22-comet-da": "Apache-2.0",
    "Unbabel/wmt20-comet-qe-da": "Apache-2.0",
    "Unbabel/wmt22-cometkiwi-da": _NON_COMMERCIAL,
    "Unbabel/wmt23-cometkiwi-da-xl": _NON_COMMERCIAL,
    "Unbabel/wmt23-cometkiwi-da-xxl": _NON_COMMERCIAL,
    "Unbabel/XCOMET-XL": _NON_COMMERCIAL,
    "Unbabel/XCOMET-XXL": _NON_COMMERCIAL,
}
"""Licences of checkpoints, as their pages on the hub state them."""


class Comet(Mean):
    """COMET, with source and reference; with several references, the mean of their scores.

    `checkpoint` is an id of the hub or the path of a `.ckpt` file (with `hparams.yaml` in the folder above its own).
    One process has the model and scores all systems; it starts with the first and ends with this object.
    """

    key: ClassVar[str] = "comet"
    name: ClassVar[str] = "COMET"
    tasks: ClassVar[frozenset[Task]] = frozenset({"translation"})
    needs: ClassVar[frozenset[Need]] = frozenset({"sources", "references"})
    default: ClassVar[str] = "Unbabel/wmt22-comet-da"

    def __init__(self, corpus: Corpus, checkpoint: str = "") -> None:
        super().__init__(corpus)
        self._checkpoint = checkpoint or self.default
        self._python = interpreter()
        self._references = usable_references(corpus)

    @property
    def signature(self) -> str:
        """References, checkpoint with commit and licence, version of COMET, joined by `|`. Loads the checkpoint."""
        loaded = self._worker.loaded
        path = Path(self._checkpoint)
        local = path.suffix == ".ckpt"
        # The size distinguishes two files of the same name at no cost.
        revision = f"bytes-{path.stat().st_size}" if local else loaded.revision[:12]
        return "|".join(
            [
                *self._signed(),
                f"checkpoint:{'-'.join(path.name.replace('|', ' ').split()) if local else self._checkpoint}",
                f"revision:{revision}",
                f"licence:{_LICENCES.get(self._checkpoint, 'unknown')}",
                "scale:100",
                f"version:{loaded.version}",
            ]
        )

    def values(self, system: System) -> Array:
        """Return the score of each segment, the mean over its references; shape (segments,), usually 0 to 100."""
        rows = [
            (segment, {"src": source, "mt": hypothesis, "ref": reference})
            for segment, (source, hypothesis, references) in enumerate(
                zip(self.corpus.sources, system.hypotheses, self._references, strict=True)
            )
            for reference in references
        ]
        places = [segment for segment, _ in rows]
        scores = self._worker.score([sample for _, sample in rows]) if rows else []
        total = np.bincount(places, weights=scores, minlength=len(self.corpus))
        return 100 * total / np.maximum(np.bincount(places, minlength=len(self.corpus)), 1)

    def _signed(self) -> list[str]:
        return [references_signature(self.corpus), "refs:mean"]

    @cached_property
    def _worker(self) -> Worker:
        return Worker(self._python, self._checkpoint)


class CometQe(Comet):
    """COMET without references: an estimate from source and translation."""

    key: ClassVar[str] = "cometqe"
    name: ClassVar[str] = "COMET-QE"
    kind: ClassVar[Kind] = "estimate"
    needs: ClassVar[frozenset[Need]] = frozenset({"sources"})
    default: ClassVar[str] = "Unbabel/wmt20-comet-qe-da"

    def values(self, system: System) -> Array:
        """Return the score of each segment; shape (segments,)."""
        if self._worker.loaded.references:
            raise ModelUnavailable(f"{self._checkpoint} needs references; use it with the metric 'comet'")
        pairs = zip(self.corpus.sources, system.hypotheses, strict=True)
        samples = [{"src": source, "mt": hypothesis} for source, hypothesis in pairs]
        return 100 * np.asarray(self._worker.score(samples) if samples else [], dtype=np.float64)

    def _signed(self) -> list[str]:
        return ["refs:none"]
