"""Stage `translate.<language>`: split articles into sentences, translate, join, and place the inline tags."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import Protocol

from babelpress._internal.deadline import within
from babelpress.config.schema import NO_BUDGET, Budget
from babelpress.document import VERBATIM, Article, Block, Finding, InlineTag, Record, Segment, Severity, Translation
from babelpress.lang.names import from_menu
from babelpress.langid.base import Detector
from babelpress.models.routing import Route
from babelpress.nlp.marked_text import ATOM, Atom, Shown, original, raised, restore, settle, show, spelled
from babelpress.nlp.markup_transfer import project
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.quotes.parse import find
from babelpress.nlp.segmentation import Segmentation, join, split
from babelpress.nlp.truecasing import vocabulary
from babelpress.nlp.word_alignment import Alignment, Joined, Span, identity
from babelpress.stages.budget import FLAG as LEFT
from babelpress.stages.budget import kept, rationed
from babelpress.stages.foreign import foreign
from babelpress.stages.leverage import FLAG, Leverage, Place, origins
from babelpress.translation.constrained import Rendering, Sentence

_FINDINGS: Mapping[str, tuple[Severity, str]] = {
    LEFT: ("severe", "not translated: the article has used up its budget (runner.budget)"),
    "unfinished": ("warning", "the model did not come to an end; the translation is cut short or repeats itself"),
    "empty": ("warning", "the model gave nothing; the source stands in its place"),
}


_NEXT = 4
"""So many characters beside a sentence are looked at for what bounds it."""


_LONGEST = 4_000
"""A longer sentence with tags is cut: the time to place tags grows with the square of the words of a sentence."""
_SUFFIX = re.compile(r"[^\W\d_]{1,3}")
_LEAD = re.compile(r"\s*[,.;:!?…]+\s+")
_JOINT = re.compile(r"\s+|(?=[\ue000-\uf8ff])")
"""Where a sentence may be cut: at white space, and before an atom."""


def wants_version(record: Record, language: str, *, by_menu: bool) -> bool:
    """Whether a record should have a version in a language; with `by_menu`, its language menu, if any, must list it."""
    menu = from_menu(record.article.meta.menu) if by_menu else ()
    return not menu or language in menu


class SentenceTranslator(Protocol):
    """What translates the sentences of articles: `ConstrainedTranslator`, or what asks it only for some of them."""

    def translate(self, sentences: Sequence[Sentence], route: Route) -> list[Rendering]:
        """Return one rendering per sentence, in order. Raises `GenerationFailed` if a model fails."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate:
    """Fills `translation.<language>`.

    Attributes:
        language: ISO 639-1 code of the target language.
        routes: The models to use, by the code of the source language.
        translator: Translates sentences.
        by_menu: Whether to translate only pages whose language menu, if they have one, lists the target language.
        detector: Finds sentences in another language than the article, which are kept; None: all are translated.
        budget: What the translation of an article may use.
        leverage: Looks sentences up in a translation memory before a model gets them; None: there is no memory.
    """

    language: str
    routes: Mapping[str, Route]
    translator: SentenceTranslator
    by_menu: bool = False
    detector: Detector | None = None
    budget: Budget = NO_BUDGET
    leverage: Leverage | None = None

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
            most = None if self.budget.seconds is None else self.budget.seconds * len(mine)
            with within(most):
                splits = [_split(records[i].article, source) for i in mine]
                asked = [
                    (i, sentence)
                    for i, own in zip(mine, splits, strict=True)
                    for sentence in _sentences(records[i].article, own, source)
                ]
                known = [
                    one
                    for i, own in zip(mine, splits, strict=True)
                    for one in self._remembered(records[i].article, own, source)
                ]
            made = iter(self._translated(asked, known, route))
            with within(most):
                for i, own in zip(mine, splits, strict=True):
                    done[i] = self._filled(records[i], own, made, route)
        return done

    def _remembered(
        self, article: Article, parts: Sequence["_Parts"], source: str
    ) -> Iterator[Rendering | Finding | None]:
        """Yield what a memory knows of each sentence of an article."""
        if self.leverage is None:
            yield from (None for own in parts for _ in own.pieces.sentences)
            return
        places = [
            Place(block=block, shown=own.shown, start=start, end=end, ours=ours)
            for block, own in zip(article.blocks, parts, strict=True)
            for ours in [origins(own.shown)]
            for start, end in _places(own.pieces)
        ]
        evidence = gather((block.text for block in article.blocks if block.kind not in VERBATIM), source)
        yield from self.leverage.lookup(
            places, source=source, target=self.language, article=article.id, evidence=evidence
        )

    def _translated(
        self, asked: Sequence[tuple[int, Sentence]], known: Sequence[Rendering | Finding | None], route: Route
    ) -> list[Rendering]:
        """Translate the sentences that no memory knows and that are in the language of the source; keep the others.

        Each comes with the number of its article, which has a budget.
        """
        done: dict[int, Rendering] = {}
        for i, ((_, sentence), found) in enumerate(zip(asked, known, strict=True)):
            if isinstance(found, Rendering):
                done[i] = found
            elif self.detector and foreign(sentence.text, route.source, self.detector):
                done[i] = kept(sentence, "foreign")
        waiting = [i for i in range(len(asked)) if i not in done]
        owners, sentences = [asked[i][0] for i in waiting], [asked[i][1] for i in waiting]
        made = rationed(sentences, owners, self.budget, partial(self.translator.translate, route=route))
        for i, one in zip(waiting, made, strict=True):
            done[i] = self._published(one, asked[i][1], route.source)
            if isinstance(refused := known[i], Finding):
                done[i] = replace(done[i], findings=(*done[i].findings, refused))
        return [done[i] for i in range(len(asked))]

    def _published(self, made: Rendering, sentence: Sentence, source: str) -> Rendering:
        """Return a translation with the quotations that were published before."""
        if self.leverage is None:
            return made
        return self.leverage.published(
            made, sentence.text, source=source, target=self.language, evidence=sentence.article
        )

    def _filled(self, record: Record, parts: Sequence["_Parts"], made: Iterator[Rendering], route: Route) -> Record:
        """Return the record with a version made of the next renderings, one for each of its sentences."""
        segments: list[Segment] = []
        blocks: list[Block] = []
        findings: list[Finding] = []
        for index, (block, own) in enumerate(zip(record.article.blocks, parts, strict=True)):
            renderings = list(islice(made, len(own.pieces.sentences)))
            done = _joined(block, own, renderings)
            for (text, target), new in zip(done.sentences, renderings, strict=True):
                findings += [
                    self._finding(flag, message, block=index, segment=len(segments), severity=severity)
                    for flag, (severity, message) in _FINDINGS.items()
                    if flag in new.flags
                ]
                findings += [
                    replace(own.told(change), language=self.language, block=index, segment=len(segments))
                    for change in new.findings
                ]
                segments.append(
                    Segment(
                        block=index,
                        source=text,
                        target=target,
                        model=FLAG if FLAG in new.flags else route.models[-1],
                        score=new.score,
                        flags=new.flags,
                    )
                )
            blocks.append(done.block)
            findings += [
                self._finding("markup", message, block=index, severity=severity) for severity, message in done.findings
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A block as it is translated: its text with characters for its atoms, and the sentences of that text.

    `suffixes` are ends of words that depend on a template (`message{% if n > 1 %}s{% endif %}`), and not translated.
    """

    shown: Shown
    pieces: Segmentation
    suffixes: tuple[str, ...] = ()

    def atoms(self, start: int, end: int) -> Sequence[Atom]:
        """Return the atoms in a range of the shown text, those at its ends included."""
        atoms = self.shown.atoms
        return atoms[bisect_left(atoms, start, key=_at) : bisect_right(atoms, end, key=_at)]

    def told(self, change: Finding) -> Finding:
        """Return a finding with what the atoms stand for."""
        texts = {atom.char: atom.text for atom in self.shown.atoms if atom.char}
        if not texts:
            return change
        return replace(
            change,
            message=spelled(change.message, texts),
            source=spelled(change.source, texts),
            target=spelled(change.target, texts),
            before=spelled(change.before, texts),
            after=spelled(change.after, texts),
        )


def _at(atom: Atom) -> int:
    return atom.at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A translated block, its sentences in both languages, and what there is to tell of its tags."""

    block: Block
    sentences: list[tuple[str, str]]
    findings: list[tuple[Severity, str]]


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of an article as the translator is asked for it, and its place in the text of its block."""

    shown: str
    start: int
    end: int


def source_sentences(article: Article, language: str) -> list[tuple[SourceSentence, ...]]:
    """Return the sentences of each block of an article, none for one that is copied: those of the segments."""
    found = []
    for block, own in zip(article.blocks, _split(article, language), strict=True):
        places = [_in_block(block, own, place) for place in _places(own.pieces)]
        pairs = zip(own.pieces.sentences, places, strict=True)
        found.append(tuple(SourceSentence(shown, start, end) for shown, (start, end) in pairs))
    return found


def _in_block(block: Block, own: _Parts, place: Span) -> Span:
    """Return the place in a block of a sentence of its shown text, without white space at its ends."""
    ours = [(atom.at, atom.at + len(atom.char), atom.start, atom.end) for atom in own.shown.atoms]
    start, end = original(place[0], ours, end=False), original(place[1], ours, end=True)
    text = block.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _split(article: Article, language: str) -> list[_Parts]:
    """Split each block into sentences; a block that is copied byte for byte is one gap without sentences."""
    return [
        _Parts(shown=Shown(text=block.text), pieces=Segmentation(sentences=(), gaps=(block.text,)))
        if block.kind in VERBATIM
        else _cut(show(block, language), language)
        for block in article.blocks
    ]


def _cut(shown: Shown, language: str) -> _Parts:
    """Split a shown text into sentences; an atom that bounds ends the one before it, and is in the gap.

    So is what has no letter or figure, the marks before the first word, and the end of a word.
    """
    if not shown.marks:
        return _Parts(shown=shown, pieces=split(shown.text, language))
    bounds = [atom.at for atom in shown.atoms if atom.role == "bound"]
    sentences: list[str] = []
    gaps: list[str] = []
    suffixes: list[str] = []
    gap = ""
    for start, end in zip([0, *(at + 1 for at in bounds)], [*bounds, len(shown.text)], strict=True):
        part, mark = shown.text[start:end], shown.text[end : end + 1]
        suffix = start > 1 and shown.text[start - 2].isalnum() and _SUFFIX.fullmatch(part) and mark
        if suffix:
            suffixes.append(part)
        if suffix or (shown.atoms and not any(char.isalnum() for char in part)):
            gap += part + mark
            continue
        if start and (lead := _LEAD.match(part)):
            gap += lead[0]
            part = part[lead.end() :]
        own = split(part, language)
        gap += own.gaps[0]
        for sentence, after in zip(own.sentences, own.gaps[1:], strict=True):
            for piece, space in _shortened(sentence):
                sentences.append(piece)
                gaps.append(gap)
                gap = space
            gap += after
        gap += mark
    pieces = Segmentation(sentences=tuple(sentences), gaps=(*gaps, gap))
    return _Parts(shown=shown, pieces=pieces, suffixes=tuple(suffixes))


def _shortened(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a sentence whose words cannot all be aligned at once, and the white space after each."""
    start = 0
    for joint in _JOINT.finditer(sentence) if len(sentence) > _LONGEST else ():
        if joint.start() - start > _LONGEST:
            yield sentence[start : joint.start()], joint[0]
            start = joint.end()
    yield sentence[start:], ""


def _sentences(article: Article, parts: Sequence[_Parts], language: str) -> Iterator[Sentence]:
    """Yield each sentence, and whether its words must be aligned."""
    texts = [block.text for block in article.blocks if block.kind not in VERBATIM]
    known = cache(lambda: vocabulary(texts, language))
    evidence = gather(texts, language)
    for own in parts:
        sentences = own.pieces.sentences
        quotes = find(own.shown.text, language).pairs if len(sentences) > 1 else ()
        edges = sorted(
            edge
            for mark in own.shown.marks
            if mark.tag != ATOM or mark.start == mark.end
            for edge in (mark.start, mark.end)
        )
        for (start, end), text in zip(_places(own.pieces), sentences, strict=True):
            inside = bisect_left(edges, start) < bisect_right(edges, end)
            depth = sum(quote.start < start < quote.end for quote in quotes)
            yield Sentence(
                text=text,
                align=inside,
                depth=depth,
                continues=any(atom.role == "bound" for atom in own.atoms(start - _NEXT, start - 1)),
                goes_on=any(atom.role == "bound" for atom in own.atoms(end, end + _NEXT)),
                known=known,
                article=evidence,
            )


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


def _joined(block: Block, own: _Parts, made: Sequence[Rendering]) -> _Done:
    """Return the translated block with its tags and atoms."""
    shown = own.shown
    spaced = _spaced(own.pieces, shown.marks)
    if not shown.marks:
        targets = [new.text for new in made]
        return _Done(
            block=replace(block, text=join(spaced, targets)),
            sentences=list(zip(own.pieces.sentences, targets, strict=True)),
            findings=[],
        )
    aligned = _Aligning(own, spaced.gaps)
    for place, new in zip(_places(own.pieces), made, strict=True):
        aligned.add(place, new)
    text = aligned.text
    placed = project(
        shown.marks,
        Joined(aligned.parts),
        source=shown.text,
        target=text,
        fixed=aligned.fixed,
        bounds=aligned.bounds,
    )
    whole = restore(text, _meant(placed.marks, shown.marks), shown.atoms, shown.whole)
    sentences = [
        (
            block.text[slice(*_in_block(block, own, place))],
            whole.text[original(first, whole.places, end=False) : original(last, whole.places, end=True)].strip(),
        )
        for place, (first, last) in zip(_places(own.pieces), aligned.spans, strict=True)
    ]
    findings: list[tuple[Severity, str]] = [
        ("info", f"no clear place for {placed.marks[i].open}") for i in placed.doubtful if placed.marks[i].tag != ATOM
    ]
    findings += [("warning", f"lost {_name(atom)}, which was put where it probably belongs") for atom in aligned.lost]
    findings += [("severe", f"not translated: {part}, which depends on a template") for part in own.suffixes]
    if placed.ordered:
        findings.append(("severe", "the tags could not follow their words and have the order of the source"))
    return _Done(block=replace(block, text=whole.text, markup=whole.marks), sentences=sentences, findings=findings)


def _meant(placed: Sequence[InlineTag], source: Sequence[InlineTag]) -> list[InlineTag]:
    """Return the marks without superscripts that French sets over letters (`n^o^`) and translations do not."""
    over = {mark.open for mark in source if raised(mark) and mark.start < mark.end}
    return [
        mark for mark in placed if not (mark.start == mark.end and mark.close and mark.open in over and raised(mark))
    ]


def _name(atom: Atom) -> str:
    return f"{''.join(mark.open for mark in atom.marks)}{atom.text}"


class _Aligning:
    """Collects the translated sentences of a block, their alignments, and where its atoms are in them."""

    def __init__(self, own: _Parts, gaps: Sequence[str]) -> None:
        self._own = own
        self._gaps = iter(gaps)
        self._marks = {mark.open: i for i, mark in enumerate(own.shown.marks) if mark.tag == ATOM}
        self._numbers = {id(atom): str(number) for number, atom in enumerate(own.shown.atoms)}
        self._parts: list[str] = []
        self._length = 0
        self._done = 0
        self.parts: list[Alignment] = []
        self.fixed: dict[int, Span] = {}
        self.bounds: set[int] = set()
        self.spans: list[Span] = []
        self.lost: list[Atom] = []
        self._gap(next(self._gaps))

    @property
    def text(self) -> str:
        """The translation so far."""
        return "".join(self._parts)

    def add(self, place: Span, new: Rendering) -> None:
        """Add the translation of the sentence at a place of the shown text, and the gap after it."""
        start, end = place
        atoms = {atom.char: atom for atom in self._own.atoms(start, end - 1) if atom.char}
        text, alignment, lost = settle(self._own.shown.text[start:end], new.text, new.alignment, list(atoms))
        self.lost += (atoms[char] for char in lost)
        for at, char in enumerate(text) if atoms else ():
            if char in atoms:
                self._fix(atoms[char], self._length + at)
        self.parts.append(alignment.shifted(start, self._length))
        self.spans.append((self._length, self._length + len(text)))
        self._write(text)
        self._done = end
        self._gap(next(self._gaps))

    def _gap(self, gap: str) -> None:
        """Add a gap; the atoms in it bound sentences."""
        for atom in self._own.atoms(self._done, self._done + len(gap) - 1) if gap else ():
            if atom.char and atom.char in gap:
                at = gap.index(atom.char, atom.at - self._done)
                self.parts.append(identity(atom.char).shifted(atom.at, self._length + at))
                self._fix(atom, self._length + at)
        self._write(gap)
        self._done += len(gap)

    def _fix(self, atom: Atom, at: int) -> None:
        index = self._marks[self._numbers[id(atom)]]
        self.fixed[index] = (at, at + 1)
        if atom.role == "bound":
            self.bounds.add(index)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
