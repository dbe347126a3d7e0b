"""Post-editor that replaces names of places, and of people of another alphabet, by those of the target language."""

from babelpress.nlp.edits import Edit
from babelpress.nlp.placeholders import occurrences
from babelpress.qa.checks.names import untranslated
from babelpress.qa.person_names import people_left
from babelpress.translation.postedit.base import Context


def edits(context: Context) -> list[Edit]:
    """Return edits that replace untranslated places, acronyms and people by their names in the target language."""
    names = {**untranslated(context.pair), **people_left(context.pair)}
    places = (
        Edit(start, end, own) for name, own in names.items() for start, end in occurrences(context.target, [name])
    )
    found: list[Edit] = []
    for edit in sorted(places, key=lambda edit: (edit.start, -edit.end)):  # a full name before the surname in it
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found
