"""Windows over workers, whatever the workers do: order, bounds, deaths. The workers here are in this process."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

import pytest

from babelpress.document import Article, Detection, Failure, Record
from babelpress.errors import ConfigError, ContractViolation, RunStopped, SetupError
from babelpress.execution.scheduler import AHEAD, IN_FLIGHT, Answer, ArticleBatches, WorkerDied, schedule
from babelpress.stages.flow import StageUsage
from runner_archive import article

FRENCH = Detection(language="fr", confidence=1.0)


def done(records: list[Record]) -> list[Record]:
    return [replace(record, detection=FRENCH) for record in records]


class InProcessWorker:
    """Does a window when its answer is taken."""

    def __init__(self, work: Callable[[list[Record]], list[Record]], load: Callable[[], None]) -> None:
        self.held: deque[list[Record]] = deque()
        self.loaded = False
        self.ended = False
        self._work = work
        self._load = load

    def give(self, records: list[Record]) -> None:
        self.held.append(records)

    def take(self) -> Answer:
        if not self.loaded:
            self._load()
            self.loaded = True
            return Answer([], {"detect": StageUsage()})
        records = self._work(self.held.popleft())
        return Answer(records, {"detect": StageUsage(seconds=0.5, articles=len(records))})

    def end(self) -> None:
        self.ended = True


class Pool:
    """Starts such workers; which of them answers first is random."""

    def __init__(
        self,
        work: Callable[[list[Record]], list[Record]] = done,
        *,
        load: Callable[[], None] = lambda: None,
        seed: int = 0,
    ) -> None:
        self.started: list[InProcessWorker] = []
        self._work = work
        self._load = load
        self._random = Random(seed)

    def start(self) -> InProcessWorker:
        self.started.append(InProcessWorker(self._work, self._load))
        return self.started[-1]

    def wait(self, workers: Sequence[InProcessWorker]) -> Sequence[InProcessWorker]:
        return [self._random.choice([worker for worker in workers if worker.held or not worker.loaded])]


def articles(count: int) -> list[Article]:
    return [article(str(i)) for i in range(count)]


def run(
    items: Iterable[Article], pool: Pool, *, size: int = 2, workers: int = 2, usage: dict[str, StageUsage] | None = None
) -> Iterator[Record]:
    return schedule(ArticleBatches(items, size=size), pool, workers=workers, usage={} if usage is None else usage)


@pytest.mark.parametrize("seed", range(20))
def test_schedule_keeps_the_order(seed: int):
    given = list(run(articles(23), Pool(seed=seed), workers=3))

    assert given == done([Record(article=item) for item in articles(23)])


def test_schedule_gives_nothing_for_nothing():
    assert list(run([], Pool())) == []


def test_schedule_gives_every_worker_its_next_window_in_advance():
    pool = Pool()
    busiest = []

    def work(records: list[Record]) -> list[Record]:
        busiest.append(max(len(worker.held) for worker in pool.started))
        return done(records)

    pool._work = work
    list(run(articles(40), pool, workers=3))

    assert len(pool.started) == 3
    assert max(busiest) == IN_FLIGHT


@pytest.mark.parametrize("workers", [1, 3])
def test_schedule_reads_no_further_ahead_than_its_bound(workers: int):
    read = 0

    def endless() -> Iterator[Article]:
        nonlocal read
        while True:
            read += 1
            yield article(str(read))

    ahead = []
    records = run(endless(), Pool(), size=2, workers=workers)
    for given in range(1, 201):
        next(records)
        ahead.append(read - given)
    records.close()

    assert max(ahead) <= AHEAD * workers * 2


def test_schedule_ends_its_workers_when_it_is_closed():
    pool = Pool()
    records = run(articles(40), pool)
    next(records)

    records.close()

    assert all(worker.ended for worker in pool.started)


@pytest.mark.parametrize("seed", range(20))
def test_schedule_does_again_what_dead_workers_had_in_flight(seed: int):
    chance = Random(seed)
    deaths = 6

    def work(records: list[Record]) -> list[Record]:
        nonlocal deaths
        if deaths and chance.random() < 0.3:
            deaths -= 1
            raise WorkerDied("killed by SIGKILL")
        return done(records)

    pool = Pool(work, seed=seed)
    given = list(run(articles(31), pool, size=3, workers=3))

    assert [record.article.id for record in given] == [str(i) for i in range(31)]
    assert len(pool.started) == 3 + 6 - deaths


@pytest.mark.parametrize("seed", range(5))
def test_schedule_counts_every_article_once_though_workers_die(seed: int):
    chance, deaths = Random(seed), 3

    def work(records: list[Record]) -> list[Record]:
        nonlocal deaths
        if deaths and chance.random() < 0.3:
            deaths -= 1
            raise WorkerDied("killed by SIGKILL")
        return done(records)

    usage: dict[str, StageUsage] = {}
    list(run(articles(31), Pool(work, seed=seed), size=3, workers=3, usage=usage))

    assert {name: one.articles for name, one in usage.items()} == {"detect": 31}


def test_schedule_knows_the_stages_before_the_first_window():
    usage: dict[str, StageUsage] = {}

    list(run([], Pool(), usage=usage))

    assert usage == {"detect": StageUsage()}


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("fatal", [{"0"}, {"7"}, {"6", "7"}, {"1", "8", "22"}])
def test_schedule_gives_up_only_the_articles_that_kill(seed: int, fatal: set[str]):
    def work(records: list[Record]) -> list[Record]:
        if any(record.article.id in fatal for record in records):
            raise WorkerDied("killed by SIGKILL")
        return done(records)

    given = list(run(articles(23), Pool(work, seed=seed), size=4, workers=3))

    assert [record.article.id for record in given] == [str(i) for i in range(23)]
    assert {record.article.id for record in given if record.failures} == fatal
    assert {failure.stage for record in given for failure in record.failures} == {"run"}
    assert all(record.detection for record in given if not record.failures)


def test_schedule_stops_where_serial_stops():
    def work(records: list[Record]) -> list[Record]:
        failure = Failure(stage="detect", error="UnsupportedLanguage", message="it is Welsh")
        return [replace(record, failures=(failure,)) for record in records]

    records = run(articles(9), Pool(work), size=3)
    given = [next(records) for _ in range(3)]

    with pytest.raises(RunStopped, match=r"each of the first 3 articles failed in 'detect'.*Welsh"):
        next(records)
    assert all(record.failures for record in given)


def test_schedule_tells_a_fault_of_the_set_up_before_the_first_record():
    def load() -> None:
        raise ConfigError("the profile cannot be used")

    pool = Pool(load=load)
    with pytest.raises(ConfigError, match="cannot be used"):
        next(run(articles(9), pool))

    assert all(worker.ended for worker in pool.started)


def test_schedule_does_not_start_workers_for_ever():
    def load() -> None:
        raise WorkerDied("killed by SIGKILL")

    pool = Pool(load=load)
    with pytest.raises(SetupError, match=r"die while they load their models \(killed by SIGKILL\).*runner\.workers"):
        next(run(articles(9), pool, workers=1))

    assert len(pool.started) == 3
    assert all(worker.ended for worker in pool.started)


def test_schedule_says_so_when_no_worker_can_be_started_any_more():
    def load() -> None:
        if len(pool.started) > 2:
            raise ConfigError("the weights are gone")

    def work(records: list[Record]) -> list[Record]:
        if records[0].article.id == "8":
            raise WorkerDied("killed by SIGKILL")
        return done(records)

    pool = Pool(work, load=load)
    with pytest.raises(RunStopped, match="cannot be replaced: the weights are gone"):
        list(run(articles(20), pool))


def test_schedule_does_not_hide_a_bug():
    def work(records: list[Record]) -> list[Record]:
        raise ContractViolation("a stage lost a record")

    with pytest.raises(ContractViolation, match="lost a record"):
        next(run(articles(3), Pool(work)))
