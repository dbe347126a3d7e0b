"""Checks of a whole document: blocks are aligned, then the sentences inside them.

Most checks get one aligned pair of sentences. Checks that need whole paragraphs (quotations) get the aligned blocks.
Tags, code and skeletons, which must be identical on both sides, are compared directly.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from babelpress.document import VERBATIM, Block, Finding, InlineTag
from babelpress.formats.html.names import TEXT_ATTRIBUTES
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.segmentation import split
from babelpress.nlp.sentence_alignment import Bead, align
from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.omission import fits, lone, ratio
from babelpress.qa.engine import MARKUP, PlacedPair, answered, run_checks, select_checks

_ATTACH = 0.4
"""Limit for joining a paragraph that has no counterpart to its neighbour: how much worse the length ratio of the
neighbour may become, as a difference of absolute log ratios. Below log 2, the cost of a paragraph as long again."""


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
    """Check a translated document against its source.

    Args:
        source: Blocks of the source document.
        target: Blocks of the translation; there need not be as many.
        source_language: A code of `lang.known()`.
        target_language: A code of `lang.known()`.
        checks: Names of checks, `markup` included; all of them for None.
        keep: Names that must not be translated.
        variant: The variant whose typography the target must follow (`pt-BR`); empty if any variant is acceptable.

    Returns:
        The findings in the order of the source. Their `block` and `segment` count the blocks and the sentences of the
        source from 0.

    Raises:
        ConfigError: If there is no check of a given name.
    """
    frame = frame_of(source_language, target_language, keep=keep, variant=variant)
    placed = place(source, target, frame)
    return tuple(one.finding for one in run_checks(placed, select_checks(checks), apart=True, ask=answered))


def frame_of(source_language: str, target_language: str, *, keep: Sequence[str], variant: str) -> SegmentPair:
    """Return a pair without texts, which holds what all pairs of two documents have in common."""
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
    """Align blocks and the sentences in them; yield every sentence of both sides exactly once.

    `same` compares tags, code and skeletons too; only for two documents of the same format.
    """
    languages = (frame.source_language, frame.target_language)
    frame = replace(frame, article=gather((b.text for b in source if b.kind not in VERBATIM), languages[0]))
    proportion = ratio(*languages)
    source_indices = [index for index, block in enumerate(source) if block.kind not in VERBATIM and block.text.strip()]
    target_indices = [index for index, block in enumerate(target) if block.kind not in VERBATIM and block.text.strip()]
    texts = [source[index].text for index in source_indices], [target[index].text for index in target_indices]
    beads = _attached(align(*texts, languages=languages, ratio=proportion), *texts, ratio=proportion)
    missing = dict(lone(beads, *texts, ratio=proportion))
    block, segment = 0, 0
    for number, bead in enumerate(beads):
        block = source_indices[bead.source[0]] if bead.source else block
        source_at, before = _sentences([(source_indices[i], texts[0][i]) for i in bead.source], languages[0])
        target_at, after = _sentences([(target_indices[j], texts[1][j]) for j in bead.target], languages[1])
        pair = replace(frame, source=" ".join(before), target=" ".join(after))
        if number in missing or not before or not after:
            known = (missing[number],) if number in missing else ()
            yield PlacedPair(pair, block, segment, known=known)
            segment += len(before)
            continue
        tags: tuple[Finding, ...] = ()
        if same:
            blocks = [source[source_indices[i]] for i in bead.source]
            tags = _difference(blocks, (target[target_indices[j]] for j in bead.target), kind="tag")
        yield PlacedPair(pair, block, segment, wide=True, known=tags)
        groups = align(before, after, languages=languages, ratio=proportion)
        unmatched = dict(lone(groups, before, after, ratio=proportion))
        for index, group in enumerate(groups):
            inner = replace(
                frame,
                source=" ".join(before[i] for i in group.source),
                target=" ".join(after[j] for j in group.target),
            )
            block = source_at[group.source[0]][0] if group.source else block
            yield PlacedPair(
                inner,
                block,
                segment,
                known=(unmatched[index],) if index in unmatched else (),
                source_at=tuple(source_at[i] for i in group.source),
                target_at=tuple(target_at[j] for j in group.target),
            )
            segment += len(group.source)
    if same:
        fixed = _difference((b for b in source if b.kind in VERBATIM), (b for b in target if b.kind in VERBATIM))
        yield PlacedPair(frame, None, None, wide=True, known=fixed)


def _sentences(blocks: Iterable[tuple[int, str]], language: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The sentences of some blocks, and the place of each: the index of its block and its number in it."""
    found = [
        ((index, number), part) for index, text in blocks for number, part in enumerate(split(text, language).sentences)
    ]
    return [place for place, _ in found], [part for _, part in found]


def _attached(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], *, ratio: float) -> tuple[Bead, ...]:
    """Join blocks without a counterpart to the neighbour that may contain their text: translators split paragraphs."""
    found: list[Bead] = []
    ahead: Bead | None = None  # to be joined with the next bead
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
    """Findings for tags of blocks (if `kind` is "tag"), or else for whole texts, that only one side has."""
    source_counts, target_counts = (Counter(_spelled(blocks, tags=kind == "tag")) for blocks in (source, target))
    return tuple(
        Finding(check=MARKUP, severity="severe", message=f"{said} {what} {shorten(text)}", source=text)
        for side, said in (
            (source_counts - target_counts, "lost the"),
            (target_counts - source_counts, "has, unlike its source, the"),
        )
        for (what, text), _ in side.items()
    )


def _spelled(blocks: Iterable[Block], *, tags: bool) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if tags:
            yield from (("tag", text) for mark in block.markup for text in _tag(mark) if text.strip())
        elif block.text.strip() and not any(mark.tag == "language" for mark in block.markup):
            yield ("syntax" if block.kind == "skeleton" else "code", " ".join(block.text.split()))


def _tag(mark: InlineTag) -> tuple[str, ...]:
    """The form of a tag for comparison: without the attributes whose values are texts and therefore translated."""
    fixed = [f'{name}="{value}"' for name, value in mark.attributes if name not in TEXT_ATTRIBUTES]
    if mark.inline and mark.attributes:
        return (f"<{' '.join([mark.tag, *fixed])}>",)
    return mark.open, mark.close
