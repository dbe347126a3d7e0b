"""How far a batch is: time left, the count beside the run, and what is drawn."""

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from babelpress.cli.progress import Bars, countable, counted, said, seconds_left, shown
from babelpress.execution.manifest import Manifest
from babelpress.stages.flow import StageUsage
from babelpress.stages.provenance import Provenance

MADE_BY = Provenance(version="1", profile="p", models=())
STAGES = {"detect": StageUsage(1.0, 40), "translate.nl": StageUsage(95.2, 32)}


def manifest(**figures: object) -> Manifest:
    return Manifest(**{"made_by": MADE_BY, "inputs": (), "output": "out", "runner": "serial", **figures})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "had", "figures", "left"),
    [
        (None, 0, {"articles": 10, "seconds": 20.0}, None),  # nobody knows how many there are
        (100, 0, {}, None),  # nothing is done
        (100, 50, {"articles": 50, "kept": 50, "seconds": 9.0}, None),  # nothing new is done
        (100, 0, {"articles": 10, "seconds": 20.0}, 180.0),
        (100, 0, {"articles": 10, "seconds": 25.0, "lead_seconds": 5.0}, 180.0),  # loading is done once
        (100, 50, {"articles": 60, "kept": 50, "seconds": 20.0}, 80.0),  # 10 new ones took 20 seconds, 40 are left
        (100, 50, {"articles": 20, "kept": 10, "seconds": 20.0}, 80.0),  # 40 of the 80 left are to be kept
        (100, 500, {"articles": 20, "kept": 10, "seconds": 20.0}, 0.0),  # an archive that has shrunk
        (10, 0, {"articles": 12, "seconds": 20.0}, 0.0),  # one that grew meanwhile
        (100, 0, {"articles": 100, "seconds": 200.0}, 0.0),
    ],
)
def test_time_left_is_that_of_the_new_articles(total, had: int, figures: dict, left: float | None):
    assert seconds_left(manifest(**figures), total=total, had=had) == left


def test_line_says_what_is_known():
    run = manifest(articles=1234, kept=200, failed=3, words=58_000, seconds=100.0)

    assert said(run) == "1,234 articles (200 kept, 3 failed), 580 words/s"
    assert said(run, total=10_000) == "1,234 of 10,000 articles (200 kept, 3 failed), 580 words/s"
    assert said(run, total=10_000, left=3723.4).endswith("580 words/s, 1:02:03 left")


def wait_for(total) -> int | None:
    for _ in range(500):
        if total() is not None:
            break
        time.sleep(0.01)
    return total()


@pytest.mark.parametrize("count", [0, 1, 7])
def test_count_is_known_when_it_is_done(count: int):
    with counted(lambda: range(count)) as total:
        assert wait_for(total) == count


def test_count_that_fails_is_no_total_and_no_error():
    def broken() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    with counted(broken) as total:
        time.sleep(0.05)
        assert total() is None


def test_count_ends_with_the_run():
    given = []

    def endless() -> Iterator[int]:
        while True:
            given.append(None)
            yield 1

    with counted(endless) as total:
        assert total() is None
    many = len(given)
    time.sleep(0.05)

    assert len(given) == many


def test_nothing_is_counted_where_nothing_is_to_be_read():
    with counted(None) as total:
        assert total() is None


def test_what_can_be_read_only_once_is_not_counted(tmp_path: Path):
    (tmp_path / "a.jsonl").touch()
    os.mkfifo(tmp_path / "pipe")

    assert countable([str(tmp_path / "a.jsonl"), str(tmp_path), f"{tmp_path}/*.jsonl", str(tmp_path / "missing")])
    assert not countable(["-"])
    assert not countable(["hf:news/french"])
    assert not countable([str(tmp_path / "a.jsonl"), str(tmp_path / "pipe")])


def screen(run: Manifest, *, width: int, total: int | None, had: int = 0, clock=lambda: 0.0) -> list[str]:
    console = Console(file=io.StringIO(), width=width, soft_wrap=True, highlight=False)
    bars = Bars(run, console=console, total=lambda: total, had=had, clock=clock)
    console.print(bars.drawn())
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_bars_wait_for_the_models():
    assert screen(manifest(), width=80, total=None) == ["loading the models"]


def test_bars_are_one_for_the_whole_and_one_a_stage():
    run = manifest(articles=32, failed=1, words=9600, seconds=96.0, stages=STAGES)

    line, whole, detect, translate = screen(run, width=80, total=64)

    assert line == "32 of 64 articles (0 kept, 1 failed), 100 words/s, 0:01:36 left"
    assert [row.split()[0] for row in (whole, detect, translate)] == ["all", "detect", "translate.nl"]
    assert [row.split()[-3:] for row in (whole, detect, translate)] == [
        ["32", "96", "s"], ["40", "1", "s"], ["32", "95", "s"],
    ]  # fmt: skip


def test_bar_of_a_stage_fills_though_articles_passed_it_by():
    some = {"detect": StageUsage(1.0, 64), "translate.nl": StageUsage(95.2, 40)}

    *_, detect, translate = screen(manifest(articles=64, seconds=96.0, stages=some), width=80, total=64)

    assert detect.count("━") == translate.count("━") > 10 and "╸" not in translate
    assert translate.split()[-3:] == ["40", "95", "s"]


def test_bars_have_no_time_left_while_the_total_is_unknown():
    line, *rows = screen(manifest(articles=32, seconds=96.0, stages=STAGES), width=80, total=None)

    assert line.startswith("32 articles (") and "left" not in line
    assert len(rows) == 3


def test_bars_say_that_seconds_are_those_of_all_workers():
    assert "stages: of all workers" in screen(manifest(runner="process", stages=STAGES), width=80, total=9)[1]


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_bars_fit_the_terminal(width: int):
    run = manifest(articles=32_000, kept=1000, words=9_600_000, seconds=9600.0, stages=STAGES, runner="process")

    assert max(map(len, screen(run, width=width, total=100_000))) <= width


def test_time_left_counts_down_between_records():
    times = iter([0.0, 100.0, 130.0])
    run = manifest(articles=32, seconds=96.0, stages=STAGES)
    console = Console(file=io.StringIO(), width=80)
    bars = Bars(run, console=console, total=lambda: 64, had=0, clock=lambda: next(times))

    bars.moved(run)
    console.print(bars.drawn())

    assert "0:01:06 left" in console.file.getvalue()  # type: ignore[attr-defined]


def test_nothing_is_shown_where_quiet():
    console = Console(file=io.StringIO(), force_terminal=True)
    run = manifest(stages=STAGES)

    with shown(run, console=console, quiet=True, total=lambda: 9, had=0) as moved:
        moved(run)

    assert console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_bars_are_taken_away_at_the_end():
    console = Console(file=io.StringIO(), force_terminal=True, width=80)
    run = manifest(articles=3, seconds=1.0, stages=STAGES)

    with shown(run, console=console, quiet=False, total=lambda: 9, had=0) as moved:
        moved(run)
    drawn = console.file.getvalue()  # type: ignore[attr-defined]

    assert "3 of 9 articles" in drawn
    assert drawn.endswith("\x1b[1A\x1b[2K" * 4)  # up a line and clear it


def test_line_comes_once_a_minute_where_there_is_no_terminal():
    times = iter([0.0, 10.0, 59.0, 61.0, 62.0, 121.5])
    console = Console(file=io.StringIO(), force_terminal=False, width=80, soft_wrap=True)
    run = manifest(articles=30, seconds=60.0, stages=STAGES)

    with shown(run, console=console, quiet=False, total=lambda: 90, had=0, clock=lambda: next(times)) as moved:
        for _ in range(5):
            moved(run)

    line = "30 of 90 articles (0 kept, 0 failed), 0 words/s, 0:02:00 left"
    assert console.file.getvalue().splitlines() == [line, line]  # type: ignore[attr-defined]
