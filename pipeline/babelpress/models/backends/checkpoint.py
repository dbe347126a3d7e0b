"""What a checkpoint in the hub's layout says of its tokens, and whether its weights are complete.

Read by `hf` when it loads, and at conversion for `ct2`.
"""

import json
import logging
import pickle
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from babelpress.errors import ModelUnavailable
from babelpress.models.backends import converted
from babelpress.models.backends.prompt import SOURCE, TARGET, Pieces, SpecialTokens, TokenizerAdapter
from babelpress.models.backends.tokenizers import (
    JSON,
    JsonPieces,
    is_language_token,
    read_pieces,
    sentencepiece_vocabulary,
    tokenizer_files,
)
from babelpress.models.backends.weights import checkpoint_faults, refuse
from babelpress.models.cards import ModelCard, refuse_pointers

_PADDED = 256
"""Rows that an embedding may have beyond the vocabulary; T5 rounds its own up to a multiple of 128."""


@dataclass(frozen=True)
class Checkpoint:
    """The vocabulary of a checkpoint and how texts become its tokens.

    Attributes:
        adapter: Converts texts to tokens and tokens to texts.
        ids: The number of each token on the source side.
        target_ids: The number of each token on the target side; the same mapping unless there are two vocabularies.
        end: The end mark.
        pad: The padding token.
        unknown: The unknown token; empty where there is none.
        files: The files that the segmentation is read from.
    """

    adapter: TokenizerAdapter
    ids: Mapping[str, int]
    target_ids: Mapping[str, int]
    end: str
    pad: str
    unknown: str
    files: tuple[str, ...]

    @cached_property
    def names(self) -> dict[int, str]:
        """The token of each number on the target side; numbers that only pad the embedding have none."""
        return {number: token for token, number in self.target_ids.items()}

    def source_numbers(self, tokens: Sequence[str]) -> list[int]:
        """Return the numbers of source tokens; tokens outside of the vocabulary become the unknown token."""
        unknown = self.ids.get(self.unknown, 0)
        return [self.ids.get(token, unknown) for token in tokens]

    def target_numbers(self, tokens: Sequence[str]) -> list[int]:
        """Return the numbers of target tokens."""
        unknown = self.target_ids.get(self.unknown, 0)
        return [self.target_ids.get(token, unknown) for token in tokens]


def library_errors() -> tuple[type[Exception], ...]:
    """Return the exceptions of transformers for files that are damaged, incomplete or of an unknown kind."""
    known = (OSError, EOFError, RuntimeError, ValueError, KeyError, ImportError, AttributeError, NotImplementedError)
    return (*known, TypeError, IndexError, pickle.UnpicklingError)


def load_errors() -> tuple[type[Exception], ...]:
    """Return `library_errors` and those of weights."""
    from safetensors import SafetensorError

    return (*library_errors(), SafetensorError)


def open_checkpoint(card: ModelCard, folder: Path, *, library: Any, **settings: Any) -> tuple[Any, "Checkpoint"]:
    """Return the model of a checkpoint (of transformers) and what it says of its tokens.

    Args:
        card: The card of the model.
        folder: The checkpoint.
        library: The module transformers.
        settings: For `from_pretrained`.

    Raises:
        ModelUnavailable: If anything is missing, damaged or of another model, with the command that repairs it.
    """
    known: tuple[type[Exception], ...] = (ModelUnavailable, *load_errors())
    try:
        check_files(folder)
        with quiet():
            model = load_model(folder, library=library, **settings)
            found = model.config.model_type
            if found.replace("_", "") != card.architecture:
                raise ValueError(f"the card says {card.architecture}, the checkpoint is {found}")
            return model, read_checkpoint(card, folder, config=model.config, generation=model.generation_config)
    except known as error:
        raise ModelUnavailable(
            f"{card.id} cannot be loaded from {folder}: {_cause(error)}\n  to repair: {card.remedy}"
        ) from error


def check_files(folder: Path) -> None:
    """Raise `ValueError` or `TypeError` for pointers of Git LFS, and a configuration that cannot be read."""
    refuse_pointers(folder)
    read_settings(folder / "config.json")


def read_settings(path: Path) -> dict[str, Any]:
    """Return the object in a file of JSON; empty where there is no file.

    Raises `ValueError` or `TypeError` for another content.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise ValueError(f"{path.name} is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise TypeError(f"{path.name} is no JSON object")
    return value


def _cause(error: Exception) -> str:
    """What an error says; torch advises to run the code that it found in weights, and writes of its own library."""
    if "PytorchStreamReader" in str(error):
        return "its weights (.bin) are cut or damaged"
    if type(error).__name__ == "SafetensorError":  # of a library that is imported only for its files
        return f"its weights (.safetensors) are cut or damaged ({error})"
    if isinstance(error, KeyError):
        return f"its files lack {error}"
    if "Weights only load failed" not in str(error):
        return str(error)
    code = re.search(r"GLOBAL:? (\S+)", str(error))
    found = f"the code {code[1]}" if code else "something else"
    return f"its weights (.bin) hold {found} instead of tensors alone, or are damaged; nothing of it was run"


def load_model(folder: Path, *, library: Any, **settings: Any) -> Any:
    """Return the model of a checkpoint.

    Raises `ValueError` naming tensors that are missing, too many, damaged or of another shape.
    """
    kind: Any = library.AutoModelForSeq2SeqLM
    place: Path | None = folder
    if converted.is_converted(folder):
        kind, place, settings = library.MarianMTModel, None, {**_converted(folder, library=library), **settings}
    known: tuple[type[Exception], ...] = (*load_errors(), MemoryError)
    try:
        model = kind.from_pretrained(place, local_files_only=True, ignore_mismatched_sizes=True, **settings)
    except RuntimeError:  # tied weights of another size are compared with tensors that were never loaded
        if place is not None:
            refuse(checkpoint_faults(place, _outline(place, library=library)))
        raise
    except known:
        raise
    except Exception as error:  # the libraries trust the numbers of a configuration
        raise ValueError(f"its config.json cannot be used ({type(error).__name__}: {error})") from error
    if place is not None:
        refuse(checkpoint_faults(place, model))
    return model


def _outline(folder: Path, *, library: Any) -> Any:
    """The model of a configuration, without numbers."""
    torch: Any = import_module("torch")
    with torch.device("meta"):
        return library.AutoModelForSeq2SeqLM.from_config(library.AutoConfig.from_pretrained(folder))


def _converted(folder: Path, *, library: Any) -> dict[str, Any]:
    """The settings and weights of a converted model, as `from_pretrained` takes them."""
    torch: Any = import_module("torch")
    settings, tensors = converted.read_marian(folder)
    state = {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in tensors.items()}
    return {"config": library.MarianConfig(**settings), "state_dict": state}


def read_checkpoint(card: ModelCard, folder: Path, *, config: Any, generation: Any) -> Checkpoint:
    """Return what a checkpoint says of its tokens.

    Args:
        card: The card of the model.
        folder: The checkpoint.
        config: Its configuration (transformers).
        generation: Its generation settings (transformers).

    Returns:
        The vocabulary and the adapter.

    Raises:
        ModelUnavailable: If there is no tokenizer that can be read.
        ValueError: If the vocabulary does not fit the embedding, or the special tokens are not those of the card.
    """
    positions = getattr(config, "max_position_embeddings", None)
    if positions is not None and card.max_tokens > positions:
        raise ValueError(f"its card says that it takes {card.max_tokens} tokens, but it has {positions} positions")
    ids, target_ids, found = _vocabularies(card.architecture, folder, languages=card.tokens == "decoder")
    size = config.vocab_size
    _check_vocabulary(ids, size=size, exact=card.architecture == "marian")
    if target_ids is not ids:
        _check_vocabulary(target_ids, size=config.decoder_vocab_size or size, exact=True)
    other = () if target_ids is ids else target_ids
    pieces = found or read_pieces(folder, vocabulary=ids, target_vocabulary=other)
    names = {number: token for token, number in target_ids.items()}
    end = names.get(_one(config.eos_token_id), "</s>")
    pad = names.get(_one(config.pad_token_id), "<pad>")
    _check_marks(pieces, end=end, pad=pad)
    start = names.get(_one(generation.decoder_start_token_id))
    first = generation.forced_bos_token_id
    if first is None and getattr(config, "force_bos_token_to_be_generated", False):
        first = config.bos_token_id  # how checkpoints of 2020 write it
    made = _Tokens(
        card=card,
        folder=folder,
        pieces=pieces,
        ids=target_ids,
        end=end,
        start=start or (end if card.architecture in ("bart", "mbart", "m2m100") else pad),
        first=names.get(_one(first)),
    )
    prompt = made.prompt()
    if card.prompt is not None and (stated := SpecialTokens.of(card.prompt)) != prompt:
        raise ValueError(f"its special tokens are {prompt}, its card says {stated}")
    unknown = pieces.unknown if isinstance(pieces, JsonPieces) else "<unk>"
    return Checkpoint(
        adapter=TokenizerAdapter(card, pieces, prompt),
        ids=ids,
        target_ids=target_ids,
        end=end,
        pad=pad,
        unknown=unknown if unknown in target_ids else "",
        files=tokenizer_files(folder),
    )


@dataclass(frozen=True, kw_only=True)
class _Tokens:
    card: ModelCard
    folder: Path
    pieces: Pieces
    ids: Mapping[str, int]
    end: str
    start: str
    first: str | None

    def prompt(self) -> SpecialTokens:
        """The special tokens around a source and those that the output has to begin with."""
        match self.card.architecture:
            case "marian":
                language = (TARGET,) if self.card.tokens == "source" else ()
                return SpecialTokens(before=language, after=(self.end,), start=self.start)
            case "m2m100":
                return SpecialTokens(before=(SOURCE,), after=(self.end,), start=self.start, forced=(TARGET,))
        before, after = self._around()
        if self.end not in after:
            raise ValueError(f"its tokenizer does not put the end mark {self.end} after a text")
        if self.card.tokens == "decoder":
            # mBART-25 has the language after the text, and starts its output with the token of the target language.
            start = None if SOURCE in after else self.start
            return SpecialTokens(before=before, after=after, start=start, forced=(TARGET,))
        forced = () if self.first is None else (self.first,)
        return SpecialTokens(before=before, after=after, start=self.start, forced=forced)

    def _around(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The special tokens around a source: those of `tokenizer.json`, else those of the architecture."""
        if self.card.tokens == "decoder":
            return self._around_languages()
        framed = self.pieces.framed("a") if isinstance(self.pieces, JsonPieces) else None
        if framed and any(framed):
            return tuple(framed[0]), tuple(framed[1])
        begins = self.card.architecture in ("bart", "mbart") and "<s>" in self.ids
        return ("<s>",) if begins else (), (self.end,)

    def _around_languages(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        tokenizer: Any = _library_tokenizer(self.folder)
        language = next(iter(self.card.source_tokens.values()))
        tokenizer.src_lang = language
        bare = tokenizer("a", add_special_tokens=False).input_ids
        full = tokenizer("a").input_ids
        at = next(i for i in range(len(full)) if full[i : i + len(bare)] == bare)
        names = [SOURCE if name == language else name for name in tokenizer.convert_ids_to_tokens(full)]
        return tuple(names[:at]), tuple(names[at + len(bare) :])


def vocabulary(architecture: str, folder: Path) -> dict[str, int]:
    """Return the number of each token of a multilingual checkpoint, those of its target languages included.

    Raises as `library_errors` says, and `ImportError` where transformers is needed and missing.
    """
    return _vocabularies(architecture, folder, languages=architecture in ("mbart", "m2m100"))[1]


def _vocabularies(
    architecture: str, folder: Path, *, languages: bool
) -> tuple[dict[str, int], dict[str, int], JsonPieces | None]:
    """The vocabulary of the source and of the target side, mostly the same, and the segmentation if it has them."""
    files = tokenizer_files(folder)
    if architecture == "marian" and (folder / "target_vocab.json").is_file():
        return _numbered(folder / "vocab.json"), _numbered(folder / "target_vocab.json"), None
    if architecture == "marian" and converted.is_converted(folder):
        ids = converted.vocabulary(folder)
    elif architecture == "marian":
        ids = _numbered(folder / "vocab.json")
    elif architecture in ("m2m100", "pegasus") or (languages and JSON not in files):
        tokenizer: Any = _library_tokenizer(folder)
        languages_of = getattr(tokenizer, "lang_token_to_id", {})  # which `get_vocab` leaves out
        ids = {**tokenizer.get_vocab(), **languages_of}
    elif files and files[0].endswith(".model"):
        ids = sentencepiece_vocabulary(folder / files[0])
    else:
        pieces = read_pieces(folder, vocabulary=())
        if isinstance(pieces, JsonPieces):
            ids = pieces.vocabulary
            return ids, ids, pieces
        ids = {}
    return ids, ids, None


def _library_tokenizer(folder: Path) -> Any:
    """The tokenizer of transformers: only it knows where the language tokens of mBART and M2M100 are."""
    with quiet():
        library: Any = import_module("transformers")
        return library.AutoTokenizer.from_pretrained(folder, local_files_only=True)


def _numbered(path: Path) -> dict[str, int]:
    try:
        ids = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ModelUnavailable(f"{path} is missing: it gives each token its number") from error
    except ValueError as error:
        raise ModelUnavailable(f"{path} is no JSON: {error}") from error
    if not isinstance(ids, dict) or not all(isinstance(number, int) for number in ids.values()):
        raise ModelUnavailable(f"{path} does not give each token a number")
    return ids


def _check_vocabulary(ids: Mapping[str, int], *, size: int, exact: bool) -> None:
    """Raise `ValueError` for a vocabulary that does not fit an embedding of `size` rows."""
    numbers = set(ids.values())
    if len(numbers) < len(ids):
        raise ValueError("its vocabulary gives two tokens the same number")
    most = max(numbers, default=-1) + 1
    if len(numbers) < 10:
        raise ValueError(f"its tokenizer has {len(numbers)} tokens: it is empty or not the model's")
    if exact and len(numbers) < most:
        raise ValueError(f"its vocabulary has no token for {most - len(numbers)} of {most} numbers: it is damaged")
    if most > size or size - most > (0 if exact else _PADDED):
        raise ValueError(f"its tokenizer has {most} tokens, but the model has {size}: they do not belong together")


def _check_marks(pieces: Pieces, *, end: str, pad: str) -> None:
    """Raise `ValueError` for an end mark or padding that is a piece of text: then the numbers are of another model."""
    for what, token in (("eos_token_id", end), ("pad_token_id", pad)):
        if token not in pieces.special or is_language_token(token) or token == "<unk>":
            raise ValueError(f"{what} is the number of '{token}', which is no mark: the vocabulary is another model's")


def _one(number: Any) -> int:
    """The first of several end marks; -1 where there is none."""
    found = number[0] if isinstance(number, Sequence) and number else number
    return found if isinstance(found, int) else -1


@contextmanager
def quiet() -> Iterator[None]:
    """Silence warnings, log messages below errors and progress bars of transformers; restore them afterwards."""
    hub_logging: Any = import_module("transformers.utils.logging")  # typed only in parts
    level, bars = hub_logging.get_verbosity(), hub_logging.is_progress_bar_enabled()
    hub_logging.set_verbosity(logging.ERROR)
    hub_logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        hub_logging.set_verbosity(level)
        if bars:
            hub_logging.enable_progress_bar()
