"""COMET in a Python of its own: finding that Python, starting `comet_worker.py` in it, and talking to it.

unbabel-comet 2.2.7 takes numpy 1, transformers 4 and huggingface-hub 0, none of which our other extras can live with.
"""

import json
import shlex
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from platformdirs import user_data_path

from babelpress.errors import ModelUnavailable

__all__ = ["Loaded", "Worker", "interpreter"]

_SCRIPT = Path(__file__).with_name("comet_worker.py")

_PACKAGES = "'unbabel-comet>=2.2.7' 'setuptools<81'"
"""It imports pkg_resources, which newer ones no longer have: github.com/Unbabel/COMET/issues/267."""

_TOLD = 2000
"""Characters of a worker's last words that an error repeats."""


def interpreter() -> Path:
    """The Python that has COMET. Raises `ModelUnavailable` with the commands that make one."""
    place = user_data_path("babelpress") / "comet"
    folder, name = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    own = place / folder / name
    if own.exists():
        return own
    if find_spec("comet") is not None:
        return Path(sys.executable)
    raise ModelUnavailable(
        "COMET is not installed; it cannot share a Python with other extras, so give it one of its own; run:\n"
        f"  {shlex.join([sys.executable, '-m', 'venv', str(place)])}\n"
        f"  {shlex.join([str(own), '-m', 'pip', 'install'])} {_PACKAGES}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a worker has loaded; `revision` is the commit, where it came from the hub."""

    version: str
    revision: str
    device: str
    references: bool


class Worker:
    """One checkpoint in one process; it starts at once, and ends with `close` or when nobody holds it any more.

    Raises `ModelUnavailable` where there is no such checkpoint, with the command that brings it, and where the process
    ends, with its last words.
    """

    def __init__(self, python: Path, checkpoint: str, *, script: Path = _SCRIPT) -> None:
        self._python, self._checkpoint = python, checkpoint
        # A pipe that nobody reads would fill, and stop it.
        self._words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `_end`)
        self._process = subprocess.Popen(
            [str(python), str(script), checkpoint],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
        )
        self._ended = weakref.finalize(self, _end, self._process, self._words)
        said = self._answer()
        if "missing" in said:
            self.close()
            raise ModelUnavailable(f"{checkpoint} is not on this machine: {said['missing']}; run:\n  {self._remedy()}")
        self.loaded = Loaded(**said)

    def close(self) -> None:
        """End the process."""
        self._ended()

    def score(self, samples: Sequence[dict[str, str]]) -> list[float]:
        """Give a score a sample (`src`, `mt` and, where the checkpoint uses one, `ref`)."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"samples": samples}).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # it has ended; the pipe is closed
            raise self._lost() from error
        scores: list[float] = self._answer()["scores"]
        return scores

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise self._lost()
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise self._lost() from error
        return answer

    def _lost(self) -> ModelUnavailable:
        """What to raise when the process no longer answers."""
        _close(self._process.stdin)  # one that still runs ends with it
        try:
            status = f"exit status {self._process.wait(timeout=5)}"
        except subprocess.TimeoutExpired:
            status = "it gave no answer"
        words = ""
        if not self._words.closed:
            self._words.seek(0)
            words = self._words.read().decode(errors="replace").strip()
        self.close()
        return ModelUnavailable(
            f"COMET with {self._checkpoint} stopped ({status}) in {self._python}:\n{words[-_TOLD:]}\n"
            f"to see that it works at all, run:\n  {self._remedy()}"
        )

    def _remedy(self) -> str:
        """The command that loads the checkpoint; one of the hub it brings before, with its encoder's tokenizer."""
        checkpoint = self._checkpoint
        found = json.dumps(checkpoint)  # in double quotes: the shell's are single ones
        found = found if checkpoint.endswith(".ckpt") else f"comet.download_model({found})"
        return shlex.join([str(self._python), "-c", f"import comet; comet.load_from_checkpoint({found})"])


def _end(process: "subprocess.Popen[bytes]", words: IO[bytes]) -> None:
    _close(process.stdin)  # it ends with its standard input
    _close(process.stdout)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    words.close()


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with suppress(OSError):  # what was not yet written went to a process that has ended
            pipe.close()
