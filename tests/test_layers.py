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


def drawn() -> list[set[str]]:
    """Give the packages of each layer in the drawing of docs/architecture.md, from the top down."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = page.partition("```text\n")[2].partition("```")[0]
    rows = [line.strip("│ ") for line in drawing.splitlines() if line.startswith("│")]
    layers = (layer for row in rows for layer in row.split("·"))
    return [{name.strip() for name in layer.split("│")} for layer in layers]


def test_the_map_is_the_contract():
    assert drawn() == [{name.strip() for name in layer.split("|")} for layer in contract()]


def test_the_map_has_at_most_17_rooms_with_a_line_each():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    lines = page.partition("## The map")[2].partition("\n## ")[0].split("|---|---|\n")[1].strip().splitlines()
    packages = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists() and path.name[0] != "_"]

    assert len(lines) <= 17
    assert sorted(line.split("`")[1] for line in lines[:-1]) == sorted(packages)
