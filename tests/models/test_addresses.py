"""Pulling by address and checksum: here from a small server on this machine that can stop, lie and start again."""

import gzip
import hashlib
import io
import json
import shutil
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from typer.testing import CliRunner

import tiny_students
from babelpress.cli import app
from babelpress.config import resources
from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.models import loading, store
from babelpress.models.addresses import pull
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.backends.students.backend import StudentsBackend
from babelpress.models.cards import ModelCard, Origin, checksum, read_cards
from babelpress.models.conversion import convert, convert_folder
from hub_models import archive
from tiny_models import SENTENCES

MODEL = "model.fren.intgemm.alphas.bin"


class Site:
    """A web server with files. `stop_after` bytes it closes the connection; `ranges` tells whether it can resume."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.stop_after: int | None = None
        self.ranges = True
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/models/fren"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.removeprefix("/models/fren/")
        wanted = request.headers.get("Range")
        self.asked.append((name, wanted))
        if name not in self.files:
            request.send_error(404)
            return
        content = self.files[name]
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.ranges else 0
        if start >= len(content) and start:
            request.send_error(416)
            return
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        request.wfile.write(content[start:][: self.stop_after])


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.server.shutdown()
    running.server.server_close()


@pytest.fixture
def card(site: Site, tmp_path: Path) -> ModelCard:
    """The card of a student on the site, two of its three files packed."""
    made = tiny_students.build(tmp_path / "made")
    for path in (tmp_path / "made").iterdir():
        packed = path.suffix == ".bin"
        site.files[path.name + (".gz" if packed else "")] = (
            gzip.compress(path.read_bytes()) if packed else path.read_bytes()
        )
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in site.files.items()}
    return made.model_copy(update={"origin": Origin(address=site.address, downloads=sums)})


def changed(card: ModelCard, name: str, content: bytes) -> ModelCard:
    sums = {**card.origin.downloads, name: hashlib.sha256(content).hexdigest()}
    return card.model_copy(update={"origin": card.origin.model_copy(update={"downloads": sums})})


def test_pull_unpacks_and_pins_the_files_and_they_run(site: Site, card: ModelCard, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match="run: babelpress models pull tiny-student"):
        loading.load(card, StudentsBackend, StudentsBackend.Options(), models_dir=tmp_path)

    folder = pull(card, models_dir=tmp_path)

    assert {path.name for path in folder.iterdir()} == {path.name for path in (tmp_path / "made").iterdir()}
    assert (folder / MODEL).read_bytes() == (tmp_path / "made" / MODEL).read_bytes()
    lock = yaml.safe_load((tmp_path / "models.lock.yaml").read_text())["tiny-student"]
    assert (lock["repo"], lock["files"][f"student/{MODEL}"]) == (site.address, checksum(folder / MODEL))
    assert [path.name for path in folder.parent.iterdir()] == ["student"]
    model = loading.load(card, StudentsBackend, StudentsBackend.Options(), models_dir=tmp_path)
    assert model.generate(["Il fait beau."], Decoding(), source="fr", target="en")[0].tokens


def test_pull_again_asks_for_nothing_and_mends_a_damaged_file(site: Site, card: ModelCard, tmp_path: Path):
    folder = pull(card, models_dir=tmp_path)
    site.asked.clear()
    pull(card, models_dir=tmp_path)
    assert site.asked == []

    (folder / MODEL).write_bytes(b"damaged")
    with pytest.raises(ModelUnavailable, match="models pull tiny-student"):
        store.Store(tmp_path).verify(card, "student")
    pull(card, models_dir=tmp_path)
    assert store.Store(tmp_path).verify(card, "student") == folder


def test_pull_takes_the_files_of_a_changed_card(site: Site, card: ModelCard, tmp_path: Path):
    pull(card, models_dir=tmp_path)
    other = gzip.compress(tiny_students.binary(tiny_students.tensors(90, seed=8)))
    site.files[f"{MODEL}.gz"] = other

    folder = pull(changed(card, f"{MODEL}.gz", other), models_dir=tmp_path)

    assert (folder / MODEL).read_bytes() == gzip.decompress(other)


def test_a_download_that_is_cut_again_and_again_is_finished(site: Site, card: ModelCard, tmp_path: Path):
    site.stop_after = len(site.files[f"{MODEL}.gz"]) // 4

    pull(card, models_dir=tmp_path)

    assert store.Store(tmp_path).verify(card, "student")
    assert any(wanted for _, wanted in site.asked)


def test_what_is_complete_is_not_asked_for_again(site: Site, card: ModelCard, tmp_path: Path):
    last = list(card.origin.downloads)[-1]
    content = site.files.pop(last)
    with pytest.raises(ModelUnavailable, match=f"{last} could not be downloaded: .* answers 404"):
        pull(card, models_dir=tmp_path)
    site.files[last] = content
    site.asked.clear()

    pull(card, models_dir=tmp_path)

    assert [name for name, _ in site.asked] == [last]


def test_a_whole_file_that_was_not_yet_moved_is_taken(site: Site, card: ModelCard, tmp_path: Path):
    partial = tmp_path / "tiny-student" / ".student.partial"
    partial.mkdir(parents=True)
    (partial / f".{MODEL}.gz.part").write_bytes(site.files[f"{MODEL}.gz"])

    pull(card, models_dir=tmp_path)

    assert store.Store(tmp_path).verify(card, "student")


def test_other_files_than_the_cards_are_refused_and_not_kept(site: Site, card: ModelCard, tmp_path: Path):
    good = site.files[f"{MODEL}.gz"]
    site.files[f"{MODEL}.gz"] = b"<html>sign in</html>"

    with pytest.raises(ModelUnavailable, match="has the sha256"):
        pull(card, models_dir=tmp_path)
    site.files[f"{MODEL}.gz"] = good
    pull(card, models_dir=tmp_path)


def test_the_sums_of_unpacked_files_in_the_card_are_compared(card: ModelCard, tmp_path: Path):
    card = card.model_copy(update={"files": {f"student/{MODEL}": "0" * 64}})

    with pytest.raises(ModelUnavailable, match="0000"):
        pull(card, models_dir=tmp_path)
    assert not store.Store(tmp_path).has(card, "student")


def test_a_file_that_is_not_packed_is_named(site: Site, card: ModelCard, tmp_path: Path):
    site.files[f"{MODEL}.gz"] = b"not packed"

    with pytest.raises(ModelUnavailable, match=rf"{MODEL}\.gz cannot be unpacked"):
        pull(changed(card, f"{MODEL}.gz", b"not packed"), models_dir=tmp_path)


@pytest.fixture
def release(site: Site, tiny, tmp_path: Path) -> ModelCard:
    """The card of a release of OPUS-MT on the site; `checkpoint` has the same weights as the hub has them."""
    folder = Path(shutil.copytree(tiny("marian").folder / "hf", tmp_path / "checkpoint"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"activation_function": "swish"}), encoding="utf-8")
    archive(folder, tmp_path / "opus.zip")
    site.files["opus.zip"] = (tmp_path / "opus.zip").read_bytes()
    origin = Origin(address=site.address, downloads={"opus.zip": checksum(tmp_path / "opus.zip")})
    return tiny("marian").card.model_copy(update={"origin": origin})


def test_a_release_of_opus_mt_gives_what_the_same_weights_give_on_the_hub(
    release: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    lines, decoding = [*SENTENCES, "Un\u00a0train\u202f?"], Decoding(beam=2, max_tokens=20)
    options = CTranslate2Backend.Options(device="cpu", compute="float32")
    convert_folder(release, tmp_path / "checkpoint", tmp_path / "oracle", quantization="float32")
    oracle = CTranslate2Backend(release, tmp_path / "oracle", options)
    expected = oracle.generate(lines, decoding, source="fr", target="nl", align=[0])
    scores = oracle.score(SENTENCES, SENTENCES, source="fr", target="nl")
    for library in ("torch", "transformers"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModelUnavailable, match="models pull tiny-marian && babelpress models convert tiny-marian"):
        loading.load(release, CTranslate2Backend, options, models_dir=tmp_path)

    folder = pull(release, models_dir=tmp_path)
    with pytest.raises(ModelUnavailable, match="run: babelpress models convert tiny-marian"):
        loading.load(release, CTranslate2Backend, options, models_dir=tmp_path)
    convert(release, models_dir=tmp_path, quantization="float32")
    model = loading.load(release, CTranslate2Backend, options, models_dir=tmp_path)
    found = model.generate(lines, decoding, source="fr", target="nl", align=[0])

    assert folder.name == "marian" and not {path.suffix for path in folder.iterdir()} & {".sh", ".md"}
    assert [one.text for one in found] == [one.text for one in expected]
    weights = [one[0].alignment.weights for one in (found, expected) if one[0].alignment]
    assert weights[0].tolist() == [pytest.approx(row, abs=1e-4) for row in weights[1].tolist()]
    assert [pytest.approx(row, abs=1e-3) for row in scores] == model.score(
        SENTENCES, SENTENCES, source="fr", target="nl"
    )
    lock = store.Store(tmp_path).lock(release)
    assert {"marian/source.spm", "ct2/model.bin", "ct2/target.spm"} <= set(lock.files)
    with pytest.raises(ModelUnavailable, match="set the backend to ct2"):
        store.Store(tmp_path).folder(release, "hf")


def test_the_checksum_of_a_release_that_its_card_does_not_know_is_pinned(
    site: Site, release: ModelCard, tmp_path: Path
):
    card = release.model_copy(update={"origin": Origin(address=site.address, downloads={"opus.zip": None})})
    said: list[str] = []

    folder = pull(card, models_dir=tmp_path, warn=said.append)
    (folder / "decoder.yml").write_text("models: []")

    assert len(said) == 1 and "no checksum of opus.zip" in said[0]
    with pytest.raises(ModelUnavailable, match=r"decoder\.yml is altered"):
        convert(card, models_dir=tmp_path)


def test_an_archive_of_something_else_is_refused_and_asked_for_again(site: Site, release: ModelCard, tmp_path: Path):
    good = site.files["opus.zip"]
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("../../escaped.spm", "x")
    for content, message in ((other.getvalue(), r"no decoder\.yml"), (good[: len(good) // 2], "cannot be unpacked")):
        site.files["opus.zip"] = content
        with pytest.raises(ModelUnavailable, match=message):
            pull(changed(release, "opus.zip", content), models_dir=tmp_path)
    site.files["opus.zip"] = good

    assert not list(tmp_path.rglob("../**/escaped.spm"))
    assert pull(release, models_dir=tmp_path).name == "marian"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("source.spm", None, "it lacks source.spm"),
        ("decoder.yml", b"models: [x.npz]\nvocabs: [y.yml]\n", "it lacks x.npz, y.yml"),
        ("decoder.yml", b"beam-size: 6\n", "it lacks 'models'"),
        ("decoder.yml", b"\tno: [yaml", "decoder.yml"),
        ("weights", b"PK\x03\x04cut", "cannot be converted"),
        ("vocabulary", b"", "cannot be converted"),
        ("vocabulary", b"a: b\n", "Unexpected format"),
    ],
)
def test_a_damaged_release_is_refused_with_its_fault(
    name: str, content: bytes | None, message: str, release: ModelCard, tmp_path: Path
):
    folder = pull(release, models_dir=tmp_path)
    other = {"weights": "*.npz", "vocabulary": "*.vocab.yml"}
    path = next(folder.glob(other.get(name, name)))
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ModelUnavailable, match=message) as caught:
        convert_folder(release, folder, tmp_path / "ct2", quantization="float32")
    assert "babelpress models pull tiny-marian" in str(caught.value)
    assert not (tmp_path / "ct2").exists()


def test_without_a_network_it_says_what_to_run(card: ModelCard, tmp_path: Path):
    away = card.model_copy(update={"origin": card.origin.model_copy(update={"address": "http://127.0.0.1:9/x"})})

    with pytest.raises(ModelUnavailable, match=r"refused.*\n  to go on .*, run: babelpress models pull tiny-student"):
        pull(away, models_dir=tmp_path)


def test_a_model_from_elsewhere_has_nothing_to_pull(tmp_path: Path):
    with pytest.raises(ConfigError, match="no address"):
        pull(tiny_students.build(tmp_path / "made"), models_dir=tmp_path)


@pytest.mark.parametrize(
    "origin",
    [
        {"address": "https://example.org/x"},
        {"folder": "x", "downloads": {"a": "0" * 64}},
        {"address": "file:///etc", "downloads": {"passwd": "0" * 64}},
        {"address": "https://example.org/x", "downloads": {"../a": "0" * 64}},
        {"address": "https://example.org/x", "downloads": {"a": "0" * 63}},
        {"address": "https://example.org/x", "repo": "a/b", "downloads": {"a": "0" * 64}},
    ],
)
def test_an_origin_that_cannot_be_is_refused(origin: dict):
    with pytest.raises(ValidationError):
        Origin.model_validate(origin)


def test_the_command_pulls_verifies_and_translates(
    site: Site, card: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "tiny-student.yaml").write_text(yaml.safe_dump(card.model_dump(mode="json")))
    profile = {"name": "tiny", "cards": [str(tmp_path / "cards")], "targets": ["en"]}
    profile["translation"] = {"backend": {"kind": "students"}, "models": ["tiny-student"]}
    (tmp_path / "tiny.yaml").write_text(yaml.safe_dump(profile))
    monkeypatch.setenv("BABELPRESS_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("babelpress.models.loading._visible_fault", lambda *_, **__: "")  # it is trained on nothing

    def call(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--profile", str(tmp_path / "tiny.yaml")])
        assert done.exit_code == 0, done.output
        return done.output

    assert str(tmp_path / "models" / "tiny-student" / "student") in call("models", "pull").replace("\n", "")
    assert "golden sentences are right" in call("models", "verify")
    assert "student" in call("models", "list")
    assert call("translate", "Il fait beau aujourd'hui.", "--source", "fr", "-t", "en").strip()


def test_every_student_of_the_profile_firefox_has_its_files_pinned():
    cards = [card for name, card in read_cards([resources.CARDS]).items() if name.startswith("firefox-")]

    assert len(cards) == 5
    for card in cards:
        pair = f"{card.sources[0]}{card.targets[0]}"
        assert set(card.origin.downloads) == {
            f"model.{pair}.intgemm.alphas.bin.gz",
            f"vocab.{pair}.spm.gz",
            f"lex.50.50.{pair}.s2t.bin.gz",
        }
        assert card.origin.address.endswith(pair)
        assert (card.licence, card.architecture) == ("MPL-2.0", "student")
