"""A block's text for a page: its links and emphasis, whatever format they came from, and nothing else."""

import re
from dataclasses import replace

from markupsafe import Markup, escape

from pipeline.formats.inline import render_inline
from pipeline.records import Block, Mark

SHOWN = frozenset({"strong", "b", "em", "i", "code", "kbd", "samp", "sup", "sub", "s", "del", "ins", "mark", "q"})
"""Tags that mean the same on every page and can do no harm."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+|[^\s:]*", re.IGNORECASE)
"""Where a link may lead: the web, mail, a place in the same site; never `javascript:`."""


def rich(block: Block) -> Markup:
    """Give a block's text as HTML.

    >>> mark = Mark(start=3, end=6, tag="strong", open="**", close="**")
    >>> rich(Block(kind="paragraph", text="Un mot & un <autre>.", markup=(mark,)))
    Markup('Un <strong>mot</strong> &amp; un &lt;autre&gt;.')
    """
    marks = tuple(_safe(mark) for mark in block.markup if mark.inline)
    return Markup(render_inline(replace(block, markup=marks), lambda text, _: str(escape(text))))


def _safe(mark: Mark) -> Mark:
    """The same mark, spelt as the page may have it; one that it may not shows only what it covers."""
    if mark.tag in SHOWN and mark.start < mark.end:
        return replace(mark, open=f"<{mark.tag}>", close=f"</{mark.tag}>")
    href = dict(mark.attributes).get("href", "")
    if mark.tag == "a" and href and _ADDRESS.fullmatch(href):
        return replace(mark, open=str(Markup('<a href="{}">').format(href)), close="</a>")
    return replace(mark, open="", close="")
