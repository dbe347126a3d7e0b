"""How a text becomes the tokens a model was trained on: the same code for both backends.

The text goes through the card's normalization and the model's own segmentation (`Pieces`); `SpecialTokens` says what is
put around it. Nothing in a text is ever taken for a special token.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Protocol

import numpy as np

from babelpress.models.backends.normalization import normalize, places
from babelpress.models.cards import ModelCard, Prompt
from babelpress.nlp.word_alignment import Alignment, Span, of_pieces

SOURCE, TARGET = "{source}", "{target}"
"""Placeholders in `SpecialTokens` for the card's token of the source and of the target language."""

FILE = "prompt.json"
"""The file in which a converted model has its `SpecialTokens`."""

_SPACE = "\u2581"
"""The character that SentencePiece writes for a space."""


class Pieces(Protocol):
    """A model's subword segmentation of text, without special tokens."""

    special: frozenset[str]
    """Tokens that are not text."""

    def split(self, text: str) -> list[str]:
        """Cut a text into subword tokens; special tokens written out in it may come out as such."""
        ...

    def split_target(self, text: str) -> list[str]:
        """As `split`, for a text in the target language."""
        ...

    def join(self, pieces: list[str]) -> str:
        """Join subword tokens to a text, special tokens left out."""
        ...

    def knows(self, piece: str) -> bool:
        """Return whether a subword token is in the vocabulary."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialTokens:
    """The special tokens around a source (`before`, `after`) and at the start of an output (`start`, `forced`).

    `start` is the token that the decoder starts with; None where that is the first of `forced` (mBART-25).
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ("</s>",)
    start: str | None = None
    forced: tuple[str, ...] = ()

    @classmethod
    def of(cls, prompt: Prompt) -> "SpecialTokens":
        """Return those that a card states."""
        return cls(**prompt.model_dump())

    def save(self, folder: Path) -> None:
        """Write them beside a converted model."""
        (folder / FILE).write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")


def read_special_tokens(folder: Path) -> SpecialTokens:
    """Read what `SpecialTokens.save` wrote."""
    raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return SpecialTokens(
        before=tuple(raw["before"]), after=tuple(raw["after"]), start=raw["start"], forced=tuple(raw["forced"])
    )


@dataclass(frozen=True, slots=True)
class TokenizerAdapter:
    """Converts texts to source tokens and generated tokens to texts, for one model.

    Raises `ValueError` where the card names a language token that the model's vocabulary lacks.
    """

    card: ModelCard
    pieces: Pieces
    prompt: SpecialTokens

    def __post_init__(self) -> None:
        named = {*self.prompt.before, *self.prompt.after, *self.prompt.forced}
        tokens = {
            *(self.card.source_tokens.values() if SOURCE in named else ()),
            *(self.card.target_tokens.values() if TARGET in named else ()),
        }
        lacking = sorted(token for token in tokens if not self.pieces.knows(token))
        if lacking:
            raise ValueError(f"the model's vocabulary lacks {', '.join(lacking)}, which its card names")

    def encode(self, text: str, *, source: str, target: str) -> list[str]:
        """Return the source tokens of a text, or an empty list where the model sees nothing in it.

        Raises `ValueError` for a language the card does not have and a text longer than the card's `max_tokens`.
        """
        if source not in self.card.sources or target not in self.card.targets:
            raise ValueError(f"{self.card.id} does not translate from '{source}' to '{target}'")
        pieces = self._split(self._prefix(target) + text) if text.strip() else []
        if not pieces:
            return []
        tokens = [
            *self._fill(self.prompt.before, source=source, target=target),
            *pieces,
            *self._fill(self.prompt.after, source=source, target=target),
        ]
        if len(tokens) > self.card.max_tokens:
            raise ValueError(
                f"a text of {len(tokens)} tokens is too long for {self.card.id}, which takes {self.card.max_tokens}: "
                f"'{text[:60]}...'"
            )
        return tokens

    def encode_target(self, text: str) -> list[str]:
        """Return the tokens of a translation as the model would have generated it, without the end mark."""
        return self._plain(self.pieces.split_target(self._normal(text))) if text.strip() else []

    def forced(self, *, source: str, target: str) -> list[str]:
        """Return the tokens that every output into `target` has to begin with."""
        return self._fill(self.prompt.forced, source=source, target=target)

    def count(self, text: str) -> int:
        """Return the length of a text in tokens, special ones and the longest prefix of the card's targets included."""
        prefix = max(map(self._prefix, self.card.targets), key=len)
        return len(self.prompt.before) + len(self._split(prefix + text)) + len(self.prompt.after)

    def unknown(self, text: str) -> frozenset[str]:
        """Return the characters of a text that the vocabulary cannot represent; normalization may drop others."""
        if self._knows_all(text):
            return frozenset()
        clusters: list[str] = []
        for char in text:
            if clusters and unicodedata.combining(char):
                clusters[-1] += char  # an accent is looked up with its letter
            else:
                clusters.append(char)
        strange = {cluster for cluster in clusters if cluster.strip() and not self._knows_all(cluster)}
        return frozenset(char for cluster in strange for char in cluster if not self._knows_all(char))

    def decode(self, tokens: list[str]) -> str:
        """Return the text of generated tokens."""
        return self.pieces.join([token for token in tokens if token not in self.pieces.special])

    def align(
        self, text: str, tokens: Sequence[str], attention: Sequence[Sequence[float]], *, target: str
    ) -> Alignment:
        """Return the alignment of a text to the output generated from it.

        `tokens` are those of the output; `attention` has the shape (output tokens, source tokens).
        """
        prefix = self._prefix(target)
        pieces = self._split(prefix + text)
        before = len(self.prompt.before)
        rows = [i for i, token in enumerate(tokens) if token not in self.pieces.special]
        table = np.asarray(attention, dtype=np.float32)[rows, before : before + len(pieces)]
        normalized = self._spans(pieces)
        origin = places(prefix + text, self.card.normalize)
        onto = _onto(*normalized, self._normal(prefix + text))
        source = [
            (origin[start] - len(prefix), (origin[end - 1] + 1 if end > start else origin[start]) - len(prefix))
            for start, end in onto
        ]
        made = [tokens[i] for i in rows]
        return of_pieces(
            text, self.pieces.join(made), source_pieces=source, target_pieces=self._spans(made)[1], attention=table
        )

    def _spans(self, pieces: list[str]) -> tuple[str, list[Span]]:
        """Return the joined text of subword tokens, and the span of each token in it."""
        whole = self.pieces.join(pieces)
        written = "".join(pieces).replace(_SPACE, " ")
        if pieces and written.lstrip() == whole:
            dropped = len(written) - len(whole)  # the space before the first word
            edges = [max(0, edge - dropped) for edge in accumulate(map(len, pieces), initial=0)]
            return whole, list(pairwise(edges))
        ends = [0]
        for i in range(1, len(pieces)):
            ends.append(max(ends[-1], min(len(self.pieces.join(pieces[:i])), len(whole))))
        return whole, list(zip(ends, [*ends[1:], len(whole)], strict=True)) if pieces else []

    def _knows_all(self, text: str) -> bool:
        return all(map(self.pieces.knows, self._split(text)))

    def _split(self, text: str) -> list[str]:
        return self._plain(self.pieces.split(self._normal(text)))

    def _normal(self, text: str) -> str:
        return normalize(text, self.card.normalize)

    def _plain(self, pieces: list[str]) -> list[str]:
        # A special token written out in an article (`>>deu<<`, `</s>`) reaches the model letter by letter, as text.
        special = self.pieces.special
        return [part for piece in pieces for part in (list(piece) if piece in special else [piece])]

    def _prefix(self, target: str) -> str:
        as_text = self.card.tokens == "source" and TARGET not in self.prompt.before
        return self.card.target_tokens[target] if as_text else ""

    def _fill(self, tokens: tuple[str, ...], *, source: str, target: str) -> list[str]:
        languages = {SOURCE: (self.card.source_tokens, source), TARGET: (self.card.target_tokens, target)}
        return [languages[token][0][languages[token][1]] if token in languages else token for token in tokens]


def _onto(normalized: str, spans: Sequence[Span], text: str) -> list[Span]:
    """Map spans of a text as its tokens spell it (normalized, white space folded) onto the text itself."""
    places = [0] * (len(normalized) + 1)
    i = j = 0
    while i < len(normalized) and j < len(text):
        places[i] = j
        wide = unicodedata.normalize("NFKC", text[j])
        if normalized[i] == text[j] or not (
            normalized[i].isspace() or text[j].isspace() or normalized.startswith(wide, i)
        ):
            i, j = i + 1, j + 1
        elif normalized[i].isspace() == text[j].isspace():  # both are white space, or one letter became several
            places[i : i + len(wide)] = [j] * len(wide)
            i, j = i + max(len(wide), 1), j + 1
        elif text[j].isspace():
            j += 1
        else:
            i += 1
    places[i:] = [j] * (len(places) - i)
    places[-1] = len(text)
    return [(places[start], places[end]) for start, end in spans]
