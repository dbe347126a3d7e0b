"""A bounded LRU cache of model outputs, so that no sentence is translated twice.

All stages share it: every target language reuses the English of a pivot, as does `translate.en`, and sentences that
repeat across an archive are translated once.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_FLUSH_EVERY = 512
"""Values that are computed before they are written to the backend: some seconds of a model's work."""


class CacheBackend(Protocol[Value]):
    """A persistent store of values, shared between processes."""

    def get(self, keys: Sequence[Hashable]) -> Mapping[Hashable, Value]:
        """Return the stored values by key; keys without a value are left out."""
        ...

    def put(self, values: Mapping[Any, Value]) -> None:
        """Store values by key."""
        ...


class LRUCache(Generic[Value]):
    """The `size` most recently used values by key, with an optional persistent `backend` behind them.

    Several threads may use it; only one at a time calls the backend, and nothing else makes them wait.
    """

    def __init__(self, size: int, backend: CacheBackend[Value] | None = None) -> None:
        self.size = size
        self._backend = backend
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()
        self._backend_turn = Lock()

    def __len__(self) -> int:
        return len(self._values)

    @property
    def at_once(self) -> int | None:
        """How many values to make before they are kept: with a backend a part, so that a kill loses little."""
        return _FLUSH_EVERY if self._backend else None

    def held(self, keys: Sequence[Key]) -> dict[Key, Value]:
        """Return the values in memory by key; keys without one are left out."""
        with self._lock:
            return self._held(keys)

    def find(self, keys: Sequence[Key]) -> dict[Key, Value]:
        """Return the values in memory or in the backend by key; keys without one are left out."""
        found = self.held(keys)
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if self._backend and missing:
            with self._backend_turn:
                kept = self._backend.get(missing)
            stored = {key: kept[key] for key in missing if key in kept}
            with self._lock:
                self._hold(stored)
            found |= stored
        return found

    def keep(self, values: Mapping[Key, Value]) -> None:
        """Store values by key, in memory and in the backend."""
        with self._lock:
            self._hold(values)
        if self._backend and values:
            with self._backend_turn:
                self._backend.put(values)

    def recall(self, keys: Sequence[Key], make: Callable[[list[int]], Sequence[Value]]) -> list[Value]:
        """Return the value of every key; `make` is called with the positions of the distinct unknown keys.

        Without a backend `make` is called once; with one, in parts, so that a killed process loses little. Equal keys
        share one value. An exception of `make` propagates, and nothing of the part that raised it is stored. Two
        threads that want the same at a time both make it: what must not be made twice is asked for from a `Scheduler`.
        """
        positions = {key: position for position, key in reversed(list(enumerate(keys)))}
        found = self.find(list(keys))
        missing = {key: positions[key] for key in dict.fromkeys(keys) if key not in found}
        for part in self._parts(missing):
            made = dict(zip(part, make(list(part.values())), strict=True))
            self.keep(made)
            found |= made
        return [found[key] for key in keys]

    def _held(self, keys: Sequence[Key]) -> dict[Key, Value]:
        found = {key: self._values[key] for key in keys if key in self._values}
        for key in found:
            self._values.move_to_end(key)
        return found

    def _hold(self, values: Mapping[Key, Value]) -> None:
        self._values.update(values.items())
        while len(self._values) > self.size:
            self._values.popitem(last=False)

    def _parts(self, missing: Mapping[Key, int]) -> Iterator[dict[Key, int]]:
        items = iter(missing.items())
        while part := dict(islice(items, self.at_once)):
            yield part
