"""The command that installs an extra into the environment in use, as this Babelpress was installed."""

import json
import shlex
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit
from urllib.request import url2pathname

_ROOT = Path(__file__).resolve().parents[3]
"""The checkout, if the package is imported from one."""


def install(extra: str, *, force: bool = False) -> str:
    """Return the command: `pip install 'babelpress[hub]'`, in a checkout `pip install -e '.[hub]'`."""
    if (_ROOT / "pyproject.toml").is_file():
        here = "." if Path.cwd() == _ROOT else str(_ROOT)
        what = f"-e '{here}[{extra}]'"
    else:
        what = f"'{_origin() or 'babelpress'}[{extra}]'"
    return f"{_pip()} install {'--force-reinstall ' if force else ''}{what}"


def _origin() -> Path | None:
    """The folder that the package was installed from with `pip install FOLDER`, if it is still there."""
    try:
        url = json.loads(distribution("babelpress").read_text("direct_url.json") or "{}").get("url", "")
    except (PackageNotFoundError, ValueError, OSError):
        return None
    folder = Path(url2pathname(urlsplit(url).path)) if url.startswith("file:") else None
    return folder if folder and (folder / "pyproject.toml").is_file() else None


def _pip() -> str:
    """The pip of this environment: `pip` is another one where the environment is not activated."""
    own = Path(sys.executable).with_name("pip")
    found = which("pip")
    if not own.exists() or (found and Path(found).parent == own.parent):
        return "pip"
    return shlex.quote(str(own.relative_to(Path.cwd())) if own.is_relative_to(Path.cwd()) else str(own))
