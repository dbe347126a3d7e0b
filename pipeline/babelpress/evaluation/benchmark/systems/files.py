"""Output that was made earlier: `FOLDER/nl.txt`, one line per segment."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.benchmark.systems.base import Adapter, Spec, SystemFailed


class Files(Adapter):
    """`files:FOLDER`. A file may have more lines than are needed where a benchmark uses only the first segments."""

    runs: ClassVar[bool] = False

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._folder = Path(spec.argument)
        if not self._folder.is_dir():
            raise ConfigError("there are no outputs", [Fault(spec.name, f"{self._folder} is not a folder")])

    def settings(self) -> Mapping[str, str]:
        """Return the checksum of every file."""
        files = sorted(self._folder.glob("*.txt"))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Return the lines of the file."""
        path = self._folder / f"{target}.txt"
        try:
            lines = path.read_bytes().decode("utf-8-sig").removesuffix("\n").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SystemFailed(f"{path} cannot be read: {error}") from error
        return lines[: len(texts)] if self.spec.prefix else lines
