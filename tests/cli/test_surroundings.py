"""The commands where the home cannot be written, there is no folder for temporary files, and the locale is C."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Le train de nuit « Étoile » part demain.\n\nIl coûte 12 € à Orléans, dès 6 h 30.\n"
COMMANDS = {
    "run": ("run", "été.txt", "-o", "out", "-t", "nl", "-q"),
    "batch": ("batch", "été.txt", "-o", "archive", "-t", "nl", "--quiet"),
    "translate": ("translate", "été.txt", "-t", "nl"),
}
ODD = {
    "HOME": "/dev/null",
    "XDG_CACHE_HOME": "/dev/null",
    "XDG_CONFIG_HOME": "/none/config",
    "TMPDIR": "/none/tmp",
    "LC_ALL": "C",
    "LANG": "xx_XX.UTF-8",
}
"""A home that cannot be written, no temporary folder, no locale."""


def command(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "babelpress.cli", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="paths and variables of POSIX")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_the_same_in_odd_surroundings(name: str, tmp_path: Path):
    made = []
    for place, odd in (("plain", {}), ("odd", ODD)):
        (tmp_path / place).mkdir()
        (tmp_path / place / "été.txt").write_text(TEXT, encoding="utf-8")
        done = command(*COMMANDS[name], "-p", "fake", cwd=tmp_path / place, **odd)
        pages = sorted((tmp_path / place).rglob("*.html"))
        texts = {str(path.relative_to(tmp_path / place)): path.read_bytes() for path in pages}
        made.append((done.returncode, done.stdout, done.stderr, texts))

    assert made[1] == made[0]
    assert made[0][0] == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="paths and variables of POSIX")
def test_the_shipped_weights_need_no_home_and_no_temporary_folder(tmp_path: Path):
    (tmp_path / "été.txt").write_text(TEXT, encoding="utf-8")

    done = command("translate", "été.txt", "-t", "pt", cwd=tmp_path, **ODD)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "12" in done.stdout.decode("utf-8")
