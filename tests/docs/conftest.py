"""Follow a page of docs/ word by word: write the files it shows, run its commands, compare what they print.

A code block with `title="PATH"` is a file. A block of the kind `console` holds commands, each after `$ `, and what they
print. In an output `...` stands for any lines, or at the end of a line for its rest. A command that fails says so in a
comment: `# exit status 1`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"

BLOCK = re.compile(
    r"^```(?P<kind>\w+)"  # the opening fence and the language of the block
    r'(?: title="(?P<file>[^"]+)")?\n'  # the file that the block is
    r"(?P<text>.*?)"
    r"^```$",  # the closing fence
    re.DOTALL | re.MULTILINE,
)
STATUS = re.compile(r"\s+# exit status (\d+)$")

PIP = "-m pip --disable-pip-version-check install --quiet --no-deps --no-index --no-build-isolation --no-cache-dir"
"""How a package is installed without the network; the page says `pip install .`."""

PROGRAMS = {
    "babelpress": 'exec {python} -m babelpress.cli "$@"',
    "pytest": 'exec {python} -m pytest -q -p no:cacheprovider --override-ini filterwarnings=default "$@"',
    "python": 'exec {python} "$@"',
    "pip": f'test "$*" = "install ." && exec {{python}} {PIP} --target "$SITE" .',
}


@dataclass(frozen=True)
class Command:
    line: str
    output: str
    status: int


def commands(block: str) -> Iterator[Command]:
    """Give the commands of a block `console`, each with what the page says it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        status = STATUS.search(line)
        yield Command(STATUS.sub("", line), output.strip(), int(status[1]) if status else 0)


def matches(said: str, found: str) -> bool:
    """Tell whether an output is what the page says, where `...` stands for any lines, or for the rest of a line.

    How wide white space is does not count, nor do empty lines.
    """
    pattern = ""
    for line in _lines(said):
        start, rest, _ = line.rpartition("...")
        if line == "...":
            pattern += r"(?:.*\n)*"
        elif rest and line.endswith(" ..."):
            pattern += re.escape(start) + r".*\n"
        else:
            pattern += re.escape(line) + r"\n"
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines(found))) is not None


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def follow_text(page: str, folder: Path) -> int:
    """Follow the text of a page in a folder; give how many commands it has."""
    project, programs, site = folder / "project", folder / "programs", folder / "site"
    for made in (project, programs, site, folder / "home"):
        made.mkdir()
    for name, script in PROGRAMS.items():
        program = programs / name
        program.write_text(f"#!/bin/sh\n{script.format(python=sys.executable)}\n", encoding="utf-8")
        program.chmod(0o755)
    (project / "examples").symlink_to(DOCS.parent / "examples")
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(site), str(DOCS.parent / "pipeline")]),
        "SITE": str(site),
        "HOME": str(folder / "home"),
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    count = 0
    for block in BLOCK.finditer(page):
        if block["file"]:
            place = project / block["file"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "console":
            for command in commands(block["text"]):
                count += 1
                done = subprocess.run(
                    ["sh", "-c", command.line],
                    cwd=project,
                    env=environment,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    check=False,
                )
                shown = f"$ {command.line}\n{done.stdout}"
                assert done.returncode == command.status, shown
                assert matches(command.output, done.stdout), f"{shown}\nthe page says:\n{command.output}"
    return count


@pytest.fixture
def follow(tmp_path: Path) -> Callable[[str], None]:
    """Give the function that follows a page: one of docs/, or a text."""

    def given(page: str) -> None:
        text = page if "\n" in page else (DOCS / page).read_text(encoding="utf-8")
        assert follow_text(text, tmp_path) > 0

    return given
