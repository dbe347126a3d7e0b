"""Findings of the commands: severe ones on standard error, all in a file, and the exit status."""

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from babelpress.cli import main

# The fake model copies the source, so each sentence in French words has severe findings of `language`.
ARTICLE = "Le train de nuit\n\nIl ne sait pas où elle est partie avec nous.\n\nIl est à Pékin.\n"


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "train.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["babelpress", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), *capsys.readouterr()

    return called


COMMANDS = {
    "run": ("run", "train.txt", "-o", "out.jsonl", "-p", "fake", "-t", "nl", "--force"),
    "batch": ("batch", "train.txt", "-o", "out", "-p", "fake", "-t", "nl"),
    "translate": ("translate", "train.txt", "-p", "fake", "-t", "nl"),
    "detail": ("translate", "train.txt", "-p", "fake", "-t", "nl", "--detail"),
    "lines": ("translate", "train.txt", "-p", "fake", "-t", "nl", "--lines"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_lists_all_findings_in_a_file_with_their_lines(name: str, call, tmp_path: Path):
    call(*COMMANDS[name], "--findings", "found.csv")

    rows = list(csv.DictReader(StringIO((tmp_path / "found.csv").read_bytes().decode(), newline="")))
    assert {(row["file"], row["language"]) for row in rows} == {("train.txt", "nl")}
    assert {(row["line"], row["severity"], row["check"]) for row in rows} == {
        ("3", "severe", "language"),
        ("5", "info", "postedit.place-names"),
    }
    (edit,) = (row for row in rows if row["severity"] == "info")
    assert (edit["source"], edit["target"]) == ("Il est à Pékin.", "[nl] Il est à Peking.")
    assert (edit["before"], edit["after"]) == ("Pékin", "Peking")


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "detail"])
def test_command_prints_severe_findings(name: str, call):
    _, output, messages = call(*COMMANDS[name])

    assert "language" in messages and "Il ne sait pas où elle est partie" in messages
    assert "is in French, not in Dutch" in messages
    assert "place-names" not in messages and "French, not in Dutch" not in output


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("least", "status"), [(None, 0), ("never", 0), ("severe", 1), ("warning", 1), ("info", 1)])
def test_exit_status_is_1_from_a_severity_on(name: str, least: str | None, status: int, call):
    more = ["--fail-on", least] if least else []

    assert call(*COMMANDS[name], *more)[0] == status


@pytest.mark.parametrize("name", COMMANDS)
def test_exit_status_is_0_below_the_severity(name: str, call, tmp_path: Path):
    (tmp_path / "train.txt").write_text("Il est à Pékin.\n", encoding="utf-8")

    assert call(*COMMANDS[name], "--fail-on", "warning")[0] == 0
    assert call(*COMMANDS[name], "--fail-on", "info")[0] == 1


def test_quiet_commands_print_no_findings(call):
    assert call(*COMMANDS["run"], "-q")[2] == ""
    assert call(*COMMANDS["batch"], "-q")[2] == ""


def test_a_batch_that_resumes_lists_the_findings_of_former_runs(call, tmp_path: Path):
    call(*COMMANDS["batch"], "--findings", "first.json")
    status, _, messages = call(*COMMANDS["batch"], "--findings", "second.json", "--fail-on", "severe")

    assert "(1 kept, 0 failed)" in messages and status == 1
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


def test_more_severe_findings_than_are_printed_are_counted(call, tmp_path: Path):
    (tmp_path / "train.txt").write_text("Il ne sait pas où elle est partie avec nous.\n" * 30, encoding="utf-8")

    _, _, messages = call(*COMMANDS["run"])

    assert messages.count("is in French") == 20
    assert "and 10 more severe findings; --findings FILE lists all" in messages


def test_articles_of_an_archive_are_named_by_their_id(call, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "x/1", "text": "Il ne sait pas où elle est partie avec nous."}\n')

    call("run", "a.jsonl", "-o", "out.jsonl", "-p", "fake", "-t", "nl,en", "--findings", "found.sarif")

    found = json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))
    places = [one["locations"][0]["physicalLocation"] for one in found["runs"][0]["results"]]
    assert len(places) >= 2 and all(place == {"artifactLocation": {"uri": "x/1"}} for place in places)


def test_verify_lists_findings_with_the_lines_of_the_translation(call, tmp_path: Path):
    (tmp_path / "nl.txt").write_text("De nachttrein\n\nZij vertrok.\n\nHij is 12.\n", encoding="utf-8")

    status, _, _ = call("verify", "train.txt", "nl.txt", "--source", "fr", "--target", "nl", "--findings", "a.jsonl")

    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert status == 1 and rows
    assert {(row["file"], row["line"]) for row in rows} <= {("nl.txt", 1), ("nl.txt", 3), ("nl.txt", 5)}
    assert call("verify", "train.txt", "nl.txt", "--source", "fr", "--target", "nl", "--fail-on", "never")[0] == 0


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("findings", "message"), [("a.xml", ".sarif"), ("train.txt", "is an input or the output")])
def test_command_refuses_a_file_for_findings(name: str, findings: str, message: str, call, tmp_path: Path):
    status, output, messages = call(*COMMANDS[name], "--findings", findings)

    assert (status, output) == (2, "") and message in messages
    assert (tmp_path / "train.txt").read_text(encoding="utf-8") == ARTICLE
