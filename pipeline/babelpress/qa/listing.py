"""Findings as rows of a list, and the files of such lists: CSV, JSON, JSON Lines, SARIF.

A row has everything that is needed to judge a finding without the documents: file, line, both texts.
"""

import csv
import io
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from babelpress._internal.files import Part
from babelpress._version import __version__
from babelpress.document import Finding, Record, Severity
from babelpress.errors import ConfigError, Fault, RunStopped
from babelpress.qa.engine import PlacedFinding
from babelpress.qa.rules import rule

SEVERITIES: tuple[Severity, ...] = ("severe", "warning", "info")
"""From the worst on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One finding of a list.

    Attributes:
        file: The file, or the id of the article where the file is not known.
        line: The line of the file, from 1; None if it is not known.
        language: ISO 639-1 code of the version.
        segment: The number of the segment in the version, from 1; None for a whole block or version.
        severity: `severe`, `warning` or `info`.
        check: Name of the check or, for a change, of the post-editor.
        message: What is wrong, or what was changed and why.
        source: The text of the source: of the segment, or of its block.
        target: The text of the translation.
        before: For a change: what the translation had.
        after: For a change: what it has instead.
    """

    file: str
    line: int | None = None
    language: str = ""
    segment: int | None = None
    severity: Severity
    check: str
    message: str
    source: str = ""
    target: str = ""
    before: str = ""
    after: str = ""


COLUMNS = tuple(field.name for field in fields(Row))
"""The columns of a CSV file and the keys of a JSON object, in order."""


def row_of(finding: Finding, *, file: str, source: str, target: str, line: int | None = None) -> Row:
    """Return the row of a finding and the two texts that it is about."""
    return Row(
        file=file,
        line=line,
        language=finding.language,
        segment=None if finding.segment is None else finding.segment + 1,
        severity=finding.severity,
        check=finding.check,
        message=finding.message,
        source=source,
        target=target,
        before=finding.before,
        after=finding.after,
    )


def placed_rows(placed: Iterable[PlacedFinding], *, file: str) -> Iterator[Row]:
    """Yield the rows of findings that come with their texts, as those of `verify`."""
    for one in placed:
        yield row_of(one.finding, file=file, source=one.pair.source, target=one.pair.target)


def record_rows(record: Record, *, file: str = "") -> Iterator[Row]:
    """Yield the rows of the findings of a record; `file` is by default the id of the article."""
    for finding in record.findings:
        source, target = _texts(record, finding)
        yield row_of(finding, file=file or record.article.id, source=source, target=target)


def _texts(record: Record, finding: Finding) -> tuple[str, str]:
    """The texts of the segment or block of a finding; empty for a whole version."""
    version = record.translation(finding.language)
    if version and finding.segment is not None:
        segment = version.segments[finding.segment]
        return segment.source, segment.target
    if finding.block is None:
        return "", ""
    return record.article.blocks[finding.block].text, version.blocks[finding.block].text if version else ""


class Locator:
    """Finds the lines of texts in the file that they were read from, whose white space and line breaks may differ.

    Takes the text of the file. Texts are looked for from the last one that was found on, then from the beginning.
    """

    _PROBES = (80, 30)
    """Numbers of characters, without white space, by which a text is looked for."""
    _MISSES = 200
    """Texts that may be missing before no more is looked for: each costs a pass over the file."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self._bare = ["".join(line.split()) for line in lines]
        self._text = "".join(self._bare)
        self._ends: list[int] = []
        total = 0
        for line in self._bare:
            total += len(line)
            self._ends.append(total)
        self._at = 0
        self._missed = 0

    def line(self, text: str) -> int | None:
        """Return the line, from 1, in which a text begins, or None if it is not found."""
        bare = "".join(text[:500].split())
        if not bare or self._missed >= self._MISSES:
            return None
        for probe in self._PROBES:
            for start in (self._at, 0):
                at = self._text.find(bare[:probe], start)
                if at >= 0:
                    self._at = at
                    return bisect_right(self._ends, at) + 1
        self._missed += 1
        return None


# Files.


class FindingsFile:
    """Writes rows to a file whose suffix names the format: `.csv`, `.json`, `.jsonl` or `.sarif`.

    A context manager. The file appears when it is complete, also after an exception if it has rows.

    Raises:
        ConfigError: The suffix is unknown.
        OutputUnavailable: On entering: the file cannot be written.
        RunStopped: Later: the disk is full.
    """

    def __init__(self, path: Path) -> None:
        kind = path.suffix.lower()
        if kind not in _FORMATS:
            raise ConfigError(
                f"findings: the name '{path}' says no format", [Fault("", f"end it in {', '.join(_FORMATS)}")]
            )
        self._path = path
        self._format = _FORMATS[kind]()
        self._rows = 0

    def __enter__(self) -> Self:
        self._part = Part(self._path, overwrite=True)
        self._append(self._format.head())
        return self

    def write(self, row: Row) -> None:
        """Add a row."""
        self._append(self._format.row(row, first=not self._rows))
        self._rows += 1

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        publish = kind is None or self._rows > 0
        try:
            if publish:
                self._append(self._format.tail())
        except RunStopped:
            publish = False
            if kind is None:
                raise
        finally:
            self._part.close(publish=publish)

    def _append(self, text: str) -> None:
        try:
            self._part.append(text.encode(errors="replace"))
        except OSError as error:
            raise RunStopped(f"{self._path}: cannot be written: {error.strerror or error}") from error


class _Json:
    """A JSON array, one object a line."""

    def head(self) -> str:
        return "["

    def row(self, row: Row, *, first: bool) -> str:
        return f"{'' if first else ','}\n{json.dumps(asdict(row), ensure_ascii=False)}"

    def tail(self) -> str:
        return "\n]\n"


class _JsonLines:
    """One JSON object a line."""

    def head(self) -> str:
        return ""

    def row(self, row: Row, *, first: bool) -> str:
        return json.dumps(asdict(row), ensure_ascii=False) + "\n"

    def tail(self) -> str:
        return ""


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula."""


class _Csv:
    """A table with a header. A cell that a spreadsheet would take for a formula begins with an apostrophe."""

    def head(self) -> str:
        return self._line(COLUMNS)

    def row(self, row: Row, *, first: bool) -> str:
        cells = ("" if cell is None else str(cell) for cell in asdict(row).values())
        return self._line([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])

    def tail(self) -> str:
        return ""

    def _line(self, cells: Sequence[str]) -> str:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(cells)
        return line.getvalue()


_LEVELS: dict[Severity, str] = {"severe": "error", "warning": "warning", "info": "note"}


class _Sarif:
    """SARIF 2.1.0, the format that code hosts and editors show as annotations."""

    def __init__(self) -> None:
        self._rules: dict[str, int] = {}

    def head(self) -> str:
        schema = "https://json.schemastore.org/sarif-2.1.0.json"
        return f'{{"$schema": "{schema}", "version": "2.1.0", "runs": [{{"results": ['

    def row(self, row: Row, *, first: bool) -> str:
        index = self._rules.setdefault(row.check, len(self._rules))
        result: dict[str, Any] = {
            "ruleId": row.check,
            "ruleIndex": index,
            "level": _LEVELS[row.severity],
            "message": {"text": row.message or row.check},
            "locations": [_location(row)],
            "properties": {
                name: value
                for name in ("language", "segment", "severity", "source", "target", "before", "after")
                if (value := getattr(row, name)) not in ("", None)
            },
        }
        return f"{'' if first else ','}\n{json.dumps(result, ensure_ascii=False)}"

    def tail(self) -> str:
        driver = {"name": "Babelpress", "version": __version__, "rules": [_rule(name) for name in self._rules]}
        rest = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
        return f"\n], {json.dumps(rest, ensure_ascii=False)[1:]}]}}\n"


def _location(row: Row) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(row.file)}}
    if row.line:
        physical["region"] = {"startLine": row.line}
    name = "/".join(filter(None, (row.language, str(row.segment or ""))))
    logical = {"logicalLocations": [{"name": name, "kind": "member"}]} if name else {}
    return {"physicalLocation": physical, **logical}


def _uri(file: str) -> str:
    """A path as a URI reference, relative unless the path is absolute."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")


def _rule(name: str) -> dict[str, Any]:
    found = rule(name)
    return {
        "id": name,
        "shortDescription": {"text": found.summary},
        "help": {"text": found.text, "markdown": found.markdown},
        "defaultConfiguration": {"level": _LEVELS[found.severities[0]]},
    }


_FORMATS: dict[str, Callable[[], _Json | _JsonLines | _Csv | _Sarif]] = {
    ".csv": _Csv,
    ".json": _Json,
    ".jsonl": _JsonLines,
    ".sarif": _Sarif,
}
"""The formats by suffix."""
