"""Turns at the models: the sentences of all threads that translate, in short slices, the most urgent first.

There is no thread of its own. Of the threads that wait for sentences one runs the next slice, which may have those of
the others; then the next one does. What a slice has made is in the cache before anybody is told.

The order is start-time fair queueing (Goyal, Vin and Cheng 1996) twice: between the priorities by `WEIGHTS`, and within
a priority between accounts. So urgent work goes first, a queue of any length delays nobody else, and nobody starves.

The last digits of a score depend on the sentences that share a batch, and now and then a word does: kernels of matrix
products add in another order for another length of the padded batch. So what is asked for without a `Caller`, as by the
command line, is made in one call of its own: the same texts give the same result on a busy machine as on an idle one.

That is not enough for a job that must give the same bytes whatever else runs and however often it is begun again: what
the cache holds changes what is left to make. A caller with `calls` therefore works in calls whose sentences depend on
the texts that are asked for and on nothing else, and a result is found again only for the same call as a whole.
"""

import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Sized
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import count
from threading import Condition, Lock, get_ident
from types import TracebackType
from typing import Any, Generic, Literal, Protocol, Self, TypeVar, cast
from weakref import WeakSet

from babelpress._internal.lru import LRUCache
from babelpress.errors import RequestCancelled
from babelpress.failures import stops
from babelpress.nlp.terminology import Glossary

Priority = Literal["interactive", "page", "job"]
"""How urgent work is: somebody waits for a sentence or for a page, or nobody waits."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Output = TypeVar("Output")
Text = TypeVar("Text", bound=Sized)

WEIGHTS: Mapping[Priority, float] = {"interactive": 16.0, "page": 4.0, "job": 1.0}
"""Shares of the engine, the most urgent first, where several priorities have work."""

SLICE = 1.0
"""Seconds of work of the engine in one slice, at most: so long a new request waits for a turn."""

SHORT_SLICE = 0.2
"""The same while a more urgent caller is at work, who will be back with the next attempt for a sentence."""

_OVERHEAD = 16
"""Characters that a sentence costs beside its own."""

CALL = 2_000
"""Cost of a call of a caller with `calls`: about a second of work of the shipped model on two busy cores."""

_FIRST = 2_000
"""Cost of the first slice of a lane, whose speed is not known: a full batch of most models."""


class Calls(Protocol):
    """What has been made in calls of their own, by the name of the call; the names are the same in every process."""

    def get(self, name: str) -> Sequence[Any] | None:
        """Return the values of a call in order, None if it was not made yet."""
        ...

    def put(self, name: str, values: Sequence[Any]) -> None:
        """Keep the values of a call in order."""
        ...


class Observer(Protocol):
    """Who is told of the work of the models, by the thread that runs it, without the lock."""

    def waited(self, priority: Priority, seconds: float) -> None:
        """A call has waited so long for its first sentence to be begun."""
        ...

    def ran(self, cost: int) -> None:
        """A slice of so many characters was run."""
        ...


class Caller:
    """Somebody for whom a thread works, within `with caller:`, in slices that may have sentences of others.

    Args:
        priority: How urgent the work is.
        account: With whom the callers of a priority share equally: a key, an address.
        deadline: The `time.monotonic()` by which the answer is wanted; None: no matter. It makes translations
            cheaper, never shorter: see `degraded`.
        calls: Where its calls are kept and looked up; what is made for it then depends on its texts alone. None: its
            sentences share batches and results with those of others.

    Attributes:
        search: Decoding settings that replace those of the profile, to get another translation of the same text.
        glossaries: Glossaries in place of those of the profile, by source and target language.
        variants: Tags of variants in place of those of the profile, by language.
        found: Characters of its sentences that were in the cache.
        missed: Characters of those that were not.
        degraded: What was saved to meet the deadline: `beam` (greedy search), `attempts` (no further attempts for
            sentences with severe findings).
    """

    def __init__(
        self,
        priority: Priority = "page",
        account: str = "",
        *,
        deadline: float | None = None,
        calls: Calls | None = None,
    ) -> None:
        self.priority: Priority = priority
        self.account = account
        self.deadline = deadline
        self.calls = calls
        self.search: Mapping[str, float] = {}
        self.glossaries: Mapping[tuple[str, str], Glossary] = {}
        self.variants: Mapping[str, str] = {}
        self.degraded: set[str] = set()
        self.found = 0
        self.missed = 0
        self.cancelled = False
        self.at_work = 0
        self._waiting: set[_Ask] = set()

    def __enter__(self) -> Self:
        _CALLERS.set((*_CALLERS.get(), self))
        with _COUNTING:
            self.at_work += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _CALLERS.set(_CALLERS.get()[:-1])
        with _COUNTING:
            self.at_work -= 1

    def cancel(self) -> None:
        """Begin nothing more: threads that work for it get `RequestCancelled`. Work in hand is finished and kept."""
        self.cancelled = True
        for ask in list(self._waiting):
            ask.wake()

    def check(self) -> None:
        """Raise `RequestCancelled` if the work is not wanted any more."""
        if self.cancelled:
            raise RequestCancelled("the request was cancelled")


_CALLERS: ContextVar[tuple[Caller, ...]] = ContextVar("callers", default=())
_COUNTING = Lock()


def current_caller() -> Caller | None:
    """Return the caller for whom this thread works."""
    return (_CALLERS.get() or (None,))[-1]


@dataclass(slots=True, eq=False)
class _Work(Generic[Key, Value]):
    """A sentence that is waited for. `lane` is what can be made in one call, `make` that call."""

    key: Key
    lane: Hashable
    cost: int
    number: int
    make: Callable[[list[Key]], Sequence[Value]]
    waiting: bool = True
    asks: list["_Ask"] = field(default_factory=list)
    value: Value | None = None
    error: Exception | None = None
    charged: "tuple[_Share, _Share] | None" = None


class _Ask:
    """One call of `Scheduler.recall` that waits; `left` is the number of its works that are not done, `cost` of all.

    One that is `whole` is made without the works of others, at once or in the parts that a cache on disk asks for.
    """

    def __init__(self, caller: Caller, lock: Lock, *, whole: bool) -> None:
        self.caller = caller
        self.whole = whole
        self.left = 0
        self.cost = 0
        self.entered = 0.0
        self.begun = False
        self.turn = Condition(lock)

    def wake(self) -> None:
        """Let the thread look again, from a thread that does not hold the lock."""
        with self.turn:
            self.turn.notify()


class _Share:
    """What an account or a priority has used, in seconds by its weight, and the works that it has waiting, by lane.

    `running` is the number of its works in the slice that runs, which are not counted in `used` yet.
    """

    def __init__(self, *, weight: float = 1.0, used: float = 0.0) -> None:
        self.weight = weight
        self.used = used
        self.running = 0
        self.lanes: dict[Hashable, deque[_Work[Any, Any]]] = {}

    def add(self, work: _Work[Any, Any]) -> None:
        """Put a work into the queue; it may be in those of other accounts too."""
        self.lanes.setdefault(work.lane, deque()).append(work)

    def head(self, lane: Hashable | None = None) -> "_Work[Any, Any] | None":
        """Return the oldest work, of a lane or of all; works that were taken or withdrawn are removed on the way."""
        heads = []
        for one in [lane] if lane is not None else list(self.lanes):
            queue = self.lanes.get(one, deque())
            while queue and not queue[0].waiting:
                queue.popleft()
            if queue:
                heads.append(queue[0])
            else:
                self.lanes.pop(one, None)
        return min(heads, key=lambda work: work.number, default=None)


class _Class(_Share):
    """A priority: its accounts share equally. `now` is the virtual time at which its last slice began."""

    def __init__(self, weight: float) -> None:
        super().__init__(weight=weight)
        self.accounts: dict[str, _Share] = {}
        self.now = 0.0

    def ready(self, lane: Hashable | None = None) -> list[tuple[_Share, _Work[Any, Any]]]:
        """Return the accounts with work, of a lane or of all, that used least first, each with its oldest work."""
        found = [(account, work) for account in self.accounts.values() if (work := account.head(lane))]
        if lane is None and len(found) < len(self.accounts):
            self._forget(idle=not found)
        return sorted(found, key=lambda pair: (pair[0].used, pair[1].number))

    def _forget(self, *, idle: bool) -> None:
        """Drop the accounts that have no work and used no more than a new one would be taken to have used."""
        if idle and not any(account.running for account in self.accounts.values()):
            self.now = max(self.now, *(account.used for account in self.accounts.values()))
        gone = [
            name for name, one in self.accounts.items() if one.used <= self.now and not one.running and not one.head()
        ]
        for name in gone:
            del self.accounts[name]


class _Passing:
    """The key of a call whose result nobody keeps."""


def _once(
    make: Callable[[Sequence[Text]], Sequence[Output]], texts: Sequence[Text], keys: Sequence[_Passing]
) -> list[Sequence[Output]]:
    """Return the outputs of texts as the one value of a call."""
    return [make(texts)]


def _parts(sizes: Mapping[Key, int]) -> Iterator[list[Key]]:
    """Yield keys in calls of up to `CALL`, those of similar length together."""
    part: list[Key] = []
    cost = 0
    for key in sorted(sizes, key=lambda key: -sizes[key]):
        if part and cost + sizes[key] + _OVERHEAD > CALL:
            yield part
            part, cost = [], 0
        part.append(key)
        cost += sizes[key] + _OVERHEAD
    if part:
        yield part


class Scheduler(Generic[Key, Value]):
    """Owner of the models: computes what is not in a cache, once for all who ask, in slices.

    Args:
        cache: Where finished values are kept and looked up.
        slice_seconds: Seconds of work in one slice, at most.
        clock: The time in seconds.
    """

    def __init__(
        self,
        cache: LRUCache[Value],
        *,
        slice_seconds: float = SLICE,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.cache = cache
        self.busy_seconds = 0.0
        """Seconds that the models have worked."""
        self.found = 0
        """Sentences that were in the cache."""
        self.missed = 0
        """Sentences that were not."""
        self.observer: Observer | None = None
        self._slice_seconds = slice_seconds
        self._clock = clock
        self._lock = Lock()
        self._engine_free = True
        self._works: dict[Key, _Work[Key, Value]] = {}
        self._classes: dict[Priority, _Class] = {name: _Class(weight) for name, weight in WEIGHTS.items()}
        self._now = 0.0
        self._asks: list[_Ask] = []
        self._callers: WeakSet[Caller] = WeakSet()
        self._rates: dict[Hashable, float] = {}
        self._numbers = count()

    def recall(
        self,
        keys: Sequence[Key],
        make: Callable[[list[Key]], Sequence[Value]],
        *,
        lane: Hashable,
        sizes: Sequence[int],
    ) -> list[Value]:
        """Return the value of every key, in order, from the cache, from work in flight, or made.

        Args:
            keys: What is wanted. Equal keys have equal values, whoever asks.
            make: Returns the values of keys, in order. It is called with keys of this and of other calls with this
                lane, and may be called by another thread.
            lane: What can be made in one call of `make`.
            sizes: The length of each text, in characters.

        Raises:
            RequestCancelled: The caller was cancelled.
            Exception: What `make` raised for one of the keys. The others are made nevertheless, unless the error ends
                the run.
        """
        known = current_caller()
        caller = known or Caller(account=f"thread {get_ident()}")
        caller.check()
        if caller.calls is not None:
            return self._in_calls(dict(zip(keys, sizes, strict=True)), make, lane, caller, caller.calls, keys)
        found = self.cache.find(keys)
        missing = {key: size for key, size in zip(keys, sizes, strict=True) if key not in found}
        self.found, self.missed = self.found + len(found), self.missed + len(missing)
        caller.missed += (new := sum(missing.values()))
        caller.found += sum(dict(zip(keys, sizes, strict=True)).values()) - new
        if missing:
            found |= self._asked(missing, make, lane, _Ask(caller, self._lock, whole=known is None))
        return [found[key] for key in keys]

    def in_turns(
        self,
        texts: Sequence[Text],
        make: Callable[[Sequence[Text]], Sequence[Output]],
        *,
        lane: Hashable,
        size: Callable[[Text], int] = len,
    ) -> list[Output]:
        """Return what another model makes of texts, which nobody keeps: with a caller text by text, each in its turn.

        `size` is that of a text in characters.

        Raises:
            RequestCancelled: The caller was cancelled.
            Exception: What `make` raised.
        """
        caller = current_caller()
        parts = [[text] for text in texts] if caller else [list(texts)]
        made: list[Output] = []
        for part in parts:
            asking = caller or Caller(account=f"thread {get_ident()}")
            asking.check()
            key: Any = _Passing()
            call: Any = partial(_once, make, part)
            ask = _Ask(asking, self._lock, whole=True)
            made += cast(Any, self._asked({key: sum(map(size, part))}, call, lane, ask))[key]
        return made

    def seconds(self, keys: Sequence[Key], *, lane: Hashable, sizes: Sequence[int]) -> float:
        """Return about how many seconds the keys that are not in the cache take, waiting for others included.

        It is 0 until the speed of any lane is known.
        """
        held = self.cache.held(keys)
        cost = sum(size + _OVERHEAD for key, size in zip(keys, sizes, strict=True) if key not in held)
        with self._lock:
            rate = self._rates.get(lane) or min(self._rates.values(), default=0.0)
            # Others of equal shares get their turns until they are done, and no more than this one needs itself.
            others = sum(min(cost, ask.cost) for ask in self._asks if ask.caller.priority != "job")
        return (cost + others) / rate if rate else 0.0

    def waiting(self) -> dict[Priority, int]:
        """Return the number of calls that wait, by priority."""
        with self._lock:
            asks = [ask.caller.priority for ask in self._asks]
        return {name: asks.count(name) for name in WEIGHTS}

    def _in_calls(
        self,
        sizes: Mapping[Key, int],
        make: Callable[[list[Key]], Sequence[Value]],
        lane: Hashable,
        caller: Caller,
        kept: Calls,
        keys: Sequence[Key],
    ) -> list[Value]:
        """Return the values of keys from calls that depend on `sizes` (of each distinct key) alone."""
        found: dict[Key, Value] = {}
        for part in _parts(sizes):
            name = blake2b(repr((lane, part)).encode(errors="surrogatepass"), digest_size=16).hexdigest()
            values = kept.get(name)
            if values is None:
                caller.check()
                values = self._called(name, {key: sizes[key] for key in part}, make, lane, caller)
                kept.put(name, values)
            found |= zip(part, values, strict=True)
        return [found[key] for key in keys]

    def _called(
        self,
        name: str,
        sizes: Mapping[Key, int],
        make: Callable[[list[Key]], Sequence[Value]],
        lane: Hashable,
        caller: Caller,
    ) -> list[Value]:
        """Make the keys of a call together, unless the same call is in the cache or in flight as a whole."""
        own: Any = {(name, key): size for key, size in sizes.items()}
        made: dict[Any, Value] = self.cache.find(list(own))
        if len(made) < len(own):
            ask = _Ask(caller, self._lock, whole=True)
            made = self._asked(own, lambda works: make([key for _, key in works]), lane, ask)  # type: ignore[misc, has-type]
        return [made[one] for one in own]

    def _asked(
        self,
        missing: Mapping[Key, int],
        make: Callable[[list[Key]], Sequence[Value]],
        lane: Hashable,
        ask: _Ask,
    ) -> dict[Key, Value]:
        """Enter what is missing, and take part in the work until it is done."""
        caller = ask.caller
        with self._lock:
            found = self.cache.held(list(missing))  # another thread may have finished it meanwhile
            if ask.whole and len(found) < len(missing):
                found = {}  # the rest alone would be another call
            works = [self._entered(*item, make, lane) for item in missing.items() if item[0] not in found]
            account = self._account(caller)
            # Similar lengths fill a batch best; the longest first, as in the batches of a backend.
            for work in sorted(works, key=lambda work: -work.cost):
                work.asks.append(ask)
                if work.waiting:
                    account.add(work)
            ask.left, ask.cost = len(works), sum(work.cost for work in works)
            ask.entered = self._clock()
            self._asks.append(ask)
            self._callers.add(caller)
            caller._waiting.add(ask)
            try:
                while ask.left and not caller.cancelled:
                    if self._engine_free and (taken := self._next()):
                        self._run(taken)
                    else:
                        ask.turn.wait()
            finally:
                self._left(ask, works)
        if ask.left:
            caller.check()
        for work in works:
            if work.error:
                raise work.error
            found[work.key] = work.value  # type: ignore[assignment]  # it is done
        return found

    def _entered(
        self, key: Key, size: int, make: Callable[[list[Key]], Sequence[Value]], lane: Hashable
    ) -> _Work[Key, Value]:
        """Return the work for a key, which may be in flight for others."""
        if key not in self._works:
            number = next(self._numbers)
            self._works[key] = _Work(key=key, lane=lane, cost=size + _OVERHEAD, number=number, make=make)
        return self._works[key]

    def _account(self, caller: Caller) -> _Share:
        """Return the account of a caller, which does not get for later what it left unused."""
        own = self._classes[caller.priority]
        if not own.ready():
            own.used = max(own.used, self._now)
        account = own.accounts.setdefault(caller.account, _Share())
        if not account.head():
            account.used = max(account.used, own.now)
        return account

    def _next(self) -> list[_Work[Key, Value]]:
        """Take the works of the next slice from the queues: all of one lane."""
        ready = [(name, own) for name, own in self._classes.items() if own.ready()]
        if not ready:
            return []
        name, own = min(ready, key=lambda pair: pair[1].used)
        self._now = own.used
        account, first = own.ready()[0]
        own.now = account.used
        names = list(WEIGHTS)
        urgent = names[: names.index(name)]
        at_work = any(one.at_work and not one.cancelled and one.priority in urgent for one in self._callers)
        seconds = min(SHORT_SLICE, self._slice_seconds) if at_work else self._slice_seconds
        rate = self._rates.get(first.lane)
        budget = rate * seconds if rate else _FIRST
        whole = next((ask for ask in first.asks if ask.whole), None)
        works = (
            ((work, (own, account)) for work in self._part(whole))
            if whole
            else self._in_order(first.lane, [own, *(self._classes[one] for one in urgent)])
        )
        taken: list[_Work[Key, Value]] = []
        for work, shares in works:
            if not whole and (any(ask.whole for ask in work.asks) or (taken and work.cost > budget)):
                break
            budget -= work.cost
            work.waiting, work.charged = False, shares
            shares[1].running += 1
            taken.append(work)
        return sorted(taken, key=lambda work: work.number)

    def _part(self, ask: _Ask) -> list[_Work[Key, Value]]:
        """Return the waiting works of an ask that are made before they are kept."""
        return [work for work in self._works.values() if work.waiting and ask in work.asks][: self.cache.at_once]

    def _in_order(
        self, lane: Hashable, classes: Sequence[_Class]
    ) -> Iterator[tuple[_Work[Key, Value], tuple[_Share, _Share]]]:
        """Yield the waiting works of a lane: of each class in turn, one of each account after the other."""
        for own in classes:
            while ready := own.ready(lane):
                for account, _ in ready:
                    if work := account.head(lane):
                        yield work, (own, account)

    def _run(self, taken: list[_Work[Key, Value]]) -> None:
        """Run a slice, without the lock, and hand over its results."""
        self._engine_free = False
        start = self._clock()
        first = [ask for ask in dict.fromkeys(ask for work in taken for ask in work.asks) if not ask.begun]
        for ask in first:
            ask.begun = True
        self._lock.release()
        made: dict[Key, Value] = {}
        errors: dict[Key, Exception] = {}
        interrupted = True
        try:
            self._observe(taken, first, start)
            self._make(taken, made, errors)
            try:
                self.cache.keep({key: value for key, value in made.items() if not isinstance(key, _Passing)})
            except Exception as error:  # noqa: BLE001  (the disk: it is told to all who wait for what it should keep)
                errors |= dict.fromkeys(made, error)
            interrupted = False
        finally:
            seconds = self._clock() - start
            self._lock.acquire()
            self._engine_free = True
            for work in taken:
                self._settled(work, made, errors, interrupted=interrupted)
            self._charge(taken, seconds)
            self._pass_on()

    def _observe(self, taken: Sequence[_Work[Key, Value]], first: Sequence[_Ask], now: float) -> None:
        """Tell the observer of a slice, and of the calls whose first sentences are in it."""
        if self.observer is None:
            return
        self.observer.ran(sum(work.cost - _OVERHEAD for work in taken))
        for ask in first:
            self.observer.waited(ask.caller.priority, now - ask.entered)

    def _make(self, works: Sequence[_Work[Key, Value]], made: dict[Key, Value], errors: dict[Key, Exception]) -> None:
        """Make the works in one call or, only if that fails, each half of them, down to those at fault."""
        keys = [work.key for work in works]
        try:
            made |= zip(keys, works[0].make(keys), strict=True)
        except Exception as error:  # noqa: BLE001  (raised again in the threads that wait for it)
            if len(works) == 1 or stops(error):
                errors |= dict.fromkeys(keys, error)
                return
            middle = len(works) // 2
            self._make(works[:middle], made, errors)
            self._make(works[middle:], made, errors)

    def _settled(
        self,
        work: _Work[Key, Value],
        made: Mapping[Key, Value],
        errors: Mapping[Key, Exception],
        *,
        interrupted: bool,
    ) -> None:
        """Tell the asks of a work that it is done; after an interruption, of the thread alone, queue it again."""
        if interrupted and work.key not in made and work.key not in errors:
            work.waiting = True
            for ask in work.asks:
                self._account(ask.caller).add(work)
            return
        work.value, work.error = made.get(work.key), errors.get(work.key)
        self._works.pop(work.key, None)
        for ask in work.asks:
            ask.left -= 1
            if not ask.left:
                ask.turn.notify()
        if work.error and stops(work.error):
            for ask in work.asks:
                self._given_up(ask)

    def _given_up(self, ask: _Ask) -> None:
        """Withdraw what an ask still waits for: its thread will raise."""
        for work in [work for work in self._works.values() if ask in work.asks]:
            self._withdrawn(ask, work)
        ask.left = 0
        ask.turn.notify()

    def _withdrawn(self, ask: _Ask, work: _Work[Key, Value]) -> None:
        if ask in work.asks:
            work.asks.remove(ask)
        if work.waiting and not work.asks:
            work.waiting = False
            self._works.pop(work.key, None)

    def _charge(self, taken: Sequence[_Work[Key, Value]], seconds: float) -> None:
        """Charge the seconds of a slice to those who had it, and learn the speed of the lane."""
        self.busy_seconds += seconds
        cost = sum(work.cost for work in taken)
        for work in taken:
            shares = work.charged or ()
            for account in shares[1:]:
                account.running -= 1
            for share in shares:
                share.used += seconds * work.cost / cost / share.weight
        if seconds > 0:
            lane, rate = taken[0].lane, cost / seconds
            before = self._rates.get(lane)
            self._rates[lane] = rate if before is None else before + (rate - before) * min(1.0, seconds + 0.1)

    def _left(self, ask: _Ask, works: Sequence[_Work[Key, Value]]) -> None:
        """Remove an ask that is done, cancelled or interrupted."""
        self._asks.remove(ask)
        ask.caller._waiting.discard(ask)
        if ask.left:
            for work in works:
                self._withdrawn(ask, work)
        self._pass_on()

    def _pass_on(self) -> None:
        """Wake a thread to run the next slice."""
        if self._engine_free and self._asks:
            for ask in self._asks:
                if ask.left:
                    ask.turn.notify()
                    return
