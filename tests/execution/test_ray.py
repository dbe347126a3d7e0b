"""The Ray runner on a real cluster of this machine: records equal to serial's, also when an actor is killed."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from babelpress.config.schema import Profile
from babelpress.document import Article, Record
from babelpress.errors import ConfigError, ModelUnavailable, RunStopped, SetupError
from babelpress.execution.ray import RayRunner
from babelpress.formats.base import ReadError
from babelpress.stages.profiles import load_profile
from execution.archives import DONE, batched, various
from runner_archive import archive, article, deadly_once


def run(items: list[Article | ReadError], profile: Profile, **options: object) -> Iterator[Record]:
    return RayRunner(RayRunner.Options.model_validate({"workers": 2, "window": 2, **options})).run(items, profile)


def fake(backend: str = "{kind: fake}") -> Profile:
    return load_profile("fake", targets=["nl"], overrides=[f"translation.backend={backend}"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{kind: ray, num_cpus: 0}", r"runner\.num_cpus"),
        ("{kind: ray, workers: -1}", r"runner\.workers"),
        ("{kind: ray, adress: auto}", "did you mean 'address'"),
    ],
)
def test_ray_options_are_checked_with_the_profile(options: str, said: str):
    with pytest.raises(ConfigError, match=said):
        load_profile("fake", overrides=[f"runner={options}"])


def test_ray_that_is_not_installed_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ray", None)

    with pytest.raises(ModelUnavailable, match=r"pip install .*\[ray\]'"):
        next(run(archive(), fake()))


def test_ray_cluster_that_is_not_there_is_told(ray):
    with pytest.raises(
        SetupError, match=r"no Ray cluster at '127\.0\.0\.1:1' \(runner\.address\): no answer after 2 s"
    ):
        next(run(archive(), fake(), address="127.0.0.1:1", seconds=2))

    assert not ray.is_initialized()


@pytest.mark.usefixtures("deadly")
def test_ray_gives_what_serial_gives_though_an_actor_is_killed_and_ends_what_it_started(
    ray, embedded: Profile, expected: list[Record], tmp_path: Path
):
    handler = signal.getsignal(signal.SIGTERM)

    done = list(run(archive(), deadly_once(embedded, tmp_path / "died")))

    assert (tmp_path / "died").exists()
    assert done == expected
    assert not ray.is_initialized()
    assert signal.getsignal(signal.SIGTERM) is handler


def test_ray_stops_when_every_article_fails_alike(cluster: str):
    records = run([article(str(i), "En panne.") for i in range(9)], fake("{kind: fake, fail_on: panne}"))

    assert [next(records).article.id for _ in range(2)] == ["0", "1"]
    with pytest.raises(RunStopped, match=r"each of the first 2 articles failed in 'translate\.nl'.*told to fail"):
        next(records)


def test_ray_gives_up_the_one_article_that_kills_its_actors(cluster: str):
    items = [article("a"), article("b"), article("c", "Le poison tue."), article("d")]

    done = list(run(items, fake("{kind: deadly-fake, die_on: poison}"), window=1))

    assert [record.article.id for record in done] == ["a", "b", "c", "d"]
    assert [bool(record.translations) for record in done] == [True, True, False, True]
    assert [(failure.stage, failure.error) for failure in done[2].failures] == [("run", "WorkerDied")]


def test_ray_says_what_every_stage_took(cluster: str, tmp_path: Path):
    runner = RayRunner(RayRunner.Options(workers=2, window=2))

    manifest = batched(tmp_path, various(), runner=runner)

    assert {stage: spent.articles for stage, spent in manifest.stages.items()} == DONE
    assert all(spent.seconds > 0 for spent in manifest.stages.values())


def test_ray_tells_missing_weights_before_the_first_record(cluster: str, tmp_path: Path):
    runner = RayRunner(RayRunner.Options(workers=1))

    with pytest.raises(ModelUnavailable, match="babelpress models pull"):
        next(runner.run(archive(), load_profile("opus", targets=["nl"]), models_dir=tmp_path))


def test_ray_cluster_without_room_is_told(cluster: str):
    with pytest.raises(
        SetupError, match=r"no room for 9 workers of 1 CPU after 1 seconds; free: .* CPU.*runner\.workers"
    ):
        next(run(archive(), fake(), workers=9, seconds=1))


def test_ray_joins_a_cluster_and_leaves_it_running(ray, cluster: str):
    script = """
import sys
from babelpress.stages.profiles import load_profile
from babelpress.document import Article, Block
from babelpress.execution.ray import RayRunner
articles = [Article(id=c, blocks=(Block(kind="paragraph", text="Il part."),), language="fr") for c in "abc"]
runner = RayRunner(RayRunner.Options(address=sys.argv[1], workers=1))
print(*[record.article.id for record in runner.run(articles, load_profile("fake"))])
"""
    done = subprocess.run([sys.executable, "-", cluster], input=script, capture_output=True, check=True, text=True)

    assert done.stdout == "a b c\n"
    assert done.stderr == ""
    assert ray.cluster_resources()["CPU"] == 2


@pytest.fixture(scope="module")
def ray():
    """Ray, where it is installed: it lacks wheels for some platforms."""
    return pytest.importorskip("ray", reason="ray is not installed: pip install 'babelpress[ray]'")


@pytest.fixture(scope="module")
def cluster(ray, deadly: None) -> Iterator[str]:
    """The address of a cluster of two CPUs that this process is connected to, as a caller of its own would be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()
