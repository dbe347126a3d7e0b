"""Check `omission`: sentences that only the source or only the translation has."""

import math
import re
from collections.abc import Iterator, Sequence

from babelpress import lang
from babelpress.nlp.segmentation import split
from babelpress.nlp.sentence_alignment import Bead, align
from babelpress.nlp.tokenization import fold, shorten, words
from babelpress.qa.base import Finding, SegmentPair, Severity

_SEVERAL = re.compile(r"[.!?…][»”\"'’)\]\s]*\s\S")
"""Matches the end of a sentence followed by more text; without it, a text is not split into sentences."""

_BRACKETS = re.compile(r"\(([^()]{1,300})\)")
_OPENING = re.compile(r"[(\[]")
_LETTERS = 3
"""Letters in brackets from which they are words."""

_STEM = 4
"""First letters of a word that two languages may share."""

_MANY = 50
"""Brackets of a text that are looked at."""

_MARGIN = 0.16
"""`margin` of `lone` for a pair known to belong together: translators rather split a sentence than omit one."""

_SMALL = 20
"""Sentences of fewer characters are at most a warning: translators move "she said" from one sentence to the next."""


def check(pair: SegmentPair) -> tuple[Finding, ...]:
    """Return a finding for every sentence that only one side has.

    >>> pair = SegmentPair(source="Bonjour le monde ! Comment allez-vous ?", target="How are you?",
    ...             source_language="fr", target_language="en")
    >>> check(pair)[0].message
    'is not translated: Bonjour le monde !'
    """
    if not (pair.source.strip() and pair.target.strip()):
        return ()
    return (*_sentences(pair), *_lost_brackets(pair))


def _sentences(pair: SegmentPair) -> tuple[Finding, ...]:
    if not _SEVERAL.search(pair.source) and not _SEVERAL.search(pair.target):
        return ()
    source = split(pair.source, pair.source_language).sentences
    target = split(pair.target, pair.target_language).sentences
    if len(source) == len(target) == 1:
        return ()
    proportion = ratio(pair.source_language, pair.target_language)
    beads = align(source, target, languages=(pair.source_language, pair.target_language), ratio=proportion)
    return tuple(finding for _, finding in lone(beads, source, target, ratio=proportion, margin=_MARGIN))


def _lost_brackets(pair: SegmentPair) -> Iterator[Finding]:
    """Findings for words in brackets of which the target has neither the brackets nor a word.

    Translators put commas in place of brackets: where the target has none, the words are missed only if it is too
    short for them. An acronym behind the name that it stands for may be left out.
    """
    inside = [match[0] for match in _BRACKETS.finditer(pair.source) if _is_said(match[1])][:_MANY]
    kept = len(_OPENING.findall(pair.target))
    if len(inside) <= kept:
        return
    target = fold(pair.target)
    lost = [text for text in inside if not _is_in(text, target)]
    if kept:
        message = (
            f"{len(inside) - kept} of {len(inside)} texts in brackets are not translated: {shorten(', '.join(lost))}"
        )
        if len(lost) >= len(inside) - kept:
            yield Finding(check="omission", severity="warning", message=message, source=" ".join(lost))
        return
    proportion = ratio(pair.source_language, pair.target_language)
    for text in lost:
        left = len(pair.source) - len(text)
        if left and _misfit(left, pair.target, proportion) < _misfit(len(pair.source), pair.target, proportion):
            message = f"is not translated: {shorten(text)}"
            yield Finding(check="omission", severity="warning", message=message, source=text)


def _is_in(text: str, target: str) -> bool:
    """Whether the folded target has the beginning of a word of a text, as it has of a name or a number."""
    return any(word[:_STEM] in target for word in words(fold(text)) if len(word) >= _STEM or word.isdigit())


def _is_said(text: str) -> bool:
    return not text.isupper() and sum(map(str.isalpha, text)) >= _LETTERS


def _misfit(length: int, target: str, proportion: float) -> float:
    """Return how far a target is from the length that a source of so many characters lets expect, as a log ratio."""
    return abs(math.log(len(target) / (length * proportion)))


def ratio(source_language: str, target_language: str) -> float:
    """Return the expected number of target characters per source character."""
    return lang.get(target_language).expansion / lang.get(source_language).expansion


def lone(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], *, ratio: float, margin: float = 0.0
) -> Iterator[tuple[int, Finding]]:
    """Yield the index of each bead that has only one side, and the finding for it.

    The finding is at most a warning if a neighbour may contain the text: if joining the two makes their length ratio
    fit better, or less than `margin` worse, as a difference of absolute log ratios.
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
    """Return how much worse the length ratio of a neighbour fits with a lone text than without it.

    The value is a difference of absolute log ratios; infinite if the neighbour has only one side too.
    """
    if not other.source or not other.target:
        return math.inf
    left, right = (sum(len(side[i]) for i in part) for side, part in ((source, other.source), (target, other.target)))
    alone = abs(math.log(right / (left * ratio)))
    left += sum(len(source[i]) for i in bead.source)
    right += sum(len(target[j]) for j in bead.target)
    return abs(math.log(right / (left * ratio))) - alone
