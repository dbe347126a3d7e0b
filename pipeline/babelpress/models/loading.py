"""Loading a model: find it, verify its files, construct it, test it on the card's golden sentences."""

from difflib import SequenceMatcher
from pathlib import Path

from pydantic import BaseModel

from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import BackendClass, Decoding, Seq2Seq
from babelpress.models.cards import ModelCard
from babelpress.models.store import Store

LIKENESS = 0.6
"""How much of a golden output must be reproduced (difflib's ratio, 0 to 1).

Quantization and other processors change a word here and there; what transformers#26216 did to Marian models, like any
other mismatch of weights and code, shares next to nothing with the expected text.
"""


def load(card: ModelCard, backend: BackendClass, options: BaseModel, *, models_dir: Path | None = None) -> Seq2Seq:
    """Return a model that is ready to use.

    Raises `ModelUnavailable`, with the command that repairs it, where files are missing or altered, the engine refuses
    them, or the outputs for the golden sentences are wrong.
    """
    if backend.layout is None:
        return backend(card, Path(), options)
    store = Store(models_dir)
    model = backend(card, store.verify(card, backend.layout), options)
    _try_golden(card, model, remedy=store.remedy(card, backend.layout))
    return model


def verify(card: ModelCard, backend: BackendClass, options: BaseModel, *, models_dir: Path | None = None) -> None:
    """Check everything of a model on this machine: the files of both layouts, and the golden sentences."""
    store = Store(models_dir)
    for layout in ("ct2", "hf"):
        if store.has(card, layout):
            store.verify(card, layout)
    load(card, backend, options, models_dir=models_dir)


def likeness(expected: str, found: str) -> float:
    """Return the similarity of two texts, 0 to 1.

    >>> likeness("Hallo wereld", "Hallo wereld")
    1.0
    """
    return SequenceMatcher(None, expected, found, autojunk=False).ratio()


def _try_golden(card: ModelCard, model: Seq2Seq, *, remedy: str) -> None:
    for golden in card.golden:
        try:
            found = model.generate([golden.text], Decoding(), source=golden.source, target=golden.target)[0].text
        except (GenerationFailed, ValueError) as error:
            message = f"{card.id} fails on its golden sentence: {error}\n  to repair: {remedy}"
            raise ModelUnavailable(message) from error
        if likeness(golden.expected, found) < LIKENESS:
            raise ModelUnavailable(
                f"{card.id} gives a wrong output for its golden sentence ({golden.source} to {golden.target}):\n"
                f"  text:     {golden.text}\n  expected: {golden.expected}\n  output:   {found}\n  to repair: {remedy}"
            )
