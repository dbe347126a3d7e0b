"""What every backend is: a `Seq2Seq` built from a card, a folder of weights and its `Options`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import BaseModel

from babelpress.config.schema import Decoding
from babelpress.models.cards import ModelCard
from babelpress.nlp.word_alignment import Alignment

__all__ = ["BackendClass", "Decoding", "Layout", "Output", "Scoring", "Seq2Seq"]


Layout = Literal["ct2", "hf"]
"""How a model's folder is laid out: converted for CTranslate2, or as the hub has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One generated text.

    `score` is the mean log-probability of its tokens (natural logarithm, at most 0): their sum divided by `tokens`,
    how many the model produced, the end mark included and what the output was forced to open with left out; no length
    penalty in it, so it compares between backends. `finished` is False where generation stopped at
    `Decoding.max_tokens`. A text in which the model sees nothing (empty, whitespace) gives an empty one.
    `alignment` is there where it was asked for and the model has attention.
    """

    text: str
    score: float
    tokens: int
    finished: bool = True
    alignment: Alignment | None = None


class Seq2Seq(Protocol):
    """A model that turns texts into texts: translation and summarization alike. Several threads may call it."""

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Give one output per text, in order; those of `align` (indices) with their alignment to the text.

        `source` and `target` are language codes; equal for summarization. Texts longer than the model's
        `max_tokens` are the caller's mistake (`ValueError`): nothing is cut silently. Raises
        `GenerationFailed` when the engine does.
        """
        ...

    def count(self, text: str) -> int:
        """The length of a source text as `generate` would see it, in the model's pieces, special tokens included."""
        ...

    def unknown(self, text: str) -> frozenset[str]:
        """The characters of a text, white space apart, that the model's vocabulary cannot represent."""
        ...


@runtime_checkable
class Scoring(Protocol):
    """What a backend may offer beside `Seq2Seq`: how probable its model finds a translation, whoever made it."""

    def count(self, text: str) -> int:
        """As `Seq2Seq.count`."""
        ...

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Give the log-probability of every token of each target (natural logarithm), the end mark included.

        Nothing is forbidden and nothing searched: the whole vocabulary is in the softmax. None for a pair of which the
        model sees nothing on either side. Sources longer than `max_tokens` are the caller's mistake (`ValueError`).
        Raises `GenerationFailed` when the engine does.
        """
        ...


class BackendClass(Protocol):
    """What the registry holds: a class with its `Options` and the layout of the folder it wants, None for no folder."""

    Options: type[BaseModel]
    layout: Layout | None

    def __call__(self, card: ModelCard, folder: Path, options: Any) -> Seq2Seq:
        """Load the model of a card. Raises `ModelUnavailable` saying what to do."""
        ...


# Cutting texts into batches by a token budget, so that little of a batch is padding.

SCORED = 512
"""Tokens of both sides in a batch that is only scored: the logits of all its tokens are held at once, 50 MB of a
vocabulary of 24,000; twice as fast as batches of 4,096 (2026-11-26).
"""


def batches(lengths: Mapping[int, int], *, budget: int, padded: bool = True) -> list[list[int]]:
    """Give the texts of each batch, longest first, from the length of each by its index.

    A batch holds at most `budget` tokens, padding included; a text longer than that is a batch of its own. Texts of a
    batch that is not `padded` are equally long. The longest come first so that memory runs out at once if it does.

    >>> batches({0: 2, 1: 9, 2: 3}, budget=6)
    [[1], [2, 0]]
    >>> batches({0: 2, 1: 9, 2: 3}, budget=6, padded=False)
    [[1], [2], [0]]
    """
    done: list[list[int]] = []
    for index in sorted(lengths, key=lambda i: -lengths[i]):
        longest = lengths[done[-1][0]] if done else 0
        fits = bool(done) and longest * (len(done[-1]) + 1) <= budget
        if fits and (padded or lengths[index] == longest):
            done[-1].append(index)
        else:
            done.append([index])
    return done
