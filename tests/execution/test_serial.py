"""The serial runner: windows, order, and an end where going on is of no use."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest

from babelpress.config.schema import Profile
from babelpress.document import Article, Block, Record
from babelpress.errors import RunStopped, UnreadableInput
from babelpress.execution.serial import SerialRunner
from babelpress.formats.base import ReadError
from babelpress.models.backends.fake import FakeBackend
from babelpress.stages.detect import Detect
from babelpress.stages.profiles import load_profile
from babelpress.stages.qa import Verify
from babelpress.translation.scheduler import Scheduler
from runner_archive import archive


def article(name: str, text: str = "Le train part.") -> Article:
    return Article(id=name, blocks=(Block(kind="paragraph", text=text),), language="fr")


Run = Callable[..., Iterator[Record]]


@pytest.fixture(params=[0, 1, 3], ids="ahead {}".format)
def run(request: pytest.FixtureRequest) -> Run:
    """Runs articles on the fake backend, so many windows ahead: the same holds for all."""

    def begin(items: Iterable[Article | ReadError], *, window: int, fail_on: str = "") -> Iterator[Record]:
        profile = load_profile(
            "fake", targets=["nl"], overrides=[f"translation.backend={{kind: fake, fail_on: '{fail_on}'}}"]
        )
        return SerialRunner(SerialRunner.Options(window=window, ahead=request.param)).run(items, profile)

    return begin


def test_run_gives_nothing_for_nothing(run: Run):
    assert list(run([], window=2)) == []


@pytest.mark.parametrize("window", [1, 2, 3, 10])
def test_run_gives_the_same_at_any_window(run: Run, window: int):
    items: list[Article | ReadError] = [article(str(i), f"Le train {i} part. Il revient.") for i in range(5)]

    assert list(run(items, window=window)) == list(run(items, window=5))


def test_run_keeps_what_could_not_be_read_in_its_place(run: Run):
    unread = ReadError(id="b.txt", error=UnreadableInput("b.txt: is empty"))

    done = list(run([article("a"), unread, article("c")], window=2))

    assert [record.article.id for record in done] == ["a", "b.txt", "c"]
    assert [record.failures[0].message if record.failures else "" for record in done] == ["", "b.txt: is empty", ""]


def test_run_stops_when_every_article_fails_alike(run: Run):
    records = run([article(str(i), "En panne.") for i in range(9)], window=3, fail_on="panne")

    done = [next(records) for _ in range(3)]
    with pytest.raises(RunStopped, match=r"each of the first 3 articles failed in 'translate\.nl'.*told to fail"):
        next(records)

    assert all(record.failures for record in done)


def test_run_goes_on_when_one_article_did_not_fail(run: Run):
    items: list[Article | ReadError] = [article(str(i), "En panne." if i != 1 else "Il part.") for i in range(9)]

    assert len(list(run(items, window=3, fail_on="panne"))) == 9


def test_run_gives_the_last_window_though_all_failed(run: Run):
    assert len(list(run([article("a", "En panne.")], window=3, fail_on="panne"))) == 1


def test_windows_are_worked_on_at_once_and_read_no_further_ahead_than_asked(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    both = threading.Barrier(2, timeout=20)  # breaks where the first window waits for nobody
    generate = FakeBackend.generate

    def meet(*args, **options):
        both.wait()
        return generate(*args, **options)

    def items() -> Iterator[Article]:
        for n in range(8):
            read.append(f"{n}")
            yield article(str(n), f"Le train {n} part.")

    monkeypatch.setattr(FakeBackend, "generate", meet)
    monkeypatch.setattr(Scheduler, "recall", lambda self, keys, make, **_: make(keys))  # turns are tested where it is
    profile = load_profile("fake", targets=["nl"], overrides=["summary.strategy=none"])
    records = SerialRunner(SerialRunner.Options(window=2, ahead=1)).run(items(), profile)

    first = next(records)

    assert first.article.id == "0" and not first.failures
    assert read == ["0", "1", "2", "3"]
    assert [record.article.id for record in records] == ["1", "2", "3", "4", "5", "6", "7"]


def test_windows_nobody_waits_for_are_left(monkeypatch: pytest.MonkeyPatch):
    ended: list[str] = []
    stage = Verify.run

    def slow(self: Verify, records: Sequence[Record]) -> list[Record]:
        ended.extend(record.article.id for record in records)
        return stage(self, records)

    def wait(self: Detect, records: Sequence[Record]) -> list[Record]:
        if records[0].article.id != "0":
            closed.wait(20)
        return detect(self, records)

    closed, detect = threading.Event(), Detect.run
    monkeypatch.setattr(Verify, "run", slow)
    monkeypatch.setattr(Detect, "run", wait)
    records = SerialRunner(SerialRunner.Options(window=1, ahead=1)).run(
        [article(str(n)) for n in range(4)], load_profile("fake", targets=["nl"])
    )
    assert next(records).article.id == "0"

    threading.Timer(0.3, closed.set).start()
    records.close()  # the second window is under way

    assert ended == ["0"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("window")]


def test_shipped_weights_give_the_same_ahead(embedded: Profile, expected: list[Record]):
    runner = SerialRunner(SerialRunner.Options(window=2, ahead=2))

    assert list(runner.run(archive(), embedded)) == expected
