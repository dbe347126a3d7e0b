"""Models without a card: what is read from their files, and what is asked for."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import tiny_students
from babelpress.api import load
from babelpress.config.resources import EMBEDDED
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import read_card
from babelpress.models.own import LONGEST, backend_of, card_of
from tiny_models import ARCHITECTURES, SENTENCES

SHIPPED = EMBEDDED / "fr-mul-tiny"


@pytest.fixture
def marian(tiny, tmp_path: Path) -> Path:
    """A copy of a Marian checkpoint that translates from French, by tokens into English and Dutch."""
    return Path(shutil.copytree(tiny("marian").folder / "hf", tmp_path / "marian"))


def change(folder: Path, name: str, **settings: Any) -> None:
    path = folder / name
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    new = {key: value for key, value in {**old, **settings}.items() if value is not None}
    path.write_text(json.dumps(new), encoding="utf-8")


def without_tokens(folder: Path) -> None:
    path = folder / "vocab.json"
    path.write_text(path.read_text(encoding="utf-8").replace(">>", "--"), encoding="utf-8")


def test_the_shipped_checkpoint_is_described_as_its_own_card_says():
    card, own = read_card(EMBEDDED.parent / "cards" / "fr-mul-tiny.yaml"), card_of(SHIPPED / "ct2")

    same = ("task", "architecture", "sources", "tokens", "target_tokens", "source_tokens", "normalize")
    assert {key: getattr(own, key) for key in same} == {key: getattr(card, key) for key in same}
    assert set(own.targets) == set(card.targets)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_every_architecture_runs_in_both_layouts_as_with_its_card(architecture: str, tiny):
    model = tiny(architecture)
    if architecture == "barthez":  # its folder says that it summarizes
        with pytest.raises(ConfigError, match="task: summarization"):
            card_of(model.folder / "hf", sources=["fr"], targets=["fr"])
        return
    target = model.card.targets[-1]
    asked = {"sources": ["fr"], "targets": [target]}
    decoding = model.card.decoded(load("fake").profile.translation.decoding.model_copy(update={"max_tokens": 8}))

    for layout, backend in (("hf", TransformersBackend), ("ct2", CTranslate2Backend)):
        card = card_of(model.folder / layout, **asked)
        assert target in card.targets
        assert "fr" in card.sources
        made = backend(card, model.folder / layout, backend.Options(device="cpu"))
        tokens = made._adapter.encode(SENTENCES[0], source="fr", target=target)
        if model.card.tokens == "source" and architecture == "t5":
            continue  # nothing says its prefixes
        assert tokens == getattr(model, layout)()._adapter.encode(SENTENCES[0], source="fr", target=target)
        assert len(made.generate(SENTENCES, decoding, source="fr", target=target)) == len(SENTENCES)


def cached(marian: Path, root: Path, *versions: str) -> Path:
    """The cache of the hub's library: files are links to blobs."""
    (root / "blobs").mkdir(parents=True)
    for path in marian.iterdir():
        shutil.copyfile(path, root / "blobs" / path.name)
    for version in versions:
        (root / "snapshots" / version).mkdir(parents=True)
        for path in (root / "blobs").iterdir():
            (root / "snapshots" / version / path.name).symlink_to(path)
    return root


def test_the_cache_of_the_hub_is_read_by_its_reference_or_its_only_version(marian: Path, tmp_path: Path):
    place = card_of(cached(marian, tmp_path / "models--a--one", "c1"), targets=["nl"]).origin.folder
    several = cached(marian, tmp_path / "models--a--two", "c1", "c2")
    with pytest.raises(ConfigError, match=r"name one version .*c1, .*c2"):
        card_of(several, targets=["nl"])
    (several / "refs").mkdir()
    (several / "refs/main").write_text("c2")

    assert place == str(tmp_path / "models--a--one/snapshots/c1")
    card = card_of(several, targets=["nl"])
    assert card.origin.folder == str(several / "snapshots/c2")
    model = TransformersBackend(card, several / "snapshots/c2", TransformersBackend.Options(device="cpu"))
    assert model.count(SENTENCES[0]) > 3


def test_limits_fit_the_positions(marian: Path):
    assert card_of(marian).max_tokens == LONGEST
    change(marian, "tokenizer_config.json", model_max_length=150)
    assert card_of(marian).max_tokens == 150
    change(marian, "config.json", max_position_embeddings=64)
    card = card_of(marian)
    assert card.max_tokens == 64
    assert card.decoding.max_tokens is not None
    assert card.decoding.max_tokens < 64
    change(marian, "tokenizer_config.json", model_max_length=10**30)
    assert card_of(marian).max_tokens == 64


@pytest.mark.parametrize("layout", ["hf", "ct2"])
def test_a_text_that_is_longer_than_the_positions_is_translated(layout: str, tiny, tmp_path: Path):
    folder = Path(shutil.copytree(tiny("marian").folder, tmp_path / "both")) / layout

    bp = load(model=folder, source="fr", targets=["nl"], overrides=["constraints.postedit=false"])

    assert bp.translate("Le conseil a voté, " * 60 + "hier soir.", to="nl")


def test_decoding_is_that_of_the_checkpoint(marian: Path):
    change(marian, "generation_config.json", num_beams=3, length_penalty=1.5, no_repeat_ngram_size=3, max_length=5)

    found = card_of(marian).decoding

    assert (found.beam, found.length_penalty, found.no_repeat_ngram, found.max_tokens) == (3, 1.5, 3, None)


@pytest.mark.parametrize(
    ("stated", "sources"), [("fra", ("fr",)), ("deu+fra", ("de", "fr")), ("pt_br", ("pt",)), ("fr_XX", ("fr",))]
)
def test_sources_are_read_in_every_spelling(marian: Path, stated: str, sources: tuple[str, ...]):
    change(marian, "tokenizer_config.json", source_lang=stated)

    assert card_of(marian).sources == sources


@pytest.mark.parametrize("stated", [None, "roa", "mul", "ita"])
def test_a_source_that_is_not_stated_is_asked_for(marian: Path, stated: str | None):
    change(marian, "tokenizer_config.json", source_lang=stated)

    with pytest.raises(ConfigError, match="--source"):
        card_of(marian)
    assert card_of(marian, sources=["de"]).sources == ("de",)


def test_a_source_that_contradicts_the_files_is_refused(marian: Path):
    with pytest.raises(ConfigError, match=r"does not translate from de(?s:.*)'fr'"):
        card_of(marian, sources=["de"])


def test_a_model_of_one_target_has_no_tokens(marian: Path):
    without_tokens(marian)
    change(marian, "tokenizer_config.json", target_lang="nld")

    card = card_of(marian)

    assert (card.targets, card.tokens) == (("nl",), "none")


@pytest.mark.parametrize("targets", [[], ["nl", "en"]])
def test_a_target_that_is_not_stated_is_asked_for(marian: Path, targets: list[str]):
    without_tokens(marian)

    with pytest.raises(ConfigError, match="--targets"):
        card_of(marian, targets=targets)
    assert card_of(marian, targets=["en"]).targets == ("en",)


def test_a_target_among_tokens_is_the_stated_one(marian: Path):
    change(marian, "tokenizer_config.json", target_lang="en")

    card = card_of(marian)

    assert (card.targets, card.target_tokens) == (("en",), {"en": ">>eng<<"})


def test_prefixes_of_t5_are_read(tiny, tmp_path: Path):
    folder = Path(shutil.copytree(tiny("t5").folder / "hf", tmp_path / "t5"))
    tasks = {
        f"translation_{a}_to_{b}": {"prefix": f"translate {a} to {b}: "} for a in ("en", "fr") for b in ("de", "nl")
    }
    change(folder, "config.json", task_specific_params={**tasks, "summarization": {"prefix": "summarize: "}})

    with pytest.raises(ConfigError, match="prefixes for en, fr; name one with --source"):
        card_of(folder)
    card = card_of(folder, sources=["fr"])
    assert card.sources == ("fr",)
    assert card.target_tokens == {"de": "translate fr to de: ", "nl": "translate fr to nl: "}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "neither config.json"),
        ({"config.json": "{}"}, "model_type 'None'"),
        ({"config.json": '{"model_type": "gpt2"}'}, "model_type 'gpt2'; supported are marian"),
        ({"config.json": "{"}, "config.json is no JSON"),
        ({"config.json": "[]"}, "config.json is no JSON object"),
        ({"config.json": '{"model_type": "marian"}'}, "there is no tokenizer"),
        ({"config.json": '{"model_type": "marian"}', "source.spm": ""}, "not all of it .target.spm."),
        ({"model.q4.gguf": ""}, "for llama.cpp"),
        ({"encoder_model.onnx": ""}, "for ONNX Runtime"),
        ({"decoder.yml": "models: []"}, "release of OPUS-MT"),
        ({"adapter_config.json": "{}", "adapter_model.safetensors": ""}, "of an adapter"),
        ({"model.safetensors": ""}, "weights without the config.json"),
        ({"checkpoint-500/config.json": "{}"}, "name one of the folders in it: checkpoint-500"),
        ({"config.json": '{"model_type": "marian"}', "source.spm": "", "target.spm": ""}, "vocab.json is missing"),
        ({"config.json": '{"model_type": "mbart"}'}, "there is no tokenizer"),
        ({"config.json": '{"model_type": "mbart"}', "tokenizer.json": "{}"}, "tokenizer"),
        ({"config.json": "{}", "model.bin": ""}, "vocabulary"),
        ({"model.bin": "", "shared_vocabulary.json": '["a"]'}, "no source.spm and target.spm, and no prompt.json"),
        ({"model.fren.intgemm.alphas.bin": ""}, r"a student needs one file vocab\.\*\.spm; there is none"),
        ({"vocab.fren.spm": ""}, r"one file model\.\*\.bin; there is none"),
        ({"model.fren.bin.gz": "", "vocab.fren.spm.gz": ""}, "unpack all of them"),
    ],
)
def test_what_cannot_be_used_is_named(files: dict[str, str], message: str, tmp_path: Path):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match=message):
        card_of(tmp_path, sources=["fr"], targets=["nl"])


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path):
    (tmp_path / "model.safetensors").write_bytes(b"")

    with pytest.raises(ConfigError, match=f"it is a file; name the folder of the model, perhaps {tmp_path}"):
        card_of(tmp_path / "model.safetensors")


@pytest.mark.parametrize("value", [None, "256", [256], -1, 0])
@pytest.mark.parametrize("key", ["d_model", "vocab_size"])
def test_settings_that_cannot_be_are_told_as_those_of_the_model(marian: Path, key: str, value: Any):
    path = marian / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {key: value}), encoding="utf-8")
    card = card_of(marian, targets=["nl"])

    with pytest.raises(ModelUnavailable, match="cannot be loaded from"):
        TransformersBackend(card, marian, TransformersBackend.Options(device="cpu"))


@pytest.mark.parametrize("architecture", ["barthez", "bart", "t5"])
def test_a_summarizer_is_no_translation_model(architecture: str, tiny, tmp_path: Path):
    folder = Path(shutil.copytree(tiny(architecture).folder / "hf", tmp_path / "model"))
    if architecture != "barthez":
        change(folder, "config.json", task_specific_params={"summarization": {"num_beams": 4}})

    with pytest.raises(ConfigError, match=r"no translation model(?s:.*)task: summarization"):
        card_of(folder, sources=["fr"], targets=["en"])


def test_a_fine_tuned_model_is_read_as_save_pretrained_writes_it(marian: Path, tmp_path: Path):
    from transformers import AutoTokenizer, MarianMTModel

    from babelpress.models.backends.checkpoint import quiet

    saved = tmp_path / "saved"
    with quiet():
        MarianMTModel.from_pretrained(marian).save_pretrained(saved)
        AutoTokenizer.from_pretrained(marian).save_pretrained(saved)

    short = ["translation.decoding.max_tokens=8"]
    one, other = (load(model=folder, targets=["nl"], overrides=short) for folder in (marian, saved))
    assert one.translate("Il fait beau.", to="nl") == other.translate("Il fait beau.", to="nl")
    (saved / "generation_config.json").unlink()
    assert card_of(saved).sources == ("fr",)


def test_a_model_that_writes_nonsense_is_told(marian: Path, caplog: pytest.LogCaptureFixture):
    """The tiny weights are random numbers."""
    bp = load(model=marian, targets=["nl"], overrides=["translation.decoding.max_tokens=8"])
    bp.translate("Il fait beau.", to="nl")

    assert re.search(r"(writes nonsense|repeats itself)(?s:.*)text: (?s:.*)output: ", caplog.text)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match="no such folder"):
        card_of(tmp_path / "none")


def test_two_folders_of_one_name_are_two_models(marian: Path, tmp_path: Path):
    other = Path(shutil.copytree(marian, tmp_path / "other" / "marian"))

    assert card_of(marian).id != card_of(other).id


@pytest.mark.parametrize(
    ("chosen", "layout", "backend"),
    [
        ("ct2", "ct2", {"kind": "ct2"}),
        ({"kind": "ct2", "threads": 1, "device": "cpu"}, "hf", {"kind": "hf", "device": "cpu"}),
        ("hf", "ct2", {"kind": "ct2"}),
        (None, "hf", {"kind": "hf"}),
        ("fake", "hf", {"kind": "fake"}),
        ({"kind": "ct2", "device": "cpu"}, "student", {"kind": "students"}),
        ("students", "student", {"kind": "students"}),
    ],
)
def test_the_backend_is_one_that_reads_the_layout(chosen: object, layout: Any, backend: dict[str, str]):
    assert backend_of(chosen, layout) == backend


def test_load_translates_by_a_folder(marian: Path):
    bp = load(model=marian, targets=["nl"], overrides=["translation.decoding.max_tokens=8"])

    assert (bp.sources, bp.targets) == (("fr",), ("nl",))
    assert isinstance(bp.translate("Il fait beau.", to="nl"), str)
    assert bp.profile.translation.backend.kind == "hf"


def test_a_student_is_read_as_mozilla_distributes_it(tmp_path: Path):
    folder = EMBEDDED / "en-pt-tiny" / "student"

    assert (card := card_of(folder)) == card_of(folder.parent).model_copy(update={"id": card.id})
    assert (card.sources, card.targets, card.alignment_heads) == (("en",), ("pt",), 1)
    assert "amanhã" in load(model=folder).translate("The train leaves tomorrow morning.", to="pt")

    named = Path(shutil.copytree(tiny_student(tmp_path), tmp_path / "renamed"))
    (named / "model.fren.intgemm.alphas.bin").rename(named / "model.mine.intgemm8.bin")
    with pytest.raises(
        ConfigError, match="the name of its weights says 'mi' of the source; name its language with --s"
    ):
        card_of(named)
    (named / "model.mine.intgemm8.bin").rename(named / "model.intgemm8.bin")
    with pytest.raises(ConfigError, match=r"says nothing of the target, .* with --targets"):
        card_of(named, sources=["fr"])
    card = card_of(named, sources=["fr"], targets=["en"])
    assert (card.sources, card.targets) == (("fr",), ("en",))


def tiny_student(folder: Path) -> Path:
    tiny_students.build(folder / "made")
    return folder / "made"


def test_a_profile_may_name_a_folder(tmp_path: Path):
    profile = tmp_path / "own.yaml"
    profile.write_text(f"name: own\ntargets: [nl]\ntranslation: {{models: ['{SHIPPED / 'ct2'}']}}", encoding="utf-8")

    assert load(profile).translate("Oui, je le veux.", to="nl") == load(targets=["nl"]).translate(
        "Oui, je le veux.", to="nl"
    )

    profile.write_text(f"name: own\ntargets: [nl]\ntranslation: {{models: ['{tmp_path}']}}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"translation\.models\.0: no model in"):
        load(profile)


def test_load_says_what_goes_with_model():
    with pytest.raises(ConfigError, match="source: only with model"):
        load(source="fr")
    with pytest.raises(ConfigError, match="frr"):
        load(model=SHIPPED, source="frr")
    with pytest.raises(TypeError, match="model: the path"):
        load(model=3)  # type: ignore[arg-type]
