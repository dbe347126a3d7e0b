"""What one article costs from a standing start: seconds until it is done, and peak memory, per set of languages.

    python benchmarks/speed/start.py [--rounds 5]

Each round starts the command line anew for every row, in turn; beside it, the time Python itself needs to start.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = str(ROOT / "examples" / "article.fr.txt")
ROWS = {
    "python -c pass": ["-c", "pass"],
    "import babelpress": ["-c", "import babelpress"],
    "babelpress --help": ["-m", "babelpress.cli", "--help"],
    "one article, one language": ["-m", "babelpress.cli", "run", ARTICLE, "-t", "nl", "-q"],
    "one article, five languages": ["-m", "babelpress.cli", "run", ARTICLE, "-q"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ROWS}
    for _ in range(options.rounds):
        for name, arguments in ROWS.items():
            found[name].append(once(arguments))
    print("| from a standing start | seconds, median (min-max) | peak memory, MB |\n|---|---|---|")
    for name, runs in found.items():
        seconds = [spent for spent, _ in runs]
        print(
            f"| {name} | {statistics.median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f}) "
            f"| {max(memory for _, memory in runs):.0f} |"
        )


def once(arguments: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one process."""
    start = time.perf_counter()
    with open(os.devnull, "w") as nothing:  # noqa: PTH123
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, *arguments],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)],
        )
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{arguments} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
