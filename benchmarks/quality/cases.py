"""What a news site really holds (`cases.yaml`), through the whole pipeline and through the model alone.

    python benchmarks/quality/cases.py [--bare] [--weights shipped --weights FOLDER ...] [--profile embedded]
        [--groups headlines,capitals] [--show] [--keep FILE]

Prints a Markdown table: the share of cases that hold, by group and language; with `--bare` also with fidelity off
(nothing protected, mended or tried again), which is what the weights do by themselves. Each `--weights` is a folder of
weights (see `weights.py`) with a table of its own; `shipped` are the profile's. `--show` lists what fails.
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from judged import TARGETS, Case, faults, read
from weights import OWN, with_weights

from babelpress.config.schema import Profile
from babelpress.document import Article, Block, Record
from babelpress.stages.assembly import build

WHOLE = ("summary.strategy=none",)
BARE = (*WHOLE, "constraints.postedit=false", "constraints.checks=[]")


@dataclass(frozen=True, slots=True)
class Judged:
    """A case in one language: what came out and what is wrong with it."""

    case: Case
    target: str
    output: str
    faults: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--groups", help="only these, e.g. headlines,capitals")
    parser.add_argument("--weights", action="append", type=Path, help="a folder of weights, or 'shipped'; repeatable")
    parser.add_argument("--bare", action="store_true", help="the model alone, too")
    parser.add_argument("--show", action="store_true", help="list what fails")
    parser.add_argument("--keep", type=Path, help="a JSON file for all outputs")
    options = parser.parse_args()

    targets = options.targets.split(",")
    cases = [case for case in read() if not options.groups or case.group in options.groups.split(",")]
    kept = {}
    for weights in options.weights or [Path(OWN)]:
        ways = {"whole": WHOLE, **({"bare": BARE} if options.bare else {})}
        judged = {}
        for way, overrides in ways.items():
            with tempfile.TemporaryDirectory(prefix="cases-") as scratch:
                profile = with_weights(
                    options.profile, weights, targets=targets, overrides=overrides, scratch=Path(scratch)
                )
                judged[way] = run(profile, cases, targets)
        print(f"\n{weights}\n\n{table(judged, targets)}", flush=True)
        if options.show:
            print("".join(listing(way, found) for way, found in judged.items()))
        kept[str(weights)] = {
            way: [(one.case.id, one.target, one.case.source, one.output, one.faults) for one in found]
            for way, found in judged.items()
        }
    if options.keep:
        options.keep.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def run(profile: Profile, cases: Sequence[Case], targets: Sequence[str]) -> list[Judged]:
    """Translate every case, an article each: no case is to be read beside another."""
    flow = build(profile)
    articles = [
        Article(id=case.id, blocks=(Block(kind="paragraph", text=case.source),), language="fr") for case in cases
    ]
    judged = []
    for case, record in zip(cases, flow.run([Record(article=article) for article in articles]), strict=True):
        if record.failures:
            raise SystemExit(f"{case.id}: {record.failures[0].message}")
        for target in targets:
            version = record.translation(target)
            assert version is not None
            output = "\n".join(block.text for block in version.blocks)
            judged.append(Judged(case, target, output, faults(case, output, target)))
    return judged


def table(judged: dict[str, list[Judged]], targets: Sequence[str]) -> str:
    """Group by language, the share that holds in per cent; with both ways `whole / bare`."""
    any_way = next(iter(judged.values()))
    groups = dict.fromkeys(one.case.group for one in any_way)
    counts = {group: len({one.case.id for one in any_way if one.case.group == group}) for group in groups}
    way = " / ".join(judged)
    lines = [f"| {way}, % | {' | '.join(targets)} | all |", f"|---|{'---|' * (len(targets) + 1)}"]
    for group in (*groups, None):
        cells = []
        for target in (*targets, None):
            shares = [
                share([one for one in found if group in (None, one.case.group) and target in (None, one.target)])
                for found in judged.values()
            ]
            cells.append(" / ".join(shares))
        name = f"{group} ({counts[group]})" if group else f"**all ({sum(counts.values())})**"
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def share(judged: Sequence[Judged]) -> str:
    """How many of them hold, in per cent."""
    return f"{100 * sum(not one.faults for one in judged) / max(1, len(judged)):.0f}"


def listing(way: str, judged: Sequence[Judged]) -> str:
    """What fails, with both texts."""
    failed = [one for one in judged if one.faults]
    lines = [f"\n### {way}: {len(failed)} of {len(judged)} fail\n"]
    for one in failed:
        lines.append(
            f"- `{one.case.id}` {one.target}: {'; '.join(one.faults)}\n  - {one.case.source}\n  - {one.output}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main()
