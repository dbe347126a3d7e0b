"""The protocol of backends: a `Seq2Seq` built from a card, a folder of weights and its `Options`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import BaseModel

from babelpress.config.schema import Decoding
from babelpress.models.cards import ModelCard
from babelpress.models.lexicon import Lexicon
from babelpress.nlp.word_alignment import Alignment

__all__ = ["BackendClass", "Decoding", "Layout", "Lexical", "Output", "Scoring", "Seq2Seq"]


Layout = Literal["ct2", "hf", "marian", "student"]
"""How a model's folder is laid out: converted for CTranslate2, as the hub has it, as OPUS-MT publishes what Marian
trained, or as Firefox has its students."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One generated text.

    `text` is empty for a source in which the model sees nothing (empty, white space).

    Attributes:
        text: The text.
        score: The mean log-probability of its tokens (natural logarithm, at most 0): their sum divided by `tokens`. No
            length penalty is in it, so that backends can be compared.
        tokens: The number of tokens that the model produced, the end mark included, forced first tokens not.
        finished: False where generation stopped at `Decoding.max_tokens`.
        alignment: The word alignment, where it was asked for and the model has attention.
    """

    text: str
    score: float
    tokens: int
    finished: bool = True
    alignment: Alignment | None = None


class Seq2Seq(Protocol):
    """A sequence-to-sequence model, for translation and summarization alike. Several threads may call it."""

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Generate one output per text.

        Args:
            texts: Source texts. Each has to fit into the model's `max_tokens`: nothing is cut silently.
            decoding: Beam size, limits and penalties.
            source: Language code of the texts.
            target: Language code of the outputs; equal to `source` for summarization.
            align: Indices of the texts whose outputs get a word alignment.

        Returns:
            One output per text, in order.

        Raises:
            ValueError: If a text is longer than `max_tokens`, or the model does not have the languages.
            GenerationFailed: If the engine fails.
        """
        ...

    def count(self, text: str) -> int:
        """Return the length of a source text as `generate` sees it: in subword tokens, special tokens included."""
        ...

    def unknown(self, text: str) -> frozenset[str]:
        """Return the characters of a text, white space apart, that the model's vocabulary cannot represent."""
        ...


@runtime_checkable
class Scoring(Protocol):
    """An optional extension of `Seq2Seq`: how probable the model finds a given translation (forced decoding)."""

    def count(self, text: str) -> int:
        """Return the length of a source text, as `Seq2Seq.count`."""
        ...

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return the log-probability of every token of each target.

        Nothing is forbidden and nothing searched: the softmax is over the whole vocabulary.

        Args:
            sources: Source texts, none longer than the model's `max_tokens`.
            targets: The translation of each source.
            source: Language code of the sources.
            target: Language code of the targets.

        Returns:
            For each pair the natural logarithms (at most 0), that of the end mark last; an empty tuple for a pair of
            which the model sees nothing on one of the sides.

        Raises:
            ValueError: If a source is longer than `max_tokens`.
            GenerationFailed: If the engine fails.
        """
        ...


@runtime_checkable
class Lexical(Protocol):
    """An optional extension of `Seq2Seq`: a model with a lexicon, which corrects words that it makes up."""

    def lexicon(self, target: str) -> Lexicon | None:
        """Return the lexicon for a target language, None where the model has none."""
        ...


class BackendClass(Protocol):
    """A backend as registered: a class with its `Options` and the layout of its folder, None for no folder."""

    Options: type[BaseModel]
    layout: Layout | None

    def __call__(self, card: ModelCard, folder: Path, options: Any) -> Seq2Seq:
        """Load the model of a card.

        Args:
            card: The model card.
            folder: The folder of weights, in the backend's `layout`.
            options: An instance of the backend's `Options`.

        Returns:
            A model that is ready to use.

        Raises:
            ModelUnavailable: If the weights or a library are missing or unusable; its message says what to do.
        """
        ...
