"""What could begin a block where a text of a paragraph or its first tag stands at the start of a line."""

import re
from dataclasses import replace

from markdown_it.rules_block.html_block import HTML_SEQUENCES

from pipeline.formats.inline import faults
from pipeline.records import Mark

_LINE_START = re.compile(r"^(?:([-+=#>|:~`*_$\[{<])|(\d{1,9})(?=[.)]))", re.MULTILINE)
_HTML_BLOCKS = tuple(opening for opening, _, interrupts in HTML_SEQUENCES if interrupts)
"""Tags after which the rest of a line is no Markdown; others only begin a block where they stand alone."""


def guard_line_starts(piece: str, *, at_start: bool) -> str:
    """Escape what could begin a block at the start of a line; tags that stand there are no text."""
    head, end, tail = ("", "", piece) if at_start else piece.partition("\n")
    return head + end + _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\", tail)


def away_from_start(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Give marks, each on one line, of which none begins an HTML block: such a one goes behind the first word.

    In the source it stood inside of a line; only a translation that puts it elsewhere needs this.
    """
    marks = tuple(
        replace(mark, open=mark.open.replace("\n", " "), close=mark.close.replace("\n", " ")) for mark in marks
    )
    first = re.match(r"\s*\S*", text)
    start, behind = len(text) - len(text.lstrip()), first.end() if first else 0
    staying = [mark for mark in marks if not (mark.start <= start and mark.depth == 0 and _begins_block(mark))]
    if len(staying) == len(marks):
        return marks
    behind = next((mark.end for mark in staying if mark.depth == 0 and mark.start < behind < mark.end), behind)
    moved = [replace(mark, start=behind, end=max(behind, mark.end)) for mark in marks if mark not in staying]
    index = next((i for i, mark in enumerate(staying) if mark.depth == 0 and mark.start >= behind), len(staying))
    found = (*staying[:index], *moved, *staying[index:])
    return marks if faults(text, found) else found


def _begins_block(mark: Mark) -> bool:
    return any(opening.search(mark.open) for opening in _HTML_BLOCKS)
