"""Optional packages: a clear error before one is needed."""

import importlib.util
from pathlib import Path

from babelpress._internal.installing import install
from babelpress.errors import ModelUnavailable


def need(package: str, *, where: Path | str, extra: str = "archive") -> None:
    """Check that a package is installed. Raises `ModelUnavailable` with the command that installs it."""
    if importlib.util.find_spec(package) is None:
        raise ModelUnavailable(f"{where}: needs the package {package}; run: {install(extra)}")
