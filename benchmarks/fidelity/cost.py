"""What fidelity costs: the flow with and without it over the same clean news text, turn by turn in one run.

    python benchmarks/fidelity/cost.py NTREX_FOLDER [--lines 300] [--rounds 5] [--target de]

Prints a row of a Markdown table: seconds of processor time with everything on by seconds with everything off, and which
part of it is the looking (sentences that are right at once) and which the second attempts. Of each article the least of
the rounds counts, as other programs make some rounds longer; what is remembered of texts is forgotten before each.
"""

import argparse
import functools
import gc
import time
from pathlib import Path

from babelpress.document import Article, Block, Record
from babelpress.stages.assembly import build
from babelpress.stages.flow import Flow
from babelpress.stages.profiles import load_profile

OFF = ["constraints.postedit=false", "constraints.checks=[]"]
LOOK = ["constraints.attempts=0"]


def flow(target: str, overrides: list[str]) -> Flow:
    common = ["translation.cache_size=0", "summary.strategy=none", "translation.backend.threads=1"]
    return build(load_profile("embedded", targets=[target], overrides=[*common, *overrides]))


def records(folder: Path, count: int) -> list[Record]:
    lines = (folder / "fr.txt").read_text(encoding="utf-8").splitlines()[:count]
    articles = [lines[i : i + 20] for i in range(0, len(lines), 20)]
    return [
        Record(
            article=Article(
                id=str(i), language="fr", blocks=tuple(Block(kind="paragraph", text=line) for line in article)
            )
        )
        for i, article in enumerate(articles)
    ]


def forget() -> None:
    """Empty the caches that remember texts; those with fewer entries hold patterns and tables."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and (found.cache_info().maxsize or 0) >= 64:
            found.cache_clear()


def seconds(made: Flow, given: list[Record]) -> float:
    forget()
    before = time.process_time()
    made.run(given)
    return time.process_time() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--target", default="de")
    asked = parser.parse_args()
    given = records(asked.ntrex, asked.lines)
    flows = [flow(asked.target, overrides) for overrides in (OFF, LOOK, [])]
    for made in flows:
        seconds(made, given[:1])
    least = [[float("inf")] * len(given) for _ in flows]
    for _ in range(asked.rounds):
        for at, one in enumerate(given):
            for best, made in zip(least, flows, strict=True):
                best[at] = min(best[at], seconds(made, [one]))
    off, looking, whole = map(sum, least)
    print(f"| fr→{asked.target} | {asked.lines} | {looking / off:.3f} | {whole / off:.3f} |")


if __name__ == "__main__":
    main()
