"""The command killed or stopped at any moment: the next one goes on, and the output is that of an undisturbed one."""

import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from babelpress.execution.checkpoint import Checkpoint

ARTICLES = 90
COMMAND = (sys.executable, "-m", "babelpress.cli", "batch", "archive.jsonl", "-p", "fake", "-t", "nl,en", "-q")
COMMAND += ("--set", "runner.kind=serial", "--set", "runner.window=4")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    lines = [
        json.dumps({"id": f"a{n}", "language": "fr", "text": f"Le train {n} part.\n\n" + f"Une phrase {n % 9}. " * 12})
        for n in range(ARTICLES)
    ]
    lines[50] = "{broken"
    (folder / "archive.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def start(folder: Path, output: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([*COMMAND, "-o", output], cwd=folder, stderr=subprocess.DEVNULL)


def kept(folder: Path) -> int:
    """How many articles the journal holds, read as any other program would."""
    import sqlite3

    if not (folder / "journal.sqlite").exists():
        return 0
    with sqlite3.connect(folder / "journal.sqlite") as file:
        try:
            return file.execute("SELECT count(*) FROM records").fetchone()[0]
        except sqlite3.OperationalError:  # not yet made
            return 0


def wait_for(folder: Path, count: int, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None and kept(folder) < count:
        time.sleep(0.02)


def test_output_after_kills_is_that_of_an_undisturbed_run(archive: Path):
    assert start(archive, "whole").wait() == 1  # one line is broken

    for count in (1, 33, 65):
        process = start(archive, "parts")
        wait_for(archive / "parts", count, process)
        process.kill()
        process.wait()
    process = start(archive, "parts")
    assert process.wait() == 1

    whole, parts = ((archive / name / "records.jsonl").read_bytes() for name in ("whole", "parts"))
    assert whole == parts and whole.count(b"\n") == ARTICLES
    said = json.loads((archive / "parts/manifest.json").read_text())
    assert (said["state"], said["articles"], said["failed"]) == ("finished", ARTICLES, 1)
    assert said["kept"] >= 32


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_stop_finishes_what_is_in_flight_and_is_gone_on_with(archive: Path, number: int, status: int):
    output = f"stopped{status}"
    lines = (archive / "archive.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    command = ["-" if word == "archive.jsonl" else word for word in COMMAND]
    process = subprocess.Popen(
        [*command, "-o", output], cwd=archive, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    process.stdin.writelines(lines[:40])  # more than a group; the run then waits for the rest
    process.stdin.flush()
    wait_for(archive / output, 1, process)
    process.send_signal(number)
    time.sleep(0.2)  # for the signal to arrive before the line
    with suppress(BrokenPipeError), process.stdin:  # a quick run may have ended by now
        process.stdin.writelines(lines[40:41])

    assert process.wait() == status
    assert 0 < kept(archive / output) <= 40
    assert not (archive / output / "records.jsonl").exists()
    assert start(archive, output).wait() == 1
    assert (archive / output / "records.jsonl").read_bytes().count(b"\n") == ARTICLES


STUCK = f"""
import sys, time
from babelpress.models.backends.fake import FakeBackend
from babelpress.cli import main

generate = FakeBackend.generate

def slow(self, texts, *args, **options):
    if any("train 20 " in text for text in texts):
        print("stuck", flush=True)
        time.sleep(600)
    return generate(self, texts, *args, **options)

FakeBackend.generate = slow
sys.argv[1:] = {list(COMMAND[3:])!r} + ["-o", "stuck"]
main()
"""


def test_second_interrupt_ends_at_once_and_what_was_done_is_kept(archive: Path):
    with subprocess.Popen(
        [sys.executable, "-c", STUCK], cwd=archive, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stuck\n"
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)  # for one to be dealt with before the next
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=120)

    assert process.returncode == 130
    assert "press Ctrl-C again" in messages
    assert 0 < kept(archive / "stuck") <= 20
    assert json.loads((archive / "stuck/manifest.json").read_text())["state"] == "stopped"
    assert start(archive, "stuck").wait() == 1
    assert (archive / "stuck/records.jsonl").read_bytes().count(b"\n") == ARTICLES


def test_second_run_on_the_folder_is_refused(archive: Path):
    with Checkpoint(archive / "busy", made_by="the first run"):
        second = subprocess.run([*COMMAND, "-o", "busy"], cwd=archive, capture_output=True, check=False)

    assert second.returncode == 2 and b"another run is at work there" in second.stderr


def test_status_tells_of_a_batch(archive: Path):
    start(archive, "told").wait()
    command = [sys.executable, "-m", "babelpress.cli", "status"]

    done = subprocess.run([*command, "told"], cwd=archive, capture_output=True, check=True)
    none = subprocess.run([*command, "none"], cwd=archive, capture_output=True, check=False)

    assert "finished" in done.stdout.decode() and "failures: read UnreadableInput" in done.stdout.decode()
    assert none.returncode == 2 and b"no batch has been started there" in none.stderr
