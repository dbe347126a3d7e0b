"""Whether every sentence of a text is in its translation, and no other."""

import math
import re
from collections.abc import Iterator, Sequence

from babelpress import lang
from babelpress.nlp.segmentation import split
from babelpress.nlp.sentence_alignment import Bead, align
from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import Finding, SegmentPair, Severity

_SEVERAL = re.compile(r"[.!?…][»”\"'’)\]\s]*\s\S")
"""What a text of two sentences holds at least; the splitter is asked only then."""

_MARGIN = 0.16
"""For a pair that is known to belong together: a translator who splits a sentence rarely leaves one out."""

_SMALL = 20
"""Characters of a sentence too short to be severe: a translator moves "she said" from one sentence to the next."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Give the sentences that only one side has.

    >>> pair = SegmentPair(source="Bonjour le monde ! Comment allez-vous ?", target="How are you?",
    ...             source_language="fr", target_language="en")
    >>> check(pair)[0].message
    'is not translated: Bonjour le monde !'
    """
    if not (pair.source.strip() and pair.target.strip()):
        return ()
    if not _SEVERAL.search(pair.source) and not _SEVERAL.search(pair.target):
        return ()
    source = split(pair.source, pair.source_language).sentences
    target = split(pair.target, pair.target_language).sentences
    if len(source) == len(target) == 1:
        return ()
    proportion = ratio(pair.source_language, pair.target_language)
    beads = align(source, target, languages=(pair.source_language, pair.target_language), ratio=proportion)
    return tuple(finding for _, finding in lone(beads, source, target, ratio=proportion, margin=_MARGIN))


def ratio(source_language: str, target_language: str) -> float:
    """Give how many characters of the target a character of the source takes."""
    return lang.get(target_language).expansion / lang.get(source_language).expansion


def lone(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], *, ratio: float, margin: float = 0.0
) -> Iterator[tuple[int, Finding]]:
    """Give each bead that has no other side, by its index, and what is wrong with it.

    It is no more than a warning where the neighbour may hold what it says: where, taken together, their lengths fit
    better, or in logarithms at most `margin` worse.
    """
    for index, bead in enumerate(beads):
        if bead.source and bead.target:
            continue
        text = " ".join([source[i] for i in bead.source] or [target[j] for j in bead.target])
        if not any(map(str.isalpha, text)):
            continue
        near = [beads[i] for i in (index - 1, index + 1) if 0 <= i < len(beads)]
        severity: Severity = "severe"
        if len(text) < _SMALL or any(fits(bead, other, source, target, ratio=ratio) < margin for other in near):
            severity = "warning"
        said = "is not translated" if bead.source else "is not in the source"
        yield (
            index,
            Finding(
                check="omission",
                severity=severity,
                message=f"{said}: {shorten(text)}",
                source=text if bead.source else "",
                target=text if bead.target else "",
            ),
        )


def fits(bead: Bead, other: Bead, source: Sequence[str], target: Sequence[str], *, ratio: float) -> float:
    """Give how much worse the lengths of a neighbour fit, in logarithms, with a lone text than without it."""
    if not other.source or not other.target:
        return math.inf
    left, right = (sum(len(side[i]) for i in part) for side, part in ((source, other.source), (target, other.target)))
    alone = abs(math.log(right / (left * ratio)))
    left += sum(len(source[i]) for i in bead.source)
    right += sum(len(target[j]) for j in bead.target)
    return abs(math.log(right / (left * ratio))) - alone
