"""What the journal says it keeps is kept; what it cannot be trusted with it refuses."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from babelpress.document import Failure, Record
from babelpress.errors import OutputUnavailable, RunStopped
from babelpress.execution.checkpoint import NAME, Checkpoint, Entry, fingerprint
from execution.archives import article, batched


def entry(n: int) -> Entry:
    return Entry(input=fingerprint(article(n)), record=Record(article=article(n)))


def test_record_comes_back_as_it_was(tmp_path: Path):
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0))])
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        assert checkpoint.keeps("a0", fingerprint(article(0)), 0, failed=True)
        assert checkpoint.read("a0") == Record(article=article(0))
        assert checkpoint.kept(failed=True) == 1


def test_other_article_or_other_maker_is_not_kept(tmp_path: Path):
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0))])
        assert not checkpoint.keeps("a0", fingerprint(article(1)), 0, failed=True)
        assert not checkpoint.keeps("a1", fingerprint(article(0)), 0, failed=True)
    with Checkpoint(tmp_path, made_by="y") as checkpoint:
        assert not checkpoint.keeps("a0", fingerprint(article(0)), 0, failed=True)
        assert checkpoint.made_by_others == 1


def test_failed_records_are_kept_unless_they_are_to_be_tried_again(tmp_path: Path):
    failure = Failure(stage="translate.nl", error="GenerationFailed", message="out of memory")
    broken = replace(entry(1), record=Record(article=article(1), failures=(failure,)))
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0)), (1, broken)])

        assert (checkpoint.kept(failed=True), checkpoint.kept(failed=False)) == (2, 1)
        assert checkpoint.keeps("a1", fingerprint(article(1)), 1, failed=True)
        assert not checkpoint.keeps("a1", fingerprint(article(1)), 1, failed=False)
    with Checkpoint(tmp_path, made_by="y") as checkpoint:
        assert checkpoint.kept(failed=True) == 0


def test_strange_ids_are_kept(tmp_path: Path):
    ids = ["../../etc/passwd", "a/b", "é" * 300, "'; DROP TABLE records; --", "\u202e"]
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        for n, id in enumerate(ids):
            record = Record(article=article(n).__class__(id=id, blocks=article(n).blocks))
            checkpoint.put([(n, Entry(input=b"i", record=record))])
        assert all(checkpoint.read(id).article.id == id for id in ids)


def test_two_runs_on_one_folder_are_refused(tmp_path: Path):
    with Checkpoint(tmp_path, made_by="x"), pytest.raises(OutputUnavailable, match="another run is at work"):
        Checkpoint(tmp_path, made_by="x").__enter__()

    with Checkpoint(tmp_path, made_by="x"):  # and free again afterwards
        pass


def test_journal_of_another_version_is_refused(tmp_path: Path):
    with Checkpoint(tmp_path, made_by="x"):
        pass
    with sqlite3.connect(tmp_path / NAME) as file:
        file.execute("UPDATE about SET value = 99")

    with pytest.raises(OutputUnavailable, match="was written by another version"), Checkpoint(tmp_path, made_by="x"):
        pass


@pytest.mark.parametrize("at", [0, 100, 5000])
def test_damaged_journal_is_refused_by_name(tmp_path: Path, at: int):
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(n, entry(n)) for n in range(200)])
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    data[at : at + 4000] = b"\xff" * 4000
    path.write_bytes(data)

    with pytest.raises(OutputUnavailable, match="is damaged"), Checkpoint(tmp_path, made_by="x"):
        pass


def test_file_that_is_no_journal_is_refused(tmp_path: Path):
    (tmp_path / NAME).write_text("no journal at all, but long enough to be looked at" * 50)

    with pytest.raises(OutputUnavailable, match="is damaged"), Checkpoint(tmp_path, made_by="x"):
        pass


def test_folder_removed_while_running_stops_the_run(tmp_path: Path):
    with Checkpoint(tmp_path / "out", made_by="x") as checkpoint:
        (tmp_path / "out" / NAME).unlink()

        with pytest.raises(RunStopped, match="was removed"):
            checkpoint.put([(0, entry(0))])


def test_full_disk_stops_the_run_and_keeps_what_was_finished(tmp_path: Path):
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0))])
        checkpoint._file.execute("PRAGMA max_page_count = 6")  # SQLite's own full disk
        with pytest.raises(RunStopped, match="make room"):
            checkpoint.put([(n, entry(n)) for n in range(1, 400)])

    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        assert checkpoint.keeps("a0", fingerprint(article(0)), 0, failed=True)


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection made from now on is to a file that may not grow beyond the pages it has."""
    connect = sqlite3.connect

    def connected(path: Path) -> sqlite3.Connection:
        file = connect(path)
        file.execute("PRAGMA max_page_count = 1")
        return file

    monkeypatch.setattr(sqlite3, "connect", connected)


def test_disk_that_is_full_from_the_start_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        full(patch)
        with pytest.raises(RunStopped, match=r"database or disk is full; make room and start again"):
            Checkpoint(tmp_path, made_by="x").__enter__()

    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0))])


def test_disk_that_is_full_when_a_run_goes_on_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0))])

    with monkeypatch.context() as patch:
        full(patch)
        with (
            pytest.raises(RunStopped, match=r"database or disk is full; make room"),
            Checkpoint(tmp_path, made_by="x") as checkpoint,
        ):
            checkpoint.put([(n, entry(n)) for n in range(1, 400)])

    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        assert checkpoint.kept(failed=True) == 1
        assert checkpoint.read("a0") == Record(article=article(0))


def test_journal_that_may_not_be_written_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with Checkpoint(tmp_path, made_by="x") as checkpoint:
        checkpoint.put([(0, entry(0))])
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(f"{path.as_uri()}?mode=ro", uri=True))

    with pytest.raises(RunStopped, match=r"readonly database; see that it can be read and written and start again"):
        Checkpoint(tmp_path, made_by="x").__enter__()


def test_folder_that_cannot_be_written_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputUnavailable, match="cannot be written"), Checkpoint(tmp_path / "file", made_by="x"):
        pass


def test_run_after_another_profile_is_kept_apart(tmp_path: Path):
    batched(tmp_path, [article(0)])

    with Checkpoint(tmp_path, made_by="other") as checkpoint:
        assert checkpoint.made_by_others == 1
