"""The guard of tests/isolation.py: a test that writes into the home or mounts something is found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
USUAL = (
    "(Path.home() / 'a').touch()",
    "Path('~/b').expanduser().touch()",
    "from platformdirs import user_cache_path; user_cache_path('babelpress', ensure_exists=True)",
    "subprocess.run([sys.executable, '-c', 'from pathlib import Path; (Path.home() / str(1)).touch()'], check=True)",
    "assert 'BABELPRESS_MODELS' not in os.environ",
)
PLACES = ("x", ".cache/x", ".config/x", ".local/share/x")


def run(bodies: tuple[str, ...], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run tests by a pytest that has the guard, with `folder / "real"` as the home."""
    (folder / "real").mkdir()
    (folder / "conftest.py").write_text('pytest_plugins = ("isolation",)\n')
    tests = "".join(f"def test_{n}():\n    {body}\n" for n, body in enumerate(bodies))
    (folder / "test_it.py").write_text(f"import os, subprocess, sys\nfrom pathlib import Path\n{tests}")
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment |= dict.fromkeys(("HOME", "USERPROFILE", "REAL"), str(folder / "real"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_what_is_written_by_the_usual_ways_misses_the_real_home(tmp_path: Path):
    done = run(USUAL, tmp_path)

    assert done.returncode == 0, done.stdout
    assert list((tmp_path / "real").iterdir()) == []


def test_a_test_that_writes_into_the_real_home_fails(tmp_path: Path):
    writing = "p = Path(os.environ['REAL']) / '{}'; p.parent.mkdir(parents=True, exist_ok=True); p.touch()"

    done = run(tuple(map(writing.format, PLACES)), tmp_path)

    assert done.returncode == 1
    assert f"{len(PLACES)} errors" in done.stdout
    assert all(str(tmp_path / "real" / place) in done.stdout for place in PLACES)


def test_a_test_that_turns_messages_off_fails_and_they_are_on_again(tmp_path: Path):
    done = run(
        ("import logging; logging.disable()", "import logging; assert not logging.root.manager.disable"), tmp_path
    )

    assert "2 passed, 1 error" in done.stdout
    assert "logging.disable() stayed in force" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="mount is a program of POSIX")
def test_mount_is_refused(tmp_path: Path):
    done = run(("subprocess.run(['mount', '-t', 'tmpfs', 'tmpfs', '/nowhere'], check=True)",), tmp_path)

    assert done.returncode == 1
    assert "tests must not mount anything" in done.stdout
