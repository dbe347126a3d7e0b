"""The three-way merge of a version: what the machine wrote, what people made of it, and what the machine writes now.

Texts and sentences are matched by the source that they were made from, never by their place alone, and syntax stays
with the text behind it. Where only one side changed, that side is taken. Where both did, the sentence is a `Clash`: the
human text is kept, and whether it may be published depends on what was changed in the source.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Literal

from babelpress.document import Block
from babelpress.sync.changes import SEVERE, Facet, Kind, closest, paired
from babelpress.sync.documents import Document, Item, same_block, same_lead
from babelpress.sync.splicing import Splice, Straddled, splice

Take = Literal["human", "machine", "merged"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_TELLING = 12
"""Characters from which a sentence is recognized in another text."""

_GROWN = 3
"""A text has grown by another one if it has a third of its characters more."""

_ALIKE = 0.6
"""Share of words from which on a text that stands elsewhere is another one, edited."""

_BETTER = 0.4
"""What two texts must have in common more crosswise, as a sum of two shares."""

_PAIRS = 40_000
"""Pairs of texts that are compared at most."""

_CERTAIN = 3
"""Words and marks in a row that show that two places are the same."""

_Placed = tuple[Literal["new", "local"], int]
"""A text of the result: its index in what the machine writes now, or in the file for one of people alone."""
Place = tuple[int, int]
"""A sentence: the index of its block in the source, and its number in the block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence of the new source, or several that belong together, and the old ones that it was made from."""

    kind: Kind
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    facets: frozenset[Facet] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The sentences of one version of the source and their translations, by block.

    Attributes:
        sources: The sentences of each block with text, by the index of the block.
        targets: Their translations by the machine, as many.
    """

    sources: Mapping[int, tuple[str, ...]]
    targets: Mapping[int, tuple[str, ...]]

    def source(self, places: Sequence[Place]) -> str:
        """Return the sentences at some places."""
        return " ".join(self.sources[block][number] for block, number in places)

    def target(self, places: Sequence[Place]) -> str:
        """Return the translations of the sentences at some places."""
        return " ".join(self.targets[block][number] for block, number in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A written version by the machine.

    Attributes:
        document: What was written.
        keys: For each text of the document the index of its block in the source; None for one that the machine did
            not make.
        texts: The sentences.
    """

    document: Document
    keys: tuple[int | None, ...]
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A human text whose source was edited.

    Attributes:
        kind: The class of the edit; `structure` where both changed the syntax or the order.
        facets: What the edit changed.
        old_source: The sentence that the human text translates; empty for `structure`.
        new_source: What it is now.
        human: The human text.
        machine_old: What the machine made of the old sentence.
        machine_new: What it makes of the new one.
        plain: Whether no inline tag is in these texts.
    """

    kind: Kind | Literal["structure"]
    facets: frozenset[Facet]
    old_source: str
    new_source: str
    human: str
    machine_old: str
    machine_new: str
    plain: bool = True

    @property
    def severe(self) -> bool:
        """Whether the human text may be false now, so that nobody but a person can publish it."""
        return self.kind in ("split", "joined", "structure") or not SEVERE.isdisjoint(self.facets)


Decide = Callable[[Clash], tuple[Take, str]]
"""Says which text of a clash is taken, and the merged one."""


@dataclass(slots=True, kw_only=True)
class Merged:
    """The result of a merge.

    Attributes:
        document: The merged version.
        clashes: Human texts whose source was edited.
        gone: Human texts whose source was removed, with that source.
        human: The human texts that are in the version, with the source of each and what the machine made of it.
        mergeable: Whether the syntax could be put together; else the file can only be decided on as a whole.
    """

    document: Document
    clashes: list[Clash] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    human: list[tuple[str, str, str]] = field(default_factory=list)
    mergeable: bool = True


def merge(
    base: Side,
    ours: Document,
    theirs: Side,
    *,
    units: Sequence[Unit],
    decide: Decide,
    packed: bool = False,
) -> Merged:
    """Merge what people made of a version with what the machine writes now.

    Args:
        base: What the machine wrote.
        ours: The file as it is.
        theirs: What the machine writes now.
        units: The sentences of the new source and the old ones; removed ones have no new place.
        decide: Says what is taken where both changed, and where a person already decided.
        packed: Whether the documents are packages, whose syntax can only come from one side.

    Returns:
        The merged version.
    """
    return _Merge(base, ours, theirs, units, decide, packed=packed).run()


@dataclass(frozen=True, slots=True)
class _Span:
    """Some sentences of the base in a block of the file: their place there, and whether a person changed them."""

    key: int
    block: Block
    start: int
    end: int
    numbers: range
    human: bool

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


class _Merge:
    def __init__(
        self,
        base: Side,
        ours: Document,
        theirs: Side,
        units: Sequence[Unit],
        decide: Decide,
        *,
        packed: bool,
    ) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._decide = decide
        self._packed = packed
        self._units: dict[int, list[Unit]] = {}
        for unit in units:
            for block in dict.fromkeys(block for block, _ in unit.new):
                self._units.setdefault(block, []).append(unit)
        self._where = {place: unit for unit in units for place in unit.old}
        self._kept = _matched(base.document, ours)
        """For each text of the base the one of the file that it became."""
        self._of = {h: w for w, h in self._kept.items()}
        self._item = {key: w for w, key in enumerate(base.keys) if key is not None}
        self._pairs = self._paired()
        self._spans: dict[int, list[_Span] | None] = {}
        self._merged = Merged(document=ours)
        self._replaced: dict[int, Block] = {}
        """Texts of people alone in whose place the machine's are taken."""
        self._rejoin()
        self._strays = self._moved_by_hand()
        self._ours = self._following()

    def run(self) -> Merged:
        order = self._order()
        blocks = [self._text(kind, index) for kind, index in order]
        items, tail = self._syntax(order, blocks)
        self._note_gone()
        marks = (self._base.document.mark, self._ours.mark, self._theirs.document.mark)
        mark = marks[2] if marks[0] == marks[1] else marks[1]
        self._merged.document = Document(items=tuple(items), tail=tail, mark=mark)
        return self._merged

    def _paired(self) -> dict[int, int]:
        """For each text that the machine writes now the one of the base with the same source."""
        votes: dict[int, dict[int, int]] = {}
        for key, units in self._units.items():
            for unit in units:
                for block, _ in unit.old:
                    own = votes.setdefault(key, {})
                    own[block] = own.get(block, 0) + (2 if unit.kind in ("same", "cosmetic") else 1)
        found: dict[int, int] = {}
        taken: set[int] = set()
        ranked = sorted((-count, key, block) for key, own in votes.items() for block, count in own.items())
        mapping: dict[int, int] = {}
        for _, key, block in ranked:
            if key not in mapping and block not in taken:
                mapping[key] = block
                taken.add(block)
        loose = [index for index, key in enumerate(self._base.keys) if key is None]
        others = [n for n, key in enumerate(self._theirs.keys) if key is None]
        texts = self._base.document.texts, self._theirs.document.texts
        for a, b in paired([texts[0][w] for w in loose], [texts[1][n] for n in others]):
            found[others[b.start]] = loose[a.start]
        for n, source in enumerate(self._theirs.keys):
            w = self._item.get(mapping[source]) if source in mapping else None
            if w is not None:
                found[n] = w
        return found

    # Texts that people joined

    def _rejoin(self) -> None:
        """Take what people joined for the text that still has a source, where that of the other one was removed.

        Otherwise what is there of it would leave the version with the other one. In other words than the machine's, it
        may also be that they took it out and added to the other: then a person decides.
        """
        for w, h in list(self._kept.items()):
            key = self._base.keys[w]
            if key is None or self._stays_somewhere(key):
                continue
            v = next((v for v in (w - 1, w + 1) if self._holds(h, w, v)), None)
            if v is None:
                continue
            came = next(n for n, own in self._pairs.items() if own == v)
            if not self._says(h, v) and self._clash_of_join(h, w, v, came) == "machine":
                del self._pairs[came]
                continue
            del self._kept[w]
            self._kept[v], self._of[h] = h, v

    def _holds(self, h: int, w: int, v: int) -> bool:
        """Whether a text of the file that one of the base became may hold the one beside it, which has a source."""
        key = self._base.keys[v] if 0 <= v < len(self._base.keys) else None
        if key is None or v in self._kept or v not in self._pairs.values() or not self._stays_somewhere(key):
            return False
        old, own = self._base.document.texts, self._ours.texts[h]
        return self._says(h, v) or _GROWN * (len(own) - len(old[w])) >= len(old[v])

    def _says(self, h: int, v: int) -> bool:
        """Whether a text of the file has each sentence of one of the base."""
        targets = self._base.texts.targets.get(self._base.keys[v] or 0, ())
        return bool(targets) and all(target in self._ours.texts[h] for target in targets)

    def _clash_of_join(self, h: int, w: int, v: int, came: int) -> Take:
        old, new = self._base.document.texts, self._theirs.document.texts
        return self._clash_of_structure(self._ours.texts[h], f"{old[min(v, w)]} {old[max(v, w)]}", new[came])

    def _stays_somewhere(self, key: int) -> bool:
        return any(map(self._stays, self._places(key)))

    # Sentences that people moved to another text

    def _moved_by_hand(self) -> dict[Place, tuple[int, int]]:
        """Sentences of the machine that are no longer in their text but in another one: its index, and where."""
        base, ours = self._base.document, self._ours
        edited = [
            h
            for h, item in enumerate(ours.items)
            if h not in self._of or item.block.text != base.items[self._of[h]].block.text
        ]
        found: dict[Place, tuple[int, int]] = {}
        for key, w in self._item.items() if edited else ():
            own = self._kept.get(w)
            text = "" if own is None else ours.texts[own]
            if text == base.texts[w]:
                continue
            for number, target in enumerate(self._base.texts.targets.get(key, ())):
                if len(target) < _TELLING or target in text:
                    continue
                places = [(h, ours.texts[h].find(target)) for h in edited if h != own and target in ours.texts[h]]
                if len(places) == 1:
                    found[key, number] = places[0]
        return found

    def _following(self) -> Document:
        """The file in which such sentences say what the machine makes of their source now."""
        splices: dict[int, list[Splice]] = {}
        for place, (h, start) in self._strays.items():
            unit = self._where.get(place)
            if unit is None or unit.kind in ("same", "moved", "cosmetic"):
                continue
            end = start + len(self._base.texts.targets[place[0]][place[1]])
            block = self._ours.items[h].block
            if unit.old != (place,):
                self._clash_of_structure(block.text, "", self._theirs.texts.source(unit.new))
                continue
            text = self._theirs.texts.target(unit.new)
            new = Block(kind="paragraph", text=text)
            splices.setdefault(h, []).append(Splice(start, end, new, 0, len(text)) if text else _cut(block, start, end))
        items = self._absorbed()
        for h, own in splices.items():
            if items[h] is not self._ours.items[h]:  # the machine's text, whole
                continue
            try:
                block = splice(items[h].block, sorted(own, key=lambda one: one.start))
            except Straddled:
                self._clash_of_structure(items[h].block.text, "")
                continue
            items[h] = replace(items[h], block=block)
        return replace(self._ours, items=tuple(items))

    def _absorbed(self) -> list[Item]:
        """The texts of the file, after telling of those that may hold, in other words, a text that people took out.

        That matters where its source was edited in a number, a name, a quotation or the like: a text beside it has
        grown, and what it says is perhaps false now.
        """
        items = list(self._ours.items)
        for key, w in self._item.items():
            units = [
                unit for place in self._places(key) if place not in self._strays and (unit := self._where.get(place))
            ]
            if w in self._kept or not units:
                continue
            facets = frozenset(facet for unit in units for facet in unit.facets)
            beside = None if SEVERE.isdisjoint(facets) else self._grown(w)
            if beside is None:
                continue
            v, h = beside
            both = sorted(one for one in (self._base.keys[v], key) if one is not None)
            new = [place for one in both for unit in self._where_all(one) for place in unit.new]
            old = [place for one in both for place in self._places(one)]
            if block := self._doubted(items[h].block, facets, old, new):
                items[h] = replace(items[h], block=block)
        return items

    def _doubted(
        self, block: Block, facets: frozenset[Facet], old: Sequence[Place], new: Sequence[Place]
    ) -> Block | None:
        """Tell of a text that may hold some sentences, and be false; return the machine's if that is taken."""
        clash = Clash(
            kind="edited",
            facets=facets,
            old_source=self._base.texts.source(old),
            new_source=self._theirs.texts.source(new),
            human=block.text,
            machine_old=self._base.texts.target(old),
            machine_new=self._theirs.texts.target(new),
            plain=not block.markup,
        )
        self._merged.clashes.append(clash)
        taken = self._decide(clash)[0] == "machine" and clash.plain
        return replace(block, text=clash.machine_new) if taken else None

    def _places(self, key: int) -> list[Place]:
        """The places of the sentences of a block of the old source."""
        return [(key, number) for number in range(len(self._base.texts.sources.get(key, ())))]

    def _where_all(self, key: int) -> list[Unit]:
        """The units of the sentences of a block of the old source, each once."""
        return list({id(unit): unit for place in self._places(key) if (unit := self._where.get(place))}.values())

    def _grown(self, w: int) -> tuple[int, int] | None:
        """The text of the base beside one that is not in the file, and of the file, to which people added as much."""
        old, own = self._base.document.texts, self._ours.texts
        before = max((v for v in self._kept if v < w), default=None)
        after = min((v for v in self._kept if v > w), default=None)
        for v in (before, after):
            if v is not None and _GROWN * (len(own[self._kept[v]]) - len(old[v])) >= len(old[w]):
                return v, self._kept[v]
        return None

    def _is_gone(self, units: Sequence[Unit], block: int | None) -> bool:
        """Whether people took the sentences of units out of a text, or put them into another one."""
        old = [place for unit in units for place in unit.old]
        return bool(old) and all(place[0] == block or place in self._strays for place in old)

    # The order of the texts

    def _order(self) -> list["_Placed"]:
        """The texts of the result in order: of what the machine writes now, and of the file those of people alone."""
        came = {w: n for n, w in self._pairs.items()}
        file: list[_Placed] = []
        for h in range(len(self._ours.items)):
            if h not in self._of:
                file.append(("local", h))
            elif self._of[h] in came:
                file.append(("new", came[self._of[h]]))
        now = [n for n in range(len(self._theirs.document.items)) if self._pairs.get(n, -1) in {-1, *self._kept}]
        there = [n for kind, n in file if kind == "new"]
        if _crossing([self._pairs[n] for n in there]):  # people moved texts
            if _crossing([self._pairs[n] for n in now if n in self._pairs]) and there != sorted(there):
                self._clash_of_structure("the order of the texts", "")
            return _woven(file, now)
        local: dict[int | None, list[_Placed]] = {}
        last: int | None = None
        for kind, index in file:
            if kind == "local":
                local.setdefault(last, []).append((kind, index))
            else:
                last = index
        found = local.get(None, [])
        for n in now:
            found += [("new", n), *local.get(n, [])]
        return found

    # The texts

    def _text(self, kind: str, index: int) -> Block:
        if kind == "local":
            if index in self._replaced:
                return self._replaced[index]
            block = self._ours.items[index].block
            self._merged.human.append((block.text, "", ""))
            return block
        new = self._theirs.document.items[index].block
        w = self._pairs.get(index)
        key = self._theirs.keys[index]
        old = None if w is None else self._base.document.items[w].block
        own = None if w is None else self._ours.items[self._kept[w]].block
        if old is None or own is None:
            return self._settled(key, new, None)
        if key is None or (not self._foreign(key, self._base.keys[w or 0]) and same_block(old, own)):
            return new if same_block(old, own) else own if same_block(old, new) else self._whole(key, old, own, new)
        return self._settled(key, new, (old, own))

    def _foreign(self, key: int, block: int | None) -> bool:
        """Whether a sentence of a text comes from another block, in which a person changed it."""
        return any(
            span.human
            for unit in self._units.get(key, ())
            for where, number in unit.old
            if where != block
            for span in self._found(where) or ()
            if number in span.numbers
        )

    def _settled(self, key: int | None, new: Block, pair: tuple[Block, Block] | None) -> Block:
        """Merge the sentences of a text; if that cannot be, the text as a whole."""
        before = len(self._merged.clashes), len(self._merged.human)
        try:
            made = self._sentences(key, new, pair) if key is not None else None
        except Straddled:
            made = None
        if made is not None:
            return made
        del self._merged.clashes[before[0] :], self._merged.human[before[1] :]
        return new if pair is None else self._whole(key, *pair, new)

    def _whole(self, key: int | None, old: Block, own: Block, new: Block) -> Block:
        """Decide on a text as a whole, of which a person changed some part."""
        units = self._units.get(key if key is not None else -1, [])
        edits = [unit for unit in units if unit.kind not in ("same", "moved", "cosmetic")]
        base = [place for unit in units for place in unit.old]
        missing = {number for block, number in base}
        before = self._base.texts.sources.get(base[0][0], ()) if base else ()
        facets = frozenset(facet for unit in edits for facet in unit.facets)
        other = len(missing) < len(before) or any(unit.kind in ("new", "moved", "split", "joined") for unit in units)
        other = other or key is None  # its source is not known: a second plural form
        clash = Clash(
            kind="structure" if other and not same_block(old, new) else "edited",
            facets=facets,
            old_source=" ".join(before),
            new_source=" ".join(self._theirs.texts.sources.get(key if key is not None else -1, ())),
            human=own.text,
            machine_old=old.text,
            machine_new=new.text,
            plain=not _tagged(own, new),
        )
        return self._taken(clash, own, new, changed=not same_block(old, new))

    def _taken(self, clash: Clash, own: Block, new: Block, *, changed: bool) -> Block:
        take, merged = self._decide(clash)
        if changed:
            self._merged.clashes.append(clash)
        if take == "machine":
            return new
        self._merged.human.append((own.text, clash.new_source, clash.machine_new))
        if take == "merged":
            return splice(own, [Splice(0, len(own.text), Block(kind="paragraph", text=merged), 0, len(merged))])
        return own

    def _sentences(self, key: int | None, new: Block, pair: tuple[Block, Block] | None) -> Block | None:
        """Merge a text by its sentences; None where they cannot be told apart. Raises `Straddled`."""
        assert key is not None
        targets = _spans(new.text, self._theirs.texts.targets.get(key, ()))
        if targets is None:
            return None
        block = self._base.keys[self._pairs_of(key)] if pair else None
        spans = self._found(block) if block is not None else []
        if spans is None:
            return None
        inserted: list[Splice] = []
        clusters = _clusters(self._units.get(key, ()), spans, key=key, block=block)
        if clusters is None:  # another order: what people wrote is put into the new text
            alone = pair and all(len(span.numbers) == 1 for span in spans)
            return self._sentences(key, new, None) if alone else None
        own = pair[1] if pair else new
        at = spans[0].start if spans else 0
        for units, held in clusters:
            there = _region(targets, [number for unit in units for where, number in unit.new if where == key])
            if not units:  # its source was removed, or is elsewhere now
                inserted.append(_cut(own, held[0].start, held[-1].end))
            elif pair and not held and self._is_gone(units, block):
                self._doubt_beside(units)
            elif not pair or not held:
                if one := self._inserted(
                    units, there, new, at, leads=bool(spans) and at == spans[0].start, fresh=pair is None
                ):
                    inserted.append(one)
            else:
                one_ = self._cluster(units, held, there, new, pair[0])
                inserted += [one_] if one_ else []
                at = held[-1].end
        return splice(own, sorted(inserted, key=lambda one: (one.start, one.end)))

    def _doubt_beside(self, units: Sequence[Unit]) -> None:
        """Tell of a text of people alone beside one that they took sentences out of: it may hold them, in other words.

        That matters where the source of these was edited in a number, a name, a quotation or the like.
        """
        old = [place for unit in units for place in unit.old if place not in self._strays]
        facets = frozenset(facet for unit in units for facet in unit.facets)
        if not old or SEVERE.isdisjoint(facets):
            return
        own = self._kept[self._item[old[0][0]]]
        h = next((h for h in (own + 1, own - 1) if 0 <= h < len(self._ours.items) and h not in self._of), None)
        if h is None:
            return
        new = [place for unit in units for place in unit.new]
        block = self._doubted(self._ours.items[h].block, facets, old, new)
        if block and h > own:
            self._replaced[h] = block

    def _pairs_of(self, key: int) -> int:
        return self._pairs[self._theirs.keys.index(key)]

    def _inserted(
        self, units: Sequence[Unit], there: tuple[int, int], new: Block, at: int, *, leads: bool, fresh: bool
    ) -> Splice | None:
        """Return the splice for a sentence that the file does not have at this place."""
        held = [
            span for unit in units for where, n in unit.old for span in self._found(where) or () if n in span.numbers
        ]
        by, (first, last) = new, there
        human = any(span.human for span in held)
        if human and not self._placeable(units, held):
            self._clash_of_structure(" ".join(span.text for span in held), "", new.text[slice(*there)])
        elif human:
            clash = self._clash(units, held, new.text[slice(*there)], plain=not _tagged(held[0].block, new))
            changed = any(unit.kind not in ("same", "moved", "cosmetic") for unit in units)
            take, merged = self._decide(clash)
            if changed:
                self._merged.clashes.append(clash)
            if take != "machine":
                by, first, last = held[0].block, held[0].start, held[-1].end
                self._merged.human.append((clash.human, clash.new_source, clash.machine_new))
            if take == "merged":
                by, first, last = Block(kind="paragraph", text=merged), 0, len(merged)
        if fresh:
            return Splice(*there, by, first, last) if by is not new else None
        gap = Block(kind="paragraph", text=" ")
        part = splice(gap, [Splice(0, 0, by, first, last) if leads else Splice(1, 1, by, first, last)])
        return Splice(at, at, part, 0, len(part.text))

    def _placeable(self, units: Sequence[Unit], held: Sequence[_Span]) -> bool:
        """Whether what people wrote is of these sentences alone, and in one place of the file."""
        mine = {place for unit in units for place in unit.old}
        whole = all((span.key, number) in mine for span in held for number in span.numbers)
        return whole and len({span.key for span in held}) == 1 and held == sorted(held, key=lambda span: span.start)

    def _cluster(
        self, units: Sequence[Unit], held: Sequence[_Span], there: tuple[int, int], new: Block, old: Block
    ) -> Splice | None:
        """Return the splice for sentences that the file has, None where they stay."""
        start, end = held[0].start, held[-1].end
        made = new.text[slice(*there)]
        was = self._was(held, old)
        lost = not {number for span in held for number in span.numbers} <= {n for unit in units for _, n in unit.old}
        edited = lost or any(unit.kind not in ("same", "moved", "cosmetic") for unit in units)
        by_machine = Splice(start, end, new, *there)
        if not any(span.human for span in held):
            return by_machine if made != was or edited else None
        clash = self._clash(units, held, made, plain=not _tagged(held[0].block, new))
        if lost:  # the human text tells two sentences as one, and one of them is gone
            told = " ".join(self._base.texts.sources[held[0].key][n] for span in held for n in span.numbers)
            clash = replace(clash, kind="joined", old_source=told)
        take, merged = self._decide(clash)
        if edited and (made != was or clash.severe):
            self._merged.clashes.append(clash)
        if take == "machine":
            return by_machine
        self._merged.human.append((merged if take == "merged" else clash.human, clash.new_source, made))
        return Splice(start, end, Block(kind="paragraph", text=merged), 0, len(merged)) if take == "merged" else None

    def _was(self, held: Sequence[_Span], old: Block) -> str:
        found = _spans(old.text, self._base.texts.targets.get(held[0].key, ())) or []
        return old.text[found[held[0].numbers.start][0] : found[held[-1].numbers.stop - 1][1]]

    def _clash(self, units: Sequence[Unit], held: Sequence[_Span], made: str, *, plain: bool) -> Clash:
        edits = [unit for unit in units if unit.kind not in ("same", "moved", "cosmetic")]
        targets = self._base.texts.targets[held[0].key]
        return Clash(
            kind=edits[0].kind if len(edits) == 1 else "edited" if edits else "same",
            facets=frozenset(facet for unit in edits for facet in unit.facets),
            old_source=" ".join(self._base.texts.source(unit.old) for unit in units if unit.old),
            new_source=" ".join(self._theirs.texts.source(unit.new) for unit in units),
            human=held[0].block.text[held[0].start : held[-1].end],
            machine_old=" ".join(targets[n] for span in held for n in span.numbers),
            machine_new=made,
            plain=plain,
        )

    def _found(self, block: int) -> list[_Span] | None:
        """The sentences of a block of the old source in the file; None where they cannot be told apart."""
        if block not in self._spans:
            w = self._item.get(block)
            if w is None:
                self._spans[block] = None
            elif w not in self._kept:
                self._spans[block] = []
            else:
                own, old = self._ours.items[self._kept[w]].block, self._base.document.items[w].block
                self._spans[block] = _held(block, old, own, self._base.texts.targets.get(block, ()))
        return self._spans[block]

    def _note_gone(self) -> None:
        """Take note of human texts whose source was removed."""
        for w, h in self._kept.items():
            key = self._base.keys[w]
            if key is None:
                continue
            left = [n for n in range(len(self._base.texts.sources.get(key, ()))) if not self._stays((key, n))]
            for span in self._found(key) or () if left else ():
                if span.human and all(n in left for n in span.numbers):
                    source = self._base.texts.source([(key, n) for n in span.numbers])
                    self._merged.gone.append((span.text, source))
            if left and self._found(key) is None and w not in self._pairs.values():
                own = self._ours.items[h].block
                if not same_block(own, self._base.document.items[w].block):
                    self._merged.gone.append((own.text, " ".join(self._base.texts.sources.get(key, ()))))

    def _stays(self, place: Place) -> bool:
        unit = self._where.get(place)
        return unit is not None and bool(unit.new)

    # The syntax

    def _syntax(self, order: Sequence["_Placed"], blocks: Sequence[Block]) -> tuple[list[Item], tuple[Block, ...]]:
        """Put before each text the syntax that belongs there, and return it with what follows the last one."""
        side = self._side(order) if self._packed else None
        base, ours, theirs = self._base.document, self._ours, self._theirs.document
        heads = [document.items[0].lead if document.items else document.tail for document in (base, ours, theirs)]
        items = []
        for place, ((kind, index), block) in enumerate(zip(order, blocks, strict=True)):
            if place or side:
                lead = self._lead(kind, index, side)
            else:  # what begins the document stays at its beginning, whichever text is the first
                lead = self._three(heads[0], heads[1], heads[2], None)
                if index and (kind == "local" or len(order) > 1):
                    self._separator()
            items.append(Item(lead=lead, block=block))
        tail = self._three(base.tail, ours.tail, theirs.tail, side)
        return items, tail

    def _lead(self, kind: str, index: int, side: str | None) -> tuple[Block, ...]:
        """The syntax before a text that is not the first one."""
        if kind == "local":
            return self._ours.items[index].lead if index or side else self._separator()
        now = self._theirs.document.items[index].lead
        w = self._pairs.get(index)
        if side:
            return now if w is None or side == "machine" else self._ours.items[self._kept[w]].lead
        now = now if index else self._separator()
        if w is None or w == 0 or self._kept[w] == 0:
            return now
        own = self._ours.items[self._kept[w]].lead
        return own if index == 0 else self._three(self._base.document.items[w].lead, own, now, None)

    def _separator(self) -> tuple[Block, ...]:
        """What stands between two texts of the file."""
        found = next((item.lead for item in self._ours.items[1:]), ())
        found = found or next((item.lead for item in self._theirs.document.items[1:]), ())
        if not _is_space(found):
            self._merged.mergeable = False
        return found

    def _three(
        self, was: tuple[Block, ...], own: tuple[Block, ...], now: tuple[Block, ...], side: str | None
    ) -> tuple[Block, ...]:
        if side:
            return own if side == "human" else now
        if same_lead(was, own) or same_lead(own, now):
            return now
        if not same_lead(was, now):
            written = ("".join(block.text for block in blocks) for blocks in (own, was, now))
            return own if self._clash_of_structure(*written) == "human" else now
        return own

    def _side(self, order: Sequence["_Placed"]) -> Take:
        """The side whose package is taken: the file's unless the source has another structure now."""
        theirs = self._leads(self._theirs.document, self._pairs)
        ours = self._leads(self._ours, self._of)
        if theirs and len(self._pairs) == len(self._theirs.document.items) == len(self._base.document.items):
            return "human"
        if ours and len(self._ours.items) == len(self._base.document.items):
            return "machine"
        if len(self._pairs) == len(self._theirs.document.items) == len(self._base.document.items) and all(
            kind == "new" for kind, _ in order
        ):
            return "human"
        return self._clash_of_structure("the layout of the document", "", "")

    def _leads(self, side: Document, pairs: Mapping[int, int]) -> bool:
        """Whether the syntax of a document is that of the base."""
        base = self._base.document
        return same_lead(side.tail, base.tail) and all(
            index in pairs and same_lead(item.lead, base.items[pairs[index]].lead)
            for index, item in enumerate(side.items)
        )

    def _clash_of_structure(self, human: str, machine_old: str, machine_new: str = "") -> Take:
        clash = Clash(
            kind="structure",
            facets=frozenset(),
            old_source="",
            new_source="",
            human=human,
            machine_old=machine_old,
            machine_new=machine_new,
        )
        self._merged.clashes.append(clash)
        take, _ = self._decide(clash)
        return "machine" if take == "machine" else "human"


def _matched(base: Document, ours: Document) -> dict[int, int]:
    """For each text of the base the text of the file that it became; also where a person moved it."""
    found = {a.start: b.start for a, b in paired(base.texts, ours.texts)}
    _exchange(base, ours, found)
    taken = set(found.values())
    left = [w for w in range(len(base.items)) if w not in found]
    free = [h for h in range(len(ours.items)) if h not in taken]
    texts = [ours.texts[h] for h in free]
    for w in left:
        text = base.texts[w]
        if texts.count(text) == 1 and base.texts.count(text) == 1:
            found[w] = free[texts.index(text)]
    found |= dict(_moved(base, ours, found))
    return found | dict(_rewritten(base, ours, found))


def _exchange(base: Document, ours: Document, found: dict[int, int]) -> None:
    """Exchange what was paired by its order, where two texts that people swapped and edited fit better crosswise."""
    edited = [w for w, h in found.items() if base.texts[w] != ours.texts[h]]
    if len(edited) ** 2 > _PAIRS:
        return
    words = {w: (Counter(_TOKEN.findall(base.texts[w])), Counter(_TOKEN.findall(ours.texts[found[w]]))) for w in edited}
    for w, v in combinations(edited, 2):
        (one, own), (other, its) = words[w], words[v]
        gain = _shared(one, its) + _shared(other, own) - _shared(one, own) - _shared(other, its)
        if gain > _BETTER:
            found[w], found[v] = found[v], found[w]
            words[w], words[v] = (one, its), (other, own)


def _moved(base: Document, ours: Document, found: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Pair what is left and has most words in common: texts that a person moved, and edited besides."""
    taken = set(found.values())
    left = [w for w in range(len(base.items)) if w not in found]
    free = [h for h in range(len(ours.items)) if h not in taken]
    if not left or not free or len(left) * len(free) > _PAIRS:
        return
    words = [{n: Counter(_TOKEN.findall(side.texts[n])) for n in own} for side, own in ((base, left), (ours, free))]
    alike = sorted(
        ((-_shared(words[0][w], words[1][h]), w, h) for w in left for h in free),
        key=lambda one: one[0],
    )
    used: set[int] = set()
    done: set[int] = set()
    for share, w, h in alike:
        if -share >= _ALIKE and w not in done and h not in used:
            done.add(w)
            used.add(h)
            yield w, h


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the words and marks of the longer text that the other one has."""
    return (one & other).total() / max(one.total(), other.total(), 1)


def _rewritten(base: Document, ours: Document, found: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Pair what is left between two pairs: of several texts there, one is what a person made of a text of the base.

    Without its source nothing would say that a human text is false now.
    """
    taken = set(found.values())
    order = [(-1, -1)]
    order += ((w, h) for w, h in sorted(found.items()) if h > order[-1][1])
    for (w, h), (end, last) in pairwise([*order, (len(base.items), len(ours.items))]):
        left = [one for one in range(w + 1, end) if one not in found]
        right = [one for one in range(h + 1, last) if one not in taken]
        pairs = closest([base.texts[one] for one in left], [ours.texts[one] for one in right])
        yield from ((left[i], right[j]) for i, j in pairs)


def _woven(file: Sequence[_Placed], now: Sequence[int]) -> list[_Placed]:
    """The order of the file, with what the source has besides after what precedes it there."""
    found = list(file)
    there = {index for kind, index in found if kind == "new"}
    for place, n in enumerate(now):
        if n not in there:
            at = found.index(("new", now[place - 1])) + 1 if place else 0
            found.insert(at, ("new", n))
    return found


def _is_space(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and not "".join(block.text for block in blocks).strip()


def _crossing(order: Sequence[int | None]) -> bool:
    known = [one for one in order if one is not None]
    return any(a > b for a, b in pairwise(known))


def _spans(text: str, targets: Sequence[str]) -> list[tuple[int, int]] | None:
    """The places of the sentences of a text; None where one is not in it as it is."""
    found = []
    at = 0
    for target in targets:
        start = text.find(target, at) if target else -1
        if start < 0:
            return None
        at = start + len(target)
        found.append((start, at))
    return found


def _held(key: int, old: Block, own: Block, targets: Sequence[str]) -> list[_Span] | None:
    """The sentences of the base in a block of the file."""
    before = _spans(old.text, targets)
    if before is None or not before:
        return None
    if same_block(old, own):
        return [_Span(key, own, start, end, range(n, n + 1), human=False) for n, (start, end) in enumerate(before)]
    joints = _joints(old.text, own.text, [start for start, _ in before])
    found: list[_Span] = []
    first, start = 0, len(own.text) - len(own.text.lstrip())
    for number, joint in enumerate([*joints[1:], (len(own.text.rstrip()), len(own.text))], start=1):
        if joint is None:
            continue
        end, following = joint
        if start < end:
            was = _part(old, before[first][0], before[number - 1][1])
            numbers = range(first, number)
            found.append(_Span(key, own, start, end, numbers, human=_part(own, start, end) != was))
        first, start = number, following
    return found or None


def _joints(old: str, own: str, starts: Sequence[int]) -> list[tuple[int, int] | None]:
    """For the start of each sentence of a text: where, in the edited text, the one before it ends and it begins.

    None where the words on both sides of it were edited: the two sentences are then one.
    """
    before, after = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(own))
    matcher = SequenceMatcher(None, [one[0] for one in before], [one[0] for one in after], autojunk=False)
    same: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        if size >= _CERTAIN or (size and (not a or a + size == len(before))):
            same |= {a + step: b + step for step in range(size)}
    index = {one.start(): i for i, one in enumerate(before)}
    found: list[tuple[int, int] | None] = []
    for start in starts:
        i = index.get(start)
        last = None if i is None else next((j for j in range(i - 1, -1, -1) if before[j][0].strip()), None)
        if i in same:
            at = after[same[i]].start()
            found.append((len(own[:at].rstrip()), at))
        elif last in same:
            at = after[same[last]].end()
            found.append((at, len(own) - len(own[at:].lstrip())))
        else:
            found.append(None)
    return found


def _clusters(
    units: Sequence[Unit], spans: Sequence[_Span], *, key: int, block: int | None
) -> list[tuple[list[Unit], list[_Span]]] | None:
    """Group units with the sentences of the file that they were made from, in the order of the new source.

    Sentences without a unit follow what precedes them in the file. None where the order in the file is another one.
    """
    found: list[tuple[list[Unit], list[_Span]]] = []
    of: dict[int, int] = {}
    for unit in units:
        mine = [i for i, span in enumerate(spans) if any(b == block and n in span.numbers for b, n in unit.old)]
        joint = next((of[i] for i in mine if i in of), None)
        if joint is None:
            found.append(([unit], [spans[i] for i in mine]))
            of |= dict.fromkeys(mine, len(found) - 1)
            continue
        if joint != len(found) - 1:
            return None
        found[joint][0].append(unit)
        found[joint][1].extend(spans[i] for i in mine if i not in of)
        of |= dict.fromkeys(mine, joint)
    placed = [span for _, held in found for span in held]
    if any(a.start > b.start for a, b in pairwise(placed)):
        return None
    loose = [span for i, span in enumerate(spans) if i not in of]
    for span in loose:
        at = next((n for n, (_, held) in enumerate(found) if held and held[0].start > span.start), len(found))
        found.insert(at, ([], [span]))
    if any(len({where for where, _ in unit.new}) > 1 for unit in units):
        return None  # a sentence over two blocks
    return found


def _region(spans: Sequence[tuple[int, int]], numbers: Sequence[int]) -> tuple[int, int]:
    return (spans[min(numbers)][0], spans[max(numbers)][1]) if numbers else (0, 0)


def _cut(block: Block, start: int, end: int) -> Splice:
    """Return the splice that takes a sentence out, with the space before it, or after the first one."""
    text = block.text
    if text[:start].strip():
        start = len(text[:start].rstrip())
    else:
        end += len(text[end:]) - len(text[end:].lstrip())
    return Splice(start, end, block, 0, 0)


def _part(block: Block, start: int, end: int) -> tuple[str, list[tuple[int, int, str, str]]]:
    """A part of a block: its text, and its tags with their places in it."""
    return block.text[start:end], [
        (max(mark.start - start, -1), min(mark.end, end + 1) - start, mark.open, mark.close)
        for mark in block.markup
        if mark.inline and mark.start <= end and mark.end >= start
    ]


def _tagged(*blocks: Block) -> bool:
    return any(mark.inline for block in blocks for mark in block.markup)
