"""Read and write damaged files of every format: no exception that is not ours, no hang, bounded memory.

    python benchmarks/fuzzing/run.py --count 10000            # mutations of each format
    python benchmarks/fuzzing/run.py --kind docx --from 812 --count 1    # one again

Each file is a document of the tests or examples with one to four kinds of damage; its number makes it again. It is
read; where it can be, its texts are changed, and it is written in its own format and, in rows, by the other writers.
What is printed is what no file may cause: an exception of another class than `BabelpressError`, more than 30 seconds
of processor time, or more than 1 GB of memory.
"""

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from damaged_files import faults, formats


def main() -> None:
    """Run, each format in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", action="append", default=[], help="Only this format; may be repeated.")
    parser.add_argument("--from", dest="first", type=int, default=0, help="The first number.")
    parser.add_argument("--count", type=int, default=10_000, help="How many of each format.")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        for number, what in faults(given.kind[0], range(given.first, given.first + given.count)):
            print(f"{given.kind[0]} {number}: {what}", flush=True)
        return
    for kind in given.kind or formats():
        command = [sys.executable, __file__, "--worker", "--kind", kind, "--from", str(given.first)]
        done = subprocess.run([*command, "--count", str(given.count)], stdout=subprocess.PIPE, text=True, check=False)
        lines = done.stdout.splitlines()
        print("\n".join(lines), end="\n" if lines else "")
        print(f"{kind}: {given.count} files, {len(lines)} faults, exit status {done.returncode}", flush=True)


if __name__ == "__main__":
    main()
