"""One summary per language version: the stage, and the extractive strategy that every other falls back on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.errors import ContractViolation, UnreadableInput
from pipeline.flow import has
from pipeline.memory import Memory
from pipeline.records import VERBATIM, Record, Summary
from pipeline.text.salience import Limit, Sentence, prose, select
from pipeline.text.split import split

_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")
"""What HTML and Markdown may break a sentence with."""


class Strategy(Protocol):
    """A way to make summaries; one object serves the stages of all languages."""

    @property
    def name(self) -> str:
        """What profiles call it."""
        ...

    def summarize(self, records: Sequence[Record], *, language: str) -> list[Summary]:
        """Give one summary per record, of its version in `language`. Raises `ItemError` for one that has no text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarize:
    """Fills `summary.<language>`. `translated` says whether an earlier stage translates into this language."""

    language: str
    strategy: Strategy
    translated: bool

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
        made = self.strategy.summarize(records, language=self.language)
        return [
            replace(record, summaries=(*record.summaries, summary))
            for record, summary in zip(records, made, strict=True)
        ]


class Extractive:
    """The most telling sentences of the source; in every language their own translations, so nothing is invented."""

    name = "extractive"

    def __init__(self, limit: Limit, *, remembered: int = 1024) -> None:
        self.limit = limit
        self._chosen: Memory[tuple[int, ...]] = Memory(remembered)

    def summarize(self, records: Sequence[Record], *, language: str) -> list[Summary]:
        """Give one summary per record: the same sentences whichever language is asked for, or failed."""
        return [self.summary(record, language=language) for record in records]

    def summary(self, record: Record, *, language: str, checks: Sequence[str] = ()) -> Summary:
        """Give one summary, with `checks` of what was tried before. Raises `UnreadableInput` where there is no text."""
        sentences = sentences_of(record)
        [chosen] = self._chosen.recall([(record.language, sentences)], lambda _: [self._select(record, sentences)])
        texts = version_of(record, language=language)
        if len(chosen) == len(prose(sentences)):
            checks = (*checks, "too_short")
        elif not self.limit.admits([sentences[i].text for i in chosen]):
            checks = (*checks, "too_long")
        return Summary(
            language=language,
            text=_LINE_END.sub(" ", " ".join(texts[i] for i in chosen)),
            strategy=self.name,
            segments=chosen,
            checks=tuple(checks),
        )

    def is_whole(self, record: Record) -> bool:
        """Tell whether an article is no longer than its summary may be."""
        sentences = sentences_of(record)
        return self.limit.admits([sentences[i].text for i in prose(sentences)])

    def _select(self, record: Record, sentences: Sequence[Sentence]) -> tuple[int, ...]:
        chosen = select(sentences, limit=self.limit, language=record.language or "")
        if not chosen:
            raise UnreadableInput(f"'{record.article.id}' has no words to summarize")
        return chosen


def sentences_of(record: Record) -> tuple[Sentence, ...]:
    """Give the sentences of the source, headings and titles among them, in the order of every version's segments."""
    blocks = record.article.blocks
    if record.translations:  # they hold the same split already
        segments = record.translations[0].segments
        return tuple(Sentence(segment.source, segment.block, blocks[segment.block].kind) for segment in segments)
    return tuple(
        Sentence(text, i, block.kind)
        for i, block in enumerate(blocks)
        if block.kind not in VERBATIM
        for text in split(block.text, record.language or "").sentences
    )


def version_of(record: Record, *, language: str) -> tuple[str, ...]:
    """Give the sentences of one language version, aligned with `sentences_of`."""
    sentences = tuple(sentence.text for sentence in sentences_of(record))
    if language == record.language:
        return sentences
    translation = record.translation(language)
    if translation is None or tuple(segment.source for segment in translation.segments) != sentences:
        raise ContractViolation(f"'{record.article.id}': the version in '{language}' is not aligned with the source")
    return tuple(segment.target for segment in translation.segments)
