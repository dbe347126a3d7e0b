from itertools import pairwise

import pytest

from babelpress.evaluation.report.plots import intervals, lengths, scale, spread
from babelpress.evaluation.report.reliability import Reliability, diagram
from evaluation.report.examples import CHRF, corpus, evaluated, told


def test_intervals_put_the_best_on_top_and_the_baseline_in_a_square():
    drawing = intervals(told("nl", ("x", 50.0, False), ("y", 60.0, True)), CHRF, title="French to Dutch")

    assert drawing.index("<title>y</title>") < drawing.index("<title>x</title>")
    assert drawing.count("<rect") == 1
    assert "60.0 ▲" in drawing


def test_intervals_say_in_words_what_they_draw():
    drawing = intervals(told("nl", ("<x>", 50.0, False)), CHRF, title="French to Dutch")

    assert 'aria-label="chrF2++, French to Dutch: &lt;x&gt; 50.0"' in drawing


def test_intervals_of_equal_scores_draw_too():
    assert "<svg" in intervals(told("nl", ("x", 0.0, False), ("y", 0.0, False), width=0.0), CHRF, title="t")


def test_lengths_of_one_length_draw_nothing():
    direction = evaluated(corpus()).directions[0]

    assert lengths(direction, direction.column("chrf"), title="t", order=["good", "worse"]) == ""


def test_lengths_draw_one_line_a_system():
    texts = ["woord " * (5 if n % 2 else 15) for n in range(24)]
    direction = evaluated(corpus((("x", texts), ("y", texts[::-1])), sources=texts, references=texts)).directions[0]

    drawing = lengths(direction, direction.column("chrf"), title="t", order=["x", "y"])

    assert drawing.count("<polyline") == 2
    assert ">11-20<" in drawing


@pytest.mark.parametrize("values", [[0.0], [5.0, 5.0], [-3.0, 2.0], [0.001, 0.002], [1e6, 2e6]])
def test_scale_has_ticks_within_it(values):
    found = scale(values, start=0, end=100)

    assert found.ticks()
    assert all(found.low <= value <= found.high for value, _ in found.ticks())


@pytest.mark.parametrize("places", [[], [5.0], [5.0, 5.0, 5.0], [90.0, 95.0, 99.0]])
def test_spread_keeps_labels_apart_and_inside(places):
    moved = sorted(spread(places, gap=10, low=0, high=100))

    assert all(b - a >= 10 for a, b in pairwise(moved))
    assert all(0 <= place <= 100 for place in moved)


def test_diagram_leaves_out_bins_of_no_segment():
    reliability = Reliability(name="q", data="d", bins=((0.1, 0.0, 0), (0.5, 0.4, 10)))

    assert diagram(reliability).count("<circle") == 1
    assert reliability.error == pytest.approx(0.1)


def test_diagram_of_percentages_reaches_a_hundred():
    assert ">100<" in diagram(Reliability(name="q", data="d", bins=((40.0, 55.0, 10),)))
