"""`babelpress postedit`: what it writes where, and its exit status."""

import json
import sys
from pathlib import Path

import pytest

from babelpress.cli import main

FRENCH = "Le train de nuit revient.\nCela vaut 830 milliards de dollars.\nIl a vu Paul Roux à Pékin.\n"
ENGLISH = "The night train is back.\r\nIt is worth 830 million dollars. \r\n\r\nHe saw Paul Roux in Pékin."
RIGHT = ENGLISH.replace("million", "billion").replace("Pékin", "Beijing")
NAMED = ("--source", "fr", "--target", "en")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "en.txt").write_bytes(b"\xef\xbb\xbf" + ENGLISH.encode())
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["babelpress", "postedit", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), *capfd.readouterr()

    return called


def test_postedit_writes_the_corrected_text_and_lists_what_was_changed(call, tmp_path: Path):
    status, output, messages = call("fr.txt", "en.txt", *NAMED, "-o", "out/en.txt")

    assert (status, output) == (0, "")
    assert (tmp_path / "out/en.txt").read_bytes() == b"\xef\xbb\xbf" + RIGHT.encode()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["en.txt"]
    assert "830 million" in messages and "830 billion" in messages and "Beijing" in messages
    assert "3 segments, 2 changes of content" in messages and "0 severe -> out/en.txt" in messages


def test_postedit_prints_to_standard_output(call, monkeypatch):
    status, output, messages = call("fr.txt", "en.txt", *NAMED, "-q")

    assert (status, messages) == (0, "")
    assert output.replace("\r", "") == "\ufeff" + RIGHT.replace("\r", "")


def test_postedit_detects_the_languages(call):
    texts = Path(__file__).parents[2] / "examples" / "evaluation" / "test-set"

    status, output, messages = call(str(texts / "fr.txt"), str(texts / "nl.txt"), "--content-only")

    assert status == 0 and output == (texts / "nl.txt").read_text(encoding="utf-8")
    assert "0 changes of content" in messages


def test_postedit_lists_typography_only_in_the_file(call, tmp_path: Path):
    (tmp_path / "fr.txt").write_text("« Nous partons demain », a-t-il dit.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text('"We leave tomorrow," he said.\n', encoding="utf-8")

    _, output, messages = call("fr.txt", "en.txt", *NAMED, "--findings", "found.json")

    assert output == "“We leave tomorrow,” he said.\n"
    assert "0 changes of content, 2 of casing and typography" in messages and "postedit" not in messages
    rows = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert [row["check"] for row in rows] == ["postedit.typography"] * 2
    assert call("fr.txt", "en.txt", *NAMED, "--content-only", "-q")[1] == '"We leave tomorrow," he said.\n'


def test_postedit_exits_with_1_if_something_severe_is_left(call, tmp_path: Path):
    (tmp_path / "en.txt").write_text(ENGLISH.replace("Roux", "Blanc"), encoding="utf-8")

    status, _, messages = call("fr.txt", "en.txt", *NAMED, "-o", "out.txt")

    assert status == 1 and (tmp_path / "out.txt").exists()
    assert "Paul Roux became Paul Blanc" in messages and "1 severe" in messages
    assert call("fr.txt", "en.txt", *NAMED, "--fail-on", "never")[0] == 0
    assert call("fr.txt", "en.txt", *NAMED, "--fail-on", "info", "--checks", "length")[0] == 1


def test_postedit_lists_changes_and_findings_in_a_file(call, tmp_path: Path):
    (tmp_path / "en.txt").write_text(ENGLISH.replace("Roux", "Blanc"), encoding="utf-8")

    call("fr.txt", "en.txt", *NAMED, "-o", "out.txt", "--findings", "found.json")

    rows = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert [(row["file"], row["line"], row["check"], row["before"], row["after"]) for row in rows] == [
        ("en.txt", 2, "postedit.numbers", "830 million", "830 billion"),
        ("en.txt", 4, "postedit.place-names", "Pékin", "Beijing"),
        ("out.txt", 4, "names", "", ""),
    ]


def test_postedit_takes_variant_names_and_profile(call, tmp_path: Path):
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")

    status, output, _ = call(
        "fr.txt", "en.txt", "--source", "fr", "--target", "en-US", "--keep", "Pékin", "-p", "fake",
        "--set", "constraints.checks=[numbers]",
    )  # fmt: skip

    assert status == 0 and "Pékin" in output and "830 billion" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fr.txt", "none.txt"], "there is no such file"),
        (["none.txt", "en.txt"], "there is no such file"),
        (["fr.txt", "."], "is a folder"),
        (["fr.txt", "page.html"], "page.html is not plain text"),
        (["fr.txt", "binary.txt"], "is not text but binary"),
        (["fr.txt", "en.txt", *NAMED, "--lines"], "the source has 3, the translation has 4; omit --lines"),
        (["fr.txt", "en.txt", "--source", "fr", "--target", "fr"], "both in 'fr'"),
        (["fr.txt", "en.txt", "--source", "fr", "--target", "xx"], "--target: 'xx' is not a supported language"),
        (["fr.txt", "en.txt", "--source", "pt-BR", "--target", "en"], "--source: 'pt-BR' is not a supported language"),
        (
            ["fr.txt", "digits.txt", "--source", "fr"],
            "the language of the target cannot be detected name it with --target",
        ),
        (["fr.txt", "empty.txt", "--source", "fr"], "the language of the target cannot be detected"),
        (["fr.txt", "en.txt", *NAMED, "-o", "fr.txt", "--force"], "fr.txt is the source; name another file"),
        (["fr.txt", "en.txt", *NAMED, "-o", "./link.txt", "--force"], "link.txt is the source"),
        (["fr.txt", "en.txt", *NAMED, "-o", "en.txt"], "en.txt: exists already"),
        (["fr.txt", "en.txt", *NAMED, "-o", "."], "is a folder"),
        (["fr.txt", "en.txt", *NAMED, "-o", "fr.txt/out.txt"], "cannot be written"),
        (["fr.txt", "en.txt", *NAMED, "-o", "out.txt", "--findings", "out.txt"], "is an input or the output"),
        (["fr.txt", "en.txt", *NAMED, "--findings", "found.xml"], ".csv, .json, .jsonl, .sarif"),
        (["fr.txt", "en.txt", *NAMED, "--findings", "en.txt"], "is an input or the output"),
        (["fr.txt", "en.txt", *NAMED, "--checks", "qotes"], "did you mean 'quotes'?"),
        (["fr.txt", "en.txt", "-p", "nobody"], "nobody"),
        (["fr.txt", "en.txt", "--fail-on", "bad"], "bad"),
    ],
)
def test_postedit_says_what_is_wrong(call, tmp_path: Path, arguments: list[str], message: str):
    (tmp_path / "digits.txt").write_text("12 34\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "page.html").write_text("<p>Hello</p>", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"ab\0cd")
    (tmp_path / "link.txt").symlink_to("fr.txt")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    status, output, messages = call(*arguments)

    assert (status, output) == (2, "")
    assert message in " ".join(messages.replace("│", " ").split())
    assert "Traceback" not in messages
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_postedit_overwrites_the_translation_if_that_is_allowed(call, tmp_path: Path):
    assert call("fr.txt", "en.txt", *NAMED, "-o", "en.txt", "--force")[0] == 0
    assert (tmp_path / "en.txt").read_bytes() == b"\xef\xbb\xbf" + RIGHT.encode()


def test_postedit_of_empty_files_is_empty(call, tmp_path: Path):
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").write_text("\r\n", encoding="utf-8")

    assert call("a.txt", "a.txt", *NAMED, "-o", "out.txt")[0] == 0
    assert (tmp_path / "out.txt").read_bytes() == b""
    assert call("a.txt", "b.txt", *NAMED, "-o", "other.txt")[0] == 0
    assert (tmp_path / "other.txt").read_bytes() == b"\r\n"


def test_postedit_lists_some_changes_and_counts_the_others(call, tmp_path: Path):
    (tmp_path / "fr.txt").write_text("Il est à Pékin.\n" * 30, encoding="utf-8")
    (tmp_path / "en.txt").write_text("He is in Pékin.\n" * 30, encoding="utf-8")

    _, _, messages = call("fr.txt", "en.txt", *NAMED, "--lines")

    assert messages.count("Beijing") == 20 and "and 10 more changes; --findings FILE lists all" in messages
