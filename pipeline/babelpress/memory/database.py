"""The SQLite file of a translation memory: opened, checked, migrated; its errors as ours."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babelpress._internal.databases import migrate, use_wal
from babelpress._version import __version__
from babelpress.errors import ConfigError, Fault, OutputUnavailable, RunStopped
from babelpress.memory.schema import APPLICATION, MIGRATIONS

_SECONDS = 60.0
"""Seconds to wait for another process that is writing."""


def opened(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a translation memory; with `write` it is made if it is missing, and migrated if it is old.

    Raises:
        ConfigError: There is no such file, or it is no translation memory, damaged, or of a newer version.
        OutputUnavailable: It cannot be written.
    """
    if not write and not path.is_file():
        raise ConfigError(f"{path}: there is no such translation memory", [Fault("", _made(path))])
    if write:
        _writable(path)
    try:
        connection = _connected(path, write=write)
        version = _version(connection, path, write=write)
        if version < len(MIGRATIONS):
            if not write:
                connection.close()
                opened(path, write=True).close()
                return opened(path, write=False)
            use_wal(connection, seconds=_SECONDS)
            migrate(connection, MIGRATIONS, application=APPLICATION)
    except sqlite3.DatabaseError as error:
        raise _unusable(path, error, write=write) from error
    return connection


def _made(path: Path) -> str:
    return f"make it from what you have: babelpress memory import FILE.tmx --memory {path}"


def _writable(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnavailable(f"{path}: cannot be written: {error.strerror or error}") from error
    if path.is_dir():
        raise OutputUnavailable(f"{path}: is a folder; name a file")


def _connected(path: Path, *, write: bool) -> sqlite3.Connection:
    where = path.absolute().as_uri()
    connection = sqlite3.connect(
        f"{where}?mode={'rwc' if write else 'ro'}",
        uri=True,
        timeout=_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if write or os.access(path.parent, os.W_OK) or log.exists():
            raise
        # A reader, too, makes files for the lock; where it cannot, nobody can write, and it needs none.
        connection = sqlite3.connect(f"{where}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchall()
    return connection


def _version(connection: sqlite3.Connection, path: Path, *, write: bool) -> int:
    """Return the version of the file, 0 for a new one. Raises `ConfigError` for one that is not ours, or newer."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        connection.close()
        raise ConfigError(
            f"{path}: is a database of another program, not a translation memory", [Fault("", "name another file")]
        )
    if not tables and not write:
        connection.close()
        raise ConfigError(f"{path}: is empty, not a translation memory", [Fault("", _made(path))])
    if version > len(MIGRATIONS):
        connection.close()
        what = f"{path}: has version {version}, but Babelpress {__version__} reads versions up to {len(MIGRATIONS)}"
        raise ConfigError(what, [Fault("", "upgrade it: pip install --upgrade babelpress")])
    return int(version)


def _unusable(path: Path, error: sqlite3.DatabaseError, *, write: bool) -> ConfigError | OutputUnavailable:
    if isinstance(error, sqlite3.OperationalError):
        hint = "see that the folder and the file can be " + ("written" if write else "read")
        kind = OutputUnavailable if write else ConfigError
        return kind(f"{path}: cannot be opened as a translation memory: {error}; {hint}")
    return ConfigError(f"{path}: is no translation memory, or damaged: {error}", [Fault("", _remedy(path))])


def _remedy(path: Path) -> str:
    return (
        f"restore it from a copy; or move it away, and import the last export: "
        f"babelpress memory import EXPORT.tmx --memory {path}"
    )


@contextmanager
def reporting(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into `RunStopped`, with the file and what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        what = "free disk space, or wait until the other process ends, and start again"
        raise RunStopped(f"{path}: {error}; {what}; what was stored before is kept") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # a bug, not the file
        raise RunStopped(f"{path}: is damaged: {error}; {_remedy(path)}") from error
