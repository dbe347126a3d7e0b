"""A batch removes what earlier ones wrote of articles that are gone, and nothing else."""

from pathlib import Path

import pytest
from tests.formats.sites import files

from babelpress.execution.batch import run_batch
from babelpress.execution.manifest import Manifest
from babelpress.stages.profiles import load_profile

PROFILE = load_profile("fake", targets=["nl"])


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "textes"
    (folder / "b").mkdir(parents=True)
    for name in ("a.md", "b/c.md", "b/d.md"):
        (folder / name).write_text(f"# Un titre\n\nUne phrase de {name[0]}.\n\n![Un pont](pont.png)\n")
        (folder / name).with_name("pont.png").write_text("png")
    return folder


def batch(folder: Path, out: Path, kind: str, **more: object) -> Manifest:
    return run_batch([folder], out, PROFILE, kind=kind, source="fr", **more)


@pytest.mark.parametrize("kind", ["document", "site", "text", "markdown"])
def test_files_of_a_source_that_was_deleted_disappear(tmp_path: Path, texts: Path, kind: str):
    out = tmp_path / "out"
    batch(texts, out, kind)
    before = files(out / kind)
    (texts / "b/c.md").unlink()
    (texts / "b/d.md").unlink()

    manifest = batch(texts, out, kind)

    left = files(out / kind)
    assert manifest.removed == len(before) - len(left) > 0
    assert left
    assert not [name for name in left if "/b" in name]
    assert (kind != "site") or "textes" not in (out / "site/index.html").read_text()
    fresh = tmp_path / "fresh"
    batch(texts, fresh, kind)
    assert {name: (out / kind / name).read_bytes() for name in left} == {
        name: (fresh / kind / name).read_bytes() for name in files(fresh / kind)
    }


@pytest.mark.parametrize("kind", ["document", "site"])
def test_a_source_that_cannot_be_read_now_keeps_its_files(tmp_path: Path, texts: Path, kind: str):
    batch(texts, tmp_path / "out", kind)
    before = files(tmp_path / "out")
    (texts / "b/c.md").write_bytes(b"\x00\xff\x00")

    manifest = batch(texts, tmp_path / "out", kind)

    assert (manifest.failed, manifest.removed) == (1, 0)
    assert files(tmp_path / "out") == before


def test_nothing_is_removed_when_the_whole_source_is_missing(tmp_path: Path, texts: Path):
    batch(texts, tmp_path / "out", "site")
    before = files(tmp_path / "out/site")

    run_batch([texts / "a.md", tmp_path / "nowhere"], tmp_path / "out", PROFILE, kind="site", source="fr")

    assert files(tmp_path / "out/site") == before


def test_a_run_that_was_stopped_removes_nothing(tmp_path: Path, texts: Path):
    batch(texts, tmp_path / "out", "document")
    before = files(tmp_path / "out/document")
    (texts / "a.md").unlink()
    calls: list[None] = []

    batch(texts, tmp_path / "out", "document", stop=lambda: bool(calls.append(None)) or len(calls) > 1)

    assert files(tmp_path / "out/document") == before


def test_files_of_people_stay(tmp_path: Path, texts: Path):
    out = tmp_path / "out"
    batch(texts, out, "document")
    (out / "document/nl/b/c.md").write_text("Beter.\n")
    (out / "document/nl/b/mijn.md").write_text("Van mij.\n")
    for name in ("c", "d"):
        (texts / f"b/{name}.md").unlink()

    batch(texts, out, "document")

    assert [name for name in files(out / "document") if "/b/" in name] == ["nl/b/c.md", "nl/b/mijn.md"]


def test_another_layout_is_asked_for_documents_alone(tmp_path: Path, texts: Path):
    batch(texts, tmp_path / "out", "document", layout="suffix")

    assert "a.nl.md" in files(tmp_path / "out/document")
