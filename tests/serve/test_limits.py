"""What ends by itself: files, documents and counts of requests, by a clock of the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from babelpress.serve.access import Access
from babelpress.serve.database import Database
from babelpress.serve.downloads import Downloads
from babelpress.serve.keys import Keys
from babelpress.serve.limits import Buckets
from babelpress.serve.refusal import Refusal


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def downloads(clock: Clock) -> Iterator[Downloads]:
    made = Downloads(seconds=60, most=10, clock=clock)
    yield made
    made.close()


def test_a_file_expires(downloads: Downloads, clock: Clock):
    place = downloads.add(b"x", "a.txt")
    found = downloads.find(place)
    assert found and found.path.read_bytes() == b"x" and found.name == "a.txt"
    assert found.path.parent.stat().st_mode & 0o077 == 0 and "a.txt" not in found.path.name

    clock.now += 60

    assert downloads.find(place) is None and not found.path.exists()


def test_files_have_limited_room(downloads: Downloads, clock: Clock):
    downloads.add(b"x" * 9, "a.txt")
    with pytest.raises(Refusal, match="no room"):
        downloads.add(b"xx", "b.txt")
    clock.now += 60
    assert downloads.find(downloads.add(b"xx", "b.txt"))


def test_all_files_go_at_the_end(downloads: Downloads):
    found = downloads.find(downloads.add(b"x", "a.txt"))

    downloads.close()

    assert found and not found.path.parent.exists()


def test_what_is_used_comes_back_within_a_minute(clock: Clock):
    buckets = Buckets(clock=clock)
    assert [buckets.take("a", 2) for _ in range(3)] == [0, 0, 30] and buckets.take("b", 2) == 0
    assert (buckets.left("a", 2), buckets.left("b", 2)) == ((0, 60), (1, 30))
    clock.now += 29
    assert buckets.take("a", 2) == 1
    clock.now += 1
    assert buckets.take("a", 2) == 0
    clock.now += 600
    assert buckets.left("a", 2) == (2, 0)


def test_a_cost_of_more_than_a_bucket_is_owed(clock: Clock):
    buckets = Buckets(clock=clock)
    assert buckets.take("a", 100, 350) == 0
    assert buckets.left("a", 100) == (0, 210) and buckets.take("a", 100, 1) == 151
    clock.now += 151
    assert buckets.take("a", 100, 1) == 0
    assert buckets.take("a", 100, 1_000) > 0


def test_full_buckets_are_forgotten_and_debts_are_not(clock: Clock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("babelpress.serve.limits._BUCKETS", 10)
    buckets = Buckets(clock=clock)
    buckets.take("owes", 1, 1_000)
    for n in range(100):
        clock.now += 61
        buckets.take(str(n), 1)
    assert len(buckets._buckets) <= 12 and buckets.take("owes", 1) > 0


def test_a_key_has_limits_of_its_own_and_each_answer_tells_what_is_left(tmp_path: Path, clock: Clock):
    keys = Keys(Database(f"sqlite:///{tmp_path / 'serve.sqlite'}"))
    secret = keys.create("cms", characters=1_000, minute=100, requests=3)
    access = Access(keys, 9, buckets=Buckets(clock=clock))

    def asked() -> Request:
        headers = [(b"authorization", f"Bearer {secret}".encode())]
        return Request({"type": "http", "headers": headers, "client": ("127.0.0.1", 1)})

    request = asked()
    account = access.account(request)
    access.use(account, 30)
    told = request.state.rates()
    policy = '"requests";q=3;w=60, "characters";q=100;w=60;qu="characters", "day";q=1000;w=86400;qu="characters"'
    assert told["RateLimit-Policy"] == policy
    assert told["RateLimit"].startswith('"requests";r=2;t=20, "characters";r=70;t=18, "day";r=970;t=')
    access.refund(account, 30, 0.5)
    assert '"characters";r=83;' in access.headers(account)["RateLimit"] and keys.used(account.key).characters == 17
    access.use(account, 13)
    with pytest.raises(Refusal, match="100 characters per 1 minute") as refused:
        access.use(account, 71)
    assert refused.value.headers["Retry-After"] == "1"
    assert [access.account(asked()).name for _ in range(2)] == [account.name] * 2
    with pytest.raises(Refusal, match="3 per 1 minute"):
        access.account(asked())
