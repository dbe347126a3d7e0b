"""How much of a source comes back when its translation is translated back: chrF of the two.

On demand only: it costs a translation, and a good way back hides what a bad way there lost (Moon et al. 2020).
"""

from collections.abc import Callable, Mapping, Sequence

from pipeline.cards import ModelCard
from pipeline.errors import ModelUnavailable
from pipeline.routes import candidates
from pipeline.translator import Request, Translator

__all__ = ["roundtrip", "way_back"]


def roundtrip(
    sources: Sequence[str], targets: Sequence[str], *, back: Callable[[Sequence[str]], Sequence[str]]
) -> list[float]:
    """Give chrF2 of each source against its own round trip, 0 to 1."""
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    returned = back(targets)
    pairs = zip(returned, sources, targets, strict=True)
    return [
        chrf.sentence_score(text, [source]).score / 100 if target.strip() else 0.0 for text, source, target in pairs
    ]


def way_back(
    translator: Translator, cards: Mapping[str, ModelCard], *, source: str, target: str
) -> Callable[[Sequence[str]], Sequence[str]]:
    """Give what translates from `target` to `source` again by the best route of the cards.

    Raises `ModelUnavailable` where there is none, as with the shipped weights, which leave French and do not return.
    """
    routes = candidates(target, source, cards)
    if not routes:
        raise ModelUnavailable(
            f"no model here goes back from {target} to {source}, so there is no round trip: pull one that does "
            "(babelpress models list)"
        )

    def back(targets: Sequence[str]) -> list[str]:
        return [made.text for made in translator.translate([Request(text=text) for text in targets], routes[0])]

    return back
