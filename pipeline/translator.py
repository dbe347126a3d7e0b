"""Sentences in, translations out, along a route: what all stages that translate share.

Below the stages, so that none knows its neighbours: one memory serves them all, a sentence is translated once,
and one call to a model holds every sentence in hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.backends.base import Decoding, Output, Seq2Seq
from pipeline.cards import ModelCard
from pipeline.memory import Memory
from pipeline.routes import Leg, Route
from pipeline.text import coverage
from pipeline.text.chunk import clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """The translation of one sentence; `score` and `flags` as in `records.Segment`."""

    text: str
    score: float
    flags: tuple[str, ...] = ()


class Translator:
    """Translates sentences along routes. `models` gives a loaded model by id, `cards` what it is."""

    def __init__(
        self,
        *,
        models: Callable[[str], Seq2Seq],
        cards: dict[str, ModelCard],
        decoding: Decoding,
        memory: Memory[Hypothesis],
    ) -> None:
        self.models = models
        self.cards = cards
        self.decoding = decoding
        self.memory = memory

    def translate(self, sentences: Sequence[str], route: Route) -> list[Hypothesis]:
        """Give one hypothesis per sentence, in order. Raises `GenerationFailed` when a model does.

        Nothing is cut: a sentence longer than the model takes is translated clause by clause (flag `split`), what
        the model's vocabulary lacks is carried over (flag `carried`), an empty output becomes the source
        (flag `empty`).
        """
        current = [Hypothesis(text=sentence, score=0.0) for sentence in sentences]
        for leg in route.legs:
            made = self._recalled([hypothesis.text for hypothesis in current], leg)
            current = [
                Hypothesis(
                    text=new.text,
                    score=min(old.score, new.score),
                    flags=tuple(dict.fromkeys((*old.flags, *new.flags))),
                )
                for old, new in zip(current, made, strict=True)
            ]
        return current

    def _recalled(self, sentences: Sequence[str], leg: Leg) -> list[Hypothesis]:
        """What the memory knows, and the rest in one call."""
        keys = [(leg, sentence) for sentence in sentences]
        return self.memory.recall(keys, lambda missing: self._leg([sentences[i] for i in missing], leg))

    def _leg(self, sentences: Sequence[str], leg: Leg) -> list[Hypothesis]:
        """One model, one call: the translatable pieces of all sentences together."""
        model = self.models(leg.model)
        parts = [_prepare(sentence, model, limit=self.cards[leg.model].max_tokens) for sentence in sentences]
        texts = [piece.text for part in parts for piece in part.pieces if piece.translate]
        outputs = iter(model.generate(texts, self.decoding, source=leg.source, target=leg.target))
        return [
            _assemble(part, [next(outputs) if piece.translate else None for piece in part.pieces]) for part in parts
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    sentence: str
    pieces: tuple[coverage.Piece, ...]
    words: dict[str, str]
    split: bool


def _prepare(sentence: str, model: Seq2Seq, *, limit: int) -> _Prepared:
    """Take a sentence apart into what one call to the model may hold and what it must not see."""
    folded, words = coverage.fold(sentence, model.unknown)
    found: list[coverage.Piece] = []
    covered = coverage.pieces(folded, model.unknown)
    for piece in covered:
        if not piece.translate or model.count(piece.text) <= limit:
            found.append(piece)
            continue
        for clause in clauses(piece.text, model.count, limit):
            found += [part for part in coverage.bare(clause) if part.text]
    return _Prepared(sentence=sentence, pieces=tuple(found), words=words, split=len(found) > len(covered))


def _assemble(part: _Prepared, outputs: Sequence[Output | None]) -> Hypothesis:
    """Put a sentence together again from its carried and translated pieces."""
    made = [output for output in outputs if output]
    empty = any(not output.text.strip() for output in made)
    text = (
        part.sentence
        if empty
        else "".join(output.text if output else piece.text for piece, output in zip(part.pieces, outputs, strict=True))
    )
    tokens = sum(output.tokens for output in made)
    flags = {
        "split": part.split,
        "carried": any(not piece.translate and not piece.text.isspace() for piece in part.pieces),
        "unfinished": any(not output.finished for output in made),
        "empty": empty,
    }
    return Hypothesis(
        text=coverage.restore(text, part.words),
        score=sum(output.score * output.tokens for output in made) / tokens if tokens else 0.0,
        flags=tuple(name for name, raised in flags.items() if raised),
    )
