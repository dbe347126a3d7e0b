from dataclasses import replace

from babelpress.evaluation.datasets.base import DatasetIssue
from babelpress.evaluation.gate import Limit, Verdict
from babelpress.evaluation.report.summary import summary
from babelpress.evaluation.results import SkippedMetric
from evaluation.report.examples import QUICK, REFERENCES, WORSE, corpus, evaluated, made, told


def rows(text):
    return [line for line in text.splitlines() if line.startswith("|")]


def test_summary_begins_with_the_verdict():
    text = summary(made(told("nl", ("x", 60.0, False), ("y", 50.0, True))))

    assert text.splitlines()[0] == "Best into Dutch by chrF2++: **x**."


def test_summary_gives_score_interval_change_and_mark():
    text = summary(made(told("nl", ("x", 60.0, False), ("y", 50.0, True), ("z", 59.5, False))))

    assert rows(text)[2:] == [
        "| x (baseline) | **60.0** (59.0–61.0) |",
        "| y | 50.0 (49.0–51.0) −10.0 ▼ |",
        "| z | **59.5** (58.5–60.5) −0.5 ≈ |",
    ]


def test_summary_tells_the_rates_of_findings():
    text = summary(evaluated(corpus()))

    assert rows(text)[1].endswith("| --- |")
    assert "numbers 25.0" in rows(text)[3]


def test_summary_shows_names_as_they_are():
    given = corpus((("a|b<i>`*_@x", REFERENCES), ("y", WORSE)))

    text = summary(evaluated(given, settings=QUICK))

    assert "| a\\|b\\<i\\>\\`\\*\\_\\@x (baseline) |" in text


def test_summary_tells_gate_notices_and_what_was_left_out():
    limit = Limit(metric="chrf", change=-0.5)
    failed = Verdict(direction="fr-nl", system="x", limit=limit, before=50, after=40, low=-11, high=-9)
    given = replace(corpus(), notices=(DatasetIssue(kind="empty", message="1 empty hypothesis", system="worse"),))
    evaluation = replace(evaluated(given), left=(SkippedMetric(metric="comet", reason="not installed"),))

    text = summary(evaluation, verdicts=[failed])

    assert "**Gate failed**: 1 of 1 limits are exceeded." in text
    assert "worse: 1 empty hypothesis" in text
    assert "- comet: not installed" in text


def test_summary_of_findings_alone_has_a_table():
    assert len(rows(summary(evaluated(corpus(references=()))))) == 4


def test_summary_folds_the_signatures():
    text = summary(made(told("nl", ("x", 60.0, False))))

    assert "<details><summary>Signatures</summary>\n\n- chrF2++: `nrefs:1`" in text
