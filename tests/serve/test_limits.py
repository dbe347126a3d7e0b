"""What ends by itself: files, documents and counts of requests, by a clock of the tests."""

from collections.abc import Iterator

import pytest

from babelpress.serve.downloads import Downloads
from babelpress.serve.limits import RequestRate
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


def test_requests_are_counted_over_a_minute(clock: Clock):
    rate = RequestRate(2, clock=clock)
    rate.count("a")
    clock.now += 30
    rate.count("a")
    rate.count("b")
    with pytest.raises(Refusal) as refused:
        rate.count("a")
    assert refused.value.status == 429 and refused.value.headers["Retry-After"] == "31"
    clock.now += 31
    rate.count("a")
    with pytest.raises(Refusal):
        rate.count("a")
