"""The layouts that repositories of the hub really have, made of a model as `save_pretrained` writes it."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

JUNK = ("README.md", "tf_model.h5", "rust_model.ot", "flax_model.msgpack")


def old_bin(source: Path, repository: Path) -> None:
    """OPUS-MT of 2020: `pytorch_model.bin` alone, no generation settings, a `target.spm` that lacks pieces."""
    _copied(source, repository, without=("generation_config.json",))
    _as_bin(repository)
    _thin(repository / "target.spm", lambda i, _: i < 20 or bool(i % 10))


def two_vocabularies(source: Path, repository: Path) -> None:
    """OPUS-MT with two vocabularies (`opus-mt-tc-big-en-ko`): that of the target has other numbers, and fewer."""
    import torch
    from safetensors.torch import load_file

    _copied(source, repository, without=())
    vocabulary = json.loads((repository / "vocab.json").read_text(encoding="utf-8"))
    size = len(vocabulary)
    order = [0, *range(size - 2, 0, -1), size - 1]  # the end mark stays first and the padding last
    left = [i for i in order if i % 10 != 9 or i == size - 1]
    numbers = {old: new for new, old in enumerate(left)}
    target = {piece: numbers[i] for piece, i in vocabulary.items() if i in numbers}
    (repository / "target_vocab.json").write_text(json.dumps(target), encoding="utf-8")
    tensors = load_file(repository / "model.safetensors")
    shared, bias = tensors.pop("model.shared.weight"), tensors.pop("final_logits_bias")
    own = shared[torch.tensor(left)]
    tensors |= {"model.encoder.embed_tokens.weight": shared, "final_logits_bias": bias[:, torch.tensor(left)]}
    tensors |= {"model.decoder.embed_tokens.weight": own, "lm_head.weight": own.clone()}
    (repository / "model.safetensors").unlink()
    torch.save(tensors, repository / "pytorch_model.bin")
    for name in ("config.json", "generation_config.json"):
        path = repository / name
        settings = json.loads(path.read_text(encoding="utf-8"))
        last = {"pad_token_id": len(left) - 1, "decoder_start_token_id": len(left) - 1}
        both = {"share_encoder_decoder_embeddings": False, "decoder_vocab_size": len(left)}
        path.write_text(json.dumps(settings | last | (both if name == "config.json" else {})), encoding="utf-8")
    _thin(repository / "target.spm", lambda _, piece: piece in target or piece not in vocabulary)


def _thin(path: Path, keeps: Callable[[int, str], bool]) -> None:
    """Take pieces out of a SentencePiece file."""
    from sentencepiece import sentencepiece_model_pb2 as layout

    model = layout.ModelProto()
    model.ParseFromString(path.read_bytes())
    kept = [piece for i, piece in enumerate(model.pieces) if keeps(i, piece.piece)]
    del model.pieces[:]
    model.pieces.extend(kept)
    path.write_bytes(model.SerializeToString())


def half(source: Path, repository: Path) -> None:
    """OPUS-MT tc-big of 2022: float16 weights, in both formats."""
    from safetensors.torch import load_file, save_file

    _copied(source, repository, without=("generation_config.json",))
    path = repository / "model.safetensors"
    save_file({name: weight.half() for name, weight in load_file(path).items()}, path, metadata={"format": "pt"})
    (repository / "pytorch_model.bin").write_bytes(b"not wanted")


def barthez(source: Path, repository: Path) -> None:
    """BARThez: one SentencePiece file that numbers all tokens, and no settings of a tokenizer."""
    from sentencepiece import sentencepiece_model_pb2 as layout

    sentencepiece_only(source, repository)
    path = repository / "sentencepiece.bpe.model"
    model = layout.ModelProto()
    model.ParseFromString(path.read_bytes())
    del model.pieces[:]
    vocabulary = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    kinds = {"<unk>": 2, "<s>": 3, "</s>": 3, "<pad>": 3, "<mask>": 4}
    for piece, score in vocabulary:
        model.pieces.add(piece=piece, score=score, type=kinds.get(piece, 1))
    numbers = {piece: number for number, (piece, _) in enumerate(vocabulary)}
    spec = model.trainer_spec
    spec.bos_id, spec.eos_id = numbers["<s>"], numbers["</s>"]
    spec.pad_id, spec.unk_id = numbers["<pad>"], numbers["<unk>"]
    path.write_bytes(model.SerializeToString())


def sentencepiece_only(source: Path, repository: Path) -> None:
    """ptt5: the SentencePiece file, but no settings of a tokenizer."""
    _copied(source, repository, without=("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"))
    _as_bin(repository)


def json_only(source: Path, repository: Path) -> None:
    """Dutch T5: `tokenizer.json`, but no SentencePiece file."""
    _copied(source, repository, without=("spiece.model", "sentencepiece.bpe.model", "special_tokens_map.json"))


def legacy_bart(source: Path, repository: Path) -> None:
    """Distilbart: `vocab.json` and `merges.txt`, and the forced first token under its name of 2020."""
    _copied(source, repository, without=("tokenizer.json", "tokenizer_config.json", "generation_config.json"))
    _as_bin(repository)
    path = repository / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config.pop("forced_bos_token_id", None)
    path.write_text(json.dumps(config | {"force_bos_token_to_be_generated": True}), encoding="utf-8")


def converted(source: Path, repository: Path) -> None:
    """A repository that is already converted for CTranslate2."""
    shutil.copytree(source.parent / "ct2", repository)


def ct2fast(source: Path, repository: Path) -> None:
    """`michaelfeil/ct2fast-opus-mt-*`: CTranslate2 3, whose vocabulary has a token a line; no prompt of ours."""
    converted(source, repository)
    (repository / "prompt.json").unlink(missing_ok=True)
    path = repository / "shared_vocabulary.json"
    tokens = json.loads(path.read_text(encoding="utf-8"))
    path.with_suffix(".txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    path.unlink()
    for name in ("vocab.json", "tokenizer_config.json", "generation_config.json"):
        shutil.copyfile(source / name, repository / name)


def gaudi(source: Path, repository: Path) -> None:
    """`gaudi/opus-mt-*-ctranslate2`: CTranslate2 4, and the tokenizer files of the original."""
    converted(source, repository)
    (repository / "prompt.json").unlink(missing_ok=True)
    for name in ("vocab.json", "tokenizer_config.json", "generation_config.json"):
        shutil.copyfile(source / name, repository / name)


def quickmt(source: Path, repository: Path, *, joint: bool = False) -> None:
    """`quickmt/quickmt-*`: trained with Eole, one vocabulary for each side; newer ones have one for both (`joint`)."""
    converted(source, repository)
    (repository / "prompt.json").unlink(missing_ok=True)
    if joint:
        (repository / "source.spm").rename(repository / "joint.spm.model")
        (repository / "target.spm").unlink()
    else:
        shared = repository / "shared_vocabulary.json"
        shutil.copyfile(shared, repository / "source_vocabulary.json")
        shared.rename(repository / "target_vocabulary.json")
        (repository / "source.spm").rename(repository / "src.spm.model")
        (repository / "target.spm").rename(repository / "tgt.spm.model")
    (repository / "eole-config.yaml").write_text("not wanted", encoding="utf-8")
    (repository / "eole-model").mkdir()
    (repository / "eole-model" / "model.00.safetensors").write_bytes(b"not wanted")


def archive(source: Path, path: Path) -> None:
    """A release of OPUS-MT: a zip with the weights and vocabulary of Marian, from a checkpoint with tied embeddings."""
    files = _marian_files(source)
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)


LAYOUTS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "old-bin": ("marian", old_bin),
    "half": ("marian", half),
    "two-vocabularies": ("marian", two_vocabularies),
    "barthez-spm": ("barthez", barthez),
    "barthez-json": ("barthez", json_only),
    "t5-spiece": ("t5-v1.1", sentencepiece_only),
    "t5-json": ("t5-v1.1", json_only),
    "legacy-bart": ("bart", legacy_bart),
    "converted": ("marian", converted),
    "ct2fast": ("marian", ct2fast),
    "gaudi": ("marian", gaudi),
}
"""The architecture of the tiny model and the builder, by the name of the layout."""


def _copied(source: Path, repository: Path, *, without: tuple[str, ...]) -> None:
    shutil.copytree(source, repository, ignore=shutil.ignore_patterns(*without))
    for name in JUNK:
        (repository / name).write_bytes(b"not wanted")


def _as_bin(repository: Path) -> None:
    import torch
    from safetensors.torch import load_file

    path = repository / "model.safetensors"
    torch.save(load_file(path), repository / "pytorch_model.bin")
    path.unlink()


def _marian_files(source: Path) -> dict[str, bytes | str]:
    """The files of a release by name: those that the converter reads, and others that are always there."""
    import numpy as np
    import yaml
    from safetensors.numpy import load_file

    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    tensors = {name: tensor.astype(np.float32) for name, tensor in load_file(source / "model.safetensors").items()}
    size = config["vocab_size"] - 1  # the padding is an addition of the conversion to transformers
    weights = {"Wemb": tensors["model.shared.weight"][:size], "decoder_ff_logit_out_b": np.zeros((1, size))}
    if "final_logits_bias" in tensors:
        weights["decoder_ff_logit_out_b"] = tensors["final_logits_bias"][:, :size]
    for side in ("encoder", "decoder"):
        for number in range(config[f"{side}_layers"]):
            weights |= _marian_layer(tensors, f"model.{side}.layers.{number}", f"{side}_l{number + 1}")
    settings = {
        "type": "transformer",
        "transformer-decoder-autoreg": "self-attention",
        "transformer-no-projection": False,
        "transformer-ffn-activation": config["activation_function"],
        "transformer-postprocess-emb": "d",
        "transformer-preprocess": "",
        "transformer-postprocess": "dan",
        "transformer-postprocess-top": "",
        "transformer-guided-alignment-layer": "last",
        "transformer-heads": config["encoder_attention_heads"],
        "enc-depth": config["encoder_layers"],
        "dec-depth": config["decoder_layers"],
        "dim-emb": config["d_model"],
        "tied-embeddings-all": True,
        "version": "v1.10.0",
    }
    weights["special:model.yml"] = np.frombuffer(yaml.safe_dump(settings).encode() + b"\0", dtype=np.int8)
    packed = io.BytesIO()
    np.savez(packed, **weights)
    vocabulary = json.loads((source / "vocab.json").read_text(encoding="utf-8"))
    lines = [f"{json.dumps(token, ensure_ascii=False)}: {i}" for token, i in vocabulary.items() if i < size]
    stem = "opusTCv20210807.spm32k-spm32k"
    model, vocab = f"{stem}.transformer-big.model1.npz.best-perplexity.npz", f"{stem}.vocab.yml"
    decoder = {"models": [model], "vocabs": [vocab, vocab], "beam-size": 6, "normalize": 1, "relative-paths": True}
    return {
        "decoder.yml": yaml.safe_dump(decoder),
        model: packed.getvalue(),
        vocab: "\n".join(lines) + "\n",
        "source.spm": (source / "source.spm").read_bytes(),
        "target.spm": (source / "target.spm").read_bytes(),
        "README.md": "not wanted",
        "LICENSE": "not wanted",
        "preprocess.sh": "not wanted",
    }


def _marian_layer(tensors: dict[str, Any], name: str, ours: str) -> dict[str, Any]:
    """The tensors of a layer under the names that Marian gives them."""
    found: dict[str, Any] = {}
    attentions = {"self_attn": "self", "encoder_attn": "context"}
    for theirs, scope in attentions.items():
        if f"{name}.{theirs}.q_proj.weight" not in tensors:
            continue
        for projection, letter in (("q_proj", "q"), ("k_proj", "k"), ("v_proj", "v"), ("out_proj", "o")):
            found[f"{ours}_{scope}_W{letter}"] = tensors[f"{name}.{theirs}.{projection}.weight"].T
            found[f"{ours}_{scope}_b{letter}"] = tensors[f"{name}.{theirs}.{projection}.bias"][None]
        found[f"{ours}_{scope}_Wo_ln_scale"] = tensors[f"{name}.{theirs}_layer_norm.weight"][None]
        found[f"{ours}_{scope}_Wo_ln_bias"] = tensors[f"{name}.{theirs}_layer_norm.bias"][None]
    for number in ("1", "2"):
        found[f"{ours}_ffn_W{number}"] = tensors[f"{name}.fc{number}.weight"].T
        found[f"{ours}_ffn_b{number}"] = tensors[f"{name}.fc{number}.bias"][None]
    found[f"{ours}_ffn_ffn_ln_scale"] = tensors[f"{name}.final_layer_norm.weight"][None]
    found[f"{ours}_ffn_ffn_ln_bias"] = tensors[f"{name}.final_layer_norm.bias"][None]
    return found
