"""The programs in examples/ run, from any folder, and print something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAMS = sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_example_runs(program: Path, tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-W", "error", program], cwd=tmp_path, capture_output=True, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_example_is_short_and_says_what_it_does(program: Path):
    lines = program.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 25
    assert lines[0].startswith('"""')
