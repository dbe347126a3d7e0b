"""Numbers for Prometheus, in its text format. No label is, or is made of, anything that a client has written."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from babelpress.translation.scheduler import Priority

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of the buckets of a histogram of seconds."""

_BOUNDS: Mapping[str, tuple[float, ...]] = {
    "babelpress_batch_characters": (50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000),
    "babelpress_estimates": (10, 20, 30, 40, 50, 60, 70, 80, 90, 100),
}
"""Upper bounds of the buckets of the histograms that are not of seconds."""

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counters and histograms, each by its labels."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counters: dict[str, Counter[Labels]] = {}
        self._buckets: dict[str, dict[Labels, list[int]]] = {}
        self._sums: dict[str, Counter[Labels]] = {}

    def count(self, name: str, by: float = 1, **labels: str) -> None:
        """Add to a counter."""
        with self._lock:
            self._counters.setdefault(name, Counter())[tuple(labels.items())] += by  # type: ignore[assignment]

    def observe(self, name: str, value: float, **labels: str) -> None:
        """Add a time in seconds, or what else the histogram is of."""
        key, bounds = tuple(labels.items()), _BOUNDS.get(name, BOUNDS)
        with self._lock:
            buckets = self._buckets.setdefault(name, {}).setdefault(key, [0] * (len(bounds) + 1))
            buckets[bisect_left(bounds, value)] += 1
            self._sums.setdefault(name, Counter())[key] += value  # type: ignore[assignment]

    def waited(self, priority: Priority, seconds: float) -> None:
        """Count how long a call has waited for the models (`Observer`)."""
        self.observe("babelpress_queue_seconds", seconds, **{"class": priority})

    def ran(self, cost: int) -> None:
        """Count the characters of a slice (`Observer`)."""
        self.observe("babelpress_batch_characters", cost)

    def measured(
        self, route: str, handler: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return a handler whose requests are counted, by route and status, and timed."""

        async def answer(request: Request) -> Response:
            start = time.perf_counter()
            made = await handler(request)
            self.count("babelpress_requests_total", route=route, status=str(made.status_code))
            self.observe("babelpress_request_seconds", time.perf_counter() - start, route=route)
            return made

        return answer

    def written(self, gauges: Mapping[str, Mapping[Labels, float]]) -> str:
        """Return everything in the text format, with values of the moment; names in `_total` are counters."""
        with self._lock:
            counters = {name: dict(own) for name, own in self._counters.items()}
            histograms = {
                name: {key: (list(buckets), self._sums[name][key]) for key, buckets in own.items()}
                for name, own in self._buckets.items()
            }
        lines: list[str] = []
        for name, values in sorted({**counters, **gauges}.items()):
            lines.append(f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}")
            lines += [f"{name}{_written(key)} {value:g}" for key, value in sorted(values.items())]
        for name, own in sorted(histograms.items()):
            lines.append(f"# TYPE {name} histogram")
            for key, (buckets, total) in sorted(own.items()):
                lines += _histogram(name, key, buckets, total)
        return "\n".join(lines) + "\n"


def _histogram(name: str, key: Labels, buckets: Iterable[int], total: float) -> Iterator[str]:
    count = 0
    for bound, own in zip((*map(str, _BOUNDS.get(name, BOUNDS)), "+Inf"), buckets, strict=True):
        count += own
        yield f"{name}_bucket{_written((*key, ('le', bound)))} {count}"
    yield f"{name}_sum{_written(key)} {total:.6f}"
    yield f"{name}_count{_written(key)} {count}"


def _written(key: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in key) + "}" if key else ""
