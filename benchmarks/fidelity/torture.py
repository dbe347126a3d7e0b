"""Violations per 1,000 segments, by family, for the package and for every other system that is installed.

    python benchmarks/fidelity/torture.py [--peers PYTHON] [--systems ours,bare,engine,...]
        [--families markup,numbers] [--show SYSTEM] [--keep FILE]

A segment is a case in one language; it counts once, however much is wrong with it. All systems use the shipped weights,
so that what differs is what is done around them. Prints a Markdown table and the violations of ours that no finding
tells of. `--show` prints every violation of a system, `--keep` writes all outputs as JSON. Systems: `ours`, `bare`
(`repair` and `checks` off), `engine` and `transformers` (nothing around the weights), `argos`, `libretranslate`. For
the last two make an environment of their own and give its interpreter as `--peers`:

    python -m venv /somewhere/peers && /somewhere/peers/bin/pip install spacy minisbd ctranslate2 sentencepiece
    /somewhere/peers/bin/pip install --no-deps argostranslate translatehtml beautifulsoup4 soupsieve sacremoses \\
        libretranslate argos-translate-files langdetect lexilang six
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from torture_cases import FAMILIES, TARGETS, Case, read
from torture_judges import judge
from torture_systems import Ours, Peer, PlainEngine, PlainTransformers, System

NAMES = {
    "ours": "Babelpress",
    "bare": "Babelpress, fidelity off",
    "engine": PlainEngine.name,
    "transformers": PlainTransformers.name,
    "argos": "Argos Translate",
    "libretranslate": "LibreTranslate",
}
BARE = ("constraints.postedit=false", "constraints.checks=[]")


@dataclass(frozen=True, slots=True)
class Judged:
    """A segment: what a system made of a case in one language, and what is wrong with it."""

    case: Case
    target: str
    output: str
    faults: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--systems", default=",".join(NAMES))
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--peers", type=Path, help="the interpreter of the peers' environment")
    parser.add_argument("--show", default="", help="ours, bare, ...: print every violation of that system")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()

    families = options.families.split(",")
    cases = [case for case in read() if case.family in families]
    print(header(families, cases))
    kept = {}
    silent = ""
    for key in options.systems.split(","):
        system = made(key, cases, options.peers)
        if isinstance(system, str):
            print(f"| {NAMES[key]} | {system} {'| ' * len(families)}|", flush=True)
            continue
        judged = run(system, cases)
        print(row(NAMES[key], judged, families), flush=True)
        kept[key] = [(one.case.id, one.target, one.case.source, one.output, one.faults) for one in judged]
        if key == options.show:
            silent += listing(f"All violations of {NAMES[key]}", [one for one in judged if one.faults])
        if key == "ours":
            assert isinstance(system, Ours)
            silent += unflagged(system, judged)
    print(silent)
    if options.keep:
        options.keep.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def made(key: str, cases: Sequence[Case], peers: Path | None) -> System | str:
    """Give a system, or why there is none."""
    match key:
        case "ours":
            return Ours(NAMES[key], cases)
        case "bare":
            return Ours(NAMES[key], cases, BARE)
        case "engine":
            return PlainEngine()
        case "transformers":
            try:
                return PlainTransformers()
            except ImportError:
                return "not installed"
    return Peer(NAMES[key], key, peers) if peers else "not installed"


def run(system: System, cases: Sequence[Case]) -> list[Judged]:
    """Translate every case into each of its languages and judge it."""
    judged = []
    for form, group in groupby(sorted(cases, key=lambda case: case.form), key=lambda case: case.form):
        own = list(group)
        for target in TARGETS:
            asked = [case for case in own if target in case.targets]
            outputs = system.translate([case.source for case in asked], target, form)
            judged += [
                Judged(case, target, output, faults(case, output, target))
                for case, output in zip(asked, outputs, strict=True)
                if output is not None
            ]
    return judged


def faults(case: Case, output: str, target: str) -> list[str]:
    return judge(case.source, output, language=target, form=case.form, expected=case.expected)


def header(families: Sequence[str], cases: Sequence[Case]) -> str:
    counts = Counter(case.family for case in cases)
    titles = " | ".join(f"{family} ({counts[family]})" for family in families)
    return f"| system | {titles} | all ({len(cases)}) |\n|---{'|---' * (len(families) + 1)}|"


def row(name: str, judged: Sequence[Judged], families: Sequence[str]) -> str:
    cells = [rate([one for one in judged if one.case.family == family]) for family in families]
    return f"| {name} | {' | '.join(cells)} | **{rate(judged)}** |"


def rate(judged: Sequence[Judged]) -> str:
    """Violated segments per 1,000."""
    return f"{1000 * sum(bool(one.faults) for one in judged) / max(1, len(judged)):.0f}"


def unflagged(system: Ours, judged: Sequence[Judged]) -> str:
    """How many violations a finding tells of, by its severity, and those of which none does."""
    told: Counter[str] = Counter()
    quiet = []
    for one in judged:
        if one.faults:
            found = {finding.severity for finding in system.findings.get((one.target, one.case.source), ())}
            severity = next((name for name in ("severe", "warning", "info") if name in found), "none")
            told[severity] += 1
            quiet += [one] if severity in ("info", "none") else []
    total = sum(told.values())
    line = ", ".join(f"{told[name]} {name}" for name in ("severe", "warning", "info", "none"))
    return f"\n{total} violations of {system.name}; the worst finding on them: {line}.\n" + listing(
        "Silent violations", quiet
    )


def listing(title: str, judged: Sequence[Judged]) -> str:
    lines = [f"\n### {title}: {len(judged)}\n"]
    for one in judged:
        lines.append(f"- `{one.case.id}` {one.target}: {'; '.join(one.faults)}")
        lines.append(f"  - {one.case.source!r}\n  - {one.output!r}")
    return "\n".join(lines)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main()
