"""The commands of docs/serve.md work as they are typed: the service, its clients, its keys, its jobs."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from serve.conftest import Start

PAGE = (Path(__file__).parents[2] / "docs" / "serve.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def commands() -> list[str]:
    """Give the commands that ask the service, each as it stands in a block of the page."""
    blocks = [text for kind, text in BLOCKS if kind == "sh"]
    return [one for block in blocks for one in re.findall(r"^curl .*?(?=^\w|\Z)", block, re.DOTALL | re.MULTILINE)]


def answer_of(said: str) -> dict[str, Any]:
    """Return the JSON of an answer, of a stream that of its last event."""
    return json.loads(said.strip().rpartition("\ndata: ")[2] if said.startswith("event: ") else said)


def test_every_request_of_the_page_is_answered(start: Start, tmp_path: Path):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    running = start("--profile", "fake")
    (tmp_path / "page.html").write_text("<p>Il pleut.</p>")
    asked = commands()

    assert len(asked) >= 5
    for command in asked:
        typed = command.replace("http://127.0.0.1:5000", running.url)
        done = subprocess.run(typed, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        made = answer_of(done.stdout)
        assert done.returncode == 0 and "error" not in made and made.get("status", 200) == 200, (command, done.stdout)


def test_every_path_and_option_of_the_page_is_there(start: Start):
    described = set(start("--profile", "fake").get("/openapi.json").json["paths"])
    told = {re.sub("{name:path}", "", path) for path in re.findall(r"/v1/[a-z/{}]+[a-z}]", PAGE)}
    helps = [
        subprocess.run(
            [sys.executable, "-m", "babelpress", *command, "--help"],
            capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "200"},
        ).stdout
        for command in (["serve"], ["keys", "create"])
    ]  # fmt: skip
    options = set(re.findall(r"`(--[a-z-]+)", PAGE)) | set(
        re.findall(r"^babelpress .*?(--[a-z-]+)", PAGE, re.MULTILINE)
    )

    assert told <= described, told - described
    assert all(any(option in help_ for help_ in helps) for option in options), options


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def run(commands: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["sh", "-euc", commands], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The commands `babelpress` and `python` are those of the tests, and the user's folder of state is a new one."""
    for name, start in (("babelpress", f"{sys.executable} -m babelpress"), ("python", sys.executable)):
        (tmp_path / name).write_text(f'#!/bin/sh\nexec {start} "$@"\n')
        (tmp_path / name).chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_commands_of_the_page_work(environment: dict[str, str]):
    pytest.importorskip("deepl")
    port = str(free_port())
    blocks = [(kind, text.replace("5000", port)) for kind, text in BLOCKS]
    commands = [re.sub(r"^pip install .*\n", "", text, flags=re.MULTILINE) for kind, text in blocks if kind == "sh"]
    [answer] = [text for kind, text in blocks if kind == "json"]
    serving = next(one for one in commands if one.startswith("babelpress serve"))
    # Jobs take more than a request each: see above.
    asking = [one for one in commands if f":{port}" in one and "/v1/jobs" not in one]
    [keys] = [one for one in commands if "babelpress keys create" in one]
    assert len(asking) == 4

    process = subprocess.Popen(["sh", "-c", f"exec {serving}"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stdout.readline() == f"http://127.0.0.1:{port}\n"
        said = [run(one, environment) for one in asking]
    finally:
        process.terminate()
        process.wait(60)
        if process.stdout:
            process.stdout.close()

    assert json.loads(said[0]) == json.loads(answer)
    assert said[1].strip() == "It rains."
    assert said[2].count("event: text") == 2 and said[2].count("event: end") == 1
    assert json.loads(said[3])["findings"][0]["check"] == "numbers"
    assert "weblate" in run(keys, environment)


def test_the_unit_for_systemd_is_well_formed(tmp_path: Path):
    [unit] = [text for kind, text in BLOCKS if kind == "ini"]

    assert re.findall(r"^\[(\w+)\]$", unit, re.MULTILINE) == ["Unit", "Service", "Install"]
    assert re.search(r"^ExecStart=/\S+/babelpress serve --state (\S+)$", unit, re.MULTILINE)[1] == "/var/lib/babelpress"
    assert "StateDirectory=babelpress" in unit
    assert "ExecStart=" in unit and "Restart=" in unit
    if shutil.which("systemd-analyze"):
        path = tmp_path / "babelpress.service"
        path.write_text(re.sub(r"ExecStart=\S+", f"ExecStart={shutil.which('true')}", unit))
        done = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False)
        assert "Unknown" not in done.stderr, done.stderr
