"""Stage `summarize.<language>`: the summaries of one language version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babelpress.document import Record, SummaryKind
from babelpress.stages.flow import is_filled
from babelpress.summarization.extractive import Strategy
from babelpress.summarization.short_forms import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarize:
    """Fills `summary.<language>`.

    Attributes:
        language: ISO 639-1 code of the version.
        strategy: Makes the summaries.
        translated: Whether an earlier stage translates into this language.
        kinds: The kinds of summary to make.
    """

    language: str
    strategy: Strategy
    translated: bool
    kinds: tuple[SummaryKind, ...] = ("summary",)

    @property
    def name(self) -> str:
        """`summarize.nl`."""
        return f"summarize.{self.language}"

    @property
    def needs(self) -> frozenset[str]:
        """The language of the source and, except for the source itself, the version that is summarized."""
        return frozenset({"detection", f"translation.{self.language}"} if self.translated else {"detection"})

    @property
    def fills(self) -> str:
        """`summary.nl`."""
        return f"summary.{self.language}"

    @property
    def by(self) -> str:
        """The name of the strategy."""
        return self.strategy.name

    def applies_to(self, record: Record) -> bool:
        """Whether the record has a version in this language; the source counts as one."""
        return is_filled(record, f"translation.{self.language}")

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Summarize all records in one call of the strategy; what post-editing changed becomes findings.

        Raises `GenerationFailed` or `UnreadableInput`.
        """
        made = map(told, self.strategy.summarize(records, language=self.language, kinds=self.kinds))
        return [
            replace(record, summaries=(*record.summaries, *summaries), findings=(*record.findings, *findings))
            for record, (summaries, findings) in zip(records, made, strict=True)
        ]
