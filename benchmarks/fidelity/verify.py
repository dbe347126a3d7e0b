"""False alarms of `verify` on human translations, and what it catches of 500 corrupted ones of each kind.

    python benchmarks/fidelity/verify.py NTREX_FOLDER [--targets en,de,es,nl,pt,pt-BR] [--cases 500] [--seed 1]

The folder holds `fr.txt`, `en.txt`, ...: line n of each says the same; and `document_ids.tsv`. Prints two Markdown
tables. `--show KIND` prints the misses of a kind, `--show CHECK` the false alarms of a check.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from babelpress import lang
from babelpress.config.plugins import CHECKS
from babelpress.document import Block, Finding
from babelpress.nlp.quotes.match import units
from babelpress.qa.base import SegmentPair
from babelpress.qa.documents import verify
from babelpress.qa.engine import findings

QUOTED = re.compile(r"[“„«\"]\s?([^“”„«»\"]{20,120}?)\s?[”“»\"]")
NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-zà-ÿ]{3,}(?= [A-Z][a-zà-ÿ]{3,})|(?<=[A-Z][a-z]{3} )[A-Z][a-zà-ÿ]{3,}")
NUMBER = re.compile(r"(?<![\w.,])\d{2,4}(?![\w%]|[.,]\d)")
CONTRACTION = re.compile(r"(\w+)n['’]t\b")

SENTENCE = re.compile(r"^[\W_]*[A-ZÀ-Þ0-9].*[.!?…][\s»”“\"'’)]*$")

Corruption = Callable[[random.Random, SegmentPair], SegmentPair | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--targets", default="en,de,es,nl,pt,pt-BR")
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    targets = options.targets.split(",")
    pairs = {target: read(options.folder, target) for target in targets}
    false_alarms(pairs, show=options.show)
    print()
    caught(pairs, options)


def read(folder: Path, target: str) -> list[tuple[str, SegmentPair]]:
    """The lines of a direction with the document each stands in."""
    ours, theirs, documents = (
        (folder / name).read_text(encoding="utf-8").splitlines()
        for name in ("fr.txt", f"{target}.txt", "document_ids.tsv")
    )
    return [(document, pair(a, b, target)) for a, b, document in zip(ours, theirs, documents, strict=True)]


def pair(source: str, target: str, code: str) -> SegmentPair:
    language, _, country = code.partition("-")
    variant = code if country else ""
    return SegmentPair(source=source, target=target, source_language="fr", target_language=language, variant=variant)


def false_alarms(pairs: dict[str, list[tuple[str, SegmentPair]]], *, show: str) -> None:
    """Share of lines with a severe finding, in percent: all together, then by check; and by document sections."""
    names = [*CHECKS]
    print(f"| direction | lines with a severe finding | {' | '.join(names)} | groups |")
    print("|---" * (len(names) + 3) + "|")
    for target, rows in pairs.items():
        severe: dict[str, set[int | None]] = {}
        for name in names:
            found = findings([line for _, line in rows], checks=[name])
            severe[name] = {finding.segment for finding in found if finding.severity == "severe"}
            for finding in found if name == show else ():
                if finding.severity == "severe" and finding.segment is not None:
                    print(finding.message, rows[finding.segment][1], sep="\n  ")
        total = len(set().union(*severe.values()))
        cells = [f"{100 * len(severe[name]) / len(rows):.2f}" for name in names]
        sets = groups(rows, random.Random(0))
        alarms = sum(any(f.severity == "severe" and f.check == "omission" for f in documents(g)) for g in sets)
        share = f"{100 * alarms / len(sets):.1f}"
        print(f"| fr→{target} | **{100 * total / len(rows):.2f}** | {' | '.join(cells)} | {share} |", flush=True)


def groups(rows: Sequence[tuple[str, SegmentPair]], rng: random.Random) -> list[list[SegmentPair]]:
    """Three to five lines of a document that follow each other, all of them sentences (no headlines, no halves)."""
    found = []
    for _, document in groupby(rows, key=lambda row: row[0]):
        lines = [line for _, line in document if all(map(SENTENCE.search, (line.source, line.target)))]
        while len(lines) >= 3:
            size = rng.randint(3, 5)
            found.append(lines[:size])
            lines = lines[size:]
    return [group for group in found if len(group) >= 3]


def documents(
    group: Sequence[SegmentPair], *, without: int | None = None, extra: SegmentPair | None = None
) -> tuple[Finding, ...]:
    """What `verify` finds where lines are one paragraph, the target `without` one of them or with an `extra` one."""
    source = [line.source for line in group]
    target = [line.target for index, line in enumerate(group) if index != without]
    target[1:1] = [extra.target] if extra else []
    blocks = [(Block(kind="paragraph", text=" ".join(texts)),) for texts in (source, target)]
    first = group[0]
    return verify(*blocks, source_language="fr", target_language=first.target_language, variant=first.variant)


def caught(pairs: dict[str, list[tuple[str, SegmentPair]]], options: argparse.Namespace) -> None:
    """Share of corrupted references with a severe finding, with any that the reference did not have."""
    print("| corruption | cases | caught, severe | caught, any | by the check meant, severe | any |")
    print("|---" * 6 + "|")
    lines = [line for rows in pairs.values() for _, line in rows]
    for name, (meant, corrupt) in KINDS.items():
        rng = random.Random(options.seed)
        rng.shuffle(lines)
        tally: Counter[str] = Counter()
        for line in lines:
            if tally["cases"] == options.cases:
                break
            bad = corrupt(rng, line)
            if bad is None or bad.target == line.target:
                continue
            tally["cases"] += 1
            before, after = (told(one) for one in (bad_source(line, bad), bad))
            count(tally, list((after - before).elements()), meant)
            if name == options.show and not any(check == meant for check, _ in after - before):
                print("miss:", bad.source, bad.target, sep="\n  ")
        report(name, tally)
    sets = [group for rows in pairs.values() for group in groups(rows, random.Random(options.seed))]
    for name in ("a sentence dropped", "a sentence added"):
        rng = random.Random(options.seed)
        rng.shuffle(sets)
        tally = Counter()
        for group in sets[: options.cases]:
            other = rng.choice(
                [one for one in rng.choice(sets) if one.target_language == group[0].target_language] or [None]
            )
            if name.endswith("added") and other is None:
                other = next(one for them in sets for one in them if one.target_language == group[0].target_language)
            without = rng.randrange(len(group)) if name.endswith("dropped") else None
            found = documents(group, without=without, extra=other if without is None else None)
            before = Counter((f.check, f.severity) for f in documents(group))
            after = Counter((f.check, f.severity) for f in found)
            tally["cases"] += 1
            count(tally, list((after - before).elements()), "omission")
            if name == options.show and ("omission", "severe") not in after:
                print(
                    "miss:",
                    group[without].target if without is not None else other,
                    *(one.target for one in group),
                    sep="\n  ",
                )
        report(name, tally)


def told(line: SegmentPair) -> Counter[tuple[str, str]]:
    """The findings on a line: check and severity."""
    return Counter((name, f.severity) for name in CHECKS for f in findings([line], checks=[name]))


def bad_source(line: SegmentPair, bad: SegmentPair) -> SegmentPair:
    """The pair before the target was corrupted: a corruption may put something into both sides first."""
    return line if bad.source == line.source else pair(bad.source, bad.source, "fr")


def count(tally: Counter[str], found: Sequence[tuple[str, str]], meant: str) -> None:
    tally["severe"] += any(severity == "severe" for _, severity in found)
    tally["any"] += bool(found)
    tally["own severe"] += (meant, "severe") in found
    tally["own any"] += any(check == meant for check, _ in found)


def report(name: str, tally: Counter[str]) -> None:
    cells = (f"{100 * tally[key] / max(1, tally['cases']):.1f} %" for key in ("severe", "any", "own severe", "own any"))
    print(f"| {name} | {tally['cases']} | {' | '.join(cells)} |", flush=True)


def changed(line: SegmentPair, target: str, *, source: str = "") -> SegmentPair:
    return SegmentPair(
        source=source or line.source,
        target=target,
        source_language=line.source_language,
        target_language=line.target_language,
        variant=line.variant,
    )


def number(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    """Change one digit of a number."""
    places = [match for match in NUMBER.finditer(line.target) if match.group() in line.source]
    if not places:
        return None
    match = rng.choice(places)
    at = match.start() + rng.randrange(len(match.group()))
    digit = str((int(line.target[at]) + rng.randint(1, 8)) % 10 or 9)
    return changed(line, line.target[:at] + digit + line.target[at + 1 :])


def plain(language: str) -> frozenset[str]:
    negation = lang.get(language).negation
    return negation.plain if negation else frozenset()


def negation(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    """Take the only negation away."""
    target = line.target
    if line.target_language == "en" and (found := CONTRACTION.search(target)):
        return changed(line, target[: found.start()] + found.group(1) + target[found.end() :])
    words = [m for m in re.finditer(r"\w+", target) if m.group().lower() in plain(line.target_language)]
    if len(words) != 1 or not re.search(r"\b(?:ne|n['’])", line.source):
        return None
    word = words[0]
    article = {"geen": "een ", "kein": "ein ", "keine": "eine ", "keinen": "einen "}.get(word.group(), "")
    return changed(line, target[: word.start()] + article + target[word.end() :].lstrip())


def name(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    """Put another name in the place of a person's first or last one that both sides have."""
    places = [match for match in NAME.finditer(line.target) if match.group() in line.source]
    if not places:
        return None
    match = rng.choice(places)
    other = rng.choice(["Dupont", "Miller", "Tanaka", "Rossi", "Novak", "Okafor"])
    return changed(line, line.target[: match.start()] + other + line.target[match.end() :])


def quotation(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    """Move the marks of the only quotation by a third of its words, three at least."""
    match = QUOTED.search(line.target)
    sides = ((line.source, line.source_language), (line.target, line.target_language))
    if not match or any(len(units(text, code)) != 1 for text, code in sides):
        return None
    inner = match.group(1).split()
    rest = line.target[match.end() :].split()
    before = line.target[: match.start()].split()
    if len(inner) < 4 or len(rest) + len(before) < 4:
        return None
    opening, closing = match.group()[0], match.group()[-1]
    if len(rest) >= 4:
        k = min(len(rest) - 1, max(3, len(inner) // 3))
        moved = [*before, *inner[:k], opening + " ".join([*inner[k:], *rest[:k]]) + closing, *rest[k:]]
    else:
        k = min(len(before) - 1, max(3, len(inner) // 3))
        moved = [*before[:-k], opening + " ".join([*before[-k:], *inner[:-k]]) + closing, *inner[-k:], *rest]
    return changed(line, " ".join(moved))


def untranslated(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    return changed(line, line.source) if len(line.source) > 20 else None


def loop(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    """Say the last words of the sentence over and over."""
    words = line.target.split()
    if len(words) < 6:
        return None
    size = rng.randint(1, 4)
    at = rng.randrange(size, len(words))
    return changed(line, " ".join([*words[:at], *(words[at - size : at] * rng.randint(2, 8)), *words[at:]]))


def address(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    url = f"https://www.exemple.fr/{rng.randint(100, 999)}/article-{rng.randint(1, 99)}.html"
    at = rng.randrange(8, len(url) - 6)
    return changed(line, f"{line.target} {url[:at]}{url[at + 1 :]}", source=f"{line.source} {url}")


def placeholder(rng: random.Random, line: SegmentPair) -> SegmentPair | None:
    mark = rng.choice(["{{ name }}", "%1$s", "{count}", "<b>", "`code`", "%d", "${HOME}"])
    return changed(line, line.target + " ", source=f"{line.source} {mark}")


KINDS: dict[str, tuple[str, Corruption]] = {
    "a number changed": ("numbers", number),
    "a negation removed": ("negation", negation),
    "a name swapped": ("names", name),
    "a quotation moved": ("quotes", quotation),
    "left in French": ("language", untranslated),
    "a loop": ("loops", loop),
    "an address broken": ("verbatim", address),
    "a placeholder lost": ("verbatim", placeholder),
}

if __name__ == "__main__":
    main()
