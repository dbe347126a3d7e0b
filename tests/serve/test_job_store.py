"""The table of jobs: leases, retries, what is written by whom, what expires; and whom the service may call."""

from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from babelpress.serve.database import Database
from babelpress.serve.jobs.store import Job, Lost, Store, result
from babelpress.serve.jobs.webhooks import Hooks, is_public
from babelpress.serve.refusal import Refusal
from serve.postgres import postgres


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'a' / 'jobs.sqlite'}")
    else:
        made = Database(request.getfixturevalue("server"))
        for table in ("delivery", "job_event", "job_result", "job_part", "job_input", "job", "usage", "key"):
            made.run(f"DELETE FROM {table}")
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Database, clock: Clock) -> Store:
    return Store(database, lease=60, clock=clock)


def begun(store: Store, **more: object) -> Job:
    return store.add("a", "texts", {"targets": ["nl"]}, b"[]", **more)[0]  # type: ignore[arg-type]


def keep(store: Store, job: Job, owner: str) -> None:
    made = result("nl", owner.encode(), name="a", media_type="text/plain")
    store.keep_result(job.id, owner, made, owner.encode())


def test_the_oldest_job_is_taken_first_and_by_one_worker(store: Store, clock: Clock):
    jobs = []
    for _ in range(3):
        jobs.append(begun(store).id)
        clock.now += 1

    assert [store.position(job) for id in jobs if (job := store.find(id))] == [0, 1, 2]
    assert [job.id for owner in "xyz" if (job := store.take(owner))] == jobs
    assert store.take("x") is None and store.counts()["running"] == 3


def test_a_lost_lease_is_taken_again_and_its_first_holder_writes_nothing(store: Store, clock: Clock):
    begun(store)
    job = store.take("x")
    assert job
    clock.now += 59
    assert store.renew(job.id, "x") and store.take("y") is None
    clock.now += 61

    assert (again := store.take("y")) and again.id == job.id
    assert not store.renew(job.id, "x") and store.renew(job.id, "y")
    for write in (
        lambda: store.keep_part(job.id, "x", "p", b"x"),
        lambda: store.progress(job.id, "x", done=1, total=2),
        lambda: keep(store, job, "x"),
        lambda: store.end(job.id, "x", "succeeded"),
    ):
        with pytest.raises(Lost):
            write()
    keep(store, job, "y")
    keep(store, job, "y")
    store.end(job.id, "y", "succeeded")
    assert store.result(job.id, "nl") is not None and store.part(job.id, "p") is None
    assert [one.type for one in store.events(job.id, after=0)].count("language") == 1
    with pytest.raises(Lost):
        store.end(job.id, "y", "failed")


def test_a_job_that_ends_the_process_each_time_is_given_up(store: Store, clock: Clock):
    """One that gets on is not, however often the process ends."""
    poison = begun(store)
    for _ in range(3):
        assert store.take("x")
        clock.now += 61
    assert store.take("x") is None
    assert (given_up := store.find(poison.id)) and given_up.state == "failed"
    assert "worker-lost" in (given_up.problem or "")

    slow = begun(store)
    for number in range(10):
        assert store.take("x")
        store.keep_part(slow.id, "x", str(number), b"x")
        clock.now += 61
    assert (still := store.find(slow.id)) and still.state == "running"


def test_jobs_of_a_worker_that_ends_are_given_back_at_no_cost(store: Store):
    job = begun(store)
    for _ in range(5):
        assert store.take("x")
        store.give_back("x")

    assert (found := store.find(job.id)) and (found.state, found.lost) == ("queued", 0)


def test_what_has_expired_goes_results_first(store: Store, clock: Clock):
    job = begun(store, callback={"url": "https://a.example", "secret": "whsec_x"})
    store.take("x")
    keep(store, job, "x")
    store.end(job.id, "x", "succeeded")
    clock.now += 7 * 24 * 3600 + 1
    store.prune()

    assert (found := store.find(job.id)) and found.state == "expired" and found.callback is None
    assert store.result(job.id, "nl") is None and store.deliveries(job.id) == []
    clock.now += 7 * 24 * 3600 + 1
    store.prune()
    assert store.find(job.id) is None


def test_an_idempotency_key_ends_after_a_day(store: Store, clock: Clock):
    first = begun(store, idempotency="k")
    assert begun(store, idempotency="k").id == first.id
    clock.now += 24 * 3600 + 1

    assert begun(store, idempotency="k").id != first.id


def test_a_message_is_tried_at_its_times_by_one_thread_at_a_time(store: Store, clock: Clock):
    job = begun(store, callback={"url": "https://a.example", "secret": "whsec_x"})
    store.cancel(job.id)
    due = store.due(within=30)

    assert due and due.url == "https://a.example" and store.due(within=30) is None
    store.tried(due.id, "500", again=5)
    assert store.due(within=30) is None
    clock.now += 5
    assert (second := store.due(within=30)) and (second.id, second.tries, second.status) == (due.id, 1, "500")
    store.tried(due.id, "delivered", again=None)
    clock.now += 10**6
    assert store.due(within=30) is None


def test_tables_of_an_earlier_version_are_brought_up_to_date(tmp_path: Path):
    import sqlite3

    path = tmp_path / "serve.sqlite"
    with sqlite3.connect(path) as file:
        file.executescript(
            "CREATE TABLE key (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, prefix TEXT NOT NULL, "
            "digest BLOB NOT NULL UNIQUE, created TEXT NOT NULL, revoked TEXT, characters INTEGER NOT NULL DEFAULT 0);"
            "CREATE TABLE usage (key INTEGER NOT NULL, day TEXT NOT NULL, characters INTEGER NOT NULL, "
            "PRIMARY KEY (key, day));"
            "INSERT INTO usage VALUES (1, '2026-01-01', 7);"
        )
    file.close()

    assert Database(f"sqlite:///{path}").rows("SELECT characters, requests, jobs FROM usage") == [(7, 0, 0)]


# Whom the service may call.

PRIVATE = """
127.0.0.1 127.1.2.3 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1
192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 2002:7f00:1:: 2001:db8::1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_addresses_of_this_network_are_not_public(address: str):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_of_the_world_are_public(address: str):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]"])
def test_no_spelling_of_this_machine_is_called(host: str):
    with pytest.raises((Refusal, OSError)):
        Hooks(hosts=["*"]).resolved(f"https://{host}/")
    with pytest.raises((Refusal, OSError)):
        Hooks(hosts=["*"], networks=[ip_network("10.0.0.0/8")]).resolved(f"http://{host}/")


def test_a_network_that_is_named_is_called_at_the_address_that_was_looked_at():
    _, address, port = Hooks(hosts=["127.0.0.1"], networks=[ip_network("127.0.0.0/8")]).resolved("http://127.0.0.1:81/")

    assert (address, port) == ("127.0.0.1", 81)
