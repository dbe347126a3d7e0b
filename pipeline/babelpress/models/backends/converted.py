"""Marian models that were converted for CTranslate2, read back for transformers: one file of weights serves both.

`model.bin` (CTranslate2's binary format) holds every tensor and every setting of the architecture. What is
quantized comes back as the number that it stands for: int8 divided by the scale of its row.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from babelpress.models.backends.model_bin import BFLOAT16, WEIGHTS, Array, Stored, Variable, read_stored
from babelpress.models.backends.tokenizers import read_vocabulary
from babelpress.models.backends.weights import converted_faults, refuse

PAD = "<pad>"
"""The padding token, which transformers also starts the decoder with. The conversion drops it; it comes last here."""

_ACTIVATIONS = {0: "relu", 1: "gelu_new", 2: "swish", 3: "gelu"}
"""Names in transformers by CTranslate2's number."""

_OUTSIDE = {f"decoder/projection/{kind}" for kind in ("weight", "bias")} | {
    f"{side}/{name}"
    for side, embeddings in (("encoder", "embeddings_0"), ("decoder", "embeddings"))
    for name in (f"{embeddings}/weight", "position_encodings/encodings")
}
"""What a Marian model has outside of its layers."""

_PARTS = {"self_attention": "self_attn", "attention": "encoder_attn"}


def is_converted(folder: Path) -> bool:
    """Return whether a folder has weights that were converted for CTranslate2."""
    return (folder / WEIGHTS).is_file()


def vocabulary(folder: Path) -> dict[str, int]:
    """Return the number of each token of a converted Marian model, with `<pad>` last.

    Raises `ValueError` for a model with two vocabularies.
    """
    if not any(folder.glob("shared_vocabulary.*")):
        raise ValueError("it has two vocabularies, which cannot be read back from its conversion; use the ct2 backend")
    tokens = [token for token in read_vocabulary(folder) if token != PAD]
    return {token: i for i, token in enumerate([*tokens, PAD])}


def read_marian(folder: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return a converted Marian model as transformers has it.

    Returns:
        The settings for `MarianConfig`, and the float32 tensors by their names in `MarianMTModel`. The embedding has
        one row more than the file, zeros for the padding.

    Raises:
        ValueError: If the file is damaged, of another version of the format, not of a Marian model, or if variables
            are missing, not finite or empty of numbers.
    """
    stored = read_stored(folder / WEIGHTS)
    refuse(converted_faults(stored, architecture="marian"))
    found = numbers(stored)
    tokens = vocabulary(folder)
    try:
        return _settings(found, tokens), _tensors(found)
    except KeyError as error:
        raise ValueError(f"{WEIGHTS} has no {error}: it is not of a Marian model; use the ct2 backend") from error


def numbers(stored: Stored) -> dict[str, Array]:
    """Return the variables of a file by name, aliases included: quantized ones as float32, and without scales."""
    found = {name: _exact(one) for name, one in stored.variables.items()}
    for alias, name in stored.aliases.items():
        found[alias] = found[name]
        if f"{name}_scale" in found:
            found[f"{alias}_scale"] = found[f"{name}_scale"]
    scales = {name: found.pop(name) for name in [*found] if name.endswith("_scale")}
    return {name: _numbers(value, scales.get(f"{name}_scale")) for name, value in found.items()}


def _exact(stored: Variable) -> Array:
    """The values of a variable; bfloat16 as float32, of which it is the upper half."""
    return (stored.values.astype("<u4") << 16).view("<f4") if stored.type == BFLOAT16 else stored.values


def _numbers(value: Array, scale: Array | None) -> Array:
    if scale is not None:
        return value.astype(np.float32) / scale.reshape(scale.shape + (1,) * (value.ndim - scale.ndim))
    return value.astype(np.float32) if value.dtype.kind == "f" else value


def _settings(found: Mapping[str, Array], tokens: Mapping[str, int]) -> dict[str, Any]:
    pad, end = tokens[PAD], tokens["</s>"]
    activation = _ACTIVATIONS.get(int(found["encoder/activation"]))
    tied = found["decoder/embeddings/weight"]
    others = (found["encoder/embeddings_0/weight"], found["decoder/projection/weight"])
    if found["encoder/pre_norm"] or activation is None or not all(np.array_equal(tied, one) for one in others):
        raise ValueError(f"{WEIGHTS} is of an architecture that MarianMTModel does not have; use the ct2 backend")
    dim = tied.shape[1]
    sizes = {
        f"{side}_{name}": value
        for side in ("encoder", "decoder")
        for name, value in (
            ("layers", sum(name.startswith(f"{side}/") and name.endswith("/ffn/linear_0/weight") for name in found)),
            ("attention_heads", int(found[f"{side}/num_heads"])),
            ("ffn_dim", found[f"{side}/layer_0/ffn/linear_0/weight"].shape[0]),
        )
    }
    encodings = found.get("encoder/position_encodings/encodings")
    return {
        **sizes,
        "d_model": dim,
        "vocab_size": pad + 1,
        "max_position_embeddings": 512 if encodings is None else len(encodings),
        "activation_function": activation,
        "scale_embedding": bool(found["encoder/scale_embeddings"] != 1),
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "eos_token_id": end,
        "forced_eos_token_id": end,
    }


def _tensors(found: Mapping[str, Array]) -> dict[str, Array]:
    embedding = found["decoder/embeddings/weight"]
    bias = found.get("decoder/projection/bias", np.zeros(len(embedding), np.float32))
    made = {
        "model.shared.weight": np.pad(embedding, ((0, 1), (0, 0))),
        "final_logits_bias": np.pad(bias, (0, 1))[None],
    }
    for name, value in found.items():
        parts = name.split("/")
        if len(parts) == 5 and parts[1].startswith("layer_"):
            layer = f"model.{parts[0]}.layers.{parts[1].removeprefix('layer_')}"
            made.update({f"{layer}.{own}": one for own, one in _layer(parts[2:], value)})
        elif value.size > 1 and name not in _OUTSIDE:  # a single number is a setting
            raise ValueError(f"{WEIGHTS} has {name}: it is not of a Marian model; use the ct2 backend")
    return made


def _layer(parts: list[str], value: Array) -> Iterator[tuple[str, Array]]:
    """One tensor of a layer (`self_attention/linear_0/weight`) under its names in transformers."""
    part, module, kind = parts
    kind = {"gamma": "weight", "beta": "bias"}.get(kind, kind)
    if part == "ffn":
        names = {"linear_0": "fc1", "linear_1": "fc2", "layer_norm": "final_layer_norm"}
        yield f"{names[module]}.{kind}", value
        return
    own = _PARTS[part]
    if module == "layer_norm":
        yield f"{own}_layer_norm.{kind}", value
        return
    fused = {
        ("self_attention", "linear_0"): "qkv",
        ("attention", "linear_0"): "q",
        ("attention", "linear_1"): "kv",
    }.get((part, module))
    if fused is None:
        yield f"{own}.out_proj.{kind}", value
        return
    for letter, one in zip(fused, np.split(value, len(fused)), strict=True):
        yield f"{own}.{letter}_proj.{kind}", one
