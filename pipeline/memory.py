"""A bounded memory of what models have made: no sentence is translated twice, whoever asks.

This is what shares a pivot's English between all its targets, `translate.en` included, and what makes boilerplate
of an archive cost nothing, without any stage knowing its neighbours.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """The `size` most recently used values by key."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def recall(self, keys: Sequence[Hashable], make: Callable[[list[int]], Sequence[Value]]) -> list[Value]:
        """Give the value of every key; `make` is called once, with the positions of the distinct unknown keys.

        Equal keys share one value. What `make` raises goes through and nothing is stored.
        """
        found: dict[Hashable, Value] = {}
        missing: dict[Hashable, int] = {}
        for position, key in enumerate(keys):
            if key in self._values:
                self._values.move_to_end(key)
                found[key] = self._values[key]
            else:
                missing.setdefault(key, position)
        if missing:
            made = dict(zip(missing, make(list(missing.values())), strict=True))
            found |= made
            self._values |= made
            while len(self._values) > self.size:
                self._values.popitem(last=False)
        return [found[key] for key in keys]
