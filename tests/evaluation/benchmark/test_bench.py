"""Putting a test set through systems: what is kept, made again, told as failed, and refused."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from babelpress.errors import ConfigError, OutputUnavailable
from babelpress.evaluation.benchmark import Bench, Settings, bench, with_systems
from babelpress.evaluation.datasets.base import Corpus

LINES = ("Bonjour à tous.", "Il pleut sur Paris.", "Le maire a dit oui.")
UPPER = "import sys; [print(line.strip().upper()) for line in sys.stdin]"


def python(code: str, *words: str) -> str:
    """A command that runs some Python."""
    return f'command:{sys.executable} -c "{code}" {" ".join(words)}'


def corpus(target: str = "nl", sources: tuple[str, ...] = LINES, **changed: str | None) -> Corpus:
    return Corpus(
        **{"name": "test", "source_language": "fr", **changed},
        target_language=target,
        ids=tuple(map(str, range(len(sources)))),
        documents=("d",) * len(sources),
        sources=sources,
        references=tuple((text,) for text in sources),
    )


def texts(benched: Bench) -> list[list[str]]:
    return [run.hypotheses.read_text(encoding="utf-8").splitlines() for run in benched.runs]


def reason(benched: Bench) -> str:
    assert benched.runs == ()
    (failed,) = benched.failed
    return failed.reason


def test_every_system_does_every_direction_and_its_lines_are_kept(tmp_path: Path):
    systems = ["up=" + python(UPPER), "say=" + python("import sys; print(sys.argv[1:])", "{source}", "{target}")]

    made = bench([corpus("nl", LINES[:1]), corpus("de", LINES[:1])], systems, out=tmp_path)

    assert made.failed == ()
    assert (tmp_path / "up" / "nl.txt").read_text() == "BONJOUR À TOUS.\n"
    assert (tmp_path / "say" / "nl.txt").read_text() == "['fr', 'nl']\n"
    assert (tmp_path / "say" / "de.txt").read_text() == "['fr', 'de']\n"


def test_corpora_get_the_hypotheses_of_the_segments_asked_for(tmp_path: Path):
    test_set = [corpus("nl"), corpus("de")]
    made = bench(test_set, ["up=" + python(UPPER)], out=tmp_path, first=2)

    given = with_systems(test_set, made)

    assert [(one.target_language, len(one)) for one in given] == [("nl", 2), ("de", 2)]
    assert given[0].system("up").hypotheses == ("BONJOUR À TOUS.", "IL PLEUT SUR PARIS.")


def test_more_first_segments_than_there_are_is_all(tmp_path: Path):
    assert bench([corpus()], ["up=" + python(UPPER)], out=tmp_path, first=99).runs[0].segments == 3


def test_direction_that_nobody_did_is_left_out(tmp_path: Path):
    test_set = [corpus()]
    made = bench(test_set, ["no=command:/nowhere/program"], out=tmp_path)

    assert with_systems(test_set, made) == []


def test_figures_of_a_command_are_measured_or_none(tmp_path: Path):
    below = "'import time; x = bytearray(60_000_000); time.sleep(0.3)'"
    held = f"import subprocess, sys; print(sys.stdin.read(), end=''); subprocess.run([sys.executable, '-c', {below}])"

    (run,) = bench([corpus()], ["c=" + python(held)], out=tmp_path).runs

    assert run.seconds is not None and run.seconds > 0.3
    assert run.characters == sum(map(len, LINES))
    assert run.characters_per_second == run.characters / run.seconds
    assert (run.load_seconds, run.size_bytes) == (None, None)
    if sys.platform == "linux":
        assert run.peak_bytes is not None and 60_000_000 < run.peak_bytes < 120_000_000


def test_kept_result_is_not_made_again(tmp_path: Path):
    system = "up=" + python(UPPER)
    before = bench([corpus()], [system], out=tmp_path)
    said: list[str] = []

    again = bench([corpus()], [system], out=tmp_path, progress=said.append)

    assert said == []
    assert again == before


@pytest.mark.parametrize("change", ["lines", "settings", "text touched", "figures cut", "figures gone", "not ours"])
def test_kept_result_that_is_not_whole_or_of_something_else_is_made_again(tmp_path: Path, change: str):
    bench([corpus()], ["up=" + python(UPPER)], out=tmp_path)
    text, figures = tmp_path / "up" / "nl.txt", tmp_path / "up" / "nl.json"
    if change == "text touched":
        text.write_text("X\nY\nZ\n")
    elif change == "figures cut":
        figures.write_text(figures.read_text()[:50])
    elif change == "figures gone":
        figures.unlink()
    elif change == "not ours":
        figures.write_text("[1]")
    sources = ("Autre.",) if change == "lines" else LINES
    system = python(UPPER.replace("upper", "lower") if change == "settings" else UPPER)
    said: list[str] = []

    made = bench([corpus(sources=sources)], [f"up={system}"], out=tmp_path, progress=said.append)

    assert said == ["test fr-nl: up"]
    expected = [text.lower() if change == "settings" else text.upper() for text in sources]
    assert texts(made) == [expected]
    assert json.loads(figures.read_text())["run"]["segments"] == len(sources)


def test_kept_result_that_cannot_be_made_again_is_gone(tmp_path: Path):
    bench([corpus()], ["up=" + python(UPPER)], out=tmp_path)

    made = bench([corpus()], ["up=" + python("raise SystemExit(3)")], out=tmp_path)

    assert "status 3" in reason(made)
    assert with_systems([corpus()], made) == []


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (python("print(1)"), "it returned 1 lines for 3"),
        (python("[print(n) for n in range(4)]"), "it returned 4 lines for 3"),
        (python(""), "it returned 1 lines for 3"),
        (python("raise SystemExit(7)"), "ended with status 7"),
        (python("import sys; print('no weights', file=sys.stderr); raise SystemExit(1)"), "no weights"),
        (python("import sys; sys.stdout.buffer.write(bytes([97, 255]))"), "is not UTF-8: byte 1"),
        (python("import os, signal; os.kill(os.getppid(), signal.SIGKILL)"), "its process ended with status -9"),
        (python("print('\\n\\n')"), "every answer is empty"),
        ("command:/nowhere/program", "cannot be started"),
    ],
)
def test_system_that_gives_nothing_useful_is_told_and_the_others_go_on(tmp_path: Path, system: str, expected: str):
    made = bench([corpus()], [f"bad={system}", "up=" + python(UPPER)], out=tmp_path)

    assert [run.system for run in made.runs] == ["up"]
    assert [(one.system, one.direction) for one in made.failed] == [("bad", "fr-nl")]
    assert expected in made.failed[0].reason


def test_command_that_hangs_is_ended_with_what_it_said(tmp_path: Path):
    hang = "command:sh -c 'echo $$ >&2; exec sleep 600'"

    made = bench([corpus()], [f"c={hang}"], out=tmp_path, settings=Settings(seconds=5))

    assert "no answer after 5 seconds; on standard error: " in reason(made)
    assert is_gone(int(reason(made).rpartition(" ")[2]))


def test_command_that_reads_nothing_and_talks_on_standard_error_is_heard(tmp_path: Path):
    chatty = "import sys; sys.stderr.write('x' * 1_000_000); [print(n) for n in range(3)]"

    assert texts(bench([corpus()], ["c=" + python(chatty)], out=tmp_path)) == [["0", "1", "2"]]


def test_empty_answers_and_line_breaks_in_answers_are_counted(tmp_path: Path):
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "nl.txt").write_bytes("\ufeffEen\u2028twee\r\n  \nDrie\n".encode())

    (run,) = bench([corpus()], [f"files:{folder}"], out=tmp_path).runs

    assert run.hypotheses.read_text() == "Een twee\n\nDrie\n"
    assert (run.empty, run.joined) == (1, 1)
    assert [notice.kind for notice in run.notices] == ["empty", "line_break"]


def test_line_breaks_in_sources_become_spaces_and_are_told(tmp_path: Path):
    made = bench([corpus(sources=("Un\ndeux.", "Trois."))], ["up=" + python(UPPER)], out=tmp_path)

    assert texts(made) == [["UN DEUX.", "TROIS."]]
    assert [(notice.kind, notice.segments) for notice in made.notices] == [("line_break", (0,))]


def test_blank_sources_are_not_asked_for(tmp_path: Path):
    count = "import sys; [print(n) for n, line in enumerate(sys.stdin)]"

    (run,) = bench([corpus(sources=("a", " ", "", "b"))], ["c=" + python(count)], out=tmp_path).runs

    assert run.hypotheses.read_text() == "0\n\n\n1\n"
    assert run.empty == 0


def test_files_have_no_speed_and_may_be_longer_where_the_first_are_asked_for(tmp_path: Path):
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "nl.txt").write_text("Een\nTwee\nDrie\n")

    (run,) = bench([corpus()], [f"files:{folder}"], out=tmp_path, first=2).runs

    assert run.hypotheses.read_text() == "Een\nTwee\n"
    assert (run.seconds, run.characters_per_second, run.peak_bytes) == (None, None, None)


@pytest.mark.parametrize(
    ("data", "expected"),
    [(None, "cannot be read"), (b"\xff\n", "cannot be read"), (b"Een\n", "it returned 1 lines for 3")],
)
def test_files_that_do_not_fit_are_told(tmp_path: Path, data: bytes | None, expected: str):
    folder = tmp_path / "made"
    folder.mkdir()
    if data is not None:
        (folder / "nl.txt").write_bytes(data)

    assert expected in reason(bench([corpus()], [f"files:{folder}"], out=tmp_path))


def test_interrupted_bench_keeps_what_is_whole_leaves_nothing_running_and_goes_on(tmp_path: Path):
    slow = "import os, sys, time; open('pid', 'w').write(str(os.getpid())); time.sleep(600)"
    systems = ["up=" + python(UPPER), "slow=" + python(slow)]
    script = (
        "from test_bench import bench, corpus; from pathlib import Path; import sys\n"
        "if __name__ == '__main__': bench([corpus()], sys.argv[1:], out=Path('out'))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    running = subprocess.Popen([sys.executable, "-c", script, *systems], cwd=tmp_path, env=environment)
    pid = wait_for(tmp_path / "pid")

    running.send_signal(signal.SIGKILL)
    running.wait()

    assert is_gone(pid)
    said: list[str] = []
    again = [systems[0], "slow=" + python(UPPER)]
    made = bench([corpus()], again, out=tmp_path / "out", progress=said.append)
    assert said == ["test fr-nl: slow"]
    assert [run.system for run in made.runs] == ["up", "slow"]


@pytest.mark.parametrize("blocked", ["out", "out/up"])
def test_output_that_cannot_be_written_stops_before_any_work(tmp_path: Path, blocked: str):
    (tmp_path / blocked).parent.mkdir(exist_ok=True)
    (tmp_path / blocked).write_text("a file")
    mark = tmp_path / "started"

    with pytest.raises(OutputUnavailable, match=r"nl\.txt cannot be written"):
        bench([corpus()], ["up=" + python(f"open('{mark}', 'w')")], out=tmp_path / "out")

    assert not mark.exists()


def test_output_lost_while_a_system_works_is_told(tmp_path: Path):
    out = tmp_path / "out"
    lose = f"import os, sys; os.rmdir('{out}/up'); sys.stdout.write(sys.stdin.read())"

    with pytest.raises(OutputUnavailable, match=r"nl\.txt cannot be written"):
        bench([corpus()], ["up=" + python(lose)], out=out)


def test_speeds_are_ratios_of_turns_against_the_first(tmp_path: Path):
    quick, slow = "import sys; sys.stdout.write(sys.stdin.read())", "import time; time.sleep(1.5); "
    systems = ["quick=" + python(quick), "slow=" + python(slow + quick), "none=command:/nowhere/program"]
    rounds = Settings(repeat=2)

    made = bench([corpus()], systems, out=tmp_path, settings=rounds)

    first, second = made.speeds
    assert (first.system, first.ratio, first.low, first.high) == ("quick", 1, 1, 1)
    assert (second.system, second.first, second.rounds, second.segments) == ("slow", "quick", 2, 3)
    assert second.low <= second.ratio <= second.high < 1


def test_system_that_fails_in_the_comparison_of_speed_keeps_its_translations(tmp_path: Path):
    once = f"import os, sys; os.mkdir('{tmp_path}/mark'); sys.stdout.write(sys.stdin.read())"
    settings = Settings(repeat=1)

    made = bench([corpus()], ["once=" + python(once), "up=" + python(UPPER)], out=tmp_path, settings=settings)

    assert [run.system for run in made.runs] == ["once", "up"]
    assert [speed.system for speed in made.speeds] == ["up"]
    assert made.failed[0].reason.startswith("speed: ")


@pytest.mark.parametrize(
    ("systems", "expected"),
    [
        ([], "name at least one"),
        (["profil:embedded"], "there is no kind 'profil'; did you mean 'profile'?"),
        (["embedded"], "no kind 'embedded'"),
        (["profile:"], "needs an argument, e.g. profile:embedded"),
        (["a=command:cat", "A=command:cat -u"], "two systems are named 'A'"),
        (["command:cat", "command:cat -u"], "two systems are named 'cat'"),
        (["../a=command:cat"], "'../a' is not a valid name"),
        (["command:'cat"], "No closing quotation"),
        (["profile:embeded"], "embeded"),
        (["profile:embedded translation.bem=1"], "bem"),
        (["files:/nowhere"], "/nowhere is not a folder"),
        (["libretranslate:localhost"], "is not an http:// or https:// address"),
    ],
)
def test_systems_that_cannot_be_are_refused_with_all_that_is_wrong(tmp_path: Path, systems: list[str], expected: str):
    with pytest.raises(ConfigError) as refused:
        bench([corpus()], systems, out=tmp_path / "out")

    assert expected in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_api_key_of_no_system_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="no system is named 'cta'; did you mean 'cat'"):
        bench([corpus()], ["command:cat"], out=tmp_path, settings=Settings(api_keys={"cta": "secret"}))


@pytest.mark.parametrize(
    ("test_set", "first", "expected"),
    [
        ([], None, "has no directions"),
        ([corpus(sources=())], None, "has no source text to translate"),
        ([corpus(sources=(" ",))], None, "has no source text to translate"),
        ([corpus(source_language=None)], None, "source language is not known"),
        ([corpus(), corpus(name="other")], None, "there are two directions into nl"),
        ([corpus()], 0, "first: 0: at least 1"),
    ],
)
def test_test_sets_that_cannot_be_benched_are_refused(
    tmp_path: Path, test_set: list[Corpus], first: int | None, expected: str
):
    with pytest.raises(ConfigError) as refused:
        bench(test_set, ["command:cat"], out=tmp_path, first=first)

    assert expected in str(refused.value)


def wait_for(path: Path) -> int:
    for _ in range(600):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.1)
    raise AssertionError(f"{path} did not come")


def is_gone(pid: int) -> bool:
    """Wait until a process has ended (a zombie has)."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False
