"""Rooms import from those below them: the contract in pyproject.toml, checked by import-linter; the map shows them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import babelpress

ROOT = Path(__file__).parents[1]
PACKAGE = Path(babelpress.__file__).parent


def contract() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"][0]["layers"]


def test_no_room_imports_from_one_above_it():
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_a_layer():
    named = {room.strip() for layer in contract() for room in layer.split("|")}
    without = ("__init__", "__pycache__")
    rooms = {path.stem for path in PACKAGE.iterdir() if path.stem not in without and path.suffix in ("", ".py")}

    assert rooms - {"py"} == named


def test_the_map_shows_every_room():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())

    assert [room for room in packages if f"{room}/" not in page] == []
