"""The identity of the code changes with the code, and with nothing else."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import babelpress
from babelpress.config import resources
from babelpress.config.code_identity import code_identity, digest
from babelpress.execution.runner import run as execution_run
from babelpress.stages.profiles import load_profile
from babelpress.stages.provenance import provenance

PACKAGE = Path(babelpress.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package as a checkout has it, without compiled files."""
    return shutil.copytree(PACKAGE, tmp_path / "babelpress", ignore=shutil.ignore_patterns("__pycache__", "data"))


def of(package: Path) -> str:
    return digest(package, resources.CALIBRATIONS)


def test_identity_is_the_version_and_a_hash():
    version, _, found = code_identity().partition("+src.")

    assert version == babelpress.__version__
    assert len(found) == 8 and int(found, 16) >= 0


def test_other_code_shares_neither_journals_nor_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    article = tmp_path / "a.txt"
    article.write_text("Le train part ce matin. Il pleut.\n", encoding="utf-8")
    path = tmp_path / "kept.sqlite"
    profile = load_profile("fake", overrides=[f"translation.cache_file={path}"], targets=["nl"])
    made_by, kept = [], []
    for code in ("0.1.0+src.1", "0.1.0+src.1", "0.1.0+src.2"):
        monkeypatch.setattr("babelpress.stages.provenance.code_identity", lambda code=code: code)
        list(execution_run([article], profile=profile, language="fr"))
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
        lambda copy: (copy / "nlp/__pycache__").mkdir() or (copy / "nlp/__pycache__/x.pyc").write_bytes(b"x"),
        lambda copy: [os.utime(path, (1, 1)) for path in copy.rglob("*.py")],
        lambda copy: shutil.copytree(resources.CALIBRATIONS.parent.parent / "configs", copy / "data/configs"),
        lambda copy: (copy / "nlp/.notes.swp").write_text("x"),
    ],
    ids=["compiled", "times", "the data of a wheel", "an editor's file"],
)
def test_what_is_no_source_changes_nothing(copy: Path, change: Callable[[Path], object]):
    change(copy)

    assert of(copy) == of(PACKAGE)


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: (copy / "nlp/truecasing.py").write_text("x = 1\n"),
        lambda copy: (copy / "nlp/truecasing.py").rename(copy / "nlp/cases.py"),
        lambda copy: (copy / "nlp/truecasing.py").unlink(),
        lambda copy: (copy / "new.py").write_text(""),
        lambda copy: (copy / "formats/site/templates/style.css").write_text(""),
        lambda copy: [  # the same bytes, cut elsewhere
            (copy / "nlp/truecasing.py").write_bytes((copy / "nlp/truecasing.py").read_bytes() + b"#"),
            (copy / "nlp/chunking.py").write_bytes((copy / "nlp/chunking.py").read_bytes()[1:]),
        ],
    ],
    ids=["content", "name", "gone", "new", "template", "border"],
)
def test_any_change_of_a_source_changes_it(copy: Path, change: Callable[[Path], object]):
    change(copy)

    assert of(copy) != of(PACKAGE)


def test_calibrations_count(tmp_path: Path):
    changed = shutil.copytree(resources.CALIBRATIONS, tmp_path / "calibrations")
    (changed / "mine.json").write_text("{}")

    assert digest(PACKAGE, changed) != of(PACKAGE)


def test_it_is_worked_out_in_no_time():
    def seconds() -> float:
        start = time.process_time()
        of(PACKAGE)
        return time.process_time() - start

    assert min(seconds() for _ in range(5)) < 0.05
