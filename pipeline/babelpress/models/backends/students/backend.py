"""The students backend: models as Firefox and Bergamot distribute them, without any engine but numpy."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from babelpress.errors import GenerationFailed, ModelUnavailable
from babelpress.models.backends.base import Decoding, Output
from babelpress.models.backends.batching import SCORED, batches
from babelpress.models.backends.prompt import SpecialTokens, TokenizerAdapter
from babelpress.models.backends.students.files import BadFile, Ids, Shortlist, read_shortlist, read_weights
from babelpress.models.backends.students.network import Compute, Network
from babelpress.models.backends.students.search import END, UNKNOWN, Hypothesis, probabilities, search
from babelpress.models.backends.tokenizers import SentencePieces
from babelpress.models.cards import ModelCard

ROWS = 32
"""Most sentences of a batch: with more, the shortlists of all of them together grow faster than the time per sentence
falls (400 sentences of news: 6.2 s with 32, 6.3 with 64, 7.1 with 16; 2026-11-30)."""


class StudentsOptions(BaseModel):
    """Arithmetic, and what may depend on the batch."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    compute: Compute = Field(
        "int8",
        description="int8 rounds as the engine of the browsers does, and no result depends on the processor; float32 "
        "rounds nothing.",
    )
    independent: bool = Field(
        False,
        description="Batch only texts of equal length, so that no translation depends on its batch. `batch` sets it.",
    )
    shortlist: bool = Field(True, description="Use the model's lexical shortlist, where it has one: faster.")


class StudentsBackend:
    """A model of Firefox Translations or Bergamot: `model.*.bin`, `vocab.*.spm` and `lex.*.bin` in a folder."""

    Options: ClassVar[type[StudentsOptions]] = StudentsOptions
    layout: ClassVar[Literal["student"]] = "student"

    def __init__(self, card: ModelCard, folder: Path, options: StudentsOptions) -> None:
        self._card = card
        self._padded = not options.independent
        try:
            self._names = _read_pieces(folder)
            self._network = Network(read_weights(_only(folder, "model.*.bin")), compute=options.compute)
            self._shortlist = self._read_shortlist(folder) if options.shortlist else None
            if len(self._names) != self._network.size.vocabulary:
                size = self._network.size.vocabulary
                raise BadFile(f"the vocabulary in {folder} has {len(self._names)} pieces, the model {size}")
            vocabulary = _only(folder, "vocab.*.spm")
            pieces = SentencePieces(vocabulary, vocabulary, vocabulary=self._names)
            self._adapter = TokenizerAdapter(card, pieces, SpecialTokens())
        except (BadFile, ValueError) as error:
            raise ModelUnavailable(f"{card.id} cannot be loaded: {error}\n  to repair: {card.remedy}") from error
        self._ids: Mapping[str, int] = {name: i for i, name in enumerate(self._names)}

    def count(self, text: str) -> int:
        """Return the length of a text in subword tokens, the end mark included."""
        return self._adapter.count(text)

    def unknown(self, text: str) -> frozenset[str]:
        """Return the characters of a text that the model's vocabulary cannot represent."""
        return self._adapter.unknown(text)

    def generate(
        self, texts: Sequence[str], decoding: Decoding, *, source: str, target: str, align: Collection[int] = ()
    ) -> list[Output]:
        """Return one output per text, in order. Raises as `Seq2Seq.generate` says."""
        sources = [self._encode(self._adapter.encode(text, source=source, target=target)) for text in texts]
        outputs = [Output(text="", score=0.0, tokens=0) for _ in texts]
        try:
            for chunk in self._chunks({i: len(ids) for i, ids in enumerate(sources) if len(ids)}, decoding):
                chosen = [sources[i] for i in chunk]
                found = search(
                    self._network,
                    chosen,
                    [self._allowed(ids) for ids in chosen],
                    decoding,
                    suppress_unknown=self._card.suppress_unknown,
                    attend=any(i in align for i in chunk),
                )
                for i, one in zip(chunk, found, strict=True):
                    outputs[i] = self._output(one)
                    if i in align and one.attention is not None:
                        tokens = [self._names[piece] for piece in one.pieces]
                        alignment = self._adapter.align(texts[i], tokens, one.attention.tolist(), target=target)
                        outputs[i] = replace(outputs[i], alignment=alignment)
        except MemoryError as error:
            raise GenerationFailed(f"{self._card.id} from {source} to {target}: out of memory") from error
        return outputs

    def score(
        self, sources: Sequence[str], targets: Sequence[str], *, source: str, target: str
    ) -> list[tuple[float, ...]]:
        """Return the log-probability of every token of each target. Raises as `Scoring.score` says."""
        given = [self._encode(self._adapter.encode(text, source=source, target=target)) for text in sources]
        wanted = [self._encode(self._adapter.encode_target(text)) for text in targets]
        scores: list[tuple[float, ...]] = [()] * len(given)
        lengths = {i: len(a) + len(b) for i, (a, b) in enumerate(zip(given, wanted, strict=True)) if len(a) and len(b)}
        for chunk in batches(lengths, budget=SCORED):
            ended = [np.append(wanted[i], END) for i in chunk]
            found = probabilities(self._network, [given[i] for i in chunk], ended)
            for i, one in zip(chunk, found, strict=True):
                scores[i] = one
        return scores

    def _chunks(self, lengths: Mapping[int, int], decoding: Decoding) -> Iterator[list[int]]:
        for chunk in batches(lengths, budget=decoding.batch_tokens, padded=self._padded):
            for start in range(0, len(chunk), ROWS):
                yield chunk[start : start + ROWS]

    def _allowed(self, source: Ids) -> Ids:
        return np.arange(len(self._names)) if self._shortlist is None else self._shortlist.of(source)

    def _encode(self, tokens: Sequence[str]) -> Ids:
        return np.array([self._ids.get(token, UNKNOWN) for token in tokens], dtype=np.int64)

    def _output(self, found: Hypothesis) -> Output:
        text = found.pieces[:-1] if found.finished else found.pieces
        return Output(
            text=self._adapter.decode([self._names[piece] for piece in text]),
            score=min(0.0, found.total / max(len(found.pieces), 1)),
            tokens=len(found.pieces),
            finished=found.finished,
        )

    def _read_shortlist(self, folder: Path) -> Shortlist | None:
        """Return the shortlist of a folder, None where it has none."""
        if not any(folder.glob("lex.*.bin")):
            return None
        return read_shortlist(_only(folder, "lex.*.bin"), pieces=self._names)


def _only(folder: Path, pattern: str) -> Path:
    """Return the one file of a kind. Raises `BadFile` where there is none, or more than one."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        names = ", ".join(path.name for path in found)
        raise BadFile(f"{folder} needs one file {pattern}; it has {names or 'none'}")
    return found[0]


def _read_pieces(folder: Path) -> list[str]:
    """Return the pieces of the vocabulary by their ids."""
    from sentencepiece import SentencePieceProcessor

    if any(folder.glob("srcvocab*.spm")):
        raise BadFile(f"{folder} has two vocabularies (srcvocab, trgvocab); only models with one are supported")
    path = _only(folder, "vocab.*.spm")
    try:
        read = SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise BadFile(f"{path} is not a SentencePiece model: {error}") from error
    names = [str(read.id_to_piece(i)) for i in range(read.get_piece_size())]
    if names[:2] != ["</s>", "<unk>"]:
        raise BadFile(f"{path} is not the vocabulary of a student: it begins with {' '.join(names[:2])}")
    return names
