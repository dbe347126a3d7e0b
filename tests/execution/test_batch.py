"""A batch goes on where it was: nothing lost, nothing done twice, the output in the order of the input."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from babelpress.errors import UnreadableInput
from babelpress.execution.manifest import read
from babelpress.execution.process import ProcessRunner
from babelpress.execution.runner import Runner
from babelpress.execution.serial import SerialRunner
from babelpress.formats.base import ReadError
from execution.archives import DONE, article, batched, fake, records, various


def ids(folder: Path) -> list[str]:
    return [record.article.id for record in records(folder)]


def test_empty_archive_is_finished(tmp_path: Path):
    manifest = batched(tmp_path, [])

    assert (manifest.state, manifest.articles) == ("finished", 0)


def test_second_run_takes_everything_from_the_journal(tmp_path: Path):
    first = batched(tmp_path, [article(n) for n in range(10)])
    before = (tmp_path / "records.jsonl").read_bytes()

    second = batched(tmp_path, [article(n) for n in range(10)])

    assert (first.articles, first.kept, second.articles, second.kept) == (10, 0, 10, 10)
    assert (second.words, second.segments) == (0, 0)
    assert (tmp_path / "records.jsonl").read_bytes() == before


@pytest.mark.parametrize("after", [0, 1, 5, 9])
def test_stopped_run_goes_on_where_it_was(tmp_path: Path, after: int):
    whole = tmp_path / "whole"
    batched(whole, [article(n) for n in range(10)])
    asked = []

    def stop() -> bool:
        asked.append(None)
        return len(asked) > after

    stopped = batched(tmp_path / "parts", [article(n) for n in range(10)], stop=stop)
    rest = batched(tmp_path / "parts", [article(n) for n in range(10)])

    assert (stopped.state, stopped.articles) == ("stopped", after)
    assert (rest.state, rest.kept) == ("finished", after)
    assert (tmp_path / "parts/records.jsonl").read_bytes() == (whole / "records.jsonl").read_bytes()


def test_changed_new_and_removed_articles_alone_are_done(tmp_path: Path):
    batched(tmp_path, [article(n) for n in range(8)])

    manifest = batched(tmp_path, [article(0), article(9), article(2, "Une autre phrase."), *map(article, (7, 3, 4))])

    assert manifest.kept == 4
    assert ids(tmp_path) == ["a0", "a9", "a2", "a7", "a3", "a4"]
    assert records(tmp_path)[2].article.text == "Une autre phrase."


def test_other_profile_does_everything_again(tmp_path: Path):
    batched(tmp_path, [article(n) for n in range(3)])

    manifest = batched(tmp_path, [article(n) for n in range(3)], profile=fake(**{"summary.sentences": 1}))

    assert (manifest.articles, manifest.kept) == (3, 0)


def test_other_window_or_writer_does_nothing_again(tmp_path: Path):
    batched(tmp_path, [article(n) for n in range(3)])

    assert (
        batched(
            tmp_path, [article(n) for n in range(3)], profile=fake(**{"runner.kind": "serial", "runner.window": 7})
        ).kept
        == 3
    )


def test_kept_and_new_articles_come_in_the_order_of_the_input(tmp_path: Path):
    batched(tmp_path, [article(n) for n in range(0, 40, 2)])

    batched(tmp_path, [article(n) for n in range(40)])

    assert ids(tmp_path) == [f"a{n}" for n in range(40)]


def test_broken_article_stays_in_its_place_and_is_counted(tmp_path: Path):
    broken = ReadError(id="file:2", error=UnreadableInput("file: line 2: is not JSON"))

    manifest = batched(tmp_path, [article(0), broken, article(1)])

    assert ids(tmp_path) == ["a0", "file:2", "a1"]
    assert manifest.failed == 1 and manifest.failures == {"read UnreadableInput": 1}
    assert manifest.examples["read UnreadableInput"] == ["file:2: file: line 2: is not JSON"]


@pytest.mark.parametrize("window", [1, 2, 100])
def test_second_article_of_an_id_is_refused_and_the_first_stays(tmp_path: Path, window: int):
    twice = [article(0), article(1), article(0, "Tout autre chose."), article(2)]

    for _ in range(2):  # also where the first is kept
        manifest = batched(tmp_path, twice, window=window)

        assert ids(tmp_path) == ["a0", "a1", "a0", "a2"]
        assert records(tmp_path)[2].failures[0].message == "article 3: the id 'a0' is already that of article 1"
        assert manifest.failed == 1
    assert manifest.kept == 3


def test_failed_articles_stay_failed_until_asked_for(tmp_path: Path):
    german = article(1, "Die Katze schläft auf dem Sofa und träumt.").__class__(
        id="a1", blocks=article(1, "Die Katze schläft auf dem Sofa und träumt von Mäusen.").blocks
    )
    articles = [article(0), german, article(2)]
    assert batched(tmp_path, articles).failed == 1

    assert batched(tmp_path, articles).kept == 3
    again = batched(tmp_path, articles, retry_failed=True)

    assert (again.kept, again.failed) == (2, 1)


def test_manifest_says_what_was_done(tmp_path: Path):
    batched(tmp_path, [article(n) for n in range(5)])

    said = read(tmp_path)

    assert said is not None
    assert (said["state"], said["articles"], said["segments"]) == ("finished", 5, 20)
    assert said["words"] == 5 * 12 and said["peak_bytes"] > 1_000_000
    assert said["made_by"]["profile"]


@pytest.mark.parametrize(
    "runner",
    [SerialRunner(SerialRunner.Options(window=4, ahead=1)), ProcessRunner(ProcessRunner.Options(workers=2, window=2))],
    ids=["serial", "process"],
)
def test_manifest_has_seconds_and_articles_of_every_stage(tmp_path: Path, runner: Runner):
    batched(tmp_path, various(), runner=runner)

    said = read(tmp_path)

    assert said is not None
    assert {stage: spent["articles"] for stage, spent in said["stages"].items()} == DONE
    assert all(spent["seconds"] > 0 for spent in said["stages"].values())


def test_manifest_tells_what_passed_before_the_first_new_article(tmp_path: Path):
    first = batched(tmp_path, [article(n) for n in range(5)])
    second = batched(tmp_path, [article(n) for n in range(5)])

    assert 0 < first.lead_seconds < first.seconds
    assert second.lead_seconds == 0


def test_progress_moves_with_kept_articles_too(tmp_path: Path):
    articles = [article(n) for n in range(4)]
    batched(tmp_path, articles)
    said = []

    batched(tmp_path, articles, progress=lambda manifest: said.append((manifest.articles, manifest.kept)))

    assert said == [(1, 1), (2, 2), (3, 3), (4, 4), (4, 4)]


def test_finished_records_are_on_disk_before_more_articles_are_read(tmp_path: Path):
    held = []

    def articles():
        for n in range(7):
            if n:
                with sqlite3.connect(tmp_path / "journal.sqlite") as file:
                    held.append(file.execute("SELECT count(*) FROM records").fetchone()[0])
                file.close()
            yield article(n)

    batched(tmp_path, articles(), window=2)

    assert held == [0, 0, 0, 2, 2, 4]  # two windows are begun at first, then one for each that is done


COMMAND = (
    sys.executable,
    "-m",
    "babelpress.cli",
    "batch",
    "archive.jsonl",
    "-o",
    "out",
    "-p",
    "fake",
    "-t",
    "nl",
    "-q",
)


def peak(folder: Path, *options: str) -> int:
    """The peak in the manifest of a run that is started by a process which holds 500 MB."""
    rows = [{"id": f"a{n}", "language": "fr", "text": f"Le train {n} part. " * 10} for n in range(8)]
    (folder / "archive.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    code = f"import subprocess; held = b'x' * 500_000_000; subprocess.run({[*COMMAND, *options]!r}, check=True)"
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    return json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))["peak_bytes"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="what is known elsewhere is another figure")
def test_peak_memory_is_that_of_the_run_and_all_its_workers(tmp_path: Path):
    alone = peak(tmp_path, "--runner", "serial")
    three = peak(tmp_path, "--workers", "2", "--force")

    assert 30_000_000 < alone < 300_000_000
    assert 2 * alone < three < 500_000_000


def test_articles_are_read_as_they_are_needed(tmp_path: Path):
    begun = 0

    def articles():
        nonlocal begun
        for n in range(100):
            begun += 1
            yield article(n)

    batched(tmp_path, articles(), stop=lambda: begun > 10)

    assert begun <= 12
