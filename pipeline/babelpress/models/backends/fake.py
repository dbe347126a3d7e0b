"""A backend without weights that marks its input, so that a run can be shown and tested in a second."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from babelpress.errors import GenerationFailed
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.cards import ModelCard
from babelpress.nlp.word_alignment import Alignment, of_pieces


class FakeOptions(BaseModel):
    """Simulated failures, to see how they are handled."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fail_on: str = Field("", description="Raise GenerationFailed for a call with a text that contains this.")
    empty_on: str = Field("", description="Return an empty output for a text that contains this.")
    unfinished_on: str = Field(
        "", description="Return half of a text that contains this, as if the limit had been reached."
    )


class FakeBackend:
    """Returns `[nl] text` for a text; for a summary (`source` equal to `target`) its first words.

    One word is one token, and the end of a text one more. Every token has the log-probability -0.5.
    """

    Options: ClassVar[type[FakeOptions]] = FakeOptions
    layout: ClassVar[None] = None

    def __init__(self, card: ModelCard, folder: Path, options: FakeOptions) -> None:
        self._card = card
        self._options = options

    def count(self, text: str) -> int:
        """Return the number of words plus one for the end."""
        return len(text.split()) + 1

    def unknown(self, text: str) -> frozenset[str]:
        """Return nothing: every character is known."""
        return frozenset()

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Return one output per text, in order. Raises as `Seq2Seq.generate` says."""
        long = next((text for text in texts if self.count(text) > self._card.max_tokens), None)
        if long is not None:
            raise ValueError(f"'{long[:60]}...' is too long for {self._card.id}, which takes {self._card.max_tokens}")
        if any(_contains(text, self._options.fail_on) for text in texts):
            raise GenerationFailed(f"{self._card.id} was told to fail on '{self._options.fail_on}'")
        made = [self._one(text, decoding, target if source != target else None) for text in texts]
        return [
            replace(out, alignment=_identity_alignment(texts[i], out.text)) if i in align else out
            for i, out in enumerate(made)
        ]

    def _one(self, text: str, decoding: Decoding, target: str | None) -> Output:
        if not text.strip() or _contains(text, self._options.empty_on):
            return Output(text="", score=0.0, tokens=0)
        whole = text.split() if target is None else [f"[{target}]", *text.split()]
        limit = decoding.max_tokens - 1
        if _contains(text, self._options.unfinished_on):
            limit = min(limit, len(whole) // 2)
        tokens = whole[:limit]
        finished = target is None or tokens == whole
        generated = f"[{target}] {text}" if target and finished else " ".join(tokens)
        return Output(text=generated, score=-0.5, tokens=len(tokens) + 1, finished=finished)


def _identity_alignment(text: str, generated: str) -> Alignment:
    """Return an alignment of every word to itself."""
    nothing = np.zeros((0, 0), dtype=np.float32)
    return of_pieces(text, generated, source_pieces=[], target_pieces=[], attention=nothing)


def _contains(text: str, mark: str) -> bool:
    return bool(mark) and mark in text
