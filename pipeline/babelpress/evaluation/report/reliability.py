"""Reliability diagrams: predicted against observed labels of an estimate."""

from dataclasses import dataclass

from markupsafe import Markup

from babelpress.evaluation.report.plots import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The calibration of an estimate: `name` is that of the estimate, `data` that of the data it was measured on.

    `bins` are (predicted mean, observed mean, count), both means on one scale: 0 to 1, or 0 to 100.
    """

    name: str
    data: str
    bins: tuple[tuple[float, float, int], ...]

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance of both means, by count (Naeini et al. 2015)."""
        total = sum(count for *_, count in self.bins)
        return sum(abs(predicted - observed) * count for predicted, observed, count in self.bins) / max(total, 1)

    @property
    def digits(self) -> int:
        """The number of decimal digits of its values."""
        return 3 if self._top == 1 else 1

    @property
    def _top(self) -> float:
        return 1.0 if all(max(predicted, observed) <= 1 for predicted, observed, _ in self.bins) else 100.0


def diagram(reliability: Reliability) -> Markup:
    """Draw the reliability diagram: on the diagonal, estimates are correct. A larger dot has more segments."""
    top = reliability._top
    x = Scale(low=0, high=top, start=44, end=284)
    y = Scale(low=0, high=top, start=250, end=10)
    most = max((count for *_, count in reliability.bins), default=1)
    parts = [
        Markup(
            '<line class="grid" x1="{0}" x2="{0}" y1="10" y2="250"/>'
            '<line class="grid" x1="44" x2="284" y1="{1}" y2="{1}"/>'
            '<text class="tick" x="{0}" y="266">{2}</text><text class="tick y" x="38" y="{3}">{2}</text>'
        ).format(x(value), y(value), label, y(value) + 4)
        for value, label in x.ticks(5)
    ]
    parts.append(Markup('<line class="base" x1="44" y1="250" x2="284" y2="10"/>'))
    filled = [(x(predicted), y(observed), count) for predicted, observed, count in reliability.bins if count]
    parts.append(Markup('<polyline class="line" points="{}"/>').format(" ".join(f"{px},{py}" for px, py, _ in filled)))
    parts += [
        Markup('<circle class="dot" cx="{}" cy="{}" r="{}"><title>{:,} segments</title></circle>').format(
            px, py, round(2.5 + 5.5 * (count / most) ** 0.5, 1), count
        )
        for px, py, count in filled
    ]
    parts.append(
        Markup(
            '<text class="tick" x="164" y="284">predicted</text>'
            '<text class="tick" transform="translate(11 130) rotate(-90)">observed</text>'
        )
    )
    return Markup('<svg class="s0" viewBox="0 0 300 290" role="img" aria-label="{}">{}</svg>').format(
        f"{reliability.name}: predicted against observed on {reliability.data}", Markup("").join(parts)
    )
