"""A disk that is full in the middle of a run: said with what to do, and gone on with when there is room."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "babelpress.cli", "batch", "archive.jsonl", "-p", "fake", "-t", "nl", "-q"]
COMMAND += ["--set", "runner.kind=serial", "--set", "runner.window=4"]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for a few records."""
    place = tmp_path / "small"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(place)]
    try:
        made = subprocess.run(options, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if made.returncode:
        pytest.skip("a file system may not be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_run_goes_on_when_there_is_room_again(small: Path):
    folder = small.parent
    rows = [{"id": f"a{n}", "language": "fr", "text": f"Le train {n} part. " * 40} for n in range(40)]
    (folder / "archive.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert subprocess.run([*COMMAND, "-o", "whole"], cwd=folder, check=False).returncode == 0

    full = subprocess.run([*COMMAND, "-o", "small/out"], cwd=folder, capture_output=True, check=False)
    subprocess.run(["mount", "-o", "remount,size=50m", str(small)], check=True)
    rest = subprocess.run([*COMMAND, "-o", "small/out"], cwd=folder, capture_output=True, check=False)

    assert full.returncode in (1, 2), full.stderr.decode()
    assert b"small/out" in full.stderr and (b"No space left" in full.stderr or b"full" in full.stderr)
    assert rest.returncode == 0, rest.stderr.decode()
    assert (small / "out/records.jsonl").read_bytes() == (folder / "whole/records.jsonl").read_bytes()
