"""Whether memory stays flat: `babelpress batch` over an archive, its resident memory as articles are finished.

    python benchmarks/batch/memory.py archive.jsonl -o FOLDER [--every 300] [any option of batch]

Starts the command, reads `manifest.json` as it goes on, and prints a row each time so many articles more are done.
A run that was stopped is gone on with.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--every", type=int, default=300)
    options, others = parser.parse_known_args()
    batch = [sys.executable, "-m", "pipeline.cli", "batch", str(options.archive), "-o", str(options.output), "-q"]

    print("| articles done | resident, MB | of the first |\n|---|---|---|")
    rows: list[int] = []
    process = subprocess.Popen([*batch, *others])
    while process.poll() is None:
        time.sleep(0.5)
        done = said(options.output).get("articles", 0)
        held = resident(process.pid)
        if held and done >= (len(rows) + 1) * options.every:
            rows.append(held)
            print(f"| {done:,} | {held / 1e6:.0f} | {held / rows[0]:.2f} |", flush=True)
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
