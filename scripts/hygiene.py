"""Check the form of files: `hygiene.py [PATH ...]`, or all files that git tracks. Prints faults and exits with 1."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
MAX_BYTES = 1_000_000
FREE_FORM = ("tests/", "examples/", "models/embedded/", "benchmarks/")
"""Folders of inputs and results, which may have any form and size."""

PARSERS: dict[str, Callable[[str], object]] = {
    ".json": json.loads,
    ".toml": tomllib.loads,
    ".yaml": lambda text: list(yaml.compose_all(text)),  # syntax only: a file may have its own tags
    ".yml": lambda text: list(yaml.compose_all(text)),
    ".cff": lambda text: list(yaml.compose_all(text)),
}


def faults(name: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with the file `name` of the repository, one line for each fault."""
    if name.startswith(FREE_FORM) and not name.endswith(".py"):
        return
    if len(data) > MAX_BYTES:
        yield f"{name}: has {len(data):,} bytes, more than {MAX_BYTES:,}; keep large files out of the repository"
    if b"\0" in data:
        return
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        yield f"{name}: is not UTF-8 ({error.reason} at byte {error.start})"
        return
    if text and not text.endswith("\n"):
        yield f"{name}: does not end with a line break"
    if text.endswith("\n\n"):
        yield f"{name}: ends with empty lines"
    for number, line in enumerate(text.split("\n"), start=1):
        if line.endswith("\r"):
            yield f"{name}:{number}: ends with CR LF; write LF"
        elif line != line.rstrip(" \t"):
            yield f"{name}:{number}: ends with white space"
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            yield f"{name}:{number}: is a conflict marker"
    parse = PARSERS.get(Path(name).suffix)
    if parse is not None:
        try:
            parse(text)
        except (ValueError, yaml.YAMLError) as error:
            yield f"{name}: does not parse: {' '.join(str(error).split())}"


def tracked() -> list[str]:
    """Return the paths of all files that git tracks."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name]


def main(names: list[str]) -> int:
    """Check files and print their faults; return the exit status."""
    found = [
        fault
        for name in names or tracked()
        if (path := ROOT / name).is_file() and not path.is_symlink()
        for fault in faults(name, path.read_bytes())
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
