"""Models converted for CTranslate2, read back: the tensors that were converted, or as near as the quantization is."""

import shutil
import struct
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers import MarianMTModel, MarianTokenizer

from babelpress.config import resources
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models import loading
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.checkpoint import quiet
from babelpress.models.backends.converted import numbers, read_marian
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.model_bin import VERSION, WEIGHTS, read_stored
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import Origin, checksum, read_card
from babelpress.models.conversion import convert, convert_folder, export
from babelpress.models.store import Store
from tiny_models import SENTENCES

SHIPPED = resources.EMBEDDED / "fr-mul-tiny" / "ct2"
GREEDY = Decoding(beam=1, max_tokens=12)
OPTIONS = TransformersBackend.Options(device="cpu", dtype="float32")


def rows(value: np.ndarray) -> np.ndarray:
    """The largest number of each row."""
    return np.abs(value).max(-1, keepdims=True) if value.ndim == 2 else np.abs(value)


NEAR = {
    "float32": lambda value: 0.0,
    "float16": lambda value: 2**-10 * np.abs(value) + 1e-6,
    "bfloat16": lambda value: 2**-7 * np.abs(value),
    "int8": lambda value: rows(value) / 127,
    "int8_float16": lambda value: rows(value) / 127,
}
"""How far a number may be from what was converted, by the type of the conversion; int8 has 127 steps a row."""


@pytest.mark.parametrize("quantization", NEAR)
def test_every_tensor_of_a_checkpoint_comes_back(quantization: str, tiny, tmp_path: Path):
    model = tiny("marian")
    convert_folder(model.card, model.folder / "hf", tmp_path / "ct2", quantization=quantization)
    expected = MarianMTModel.from_pretrained(model.folder / "hf").state_dict()

    settings, tensors = read_marian(tmp_path / "ct2")

    tied = {"model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"}
    computed = {name for name in expected if "embed_positions" in name}
    assert tensors.keys() == expected.keys() - tied - computed
    pad = settings["pad_token_id"]
    for name, value in tensors.items():
        due = expected[name].numpy()
        at = {"model.shared.weight": np.s_[:pad], "final_logits_bias": np.s_[:, :pad]}.get(name, np.s_[:])
        assert np.all(np.abs(value[at] - due[at]) <= NEAR[quantization](due[at])), name


@pytest.mark.parametrize("quantization", NEAR)
def test_both_backends_say_the_same_of_one_file(quantization: str, tiny, tmp_path: Path):
    """Token for token in float32. Half precision is that of the table of positions too, which `hf` computes anew."""
    model = tiny("marian")
    convert_folder(model.card, model.folder / "hf", tmp_path / "ct2", quantization=quantization)
    hf = TransformersBackend(model.card, tmp_path / "ct2", OPTIONS)
    options = CTranslate2Backend.Options(device="cpu", compute="float32", threads=1)
    ct2 = CTranslate2Backend(model.card, tmp_path / "ct2", options)

    ours, theirs = (one.generate(SENTENCES, GREEDY, source="fr", target="nl") for one in (hf, ct2))

    assert [(one.text, one.tokens, one.finished) for one in ours] == [(o.text, o.tokens, o.finished) for o in theirs]
    assert [one.score for one in ours] == pytest.approx(
        [one.score for one in theirs], abs=1e-4 if quantization in ("float32", "int8") else 1e-3
    )


def test_the_shipped_weights_survive_export_and_conversion(tmp_path: Path):
    """What int8 stands for is quantized to the same int8 again, so nothing is lost by going there and back."""
    card = read_card(resources.CARDS / "fr-mul-tiny.yaml")

    folder = export(card, tmp_path / "checkpoint")
    convert_folder(card, folder, tmp_path / "ct2", quantization="int8")

    before, after = (numbers(read_stored(place / WEIGHTS)) for place in (SHIPPED, tmp_path / "ct2"))
    assert before.keys() == after.keys()
    for name, value in before.items():
        np.testing.assert_allclose(after[name], value, rtol=1e-6, atol=1e-7, err_msg=name)
    kept = ("source.spm", "target.spm", "tokenizer_config.json", "shared_vocabulary.json")
    old, new = ([checksum(place / name) for name in kept] for place in (SHIPPED, tmp_path / "ct2"))
    assert old == new


def test_an_exported_checkpoint_is_one_of_transformers(tiny, tmp_path: Path):
    model = tiny("marian")
    card = model.card.model_copy(update={"origin": Origin(folder=str(tmp_path / "own"))})
    shutil.copytree(model.folder / "ct2", tmp_path / "own" / "ct2")

    folder = export(card, tmp_path / "checkpoint", models_dir=tmp_path / "models")

    with quiet():  # it recommends another library, and speaks of lengths
        tokenizer, plain = MarianTokenizer.from_pretrained(folder), MarianMTModel.from_pretrained(folder)
    token = card.target_tokens["nl"]
    batch = tokenizer([f"{token} {SENTENCES[0]}"], return_tensors="pt")
    made = plain.generate(**batch, num_beams=1, min_new_tokens=1, max_new_tokens=13)  # the last is a forced end mark
    [expected] = model.hf().generate(SENTENCES[:1], GREEDY, source="fr", target="nl")
    assert tokenizer.batch_decode(made, skip_special_tokens=True) == [expected.text]
    assert tokenizer.source_lang == "fr"
    copied = export(model.card, tmp_path / "copy", models_dir=tmp_path / "models")  # a checkpoint is there: as it is
    assert {one.name: checksum(one) for one in copied.iterdir()} == {
        one.name: checksum(one) for one in (model.folder / "hf").iterdir()
    }
    with pytest.raises(ConfigError, match="checkpoint exists"):
        export(card, tmp_path / "checkpoint", models_dir=tmp_path / "models")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".partial")]


def test_hf_loads_what_is_only_converted(tiny, tmp_path: Path):
    model = tiny("marian")
    shutil.copytree(model.folder / "ct2", tmp_path / "own" / "ct2")
    files = {f"ct2/{path.name}": checksum(path) for path in (tmp_path / "own" / "ct2").iterdir()}
    card = model.card.model_copy(update={"files": files, "origin": Origin(folder=str(tmp_path / "own"))})
    found = Store(tmp_path)

    assert (found.usable(card, "hf"), found.usable(card, "ct2"), found.usable(model.card, "hf")) == ("ct2", "ct2", "hf")
    loaded = loading.load(card, TransformersBackend, OPTIONS, models_dir=tmp_path)
    whole = loading.load(model.card, TransformersBackend, OPTIONS, models_dir=tmp_path)
    made = [one.generate(SENTENCES, GREEDY, source="fr", target="nl") for one in (loaded, whole)]
    assert [one.text for one in made[0]] == [one.text for one in made[1]]
    (tmp_path / "own" / "ct2" / "model.bin").write_bytes(b"another")
    with pytest.raises(ModelUnavailable, match=r"model\.bin is altered"):
        loading.load(card, TransformersBackend, OPTIONS, models_dir=tmp_path)


def test_converting_needs_a_checkpoint(tiny, tmp_path: Path):
    """What is converted already is no source of a conversion."""
    model = tiny("marian")
    shutil.copytree(model.folder / "ct2", tmp_path / "own" / "ct2")
    card = model.card.model_copy(update={"origin": Origin(folder=str(tmp_path / "own"))})

    with pytest.raises(ModelUnavailable, match="not installed as 'hf'"):
        convert(card, models_dir=tmp_path / "models")


def test_a_model_that_is_no_marian_is_not_read_back(tiny, tmp_path: Path):
    model = tiny("bart")
    shutil.copytree(model.folder / "ct2", tmp_path / "own" / "ct2")
    card = model.card.model_copy(update={"origin": Origin(folder=str(tmp_path / "own"))})

    with pytest.raises(ModelUnavailable, match="not installed as 'hf'"):
        loading.load(card, TransformersBackend, OPTIONS, models_dir=tmp_path)
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        TransformersBackend(card.model_copy(update={"architecture": "marian"}), tmp_path / "own" / "ct2", OPTIONS)


@given(st.data())
def test_a_damaged_file_is_refused(damaged: Path, data):
    """Cut anywhere, or of another version of the format."""
    content = (damaged / "whole.bin").read_bytes()
    cut = data.draw(st.integers(0, len(content) - 1))
    (damaged / "model.bin").write_bytes(content[:cut])
    with pytest.raises(ValueError, match="damaged"):
        read_stored(damaged / WEIGHTS)

    version = data.draw((st.integers(0, 20) | st.integers(0, 2**32 - 1)).filter(lambda one: one != VERSION))
    (damaged / "model.bin").write_bytes(struct.pack("<I", version) + content[4:])
    with pytest.raises(ValueError, match=f"of version {version} " if version < 1000 else "of another format"):
        read_stored(damaged / WEIGHTS)


@pytest.fixture(scope="module")
def damaged(tiny, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(tiny("marian").folder / "ct2", tmp_path_factory.mktemp("damaged") / "ct2"))
    (folder / "model.bin").rename(folder / "whole.bin")
    return folder


def test_two_vocabularies_are_refused(tiny, tmp_path: Path):
    model = tiny("marian")
    folder = Path(shutil.copytree(model.folder / "ct2", tmp_path / "ct2"))
    shutil.copyfile(folder / "shared_vocabulary.json", folder / "target_vocabulary.json")
    (folder / "shared_vocabulary.json").rename(folder / "source_vocabulary.json")

    with pytest.raises(ModelUnavailable, match="two vocabularies"):
        TransformersBackend(model.card, folder, OPTIONS)


def test_the_installed_engine_writes_the_version_that_is_read():
    assert ctranslate2.specs.model_spec.CURRENT_BINARY_VERSION == VERSION


def test_the_file_is_read_once(tiny, monkeypatch: pytest.MonkeyPatch):
    model, opened = tiny("marian"), []
    mapped = np.memmap

    def counted(path: Path, **settings):
        opened.append(Path(path).name)
        return mapped(path, **settings)

    monkeypatch.setattr(np, "memmap", counted)
    TransformersBackend(model.card, model.folder / "ct2", OPTIONS)

    assert opened == [WEIGHTS]
