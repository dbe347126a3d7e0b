"""Folders and patterns among the inputs: the files they stand for."""

import glob
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read, and the folder that it was found in, None where it was named itself."""

    path: Path
    folder: Path | None = None


def expand(path: Path, *, known: Callable[[Path], bool]) -> list[Found]:
    """Give what a path stands for: the files of a folder, of a pattern, or itself.

    Only files that are `known` are taken from a folder, or those with the very ending that a pattern names; hidden
    ones are left out. A folder that is `known` itself is one archive. What stands for nothing is given as it is, for
    its reader to say why.
    """
    if path.is_dir():
        if known(path):
            return [Found(path=path)]
        return [Found(path=file, folder=path) for file in _walk(path, known)] or [Found(path=path)]
    if not glob.has_magic(str(path)) or path.exists():
        return [Found(path=path)]
    fixed = _fixed(path)
    files: dict[Path, None] = {}
    for match in sorted(map(Path, glob.glob(str(path), recursive=True)), key=_order):  # noqa: PTH207  (hides dotted)
        if match.is_dir() and not known(match):
            files |= dict.fromkeys(_walk(match, known))
        elif known(match) or match.suffix == path.suffix:
            files[match] = None
    return [Found(path=file, folder=fixed) for file in sorted(files, key=_order)] or [Found(path=path)]


def _walk(folder: Path, known: Callable[[Path], bool]) -> Iterator[Path]:
    """The known files below a folder in the order of their paths; a known folder counts as one."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        here = [Path(place, name) for name in files if not name.startswith(".")]
        archives = [path for name in folders if not name.startswith(".") and known(path := Path(place, name))]
        folders[:] = [name for name in folders if not name.startswith(".") and Path(place, name) not in archives]
        found += [path for path in here if known(path) and path.is_file()] + archives
    yield from sorted(found, key=_order)


def _fixed(pattern: Path) -> Path:
    """The folder that a pattern begins with."""
    magic = next(n for n, part in enumerate(pattern.parts) if glob.has_magic(part))
    return Path(*pattern.parts[:magic])


def _order(path: Path) -> tuple[str, ...]:
    return path.parts
