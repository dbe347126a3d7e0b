"""The docs say what is so: generated parts are fresh, links lead somewhere, commands and examples run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "configs/*.md", "models/*.md", "benchmarks/**/*.md")
    for path in ROOT.glob(pattern)
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```(?:sh|console)\n(.*?)```", README, re.DOTALL)
    for line in re.findall(r"^(?:\$ |\.venv/bin/)?(babelpress .*)", block, re.MULTILINE)
    if not any(word in line for word in ("pull", "opus", "preview"))  # preview is tested in tests/cli/test_preview.py
]


def test_generated_docs_are_up_to_date():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs.py", "--check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


FOLDERS = "pipeline|tests|models|configs|scripts|benchmarks|examples|docs"
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]*)`")


NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]


@pytest.mark.parametrize("page", NOW, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_exist(page: Path):
    text = page.read_text(encoding="utf-8").partition("<!-- files of other repositories -->")[0]
    named = PATH.findall(text)
    outside = {page.parent, ROOT, ROOT / "pipeline" / "babelpress"}

    assert [path for path in named if not any((folder / path).exists() for folder in outside)] == []


def test_map_of_tasks_names_what_exists():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = page.partition("| I want to ...")[2].splitlines()[2:]
    places = [place for row in rows for place in re.findall(r"`([\w./-]+)`", row.split("|")[2])]

    assert len(rows) >= 20
    assert [
        place
        for place in places
        if not ((ROOT / place).exists() or (ROOT / "pipeline" / "babelpress" / place).exists())
    ] == []


def test_readme_has_commands():
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_command_runs(command: str, tmp_path: Path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    words = shlex.split(command)

    done = subprocess.run(
        [sys.executable, "-m", "babelpress.cli", *words[1:]], cwd=tmp_path, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


def test_demo_ends_with_a_command_that_works_as_typed(tmp_path: Path):
    """In a copy, so that what an earlier run left in build/ does not count."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "demo").write_text(
        (ROOT / "scripts" / "demo").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    program = tmp_path / ".venv" / "bin" / "babelpress"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m babelpress.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)

    def run(*command: str) -> str:
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    shown = run("sh", "scripts/demo")

    assert "One of the most" in shown and "Nvidia" in shown
    assert f"{tmp_path}/build/site/index.html" in shown
    assert (tmp_path / "build" / "site" / "index.html").is_file()
    assert ".venv/bin/babelpress preview build/site --open" in shown
    assert run("sh", "-c", shown.splitlines()[-1]).strip()


def test_readme_says_what_its_first_command_prints():
    command = next(command for command in COMMANDS if command.startswith("babelpress translate "))
    said = re.search(r"second command prints `([^`]+)`", README)

    done = subprocess.run(
        [sys.executable, "-m", "babelpress.cli", *shlex.split(command)[1:]], capture_output=True, text=True, check=False
    )

    assert said
    assert done.stdout.strip() == said[1], done.stderr


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_readme_python_runs(block: str, tmp_path: Path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")

    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


def test_nothing_names_a_machine_or_a_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    paths = [
        ROOT / name for name in tracked if Path(name).suffix in (".py", ".md", ".yaml", ".toml", ".sh", ".txt", "")
    ]
    absolute = re.compile(r"(?<![\w.~$/])/(?:work|root|home)/\w")

    assert [str(path) for path in paths if path.is_file() and absolute.search(path.read_text("utf-8", "replace"))] == []
