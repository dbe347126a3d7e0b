"""What a run has done so far and what went wrong: `manifest.json` beside the output, for people and programs."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from babelpress._internal.files import write_atomically
from babelpress.document import VERBATIM, Failure, Record
from babelpress.stages.flow import Spent
from babelpress.stages.provenance import Provenance

NAME = "manifest.json"

_EXAMPLES = 5
"""Failures of a kind that are told in full."""

State = Literal["running", "finished", "stopped"]


@dataclass(slots=True, kw_only=True)
class Manifest:
    """The counts of a run. `kept` are articles that an earlier run had finished; `words` are those of new sources.

    `seconds` are those of the run, `lead_seconds` those before the first new article was begun: loading, passing kept
    ones by. `stages` is what each stage took, of all workers together; `peak_bytes` counts the workers of this machine.
    """

    made_by: Provenance
    inputs: tuple[str, ...]
    output: str
    runner: str
    state: State = "running"
    articles: int = 0
    kept: int = 0
    failed: int = 0
    words: int = 0
    segments: int = 0
    seconds: float = 0.0
    lead_seconds: float = 0.0
    peak_bytes: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    stages: Mapping[str, Spent] = field(default_factory=dict)

    @property
    def words_per_second(self) -> float:
        """New source words a second, 0 before the first."""
        return self.words / self.seconds if self.seconds else 0.0

    def count(self, record: Record, *, kept: bool) -> None:
        """Count a record that is done."""
        self.articles += 1
        self.kept += kept
        self.failed += bool(record.failures)
        for finding in record.findings:
            kind = f"{finding.severity} {finding.check}"
            self.findings[kind] = self.findings.get(kind, 0) + 1
        for failure in record.failures:
            self._fail(record.article.id, failure)
        if not kept:
            texts = (block.text for block in record.article.blocks if block.kind not in VERBATIM)
            self.words += sum(len(text.split()) for text in texts)
            self.segments += sum(len(version.segments) for version in record.translations)

    def _fail(self, id: str, failure: Failure) -> None:
        kind = f"{failure.stage} {failure.error}"
        self.failures[kind] = self.failures.get(kind, 0) + 1
        examples = self.examples.setdefault(kind, [])
        if len(examples) < _EXAMPLES:
            examples.append(f"{id}: {failure.message}")

    def to_json(self) -> str:
        """Give it as one JSON object."""
        whole = {**asdict(self), "words_per_second": round(self.words_per_second, 2)}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def write(self, folder: Path) -> None:
        """Put it into a folder; what was there before stays until it is whole."""
        write_atomically(folder / NAME, self.to_json())


def read(folder: Path) -> dict[str, Any] | None:
    """Give what a folder's manifest says, or None where there is none yet."""
    try:
        said: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return said
