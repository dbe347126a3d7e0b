"""Two sets of weights through the same pipeline on the same lines: scores, and whether one is better than by chance.

    python benchmarks/quality/compare.py NTREX_FOLDER --before FOLDER --after FOLDER
        [--profile embedded] [--targets en,de,es,nl,pt] [--first N] [--keep FILE]

`--before` and `--after` are folders of weights (see `weights.py`) or `shipped`, the profile's own. The test set lies as
`run.py` wants it. Prints a Markdown table: chrF++ and BLEU with 95 % intervals (1,000 bootstrap samples), their change
with that of paired samples, and p of approximate randomization (10,000 trials); scores and tests are sacreBLEU's
(tests/evaluation). `yes`: by both metrics the change is up, its interval without 0 and p below 0.05. `--keep` writes
the evaluation as JSON, for `babelpress`'s reports.
"""

import argparse
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

from weights import OWN, with_weights

from babelpress.config.schema import Profile
from babelpress.document import Article, Block, Record
from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.evaluate import Settings, evaluate
from babelpress.evaluation.results import Direction, to_json
from babelpress.stages.assembly import build

METRICS = {"chrf": "chrF++", "bleu": "BLEU"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--before", type=Path, default=Path(OWN))
    parser.add_argument("--after", type=Path, default=Path(OWN))
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--targets", default="en,de,es,nl,pt")
    parser.add_argument("--first", type=int, help="only so many lines")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--keep", type=Path, help="a JSON file for the evaluation")
    options = parser.parse_args()

    targets = options.targets.split(",")
    source = lines(options.folder / "fr.txt", options.first)
    overrides = [*options.set, "summary.strategy=none", "constraints.checks=[]"]
    versions = {}
    for name, weights in (("before", options.before), ("after", options.after)):
        with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
            profile = with_weights(
                options.profile, weights, targets=targets, overrides=overrides, scratch=Path(scratch)
            )
            versions[name] = translate(profile, source, targets)
    corpora = [
        Corpus(
            name=options.folder.name,
            source_language="fr",
            target_language=target,
            ids=tuple(str(number) for number in range(1, len(source) + 1)),
            documents=(options.folder.name,) * len(source),
            sources=tuple(source),
            references=tuple((line,) for line in lines(options.folder / f"{target}.txt", options.first)),
            systems=tuple(System(name=name, hypotheses=made[target]) for name, made in versions.items()),
        )
        for target in targets
    ]
    found = evaluate(corpora, Settings(metrics=tuple(METRICS), checks=(), baseline="before"))
    print(f"{len(source)} lines; before: {options.before}; after: {options.after}\n")
    print(table(found.directions))
    if options.keep:
        options.keep.write_text(to_json(found), encoding="utf-8")


def translate(profile: Profile, source: Sequence[str], targets: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give one text a line, by target: what the pipeline splits is put together again before it is scored."""
    article = Article(id="lines", blocks=tuple(Block(kind="paragraph", text=line) for line in source), language="fr")
    (record,) = build(profile).run([Record(article=article)])
    if record.failures:
        raise SystemExit(record.failures[0].message)
    made = {target: record.translation(target) for target in targets}
    return {target: tuple(block.text for block in version.blocks) for target, version in made.items() if version}


def table(directions: Sequence[Direction]) -> str:
    """A row a direction: both scores by each metric, and whether the change is more than chance."""
    titles = [f"{name} before | after | change, p" for name in METRICS.values()]
    rows = [f"| direction | {' | '.join(titles)} | significantly better |", f"|---|{'---|' * (3 * len(METRICS) + 1)}"]
    rows += [row(direction) for direction in directions]
    return "\n".join(rows)


def row(direction: Direction) -> str:
    before, after = direction.result("before"), direction.result("after")
    assert before and after
    cells: list[str] = []
    better: list[bool] = []
    for metric in METRICS:
        old, new, change = before.score(metric), after.score(metric), after.comparison(metric)
        assert old and new and change and change.p_randomization is not None
        cells += [f"{one.value:.1f} ± {(one.high - one.low) / 2:.1f}" for one in (old, new)]
        cells.append(f"{change.change:+.1f} ({change.low:+.1f} to {change.high:+.1f}), {change.p_randomization:.4f}")
        # Both tests: where a line or two differ, no swap can exceed what was seen, and p is the smallest there is.
        better += [change.change > 0] if change.significant and (change.low > 0 or change.high < 0) else []
    verdict = "no" if not better else "no, worse" if not all(better) else "**yes**"
    if verdict == "**yes**" and len(better) < len(METRICS):
        verdict = "by one metric"
    return f"| {direction.name.replace('-', '→')} | {' | '.join(cells)} | {verdict} |"


def lines(path: Path, first: int | None) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[:first]


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main()
