"""The identity of the code: the version and a hash of the sources, which differs between checkouts of one version."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babelpress._version import __version__
from babelpress.config import resources

_ENDINGS = {".py", ".html", ".css", ".js"}
"""Suffixes of the files in the package that determine its output: code and templates."""


@cache
def code_identity() -> str:
    """Return the version with a hash of the package's sources, e.g. `0.1.0+src.1a2b3c4d`; computed once per process.

    It is equal for an installed wheel and the checkout from which it was built. File times and compiled files do not
    affect it.
    """
    return f"{__version__}+src.{digest(Path(__file__).parents[1], resources.CALIBRATIONS)}"


def digest(package: Path, calibrations: Path) -> str:
    """Return eight hexadecimal digits: a hash of the sources of a package and of the calibrations shipped with it.

    Profiles, cards and weights are not included: the provenance of a record names each by its own checksum.
    """
    found = {f"package/{name}": path for name, path in _sources(package)}
    found |= {f"calibrations/{path.name}": path for path in calibrations.glob("*.json")}
    total = hashlib.sha256()
    for name in sorted(found):
        content = found[name].read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()[:8]


def _sources(package: Path) -> Iterator[tuple[str, Path]]:
    data = package / "data"  # exists in a wheel only; a checkout has these files outside the package
    for path in package.rglob("*"):
        if path.suffix in _ENDINGS and data not in path.parents and path.is_file():
            yield path.relative_to(package).as_posix(), path
