"""Whether memory stays flat: `babelpress batch` over an archive, its resident memory as articles are finished.

    python benchmarks/batch/memory.py archive.jsonl -o FOLDER [--every 300] [any option of batch]

Starts the command, reads `manifest.json` as it goes on, and prints a row each time so many articles more are done: the
median of what was resident since the row before, twice a second, and the most. It swings with what is in hand.
A run that was stopped is gone on with.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--every", type=int, default=300)
    options, others = parser.parse_known_args()
    batch = [sys.executable, "-m", "babelpress.cli", "batch", str(options.archive), "-o", str(options.output), "-q"]

    print("| articles done | resident, MB, median | most | median of the first |\n|---|---|---|---|")
    rows: list[float] = []
    held: list[int] = []
    process = subprocess.Popen([*batch, *others])
    while process.poll() is None:
        time.sleep(0.5)
        done = said(options.output).get("articles", 0)
        if done and (now := resident(process.pid)):  # the models are loaded
            held.append(now)
        if held and done >= (len(rows) + 1) * options.every:
            rows.append(median(held))
            print(f"| {done:,} | {rows[-1] / 1e6:.0f} | {max(held) / 1e6:.0f} | {rows[-1] / rows[0]:.2f} |", flush=True)
            held.clear()
    end = said(options.output)
    print(f"\nended with status {process.returncode}: {end.get('articles', 0):,} articles, {end.get('failed')} failed,")
    print(f"{end.get('words_per_second')} words/s, at most {end.get('peak_bytes', 0) / 1e6:.0f} MB; stages: ")
    print(json.dumps(end.get("stages"), indent=1))


def said(folder: Path) -> dict[str, Any]:
    try:
        return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


if __name__ == "__main__":
    main()
