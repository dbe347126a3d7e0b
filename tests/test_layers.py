"""Modules import from lower layers and their own, never from higher ones."""

import ast
from pathlib import Path

import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent
LAYERS = (
    ("cli", "serve"),
    ("bench", "batch"),
    ("runners",),
    ("build", "evaluation", "report", "manifest"),
    ("provenance",),
    ("check",),
    (
        "stages",
        "metrics",
        "corpora",
        "quality",
        "formats",
        "detectors",
        "backends",
        "faithful",
        "kept",
        "translator",
        "verify",
        "store",
    ),
    ("flow", "failures", "routes", "cards", "registry", "memory", "checks", "text", "shipped", "identity"),
    ("profile",),
    ("languages", "variants", "configuration", "validation"),
    ("records", "errors", "peak", "atomic"),
)
"""From the top down; the first part of a module's name below `pipeline`."""

RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def room(name: str) -> str:
    return name.split(".")[1]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {
        f"pipeline.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "pipeline"
        for alias in node.names
    }
    return {name for name in names if name.startswith("pipeline.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_nothing_from_a_higher_layer(path: Path):
    own = RANK[path.relative_to(ROOT).parts[0].removesuffix(".py")]

    higher = {name for name in imported(path) if RANK[room(name)] < own}

    assert higher == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_has_at_most_300_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
