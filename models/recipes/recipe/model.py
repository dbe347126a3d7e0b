"""A MarianMT model of a given shape, fresh or taken from a start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import transformers
from transformers import MarianConfig, MarianMTModel

from babelpress.errors import ConfigError, Fault
from babelpress.models.backends.checkpoint import load_errors, load_model, quiet
from recipe.config import Shape

State = Mapping[str, torch.Tensor]

VOCABULARY = "joint.model"
"""The SentencePiece model in a folder of ids. Piece 0 is `</s>`; one row more than there are pieces is the padding."""

_ROWS = {
    "model.shared.weight": 0,
    "model.encoder.embed_tokens.weight": 0,
    "model.decoder.embed_tokens.weight": 0,
    "lm_head.weight": 0,
    "final_logits_bias": 1,
}
"""What has a row for each piece, and on which axis."""


def sizes(shape: Shape) -> dict[str, int]:
    """Give a shape in the names of `MarianConfig`."""
    return {
        "d_model": shape.dim,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "encoder_ffn_dim": shape.ffn,
        "decoder_ffn_dim": shape.ffn,
        "encoder_attention_heads": shape.heads,
        "decoder_attention_heads": shape.heads,
        "max_position_embeddings": shape.max_position_embeddings,
    }


def build(sizes: Mapping[str, int], *, pieces: int, dropout: float = 0.1, attention: str = "eager") -> Any:
    """Give a model with fresh weights. `pieces` is the size of the vocabulary, the padding not counted."""
    given: dict[str, Any] = {**sizes, "attn_implementation": attention}
    config = MarianConfig(
        **given,
        vocab_size=pieces + 1,
        pad_token_id=pieces,
        decoder_start_token_id=pieces,
        eos_token_id=0,
        forced_eos_token_id=0,
        scale_embedding=True,
        activation_function="relu",
        tie_word_embeddings=True,
        share_encoder_decoder_embeddings=True,
        dropout=dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
    )
    model = MarianMTModel(config)
    for name, weight in model.named_parameters():
        if weight.dim() == 2 and "shared" not in name and "embed" not in name:
            torch.nn.init.xavier_uniform_(weight)
    embedding = model.model.shared.weight
    torch.nn.init.normal_(embedding, std=config.d_model**-0.5)
    embedding.data[pieces] = 0
    return model


def read_start(folder: Path, *, data: Path) -> dict[str, torch.Tensor]:
    """Give the float32 weights of a start, for the vocabulary in `data`, which may have more pieces at its end.

    The rows of further pieces are left out of the embedding. Raises `ConfigError` where the vocabulary is another.
    """
    theirs, ours = read_pieces(folder / "source.spm"), read_pieces(data / VOCABULARY)
    if ours[: len(theirs)] != theirs:
        raise ConfigError(f"the vocabulary of {folder} is not the beginning of that in {data / VOCABULARY}")
    try:
        with quiet():
            found = load_model(folder, library=transformers).state_dict()
    except load_errors() as error:
        raise ConfigError(f"the start {folder} cannot be loaded", [Fault("", str(error))]) from error
    # The positions are computed, for any length.
    return {name: value.float() for name, value in found.items() if "embed_positions" not in name}


def load_start(model: Any, state: State) -> None:
    """Put the weights of a start into a model. Raises `ConfigError` naming all that do not fit."""
    own = model.state_dict()
    fitted = dict(state)
    for name in fitted.keys() & _ROWS.keys() & own.keys():
        fitted[name] = _padded(fitted[name], own[name], axis=_ROWS[name])
    faults = [
        Fault(name, f"{tuple(value.shape)} in the start, {tuple(own[name].shape) if name in own else 'nothing'} here")
        for name, value in fitted.items()
        if name not in own or own[name].shape != value.shape
    ]
    faults += [Fault(name, "not in the start") for name in own if name not in state and "embed_positions" not in name]
    if faults:
        raise ConfigError("the start has another shape than the recipe's `model`", faults)
    model.load_state_dict(fitted, strict=False)


def read_pieces(path: Path) -> list[str]:
    """Give the pieces of a SentencePiece model, in the order of their ids. Raises `ConfigError`."""
    try:
        vocabulary = sentencepiece.SentencePieceProcessor(str(path))
    except (OSError, RuntimeError) as error:
        raise ConfigError(f"no SentencePiece model in {path}", [Fault("", str(error))]) from error
    return [vocabulary.id_to_piece(i) for i in range(vocabulary.get_piece_size())]


def _padded(theirs: torch.Tensor, ours: torch.Tensor, *, axis: int) -> torch.Tensor:
    """Rows of a smaller vocabulary in a larger one: theirs, then ours for the new pieces and the padding, the last."""
    more = ours.shape[axis] - theirs.shape[axis]
    if more <= 0 or ours.shape[1 - axis] != theirs.shape[1 - axis]:
        return theirs
    rows = theirs.shape[axis] - 1
    return torch.cat([theirs.narrow(axis, 0, rows), ours.float().narrow(axis, rows, more + 1)], axis)
