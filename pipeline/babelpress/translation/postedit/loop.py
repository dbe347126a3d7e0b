"""The loop of post-editors: they run one after the other, each on the result of the one before.

The loop refuses every edit that overlaps a kept place or another edit of the same editor.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babelpress.document import Finding
from babelpress.nlp.edits import Edit
from babelpress.nlp.tokenization import shorten
from babelpress.translation.postedit import (
    brands,
    casing,
    lexicon,
    names,
    numbers,
    place_names,
    quotes,
    repetition,
    terms,
    typography,
    weekdays,
)
from babelpress.translation.postedit.base import Context, PostEditor

_LOG = logging.getLogger(__name__)

CONTENT_EDITED = "mended"
"""The flag of a segment in which an editor changed the content of the translation; each such edit is a finding."""

LEXICON = PostEditor(name="lexicon", edits=lexicon.edits, reason="the model made up a word")
NAMES = PostEditor(name="misspelt names", edits=names.edits, reason="the model misspelt a name")

MADE_UP = (LEXICON, NAMES)
"""Run on the output of each model that has a lexicon, before anything else is done with it."""

POST_EDITORS = (
    *MADE_UP,
    PostEditor(name="casing", edits=casing.edits, content=False, reason="the source has capitals there"),
    PostEditor(name="quotes", edits=quotes.edits, reason="the quotation marks are those of the source"),
    PostEditor(name="terms", edits=terms.edits, reason="the glossary has this term"),
    PostEditor(name="repetition", edits=repetition.edits, reason="the source does not say the word twice"),
    PostEditor(name="place names", edits=place_names.edits, reason="the language has its own name for it"),
    PostEditor(name="weekdays", edits=weekdays.edits, reason="the name of the day in this language"),
    PostEditor(name="brands", edits=brands.edits, reason="the source writes the name like this"),
    PostEditor(name="numbers", edits=numbers.edits, reason="the number of the source"),
    PostEditor(
        name="number format",
        edits=numbers.format_edits,
        content=False,
        reason="the notation of the variant",
    ),
    PostEditor(name="typography", edits=typography.edits, content=False, reason="the typography of the variant"),
)
"""In the order of running: quotation marks are placed before words change, as the alignment refers to the words of the
model, and numbers are written before the spaces around them are set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit of one editor: `after` instead of `before`, at offset `start` of the text that the editor got.

    `check` is the name of its finding, `reason` says why it was made.
    """

    editor: str
    check: str
    content: bool
    start: int
    before: str
    after: str
    reason: str

    @property
    def finding(self) -> Finding:
        """The finding that tells of the edit, without its place."""
        message = f"{_told(self.before, self.after)}: {self.reason}"
        return Finding(check=self.check, severity="info", message=message, before=self.before, after=self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The result of post-editing.

    Attributes:
        context: The context after all edits.
        applied: The edits that were made, in the order of the editors, and by place for each of them.
        refused: The edits that were refused, in the same order.
    """

    context: Context
    applied: tuple[Change, ...]
    refused: tuple[Change, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags for the segment."""
        return (CONTENT_EDITED,) if self.findings else ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """A finding for each edit of content that was made."""
        return tuple(change.finding for change in self.applied if change.content)


def postedit(context: Context, editors: Iterable[PostEditor] = POST_EDITORS) -> Edited:
    """Run editors on a translation, one after the other, and return the result."""
    applied: list[Change] = []
    refused: list[Change] = []
    for editor in editors:
        made, left = _sorted_out(editor.edits(context), context)
        applied += (_change(editor, edit, context) for edit in made)
        refused += (_change(editor, edit, context) for edit in left)
        context = context.edited(made)
    for change in refused:
        _LOG.debug("%s: refused to put %r for %r at %d", change.editor, change.after, change.before, change.start)
    return Edited(context=context, applied=tuple(applied), refused=tuple(refused))


def _sorted_out(proposed: Iterable[Edit], context: Context) -> tuple[Sequence[Edit], Sequence[Edit]]:
    """The edits to apply, ordered and disjoint, and those to refuse; edits without effect are in neither list.

    Of two edits that overlap, the one that begins first is applied.
    """
    made: list[Edit] = []
    left: list[Edit] = []
    done = 0
    for edit in sorted(proposed, key=lambda edit: (edit.start, edit.end)):
        if context.target[edit.start : edit.end] == edit.new and 0 <= edit.start <= edit.end <= len(context.target):
            continue
        if done <= edit.start <= edit.end <= len(context.target) and not context.kept_at(edit):
            made.append(edit)
            done = edit.end
        else:
            left.append(edit)
    return made, left


def _change(editor: PostEditor, edit: Edit, context: Context) -> Change:
    return Change(
        editor=editor.name,
        check=editor.check,
        content=editor.content,
        start=edit.start,
        before=context.target[edit.start : edit.end],
        after=edit.new,
        reason=edit.reason or editor.reason,
    )


def _told(before: str, after: str) -> str:
    """What was done, in a few words.

    >>> _told("830 million", "830 billion"), _told("", "“"), _told(" help", "")
    ("'830 billion' for '830 million'", "'“' inserted", "'help' removed")
    """
    old, new = (f"'{shorten(text)}'" if text.strip() else "white space" for text in (before, after))
    if not before:
        return f"{new} inserted"
    return f"{new} for {old}" if after else f"{old} removed"
