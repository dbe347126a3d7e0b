"""One language version of every article: split, translate, join."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.languages import from_menu
from pipeline.records import VERBATIM, Article, Block, Finding, Mark, Record, Segment, Translation
from pipeline.routes import Route
from pipeline.text.split import Split, join, split
from pipeline.translator import Hypothesis, Translator

_FINDINGS = {
    "unfinished": "the model did not come to an end; the translation is cut short or repeats itself",
    "empty": "the model gave nothing; the source stands in its place",
}


def wants_version(record: Record, language: str, *, by_menu: bool) -> bool:
    """Tell whether a record is to be had in a language; by its page's own menu where it has one and that is asked."""
    menu = from_menu(record.article.meta.menu) if by_menu else ()
    return not menu or language in menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate:
    """Fills `translation.<language>`. `routes` are by source language; `by_menu` obeys a page's language menu."""

    language: str
    routes: Mapping[str, Route]
    translator: Translator
    by_menu: bool = False

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
        """The routes by source language."""
        return "; ".join(map(str, self.routes.values()))

    def wants(self, record: Record) -> bool:
        """Every record that is not in this language already and whose page is to be had in it."""
        return record.language in self.routes and wants_version(record, self.language, by_menu=self.by_menu)

    def run(self, records: Sequence[Record]) -> list[Record]:
        """Translate the sentences of all records in one call per route. Raises `GenerationFailed`."""
        done = list(records)
        for source, route in self.routes.items():
            mine = [i for i, record in enumerate(records) if record.language == source]
            splits = [_split(records[i].article, source) for i in mine]
            sentences = [text for own in splits for pieces in own for text in pieces.sentences]
            made = iter(self.translator.translate(sentences, route))
            for i, own in zip(mine, splits, strict=True):
                done[i] = self._filled(records[i], own, made, route)
        return done

    def _filled(self, record: Record, splits: Sequence[Split], made: Iterator[Hypothesis], route: Route) -> Record:
        """Put the next hypotheses in the places of the record's sentences."""
        segments: list[Segment] = []
        blocks = []
        for index, (block, pieces) in enumerate(zip(record.article.blocks, splits, strict=True)):
            own = [
                Segment(
                    block=index,
                    source=text,
                    target=new.text,
                    model=route.models[-1],
                    score=new.score,
                    flags=new.flags,
                )
                for text, new in zip(pieces.sentences, islice(made, len(pieces.sentences)), strict=True)
            ]
            segments += own
            blocks.append(replace(block, text=join(pieces, [segment.target for segment in own]), markup=_whole(block)))
        version = Translation(
            language=self.language, blocks=tuple(blocks), segments=tuple(segments), route=route.models
        )
        findings = tuple(
            Finding(
                check=flag,
                severity="warning",
                language=self.language,
                block=segment.block,
                segment=index,
                message=message,
            )
            for index, segment in enumerate(segments)
            for flag, message in _FINDINGS.items()
            if flag in segment.flags
        )
        return replace(record, translations=(*record.translations, version), findings=(*record.findings, *findings))


def _split(article: Article, language: str) -> list[Split]:
    """The sentences of every block; a block that passes through byte for byte is all gap."""
    return [
        Split(sentences=(), gaps=(block.text,)) if block.kind in VERBATIM else split(block.text, language)
        for block in article.blocks
    ]


def _whole(block: Block) -> tuple[Mark, ...]:
    """The marks that belong to the block as a whole; those over words of the source have no place in a translation."""
    return block.markup if block.kind in VERBATIM else tuple(mark for mark in block.markup if mark.end == 0)
