"""The protocol of summary strategies, and the extractive one, which all others fall back on."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from babelpress._internal.lru import LRUCache
from babelpress.document import VERBATIM, Block, Record, Summary, SummaryKind
from babelpress.errors import ContractViolation, UnreadableInput
from babelpress.nlp.editorial import both_bare
from babelpress.nlp.lexrank import Limit, Sentence, prose, rank, select
from babelpress.nlp.segmentation import split
from babelpress.summarization.short_forms import (
    Candidate,
    could_stand_alone,
    description,
    flowing,
    headlines,
    standfirst,
)

_ATTEMPTS = 5
"""How often sentences are selected again without those whose translation is inconsistent."""


_DOUBTED = {"numbers": "unsupported_number", "names": "unsupported_name"}
"""What a finding of these checks is called as a check of a summary."""


_NOTE = re.compile(r"\[?(?:\d{1,3}|[a-z*†‡])\]?")
"""The sign of a note as a page shows it."""
_CONTEXT = 6
"""Characters before the sign of a note, by which it is found in a sentence."""


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


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences of a summary in their order, by what they were chosen, and what is to be said of that."""

    segments: tuple[int, ...]
    strategy: str = "extractive"
    model: str | None = None
    checks: tuple[str, ...] = ()


class Extractive:
    """The most informative sentences of the source; in each language their translations, so nothing is invented.

    A sentence whose translation has a wrong number, name or quotation is replaced by the next best in that language.
    """

    name = "extractive"

    def __init__(self, limit: Limit, *, remembered: int = 1024) -> None:
        self.limit = limit
        self._chosen: LRUCache[Choice] = LRUCache(remembered)
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
        first = self._choice(record)
        candidates = _candidates(record, language)
        whole = len(first.segments) == len(prose(sentences, language=record.language or ""))
        best, bad, found = first, set[int](), list[str]()
        for _ in range(1 if whole else _ATTEMPTS):
            faulty = [i for i in best.segments if candidates[i].faults]
            if not faulty:
                break
            found += [fault for i in faulty for fault in candidates[i].faults]
            bad.update(faulty)
            best = self._choose((record.language, sentences), without=bad)
        if not best.segments or any(candidates[i].faults for i in best.segments) or (whole and found):
            best = first
            found.append("unsupported_kept")
        if whole:
            found.append("too_short")
        elif not self.limit.admits([sentences[i].text for i in best.segments]):
            found.append("too_long")
        return Summary(
            language=language,
            text=" ".join(candidates[i].text for i in best.segments),
            strategy=best.strategy,
            model=best.model,
            segments=best.segments,
            checks=tuple(dict.fromkeys((*checks, *best.checks, *found))),
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
        return self.limit.admits([sentences[i].text for i in prose(sentences, language=record.language or "")])

    def needed(self, record: Record, kind: SummaryKind, *, spare: int) -> tuple[int, ...]:
        """Return the sentences that a kind of summary is made of, in order, and the best `spare` others.

        Raises `UnreadableInput` if there is no text.
        """
        sentences = sentences_of(record)
        order = list(rank(sentences, language=record.language or ""))
        if kind == "summary":
            chosen = self._choice(record).segments
            reserve = [i for i in order if i not in chosen][:spare]
            return tuple(sorted({*chosen, *reserve}))
        candidates = _candidates(record, record.language or "")
        able = {i for i in order if could_stand_alone(candidates[i])}
        best = [*(i for i in order if i in able), *(i for i in order if i not in able)][:spare]
        titles = [i for i, sentence in enumerate(sentences) if sentence.kind == "title"] if kind == "headline" else []
        if not (best or titles):
            raise UnreadableInput(f"'{record.article.id}' has no text to summarize")
        return tuple(sorted({*titles, *best}))

    def prepare(self, short: Record, whole: Record, kept: Sequence[int]) -> None:
        """Remember what is chosen of an article for one that consists of its sentences `kept` only."""
        key = (whole.language, sentences_of(short))
        sentences = sentences_of(whole)
        if tuple(one.text for one in key[1]) != tuple(sentences[i].text for i in kept):
            return  # a sentence is read differently without its neighbours: it is ranked anew
        place = {i: n for n, i in enumerate(kept)}
        own = [(whole.language, sentences)]
        [order] = self._ranked.recall(own, lambda _: [rank(sentences, language=whole.language or "")])
        choice = self._choice(whole)
        moved = replace(choice, segments=tuple(place[i] for i in choice.segments if i in place))
        self._ranked.recall([key], lambda _: [tuple(place[i] for i in order if i in place)])
        self._chosen.recall([key], lambda _: [moved])

    def _choice(self, record: Record) -> Choice:
        """Return what is chosen of a record. Raises `UnreadableInput` if there is no text."""
        key = (record.language, sentences_of(record))
        [choice] = self._chosen.recall([key], lambda _: [self._choose(key)])
        if not choice.segments:
            raise UnreadableInput(f"'{record.article.id}' has no text to summarize")
        return choice

    def _choose(self, article: tuple[str | None, tuple[Sentence, ...]], *, without: Collection[int] = ()) -> Choice:
        """Return what is chosen of an article, given by its language and its sentences; nothing of one without text."""
        language, sentences = article
        return Choice(select(sentences, limit=self.limit, language=language or "", without=without))


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
    """Return every sentence of a version, with its source sentence; a warning about a number or name is a fault."""
    texts = version_of(record, language=language)
    doubted: dict[int, list[str]] = {}
    for one in record.findings:
        if one.language == language and one.segment is not None and one.severity != "info" and one.check in _DOUBTED:
            doubted.setdefault(one.segment, []).append(_DOUBTED[one.check])
    found = []
    blocks = record.article.blocks
    translation = record.translation(language)
    made_of = translation.blocks if translation and language != record.language else blocks
    for i, (text, sentence) in enumerate(zip(texts, sentences_of(record), strict=True)):
        text = without_notes(text, made_of[sentence.block])
        made, source = both_bare(flowing(text), flowing(without_notes(sentence.text, blocks[sentence.block])))
        found.append(
            Candidate(
                text=made,
                language=language,
                source=source,
                source_language=record.language or "",
                strategy=Extractive.name,
                segments=(i,),
                inherited=tuple(dict.fromkeys(doubted.get(i, ()))),
            )
        )
    return found


def without_notes(text: str, block: Block) -> str:
    """Return a sentence of a block without the numbers of notes: what links to a place in the same page."""
    for mark in block.markup:
        sign = block.text[mark.start : mark.end]
        if mark.tag == "a" and dict(mark.attributes).get("href", "").startswith("#") and _NOTE.fullmatch(sign):
            before = block.text[max(0, mark.start - _CONTEXT) : mark.start]
            text = text.replace(before + sign, before.rstrip(), 1)
    return text


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
