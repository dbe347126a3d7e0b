"""The cards of segments: source, reference, the hypotheses of all systems, their changes and findings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from babelpress.errors import ConfigError, Fault
from babelpress.evaluation.datasets.base import Corpus
from babelpress.evaluation.report.formatting import digits_of, figure, signed
from babelpress.evaluation.results import Column, Direction, Evaluation, Result


def matched(evaluation: Evaluation, corpora: Sequence[Corpus]) -> tuple[Corpus | None, ...]:
    """Return the corpus of each direction by its name and languages, None where it is not among them.

    Raises `ConfigError` where a corpus has other segments or systems than were scored.
    """
    left = list(corpora)
    found: list[Corpus | None] = []
    faults: list[Fault] = []
    for direction in evaluation.directions:
        corpus = next(
            (item for item in left if (item.name, item.direction) == (direction.corpus, direction.name)), None
        )
        if corpus is not None:
            left.remove(corpus)
            faults += _faults(direction, corpus)
        found.append(corpus)
    if faults:
        raise ConfigError(
            "these are not the texts that were scored; pass the texts that the evaluation was made from", faults
        )
    return tuple(found)


def _faults(direction: Direction, corpus: Corpus) -> list[Fault]:
    where = f"{direction.corpus} {direction.name}"
    if len(corpus) != direction.segments:
        return [Fault(where, f"{len(corpus)} segments, {direction.segments} were scored")]
    names = {system.name for system in corpus.systems}
    return [
        Fault(where, f"there is no text of '{result.system}'")
        for result in direction.results
        if result.system not in names
    ]


# Selection of the segments: the worst of every system in turn, and those that changed most.

MOST = 40
"""Most segments of each list per direction."""

_ALL = 200
"""Most segments of each list over all directions, so that many directions do not make a large page."""

_FEWEST = 5
"""Segments of each list that a direction has in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A segment, the lists it is in, and the systems that it was selected for."""

    segment: int
    worst: bool
    changed: bool
    systems: tuple[str, ...]


def choose(direction: Direction, column: Column | None, *, directions: int) -> tuple[Selected, ...]:
    """Select the segments of a direction by the metric or, without one, by their findings; the worst first."""
    most = max(_FEWEST, min(MOST, _ALL // max(directions, 1)))
    worst = _in_turn([(result.system, _lowest(result, column)) for result in direction.results], most)
    base = next((result for result in direction.results if result.baseline), None)
    others = [result for result in direction.results if not result.baseline]
    changed = _in_turn([(result.system, _moved(result, base, column)) for result in others], most)
    return tuple(
        Selected(
            segment=segment,
            worst=segment in worst,
            changed=segment in changed,
            systems=tuple(dict.fromkeys([*worst.get(segment, ()), *changed.get(segment, ())])),
        )
        for segment in dict.fromkeys([*worst, *changed])
    )


def _in_turn(lists: Sequence[tuple[str, Sequence[int]]], most: int) -> dict[int, list[str]]:
    """Take from the list of every system in turn: segment -> the systems that listed it."""
    taken: dict[int, list[str]] = {}
    for place in range(max((len(found) for _, found in lists), default=0)):
        for system, found in lists:
            if place < len(found) and (found[place] in taken or len(taken) < most):
                taken.setdefault(found[place], []).append(system)
        if len(taken) >= most:
            break
    return taken


def _lowest(result: Result, column: Column | None) -> list[int]:
    """Return the segments of a system, the worst first: by score, then by how much the checks found."""
    found: dict[int, int] = {}
    for index, _, severity, _ in result.findings:
        found[index] = found.get(index, 0) + {"severe": 100, "warning": 10}.get(severity, 1)
    if column is None:
        return sorted(found, key=lambda index: (-found[index], index))
    values = result.segment_values(column.key)
    known = [(value if column.higher_is_better else -value, i) for i, value in enumerate(values) if value is not None]
    return [index for _, index in sorted(known, key=lambda item: (item[0], -found.get(item[1], 0), item[1]))]


def _moved(result: Result, base: Result | None, column: Column | None) -> list[int]:
    """Return the segments of a system that differ from the baseline, the largest difference first."""
    if base is None or column is None:
        return []
    pairs = zip(result.segment_values(column.key), base.segment_values(column.key), strict=True)
    moved = [(abs(now - then), i) for i, (now, then) in enumerate(pairs) if now is not None and then is not None]
    return [index for distance, index in sorted(moved, key=lambda item: (-item[0], item[1])) if distance > 0]


# Differences between two texts, word by word.

Change: TypeAlias = tuple[Literal["", "ins", "del"], str]
"""A piece of text: in both (""), in the second only ("ins"), in the first only ("del")."""

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]\s*|\w+(?:['’\-.,:]\w+)*\s*|\s*[^\w\s]\s*|\s+")
"""A kana or ideograph; a word or number (`don't`, `1,500`); a single sign; or white space. White space that follows is
part of the token.
"""

_ALIKE = 0.3
"""Below this share of common words, a diff is harder to read than the two texts."""


def differences(before: str, after: str) -> tuple[Change, ...] | None:
    """Return the pieces of both texts in order; None where they have too little in common.

    >>> differences("The cat sat.", "The dog sat.")
    (('', 'The '), ('del', 'cat'), ('', ' '), ('ins', 'dog'), ('', ' '), ('', 'sat.'))
    """
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, [t.strip() for t in old], [t.strip() for t in new], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    pieces: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            # The last word of one text has no space after it, even if more text follows in the other.
            last = max(old[i2 - 1], new[j2 - 1], key=len)
            pieces.append(("", "".join([*new[j1 : j2 - 1], last])))
            continue
        pieces += _marked("del", "".join(old[i1:i2]))
        pieces += _marked("ins", "".join(new[j1:j2]))
    return tuple(pieces)


def _marked(kind: Literal["ins", "del"], text: str) -> list[Change]:
    """Return a marked piece; the white space after it stays unmarked."""
    words = text.rstrip()
    return [piece for piece in ((kind, words), ("", text[len(words) :])) if piece[1]]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


_BUDGET = 1_800_000
"""Most characters of text on the page: with its markup about 4 MB."""

_ALL_OF = 1500
"""Up to so many characters, the hypotheses of all systems are shown; else those of a few."""

_FEW = 4
"""Systems that are shown of a longer segment."""

_LONGEST = 2500
"""Texts are truncated to so many characters."""

_ON_PAPER = 6
"""Cards per direction that are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedText:
    """A text as it is shown; `more` characters were cut off."""

    text: str
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding as it is shown."""

    check: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """The output of one system for a segment.

    `same` names an earlier system with the same text. `changes` are relative to the baseline, None where there is no
    baseline text or too little in common (`rewritten`). `order` is the sort key, the worst first for every metric.
    """

    system: str
    baseline: bool
    text: TruncatedText
    same: str
    changes: tuple[Change, ...] | None
    rewritten: bool
    score: str
    order: float | None
    change: str
    moved: float | None
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One segment; `hidden` is the number of systems not shown, `paper` whether it is printed."""

    number: int
    id: str
    document: str
    worst: bool
    changed: bool
    source: TruncatedText | None
    references: tuple[TruncatedText, ...]
    hypotheses: tuple[Hypothesis, ...]
    hidden: int
    paper: bool


def cards(direction: Direction, corpus: Corpus, column: Column | None, *, directions: int) -> tuple[Card, ...]:
    """Return the cards of a direction's worst and most changed segments, as many as the page has room for.

    `column` is what segments are ranked by; `directions` is the number of directions on the page.
    """
    found: dict[str, dict[int, list[ShownFinding]]] = {}
    for result in direction.results:
        own = found.setdefault(result.system, {})
        for index, check, severity, message in result.findings:
            own.setdefault(index, []).append(
                ShownFinding(check=check, severity=severity, message=_clip(message, 200).text)
            )
    values = [value for result in direction.results if column for value in result.segment_values(column.key)[:500]]
    digits = digits_of([value for value in values if value is not None])
    made: list[Card] = []
    budget = _BUDGET // max(directions, 1)
    # Both lists in turn, so that a small budget shortens both.
    for chosen in _turns(choose(direction, column, directions=directions)):
        card = _card(chosen, direction, corpus, column, found, digits=digits, paper=len(made) < _ON_PAPER)
        budget -= _characters(card)
        if budget < 0 and made:
            break
        made.append(card)
    return tuple(made)


def _turns(chosen: Sequence[Selected]) -> list[Selected]:
    worst = [item for item in chosen if item.worst]
    changed = [item for item in chosen if not item.worst]
    rank = {id(item): place for items in (worst, changed) for place, item in enumerate(items)}
    return sorted(chosen, key=lambda item: (rank[id(item)], not item.worst))


def _card(
    chosen: Selected,
    direction: Direction,
    corpus: Corpus,
    column: Column | None,
    found: dict[str, dict[int, list[ShownFinding]]],
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
                findings=tuple(found.get(result.system, {}).get(index, ())),
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


def _shown(chosen: Selected, direction: Direction, texts: dict[str, str]) -> list[Result]:
    """Return the systems that are shown: all if short, else the baseline and those the segment was selected for."""
    results = sorted(direction.results, key=lambda result: not result.baseline)
    if len(results) <= _FEW or sum(len(text) for text in set(texts.values())) <= _ALL_OF:
        return results
    ranked = sorted(results, key=lambda result: (not result.baseline, result.system not in chosen.systems))
    names = {result.system for result in ranked[:_FEW]}
    return [result for result in results if result.system in names]


def _value(result: Result | None, column: Column | None, index: int) -> float | None:
    values = result.segment_values(column.key) if result and column else ()
    return values[index] if index < len(values) else None


def _clip(text: str, longest: int) -> TruncatedText:
    return (
        TruncatedText(text=text)
        if len(text) <= longest
        else TruncatedText(text=text[:longest], more=len(text) - longest)
    )


def _characters(card: Card) -> int:
    """Return about how many characters a card takes: texts, and hypotheses twice for their changes."""
    given = sum(len(text.text) for text in (*card.references, *([card.source] if card.source else [])))
    hypotheses = sum(len(item.text.text) * (1 if item.same else 2) for item in card.hypotheses if not item.same)
    findings = sum(len(finding.message) for item in card.hypotheses for finding in item.findings)
    return given + hypotheses + findings
