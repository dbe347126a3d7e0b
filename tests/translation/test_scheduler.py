"""Turns at the models: who is next, nothing twice, and no thread that waits for what it does not need.

The engine of these tests is held at a gate: it says which texts it was given, and goes on when it is told to. Its
clock says that a character takes a hundredth of a second.
"""

import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Queue
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babelpress import api
from babelpress._internal.lru import LRUCache
from babelpress.errors import GenerationFailed, ModelUnavailable, RequestCancelled
from babelpress.stages.summarize import Summarize
from babelpress.translation.scheduler import Caller, Scheduler

PATIENCE = 20
"""Seconds after which a test that would wait forever fails."""


class Engine:
    """Translates by capitals; each call waits for `let`, unless the gate is open."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.now = 0.0
        self.failing: dict[str, Exception] = {}
        self._entered: Queue[list[str]] = Queue()
        self._gate: Queue[None] = Queue()
        self.open = False

    def make(self, keys: Sequence[str]) -> list[str]:
        self.calls.append(list(keys))
        self._entered.put(list(keys))
        if not self.open:
            self._gate.get(timeout=PATIENCE)
        self.now += sum(len(key) + 16 for key in keys) / 100
        for key in keys:
            if key in self.failing:
                raise self.failing[key]
        return [key.upper() for key in keys]

    def entered(self) -> list[str]:
        """Wait for the next call and return its texts."""
        return self._entered.get(timeout=PATIENCE)

    def let(self) -> None:
        self._gate.put(None)


class Desk:
    """A scheduler with an engine at a gate, and threads that ask."""

    def __init__(self, size: int = 1000) -> None:
        self.engine = Engine()
        self.scheduler: Scheduler[str, str] = Scheduler(LRUCache(size), clock=lambda: self.engine.now)
        self.threads = ThreadPoolExecutor(20)

    def recall(self, texts: Sequence[str], caller: Caller | None = None, lane: str = "fr-nl") -> list[str]:
        sizes = [len(text) for text in texts]
        with caller or Caller():
            return self.scheduler.recall(texts, self.engine.make, lane=lane, sizes=sizes)

    def ask(self, *texts: str, caller: Caller | None = None, lane: str = "fr-nl") -> "Future[list[str]]":
        """Ask in a thread; return when it has entered its work."""
        own = caller or Caller()
        before = len(own._waiting)
        done = self.threads.submit(self.recall, texts, own, lane)
        until(lambda: done.done() or len(own._waiting) > before)
        return done

    def learn(self) -> None:
        """Let the scheduler see how fast the engine is."""
        self.engine.open = True
        self.recall(["x" * 84])
        self.engine.entered()
        self.engine.open = False
        self.engine.calls.clear()


def until(true: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(PATIENCE * 1000):
        if true():
            return
        waiting.wait(0.001)
    raise AssertionError("it did not happen")


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    made.learn()
    yield made
    made.engine.open = True
    made.threads.shutdown(wait=False, cancel_futures=True)


def test_a_sentence_waits_for_one_slice_of_a_job(desk: Desk):
    job = desk.ask(*(f"{n:084}" for n in range(10)), caller=Caller("job"))
    assert len(desk.engine.entered()) == 1  # of 84 characters and the cost of a sentence: a second

    one = desk.ask("now", caller=Caller("interactive"))
    desk.engine.let()

    assert desk.engine.entered() == ["now"]
    desk.engine.let()
    assert one.result(PATIENCE) == ["NOW"] and not job.done()


def test_a_call_without_a_caller_is_made_at_once_and_alone_so_that_it_gives_the_same_on_a_busy_machine(desk: Desk):
    held = desk.ask("held", caller=Caller("page", "a"))
    desk.engine.entered()
    texts = [f"{n:084}" for n in range(10)]
    long, short = (
        desk.threads.submit(
            desk.scheduler.recall, part, desk.engine.make, lane="fr-nl", sizes=[len(text) for text in part]
        )
        for part in (texts, ["now"])
    )
    other = desk.ask("other", caller=Caller("page", "b"))
    until(lambda: sum(desk.scheduler.waiting().values()) == 4)

    slices = []
    for _ in range(3):
        desk.engine.let()
        slices.append(sorted(desk.engine.entered()))
    desk.engine.let()

    assert sorted(slices) == sorted([texts, ["now"], ["other"]])
    assert long.result(PATIENCE) == [text.upper() for text in texts]
    assert [one.result(PATIENCE) for one in (held, short, other)] == [["HELD"], ["NOW"], ["OTHER"]]


class Disk:
    """A cache on disk."""

    def __init__(self) -> None:
        self.kept: dict[Hashable, str] = {}

    def get(self, keys: Sequence[Hashable]) -> dict[Hashable, str]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put(self, values: Mapping[Any, str]) -> None:
        self.kept |= values


def test_what_is_made_is_kept_in_parts_so_that_a_kill_in_a_long_call_loses_little():
    engine, disk = Engine(), Disk()
    scheduler: Scheduler[str, str] = Scheduler(LRUCache(5000, backend=disk), clock=lambda: engine.now)
    engine.open = True
    texts = [f"{n:04}" for n in range(1100)]
    before = []

    def make(keys: Sequence[str]) -> list[str]:
        before.append(len(disk.kept))
        return engine.make(keys)

    assert scheduler.recall(texts, make, lane="fr-nl", sizes=[4] * len(texts)) == texts
    assert before == [0, 512, 1024] and len(disk.kept) == 1100
    assert [text for call in engine.calls for text in call] == texts


def test_slices_are_short_while_somebody_more_urgent_is_at_work(desk: Desk):
    with Caller("interactive") as person:
        desk.engine.open = True
        desk.recall(["first attempt"], person)
        desk.engine.entered()
        desk.engine.open = False
        job = desk.ask(*(f"{n:02}" for n in range(50)), caller=Caller("job"))
        beside = desk.engine.entered()
    desk.engine.let()
    alone = desk.engine.entered()

    assert len(beside) == 1 and len(alone) == 5  # sentences of 18 hundredths of a second
    desk.engine.open = True
    desk.engine.let()
    job.result(PATIENCE)


def test_sentences_of_all_who_wait_are_made_together(desk: Desk):
    first = desk.ask("a", caller=Caller("interactive", "a"))
    desk.engine.entered()
    others = [desk.ask(name, caller=Caller("interactive", name)) for name in "bcd"]

    desk.engine.let()

    assert sorted(desk.engine.entered()) == ["b", "c", "d"]
    desk.engine.let()
    assert [one.result(PATIENCE) for one in (first, *others)] == [["A"], ["B"], ["C"], ["D"]]


def test_lanes_are_not_mixed(desk: Desk):
    held = desk.ask("a")
    desk.engine.entered()
    others = [desk.ask("b", lane="fr-nl"), desk.ask("c", lane="fr-de"), desk.ask("d", lane="fr-nl")]

    desk.engine.let()

    assert [set(desk.engine.entered())] == [{"b", "d"}]
    desk.engine.let()
    assert desk.engine.entered() == ["c"]
    desk.engine.let()
    assert [one.result(PATIENCE) for one in (held, *others)] == [["A"], ["B"], ["C"], ["D"]]


def test_what_is_in_flight_is_made_once(desk: Desk):
    first = desk.ask("same", "own")
    desk.engine.entered()
    others = [desk.ask("same", caller=Caller("job", str(n))) for n in range(5)]

    desk.engine.let()

    assert first.result(PATIENCE) == ["SAME", "OWN"]
    assert [one.result(PATIENCE) for one in others] == [["SAME"]] * 5
    assert desk.engine.calls == [["same", "own"]]


def test_what_a_job_has_in_its_queue_comes_first_when_a_person_asks(desk: Desk):
    job = desk.ask(*(f"{n:084}" for n in range(10)), caller=Caller("job"))
    desk.engine.entered()
    person = desk.ask(f"{9:084}", caller=Caller("interactive"))

    desk.engine.let()

    assert desk.engine.entered() == [f"{9:084}"]
    desk.engine.open = True
    desk.engine.let()
    person.result(PATIENCE)
    job.result(PATIENCE)
    assert len([text for call in desk.engine.calls for text in call]) == 10


def test_accounts_share_equally_whatever_their_queues(desk: Desk):
    blocker = desk.ask("x")
    desk.engine.entered()
    many = [desk.ask(*(f"{name}{n:083}" for n in range(8)), caller=Caller("page", "many")) for name in "abc"]
    few = desk.ask(*(f"z{n:083}" for n in range(4)), caller=Caller("page", "few"))
    desk.engine.open = True
    desk.engine.let()
    for one in (blocker, *many, few):
        one.result(PATIENCE)

    order = "".join(call[0][0] for call in desk.engine.calls[1:])

    assert order[:8].count("z") == 4


def test_an_account_that_asks_again_and_again_does_not_starve_another(desk: Desk):
    """Attempts for a sentence are asks of their own, so that its account has no work between two of them."""
    held = desk.ask("x")
    desk.engine.entered()
    queue = desk.ask(*(f"q{n:083}" for n in range(3)), caller=Caller("page", "queue"))
    again = {name: desk.ask(f"{name}0".ljust(84), caller=Caller("page", name)) for name in "ab"}
    order = ""
    for n in range(1, 9):
        desk.engine.let()
        order += (name := desk.engine.entered()[0][0])
        if name in again:  # one of these two always has work when the other one has none
            other = "ab".replace(name, "")
            again[name] = desk.ask(f"{name}{n}".ljust(84), caller=Caller("page", name))
            assert again[other]
    desk.engine.open = True
    desk.engine.let()
    for one in (held, queue, *again.values()):
        one.result(PATIENCE)

    assert order[:8].count("q") >= 2


def test_accounts_that_are_gone_are_forgotten(desk: Desk):
    desk.engine.open = True
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: desk.recall([f"{n}"], Caller("page", f"address {n}")), range(300)))

    assert sum(len(own.accounts) for own in desk.scheduler._classes.values()) < 20


def test_a_job_is_not_starved_by_people(desk: Desk):
    job = desk.ask(*(f"j{n:083}" for n in range(3)), caller=Caller("job"))
    desk.engine.entered()
    people = [desk.ask(f"p{n:083}", caller=Caller("interactive", str(n % 3))) for n in range(19)]
    desk.engine.open = True
    desk.engine.let()
    for one in (job, *people):
        one.result(PATIENCE)

    order = "".join(call[0][0] for call in desk.engine.calls)

    assert order.count("j") == 3 and order[1] == "p"
    assert "j" in order[2:19]


def test_a_cancelled_caller_gets_nothing_more_and_the_work_in_hand_is_kept(desk: Desk):
    caller = Caller("page")
    asked = desk.ask(*(f"{n:084}" for n in range(10)), caller=caller)
    [in_hand] = desk.engine.entered()

    caller.cancel()
    desk.engine.let()

    with pytest.raises(RequestCancelled):
        asked.result(PATIENCE)
    assert desk.engine.calls == [[in_hand]]
    assert desk.recall([in_hand]) == [in_hand]
    with pytest.raises(RequestCancelled):
        desk.recall(["more"], caller)


def test_a_caller_that_waits_is_woken_when_it_is_cancelled(desk: Desk):
    leader = desk.ask("a")
    desk.engine.entered()
    caller = Caller("page")
    waits = desk.ask("b", caller=caller)

    caller.cancel()

    with pytest.raises(RequestCancelled):
        waits.result(PATIENCE)
    desk.engine.let()
    leader.result(PATIENCE)
    assert desk.engine.calls == [["a"]]


def test_what_two_want_is_made_when_one_of_them_is_cancelled(desk: Desk):
    leader = desk.ask("a")
    desk.engine.entered()
    caller = Caller("page")
    gone, stays = desk.ask("b", caller=caller), desk.ask("b", caller=Caller("job"))

    caller.cancel()
    desk.engine.open = True
    desk.engine.let()

    assert stays.result(PATIENCE) == ["B"] and leader.result(PATIENCE) == ["A"]
    assert isinstance(gone.exception(PATIENCE), RequestCancelled)


def test_an_error_is_told_to_those_alone_who_wait_for_the_sentence_at_fault(desk: Desk):
    desk.engine.failing["bad"] = GenerationFailed("bad")
    blocker = desk.ask("x")
    desk.engine.entered()
    good, bad = desk.ask("a", "b", "c"), desk.ask("d", "bad", "e")
    desk.engine.open = True
    desk.engine.let()

    assert good.result(PATIENCE) == ["A", "B", "C"] and blocker.result(PATIENCE) == ["X"]
    with pytest.raises(GenerationFailed, match="bad"):
        bad.result(PATIENCE)
    calls = len(desk.engine.calls)
    assert desk.recall(["d", "e"]) == ["D", "E"] and len(desk.engine.calls) == calls


def test_an_error_that_ends_the_run_is_not_tried_for_each_sentence(desk: Desk):
    desk.engine.open = True
    desk.engine.failing = {f"{n:084}": ModelUnavailable("no weights") for n in range(20)}

    with pytest.raises(ModelUnavailable):
        desk.recall(list(desk.engine.failing))

    assert len(desk.engine.calls) == 1
    desk.engine.failing.clear()
    assert desk.recall(["a"]) == ["A"]


def test_an_interruption_leaves_the_work_of_the_others(desk: Desk):
    class Interrupted(BaseException):
        pass

    def interrupt(keys: Sequence[str]) -> list[str]:
        made = desk.engine.make(keys)
        if len(desk.engine.calls) == 1:
            raise Interrupted
        return made

    leader = desk.threads.submit(desk.scheduler.recall, ["a"], interrupt, lane="fr-nl", sizes=[1])
    desk.engine.entered()
    other = desk.ask("a", "b")

    desk.engine.open = True
    desk.engine.let()

    assert isinstance(leader.exception(PATIENCE), Interrupted)
    assert other.result(PATIENCE) == ["A", "B"]
    assert desk.recall(["c"]) == ["C"]


def test_nothing_is_remembered_without_a_memory_and_still_made_once():
    desk = Desk(size=0)
    first = desk.ask("a")
    desk.engine.entered()
    second = desk.ask("a")
    desk.engine.let()

    assert (first.result(PATIENCE), second.result(PATIENCE)) == (["A"], ["A"])
    assert desk.engine.calls == [["a"]]


def test_time_is_estimated_for_what_is_not_in_the_memory(desk: Desk):
    texts = ["w" * 84, "y" * 184]

    def seconds(*sizes: int) -> float:
        return desk.scheduler.seconds(texts[: len(sizes)], lane="fr-nl", sizes=sizes)

    assert seconds(84, 184) == pytest.approx(3.0)
    waiting = [desk.ask(f"{n}".ljust(34), caller=Caller("page", str(n))) for n in range(2)]
    waiting += [desk.ask("z" * 984, caller=Caller("page", "z")), desk.ask("j" * 984, caller=Caller("job"))]
    assert seconds(84) == pytest.approx(1 + 2 * 0.5 + 1)  # of the long one as much as this one needs
    desk.engine.open = True
    desk.engine.let()
    for one in waiting:
        one.result(PATIENCE)
    assert seconds(84) == pytest.approx(1.0)


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=8))
def test_every_thread_gets_its_own_and_each_text_is_made_once(asked: list[list[str]]):
    desk = Desk()
    desk.engine.open = True
    names = ("interactive", "page", "job")

    with desk.threads as threads:
        made = list(
            threads.map(
                lambda pair: desk.recall(pair[1], Caller(names[pair[0] % 3], str(pair[0]))),
                enumerate(asked),
            )
        )

    assert made == [[text.upper() for text in texts] for texts in asked]
    whole = [text for call in desk.engine.calls for text in call]
    assert sorted(whole) == sorted(set(whole)) == sorted({text for texts in asked for text in texts})
    assert not any(desk.scheduler.waiting().values()) and not desk.scheduler._works


class Kept(dict[str, list[str]]):
    """Calls that are kept, in memory."""

    def put(self, name: str, values: Sequence[str]) -> None:
        self[name] = list(values)


words = st.lists(st.text("abc", min_size=1, max_size=3).map(lambda text: text * 200), min_size=1, max_size=12)


@settings(max_examples=20)
@given(words, st.lists(words, max_size=4), st.integers(0, 3))
def test_calls_of_a_job_depend_on_its_texts_alone(job: list[str], others: list[list[str]], done: int):
    """Whatever the cache holds, whoever works beside it, and however much was made before it was ended."""
    quiet, busy = Desk(), Desk()
    alone, beside = Engine(), Engine()
    alone.open = beside.open = busy.engine.open = True
    whole, rest = Kept(), Kept()

    def work(desk: Desk, engine: Engine, kept: Kept) -> list[str]:
        with Caller("job", calls=kept):
            return desk.scheduler.recall(job, engine.make, lane="fr-nl", sizes=list(map(len, job)))

    expected = work(quiet, alone, whole)
    rest |= {name: whole[name] for name in list(whole)[:done]}
    with busy.threads as threads:
        waiting = [threads.submit(busy.recall, texts, Caller("page", str(n))) for n, texts in enumerate(others)]
        made = threads.submit(work, busy, beside, rest).result(PATIENCE)
        for one in waiting:
            one.result(PATIENCE)

    assert made == expected == [text.upper() for text in job] and rest == whole
    assert beside.calls == alone.calls[done:]


def test_another_model_waits_for_its_turn_and_nothing_of_it_is_kept(desk: Desk):
    """A summarizer: while a sentence is made it makes nothing, and others come between two of its texts."""
    begun: list[list[str]] = []

    def summarize(texts: Sequence[str]) -> list[str]:
        begun.append(list(texts))
        return [text[:1] for text in texts]

    def work() -> list[str]:
        with Caller("job", "summaries"):
            return desk.scheduler.in_turns(["long", "text"], summarize, lane="summaries")

    held = len(desk.scheduler.cache)
    first = desk.ask("a")
    desk.engine.entered()
    other = desk.threads.submit(work)
    until(lambda: sum(desk.scheduler.waiting().values()) == 2)
    assert not begun
    desk.engine.open = True
    desk.engine.let()

    assert (first.result(PATIENCE), other.result(PATIENCE)) == (["A"], ["l", "t"])
    assert begun == [["long"], ["text"]] and len(desk.scheduler.cache) == held + 1
    assert desk.scheduler.in_turns(["x", "y"], summarize, lane="summaries") == ["x", "y"]
    assert begun[2:] == [["x", "y"]]  # without a caller in one call, as always


def test_an_error_of_another_model_is_raised_where_it_was_asked_for(desk: Desk):
    def fail(texts: Sequence[str]) -> list[str]:
        raise GenerationFailed("no")

    with pytest.raises(GenerationFailed), Caller("page"):
        desk.scheduler.in_turns(["a"], fail, lane="summaries")


def test_summarizers_use_the_turns_of_the_translators():
    overrides = ["summary.backend={kind: fake}", "summary.strategy=summarize-then-translate"]
    pipeline = api.load("fake", targets=["nl"], overrides=[*overrides, "summary.models=[barthez-orangesum-abstract]"])
    scheduler = pipeline._scheduler
    assert scheduler is not None
    text = "La ville plante des arbres dans la rue. Les habitants en demandent davantage. La mairie répond demain. " * 9

    assert pipeline.summarize(text, to="fr")
    [strategy] = {stage.strategy for stages in pipeline._stages(Summarize).values() for stage in stages}
    assert {one.scheduler for one in strategy.condensers.values()} == {scheduler}
    assert {name for name, _ in scheduler._rates} == {"barthez-orangesum-abstract"}  # no translation was made


def test_a_deadline_saves_beam_and_attempts_and_no_text():
    pipeline = api.load("embedded", targets=["nl"])
    texts = [f"Le {n} mai 1998, « Zyx-{n} » a coûté {n} 000 € à M. Dupont." for n in range(1, 9)]

    with Caller("interactive", deadline=time.monotonic()) as hurried:
        fast = pipeline.translate(texts, to="nl")
    with Caller("interactive", deadline=time.monotonic() + 3600) as patient:
        pipeline.translate(texts, to="nl")

    assert hurried.degraded == {"attempts", "beam"} and not patient.degraded
    assert all("Zyx" in made and "Dupont" in made for made in fast)


def test_threads_get_from_real_models_what_one_thread_gets():
    texts = [f"Le train numéro {n} part de Lyon à {n} heures." for n in range(12)]
    alone = api.load("embedded", targets=["nl"])
    expected = alone.translate(texts, to="nl")
    shared = api.load("embedded", targets=["nl"])

    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(lambda n: shared.translate(texts[n % 12 :], to="nl"), range(18)))

    assert made == [expected[n % 12 :] for n in range(18)]
