"""Folders and patterns among the inputs, expanded to the files they stand for."""

import glob
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read, and the folder that it was found in; None where the user named the file itself."""

    path: Path
    folder: Path | None = None


def expand(path: Path, *, known: Callable[[Path], bool]) -> list[Found]:
    """Return the files of a folder, of a pattern, or the path itself.

    From a folder only `known` files are taken; from a pattern also those with its literal suffix. Hidden files are left
    out. A folder that is `known` itself is one archive. A path without any file is returned as it is, so that its
    reader reports why.
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
    """Yield the known files below a folder, sorted by path; a known folder is not descended into."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        here = [Path(place, name) for name in files if not name.startswith(".")]
        archives = [path for name in folders if not name.startswith(".") and known(path := Path(place, name))]
        folders[:] = [name for name in folders if not name.startswith(".") and Path(place, name) not in archives]
        found += [path for path in here if known(path) and path.is_file()] + archives
    yield from sorted(found, key=_order)


def _fixed(pattern: Path) -> Path:
    """Return the folder before the first wildcard of a pattern."""
    magic = next(n for n, part in enumerate(pattern.parts) if glob.has_magic(part))
    return Path(*pattern.parts[:magic])


def _order(path: Path) -> tuple[str, ...]:
    return path.parts
