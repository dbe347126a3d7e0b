"""Checkpoints in the layouts of the hub, whole and broken: nothing random, nothing empty, nothing foreign is loaded."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from babelpress.errors import ModelUnavailable
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.tokenizers import read_pieces
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import ModelCard, Origin, Prompt
from babelpress.models.conversion import convert_folder
from tiny_models import SENTENCES

DECODING = Decoding(beam=2, max_tokens=12)


@pytest.fixture
def copied(tmp_path: Path, tiny) -> Callable[[str], tuple[ModelCard, Path]]:
    """A tiny model of an architecture that a test may change."""

    def copy(architecture: str) -> tuple[ModelCard, Path]:
        model = tiny(architecture)
        return model.card, Path(shutil.copytree(model.folder / "hf", tmp_path / "hf"))

    return copy


def outputs(card: ModelCard, folder: Path) -> tuple[list[str], list[str]]:
    """What both backends give."""
    convert_folder(card, folder, folder.with_name("ct2"), quantization="float32")
    fast = CTranslate2Backend(
        card, folder.with_name("ct2"), CTranslate2Backend.Options(device="cpu", compute="float32")
    )
    slow = TransformersBackend(card, folder, TransformersBackend.Options(device="cpu"))
    target = card.targets[-1]
    a, b = ([o.text for o in m.generate(SENTENCES, DECODING, source="fr", target=target)] for m in (fast, slow))
    return a, b


def weights(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return load_file(folder / "model.safetensors")


def save(folder: Path, tensors: dict[str, Any]) -> None:
    from safetensors.torch import save_file

    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})


def edit(path: Path, **changes: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, **changes}), encoding="utf-8")


def test_the_layout_of_2020_gives_the_same(copied):
    """Weights as `.bin` with every tied tensor, no generation settings, no tokenizer settings but the languages."""
    import torch

    card, folder = copied("marian")
    expected = outputs(card, folder)
    tensors = weights(folder)
    for tied in ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"):
        tensors[tied] = tensors["model.shared.weight"]
    torch.save(tensors, folder / "pytorch_model.bin")
    for name in ("model.safetensors", "generation_config.json"):
        (folder / name).unlink()
    (folder / "tokenizer_config.json").write_text('{"source_lang": "fr", "target_lang": "en"}', encoding="utf-8")

    assert outputs(card, folder) == expected


def test_half_precision_and_another_end_mark_give_the_same(copied):
    """As in the `tc-big` models: float16, and the end mark is not number 0."""
    card, folder = copied("marian")
    tensors = weights(folder)
    size = len(tensors["model.shared.weight"])
    order = [*range(5, size - 1), *range(5), size - 1]
    for name, tensor in tensors.items():
        if tensor.shape[0] == size:
            tensors[name] = tensor[order].half()
        else:
            tensors[name] = (tensor[:, order] if tensor.shape == (1, size) else tensor).half()
    save(folder, {name: tensor.contiguous() for name, tensor in tensors.items()})
    new = {old: i for i, old in enumerate(order)}
    numbers = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    (folder / "vocab.json").write_text(json.dumps({token: new[i] for token, i in numbers.items()}), encoding="utf-8")
    ids = {"eos_token_id": new[0], "forced_eos_token_id": new[0]}
    edit(folder / "config.json", torch_dtype="float16", **ids)
    edit(folder / "generation_config.json", **ids)

    fast, slow = outputs(card, folder)

    assert fast == slow
    assert all(fast)


@pytest.mark.parametrize("architecture", ["barthez", "t5"])
def test_a_lone_sentencepiece_file_is_enough(architecture: str, copied):
    card, folder = copied(architecture)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        (folder / name).unlink(missing_ok=True)
    if architecture == "barthez":
        _barthez_file(folder)
    else:
        assert (folder / "spiece.model").is_file()

    fast, slow = outputs(card, folder)

    assert fast == slow
    model = CTranslate2Backend(card, folder.with_name("ct2"), CTranslate2Backend.Options(device="cpu"))
    assert not model.unknown("Le\u00a0conseil a\u202fvoté")


def _barthez_file(folder: Path) -> None:
    """Write the file as the repository has it: special tokens first, `<mask>` last."""
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()
    path = folder / "sentencepiece.bpe.model"
    model.ParseFromString(path.read_bytes())
    size = json.loads((folder / "config.json").read_text(encoding="utf-8"))["vocab_size"]
    text = [piece for piece in model.pieces if piece.type == piece.NORMAL]
    del model.pieces[:]
    for name, kind in (("<s>", 3), ("<pad>", 3), ("</s>", 3), ("<unk>", 2)):
        model.pieces.add(piece=name, score=0.0, type=kind)
    model.pieces.extend(text[: size - 5])
    model.pieces.add(piece="<mask>", score=0.0, type=4)
    path.write_bytes(model.SerializeToString())


def without_a_layer(folder: Path) -> None:
    save(folder, {name: tensor for name, tensor in weights(folder).items() if ".layers.1.fc1" not in name})


def one_layer_in_the_configuration(folder: Path) -> None:
    edit(folder / "config.json", decoder_layers=1)


def without_the_embedding(folder: Path) -> None:
    save(folder, {name: tensor for name, tensor in weights(folder).items() if "shared" not in name})


def another_width(folder: Path) -> None:
    edit(folder / "config.json", encoder_ffn_dim=96)


def cut_short(folder: Path) -> None:
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])


def no_vocabulary(folder: Path) -> None:
    (folder / "vocab.json").unlink()


def a_smaller_vocabulary(folder: Path) -> None:
    numbers = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    (folder / "vocab.json").write_text(json.dumps(dict(list(numbers.items())[:60])), encoding="utf-8")


def a_vocabulary_with_a_number_twice(folder: Path) -> None:
    numbers = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    (folder / "vocab.json").write_text(json.dumps({**numbers, ".": 3}), encoding="utf-8")


def a_vocabulary_with_holes(folder: Path) -> None:
    numbers = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    whole = {token: i for token, i in numbers.items() if i not in (20, 21, 40)}
    (folder / "vocab.json").write_text(json.dumps(whole), encoding="utf-8")


def an_empty_vocabulary(folder: Path) -> None:
    (folder / "vocab.json").write_text("{}", encoding="utf-8")


def no_sentencepiece(folder: Path) -> None:
    (folder / "source.spm").unlink()


def an_empty_sentencepiece(folder: Path) -> None:
    (folder / "source.spm").write_bytes(b"")


def no_configuration(folder: Path) -> None:
    (folder / "config.json").write_text("{", encoding="utf-8")


def not_finite(number: float, kind: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        tensors = {name: tensor.to(getattr(__import__("torch"), kind)) for name, tensor in weights(folder).items()}
        tensors["model.decoder.layers.1.fc1.weight"][0, 0] = number
        save(folder, tensors)

    return damage


def sharded_without_a_shard(folder: Path) -> None:
    from safetensors.torch import save_file

    tensors = weights(folder)
    names = sorted(tensors)
    shards = {"model-00001-of-00002.safetensors": names[::2], "model-00002-of-00002.safetensors": names[1::2]}
    for shard, own in shards.items():
        save_file({name: tensors[name] for name in own}, folder / shard, metadata={"format": "pt"})
    places = {name: shard for shard, own in shards.items() for name in own}
    index = {"metadata": {"total_size": 1}, "weight_map": places}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "model.safetensors").unlink()
    (folder / "model-00002-of-00002.safetensors").unlink()


POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 298000000\n"


def pointer(name: str) -> Callable[[Path], None]:
    """What a clone of a repository has where git-lfs is not installed."""

    def damage(folder: Path) -> None:
        (folder / name).write_text(POINTER, encoding="utf-8")

    return damage


class Code:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return exec, ("import pathlib; pathlib.Path('executed').touch()",)


def code_in_the_weights(folder: Path) -> None:
    import torch

    torch.save({"a": torch.zeros(1), "b": Code()}, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def sentencepiece_of_another(folder: Path) -> None:
    from sentencepiece import SentencePieceTrainer

    made = folder / "source.spm"
    with made.open("wb") as file:
        SentencePieceTrainer.train(
            sentence_iterator=iter(["Příliš žluťoučký kůň úpěl ďábelské ódy", "Žádný učený z nebe nespadl"] * 9),
            model_writer=file, vocab_size=60, hard_vocab_limit=False, minloglevel=2,
        )  # fmt: skip


def another_number(key: str, number: int) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        edit(folder / "config.json", **{key: number})
        edit(folder / "generation_config.json", **{key: number})

    return damage


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (not_finite(float("inf"), "float16"), r"layers\.1\.fc1\.weight has numbers that are not finite"),
        (not_finite(float("nan"), "float32"), r"layers\.1\.fc1\.weight has numbers that are not finite"),
        (sharded_without_a_shard, r"model-00002-of-00002"),
        (pointer("model.safetensors"), r"pointer of Git LFS"),
        (pointer("source.spm"), r"pointer of Git LFS"),
        (pointer("vocab.json"), r"pointer of Git LFS"),
        (code_in_the_weights, r"hold the code \S*exec instead of tensors alone"),
        (a_vocabulary_with_holes, r"no token for 3 of \d+ numbers"),
        (sentencepiece_of_another, r"pieces of source\.spm .* another model"),
        (another_number("eos_token_id", 20), r"eos_token_id is the number of '.+', which is no mark"),
        (another_number("pad_token_id", 20), r"pad_token_id is the number of '.+', which is no mark"),
        (one_layer_in_the_configuration, r"decoder\.layers\.1\.\S+ is in no layer of its config\.json"),
        (without_a_layer, r"layers\.1\.fc1.* is missing"),
        (without_the_embedding, r"shared\.weight is missing"),
        (another_width, r"fc1.* has the shape \[48.*not \[96"),
        (cut_short, r"tiny-marian"),
        (no_vocabulary, r"vocab\.json"),
        (a_smaller_vocabulary, r"60 tokens"),
        (a_vocabulary_with_a_number_twice, r"same number"),
        (an_empty_vocabulary, r"empty"),
        (no_sentencepiece, r"no tokenizer|source\.spm"),
        (an_empty_sentencepiece, r"source\.spm"),
        (no_configuration, r"tiny-marian"),
    ],
)
def test_a_broken_checkpoint_is_refused_with_its_fault(
    damage, message: str, copied, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    card, folder = copied("marian")
    card = card.model_copy(update={"origin": Origin(repo="someone/tiny")})
    damage(folder)

    refused_by_both(card, folder, message)
    assert not (tmp_path / "executed").exists()


def refused_by_both(card: ModelCard, folder: Path, message: str) -> None:
    for load in (
        lambda: TransformersBackend(card, folder, TransformersBackend.Options(device="cpu")),
        lambda: convert_folder(card, folder, folder.with_name("ct2"), quantization="float32"),
    ):
        with pytest.raises(ModelUnavailable, match=message) as caught:
            load()
        assert f"babelpress models pull {card.id}" in str(caught.value)
    assert not folder.with_name("ct2").exists()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (None, r"there is no tokenizer"),
        (["#version: 0.2"], r"merges\.txt has 0 merges for a vocabulary of"),
        (["#version: 0.2", "zq qz"], r"merges\.txt|out of vocabulary"),
    ],
)
def test_merges_that_are_missing_or_cut_are_told(lines: list[str] | None, message: str, tmp_path: Path):
    from tokenizers import ByteLevelBPETokenizer

    trained = ByteLevelBPETokenizer()
    words = (" ".join(f"{i:b}{j:o}" for j in range(300)) for i in range(300))
    trained.train_from_iterator(words, vocab_size=1200, special_tokens=["<s>", "</s>"], show_progress=False)
    trained.save_model(str(tmp_path))
    read_pieces(tmp_path, vocabulary=())
    (tmp_path / "merges.txt").unlink()
    if lines:
        (tmp_path / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(ModelUnavailable, match=message):
        read_pieces(tmp_path, vocabulary=())


def test_special_tokens_that_the_card_does_not_name_are_refused(copied):
    card, folder = copied("bart")
    right = Prompt(before=("<s>",), after=("</s>",), start="</s>", forced=("<s>",))
    wrong = right.model_copy(update={"before": ()})

    TransformersBackend(card.model_copy(update={"prompt": right}), folder, TransformersBackend.Options(device="cpu"))
    with pytest.raises(ModelUnavailable, match="its card says"):
        TransformersBackend(
            card.model_copy(update={"prompt": wrong}), folder, TransformersBackend.Options(device="cpu")
        )


def test_a_checkpoint_without_a_start_token_has_that_of_its_architecture(copied):
    card, folder = copied("barthez")
    expected = outputs(card, folder)
    content = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for name in ("config.json", "generation_config.json"):
        content = json.loads((folder / name).read_text(encoding="utf-8"))
        content.pop("decoder_start_token_id", None)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")

    assert outputs(card, folder) == expected
