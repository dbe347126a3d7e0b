"""Ten systems in five directions: one `babelpress evaluate` against sacreBLEU's command line, once a direction.

    python benchmarks/evaluation/run.py NTREX_FOLDER [--systems 10] [--first N] [--keep FOLDER]

The folder holds `fr.txt`, `en.txt`, ...: NTREX-128 is laid out so. The systems are its references with words dropped,
swapped and figures changed, each system more of them. Prints a Markdown table of seconds, CPU seconds and peak memory,
and compares every score, interval and p-value of the two.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TARGETS = ("en", "de", "es", "nl", "pt")
METRICS = ("-m", "bleu", "chrf", "ter", "--chrf-word-order", "2")


@dataclass(frozen=True)
class Spent:
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str

    def __add__(self, other: "Spent") -> "Spent":
        peak = max(self.peak_bytes, other.peak_bytes)
        return Spent(self.seconds + other.seconds, self.cpu_seconds + other.cpu_seconds, peak, "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--systems", type=int, default=10)
    parser.add_argument("--first", type=int)
    parser.add_argument("--keep", type=Path, help="a folder for the systems and the report")
    options = parser.parse_args()
    work = options.keep or Path(tempfile.mkdtemp())

    data = {code: lines(options.folder / f"{code}.txt", options.first) for code in ("fr", *TARGETS)}
    for code, texts in data.items():
        write(work / "set" / f"{code}.txt", texts)
    if (options.folder / "document_ids.tsv").exists():
        write(work / "set/document_ids.tsv", lines(options.folder / "document_ids.tsv", options.first))
    names = [f"system{n}" for n in range(options.systems)]
    for n, name in enumerate(names):
        for code in TARGETS:
            write(work / name / f"{code}.txt", worsened(data[code], n))

    ours = [sys.executable, "-m", "babelpress.cli", "evaluate", *(str(work / name) for name in names)]
    ours += ["-s", str(work / "set"), "-r", str(work / "set"), "--source", "fr"]
    same = ["-m", "bleu,chrf,ter", "--checks", "none", "--trials", "0"]
    report = spent([*ours, *same, "-o", str(work / "report")])
    one = spent([*ours, *same, "--targets", "nl", "-o", str(work / "one")])
    theirs, said = Spent(0, 0, 0, ""), {}
    for code in TARGETS:
        command = [sys.executable, "-m", "sacrebleu", str(work / "set" / f"{code}.txt"), "-i"]
        command += [str(work / name / f"{code}.txt") for name in names]
        run = spent([*command, *METRICS, "--paired-bs", "-f", "text", "-w", "4"])
        theirs, said[code] = theirs + run, run.output
    everything = spent([*ours, "-m", "bleu,chrf,ter,lengthratio", "-o", str(work / "everything")])

    print("| what | seconds | CPU seconds | ratio (CPU) | peak MB |\n|---|---|---|---|---|")
    rows = {
        "sacreBLEU, five commands: scores, intervals, paired bootstrap": theirs,
        "babelpress, one command: the same, and the report": report,
        "babelpress, one direction of it": one,
        "babelpress, everything: 10,000 trials, nine checks too": everything,
    }
    for name, run in rows.items():
        ratio = run.cpu_seconds / theirs.cpu_seconds
        print(f"| {name} | {run.seconds:.0f} | {run.cpu_seconds:.0f} | {ratio:.2f} | {run.peak_bytes / 1e6:.0f} |")
    compared, different = compare(json.loads((work / "report/scores.json").read_text()), said)
    print(f"\n{compared} figures compared, {different} differ in the last printed digit")
    print(f"report: {(work / 'report/report.html').stat().st_size / 1e6:.1f} MB")


def lines(path: Path, first: int | None) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[:first]


def write(path: Path, texts: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


def worsened(texts: list[str], n: int) -> list[str]:
    rng = random.Random(n)
    made = []
    for text in texts:
        words = [word for word in text.split() if rng.random() > 0.02 * (n + 1)]
        for at in range(len(words) - 1):
            if rng.random() < 0.03 * (n + 1):
                words[at], words[at + 1] = words[at + 1], words[at]
        if rng.random() < 0.05 * n:
            words = [re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), word) for word in words]
        made.append(" ".join(words) or text)
    return made


def spent(command: list[str]) -> Spent:
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        if status:
            raise SystemExit(f"{' '.join(command[:4])} ... ended with status {status}")
        return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output.read())


def compare(ours: dict, theirs: dict[str, str]) -> tuple[int, int]:
    """Count the printed figures of sacreBLEU's tables that ours give too, and those that differ."""
    compared = different = 0
    for direction in ours["directions"]:
        said = theirs[direction["target_language"]]
        for result in direction["results"]:
            name = f"{result['system']}/{direction['target_language']}.txt"
            row = next(line for line in said.splitlines() if name in line)
            figures = re.findall(r"(\d+\.\d+) \((\d+\.\d+) ± (\d+\.\d+)\)", row)
            block = said[said.index(row) :].splitlines()[:2]
            p_values = re.findall(r"p = (\d+\.\d+)", " ".join(block))
            for n, score in enumerate(result["scores"]):
                # Between them sacreBLEU prints the mean of the samples, which is no figure of ours.
                pairs = [(score["value"], figures[n][0]), ((score["high"] - score["low"]) / 2, figures[n][2])]
                if p_values:
                    pairs.append((result["comparisons"][n]["p_bootstrap"], p_values[n]))
                for mine, text in pairs:
                    compared += 1
                    different += f"{mine:.{len(text.partition('.')[2])}f}" != text
    return compared, different


if __name__ == "__main__":
    main()
