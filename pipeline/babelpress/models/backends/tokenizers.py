"""The two kinds of segmentation that models come with: SentencePiece files and `tokenizer.json`."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from babelpress.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_UNHEARD_OF = "\ue000"
"""A character for private use: a model without bytes to fall back on makes the unknown token of it."""

_LANGUAGE_TOKEN = re.compile(r">>[^<>\s]+<<|__[a-z]+__")


class SentencePieces:
    """SentencePiece files as Marian (`source.spm`, `target.spm`) and M2M100 (`sentencepiece.bpe.model`) have them.

    `vocabulary` is the model's own: pieces outside it are unknown to the model, whatever the files hold.
    """

    def __init__(self, source: Path, target: Path, *, vocabulary: Collection[str]) -> None:
        from sentencepiece import SentencePieceProcessor

        self._source = SentencePieceProcessor(model_file=str(source))
        self._target = SentencePieceProcessor(model_file=str(target)) if target != source else self._source
        self._vocabulary = frozenset(vocabulary)
        languages = {piece for piece in self._vocabulary if _LANGUAGE_TOKEN.fullmatch(piece)}
        self.special = frozenset({"<s>", "</s>", "<unk>", "<pad>"} | languages)

    def split(self, text: str) -> list[str]:
        """Cut a text into pieces; language tokens that are pieces of the model come out whole."""
        return list(self._source.encode(text, out_type=str))

    def split_target(self, text: str) -> list[str]:
        """Cut a text of the target side into pieces."""
        return list(self._target.encode(text, out_type=str))

    def join(self, pieces: list[str]) -> str:
        """Put pieces of the target side together again."""
        return str(self._target.decode(pieces))

    def knows(self, piece: str) -> bool:
        """Tell whether a piece is in the vocabulary."""
        return piece in self._vocabulary


class JsonPieces:
    """A `tokenizer.json` of the `tokenizers` library: BART, mBART, T5, PEGASUS."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        tokenizer.encode_special_tokens = True
        tokenizer.no_truncation()
        tokenizer.no_padding()
        added = tokenizer.get_added_tokens_decoder().values()
        # The unknown token stands for letters the model lacks: those are text.
        special = frozenset(token.content for token in added if token.special)
        self._unknown = next((token for token in self.split(_UNHEARD_OF) if token in special), "")
        self.special = special - {self._unknown}

    def split(self, text: str) -> list[str]:
        """Cut a text into pieces; a Unigram model finds its own special tokens in a text and gives them whole."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return [self._tokenizer.id_to_token(i) or "" for i in ids]

    def split_target(self, text: str) -> list[str]:
        """Cut a text of the target side into pieces: both sides have one segmentation."""
        return self.split(text)

    def join(self, pieces: list[str]) -> str:
        """Put pieces together again."""
        ids = (self._tokenizer.token_to_id(piece) for piece in pieces)
        return str(self._tokenizer.decode([i for i in ids if i is not None])).strip()

    def knows(self, piece: str) -> bool:
        """Tell whether a piece is in the vocabulary."""
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
        message = f"{folder} needs the tokenizers library: pip install 'babelpress[hub]'"
        raise ModelUnavailable(message) from error
    return JsonPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
