"""`models pull` and what follows, by command line: a hub on this machine has the layouts of real repositories."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from babelpress.cli import main
from babelpress.config.schema import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.transformers import TransformersBackend
from babelpress.models.cards import read_card
from babelpress.models.conversion import convert
from hub_models import LAYOUTS, quickmt
from hub_server import Hub, hub_of
from tiny_models import SENTENCES


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    (tmp_path / "cards").mkdir()
    monkeypatch.chdir(tmp_path)
    with hub_of(tmp_path / "hub") as running:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", running.endpoint)
        monkeypatch.setattr("huggingface_hub.hf_api.constants.ENDPOINT", running.endpoint)
        template = running.endpoint + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr("huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr("huggingface_hub.file_download.HUGGINGFACE_CO_URL_TEMPLATE", template, raising=False)
        yield running


def stand_in(name: str, hub: Hub, tiny: Callable[[str], Any], **changes: Any) -> Path:
    """Put a repository on the hub and its card into `cards`."""
    architecture, builder = LAYOUTS[name]
    one = tiny(architecture)
    repo = f"someone/{name}"
    builder(one.folder / "hf", hub.root / repo)
    whole = one.card.model_dump(mode="json", exclude_none=True)
    whole |= {"id": name, "origin": {"repo": repo}, **changes}
    path = Path("cards") / f"{name}.yaml"
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    Path("p.yaml").write_text(
        "name: p\ncards: [cards]\ntargets: [nl]\ntranslation:\n  backend: {kind: ct2, compute: float32}\n"
        f"  models: [{name if one.card.task == 'translation' else 'fr-mul-tiny'}]\n",
        encoding="utf-8",
    )
    return path


def call(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["babelpress", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


def models(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    return call("models", *words, "--profile", "p.yaml", "--models-dir", "m", monkeypatch=monkeypatch)


CONVERTED = ("converted", "ct2fast", "gaudi")


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in CONVERTED])
def test_each_layout_is_pulled_and_both_engines_agree(name: str, hub: Hub, tiny, monkeypatch, capsys):
    card = read_card(stand_in(name, hub, tiny))

    assert models("pull", name, monkeypatch=monkeypatch) == 0, capsys.readouterr()

    folder = convert(card, models_dir=Path("m"), quantization="float32")
    ct2 = CTranslate2Backend(card, folder, CTranslate2Backend.Options(device="cpu", compute="float32"))
    hf = TransformersBackend(card, Path("m") / name / "hf", TransformersBackend.Options(device="cpu"))
    lines = [*SENTENCES, "Un\u00a0train\u202f?"]
    found = [
        [one.text for one in model.generate(lines, Decoding(beam=1), source="fr", target=card.targets[0])]
        for model in (ct2, hf)
    ]
    assert found[0] == found[1]
    assert any(found[0])
    assert not any("\u2581" in text or "<unk>" in text for text in found[0])


@pytest.mark.parametrize("name", CONVERTED)
def test_a_converted_repository_needs_no_torch(name: str, hub: Hub, tiny, monkeypatch, capsys):
    card = read_card(stand_in(name, hub, tiny))
    expected = tiny("marian").ct2().generate(SENTENCES, Decoding(beam=1), source="fr", target="nl")
    for library in ("torch", "transformers"):
        monkeypatch.setitem(sys.modules, library, None)

    assert models("pull", name, monkeypatch=monkeypatch) == 0, capsys.readouterr()
    shown = capsys.readouterr().out
    found = CTranslate2Backend(
        card, Path("m") / name / "ct2", CTranslate2Backend.Options(device="cpu", compute="float32")
    )

    assert f"m/{name}/ct2" in shown
    assert found.generate(SENTENCES, Decoding(beam=1), source="fr", target="nl") == expected
    assert not (Path("m") / name / "hf").exists()


@pytest.mark.parametrize("joint", [False, True])
def test_a_model_of_quickmt_is_used_as_its_authors_use_it(joint: bool, hub: Hub, tiny, monkeypatch, capsys):
    """The oracle is what their page shows: the pieces of SentencePiece and CTranslate2, and no end mark."""
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    model = tiny("marian")
    quickmt(model.folder / "hf", hub.root / "quickmt/x", joint=joint)
    whole = model.card.model_dump(mode="json", exclude_none=True) | {"id": "x", "origin": {"repo": "quickmt/x"}}
    whole |= {"architecture": "transformer", "tokens": "none", "target_tokens": {}, "targets": ["nl"], "normalize": []}
    whole["prompt"] = {"before": [], "after": [], "start": "<s>"}
    Path("cards/x.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    Path("p.yaml").write_text("name: p\ncards: [cards]\ntargets: [nl]\ntranslation: {models: [x]}\n", encoding="utf-8")
    for library in ("torch", "transformers"):
        monkeypatch.setitem(sys.modules, library, None)

    assert models("pull", "x", monkeypatch=monkeypatch) == 0, capsys.readouterr()
    folder = Path("m/x/ct2")
    found = CTranslate2Backend(
        read_card(Path("cards/x.yaml")), folder, CTranslate2Backend.Options(device="cpu", compute="float32")
    ).generate(SENTENCES, Decoding(beam=1, max_tokens=20), source="fr", target="nl")

    sides = ["joint.spm.model"] * 2 if joint else ["src.spm.model", "tgt.spm.model"]
    source, target = (SentencePieceProcessor(model_file=str(folder / name)) for name in sides)
    engine = ctranslate2.Translator(str(folder), device="cpu", compute_type="float32")
    pieces = [source.encode(text, out_type=str) for text in SENTENCES]
    expected = engine.translate_batch(pieces, beam_size=1, max_decoding_length=20, disable_unk=True)
    assert [one.text for one in found] == [
        target.decode([piece for piece in one.hypotheses[0] if not piece.startswith(">>")]) for one in expected
    ]
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".yaml") == []


def test_a_repository_that_lost_its_weights_is_told(hub: Hub, tiny, monkeypatch, capsys):
    """As some of `gaudi/opus-mt-*-ctranslate2` have: everything but `model.bin`."""
    stand_in("gaudi", hub, tiny)
    (hub.root / "someone/gaudi/model.bin").unlink()

    assert models("pull", "gaudi", monkeypatch=monkeypatch) == 1
    assert "someone/gaudi has no weights that can be read" in " ".join(capsys.readouterr().err.split())


def test_both_backends_read_a_converted_repository(hub: Hub, tiny, monkeypatch, capsys):
    stand_in("gaudi", hub, tiny)
    assert models("pull", "gaudi", monkeypatch=monkeypatch) == 0
    profile = Path("p.yaml")
    said = []
    for backend in ("{kind: ct2, compute: float32}", "hf"):
        profile.write_text(profile.read_text().replace("{kind: ct2, compute: float32}", backend), encoding="utf-8")
        capsys.readouterr()
        assert models("verify", "gaudi", monkeypatch=monkeypatch) == 2  # it is trained on nothing
        said.append(capsys.readouterr().err)

    assert "writes nonsense" in said[0] and said[0] == said[1]


def test_a_checkpoint_with_a_conversion_beside_it_is_one_of_the_hub(hub: Hub, tiny, monkeypatch):
    stand_in("half", hub, tiny)
    for name in ("model.bin", "shared_vocabulary.json"):
        (hub.root / "someone/half" / name).write_bytes(b"not wanted")

    assert models("pull", "half", monkeypatch=monkeypatch) == 0
    assert (Path("m") / "half" / "hf" / "model.safetensors").is_file()


def test_another_licence_is_told_and_the_model_is_pulled(hub: Hub, tiny, monkeypatch, capsys):
    stand_in("half", hub, tiny)
    hub.licences["someone/half"] = "cc-by-nc-4.0"

    assert models("pull", "half", monkeypatch=monkeypatch) == 0

    said = " ".join(capsys.readouterr().err.split())
    assert "warning: the licence of half is CC0-1.0 by its card, but cc-by-nc-4.0 by the hub" in said


def test_the_others_are_pulled_where_one_fails(hub: Hub, tiny, monkeypatch, capsys):
    stand_in("old-bin", hub, tiny)
    stand_in("half", hub, tiny)
    hub.sha256["pytorch_model.bin"] = "1" * 64

    assert models("pull", "old-bin", "half", monkeypatch=monkeypatch) == 1

    out, err = capsys.readouterr()
    assert "has the sha256" in err
    assert "failed" in out and "m/half/ct2" in out


def test_a_broken_connection_is_resumed(hub: Hub, tiny, monkeypatch):
    stand_in("half", hub, tiny)
    hub.cut = 40_000
    monkeypatch.setattr("babelpress.models.download._pause", lambda _: None)

    assert models("pull", "half", monkeypatch=monkeypatch) == 0
    assert hub.asked.count("model.safetensors") > 1


def test_golden_sentences_are_printed_for_the_card(hub: Hub, monkeypatch, capsys):
    import babelpress

    card = read_card(Path(babelpress.__file__).parents[2] / "models/cards/fr-mul-tiny.yaml")
    whole = card.model_dump(mode="json", exclude_none=True) | {"id": "bare", "golden": [], "targets": ["en"]}
    Path("cards/bare.yaml").write_text(yaml.safe_dump(whole | {"scores": []}, allow_unicode=True), encoding="utf-8")
    Path("p.yaml").write_text(
        "name: p\ncards: [cards]\ntargets: [en]\ntranslation: {models: [bare]}\n", encoding="utf-8"
    )

    assert models("verify", "bare", "--golden", monkeypatch=monkeypatch) == 0

    printed = yaml.safe_load(capsys.readouterr().out)["golden"]
    assert [(one["source"], one["target"]) for one in printed] == [("fr", "en")]
    assert "council" in printed[0]["expected"]
