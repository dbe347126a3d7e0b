"""Post-editor that restores quotation marks which the model lost, around the aligned words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from babelpress import lang
from babelpress.lang.base import Variant
from babelpress.nlp.edits import Edit
from babelpress.nlp.quotes.match import (
    _FINAL,
    Align,
    Lost,
    Unit,
    _joined,
    is_first_person,
    is_reported,
    missing,
    units,
)
from babelpress.nlp.quotes.parse import is_dialogue
from babelpress.nlp.tokenization import shorten, words
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> Sequence[Edit]:
    """Return edits that put the quotation marks of the source around the corresponding words."""
    variant = context.variant
    if variant is None:
        return ()
    changes = quotation_edits(
        context.source,
        context.target,
        source_language=context.source_language,
        variant=variant,
        align=context.span if context.alignment else None,
    )
    return [_outside(edit, context, variant) for edit in changes]


def quotation_edits(
    source: str, target: str, *, source_language: str, variant: Variant, align: Align | None
) -> tuple[Edit, ...]:
    """Return edits that restore lost marks at the aligned words, or where the source makes the place certain.

    The marks are those of the variant. Marks that only the target has stay, unless there is no word between them: a
    translator may write them where the source has dashes or italics. The check `quotes` reports them. Without a word
    alignment only both marks of a quotation are restored, in a target that has no mark of any kind.
    """
    if not units(source, source_language):
        return tuple(replace(edit, reason="there are no words between the marks") for edit in _emptied(target, variant))
    if is_dialogue(source) != is_dialogue(target):
        return ()
    edits: list[Edit] = []
    if align is None and _MARK.search(target):
        return ()
    for lost in missing(source, target, source_language=source_language, target_language=variant.language):
        if align or (lost.opening and lost.closing and lost.quote.opened and lost.quote.closed):
            edits += _restored(source, target, lost, language=source_language, variant=variant, align=align or _unknown)
    edits.sort(key=lambda edit: (edit.start, edit.new.strip() not in variant.quotes[1] + variant.inner[1]))
    return tuple(edits)


# A quotation mark of any kind, also ` for an opening one; no apostrophe inside a word.
_MARK = re.compile(r"[\"“”„«»‹›`]|(?<!\w)['‘’‚]|['’](?!\w)")


def _unknown(start: int, end: int) -> None:
    """The alignment of nothing."""


def _emptied(target: str, variant: Variant) -> tuple[Edit, ...]:
    """Edits that remove pairs of quotation marks with nothing between them."""
    return tuple(
        Edit(start=unit.start, end=unit.end, new="")
        for unit in units(target, variant.language)
        if unit.opened and unit.closed and not any(map(str.isalnum, target[unit.start : unit.end])) and not unit.depth
    )


def _restored(source: str, target: str, lost: Lost, *, language: str, variant: Variant, align: Align) -> list[Edit]:
    """The marks of one quotation; none if their places are not known, or if no words would be between them."""
    quote = lost.quote
    span = align(quote.inner_start, quote.inner_end) if quote.inner_start < quote.inner_end else None
    left, right = variant.inner if quote.depth % 2 else variant.quotes
    start = _opening_place(source, target, lost, span) if lost.opening else None
    end = _closing_place(source, target, lost, span) if lost.closing else None
    if (lost.opening and start is None) or (lost.closing and end is None):
        return []  # one mark of a pair is worse than none: it quotes the rest of the paragraph
    low = start if start is not None else lost.left.inner_start if lost.left and lost.left.opened else 0
    high = end if end is not None else lost.left.inner_end if lost.left and lost.left.closed else len(target)
    if not any(map(str.isalnum, target[low:high])):
        return []
    whole = lost.left is None and quote.opened and quote.closed
    if whole and _is_reported(source, target, quote, (low, high), languages=(language, variant.language)):
        return []
    why = f"the source quotes '{shorten(source[quote.inner_start : quote.inner_end], width=40)}'"
    opening = [Edit(start=start, end=start, new=left, reason=why)] if start is not None else []
    closing = [Edit(start=end, end=end, new=right, reason=why)] if end is not None else []
    return [*opening, *closing]


def _is_reported(source: str, target: str, quote: Unit, span: tuple[int, int], *, languages: tuple[str, str]) -> bool:
    """Whether the target reports what the source quotes, so that marks would put words into the speaker's mouth.

    That is: it speaks of `I` no longer, a conjunction that the source lacks precedes the words, or the subjunctive.
    """
    said, inner = target[span[0] : span[1]], source[quote.inner_start : quote.inner_end]
    ours, theirs = (lang.get(language).quotations for language in languages)
    before = (words(source[: quote.start])[-1:], words(target[: span[0]])[-1:])
    joined = not theirs.that.isdisjoint(before[1]) and ours.that.isdisjoint(before[0])
    person = is_first_person(inner, languages[0]) and not theirs.drops and not is_first_person(said, languages[1])
    return joined or person or is_reported(said, languages[1])


def _opening_place(source: str, target: str, lost: Lost, span: tuple[int, int] | None) -> int | None:
    first = len(target) - len(target.lstrip())
    if not any(map(str.isalnum, source[: lost.quote.start])):
        return first
    if span is None:
        return None
    at = max(0, min(span[0], len(target)))
    while at < len(target) and not target[at].isalnum():
        at += 1
    while at > 0 and _joined(target, at):
        at -= 1
    return at if at < len(target) else None


def _closing_place(source: str, target: str, lost: Lost, span: tuple[int, int] | None) -> int | None:
    """The offset after the last word of the quotation, and after punctuation that the source has inside it."""
    quote = lost.quote
    inside = source[quote.inner_start : quote.inner_end]
    marks = len(inside) - len(inside.rstrip(".!?…,;:"))
    if not any(map(str.isalnum, source[quote.end :])):
        final = _FINAL.search(target)
        tail = len(target.rstrip())
        return tail if marks or not final else final.start()
    if span is None:
        return None
    at = max(0, min(span[1], len(target)))
    while at > 0 and not target[at - 1].isalnum():
        at -= 1
    while at < len(target) and _joined(target, at):
        at += 1
    if not at:
        return None
    while marks and at < len(target) and target[at] in ".!?…,":
        at += 1
    return at


def _outside(edit: Edit, context: Context, variant: Variant) -> Edit:
    """Move a quotation mark that would be inside a kept text (`%2$s`) before or after it."""
    around = context.kept_at(edit)
    if not around or edit.start < edit.end:
        return edit
    opens = edit.new.strip() in {variant.quotes[0].strip(), variant.inner[0].strip()}
    at = around[0] if opens else around[1]
    return replace(edit, start=at, end=at)
