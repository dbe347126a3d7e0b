"""The shipped weights through a bench, and the table that comes of it."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from babelpress.evaluation.benchmark import Bench, Settings, as_json, bench, markdown, with_systems
from babelpress.evaluation.datasets.base import Corpus
from babelpress.evaluation.evaluate import Settings as Evaluating
from babelpress.evaluation.evaluate import evaluate
from babelpress.evaluation.results import Evaluation

SOURCES = ("Le maire a ouvert le marché.", "", "Il pleut.\nIl neige.", "Trois enfants jouent dans le parc.")
REFERENCES = (
    "De burgemeester heeft de markt geopend.",
    "",
    "Het regent. Het sneeuwt.",
    "Drie kinderen spelen in het park.",
)
DIRECTIONS = [
    Corpus(
        name="news",
        source_language="fr",
        target_language=target,
        ids=("1", "2", "3", "4"),
        documents=("a", "a", "b", "b"),
        sources=SOURCES,
        references=tuple((text,) if text else () for text in REFERENCES),
    )
    for target in ("nl", "ja")
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    systems = [
        "profile:embedded translation.backend.threads=1",
        f"copy=command:{sys.executable} -c 'import sys; sys.stdout.write(sys.stdin.read())'",
    ]
    return bench(DIRECTIONS, systems, out=tmp_path_factory.mktemp("out"), settings=Settings(repeat=1))


@pytest.fixture(scope="module")
def scored(made: Bench) -> Evaluation:
    return evaluate(with_systems(DIRECTIONS, made), Evaluating(samples=40, trials=0))


def test_profile_translates_and_its_figures_are_measured(made: Bench):
    run = made.runs[0]

    lines = run.hypotheses.read_text(encoding="utf-8").splitlines()
    assert (run.system, run.direction) == ("embedded", "fr-nl")
    assert "markt" in lines[0] and lines[1] == "" and lines[2] and "kinderen" in lines[3]
    assert (run.empty, run.joined) == (0, 0)
    assert run.load_seconds is not None and run.seconds is not None
    assert run.size_bytes is not None and 10_000_000 < run.size_bytes < 30_000_000
    if sys.platform == "linux":
        assert run.peak_bytes is not None and 50_000_000 < run.peak_bytes < 1_000_000_000
    assert run.described["models"] == "fr-mul-tiny"


def test_direction_that_a_profile_lacks_is_told_and_the_rest_goes_on(made: Bench):
    assert [(run.system, run.direction) for run in made.runs] == [
        ("embedded", "fr-nl"),
        ("copy", "fr-nl"),
        ("copy", "fr-ja"),
    ]
    (failed,) = [one for one in made.failed if not one.reason.startswith("speed")]
    assert (failed.system, failed.direction) == ("embedded", "fr-ja")
    assert "ja" in failed.reason


def test_table_has_quality_beside_speed_memory_and_size(made: Bench, scored: Evaluation):
    head, _, first, second, third, *notes = markdown(made, scored).splitlines()

    for name in ("chrF2++", "BLEU", "numbers, %", "times the first's speed", "characters/s", "peak memory, MB"):
        assert f"| {name} |" in head
    assert first.startswith("| fr→nl | embedded | ") and " 1.00 (1.00 to 1.00) " in first and " | - | " not in first
    assert second.startswith("| fr→nl | copy | ")
    assert third.startswith("| fr→ja | copy | ")
    assert len({line.count(" | ") for line in (head, first, second, third)}) == 1
    assert any(note.startswith("- fr→ja embedded: ") for note in notes)
    assert any("line breaks inside 1 sources" in note for note in notes)


def test_table_without_an_evaluation_has_no_scores(made: Bench):
    assert markdown(made).startswith("| direction | system | times the first's speed | ")


def test_table_of_checks_alone_has_no_interval(made: Bench):
    checked = evaluate(with_systems(DIRECTIONS[:1], made), Evaluating(metrics=(), samples=40, trials=0))

    assert markdown(made, checked).startswith("| direction | system | numbers, % | omission, % | language, % | times")


def test_json_has_the_same_figures(made: Bench, scored: Evaluation):
    said = json.loads(as_json(made, scored))

    result = scored.directions[0].results[0].score("chrf")
    assert result is not None
    row = said["runs"][0]
    assert {one["metric"]: one["value"] for one in row["scores"]}["chrf"] == result.value
    assert row["peak_bytes"] == made.runs[0].peak_bytes
    assert [one["system"] for one in said["failed"]] == [one.system for one in made.failed]


def test_plain_weights_of_the_benchmark_are_a_system(tmp_path: Path):
    script = Path(__file__).parents[3] / "benchmarks" / "systems" / "plain.py"
    system = f"plain=command:'{sys.executable}' '{script}' ctranslate2 {{target}}"

    made = bench(DIRECTIONS[:1], [system], out=tmp_path)

    assert made.failed == ()
    assert "kinderen" in made.runs[0].hypotheses.read_text(encoding="utf-8")


def test_other_settings_of_a_profile_are_another_result(tmp_path: Path):
    said: list[str] = []
    for beam in (1, 2, 2):
        system = f"ours=profile:embedded translation.decoding.beam={beam}"
        bench(DIRECTIONS[:1], [system], out=tmp_path, first=1, progress=said.append)

    assert len(said) == 2


@pytest.mark.skipif(
    importlib.util.find_spec("argostranslate") is not None, reason="argostranslate is installed: the next test is its"
)
def test_argos_that_is_not_installed_is_refused_with_the_remedy(tmp_path: Path):
    with pytest.raises(Exception, match="pip install argostranslate"):
        bench(DIRECTIONS, ["argos"], out=tmp_path)


@pytest.mark.skipif(importlib.util.find_spec("argostranslate") is None, reason="argostranslate is not installed")
def test_argos_without_a_package_is_told(tmp_path: Path):
    (failed,) = bench(DIRECTIONS[1:], ["argos"], out=tmp_path).failed

    assert "argospm install" in failed.reason
