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
from babelpress.formats.site.pages import SHOWN
from babelpress.nlp.names.evidence import gather
from babelpress.nlp.segmentation import split
from babelpress.nlp.sentence_alignment import Bead, align
from babelpress.nlp.tokenization import shorten
from babelpress.qa.base import SegmentPair
from babelpress.qa.checks.omission import fits, lone, ratio
from babelpress.qa.engine import MARKUP, PlacedPair, answered, run_checks, select_checks
from babelpress.qa.office import in_essence
from babelpress.qa.structure import without_languages

_TRANSLATED = TEXT_ATTRIBUTES | {"text", "label"}
"""Attributes that are texts; the words of a link to a reference (`[reports][1]`) are one."""
_NOTE = "^["
"""What opens a note inside a line of Markdown, whose text is a block of its own."""

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
    source, target = (without_languages(in_essence(side), *languages) if same else side for side in (source, target))
    moved, alike = _moved(source, target) if same else (Counter(), False)
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
            tags = _difference(blocks, (target[target_indices[j]] for j in bead.target), moved=moved)
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
        fixed = _difference(*(_fixed(blocks, syntax=not (moved and alike)) for blocks in (source, target)))
        yield PlacedPair(frame, None, None, wide=True, known=fixed)


def _sentences(blocks: Iterable[tuple[int, str]], language: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The sentences of some blocks, and the place of each: the index of its block and its number in it."""
    found = [
        ((index, number), part) for index, text in blocks for number, part in enumerate(split(text, language).sentences)
    ]
    return [place for place, _ in found], [part for _, part in found]


def _fixed(blocks: Sequence[Block], *, syntax: bool) -> Iterator[Block]:
    """Blocks that must be the same on both sides: code and, if `syntax` says so, what is between the blocks.

    A package of Word is not the same: it states the language in many places.
    """
    packed = any(mark.tag == "package" for block in blocks[:1] for mark in block.markup)
    for block in blocks:
        if block.kind in VERBATIM and (block.kind != "skeleton" or (syntax and not packed)):
            yield block
        for mark in block.markup if syntax else ():
            if mark.tag == "cue":  # one sentence over several subtitles, which the other side may end earlier
                yield Block(kind="skeleton", text=dict(mark.attributes).get("between", ""))


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


def _moved(source: Sequence[Block], target: Sequence[Block]) -> tuple[Counter[str], bool]:
    """Tags that are inside blocks of the source and between blocks of the target; negative for the reverse.

    A tag over some words of a block is inside it, one over the whole block is outside. The second value tells whether
    what is between the blocks is otherwise the same.
    """
    inside = [Counter(text for _, text in _spelled(blocks, tags=True)) for blocks in (source, target)]
    written = {
        text: (mark.open, mark.close)
        for block in (*source, *target)
        for mark in block.markup
        for text in _tag(mark)
        if mark.open.strip()
    }
    outside = [
        "".join(block.text for block in blocks if block.kind == "skeleton" and not _is_language(block))
        for blocks in (source, target)
    ]
    found: Counter[str] = Counter()
    for tag in written:
        lost = inside[0][tag] - inside[1][tag]
        gained = outside[1].count(written[tag][0]) - outside[0].count(written[tag][0]) if lost else 0
        if lost * gained > 0:
            found[tag] = min(lost, gained) if lost > 0 else max(lost, gained)
    for piece in sorted((piece for tag in found for piece in written[tag] if piece), key=len, reverse=True):
        outside = [text.replace(piece, "") for text in outside]
    return found, "".join(outside[0].split()) == "".join(outside[1].split())


def _difference(
    source: Iterable[Block], target: Iterable[Block], *, moved: Counter[str] | None = None
) -> tuple[Finding, ...]:
    """Findings for tags of blocks without those that `moved` out of them, or else for texts, that one side has."""
    source_counts, target_counts = (Counter(_spelled(blocks, tags=moved is not None)) for blocks in (source, target))
    for side, step in ((source_counts - target_counts, 1), (target_counts - source_counts, -1)):
        for what, text in side if moved else ():
            if moved and step * moved[text] > 0:
                target_counts[what, text] += step
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
            yield from (("code", block.text[m.start : m.end]) for m in block.markup if m.inline and m.tag == "code")
        elif block.text.strip() and not _is_language(block):
            yield ("syntax" if block.kind == "skeleton" else "code", " ".join(block.text.split()))


def _is_language(block: Block) -> bool:
    return any(mark.tag == "language" for mark in block.markup)


def _tag(mark: InlineTag) -> tuple[str, ...]:
    """The form of a tag for comparison: without the attributes whose values are texts and therefore translated."""
    fixed = [f'{name}="{value}"' for name, value in mark.attributes if name not in _TRANSLATED]
    if mark.inline and (mark.attributes or mark.tag in SHOWN):
        return (f"<{' '.join([mark.tag, *fixed])}>",)
    return (_NOTE, "") if mark.open.startswith(_NOTE) else (mark.open.strip(), mark.close.strip())
