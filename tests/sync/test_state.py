"""The state as XLIFF in git: the database is made from it, and it from the database; edits of it are seen."""

import shutil
import sqlite3
import subprocess
import zlib
from pathlib import Path

import pytest

from babelpress.errors import OutputUnavailable
from babelpress.memory.exchange.files import read_units
from babelpress.memory.exchange.reading import Asked, Notes
from babelpress.sync.run import resolve
from babelpress.sync.store import Store

TEXT = "# Le titre\n\nLe maire a vu 3 chiens. Il pleut & vente (5 < 6).\n\nLa fête est finie.\n"
HUMAN = "De burgemeester zag 3 honden."


@pytest.fixture
def site(tmp_path: Path, syncs) -> Path:
    """A folder with the state in both forms, hand edits, and a conflict."""
    for name in ("a", "b"):
        (tmp_path / "content" / f"{name}.md").write_text(TEXT.replace("titre", f"titre {name}"), encoding="utf-8")
    syncs(targets=("nl", "en"), state="xliff")
    for name in ("a", "b"):
        page = tmp_path / "out" / "nl" / f"{name}.md"
        text = page.read_text(encoding="utf-8").replace("[nl] Le maire a vu 3 chiens.", HUMAN)
        page.write_text(text, encoding="utf-8")
    syncs(targets=("nl", "en"))
    path = tmp_path / "content" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("3 chiens", "4 chiens"), encoding="utf-8")
    assert not syncs(targets=("nl", "en")).fresh
    return tmp_path / "out" / ".babelpress"


def rows(folder: Path) -> dict[str, list[tuple]]:
    """All rows of a database, unpacked, without the dates and digests of this machine."""
    found = {}
    with sqlite3.connect(folder / "sync.sqlite") as db:
        for table in ("article", "source", "version", "file", "human", "revision", "conflict"):
            left = {"article": ("seen",), "revision": ("n", "previous", "digest")}.get(table, ())
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in left]
            asked = ", ".join(f'"{one}"' for one in names)
            every = db.execute(f"SELECT {asked} FROM {table}").fetchall()
            plain = [tuple(zlib.decompress(one) if isinstance(one, bytes) else one for one in row) for row in every]
            found[table] = sorted(map(repr, plain))
    db.close()
    return found


def drop(folder: Path) -> None:
    for path in folder.glob("sync.sqlite*"):
        path.unlink()


def test_database_and_files_are_made_from_each_other(site, syncs):
    before = rows(site)
    files = {path: path.read_bytes() for path in (site / "state").rglob("*.xlf")}
    assert len(files) == 6
    drop(site)

    report = syncs(targets=("nl", "en"))

    assert (report.asked, report.written) == (0, 0)
    assert rows(site) == before
    assert {path: path.read_bytes() for path in (site / "state").rglob("*.xlf")} == files
    with Store(site.parent) as store:
        assert store.broken_at() is None


def test_a_decision_needs_the_files_alone(site, syncs):
    drop(site)

    outcome = resolve(site.parent, 1, "merged")

    assert outcome.state == "written"
    assert "De burgemeester zag 4 honden." in (site.parent / "nl" / "a.md").read_text(encoding="utf-8")
    drop(site)
    assert syncs(targets=("nl", "en")).fresh


def test_a_sync_that_changes_nothing_touches_no_file(site, syncs):
    before = {path: path.stat().st_mtime_ns for path in (site / "state").rglob("*.xlf")}

    syncs(targets=("nl", "en"))

    assert {path: path.stat().st_mtime_ns for path in (site / "state").rglob("*.xlf")} == before


def test_a_damaged_database_is_made_again(site, syncs, caplog):
    before = rows(site)
    drop(site)
    (site / "sync.sqlite").write_bytes(b"no database " * 1000)

    syncs(targets=("nl", "en"))

    assert rows(site) == before
    assert (site / "sync.sqlite.damaged").exists()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda text: text.replace(f"<target>{HUMAN}", "<target>Anders."), "its units were edited"),
        (lambda text: f"<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n", "line 1: has the marks of a git merge"),
        (lambda text: text[: len(text) // 2], "is damaged"),
        (lambda text: "<xliff/>", "is damaged"),
    ],
)
def test_a_file_that_somebody_edited_is_refused_with_what_to_do(site, syncs, edit, said):
    path = site / "state" / "nl" / "b.xlf"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(OutputUnavailable, match=rf"(?s)b\.xlf: {said}.*git checkout"):
        syncs(targets=("nl", "en"))


def test_the_files_of_another_branch_are_taken_over(site, syncs, tmp_path):
    earlier = tmp_path / "earlier"
    shutil.copytree(site / "state", earlier / "state")
    shutil.copytree(site.parent / "nl", earlier / "nl")
    shutil.copytree(tmp_path / "content", earlier / "content")
    resolve(site.parent, 1, "machine")
    for folder, place in (("state", site), ("nl", site.parent), ("content", tmp_path)):
        shutil.rmtree(place / folder)
        shutil.copytree(earlier / folder, place / folder)

    report = syncs(targets=("nl", "en"))

    assert [one.human for one in report.conflicts] == [HUMAN]
    assert (report.asked, report.written) == (0, 0)


def test_other_programs_read_them(site):
    path = site / "state" / "nl" / "a.xlf"
    units = list(read_units(path, Asked(), Notes()))
    texts = {unit.source.text: (unit.target.text, unit.status) for unit in units}

    assert texts["Il pleut & vente (5 < 6)."] == ("[nl] Il pleut & vente (5 < 6).", "translated")
    assert texts["Le maire a vu 3 chiens."][0] == HUMAN
    if shutil.which("xmllint"):
        subprocess.run(["xmllint", "--noout", path], check=True)
