"""Plug-ins that raise: the articles they raise for fail, in every runner alike, and all the others are as without."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from babelpress.config.schema import Profile
from babelpress.document import Article
from babelpress.errors import RunStopped
from babelpress.execution.process import ProcessRunner
from babelpress.execution.ray import RayRunner
from babelpress.execution.runner import Runner
from babelpress.execution.serial import SerialRunner
from babelpress.stages.profiles import load_profile
from execution.archives import batched, records
from plug_ins import faulty
from runner_archive import article

ERRORS = ("ValueError", "KeyError", "RecursionError", "AssertionError")
WINDOW = 4

RUNNERS: dict[str, Callable[[], Runner]] = {
    "serial": lambda: SerialRunner(SerialRunner.Options(window=WINDOW)),
    "serial ahead": lambda: SerialRunner(SerialRunner.Options(window=WINDOW, ahead=1)),
    "process": lambda: ProcessRunner(ProcessRunner.Options(workers=2, window=WINDOW)),
    "ray": lambda: RayRunner(RayRunner.Options(workers=1, window=WINDOW)),
}


@pytest.fixture(scope="module", autouse=True)
def plug_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with faulty(tmp_path_factory.mktemp("plug-in")):
        yield


@pytest.fixture(params=RUNNERS)
def runner(request: pytest.FixtureRequest) -> Runner:
    if request.param == "ray":
        pytest.importorskip("ray", reason="ray is not installed: pip install 'babelpress[ray]'")
    return RUNNERS[request.param]()


def profile(part: str) -> Profile:
    parts = {
        "detector": ["detection.detector={kind: faulty}"],
        "backend": ["translation.backend={kind: faulty}"],
        "short": ["translation.backend={kind: short}"],
        "check": ["constraints.checks=[numbers, faulty]"],
    }
    overrides = ["constraints.checks=[numbers]", *parts[part]]
    return load_profile("fake", targets=["nl", "en"], overrides=overrides)


def archive(*, guilty: bool) -> list[Article]:
    """Thirteen articles, four of them such that a plug-in raises, each something else."""
    fine = [article(f"a{n}", f"Le train {n} part. Il revient {n} fois.") for n in range(9)]
    bad = [article(error, f"Voici {error}. Il part.") for error in ERRORS]
    return [*fine[:3], bad[0], *fine[3:5], bad[1], bad[2], *fine[5:], bad[3]] if guilty else fine


STAGES = {"detector": {"detect"}, "backend": {"translate.nl", "translate.en"}, "check": {"verify.nl", "verify.en"}}


@pytest.mark.parametrize("part", STAGES)
def test_only_the_articles_that_a_plug_in_raises_for_fail(
    part: str, runner: Runner, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    expected = list(RUNNERS["serial"]().run(archive(guilty=False), profile(part)))
    caplog.clear()

    done = list(runner.run(archive(guilty=True), profile(part)))

    failed = {record.article.id: record.failures for record in done if record.failures}
    assert [record for record in done if not record.failures] == expected
    assert list(failed) == list(ERRORS)
    for error, failures in failed.items():
        assert {failure.stage for failure in failures} == STAGES[part]
        assert {failure.error for failure in failures} == {error}
        assert all("raised in faulty_parts of the plug-in 'faulty-parts'" in failure.message for failure in failures)
    logged = [line.getMessage() for line in caplog.records if line.levelno >= logging.ERROR]
    assert sorted(logged) == sorted(f"{one.stage}: {one.message}" for own in failed.values() for one in own)
    assert all("Traceback" in (line.exc_text or "") or line.exc_info for line in caplog.records)
    assert "Traceback" not in capfd.readouterr().err


def test_a_backend_that_drops_an_output_fails_the_articles_it_drops_it_of(runner: Runner):
    done = list(runner.run(archive(guilty=True), profile("short")))

    assert [record.article.id for record in done if record.failures] == list(ERRORS)
    assert {failure.error for record in done for failure in record.failures} == {"ContractViolation"}
    assert "Short gave" in next(record.failures[0].message for record in done if record.failures)


def test_a_bug_that_hits_every_article_stops_the_run(runner: Runner):
    items = [article(str(n), "Voici KeyError.") for n in range(3 * WINDOW)]
    made = runner.run(items, profile("check"))

    assert [next(made).article.id for _ in range(WINDOW)] == ["0", "1", "2", "3"]
    with pytest.raises(RunStopped, match=r"first 4 articles failed in 'verify\.nl'.*KeyError: 'title'.*'faulty-parts'"):
        list(made)


@pytest.mark.parametrize("part", STAGES)
def test_a_batch_goes_on_and_does_the_failed_again_when_asked(part: str, tmp_path: Path, runner: Runner):
    settings = profile(part)
    first = batched(tmp_path, archive(guilty=True), profile=settings, runner=runner)
    made = records(tmp_path)
    again = batched(tmp_path, archive(guilty=True), profile=settings)
    retried = batched(tmp_path, archive(guilty=True), profile=settings, retry_failed=True)

    assert (first.articles, first.failed, first.kept) == (13, 4, 0)
    assert (again.failed, again.kept) == (4, 13)
    assert (retried.failed, retried.kept) == (4, 9)
    assert records(tmp_path) == made
