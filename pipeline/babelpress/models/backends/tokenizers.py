"""The two kinds of subword segmentation that models come with: SentencePiece files and `tokenizer.json`."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from babelpress.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PRIVATE_USE = "\ue000"
"""A private-use character: a model without byte fallback maps it to the unknown token."""

_LANGUAGE_TOKEN = re.compile(r">>[^<>\s]+<<|__[a-z]+__")
"""The language tokens of Marian (`>>deu<<`) and of M2M100 (`__de__`)."""


class SentencePieces:
    """SentencePiece files of Marian (`source.spm`, `target.spm`) and M2M100 (`sentencepiece.bpe.model`).

    `vocabulary` is that of the model: tokens outside of it are unknown to the model, even if the files have them.
    """

    def __init__(self, source: Path, target: Path, *, vocabulary: Collection[str]) -> None:
        from sentencepiece import SentencePieceProcessor

        self._source = SentencePieceProcessor(model_file=str(source))
        self._target = SentencePieceProcessor(model_file=str(target)) if target != source else self._source
        self._vocabulary = frozenset(vocabulary)
        languages = {piece for piece in self._vocabulary if _LANGUAGE_TOKEN.fullmatch(piece)}
        self.special = frozenset({"<s>", "</s>", "<unk>", "<pad>"} | languages)

    def split(self, text: str) -> list[str]:
        """Cut a text into subword tokens; language tokens of the model are kept whole."""
        return list(self._source.encode(text, out_type=str))

    def split_target(self, text: str) -> list[str]:
        """Cut a text of the target side into subword tokens."""
        return list(self._target.encode(text, out_type=str))

    def join(self, pieces: list[str]) -> str:
        """Join subword tokens of the target side to a text."""
        return str(self._target.decode(pieces))

    def knows(self, piece: str) -> bool:
        """Return whether a subword token is in the vocabulary."""
        return piece in self._vocabulary


class JsonPieces:
    """A `tokenizer.json` of the `tokenizers` library: BART, mBART, T5, PEGASUS."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        tokenizer.encode_special_tokens = True
        tokenizer.no_truncation()
        tokenizer.no_padding()
        added = tokenizer.get_added_tokens_decoder().values()
        # The unknown token represents characters that the model lacks: those are text, not special tokens.
        special = frozenset(token.content for token in added if token.special)
        self._unknown = next((token for token in self.split(_PRIVATE_USE) if token in special), "")
        self.special = special - {self._unknown}

    def split(self, text: str) -> list[str]:
        """Cut a text into subword tokens; a Unigram model keeps its special tokens in a text whole."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return [self._tokenizer.id_to_token(i) or "" for i in ids]

    def split_target(self, text: str) -> list[str]:
        """Cut a text of the target side into subword tokens: both sides share one segmentation."""
        return self.split(text)

    def join(self, pieces: list[str]) -> str:
        """Join subword tokens to a text."""
        ids = (self._tokenizer.token_to_id(piece) for piece in pieces)
        return str(self._tokenizer.decode([i for i in ids if i is not None])).strip()

    def knows(self, piece: str) -> bool:
        """Return whether a subword token is in the vocabulary."""
        return piece != self._unknown and self._tokenizer.token_to_id(piece) is not None


def read_sentencepieces(folder: Path, *, source: str, target: str) -> SentencePieces:
    """Read the SentencePiece files of a converted model."""
    shared = folder / "shared_vocabulary.json"
    path = shared if shared.is_file() else folder / "source_vocabulary.json"
    vocabulary = json.loads(path.read_text(encoding="utf-8"))
    return SentencePieces(folder / source, folder / target, vocabulary=vocabulary)


def read_tokenizer(folder: Path) -> JsonPieces:
    """Read `tokenizer.json`. Raises `ModelUnavailable` where the `tokenizers` library is missing."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        message = f"{folder} needs the tokenizers library; run: pip install 'babelpress[hub]'"
        raise ModelUnavailable(message) from error
    return JsonPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
