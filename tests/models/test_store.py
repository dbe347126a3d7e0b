"""The store finds, checks, converts and loads models; what is wrong with one is said with the remedy."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models import conversion, hub, loading
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.fake import FakeBackend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import Golden, ModelCard, checksum

OPTIONS = CTranslate2Backend.Options(device="cpu", compute="float32", threads=1)
TEXT = "Il fait beau."


@pytest.fixture
def own(tiny, tmp_path: Path) -> ModelCard:
    """A tiny Marian model in a folder of the user's, with checksums of its files."""
    model = tiny("marian")
    folder = tmp_path / "own"
    shutil.copytree(model.folder, folder)
    files = {str(path.relative_to(folder)): checksum(path) for path in folder.glob("*/*")}
    return model.card.model_copy(
        update={"origin": model.card.origin.model_copy(update={"folder": str(folder)}), "files": files}
    )


def load(card: ModelCard, tmp_path: Path):
    return loading.load(card, CTranslate2Backend, OPTIONS, models_dir=tmp_path / "models")


def test_load_gives_a_model_of_a_folder(own: ModelCard, tmp_path: Path):
    assert load(own, tmp_path).count(TEXT) > 3


def test_load_of_a_backend_without_weights_needs_no_folder(own: ModelCard, tmp_path: Path):
    shutil.rmtree(tmp_path / "own")

    model = loading.load(own, FakeBackend, FakeBackend.Options(), models_dir=tmp_path / "models")

    assert model.generate([TEXT], Decoding(), source="fr", target="nl")[0].text == f"[nl] {TEXT}"


def test_load_takes_a_folder_without_subfolders(own: ModelCard, tmp_path: Path):
    flat = own.model_copy(update={"origin": own.origin.model_copy(update={"folder": str(tmp_path / "own" / "ct2")})})

    assert load(flat, tmp_path).count(TEXT) > 3


@pytest.mark.parametrize("damage", ["missing", "cut short", "altered"])
def test_a_damaged_file_is_named_with_both_checksums_and_the_remedy(damage: str, own: ModelCard, tmp_path: Path):
    path = tmp_path / "own" / "ct2" / "model.bin"
    content = path.read_bytes()
    match damage:
        case "missing":
            path.unlink()
        case "cut short":
            path.write_bytes(content[:-100])
        case "altered":
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with pytest.raises(ModelUnavailable) as caught:
        load(own, tmp_path)

    message = str(caught.value)
    assert str(path) in message
    assert "run: " in message or "to repair: " in message
    if damage != "missing":
        assert own.files["ct2/model.bin"] in message
        assert checksum(path) in message


def test_a_file_cut_short_without_a_known_checksum_is_refused_by_the_engine(own: ModelCard, tmp_path: Path):
    path = tmp_path / "own" / "ct2" / "model.bin"
    path.write_bytes(path.read_bytes()[:5000])

    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        load(own.model_copy(update={"files": {}}), tmp_path)


def test_a_checkpoint_cut_short_without_a_known_checksum_is_refused(own: ModelCard, tmp_path: Path):
    path = tmp_path / "own" / "hf" / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])
    card = own.model_copy(update={"files": {}})
    options = TransformersBackend.Options(device="cpu")

    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        loading.load(card, TransformersBackend, options, models_dir=tmp_path / "models")
    with pytest.raises(ModelUnavailable, match="incomplete metadata"):
        conversion.convert(card, models_dir=tmp_path / "models")


def test_an_output_unlike_the_golden_one_is_refused(own: ModelCard, tmp_path: Path):
    model = load(own, tmp_path)
    made = model.generate([TEXT], Decoding(), source="fr", target="nl")[0].text
    right = Golden(source="fr", target="nl", text=TEXT, expected=made)
    wrong = Golden(source="fr", target="nl", text=TEXT, expected="Het is vandaag mooi weer, zegt men.")

    load(own.model_copy(update={"golden": (right,)}), tmp_path)
    with pytest.raises(ModelUnavailable) as caught:
        load(own.model_copy(update={"golden": (right, wrong)}), tmp_path)

    assert all(part in str(caught.value) for part in (TEXT, "mooi weer", made, "to repair"))


def test_verify_looks_at_both_layouts(own: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loading, "_visible_fault", lambda *_, **__: "")  # it is trained on nothing
    loading.verify(own, CTranslate2Backend, OPTIONS, models_dir=tmp_path / "models")
    (tmp_path / "own" / "hf" / "vocab.json").write_text("{}")

    with pytest.raises(ModelUnavailable, match=r"vocab\.json"):
        loading.verify(own, CTranslate2Backend, OPTIONS, models_dir=tmp_path / "models")


def test_a_token_the_vocabulary_lacks_is_named(own: ModelCard, tmp_path: Path):
    card = own.model_copy(update={"target_tokens": {"en": ">>eng<<", "nl": ">>ndl<<"}})

    with pytest.raises(ModelUnavailable, match=">>ndl<<"):
        load(card, tmp_path)


def test_convert_pins_what_it_made_and_load_finds_it(own: ModelCard, tmp_path: Path):
    shutil.rmtree(tmp_path / "own" / "ct2")
    card = own.model_copy(update={"files": {}})
    with pytest.raises(ModelUnavailable, match="models convert tiny-marian"):
        load(card, tmp_path)

    folder = conversion.convert(card, models_dir=tmp_path / "models", quantization="int8")

    assert load(card, tmp_path).count(TEXT) > 3
    (folder / "model.bin").write_bytes(b"nothing")
    with pytest.raises(ModelUnavailable, match="models convert tiny-marian"):
        load(card, tmp_path)


def test_an_interrupted_conversion_leaves_the_older_result(own: ModelCard, tmp_path: Path, monkeypatch):
    from ctranslate2.specs import model_spec

    target = tmp_path / "models" / "ct2"
    conversion.convert_folder(own, tmp_path / "own" / "hf", target, quantization="float32")
    before = {path.name: checksum(path) for path in target.iterdir()}

    def interrupt(spec, folder):
        (Path(folder) / "model.bin").write_bytes(b"half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(model_spec.LanguageModelSpec, "save", interrupt, raising=False)
    monkeypatch.setattr(model_spec.ModelSpec, "save", interrupt)
    monkeypatch.setattr(model_spec.SequenceToSequenceModelSpec, "save", interrupt)
    with pytest.raises(KeyboardInterrupt):
        conversion.convert_folder(own, tmp_path / "own" / "hf", target, quantization="int8")

    assert {path.name: checksum(path) for path in target.iterdir()} == before
    assert [path.name for path in target.parent.iterdir()] == ["ct2"]


def test_convert_says_when_a_checkpoint_is_not_what_its_card_says(own: ModelCard, tmp_path: Path):
    card = own.model_copy(update={"architecture": "bart"})

    with pytest.raises(ModelUnavailable, match="the card says bart, the checkpoint is marian"):
        conversion.convert_folder(card, tmp_path / "own" / "hf", tmp_path / "out", quantization="int8")
    assert not (tmp_path / "out").exists()


def test_convert_and_pull_refuse_what_they_are_not_for(own: ModelCard, tmp_path: Path):
    embedded = own.model_copy(update={"origin": own.origin.model_copy(update={"folder": None, "embedded": "x"})})

    with pytest.raises(ConfigError, match="already converted"):
        conversion.convert(embedded, models_dir=tmp_path)
    with pytest.raises(ConfigError, match="nothing to pull"):
        hub.pull(own, models_dir=tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("config.json", b'{"model_type": ', "config.json is no JSON"),
        ("config.json", b"[]", "config.json is no JSON object"),
        ("source.spm", b"<html>", "source.spm"),
        ("model.safetensors", b"<html>Log in</html>", r"weights \(\.safetensors\) are cut or damaged"),
    ],
)
def test_convert_names_the_file_that_is_damaged(
    own: ModelCard, tmp_path: Path, name: str, content: bytes, message: str
):
    (tmp_path / "own" / "hf" / name).write_bytes(content)

    with pytest.raises(ModelUnavailable, match=message):
        conversion.convert_folder(own, tmp_path / "own" / "hf", tmp_path / "out", quantization="int8")
    assert not (tmp_path / "out").exists()


def test_a_folder_of_models_that_cannot_be_is_named(own: ModelCard, tmp_path: Path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(ModelUnavailable, match=rf"{tmp_path}/file cannot be the folder of models(?s:.*)--models-dir"):
        conversion.convert(own, models_dir=tmp_path / "file")


def test_a_disk_that_is_full_at_any_moment_is_told(own: ModelCard, tmp_path: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("babelpress.models.store.write_atomically", full)

    with pytest.raises(ModelUnavailable, match=rf"{tmp_path}/m: the disk is full; make room there, or name another"):
        conversion.convert(own, models_dir=tmp_path / "m")
