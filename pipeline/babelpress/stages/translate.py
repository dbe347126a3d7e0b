"""Stage `translate.<language>`: split articles into sentences, translate, join, and place the inline tags."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from babelpress.document import VERBATIM, Article, Block, Finding, InlineTag, Record, Segment, Severity, Translation
from babelpress.lang.names import from_menu
from babelpress.langid.base import Detector
from babelpress.models.routing import Route
from babelpress.nlp.markup_transfer import apart, project
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.quotes.parse import find
from babelpress.nlp.segmentation import Segmentation, join, split
from babelpress.nlp.truecasing import vocabulary
from babelpress.nlp.word_alignment import Alignment, Joined, Span, identity, whole
from babelpress.stages.foreign import foreign
from babelpress.translation.constrained import ConstrainedTranslator, Rendering, Sentence

_FINDINGS = {
    "unfinished": "the model did not come to an end; the translation is cut short or repeats itself",
    "empty": "the model gave nothing; the source stands in its place",
}


def wants_version(record: Record, language: str, *, by_menu: bool) -> bool:
    """Whether a record should have a version in a language; with `by_menu`, its language menu, if any, must list it."""
    menu = from_menu(record.article.meta.menu) if by_menu else ()
    return not menu or language in menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate:
    """Fills `translation.<language>`.

    Attributes:
        language: ISO 639-1 code of the target language.
        routes: The models to use, by the code of the source language.
        translator: Translates sentences.
        by_menu: Whether to translate only pages whose language menu, if they have one, lists the target language.
        detector: Finds sentences in another language than the article, which are kept; None: all are translated.
    """

    language: str
    routes: Mapping[str, Route]
    translator: ConstrainedTranslator
    by_menu: bool = False
    detector: Detector | None = None

    @property
    def name(self) -> str:
        """`translate.nl`."""
        return f"translate.{self.language}"

    @property
    def needs(self) -> frozenset[str]:
        """The language of the source."""
        return frozenset({"detection"})

    @property
    def fills(self) -> str:
        """`translation.nl`."""
        return f"translation.{self.language}"

    @property
    def by(self) -> str:
        """The routes, one for each source language."""
        return "; ".join(map(str, self.routes.values()))

    def applies_to(self, record: Record) -> bool:
        """Whether there is a route from the language of the record, and the page should exist in this language."""
        return record.language in self.routes and wants_version(record, self.language, by_menu=self.by_menu)

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Translate the sentences of all records in one call per route. Raises `GenerationFailed`."""
        done = list(records)
        for source, route in self.routes.items():
            mine = [i for i, record in enumerate(records) if record.language == source]
            splits = [_split(records[i].article, source) for i in mine]
            sentences = [
                sentence
                for i, own in zip(mine, splits, strict=True)
                for sentence in _sentences(records[i].article, own, source)
            ]
            made = iter(self._translated(sentences, route))
            for i, own in zip(mine, splits, strict=True):
                done[i] = self._filled(records[i], own, made, route)
        return done

    def _translated(self, sentences: Sequence[Sentence], route: Route) -> list[Rendering]:
        """Translate the sentences that are in the language of the route's source, and keep the others."""
        kept = {
            sentence.text
            for sentence in sentences
            if self.detector and foreign(sentence.text, route.source, self.detector)
        }
        made = iter(self.translator.translate([one for one in sentences if one.text not in kept], route))
        return [
            Rendering(text=one.text, score=0.0, flags=("foreign",), alignment=identity(one.text))
            if one.text in kept
            else next(made)
            for one in sentences
        ]

    def _filled(
        self, record: Record, splits: Sequence[Segmentation], made: Iterator[Rendering], route: Route
    ) -> Record:
        """Return the record with a version made of the next renderings, one for each of its sentences."""
        segments: list[Segment] = []
        blocks: list[Block] = []
        findings: list[Finding] = []
        for index, (block, pieces) in enumerate(zip(record.article.blocks, splits, strict=True)):
            own = list(islice(made, len(pieces.sentences)))
            for text, new in zip(pieces.sentences, own, strict=True):
                findings += [
                    self._finding(flag, message, block=index, segment=len(segments))
                    for flag, message in _FINDINGS.items()
                    if flag in new.flags
                ]
                findings += [
                    replace(change, language=self.language, block=index, segment=len(segments))
                    for change in new.findings
                ]
                segments.append(
                    Segment(
                        block=index,
                        source=text,
                        target=new.text,
                        model=route.models[-1],
                        score=new.score,
                        flags=new.flags,
                    )
                )
            translated, doubtful = _joined(block, pieces, own)
            blocks.append(translated)
            findings += [
                self._finding("markup", f"no clear place for {mark.open}", block=index, severity="info")
                for mark in doubtful
            ]
        version = Translation(
            language=self.language, blocks=tuple(blocks), segments=tuple(segments), route=route.models
        )
        return replace(record, translations=(*record.translations, version), findings=(*record.findings, *findings))

    def _finding(
        self, check: str, message: str, *, block: int, segment: int | None = None, severity: Severity = "warning"
    ) -> Finding:
        return Finding(
            check=check, severity=severity, language=self.language, block=block, segment=segment, message=message
        )


def _split(article: Article, language: str) -> list[Segmentation]:
    """Split each block into sentences; a block that is copied byte for byte is one gap without sentences."""
    return [
        Segmentation(sentences=(), gaps=(block.text,))
        if block.kind in VERBATIM
        else _unbroken(split(block.text, language), block.markup)
        for block in article.blocks
    ]


def _unbroken(pieces: Segmentation, marks: Sequence[InlineTag]) -> Segmentation:
    """Rejoin sentences that were split inside a part that is kept (code, a placeholder)."""
    kept = [(mark.start, mark.end) for mark in marks if mark.keep]
    if not kept or len(pieces.sentences) < 2:
        return pieces
    sentences, gaps = [pieces.sentences[0]], list(pieces.gaps[:1])
    at = len(gaps[0]) + len(sentences[0])
    for sentence, gap in zip(pieces.sentences[1:], pieces.gaps[1:], strict=False):
        if any(start < at + len(gap) and at < end for start, end in kept):
            sentences[-1] += gap + sentence
        else:
            sentences.append(sentence)
            gaps.append(gap)
        at += len(gap) + len(sentence)
    return Segmentation(sentences=tuple(sentences), gaps=(*gaps, pieces.gaps[-1]))


def _sentences(article: Article, splits: Sequence[Segmentation], language: str) -> Iterator[Sentence]:
    """Yield each sentence with the spans to keep, and whether its words must be aligned."""
    texts = [block.text for block in article.blocks if block.kind not in VERBATIM]
    known = cache(lambda: vocabulary(texts, language))
    evidence = gather(texts, language)
    for block, pieces in zip(article.blocks, splits, strict=True):
        marks = [mark for mark in block.markup if mark.inline]
        quotes = find(block.text, language).pairs if len(pieces.sentences) > 1 else ()
        for (start, end), text in zip(_places(pieces), pieces.sentences, strict=True):
            keep = tuple(
                (max(mark.start, start) - start, min(mark.end, end) - start)
                for mark in marks
                if mark.keep and mark.start < end and start < mark.end
            )
            inside = any(start <= edge <= end for mark in marks for edge in (mark.start, mark.end))
            depth = sum(quote.start < start < quote.end for quote in quotes)
            yield Sentence(text=text, keep=keep, align=inside, depth=depth, known=known, article=evidence)


def _places(pieces: Segmentation) -> Iterator[Span]:
    """Yield the span of each sentence in its block."""
    at = len(pieces.gaps[0])
    for sentence, gap in zip(pieces.sentences, pieces.gaps[1:], strict=True):
        yield at, at + len(sentence)
        at += len(sentence) + len(gap)


def _spaced(pieces: Segmentation, marks: Sequence[InlineTag]) -> Segmentation:
    """Insert a space between sentences that have none in the source, unless there is a tag between them."""
    if "" not in pieces.gaps[1:-1]:
        return pieces
    edges = {edge for mark in marks for edge in (mark.start, mark.end)}
    inner = [
        gap or ("" if end in edges else " ") for gap, (_, end) in zip(pieces.gaps[1:-1], _places(pieces), strict=False)
    ]
    return replace(pieces, gaps=(pieces.gaps[0], *inner, pieces.gaps[-1]))


def _joined(block: Block, pieces: Segmentation, own: Sequence[Rendering]) -> tuple[Block, list[InlineTag]]:
    """Return the translated block, and the tags whose position is uncertain."""
    spaced = _spaced(pieces, block.markup)
    text = join(spaced, [new.text for new in own])
    if not any(mark.inline for mark in block.markup):
        return replace(block, text=text), []
    target = len(spaced.gaps[0])
    parts: list[Alignment] = []
    for (start, end), gap, new in zip(_places(pieces), spaced.gaps[1:], own, strict=True):
        parts.append((new.alignment or whole(end - start, len(new.text))).shifted(start, target))
        target += len(new.text) + len(gap)
    placed = project(block.markup, Joined(parts), source=block.text, target=text)
    text, marks = apart(text, placed.marks, block.text, block.markup)
    return replace(block, text=text, markup=marks), [marks[i] for i in placed.doubtful]
