"""What the commands do with findings: a table of the severe ones, a file with all of them, the exit status."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from babelpress.cli.console import err, table
from babelpress.document import Record
from babelpress.errors import BabelpressError, ConfigError, Fault
from babelpress.formats.decoding import read_raw
from babelpress.nlp.tokenization import shorten
from babelpress.qa.listing import SEVERITIES, FindingsFile, Locator, Row, record_rows

SHOWN = 20
"""Number of findings, or of changes, that a command prints; the others are in the file."""

_LONGEST = 10_000_000
"""Maximum number of characters of a file in which lines are looked for."""


class FailOn(StrEnum):
    """The least severity that sets the exit status."""

    SEVERE = "severe"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


FindingsOption = Annotated[
    Path | None,
    typer.Option("--findings", help="Write all findings to a file: `.csv`, `.json`, `.jsonl` or `.sarif`."),
]
FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", help="Exit status 1 if there is a finding of this severity, or of a worse one.")
]


class Found:
    """Collects the findings of a command: writes each to the file, if there is one, and keeps the first severe ones.

    `files` has the file of an article by its id.
    """

    def __init__(self, file: FindingsFile | None, files: Mapping[str, Path]) -> None:
        self._file = file
        self._files = files
        self._counts: Counter[str] = Counter()
        self._severe: list[Row] = []
        self._read: tuple[str, Locator | None] = ("", None)

    def add(self, rows: Iterable[Row], *, side: str = "source") -> None:
        """Add findings. Their lines are looked for in their file: those of the texts on this `side`."""
        for row in rows:
            self._counts[row.severity] += 1
            if row.severity == "severe" and len(self._severe) < SHOWN:
                self._severe.append(row)
            if self._file:
                self._file.write(self._located(row, side))

    def add_record(self, record: Record) -> None:
        """Add the findings of a record."""
        path = self._files.get(record.article.id)
        self.add(record_rows(record, file=str(path) if path else ""))

    def fails(self, least: FailOn) -> bool:
        """Whether there is a finding of this severity or a worse one."""
        if least is FailOn.NEVER:
            return False
        return any(self._counts[one] for one in SEVERITIES[: SEVERITIES.index(least.value) + 1])

    def show(self) -> None:
        """Print the severe findings."""
        if not self._severe:
            return
        shown = table("file", "language", "segment", "check", "reason", "source", "translation", on=err)
        for row in self._severe:
            cells = (
                shorten(row.file, width=30),
                row.language,
                "-" if row.segment is None else str(row.segment),
                row.check,
                *(shorten(text, width=50) for text in (row.message, row.source, row.target)),
            )
            shown.add_row(*map(escape, cells))
        err.print(shown, soft_wrap=False)
        more = self._counts["severe"] - len(self._severe)
        if more:
            err.print(f"and {more:,} more severe findings; --findings FILE lists all")

    def _located(self, row: Row, side: str) -> Row:
        if row.line is not None:
            return row
        if self._read[0] != row.file:
            self._read = (row.file, _locator(Path(row.file)))
        locator = self._read[1]
        return replace(row, line=locator.line(row.source if side == "source" else row.target)) if locator else row


def _locator(path: Path) -> Locator | None:
    """The lines of a file; None if it is no text."""
    try:
        return Locator(read_raw(path, max_characters=_LONGEST).text) if path.is_file() else None
    except (BabelpressError, OSError, ValueError):
        return None


@contextmanager
def collected(
    path: Path | None, *, taken: Iterable[str | Path] = (), files: Mapping[str, Path] | None = None
) -> Iterator[Found]:
    """Collect findings, and write them to a file if `path` is not None.

    Args:
        path: The file.
        taken: Inputs and outputs, which must not be overwritten.
        files: The file of an article by its id.

    Yields:
        What collects them.

    Raises:
        ConfigError: The suffix of the file is unknown, or it is one of those that are taken.
        OutputUnavailable: The file cannot be written.
    """
    if path is not None and any(same(path, Path(one)) for one in taken):
        raise ConfigError("findings", [Fault("--findings", f"{path} is an input or the output; name another file")])
    with ExitStack() as stack:
        file = stack.enter_context(FindingsFile(path)) if path is not None else None
        yield Found(file, files or {})


def same(one: Path, other: Path) -> bool:
    """Whether two paths are the same file."""
    try:
        return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
    except (OSError, ValueError):
        return False
