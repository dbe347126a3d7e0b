"""The loop of post-editors: one after the other, each on what the one before it left.

No edit overlaps a kept place or another edit of its editor: the loop refuses it, whatever the editor is.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babelpress.nlp.edits import Edit
from babelpress.translation.postedit import (
    brands,
    casing,
    numbers,
    place_names,
    quotes,
    repetition,
    terms,
    typography,
)
from babelpress.translation.postedit.base import Context, PostEditor

_LOG = logging.getLogger(__name__)

CONTENT_EDITED = "mended"
"""The flag of a segment in which an editor changed what the translation says."""

POST_EDITORS = (
    PostEditor(name="casing", edits=casing.edits, content=False),
    PostEditor(name="quotes", edits=quotes.edits),
    PostEditor(name="terms", edits=terms.edits, content=False),
    PostEditor(name="repetition", edits=repetition.edits),
    PostEditor(name="place names", edits=place_names.edits),
    PostEditor(name="brands", edits=brands.edits),
    PostEditor(name="numbers", edits=numbers.edits),
    PostEditor(name="typography", edits=typography.edits, content=False),
)
"""In the order they run: marks are put where the words of the model stand, before words change, and numbers are written
before the spaces around them are set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit of one editor: `before` stood at `start` of the text that the editor saw, `after` is for its place."""

    editor: str
    content: bool
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What the editors made of a translation: the context as they left it, what they changed, what was refused.

    Both lists are in the order of the editors, and of the places for each.
    """

    context: Context
    applied: tuple[Change, ...]
    refused: tuple[Change, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """What a segment is flagged with."""
        return (CONTENT_EDITED,) if any(change.content for change in self.applied) else ()


def postedit(context: Context, editors: Iterable[PostEditor] = POST_EDITORS) -> Edited:
    """Let editors change a translation, one after the other."""
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
    """The edits that can be made, in order and disjoint, and those that cannot; what changes nothing is neither.

    Of two that overlap the one that begins first is made.
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
    before = context.target[edit.start : edit.end]
    return Change(editor=editor.name, content=editor.content, start=edit.start, before=before, after=edit.new)
