"""chrF++, chrF and BLEU of every direction on a line-aligned test set, through the whole pipeline.

    python benchmarks/quality/run.py NTREX_FOLDER [--profile embedded] [--targets en,de,es,nl,pt] [--first N]

The folder holds `fr.txt`, `en.txt`, ...: line n of each says the same; NTREX-128 is laid out so. Prints a Markdown
table with 95 % intervals (sacreBLEU's bootstrap, 1,000 samples) and, beside each figure, what the card says.
"""

import argparse
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from babelpress.document import Article, Block, Record
from babelpress.models.routing import plan_profile
from babelpress.stages.assembly import build
from babelpress.stages.profiles import all_cards, load_profile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--targets", default="en,de,es,nl,pt")
    parser.add_argument("--first", type=int, help="only so many lines")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--keep", type=Path, help="a folder for the translations")
    options = parser.parse_args()

    targets = options.targets.split(",")
    overrides = [*options.set, "summary.strategy=none"]
    profile = load_profile(options.profile, overrides=overrides, targets=targets)
    flow = build(profile)
    source = lines(options.folder / "fr.txt", options.first)
    # One block a line, so that what the pipeline splits is put together again before it is scored.
    article = Article(id="ntrex", blocks=tuple(Block(kind="paragraph", text=line) for line in source), language="fr")
    (record,) = flow.run([Record(article=article)])
    if record.failures:
        raise SystemExit(record.failures[0].message)

    cards = all_cards(profile)
    routes = plan_profile(profile, cards)
    print("| direction | BLEU | chrF | chrF++ | card: BLEU, chrF++ |\n|---|---|---|---|---|")
    for target in targets:
        version = record.translation(target)
        assert version is not None
        hypotheses = [block.text for block in version.blocks]
        references = [lines(options.folder / f"{target}.txt", options.first)]
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{target}.txt").write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
        figures = [
            metric.corpus_score(hypotheses, references, n_bootstrap=1000)
            for metric in (BLEU(), CHRF(), CHRF(word_order=2))
        ]
        *first, last = routes[target]["fr"].models
        said = ", ".join(
            str(cards[last].score("fr", target, metric=metric, testset="ntrex", after=first[0] if first else None))
            for metric in ("bleu", "chrf++")
        )
        shown = " | ".join(f"{figure.score:.1f} ± {figure._ci:.1f}" for figure in figures)
        print(f"| fr→{target} | {shown} | {said} |", flush=True)


def lines(path: Path, first: int | None) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[:first]


if __name__ == "__main__":
    main()
