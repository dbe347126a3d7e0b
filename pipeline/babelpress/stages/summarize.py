"""Stage `summarize.<language>`: fills the summaries of one language version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babelpress.document import Record, SummaryKind
from babelpress.stages.flow import has
from babelpress.summarization.extractive import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarize:
    """Fills `summary.<language>`. `translated` says whether an earlier stage translates into this language."""

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
        """The language of the source and, but for the source itself, the version that is summarized."""
        return frozenset({"detection", f"translation.{self.language}"} if self.translated else {"detection"})

    @property
    def fills(self) -> str:
        """`summary.nl`."""
        return f"summary.{self.language}"

    @property
    def by(self) -> str:
        """The strategy."""
        return self.strategy.name

    def wants(self, record: Record) -> bool:
        """Every record that there is a version of in this language; the source is one."""
        return has(record, f"translation.{self.language}")

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Summarize all records in one call of the strategy. Raises `GenerationFailed` or `UnreadableInput`."""
        made = self.strategy.summarize(records, language=self.language, kinds=self.kinds)
        return [
            replace(record, summaries=(*record.summaries, *summaries))
            for record, summaries in zip(records, made, strict=True)
        ]
