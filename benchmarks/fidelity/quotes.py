"""Measure the check of quotations: false alarms on human translations, and what it catches of spoilt ones.

    python benchmarks/fidelity/quotes.py NTREX            # the table; NTREX holds fr.txt and the references
    python benchmarks/fidelity/quotes.py NTREX --show 20  # false alarms and misses, for writing rules only
    python benchmarks/fidelity/quotes.py NTREX --fit      # the weights of the placement model

Spoilt are references whose quotations have the structure of the source's and at least four words: a mark moved by
three to six words, a mark removed, both removed (of quotations that begin and end in the sentence: a lone mark is
missed only in the whole text). An alarm on a reference is put down to the reference where its own marks do not pair in
its document. Prints Markdown. The weights are fitted on all lines; `--fit` also
says what weights fitted on one half of the lines are worth on the other.
"""

import argparse
import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

import numpy as np

from babelpress.nlp.quotes import placement_model
from babelpress.nlp.quotes.match import Unit, units
from babelpress.nlp.quotes.parse import find
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks import quotations

DOCUMENTS = "document_ids.tsv"
REFERENCES = ("nl", "en", "de", "es", "pt", "pt-BR")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
WAYS = ("moved", "mark removed", "pair removed")


@dataclass(frozen=True)
class Spoilt:
    """A reference, what was done to it, and the quotation concerned in the source."""

    pair: SegmentPair
    way: str
    line: int
    at: int


def read(folder: Path) -> dict[str, list[SegmentPair]]:
    """The pairs of every direction out of French."""
    lines = {code: (folder / f"{code}.txt").read_text(encoding="utf-8").splitlines() for code in ("fr", *REFERENCES)}
    return {
        code: [
            SegmentPair(source=source, target=target, source_language="fr", target_language=code[:2])
            for source, target in zip(lines["fr"], lines[code], strict=True)
        ]
        for code in REFERENCES
    }


def outer(text: str, language: str) -> list[Unit]:
    return [unit for unit in units(text, language) if unit.depth == 0]


def kinds(found: list[Unit]) -> list[tuple[bool, bool]]:
    return [(unit.opened, unit.closed) for unit in found]


def spoil(pairs: list[SegmentPair], seed: int) -> Iterator[Spoilt]:
    """Spoil every reference that can be, each way once."""
    rng = random.Random(seed)
    for line, pair in enumerate(pairs, start=1):
        ours, theirs = outer(pair.source, "fr"), outer(pair.target, pair.target_language)
        if kinds(ours) != kinds(theirs):
            continue
        long = [
            i for i, unit in enumerate(ours) if len(WORD.findall(pair.source[unit.inner_start : unit.inner_end])) >= 4
        ]
        if not long:
            continue
        at = rng.choice(long)
        unit = theirs[at]
        made = {
            "moved": moved(pair.target, unit, rng),
            "mark removed": without(pair.target, unit, rng, both=False) if unit.opened and unit.closed else None,
            "pair removed": without(pair.target, unit, rng, both=True) if unit.opened and unit.closed else None,
        }
        for way, target in made.items():
            if target is not None:
                new = SegmentPair(
                    source=pair.source, target=target, source_language="fr", target_language=pair.target_language
                )
                yield Spoilt(new, way, line, at)


def moved(text: str, unit: Unit, rng: random.Random) -> str | None:
    """Move one mark by three to six words, inwards or outwards."""
    spans = [match.span() for match in WORD.finditer(text)]
    inside = [span for span in spans if unit.inner_start <= span[0] and span[1] <= unit.inner_end]
    before = [span for span in spans if span[1] <= unit.start]
    after = [span for span in spans if span[0] >= unit.end]
    by = rng.randint(3, 6)
    choices = []
    if unit.closed:
        choices += [("close", inside[-by - 1][1])] if len(inside) > by else []
        choices += [("close", after[by - 1][1])] if len(after) >= by else []
    if unit.opened:
        choices += [("open", inside[by][0])] if len(inside) > by else []
        choices += [("open", before[-by][0])] if len(before) >= by else []
    if not choices:
        return None
    side, place = rng.choice(choices)
    start, end = (unit.inner_end, unit.end) if side == "close" else (unit.start, unit.inner_start)
    mark, rest = text[start:end], text[:start] + text[end:]
    place -= (end - start) if place > start else 0
    return rest[:place] + mark + rest[place:]


def without(text: str, unit: Unit, rng: random.Random, *, both: bool) -> str:
    """Remove a mark, or both."""
    opening, closing = (unit.start, unit.inner_start), (unit.inner_end, unit.end)
    there = [span for span, has in ((closing, unit.closed), (opening, unit.opened)) if has]
    for start, end in there if both else [rng.choice(there)]:
        text = text[:start] + text[end:]
    return text


def severe(pair: SegmentPair) -> bool:
    return any(finding.severity == "severe" for finding in quotations.check(pair))


def unpaired(pairs: list[SegmentPair], documents: list[str]) -> set[int]:
    """The lines of the references with a mark that has no partner in the whole document."""
    found = set()
    for _, numbers in groupby(range(len(pairs)), key=documents.__getitem__):
        lines = list(numbers)
        text = "\n".join(pairs[line].target for line in lines)
        begins = [0, *accumulate(len(pairs[line].target) + 1 for line in lines)]
        for stray in find(text, pairs[lines[0]].target_language).strays:
            found.add(lines[bisect_right(begins, stray.at) - 1])
    return found


def table(directions: dict[str, list[SegmentPair]], seed: int, documents: list[str]) -> None:
    print("| direction | severe on references | its marks unpaired | severe on the rest | all findings | ", end="")
    print(" | ".join(WAYS) + " | caught (severe, any) |")
    print("|---|---:|---:|---:|---:|" + "---:|" * len(WAYS) + "---:|")
    for code, pairs in directions.items():
        found = [quotations.check(pair) for pair in pairs]
        alarms = {i for i, findings in enumerate(found) if any(finding.severity == "severe" for finding in findings)}
        faulty = alarms & unpaired(pairs, documents)
        caught: dict[str, list[bool]] = defaultdict(list)
        seen: dict[str, list[bool]] = defaultdict(list)
        for case in spoil(pairs, seed):
            caught[case.way].append(severe(case.pair))
            seen[case.way].append(bool(quotations.check(case.pair)))
        severely, at_all = ([hit for hits in side.values() for hit in hits] for side in (caught, seen))
        shares = [
            f"{sum(caught[way]) / len(caught[way]):.1%}, {sum(seen[way]) / len(seen[way]):.1%} of {len(seen[way])}"
            for way in WAYS
        ]
        rest = f"{len(alarms - faulty)} ({len(alarms - faulty) / len(pairs):.2%})"
        warned = f"{sum(map(bool, found)) / len(pairs):.1%}"
        said = (f"fr-{code}", f"{len(alarms)} of {len(pairs)}", str(len(faulty)), rest, warned, *shares)
        print(f"| {' | '.join(said)} | {sum(severely) / len(severely):.1%}, {sum(at_all) / len(at_all):.1%} |")


def show(directions: dict[str, list[SegmentPair]], seed: int, number: int) -> None:
    """Print some false alarms and misses."""
    rng = random.Random(seed)
    for code, pairs in directions.items():
        alarms = [("alarm", line, pair) for line, pair in enumerate(pairs, start=1) if severe(pair)]
        misses = [(case.way, case.line, case.pair) for case in spoil(pairs, seed) if not severe(case.pair)]
        for kind, line, pair in (*alarms, *rng.sample(misses, min(number, len(misses)))):
            said = "; ".join(f"{finding.severity}: {finding.message}" for finding in quotations.check(pair))
            print(f"{code}:{line} {kind} [{said}]\n    {pair.source}\n    {pair.target}")


def fit(directions: dict[str, list[SegmentPair]], seed: int) -> None:
    """Fit the weights by logistic regression, and print them and what they are worth on unseen lines."""
    rows: list[dict[str, float]] = []
    labels, odd = [], []
    for pairs in directions.values():
        cases = [(line, pair, None) for line, pair in enumerate(pairs, start=1)]
        cases += [(case.line, case.pair, case.at) for case in spoil(pairs, seed) if case.way == "moved"]
        for line, pair, at in cases:
            ours, theirs = outer(pair.source, "fr"), outer(pair.target, pair.target_language)
            if kinds(ours) != kinds(theirs):
                continue
            for one, other in zip(ours, theirs, strict=True) if at is None else [(ours[at], theirs[at])]:
                rows.append(
                    placement_model.hints(
                        pair.source,
                        pair.target,
                        ours=one,
                        theirs=other,
                        source_language="fr",
                        target_language=pair.target_language,
                    )
                )
                labels.append(at is not None)
                odd.append(line % 2 == 1)
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    y, half = np.array(labels, dtype=float), np.array(odd)
    for seen in (half, ~half):
        weights, bias = regression(values[seen], y[seen])
        scores = values[~seen] @ weights + bias
        clean = np.sort(scores[y[~seen] == 0])[::-1]
        for alarms in (6, 12, 18):
            share = (scores[y[~seen] == 1] > clean[alarms]).mean()
            print(f"unseen half: {share:.1%} caught at {alarms} alarms on {len(clean)} quotations")
    weights, bias = regression(values, y)
    print("HINTS: dict[str, float] = {")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nBIAS = {bias:.2f}")
    scores = np.sort((values @ weights + bias)[y == 0])[::-1]
    print("highest scores of references:", " ".join(f"{score:.1f}" for score in scores[:60:4]))


def regression(values: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Logistic regression by gradient descent on standardised columns, with a little decay."""
    mean, deviation = values.mean(0), values.std(0) + 1e-9
    scaled = np.c_[(values - mean) / deviation, np.ones(len(values))]
    weights = np.zeros(scaled.shape[1])
    for _ in range(3000):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        weights -= 0.5 * (scaled.T @ (likely - y) / len(y) + 3e-4 * weights)
    raw = weights[:-1] / deviation
    return raw, float(weights[-1] - raw @ mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    directions = read(options.ntrex)
    if options.fit:
        fit(directions, options.seed)
    elif options.show:
        show(directions, options.seed, options.show)
    else:
        documents = (options.ntrex / DOCUMENTS).read_text(encoding="utf-8").splitlines()
        table(directions, options.seed, documents)


if __name__ == "__main__":
    main()
