from dataclasses import replace

from babelpress.evaluation.report.leaderboard import ranking
from babelpress.evaluation.report.verdict import severe, verdict
from evaluation.report.examples import CHRF, corpus, evaluated, made, told


def said(*directions):
    evaluation = made(*directions)
    sentences = verdict(evaluation, [ranking(direction, evaluation) for direction in directions])
    return ["".join(part.text for part in sentence) for sentence in sentences]


def test_verdict_of_one_system_claims_no_comparison():
    assert said(told("nl", ("x", 54.26, False))) == [
        "x scores 54.3 chrF2++ into Dutch (95 % interval 53.3–55.3); there is no other system to compare it with."
    ]


def test_verdict_names_the_best_of_all_directions_once():
    directions = [told(code, ("x", 60.0, False), ("y", 50.0, True)) for code in ("en", "nl", "de", "es", "pt")]

    assert said(*directions) == ["Best on all five directions by chrF2++: x."]


def test_verdict_groups_directions_by_who_is_best():
    assert said(
        told("en", ("x", 60.0, False), ("y", 50.0, True)),
        told("nl", ("x", 60.0, False), ("y", 59.9, False)),
        told("de", ("x", 60.0, False), ("y", 50.0, True)),
    ) == ["Best into English and German by chrF2++: x.", "Into Dutch, x and y cannot be told apart."]


def test_verdict_names_all_that_are_level_with_the_highest():
    direction = told("nl", ("x", 60.0, False), ("y", 59.9, False), ("z", 59.8, False), ("w", 40.0, True))

    assert said(direction) == ["Into Dutch, x scores highest, but y and z cannot be told apart from it by chrF2++."]


def test_verdict_counts_those_it_does_not_name():
    direction = told("nl", *((name, 60.0 - n / 10, False) for n, name in enumerate("abcdefg")))

    assert said(direction)[0].startswith("Into Dutch, a scores highest, but b, c, d, e and two more cannot")


def test_verdict_by_a_metric_where_lower_is_better_takes_the_lowest():
    ter = replace(CHRF, key="ter", name="TER", higher_is_better=False)

    assert said(told("nl", ("x", 60.0, False), ("y", 50.0, True), column=ter)) == ["Best into Dutch by TER: y."]


def test_verdict_of_estimates_alone_names_no_best():
    estimate = replace(CHRF, key="qe", name="QE", kind="estimate")

    assert said(told("nl", ("x", 60.0, False), ("y", 50.0, True), column=estimate)) == [
        "Nothing was scored against a reference into Dutch. Available are estimates."
    ]


def test_verdict_tells_both_languages_where_sources_differ():
    assert said(
        told("nl", ("x", 60.0, False), ("y", 50.0, True)),
        told("nl", ("x", 60.0, False), ("y", 60.0, True), source="en"),
    ) == ["Best from French into Dutch by chrF2++: x.", "From English into Dutch, x and y cannot be told apart."]


def test_verdict_calls_no_system_better_that_says_the_same():
    """The p-value of no difference at all is the smallest there is: a quirk that must not reach a reader."""
    evaluation = evaluated(corpus((("x", ("De kat.",) * 4), ("y", ("De kat.",) * 4))))

    found = ranking(evaluation.directions[0], evaluation)

    assert found.tied == ("y",)


def test_severe_findings_hold_only_systems_of_every_direction_against_each_other():
    evaluation = evaluated(corpus(), corpus((("good", corpus().systems[0].hypotheses),)))

    assert "".join(part.text for part in severe(evaluation)).startswith("Segments with a severe finding: ")
    assert [part.text for part in severe(evaluation) if part.system] == []


def test_severe_findings_of_nothing_checked_are_not_told():
    assert severe(made(told("nl", ("x", 60.0, False)))) == ()
