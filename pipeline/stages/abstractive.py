"""Summaries written by a seq2seq model: of each language version, or of the source and then translated."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Protocol

from pipeline.errors import UnsupportedLanguage
from pipeline.memory import Memory
from pipeline.records import Record, Summary
from pipeline.stages.condense import Condenser, Draft
from pipeline.stages.summarize import Extractive, sentences_of, version_of
from pipeline.text.salience import prose


class SentenceTranslator(Protocol):
    """The translator that the articles themselves go through."""

    def __call__(self, sentences: Sequence[str], *, source: str, target: str) -> list[str]:
        """Give one translation per sentence. Raises `GenerationFailed`."""
        ...


class _Abstractive(ABC):
    """What both strategies share: an article that is short already, and a model that gave nothing usable.

    Either gets the extractive summary, the second with the check `fell_back`. `condensers` are by language.
    """

    name: ClassVar[str]

    def __init__(self, condensers: Mapping[str, Condenser], *, extractive: Extractive) -> None:
        self.condensers = condensers
        self.extractive = extractive

    def summarize(self, records: Sequence[Record], *, language: str) -> list[Summary]:
        """Give one summary per record. Raises `GenerationFailed`, and `UnsupportedLanguage` without a model."""
        long = [i for i, record in enumerate(records) if not self.extractive.is_whole(record)]
        drafts = dict(zip(long, self._drafts([records[i] for i in long], language), strict=True))
        return [self._summary(record, drafts.get(i), language) for i, record in enumerate(records)]

    @abstractmethod
    def _drafts(self, records: Sequence[Record], language: str) -> list[Draft]:
        """Give one draft per record, in `language`."""

    def _summary(self, record: Record, draft: Draft | None, language: str) -> Summary:
        if draft is None:
            return self.extractive.summary(record, language=language)
        if not draft.sentences:
            return self.extractive.summary(record, language=language, checks=(*draft.checks, "fell_back"))
        return Summary(
            language=language,
            text=" ".join(draft.sentences),
            strategy=self.name,
            model=draft.model,
            checks=draft.checks,
        )

    def _condenser(self, language: str) -> Condenser:
        if language not in self.condensers:
            known = ", ".join(sorted(self.condensers))
            raise UnsupportedLanguage(f"no summarizer for '{language}' among summary.models, only for: {known}")
        return self.condensers[language]


class TranslateThenSummarize(_Abstractive):
    """Each version summarized by its own language's model."""

    name = "translate-then-summarize"

    def _drafts(self, records: Sequence[Record], language: str) -> list[Draft]:
        return self._condenser(language).condense([_prose(record, language=language) for record in records])


class SummarizeThenTranslate(_Abstractive):
    """The source summarized once by its language's model, the summary's sentences then translated.

    The limit holds for the source's summary: a translation has as many sentences, but may have more words.
    """

    name = "summarize-then-translate"

    def __init__(
        self,
        condensers: Mapping[str, Condenser],
        *,
        extractive: Extractive,
        translate: SentenceTranslator,
        remembered: int = 1024,
    ) -> None:
        super().__init__(condensers, extractive=extractive)
        self.translate = translate
        self._made: Memory[Draft] = Memory(remembered)

    def _drafts(self, records: Sequence[Record], language: str) -> list[Draft]:
        drafts: dict[int, Draft] = {}
        for source in dict.fromkeys(record.language or "" for record in records):
            mine = [i for i, record in enumerate(records) if record.language == source]
            made = self._of_sources([_prose(records[i], language=source) for i in mine], source)
            drafts |= zip(mine, made if language == source else self._translated(made, source, language), strict=True)
        return [drafts[i] for i in range(len(records))]

    def _of_sources(self, texts: Sequence[tuple[str, ...]], source: str) -> list[Draft]:
        """The drafts in the source language, made once for all the languages they go to."""
        condenser = self._condenser(source)
        keys = [(source, text) for text in texts]
        return self._made.recall(keys, lambda unknown: condenser.condense([texts[i] for i in unknown]))

    def _translated(self, drafts: Sequence[Draft], source: str, target: str) -> list[Draft]:
        sentences = [sentence for draft in drafts for sentence in draft.sentences]
        made = iter(self.translate(sentences, source=source, target=target))
        return [replace(draft, sentences=tuple(next(made) for _ in draft.sentences)) for draft in drafts]


def _prose(record: Record, *, language: str) -> tuple[str, ...]:
    """The sentences of a version that are shown to a model: no title, no headings."""
    texts = version_of(record, language=language)
    return tuple(texts[i] for i in prose(sentences_of(record)))
