"""The plots: dots with intervals, and lines of score against length; inline SVG, coloured by the style sheet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from babelpress.evaluation.report.formatting import digits_of, figure
from babelpress.evaluation.report.score_tables import MARKS, mark
from babelpress.evaluation.results import Column, Direction, Result, Score

# Shared by the plots: a scale with round ticks, and shortened names.

SERIES = 10
"""Number of colours and marker shapes of systems in the style sheet; the eleventh system has those of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear map from values `low` to `high` to coordinates `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the coordinate of a value, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, about: int = 5) -> list[tuple[float, str]]:
        """Return round values within the scale, with their labels."""
        rough = (self.high - self.low) / about
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
        digits = max(0, -math.floor(math.log10(step)))
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [(n * step, f"{n * step:.{digits}f}".replace("-", "−")) for n in range(first, last + 1)]


def scale(values: Sequence[float], *, start: float, end: float) -> Scale:
    """Return a scale that includes all values, with a margin."""
    low, high = min(values), max(values)
    margin = (high - low) * 0.06 or max(abs(high) * 0.05, 0.5)
    return Scale(low=low - margin, high=high + margin, start=start, end=end)


def fit(text: str, characters: int) -> str:
    """Shorten a name that is too long; its end is kept, as versions differ there.

    >>> fit("opus-mt-tc-big-fr-en-2022", 16)
    'opus-mt-…en-2022'
    """
    if len(text) <= characters:
        return text
    half = characters // 2
    return f"{text[:half]}…{text[half + 1 - characters :]}"


def spread(places: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move labels apart so that they do not overlap, in the same order, within `low` to `high` if there is room.

    >>> spread([10, 10, 40], gap=5, low=0, high=42)
    [10, 15, 40]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, index in zip([None, *order], order, strict=False):
        moved[index] = max(places[index], low) if before is None else max(places[index], moved[before] + gap)
    over = moved[order[-1]] - high if order else 0
    if over > 0:
        limit = high
        for index in reversed(order):
            moved[index] = min(moved[index], limit)
            limit = moved[index] - gap
    return moved


_WIDTH = 380
_ROW = 22
_NAME = 132
"""Width of the names at the left, in units of the drawing: about 17 letters."""

ENOUGH = 10
"""A range of lengths with fewer segments is not drawn, unless there is no other."""

_MARKERS = (
    "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z",
    "M-3.2 -3.2H3.2V3.2H-3.2Z",
    "M0 -4.2L4 3H-4Z",
    "M0 -4.6L4.6 0L0 4.6L-4.6 0Z",
    "M0 4.2L4 -3H-4Z",
    "M-1.2 -4H1.2V-1.2H4V1.2H1.2V4H-1.2V1.2H-4V-1.2H-1.2Z",
    "M-4.2 0L3 -4V4Z",
    "M4.2 0L-3 -4V4Z",
    "M-4 -2L0 -4.4L4 -2V2L0 4.4L-4 2Z",
    "M-4 -1.4H4V1.4H-4Z",
)
"""One shape per system, so that systems do not differ by colour alone."""


def intervals(direction: Direction, column: Column, *, title: str, leaders: Sequence[str] = ()) -> Markup:
    """Draw the score of every system of a direction as a dot within its interval; the best at the top.

    The baseline is an open square, with a dashed line through all rows; the names of the leaders are bold.
    """
    rows = [(result, score) for result in direction.results if (score := result.score(column.key))]
    rows.sort(key=lambda row: -row[1].value if column.higher_is_better else row[1].value)
    if not rows:
        return Markup()
    x = scale([bound for _, score in rows for bound in (score.low, score.high)], start=_NAME + 8, end=_WIDTH - 62)
    bottom = _ROW * len(rows) + 6
    parts = [_axis(x, bottom)]
    parts += [
        Markup('<line class="base" x1="{0}" x2="{0}" y1="2" y2="{1}"/>').format(x(score.value), bottom)
        for result, score in rows
        if result.baseline and len(rows) > 1
    ]
    digits = digits_of([score.value for _, score in rows])
    for number, (result, score) in enumerate(rows):
        y = _ROW * number + _ROW // 2 + 2
        parts.append(_row(result, score, column, x=x, y=y, digits=digits, leads=result.system in leaders))
    label_text = "; ".join(f"{row.system} {figure(score.value, digits)}" for row, score in rows)
    return _drawing(Markup("").join(parts), height=bottom + 20, title=f"{column.name}, {title}: {label_text}")


def _row(result: Result, score: Score, column: Column, *, x: Scale, y: float, digits: int, leads: bool) -> Markup:
    comparison = result.comparison(column.key)
    sign = MARKS[mark(comparison, column)] if comparison else ""
    kind = mark(comparison, column) if comparison else "baseline" if result.baseline else ""
    at = x(score.value)
    dot = (
        Markup('<rect class="dot open" x="{}" y="{}" width="8" height="8"/>').format(round(at - 4, 1), y - 4)
        if result.baseline
        else Markup('<circle class="dot {}" cx="{}" cy="{}" r="4.5"/>').format(kind, at, y)
    )
    return Markup(
        '<text class="name{}" x="{}" y="{}"><title>{}</title>{}</text>'
        '<line class="range {}" x1="{}" x2="{}" y1="{y}" y2="{y}"/>{}'
        '<text class="value" x="{}" y="{}">{} {}</text>'
    ).format(
        " leads" if leads else "", _NAME, y + 4, result.system, fit(result.system, 17),
        kind, x(score.low), x(score.high), dot,
        _WIDTH - 4, y + 4, figure(score.value, digits), sign,
        y=y,
    )  # fmt: skip


def _axis(x: Scale, bottom: float) -> Markup:
    return Markup("").join(
        Markup(
            '<line class="grid" x1="{0}" x2="{0}" y1="2" y2="{1}"/><text class="tick" x="{0}" y="{2}">{3}</text>'
        ).format(x(value), bottom, bottom + 14, label)
        for value, label in x.ticks(4)
    )  # fmt: skip


def lengths(direction: Direction, column: Column, *, title: str, order: Sequence[str]) -> Markup:
    """Draw the score against the length of segments, one line per system; `order` determines colour and shape."""
    lines = {result.system: _by_length(result, column) for result in direction.results}
    names = list(dict.fromkeys(group.name for result in direction.results for group in result.lengths))
    counts = {group.name: group.segments for result in direction.results for group in result.lengths}
    names = [name for name in names if any(name in line for line in lines.values())]
    sure = [name for name in names if counts[name] >= ENOUGH]
    if len(sure) > 1:
        names = sure
        lines = {system: {name: line[name] for name in sure if name in line} for system, line in lines.items()}
    values = [value for line in lines.values() for value in line.values()]
    if len(names) < 2:
        return Markup()
    height, left, right, low = 250, 36, _WIDTH - 118, 206
    y = scale(values, start=low, end=10)
    step = (right - left - 16) / (len(names) - 1)
    at = {name: round(left + 8 + step * index, 1) for index, name in enumerate(names)}
    parts = [
        Markup(
            '<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/><text class="tick y" x="{}" y="{}">{}</text>'
        ).format(left, right, left - 5, y(value) + 4, label, y=y(value))
        for value, label in y.ticks(5)
    ]  # fmt: skip
    parts += [
        Markup('<text class="tick" x="{0}" y="{1}">{2}</text><text class="tick" x="{0}" y="{3}">{4:,}</text>').format(
            at[name], low + 17, name.removesuffix(" words"), low + 31, counts[name]
        )
        for name in names
    ]
    shown = [result for result in direction.results if lines[result.system]]
    ends = [y(list(lines[result.system].values())[-1]) for result in shown]
    labels = spread(ends, gap=13, low=14, high=max(low, 13.0 * len(ends)))
    for result, end, label in zip(shown, ends, labels, strict=True):
        number = order.index(result.system)
        points = [(at[name], y(value)) for name, value in lines[result.system].items()]
        parts.append(_line(result, points, number=number, right=right, end=end, label=label))
    parts.append(Markup('<text class="tick y" x="{}" y="{}">n</text>').format(left - 5, low + 31))
    label_text = f"{column.name} against length in words, {title}, one line per system"
    return _drawing(Markup("").join(parts), height=max(height, 13 * len(ends) + 20), title=label_text)


def _line(
    result: Result, points: Sequence[tuple[float, float]], *, number: int, right: float, end: float, label: float
) -> Markup:
    dots = Markup("").join(
        Markup('<path class="spot" d="{}" transform="translate({} {})"/>').format(_MARKERS[number % SERIES], *point)
        for point in points
    )
    return Markup(
        '<g class="s{}{}"><polyline class="line" points="{}"/>{}<path class="lead" d="M{} {}L{} {}"/>'
        '<path class="spot" d="{}" transform="translate({} {})"/>'
        '<text class="end" x="{}" y="{}"><title>{}</title>{}</text></g>'
    ).format(
        number % SERIES, " baseline" if result.baseline else "", " ".join(f"{px},{py}" for px, py in points), dots,
        points[-1][0], end, right + 8, label, _MARKERS[number % SERIES], right + 14, label,
        right + 21, label + 4, result.system, fit(result.system, 14),
    )  # fmt: skip


def _by_length(result: Result, column: Column) -> dict[str, float]:
    found = ((group.name, dict(group.scores).get(column.key)) for group in result.lengths)
    return {name: value for name, value in found if value is not None}


def _drawing(content: Markup, *, height: float, title: str) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(_WIDTH, height, title, content)
