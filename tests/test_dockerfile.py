"""The Dockerfile: what it is made of; where BABELPRESS_DOCKER=1 allows to build, the image translates offline."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE)).splitlines()
STEPS = [tuple(line.split(maxsplit=1)) for line in LINES if line.strip()]
KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT", "CMD"}


def last(name: str) -> str:
    return [value for step, value in STEPS if step == name][-1]


def test_every_line_is_an_instruction():
    assert {step for step, _ in STEPS} <= KNOWN


def test_it_has_two_stages_of_the_same_pinned_image():
    images = [value.split()[0] for step, value in STEPS if step == "FROM"]

    assert len(images) == 2
    assert images[0] == images[1]
    assert re.fullmatch(r"python:3\.\d+-slim", images[0])


def test_it_runs_as_a_user_without_rights_and_offline():
    assert last("USER") not in ("root", "0")
    assert f"useradd --uid 1000 --create-home {last('USER')}" in TEXT
    assert "HF_HUB_OFFLINE=1" in last("ENV")
    assert last("ENTRYPOINT") == '["babelpress"]'


def test_it_installs_no_torch_and_what_the_package_has():
    extras = re.search(r"'\.\[([\w,]+)\]'", TEXT)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert extras
    for extra in extras[1].split(","):
        own = re.search(rf"^{extra} = \[(.*?)\]", project, re.MULTILINE | re.DOTALL)
        assert own
        assert "torch" not in own[1]


def test_what_is_copied_is_there_and_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert not {"pipeline", "models", "configs", "pyproject.toml", "constraints.txt", "README.md"} & set(ignored)
    assert (ROOT / "constraints.txt").is_file()


def test_each_shell_command_can_be_parsed():
    for step, value in STEPS:
        if step == "RUN":
            assert subprocess.run(["sh", "-n", "-c", value], check=False).returncode == 0
            assert shlex.split(value)


@pytest.mark.skipif(os.environ.get("BABELPRESS_DOCKER") != "1", reason="building takes a network: BABELPRESS_DOCKER=1")
def test_the_image_translates_without_a_network(tmp_path: Path):
    subprocess.run(["docker", "build", "-q", "-t", "babelpress-test", ROOT], check=True)
    command = ["docker", "run", "--rm", "--network", "none", "babelpress-test", "translate", "Il pleut à Paris."]

    done = subprocess.run([*command, "-t", "nl"], capture_output=True, text=True, check=True)

    assert "Parijs" in done.stdout
