"""What an evaluation says of systems that are known."""

from dataclasses import replace

import pytest

from babelpress.errors import ConfigError
from babelpress.evaluation.datasets.base import System
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.results import Direction, from_json, to_json
from evaluation.corpora import BAD, GOOD, REFERENCES, corpus

SETTINGS = Settings(metrics=("bleu", "chrf", "ter"), samples=200, trials=200)


@pytest.fixture(scope="module")
def direction() -> Direction:
    return evaluate([corpus()], SETTINGS).directions[0]


def test_systems_are_ranked_as_they_were_made(direction: Direction):
    chrf, ter = (
        [score.value for result in direction.results if (score := result.score(metric))] for metric in ("chrf", "ter")
    )

    assert chrf == sorted(chrf, reverse=True) and ter == sorted(ter)
    assert len(set(chrf)) == len(set(ter)) == 3


def test_interval_holds_its_score(direction: Direction):
    for result in direction.results:
        for score in result.scores:
            assert score.low - 1e-4 <= score.value <= score.high + 1e-4  # samples are float32


def test_comparison_is_with_the_baseline_and_significant_where_it_must_be(direction: Direction):
    good, _, bad = direction.results

    assert (good.baseline, good.comparisons) == (True, ())
    found = bad.comparison("chrf")
    assert found is not None and found.baseline == "good"
    assert found.change < 0 and found.high < 0 and found.significant
    assert found.p_bootstrap is not None and found.p_bootstrap < 0.01
    assert found.p_randomization is not None and found.p_randomization < 0.01


def test_system_equal_to_the_baseline_is_not_significant():
    result = evaluate([corpus(a=GOOD, b=GOOD)], SETTINGS).directions[0].results[1]

    assert all(found.change == 0 and not found.significant for found in result.comparisons)


def test_baseline_can_be_named():
    settings = replace(SETTINGS, baseline="bad")

    good, fair, bad = evaluate([corpus()], settings).directions[0].results

    assert bad.baseline and not good.baseline
    assert all(found.change > 0 for result in (good, fair) if (found := result.comparison("chrf")))


def test_checks_count_the_wrong_numbers(direction: Direction):
    good, _, bad = (result.score("numbers") for result in direction.results)

    assert good is not None and bad is not None
    assert (good.value, bad.value) == (0.0, 100.0)
    found = [finding for finding in direction.results[2].findings if finding[1] == "numbers"]
    assert found[0][0] == 0 and "90" in found[0][3]


def test_documents_and_lengths_split_the_corpus(direction: Direction):
    result = direction.results[0]

    assert [(group.name, group.segments) for group in result.documents] == [(f"d{n}", 10) for n in range(4)]
    assert sum(group.segments for group in result.lengths) == 40
    assert {metric for metric, _ in result.documents[0].scores} >= {"bleu", "chrf", "ter", "numbers"}


def test_segments_have_their_own_scores(direction: Direction):
    values = direction.results[0].segment_values("chrf")

    assert len(values) == 40
    assert values[1] == 100.0 and values[0] is not None and values[0] < 100


def test_same_seed_gives_the_same_evaluation():
    assert to_json(evaluate([corpus()], SETTINGS)) == to_json(evaluate([corpus()], SETTINGS))


def test_json_gives_the_evaluation_back():
    evaluation = evaluate([corpus()], SETTINGS)

    assert from_json(to_json(evaluation)) == evaluation


def test_segments_without_reference_are_left_out_of_scores_alone():
    whole = corpus()
    some = replace(whole, references=((), ("",), *whole.references[2:]))

    direction = evaluate([some], SETTINGS).directions[0]

    chrf, numbers = (direction.results[0].score(metric) for metric in ("chrf", "numbers"))
    assert chrf is not None and numbers is not None
    assert (chrf.segments, numbers.segments) == (38, 40)
    assert direction.results[0].segment_values("chrf")[:2] == (None, None)


def test_metric_that_cannot_be_had_is_told_and_the_others_go_on():
    bare = replace(corpus(), references=((),) * 40)

    evaluation = evaluate([bare], SETTINGS)

    assert [(left.metric, "no segment has a reference" in left.reason) for left in evaluation.left] == [
        ("bleu", True),
        ("chrf", True),
        ("ter", True),
    ]
    assert evaluation.directions[0].results[2].score("numbers") is not None


def test_nothing_to_measure_by_is_an_error():
    bare = replace(corpus(), references=((),) * 40, sources=())

    with pytest.raises(ConfigError, match="no segment has a reference"):
        evaluate([bare], SETTINGS)


def test_unknown_pair_of_languages_is_scored_without_checks():
    swedish = replace(corpus(), target_language="sv")

    keys = [column.key for column in evaluate([swedish], SETTINGS).directions[0].columns]

    assert keys == ["bleu", "chrf", "ter"]


def test_variant_of_a_language_is_checked_as_that_language():
    brazilian = replace(corpus(), target_language="pt-BR")

    assert evaluate([brazilian], SETTINGS).directions[0].column("numbers") is not None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"systems": ()}, "no system was given"),
        ({"systems": (System(name="a", hypotheses=(" ",) * 40),)}, "every hypothesis of 'a' is empty"),
        (
            {"systems": (System(name="a", hypotheses=GOOD), System(name="a", hypotheses=BAD))},
            "there are two systems 'a'",
        ),
        (
            {
                "ids": (),
                "documents": (),
                "sources": (),
                "references": (),
                "systems": (System(name="a", hypotheses=()),),
            },
            "has no segments",
        ),
    ],
)
def test_corpus_without_anything_to_score_is_refused(changed: dict, said: str):
    with pytest.raises(ConfigError, match=said):
        evaluate([replace(corpus(), **changed)], SETTINGS)


def test_no_corpus_is_refused():
    with pytest.raises(ConfigError, match="no corpus"):
        evaluate([])


def test_baseline_there_is_not_is_answered_with_the_nearest():
    with pytest.raises(ConfigError, match="did you mean 'good'"):
        evaluate([corpus()], replace(SETTINGS, baseline="god"))


def test_settings_name_every_fault():
    with pytest.raises(ConfigError) as raised:
        Settings(metrics=("blue", "chrf:x"), checks=("number",), samples=10, trials=-1)

    said = str(raised.value)
    for part in (
        "did you mean 'bleu'",
        "chrf",
        "no model name after a colon",
        "did you mean 'numbers'",
        "at least 40",
        "-1",
    ):
        assert part in said


def test_corpora_are_taken_one_at_a_time():
    order = []

    def corpora():
        for name in ("a", "b"):
            order.append(f"made {name}")
            yield replace(corpus(only=REFERENCES), name=name)

    evaluate(corpora(), replace(SETTINGS, checks=(), trials=0), progress=order.append)

    assert order.index("made b") > order.index("a fr-nl: ter")


def test_metric_of_another_model_keeps_its_name_as_key(tmp_path):
    from evaluation.metrics.tiny_bert import build

    key = f"bertscore:{build(tmp_path / 'bert')}"

    evaluation = evaluate([corpus()], replace(SETTINGS, metrics=(key,), checks=(), trials=0))

    (column,) = evaluation.directions[0].columns
    assert (column.key, column.name) == (key, "BERTScore")
    assert evaluation.directions[0].results[0].score(key) is not None


def test_missing_checkpoint_is_left_out_with_the_command_that_fetches_it():
    evaluation = evaluate([corpus()], replace(SETTINGS, metrics=("chrf", "bertscore:no/such-model"), checks=()))

    (left,) = evaluation.left
    assert left.metric == "bertscore:no/such-model" and "hf download no/such-model" in left.reason
    assert [column.key for column in evaluation.directions[0].columns] == ["chrf"]
