"""Optional packages, looked for before they are needed."""

import importlib.util
from pathlib import Path

from babelpress.errors import ModelUnavailable


def need(package: str, *, where: Path | str, extra: str = "archive") -> None:
    """Raise `ModelUnavailable` with the command that installs a package, where it is missing."""
    if importlib.util.find_spec(package) is None:
        raise ModelUnavailable(f"{where}: takes the package {package}; run: pip install 'babelpress[{extra}]'")
