"""How much faster two workers are than one, with `process` and with `ray`, one thread each, on the shipped weights.

    python benchmarks/batch/runners.py [--articles 96] [--rounds 3] [--window 4] [--ntrex FOLDER] [--kinds process,ray]

Each round runs every contestant once, in turn, so that a machine that slows down slows all of them. The clock runs
from the moment the models are loaded (the first article is asked for) to the last record. Every contestant's records
are compared with those of `serial`. Without `--ntrex` (a folder with fr.txt) the article in examples/ is repeated.
"""

import argparse
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from babelpress.config.plugins import resolve
from babelpress.config.schema import Profile
from babelpress.document import Article, Block, Record
from babelpress.stages.profiles import load_profile

ROOT = Path(__file__).parents[2]
PARAGRAPHS = 5
CONTESTANTS = {
    "serial": {"kind": "serial"},
    "process, 1 worker": {"kind": "process", "workers": 1},
    "process, 2 workers": {"kind": "process", "workers": 2},
    "ray, 1 worker": {"kind": "ray", "workers": 1},
    "ray, 2 workers": {"kind": "ray", "workers": 2},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=96)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--window", type=int, default=4)
    parser.add_argument("--ntrex", type=Path)
    parser.add_argument("--kinds", default="serial,process,ray", help="which runners")
    options = parser.parse_args()

    articles = archive(options.ntrex, options.articles)
    words = sum(len(article.text.split()) for article in articles)
    profile = load_profile("embedded", targets=["nl", "en"], overrides=["translation.backend.threads=1"])
    contestants = {name: runner for name, runner in CONTESTANTS.items() if runner["kind"] in options.kinds.split(",")}
    speeds: dict[str, list[float]] = {name: [] for name in contestants}
    starts: dict[str, list[float]] = {name: [] for name in contestants}
    held: list[str] = []
    for turn in range(options.rounds):
        reference: list[Record] = []
        for name, runner in contestants.items():
            records, start, seconds, memory = timed(articles, profile, {**runner, "window": options.window})
            reference = reference or records
            speeds[name].append(words / seconds)
            starts[name].append(start)
            held = memory or held
            same = "equal" if records == reference else "NOT EQUAL"
            print(
                f"round {turn + 1}, {name}: {words / seconds:.0f} words/s, {start:.1f} s to start, {same}", flush=True
            )
    print(f"\n{len(articles)} articles, {words} words, into 2 languages, windows of {options.window}\n")
    print("| | words/s, median (min-max) | times one worker of its kind | seconds to start |")
    print("|---|---|---|---|")
    for name in contestants:
        alone = speeds.get(f"{name.partition(',')[0]}, 1 worker", speeds[name])
        figures = spread(speeds[name], 0), spread(ratio(speeds[name], alone), 2), spread(starts[name], 1)
        print(f"| {name} | {' | '.join(figures)} |")
    if held:
        print(f"\nmemory of each of two processes, MB: {'; '.join(held)}")


def timed(
    articles: list[Article], profile: Profile, runner: dict[str, object]
) -> tuple[list[Record], float, float, list[str]]:
    """The records, the seconds until the first article was asked for, those from there on, and the workers' memory."""
    asked: list[float] = []

    def given() -> Iterator[Article]:
        asked.append(time.perf_counter())
        yield from articles

    kind = resolve("runners", str(runner["kind"]))
    begun = time.perf_counter()
    records: list[Record] = []
    memory: list[str] = []
    made = kind(kind.Options(**{key: value for key, value in runner.items() if key != "kind"})).run(given(), profile)
    for record in made:
        records.append(record)
        if len(records) == len(articles) // 2 and runner["kind"] == "process":
            memory = children_memory()
    ended = time.perf_counter()
    return records, asked[0] - begun, ended - asked[0], memory


def children_memory() -> list[str]:
    """What each process below this one holds: all, its share of what is shared, and what is its own."""
    found = []
    for path in Path("/proc/self/task").glob("*/children"):
        for child in path.read_text().split():
            rollup = Path(f"/proc/{child}/smaps_rollup")
            sizes = dict(re.findall(r"^(\w+): +(\d+) kB$", rollup.read_text(), re.MULTILINE))
            shown = [f"{name} {int(sizes[name]) / 1024:.0f}" for name in ("Rss", "Pss", "Private_Dirty")]
            found.append(", ".join(shown))
    return found


def ratio(ones: list[float], others: list[float]) -> list[float]:
    return [one / other for one, other in zip(ones, others, strict=True)]


def spread(figures: list[float], digits: int) -> str:
    low, middle, high = min(figures), statistics.median(figures), max(figures)
    return f"{middle:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


def archive(ntrex: Path | None, count: int) -> list[Article]:
    """Articles of five paragraphs each."""
    lines = (ntrex / "fr.txt" if ntrex else ROOT / "examples/article.fr.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip()]
    lines *= -(-count * PARAGRAPHS // len(lines))
    return [
        Article(
            id=str(i),
            language="fr",
            blocks=tuple(Block(kind="paragraph", text=line) for line in lines[i * PARAGRAPHS : (i + 1) * PARAGRAPHS]),
        )
        for i in range(count)
    ]


if __name__ == "__main__":
    main()
