"""Forced decoding: the log-probability of every token of a translation under a model, whoever made it.

A pair that is longer than the model reads is scored in parts, cut at corresponding places on both sides.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from babelpress.config import resources
from babelpress.config.plugins import resolve
from babelpress.errors import ModelUnavailable, nearest
from babelpress.models import loading
from babelpress.models.backends.base import BackendClass, Scoring
from babelpress.models.cards import ModelCard, read_cards
from babelpress.nlp.chunking import clauses

__all__ = ["Scorer", "load_scorer"]

_MARK, _SPACE = re.compile(r"(?<=[.!?…;:,)])\s+"), re.compile(r"\s+")

_REACH = 0.25
"""How far from its expected place, as a share of a part, a cut of the target may be to follow a punctuation mark or
space.
"""

_MOST = 256
"""Most tokens of a target part, unless its source may be longer: a wrong translation can be of any length."""


class Scorer:
    """A model that scores segments of any length."""

    def __init__(self, model: Scoring, card: ModelCard) -> None:
        self.card = card
        self._model = model

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return the log-probabilities of the tokens of each target, one segment after the other.

        Raises `ModelUnavailable` for a direction that the model does not have.
        """
        if source not in self.card.sources or target not in self.card.targets:
            raise ModelUnavailable(
                f"{self.card.id} cannot score {source}-{target}: it translates from {', '.join(self.card.sources)} to "
                f"{', '.join(self.card.targets)}; calibrate with a model of these languages"
            )
        parts = [self._parts(*pair) for pair in zip(sources, targets, strict=True)]
        flat = [part for own in parts for part in own]
        found = iter(self._model.score([a for a, _ in flat], [b for _, b in flat], source=source, target=target))
        return [tuple(value for _ in own for value in next(found)) for own in parts]

    def _parts(self, source: str, target: str) -> list[tuple[str, str]]:
        limit, count = self.card.max_tokens, self._model.count
        most = max(limit, min(2 * limit, _MOST))
        left = clauses(source, count, limit)
        right = cut_alike(target, [len(piece) for piece in left]) if left else []
        # A part that is still too long is scored by its beginning only.
        return [
            (ours, theirs if count(theirs) <= most else clauses(theirs, count, most)[0])
            for ours, theirs in zip(left, right, strict=True)
        ]


def cut_alike(text: str, sizes: Sequence[int]) -> list[str]:
    """Cut a text into as many pieces as there are `sizes`, of about these proportions; joined they are the text.

    >>> cut_alike("Eins zwei, drei vier fünf.", [10, 12])
    ['Eins zwei, ', 'drei vier fünf.']
    """
    whole = max(sum(sizes), 1)
    aims = [round(len(text) * reached / whole) for reached in accumulate(sizes[:-1])]
    reach = max(1, round(_REACH * len(text) / max(len(sizes), 1)))
    places = [0]
    for aim in aims:
        low, high = max(places[-1], aim - reach), min(len(text), aim + reach)
        cuts = [match.end() for match in _MARK.finditer(text, low, high)]
        cuts = cuts or [match.end() for match in _SPACE.finditer(text, low, high)] or [max(aim, places[-1])]
        places.append(min(cuts, key=lambda cut: abs(cut - aim)))
    return [text[start:end] for start, end in zip(places, [*places[1:], len(text)], strict=True)]


def load_scorer(model: str, *, threads: int = 0) -> Scorer:
    """Load a shipped or pulled model by the id of its card; 0 `threads` are all cores. Raises `ModelUnavailable`."""
    cards = read_cards([resources.CARDS])
    if model not in cards:
        raise ModelUnavailable(f"no card for '{model}', the model for forced decoding; {nearest(model, cards)}")
    backend: BackendClass = resolve("backends", "ct2")
    # On the CPU only, so that estimates are the same everywhere: half precision of a GPU would shift them.
    loaded = loading.load(cards[model], backend, backend.Options(device="cpu", threads=threads))
    assert isinstance(loaded, Scoring), "ct2 scores"
    return Scorer(loaded, cards[model])
