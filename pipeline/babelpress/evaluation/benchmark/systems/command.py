"""A command that reads source lines on standard input and writes one line each on standard output."""

from collections.abc import Sequence
from subprocess import PIPE, Popen

from babelpress._internal.process_memory import PeakMemory
from babelpress.evaluation.benchmark.systems.base import Adapter, Facts, Spec, SystemFailed, words


class Command(Adapter):
    """`command:PROGRAM {source} {target} ...`, started for each call, without a shell."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._peak: int | None = None
        self._words = words(spec)

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Run it once on all texts."""
        line = [word.replace("{source}", source).replace("{target}", target) for word in self._words]
        try:
            process = Popen(line, stdin=PIPE, stdout=PIPE)
        except OSError as error:
            raise SystemFailed(f"`{line[0]}` cannot be started: {error}") from error
        with process, PeakMemory(process.pid) as peak:
            stdout, _ = process.communicate("".join(f"{text}\n" for text in texts).encode())
        self._peak = peak.bytes
        if process.returncode:
            raise SystemFailed(f"`{line[0]}` ended with status {process.returncode}")
        try:
            return stdout.decode().removesuffix("\n").split("\n")
        except UnicodeDecodeError as error:
            raise SystemFailed(f"the output of `{line[0]}` is not UTF-8: byte {error.start}") from error

    def facts(self) -> Facts:
        """Return the peak memory of the program and its children."""
        return Facts(peak_bytes=self._peak)
