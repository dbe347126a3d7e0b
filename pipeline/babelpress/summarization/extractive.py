"""The protocol of summary strategies, and the extractive one, which all others fall back on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from babelpress._internal.lru import LRUCache
from babelpress.document import VERBATIM, Record, Summary, SummaryKind
from babelpress.errors import ContractViolation, UnreadableInput
from babelpress.nlp.lexrank import Limit, Sentence, prose, rank, select
from babelpress.nlp.segmentation import split
from babelpress.summarization.short_forms import Candidate, description, flowing, headlines, standfirst

_ATTEMPTS = 5
"""How often sentences are selected again without those whose translation is inconsistent."""


class Strategy(Protocol):
    """A way to make summaries; one object serves the stages of all languages."""

    @property
    def name(self) -> str:
        """The name in profiles."""
        ...

    def summarize(
        self, records: Sequence[Record], *, language: str, kinds: Sequence[SummaryKind] = ("summary",)
    ) -> list[tuple[Summary, ...]]:
        """Return the summaries of each record.

        Args:
            records: Records with a version in `language`.
            language: Language of the summaries.
            kinds: Kinds of summaries.

        Returns:
            For each record one summary of every kind, and several headlines; the first is the one of kind `summary`.

        Raises:
            ItemError: For a record that has no text.
        """
        ...


class Extractive:
    """The most informative sentences of the source; in each language their translations, so nothing is invented.

    A sentence whose translation has a wrong number, name or quotation is replaced by the next best in that language.
    """

    name = "extractive"

    def __init__(self, limit: Limit, *, remembered: int = 1024) -> None:
        self.limit = limit
        self._chosen: LRUCache[tuple[int, ...]] = LRUCache(remembered)
        self._ranked: LRUCache[tuple[int, ...]] = LRUCache(remembered)

    def summarize(
        self, records: Sequence[Record], *, language: str, kinds: Sequence[SummaryKind] = ("summary",)
    ) -> list[tuple[Summary, ...]]:
        """Return the summaries of each record: of the same sentences in every language, unless translations have
        faults.
        """
        return [
            (self.summary(record, language=language), *self.short(record, language=language, kinds=kinds))
            for record in records
        ]

    def summary(self, record: Record, *, language: str, checks: Sequence[str] = ()) -> Summary:
        """Return one summary, with `checks` of earlier attempts. Raises `UnreadableInput` if there is no text."""
        sentences = sentences_of(record)
        [chosen] = self._chosen.recall([(record.language, sentences)], lambda _: [self._select(record, sentences)])
        candidates = _candidates(record, language)
        whole = len(chosen) == len(prose(sentences))
        best, bad, found = chosen, set[int](), list[str]()
        for _ in range(1 if whole else _ATTEMPTS):
            faulty = [i for i in best if candidates[i].faults]
            if not faulty:
                break
            found += [fault for i in faulty for fault in candidates[i].faults]
            bad.update(faulty)
            best = select(sentences, limit=self.limit, language=record.language or "", without=bad)
        if not best or any(candidates[i].faults for i in best) or (whole and found):
            best = chosen
            found.append("unsupported_kept")
        if whole:
            found.append("too_short")
        elif not self.limit.admits([sentences[i].text for i in best]):
            found.append("too_long")
        return Summary(
            language=language,
            text=" ".join(candidates[i].text for i in best),
            strategy=self.name,
            segments=best,
            checks=tuple(dict.fromkeys((*checks, *found))),
        )

    def short(self, record: Record, *, language: str, kinds: Sequence[SummaryKind]) -> tuple[Summary, ...]:
        """Return the summaries of the kinds other than `summary`."""
        if set(kinds) <= {"summary"}:
            return ()
        return short(kinds, titles=title_of(record, language=language), ranking=self.ranking(record, language=language))

    def ranking(self, record: Record, *, language: str) -> list[Candidate]:
        """Return the sentences of a version that can be understood alone, the best first."""
        sentences = sentences_of(record)
        [order] = self._ranked.recall(
            [(record.language, sentences)], lambda _: [rank(sentences, language=record.language or "")]
        )
        candidates = _candidates(record, language)
        return [candidates[i] for i in order]

    def is_whole(self, record: Record) -> bool:
        """Return whether an article is no longer than its summary may be."""
        sentences = sentences_of(record)
        return self.limit.admits([sentences[i].text for i in prose(sentences)])

    def _select(self, record: Record, sentences: Sequence[Sentence]) -> tuple[int, ...]:
        chosen = select(sentences, limit=self.limit, language=record.language or "")
        if not chosen:
            raise UnreadableInput(f"'{record.article.id}' has no text to summarize")
        return chosen


def short(
    kinds: Sequence[SummaryKind], *, titles: Sequence[Candidate], ranking: Sequence[Candidate]
) -> tuple[Summary, ...]:
    """Return the summaries of the kinds other than `summary`, in the order of `kinds`."""
    made: list[Summary | None] = []
    for kind in kinds:
        if kind == "standfirst":
            made.append(standfirst(ranking))
        elif kind == "headline":
            made += headlines(titles, ranking)
        elif kind == "description":
            made.append(description(ranking))
    return tuple(one for one in made if one)


def title_of(record: Record, *, language: str) -> list[Candidate]:
    """Return the title of a version, if it has one."""
    block = next((i for i, block in enumerate(record.article.blocks) if block.kind == "title"), None)
    own = [i for i, sentence in enumerate(sentences_of(record)) if sentence.block == block]
    candidates = _candidates(record, language)
    if not own:
        return []
    text = " ".join(candidates[i].text for i in own)
    source = " ".join(candidates[i].source for i in own)
    return [replace(candidates[own[0]], text=text, source=source, segments=tuple(own))]


def _candidates(record: Record, language: str) -> list[Candidate]:
    """Return every sentence of a version, with its source sentence."""
    texts = version_of(record, language=language)
    return [
        Candidate(
            text=flowing(text),
            language=language,
            source=flowing(sentence.text),
            source_language=record.language or "",
            strategy=Extractive.name,
            segments=(i,),
        )
        for i, (text, sentence) in enumerate(zip(texts, sentences_of(record), strict=True))
    ]


def sentences_of(record: Record) -> tuple[Sentence, ...]:
    """Return the sentences of the source, with headings and titles, in the order of every version's segments."""
    blocks = record.article.blocks
    if record.translations:  # they have the same segmentation
        segments = record.translations[0].segments
        return tuple(Sentence(segment.source, segment.block, blocks[segment.block].kind) for segment in segments)
    return tuple(
        Sentence(text, i, block.kind)
        for i, block in enumerate(blocks)
        if block.kind not in VERBATIM
        for text in split(block.text, record.language or "").sentences
    )


def version_of(record: Record, *, language: str) -> tuple[str, ...]:
    """Return the sentences of one language version, aligned with `sentences_of`."""
    sentences = tuple(sentence.text for sentence in sentences_of(record))
    if language == record.language:
        return sentences
    translation = record.translation(language)
    if translation is None or tuple(segment.source for segment in translation.segments) != sentences:
        raise ContractViolation(f"'{record.article.id}': the version in '{language}' is not aligned with the source")
    return tuple(segment.target for segment in translation.segments)
