"""What the journal costs: SQLite, as `batch` has it, and lines appended to a file, in one run.

    python benchmarks/batch/journal.py [--articles 10000] [--rounds 3]

Both put the same records on disk in groups of 32 with a sync each, are opened again as a resumed run does, and are
asked for every article's fingerprint. Appended lines carry no checksum and know of no damage; a record that is replaced
stays in the file. The records are the example's in six languages (profile `fake`), 111 kB of JSON each.
"""

import argparse
import base64
import json
import os
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from babelpress.document import Record, to_json
from babelpress.execution.checkpoint import Checkpoint, Entry
from babelpress.execution.runner import run

ROOT = Path(__file__).parents[2]
GROUP = 32


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    (record,) = run([ROOT / "examples/article.fr.txt"], profile="fake")
    contestants = {"SQLite": with_sqlite, "appended lines": with_lines}
    figures: dict[str, list[list[float]]] = {name: [] for name in contestants}
    for _ in range(options.rounds):
        for name, contestant in contestants.items():
            with tempfile.TemporaryDirectory() as folder:
                figures[name].append(contestant(Path(folder), record, options.articles))
    print(f"{options.articles} records of {len(to_json(record)) / 1000:.0f} kB, groups of {GROUP}\n")
    print("| | put, seconds | of these the processor's | open again, seconds | ask for all, seconds | MB on disk |")
    print("|---|---|---|---|---|---|")
    for name, rounds in figures.items():
        print(f"| {name} | {' | '.join(f'{statistics.median(figure):.2f}' for figure in zip(*rounds, strict=True))} |")


def with_sqlite(folder: Path, record: Record, articles: int) -> list[float]:
    with Checkpoint(folder, made_by="this") as journal:

        def put(start: int) -> None:
            journal.put([(n, Entry(input=mark(n), record=named(record, n))) for n in group(start, articles)])

        seconds, processor = timed(lambda: [put(start) for start in range(0, articles, GROUP)])
    size = sum(path.stat().st_size for path in folder.iterdir())
    again = Checkpoint(folder, made_by="this")
    opening, _ = timed(again.__enter__)
    asking, _ = timed(lambda: [kept(again, n) for n in range(articles)])
    again.__exit__(None, None, None)
    return [seconds, processor, opening, asking, size / 1e6]


def kept(journal: Checkpoint, n: int) -> None:
    assert journal.claim(f"a{n}", n) is None
    assert journal.keeps(f"a{n}", mark(n), n, failed=True)


def with_lines(folder: Path, record: Record, articles: int) -> list[float]:
    path = folder / "journal.jsonl"
    known: dict[str, tuple[str, int]] = {}
    with path.open("ab") as file:

        def put(start: int) -> None:
            for n in group(start, articles):
                one = named(record, n)
                packed = base64.b64encode(zlib.compress(to_json(one).encode(), 1)).decode()
                line = {"id": one.article.id, "input": mark(n).hex(), "made_by": "this", "record": packed}
                file.write(json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

        seconds, processor = timed(lambda: [put(start) for start in range(0, articles, GROUP)])

    def read() -> None:
        with path.open("rb") as lines:
            at = 0
            for line in lines:
                said = json.loads(line)
                known[said["id"]] = (said["input"], at)
                at += len(line)

    opening, _ = timed(read)
    asking, _ = timed(lambda: [known[f"a{n}"][0] == mark(n).hex() for n in range(articles)])
    return [seconds, processor, opening, asking, path.stat().st_size / 1e6]


def group(start: int, articles: int) -> range:
    return range(start, min(start + GROUP, articles))


def mark(n: int) -> bytes:
    return n.to_bytes(16, "big")


def named(record: Record, n: int) -> Record:
    return replace(record, article=replace(record.article, id=f"a{n}"))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    main()
