"""All commands together: help, examples, letters, completion; and `translate`, which prints plain text."""

import os
import re
import shlex
import subprocess
import sys
from collections import defaultdict
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from babelpress import __version__
from babelpress.cli import COMMANDS, command, main

ROOT = Path(__file__).parents[2]


def _leaves():
    """Every command that does something, by its words."""
    for name in COMMANDS:
        found = command(name)
        own = getattr(found, "commands", None)
        yield from ((f"{name} {sub}", one) for sub, one in own.items()) if own else ((name, found),)


LEAVES = dict(_leaves())
EXAMPLES = [
    (name, shlex.split(example))
    for name, one in LEAVES.items()
    for example in re.findall(r"`babelpress ([^`]+)`", one.help.partition("Example:")[2])
]


def call(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["babelpress", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


def pipe(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))


# Help.


def test_a_letter_is_the_same_option_in_every_command():
    meanings = defaultdict(set)
    for one in LEAVES.values():
        for parameter in one.params:
            for letter in (name for name in parameter.opts if re.fullmatch(r"-\w", name)):
                meanings[letter].update(name for name in parameter.opts if name.startswith("--"))

    assert {letter: names for letter, names in meanings.items() if len(names) != 1} == {}
    table = dict(
        re.findall(r"^\| `(-\w)` \| `(--[\w-]+)` \|", (ROOT / "docs/cli.md").read_text(encoding="utf-8"), re.M)
    )
    assert table == {letter: names.pop() for letter, names in meanings.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str):
    assert command(name).help.strip().splitlines()[0] == COMMANDS[name][1]


@pytest.mark.parametrize("name", LEAVES)
def test_help_is_plain_and_has_an_example(name: str):
    text = LEAVES[name].help + " ".join(str(getattr(one, "help", "")) for one in LEAVES[name].params)

    assert "Example: `babelpress " + name in LEAVES[name].help
    assert not re.search(r"\b([Tt]ell|[Tt]old|[Gg]ive|held to|mend|mended)\b", text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the examples of the help texts name."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    texts = ROOT / "examples" / "evaluation"
    rows = [f'{{"id": "a{n}", "language": "fr", "text": "Le train {n} part. Il pleut."}}\n' for n in range(3)]
    (tmp_path / "archive.jsonl").write_text("".join(rows), encoding="utf-8")
    for name, source in {
        "news.fr.txt": "test-set/fr.txt", "new.fr.txt": "test-set/fr.txt", "news.nl.txt": "test-set/nl.txt",
        "ours.nl.txt": "shipped/nl.txt", "theirs.nl.txt": "greedy/nl.txt", "new.nl.txt": "greedy/nl.txt",
    }.items():  # fmt: skip
        lines = (texts / source).read_text(encoding="utf-8").splitlines()
        many = [f"{line} {n}." for n in range(10) for line in lines]  # as many as a calibration takes
        (tmp_path / name).write_text("".join(f"{line}\n" for line in many), encoding="utf-8")
    (tmp_path / "set").symlink_to(texts / "test-set")
    (tmp_path / "theirs").symlink_to(texts / "greedy")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_example_of_the_help_runs(name: str, words: list[str], folder: Path, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    if name == "models pull":
        pytest.skip("it takes a network")
    if name in ("preview", "serve"):
        pytest.skip("it serves until Ctrl-C; see test_preview.py and tests/serve")
    if name == "status":
        call("batch", "archive.jsonl", "-o", words[-1], "-p", "fake", "-q", monkeypatch=monkeypatch)
    if name == "calibrate" and words[0] == "evaluate":
        command = next(words for name, words in EXAMPLES if name == "calibrate")
        call(*command, monkeypatch=monkeypatch)
    if name.startswith("memory ") and name != "memory import":
        call("memory", "import", "examples/memory/fr-nl.tmx", "-q", monkeypatch=monkeypatch)
    if name in ("conflicts", "resolve"):
        in_conflict(folder / words[1], monkeypatch)
    if name == "keys revoke":
        call("keys", "create", words[2], monkeypatch=monkeypatch)

    status = call(*words, monkeypatch=monkeypatch)

    _, messages = capsys.readouterr()
    if name == "models convert":  # of a model that has not been pulled
        assert status == 2 and "babelpress models pull" in messages
    else:
        found = name == "conflicts" or (name == "verify" and "0 severe" not in messages)
        assert status == int(found), messages


def in_conflict(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Synchronize an article twice; meanwhile its number and a hand in its translation change."""
    article = output.parent / "bilan.md"
    article.parent.mkdir(exist_ok=True)
    for number in (12, 30):
        article.write_text(f"# Le bilan\n\nLa ville a ouvert {number} crèches.\n", encoding="utf-8")
        call("sync", article, "-o", output, "-t", "nl", "-p", "fake", monkeypatch=monkeypatch)
        (version,) = output.rglob("nl/*.md")
        version.write_text(version.read_text(encoding="utf-8").replace("ville", "stad"), encoding="utf-8")


def test_help_imports_no_command():
    code = (
        "import sys\nfrom babelpress.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('babelpress')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stderr.strip() == "['babelpress', 'babelpress._version', 'babelpress.cli']"
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("module", ["babelpress", "babelpress.cli"])
def test_version_of_either_module(module: str, tmp_path: Path):
    (tmp_path / "pipeline.py").write_text("raise RuntimeError", encoding="utf-8")
    command = [sys.executable, "-m", module, "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)

    assert done.stdout == f"babelpress {__version__}\n"


def test_unknown_command_names_the_nearest(monkeypatch, capsys):
    assert call("tranlate", monkeypatch=monkeypatch) == 2
    assert "Did you mean 'translate'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "found"), [("babelpress tr", "translate"), ("babelpress translate --li", "--lines"),
                         ("babelpress models ro", "routes")]
)  # fmt: skip
def test_shell_completion(words: str, found: str):
    environment = {**os.environ, "_BABELPRESS_COMPLETE": "complete_bash", "COMP_WORDS": words}
    environment["COMP_CWORD"] = str(len(words.split()) - 1)
    done = subprocess.run(
        [sys.executable, "-m", "babelpress"], env=environment, capture_output=True, check=False, text=True
    )

    assert found in done.stdout.split()


# translate.


def test_translate_prints_text_alone(monkeypatch, capsys):
    assert call("translate", "Il pleut.", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr() == ("[nl] Il pleut.\n", "")


def test_translate_reads_standard_input_and_keeps_its_lines(monkeypatch, capsys):
    pipe("Oui.\n\n  Non.\n", monkeypatch)

    assert call("translate", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == "[nl] Oui.\n\n  [nl] Non.\n"


def test_translate_reads_a_file(tmp_path: Path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text("Oui.\n", encoding="utf-16")

    assert call("translate", tmp_path / "a.txt", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == "[nl] Oui.\n"


@pytest.mark.parametrize("options", [["-t", "nl,en"], ["-t", "nl", "-t", "en"], ["-t", "nl, en,nl", "-t", "en"]])
def test_translate_into_several_languages_names_each(options: list[str], monkeypatch, capsys):
    call("translate", "Oui.", *options, "-p", "fake", monkeypatch=monkeypatch)

    assert capsys.readouterr().out == "nl:\n[nl] Oui.\nen:\n[en] Oui.\n"


@pytest.mark.parametrize(
    "text", ["", "\n", "Oui.", "Oui.\n\nNon.\r\n", "\n \n", "a\u2028b\n\x85\n", "Oui.\tNon.\n" * 2500]
)
@pytest.mark.parametrize("targets", ["nl", "nl,en"])
def test_lines_are_exactly_as_many(text: str, targets: str, monkeypatch, capsys):
    pipe(text, monkeypatch)

    assert call("translate", "--lines", "-t", targets, "-p", "fake", monkeypatch=monkeypatch) == 0
    output = capsys.readouterr().out
    assert output.count("\n") == text.count("\n") + (not text.endswith("\n") and bool(text))
    if targets == "nl,en":
        assert all(line.count("\t") == 1 for line in output.split("\n")[:-1])


def test_lines_name_the_line_at_fault(monkeypatch, capsys):
    english = "The government announced yesterday that the new railway line would be opened to the public in spring."
    pipe("Oui.\n" * 1200 + english + "\n", monkeypatch)

    assert call("translate", "--lines", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch) == 1
    assert "stdin, line 1201 is in English (en)" in capsys.readouterr().err


def test_detail_shows_findings_and_estimates(monkeypatch, capsys):
    assert call("translate", "Il a 12 ans.", "-t", "nl", "--detail", "-p", "fake", monkeypatch=monkeypatch) == 0

    output = capsys.readouterr().out
    assert "Il a 12 ans." in output and "estimate" in output and "findings" in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothere.txt"], "no such file: nothere.txt"),
        (["Oui.", "--lines", "--detail"], "cannot be combined"),
        (["Oui.", "-t", "klingon"], "'klingon' is not a supported language"),
        (["Oui.", "--source", "du"], "'du' is not a supported language"),
        (["examples"], "examples is a folder"),
        (["examples/article.fr.html"], "run: babelpress run examples/article.fr.html --to document"),
    ],
)
def test_translate_refuses_with_a_remedy(arguments: list[str], said: str, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    assert call("translate", *arguments, "-p", "fake", monkeypatch=monkeypatch) == 2
    output, messages = capsys.readouterr()
    assert output == "" and said in " ".join(messages.split())


def test_profiles_list(monkeypatch, capsys):
    assert call("profiles", "list", monkeypatch=monkeypatch) == 0
    output = capsys.readouterr().out
    assert all(name in output for name in ("embedded", "opus", "fake"))


# Odd inputs and outputs of `translate`.


def test_an_empty_text_is_not_a_folder(monkeypatch, capsys):
    assert call("translate", "", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == "\n"


def test_a_language_that_is_named_twice_is_printed_once(monkeypatch, capsys):
    assert call("translate", "Oui.", "-t", "nl,nl", "-p", "fake", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == "[nl] Oui.\n"


@pytest.mark.parametrize("targets", ["", ",", " , "])
def test_an_empty_list_of_languages_is_refused(targets: str, monkeypatch, capsys):
    assert call("translate", "Oui.", "-t", targets, "-p", "fake", monkeypatch=monkeypatch) == 2
    output, messages = capsys.readouterr()
    assert output == "" and "names no language" in messages


def test_lines_with_zero_bytes_are_refused(monkeypatch, capsys):
    pipe("Oui.\nO\0u\0i\0\n", monkeypatch)

    assert call("translate", "--lines", "-t", "nl", "-p", "fake", monkeypatch=monkeypatch) == 1
    assert "stdin, line 2: is not text" in capsys.readouterr().err


PRINTING = (
    "translate Oui. -t nl -p fake",
    "translate Oui. -t nl -p fake --detail",
    "translate --lines -t nl -p fake examples/article.fr.txt",
    "run examples/article.fr.txt -p fake",
    "verify examples/article.fr.txt examples/article.fr.txt --source fr --target nl --json",
    "profiles list",
    "--version",
    "--help",
)
STREAMS = {
    "full disk": (PRINTING, ">/dev/full", 1, "No space left on device"),
    "closed stdout": (PRINTING, ">&-", 1, "cannot"),
    "closed stdin": (("translate -t nl -p fake", "run - -p fake"), "<&-", 2, "standard input is closed"),
    "closed stdin unused": (PRINTING[:5], "<&- >/dev/null", None, ""),
    "closed pipe": (PRINTING, "| true", None, ""),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it takes a shell and /dev/full")
@pytest.mark.parametrize(
    ("line", "redirection", "status", "said"),
    [
        pytest.param(line, redirection, status, said, id=f"{name}: {line}")
        for name, (lines, redirection, status, said) in STREAMS.items()
        for line in lines
    ],
)
def test_closed_and_full_streams_are_reported(line: str, redirection: str, status: int | None, said: str):
    command = f"{shlex.quote(sys.executable)} -m babelpress.cli {line} {redirection}"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)

    assert "Traceback" not in done.stderr and "this is a bug" not in done.stderr
    assert said in done.stderr and status in (None, done.returncode), done.stderr
