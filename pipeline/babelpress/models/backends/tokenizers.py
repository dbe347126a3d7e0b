"""Subword segmentation by the files of a model's repository, without the tokenizer classes of transformers.

Those rebuild a tokenizer from its vocabulary and lose parts of it: in transformers 5, BARThez reads every no-break
space as unknown, and what the authors' own `tokenizer.json` does to digits or punctuation is gone.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from babelpress._internal.installing import install
from babelpress.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPACE = "\u2581"
"""The character that SentencePiece writes for a space."""

MARIAN = ("source.spm", "target.spm")
EOLE = ("src.spm.model", "tgt.spm.model")
"""The SentencePiece files of both sides: of OPUS-MT, and of models trained with Eole (quickmt)."""

JSON = "tokenizer.json"
_BPE = ("vocab.json", "merges.txt")
JOINT = "joint.spm.model"
_MODELS = ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model", "spm.model", "tokenizer.model", JOINT)
"""Names of SentencePiece files that serve both sides."""

_PRIVATE_USE = "\ue000"
"""A private-use character: a model without byte fallback maps it to the unknown token."""

_LANGUAGE_TOKEN = re.compile(r">>[^<>\s]+<<|__[a-z]+__|[a-z]{2,3}_[A-Z][A-Za-z]+")
"""The language tokens of Marian (`>>deu<<`), M2M100 (`__de__`), mBART and NLLB (`de_DE`)."""

_EMPTY = re.compile(r"<extra_id_\d+>|<gap_\d+>|<unused_?\d+>|madeupword\d+")
"""Tokens that fill a vocabulary or mask text in training, but write nothing."""

_NOT_MERGED = 600
"""Tokens that byte-level BPE may have besides those it merges: 256 bytes, special tokens, fillers."""

_NAMED = frozenset({"<s>", "</s>", "<unk>", "<pad>", "<mask>"})


SHARE = 0.75
"""Share of the pieces of a SentencePiece file that must be in the model's vocabulary, and of the text tokens of the
vocabulary that must be in the files; of its own nearly all are."""


def is_language_token(token: str) -> bool:
    """Return whether a token names a language, as `>>deu<<`."""
    return _LANGUAGE_TOKEN.fullmatch(token) is not None


class SentencePieces:
    """SentencePiece files: `source.spm` and `target.spm` of Marian, or one for both sides.

    `vocabulary` is that of the model, and alone decides what a token is: `target.spm` of Marian may lack tokens that
    the model generates. A file lists tokens outside of the vocabulary, too; they are unknown to the model. A model with
    two vocabularies has a `target_vocabulary`.
    """

    def __init__(
        self,
        source: Path,
        target: Path | None = None,
        *,
        vocabulary: Collection[str],
        target_vocabulary: Collection[str] = (),
    ) -> None:
        self._source = _processor(source)
        self._target = _processor(target) if target and target != source else self._source
        self._vocabulary = frozenset(vocabulary)
        if vocabulary:
            _check_share(source, _texts(self._source), self._vocabulary)
        if vocabulary and self._target is not self._source:
            _check_share(target or source, _texts(self._target), frozenset(target_vocabulary) or self._vocabulary)
        sides = (self._source, self._target)
        self._bytes = {piece: int(piece[3:-1], 16) for side in sides for piece in _of_kind(side, "is_byte")}
        controls = {piece for side in sides for kind in ("is_control", "is_unused") for piece in _of_kind(side, kind)}
        others = {p for p in self._vocabulary if _LANGUAGE_TOKEN.fullmatch(p) or _EMPTY.fullmatch(p)}
        self.special = _NAMED | controls | others
        own = sides if frozenset(target_vocabulary) in (frozenset(), self._vocabulary) else sides[:1]
        _check_origin(self._vocabulary - self.special - self._bytes.keys(), {p for one in own for p in _texts(one)})

    def split(self, text: str) -> list[str]:
        """Cut a text into subword tokens; language tokens of the model are kept whole."""
        return list(self._source.encode(text, out_type=str))

    def split_target(self, text: str) -> list[str]:
        """Cut a text of the target side into subword tokens."""
        return list(self._target.encode(text, out_type=str))

    def join(self, pieces: list[str]) -> str:
        """Join subword tokens to a text; special tokens and bytes that are not UTF-8 are left out."""
        written = bytearray()
        for piece in pieces:
            if piece in self._bytes:
                written.append(self._bytes[piece])
            elif piece not in self.special:
                written += piece.replace(SPACE, " ").encode("utf-8", "ignore")
        return written.decode("utf-8", "ignore").lstrip(" ")

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
        if tokenizer.decoder is None:
            from tokenizers import decoders

            tokenizer.decoder = decoders.Metaspace()
        added = tokenizer.get_added_tokens_decoder().values()
        # The unknown token represents characters that the model lacks: those are text, not special tokens.
        special = frozenset(token.content for token in added if token.special)
        self.unknown = next((token for token in self.split(_PRIVATE_USE) if token in special), "")
        self.special = special - {self.unknown}

    def split(self, text: str) -> list[str]:
        """Cut a text into subword tokens; a Unigram model keeps its special tokens in a text whole."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return [self._tokenizer.id_to_token(i) or "" for i in ids]

    def split_target(self, text: str) -> list[str]:
        """Cut a text of the target side into subword tokens: both sides share one segmentation."""
        return self.split(text)

    def join(self, pieces: list[str]) -> str:
        """Join subword tokens to a text; special, unknown and unnamed ones are left out."""
        ids = (self._tokenizer.token_to_id(piece) for piece in pieces if piece != self.unknown)
        return str(self._tokenizer.decode([i for i in ids if i is not None])).replace("\ufffd", "").strip()

    def knows(self, piece: str) -> bool:
        """Return whether a subword token is in the vocabulary."""
        return piece != self.unknown and self._tokenizer.token_to_id(piece) is not None

    @property
    def vocabulary(self) -> dict[str, int]:
        """The number of each token, special ones included."""
        return dict(self._tokenizer.get_vocab(with_added_tokens=True))

    def framed(self, text: str) -> tuple[list[str], list[str]] | None:
        """Return the special tokens that the file puts before and after a text; None where it does not say."""
        if self._tokenizer.post_processor is None:
            return None
        bare = self._tokenizer.encode(text, add_special_tokens=False).tokens
        full = self._tokenizer.encode(text, add_special_tokens=True).tokens
        at = next((i for i in range(len(full)) if full[i : i + len(bare)] == bare), 0)
        return full[:at], full[at + len(bare) :]

    def save(self, path: Path) -> None:
        """Write the file."""
        self._tokenizer.save(str(path))


def read_pieces(
    folder: Path, *, vocabulary: Collection[str], target_vocabulary: Collection[str] = ()
) -> SentencePieces | JsonPieces:
    """Read the segmentation of a model in the hub's layout or converted.

    Args:
        folder: A folder with `source.spm` and `target.spm`, `tokenizer.json`, `vocab.json` and `merges.txt`, or one
            SentencePiece file; the first of these that is there is read.
        vocabulary: The tokens of the model, for SentencePiece files.
        target_vocabulary: Those of its target side, where it has two vocabularies.

    Returns:
        The segmentation.

    Raises:
        ModelUnavailable: If there is none of these files, one cannot be read or is another model's, or the `tokenizers`
            library is missing.
    """
    found = tokenizer_files(folder)
    if not found:
        names = ", ".join((*MARIAN, JSON, *_BPE, *_MODELS))
        raise ModelUnavailable(f"there is no tokenizer in {folder}: it needs one of {names}")
    try:
        if found[0].endswith((".spm", ".model")):
            return SentencePieces(
                folder / found[0], folder / found[-1], vocabulary=vocabulary, target_vocabulary=target_vocabulary
            )
        pieces = JsonPieces(_json_tokenizer(folder, found))
        for name in _MODELS:  # which is the same in another format
            if (folder / name).is_file():
                _check_share(folder / name, _texts(_processor(folder / name)), frozenset(pieces.vocabulary), JSON)
        return pieces
    except ModelUnavailable:
        raise
    except Exception as error:  # the libraries raise plain exceptions
        raise ModelUnavailable(f"the tokenizer {folder / found[0]} cannot be read: {error}") from error


def tokenizer_files(folder: Path) -> tuple[str, ...]:
    """Return the names of the files that `read_pieces` reads."""
    pairs = (MARIAN, EOLE)
    choices: Iterable[tuple[str, ...]] = (*pairs, (JSON,), _BPE, *((name,) for name in _MODELS))
    if (folder / "vocab.json").is_file() and not (folder / _BPE[1]).is_file():
        choices = (*pairs, *((name,) for name in _MODELS), (JSON,))  # M2M100: numbers by vocab.json
    return next((names for names in choices if all((folder / name).is_file() for name in names)), ())


def sentencepiece_vocabulary(path: Path) -> dict[str, int]:
    """Return the number of each token of a SentencePiece file."""
    processor = _processor(path)
    return {processor.id_to_piece(i): i for i in range(len(processor))}


def read_vocabulary(folder: Path, *, side: Literal["source", "target"] = "source") -> list[str]:
    """Return the tokens of a converted model, in order: those of a side where there are two vocabularies.

    CTranslate2 writes a list in JSON; before version 4 it wrote a token a line.
    """
    names = [f"{one}_vocabulary.{kind}" for one in ("shared", side) for kind in ("json", "txt")]
    path = next((folder / name for name in names if (folder / name).is_file()), folder / names[0])
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ModelUnavailable(f"there is no vocabulary in {folder}: it needs one of {', '.join(names)}") from error
    return list(json.loads(text)) if path.suffix == ".json" else text.rstrip("\n").split("\n")


def _json_tokenizer(folder: Path, names: tuple[str, ...]) -> "Tokenizer":
    try:
        from tokenizers import ByteLevelBPETokenizer, Tokenizer
    except ImportError as error:
        message = f"{folder} needs the tokenizers library; run: {install('hub')}"
        raise ModelUnavailable(message) from error
    if names == (JSON,):
        return Tokenizer.from_file(str(folder / JSON))
    made: Any = ByteLevelBPETokenizer.from_file(*(str(folder / name) for name in names))
    vocabulary: Mapping[str, int] = made.get_vocab()
    merges = sum(" " in line for line in (folder / _BPE[1]).read_text(encoding="utf-8").splitlines()[1:])
    if merges + _NOT_MERGED < len(vocabulary):
        raise ValueError(f"{_BPE[1]} has {merges} merges for a vocabulary of {len(vocabulary)}: it is cut or another's")
    made.add_special_tokens([token for token in sorted(_NAMED) if token in vocabulary])
    return Tokenizer.from_str(made.to_str())


def _processor(path: Path) -> Any:
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_file=str(path))
    except RuntimeError as error:
        raise ValueError(f"{path.name} is no SentencePiece file, or damaged ({error})") from error


def _texts(processor: Any) -> list[str]:
    """The pieces of text of a SentencePiece file."""
    ids = list(range(len(processor)))  # one call for all of them: ten times as fast as one for each
    others = zip(processor.is_control(ids), processor.is_unknown(ids), processor.is_byte(ids), strict=True)
    return [piece for piece, other in zip(processor.id_to_piece(ids), others, strict=True) if not any(other)]


def _check_share(path: Path, pieces: Sequence[str], vocabulary: frozenset[str], where: str = "the vocabulary") -> None:
    """Raise `ValueError` for a file of which many pieces are outside of the vocabulary of its side."""
    known = sum(piece in vocabulary for piece in pieces)
    if known < SHARE * len(pieces):
        raise ValueError(
            f"{known} of the {len(pieces)} pieces of {path.name} are in {where}: it belongs to another model"
        )


def _check_origin(tokens: frozenset[str], pieces: Collection[str]) -> None:
    """Raise `ValueError` for a vocabulary of which many tokens cannot come from its SentencePiece files."""
    known = len(tokens & frozenset(pieces))
    if known < SHARE * len(tokens):
        raise ValueError(
            f"{known} of the {len(tokens)} tokens of the vocabulary are in the SentencePiece files: they belong to "
            "another model"
        )


def _of_kind(processor: Any, kind: str) -> list[str]:
    ids = list(range(len(processor)))
    return [processor.id_to_piece(i) for i, is_one in zip(ids, getattr(processor, kind)(ids), strict=True) if is_one]
