"""Measures a translation memory of many units: import, size, exact lookups, searches, and the memory of the import.

    python benchmarks/memory/run.py --units 1000000

The texts are made of 60,000 invented words with the frequencies of Zipf's law, 17 words on average.
"""

import argparse
import itertools
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import babelpress
from babelpress.memory.exchange.tmx import write_tmx
from babelpress.memory.similar import search
from babelpress.memory.store import Query, TranslationMemory
from babelpress.memory.units import Marked, Unit

_SYLLABLES = ["an", "er", "le", "ti", "on", "qu", "es", "ma", "ri", "ou", "pa", "co", "dé", "vi", "té", "la"]
_ENDINGS = ("", "s", "e", "nt", "")


def texts(count: int, seed: int) -> Iterator[str]:
    """Yield sentences."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 5))) + rng.choice(_ENDINGS) for _ in range(60_000)]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    for _ in range(count):
        chosen = rng.choices(words, cum_weights=weights, k=max(1, int(rng.gauss(17, 9))))
        number = f" {rng.randint(1, 99_999)}" if rng.random() < 0.3 else ""
        yield " ".join(chosen).capitalize() + number + "."


def write(path: Path, count: int, *, tagged: bool) -> None:
    """Write a TMX file; with `tagged` each text has a long code, as in the export of a site."""
    code = "<span class='" + "x" * 1000 + "'>"
    with path.open("wb") as file:
        units = (
            Unit(
                source_language="fr",
                target_language="nl",
                source=Marked(one),
                target=Marked(one[::-1]),
                created="2026-01-01",
            )
            for one in texts(count, 1)
        )
        for part in write_tmx(units, source="fr"):
            file.write(
                part.replace(b"<seg>", f'<seg><ph x="1">{code.replace("<", "&lt;")}</ph>'.encode()) if tagged else part
            )


def imported(source: Path, memory: Path) -> tuple[float, float, float]:
    """Import a file in a process of its own; return its seconds, processor seconds and peak megabytes."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "babelpress", "memory", "import", str(source), "--memory", str(memory)]
    path = str(Path(babelpress.__file__).parents[1])
    subprocess.run(command, check=True, env={"PYTHONPATH": path, "PATH": ""})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used, after.ru_maxrss / 1024


def times(call: Callable[[str], object], asked: list[str]) -> str:
    """Return median and 95th percentile of the milliseconds, by the clock and of the processor."""
    clock, processor = [], []
    for text in asked:
        start, own = time.perf_counter(), time.process_time()
        call(text)
        clock.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - own))
    shown = []
    for name, values in (("clock", sorted(clock)), ("processor", sorted(processor))):
        shown.append(f"{name} median {values[len(values) // 2]:.3f} p95 {values[int(len(values) * 0.95)]:.3f} ms")
    return ", ".join(shown)


def compare(folder: Path, count: int, asked: list[str]) -> None:
    """Print the same for a plain table of FTS5 trigrams in SQLite, ranked by BM25."""
    table = sqlite3.connect(folder / "plain.sqlite", isolation_level=None)
    table.execute("CREATE VIRTUAL TABLE plain USING fts5 (text, tokenize='trigram')")
    start = time.process_time()
    table.execute("BEGIN")
    table.executemany("INSERT INTO plain VALUES (?)", ([text] for text in texts(count, 1)))
    table.execute("COMMIT")
    made = time.process_time() - start
    start = time.process_time()
    sum(1 for _ in texts(count, 1))
    print(f"plain trigrams: {count / (made - (time.process_time() - start)):,.0f} texts/CPU s")

    def candidates(text: str) -> None:
        parts = {text[at : at + 3].replace('"', '""') for at in range(len(text) - 2)}
        query = " OR ".join(f'"{part}"' for part in sorted(parts))
        table.execute("SELECT text FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 200", [query]).fetchall()

    for length in (10, 20, 40, 100):
        print(f"plain trigrams, {length}:", times(candidates, [text[:length] for text in asked]))


def main() -> None:
    """Print the measurements, one a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=300, help="texts that are looked up")
    parser.add_argument("--tagged", action="store_true", help="long tags in each unit: 1 GB with 400,000 units")
    parser.add_argument("--compare", action="store_true", help="also measure a plain table of trigrams")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        source, file = Path(folder, "a.tmx"), Path(folder, "memory.sqlite")
        write(source, given.units, tagged=given.tagged)
        clock, processor, peak = imported(source, file)
        print(f"import: {source.stat().st_size / 1e6:,.0f} MB of TMX into {file.stat().st_size / 1e6:,.0f} MB")
        print(f"  {given.units / clock:,.0f} units/s, {given.units / processor:,.0f} units/CPU s, peak {peak:,.0f} MB")
        half = given.units // 2
        asked = list(itertools.islice(texts(given.units, 1), half, half + given.asked))
        with TranslationMemory(file) as memory:
            memory.candidates("x", reach=0.4, most=1)  # reads the frequencies of words once
            print("exact:", times(lambda text: memory.lookup(Query(text=text), source="fr", target="nl"), asked))
            for length in (10, 20, 40, 100, 0):
                cut = [text[: length or None] for text in asked]
                found = times(lambda text: search(memory, text, source="fr", target="nl"), cut)
                print(f"similar, {length or 'whole'}:", found)
        if given.compare:
            compare(Path(folder), given.units, asked)


if __name__ == "__main__":
    main()
