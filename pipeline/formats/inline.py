"""A block's text with its inline tags put back: one rendering for every structured format."""

from collections.abc import Callable, Sequence

from pipeline.records import Block, Mark

Escape = Callable[[str, tuple[Mark, ...]], str]
"""Gives plain text as the format spells it; the second argument are the marks around it, outermost first."""


def render_inline(block: Block, escape: Escape) -> str:
    """Give the text of a block with every inline mark's `open` and `close` around what it covers.

    >>> mark = Mark(start=3, end=7, tag="b", open="<b>", close="</b>")
    >>> render_inline(Block(kind="paragraph", text="Un mot.", markup=(mark,)), lambda text, inside: text)
    'Un <b>mot.</b>'
    """
    marks = [mark for mark in block.markup if mark.inline]
    parts: list[str] = []
    around: list[Mark] = []
    at = 0

    def text_until(end: int) -> None:
        nonlocal at
        if end > at:
            parts.append(escape(block.text[at:end], tuple(around)))
            at = end

    def close_to(depth: int) -> None:
        while len(around) > depth:
            text_until(around[-1].end)
            parts.append(around.pop().close)

    for mark in marks:
        close_to(mark.depth)
        text_until(mark.start)
        parts.append(mark.open)
        around.append(mark)
    close_to(0)
    text_until(len(block.text))
    return "".join(parts)


def faults(text: str, marks: Sequence[Mark]) -> list[str]:
    """Say what is wrong with marks that do not form a tree over a text; empty where nothing is."""
    found: list[str] = []
    around: list[Mark] = []
    last = 0
    for mark in marks:
        if not mark.inline:
            continue
        if mark.depth > len(around):
            found.append(f"{mark.open}: depth {mark.depth} under {len(around)} open tags")
            continue
        while len(around) > mark.depth:
            last = max(last, around.pop().end)
        low, high = (around[-1].start, around[-1].end) if around else (0, len(text))
        if not max(low, last) <= mark.start <= mark.end <= high:
            found.append(f"{mark.open}: covers {mark.start} to {mark.end}, outside of {max(low, last)} to {high}")
        around.append(mark)
        last = max(last, mark.start)
    return found
