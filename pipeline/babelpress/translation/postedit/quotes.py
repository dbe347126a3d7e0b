"""Post-editor that restores quotation marks which the model lost, around the aligned words."""

from collections.abc import Sequence
from dataclasses import replace

from babelpress.lang.base import Variant
from babelpress.nlp.edits import Edit
from babelpress.nlp.quotes.match import _FINAL, Align, Lost, _joined, missing, units
from babelpress.nlp.quotes.parse import DOUBLE
from babelpress.nlp.tokenization import shorten
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
        align=context.span,
    )
    return [_outside(edit, context, variant) for edit in changes]


def quotation_edits(
    source: str, target: str, *, source_language: str, variant: Variant, align: Align
) -> tuple[Edit, ...]:
    """Return edits that restore lost marks at the aligned words, or where the source makes the place certain.

    The marks are those of the variant. If the source has no quotation, the quotation marks of the target are removed.
    """
    if not units(source, source_language):
        return tuple(replace(edit, reason="the source has no quotation") for edit in _unquoted(target, variant))
    edits: list[Edit] = []
    for lost in missing(source, target, source_language=source_language, target_language=variant.language):
        made = _restored(source, target, lost, variant=variant, align=align)
        edits += made
    edits.sort(key=lambda edit: (edit.start, edit.new.strip() not in variant.quotes[1] + variant.inner[1]))
    return tuple(edits)


def _unquoted(target: str, variant: Variant) -> tuple[Edit, ...]:
    edits = []
    for unit in units(target, variant.language):
        if unit.opened and unit.closed and (target[unit.start] in DOUBLE or unit.depth == 0):
            edits += [
                Edit(start=unit.start, end=unit.inner_start, new=""),
                Edit(start=unit.inner_end, end=unit.end, new=""),
            ]
        elif unit.opened and target[unit.start] in DOUBLE:
            edits.append(Edit(start=unit.start, end=max(unit.inner_start, unit.start + 1), new=""))
        elif unit.closed and target[unit.end - 1] in DOUBLE:
            edits.append(Edit(start=min(unit.inner_end, unit.end - 1), end=unit.end, new=""))
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = max(edit.start, apart[-1].end if apart else 0)  # two marks may share the white space between them
        if start < edit.end:
            apart.append(Edit(start=start, end=edit.end, new=""))
    return tuple(apart)


def _restored(source: str, target: str, lost: Lost, *, variant: Variant, align: Align) -> list[Edit]:
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
    why = f"the source quotes '{shorten(source[quote.inner_start : quote.inner_end], width=40)}'"
    opening = [Edit(start=start, end=start, new=left, reason=why)] if start is not None else []
    closing = [Edit(start=end, end=end, new=right, reason=why)] if end is not None else []
    return [*opening, *closing]


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
