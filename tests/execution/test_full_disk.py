"""Room that ends in the middle of a run: said with what to do, and gone on with when there is room."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CLI = "from babelpress.cli import main; main()"
LIMITED = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (%d, %d)); {CLI}"
"""The command line in a process that may write no larger file: the system refuses the write, as on a full disk."""

OPTIONS = ["batch", "archive.jsonl", "-p", "fake", "-t", "nl", "-q", "--set", "runner.kind=serial"]
OPTIONS += ["--set", "runner.window=4"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are those of POSIX")
@pytest.mark.parametrize("room", [0, 20_000, 60_000, 200_000], ids=lambda room: f"{room:,} bytes")
def test_run_goes_on_when_there_is_room_again(room: int, tmp_path: Path):
    def run(program: str, output: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-c", program, *OPTIONS, "-o", output]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)

    rows = [{"id": f"a{n}", "language": "fr", "text": f"Le train {n} part. " * 40} for n in range(40)]
    (tmp_path / "archive.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run(CLI, "whole").returncode == 0

    full = run(LIMITED % (room, room), "out")
    rest = run(CLI, "out")

    assert full.returncode in (1, 2), full.stderr.decode()
    assert full.stderr.startswith(b"error: out/") and full.stderr.count(b"\n") == 1, full.stderr.decode()
    assert b"damaged" not in full.stderr
    assert rest.returncode == 0, rest.stderr.decode()
    assert (tmp_path / "out/records.jsonl").read_bytes() == (tmp_path / "whole/records.jsonl").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is always full is Linux's")
def test_output_stream_that_is_full_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Le train part.\n", encoding="utf-8")
    command = [sys.executable, "-c", CLI, "run", "a.txt", "-p", "fake", "--source", "fr", "-t", "nl"]

    with open("/dev/full", "wb") as full:  # noqa: PTH123  (a device)
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 1
    assert b"the output stream: cannot be written: No space left on device" in done.stderr
    assert done.stderr.count(b"\n") == 1
