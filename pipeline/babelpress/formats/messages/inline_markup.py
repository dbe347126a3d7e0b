"""Inline markup without tags in messages: reStructuredText, as documentation made with Sphinx has it, and Markdown."""

import re
from collections.abc import Sequence
from dataclasses import replace

from babelpress.document import Block, InlineTag

# In reStructuredText, markup begins after white space or an opening mark, and ends before white space or a closing
# mark. Roles whose text is shown to readers; those with another text and a target; emphasis. All other markup is kept.
_BEFORE = r"(?<![^\s\-:/'\"<(\[{«“‘’„])"
_AFTER = r"(?![^\s\-.,:;!?\\/'\")\]}>»”’…])"
_SHOWN = r"abbr|guilabel|menuselection|strong|emphasis|dfn|sub|sup|title"
_EMPHASIS = (
    r"|(?P<open3>\*\*)(?P<text3>[^\s*](?:[^*\n]{0,500}[^\s*])?)(?P<close3>\*\*)"
    r"|(?P<open4>\*)(?P<text4>[^\s*](?:[^*\n]{0,500}[^\s*])?)(?P<close4>\*)"
)
_MARKUP = {
    "rst": re.compile(
        rf"{_BEFORE}(?:"
        r"(?P<keep>``[^`\n]{1,300}``)"
        r"|(?P<open>:[A-Za-z][\w:+.-]{0,40}:`|`)(?P<text>[^`<>\n]{1,300}?)(?P<close>\s*<[^<>`\n]{1,300}>`_{0,2})"
        rf"|(?P<open2>:(?:{_SHOWN}):`)(?P<text2>[^`\n]{{1,300}})(?P<close2>`)"
        r"|(?P<keep2>(?::[A-Za-z][\w:+.-]{0,40}:)?`[^`\n]{1,300}`_{0,2}|\|[^|\s][^|\n]{0,60}\||\[[\w#*.-]{1,40}\]_)"
        rf"{_EMPHASIS}){_AFTER}"
    ),
    "markdown": re.compile(
        r"(?<![\w\\*`!])(?:(?P<keep>`[^`\n]{1,300}`)"
        r"|(?P<open>\[)(?P<text>[^\[\]\n]{1,300})(?P<close>\]\([^()\s]{1,500}(?:\s\"[^\"\n]{0,200}\")?\))"
        rf"{_EMPHASIS})(?![\w*`])"
    ),
}
_SIGNS = {
    "rst": re.compile(
        rf"{_BEFORE}(?::[a-z][\w:+.-]{{0,40}}:`[^`\n]+`|`[^`\n]+`_|``[^`\n]+``|\*\*?[^\s*](?:[^*\n]*[^\s*])?\*)"
    ),
    "markdown": re.compile(r"\]\([^()\s]|`[^`\n]+`|(?<![\w*])\*\*?[^\s*](?:[^*\n]*[^\s*])?\*(?!\w)"),
}
"""What shows that a message has such markup."""

_WORD = re.compile(r"\w+")
TAG = "markup"
"""The name of these marks."""


def has_markup(text: str, kind: str) -> bool:
    """Return whether a text has the markup of a kind, `rst` or `markdown`, and no tags."""
    if not kind or not _SIGNS[kind].search(text):
        return False
    return "</" not in text or "</" not in _MARKUP[kind].sub("", text)


def read_markup(text: str, kind: str) -> tuple[str, tuple[InlineTag, ...]]:
    """Return a text without the signs around what readers see, and these as marks; other markup is kept as text.

    >>> read_markup("ouvrez le :ref:`traqueur <suivi>`", "rst")[0]
    'ouvrez le traqueur'
    """
    parts: list[str] = []
    marks: list[InlineTag] = []
    at = length = 0
    for found in _MARKUP[kind].finditer(text):
        before = text[at : found.start()]
        parts.append(before)
        length += len(before)
        at = found.end()
        groups = found.groupdict()
        names = [name for name in ("open", "open2", "open3", "open4") if groups.get(name)]
        inside = groups[names[0].replace("open", "text")] if names else found[0]
        around = (groups[names[0]], groups[names[0].replace("open", "close")]) if names else ("", "")
        parts.append(inside)
        marks.append(
            InlineTag(start=length, end=length + len(inside), tag=TAG, open=around[0], close=around[1], keep=not names)
        )
        length += len(inside)
    parts.append(text[at:])
    return "".join(parts), tuple(marks)


def mended(block: Block, kind: str) -> Block:
    """Return a block whose marks are markup that a parser of its kind takes.

    Such a mark covers something, has no white space at its ends, and is in no other; in reStructuredText no letter
    touches it from outside. A mark for which there is no place is left out.
    """
    text = block.text
    taken = [(mark.start, mark.end) for mark in block.markup if mark.inline and mark.keep]
    placed = [mark for mark in block.markup if mark.inline and (mark.tag != TAG or mark.keep)]
    for mark in block.markup:
        if mark.tag != TAG or mark.keep:
            continue
        start, end = _covered(text, mark.start, mark.end, taken)
        if start < end:
            taken.append((start, end))
            rst = kind == "rst"
            before = "\\ " if rst and start and text[start - 1].isalnum() else ""
            after = "\\ " if rst and text[end : end + 1].isalnum() else ""
            placed.append(
                replace(mark, start=start, end=end, open=before + mark.open, close=mark.close + after, depth=0)
            )
    placed.sort(key=lambda mark: (mark.start, mark.end))
    return replace(block, markup=(*(mark for mark in block.markup if not mark.inline), *placed))


def _covered(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the place without its white space; if that is empty or taken, the nearest free word, if there is one."""

    def free(place: tuple[int, int]) -> bool:
        return all(place[1] <= other[0] or other[1] <= place[0] for other in taken)

    inside = text[start:end]
    own = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
    if inside.strip() and free(own):
        return own
    words = [word.span() for word in _WORD.finditer(text) if free(word.span())]
    return min(words, key=lambda word: (abs(word[0] - start), word)) if words else (0, 0)
