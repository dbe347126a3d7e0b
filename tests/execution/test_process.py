"""The process runner: records equal to serial's, whatever happens to its processes, and none left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.errors import ConfigError, ModelUnavailable, RunStopped
from babelpress.execution.process import ProcessRunner, _Processes
from babelpress.execution.scheduler import gpus_of, on_gpu, on_own_gpus, physical_cores, with_threads
from babelpress.formats.base import ReadError
from babelpress.stages.profiles import load_profile
from runner_archive import archive, article, deadly_once

TWO = ProcessRunner.Options(workers=2, window=2)
ONE = ProcessRunner.Options(workers=1, window=2)


def run(
    items: list[Article | ReadError],
    profile: Profile,
    options: ProcessRunner.Options = TWO,
    *,
    models_dir: Path | None = None,
) -> Iterator[Record]:
    return ProcessRunner(options).run(items, profile, models_dir=models_dir)


def fake(backend: str = "{kind: fake}") -> Profile:
    return load_profile("fake", targets=["nl"], overrides=[f"translation.backend={backend}"])


def children(process: int) -> set[int]:
    """The processes below one, those that have ended and are not yet waited for left out."""
    found: set[int] = set()
    for path in Path("/proc").glob(f"{process}/task/*/children"):
        found |= {child for child in map(int, path.read_text().split()) if alive(child)}
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(processes: set[int]) -> bool:
    for _ in range(200):
        if not any(map(alive, processes)):
            return True
        time.sleep(0.05)
    return False


linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")


@linux
def test_process_gives_what_serial_gives_though_a_worker_is_killed(embedded: Profile, expected: list[Record]):
    before = children(os.getpid())
    records = run(archive(), embedded)

    done = [next(records)]
    workers = children(os.getpid()) - before
    os.kill(min(workers), signal.SIGKILL)
    done += records

    assert len(workers) == 2
    assert done == expected
    assert [record.failures[0].stage for record in done if record.failures] == ["read", "detect"]
    assert gone(children(os.getpid()) - before)


@pytest.mark.usefixtures("deadly")
def test_process_gives_what_serial_gives_though_a_window_kills_its_worker_once(
    embedded: Profile, expected: list[Record], tmp_path: Path
):
    done = list(run(archive(), deadly_once(embedded, tmp_path / "died")))

    assert (tmp_path / "died").exists()
    assert done == expected


@pytest.mark.usefixtures("deadly")
def test_process_gives_up_the_one_article_that_kills_its_workers():
    items = [article("a"), article("b"), article("c"), article("d", "Le poison tue."), article("e")]
    options = ProcessRunner.Options(workers=2, window=1)

    done = list(run(items, fake("{kind: deadly-fake, die_on: poison}"), options))

    assert [record.article.id for record in done] == ["a", "b", "c", "d", "e"]
    assert [bool(record.translations) for record in done] == [True, True, True, False, True]
    (failure,) = done[3].failures
    assert (failure.stage, failure.error) == ("run", "WorkerDied")
    assert "d: 2 workers died of this article alone (killed by SIGKILL" in failure.message


def test_process_stops_when_every_article_fails_alike():
    items = [article(str(i), "En panne.") for i in range(9)]
    records = run(items, fake("{kind: fake, fail_on: panne}"))

    assert [next(records).article.id for _ in range(2)] == ["0", "1"]
    with pytest.raises(RunStopped, match=r"each of the first 2 articles failed in 'translate\.nl'.*told to fail"):
        next(records)


def test_process_tells_missing_weights_before_the_first_record(tmp_path: Path):
    profile = load_profile("opus", targets=["nl"])

    with pytest.raises(ModelUnavailable, match="babelpress models pull"):
        next(run(archive(), profile, ONE, models_dir=tmp_path))


@linux
def test_process_leaves_nobody_behind_when_it_is_closed():
    before = children(os.getpid())
    records = run([article(str(i)) for i in range(50)], fake())
    next(records)
    workers = children(os.getpid()) - before

    records.close()

    assert len(workers) == 2
    assert not any(map(alive, workers))


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=lambda number: number.name)
def test_process_leaves_nobody_behind_when_its_parent_is_ended(number: signal.Signals):
    # No `if __name__ == "__main__"`, and read from standard input: both are fine.
    script = """
import itertools, signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from babelpress.stages.profiles import load_profile
from babelpress.document import Article, Block
from babelpress.execution.process import ProcessRunner
block = Block(kind="paragraph", text="Le train part.")
articles = (Article(id=str(i), blocks=(block,), language="fr") for i in itertools.count())
for record in ProcessRunner(ProcessRunner.Options(workers=2, window=2)).run(articles, load_profile("fake")):
    print(record.article.id, flush=True)
    time.sleep(0.01)
"""
    with subprocess.Popen([sys.executable, "-"], stdin=-1, stdout=-1, stderr=-1, text=True) as parent:
        assert parent.stdin and parent.stdout
        parent.stdin.write(script)
        parent.stdin.close()
        parent.stdout.readline()
        workers = children(parent.pid)
        parent.send_signal(number)
        parent.wait()

        assert len(workers) == 2
        assert gone(workers)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{kind: process, workers: -1}", r"runner\.workers"),
        ("{kind: process, window: 0}", r"runner\.window"),
        ("{kind: process, worker: 2}", "did you mean 'workers'"),
        ("{kind: proces}", "did you mean 'process'"),
    ],
)
def test_process_options_are_checked_with_the_profile(options: str, said: str):
    with pytest.raises(ConfigError, match=said):
        load_profile("fake", overrides=[f"runner={options}"])


def test_profile_can_name_the_runner_alone():
    assert load_profile("fake", overrides=["runner.kind=process"]).runner.kind == "process"


def test_threads_go_to_backends_that_take_them_and_have_none():
    def threads(*overrides: str) -> object:
        profile = with_threads(load_profile("embedded", overrides=overrides), 4)
        return profile.translation.backend.options.get("threads"), profile.summary.backend.options.get("threads")

    assert threads() == (4, 4)
    assert threads("translation.backend.threads=3") == (3, 4)
    assert threads("translation.backend.workers=2") == (2, 4)
    assert threads("translation.backend={kind: fake}") == (None, 4)


def test_each_worker_has_its_own_gpu_of_the_list():
    backend = "{kind: ct2, device_index: [2, 5]}"
    profile = load_profile("embedded", overrides=[f"translation.backend={backend}", f"summary.backend={backend}"])

    found = [
        (one.translation.backend.options["device_index"], one.summary.backend.options["device_index"])
        for one in (on_gpu(profile, number) for number in range(3))
    ]

    assert found == [(2, 2), (5, 5), (2, 2)]
    assert gpus_of(profile) == (2, 5)
    embedded = load_profile("embedded")
    assert on_gpu(embedded, 1) == embedded
    assert gpus_of(embedded) == ()


@linux
def test_a_worker_that_replaces_another_has_its_number():
    pool = _Processes(fake(), None)
    first, second = pool.start(), pool.start()
    first.end()
    third = pool.start()
    second.end()
    third.end()

    assert (first.number, second.number, third.number) == (0, 1, 0)


@pytest.mark.parametrize(
    ("given", "gpus", "own"),
    [("[0, 3]", 1, 0), ("[0, 3]", 2, (0, 1)), ("[0, 1]", 0.5, 0), ("7", 1, 0), ("7", 0, 0)],
)
def test_a_worker_that_sees_only_its_own_gpus_counts_them_from_0(given: str, gpus: float, own: object):
    overrides = [f"translation.backend={{kind: ct2, device_index: {given}}}"]

    found = on_own_gpus(load_profile("embedded", overrides=overrides), gpus)

    assert found.translation.backend.options["device_index"] == own
    assert found.summary == load_profile("embedded").summary


def test_there_is_at_least_one_core():
    assert physical_cores() >= 1
