"""Aligned pairs of texts in, findings out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from babelpress.config.plugins import PARAGRAPH_LEVEL, kinds, resolve
from babelpress.document import Finding
from babelpress.errors import ConfigError, ContractViolation, Fault, nearest
from babelpress.failures import stops, unexpected
from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import Check, SegmentPair

MARKUP = "markup"
"""The name of the comparison of tags, code and syntax, beside those of the checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding:
    """A finding that knows its place, and the pair it was found in: with both texts whole it can be read by itself."""

    finding: Finding
    pair: SegmentPair

    @property
    def row(self) -> tuple[str, ...]:
        """Segment (from 1), severity, check, reason and both texts, shortened, for a table."""
        found = self.finding
        place = "-" if found.segment is None else str(found.segment + 1)
        return (place, found.severity, found.check, found.message, shorten(self.pair.source), shorten(self.pair.target))


@dataclass(frozen=True, slots=True)
class PlacedPair:
    """A pair of texts, where it stands, and what is known to be wrong with it without any check."""

    pair: SegmentPair
    block: int | None
    segment: int | None
    wide: bool = False
    known: tuple[Finding, ...] = ()


def findings(segments: Sequence[SegmentPair], *, checks: Sequence[str] | None = None) -> tuple[Finding, ...]:
    """Give what is wrong with pairs that are aligned already; `segment` is the index of the pair."""
    placed = [PlacedPair(pair, None, index) for index, pair in enumerate(segments)]
    return tuple(one.finding for one in run_checks(placed, select_checks(checks), ask=answered))


def select_checks(names: Sequence[str] | None) -> frozenset[str]:
    """Give the names of the checks to run, all for None.

    Raises `ConfigError` with the nearest name, and for a plug-in that cannot be imported.
    """
    known = {*kinds("checks"), MARKUP}
    wrong = [Fault("checks", f"no check '{name}'; {nearest(name, known)}") for name in names or () if name not in known]
    if wrong:
        raise ConfigError("unknown checks", wrong)
    found = frozenset(known if names is None else names)
    for name in sorted(found - {MARKUP}):
        load_check(name)
    return found


@cache
def load_check(name: str) -> Check:
    """Import and give the function of a check."""
    found: Check = resolve("checks", name)
    return found


def asked(name: str, pair: SegmentPair) -> tuple[Finding, ...]:
    """Give what a check says of a pair. What it raises goes through; of what it gives, all must be findings."""
    found = tuple(load_check(name)(pair))
    if any(not isinstance(finding, Finding) for finding in found):
        raise ContractViolation(f"the check '{name}' gave something else than findings")
    return found


def answered(name: str, pair: SegmentPair) -> tuple[Finding, ...]:
    """Give what a check says of a pair; where it raised, that it has not looked: nobody is to take that for right."""
    try:
        return asked(name, pair)
    except Exception as error:
        if stops(error):
            raise
        said = unexpected(f"the check '{name}'", error)
        return (Finding(check=name, severity="severe", message=f"not checked: {said}", source=pair.source),)


Ask = Callable[[str, SegmentPair], tuple[Finding, ...]]


def run_checks(
    placed: Iterable[PlacedPair], names: frozenset[str], *, apart: bool = False, ask: Ask = asked
) -> Iterator[PlacedFinding]:
    """Run the checks. `apart`: paragraphs and sentences come one by one, each to the checks made for it.

    What a check raises goes through, unless `ask` makes a finding of it, as `answered` does.
    """
    told: set[tuple[int | None, str, str]] = set()
    for item in placed:
        found = [finding for finding in item.known if finding.check in names]
        found += [finding for name in _wanted(item, names, apart=apart) for finding in ask(name, item.pair)]
        for finding in found:
            key = (item.segment if not item.wide else item.block, finding.check, finding.message)
            if key in told:
                continue
            told.add(key)
            language = item.pair.target_language
            here = replace(finding, language=language, block=item.block, segment=item.segment)
            yield PlacedFinding(finding=here, pair=item.pair)


def _wanted(item: PlacedPair, names: frozenset[str], *, apart: bool) -> list[str]:
    """The checks that a pair is for: where one side is empty only that is told, and not twice."""
    if not (item.pair.source.strip() and item.pair.target.strip()):
        return ["length"] if "length" in names and not item.wide and not item.known else []
    return [
        name
        for name in kinds("checks")
        if name in names and (not apart or ((name in PARAGRAPH_LEVEL) == item.wide and name != "omission"))
    ]
