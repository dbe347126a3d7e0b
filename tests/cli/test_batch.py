"""`babelpress batch`: its options, what it prints, and what stands in the folder afterwards."""

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from babelpress.cli import main
from babelpress.document import from_json


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    rows = [{"key": f"k{n}", "body": f"Le train {n} part pour Lyon. Il pleut.", "lang": "fr"} for n in range(5)]
    (tmp_path / "archive.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        named = ["--text", "body", "--id", "key", "--language", "lang"]
        command = ["babelpress", "batch", "archive.jsonl", "-p", "fake", "-t", "nl,en", *named, *arguments]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), *capsys.readouterr()

    return called


def test_batch_writes_records_journal_and_manifest(call, tmp_path: Path):
    status, output, messages = call("-o", "out")

    assert (status, output) == (0, "")
    assert "5 articles (0 kept, 0 failed)" in messages and "finished" in messages
    lines = (tmp_path / "out/records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [from_json(line).article.id for line in lines] == [f"k{n}" for n in range(5)]
    said = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert said["stages"].keys() >= {"detect", "translate.nl", "translate.en"}
    assert not list((tmp_path / "out").glob(".*unfinished*"))


@pytest.mark.parametrize(("to", "name"), [("parquet", "records.parquet"), ("site", "site/index.html")])
def test_batch_writes_in_other_forms_from_one_journal(call, tmp_path: Path, to: str, name: str):
    call("-o", "out", "-q")

    status, _, messages = call("-o", "out", "--to", to)

    assert status == 0 and "(5 kept, 0 failed)" in messages
    assert (tmp_path / "out" / name).exists()


def test_force_does_everything_again(call):
    call("-o", "out", "-q")

    _, _, messages = call("-o", "out", "--force")

    assert "5 articles (0 kept" in messages


def test_nothing_moves_where_there_is_no_terminal(call):
    _, _, messages = call("-o", "out", "--set", "constraints.checks=[]")

    assert len(messages.splitlines()) == 1  # what was done; a line more for each minute


@pytest.mark.parametrize("columns", [40, 120])
def test_bars_fit_the_terminal(call, tmp_path: Path, columns: int):
    call("-o", "out", "-q")  # writes the archive
    command = [sys.executable, "-m", "babelpress.cli", "batch", "archive.jsonl", "-o", "seen", "-p", "fake", "-t", "nl"]

    shown = on_terminal([*command, "--text", "body", "--language", "lang"], folder=tmp_path, columns=columns)

    *bars, done = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "\n").strip().splitlines()
    assert "loading the models" in bars
    assert max(map(len, bars)) <= columns
    assert done.startswith("5 articles (0 kept, 0 failed)")


def on_terminal(command: list[str], *, folder: Path, columns: int) -> str:
    """What a command writes to a terminal of so many columns."""
    fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
    process = subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm"}
    )
    os.close(theirs)
    said = b""
    while part := _read(ours):
        said += part
    os.close(ours)
    assert process.wait() == 0
    return said.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other side has ended: so Linux says it
        return b""


def test_other_profile_is_told(call):
    call("-o", "out", "-q")

    _, _, messages = call("-o", "out", "--set", "summary.sentences=1")

    assert "5 articles are processed again: the profile, the weights or the version changed" in messages


def test_trace_is_a_speedscope_file(call, tmp_path: Path):
    status, _, _ = call("-o", "out", "-q", "--trace", "trace.json")

    assert status == 0
    assert "speedscope" in json.loads((tmp_path / "trace.json").read_text(encoding="utf-8"))["$schema"]


def test_workers_ask_for_processes(call, tmp_path: Path):
    status, _, _ = call("-o", "out", "--workers", "1", "-q")

    assert status == 0
    assert json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["runner"] == "process"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "archive.jsonl"), "archive.jsonl: cannot be written"),
        (("-o", "out", "--runner", "proces"), "did you mean 'process'"),
        (("-o", "out", "--to", "parket"), "did you mean 'parquet'"),
        (("-o", "out", "--workers=-1"), "workers"),
    ],
)
def test_bad_arguments_are_refused(call, arguments: tuple[str, ...], said: str):
    status, _, messages = call(*arguments)

    assert status == 2 and said in messages
