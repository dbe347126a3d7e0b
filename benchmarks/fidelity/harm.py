"""What the post-editors change in human translations, and what `verify` calls severe there.

    python benchmarks/fidelity/harm.py CORPORA [--corpora wmt-newstest2008-2013 ud-pud] [--show] [--sample N]

CORPORA is a folder with files `<source>-<target>.tsv.xz` of three columns: corpus, source, target. Only pairs with a
digit on either side are read, unless `--all` is given. Prints Markdown; `--show` lists every edit of content and every
severe finding.
"""

import argparse
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babelpress import lang
from babelpress.qa.base import SegmentPair
from babelpress.qa.engine import findings
from babelpress.translation.postedit.base import Context, kept_places
from babelpress.translation.postedit.loop import Edited, postedit

PAIRS = ("fr-en", "fr-de", "fr-es", "fr-nl", "fr-pt")
CORPORA = ("wmt-newstest2008-2013", "ud-pud", "europarl-2000tagged", "tico19", "tatoeba")
SEED = 20261130


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--pairs", nargs="+", default=PAIRS)
    arguments.add_argument("--corpora", nargs="+", default=CORPORA)
    arguments.add_argument("--sample", type=int, help="at most so many pairs of each corpus and language")
    arguments.add_argument("--all", action="store_true", help="pairs without digits too")
    arguments.add_argument("--checks", nargs="+", help="the checks to run; all by default, 'none' for none")
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    print("| pair | corpus | pairs | edited | edits by editor | severe | % | by check |")
    print("|---|---|---|---|---|---|---|---|")
    for name in options.pairs:
        source, _, target = name.partition("-")
        rows = list(read(options.folder / f"{name}.tsv.xz", digits=not options.all))
        for corpus in options.corpora:
            chosen = [row[1:] for row in rows if row[0] == corpus]
            if options.sample and len(chosen) > options.sample:
                chosen = random.Random(SEED).sample(chosen, options.sample)
            if chosen:
                report(chosen, source, target, name=f"{name} | {corpus}", checks=options.checks, show=options.show)


def read(path: Path, *, digits: bool) -> Iterator[tuple[str, str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            corpus, source, target = line.rstrip("\n").split("\t")[:3]
            if not digits or re.search(r"\d", source + target):
                yield corpus, source, target


def report(pairs: list[tuple[str, str]], source: str, target: str, *, name: str, checks: list[str] | None,
           show: bool) -> None:  # fmt: skip
    edited, severe = 0, 0
    editors: Counter[str] = Counter()
    by_check: Counter[str] = Counter()
    details = []
    for one, other in pairs:
        changes = [change for change in edit(one, other, source, target).applied if change.content]
        edited += bool(changes)
        editors.update(change.editor for change in changes)
        pair = SegmentPair(source=one, target=other, source_language=source, target_language=target)
        found = [] if checks == ["none"] else [
            found for found in findings([pair], checks=checks) if found.severity == "severe"
        ]  # fmt: skip
        severe += bool(found)
        by_check.update({finding.check for finding in found})
        told = [f"EDIT {change.editor}: {change.before!r} -> {change.after!r}" for change in changes]
        told += [f"SEVERE {finding.check}: {finding.message}" for finding in found]
        details += [f"{line}\n  {one}\n  {other}" for line in told]
    share = f"{100 * severe / len(pairs):.2f}"
    lists = [", ".join(f"{key} {count}" for key, count in counter.most_common()) for counter in (editors, by_check)]
    print(f"| {name} | {len(pairs)} | {edited} | {lists[0]} | {severe} | {share} | {lists[1]} |")
    if show:
        print("\n".join(details), flush=True)


def edit(source: str, target: str, source_language: str, target_language: str) -> Edited:
    kept = kept_places(target, source, language=target_language, names=(), places=())
    return postedit(
        Context(
            source=source, target=target, source_language=source_language, target_language=target_language,
            variant=lang.variant(target_language), kept=kept,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
