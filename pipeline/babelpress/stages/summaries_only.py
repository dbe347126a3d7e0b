"""Stage `summaries`: one kind of summary in every language, for which only the chosen sentences are translated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babelpress.document import Block, Failure, Record, SummaryKind
from babelpress.stages.flow import Flow
from babelpress.summarization.extractive import Extractive, sentences_of
from babelpress.summarization.short_forms import HEADLINES


@dataclass(frozen=True, slots=True, kw_only=True)
class SummariesOnly:
    """Fills the summaries of all languages; the record has no translations.

    The best sentences of the source, and some in reserve for translations with faults, make a short article, which the
    stages of `flow` translate, check and summarize.

    Attributes:
        strategy: Chooses the sentences, and is the strategy of the flow.
        kind: The kind of summary.
        flow: The stages after the detection.
    """

    strategy: Extractive
    kind: SummaryKind
    flow: Flow
    name: str = "summaries"
    needs: frozenset[str] = frozenset({"detection"})
    fills: str = "summaries"

    @property
    def by(self) -> str:
        """The name of the strategy."""
        return self.strategy.name

    def applies_to(self, record: Record) -> bool:
        """Whether the article could be read."""
        return not record.failures

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Summarize all records. A language that fails has its failure on the record."""
        kept = [self.strategy.needed(record, self.kind, spare=_SPARE[self.kind]) for record in records]
        short = [_shortened(record, own) for record, own in zip(records, kept, strict=True)]
        for record, one, own in zip(records, short, kept, strict=True):
            self.strategy.prepare(one, record, own)
        done = self.flow.run(short)
        return [self._restored(*one) for one in zip(records, done, kept, strict=True)]

    def _restored(self, record: Record, done: Record, kept: Sequence[int]) -> Record:
        """Return the record with what was made of its short form; places are those in the whole article."""
        blocks = [sentence.block for sentence in sentences_of(record)]
        summaries = tuple(
            replace(one, segments=tuple(kept[i] for i in one.segments))
            for one in done.summaries
            if one.kind == self.kind
        )
        findings = tuple(
            one if one.segment is None else replace(one, segment=kept[one.segment], block=blocks[kept[one.segment]])
            for one in done.findings[len(record.findings) :]
            if one.segment is None or one.segment < len(kept)
        )
        failures: tuple[Failure, ...] = done.failures
        return replace(record, summaries=summaries, findings=(*record.findings, *findings), failures=failures)


_SPARE: dict[SummaryKind, int] = {"summary": 2, "standfirst": 3, "headline": HEADLINES, "description": 3}
"""Sentences in reserve; of the kinds that are one sentence, all that are translated."""


def _shortened(record: Record, kept: Sequence[int]) -> Record:
    """Return the record with an article of these sentences only, each a block of its own; a title is one."""
    sentences = sentences_of(record)
    blocks: list[Block] = []
    before = -1
    for i in kept:
        own = sentences[i]
        if own.kind == "title" and own.block == before:
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {own.text}")
        else:
            blocks.append(Block(kind=own.kind, text=own.text))
        before = own.block
    return replace(record, article=replace(record.article, blocks=tuple(blocks)))
