"""`babelpress evaluate`: files in, a table, a report and an exit status out."""

import json
import sys
from pathlib import Path

import pytest

from babelpress.cli import main
from babelpress.evaluation.results import from_json
from evaluation.corpora import BAD, FAIR, GOOD, REFERENCES, SOURCES


@pytest.fixture
def files(tmp_path: Path) -> Path:
    texts = {"source.fr": SOURCES, "ref.nl": REFERENCES, "good.nl": GOOD, "fair.nl": FAIR, "bad.nl": BAD}
    for name, lines in texts.items():
        (tmp_path / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


@pytest.fixture
def call(files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def called(*arguments: str) -> tuple[int, str, str]:
        fast = ["--samples", "200", "--trials", "200", *([] if "-m" in arguments else ["-m", "bleu,chrf,ter"])]
        monkeypatch.chdir(files)
        monkeypatch.setattr(sys, "argv", ["babelpress", "evaluate", *arguments, *fast])
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), *capsys.readouterr()

    return called


SIDES = ("-s", "source.fr.txt", "-r", "ref.nl.txt")


def test_evaluate_prints_scores_with_intervals_and_significance(call):
    status, output, messages = call("good.nl.txt", "bad.nl.txt", *SIDES)

    assert status == 0
    rows = {line.split()[0]: line for line in reversed(output.splitlines()) if line.strip()}
    assert "chrF2++" in output and "±" in rows["good"]
    assert "*" in rows["bad"] and "*" not in rows["good"]
    assert "significantly different from the baseline" in messages


def test_evaluate_writes_report_scores_and_summary(call, files: Path):
    status, output, _ = call("good.nl.txt", "fair.nl.txt", *SIDES, "-o", "out")

    assert status == 0 and output
    assert sorted(path.name for path in (files / "out").iterdir()) == ["report.html", "scores.json", "summary.md"]
    evaluation = from_json((files / "out/scores.json").read_text(encoding="utf-8"))
    assert [result.system for result in evaluation.directions[0].results] == ["good", "fair"]
    assert "<html" in (files / "out/report.html").read_text(encoding="utf-8")


def test_evaluate_gives_json_on_standard_output(call):
    _, output, _ = call("good.nl.txt", *SIDES, "--json", "-q")

    assert json.loads(output)["directions"][0]["results"][0]["system"] == "good"


def test_gate_passes_and_fails_with_a_reason(call):
    call("ours=good.nl.txt", *SIDES, "-o", "before")

    passed, _, said = call("ours=good.nl.txt", *SIDES, "--against", "before", "--fail-if", "chrf:-0.5")
    assert passed == 0 and "passed: fr-nl ours: chrf" in said
    failed, _, said = call(
        "ours=bad.nl.txt", *SIDES, "--against", "before/scores.json", "--fail-if", "chrf:-0.5", "--fail-if", "ter:+1"
    )
    assert failed == 1 and said.count("FAILED: fr-nl ours:") == 2 and "worse than the limit" in said


def test_bounds_need_no_earlier_evaluation(call, files):
    passed, _, said = call("ours=good.nl.txt", *SIDES, "--require", "chrf>=70", "--require", "severe<=0")
    assert passed == 0 and said.count("passed: fr-nl ours:") == 2

    failed, _, said = call("ours=bad.nl.txt", *SIDES, "--require", "severe<=0", "-o", "out")
    assert failed == 1 and "FAILED: fr-nl ours: severe 100.00 (bound severe<=0): out of bounds" in said
    for name in ("summary.md", "report.html"):
        assert "out of bounds" in (files / "out" / name).read_text(encoding="utf-8")


def test_chinese_gets_its_tokenizer(call):
    _, output, _ = call("good.nl.txt", *SIDES, "-t", "zh", "-m", "bleu", "--json", "-q")

    assert "tok:zh" in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fail-if", "chrf>=45"), "for a bound of the score itself: --require 'chrf>=45'"),
        (("--require", "chrf:-1"), "'chrf:-1' is not METRIC>=NUMBER"),
        (("--require", "chrf<=45"), "higher is better, so the bound is chrf>=45"),
        (("--fail-if", "chrf:-0.5"), "--fail-if needs --against"),
        (("--against", "none.json"), "--against needs at least one --fail-if"),
        (("--against", "none.json", "--fail-if", "chrf:-1"), "none.json: cannot be read"),
        (("--against", "ref.nl.txt", "--fail-if", "chrf:-1"), "is not a scores.json"),
        (("--against", "none.json", "--fail-if", "chrf:much"), "'chrf:much' is not METRIC:CHANGE"),
        (("--checks", "number"), "did you mean 'numbers'"),
        (("--baseline", "goood"), "did you mean 'good'"),
        (("--targets", "dutch"), "'dutch' is not a language code"),
        (("-o", "ref.nl.txt"), "ref.nl.txt: cannot be written"),
    ],
)
def test_bad_arguments_are_refused_with_their_remedy(call, arguments: tuple[str, ...], said: str):
    status, _, messages = call("good.nl.txt", *SIDES, *arguments)

    assert status == 2
    assert said in messages


def test_no_system_is_refused(call):
    status, _, messages = call(*SIDES)

    assert status == 2 and "no system was given" in messages


def test_checkpoint_that_is_not_there_is_told_and_the_others_are_scored(call):
    status, output, messages = call("good.nl.txt", *SIDES, "-m", "chrf,comet")

    assert status == 0
    assert "left out: comet: " in messages and "pip install" in messages
    assert "chrF2++" in output
