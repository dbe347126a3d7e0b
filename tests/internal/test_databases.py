"""Numbered migrations: each once, whole or not at all."""

import doctest
import sqlite3
import threading

import pytest

from babelpress._internal import databases
from babelpress._internal.databases import migrate, use_wal
from babelpress.errors import OutputUnavailable
from babelpress.translation.cache import SentenceCache

FIRST = """-- a remark; with a mark
CREATE TABLE kept (text TEXT);
CREATE TRIGGER kept_is_not_changed BEFORE UPDATE ON kept BEGIN SELECT RAISE(ABORT, 'no; never'); END;
"""
SECOND = "INSERT INTO kept VALUES ('a;b');"


@pytest.fixture
def file() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    yield made
    made.close()


def read(file: sqlite3.Connection, question: str) -> object:
    return file.execute(question).fetchone()[0]


def test_each_migration_is_run_once(file):
    migrate(file, [FIRST], application=7)
    for _ in range(2):
        migrate(file, [FIRST, SECOND], application=7)

    assert [read(file, f"PRAGMA {name}") for name in ("user_version", "application_id")] == [2, 7]
    assert file.execute("SELECT text FROM kept").fetchall() == [("a;b",)]
    with pytest.raises(sqlite3.IntegrityError, match="no; never"):
        file.execute("UPDATE kept SET text = ''")


def test_a_migration_that_fails_leaves_the_version_before_it(file):
    with pytest.raises(sqlite3.Error):
        migrate(file, [FIRST, f"{SECOND} INSERT INTO missing VALUES (1);"])

    assert read(file, "PRAGMA user_version") == 1
    assert read(file, "SELECT count(*) FROM kept") == 0


def test_the_write_ahead_log_waits_for_who_writes(tmp_path):
    path = tmp_path / "x.sqlite"
    first = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    first.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, first.execute, ["COMMIT"]).start()
    second = sqlite3.connect(path, isolation_level=None)

    use_wal(second)

    assert read(second, "PRAGMA journal_mode") == "wal"
    first.close()
    second.close()


def test_the_write_ahead_log_does_not_wait_for_ever(tmp_path):
    first, second = (sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None, timeout=0) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        use_wal(second, seconds=0.05)
    first.close()
    second.close()


def test_many_open_a_new_cache_at_once(tmp_path):
    for number in range(20):
        path, caches, refused = tmp_path / f"{number}.sqlite", [], []
        start = threading.Barrier(4)

        def opened(path=path, caches=caches, refused=refused, start=start):
            start.wait()
            try:
                caches.append(SentenceCache(path, made_by=""))
            except OutputUnavailable as error:
                refused.append(error)

        threads = [threading.Thread(target=opened) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not refused
        assert len(caches) == 4


def test_examples():
    assert doctest.testmod(databases).failed == 0
