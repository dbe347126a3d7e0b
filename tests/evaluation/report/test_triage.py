"""What may be published is counted by the thresholds of the calibration that made the estimates."""

from dataclasses import replace

from babelpress.evaluation.estimation.calibration import Calibration, Thresholds, find
from babelpress.evaluation.report.triage import reliability, triage
from babelpress.evaluation.results import Column, Direction, Evaluation, Result


def calibration(**thresholds: float | None) -> Calibration:
    chosen = {"cut": 30.0, "publish": 60.0, "edit": 40.0, "publish_error": 0.05, "edit_error": 0.3, **thresholds}
    made = Thresholds(errors=(0.04, 0.2, None), shares=(0.5, 0.3, 0.2), **chosen)
    return replace(find("fr-nl"), thresholds=made)


def evaluation(signature: str, *values: float | None) -> Evaluation:
    column = Column(
        key="quality", name="estimated quality", kind="estimate", higher_is_better=True, signature=signature
    )
    result = Result(
        system="ours", baseline=True, fingerprint="", scores=(), comparisons=(), lengths=(), documents=(),
        values=(("quality", values),), statistics=(), findings=(),
    )  # fmt: skip
    direction = Direction(
        corpus="c", source_language="fr", target_language="nl", task="translation", segments=len(values),
        fingerprint="", columns=(column,), notices=(), results=(result,),
    )  # fmt: skip
    return Evaluation(babelpress="0", seed=1, samples=100, trials=0, directions=(direction,))


def signed(calibration: Calibration) -> str:
    """As an evaluation signs it: with samples and seed after the first field."""
    first, *rest = calibration.signature.split("|")
    return "|".join([first, "bs:100", "seed:1", *rest])


def test_segments_are_counted_by_their_verdict():
    made = calibration()

    found = triage(evaluation(signed(made), 70.0, 60.0, 59.9, 40.0, 10.0, None), made)

    assert found.rows == (("French to Dutch", "ours", ("40.0", "40.0", "20.0")),)


def test_segment_with_a_severe_finding_is_not_published():
    made = calibration()
    given = evaluation(signed(made), 70.0, 70.0)
    (direction,) = given.directions
    (result,) = direction.results
    flagged = replace(result, findings=((1, "numbers", "severe", "12 became 13"), (0, "names", "warning", "")))

    found = triage(replace(given, directions=(replace(direction, results=(flagged,)),)), made)

    assert found.rows[0][2] == ("50.0", "50.0", "0.0")


def test_verdict_says_what_it_means_and_how_often_it_is_wrong():
    publish, edit, human = triage(evaluation("x", 1.0), calibration()).meanings

    assert publish == (
        "publish",
        "estimate 60.0 or more; 4.0 % of the held-out segments of this kind were below 30.0 in chrf when compared "
        "with references",
    )
    assert edit[1].startswith("estimate 40.0 or more; 20.0 %")
    assert human == ("human", "the rest")


def test_threshold_nothing_was_sure_enough_for_says_so():
    made = calibration(publish=None)

    found = triage(evaluation(signed(made), 99.0), made)

    assert found.meanings[0][1].startswith("no estimate is certain enough")
    assert found.rows[0][2] == ("0.0", "100.0", "0.0")


def test_estimates_of_another_calibration_are_not_judged():
    made = calibration()

    assert triage(evaluation(signed(replace(made, data="other")), 70.0), made).rows == ()


def test_reliability_is_that_of_the_held_out_half():
    made = calibration()

    shown = reliability(made)

    assert shown.data == made.data and len(shown.bins) == len(made.reliability)
    assert shown.bins[0][0] == made.reliability[0].predicted
