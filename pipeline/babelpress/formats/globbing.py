"""Folders and patterns among the inputs, expanded to the files they stand for."""

import glob
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read, and the folder that it was found in; None where the user named the file itself."""

    path: Path
    folder: Path | None = None

    @property
    def below(self) -> Path:
        """The path below the folder; the name of a file that was named itself."""
        return self.path.relative_to(self.folder) if self.folder else Path(self.path.name)


def expand(path: Path, *, known: Callable[[Path], bool]) -> list[Found]:
    """Return the files of a folder, of a pattern, or the path itself.

    From a folder only `known` files are taken; from a pattern also those with its literal suffix. Hidden files are left
    out, and so are links to folders and to files outside of the folder, which are told. A folder that is `known` itself
    is one archive. A path without any file is returned as it is, so that its reader reports why.
    """
    if path.is_dir():
        if known(path):
            return [Found(path=path)]
        return [Found(path=file, folder=path) for file in _walk(path, known)] or [Found(path=path)]
    if not glob.has_magic(str(path)) or path.exists():
        return [Found(path=path)]
    fixed, parts = _split(path)
    files: dict[Path, None] = {}
    for match in sorted(dict.fromkeys(_matches(fixed, parts)), key=_order):
        if match.is_dir() and not known(match):
            files |= dict.fromkeys(_walk(match, known))
        elif (known(match) or match.suffix == path.suffix) and not _leads_out(match, fixed):
            files[match] = None
    return [Found(path=file, folder=fixed) for file in sorted(files, key=_order)] or [Found(path=path)]


def _walk(folder: Path, known: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the known files below a folder, sorted by path; a known folder is not descended into."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=_unread):
        here = [Path(place, name) for name in files if not name.startswith(".")]
        below = [Path(place, name) for name in folders if not name.startswith(".")]
        archives = [path for path in below if known(path)]
        folders[:] = [path.name for path in below if path not in archives and not _leads_out(path, folder)]
        found += [path for path in here if known(path) and not _leads_out(path, folder) and path.is_file()] + archives
    yield from sorted(found, key=_order)


def _matches(folder: Path, parts: Sequence[str]) -> Iterator[Path]:
    """Yield what fits the parts of a pattern below a folder.

    Unlike `glob.glob`, it follows no links to folders: two of them that lead up would never end.
    """
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _matches(folder, rest)
    elif not glob.has_magic(first):
        if (folder / first).exists():
            yield from _matches(folder / first, rest)
        return
    for path in _listed(folder):
        if path.name.startswith(".") and not first.startswith("."):
            continue
        if first != "**" and not fnmatch(path.name, first):
            continue
        deeper = parts if first == "**" else rest
        if not deeper or (path.is_dir() and not _leads_out(path, folder)):
            yield from _matches(path, deeper)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except NotADirectoryError:
        return []
    except OSError as error:
        _unread(error)
        return []


def _unread(error: OSError) -> None:
    _tell(f"{error.filename}: cannot be listed: {error.strerror or error}")


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link to a folder, or to something outside of the given folder."""
    if not path.is_symlink():
        return False
    if path.is_dir():
        _tell(f"{path}: is a link to a folder and is not followed; name that folder to read it")
        return True
    if not path.exists():
        _tell(f"{path}: is a link that leads nowhere; mend or remove it")
        return True
    if path.resolve().is_relative_to(folder.resolve()):
        return False
    _tell(f"{path}: is a link that leads out of {folder} and is not read; name the file to read it")
    return True


@lru_cache(maxsize=1000)
def _tell(message: str) -> None:
    """Log a warning once: inputs are expanded more than once in a run."""
    logger.warning("%s", message)


def _split(pattern: Path) -> tuple[Path, tuple[str, ...]]:
    """Return the folder before the first wildcard of a pattern, and the parts from it on."""
    magic = next(n for n, part in enumerate(pattern.parts) if glob.has_magic(part))
    return Path(*pattern.parts[:magic]), pattern.parts[magic:]


def _order(path: Path) -> tuple[str, ...]:
    return path.parts
