"""How a text becomes the tokens a model was trained on: the one place where both backends agree.

The text goes through the card's normalisation and the model's own segmentation (`Pieces`); the `Prompt` says what
stands around it. Nothing in a text is ever taken for a special token.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Protocol

import numpy as np

from babelpress.models.cards import ModelCard
from babelpress.nlp.word_alignment import Alignment, Span, of_pieces

SOURCE, TARGET = "{source}", "{target}"
"""Stand for the card's token of the source and target language in a `Prompt`."""

FILE = "prompt.json"
"""Where a converted model keeps its `Prompt`."""

_SPACE = "\u2581"
"""What SentencePiece writes for a space."""

_NORMALIZE = {
    "apostrophe": {ord("’"): "'"},
    "spaces": {0xA0: " ", 0x202F: " "},
}


class Pieces(Protocol):
    """A model's own segmentation of text, without special tokens."""

    special: frozenset[str]
    """Pieces that mean something other than text."""

    def split(self, text: str) -> list[str]:
        """Cut a text into pieces; special tokens spelt out in it may come out as such."""
        ...

    def split_target(self, text: str) -> list[str]:
        """As `split`, for a text in the target language."""
        ...

    def join(self, pieces: list[str]) -> str:
        """Put pieces together again, special ones left out."""
        ...

    def knows(self, piece: str) -> bool:
        """Tell whether a piece is in the vocabulary."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialTokens:
    """What stands around the pieces of a source (`before`, `after`) and opens the output (`start`, `forced`).

    `start` is the token the decoder is started with, None where the first of `forced` is (mBART-25).
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ("</s>",)
    start: str | None = None
    forced: tuple[str, ...] = ()

    def save(self, folder: Path) -> None:
        """Write it beside a converted model."""
        (folder / FILE).write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")


def read_special_tokens(folder: Path) -> SpecialTokens:
    """Read what `Prompt.save` wrote."""
    raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return SpecialTokens(
        before=tuple(raw["before"]), after=tuple(raw["after"]), start=raw["start"], forced=tuple(raw["forced"])
    )


@dataclass(frozen=True, slots=True)
class TokenizerAdapter:
    """Turns texts into source tokens and generated tokens into texts, for one model.

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
        """Give the source tokens of a text, or an empty list where the model sees nothing in it.

        Raises `ValueError` for a language the card does not have and a text longer than the card's `max_tokens`.
        """
        if source not in self.card.sources or target not in self.card.targets:
            raise ValueError(f"{self.card.id} does not go from '{source}' to '{target}'")
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
        """Give the tokens of a translation as the model would have made it, the end mark left out."""
        return self._plain(self.pieces.split_target(self._normal(text))) if text.strip() else []

    def forced(self, *, source: str, target: str) -> list[str]:
        """The tokens every output into `target` has to begin with."""
        return self._fill(self.prompt.forced, source=source, target=target)

    def count(self, text: str) -> int:
        """The length of a text in tokens, special ones included, with the longest prefix of the card's targets."""
        prefix = max(map(self._prefix, self.card.targets), key=len)
        return len(self.prompt.before) + len(self._split(prefix + text)) + len(self.prompt.after)

    def unknown(self, text: str) -> frozenset[str]:
        """The characters of a text that the vocabulary cannot represent; what normalisation drops is none of them."""
        if self._knows_all(text):
            return frozenset()
        clusters: list[str] = []
        for char in text:
            if clusters and unicodedata.combining(char):
                clusters[-1] += char  # an accent is judged with its letter
            else:
                clusters.append(char)
        strange = {cluster for cluster in clusters if cluster.strip() and not self._knows_all(cluster)}
        return frozenset(char for cluster in strange for char in cluster if not self._knows_all(char))

    def decode(self, tokens: list[str]) -> str:
        """Give the text of generated tokens."""
        return self.pieces.join([token for token in tokens if token not in self.pieces.special])

    def align(
        self, text: str, tokens: Sequence[str], attention: Sequence[Sequence[float]], *, target: str
    ) -> Alignment:
        """Give the alignment of a text to what was generated from it.

        `tokens` are those of the output and `attention` a row for each of them, with a column per source token.
        """
        prefix = self._prefix(target)
        pieces = self._split(prefix + text)
        before = len(self.prompt.before)
        rows = [i for i, token in enumerate(tokens) if token not in self.pieces.special]
        table = np.asarray(attention, dtype=np.float32)[rows, before : before + len(pieces)]
        spoken = self._spans(pieces)
        source = [(start - len(prefix), end - len(prefix)) for start, end in _onto(*spoken, prefix + text)]
        made = [tokens[i] for i in rows]
        return of_pieces(
            text, self.pieces.join(made), source_pieces=source, target_pieces=self._spans(made)[1], attention=table
        )

    def _spans(self, pieces: list[str]) -> tuple[str, list[Span]]:
        """The text of pieces put together, and where in it each stands."""
        whole = self.pieces.join(pieces)
        written = "".join(pieces).replace(_SPACE, " ")
        if pieces and written.lstrip() == whole:
            gone = len(written) - len(whole)  # the space before the first word
            edges = [max(0, edge - gone) for edge in accumulate(map(len, pieces), initial=0)]
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
        return text.translate({key: value for name in self.card.normalize for key, value in _NORMALIZE[name].items()})

    def _plain(self, pieces: list[str]) -> list[str]:
        # A special token that an article spells out (`>>deu<<`, `</s>`) reaches the model letter by letter, as text.
        special = self.pieces.special
        return [part for piece in pieces for part in (list(piece) if piece in special else [piece])]

    def _prefix(self, target: str) -> str:
        as_text = self.card.tokens == "source" and TARGET not in self.prompt.before
        return self.card.target_tokens[target] if as_text else ""

    def _fill(self, tokens: tuple[str, ...], *, source: str, target: str) -> list[str]:
        languages = {SOURCE: (self.card.source_tokens, source), TARGET: (self.card.target_tokens, target)}
        return [languages[token][0][languages[token][1]] if token in languages else token for token in tokens]


def _onto(spoken: str, spans: Sequence[Span], text: str) -> list[Span]:
    """Move spans over a text as its pieces spell it (normalized, white space folded) onto the text itself."""
    places = [0] * (len(spoken) + 1)
    i = j = 0
    while i < len(spoken) and j < len(text):
        places[i] = j
        wide = unicodedata.normalize("NFKC", text[j])
        if spoken[i] == text[j] or not (spoken[i].isspace() or text[j].isspace() or spoken.startswith(wide, i)):
            i, j = i + 1, j + 1
        elif spoken[i].isspace() == text[j].isspace():  # both are white, or one letter became several
            places[i : i + len(wide)] = [j] * len(wide)
            i, j = i + max(len(wide), 1), j + 1
        elif text[j].isspace():
            j += 1
        else:
            i += 1
    places[i:] = [j] * (len(places) - i)
    places[-1] = len(text)
    return [(places[start], places[end]) for start, end in spans]
