"""Calibrating: on made-up segments whose labels are known to follow from their features, and on what cannot be."""

import json
import math

import numpy as np
import pytest

from babelpress.errors import ConfigError, ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibrate import Sample, Settings, calibrate, fit, read_labels
from babelpress.evaluation.estimation.calibration import Calibration, find, from_json, read, to_json
from babelpress.evaluation.estimation.estimate import estimate
from babelpress.evaluation.estimation.features import BROKEN, FAMILIES, Tools

WIDTH = len(FAMILIES["pair"])
PAIR = Settings(families=("pair",), cut=30.0)


def sample(direction: str = "fr-nl", *, segments: int = 2000, documents: int = 100, shift: float = 0.0) -> Sample:
    """Labels that follow the first two features, bent, with noise."""
    rng = np.random.default_rng(len(direction) + segments)
    features = rng.normal(size=(segments, WIDTH)) + shift
    features[:, [FAMILIES["pair"].index(name) for name in BROKEN]] = 0
    told = features[:, 0] - 0.5 * features[:, 1] - 0.5 * shift
    labels = 40 + 15 * np.tanh(told) + rng.normal(size=segments) * 5
    names = tuple(f"d{i % documents}" for i in range(segments))
    return Sample(direction=direction, features=features, labels=labels, documents=names)


def made(*samples: Sample, settings: Settings = PAIR) -> Calibration:
    return fit(samples or (sample(),), settings, data="made up", systems=("a",), label_signature="none")


def corpus(segments: int = 120, *, reference: str = "De kat slaapt.", hypothesis: str = "De kat slaapt.") -> Corpus:
    numbers = range(segments)
    return Corpus(
        name="cats",
        source_language="fr",
        target_language="nl",
        ids=tuple(map(str, numbers)),
        documents=("cats",) * segments,
        sources=tuple(f"Le chat dort {n} fois." for n in numbers),
        references=((reference,),) * segments,
        systems=(System(name="one", hypotheses=(hypothesis,) * segments),),
    )


def test_estimates_of_held_out_documents_are_reliable_and_ranked():
    calibration = made(sample(), sample("fr-de", shift=2.0))

    assert calibration.directions == ("fr-nl", "fr-de")
    assert sum(calibration.documents) == 100
    for curve in calibration.curves:
        assert curve.rank_correlation > 0.85
        assert len(curve.reliability) == 10
        assert all(abs(part.predicted - part.observed) < 3 for part in curve.reliability)
        assert sum(part.segments for part in curve.reliability) == curve.segments == 1000


def test_a_calibration_is_the_same_every_time_and_another_with_another_seed():
    assert made() == made()
    assert made() != made(settings=Settings(families=("pair",), cut=30.0, seed=7))


def test_estimates_never_fall_where_the_raw_figure_rises():
    calibration = made()
    rows = np.zeros((50, WIDTH))
    rows[:, 0] = np.linspace(-9, 9, 50)  # the feature that labels rise with

    estimates = calibration.apply(rows, "fr-nl")

    assert calibration.weights[0] > 0
    assert (np.diff(estimates) >= 0).all()
    assert len(set(estimates.tolist())) > 10
    labels = calibration.curves[0].labels
    assert (estimates.min(), estimates.max()) == (labels[0], labels[-1])


def test_thresholds_keep_their_promise_on_the_held_out_half():
    thresholds = made().thresholds

    assert thresholds.publish is not None
    assert thresholds.edit is not None
    assert thresholds.publish > thresholds.edit
    assert thresholds.errors[0] is not None
    assert thresholds.errors[0] < thresholds.publish_error + 0.03
    assert sum(thresholds.shares) == pytest.approx(1, abs=1e-3)
    assert [thresholds.verdict(x) for x in (thresholds.publish, thresholds.edit, thresholds.edit - 1e-3)] == [
        "publish", "edit", "human"
    ]  # fmt: skip


def test_nothing_may_be_published_where_everything_is_bad():
    thresholds = made(settings=Settings(families=("pair",), cut=1000.0)).thresholds

    assert (thresholds.publish, thresholds.edit) == (None, None)
    assert thresholds.verdict(999.0) == "human"
    assert thresholds.errors == (None, None, 1.0)


def test_labels_of_two_classes_can_be_calibrated():
    plain = sample()
    labels = (plain.labels > 40).astype(float)

    calibration = made(
        Sample(direction="fr-nl", features=plain.features, labels=labels, documents=plain.documents),
        settings=Settings(families=("pair",), label="human"),
    )

    assert 0 < calibration.thresholds.cut < 1
    assert all(0 <= level <= 1 for level in calibration.curves[0].labels)


@pytest.mark.parametrize("value", [0.0, 1.0, 37.5])
def test_labels_of_one_class_are_refused(value: float):
    plain = sample()
    same = Sample(
        direction="fr-nl",
        features=plain.features,
        labels=np.full(len(plain.labels), value),
        documents=plain.documents,
    )

    with pytest.raises(ConfigError, match=f"fr-nl: every label is {value:g}"):
        made(same)


def test_too_few_segments_are_refused_with_their_number():
    with pytest.raises(ConfigError, match="fr-nl: 99 labelled segments: at least 100"):
        made(sample(segments=99))


def test_one_document_beside_another_is_no_half():
    plain = sample(segments=200)
    documents = ("large",) * 190 + ("small",) * 10
    with pytest.raises(ConfigError, match="one half of the documents"):
        made(Sample(direction="fr-nl", features=plain.features, labels=plain.labels, documents=documents))


def test_without_a_system_there_is_nothing_to_calibrate():
    with pytest.raises(ConfigError, match="no system was given"):
        calibrate([], PAIR)


def test_given_labels_take_the_place_of_a_metric():
    cats = corpus()
    labels = {("fr-nl", "one"): [float(n % 7) if n % 10 else None for n in range(120)]}

    calibration = calibrate([cats], Settings(families=("pair",), label="stars"), labels=labels)

    assert (calibration.label, calibration.label_signature) == ("stars", "given")
    assert calibration.systems == ("one",)
    values = estimate(cats, cats.systems[0], calibration)
    assert values.shape == (120,)
    assert np.isfinite(values).all()


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ({}, "fr-nl one: has no labels"),
        ({("fr-nl", "one"): [1.0] * 119}, "119 labels for 120 segments"),
        ({("fr-nl", "one"): [1.0] * 119 + [math.nan]}, "segment 120: the label nan is not a number"),
        ({("fr-nl", "one"): ["good", *[1.0] * 119]}, "segment 1: the label 'good' is not a number"),
    ],
)
def test_labels_that_do_not_fit_are_refused(labels, message: str):
    with pytest.raises(ConfigError, match=message):
        calibrate([corpus()], PAIR, labels=labels)


@pytest.mark.parametrize(
    ("label", "message"), [("chfr", "no metric 'chfr'; did you mean 'chrf'"), ("ter", "TER is not a score")]
)
def test_a_label_that_is_no_score_is_refused(label: str, message: str):
    with pytest.raises(ConfigError, match=message):
        calibrate([corpus()], Settings(families=("pair",), label=label))


def test_segments_without_any_reference_are_refused():
    with pytest.raises(ConfigError, match="cats fr-nl: no segment has a reference"):
        calibrate([corpus(reference=" ")], PAIR)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"publish_error": 0.0}, "publish_error: 0.0: must be between"),
        ({"edit_error": 1.5}, "edit_error: 1.5: must be between"),
        ({"cut": math.nan}, "cut: nan"),
        ({"families": ()}, "families: name at least one"),
        ({"families": ("pear",)}, "'pear': known are pair"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings, message: str):
    with pytest.raises(ConfigError, match=message):
        Settings(**settings)


def test_labels_are_read_one_a_line(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("\ufeff1\r\n0.5\r\n\r\n-2e1\r\n", encoding="utf-8")

    assert read_labels(path) == (1.0, 0.5, None, -20.0)


def test_every_line_that_is_no_number_is_named(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("1\ngood\n3\nnan\n", encoding="utf-8")

    with pytest.raises(ConfigError, match="line 2: 'good' is not a number\n  line 4: 'nan' is not a number"):
        read_labels(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_labels(tmp_path / "none.txt")


def test_a_calibration_survives_its_json():
    calibration = made(sample(), sample("fr-de"))

    assert from_json(to_json(calibration)) == calibration


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "format: is 2; this version of Babelpress reads 1"),
        ({"families": ["pear"]}, "'pear': did you mean 'pair'"),
        ({"features": ["shrot", *FAMILIES["pair"][1:]]}, "'shrot' is unknown: did you mean 'short'"),
        ({"features": ["short", "short", *FAMILIES["pair"][2:]]}, "features: one of them is listed twice"),
        ({"families": ["pair", "forced"], "features": FAMILIES["pair"] + FAMILIES["forced"]}, "model: is empty"),
        ({"weights": [1.0]}, f"weights: 1 values for {WIDTH} features"),
        ({"scales": [0.0] * WIDTH}, "scales: must be above 0"),
        ({"weights": [math.nan] * WIDTH}, "weights.0: Input should be a finite number"),
        ({"weights": ["much"]}, "weights.0: Input should be a valid number"),
        ({"curves": []}, "curves: there must be at least one"),
        ({"extra": 1}, "extra: Unexpected keyword argument"),
        ({"label": None}, "label: Input should be a valid string"),
    ],
)
def test_a_calibration_that_was_tampered_with_is_refused(change, message: str):
    raw = {**json.loads(to_json(made())), **change}

    with pytest.raises(ConfigError, match=message):
        from_json(json.dumps(raw), name="mine.json")


def test_a_curve_that_falls_is_refused():
    raw = json.loads(to_json(made()))
    raw["curves"][0]["labels"].reverse()

    with pytest.raises(ConfigError, match=r"curves\.0: knots and labels must be equally many, and increasing"):
        from_json(json.dumps(raw))


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", "null"])
def test_a_file_that_is_no_calibration_is_named(text: str, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"mine\.json is not a calibration"):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read as a calibration"):
        find("fr-nl", str(tmp_path / "none.json"))


def test_a_direction_without_a_calibration_is_unavailable():
    with pytest.raises(ModelUnavailable, match="is for fr-nl, not for fr-de; make one with babelpress calibrate"):
        made().apply(np.zeros((1, WIDTH)), "fr-de")
    with pytest.raises(ModelUnavailable, match="no shipped calibration is for ja-ko"):
        find("ja-ko")


def test_a_calibration_from_before_a_check_came_goes_on():
    cats = corpus()
    raw = json.loads(to_json(made()))
    for row in (raw["features"], raw["weights"], raw["scales"], raw["curves"][0]["means"]):
        del row[-1]

    values = estimate(cats, cats.systems[0], from_json(json.dumps(raw)), Tools())

    assert np.isfinite(values).all()


def test_an_empty_hypothesis_has_the_least_estimate():
    cats = corpus(hypothesis="")

    values = estimate(cats, cats.systems[0], made(), Tools())

    assert set(values.tolist()) == {made().curves[0].labels[0]}
