"""Which code this is: the version and a hash of the sources, so that two checkouts of one version are told apart."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babelpress._version import __version__
from babelpress.config import resources

_ENDINGS = {".py", ".html", ".css", ".js"}
"""Of the package's files that change what it makes: code and templates."""


@cache
def code_identity() -> str:
    """Give the version with a hash of the package's sources, e.g. `0.1.0+src.1a2b3c4d`; worked out once a process.

    Equal for an installed wheel and the checkout that it was built from. Times and compiled files
    do not count.
    """
    return f"{__version__}+src.{digest(Path(__file__).parents[1], resources.CALIBRATIONS)}"


def digest(package: Path, calibrations: Path) -> str:
    """Give eight hexadecimal digits for the sources below a package and the calibrations that ship with it.

    Profiles, cards and weights are left out: what made a record names each by its own checksum.
    """
    found = {f"package/{name}": path for name, path in _sources(package)}
    found |= {f"calibrations/{path.name}": path for path in calibrations.glob("*.json")}
    whole = hashlib.sha256()
    for name in sorted(found):
        content = found[name].read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:8]


def _sources(package: Path) -> Iterator[tuple[str, Path]]:
    data = package / "data"  # of a wheel: what a checkout has beside the package
    for path in package.rglob("*"):
        if path.suffix in _ENDINGS and data not in path.parents and path.is_file():
            yield path.relative_to(package).as_posix(), path
