"""Pulling from a hub: here a small server on this machine that speaks as much of its protocol as is needed."""

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from babelpress.errors import ModelUnavailable
from babelpress.models import conversion, loading, store
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.cards import ModelCard, checksum
from babelpress.models.hub import pull

REPO = "someone/tiny"
OLD, NEW = "a" * 40, "b" * 40


class Hub:
    """A repository in a folder; `commit` is its newest, `asked` every file that was sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commit = OLD
        self.asked: list[str] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                hub.answer(self, body=False)

            def do_GET(self) -> None:
                hub.answer(self, body=True)

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler, *, body: bool) -> None:
        parts = unquote(request.path.partition("?")[0]).strip("/").split("/")
        if parts[:4] == ["api", "models", *REPO.split("/")]:
            commit = parts[5] if len(parts) > 5 and parts[5] in (OLD, NEW) else self.commit
            names = [{"rfilename": path.name} for path in self.folder.iterdir()]
            self.send(request, json.dumps({"id": REPO, "sha": commit, "siblings": names}).encode(), body=True)
        elif "/".join(parts[:3]) == f"{REPO}/resolve" and (self.folder / parts[4]).is_file():
            content = (self.folder / parts[4]).read_bytes()
            headers = {"X-Repo-Commit": parts[3], "ETag": f'"{checksum(self.folder / parts[4])}"'}
            if body:
                self.asked.append(parts[4])
            self.send(request, content, body=body, headers=headers)
        else:
            request.send_response(404)
            request.send_header("X-Error-Code", "RepoNotFound")
            request.end_headers()

    def send(self, request, content: bytes, *, body: bool, headers: dict[str, str] | None = None) -> None:
        start = 0
        if body and (asked := request.headers.get("Range")):
            start = int(asked.removeprefix("bytes=").split("-")[0])
        request.send_response(206 if start else 200)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        if body:
            request.wfile.write(content[start:])


@pytest.fixture
def hub(tiny, tmp_path: Path) -> Iterator[Hub]:
    folder = tmp_path / "hub"
    shutil.copytree(tiny("marian").folder / "hf", folder)
    for unwanted in ("tf_model.h5", "flax_model.msgpack", "pytorch_model.bin", "README.md"):
        (folder / unwanted).write_bytes(b"not wanted")
    running = Hub(folder)
    yield running
    running.server.shutdown()
    running.server.server_close()


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
    assert lock["files"]["hf/vocab.json"] == checksum(hub.folder / "vocab.json")


def test_pull_again_asks_for_nothing_and_update_takes_the_newest(hub: Hub, card: ModelCard, tmp_path: Path):
    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    hub.asked.clear()
    hub.commit = NEW
    (hub.folder / "vocab.json").write_text((hub.folder / "vocab.json").read_text() + "\n")

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
    (hub.folder / "vocab.json").write_text("{}")

    with pytest.raises(ModelUnavailable, match=r"vocab\.json is altered"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not (folder.parent / ".hf.partial").exists()


def test_pull_refuses_files_other_than_the_cards(hub: Hub, card: ModelCard, tmp_path: Path):
    card = card.model_copy(update={"files": {"hf/vocab.json": "0" * 64}})

    with pytest.raises(ModelUnavailable, match="0000"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not store.Store(tmp_path).has(card, "hf")


def test_pull_goes_on_where_it_stopped(hub: Hub, card: ModelCard, tmp_path: Path):
    weights = hub.folder / "model.safetensors"
    content = weights.read_bytes()
    weights.unlink()
    (hub.folder / "model.safetensors").mkdir()  # listed, but cannot be sent
    with pytest.raises(ModelUnavailable, match="models pull tiny-marian"):
        pull(card, models_dir=tmp_path, endpoint=hub.endpoint)
    assert not store.Store(tmp_path).has(card, "hf")
    (hub.folder / "model.safetensors").rmdir()
    weights.write_bytes(content)
    already = set(hub.asked)
    hub.asked.clear()

    pull(card, models_dir=tmp_path, endpoint=hub.endpoint)

    assert already
    assert not already & set(hub.asked)


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

    with pytest.raises(ModelUnavailable, match=r"babelpress\[hub\]"):
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
