"""The identity of the code changes with the code, and with nothing else."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import pipeline
from pipeline import shipped
from pipeline.check import load_profile
from pipeline.identity import code_identity, digest
from pipeline.provenance import provenance

PACKAGE = Path(pipeline.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package as a checkout has it, without compiled files."""
    return shutil.copytree(PACKAGE, tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__", "data"))


def of(package: Path) -> str:
    return digest(package, shipped.CALIBRATIONS)


def test_identity_is_the_version_and_a_hash():
    version, _, found = code_identity().partition("+src.")

    assert version == pipeline.__version__
    assert len(found) == 8 and int(found, 16) >= 0


def test_other_code_shares_neither_journals_nor_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    article = tmp_path / "a.txt"
    article.write_text("Le train part ce matin. Il pleut.\n", encoding="utf-8")
    path = tmp_path / "kept.sqlite"
    profile = load_profile("fake", overrides=[f"translation.memory_file={path}"], targets=["nl"])
    made_by, kept = [], []
    for code in ("0.1.0+src.1", "0.1.0+src.1", "0.1.0+src.2"):
        monkeypatch.setattr("pipeline.provenance.code_identity", lambda code=code: code)
        list(pipeline.run([article], profile=profile, language="fr"))
        made_by.append(provenance(profile).fingerprint)
        with closing(sqlite3.connect(path)) as file:
            kept.append(file.execute("SELECT count(*) FROM kept").fetchone()[0])

    assert made_by[0] == made_by[1] != made_by[2]
    assert 0 < kept[0] == kept[1] == kept[2] / 2


def test_copy_of_the_sources_has_the_same_hash(copy: Path):
    assert of(copy) == of(PACKAGE)


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: (copy / "text/__pycache__").mkdir() or (copy / "text/__pycache__/x.pyc").write_bytes(b"x"),
        lambda copy: [os.utime(path, (1, 1)) for path in copy.rglob("*.py")],
        lambda copy: shutil.copytree(shipped.CALIBRATIONS.parent.parent / "configs", copy / "data/configs"),
        lambda copy: (copy / "text/.notes.swp").write_text("x"),
    ],
    ids=["compiled", "times", "the data of a wheel", "an editor's file"],
)
def test_what_is_no_source_changes_nothing(copy: Path, change: Callable[[Path], object]):
    change(copy)

    assert of(copy) == of(PACKAGE)


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: (copy / "text/casing.py").write_text("x = 1\n"),
        lambda copy: (copy / "text/casing.py").rename(copy / "text/cases.py"),
        lambda copy: (copy / "text/casing.py").unlink(),
        lambda copy: (copy / "new.py").write_text(""),
        lambda copy: (copy / "formats/templates/style.css").write_text(""),
        lambda copy: [  # the same bytes, cut elsewhere
            (copy / "text/casing.py").write_bytes((copy / "text/casing.py").read_bytes() + b"#"),
            (copy / "text/clause.py").write_bytes((copy / "text/clause.py").read_bytes()[1:]),
        ],
    ],
    ids=["content", "name", "gone", "new", "template", "border"],
)
def test_any_change_of_a_source_changes_it(copy: Path, change: Callable[[Path], object]):
    change(copy)

    assert of(copy) != of(PACKAGE)


def test_calibrations_count(tmp_path: Path):
    changed = shutil.copytree(shipped.CALIBRATIONS, tmp_path / "calibrations")
    (changed / "mine.json").write_text("{}")

    assert digest(PACKAGE, changed) != of(PACKAGE)


def test_it_is_worked_out_in_no_time():
    def seconds() -> float:
        start = time.perf_counter()
        of(PACKAGE)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.05
