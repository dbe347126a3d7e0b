"""Two documents in, findings out: blocks are aligned, then the sentences inside them.

Every check then sees one aligned pair. Whole paragraphs go to the checks that need them (quotations), and what must
stand byte for byte is compared as it is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from babelpress.document import VERBATIM, Block, Finding, InlineTag
from babelpress.formats.html.names import TEXT_ATTRIBUTES
from babelpress.nlp.segmentation import split
from babelpress.nlp.sentence_alignment import Bead, align
from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.omission import fits, lone, ratio
from babelpress.qa.engine import MARKUP, PlacedPair, answered, run_checks, select_checks

_ATTACH = 0.4
"""How much worse, in logarithms, the lengths of a paragraph may fit with the one beside it that stands alone: less than
with one of its own length more."""


def verify(
    source: Sequence[Block],
    target: Sequence[Block],
    *,
    source_language: str,
    target_language: str,
    checks: Sequence[str] | None = None,
    keep: Sequence[str] = (),
    variant: str = "",
) -> tuple[Finding, ...]:
    """Give what is wrong with a translation, in the order of its source.

    `block` and `segment` of a finding count the blocks and the sentences of the source from 0. `checks` are names of
    `CHECKS` and `markup`, all unless given. Raises `ConfigError` for a check there is not.
    """
    frame = frame_of(source_language, target_language, keep=keep, variant=variant)
    placed = place(source, target, frame)
    return tuple(one.finding for one in run_checks(placed, select_checks(checks), apart=True, ask=answered))


def frame_of(source_language: str, target_language: str, *, keep: Sequence[str], variant: str) -> SegmentPair:
    """Give a pair without texts: what all pairs of two documents have in common."""
    return SegmentPair(
        source="",
        target="",
        source_language=source_language,
        target_language=target_language,
        variant=variant,
        keep=tuple(keep),
    )


def place(
    source: Sequence[Block], target: Sequence[Block], frame: SegmentPair, *, same: bool = True
) -> Iterator[PlacedPair]:
    """Align blocks and the sentences in them; every sentence of both sides comes once."""
    languages = (frame.source_language, frame.target_language)
    proportion = ratio(*languages)
    ours = [index for index, block in enumerate(source) if block.kind not in VERBATIM and block.text.strip()]
    theirs = [index for index, block in enumerate(target) if block.kind not in VERBATIM and block.text.strip()]
    texts = [source[index].text for index in ours], [target[index].text for index in theirs]
    beads = _attached(align(*texts, languages=languages, ratio=proportion), *texts, ratio=proportion)
    missing = dict(lone(beads, *texts, ratio=proportion))
    block, segment = 0, 0
    for number, bead in enumerate(beads):
        block = ours[bead.source[0]] if bead.source else block
        placed = [(ours[i], part) for i in bead.source for part in split(texts[0][i], languages[0]).sentences]
        before = [part for _, part in placed]
        after = [part for j in bead.target for part in split(texts[1][j], languages[1]).sentences]
        pair = replace(frame, source=" ".join(before), target=" ".join(after))
        if number in missing or not before or not after:
            known = (missing[number],) if number in missing else ()
            yield PlacedPair(pair, block, segment, known=known)
            segment += len(before)
            continue
        tags = _difference(
            (source[ours[i]] for i in bead.source), (target[theirs[j]] for j in bead.target), kind="tag"
        ) if same else ()  # fmt: skip
        yield PlacedPair(pair, block, segment, wide=True, known=tags)
        groups = align(before, after, languages=languages, ratio=proportion)
        gone = dict(lone(groups, before, after, ratio=proportion))
        for index, group in enumerate(groups):
            inner = replace(
                frame,
                source=" ".join(before[i] for i in group.source),
                target=" ".join(after[j] for j in group.target),
            )
            block = placed[group.source[0]][0] if group.source else block
            yield PlacedPair(inner, block, segment, known=(gone[index],) if index in gone else ())
            segment += len(group.source)
    if same:
        fixed = _difference((b for b in source if b.kind in VERBATIM), (b for b in target if b.kind in VERBATIM))
        yield PlacedPair(frame, None, None, wide=True, known=fixed)


def _attached(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], *, ratio: float) -> tuple[Bead, ...]:
    """Put blocks that stand alone with the neighbour that may hold what they say: paragraphs are cut as one likes."""
    found: list[Bead] = []
    ahead: Bead | None = None  # goes with the next one
    for index, bead in enumerate(beads):
        if ahead:
            bead, ahead = _together(ahead, bead), None
        elif not (bead.source and bead.target):
            left = fits(bead, found[-1], source, target, ratio=ratio) if found else math.inf
            right = fits(bead, beads[index + 1], source, target, ratio=ratio) if index + 1 < len(beads) else math.inf
            if min(left, right) < _ATTACH:
                if right < left:
                    ahead = bead
                    continue
                bead = _together(found.pop(), bead)
        found.append(bead)
    return tuple(found)


def _together(first: Bead, second: Bead) -> Bead:
    return Bead(
        range(first.source.start, second.source.stop)
        if first.source and second.source
        else first.source or second.source,
        range(first.target.start, second.target.stop)
        if first.target and second.target
        else first.target or second.target,
    )


def _difference(source: Iterable[Block], target: Iterable[Block], *, kind: str = "") -> tuple[Finding, ...]:
    """What of the tags of blocks (`kind` is "tag") or of their whole texts only one side has."""
    ours, theirs = (Counter(_spelled(blocks, tags=kind == "tag")) for blocks in (source, target))
    return tuple(
        Finding(check=MARKUP, severity="severe", message=f"{said} {what} {shorten(text)}", source=text)
        for side, said in ((ours - theirs, "lost the"), (theirs - ours, "has, unlike its source, the"))
        for (what, text), _ in side.items()
    )


def _spelled(blocks: Iterable[Block], *, tags: bool) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if tags:
            yield from (("tag", text) for mark in block.markup for text in _tag(mark) if text.strip())
        elif block.text.strip() and not any(mark.tag == "language" for mark in block.markup):
            yield ("syntax" if block.kind == "skeleton" else "code", " ".join(block.text.split()))


def _tag(mark: InlineTag) -> tuple[str, ...]:
    """A tag as it is compared: without those of its attributes that are texts, and translated as such."""
    fixed = [f'{name}="{value}"' for name, value in mark.attributes if name not in TEXT_ATTRIBUTES]
    if mark.inline and mark.attributes:
        return (f"<{' '.join([mark.tag, *fixed])}>",)
    return mark.open, mark.close
