"""Numbered migrations: each once, whole or not at all."""

import doctest
import sqlite3

import pytest

from babelpress._internal import databases
from babelpress._internal.databases import migrate

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


def test_examples():
    assert doctest.testmod(databases).failed == 0
