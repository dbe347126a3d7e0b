"""Runs COMET in a separate Python: finds that Python, starts `comet_worker.py` in it, and sends it samples.

unbabel-comet 2.2.7 requires numpy 1, transformers 4 and huggingface-hub 0, all incompatible with our other extras.
"""

import json
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from babelpress._internal import rpc
from babelpress._internal.rpc import Child, ChildDied
from babelpress.errors import ModelUnavailable

__all__ = ["Loaded", "Worker", "interpreter"]

_SCRIPT = Path(__file__).with_name("comet_worker.py")

_PACKAGES = "'unbabel-comet>=2.2.7' 'setuptools<81'"
"""COMET imports pkg_resources, which newer setuptools lack: github.com/Unbabel/COMET/issues/267."""


def interpreter() -> Path:
    """Return the Python with COMET. Raises `ModelUnavailable` with the commands that install it."""
    place = user_data_path("babelpress") / "comet"
    folder, name = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    own = place / folder / name
    if own.exists():
        return own
    if find_spec("comet") is not None:
        return Path(sys.executable)
    raise ModelUnavailable(
        "COMET is not installed. It needs a separate environment, as it conflicts with other extras; run:\n"
        f"  {shlex.join([sys.executable, '-m', 'venv', str(place)])}\n"
        f"  {shlex.join([str(own), '-m', 'pip', 'install'])} {_PACKAGES}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a worker has loaded.

    Attributes:
        version: The version of COMET.
        revision: The commit of a checkpoint of the hub, else empty.
        device: `cuda` or `cpu`.
        references: Whether the checkpoint needs references.
    """

    version: str
    revision: str
    device: str
    references: bool


class Worker:
    """One checkpoint in one process, which starts at once and ends with `close` or with this object.

    Raises `ModelUnavailable` if there is no such checkpoint, with the command that downloads it, and if the process
    ends, with the end of its standard error.
    """

    def __init__(self, python: Path, checkpoint: str, *, script: Path = _SCRIPT) -> None:
        self._python, self._checkpoint = python, checkpoint
        self._child = Child([str(python), str(script), str(rpc.__file__)], checkpoint)
        said = self._answer()
        if "missing" in said:
            self.close()
            raise ModelUnavailable(f"{checkpoint} is not on this machine: {said['missing']}; run:\n  {self._remedy()}")
        self.loaded = Loaded(**said)

    def close(self) -> None:
        """End the process."""
        self._child.end()

    def score(self, samples: Sequence[dict[str, str]]) -> list[float]:
        """Return one score per sample (`src`, `mt` and, if the checkpoint uses one, `ref`)."""
        self._child.send(samples)
        scores: list[float] = self._answer()
        return scores

    def _answer(self) -> Any:
        try:
            return self._child.receive()
        except ChildDied:
            words = self._child.tail()
        except Exception as error:  # noqa: BLE001  (whatever COMET and what it is made of raise)
            words = "\n".join([self._child.tail(), *getattr(error, "__notes__", [str(error)])])
        status = self._child.status()
        self.close()
        raise ModelUnavailable(
            f"COMET with {self._checkpoint} stopped (exit status {status}) in {self._python}:\n{words}\n"
            f"to test the installation, run:\n  {self._remedy()}"
        )

    def _remedy(self) -> str:
        """The command that loads the checkpoint, and downloads it first if it is on the hub, with its tokenizer."""
        checkpoint = self._checkpoint
        found = json.dumps(checkpoint)  # in double quotes: the shell's are single ones
        found = found if checkpoint.endswith(".ckpt") else f"comet.download_model({found})"
        return shlex.join([str(self._python), "-c", f"import comet; comet.load_from_checkpoint({found})"])
