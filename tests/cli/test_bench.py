"""`babelpress bench`: a test set through a real profile and a foreign system's files."""

import json
import sys
from pathlib import Path

import pytest

from babelpress.cli import main

SOURCES = ("Le chat dort.", "Il fait beau aujourd’hui.", "La ville a 12 ponts.")
DUTCH = ("De kat slaapt.", "Het is mooi weer vandaag.", "De stad heeft 12 bruggen.")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    for name, lines in {"set/fr.txt": SOURCES, "set/nl.txt": DUTCH, "theirs/nl.txt": DUTCH[::-1]}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(
            sys, "argv", ["babelpress", "bench", *arguments, "-o", "out", "--samples", "50", "--trials", "0"]
        )
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), *capsys.readouterr()

    return called


def test_bench_prints_quality_beside_speed_and_keeps_the_translations(call, tmp_path: Path):
    status, output, _ = call("profile:embedded", "files:theirs", "--test-set", "set", "-m", "chrf,bleu")

    assert status == 0
    assert [line.split(" | ")[1] for line in output.splitlines()[2:4]] == ["embedded", "theirs"]
    kept = (tmp_path / "out/embedded/nl.txt").read_text(encoding="utf-8").splitlines()
    assert len(kept) == 3 and all(kept)
    said = json.loads((tmp_path / "out/bench.json").read_text(encoding="utf-8"))
    assert said["runs"][0]["size_bytes"] > 1_000_000 and said["runs"][0]["scores"][0]["metric"] == "chrf"
    assert (tmp_path / "out/report.html").exists() and (tmp_path / "out/bench.md").read_text() == output


def test_bench_tells_what_failed_and_keeps_the_rest(call):
    status, output, messages = call("files:theirs", "bad=command:false", "--test-set", "set", "-m", "chrf")

    assert status == 1
    assert "failed: bad fr-nl" in messages
    assert "- fr→nl bad: " in output and "| theirs |" in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("files:theirs",), "--test-set: give a folder"),
        (("files:theirs", "--test-set", "none"), "none: there is no such file"),
        (("--test-set", "set"), "name at least one"),
        (("argoss", "--test-set", "set"), "did you mean 'argos'"),
        (("files:theirs", "--test-set", "set", "--api-key", "x"), "'x' is not NAME=KEY"),
        (("files:theirs", "--test-set", "set", "--targets", "de"), "contains no file for 'de'; it has fr, nl"),
    ],
)
def test_bench_refuses_bad_arguments(call, arguments: tuple[str, ...], said: str):
    status, _, messages = call(*arguments)

    assert status == 2 and said in messages
