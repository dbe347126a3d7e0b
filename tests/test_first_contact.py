"""`scripts/first_contact.py` against a hub on this machine, with tiny models."""

import importlib.util
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from babelpress.config import resources
from babelpress.config.schema import Decoding
from babelpress.models.cards import Golden, checksum, read_card, read_cards
from babelpress.models.conversion import convert_folder, export
from hub_models import archive
from hub_server import NEW, OLD, Hub, hub_of
from tiny_models import SENTENCES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("first_contact", ROOT / "scripts/first_contact.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["first_contact"] = module
    spec.loader.exec_module(module)
    return module


MEASURED = {"source": "fr", "target": "en", "metric": "bleu", "testset": "ntrex", "value": 37.6, "origin": "measured"}
"""The BLEU of the shipped weights on the twelve lines of the fixture `test_set`, in place of a published figure."""


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped weights as the hub has models."""
    card = read_card(resources.CARDS / "fr-mul-tiny.yaml")
    return export(card, tmp_path_factory.mktemp("exported") / "checkpoint")


@pytest.fixture
def hub(tiny: Callable[[str], Any], tmp_path: Path, checkpoint: Path) -> Iterator[Hub]:
    """Two repositories, with cards in `cards`: the shipped weights and a tiny summarizer."""
    (tmp_path / "cards").mkdir()
    shipped = read_card(resources.CARDS / "fr-mul-tiny.yaml")
    small, other = tiny("barthez"), tiny("marian")
    text = "Il fait beau dans la rue de la ville."
    said = small.ct2().generate([text], Decoding(), source="fr", target="fr")[0].text
    golden = Golden(source="fr", target="fr", text=text, expected=said)
    with hub_of(tmp_path / "hub") as running:
        for card, folder in (
            (shipped, checkpoint),
            (small.card.model_copy(update={"golden": (golden,)}), small.folder / "hf"),
            (other.card, other.folder / "hf"),
        ):
            repo = f"someone/{card.id}"
            shutil.copytree(folder, running.root / repo)
            running.licences[repo] = card.licence.lower()
            changes = {
                "id": f"hub-{card.id}",
                "origin": {"repo": repo, "revision": OLD},
                "size_mb": sum(path.stat().st_size for path in folder.iterdir()) / 1e6,
                "files": {"hf/model.safetensors": checksum(folder / "model.safetensors")},
                "scores": [MEASURED] if card is shipped else [],
            }
            whole = card.model_dump(mode="json", exclude_none=True) | changes
            written = yaml.safe_dump(whole, allow_unicode=True)
            (tmp_path / "cards" / f"hub-{card.id}.yaml").write_text(written, encoding="utf-8")
        yield running


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    """A test set under the names of NTREX-128."""
    folder = tmp_path / "ntrex"
    folder.mkdir()
    for code, name in (("fr", "newstest2019-ref.fra.txt"), ("en", "newstest2019-src.eng.txt")):
        shutil.copyfile(ROOT / f"examples/evaluation/test-set/{code}.txt", folder / name)
    return folder


def call(script: ModuleType, hub: Hub, *words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    cards = str(hub.root.parent / "cards")
    status = script.main([*words, "--endpoint", hub.endpoint, "--cards", cards])
    return status, capsys.readouterr().out


def results(said: str) -> dict[str, str]:
    """The rows of the table at the end, for one model."""
    rows = (line.strip("| ").split(" | ") for line in said.splitlines() if line.startswith("| "))
    return dict(list(rows)[1:])


def test_a_right_translation_model_passes(script: ModuleType, hub: Hub, test_set: Path, capsys):
    hub.pause = 0.002

    words = ("hub-fr-mul-tiny", "--test-set", str(test_set), "--stored", str(test_set.parent / "stored"))
    call(script, hub, *words, "--only", "stored", capsys=capsys)
    status, said = call(script, hub, *words, capsys=capsys)

    found = results(said)
    assert status == 0, said
    assert list(found) == list(script.CHECKS)
    assert {name for name, result in found.items() if result != "pass"} == {"long-articles"}, said


def test_a_right_summarizer_passes(script: ModuleType, hub: Hub, tmp_path: Path, capsys):
    (tmp_path / "lines.txt").write_text("\n".join(SENTENCES), encoding="utf-8")
    only = "commit,licence,checksums,tensors,parity,golden,offline"

    status, said = call(
        script, hub, "hub-tiny-barthez", "--only", only, "--lines", str(tmp_path / "lines.txt"), capsys=capsys
    )

    assert status == 0, said
    assert set(results(said).values()) == {"pass"}, said


@pytest.mark.slow
def test_a_long_article_with_no_break_spaces_is_summarized(script: ModuleType, hub: Hub, capsys):
    """The shipped weights in the part of a summarizer: no other model here writes whole sentences."""
    card = yaml.safe_load((hub.root.parent / "cards/hub-fr-mul-tiny.yaml").read_text(encoding="utf-8"))
    card |= {"id": "summarizer", "task": "summarization", "targets": ["en"], "target_tokens": {"en": ">>eng<<"}}
    card |= {"golden": [], "scores": [], "decoding": {"no_repeat_ngram": 1}}
    (hub.root.parent / "cards/summarizer.yaml").write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")

    status, said = call(script, hub, "summarizer", "--only", "long-articles", capsys=capsys)

    assert status == 0, said
    assert results(said) == {"long-articles": "pass"}, said


@pytest.mark.slow
def test_the_shipped_student_passes_as_if_it_were_pulled(script: ModuleType, hub: Hub, tmp_path: Path, capsys):
    folder = Path(shutil.copytree(resources.EMBEDDED / "en-pt-tiny/student", hub.root / "students/enpt"))
    card = read_card(resources.CARDS / "en-pt-tiny.yaml").model_dump(mode="json", exclude_none=True)
    address = {
        "address": f"{hub.endpoint}/students/enpt/resolve/main",
        "downloads": {path.name: None for path in folder.iterdir()},
    }
    card |= {"id": "student", "origin": address, "files": {}}
    (hub.root.parent / "cards/student.yaml").write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")

    status, said = call(script, hub, "student", "--stored", str(tmp_path / "stored"), capsys=capsys)

    assert status == 0, said
    passed = {name for name, result in results(said).items() if result == "pass"}
    assert passed == {"golden", "long-sentences", "alignment", "offline", "proxy"}, said


def test_the_workflow_tries_every_model_that_is_pulled():
    workflow = yaml.safe_load((ROOT / ".github/workflows/first-contact.yml").read_text(encoding="utf-8"))
    cards = read_cards([resources.CARDS]).values()

    named = workflow["jobs"]["models"]["strategy"]["matrix"]["model"]
    assert sorted(named) == sorted(card.id for card in cards if not card.origin.embedded)


def test_another_bleu_than_the_published_one_is_a_fault(script: ModuleType, hub: Hub, test_set: Path, capsys):
    path = hub.root.parent / "cards/hub-fr-mul-tiny.yaml"
    card = yaml.safe_load(path.read_text(encoding="utf-8"))
    card["scores"] = [MEASURED | {"value": 67.0}]
    path.write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")

    status, said = call(
        script, hub, "hub-fr-mul-tiny", "--only", "published", "--test-set", str(test_set), capsys=capsys
    )
    bare, without = call(script, hub, "hub-fr-mul-tiny", "--only", "published", capsys=capsys)

    assert (status, bare) == (1, 0)
    assert "on 12 lines of ntrex, 67.0 published" in said
    assert "not tried: no --test-set" in without


def test_a_release_of_opus_mt_passes(script: ModuleType, hub: Hub, tiny: Callable[[str], Any], tmp_path: Path, capsys):
    """One that is not on the hub: its address is that of a file on this server."""
    folder = hub.root / "release/x/main"
    folder.mkdir(parents=True)
    archive(tiny("marian").folder / "hf", folder / "opus.zip")
    whole = tiny("marian").card.model_dump(mode="json", exclude_none=True) | {"id": "release"}
    whole["origin"] = {"address": f"{hub.endpoint}/release/x/resolve/main/main", "downloads": {"opus.zip": None}}
    (tmp_path / "cards/release.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    (tmp_path / "lines.txt").write_text("\n".join(SENTENCES), encoding="utf-8")

    status, said = call(
        script, hub, "release", "--only", "commit,tensors,tokenizer,int8", "--lines", str(tmp_path / "lines.txt"),
        capsys=capsys,
    )  # fmt: skip

    assert status == 0, said
    assert results(said) == {"commit": "not tried", "tensors": "not tried", "tokenizer": "pass", "int8": "pass"}


def test_each_fault_is_found(script: ModuleType, hub: Hub, capsys):
    hub.licences["someone/tiny-barthez"] = "cc-by-nc-4.0"
    path = hub.root / "someone/tiny-barthez/config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"d_model": 48}))

    status, said = call(script, hub, "hub-tiny-barthez", "--only", "licence,tensors,commit", capsys=capsys)

    assert status == 1
    assert results(said) == {"licence": "fail", "tensors": "fail", "commit": "pass"}
    assert "cc-by-nc-4.0" in said and "has the shape" in said


def test_an_unknown_check_is_named(script: ModuleType, capsys):
    with pytest.raises(SystemExit):
        script.main(["--only", "tensors,colour"])

    assert "there is no check colour" in capsys.readouterr().err


@pytest.fixture
def contact(script: ModuleType, hub: Hub, tmp_path: Path) -> Callable[..., Any]:
    """Return a function that gives a tiny model of the hub with another card, or other weights for CTranslate2.

    `convert` is called with the tensors of the checkpoint; the model that it makes of them stands in the place of the
    one in a type (`float32`, `int8`).
    """

    def make(
        architecture: str, *, card: dict[str, Any] | None = None, **convert: Callable[[dict[str, Any]], None]
    ) -> Any:
        from safetensors.torch import load_file, save_file

        cards = read_cards([hub.root.parent / "cards"])
        chosen = cards[f"hub-tiny-{architecture}"].model_copy(update=card or {})
        for quantization, change in convert.items():
            place = tmp_path / "scratch" / chosen.id / quantization
            folder = tmp_path / quantization
            for old in (place, folder):
                shutil.rmtree(old, ignore_errors=True)
            shutil.copytree(hub.root / str(chosen.origin.repo), folder)
            tensors = load_file(folder / "model.safetensors")
            change(tensors)
            save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
            convert_folder(chosen, folder, place, quantization=quantization)
        (tmp_path / "scratch").mkdir(exist_ok=True)
        (tmp_path / "lines.txt").write_text("\n".join(SENTENCES), encoding="utf-8")
        return script.Contact(
            card=chosen,
            models_dir=tmp_path / "models",
            scratch=tmp_path / "scratch",
            endpoint=hub.endpoint,
            cards=hub.root.parent / "cards",
            sentences=tmp_path / "lines.txt",
            stored=tmp_path / "stored",
        )

    return make


def other_numbers(tensors: dict[str, Any]) -> None:
    """Give each token the number of another."""
    tensors["model.shared.weight"] = tensors["model.shared.weight"].flip(0).contiguous()


def ends_at_once(tensors: dict[str, Any]) -> None:
    tensors["final_logits_bias"][0, 0] += 100


def looks_nowhere(tensors: dict[str, Any]) -> None:
    for name in tensors:
        if "encoder_attn.q_proj.weight" in name:
            tensors[name] = tensors[name] * 1e-9


def goes_on(tensors: dict[str, Any]) -> None:
    tensors["final_logits_bias"][0, 0] = -100


def test_every_check_finds_a_fault(script: ModuleType, hub: Hub, contact: Callable[..., Any], tmp_path: Path):
    """Each check on a model that is broken for it; a check that cannot fail would say nothing."""
    found: dict[str, str] = {}

    def fails(check: str, model: Any, message: str) -> None:
        result, said = script.tried(script.CHECKS[check], model)
        assert result == "fail", f"{check}: {result}: {said}"
        assert re.search(message, said), f"{check}: {said}"
        found[check] = said
        shutil.rmtree(tmp_path / "models", ignore_errors=True)

    repository = hub.root / "someone/tiny-marian"
    golden = Golden(source="fr", target="en", text=SENTENCES[0], expected="The council voted the budget.")
    hub.moved = NEW
    fails("commit", contact("marian"), "not with a+, as its card says")
    hub.moved = None
    hub.licences["someone/tiny-marian"] = "cc-by-nc-4.0"
    fails("licence", contact("marian"), "cc-by-nc-4.0 by the hub")
    fails("size", contact("marian", card={"size_mb": 300.0}), "300 MB by the card")
    fails("checksums", contact("marian", card={"files": {"hf/vocab.json": "0" * 64}}), "vocab.json is altered")
    whole = (repository / "config.json").read_text(encoding="utf-8")
    (repository / "config.json").write_text(json.dumps(json.loads(whole) | {"d_model": 48}), encoding="utf-8")
    fails("tensors", contact("marian"), "has the shape")
    (repository / "config.json").write_text(whole, encoding="utf-8")
    fails("golden", contact("marian", card={"golden": (golden,)}), "wrong output for its golden sentence")
    fails("offline", contact("marian"), "(?s)writes|says|repeats|fails")
    fails("parity", contact("marian", float32=other_numbers), "outputs differ")
    old = tmp_path / "stored/hub-tiny-marian.fr-en.txt"
    old.parent.mkdir()
    old.write_text("\n".join(["Something else."] * len(SENTENCES)) + "\n", encoding="utf-8")
    fails("stored", contact("marian"), f"{len(SENTENCES)} of {len(SENTENCES)} sentences differ")
    fails("int8", contact("marian", int8=other_numbers), "judged by float32")
    fails("long-sentences", contact("marian", float32=ends_at_once), "whole it gives 0 words|words")
    fails("alignment", contact("marian", float32=looks_nowhere), "placed over|no place")
    fails("long-articles", contact("barthez", float32=goes_on), "the summary is ''")
    found["published"] = "see test_another_bleu_than_the_published_one_is_a_fault"
    tokenizer = hub.root / "someone/tiny-barthez/tokenizer.json"
    settings = json.loads(tokenizer.read_text(encoding="utf-8"))
    settings["normalizer"] = {"type": "Lowercase"}
    tokenizer.write_text(json.dumps(settings), encoding="utf-8")
    fails("tokenizer", contact("barthez"), "by SentencePiece")
    first = contact("marian")
    assert first.folder.is_dir()
    (repository / "tokenizer_config.json").write_text('{"source_lang": "fr"}', encoding="utf-8")
    result, said = script.tried(script.CHECKS["killed"], first)
    assert (result, "differs after a killed pull" in said) == ("fail", True), said
    found["killed"] = said
    hub.sha256["model.safetensors"] = "0" * 64
    fails("proxy", contact("marian"), "could not be pulled")

    assert set(found) == set(script.CHECKS)
