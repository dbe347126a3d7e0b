"""A bounded LRU cache of model outputs, so that no sentence is translated twice.

All stages share it: every target language reuses the English of a pivot, as does `translate.en`, and sentences that
repeat across an archive are translated once.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Generic, Protocol, TypeVar

Value = TypeVar("Value")

_FLUSH_EVERY = 512
"""Values that are computed before they are written to the backend: some seconds of a model's work."""


class CacheBackend(Protocol[Value]):
    """A persistent store of values, shared between processes."""

    def get(self, keys: Sequence[Hashable]) -> Mapping[Hashable, Value]:
        """Return the stored values by key; keys without a value are left out."""
        ...

    def put(self, values: Mapping[Hashable, Value]) -> None:
        """Store values by key."""
        ...


class LRUCache(Generic[Value]):
    """The `size` most recently used values by key, with an optional persistent `backend` behind them.

    Threads take turns: a value that one thread computed is there for the next, and only one at a time calls the
    backend.
    """

    def __init__(self, size: int, backend: CacheBackend[Value] | None = None) -> None:
        self.size = size
        self._backend = backend
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def recall(self, keys: Sequence[Hashable], make: Callable[[list[int]], Sequence[Value]]) -> list[Value]:
        """Return the value of every key; `make` is called with the positions of the distinct unknown keys.

        Without a backend `make` is called once; with one, in parts, so that a killed process loses little. Equal keys
        share one value. An exception of `make` propagates, and nothing of the part that raised it is stored.
        """
        with self._lock:
            return self._recall(keys, make)

    def _recall(self, keys: Sequence[Hashable], make: Callable[[list[int]], Sequence[Value]]) -> list[Value]:
        found: dict[Hashable, Value] = {}
        missing: dict[Hashable, int] = {}
        for position, key in enumerate(keys):
            if key in self._values:
                self._values.move_to_end(key)
                found[key] = self._values[key]
            else:
                missing.setdefault(key, position)
        if missing and self._backend:
            stored = self._backend.get(list(missing))
            found |= stored
            self._values |= stored
            missing = {key: position for key, position in missing.items() if key not in stored}
        for part in self._parts(missing):
            made = dict(zip(part, make(list(part.values())), strict=True))
            found |= made
            self._values |= made
            if self._backend:
                self._backend.put(made)
        while len(self._values) > self.size:
            self._values.popitem(last=False)
        return [found[key] for key in keys]

    def _parts(self, missing: Mapping[Hashable, int]) -> Iterator[dict[Hashable, int]]:
        items = iter(missing.items())
        while part := dict(islice(items, _FLUSH_EVERY if self._backend else None)):
            yield part
