"""Weights that are incomplete, too many or damaged: each tensor in turn, on both roads."""

import json
import re
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from babelpress.errors import ModelUnavailable
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.checkpoint import open_checkpoint
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.model_bin import read_stored
from babelpress.models.backends.weights import checkpoint_faults, converted_faults
from babelpress.models.cards import ModelCard
from babelpress.models.conversion import convert_folder
from tiny_models import ARCHITECTURES, SENTENCES

Change = Callable[[dict[str, Any], str], None]


def read(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return load_file(folder / "model.safetensors")


def write(folder: Path, tensors: dict[str, Any]) -> None:
    from safetensors.torch import save_file

    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})


def opened(card: ModelCard, folder: Path) -> Any:
    """The model that both roads begin with: `hf` runs it, and the conversion for `ct2` writes it."""
    import torch
    import transformers

    return open_checkpoint(card, folder, library=transformers, dtype=torch.float32)[0]


def same(one: Any, other: Any) -> bool:
    """Whether two models have the same tensors, and thus the same outputs."""
    found = dict(other.state_dict())
    return all(found[name].equal(tensor) for name, tensor in one.state_dict().items())


def one_of_each(names: list[str]) -> list[str]:
    """The names, but of the layers only those of the last."""
    return [name for name in names if ".0." not in name or name.replace(".0.", ".1.", 1) not in names]


@pytest.fixture
def trained(tiny, tmp_path: Path) -> Callable[[str], tuple[ModelCard, Path, dict[str, Any]]]:
    """A copy of a tiny model in which no tensor is as it was initialized, its folder and its tensors."""
    import torch

    def make(architecture: str) -> tuple[ModelCard, Path, dict[str, Any]]:
        model = tiny(architecture)
        folder = Path(shutil.copytree(model.folder / "hf", tmp_path / "hf"))
        generator = torch.Generator().manual_seed(3)
        tensors = {
            name: tensor + 0.3 * torch.randn(tensor.shape, generator=generator)
            if tensor.dim() == 1 or (name == "final_logits_bias" and architecture == "marian")
            else tensor
            for name, tensor in read(folder).items()
        }
        if architecture != "marian" and "final_logits_bias" in tensors:
            tensors["final_logits_bias"] *= 0  # as in every published BART
        write(folder, tensors)
        return model.card, folder, tensors

    return make


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_tensor_that_is_dropped_is_named_or_changes_nothing(architecture: str, trained):
    card, folder, tensors = trained(architecture)
    right = opened(card, folder)

    for name in one_of_each(sorted(tensors)):
        write(folder, {other: tensor for other, tensor in tensors.items() if other != name})
        faults = checkpoint_faults(folder, right)
        if faults:
            assert faults == [f"{name} is missing"]
        else:
            assert same(right, opened(card, folder)), name
    write(folder, {other: tensor for other, tensor in tensors.items() if other != name})
    with pytest.raises(ModelUnavailable, match=f"{name} is missing(?s:.*){card.remedy}"):
        opened(card, folder)


def test_what_a_file_has_for_another_task_changes_nothing(trained):
    card, folder, tensors = trained("barthez")
    right = opened(card, folder)
    embedding = tensors["model.shared.weight"]

    write(
        folder,
        {
            **tensors,
            "classification_head.dense.weight": embedding.clone(),
            "model.encoder.version": embedding[0].clone(),
        },
    )

    assert same(right, opened(card, folder))


def test_tied_tensors_may_be_stored_once_under_any_of_their_names(trained):
    card, folder, tensors = trained("marian")
    right = opened(card, folder)
    embedding = tensors.pop("model.shared.weight")

    for name in ("lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"):
        write(folder, {**tensors, name: embedding})
        try:
            found = opened(card, folder)
        except ModelUnavailable as error:
            assert re.search(r"(shared|embed_tokens|lm_head)\.weight", str(error))
        else:
            assert same(right, found), name


@pytest.mark.parametrize("architecture", ["marian", "barthez", "t5"])
def test_a_configuration_of_another_size_is_told_by_shapes(architecture: str, trained):
    """Files of before 2021 hold tied tensors under every one of their names."""
    import torch

    card, folder, _ = trained(architecture)
    every = {name: tensor.clone() for name, tensor in opened(card, folder).state_dict().items()}
    (folder / "model.safetensors").unlink()
    torch.save(every, folder / "pytorch_model.bin")
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))

    for key in ("d_model", "vocab_size"):
        path.write_text(json.dumps(config | {key: 2 * config[key]}), encoding="utf-8")
        with pytest.raises(ModelUnavailable, match="has the shape"):
            opened(card, folder)


def nan(tensors: dict[str, Any], name: str) -> None:
    tensors[name].view(-1)[0] = float("nan")


def infinite(tensors: dict[str, Any], name: str) -> None:
    tensors[name].view(-1)[-1] = float("-inf")


def zeros(tensors: dict[str, Any], name: str) -> None:
    tensors[name] = tensors[name] * 0


def longer(tensors: dict[str, Any], name: str) -> None:
    import torch

    tensors[name] = torch.cat([tensors[name], tensors[name][:1]])


def whole_numbers(tensors: dict[str, Any], name: str) -> None:
    tensors[name] = (tensors[name] * 100).to(__import__("torch").int8)


@pytest.mark.parametrize("architecture", ["marian", "t5-v1.1", "barthez"])
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (nan, "has numbers that are not finite"),
        (infinite, "has numbers that are not finite"),
        (zeros, "is all zeros"),
        (longer, "has the shape"),
        (whole_numbers, "holds int8"),
    ],
)
def test_a_tensor_that_is_damaged_is_named(change: Change, fault: str, architecture: str, trained):
    card, folder, tensors = trained(architecture)
    harmless = ("k_proj.bias", "final_logits_bias")  # a bias of keys adds the same to all; no bias is one of zeros
    alone = ("layernorm_embedding.bias", "layer_norm.bias")  # no other layer has one to compare with

    for name in one_of_each(sorted(tensors))[:: 2 if change is zeros else 6]:
        if change is zeros and name.endswith((*harmless, *alone)):
            continue
        damaged = {other: tensor.clone() for other, tensor in tensors.items()}
        change(damaged, name)
        write(folder, damaged)

        with pytest.raises(ModelUnavailable) as caught:
            opened(card, folder)
        assert f"{name} {fault}" in str(caught.value)


Variables = dict[str, tuple[tuple[int, ...], int, bytes]]


def unpacked(path: Path) -> tuple[Variables, dict[str, str]]:
    """The variables of a model.bin (shape, type, bytes) and its aliases, read without our own reader."""
    from ctranslate2.specs import model_spec

    data, at = path.read_bytes(), 0

    def take(kind: str) -> Any:
        nonlocal at
        value = struct.unpack_from(kind, data, at)[0]
        at += struct.calcsize(kind)
        return value

    def text() -> str:
        length = take("H")
        return take(f"{length}s")[:-1].decode()

    assert take("I") == model_spec.CURRENT_BINARY_VERSION
    text(), take("I")
    variables: Variables = {}
    for _ in range(take("I")):
        name = text()
        shape = tuple(take("I") for _ in range(take("B")))
        kind, size = take("B"), take("I")
        variables[name] = shape, kind, data[at : at + size]
        at += size
    return variables, {text(): text() for _ in range(take("I"))}


def packed(variables: Variables, aliases: dict[str, str]) -> bytes:
    def text(value: str) -> bytes:
        return struct.pack("H", len(value) + 1) + value.encode() + b"\0"

    made = bytearray(struct.pack("I", 6) + text("TransformerSpec") + struct.pack("II", 7, len(variables)))
    for name, (shape, kind, content) in variables.items():
        made += text(name)
        made += struct.pack("B", len(shape)) + b"".join(struct.pack("I", size) for size in shape)
        made += struct.pack("B", kind) + struct.pack("I", len(content)) + content
    made += struct.pack("I", len(aliases))
    return bytes(made) + b"".join(text(alias) + text(name) for alias, name in aliases.items())


def said(card: ModelCard, folder: Path) -> list[str]:
    model = CTranslate2Backend(
        card, folder, CTranslate2Backend.Options(device="cpu", compute="float32", shortlist=False)
    )
    decoding = Decoding(beam=1, max_tokens=12)
    return [one.text for one in model.generate(SENTENCES, decoding, source="fr", target=card.targets[-1])]


@pytest.mark.parametrize("architecture", ["marian", "barthez", "t5-v1.1", "m2m100", "pegasus"])
def test_a_variable_of_a_converted_model_that_is_dropped_is_named_or_changes_nothing(architecture: str, trained):
    card, folder, _ = trained(architecture)
    place = folder.with_name("ct2")
    convert_folder(card, folder, place, quantization="int8")
    variables, aliases = unpacked(place / "model.bin")
    right = said(card, place)

    unknown = () if architecture == "marian" else ("decoder/projection/bias",)  # there may be none: it is often zero
    for name in (one for one in (*variables, *aliases) if "layer_0" not in one and one not in unknown):
        kept = {other: found for other, found in variables.items() if other != name}
        to = {other: found for other, found in aliases.items() if name not in (other, found)}
        (place / "model.bin").write_bytes(packed(kept, to))
        try:
            assert said(card, place) == right, name
        except ModelUnavailable as error:
            assert name in str(error) or f"{name.rpartition('/')[0]}/" in str(error)


def test_a_converted_model_that_is_cut_or_not_finite_is_refused(trained, tmp_path: Path):
    card, folder, _ = trained("marian")
    path = tmp_path / "model.bin"
    for quantization in ("float32", "float16", "bfloat16", "int8"):
        convert_folder(card, folder, folder.with_name("ct2"), quantization=quantization)
        whole = (folder.with_name("ct2") / "model.bin").read_bytes()
        path.write_bytes(whole)
        assert converted_faults(read_stored(path), architecture="marian") == []
        variables, aliases = unpacked(path)
        shape, kind, content = variables["decoder/projection/bias"]
        nan = {4: np.float16("nan").tobytes(), 5: b"\xc0\x7f"}.get(kind, np.float32("nan").tobytes())
        variables["decoder/projection/bias"] = shape, kind, nan + content[len(nan) :]
        path.write_bytes(packed(variables, aliases))
        assert converted_faults(read_stored(path), architecture="marian") == [
            "decoder/projection/bias has numbers that are not finite"
        ]
    for length in (0, 3, 40, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"model\.bin is cut"):
            converted_faults(read_stored(path), architecture="marian")
