"""How often the check of numbers is wrong on human translations, and how often right where a number was changed.

    python benchmarks/fidelity/changed_numbers.py ../shared/eval/ntrex [--show]

False alarms: lines of the NTREX references (French source) with a severe finding. Caught: the same references with one
number in figures changed (another value, another scale word, the decimal mark shifted), a severe finding more than
before. Prints Markdown; `--show` lists every false alarm and every miss.
"""

import argparse
import random
import re
from decimal import Decimal
from pathlib import Path

from babelpress.nlp.numbers.parse import Quantity, find
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.numbers import check

SEED = 20261124
TARGETS = {"en": "en", "de": "de", "es": "es", "nl": "nl", "pt": "pt", "pt-BR": "pt"}
SWAPS = {
    "en": {"million": "billion", "billion": "million", "trillion": "billion"},
    "de": {"Millionen": "Milliarden", "Milliarden": "Millionen", "Million": "Milliarde", "Milliarde": "Million"},
    "nl": {"miljoen": "miljard", "miljard": "miljoen"},
    "es": {"mil millones": "millones", "millones": "billones"},
    "pt": {"mil milhões": "milhões", "bilhões": "milhões", "milhões": "biliões"},
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("ntrex", type=Path)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    sources = (options.ntrex / "fr.txt").read_text(encoding="utf-8").splitlines()
    print("| target | lines | false alarms | % | changed | caught | % |\n|---|---|---|---|---|---|---|")
    for name, language in TARGETS.items():
        targets = (options.ntrex / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        pairs = list(zip(sources, targets, strict=True))
        alarms = [(at, pair) for at, pair in enumerate(pairs, start=1) if severe(*pair, language)]
        changed = corrupted(pairs, language)
        missed = [
            item for item in changed if len(severe(item[0], item[2], language)) <= len(severe(*item[:2], language))
        ]
        caught = len(changed) - len(missed)
        print(
            f"| {name} | {len(pairs)} | {len(alarms)} | {100 * len(alarms) / len(pairs):.2f} "
            f"| {len(changed)} | {caught} | {100 * caught / len(changed):.1f} |"
        )
        if options.show:
            for at, (source, target) in alarms:
                print(f"\nALARM {name} {at} {severe(source, target, language)}\n  {source}\n  {target}")
            for source, target, new in missed:
                print(f"\nMISS {name}\n  {source}\n  {target}\n  {new}")


def severe(source: str, target: str, language: str) -> list[str]:
    pair = SegmentPair(source=source, target=target, source_language="fr", target_language=language)
    return [f"{found.check}: {found.message}" for found in check(pair) if found.severity == "severe"]


def corrupted(pairs: list[tuple[str, str]], language: str) -> list[tuple[str, str, str]]:
    """Every line that has a number in figures, with one of them changed: source, target, changed target."""
    chance, found = random.Random(SEED), []
    for source, target in pairs:
        numbers = [item for item in find(target, language) if not item.spelled and re.search(r"\d", item.written)]
        if numbers:
            new = changed(target, chance.choice(numbers), language=language, chance=chance)
            found.append((source, target, new))
    return found


def changed(target: str, item: Quantity, *, language: str, chance: random.Random) -> str:
    """The target with one number changed, in one of the ways that are open to it."""
    words = target[item.start : item.end]
    ways = [_other(words, chance)]
    for old, new in SWAPS[language].items():
        if old in words:
            ways.append(words.replace(old, new, 1))
            break
    if shifted := re.search(r"(\d)([.,])(\d)(?!\d)", words):
        digit, mark, last = shifted.groups()
        ways.append(words.replace(f"{digit}{mark}{last}", f"{digit}{last}", 1))
    return target[: item.start] + chance.choice(ways) + target[item.end :]


def _other(words: str, chance: random.Random) -> str:
    """One run of digits of the words replaced by another of the same length."""
    runs = list(re.finditer(r"\d+", words))
    run = chance.choice(runs)
    while True:
        new = str(chance.randrange(1, 10)) + "".join(str(chance.randrange(10)) for _ in run.group()[1:])
        if Decimal(new) != Decimal(run.group()):
            return words[: run.start()] + new + words[run.end() :]


if __name__ == "__main__":
    main()
