"""A PostgreSQL of its own for a test: Debian's package, in a folder of the test, reached by a socket there."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

USER = "postgres"
"""Who runs it where the tests are run by root, whom PostgreSQL refuses."""


def _program(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next(map(str, installed), None)


@contextmanager
def postgres() -> Iterator[str]:
    """Start a cluster; give the address of its database. Skips the test where it is not installed."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if not initdb or not pg_ctl:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    if not find_spec("psycopg"):
        pytest.skip("psycopg is not installed (extra serve-postgres)")
    as_user = []
    place = Path(tempfile.mkdtemp(prefix="bp-pg-"))  # short: a socket's path has at most 107 bytes
    if os.geteuid() == 0:
        if not shutil.which("runuser"):
            pytest.skip("PostgreSQL does not run as root")
        shutil.chown(place, USER)
        as_user = ["runuser", "-u", USER, "--"]

    def run(*command: str) -> None:
        done = subprocess.run(
            [*as_user, *command], cwd=place, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(place / "data")
    run(initdb, "-D", data, "-U", "babelpress", "-A", "trust", "--no-sync")
    run(pg_ctl, "-D", data, "-w", "-l", str(place / "log"), "-o", f"-k {place} -h '' -F", "start")
    try:
        yield f"postgresql://babelpress@/postgres?host={place}"
    finally:
        run(pg_ctl, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)
