"""A bound fails where the score is out of it, whatever an earlier evaluation had."""

import re

import pytest

from babelpress.errors import ConfigError
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.floors import Floor, keep, read_floors
from babelpress.evaluation.results import Evaluation
from evaluation.corpora import BAD, GOOD, corpus


@pytest.fixture(scope="module")
def evaluated() -> Evaluation:
    return evaluate(
        [corpus(good=GOOD, bad=BAD)], Settings(metrics=("chrf", "ter", "lengthratio"), samples=50, trials=0)
    )


@pytest.mark.parametrize(
    ("bound", "failed"),
    [
        ("chrf>=70", [False, True]),
        ("chrf >= 0", [False, False]),
        ("chrf>=100.5", [True, True]),
        ("ter<=40", [False, True]),
        ("numbers<=0", [False, True]),
        ("severe<=0", [False, True]),
        ("severe<=100", [False, False]),
        ("lengthratio>=0.9", [False, True]),
        ("lengthratio<=1.1", [False, False]),
    ],
)
def test_bound_fails_where_the_score_is_out_of_it(evaluated: Evaluation, bound: str, failed: list[bool]):
    found = keep(evaluated, read_floors([bound]))

    assert [(one.system, one.failed) for one in found] == list(zip(["good", "bad"], failed, strict=True))


def test_verdict_says_score_and_bound(evaluated: Evaluation):
    good, bad = keep(evaluated, read_floors(["severe<=0"]))

    assert str(good) == "fr-nl good: severe 0.00 (bound severe<=0): within the bound"
    assert str(bad) == "fr-nl bad: severe 100.00 (bound severe<=0): out of bounds"


@pytest.mark.parametrize("said", ["", "chrf", "chrf>45", "chrf=45", "chrf>=", ">=4", "chrf>=x", "chrf>=nan", "a>=1<=2"])
def test_what_is_no_bound_is_refused(said: str):
    with pytest.raises(ConfigError, match="is not METRIC>=NUMBER or METRIC<=NUMBER"):
        read_floors([said])


def test_bound_of_a_model_keeps_its_colon():
    assert read_floors(["comet:a/b>=-0.5"]) == [Floor(metric="comet:a/b", sign=">=", bound=-0.5)]


@pytest.mark.parametrize(
    ("bound", "why"),
    [
        ("chrf<=45", "higher is better, so the bound is chrf>=45"),
        ("ter>=45", "lower is better, so the bound is ter<=45"),
        ("severe>=1", "lower is better, so the bound is severe<=1"),
        ("chrf>=-5", "'chrf>=-5' would let everything pass"),
        ("severe<=101", "'severe<=101' would let everything pass"),
        ("chrff>=45", "this evaluation has no 'chrff'; did you mean 'chrf'"),
    ],
)
def test_bound_that_cannot_be_meant_is_refused(evaluated: Evaluation, bound: str, why: str):
    with pytest.raises(ConfigError, match=re.escape(why)):
        keep(evaluated, read_floors([bound]))
