"""Whether the tensors in the files of a model are those that its architecture needs, and are numbers.

Neither library says so: transformers fills what it does not find with random numbers or zeros, and CTranslate2 goes on
without what it takes for optional.
"""

import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babelpress.models.backends.model_bin import BFLOAT16, Stored, Variable

_SINUSOIDAL = ("marian", "pegasus", "m2m_100")
"""Architectures of transformers that compute their table of positions: files may have it or not."""

_LAYER = re.compile(r"(encoder|decoder)/layer_\d+/")
_KEYS = re.compile(r"k_proj\.bias$")
"""The bias of attention keys adds the same to every score, so that it changes nothing: it may stay zero in training."""


@dataclass(frozen=True, slots=True)
class _Values:
    """What matters of the values of a tensor."""

    dimensions: int
    finite: bool
    zero: bool


def refuse(faults: Sequence[str]) -> None:
    """Raise `ValueError` with the first five of the faults, if there are any."""
    if faults:
        more = f" and {len(faults) - 5} more" if len(faults) > 5 else ""
        raise ValueError(f"its weights are incomplete or damaged: {', '.join(faults[:5])}{more}")


def checkpoint_faults(folder: Path, model: Any) -> list[str]:
    """Return what is wrong with the weights of a checkpoint in the hub's layout, a phrase each.

    Args:
        folder: The checkpoint.
        model: The model that transformers loaded from it, on the CPU; or one without numbers (on the device `meta`), of
            which only the shapes are compared.

    Returns:
        Tensors that are missing, of layers that config.json does not have, of another shape or type, not finite, empty
        of numbers, or loaded with other values than the file has. A tensor may be missing if one that is tied to it is
        there, if it is a table of positions that the architecture computes, or if it is the bias of the output of
        another architecture than Marian: BART has none, and transformers takes zeros. What else a file has beside them
        (a head for another task, the version of fairseq) changes nothing.
    """
    needed: dict[str, Any] = model.state_dict()
    computed = "embed_positions." if model.config.model_type in _SINUSOIDAL else None
    kinds = set(map(_kind, needed))
    faults: list[str] = []
    found: dict[str, Any] = {}
    with _tensors(folder) as stored:
        for name, tensor in stored.items():
            known = name if name in needed else f"{model.base_model_prefix}.{name}"
            if known not in needed:
                if not kinds.isdisjoint((_kind(name), _kind(known))):
                    faults.append(f"{name} is in no layer of its config.json")
                continue
            found[known] = needed[known]
            if fault := _difference(tensor, needed[known], exact=not (computed and computed in name)):
                faults.append(f"{name} {fault}")
    places = {tensor.data_ptr() for tensor in found.values()}
    absent = {  # the first name of each: `shared` of tied embeddings
        tensor.data_ptr(): name
        for name, tensor in reversed(needed.items())
        if name not in found
        and tensor.data_ptr() not in places
        and not (computed and computed in name)
        and (name != "final_logits_bias" or model.config.model_type == "marian")
    }
    faults += [f"{name} is missing" for name in absent.values()]
    loaded = {name: tensor for name, tensor in found.items() if not tensor.is_meta}
    return sorted(faults) + _value_faults({name: _torch_values(tensor) for name, tensor in loaded.items()})


def converted_faults(stored: Stored, *, architecture: str) -> list[str]:
    """Return what is wrong with the weights of a model that is converted for CTranslate2, a phrase each.

    Args:
        stored: What its file holds.
        architecture: That of the card.

    Returns:
        Variables that are missing, not finite or empty of numbers.
    """
    names = {*stored.variables, *stored.aliases}
    faults = [f"{name} is missing" for name in sorted(_due(names, architecture) - names)]
    return faults + _value_faults({name: _numpy_values(name, one) for name, one in stored.variables.items()})


def _difference(stored: Any, loaded: Any, *, exact: bool) -> str:
    """How a tensor of a file differs from that of the model; empty where it does not."""
    if not stored.is_floating_point():
        return f"holds {str(stored.dtype).removeprefix('torch.')}, not floating-point numbers"
    if stored.shape != loaded.shape:
        return f"has the shape {list(stored.shape)}, not {list(loaded.shape)}"
    if not exact or loaded.is_meta:
        return ""
    same = stored.to(loaded.dtype)
    # Numbers that are not finite, and equal nothing, are told as such.
    return "" if same.equal(loaded) or not bool(same.isfinite().all()) else "is not what transformers loaded"


@contextmanager
def _tensors(folder: Path) -> Iterator["Mapping[str, Any]"]:
    """The tensors in the files that transformers reads, mapped into memory where their format allows."""
    with ExitStack() as stack:
        found: dict[str, Any] = {}
        for path in _weight_files(folder):
            found |= _stored(path, stack)
        yield found


def _weight_files(folder: Path) -> list[Path]:
    for name in ("model.safetensors", "pytorch_model.bin"):
        index = folder / f"{name}.index.json"
        if (folder / name).is_file():
            return [folder / name]
        if index.is_file():
            shards = json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()
            return [folder / shard for shard in dict.fromkeys(shards)]
    return []


def _stored(path: Path, stack: ExitStack) -> dict[str, Any]:
    if path.suffix == ".safetensors":
        from safetensors import safe_open

        file: Any = stack.enter_context(safe_open(path, framework="pt"))
        return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  (it is no mapping)
    import torch

    # Files of before torch 1.6 are no archives and cannot be mapped.
    return dict(torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path)))


def _torch_values(tensor: Any) -> _Values:
    if not tensor.numel():
        return _Values(tensor.dim(), finite=True, zero=False)
    low, high = tensor.detach().aminmax()
    return _Values(
        tensor.dim(), finite=bool(low.isfinite() and high.isfinite()), zero=bool(low == 0) and bool(high == 0)
    )


def _value_faults(values: Mapping[str, _Values]) -> list[str]:
    """Tensors with numbers that are not finite, and those of zeros alone that training cannot leave so."""
    trained = {_kind(name) for name, one in values.items() if not one.zero}
    faults = []
    for name, one in values.items():
        if not one.finite:
            faults.append(f"{name} has numbers that are not finite")
        elif one.zero and _must_not_be_zero(name, one, trained):
            faults.append(f"{name} is all zeros")
    return faults


def _must_not_be_zero(name: str, values: _Values, trained: Collection[str]) -> bool:
    """Matrices and scales of norms; biases, where the same bias of another layer is not zero."""
    if not values.dimensions or "final_logits_bias" in name or _KEYS.search(name):
        return False
    scale = re.search(r"norm\w*[./](weight|gamma)$", name)
    return values.dimensions > 1 or bool(scale) or _kind(name) in trained


def _kind(name: str) -> str:
    """The name of a tensor without the number of its layer."""
    return re.sub(r"\d+", "*", name, count=1)


_INFINITE = {"<f4": 0x7F800000, "<f2": 0x7C00, BFLOAT16: 0x7F80}
"""The bits that are all set in numbers that are not finite, by types of CTranslate2."""


def _numpy_values(name: str, stored: Variable) -> _Values:
    tensor, mask = stored.values.view(f"u{stored.values.itemsize}"), _INFINITE.get(stored.type)
    finite = not (mask and ((tensor & mask) == mask).any())
    if name.endswith("weight_scale"):  # an infinite number leaves a scale of zero
        finite = finite and bool(tensor.all())
    zero = bool(tensor.size) and not tensor.ravel()[:4096].any() and not tensor.any()
    return _Values(tensor.ndim, finite=finite, zero=zero)


def _due(names: Collection[str], architecture: str) -> set[str]:
    """The variables that a converted model must have besides those that the engine asks for."""
    due = {"decoder/embeddings/weight", "encoder/embeddings_0/weight"}
    due |= {f"{side}/{what}" for side in ("encoder", "decoder") for what in _SETTINGS}
    layers = {found[0] for name in names if (found := _LAYER.match(name))}
    inner = {(layer.split("/")[0], name.removeprefix(layer)) for layer in layers for name in names if layer in name}
    due |= {f"{layer}{name}" for layer in layers for side, name in inner if layer.startswith(side)}
    due |= {f"{side}/{what}" for side in ("encoder", "decoder") for what in _PARTS.get(architecture, ())}
    if architecture not in _BIASED:
        return due
    due |= {re.sub("weight$", "bias", name) for name in names if re.search(r"/linear_\d+/weight$", name)}
    due |= {re.sub("gamma$", "beta", name) for name in {*names, *due} if name.endswith("/gamma")}
    marian = {"decoder/projection/bias", "decoder/start_from_zero_embedding"}
    return due | (marian if architecture == "marian" else set())


_SETTINGS = ("num_heads", "pre_norm", "activation", "scale_embeddings")
"""Settings that the engine would replace by others."""

_POSITIONS = "position_encodings/encodings"
_PARTS: dict[str, tuple[str, ...]] = {
    "marian": (_POSITIONS,),
    "bart": (_POSITIONS, "layernorm_embedding/gamma"),
    "mbart": (_POSITIONS, "layernorm_embedding/gamma", "layer_norm/gamma"),
    "pegasus": (_POSITIONS, "layer_norm/gamma"),
    "m2m100": (_POSITIONS, "layer_norm/gamma"),
    "t5": ("layer_norm/gamma",),
    "mt5": ("layer_norm/gamma",),
}
"""What the architectures have on both sides, outside of their layers."""

_BIASED = ("marian", "bart", "mbart", "pegasus", "m2m100")
"""Architectures with a bias in every linear layer and norm. That of the output is left out at conversion where it is
zero, as in every published BART; of Marian it never is."""
