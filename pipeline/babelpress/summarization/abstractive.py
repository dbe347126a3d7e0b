"""Summaries written by a seq2seq model: of each language version, or of the source and then translated."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from babelpress._internal.lru import LRUCache
from babelpress.document import Record, Summary, SummaryKind
from babelpress.errors import UnsupportedLanguage
from babelpress.nlp.lexrank import lengths, prose
from babelpress.summarization.condenser import Condenser, Draft
from babelpress.summarization.extractive import Extractive, sentences_of, short, title_of, version_of
from babelpress.summarization.short_forms import Candidate, flowing


class SentenceTranslator(Protocol):
    """The translator that the articles themselves go through."""

    def __call__(self, sentences: Sequence[str], *, source: str, target: str) -> list[str]:
        """Give one translation per sentence. Raises `GenerationFailed`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What a model made of one record: its sentences in the language asked for, to be held against the article."""

    sentences: list[Candidate]
    checks: tuple[str, ...]


class _Abstractive(ABC):
    """What both strategies share: an article that is short already, and a model that gave nothing usable.

    Either gets the extractive summary, the second with the check `fell_back`; so does one that says a number, name or
    quotation which the article lacks. `condensers` are by language, as are `titles`, of models that write headlines.
    """

    name: ClassVar[str]

    def __init__(
        self,
        condensers: Mapping[str, Condenser],
        *,
        extractive: Extractive,
        titles: Mapping[str, Condenser] | None = None,
    ) -> None:
        self.condensers = condensers
        self.extractive = extractive
        self.titles = titles or {}

    def summarize(
        self, records: Sequence[Record], *, language: str, kinds: Sequence[SummaryKind] = ("summary",)
    ) -> list[tuple[Summary, ...]]:
        """Give the summaries of each record. Raises `GenerationFailed`, and `UnsupportedLanguage` without a model."""
        long = [i for i, record in enumerate(records) if not self.extractive.is_whole(record)]
        made = self._written([records[i] for i in long], language, self.condensers)
        written = dict(zip(long, made, strict=True))
        headlines = self._headlines(records, language) if "headline" in kinds else [[] for _ in records]
        found: list[tuple[Summary, ...]] = []
        for i, record in enumerate(records):
            summary = self._summary(record, written.get(i), language)
            if set(kinds) <= {"summary"}:
                found.append((summary,))
                continue
            ranking = self.extractive.ranking(record, language=language)
            own = written[i].sentences if i in written else []
            titles = [*title_of(record, language=language), *headlines[i]]
            found.append((summary, *short(kinds, titles=titles, ranking=[*own, *ranking])))
        return found

    @abstractmethod
    def _written(self, records: Sequence[Record], language: str, condensers: Mapping[str, Condenser]) -> list[_Written]:
        """Give what the models make of each record, in `language`."""

    @abstractmethod
    def _read_in(self, record: Record, language: str) -> str:
        """Give the language of the version that a model is shown for a summary in `language`."""

    def _headlines(self, records: Sequence[Record], language: str) -> list[list[Candidate]]:
        """The headline a model writes for each record, none where there is no model for it."""
        able = [i for i, record in enumerate(records) if self._read_in(record, language) in self.titles]
        made = self._written([records[i] for i in able], language, self.titles)
        found: list[list[Candidate]] = [[] for _ in records]
        for i, one in zip(able, made, strict=True):
            found[i] = one.sentences[:1]
        return found

    def _summary(self, record: Record, written: _Written | None, language: str) -> Summary:
        if written is None:
            return self.extractive.summary(record, language=language)
        faults = [fault for one in written.sentences for fault in one.faults]
        if faults or not written.sentences:
            return self.extractive.summary(record, language=language, checks=(*written.checks, *faults, "fell_back"))
        return Summary(
            language=language,
            text=" ".join(one.text for one in written.sentences),
            strategy=self.name,
            model=written.sentences[0].model,
            checks=written.checks,
        )

    def _of(self, record: Record, draft: Draft, *, language: str) -> _Written:
        """A draft in the language of the version that the model was shown."""
        text = " ".join(map(flowing, version_of(record, language=language)))
        made = [
            Candidate(
                text=sentence,
                language=language,
                source=text,
                source_language=language,
                strategy=self.name,
                model=draft.model,
            )
            for sentence in draft.sentences
        ]
        return _Written(sentences=made, checks=draft.checks)


class TranslateThenSummarize(_Abstractive):
    """Each version summarized by its own language's model."""

    name = "translate-then-summarize"

    def _read_in(self, record: Record, language: str) -> str:
        return language

    def _written(self, records: Sequence[Record], language: str, condensers: Mapping[str, Condenser]) -> list[_Written]:
        if not records:
            return []
        texts = [_prose(record, language=language) for record in records]
        drafts = _condenser(condensers, language).condense(texts, sections=list(map(_sections, records)))
        return [self._of(record, draft, language=language) for record, draft in zip(records, drafts, strict=True)]


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
        titles: Mapping[str, Condenser] | None = None,
        remembered: int = 1024,
    ) -> None:
        super().__init__(condensers, extractive=extractive, titles=titles)
        self.translate = translate
        self._made: LRUCache[Draft] = LRUCache(remembered)

    def _read_in(self, record: Record, language: str) -> str:
        return record.language or ""

    def _written(self, records: Sequence[Record], language: str, condensers: Mapping[str, Condenser]) -> list[_Written]:
        found: dict[int, _Written] = {}
        for source in dict.fromkeys(record.language or "" for record in records):
            mine = [i for i, record in enumerate(records) if record.language == source]
            drafts = self._of_sources([records[i] for i in mine], _condenser(condensers, source))
            made = [self._of(records[i], draft, language=source) for i, draft in zip(mine, drafts, strict=True)]
            found |= zip(mine, made if language == source else self._translated(made, language), strict=True)
        return [found[i] for i in range(len(records))]

    def _of_sources(self, records: Sequence[Record], condenser: Condenser) -> list[Draft]:
        """The drafts in the source language, made once for all the languages they go to."""
        asked = [(_prose(record, language=condenser.language), _sections(record)) for record in records]
        keys = [(condenser.model, condenser.language, condenser.target, *one) for one in asked]
        return self._made.recall(
            keys,
            lambda unknown: condenser.condense([asked[i][0] for i in unknown], sections=[asked[i][1] for i in unknown]),
        )

    def _translated(self, written: Sequence[_Written], target: str) -> list[_Written]:
        sentences = [one for each in written for one in each.sentences]
        if not sentences:
            return list(written)
        texts = [one.text for one in sentences]
        made = iter(self.translate(texts, source=sentences[0].language, target=target))
        return [
            replace(
                each,
                sentences=[
                    replace(
                        one,
                        text=next(made),
                        language=target,
                        source=one.text,
                        source_language=one.language,
                        inherited=one.faults,
                    )
                    for one in each.sentences
                ],
            )
            for each in written
        ]


def _condenser(condensers: Mapping[str, Condenser], language: str) -> Condenser:
    if language not in condensers:
        known = ", ".join(sorted(condensers))
        raise UnsupportedLanguage(f"no summarizer for '{language}' among summary.models, only for: {known}")
    return condensers[language]


def _prose(record: Record, *, language: str) -> tuple[str, ...]:
    """The sentences of a version that are shown to a model: no title, no headings."""
    texts = version_of(record, language=language)
    return tuple(texts[i] for i in prose(sentences_of(record)))


def _sections(record: Record) -> tuple[int, ...]:
    """How many of those sentences stand under each heading."""
    sentences = sentences_of(record)
    return lengths([sentence.kind for sentence in sentences], prose(sentences))
