"""How corpora become what a model sees in one pass: licences, cleaning, caps, repeats, joined and altered pairs."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from babelpress.errors import ConfigError, Fault
from babelpress.models.backends.normalization import normalize
from recipe.augment import augmented
from recipe.clean import Reason, fault, tidy, wrong_language
from recipe.config import Licence, Recipe, read_licences
from recipe.corpora import Pair, by_corpus, files, licences_of
from recipe.join import Shared, join, shared
from recipe.leakage import TestLines


class Row(NamedTuple):
    """A pair that is seen `repeat` times in one pass; `fixed` where that is not to be weighed again."""

    target: str
    pair: Pair
    repeat: int
    fixed: bool = False


@dataclass
class Report:
    """What became of the corpora: distinct pairs by language and corpus, and why others were left out."""

    kept: dict[str, Counter[str]] = field(default_factory=dict)
    left_out: dict[str, Counter[Reason]] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)
    not_commercial: list[str] = field(default_factory=list)


def mixed(recipe: Recipe, folders: Iterable[Path], tests: TestLines) -> tuple[list[Row], Report]:
    """Give what one pass is made of, in random order. Raises `ConfigError` for a corpus whose licence is unknown."""
    folders = tuple(folders)
    known = read_licences(recipe.licences)
    report = Report()
    rows: list[Row] = []
    joinable = shared(files(folders, source=recipe.source, target=recipe.joining.through), recipe.joining)
    faults: list[Fault] = []
    for target in recipe.targets:
        corpora = by_corpus(files(folders, source=recipe.source, target=target))
        _add_joined(corpora, joinable, recipe, folders, target)
        try:
            licences = licences_of(corpora, known)
        except ConfigError as error:
            faults += error.faults
            continue
        allowed = {
            name: pairs
            for name, pairs in corpora.items()
            if licences[name].commercial_use or not recipe.mixing.commercial_only
        }
        rows += _language(allowed, recipe, tests, target, report)
    if faults:
        once = {str(one): one for one in faults}
        raise ConfigError(f"no licence in {recipe.licences}: add it, or leave the corpus out", once.values())
    _used(report, known)
    random.Random(recipe.seed).shuffle(rows)
    return rows, report


def _add_joined(
    corpora: dict[str, list[Pair]], joinable: Shared, recipe: Recipe, folders: Iterable[Path], target: str
) -> None:
    if not joinable or target == recipe.joining.through:
        return
    taken = {pair.source for pairs in corpora.values() for pair in pairs}
    paths = files(folders, source=recipe.joining.through, target=target)
    for corpus, pair in join(joinable, paths, taken=taken):
        corpora.setdefault(corpus, []).append(pair)


def _used(report: Report, known: Mapping[str, Licence]) -> None:
    """Say in the report under which licences the pairs are that were taken."""
    names = sorted({name for kept in report.kept.values() for name, pairs in kept.items() if pairs})
    licences = licences_of(names, known)
    report.licences = {name: licence.licence for name, licence in licences.items()}
    report.not_commercial = [name for name, licence in licences.items() if not licence.commercial_use]


def _language(
    corpora: Mapping[str, list[Pair]], recipe: Recipe, tests: TestLines, target: str, report: Report
) -> Iterator[Row]:
    chance = random.Random(f"{recipe.seed} {target}")
    kept, left_out = report.kept.setdefault(target, Counter()), report.left_out.setdefault(target, Counter())
    weigh = recipe.mixing.target_repeat.get(target, 1)
    check = _checker(recipe, tests, target)
    for corpus, pairs in sorted(corpora.items()):
        cap, repeat = recipe.mixing.rule(corpus)
        fixed = corpus in recipe.mixing.corpora and recipe.mixing.corpora[corpus].repeat is not None
        if not cap or not repeat:
            continue
        chance.shuffle(pairs)
        seen: set[Pair] = set()
        for raw in pairs:  # checked only until there are enough: most of a large corpus is never looked at
            pair = Pair(*(normalize(tidy(side), recipe.normalize) for side in raw))
            if pair in seen:
                continue
            if reason := check(pair):
                left_out[reason] += 1
                continue
            seen.add(pair)
            yield Row(target, pair, repeat * weigh, fixed)
            yield from _altered(pair, recipe, target, chance)
            if len(seen) == cap:
                break
        kept[corpus] = len(seen)


def _altered(pair: Pair, recipe: Recipe, target: str, chance: random.Random) -> Iterator[Row]:
    if chance.random() < recipe.augmentation.share:
        copy = augmented(pair, recipe.augmentation, source=recipe.source, target=target, chance=chance)
        if copy:
            yield Row(target, copy, 1, fixed=True)


def _checker(recipe: Recipe, tests: TestLines, target: str) -> Callable[[Pair], Reason | None]:
    detect = _detector() if recipe.cleaning.check_language else None

    def check(pair: Pair) -> Reason | None:
        if reason := fault(pair, recipe.cleaning):
            return reason
        if any(tests.overlap(side) >= recipe.cleaning.test_overlap for side in pair):
            return "test"
        if detect and wrong_language(pair, detect, source=recipe.source, target=target):
            return "language"
        return None

    return check


def _detector() -> Callable[[str], str | None]:
    from babelpress.config.plugins import resolve

    kind = resolve("detectors", "fasttext")
    detector = kind(kind.Options())

    def detect(text: str) -> str | None:
        found = detector.detect(text)
        return found.language if found and found.confidence > 0.9 else None

    return detect
