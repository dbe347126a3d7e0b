"""What a translation memory knows of the sentences of an article, in place of a model's translations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from babelpress.document import Block, Finding
from babelpress.memory import folding
from babelpress.memory.document_tags import neighbours, sentence_tags
from babelpress.memory.exchange.codes import Numbers
from babelpress.memory.quotations import QuotationRegistry
from babelpress.memory.store import Match, Query, TranslationMemory
from babelpress.memory.units import Tag, Unit, signature
from babelpress.nlp.edits import Edit, apply, written
from babelpress.nlp.marked_text import Atom, Shown, original
from babelpress.nlp.names.people import Evidence
from babelpress.nlp.placeholders import occurrences
from babelpress.nlp.word_alignment import Alignment, Span, by_position, by_region
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import PlacedPair, answered, run_checks
from babelpress.stages.quoted import with_published
from babelpress.translation.constrained import Rendering

FLAG = "memory"
"""The flag of a segment that comes from the memory, the `model` of such a segment, and the check of the findings."""

_KINDS = {
    "in-context": "both neighbours are equal",
    "in-article": "of the same article",
    "human": "of another article",
    "machine": "of another article, written by a model",
}


def origins(shown: Shown) -> list[tuple[int, int, int, int]]:
    """Return where each atom is in a shown text, and where in the text of the block."""
    return [(atom.at, atom.at + len(atom.char), atom.start, atom.end) for atom in shown.atoms]


def _at(atom: Atom) -> int:
    return atom.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence and where it stands.

    Attributes:
        block: Its block.
        shown: The text of the block as the translator gets it.
        start: Where the sentence begins in the shown text.
        end: Where it ends there.
        ours: `origins` of the shown text.
    """

    block: Block
    shown: Shown
    start: int
    end: int
    ours: Sequence[tuple[int, int, int, int]]

    @property
    def span(self) -> Span:
        """Where the sentence is in the text of the block."""
        start, end = original(self.start, self.ours, end=False), original(self.end, self.ours, end=True)
        text = self.block.text[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())

    @property
    def text(self) -> str:
        """The sentence as it stands in the block."""
        start, end = self.span
        return self.block.text[start:end]

    @property
    def atoms(self) -> list[Atom]:
        """The parts of the sentence that a translator gets as one character, and those that it does not get."""
        atoms = self.shown.atoms
        near = atoms[bisect_left(atoms, self.start, key=_at) : bisect_right(atoms, self.end, key=_at)]
        return [atom for atom in near if atom.at < self.end + (not atom.char)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """Looks up the sentences of articles.

    Attributes:
        memory: The memory.
        language: Tag of the target language, with the variant that a profile states.
        quotations: The quotations in it.
        checks: Names of the checks that a translation must pass.
        keep: Names that must not be translated.
    """

    memory: TranslationMemory
    language: str
    quotations: QuotationRegistry
    checks: frozenset[str]
    keep: tuple[str, ...] = ()

    def lookup(
        self, places: Sequence[Place], *, source: str, target: str, article: str, evidence: Evidence
    ) -> Iterator[Rendering | Finding | None]:
        """Yield for each sentence of an article its translation from the memory, or why that was not taken.

        Args:
            places: All sentences of the article, in order.
            source: Code of their language.
            target: Code of the language of the translations.
            article: Id of the article.
            evidence: What the article shows of the names in it.

        Yields:
            A rendering; a finding for a translation that does not pass the checks; None if there is none.
        """
        texts = [place.text for place in places]
        keys = [folding.key(text, source) for text in texts]
        edge = folding.key("", source)
        used: list[int] = []
        for index, (place, text) in enumerate(zip(places, texts, strict=True)):
            before, after = neighbours(keys, index, edge)
            query = Query(text=text, article=article, previous=before, next=after)
            found = self.memory.lookup(query, source=source, target=self.language, approved=True)
            yield self._chosen(
                [one for one in found if one.replaces], place, self._pair(text, source, target, evidence), used
            )
        self.memory.count_uses(used, at=datetime.now(UTC).isoformat(timespec="seconds"))

    def published(self, rendering: Rendering, text: str, *, source: str, target: str, evidence: Evidence) -> Rendering:
        """Return the model's translation of a sentence with the quotations that were published before.

        Args:
            rendering: The translation.
            text: The sentence.
            source: Code of its language.
            target: Code of the language of the translation.
            evidence: What the article shows of the names in it.
        """
        pair = self._pair(text, source, target, evidence)
        return with_published(rendering, pair, self.quotations, language=self.language, wrong=self._wrong)

    def _pair(self, text: str, source: str, target: str, evidence: Evidence) -> SegmentPair:
        return SegmentPair(
            source=text,
            target="",
            source_language=source,
            target_language=target,
            variant=self.language if "-" in self.language else "",
            keep=self.keep,
            article=evidence,
        )

    def _chosen(
        self, matches: Sequence[Match], place: Place, pair: SegmentPair, used: list[int]
    ) -> Rendering | Finding | None:
        """Return the first translation that passes the checks, and note its use; else the finding for the first."""
        refused: Finding | None = None
        for match in matches:
            target = match.unit.target.text
            wrong = self._wrong(replace(pair, target=target))
            rendering = None if wrong else _rendering(match, place)
            if rendering:
                used.append(match.id)
                return rendering
            why = "; ".join(one.message for one in wrong) or "what is not translated in the source is not in it"
            refused = refused or Finding(
                check="memory",
                severity="warning",
                message=f"not taken from the memory ({_origin(match)}): {why}",
                source=pair.source,
                target=target,
            )
        return refused

    def _wrong(self, pair: SegmentPair) -> tuple[Finding, ...]:
        """Return what is wrong with a translation: severe findings, and names of which two words or more are lost."""
        found = [one.finding for one in run_checks([PlacedPair(pair, None, None)], self.checks, ask=answered)]
        lost = [one for one in found if one.check == "names" and one.severity == "warning" and not one.target]
        return tuple([one for one in found if one.severity == "severe"] + (lost if len(lost) > 1 else []))


def _origin(match: Match) -> str:
    unit = match.unit
    parts = [unit.status, f"by {unit.author}" if unit.author else "", unit.changed[:10], _KINDS[match.kind]]
    parts += [
        f"article {unit.article}" if unit.article else "",
        unit.target_language if "-" in unit.target_language else "",
    ]
    return ", ".join(filter(None, parts))


def _rendering(match: Match, place: Place) -> Rendering | None:
    """Return the translation as that of a model; None if it lacks what is not translated in the source."""
    unit = match.unit
    tags = _Tags(unit, place)
    edits = tags.edits()
    if edits is None:
        return None
    marked = any(place.start <= mark.end and mark.start <= place.end for mark in place.shown.marks)
    told = [Finding(check="memory", severity="info", message=f"from the memory: {_origin(match)}")]
    if marked and not tags.agree and any(tag.kind == "pair" for tag in tags.present):
        told.append(
            Finding(
                check="memory",
                severity="warning",
                message="the tags of the unit in the memory are others: those of this sentence were placed by position",
            )
        )
    return Rendering(
        text=apply(unit.target.text, edits),
        score=0.0,
        flags=(FLAG,),
        findings=tuple(told),
        alignment=tags.alignment(edits) if marked else None,
    )


class _Tags:
    """The tags of a sentence, beside those of a unit of the memory with the same text."""

    def __init__(self, unit: Unit, place: Place) -> None:
        self._place = place
        self._unit = unit
        self._start, self._end = place.span
        self.present = sentence_tags(place.block, self._start, self._end, Numbers())
        by_number = {tag.number: tag for tag in unit.target.tags}
        self._there = [by_number.get(tag.number) for tag in unit.source.tags]
        self.agree = signature(self.present) == signature(unit.source.tags) and None not in self._there

    def edits(self) -> tuple[Edit, ...] | None:
        """Return the edits that put the characters of the atoms into the target; None if it lacks the text of one."""
        target = self._unit.target.text
        edits: list[Edit] = []
        for atom in self._place.atoms:
            own = self._there_for(atom)
            if not atom.text:
                edits += [Edit(own.start, own.start, atom.char)] if own and atom.char else []
                continue
            spans = [(own.start, own.end)] if own and target[own.start : own.end] == atom.text else []
            spans += occurrences(target, [atom.text]) if atom.char else _attached(target, atom.text)
            free = next((span for span in spans if all(span[1] <= e.start or e.end <= span[0] for e in edits)), None)
            if free:
                edits.append(Edit(*free, atom.char))
            elif atom.char:
                return None
        return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))

    def _there_for(self, atom: Atom) -> Tag | None:
        """Return the tag of the target that stands for the first tag of an atom."""
        if not self.agree:
            return None
        where = (atom.start - self._start, atom.end - self._start)
        pairs = zip(self.present, self._there, strict=True)
        return next((other for tag, other in pairs if (tag.start, tag.end) == where), None)

    def alignment(self, edits: Sequence[Edit]) -> Alignment:
        """Return an alignment that puts each tag where the unit has it or, if that has others, by the position."""
        place = self._place
        source = place.shown.text[place.start : place.end]
        target = apply(self._unit.target.text, edits)
        if not self.agree:
            return by_position(source, target)
        back = [(start, end, edit.start, edit.end) for edit, (start, end) in zip(edits, written(edits), strict=True)]
        there = [tag for tag in self._there if tag]

        hanging = [(atom, self._there_for(atom)) for atom in place.atoms if not atom.char]
        from_ = {atom.at - place.start: -2 - i for i, (atom, own) in enumerate(hanging) if own}
        to = {own.start: -2 - i for i, (_, own) in enumerate(hanging) if own}

        def in_source(start: int, end: int) -> int:
            at = original(place.start + start, place.ours, end=False) - self._start
            return from_.get(end, _innermost(self.present, at))

        def in_target(start: int, end: int) -> int:
            return to.get(original(end, back, end=False), _innermost(there, original(start, back, end=False)))

        return by_region(source, target, in_source, in_target)


def _attached(text: str, note: str) -> list[Span]:
    """Return where the text of a note stands directly behind a word."""
    return [found.span() for found in re.finditer(rf"(?<=[^\W\d_]){re.escape(note)}(?![\w])", text)]


def _innermost(tags: Sequence[Tag], at: int) -> int:
    """Return the index of the shortest tag over a character, -1 if there is none."""
    around = [
        (tag.end - tag.start, -i) for i, tag in enumerate(tags) if tag.kind == "pair" and tag.start <= at < tag.end
    ]
    return -min(around)[1] if around else -1
