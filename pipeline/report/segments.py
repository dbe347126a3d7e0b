"""The cards of segments: source, reference, what each system made of it, what changed and what our checks say."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.corpora.base import Corpus
from pipeline.evaluation.results import Column, Direction, Result
from pipeline.report.chosen import Chosen, choose
from pipeline.report.differences import Change, differences
from pipeline.report.wording import digits_of, figure, signed

_BUDGET = 1_800_000
"""Most characters of text on the page: with its markup about 4 MB."""

_ALL_OF = 1500
"""Up to so many characters, the hypotheses of all systems are shown; else those that matter."""

_FEW = 4
"""So many systems are shown of a segment that is longer."""

_LONGEST = 2500
"""A text is cut here."""

_ON_PAPER = 6
"""So many cards a direction are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipped:
    """A text as it is shown; `more` characters were cut off."""

    text: str
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A finding."""

    check: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """What one system made of a segment. `same` names the system that gave the same text before; `changes` are held
    against the baseline, None where there is nothing to hold against or too little in common (`rewritten`). `order`
    sorts the worst first, whichever way the metric points.
    """

    system: str
    baseline: bool
    text: Clipped
    same: str
    changes: tuple[Change, ...] | None
    rewritten: bool
    score: str
    order: float | None
    change: str
    moved: float | None
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One segment; `hidden` systems are not shown, `paper` tells whether it is printed."""

    number: int
    id: str
    document: str
    worst: bool
    changed: bool
    source: Clipped | None
    references: tuple[Clipped, ...]
    hypotheses: tuple[Hypothesis, ...]
    hidden: int
    paper: bool


def cards(direction: Direction, corpus: Corpus, column: Column | None, *, directions: int) -> tuple[Card, ...]:
    """Give the cards of a direction's worst and most changed segments, as many as the page has room for.

    `column` is what segments are ranked by; `directions` counts those the page has in all.
    """
    found: dict[str, dict[int, list[Chip]]] = {}
    for result in direction.results:
        own = found.setdefault(result.system, {})
        for index, check, severity, message in result.findings:
            own.setdefault(index, []).append(Chip(check=check, severity=severity, message=_clip(message, 200).text))
    values = [value for result in direction.results if column for value in result.segment_values(column.key)[:500]]
    digits = digits_of([value for value in values if value is not None])
    made: list[Card] = []
    room = _BUDGET // max(directions, 1)
    # Both lists in turn, so that a small room cuts both.
    for chosen in _turns(choose(direction, column, directions=directions)):
        card = _card(chosen, direction, corpus, column, found, digits=digits, paper=len(made) < _ON_PAPER)
        room -= _characters(card)
        if room < 0 and made:
            break
        made.append(card)
    return tuple(made)


def _turns(chosen: Sequence[Chosen]) -> list[Chosen]:
    worst = [item for item in chosen if item.worst]
    changed = [item for item in chosen if not item.worst]
    rank = {id(item): place for items in (worst, changed) for place, item in enumerate(items)}
    return sorted(chosen, key=lambda item: (rank[id(item)], not item.worst))


def _card(
    chosen: Chosen,
    direction: Direction,
    corpus: Corpus,
    column: Column | None,
    found: dict[str, dict[int, list[Chip]]],
    *,
    digits: int,
    paper: bool,
) -> Card:
    index = chosen.segment
    texts = {system.name: system.hypotheses[index] for system in corpus.systems}
    base = next((result for result in direction.results if result.baseline), None)
    shown = _shown(chosen, direction, texts)
    hypotheses = []
    seen: dict[str, str] = {}
    for result in shown:
        text = texts[result.system]
        value = _value(result, column, index)
        then = _value(base, column, index) if base and base is not result else None
        moved = None if value is None or then is None else value - then
        same = seen.setdefault(text, result.system)
        old = _clip(texts[base.system], _LONGEST).text if base and base is not result else ""
        new = _clip(text, _LONGEST)
        changes = differences(old, new.text) if old.strip() and new.text.strip() and same == result.system else None
        hypotheses.append(
            Hypothesis(
                system=result.system,
                baseline=result.baseline,
                text=new,
                same="" if same == result.system else same,
                changes=changes,
                rewritten=changes is None and bool(old.strip()) and bool(new.text.strip()) and same == result.system,
                score="" if value is None else figure(value, digits),
                order=None if value is None or not column else value if column.higher_is_better else -value,
                change="" if moved is None else signed(moved, digits),
                moved=None if moved is None else round(moved, 4),
                chips=tuple(found.get(result.system, {}).get(index, ())),
            )
        )
    return Card(
        number=index + 1,
        id=corpus.ids[index],
        document=corpus.documents[index],
        worst=chosen.worst,
        changed=chosen.changed,
        source=_clip(corpus.sources[index], _LONGEST) if corpus.sources else None,
        references=tuple(_clip(text, _LONGEST) for text in corpus.references[index]),
        hypotheses=tuple(hypotheses),
        hidden=len(direction.results) - len(shown),
        paper=paper,
    )


def _shown(chosen: Chosen, direction: Direction, texts: dict[str, str]) -> list[Result]:
    """The systems that are shown: all where that is short, else the baseline, then those that brought the segment."""
    results = sorted(direction.results, key=lambda result: not result.baseline)
    if len(results) <= _FEW or sum(len(text) for text in set(texts.values())) <= _ALL_OF:
        return results
    ranked = sorted(results, key=lambda result: (not result.baseline, result.system not in chosen.systems))
    kept = {result.system for result in ranked[:_FEW]}
    return [result for result in results if result.system in kept]


def _value(result: Result | None, column: Column | None, index: int) -> float | None:
    values = result.segment_values(column.key) if result and column else ()
    return values[index] if index < len(values) else None


def _clip(text: str, longest: int) -> Clipped:
    return Clipped(text=text) if len(text) <= longest else Clipped(text=text[:longest], more=len(text) - longest)


def _characters(card: Card) -> int:
    """About what a card takes: texts, and hypotheses twice for their changes."""
    own = sum(len(text.text) for text in (*card.references, *([card.source] if card.source else [])))
    told = sum(len(item.text.text) * (1 if item.same else 2) for item in card.hypotheses if not item.same)
    chips = sum(len(chip.message) for item in card.hypotheses for chip in item.chips)
    return own + told + chips
