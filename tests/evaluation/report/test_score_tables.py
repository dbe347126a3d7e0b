from dataclasses import replace

import pytest

from babelpress.evaluation.report.leaderboard import ranking
from babelpress.evaluation.report.score_tables import mark, matrices, rates, tables
from evaluation.report.examples import CHRF, corpus, evaluated, made, told

DIRECTION = told("nl", ("x", 50.0, False), ("y", 60.0, True), ("z", 50.0, True), ("w", 40.0, True))


@pytest.mark.parametrize(
    ("system", "kind", "higher_is_better", "expected"),
    [
        ("y", "score", True, "better"),
        ("y", "finding", False, "worse"),
        ("w", "score", True, "worse"),
        ("w", "score", False, "better"),
        ("y", "description", True, "differs"),
        ("z", "score", True, "same"),  # no change at all is never significant, whatever its p-value
    ],
)
def test_mark_tells_what_a_change_means(system, kind, higher_is_better, expected):
    column = replace(CHRF, kind=kind, higher_is_better=higher_is_better)

    assert mark(DIRECTION.result(system).comparison("chrf"), column) == expected


def test_matrices_put_the_best_on_average_first_and_mark_the_leaders():
    evaluation = made(DIRECTION)

    (board,) = matrices(evaluation, [ranking(DIRECTION, evaluation)])

    assert [row.system for row in board.rows] == ["y", "x", "z", "w"]
    assert [row.cells[0].leads for row in board.rows] == [True, False, False, False]


def test_matrices_leave_a_gap_where_a_system_was_not_measured():
    evaluation = made(told("nl", ("x", 50.0, False)), told("de", ("x", 50.0, False), ("y", 60.0, True)))

    (board,) = matrices(evaluation, [ranking(item, evaluation) for item in evaluation.directions])

    assert [(row.system, row.cells[0] is None) for row in board.rows] == [("x", False), ("y", True)]


def test_tables_tell_shares_with_three_digits():
    direction = told("nl", ("x", 0.8123, False), width=0.01)

    (table,) = tables(made(direction), [None])

    assert table.rows[0].cells[0].value == "0.812"


def test_rates_of_nothing_found_say_nothing_more():
    (table,) = rates(evaluated(corpus()))

    good = table.rows[0].cells[[head.key for head in table.heads].index("loops")]
    assert (good.value, good.interval, good.change) == ("0", "", "")
