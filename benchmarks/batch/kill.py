"""Kill a batch with SIGKILL at random moments, again and again, and compare what comes out with an undisturbed run.

    python benchmarks/batch/kill.py ARCHIVE.jsonl [--kills 20] [--targets nl,en] [--seed 1]

Prints whether the outputs are equal byte for byte, how many pieces of text the models were given in both, and how many
of them more than once: those that were in flight at a kill.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

CHILD = """
import hashlib, sys
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.cli import main
log = open(sys.argv.pop(1), "a", buffering=1)
generate = CTranslate2Backend.generate
def counted(self, texts, decoding, *, source, target, align=()):
    made = generate(self, texts, decoding, source=source, target=target, align=align)
    for i, text in enumerate(texts):
        key = f"{text}|{target}|{decoding}|{i in align}"
        log.write(hashlib.md5(key.encode()).hexdigest() + "\\n")
    return made
CTranslate2Backend.generate = counted
main()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--targets", default="nl,en")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp())

    start = time.monotonic()
    begin(options, work, "whole").wait()
    whole_seconds = time.monotonic() - start
    rng = random.Random(options.seed)
    survived = 0
    for _ in range(options.kills):
        process = begin(options, work, "parts")
        # Loading takes some seconds, in which there is nothing to lose; most kills come later.
        try:
            process.wait(rng.uniform(1, 4 + whole_seconds / 6))
            survived += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    status = begin(options, work, "parts").wait()

    whole, parts = ((work / name / "records.jsonl").read_bytes() for name in ("whole", "parts"))
    counts = {name: Counter((work / f"{name}.log").read_text().split()) for name in ("whole", "parts")}
    print(f"{options.kills - survived} kills; exit status at last {status}; outputs equal: {whole == parts}")
    for name, count in counts.items():
        again = sum(times - 1 for times in count.values())
        print(
            f"{name}: {count.total():,} texts given to models, {again:,} of them once more ({len(count):,} different)"
        )


def begin(options: argparse.Namespace, work: Path, name: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", CHILD, str(work / f"{name}.log"), "batch", str(options.archive)]
    return subprocess.Popen([*command, "-o", str(work / name), "-t", options.targets, "-q"], stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
