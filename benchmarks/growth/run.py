"""Fit how the time and memory of every function of text grow with its length, on texts made to be slow.

Each function runs on each generator at lengths that double, until a call takes `--seconds` or the text has `--size`
characters. The exponent is the slope of log time over log length between the longest text and one of an eighth of it,
where the shorter took at least 5 ms. With `--memory` the same for the peak of tracemalloc, of lengths that take less
than a quarter of a second. A call that takes ten times `--seconds` is stopped and counts as "no end".
"""

import argparse
import gc
import json
import math
import os
import random
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

LIMIT = 1.2
LEAST = 0.005
FIRST = 2_000


class Endless(Exception):
    """A call took too long."""


def seconds(call: Callable[[str], object], text: str, *, most: float) -> float:
    def stop(*_: object) -> None:
        raise Endless

    signal.signal(signal.SIGVTALRM, stop)
    gc.collect()
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    start = process_time()
    try:
        call(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return process_time() - start


def memory(call: Callable[[str], object], text: str) -> int:
    gc.collect()
    tracemalloc.start()
    call(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def slope(points: dict[int, float]) -> float | None:
    """Return the slope between the longest text and the first of at least an eighth of it that took long enough."""
    sizes = sorted(points)
    usable = [size for size in sizes if size >= sizes[-1] / 8 and points[size] >= LEAST]
    if len(usable) < 2:
        return None
    low, high = usable[0], usable[-1]
    return math.log(points[high] / points[low]) / math.log(high / low)


def _again(call: Callable[[str], object], make: Callable[[int], str], points: dict[int, float], *, most: float) -> None:
    """Measure the ends of a slope that is too steep twice more and keep the least times: other work disturbs them."""
    for _ in range(2):
        if (slope(points) or 0) <= LIMIT:
            return
        ends = [size for size in points if size >= max(points) / 8 and points[size] >= LEAST]
        for size in (min(ends), max(ends)):
            points[size] = min(points[size], seconds(call, make(size), most=10 * most))


def measure(name: str, *, size: int, most: float, only: list[str], memory_too: bool) -> Iterator[dict[str, object]]:
    from measured import FUNCTIONS
    from slow_texts import GENERATORS

    call = FUNCTIONS[name]
    gc.freeze()
    call("Le train part demain matin de Paris, à 5 km. « Oui. »")
    for label in only or GENERATORS:
        make = GENERATORS[label]
        points: dict[int, float] = {}
        row: dict[str, object] = {"function": name, "generator": label}
        length = FIRST
        try:
            while True:
                text = make(length)
                points[length] = seconds(call, text, most=10 * most)
                if points[length] > most or length >= size:
                    break
                length = min(2 * length, size)
            _again(call, make, points, most=most)
            small = [] if not memory_too else [one for one in points if points[one] < 0.25 and one >= 4_000]
            if len(small) > 2:
                low, high = small[-3], small[-1]
                used = memory(call, make(low)), memory(call, make(high))
                row["memory"] = math.log(used[1] / max(used[0], 1)) / math.log(high / low)
                row["bytes"] = used[1] / high
        except Endless:
            row["endless"] = length
        except Exception as error:  # noqa: BLE001
            row["error"] = f"{type(error).__name__}: {str(error)[:200]}"
        row |= {
            "exponent": slope(points) if points else None,
            "size": max(points, default=0),
            "seconds": points.get(max(points, default=0)),
        }
        yield row


def _chosen(labels: list[str], sample: int | None, *, seed: str) -> list[str]:
    """Return the labels, or so many of them that the seed chooses."""
    return labels if sample is None else random.Random(seed).sample(labels, min(sample, len(labels)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="Longest text, in characters.")
    parser.add_argument("--seconds", type=float, default=2.0, help="Longest call after which texts become no longer.")
    parser.add_argument("--function", action="append", default=[], help="Measure these only.")
    parser.add_argument("--generator", action="append", default=[], help="Measure on these only.")
    parser.add_argument("--sample", type=int, help="Measure each function on so many of them, chosen by chance.")
    parser.add_argument("--seed", default="1", help="Chooses which; the same seed, the same ones.")
    parser.add_argument("--memory", action="store_true", help="Measure the memory too; takes three times as long.")
    parser.add_argument("--out", type=Path, help="Write every measurement as JSON lines.")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        for row in measure(
            given.worker, size=given.size, most=given.seconds, only=given.generator, memory_too=given.memory
        ):
            print(json.dumps(row), flush=True)
        return
    from measured import FUNCTIONS
    from slow_texts import GENERATORS

    bad = total = 0
    for name in given.function or FUNCTIONS:
        command = [
            sys.executable,
            __file__,
            "--worker",
            name,
            "--size",
            str(given.size),
            "--seconds",
            str(given.seconds),
        ]
        command += ["--memory"] if given.memory else []
        for label in _chosen(given.generator or list(GENERATORS), given.sample, seed=f"{given.seed} {name}"):
            command += ["--generator", label]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as worker:
            assert worker.stdout
            for line in worker.stdout:
                row = json.loads(line)
                total += 1
                if given.out:
                    with given.out.open("a", encoding="utf-8") as file:
                        file.write(line)
                steep = [row.get(key) or 0 for key in ("exponent", "memory")]
                if max(steep) > LIMIT or "endless" in row or "error" in row:
                    bad += 1
                    print(
                        {key: round(value, 3) if isinstance(value, float) else value for key, value in row.items()},
                        flush=True,
                    )
        if worker.returncode:
            print(f"{name}: ended with {worker.returncode}")
    print(f"{bad} of {total} measurements above {LIMIT}")


if __name__ == "__main__":
    main()
