"""The sentences at the top of the report: only what the significance tests support."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from babelpress.evaluation.report.formatting import between, counted, digits_of, figure, into, listed
from babelpress.evaluation.report.leaderboard import Ranking
from babelpress.evaluation.results import Direction, Evaluation

_NAMED = 4
"""Most systems that a sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sentence; `system` is true for the name of a system."""

    text: str
    system: bool = False


Sentence: TypeAlias = tuple[Part, ...]
_Group: TypeAlias = tuple[str, int, tuple[str, ...], str]
"""Directions that share a sentence: the best, how many systems (3 for more), those tied with it, the metric."""


def verdict(evaluation: Evaluation, rankings: Sequence[Ranking | None]) -> tuple[Sentence, ...]:
    """Return which system is best where, what cannot be distinguished, and what was not scored."""
    groups: dict[_Group, list[Direction]] = {}
    unscored: list[Direction] = []
    for direction, leader in zip(evaluation.directions, rankings, strict=True):
        if leader is None:
            unscored.append(direction)
        else:
            groups.setdefault(_group(leader), []).append(direction)
    several = len({metric for *_, metric in groups}) > 1
    sentences: list[Sentence] = []
    for group in sorted(groups, key=lambda group: (bool(group[2]), -len(groups[group]))):
        directions = groups[group]
        best, scored, tied, metric = group
        where = _where(directions, evaluation)
        by = f" by {metric}" if several or not sentences else ""
        if scored == 1:
            scores = [item for item in rankings if item and _group(item) == group]
            sentences.append(
                (Part(text=best, system=True), Part(text=f" {_single_system(scores, directions, evaluation)}"))
            )
        elif not tied:
            sentences.append((Part(text=f"Best {where}{by}: "), Part(text=best, system=True), Part(text=".")))
        else:
            start = Part(text=f"{where[0].upper()}{where[1:]}, ")
            end = f" cannot be told apart{by}."
            if scored == 2:
                sentences.append((start, *_names([best, *tied]), Part(text=end)))
            else:
                lead = Part(text=" scores highest, but ")
                rest = f" cannot be told apart from it{by}."
                sentences.append((start, Part(text=best, system=True), lead, *_names(tied), Part(text=rest)))
    if unscored:
        where = _where(unscored, evaluation)
        kinds = {column.kind for direction in unscored for column in direction.columns}
        what = listed([name for kind, name in (("estimate", "estimates"), ("finding", "findings")) if kind in kinds])
        what = f" Available are {what}." if what else ""
        sentences.append((Part(text=f"Nothing was scored against a reference {where}.{what}"),))
    return tuple(sentences)


def severe(evaluation: Evaluation) -> Sentence:
    """Return how many segments have a severe finding, with the lowest and highest rate; empty without checks.

    Only systems with results on all checked directions are compared.
    """
    checked = [item for item in evaluation.directions if any(column.kind == "finding" for column in item.columns)]
    total = sum(direction.segments for direction in checked)
    rates = []
    for name in dict.fromkeys(result.system for direction in checked for result in direction.results):
        results = [direction.result(name) for direction in checked]
        if all(results):
            found = sum(len({i for i, _, severity, _ in r.findings if severity == "severe"}) for r in results if r)
            rates.append((100 * found / total, name))
    rates.sort(key=lambda item: item[0])
    if not rates:
        return ()
    parts = [Part(text="Segments with a severe finding: ")]
    if len(rates) == 1 or rates[0][0] == rates[-1][0]:
        return (*parts, Part(text=f"{figure(rates[0][0], 1)} %{' with every system' if len(rates) > 1 else ''}."))
    (few, fewest), (many, most) = rates[0], rates[-1]
    return (
        *parts,
        Part(text=fewest, system=True),
        Part(text=f" {figure(few, 1)} %{' (fewest)' if len(rates) > 2 else ''}, "),
        Part(text=most, system=True),
        Part(text=f" {figure(many, 1)} %{' (most)' if len(rates) > 2 else ''}."),
    )


def _group(leader: Ranking) -> _Group:
    return leader.best, min(leader.scored, 3), leader.tied, leader.column.name


def _where(directions: Sequence[Direction], evaluation: Evaluation) -> str:
    """`on all five directions`, `into Dutch and German`, `from French into Dutch`."""
    if len(directions) == len(evaluation.directions) > 1:
        return "on both directions" if len(directions) == 2 else f"on all {counted(len(directions))} directions"
    names = [into(direction, evaluation) for direction in directions]
    start = names[0].split()[0]
    if start in ("into", "on") and all(name.startswith(f"{start} ") for name in names):
        return f"{start} {listed([name.removeprefix(f'{start} ') for name in names])}"
    return listed(names)


def _single_system(scores: Sequence[Ranking], directions: Sequence[Direction], evaluation: Evaluation) -> str:
    scores_text = []
    for item, direction in zip(scores, directions, strict=True):
        digits = digits_of([item.score.high])
        scores_text.append(
            f"{figure(item.score.value, digits)} {item.column.name} {into(direction, evaluation)}"
            f" (95 % interval {between(item.score.low, item.score.high, digits)})"
        )
    return f"scores {listed(scores_text)}; there is no other system to compare it with."


def _names(systems: Sequence[str]) -> list[Part]:
    """Return the names of systems, joined like `listed`."""
    shown = list(systems[:_NAMED])
    over = len(systems) - len(shown)
    parts: list[Part] = []
    for index, name in enumerate(shown):
        last = index == len(shown) - 1
        parts += [Part(text=" and " if last and not over else ", ")] if index else []
        parts.append(Part(text=name, system=True))
    return [*parts, Part(text=f" and {counted(over)} more")] if over else parts
