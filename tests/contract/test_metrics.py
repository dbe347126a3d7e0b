"""What every metric promises, held against all of the registry and against those that need weights in miniature."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from babelpress.config.plugins import BUILT_IN, resolve
from babelpress.errors import ModelUnavailable
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.metrics.base import Metric, MetricClass

KEYS = sorted(BUILT_IN["metrics"])
HEAVY = {"bertscore", "comet", "cometqe"}
"""What needs weights, which are not here."""

HYPOTHESES = {
    "same": ("The council voted the budget last night.", "Nobody was hurt.", "L’été à Angoulême, 12 €", "Yes"),
    "near": ("The council votes a budget last night.", "No one was hurt, they say.", "L'été a Angoulême 12", "Yes yes"),
    "other": ("Trees in the street", "x", "Η κυβέρνηση", "a b c d e f g h i j"),
    "none": ("", "", " ", "\n"),
    "some": ("The council voted the budget last night.", "", "...", "Yes"),
}
SOURCES = (
    "Last night the council voted the budget of the city, after four hours.",
    "Nobody was hurt, the police said.",
    "À Angoulême, l’été coûte 12 €.",
    "Yes",
)


def corpus(task: str) -> Corpus:
    names = tuple(str(index) for index in range(len(SOURCES)))
    return Corpus(
        name="literal",
        source_language="fr" if task == "translation" else "en",
        target_language="en",
        task=task,  # type: ignore[arg-type]
        ids=names,
        documents=names,
        sources=SOURCES,
        references=tuple((text, "Something else") if n == 1 else (text,) for n, text in enumerate(HYPOTHESES["same"])),
        systems=tuple(System(name=name, hypotheses=texts) for name, texts in HYPOTHESES.items()),
    )


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("transformers", reason="the extra 'bertscore' is not installed")
    from evaluation.metrics.tiny_bert import build

    return build(tmp_path_factory.mktemp("contract") / "bert")


Built = tuple[Metric, MetricClass, Corpus]


@pytest.fixture(params=[pytest.param(key, id=key) for key in KEYS if key not in HEAVY] + ["bertscore"])
def built(request: pytest.FixtureRequest) -> Built:
    """A metric over a tiny corpus of a task it is for."""
    kind = resolve("metrics", request.param)
    data = corpus(min(kind.tasks))
    if request.param in HEAVY:
        return kind(data, str(request.getfixturevalue("tiny_bert"))), kind, data
    return kind(data), kind, data


def test_metric_names_what_it_is(built: Built):
    metric, kind, _ = built

    assert BUILT_IN["metrics"][metric.key].endswith(f":{kind.__name__}")
    assert metric.name
    assert metric.kind in ("score", "finding", "estimate", "description")
    assert isinstance(metric.higher_is_better, bool)
    assert kind.tasks <= {"translation", "summary"} and kind.tasks
    assert kind.needs <= {"sources", "references"} and kind.needs


def test_metric_signs_with_names_and_values(built: Built):
    signature = built[0].signature

    assert signature
    assert all(":" in part and not part.endswith(":") for part in signature.split("|"))
    assert not any(character.isspace() for character in signature)


def test_metric_gives_statistics_of_every_segment_and_a_score_of_their_sum(built: Built):
    metric, _, data = built

    for system in data.systems:
        statistics = metric.statistics(system)
        score = metric.scores(statistics.sum(0))
        segments = metric.segments(statistics)

        assert statistics.dtype == np.float64
        assert statistics.ndim == 2 and len(statistics) == len(data)
        assert segments.shape == (len(data),)
        assert score.shape == ()
        assert np.isfinite(statistics).all() and np.isfinite(segments).all() and np.isfinite(score)
        assert -100.001 <= float(score) <= (1e4 if metric.key in ("ter", "lengthratio") else 100.001)


def test_metric_scores_many_sums_as_it_scores_each(built: Built):
    metric, kind, data = built
    statistics = np.stack([metric.statistics(system) for system in data.systems], axis=1)
    draws = np.random.default_rng(1).integers(0, 3, size=(7, len(data)))
    sums = np.einsum("sd,dnk->snk", draws, statistics)

    for precision in (np.float64, np.float32):
        together = metric.scores(sums.astype(precision))
        single = [[float(metric.scores(row.astype(precision))) for row in sample] for sample in sums]

        assert together.shape == (7, len(data.systems))
        np.testing.assert_allclose(together, single, rtol=1e-6)
    np.testing.assert_array_equal(kind.scores(sums), metric.scores(sums))  # needs no corpus


def test_metric_scores_no_segment_at_all(built: Built):
    metric, _, data = built
    statistics = metric.statistics(data.systems[0])

    assert np.isfinite(metric.scores(np.zeros(statistics.shape[1])))


def test_metric_says_the_same_twice(built: Built):
    metric, _, data = built

    for system in data.systems:
        np.testing.assert_array_equal(metric.statistics(system), metric.statistics(system))


def test_metric_does_not_mind_which_system_came_before(built: Built):
    metric, _, data = built
    first = metric.statistics(data.systems[1])

    for system in data.systems:
        metric.statistics(system)

    np.testing.assert_array_equal(metric.statistics(data.systems[1]), first)


def test_metric_finds_nothing_better_than_the_reference(built: Built):
    metric, kind, data = built
    if "references" not in kind.needs:
        pytest.skip("it looks at no reference")
    scores = {system.name: float(metric.scores(metric.statistics(system).sum(0))) for system in data.systems}

    same = scores.pop("same")
    if metric.key == "lengthratio":
        same, scores = -abs(1 - same), {name: -abs(1 - score) for name, score in scores.items()}
    better = metric.higher_is_better or metric.key == "lengthratio"

    assert all(same > score if better else same < score for score in scores.values())


def test_metric_leaves_the_corpus_as_it_was(built: Built):
    metric, _, data = built
    before = replace(data)

    metric.statistics(data.systems[0])

    assert data == before


@pytest.mark.parametrize("key", sorted(HEAVY))
def test_metric_without_its_weights_says_what_to_run(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    kind = resolve("metrics", key)
    data = corpus("translation")

    with pytest.raises(ModelUnavailable, match=r"(?s)\brun:.*(pip install|hf download|comet\.download_model)"):
        # One that is nowhere: the weights taken unless another is named may be here.
        kind(data, "babelpress-tests/never-published").statistics(data.systems[0])
