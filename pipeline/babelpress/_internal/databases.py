"""SQLite files with numbered migrations, and what their errors mean."""

import sqlite3
import time
from collections.abc import Iterator, Sequence

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR)
"""Kinds of errors of a file that is not what it should be. `SQLITE_ERROR` is a question that its tables do not fit."""


def error_kind(error: sqlite3.Error) -> int:
    """Return SQLite's code for what went wrong, without its detail; 0 where the fault is not SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def use_wal(connection: sqlite3.Connection, *, seconds: float = 5.0) -> None:
    """Turn on the write-ahead log of a file, which other processes may be doing at the same time.

    SQLite's own timeout does not help here: the switch begins as a reader and then writes, and whoever has read is
    refused at once rather than made to wait.

    Args:
        connection: The file, outside a transaction.
        seconds: Most seconds to wait until nobody else writes.

    Raises:
        sqlite3.OperationalError: Another process still writes, or the file cannot be written.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error_kind(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
        time.sleep(0.01)


def migrate(connection: sqlite3.Connection, scripts: Sequence[str], *, application: int = 0) -> None:
    """Bring a file to its present version, one migration a transaction; several processes may do so at a time.

    Args:
        connection: The file, in autocommit mode (`isolation_level=None`).
        scripts: The migrations; the number of the last one that was run is the `user_version` of the file.
        application: The `application_id` of the file.
    """
    for number, script in enumerate(scripts, start=1):
        if _version(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) < number:  # no other process was first
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={application}")
                connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script, each of which ends in a semicolon.

    >>> list(_statements("-- one; two\\nCREATE TABLE a (b); SELECT ';';"))
    ['-- one; two\\nCREATE TABLE a (b);', " SELECT ';';"]
    """
    statement = ""
    for part in script.split(";")[:-1]:
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
