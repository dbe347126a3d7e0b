"""Processes are killed in the middle of their jobs: every job ends, with the bytes of a run that nobody disturbs."""

import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from serve.conftest import Running, Start
from serve.postgres import postgres

LONG = pytest.mark.skipif(not os.environ.get("BABELPRESS_LONG"), reason="takes many minutes: BABELPRESS_LONG=1")
LEASE = 10
"""Seconds of a lease: longer than a process may have to wait for a busy machine; three that are lost end a job."""

PATIENCE = 900
"""Seconds after which a job that does not end after the one before it fails the test."""


def jobs(count: int, texts: int) -> list[dict[str, Any]]:
    """Make jobs of all sizes; many of their texts are in other jobs too, so that results could be shared."""
    chance = random.Random(7)
    known = [
        f"Le {n} mai, {name} a vendu {n * 17} voitures à Lyon ; « c'est {word} », dit-il."
        for n in range(1, 90)
        for name in ("M. Dupont", "la société Renault", "Mme Martin")
        for word in ("bien", "trop peu")
    ]
    return [
        {
            "kind": "texts",
            "texts": [chance.choice(known) for _ in range(chance.randint(1, 2 * texts))],
            "targets": ["nl", "en", "pt"][: chance.randint(1, 3)],
            "source": "fr",
        }
        for _ in range(count)
    ]


class Fleet:
    """Processes that share a database. In the place of a killed one another starts, while the others work on."""

    def __init__(self, start: Start, count: int, options: tuple[str, ...]) -> None:
        self._start = partial(start, "--lease", str(LEASE), *options)
        self._threads = ThreadPoolExecutor(count)
        self._starting = [self._threads.submit(self._start) for _ in range(count)]

    def up(self) -> list[int]:
        """Give the places of the processes that can be asked; wait until there is one."""
        wait(self._starting, PATIENCE, return_when=FIRST_COMPLETED)
        return [at for at, one in enumerate(self._starting) if one.done()]

    def ask(self) -> Running:
        return self._starting[self.up()[0]].result()

    def kill(self, at: int) -> None:
        killed = self._starting[at].result()
        killed.process.kill()
        killed.process.wait()
        self._starting[at] = self._threads.submit(self._start)

    def end(self) -> None:
        for one in self._starting:
            one.result().process.kill()
            one.result().process.wait()
        self._threads.shutdown()


def results(fleet: Fleet, wanted: list[dict[str, Any]], *, kills: int) -> list[list[tuple[str, str]]]:
    """Run jobs, kill a process after each part of them, and return the digests of each job's results."""
    chance = random.Random(20)
    ids: list[str] = []
    for number, body in enumerate(wanted):
        ids.append(_begun(fleet, body, str(number)))
        if kills and (number + 1) % (len(wanted) // kills) == 0:
            time.sleep(chance.uniform(0.05, 0.5))  # until some are in hand
            fleet.kill(chance.choice(fleet.up()))
    assert [_begun(fleet, wanted[number], str(number)) for number in range(0, len(ids), 7)] == ids[::7]
    found = []
    for id in ids:
        end = time.monotonic() + PATIENCE
        while (job := fleet.ask().get(f"/v1/jobs/{id}").json)["state"] in ("queued", "running"):
            assert time.monotonic() < end
            time.sleep(0.2)
        assert job["state"] == "succeeded", job
        assert job["progress"]["done"] == job["progress"]["total"] > 0
        assert [one["language"] for one in job["results"]] == job["targets"]
        told = fleet.ask().get(f"/v1/jobs/{id}/events").body.decode()
        assert told.count("event: language") == len(job["targets"]) and told.count('"succeeded"') == 1
        found.append([(one["language"], one["sha256"]) for one in job["results"]])
    return found


def _begun(fleet: Fleet, body: dict[str, Any], name: str) -> str:
    answer = fleet.ask().post("/v1/jobs", body, Idempotency_Key=name)
    assert answer.status == 202, answer.body
    return str(answer.json["id"])


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "postgresql":
        with postgres() as url:
            yield url
    else:
        yield f"sqlite:///{folder / 'jobs.sqlite'}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "profile", "count", "texts", "kills"),
    [
        ("sqlite", "fake", 20, 20, 2),
        ("postgresql", "fake", 20, 20, 2),
        ("sqlite", "embedded", 12, 6, 3),
        pytest.param("sqlite", "fake", 200, 10, 20, marks=LONG),
        pytest.param("postgresql", "fake", 200, 10, 20, marks=LONG),
    ],
)
def test_jobs_end_with_the_same_bytes_whatever_is_killed(
    start: Start, tmp_path: Path, kind: str, profile: str, count: int, texts: int, kills: int
):
    wanted = jobs(count, texts)
    with database(kind, tmp_path) as url:
        disturbed = Fleet(start, 3, ("--profile", profile, "--database", url))
        found = results(disturbed, wanted, kills=kills)
        disturbed.end()
    quiet = Fleet(start, 1, ("--profile", profile, "--database", f"sqlite:///{tmp_path / 'quiet.sqlite'}"))
    expected = results(quiet, wanted, kills=0)
    quiet.end()

    assert found == expected
