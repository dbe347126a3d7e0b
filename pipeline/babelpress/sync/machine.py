"""What the machine writes of a new version of an article: only sentences that were edited go to the models.

The others keep their translation character by character, also after a change of models.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from babelpress.config.schema import Profile
from babelpress.document import VERBATIM, Article, Block, InlineTag, Record, Segment, Translation
from babelpress.models.routing import Route
from babelpress.stages.assembly import build
from babelpress.stages.budget import kept
from babelpress.stages.flow import Flow, Stage
from babelpress.stages.summarize import Summarize
from babelpress.stages.translate import SentenceTranslator, SourceSentence, Translate, source_sentences
from babelpress.sync.changes import compare
from babelpress.sync.merging import Place, Texts, Unit
from babelpress.sync.splicing import Splice, Straddled, splice
from babelpress.translation.constrained import Rendering, Sentence


@dataclass(frozen=True, slots=True)
class Known:
    """A version of an article that the machine translated before: the source and its translation."""

    article: Article
    translation: Translation


@dataclass(kw_only=True)
class Machine:
    """The models of a profile, loaded when the first sentence needs one.

    Attributes:
        profile: The profile.
        models_dir: Folder of pulled models; None: the cache folder of the user.
        summaries: Whether summaries are made too, by `summarized`.
        asked: Number of sentences that went to the models so far.
    """

    profile: Profile
    models_dir: Path | None = None
    summaries: bool = False
    asked: int = field(default=0, init=False)

    @cached_property
    def _flow(self) -> Flow:
        strategy = self.profile.summary.strategy if self.summaries else "none"
        summary = self.profile.summary.model_copy(update={"strategy": strategy, "only": None})
        return build(self.profile.model_copy(update={"summary": summary}), models_dir=self.models_dir, load=False)

    def detected(self, article: Article) -> Record:
        """Return the record of an article with its language, or with a failure."""
        return Flow(self._flow.stages[:1]).run([Record(article=article)])[0]

    def targets(self, record: Record) -> list[str]:
        """Return the languages that an article is to be translated into."""
        return [
            stage.language for stage in self._flow.stages if isinstance(stage, Translate) and stage.applies_to(record)
        ]

    def again(self, record: Record, known: Mapping[str, Sequence[Known]]) -> Record:
        """Translate a new version of an article.

        Args:
            record: The new version, with its language.
            known: For each language the versions that were made before, the one to prefer first.

        Returns:
            The record with its translations, or with failures.
        """
        wanted = {language: _Reuse(record, found) for language, found in known.items()}
        for _ in range(2):  # again where a sentence could not be put among those that stay
            made = self._run([record], {language: own.kept for language, own in wanted.items()})[0]
            failed = False
            versions = []
            for version in made.translations:
                own = wanted.get(version.language)
                done = own.composed(version) if own else version
                failed = failed or done is None
                versions.append(done or version)
            if not failed:
                break
        return replace(made, translations=tuple(versions))

    def summarized(self, record: Record, language: str) -> Record:
        """Return a record with the summaries of one of its versions, or with a failure."""
        stages = tuple(one for one in self._flow.stages if isinstance(one, Summarize) and one.language == language)
        return Flow(stages, given=frozenset({"detection", f"translation.{language}"})).run([record])[0]

    def new(self, records: Sequence[Record], languages: Collection[str]) -> list[Record]:
        """Return the records of articles that are new with their translations; all go to the models together."""
        return self._run(records, dict.fromkeys(languages, frozenset()))

    def _run(self, records: Sequence[Record], kept: Mapping[str, frozenset[str]]) -> list[Record]:
        stages = tuple(
            self._stage(one, kept)
            for one in self._flow.stages[1:]
            if _language(one) in kept and not isinstance(one, Summarize)
        )
        return Flow(stages, given=frozenset({"detection"})).run(records)

    def _stage(self, stage: Stage, kept: Mapping[str, frozenset[str]]) -> Stage:
        if not isinstance(stage, Translate):
            return stage
        asking = _Sparing(stage.translator, kept.get(stage.language, frozenset()), self)
        return replace(stage, translator=asking)


@dataclass(frozen=True)
class _Sparing:
    """Translates the sentences that are not kept; those stand as they are, for `_Reuse` to replace."""

    inner: SentenceTranslator
    kept: frozenset[str]
    machine: Machine

    def translate(self, sentences: Sequence[Sentence], route: Route) -> list[Rendering]:
        """Return one rendering per sentence, in order."""
        made: dict[int, Rendering] = {}
        for index, one in enumerate(sentences):
            if one.text in self.kept:
                made[index] = kept(one, "foreign")
        waiting = [index for index in range(len(sentences)) if index not in made]
        self.machine.asked += len(waiting)
        new = self.inner.translate([sentences[index] for index in waiting], route) if waiting else []
        made |= zip(waiting, new, strict=True)
        return [made[index] for index in range(len(sentences))]


def _language(stage: Stage) -> str:
    return stage.name.partition(".")[2]


def texts_of(translation: Translation) -> Texts:
    """Return the sentences of a translation by block."""
    segments = _by_block(translation)
    return Texts(
        sources={block: tuple(one.source for one in own) for block, own in segments.items()},
        targets={block: tuple(one.target for one in own) for block, own in segments.items()},
    )


def _by_block(translation: Translation) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = {}
    for segment in translation.segments:
        found.setdefault(segment.block, []).append(segment)
    return found


def as_translation(article: Article, language: str) -> Translation:
    """Return the version of an article in its own language, in which every sentence is its own translation."""
    segments = tuple(
        Segment(block=index, source=text, target=text, model="", score=0.0)
        for index, own in enumerate(source_sentences(article, language))
        for text in (article.blocks[index].text[one.start : one.end] for one in own)
    )
    return Translation(language=language, blocks=article.blocks, segments=segments, route=())


def units_between(old: Article, new: Article, language: str) -> list[Unit]:
    """Return the units of two versions of an article, removed ones too."""
    before, after = (_listed(article, language) for article in (old, new))
    return [
        Unit(
            kind=change.kind,
            old=tuple(before[i][0] for i in change.old),
            new=tuple(after[j][0] for j in change.new),
            facets=change.facets,
        )
        for change in compare([text for _, text in before], [text for _, text in after], language=language)
    ]


def _listed(article: Article, language: str) -> list[tuple[Place, str]]:
    return [
        ((block, number), article.blocks[block].text[one.start : one.end])
        for block, own in enumerate(source_sentences(article, language))
        for number, one in enumerate(own)
    ]


@dataclass(frozen=True, slots=True)
class _Old:
    """A sentence that was translated before: its segment, the translated block, and its place there."""

    segment: Segment
    block: Block
    start: int
    end: int
    tags: Mapping[tuple[str, str], InlineTag]


class _Reuse:
    """The sentences of a new version of an article whose translation stays."""

    def __init__(self, record: Record, known: Sequence[Known]) -> None:
        self._article = record.article
        self._language = record.language or ""
        self._sentences = source_sentences(record.article, self._language)
        self._old: dict[Place, _Old] = {}
        self._blocks: dict[int, Block] = {}
        for one in known:
            self._learn(one)

    @property
    def kept(self) -> frozenset[str]:
        """The sentences that no model need see, as the translator is asked for them."""
        shown: dict[str, bool] = {}
        for block, own in enumerate(self._sentences):
            for number, one in enumerate(own):
                shown[one.shown] = shown.get(one.shown, True) and (block, number) in self._old
        return frozenset(text for text, every in shown.items() if every)

    def composed(self, made: Translation) -> Translation | None:
        """Return a translation with what stays; None where it has to be made again, with fewer sentences that stay."""
        segments: list[Segment] = []
        blocks: list[Block] = []
        own = _by_block(made)
        failed = False
        for index, block in enumerate(made.blocks):
            old = {number: self._old[index, number] for number in range(len(self._sentences[index]))
                   if (index, number) in self._old}  # fmt: skip
            new = self._block(index, block, own.get(index, []), old)
            if new is None:
                failed = True
                for number in old:
                    del self._old[index, number]
                self._blocks.pop(index, None)
            blocks.append(new or block)
            for number, segment in enumerate(own.get(index, [])):
                kept = old.get(number)
                segments.append(replace(kept.segment, block=index, source=segment.source) if kept else segment)
        return None if failed else replace(made, blocks=tuple(blocks), segments=tuple(segments))

    def _block(self, index: int, block: Block, own: Sequence[Segment], old: Mapping[int, _Old]) -> Block | None:
        if index in self._blocks:
            return self._blocks[index]
        if not old:
            return block
        places = _found(block.text, [segment.target for segment in own])
        if places is None:
            return None
        parts = [Splice(*places[number], _retagged(one), one.start, one.end) for number, one in sorted(old.items())]
        try:
            return splice(block, parts)
        except Straddled:
            return None

    def _learn(self, known: Known) -> None:
        """Take over what is the same in an earlier version, by its place first, then wherever the same is said."""
        before = source_sentences(known.article, self._language)
        segments = _by_block(known.translation)
        pairs: dict[Place, Place] = {}
        for unit in units_between(known.article, self._article, self._language):
            if unit.kind in ("same", "moved", "cosmetic"):
                pairs[unit.new[0]] = unit.old[0]
        said = {text: place for place, text in _listed(known.article, self._language)}
        for place, text in _listed(self._article, self._language):
            if text in said:
                pairs.setdefault(place, said[text])
        for (block, number), (where, old) in pairs.items():
            own = segments.get(where, [])
            if (block, number) in self._old or len(own) != len(before[where]):
                continue
            target = known.translation.blocks[where]
            places = _found(target.text, [segment.target for segment in own])
            tags = _tags(
                (known.article.blocks[where], before[where][old]),
                (self._article.blocks[block], self._sentences[block][number]),
            )
            if places is not None and tags is not None:
                self._old[block, number] = _Old(own[old], target, *places[old], tags)
        self._learn_blocks(known, pairs, before)

    def _learn_blocks(
        self, known: Known, pairs: Mapping[Place, Place], before: Sequence[Sequence[SourceSentence]]
    ) -> None:
        """Take over blocks that are the same as a whole."""
        for index, block in enumerate(self._article.blocks):
            own = self._sentences[index]
            olds = [pairs.get((index, number)) for number in range(len(own))]
            if index in self._blocks or block.kind in VERBATIM or not olds or None in olds:
                continue
            where = olds[0][0] if olds[0] else -1
            same = olds == [(where, number) for number in range(len(before[where]))]
            if same and known.article.blocks[where] == block:
                self._blocks[index] = known.translation.blocks[where]


def _found(text: str, targets: Sequence[str]) -> list[tuple[int, int]] | None:
    found = []
    at = 0
    for target in targets:
        start = text.find(target, at)
        if start < 0:
            return None
        at = start + len(target)
        found.append((start, at))
    return found


def _tags(
    old: tuple[Block, SourceSentence], new: tuple[Block, SourceSentence]
) -> Mapping[tuple[str, str], InlineTag] | None:
    """The tags of the new sentence by how the old one has them; None if they are not the same at the same places."""
    before, after = (
        [
            (mark.start - one.start, mark.end - one.start, mark)
            for mark in block.markup
            if mark.inline and mark.start <= one.end and mark.end >= one.start
        ]
        for block, one in (old, new)
    )
    found: dict[tuple[str, str], InlineTag] = {}
    if len(before) != len(after):
        return None
    same_text = old[0].text[old[1].start : old[1].end] == new[0].text[new[1].start : new[1].end]
    for (start, end, was), (first, last, now) in zip(before, after, strict=True):
        inside = start >= 0 and end <= old[1].end - old[1].start
        if was.tag != now.tag or was.keep != now.keep or (inside and (not same_text or (start, end) != (first, last))):
            return None
        if found.setdefault((was.open, was.close), now) != now and (was.open, was.close) != (now.open, now.close):
            return None
    return found


def _retagged(one: _Old) -> Block:
    """The translated block of a sentence, with the tags as the new source has them."""
    markup = tuple(
        replace(mark, open=new.open, close=new.close, attributes=new.attributes)
        if mark.inline and (new := one.tags.get((mark.open, mark.close)))
        else mark
        for mark in one.block.markup
    )
    return replace(one.block, markup=markup)
