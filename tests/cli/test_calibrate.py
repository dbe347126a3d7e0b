"""`babelpress calibrate`: labelled translations in, a calibration that `evaluate` can use out."""

import sys
from pathlib import Path

import pytest

from babelpress.cli import main
from babelpress.evaluation.estimation.calibration import read
from evaluation.corpora import BAD, FAIR, GOOD, REFERENCES, SOURCES

TIMES = 3
"""How often the forty segments come: a calibration takes at least a hundred."""


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    texts = {"source.fr": SOURCES, "ref.nl": REFERENCES, "good.nl": GOOD, "fair.nl": FAIR, "bad.nl": BAD}
    for name, lines in texts.items():
        (tmp_path / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines) * TIMES, encoding="utf-8")
    (tmp_path / "human.txt").write_text("".join(f"{n % 7}\n" for n in range(40 * TIMES)))
    (tmp_path / "words.txt").write_text("good\n" * 40 * TIMES)

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["babelpress", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), *capsys.readouterr()

    return called


SIDES = ("-s", "source.fr.txt", "-r", "ref.nl.txt", "--features", "pair")


def test_calibration_is_written_told_and_used(call, tmp_path: Path):
    status, output, messages = call(
        "calibrate", "good.nl.txt", "bad.nl.txt", *SIDES, "-o", "mine.json", "--name", "my news"
    )

    assert status == 0
    assert "Spearman" in output and "publish" in output and "to use it: -m quality:mine.json" in messages
    made = read(tmp_path / "mine.json")
    assert (made.data, made.directions, made.systems) == ("my news", ("fr-nl",), ("good", "bad"))
    status, output, _ = call(
        "evaluate", "good.nl.txt", "bad.nl.txt", "-s", "source.fr.txt", "-m", "quality:mine.json", "-o", "report",
        "--samples", "50", "--trials", "0", "--checks", "none",
    )  # fmt: skip
    assert status == 0 and "estimated quality" in output
    page = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    assert "my news" in page and "What to do with the segments" in page


def test_own_labels_take_the_place_of_references(call, tmp_path: Path):
    status, _, _ = call(
        "calibrate", "fair.nl.txt", "-s", "source.fr.txt", "--features", "pair", "--labels", "fair=human.txt",
        "--label", "human", "-o", "mine.json",
    )  # fmt: skip

    assert status == 0
    assert read(tmp_path / "mine.json").label == "human"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--labels", "human.txt"), "'human.txt' is not NAME=PATH"),
        (("--labels", "fair=words.txt"), "line 1: 'good' is not a number"),
        (("--labels", "fair=none.txt"), "none.txt cannot be read as labels"),
        (("--labels", "other=human.txt"), "has no labels"),
        (("--label", "chrff"), "no metric 'chrff'"),
        (("--label", "ter"), "is not a score where higher is better"),
        (("--features", "pare"), "'pare'"),
        (("--cut", "nan"), "nan is not a number"),
        (("--publish-error", "2"), "must be between 0 and 1"),
    ],
)
def test_bad_arguments_are_refused(call, arguments: tuple[str, ...], said: str):
    status, _, messages = call("calibrate", "fair.nl.txt", *SIDES, *arguments)

    assert status == 2 and said in messages
