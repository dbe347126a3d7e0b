"""The manifest of a batch: `manifest.json` in the output folder, with counts and failures so far."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from babelpress._internal.files import write_atomically
from babelpress.document import VERBATIM, Failure, Record
from babelpress.stages.flow import StageUsage
from babelpress.stages.provenance import Provenance

NAME = "manifest.json"

_EXAMPLES = 5
"""Number of failures of a kind that are listed with their messages."""

State = Literal["running", "finished", "stopped"]


@dataclass(slots=True, kw_only=True)
class Manifest:
    """The counts of a run.

    Attributes:
        made_by: Provenance of the records.
        inputs: The paths that were read, as given.
        output: The path of the output.
        runner: Kind of the runner.
        notice: What an editor must know of the models.
        state: Whether the run is going on, has finished, or was stopped before the end.
        articles: Number of records so far, including `kept` and `failed`.
        kept: Number of records that were finished by an earlier run.
        failed: Number of records with a failure.
        removed: Number of files of earlier runs that were removed, as their articles are gone.
        words: Source words of the records that this run made.
        segments: Translated segments of the records that this run made, over all languages.
        seconds: Elapsed time of the run.
        lead_seconds: Elapsed time before the first new article was begun: loading, skipping finished articles.
        peak_bytes: Peak memory of this process and its workers on this machine.
        failures: Number of failures by stage and error (`translate.nl GenerationFailed`).
        examples: The first messages of each kind of failure, with the id of the article.
        findings: Number of findings by severity and check (`severe numbers`).
        stages: What each stage used, summed over all workers.
    """

    made_by: Provenance
    inputs: tuple[str, ...]
    output: str
    runner: str
    notice: str = ""
    state: State = "running"
    articles: int = 0
    kept: int = 0
    failed: int = 0
    removed: int = 0
    words: int = 0
    segments: int = 0
    seconds: float = 0.0
    lead_seconds: float = 0.0
    peak_bytes: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    stages: Mapping[str, StageUsage] = field(default_factory=dict)

    @property
    def words_per_second(self) -> float:
        """Words per second of the run; 0 before the first record."""
        return self.words / self.seconds if self.seconds else 0.0

    def count(self, record: Record, *, kept: bool) -> None:
        """Add a finished record; `kept` if an earlier run made it."""
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
        """Return the manifest as one JSON object."""
        whole = {**asdict(self), "words_per_second": round(self.words_per_second, 2)}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def write(self, folder: Path) -> None:
        """Write the manifest to a folder, replacing an older one atomically. Raises `OSError`."""
        write_atomically(folder / NAME, self.to_json())


def read(folder: Path) -> dict[str, Any] | None:
    """Return the content of the manifest of a folder, or None if there is none."""
    try:
        said: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return said
