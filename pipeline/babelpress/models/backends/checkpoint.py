"""What a checkpoint in the hub's layout says about its tokens: read once for `hf`, and at conversion for `ct2`."""

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
    """What transformers raises for a checkpoint that is damaged, incomplete or of a kind it does not know."""
    from safetensors import SafetensorError

    known = (OSError, EOFError, RuntimeError, ValueError, KeyError, ImportError, AttributeError, NotImplementedError)
    return (*known, pickle.UnpicklingError, SafetensorError)


def read_tokenizer_adapter(card: ModelCard, folder: Path, *, tokenizer: Any, generation: Any) -> TokenizerAdapter:
    """Give the `Framer` of a checkpoint, from its tokenizer and its generation settings (transformers objects)."""
    prompt = read_special_tokens_of(card, tokenizer=tokenizer, generation=generation)
    return TokenizerAdapter(card, _pieces(card, folder, tokenizer), prompt)


def read_special_tokens_of(card: ModelCard, *, tokenizer: Any, generation: Any) -> SpecialTokens:
    """Find out what the tokenizer puts around a source and what the output has to begin with."""
    start = tokenizer.convert_ids_to_tokens(generation.decoder_start_token_id)
    match card.architecture:
        case "marian":
            return SpecialTokens(before=(TARGET,) if card.tokens == "source" else (), start=start)
        case "m2m100":
            return SpecialTokens(before=(SOURCE,), start=start, forced=(TARGET,))
    if card.tokens == "decoder":
        language = next(iter(card.source_tokens.values()))
        tokenizer.src_lang = language
        before, after = _around(tokenizer)
        before, after = (tuple(SOURCE if token == language else token for token in side) for side in (before, after))
        # mBART-25 has the language behind the text, and starts its output with the target language itself.
        return SpecialTokens(before=before, after=after, start=None if SOURCE in after else start, forced=(TARGET,))
    before, after = _around(tokenizer)
    if tokenizer.eos_token not in after:
        # transformers 5 does so for BARThez where there is no tokenizer.json; its other special tokens are wrong then.
        raise ValueError("its tokenizer puts no end mark behind a text: this version of transformers misreads it")
    first = generation.forced_bos_token_id
    forced = () if first is None else (tokenizer.convert_ids_to_tokens(first),)
    return SpecialTokens(before=before, after=after, start=start, forced=forced)


def whole_vocabulary(tokenizer: Any) -> dict[str, int]:
    """The vocabulary of a tokenizer, with the language tokens of M2M100, which `get_vocab` leaves out."""
    return {**tokenizer.get_vocab(), **getattr(tokenizer, "lang_token_to_id", {})}


def _around(tokenizer: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
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


# Keeping the libraries underneath from talking on stderr while a model loads.


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the warnings, log lines and progress bars of transformers below errors, and put all back after."""
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
