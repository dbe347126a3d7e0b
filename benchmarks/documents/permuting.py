"""A backend without weights that moves the words of a sentence and respells each, so that nothing stays where it was.

The order of the words depends on the text: as it was, reversed, rotated or in pairs. The alignment is exact.
"""

from collections.abc import Collection, Sequence

import numpy as np
from respelling import permuted

from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.fake import FakeBackend
from babelpress.nlp.word_alignment import of_pieces


class PermutingBackend(FakeBackend):
    """Translates by `permuted`."""

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        return [self._made(text, aligned=number in align) for number, text in enumerate(texts)]

    def _made(self, text: str, *, aligned: bool) -> Output:
        if not text.strip():
            return Output(text="", score=0.0, tokens=0)
        made, sources, targets = permuted(text)
        alignment = None
        if aligned:
            order = sorted(sources)
            attention = np.array([[piece == own for piece in order] for own in sources], dtype=np.float32)
            alignment = of_pieces(text, made, source_pieces=order, target_pieces=targets, attention=attention)
        return Output(text=made, score=-0.5, tokens=len(sources) + 1, alignment=alignment)
