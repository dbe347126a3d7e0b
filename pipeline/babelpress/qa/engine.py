"""Runs the checks over aligned pairs of texts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from babelpress import lang
from babelpress.config.plugins import PARAGRAPH_LEVEL, kinds, resolve
from babelpress.document import Finding
from babelpress.errors import ConfigError, ContractViolation, Fault, nearest
from babelpress.failures import stops, unexpected
from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import Check, SegmentPair

MARKUP = "markup"
"""The name of the comparison of tags, code and skeletons; selectable like a check."""


_AROUND = 4
"""Lines before and after a line in which a quotation may begin or end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding:
    """A finding and the pair it was found in, whose complete texts make the finding readable without the documents.

    Attributes:
        finding: The finding, with language, block and segment.
        pair: The pair of texts that was checked.
    """

    finding: Finding
    pair: SegmentPair

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of a table row: segment (from 1), severity, check, message, and both texts, shortened."""
        found = self.finding
        place = "-" if found.segment is None else str(found.segment + 1)
        return (place, found.severity, found.check, found.message, shorten(self.pair.source), shorten(self.pair.target))


@dataclass(frozen=True, slots=True)
class PlacedPair:
    """A pair of texts, its place in the document, and the findings known from the alignment (`known`).

    `wide` marks a pair of paragraphs instead of sentences; `around` are the target lines before and after a line.
    `source_at` and `target_at` are the sentences of a pair that was aligned: for each the index of its block and its
    number in the block.
    """

    pair: SegmentPair
    block: int | None
    segment: int | None
    wide: bool = False
    known: tuple[Finding, ...] = ()
    source_at: tuple[tuple[int, int], ...] = ()
    target_at: tuple[tuple[int, int], ...] = ()
    around: tuple[str, str] = ("", "")


def in_context(lines: Sequence[PlacedPair]) -> list[PlacedPair]:
    """Give each of many lines the targets before and after it, which checks of paragraphs look at."""
    texts = [line.pair.target for line in lines]
    return [
        replace(line, around=("\n".join(texts[max(0, i - _AROUND) : i]), "\n".join(texts[i + 1 : i + 1 + _AROUND])))
        for i, line in enumerate(lines)
    ]


def findings(segments: Sequence[SegmentPair], *, checks: Sequence[str] | None = None) -> tuple[Finding, ...]:
    """Check pairs that are aligned already.

    Args:
        segments: The pairs.
        checks: Names of checks; all of them for None.

    Returns:
        The findings in the order of the pairs; their `segment` is the index of the pair.

    Raises:
        ConfigError: If there is no check of a given name.
    """
    placed = in_context([PlacedPair(pair, None, index) for index, pair in enumerate(segments)])
    return tuple(one.finding for one in run_checks(placed, select_checks(checks), ask=answered))


def select_checks(names: Sequence[str] | None) -> frozenset[str]:
    """Return the names of the checks to run.

    Args:
        names: Names of checks, `markup` included; all of them for None.

    Returns:
        The names, each of a check that can be imported.

    Raises:
        ConfigError: If there is no check of a given name (the message suggests the nearest one), or if a plug-in
            cannot be imported.
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
    """Import and return the function of a check."""
    _answers.cache_clear()
    found: Check = resolve("checks", name)
    return found


@lang.dependent
@lru_cache(maxsize=8_192)  # `translate` asks about all pairs of a document, then `verify` about the same ones
def _answers(pair: SegmentPair) -> "_Answers":
    """Return what is known of a pair, to be filled."""
    return _Answers()


@dataclass(slots=True)
class _Answers:
    """Which checks were run on a pair, as bits, and what they found: little memory for the many that find nothing."""

    done: int = 0
    found: dict[str, tuple[Finding, ...]] | None = None


_BITS: dict[str, int] = {}


def _bit(name: str) -> int:
    return 1 << _BITS.setdefault(name, len(_BITS))


def asked(name: str, pair: SegmentPair) -> tuple[Finding, ...]:
    """Run one check on a pair. Its exceptions propagate; `ContractViolation` if it returns anything but findings."""
    answers = _answers(pair)
    if not answers.done & _bit(name):
        check = load_check(name)
        found = tuple(check(pair))
        if any(not isinstance(finding, Finding) for finding in found):
            raise ContractViolation(f"the check '{name}' gave something else than findings")
        if found:
            answers.found = {**(answers.found or {}), name: found}
        answers.done |= _bit(name)
    return (answers.found or {}).get(name, ())


def answered(name: str, pair: SegmentPair) -> tuple[Finding, ...]:
    """Run one check on a pair; an exception becomes a severe finding, so that no one takes the pair for correct."""
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
    """Run the checks and yield their findings, without repetitions.

    With `apart`, `placed` holds paragraphs as well as sentences, and each goes to the checks of its level only.
    Exceptions of a check propagate, unless `ask` turns them into findings, as `answered` does.
    """
    told: set[tuple[int | None, str, str]] = set()
    for item in placed:
        found = [finding for finding in item.known if finding.check in names]
        whole = replace(item.pair, before=item.around[0], after=item.around[1]) if any(item.around) else item.pair
        for name in _wanted(item, names, apart=apart):
            found += ask(name, whole if name in PARAGRAPH_LEVEL else item.pair)
        for finding in found:
            key = (item.segment if not item.wide else item.block, finding.check, finding.message)
            if key in told:
                continue
            told.add(key)
            language = item.pair.target_language
            here = replace(finding, language=language, block=item.block, segment=item.segment)
            yield PlacedFinding(finding=here, pair=item.pair)


def _wanted(item: PlacedPair, names: frozenset[str], *, apart: bool) -> list[str]:
    """The names of the checks for a pair; if one side is empty, only `length`, unless that is known already."""
    if not (item.pair.source.strip() and item.pair.target.strip()):
        return ["length"] if "length" in names and not item.wide and not item.known else []
    return [
        name
        for name in kinds("checks")
        if name in names and (not apart or ((name in PARAGRAPH_LEVEL) == item.wide and name != "omission"))
    ]
