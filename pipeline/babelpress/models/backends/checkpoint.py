"""The special tokens of a checkpoint in the hub's layout: read by `hf`, and at conversion for `ct2`."""

import logging
import pickle
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from babelpress.models.backends.prompt import SOURCE, TARGET, Pieces, SpecialTokens, TokenizerAdapter
from babelpress.models.backends.tokenizers import JsonPieces, SentencePieces
from babelpress.models.cards import ModelCard

M2M_PIECES = "sentencepiece.bpe.model"


def load_errors() -> tuple[type[Exception], ...]:
    """Return the exceptions of transformers for a checkpoint that is damaged, incomplete or of an unknown kind."""
    from safetensors import SafetensorError

    known = (OSError, EOFError, RuntimeError, ValueError, KeyError, ImportError, AttributeError, NotImplementedError)
    return (*known, pickle.UnpicklingError, SafetensorError)


def read_tokenizer_adapter(card: ModelCard, folder: Path, *, tokenizer: Any, generation: Any) -> TokenizerAdapter:
    """Return the adapter of a checkpoint from its tokenizer and generation settings (transformers objects)."""
    prompt = read_special_tokens_of(card, tokenizer=tokenizer, generation=generation)
    return TokenizerAdapter(card, _pieces(card, folder, tokenizer), prompt)


def read_special_tokens_of(card: ModelCard, *, tokenizer: Any, generation: Any) -> SpecialTokens:
    """Return the special tokens around a source and those that the output has to begin with."""
    start = tokenizer.convert_ids_to_tokens(generation.decoder_start_token_id)
    match card.architecture:
        case "marian":
            return SpecialTokens(before=(TARGET,) if card.tokens == "source" else (), start=start)
        case "m2m100":
            return SpecialTokens(before=(SOURCE,), start=start, forced=(TARGET,))
    if card.tokens == "decoder":
        language = next(iter(card.source_tokens.values()))
        tokenizer.src_lang = language
        before, after = _special_tokens_around(tokenizer)
        before, after = (tuple(SOURCE if token == language else token for token in side) for side in (before, after))
        # mBART-25 has the language after the text, and starts its output with the token of the target language.
        return SpecialTokens(before=before, after=after, start=None if SOURCE in after else start, forced=(TARGET,))
    before, after = _special_tokens_around(tokenizer)
    if tokenizer.eos_token not in after:
        # transformers 5 does this for BARThez where there is no tokenizer.json; other special tokens are wrong, too.
        raise ValueError("its tokenizer puts no end mark after a text: this version of transformers misreads it")
    first = generation.forced_bos_token_id
    forced = () if first is None else (tokenizer.convert_ids_to_tokens(first),)
    return SpecialTokens(before=before, after=after, start=start, forced=forced)


def whole_vocabulary(tokenizer: Any) -> dict[str, int]:
    """Return the vocabulary of a tokenizer, with the language tokens of M2M100, which `get_vocab` leaves out."""
    return {**tokenizer.get_vocab(), **getattr(tokenizer, "lang_token_to_id", {})}


def _special_tokens_around(tokenizer: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    bare = tokenizer("a", add_special_tokens=False).input_ids
    full = tokenizer("a").input_ids
    at = next(i for i in range(len(full)) if full[i : i + len(bare)] == bare)
    names = tokenizer.convert_ids_to_tokens(full)
    return tuple(names[:at]), tuple(names[at + len(bare) :])


def _pieces(card: ModelCard, folder: Path, tokenizer: Any) -> Pieces:
    match card.architecture:
        case "marian":
            return SentencePieces(folder / "source.spm", folder / "target.spm", vocabulary=tokenizer.get_vocab())
        case "m2m100":
            return SentencePieces(folder / M2M_PIECES, folder / M2M_PIECES, vocabulary=whole_vocabulary(tokenizer))
    return JsonPieces(tokenizer.backend_tokenizer)


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
