"""A bounded memory of what models have made: no sentence is translated twice, whoever asks.

This is what shares a pivot's English between all its targets, `translate.en` included, and what makes boilerplate
of an archive cost nothing, without any stage knowing its neighbours.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Generic, Protocol, TypeVar

Value = TypeVar("Value")

_AT_ONCE = 512
"""Values that are made before they are put on the shelf: some seconds of a model's work."""


class CacheBackend(Protocol[Value]):
    """Values that outlive a process."""

    def get(self, keys: Sequence[Hashable]) -> Mapping[Hashable, Value]:
        """Give the values there are, by key."""
        ...

    def put(self, values: Mapping[Hashable, Value]) -> None:
        """Keep values."""
        ...


class LRUCache(Generic[Value]):
    """The `size` most recently used values by key, and all there ever were on a `shelf`, where there is one.

    Threads take turns: what one has made is there for the next, and the shelf is asked by one at a time.
    """

    def __init__(self, size: int, shelf: CacheBackend[Value] | None = None) -> None:
        self.size = size
        self._shelf = shelf
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def recall(self, keys: Sequence[Hashable], make: Callable[[list[int]], Sequence[Value]]) -> list[Value]:
        """Give the value of every key; `make` is called with the positions of the distinct unknown keys.

        Once, or with a shelf as often as it takes so that a kill loses little. Equal keys share one value. What `make`
        raises goes through and nothing of that call is stored.
        """
        with self._turn:
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
        if missing and self._shelf:
            kept = self._shelf.get(list(missing))
            found |= kept
            self._values |= kept
            missing = {key: position for key, position in missing.items() if key not in kept}
        for part in self._parts(missing):
            made = dict(zip(part, make(list(part.values())), strict=True))
            found |= made
            self._values |= made
            if self._shelf:
                self._shelf.put(made)
        while len(self._values) > self.size:
            self._values.popitem(last=False)
        return [found[key] for key in keys]

    def _parts(self, missing: Mapping[Hashable, int]) -> Iterator[dict[Hashable, int]]:
        items = iter(missing.items())
        while part := dict(islice(items, _AT_ONCE if self._shelf else None)):
            yield part
