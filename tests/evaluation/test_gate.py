"""The gate fails where quality fell, not where chance moved it."""

import re
from dataclasses import replace

import pytest

from babelpress.errors import ConfigError
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.gate import Limit, judge, read_limits
from babelpress.evaluation.results import Evaluation, from_json, to_json
from evaluation.corpora import BAD, FAIR, GOOD, corpus

SETTINGS = Settings(metrics=("bleu", "chrf", "ter"), samples=200, trials=0)


def evaluated(**systems: tuple[str, ...]) -> Evaluation:
    return from_json(to_json(evaluate([corpus(**systems)], SETTINGS)))


def verdicts(now: tuple[str, ...], *limits: str):
    return judge(evaluated(ours=now), evaluated(ours=GOOD), read_limits(limits))


def test_fall_beyond_the_limit_fails_with_its_reason():
    (verdict,) = verdicts(BAD, "chrf:-0.5")

    assert verdict.failed and verdict.change < -0.5 and verdict.high < 0
    assert str(verdict).startswith("fr-nl ours: chrf ") and str(verdict).endswith("worse than the limit")


def test_no_change_passes():
    (verdict,) = verdicts(GOOD, "chrf:-0.5")

    assert (verdict.failed, verdict.change, verdict.low, verdict.high) == (False, 0.0, 0.0, 0.0)
    assert str(verdict).endswith("within the limit")


def test_severe_findings_of_any_check_are_limited_too():
    (worse,) = verdicts(BAD, "severe:+1")
    (better,) = verdicts(GOOD, "severe:+1")

    assert (worse.failed, better.failed) == (True, False)
    assert (worse.before, worse.after) == (0, 100)


def test_fall_within_the_limit_passes():
    assert not verdicts(FAIR, "chrf:-50")[0].failed


def test_fall_that_may_be_chance_passes_and_says_so():
    """One segment of forty is wholly wrong: half of the samples hold it hardly or not at all."""
    now = ("Iets heel anders.", *GOOD[1:])

    (verdict,) = verdicts(now, "chrf:-0.5")

    assert verdict.change <= -0.5 and verdict.high == 0.0
    assert not verdict.failed and str(verdict).endswith("may be chance")


def test_rise_of_an_error_rate_fails():
    ter, numbers = verdicts(BAD, "ter:+1", "numbers:+5")

    assert ter.failed and numbers.failed and (numbers.before, numbers.after) == (0.0, 100.0)


def test_single_systems_are_held_against_each_other_whatever_their_names():
    (verdict,) = judge(evaluated(new=BAD), evaluated(old=GOOD), read_limits(["chrf:-0.5"]))

    assert verdict.failed and verdict.system == "new"


def test_several_systems_are_matched_by_name():
    found = judge(evaluated(a=GOOD, b=BAD), evaluated(b=GOOD, a=GOOD), read_limits(["chrf:-0.5"]))

    assert [(verdict.system, verdict.failed) for verdict in found] == [("a", False), ("b", True)]


@pytest.mark.parametrize("said", ["chrf", "chrf:", "chrf:x", ":-1", "chrf:0", "chrf:nan", "chrf:inf", ""])
def test_limit_that_is_no_number_is_refused(said: str):
    with pytest.raises(ConfigError, match=r"is not METRIC:CHANGE with a signed number, as chrf:-0\.5"):
        read_limits([said])


def test_limit_of_a_model_keeps_its_colon():
    assert read_limits(["comet:Unbabel/XCOMET-XL:-0.01"]) == [Limit(metric="comet:Unbabel/XCOMET-XL", change=-0.01)]


def test_what_cannot_be_compared_is_refused():
    now = evaluate([corpus(ours=GOOD)], SETTINGS)
    others = {
        "on other sources or references": replace(corpus(ours=GOOD), sources=("x",) * 40),
        "has no small fr-nl": replace(corpus(ours=GOOD), name="other"),
    }
    for said, other in others.items():
        with pytest.raises(ConfigError, match=said):
            judge(now, evaluate([other], SETTINGS), read_limits(["chrf:-1"]))


def test_unknown_metric_or_system_is_refused():
    now = evaluated(a=GOOD, b=FAIR)

    with pytest.raises(ConfigError, match=r"this evaluation has no 'chrff'; did you mean 'chrf'"):
        judge(now, now, read_limits(["chrff:-1"]))
    with pytest.raises(ConfigError, match="the baseline has no 'b'"):
        judge(now, evaluated(a=GOOD, c=FAIR), read_limits(["chrf:-1"]))


def test_other_settings_of_a_metric_are_refused():
    now, before = evaluated(a=GOOD), evaluated(a=GOOD)
    direction = before.directions[0]
    columns = tuple(replace(column, signature=f"{column.signature}x") for column in direction.columns)
    before = replace(before, directions=(replace(direction, columns=columns),))

    with pytest.raises(ConfigError, match="became"):
        judge(now, before, read_limits(["chrf:-1"]))


@pytest.mark.parametrize(
    ("limit", "meant"),
    [("chrf:+0.5", "chrf:-0.5"), ("bleu:+1", "bleu:-1"), ("ter:-1", "ter:+1"), ("numbers:-2", "numbers:+2")],
)
def test_limit_whose_sign_cannot_be_meant_is_refused(limit: str, meant: str):
    with pytest.raises(ConfigError, match=rf"is better, so the limit is {re.escape(meant)}"):
        verdicts(BAD, limit)
