"""Pulling from a hub: here a small server on this machine that speaks as much of its protocol as is needed."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from babelpress.errors import ModelUnavailable
from babelpress.models import conversion, loading, store
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.cards import ModelCard, checksum
from babelpress.models.hub import pull
from hub_server import NEW, OLD, Hub, hub_of

REPO = "someone/tiny"


@pytest.fixture
def folder(tiny, tmp_path: Path) -> Path:
    """The repository, in the layout of the hub."""
    folder = tmp_path / "hub" / REPO
    shutil.copytree(tiny("marian").folder / "hf", folder)
    for unwanted in ("tf_model.h5", "flax_model.msgpack", "pytorch_model.bin", "README.md"):
        (folder / unwanted).write_bytes(b"not wanted")
    return folder


@pytest.fixture
def hub(folder: Path, tmp_path: Path) -> Iterator[Hub]:
    with hub_of(tmp_path / "hub") as running:
        yield running


@pytest.fixture
def card(tiny) -> ModelCard:
    card = tiny("marian").card
    return card.model_copy(update={"origin": card.origin.model_copy(update={"folder": None, "repo": REPO})})


def test_pull_brings_the_needed_files_and_pins_them(hub: Hub, card: ModelCard, tmp_path: Path):
    folder = pull(card, models_dir=tmp_path / "models", endpoint=hub.endpoint)

    wanted = {"config.json", "generation_config.json", "model.safetensors", "source.spm", "target.spm"}
    wanted |= {"tokenizer_config.json", "vocab.json"}
    assert {path.name for path in folder.iterdir()} == wanted
    lock = yaml.safe_load((tmp_path / "models" / "models.lock.yaml").read_text())["tiny-marian"]
    assert (lock["repo"], lock["commit"]) == (REPO, OLD)
    assert lock["files"]["hf/vocab.json"] == checksum((hub.root / REPO) / "vocab.json")


def test_pull_again_asks_for_nothing_and_update_takes_the_newest(hub: Hub, card: ModelCard, tmp_path: Path):
    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    hub.asked.clear()
    hub.commit = NEW
    ((hub.root / REPO) / "vocab.json").write_text(((hub.root / REPO) / "vocab.json").read_text() + "\n")

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert hub.asked == []

    folder = pull(card, models_dir=tmp_path, endpoint=hub.endpoint, update=True)
    assert (folder / "vocab.json").read_text().endswith("\n")
    assert store.Store(tmp_path).lock(card).commit == NEW


def test_pull_mends_a_damaged_file(hub: Hub, card: ModelCard, tmp_path: Path):
    folder = pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    (folder / "vocab.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match="models pull tiny-marian"):
        store.Store(tmp_path).verify(card, "hf")

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)

    assert store.Store(tmp_path).verify(card, "hf") == folder


def test_pull_refuses_other_files_under_the_same_commit(hub: Hub, card: ModelCard, tmp_path: Path):
    folder = pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    (folder / "vocab.json").unlink()
    ((hub.root / REPO) / "vocab.json").write_text("{}")

    with pytest.raises(ModelUnavailable, match=r"vocab\.json is altered"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not (folder.parent / ".hf.partial").exists()


def test_pull_refuses_files_other_than_the_cards(hub: Hub, card: ModelCard, tmp_path: Path):
    card = card.model_copy(update={"files": {"hf/vocab.json": "0" * 64}})

    with pytest.raises(ModelUnavailable, match="0000"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not store.Store(tmp_path).has(card, "hf")


def test_pull_goes_on_where_it_stopped(hub: Hub, card: ModelCard, tmp_path: Path):
    weights = (hub.root / REPO) / "model.safetensors"
    content = weights.read_bytes()
    weights.unlink()
    ((hub.root / REPO) / "model.safetensors").mkdir()  # listed, but cannot be sent
    with pytest.raises(ModelUnavailable, match="models pull tiny-marian"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not store.Store(tmp_path).has(card, "hf")
    ((hub.root / REPO) / "model.safetensors").rmdir()
    weights.write_bytes(content)
    already = set(hub.asked)
    hub.asked.clear()

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)

    assert already
    assert not already & set(hub.asked)


def test_pull_takes_a_commit_by_its_first_digits(hub: Hub, card: ModelCard, tmp_path: Path):
    """Public pages name commits by seven digits; what is pinned is the whole number."""
    card = card.model_copy(update={"origin": card.origin.model_copy(update={"revision": OLD[:7]})})

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)

    assert store.Store(tmp_path).lock(card).commit == OLD  # type: ignore[union-attr]  # it was pinned
    hub.asked.clear()
    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert hub.asked == []


def test_pull_refuses_a_small_file_that_is_not_that_of_the_commit(hub: Hub, card: ModelCard, tmp_path: Path):
    """Only of large files the hub states the sha256: one left of another download must not stay."""
    partial = tmp_path / card.id / ".hf.partial"
    partial.mkdir(parents=True)
    (partial / ".commit").write_text(OLD)
    (partial / "vocab.json").write_text("{}")

    with pytest.raises(ModelUnavailable, match=r"vocab\.json of tiny-marian differs from what the hub has(?s:.*)pull"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)

    folder = pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert (folder / "vocab.json").read_bytes() == (hub.root / REPO / "vocab.json").read_bytes()


def test_pull_without_a_network_says_what_to_run(card: ModelCard, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match="babelpress models pull tiny-marian"):
        pull(card, models_dir=tmp_path, endpoint="http://127.0.0.1:9")


def test_pull_in_offline_mode_says_what_to_run(hub: Hub, card: ModelCard, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    with pytest.raises(ModelUnavailable, match="babelpress models pull tiny-marian"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert hub.asked == []


def test_pull_without_the_library_names_the_extra(card: ModelCard, tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)

    with pytest.raises(ModelUnavailable, match=r"pip install .*\[hub\]"):
        pull(card, models_dir=tmp_path)


def test_pull_of_a_repository_that_is_not_there_says_so(hub: Hub, card: ModelCard, tmp_path: Path):
    gone = card.model_copy(update={"origin": card.origin.model_copy(update={"repo": "someone/gone"})})

    with pytest.raises(ModelUnavailable, match="someone/gone"):
        pull(gone, models_dir=tmp_path, endpoint=hub.endpoint)


def test_a_pulled_model_is_converted_and_loaded(hub: Hub, card: ModelCard, tmp_path: Path):
    options = CTranslate2Backend.Options(device="cpu", threads=1)
    with pytest.raises(ModelUnavailable, match="models pull tiny-marian && babelpress models convert tiny-marian"):
        loading.load(card, CTranslate2Backend, options, models_dir=tmp_path)
    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    with pytest.raises(ModelUnavailable, match="run: babelpress models convert tiny-marian"):
        loading.load(card, CTranslate2Backend, options, models_dir=tmp_path)

    conversion.convert(card, models_dir=tmp_path)

    assert loading.load(card, CTranslate2Backend, options, models_dir=tmp_path).count("Il fait beau.") > 3
    assert set(store.Store(tmp_path).lock(card).files) >= {"ct2/model.bin", "hf/model.safetensors"}


@pytest.mark.parametrize("stated", ["cc0-1.0", "CC0-1.0", None])
def test_the_same_licence_brings_no_warning(hub: Hub, card: ModelCard, tmp_path: Path, stated: str | None):
    hub.licences = {REPO: stated} if stated else {}
    said: list[str] = []

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint, warn=said.append)

    assert said == []


def test_another_licence_brings_a_warning_and_no_error(hub: Hub, card: ModelCard, tmp_path: Path):
    hub.licences = {REPO: "cc-by-nc-4.0"}
    said: list[str] = []

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint, warn=said.append)

    assert len(said) == 1
    assert all(part in said[0] for part in ("tiny-marian", "CC0-1.0", "cc-by-nc-4.0", REPO))
    assert store.Store(tmp_path).has(card, "hf")


def test_pull_refuses_a_file_with_another_checksum_than_the_hub_states(hub: Hub, card: ModelCard, tmp_path: Path):
    hub.sha256 = {"model.safetensors": "1" * 64}

    with pytest.raises(ModelUnavailable, match=rf"model\.safetensors has the sha256 .*, not {'1' * 64}"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not store.Store(tmp_path).has(card, "hf")


@pytest.mark.parametrize(
    ("status", "code", "text", "message"),
    [
        (401, "", "", "401 Unauthorized: it asks for a login; log in with: hf auth login"),
        (401, "RepoNotFound", "", "no such repository, or it is private: correct `repo` in the card, or log in"),
        (403, "GatedRepo", "", "accept its terms: do so at http://127.*/someone/tiny, and log in with: hf auth login"),
        (404, "RepoNotFound", "", "no such repository"),
        (429, "", "", "429 Too Many Requests: it was asked too often; try again in some minutes"),
        (503, "", "<html>maintenance</html>", "503 Service Unavailable: it has trouble; try again later"),
        (200, "", "<html>Log in to our network</html>", "is not of a hub: log in to this network, or correct HF_END"),
        (200, "", "[]", "is not of a hub"),
        (200, "", '{"id": "x"}', "the hub reports no commit"),
    ],
)
def test_what_the_hub_refuses_is_told_in_one_sentence_with_the_next_command(
    hub: Hub, card: ModelCard, tmp_path: Path, status: int, code: str, text: str, message: str
):
    hub.refusal = (status, code, text)

    with pytest.raises(ModelUnavailable, match=message) as raised:
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)

    cause, command = str(raised.value).split("\n")
    assert "someone/tiny" in cause
    assert command == "  then run: babelpress models pull tiny-marian"


def test_a_commit_that_is_gone_is_told_with_the_way_to_another(hub: Hub, card: ModelCard, tmp_path: Path):
    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    shutil.rmtree(tmp_path / card.id)
    hub.refusal = (404, "RevisionNotFound", "")

    with pytest.raises(
        ModelUnavailable, match=f"no commit {OLD}(?s:.*)run: babelpress models pull tiny-marian --update"
    ):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    pinned = card.model_copy(update={"origin": card.origin.model_copy(update={"revision": NEW})})
    with pytest.raises(ModelUnavailable, match=f"no commit {NEW} of it, as its card says: correct `revision`"):
        pull(pinned, models_dir=tmp_path, endpoint=hub.endpoint)


def test_a_storage_host_that_a_firewall_blocks_is_named(hub: Hub, card: ModelCard, tmp_path: Path, monkeypatch):
    hub.storage = "http://storage.invalid/x"
    monkeypatch.setattr("babelpress.models.download._pause", lambda _: None)

    with pytest.raises(ModelUnavailable, match=r"storage\.invalid, to which 127\.0\.0\.1:\d+ sends for this file,"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)


def test_a_name_that_no_repository_can_have_is_told(hub: Hub, card: ModelCard, tmp_path: Path):
    wrong = card.model_copy(update={"origin": card.origin.model_copy(update={"repo": "a/b/c"})})

    with pytest.raises(ModelUnavailable, match="no name of a repository; correct `repo` in the card"):
        pull(wrong, models_dir=tmp_path, endpoint=hub.endpoint)


def test_pull_needs_no_storage_host(hub: Hub, card: ModelCard, tmp_path: Path):
    hub.xet = "http://127.0.0.1:9"

    assert pull(card, models_dir=tmp_path, endpoint=hub.endpoint).name == "hf"


def test_pull_of_a_repository_without_weights_says_so(hub: Hub, card: ModelCard, tmp_path: Path):
    for name in ("model.safetensors", "pytorch_model.bin"):
        (hub.root / REPO / name).unlink()

    with pytest.raises(ModelUnavailable, match=rf"{REPO} has no weights that can be read"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
